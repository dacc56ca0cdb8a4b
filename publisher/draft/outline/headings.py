"""The headings of a document: numbered ones, dashes, annexes, list words, and those whose number or dash is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise, zip_longest

from publisher.codebook.dates import phrases
from publisher.codebook.statements import LEAD, OTHER, SUPPORT
from publisher.draft.marks import (
    ANNEX,
    CHAPTER,
    DASH,
    EDGE,
    LIST_WORD,
    NAMED_NUMBER,
    TRANSLATED,
    Line,
    closed_at,
    footnotes,
    lines_of,
    numbered,
    ordinal,
)
from publisher.draft.outline.body import NONE, issued_together, of_title, without_contents
from publisher.draft.outline.boxes import boxed
from publisher.draft.outline.head import Head
from publisher.draft.outline.tables import table_rows
from publisher.draft.outline.unnumbered import unnumbered
from publisher.terms.messages import Message, say

HEADING = 64  # characters; the longest heading printed in the plans read has 53
ANNEX_RANK, ROW_RANK, DASH_RANK, PARAGRAPH_RANK = 0, 7, 8, 9
ARTICLE, CHAPTERS, ITEM_RANK, STAGE_RANK = 0.8, 1, 3, 5.5  # ranks of 第五条, of 一、, of 1. and of 第一阶段：
ANNEXED, ROW, LOST_NUMBER = say("why.annex"), say("why.table-row"), say("why.lost-number")
TOGETHER = say("why.issued-together")


# What follows a first sentence and only says who is responsible: the sentence still stands alone.
_ATTRIBUTION = re.compile(
    r"[（(\[【［][^）)\]】］]*[)）\]】］]。?|由[^。；]{2,80}(?:负责|牵头|配合|落实)[^。；]{0,6}。?"
    rf"|(?:{LEAD}|{SUPPORT}|{OTHER}|分工)[:：][^。]{{2,120}}。?"
)


_HALF_STOP = re.compile(r"(?<=[\u4e00-\u9fff])[.．](?=[ \u4e00-\u9fff“]|$)")  # 加强领导.各地要…


def heading_of(rest: str) -> tuple[str, bool]:
    """The heading that opens `rest` (a line without its number), and whether more text runs on behind it."""
    plain = _HALF_STOP.sub("。", rest)
    stop = closed_at(plain, "。；;", HEADING + 1)
    colon = closed_at(plain, "：:", HEADING if stop < 0 else stop)
    if 0 < colon < len(rest) - 1 and len(rest) > HEADING // 2:
        return rest[:colon], True
    if stop < 0 and len(rest) <= HEADING:
        return rest.rstrip("：:"), False
    if stop > 0 and stop < len(rest) - 1 and not _ATTRIBUTION.fullmatch(plain[stop + 1 :].strip(EDGE)):
        return rest[:stop], True
    # A single sentence: what it opens with stands for it.
    comma = closed_at(plain, "，,；;", HEADING if stop < 0 else stop)
    bracket = next((m.start() for m in re.finditer(r"[（(\[【［](?=[^）)]*(?:负责|单位|部门|牵头))", rest)), -1)
    cut = next((at for at in (comma, bracket if bracket > 0 else stop, stop) if at > 1), min(len(rest), HEADING))
    return rest[: len(plain[:cut].rstrip("。"))], True


def heads(text: str, start: int, end: int, styled: Mapping[str, int] = NONE) -> list[Head]:
    """Every heading of text[start:end], in order."""
    lines = without_contents(lines_of(text, start, end))
    notes = footnotes(line.text for line in lines)
    lines = [line for index, line in enumerate(lines) if index not in notes and not TRANSLATED.fullmatch(line.text)]
    headings = list(_annexes(lines, _numbered(lines)))
    headings = _articles(_parts(headings))
    headings += _styled(lines, headings, styled)
    if not any(0 < head.rank < DASH_RANK for head in headings):
        headings += [
            Head(line.start, line.start + len(words), rank, "", words, LOST_NUMBER, sure=False)
            for line, rank, words in unnumbered(lines)
        ]
    if not headings:
        return list(_rows(lines))
    if not any(head.rank in (1, 2) and head.number[:1] in "（(" for head in headings):
        headings += _list_words(lines, headings)
    headings += _around(lines, headings)
    headings += _lost_chapters(lines, headings)
    headings += _lost_groups(lines, headings, styled)
    headings += _lost_goals(lines, headings)
    headings += _further(text[: headings[0].start], lines, headings)
    headings += _rows(lines)
    return boxed(text, sorted({head.start: head for head in headings}.values(), key=lambda head: head.start))


def _further(opening: str, lines: list[Line], headings: list[Head]) -> list[Head]:
    """The titles of further documents of one notice, each above all that follows it."""
    titles, first = issued_together(opening), min(head.start for head in headings)
    return [
        Head(line.start, line.end, ANNEX_RANK, "", line.text, TOGETHER)
        for line in lines
        if line.text in titles and line.start > first
    ]


FOREWORD = re.compile(r"[前引序导]\s*言|结\s*语|结\s*束\s*语|后\s*记")


def _around(lines: list[Line], headings: list[Head]) -> list[Head]:
    """前言 before the first heading and 结语 behind the last, as deep as the chapters between them."""
    top = min(head.rank for head in headings)
    ends = min(head.start for head in headings), max(head.start for head in headings)
    return [
        Head(line.start, line.end, top, "", line.text, say("why.foreword"))
        for line in lines
        if FOREWORD.fullmatch(line.text) and not ends[0] <= line.start <= ends[1]
    ]


_PART, _CHAPTER = re.compile("[编篇][ 　]*$"), re.compile("章[ 　]*$")


def _parts(headings: list[Head]) -> list[Head]:
    """Heads with chapters (第七章) below the parts (第三篇) of a document that has both."""
    if not any(_PART.search(head.number) for head in headings):
        return headings
    return [replace(head, rank=head.rank + 0.1) if _CHAPTER.search(head.number) else head for head in headings]


def _articles(headings: list[Head]) -> list[Head]:
    """Heads with articles (第五条) under the chapters (一、) that the first of them follows; else as they are.

    They lie below （一） and （二） too where one stands right behind each: a list within an article has none.
    """
    first = next((head.rank for head in headings if head.rank in (ARTICLE, CHAPTERS)), ARTICLE)
    if first == ARTICLE:
        return headings
    above = {ordinal(head.number) for head, after in pairwise(headings) if head.rank == 2 and after.rank == ARTICLE}
    rank = 2.4 if {1, 2} <= above else CHAPTERS + 0.5
    return [replace(head, rank=rank) if head.rank == ARTICLE else head for head in headings]


def _styled(lines: list[Line], headings: list[Head], styled: Mapping[str, int]) -> list[Head]:
    """Lines without a number that the file marks as headings, just below the numbers that it marks as higher."""
    taken = {head.start for head in headings}
    numbers = [(styled[line.text], mark[0]) for line in lines if line.text in styled and (mark := numbered(line.text))]
    return [
        Head(line.start, line.end, max([r for lv, r in numbers if lv < level], default=0) + level / 100, "", line.text,
             say("why.styled"))
        for line in lines
        if (level := styled.get(line.text, 0)) and line.start not in taken
    ]  # fmt: skip


def _numbered(lines: list[Line]) -> Iterator[Head]:
    listed = _annex_titles(lines)
    last = 0  # the last number of 1. 2. 3.
    stages = _stages(lines)
    for line, below in zip_longest(lines, lines[1:]):
        if line.start in listed:
            continue
        if mark := numbered(line.text) or _before_digits(line.text, last + 1):
            rank, printed = mark
            last = ordinal(printed) or 0 if rank == ITEM_RANK else last
            rest = line.text[len(printed) :].lstrip(EDGE)
            if rest and (head := _head(line, rank, printed, rest, say("why.number"))):
                yield _whole(line, head, numbered(below.text) if below else None)
        elif line.start in stages and (stage := _STAGE.match(line.text)):
            stop = closed_at(line.text, "。；;，,", HEADING // 2)
            rest = line.text[:stop] if stop > stage.end() else stage[0].rstrip(EDGE + "：:")
            yield Head(line.start, line.start + len(rest), STAGE_RANK, "", rest, say("why.number"))
        elif dash := _DASHED.match(line.text):
            printed = dash[0] if dash["number"] else ""  # ——任务3：…
            rest = line.text[dash.end() :].lstrip(EDGE)
            if rest and (head := _head(line, DASH_RANK, printed, rest, say("why.dash"))):
                yield head


_ONE_SENTENCE = re.compile("[^。；;：:\\d（(]{4,40}")


def _whole(line: Line, head: Head, below: tuple[float, str] | None) -> Head:
    """A heading as its whole line, of one sentence, where its own items begin below: 调结构，促转型。↵1.…"""
    words = line.text[len(head.number) :].strip(EDGE).removesuffix("。")
    if not (below and below[0] > head.rank and ordinal(below[1]) == 1 and _ONE_SENTENCE.fullmatch(words)):
        return head
    return replace(head, end=head.start + line.text.index(words, len(head.number)) + len(words), heading=words)


_DASHED = re.compile(rf"(?:{DASH.pattern})(?:[ \t　]*(?P<number>{NAMED_NUMBER}))?")
# 第一阶段（2019年9月—10月）：动员部署。
_STAGE = re.compile("第([一二三四五六])阶段(?:[ 　]?[（(][^（()）]{2,30}[)）])?[：:]")


def _stages(lines: list[Line]) -> set[int]:
    """Where the phases of a plan begin: a line each, from the first on, till a number goes on or the text ends."""
    found, run = set[int](), list[int]()
    for line, below in zip_longest(lines, lines[1:]):
        stage = _STAGE.match(line.text)
        alone = stage and ordinal(stage[1]) == len(run) + 1 and not LIST_WORD.search(line.text)
        run = [*run, line.start] if alone else []
        mark = numbered(below.text) if below else (CHAPTERS, "二")
        if len(run) > 1 and mark and mark[0] < STAGE_RANK and (ordinal(mark[1]) or 0) > 1:
            found.update(run)
    return found


def _before_digits(line: str, number: int) -> tuple[float, str] | None:
    """The number that goes on with its list where a name opens with digits: 4.305人才计划. behind 3., no 4.305."""
    match = _NAME_IN_DIGITS.match(line)
    return (ITEM_RANK, match[1]) if match and int(match[2]) == number > 1 else None


# what follows its digits is no measure: 4.5亿元, 4.5个百分点
_NAME_IN_DIGITS = re.compile(
    r"((\d{1,3})[.．])\d{2,}(?![.．])(?=[\u4e00-\u9fff]{2,20}(?:。|$))(?!人(?![才物民工])|[万亿千百十倍个元米台套家座处项名次户亩吨公平立年月日天度分小])"
)
_ANNEX_LIST = re.compile(r"附[件表录]?[:：]\s*(?:(1)[.．、]|$)")


_SIGNED = re.compile(r"[\u4e00-\u9fff]{2,30}(?:政府|[局委厅办室组会])|[^。]{1,4}年[^。]{1,3}月[^。]{1,3}日")


def _annex_titles(lines: list[Line]) -> set[int]:
    """Where lists of annexes stand, each of their lines: 附件：1.… 2.…

    Below 附件： alone a single title is one of a list only where no text follows: an annex, a signature or nothing.
    """
    found: set[int] = set()
    for index, line in enumerate(lines):
        if not (opens := _ANNEX_LIST.match(line.text)):
            continue
        found.add(line.start)
        stop = index + 1
        while stop < len(lines) and _next(lines[stop].text, stop - index + int(opens[1] or 0)):
            stop += 1
        after = [one.text for one in lines[stop : stop + 2]]
        ends = not after or after[0].startswith("附") or any(map(_SIGNED.fullmatch, after))
        if opens[1] or stop > index + 2 or ends:
            found |= {one.start for one in lines[index:stop]}
    return found


def _next(line: str, number: int) -> bool:
    """Whether a line is the next title of a list of annexes, by its digits: short, and no sentence."""
    mark = numbered(line) if line[:1].isdecimal() and len(line) < 60 and "。" not in line else None
    return mark is not None and ordinal(mark[1]) == number


def _head(line: Line, rank: float, printed: str, rest: str, why: Message) -> Head | None:
    heading, _ = heading_of(rest)
    heading = heading.strip(EDGE)
    dated = bool(heading) and next((match[0] for match in phrases(heading)), "") == heading
    if not heading or (dated and "①" <= printed[:1] <= "⑳"):
        return None  # ①2024年8月底前，建成甲园: a sentence
    end = line.text.index(heading, len(printed)) + len(heading)
    whole = line.text[end : end + 1] not in ("，", ",") or not (dated or _DEPENDS.search(heading))
    return Head(line.start, line.start + end, rank, printed, heading, why, whole)


# Half a sentence: 对投资农业的, 经县政府同意
_DEPENDS = re.compile(
    "^(?:经(?![济贸营销开办费常纪典])(?=.*(?:同意|批准|批复|授权|备案|公示|研究|[审核认评检验][^，]))|凡|按照|按(?=.*(?:规定|要求|标准|比例|程序))|根据(?!地)|自(?:20|印发|本))"
    "|(?:的|(?<![平战实及准按临工学课])时|(?<![产售事学课术])(?:之?后|之?前)|情况下|基础上)$"
)


def _annexes(lines: list[Line], numbered_heads: Iterator[Head]) -> Iterator[Head]:
    """The numbered heads, and annexes: a line 附件 with its title, after which more than a list of titles follows."""
    known = list(numbered_heads)
    yield from known
    marks = [
        index for index, line in enumerate(lines) if known and line.start > known[0].start and ANNEX.match(line.text)
    ]
    last: dict[str, Head] = {}
    for index in marks:
        line, match = lines[index], ANNEX.match(lines[index].text)
        printed = match[0].rstrip(EDGE) if match else ""
        rest, at = line.text[len(printed) :].strip(EDGE + "：:"), line
        if not rest and index + 1 < len(lines):
            at, rest = lines[index + 1], lines[index + 1].text
        if not rest or len(rest) > HEADING or rest[-1] in "。；;" or numbered(rest):
            continue
        begin = at.start + at.text.index(rest)
        if index + 2 < len(lines):
            last[printed.rstrip("：:")] = Head(line.start, begin + len(rest), ANNEX_RANK, printed, rest, ANNEXED)
    yield from last.values()


def _rows(lines: list[Line]) -> Iterator[Head]:
    """Each row of a table of tasks, as deep as it needs to be to lie under the heading above the table.

    A row without bodies that is numbered 一 heads those that are numbered 1, 2 behind it.
    """
    parted = False
    for row in table_rows(lines):
        heads_others = bool(row.number) and not row.number.isdecimal() and not row.bodies
        parted = heads_others or (parted and row.number.isdecimal())
        rank = ROW_RANK + 0.5 if parted and not heads_others else ROW_RANK
        heading = row.name.text if len(row.name.text) <= HEADING else heading_of(row.name.text)[0]
        yield Head(row.start, row.name.start + len(heading), rank, row.number, heading, ROW, sure=row.sure)


def _list_words(lines: list[Line], headings: list[Head]) -> list[Head]:
    """一是… 二是… as the second level, in a document that numbers no second level."""
    at: list[Head] = []
    for line in lines:
        for match in LIST_WORD.finditer(line.text):
            before = line.text[: match.start()].rstrip(EDGE)
            if before and before[-1] not in "。；;：:":
                continue
            heading, _ = heading_of(line.text[match.end() :])
            if heading:
                begin = line.start + match.start()
                end = line.start + line.text.index(heading, match.end()) + len(heading)
                at.append(Head(begin, end, 2, match[0], heading, say("why.list-word"), sure=False))
    return at if len(at) > 1 and headings else []


def _lost_chapters(lines: list[Line], headings: list[Head]) -> list[Head]:
    """Short lines without a number, directly above a second level that starts again: chapters whose number is lost.

    Beside such a line, one that is called as a chapter is, or stands right above items (1.), is a chapter too.
    """
    by_start = {head.start: head for head in headings}
    annex = next((head.start for head in headings if head.why == ANNEXED), lines[-1].end if lines else 0)
    if any(head.rank == 1 for head in headings if head.start < annex):
        return []
    lost, others = list[Head](), list[Head]()
    for index, line in enumerate(lines):
        if not index and of_title(line.text):  # the document's own
            continue
        if line.start in by_start or len(line.text) > 30 or re.search("[：:]|[。；;，,、)）]$", line.text):
            continue
        chapter = Head(line.start, line.end, 1, "", line.text, LOST_NUMBER, sure=False)
        below = [by_start.get(follower.start) for follower in lines[index + 1 : index + 3]]
        head = next(filter(None, below), None)  # an introduction may stand between
        rank = head.rank if head and head.start < annex and ordinal(head.number) == 1 else None
        if rank == 2:
            lost.append(chapter)
        elif line.start < annex and (CHAPTER.fullmatch(line.text) or (rank == ITEM_RANK and head == below[0])):
            others.append(chapter)
    return lost + others if lost else []


_NO_GROUP = re.compile(
    rf"[，。；：:、！？\t\d]|[)）]$|^(?:{LEAD}|{SUPPORT}|{OTHER})|^[图表附]|^专栏|(?<!布)局$|[厅委]$|政府$"
)


def _lost_groups(lines: list[Line], headings: list[Head], styled: Mapping[str, int]) -> list[Head]:
    """Short lines that the file does not mark, each right above a numbered item that it does: what parts the items.

    Only where one of them stands right below a chapter that the file marks; others stand behind a whole sentence.
    """
    by_start = {head.start: head for head in headings}
    lost: list[Head] = []
    below_chapter = False
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        item, chapter = by_start.get(below.start), by_start.get(above.start)
        marked = item and item.rank == ITEM_RANK and below.text in styled
        if not marked or line.start in by_start or len(line.text) > 30 or _NO_GROUP.search(line.text):
            continue
        opens = chapter is not None and not chapter.number and above.text in styled
        if opens or re.search("[。；)）]$|[:：]", above.text):
            below_chapter |= opens
            lost.append(Head(line.start, line.end, 2, "", line.text, LOST_NUMBER, sure=False))
    lost = [one for one in lost if [other.heading for other in lost].count(one.heading) == 1]  # 返回顶部
    return lost if below_chapter and len(lost) > 1 else []


def _lost_goals(lines: list[Line], headings: list[Head]) -> list[Head]:
    """Paragraphs under a goal that open with a short sentence, two or more on end: goals whose dash is lost."""
    starts = sorted(headings, key=lambda head: head.start)
    lost: list[Head] = []
    for head, after in zip(starts, [*starts[1:], None], strict=True):
        stop = after.start if after else head.end
        if "目标" not in head.heading or (after and after.rank == DASH_RANK):
            continue
        inside = [line for line in lines if head.start < line.start < stop]
        run = [(line, heading_of(line.text)) for line in inside]
        short = [
            (line, heading)
            for line, (heading, more) in run
            if more and len(heading) <= 30 and line.text[len(heading)] == "。"
        ]
        if len(short) < 2:
            continue
        lost += [
            Head(line.start, line.start + len(heading), PARAGRAPH_RANK, "", heading, say("why.lost-dash"), False)
            for line, heading in short
        ]
    return lost
