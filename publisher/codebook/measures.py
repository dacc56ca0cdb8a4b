"""Measures: the word behind a figure and the id that the registry gives it (measures.csv, column `printed`).

The registry's forms come in as pairs; which other words count or measure something is said here, so that 10毫秒 is
never read as 10 things and 15万企业 is (its measure is `count`: no measure word is printed).
"""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from publisher.codebook.characters import SIMPLIFIED
from publisher.terms.regex import regex

COUNT = "count"  # the measure of a figure that is followed by the thing itself

# What a Chinese numeral must be followed by to count something (五个, 三千台); an Arabic one always does.
COUNTING = (
    "个座家所台条项类大套颗层次种款例名人批件份本辆艘架艇处块幅期线网区省市县镇村位段倍户亩吨元米升克天秒支间栋幢床组届"
    "则宗笔株棵头只瓶盒箱桶卷册篇折档列趟"
)
_COUNTING_WORDS = regex(
    f"[{COUNTING}]|公里|公顷|公斤|千克|千米|厘米|毫米|纳米|平方|立方|小时|分钟|毫秒|微秒|千瓦|兆瓦|人次|美元|欧元|港元|海里|"
    "场(?![景所地馆面合域站内外均强航])|[枚盏匹羽尾](?!配)|堂[^，。；]{0,6}课|门[^，。；]{0,6}(?:课|学科|专业)|[口眼][^，。；]{0,3}井|百分点|基点|标箱|标准箱|摄氏度|分贝|工作日"
)
# Words with which another word opens, not a measure: 家庭, 大气, 个百分点 where the registry has 个 only.
_NO_MEASURE = {
    "个": " ?百 ?分 ?点|多(?:月|小时|工作日|星期|季度|学期|世纪|百分点|[亿万])|基点|月|小时|工作日|交易日|星期|季度|自然日", "家": "[庭禽]|长(?![期江沙三])|政(?![府务策])|园(?![区林艺])|具(?![有备])|电(?![商力信子网池站梯影机缆气])|乡(?![镇村])|居(?![家民])|畜(?![禽牧])", "项": "目(?![标录])",
    "台": "[阶风州湾账]", "条": "[件例]", "座": "[谈位]", "所": "以(?![上下内外])|[有得需]", "类": "[似型]", "级": "以上|以下|[别次数]",
    "大": "[型于约概量幅气学厦众道]|数据|关(?=[，。；、,;）)\n]|$)", "元": "器件|素|宇宙|旦", "吨": "位|公里|海里", "G": r"[A-Za-z0-9/]|[ -]?PON", "兆瓦": "时(?![间长代段])", "T": "[A-Za-z0-9/]|磁|核磁|超导", "倍": "[增率]", "年": "[代度]",
    "人": "[工才口均体员类机民]", "次": "[性要数元品]", "天": "[然津地网空]", "秒": "[杀级]", "度": "[假]", "米": "粉",
}  # fmt: skip
_SKIP = regex("[多余来几]?[ \u00a0]?")
# Measures that a text may print and the registry need not have: what they measure is no thing to be counted.
_UNITS = (
    "个百分点|百分点|个基点|个多?月|个多?小时|个工作日|平方公里|平方千米|平方米|立方米|公里|千米|公顷|公斤|千克|毫克|微克|斤|学[时分](?!制)|课时|市亩|华里|公吨|[人吨]公里|吨海里|度(?![假过量])|蒸吨|工日|[平立]方(?![公千米体根])|方(?![面案式向位便法程针阵队舱圆块])|海里|厘米|毫米|微米|纳米|"
    "小时|分钟|毫秒|微秒|秒(?![杀级])|天(?![然津地网空])|日(?![本常益])|周(?![边围])|年(?![代度])|月|千瓦时|千瓦|[兆吉]瓦(?:时(?![间长代段]))?|千伏安|千伏|兆赫|吉赫|度电|"
    "[分角](?:钱|(?=[，。；、\n以左]|$))|美元|欧元|港元|元(?!器件|素|宇宙|旦)|亩|吨(?!公里)|米(?![粉])|升(?![级至到])|克(?!服)|倍(?![增率])|岁|公升|英寸|英里|标准箱|标箱|摄氏度|℃|°|㎡|㎥|㎞|分贝|伏|瓦|"
    "[A-Za-zμµ]+(?:/[A-Za-z0-9²³]+)?"
)
# Words that count things, whether the registry lists them or not: what they count is a count.
_CLASSIFIERS = (
    "[人批]次|户|张(?![网图表家弛榜单力])|"
    "[颗层种款例名人批件份本辆艘架艇处块幅支间栋幢床组届则宗笔株棵头只瓶盒箱桶卷册篇折档列趟套次场站](?![工才口均体员类民性要数元品面理置织合级别牌阶景地点台])"
)
# 吨标准煤/万元, m3/s, 元每平方米: one measure, never its first part
_OVER = (
    "(?:标准?[煤油]|(?:二氧化碳|[碳煤油])当量|二氧化碳|碳|当量)?"
    r"(?:[/／](?:\d*[十百千万]+(?=[，。；、,;）)\n以左]|$)|[万千百十]?公里|平方公里|平方米|立方米|公里|小时|分钟|千瓦时|公顷|[万千百]?[\u4e00-\u9fff]|[A-Za-z][A-Za-z0-9²³]*|[㎡㎥])"
    "|每(?:平方公里|平方米|立方米|公里|小时|千瓦时|公顷|[万千百]?[人户元吨升亩米秒度件辆])(?=[，。；、,;）)\n以左]|每[月年天日餐次](?:[，。；、）)]|$)|$))"
)
# 100台/套, 500人/次: two words for what is counted; 100张/改造20张: two figures
_EACH_OF = (
    f"(?!(?:{_CLASSIFIERS}|[台套个座处家件辆间条项所])[/／]"
    "(?:[台套件辆艘架座处个项间栋张条组次名部家户口只头支](?!公里)|[^，。；、/／]{0,3}[造设成建站率划外]))"
)
_TRADITIONAL = regex(f"[{''.join(map(chr, SIMPLIFIED))}]")
_THING = regex(
    "(?!的|等|降[低至到为]|提[高升至到]|下降|上升|增[加长至到]|减[少至到]|缩[小短减]|以[上下内]|之[内上间外]|左右|上下|[和及与或至到])[\u4e00-\u9fff“《]"
)


# By its sign, too, whatever forms the registry lists
_SIGNS = {
    "平方米": ("m2", "m²", "㎡", "平米"), "立方米": ("m3", "m³", "㎥"), "平方公里": ("km2", "km²", "平方千米"), "公里": ("km", "㎞", "千米"),
    "微克/立方米": ("μg/m3", "μg/m³", "µg/m3", "µg/m³", "ug/m3", "ug/m³"),
    "公顷": ("hm2", "hm²"), "千瓦时": ("kW·h", "kW•h", "kW.h"),
}  # fmt: skip
BRACKET = regex(r"[（(][^（）()\n]{1,20}[）)]")  # 1200（其中公共泊位800）个: what may stand before a measure
_CLOSE, _IN_BRACKET = regex("[）)]"), regex(r"\d[万亿]?[（(][^（）()\n]{1,20}$")


def _closed(text: str, start: int) -> re.Match[str] | None:
    """The end of a bracket that opened behind a figure without its measure."""
    inside = text[start : start + 1] in ("）", ")") and _IN_BRACKET.search(text, max(0, start - 24), start)
    return _CLOSE.match(text, start) if inside else None


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure of a figure: its id ("" where the registry has none for it) and the word as printed."""

    measure_id: str
    printed: str


NONE = Measure("", "")
THINGS = Measure(COUNT, "")


@dataclass(frozen=True, slots=True, eq=False)  # one object a registry; told apart by being another one
class Measures:
    """The measures of the registry by their printed forms, and all other words that measure something, as one pattern.

    Its groups: m0, m1 … for the printed forms, the longest first, whose ids stand in `ids`; over for one measure by
    another (公斤/亩), unit for other words that measure, count for other words that count.
    """

    pattern: re.Pattern[str]
    ids: tuple[str, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Measures:
        """From pairs of measure id and the cell `printed`, whose forms stand apart by |."""
        forms = sorted(
            (
                (form, measure)
                for measure, cell in pairs
                for printed in cell.split("|")
                for form in (printed, *_SIGNS.get(printed, ()))
                if form not in ("", "∅")
            ),
            key=lambda pair: -len(pair[0]),
        )
        known = [f"(?P<m{index}>{_spaced(form)}{_not_before(form)})" for index, (form, _) in enumerate(forms)]
        slashed = [one for one, (form, _) in zip(known, forms, strict=True) if "/" in form]
        parts = "|".join([*(re.escape(form) for form, _ in forms), _UNITS, _CLASSIFIERS])
        unit, count = f"(?P<unit>{_UNITS})", f"(?P<count>{_CLASSIFIERS})"
        others = [one for one in known if one not in slashed]
        return cls(
            re.compile("|".join([*slashed, f"(?P<over>{_EACH_OF}(?:{parts}){_OVER})", *others, unit, count])),
            tuple(measure for _, measure in forms),
        )

    def after(self, text: str, position: int) -> Measure:
        """The measure of a figure that ends at `position`; 多 and 余 may stand between.

        `count` where the thing itself follows or a word that counts, NONE where nothing does or a measure that the registry does not have.
        """
        skip = _SKIP.match(text, position)
        start = skip.end() if skip else position
        if _TRADITIONAL.search(text, start, start + 3):
            read = self.after(text[start : start + 24].translate(SIMPLIFIED), 0)
            return Measure(read.measure_id, text[start : start + len(read.printed)])
        match = self.pattern.match(text, start)
        if match is None and (bracket := BRACKET.match(text, start) or _closed(text, start)):
            match = self.pattern.match(text, bracket.end())
        if match is None:
            return THINGS if _THING.match(text, start) else NONE
        group = match.lastgroup or ""
        known = "" if group in ("unit", "over") else COUNT if group == "count" else self.ids[int(group[1:])]
        return Measure(known, match[0])

    def at(self, text: str, position: int) -> bool:
        """Whether text[position:] opens with a registered measure."""
        match = self.pattern.match(text, position)
        return match is not None and match.lastgroup not in ("unit", "over", "count")


def _spaced(form: str) -> str:
    """A form as it may be printed: 1 个 百分点 and 1个多百分点 are no 个."""
    return " ?".join(form).replace("个", "个多?") if form.endswith("百分点") else re.escape(form)


def _not_before(form: str) -> str:
    """What must not follow a form, for another word opens with it. Gbps and T are whole words: 10TB opens with no T."""
    other = _NO_MEASURE.get(form, "")
    latin = "[A-Za-z0-9]|[·•.]h" if form[-1].isascii() and form[-1].isalpha() else ""
    return f"(?!{'|'.join(filter(None, (other, latin)))})" if other or latin else ""


def counts(text: str, position: int, measures: Measures) -> bool:
    """Whether what stands at `position` is a word that a Chinese numeral before it counts by."""
    if _TRADITIONAL.match(text, position):
        text, position = text[position : position + 24].translate(SIMPLIFIED), 0
    return bool(_COUNTING_WORDS.match(text, position)) or measures.at(text, position)
