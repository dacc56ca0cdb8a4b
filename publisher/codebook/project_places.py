"""Named things without a verb before them: rows of a table of projects, items of a list of them, subjects of 开工 and
投用, and names in quotation marks with what follows them (“湾芯”封装测试基地).
"""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.terms.regex import regex

# Words that say by when, or what becomes of a thing: a name ends before them.
BECOMES = "(?:新)?开工|动工|投用|投产|并网|上线|签约|开通|通车|建成|落地|封顶|投入(?:使用|运营|运行|生产)|交付|竣工|完工|验收|启用|挂牌|开园|开服|运营"
WHEN = r"(?:今年|明年|年内|年底|年末|上半年|下半年|当年|20\d\d年|\d{1,2}月(?!湾|湖|亮)|[一二三四]季度|国庆|春节|尽快|适时|力争|争取|预计|(?:计划|拟|将|已|正)(?=于|在|建|开工|动工|投|完成|纳入|列入|20\d\d|\d)|已经|目前|下个?月|本月|近期|届时|同步(?=建|实施|推进))"
_STOP = "，,。；;：:！？、\\n\\t“”《》（）()"
_SUBJECT = regex(
    rf"(?<![\u4e00-\u9fffA-Za-z0-9”])(?P<lead>[^{_STOP}]{{0,12}}的)?(?P<name>(?:“[^“”\n]{{2,14}}”)?[^{_STOP}\s]{{2,24}}?)(?P<remark>[（(][^（()）\n]{{2,40}}[)）])?(?={WHEN}[^{_STOP}]{{0,14}}?(?:{BECOMES})|(?:{BECOMES}))(?P<when>[^{_STOP}]{{0,18}}?)(?P<verb>(?:{BECOMES})(?:投产|使用|并网|运营|投用|开通)?)"
)
_QUOTED = regex(rf"“(?P<core>[^“”\n]{{2,12}})”(?P<behind>[^{_STOP}\s]{{0,18}})")
_HEAD = regex(
    r"(?:项目|工程|站点|示范|平台|载体|任务)?名称|(?:建设|重点|重大|储备|拟建|试点|示范)?(?:项目|工程)(?:名称)?"
)
_LIST_HEAD = regex(
    r"(?:项目|试点|站点)(?:名单|清单|库|一览表?|安排|表)?(?:[（(][^（()）]{0,20}[)）])?[:：]?$|(?:重点|储备|重大|拟建|在建)(?:建设|工程)?项目"
)
_ITEM = regex(r"\s*(?:\d{1,3}[.．、]|[（(]\d{1,3}[)）]|[①-⑳]|[-—·•●*]+)\s*")
_REMARK = regex("[（(][^（()）]*[)）]")  # （排名不分先后）
_CLASS = regex(r"(?P<class>[^：:，。；\n]{1,8}类)[：:]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name may stand: [start, end), and the verb that says what becomes of it, with its place."""

    start: int
    end: int
    verb: str = ""
    verb_start: int = -1


def subjects(text: str, start: int, end: int) -> Iterator[Place]:
    """甲科技的“乙谷”产业园已经动工: what a sentence says to be begun, opened or at work."""
    for match in _SUBJECT.finditer(text, start, end):
        yield Place(match.start("name"), match.end("name"), match["verb"], match.start("verb"))


def quotations(text: str, start: int, end: int) -> Iterator[Place]:
    """“湾芯”封装测试基地: a quoted name with the words that follow it."""
    for match in _QUOTED.finditer(text, start, end):
        behind = re.split(f"{WHEN}|的|等|{BECOMES}", match["behind"])[0]
        yield Place(match.start(), match.end("core") + 1 + len(behind))


def listed(text: str, start: int, end: int) -> Iterator[Place]:
    """The names of a table that has a column of them, and of the items under a heading that announces projects."""
    at, column, announced = start, -1, 0
    for line in text[start:end].split("\n"):
        cells = line.split("\t")
        if len(cells) > 2:
            names = [index for index, cell in enumerate(cells) if _HEAD.fullmatch(cell.strip())]
            if names:
                column = names[0]
            elif 0 <= column < len(cells):
                yield from _cell(text, at + len("\t".join(cells[:column])) + bool(column), cells[column])
        else:
            column = -1 if line.strip() else column
            item = _ITEM.match(line)
            if announced and item:
                yield from _items(at + item.end(), line[item.end() :])
            elif line.strip() and not _REMARK.fullmatch(line.strip()):
                announced = 1 if len(line) <= 40 and _LIST_HEAD.search(line.strip()) else 0
        at += len(line) + 1


def _cell(text: str, at: int, cell: str) -> Iterator[Place]:
    core = cell.strip()
    if len(core) >= 4 and not re.match(r"(?:合|小|总)\s*计|\d", core):
        begin = at + cell.index(core)
        yield Place(
            begin,
            begin + len(re.split("[（(]", core)[0])
            if "（" in core[:-1] and not core.endswith("）")
            else begin + len(core),
        )


def _items(at: int, line: str) -> Iterator[Place]:
    """The names of an item: what stands before its first stop, or all of a class (甲类：乙、丙（2023年开工）等)."""
    if head := _CLASS.match(line):
        rest = re.split("[。；]", line[head.end() :])[0]
        for match in re.finditer(
            r"[^、，（(]{4,30}?(?=[（(、，等]|$)", re.sub(r"[（(][^（()）]*[)）]", lambda m: "、" * len(m[0]), rest)
        ):
            if not re.match(r"等|新增|总|合计|其中|共|[年月\d]", match[0]):
                yield Place(at + head.end() + match.start(), at + head.end() + match.end())
        return
    name = re.match(r"(?!\d)(?:“[^“”]{2,14}”|[^（(：:，。；、“”])+", line)
    if name and 4 <= len(name[0].strip()) <= 40:
        yield Place(at, at + len(name[0].rstrip()))
