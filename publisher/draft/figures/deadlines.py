"""By when: the printed words of a figure's own sentence, else those of its goals chapter, else the plan's horizon."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from publisher.codebook.bodies import is_body, names_of
from publisher.codebook.columns import cells_of_line, column_head, lines_of_tables
from publisher.codebook.dates import NO_PERIOD, PARTIAL, Deadline, Period, date_of, phrases
from publisher.codebook.numerals import UnreadNumeral
from publisher.codebook.sentences import deadline_of as stated
from publisher.codebook.sentences import deadlines_of, read_sentence, sentence_at, year_of_line
from publisher.draft.marks import EDGE
from publisher.draft.outline.clauses import OutlineClause
from publisher.draft.outline.headings import ROW

# 三年内, 三年改造: counted from a start, which somebody has to give where the text does not.
_COUNTED = re.compile("[未来今后通过经用力争 ]*[一二两三四五六七八九十\\d]{1,2}年(?!\\d|底|末|前|[上下]半年|\\d*月)")


def deadline_of(
    text: str, place: tuple[int, int], clause: OutlineClause, above: list[OutlineClause], period: Period
) -> tuple[Deadline, str]:
    """The deadline of the figure at `place`, and how it is known. above: what holds `clause`, the nearest first."""
    position, end = place
    own = sentence_at(text, position, period, clause.start)
    if (due := stated(text, own, position, end)).date and (period.start or not _COUNTED.match(due.printed)):
        return due, "stated"
    if beside := _beside(text, end, period):
        return beside, "section"
    if period.start[:4] == period.end[:4] != "" and _OF_THE_YEAR.fullmatch(column_head(text, position)):
        return Deadline("", period.end, "year"), "horizon"  # not what another column says of the whole project
    if (column := column_year(text, position) or column_due(text, position, period)) is not None:
        return column, "section"
    if clause.why == ROW:  # its deadline is a cell of its own, mostly behind
        cells = read_sentence(text, position, min(clause.end, position + 1000), period)
        if dated := [date.due for date in cells.dates if date.due and not _STARTS.match(text, date.end)]:
            return dated[-1], "stated"
    if labelled := _labelled(text, clause, position, period) or _behind_heading(text, clause, period):
        return labelled, "section"
    if opened := _year_above(text, clause, position):
        return Deadline(opened, f"{opened[:4]}-12-31", "year"), "section"
    if led := _led_by(text, (clause, *above), position, period):
        return led, "section"
    for section in (clause, *above):
        limit = section.end if section.kind == "goal" else clause.start if "目标" in section.heading else 0
        if limit and (opening := _opening(text, section, position, period, limit)):
            return opening, "section"
        if len(section.path) > 1 and (headed := in_heading(section.heading, period)):
            return headed, "section"
        if (year := _YEAR_OF_WORK.search(section.heading)) and period.start[:4] <= year[1][:4]:
            return Deadline(year[1], f"{year[1][:4]}-12-31", "year"), "section"
    return Deadline("", period.end, "year" if period.end else ""), "horizon" if period.end else "none_stated"


# 达到60%（2025年目标）: the bracket right behind a figure
_BESIDE = re.compile(r"[^，。；：、（()）\d\s]{0,4}[（(](?P<said>20\d\d年)(?P<aim>目标值?|预期值?)?[)）]")


def _beside(text: str, end: int, period: Period) -> Deadline | None:
    """The year in the bracket behind a figure, within the period or called an aim."""
    match = _BESIDE.match(text, end)
    date = date_of(match["said"], period) if match else UnreadNumeral("")
    if match is None or isinstance(date, UnreadNumeral) or not (match["aim"] or "" < period.start < date[0]):
        return None
    return Deadline(match["said"], *date)


def dues_of(
    text: str, place: tuple[int, int], clause: OutlineClause, above: list[OutlineClause], period: Period
) -> list[tuple[Deadline, str]]:
    """As `deadline_of`, each of several dates by which a figure is reached (2022年、2023年各新增100个)."""
    due, basis = deadline_of(text, place, clause, above, period)
    several = deadlines_of(text, sentence_at(text, place[0], period, clause.start), *place)
    return [(one, basis) for one in several] if due in several else [(due, basis)]


def due_cells(due: Deadline, basis: str) -> dict[str, str]:
    """A deadline as the cells of a row."""
    return {
        "deadline_printed": due.printed,
        "deadline": due.date,
        "deadline_precision": due.precision,
        "deadline_basis": basis,
    }


def _year_above(text: str, clause: OutlineClause, position: int) -> str:
    """The year that opens a figure's own line (2017年：…), or the one above it whose colon opens a list with it."""
    while position > clause.start:
        line = text.rfind("\n", 0, position) + 1
        if year := year_of_line(text, position):
            return year
        if not line or text[max(0, line - 80) : line - 1].rstrip(EDGE)[-1:] not in ":：；;":
            return ""
        position = line - 1
    return ""


# 二、2023年主要任务: a heading whose year is that of all that follows
_YEAR_OF_WORK = re.compile(
    "((?:19|20)\\d\\d年)(?:度)?(?:的)?(?:主要|重点|总体|具体|工作|目标|年度|预期|发展|建设)*(?:任务|安排|打算|工作|计划)$"
)


_BRACKETED = re.compile("[（(](?P<said>[^（()）]{3,20})[)）](?=$|[：:])")


def in_heading(heading: str, period: Period) -> Deadline | None:
    """The date in the bracket that ends a heading, or that it is, which is that of all that follows:
    （一）起步阶段（2022年）, （一）2023年6月底前.
    """
    bracket = _BRACKETED.search(heading)
    for match in phrases(bracket["said"] if bracket else heading)[:1]:
        date = date_of(match[0], period)
        if not isinstance(date, UnreadNumeral) and (bracket or match[0].strip() == heading):
            return Deadline(match[0].strip(), *date)
    return None


_OF_THE_YEAR = re.compile(
    r"\s*(?:本|当)?年度?(?:主要|重点|建设|工作|形象|投资)*(?:目标|任务|计划|进度|内容|节点|安排)\s*"
)


# 2021年, 2022年目标, 2021年计划投资（万元）; not 2021年以来累计
_HEADS_YEAR = re.compile(
    r"(?:其中[:：]?)?((?:19|20)\d\d)年?(?:(?:目标|实际|现状|基[数期]|预期)?值|度?(?:年度|目标|实际|现状|基[数期]|预期|计划|预计|拟|安排|完成|建设|任务|投资|资金|规模|数量|内容)*)"
)


def column_year(text: str, position: int) -> Deadline | None:
    """The year that heads the column of a table in which a figure stands (2020年, 2025年); None where none does."""
    head = column_head(text, position)
    year = _HEADS_YEAR.fullmatch(re.sub(r"\s|(?<!^)[（(][^（()）]{1,8}[)）]$", "", head))
    return Deadline(head.strip(), f"{year[1]}-12-31", "year") if year else None


def cell_date(text: str, position: int) -> Deadline | None:
    """The date of a figure by the head of its column, else by its row's cell in a column of dates or years."""
    return column_year(text, position) or column_due(text, position, NO_PERIOD)


_STARTS = re.compile("开工|动工|启动|开始|起")
_YEARS = re.compile(r"(?:(?:19|20)\d\d年?[-—–~～至])?(?:19|20)\d\d年?")  # 2022—2024, 2024年 in a cell of its own
_DUE_COLUMN = re.compile(
    r"(?:计划|预计|拟)?(?:完成|建成|办结|竣工|投用|工作|时间)?(?:时限|时间|期限|节点|日期)(?:要求|安排)?"
    r"|(?:项目)?(?:建设|实施|计划)?(?:起止|开竣工)(?:年限|年份|年月|时间|日期|期限)|(?:建设|实施)(?:年限|年份|工期|周期|时间|期限)|年[份度]|(?P<progress>(?:工作|推进|实施|计划|预期)?进度(?:安排|要求|计划)?)"
)
_DONE_BY = re.compile(
    "(?:[前底]|完成|建成|投用|竣工|实现|达标|[。；])*"
)  # 2025年底前完成: all that a cell of 进度 says


def column_due(text: str, position: int, period: Period) -> Deadline | None:
    """The date in the column of deadlines of the row in which a figure stands; an empty cell has that above it."""
    starts, _ = lines_of_tables(text)
    return _due_of_row(text, starts[bisect_right(starts, position) - 1], period)


@lru_cache(16)  # a row's figures come one after the other
def _due_of_row(text: str, start: int, period: Period) -> Deadline | None:
    rows = [cells_of_line(text, start)]
    others, column, progress = 0, None, False
    for line in reversed(text[max(0, start - 20_000) : max(0, start - 1)].split("\n")) if len(rows[0]) > 1 else ():
        others = 0 if "\t" in line else others + bool(line.strip())
        cells = line.split("\t")
        heads = ((at, _DUE_COLUMN.fullmatch(re.sub(r"\s", "", name))) for at, name in enumerate(cells))
        column, progress = next(((at, bool(head["progress"])) for at, head in heads if head), (None, False))
        if others > 1 or column is not None:  # a line without cells is a part's heading in the table; two are its end
            break
        rows += [] if others else [cells]
    if column is None:
        return None
    printed = next((row[column].strip() for row in rows if column < len(row) and row[column].strip()), "")
    years = [printed] if _YEARS.fullmatch(printed) else []
    for words, end in [(match[0], match.end()) for match in phrases(printed)[:1]] or [(it, len(it)) for it in years]:
        date = date_of(words, period)
        alone = not progress or (printed.startswith(words.strip()) and _DONE_BY.fullmatch(printed, end))
        if not isinstance(date, UnreadNumeral) and not _STARTS.match(printed, end) and alone:
            return Deadline(words.strip(), *date)
    return None


_LABEL = re.compile(
    r"(?:(?:时限|时间|期限|节点)(?:要求)?|(?:建设|实施|起止)(?:年限|周期|工期|年份|年度|期))\s*[:：]\s*"
)


_IN_BRACKET = re.compile(
    r"(?<=[（(])(?:[^（()）\n]|[（(][^（()）\n]{1,9}[)）]){2,300}[；;]\s*(?=[^；;、（()）\n]{2,16}[)）](?:[。；]|\s*(?:\n|$)))"
)


_CHARGED = re.compile("(?:负责|共同|按(?:职责|职能)(?:分工)?)*(?:牵头|负责|配合|参与|协助|落实)(?=[，,；;])")


def _in_bracket(text: str, position: int, clause: OutlineClause) -> re.Match[str] | None:
    """What stands before the date in a bracket of bodies that ends a clause: （甲局、乙局；12月底前完成）."""
    match = _IN_BRACKET.search(text, position, min(clause.end, position + 1500))
    named = names_of(_CHARGED.sub("", match[0])) if match else ()
    return match if match and all(is_body(name.text) for name in named) else None


# （一）优化供给。（甲部牵头，乙部参与，2025年底前完成）↵: in the bracket of bodies behind a heading
_BEHIND_HEADING = re.compile("。?[（(][^（()）\n]{2,60}[，,；;](?P<said>[^，,；;（()）\n]{3,14})[)）][ \t　]*\n")


def _behind_heading(text: str, clause: OutlineClause, period: Period) -> Deadline | None:
    """The date in the bracket that stands alone behind a clause's heading, which is that of all that follows."""
    at = text.find(clause.heading, clause.start, clause.end) if clause.heading else -1
    bracket = _BEHIND_HEADING.match(text, at + len(clause.heading), clause.end) if at >= 0 else None
    for match in phrases(bracket["said"])[:1] if bracket else ():
        date = date_of(match[0], period)
        rest = bracket["said"][: match.start()] + bracket["said"][match.end() :] if bracket else ""
        if rest in ("", "前", "完成", "前完成") and not isinstance(date, UnreadNumeral):
            return Deadline(match[0].strip(), *date)
    return None


def _labelled(text: str, clause: OutlineClause, position: int, period: Period) -> Deadline | None:
    """The date behind a label of the clause's own (完成时限：2023年12月底前) or of its bodies, past its figures."""
    label = _LABEL.search(text, position, min(clause.end, position + 1500)) or _in_bracket(text, position, clause)
    words = text[label.end() : label.end() + 30] if label else ""
    for match in phrases(re.split("[）)；;。\n]", words)[0])[:1]:
        date = date_of(match[0], period)
        if label and not match.start() and not isinstance(date, UnreadNumeral):
            return Deadline(match[0].strip(), *date)
    return None


_LEADS = re.compile(
    "(?:^|(?<=[。；\\n]))[ \\t　]*(?:力争|确保|争取)?(?=[到至]|20\\d\\d年[底末]?前[，,](?!已?建成的|投用的))"
)


def _led(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Where sentences of a span open with a date by which something is reached (到2027年, 2027年前), and that date."""
    opened = [(at.end(), phrases(text[at.end() : min(end, at.end() + 20)])) for at in _LEADS.finditer(text, start, end)]
    return [(at, own[0][0]) for at, own in opened if own and not own[0].start() and not PARTIAL.fullmatch(own[0][0])]


def _led_by(text: str, sections: Sequence[OutlineClause], position: int, period: Period) -> Deadline | None:
    """Of goals the date to which the last sentence before a figure opens in its own paragraph: 到2027年，…。培育5家."""
    if not any(one.kind == "goal" or "目标" in one.heading for one in sections):
        return None
    line = max(text.rfind("\n", 0, position) + 1, sections[0].start, position - 1000)
    latest: Deadline | None = None  # what is to be done before a year ends no goal that leads further
    for at, words in reversed(_led(text, line, position)):
        date = date_of(words, period)
        until = text[at] in "到至"
        if isinstance(date, UnreadNumeral) or (not until and date[0] < period.start):
            continue
        if latest is None or latest.date < date[0]:
            latest = Deadline(words.strip(), *date)
        if until:
            break
    return latest


def _opening(text: str, section: OutlineClause, position: int, period: Period, limit: int) -> Deadline | None:
    """The date that opens a goal: in a long one each item has its own sentence; the year governs what follows it.

    limit: where what stands before the first clause within it ends.
    """
    first = _first_date(text, section.start, section.start + len(section.number) + len(section.heading) + 2, limit)
    one = first and first[0] < position and not _ONE_OF_LIST.match(text, first[0] + len(first[1]))
    date = date_of(first[1], period) if first and one else UnreadNumeral("")
    if first is None or isinstance(date, UnreadNumeral) or date[0] < period.start:
        return None
    if any(year[1] != date[0][:4] for year in _OPENS_WITH_YEAR.finditer(text, first[0], position)):
        return None  # 2007年，…↵2010年，…↵…: of which of them is what follows?
    return Deadline(first[1].strip(), *date)


_ONE_OF_LIST = re.compile("[、和及与](?:到|至)?20\\d\\d年")  # 2024年、2025年分别达到80%、90%：…；
_OPENS_WITH_YEAR = re.compile("\\n[ 　]*(?:到|至)?(20\\d\\d)年[底末]?[，,]")
_PARAGRAPH = re.compile(r"\s*+(?![\d（(—－·•●■]|[一二三四五六七八九十]+、)[^\n]*")


@lru_cache(16)
def _first_date(text: str, start: int, after_heading: int, limit: int) -> tuple[int, str] | None:
    """Where the first date stands that names its year, of the sentence with which a section opens, or with which alone
    a later one of its first paragraph opens, and its words.
    """
    stop = text.find("。", after_heading, limit)
    opening = phrases(text[start : stop if stop > 0 else limit])
    dated = [(start + match.start(), match[0]) for match in opening if not PARTIAL.fullmatch(match[0])]
    paragraph = _PARAGRAPH.match(text, after_heading - 2, limit)
    led = _led(text, *paragraph.span()) if paragraph and not dated else []
    return dated[0] if dated else led[0] if len(led) == 1 else None
