"""A body that the registry does not know: what its name says of its kind and level."""

from __future__ import annotations

import re
from difflib import get_close_matches

from publisher.codebook.areas import above, is_county_city, level
from publisher.read.registry import Registry

_KINDS: tuple[tuple[str, str], ...] = (
    (
        r"^各|^相关|^有关|^市级?(?:相关|有关)|^区级?(?:相关|有关)|^省级?(?:相关|有关)|各部门|有关单位|相关单位|[省市区县]级部门$",
        "group",
    ),
    (r"领导小组|工作组|专班|指挥部", "working_group"),
    (r"管委会|管理委员会|执委会", "zone_committee"),
    (
        r"[市省区县州]委(?:宣传|组织|统战|政法|网信|社治|编|办公|党校|巡)|^(?:市|省|区|县)委|组织部|宣传部|统战部|政法委|网信办|党工委|编办|纪委|工会|团委|妇联|中央",
        "party_organ",
    ),
    (r"集团|公司|(?<!人民)银行|电信|移动|联通|铁塔|电网", "enterprise"),
    (r"大学|学院|研究院|研究所|科学院|分院", "research"),
    (r"人民政府$|政府$", "government"),
    (r"中心$|医院$|学校$|总站$", "public_institution"),
)
# 潮生区人民政府 in the plan of its city; 区政府 alone leaves its area out.
_GOVERNMENT = re.compile("((?![各市省区县])[\u4e00-\u9fff]{1,7}?[市区县旗州盟])(?:人民)?政府")
# A ministry by its name; 财务部 and 组织人事部 are departments of who issues the plan.
NATIONAL = re.compile(
    "(?:外交|国防|教育|科学?技术?|工信|人社|住建|文旅|应急|环保|国土|交通|文化|卫生|中宣|中组|中央[\u4e00-\u9fff]{2}|工业和?信息化|公安|国家安全|民政|司法|财政|人力资源和?社会保障|自然资源|国土资源|生态环境|环境保护|住房和?城乡建设"
    "|交通运输|铁道|水利|农业农村|农业|商务|文化和?旅游|退役军人(?:事务)?|应急管理)部(?!门|直属|所属|属)|(?!省|市(?!场)|区|县)[\u4e00-\u9fff]{2,10}(?:总署|总局)$|(?:中国)?人民银行$"
)
RANKS = ("national", "provincial", "municipal", "district")
_RANKS = {"市": "municipal", "州": "municipal", "盟": "municipal", "区": "district", "县": "district", "旗": "district"}
_CITIES = ("11", "12", "31", "50")  # municipalities under the central government


def new_unit(name: str, unit_id: str, area_code: str, registry: Registry) -> tuple[dict[str, str], dict[str, str], str]:
    """Rows for units and unit_names, and the known name that is most like it ("" if none is)."""
    kind = next((kind for pattern, kind in _KINDS if re.search(pattern, name)), "department")
    rank = _level(name, kind, area_code)
    own = _elsewhere(name, area_code)
    if not own and _below(rank, area_code):  # 市人民政府 in a province's plan: each of them
        kind = "group"
    area_code = next((up for up in above(area_code) if level(up) == rank), area_code)  # 市财政局 in a district's plan
    printed = {"unit_name_id": f"{unit_id}-1", "unit_id": unit_id, "name": name, "area_code": area_code}
    unit = {
        "unit_id": unit_id,
        "name_zh": name.translate(str.maketrans("(),", "（），")),
        "kind": kind,
        "level": rank,
        "area_code": area_code,
        "is_group": "true" if kind == "group" else "false",
    } | own
    close = get_close_matches(
        name, [known for known, area in registry.names if area[:2] == area_code[:2]], n=1, cutoff=0.7
    )
    return unit, printed, close[0] if close else ""


def _elsewhere(name: str, area_code: str) -> dict[str, str]:
    """The area of a government that its name tells to be of a lower rank than the plan's: its code is not known."""
    own = _GOVERNMENT.fullmatch(name)
    rank = _RANKS.get(own[1][-1], "") if own else ""
    if not own or not _below(rank, area_code):
        return {}
    return {"level": rank, "area_code": "", "area_zh": own[1]}


def _below(rank: str, area_code: str) -> bool:
    """Whether a rank is lower than that of an area."""
    return bool(area_code) and rank in RANKS[RANKS.index(level(area_code)) + 1 :]


def _level(name: str, kind: str, area_code: str) -> str:
    if kind in ("enterprise", "research"):
        return "none"
    groups = kind in ("group", "working_group")  # 指挥部, 各部 are no ministries
    if name.startswith(("国家", "国务院", "中央")) or (not groups and NATIONAL.match(name)):
        return "national"
    city = "provincial" if area_code[:2] in _CITIES else "district" if is_county_city(area_code) else "municipal"
    own = (
        "national"
        if not area_code or area_code == "000000"
        else "provincial"
        if area_code.endswith("0000")
        else city
        if area_code.endswith("00")
        else "district"
    )
    for opening, rank in (
        ("省(?!际)", "provincial"),
        ("市(?!场)", city),
        ("各?[区县](?!域|块链)", "district"),
    ):
        if re.match(opening, name):
            return rank
    return own
