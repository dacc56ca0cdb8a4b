"""Measures: the word behind a figure and the id that the registry gives it (measures.csv, column `printed`).

The registry's forms come in as pairs; which other words count or measure something is said here, so that 10毫秒 is
never read as 10 things and 15万企业 is (its measure is `count`: no measure word is printed).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

COUNT = "count"  # the measure of a figure that is followed by the thing itself

# What a Chinese numeral must be followed by to count something (五个, 三千台); an Arabic one always does.
COUNTING = (
    "个座家所台条项类大套颗层次种款例名人批件份本辆艘架艇处块幅期线网区省市县镇村位段倍户亩吨元米升克天秒支间栋幢床组届"
    "则宗笔株棵头只瓶盒箱桶卷册篇折档列趟"
)
_COUNTING_WORDS = re.compile(
    f"[{COUNTING}]|公里|公顷|公斤|千克|千米|厘米|毫米|纳米|平方|立方|小时|分钟|毫秒|微秒|千瓦|兆瓦|人次|美元|欧元|港元|海里|"
    "百分点|基点|标箱|标准箱|摄氏度|分贝|工作日"
)
# Words with which another word opens, not a measure: 家庭, 大气, 个百分点 where the registry has 个 only.
_NO_MEASURE = {
    "个": "百分点|基点|月|小时|工作日|交易日|星期|季度|自然日", "家": "[庭长政园具电乡居禽畜]", "项": "目(?![标录])",
    "台": "[阶风州湾账]", "条": "[件例]", "座": "[谈位]", "所": "[以有得需]", "类": "[似型]", "级": "以上|以下|[别次数]",
    "大": "[型于约概量幅气学厦众道]|数据", "元": "器件|素|宇宙|旦|[/／]", "吨": "[位/／]|公里", "公里": "[/／]",
    "平方米": "[/／]", "立方米": "[/／]", "G": r"[A-Za-z0-9/]|[ -]?PON", "T": "[A-Za-z0-9/]|磁", "倍": "[增率]", "年": "[代度]",
    "人": "[工才口均体员类机员民]", "次": "[性要数元品]", "天": "[然津地网空]", "秒": "[杀级]", "度": "[假]", "米": "[/／粉]",
}  # fmt: skip
_LATIN = re.compile(r"[A-Za-z0-9]", re.ASCII)
_SKIP = re.compile("[多余来几]?[ \u00a0]?")
# Measures that a text may print and the registry need not have: what they measure is no thing to be counted.
_UNITS = re.compile(
    "(?:亿|万)?(?:个百分点|百分点|个基点|个月|个小时|个工作日|平方公里|平方千米|平方米|立方米|公里|千米|公顷|公斤|千克|海里|厘米|毫米|微米|纳米|"
    "小时|分钟|毫秒|微秒|秒|天|日|周|年|月|千瓦时|千瓦|兆瓦|吉瓦|千伏安|千伏|兆赫|吉赫|度电?|元|美元|欧元|港元|人次|人天|人|户|亩|吨|米|升|克|"
    "倍|岁|时|分|公升|英寸|英里|标准箱|标箱|摄氏度|℃|°|㎡|㎥|㎞|分贝|伏|瓦|核|位|[A-Za-zμµ]+(?:/[A-Za-z0-9²³]+)?)"
)
_THING = re.compile("[\u4e00-\u9fff“《（(]")


@dataclass(frozen=True, slots=True)
class Measure:
    """The measure of a figure: its id ("" where the registry has none for it) and the word as printed."""

    measure_id: str
    printed: str


NONE = Measure("", "")


@dataclass(frozen=True, slots=True)
class Measures:
    """The registry's printed forms, longest first, by their first character."""

    by_first: dict[str, tuple[tuple[str, str], ...]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Measures:
        """From pairs of measure id and the cell `printed`, whose forms stand apart by |."""
        forms = [(form, measure) for measure, cell in pairs for form in cell.split("|") if form not in ("", "∅")]
        by_first: dict[str, tuple[tuple[str, str], ...]] = {}
        for form, measure in sorted(forms, key=lambda pair: -len(pair[0])):
            by_first[form[0]] = (*by_first.get(form[0], ()), (form, measure))
        return cls(by_first)

    def at(self, text: str, position: int) -> Measure | None:
        """The registered measure with which text[position:] opens; None where it opens with none."""
        for form, measure in self.by_first.get(text[position : position + 1], ()):
            if text.startswith(form, position) and not _other_word(form, text, position + len(form)):
                return Measure(measure, form)
        return None

    def after(self, text: str, position: int) -> Measure:
        """The measure of a figure that ends at `position`; 多 and 余 may stand between.

        `count` where the thing itself follows, NONE where nothing does or a measure that the registry does not have.
        """
        skip = _SKIP.match(text, position)
        start = skip.end() if skip else position
        if known := self.at(text, start):
            return known
        if unit := _UNITS.match(text, start):
            if not _other_word(unit[0], text, unit.end()):
                return Measure("", unit[0])
        return Measure(COUNT, "") if _THING.match(text, start) and text[start] not in "（(" else NONE


def _other_word(form: str, text: str, end: int) -> bool:
    after = _NO_MEASURE.get(form)
    if after and re.match(after, text[end : end + 3]):
        return True
    # Gbps and T are whole words: 10TB and 1000万TEU open with no T of bandwidth.
    return bool(form[-1].isascii() and form[-1].isalpha() and _LATIN.match(text, end))


def counts(text: str, position: int, measures: Measures) -> bool:
    """Whether what stands at `position` is a word that a Chinese numeral before it counts by."""
    return bool(_COUNTING_WORDS.match(text, position)) or measures.at(text, position) is not None
