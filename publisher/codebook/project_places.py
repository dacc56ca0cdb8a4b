"""Named things without a verb before them: rows of a table of projects, items of a list of them, subjects of 开工 and
投用, and names in quotation marks with what follows them (“湾芯”封装测试基地).
"""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from publisher.terms.regex import regex

# Words that say by when, or what becomes of a thing: a name ends before them.
BECOMES = "(?:新)?开工|动工|投用|投产|并网|上线(?!下)|签约|开通|通车|建成|落地|封顶|投入(?:使用|运营|运行|生产)|通水|通航|交付|竣工|完工|验收|启用|挂牌|开园|开服|运营"
WHEN = r"(?:今年|明年|年内|年底|年末|上半年|下半年|当年|20\d\d年|\d{1,2}月(?!湾|湖|亮)|[一二三四]季度|国庆|春节|尽快|适时|力争|争取|预计|(?:计划|拟|将|已|正)(?=于|在|建|开工|动工|投|完成|纳入|列入|20\d\d|\d)|已经|目前|下个?月|本月|近期|届时|尽早|早日|同步(?=建|实施|推进))"
_STOP = "，,。；;：:！？、\\n\\t“”《》（）()"
_SUBJECT = regex(
    rf"(?<![\u4e00-\u9fffA-Za-z0-9”])(?:\d{{1,3}}[.．])?(?:[\d年月日]{{2,11}}[底末]?前)?(?P<lead>[^{_STOP}]{{0,12}}的|其中|确保|推动)?(?P<name>(?:“[^“”\n]{{2,14}}”)?[^{_STOP}\s]{{2,24}}?)(?P<remark>[（(][^（()）\n]{{2,40}}[)）])?(?={WHEN}[^{_STOP}]{{0,14}}?(?:{BECOMES})|(?:{BECOMES}))(?P<when>[^{_STOP}]{{0,18}}?)(?P<verb>(?:{BECOMES})(?:投产|使用|并网|运营|投用|开通)?)"
)
# 甲渔港项目总投资4.8亿元，2024年6月投入使用: how large it is stands between
_SIZED = regex(
    rf"(?<![\u4e00-\u9fffA-Za-z0-9”])(?P<name>[^{_STOP}\s]{{4,24}}?)(?=(?:计划|预计)?(?:总?投资|占地|总?建筑面积|规划面积|[总全]长|装机|总?库容|设计)[^{_STOP}]{{0,8}}\d)[^。；;：:\n\t]{{2,60}}?，[^{_STOP}]{{0,6}}?{WHEN}[^{_STOP}]{{0,14}}?(?P<verb>{BECOMES})"
)
# 甲中心由乙集团作为业主加快推进
_BY_WHOM = regex(
    rf"(?<![\u4e00-\u9fffA-Za-z0-9”])(?!(?:会议)?(?:原则)?(?:不)?同意)(?P<name>[^{_STOP}\s]{{4,24}}?)由[^{_STOP}由]{{4,20}}?(?:作为业主|负责)?(?P<verb>加快推进|出资|投资|承建|建设|实施)"
)
# 会议原则同意甲项目采用特许经营模式实施
_AGREED = regex(
    rf"(?<!不)同意(?P<name>[^{_STOP}\s]{{4,24}}?(?:项目|工程))(?!的)[^{_STOP}]{{0,20}}?(?P<verb>实施|启动(?:建设)?|开工|建设|推进)"
)
_QUOTED = regex(rf"“(?P<core>[^“”\n]{{2,12}})”(?P<behind>[^{_STOP}\s]{{0,18}})")
_HEAD = regex(
    r"(?:项目|工程|站点|示范|平台|载体|任务)?名称|(?:建设|重点|重大|储备|拟建|试点|示范)?(?:项目|工程)(?:名称)?"
)
_LIST_HEAD = regex(
    r"(?:项目|试点|站点)(?:名单|清单|库|一览表?|安排|表)?(?:[（(][^（()）]{0,20}[)）])?[:：]?$|(?:重点|储备|重大|拟建|在建)(?:建设|工程)?(?:项目|工程)|^专栏.*(?:项目|工程)$"
)
_ITEM = regex(r"\s*(?:\d{1,3}[.．、]|[（(]\d{1,3}[)）]|[①-⑳]|[-—·•●*◆◇■□▪▲△★☆➢]+)\s*")
# An item whose next line says how large it is, or where: a project
_NUMBERED = regex(r"\s*(?:[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,3}[.．、])\s*")
_OF_PROJECT = regex(
    r"\s*(?:主要)?(?:(?:建设|项目)(?:内容|规模|地点|性质|单位|年限|周期|概况|业主)|投资规模|总投资(?:额)?)\s*[:：]"
)
# 新建, 续建, 前期 in a cell of their own: what a table says of each of its projects
_NATURE_HEAD = regex("(?:建设|项目|工程)?(?:性质|状态|阶段|进展|进度)(?:情况)?|(?:建设|实施)(?:类型|方式)")
_NATURE = regex(
    "新建|续建|扩建|改建|改扩建|迁建|重建|技改|改造|升级|扩容|在建|拟建|谋划|前期(?:工作)?|储备|规划|推进|实施|竣工|投产|建成|新开工|开工"
)
# 储备项目, 拟建工程: what a heading says of all that it lists
_ALL = regex(
    "(?P<verb>储备|拟建|续建|新建|新开工|开工|竣工|投产|在建|谋划|前期|规划|建设|推进|实施|改造)(?:类|的|性|重点|重大)*(?:项目|工程)"
)
_CLASS_HEAD = regex(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|[A-Z][.、]|\d+[.．]?\d*\s)?[^，。；：\t]{2,24}(?:[（(]\d+[个项][）)]|类|设施|领域|方面|项目|工程)(?:[（(][^（()）]{1,12}[)）])?"
)
_REMARK = regex("[（(][^（()）]*[)）]")  # （排名不分先后）
_CLASS = regex(r"(?P<class>[^：:，。；\n]{1,8}类)[：:]")


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Where a name may stand: [start, end), and the verb that says what becomes of it, with its place."""

    start: int
    end: int
    verb: str = ""
    verb_start: int = -1
    phase: bool = False  # the verb is that of its part of a table (前期项目), whatever its row says is done


def subjects(text: str, start: int, end: int) -> Iterator[NamePlace]:
    """甲科技的“乙谷”产业园已经动工: what a sentence says to be begun, opened or at work, or that it is agreed to."""
    for pattern in (_SUBJECT, _SIZED, _AGREED):
        for match in pattern.finditer(text, start, end):
            yield NamePlace(match.start("name"), match.end("name"), match["verb"], match.start("verb"))


def built(text: str, start: int, end: int) -> Iterator[NamePlace]:
    """甲中心由乙集团承建: what a sentence says to be built by somebody."""
    for match in _BY_WHOM.finditer(text, start, end):
        yield NamePlace(match.start("name"), match.end("name"), match["verb"], match.start("verb"))


def quotations(text: str, start: int, end: int) -> Iterator[NamePlace]:
    """“湾芯”封装测试基地: a quoted name with the words that follow it."""
    for match in _QUOTED.finditer(text, start, end):
        behind = re.split(f"{WHEN}|的|等|{BECOMES}", match["behind"])[0]
        yield NamePlace(match.start(), match.end("core") + 1 + len(behind))


def listed(text: str, start: int, end: int) -> Iterator[NamePlace]:
    """The names of a table that has a column of them, and of the items under a heading that announces projects."""
    at, column, nature, announced, verb, of_list, marks = start, -1, -1, False, "", "", ""
    lines = text[start:end].split("\n")
    for line, below in zip(lines, _below(lines), strict=True):
        cells = line.split("\t")
        if len(cells) > 2:
            names = [index for index, cell in enumerate(cells) if _HEAD.fullmatch(cell.strip())]
            if names:
                column = names[0]
                nature = next((at for at, cell in enumerate(cells) if _NATURE_HEAD.fullmatch(cell.strip())), -1)
            elif 0 <= column < len(cells):
                printed = cells[nature].strip() if 0 <= nature < len(cells) else ""
                printed_at = at + len("\t".join(cells[:nature])) + 1 if _NATURE.fullmatch(printed) else -1
                for place in _cell(text, at + len("\t".join(cells[:column])) + bool(column), cells[column]):
                    yield (
                        replace(place, verb=printed, verb_start=printed_at)
                        if printed_at >= 0
                        else replace(_under(place, verb), phase=bool(verb))
                    )
        elif line.strip():
            # a short line between two rows heads those below it
            column = column if len(line) <= 40 and below.count("\t") > 1 else -1
            item = _ITEM.match(line)
            if _OF_PROJECT.match(below) and (numbered := _NUMBERED.match(line)):
                yield from _items(at + numbered.end(), line[numbered.end() :])
            elif announced and item and (not marks or marks == _marks(item)):
                marks = _marks(item)
                yield from (_under(place, verb) for place in _items(at + item.end(), line[item.end() :]))
            elif not _REMARK.fullmatch(line.strip()):
                part = announced and _CLASS_HEAD.fullmatch(line.strip())  # of the list; it may have a verb of its own
                if not part:
                    announced, marks = len(line) <= 40 and bool(_LIST_HEAD.search(line.strip())), ""
                said_of_all = _ALL.search(line) if announced else None
                verb = said_of_all["verb"] if said_of_all else of_list if part else ""
                of_list = of_list if part else verb
        at += len(line) + 1


def _below(lines: list[str]) -> list[str]:
    """Of each line, the next one that holds anything; "" of the last."""
    below = [""]
    for line in reversed(lines[1:]):
        below.append(line if line.strip() else below[-1])
    return below[::-1]


def _marks(item: re.Match[str]) -> str:
    """What the items of a list are marked with: a dash, a number, a number in brackets."""
    return re.sub(r"\d+", "1", item[0].strip())


def _under(place: NamePlace, verb: str) -> NamePlace:
    """A place under a heading whose verb is that of all that it lists (储备项目); its own line may say another."""
    return replace(place, verb=verb, verb_start=place.start) if verb else place


_PART_OF_NAME = regex("[^（）]+（[^（）]{1,12}）[\u4e00-\u9fff]{2,12}")  # 标识解析（装备行业）二级节点


def _cell(text: str, at: int, cell: str) -> Iterator[NamePlace]:
    core = cell.strip()
    if len(core) >= 4 and not re.match(r"(?:合|小|总)\s*计|[\d.,%]+(?![A-Za-z\d.,%])", core):
        begin = at + cell.index(core)
        yield NamePlace(
            begin,
            begin + len(re.split("[（(]", core)[0])
            if "（" in core[:-1] and not core.endswith("）") and not _PART_OF_NAME.fullmatch(core)
            else begin + len(core),
        )


def _items(at: int, line: str) -> Iterator[NamePlace]:
    """The names of an item: what stands before its first stop, or all of a class (甲类：乙、丙（2023年开工）等)."""
    if head := _CLASS.match(line):
        rest = re.split("[。；]", line[head.end() :])[0]
        for match in re.finditer(
            r"[^、，（(]{4,30}?(?=[（(、，等]|$)", re.sub(r"[（(][^（()）]*[)）]", lambda m: "、" * len(m[0]), rest)
        ):
            if not re.match(r"等|新增|总|合计|其中|共|[年月\d]", match[0]):
                yield NamePlace(at + head.end() + match.start(), at + head.end() + match.end())
        return
    name = re.match(r"(?!\d)(?:“[^“”]{2,14}”|[^（(：:，。；、“”])+(?:[（(][一二三四五]期[)）])?", line)
    if name and 4 <= len(name[0].strip()) <= 40:
        yield NamePlace(at, at + len(name[0].rstrip()))
