"""What looks like a statement of responsibility and is not read as one: listed, so that a person decides."""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from publisher.codebook.bodies import is_body, names_of, without_when
from publisher.codebook.characters import simplified
from publisher.codebook.columns import column_head, lines_of_tables
from publisher.codebook.statements import PrintedStatement, bracket_pairs
from publisher.terms.regex import regex

# who: many at once (各镇街, 相关单位, 党委), an office of a rank (市财政局), any other body (供电公司, 行业协会)
_GROUP = "各(?![种项类自方个式样界层环阶]|国(?!有|资|企))[\u4e00-\u9fff]{1,8}?|(?:有关|相关)(?:部门|单位|地方|企业|高校|机构)|(?:党委|政府|党组织|(?:人民)?(?:法院|检察院)|属地|镇街|乡镇|街道|社区|村(?:[（(]居[）)])?委会|[市区县镇村]级)(?![\u4e00-\u9fff]{0,3}的)|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?:部门|机关|协会|管委会)"
_OFFICE = "局|委(?!员)|厅|(?<![通代窗网快即联])办(?![法公理事结])|政府|法院|检察院"
_OF_RANK = f"[国省市区县州旗镇乡](?:委(?!员)|政府|[\u4e00-\u9fff]{{1,10}}?(?:{_OFFICE}|部(?![分署])))"
_UNRANKED = f"[\u4e00-\u9fff]{{2,10}}?(?:{_OFFICE}|部(?![分署])|署|管委会|部门|主管单位|机关|集团|公司|国企|研究院|领导小组|专班|(?<![教温会议验])室)|[市区县镇乡村][、和及与][区县镇乡村][两三]级"
_CHARGE = "牵头|主责|负责|承担|配合|会同"
_VERB = f"{_CHARGE}|抓总|总抓|牵总|抓好?|会商|协[助同调]|指导|统筹|落实|编制|起草|制定|实施|组织(?!部)|主管|审[批核计]|报送|查处|办理|参[与加](?!的)|主战|安排|建立|领导(?!小组|牵头)|做好|监督|督[办查导]|考核|执行|提供|公布|验收"
_NO_DEED = "(?!人(?!民)|同志|任|[度率]|制(?![定度])|单位|部门|下$|的|[^，。；\n]{0,20}(?:解释|[编制订定]了)|[^，。；\n]{0,8}(?:情况|结果|指标|事项|权限|形式|占比)$|(?<=承担)(?:[着起了](?![^，。；\n]{0,8}责任)|[^，。；\n]{0,8}(?:功能|作用|使命|重任|课题|产能))|(?:制[定订]|审[批核]|执行|实施|建设|编制|起草)的|[，、]社会协同|(?<=实施)细则|区$)"
_BEING = "(?:为|是)(?:第一)?责任(?:主体|单位|人)"
# 如市教委, 到县民政局办理, 在县水利局指导下, 原市旅游局: an example, a place, a condition
_NO_DUTY = regex(
    "例?如|以下|下称|简称|不?包?含|包括|到|在|去|可|请|向|报(?!送)|持|对|按|凭|原|据|凡|经|谁|依托|[^，。；]{0,4}(?:费用|[税保运]费|利息|损失|后果)由|涉及|联合[国体]|支持|推[动进]|督促|鼓励|引导|覆盖|前往|就近|委托|通过|其中|实行|[^，。；]{0,8}(?:本人|申请人|当事人|同志)|\\d"
)
_WITH = "(?:会同|会商|配合|协助|协同|指导|联合|商|同)"
_FIRMS = "[\u4e00-\u9fff]{0,6}?(?:企业|运营商|高校|院校|院所|协会|机构|部队|学校|医院)"
_WHO = f"(?:{_GROUP}|{_OF_RANK}|{_UNRANKED})"
_BRACKET = regex(
    f"(?:(?<=[，,；;、])|^)(?:[^，,。；;：:、]{{0,8}}由|{_WITH})?{_WHO}[^，,。；;：:、]{{0,8}}?(?:(?:{_VERB}){_NO_DEED}|{_BEING}|主体责任)"
    f"|^{_WITH}(?:{_GROUP}|{_OF_RANK}|[\u4e00-\u9fff]{{2,4}}(?:部门|机关))(?![^，。；]{{0,4}}(?:签约|合作))|(?:(?<=[，,；;、])|^)(?:[^，,。；;：:、]{{0,8}}由)?{_FIRMS}[^，,。；;：:、]{{0,8}}?(?:(?:{_CHARGE}|落实主体责任|做好|编制(?!$|委)|(?:参[与加]|实施|落实|执行)$){_NO_DEED}|{_BEING}|主体责任)|^(?:各级?|有关|相关)[\u4e00-\u9fff]{{0,6}}(?:部门|单位|机关)$|^[\u4e00-\u9fff、]{{2,40}}等(?:有关|相关)?(?:部门|单位)$"
)
_IS_GROUP = regex(
    f"(?!各[\u4e00-\u9fff]*(?<![省市区县镇乡街村居校院局委办部厅处所园地州旗员长学队组])(?<!街道|社区|单位|部门|方面|窗口|企业|机构|政府|集团|公司|领导)$)(?:{_GROUP})$"
).match
# 报送单位：各镇街, 总牵头：市发改委; not 发文单位
_LABEL = regex(
    "(?:(?<=[（(【\\[\n\t　 。；;，,])|^)(?!发文|印发|申报|申请|报名|[抄主]送|来文|[制审]图|公开|用人|[获参][奖评展会]|出席|试点|市场|受益)[\u4e00-\u9fff]{0,6}(?:(?<!^)(?:单位|部门|主体|业主|处室|科室|局)"
    f"|{_VERB}|支撑|保障|管理|归属|谋划|承办|主办|专班|责任人|领导)[:：][ 　]?(?P<names>(?![^\n]{{0,40}}电话)[^：:；;。\n）)】\\]]{{2,120}})"
)
_LISTED = f"(?:[各国省市区县州旗镇乡][\u4e00-\u9fff]{{1,10}}、){{0,4}}(?:{_GROUP}|{_OF_RANK})"
_AND_SO = "(?:等(?:有关|相关)?(?:部门|单位)?)?(?:要|应当?|须|具体|共同|主要|全面)?[ 　\t]?"
_PROSE = regex(
    f"(?:(?<=[。；;，,）)\n\t　 ])|^)(?<![近昨\\d]日[，,])(?<!(?<!\\d)日前[，,])(?<!会上[，,])(?![^，。；\n]{{0,4}}(?:费用|[税保运]费|利息|损失|后果)由)(?:(?:{_LISTED}{_AND_SO}(?:{_CHARGE})|[^，,。；;：:（( 　\n\t由]{{0,12}}由{_LISTED}{_AND_SO}(?:{_VERB})){_NO_DEED}|{_LISTED}{_BEING})"
)
_HEAD = regex(
    "(?:牵头|责任|配合|协助|主管|主办|承办|协办|实施|推进|落实|参与|监管|督办|负责|指导)[（(]?(?:责任)?[）)]?(?:单位|部门|主体|机构|处室|科室|区(?!域))(?!性质)"
)
_COLUMNS = 40  # that a table has at the most


def likely_statements(text: str, start: int, end: int, taken: Sequence[PrintedStatement]) -> Iterator[tuple[int, int]]:
    """[start, end) of each bracket, label, cell or sentence of text[start:end] that names bodies and a duty, in order.

    taken: the statements that are read, in order; what touches one of them is left out.
    """
    plain = simplified(text).replace("∶", "：")
    starts, ends = [one.start for one in taken], list(accumulate((one.end for one in taken), max))
    free = start
    for first, last in sorted(
        {*_of_brackets(plain, start, end), *_of_lines(plain, start, end), *_of_cells(plain, start, end)}
    ):
        before = bisect_left(starts, last)
        if first >= free and not (before and ends[before - 1] > first):
            yield first, last
            free = last


def _of_brackets(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for opened, closed in bracket_pairs(plain, start, end):
        inner = without_when(plain[opened + 1 : closed - 1]).strip()
        if not _NO_DUTY.match(inner) and _BRACKET.search(inner):
            yield opened, closed


def _of_lines(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for label in _LABEL.finditer(plain, start, end):
        if _names_bodies(label["names"]):
            yield label.span()
    yield from (match.span() for match in _PROSE.finditer(plain, start, end))


def _of_cells(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells that name bodies in a column of those responsible (责任单位, 配合部门)."""
    if not _HEAD.search(plain, start, end) or "\t" not in plain:
        return
    starts, heads = lines_of_tables(plain)
    for line in range(bisect_left(starts, start), bisect_left(starts, end)):
        at = starts[line]
        for cell in plain[at : starts[line + 1] - 1].split("\t")[:_COLUMNS] if heads[line] != line else ():
            if _names_bodies(cell) and not _HEAD.fullmatch(cell.strip()) and _HEAD.search(column_head(plain, at)):
                yield at, at + len(cell)
            at += len(cell) + 1


def _names_bodies(words: str) -> bool:
    return any(is_body(name.text) or _IS_GROUP(name.text) for name in names_of(words))
