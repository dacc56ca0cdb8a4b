"""Every numeral of a text, whole, and what it is: a figure, a vague quantity, a name, a date, or unreadable.

A figure is taken whole: from where its first numeral stands to its last digit, multiplier, per cent sign or 多. What
stands against it without a gap is part of it, or makes it unreadable; nothing is cut out of the middle.
"""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, zip_longest
from operator import itemgetter
from typing import NamedTuple

from publisher.codebook import names
from publisher.codebook.bounds import AMONG_FIRST
from publisher.codebook.dates import DATE
from publisher.codebook.forms import DASHES, FULL_WIDTH, LONGEST_FIGURE, RISES, WIDE, Form, form, scaled
from publisher.codebook.measures import COUNT, NONE, Measure, Measures, counts
from publisher.codebook.numeral_patterns import ALL, ATOM, BEGINS, CHAIN, REASONS, N
from publisher.codebook.numerals import DIGITS as _DIGITS
from publisher.codebook.numerals import LETTER_SPACED, UnreadNumeral
from publisher.terms.regex import regex


class Token(NamedTuple):
    """A numeral of a text: [start, end) in code points, as printed, what it is, and why.

    kind: figure (read: see `form`), vague (数十), unread (refused), name, idiom, or structure (a heading's number, a
    date). why: the reason, a key of the messages; "" for a figure. aside: whether the rule alone accounts for it.
    measure: that of a figure; NONE where none is printed or the figure itself is in per cent.
    """

    start: int
    end: int
    printed: str
    kind: str
    why: str = ""
    aside: bool = False
    form: Form | None = None
    measure: Measure = NONE

    @property
    def core(self) -> tuple[int, int]:
        """What of the token a record must print at least: 上, 近, 多, 余 and the like may be left to the words around."""
        lead = self.printed[0] in "上近"
        tail = self.printed[-1] in "多余来" or bool(re.fullmatch("[一二两三四五六七八九十]级", self.printed))
        return self.start + lead, self.end - tail


_CHAINS = regex(CHAIN)
_LOOSE = ("generation-phase-version", "emission-standard", "one-for-all", "quoted-name")  # only where nothing counts
_RULES = tuple((reason, regex(pattern, re.M)) for reason, pattern in names.BY_RULE)
_SUFFIX = regex(
    r"[多余](?!元化|样|维|功能|级|层|边|方|云|式|模|源|媒|极|跨|网|语|途|渠|部门|地|主体|热|额|量|下)|来(?=[个家项年天名台座所万处条户亩吨里块斤场次人位辆艘张间]|公[里顷斤])"
)
_NOT_COUNTED = regex(
    "(?<=[一二][二三])产业|级以上|级跳|位一体|位于|大气|大批|大量|大力|大型|次性|次元|线城市|网融合|网通办|网统管|网托底|期工程|期末|期间|区一|线工作|人一|个时期|个阶段|"
    "个方面军|条龙|家之言|线上|线下|网络|名义|位置|处理|处于|类似|项目|家庭|省份|市场|市民|村民|镇区|县域|县城|区域"
)


_VIEW = 340  # characters that are looked at together; the last of them only tell what stands before them
_AHEAD = 100  # characters behind a numeral that can decide what it is


def scan(text: str, measures: Measures, *, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Every numeral of text[start:end] that means a number or a name, in order.

    Numerals in words that count nothing (统一, 一般) are passed over; all else is reported with its reason.
    """
    tables = below_units(text, measures)
    for _, _, token in numerals(text, measures, start=start, end=end):
        if token is not None:
            yield unit_above(token, tables)


_CAPTION = regex(r"单位[ 　]{0,2}[:：∶][ 　]{0,2}([^\n\t:：（(]{1,20})")
_TABLE_ENDS = regex(r"[^\n\t]{41}|[^\n\t]*[。；：:]$|$", re.M)
# [start, end) of lines, or of the cells of one, with the unit by which their bare numbers count; None where they do not
Tables = tuple[tuple[int, int, tuple[str, str] | None], ...]
_HEADS_UNITS = regex("(?:计量)?单位")
_HEADS_YEAR = regex(r"(?:19|20)\d\d年?(?:[（(]?(?:目标|规划|计划|预期|实际|现状|基[数期]|完成)?值?[)）]?)")

# a number alone in its cell; not 年均增长7, 全省前3, 提高5
_BARE = regex(
    r"[ 　≥≤⩾⩽≧≦><=~≈约]*(?:达到?|不低于|不少于|不超过|不高于)?[ \d.,，]+(?:[-—–~～至]+[\d.]+)?(?:左右|以[上下内])?[ 　]*"
)
# 基站（万个）⇥3.5: a name of a row with the unit by which it counts
_UNIT_IN_NAME = regex(r"(?:^|(?<=\t))[^\t\n]{2,30}[（(]([^（）()\t\n]{1,8})[)）](?=\t)", re.M)


def below_units(text: str, measures: Measures) -> Tables:
    """Where a unit that is printed elsewhere counts: above a table (单位：万元), in a row's cell before its years, or in
    the head of a column."""
    tables: Tables = tuple(_captioned(text, measures))
    for rows in (
        (_named(text, measures), _of_years(text, measures), _of_columns(text, measures)) if "\t" in text else ()
    ):
        tables = tuple(sorted((*tables, *(row for row in rows if not _within(row[0], tables))), key=itemgetter(0)))
    return tables


def _within(place: int, tables: Tables) -> tuple[int, int, tuple[str, str] | None] | None:
    """The one of some tables that holds a place."""
    at = bisect_right(tables, place, key=itemgetter(0)) - 1
    return tables[at] if at >= 0 and place < tables[at][1] else None


def _of_years(text: str, measures: Measures) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """The cells of a row's years, behind its unit, in a table whose head says so: 指标⇥单位⇥2023年⇥2024年."""
    start, others = 0, 0
    unit_at = years = -1  # the column of units, and of the last year behind it
    for line in text.split("\n"):
        cells = line.split("\t")
        words = [cell.strip() for cell in cells] if len(cells) > 1 else []
        others = 0 if words else others + 1
        at = next((index for index, word in enumerate(words) if _HEADS_UNITS.fullmatch(word)), -1)
        if at >= 0 or others > 1:
            unit_at = years = at
            while at >= 0 and years + 1 < len(words) and _HEADS_YEAR.fullmatch(words[years + 1]):
                years += 1
        elif years > unit_at >= 0 and len(words) > years and (unit := _unit(words[unit_at], measures)):
            begin = start + len("\t".join(cells[: unit_at + 1]))
            for cell in cells[unit_at + 1 : years + 1]:
                if _BARE.fullmatch(cell):
                    yield begin, begin + 1 + len(cell), unit
                begin += 1 + len(cell)
        start += len(line) + 1


# 总投资（万元）; 建设年限: what heads a column of numbers by a unit, or of years
_UNIT_IN_HEAD = regex(r"(?:(?:其中[:：]?)?(?:19|20)\d\d年?)?[^（(\d]{0,20}[（(]([^（）()]{1,8})[)）]")
_HEAD_HINT = regex("[)）年期]|时间")
_NO_UNIT = regex("[（(][GT][）)]|(?:增|降|同比).*[（(][%％]")  # 存储（T）; 增速（%）: a change, no rate
_NEXT_TABLE = regex(r"[ 　]*(?:(?:附?表|附件)[^\t]*)?")
_OPEN = regex("[ 　]*(?:待定|[详另]见.+|见附.+|暂?无)[ 　]*")
_DATE = regex(DATE)
_HEADS_DATES = regex("[^，。；、\\d]{0,6}(?:起止|建设|实施|完成|开工|竣工)(?:年限|年份|年度|时间|年月|期限)")


def _of_columns(text: str, measures: Measures) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """The cells below a head that names their unit (总投资（万元）), or says that they are years (起止年限)."""
    start, others, headed = 0, 1, -2
    heads: list[tuple[str, str] | None] = []
    lines = text.split("\n")
    for at, (line, below) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        cells = line.split("\t") if "\t" in line else []
        first, others = others, 0 if cells else others + 1
        second = bool(cells) and headed == at - 1 and not cells[0].strip()  # the second row of a head
        bare = [bool(_BARE.fullmatch(cell)) for cell in cells]
        units = _of_heads(cells, below, measures) if cells and not any(bare) and _HEAD_HINT.search(line) else []
        if (first or second) and below.count("\t") == len(cells) - 1 > 1 and _head_of_years(cells, measures):
            yield start, start + len(line), YEARS
            heads = heads if second else []
        elif any(units[1:]):
            kept = heads if headed == at - 1 else []
            heads, headed = [unit or old for unit, old in zip_longest(units, kept)], at
        elif others > 1 or _NEXT_TABLE.fullmatch(line) or not _goes_on(cells, heads, second):
            heads = []
        elif len(cells) == len(heads):
            begin = start
            for cell, unit, alone in zip(cells, heads, bare, strict=True):
                if unit and alone:
                    yield begin, begin + 1 + len(cell), unit
                begin += 1 + len(cell)
        start += len(line) + 1


def _goes_on(cells: list[str], heads: list[tuple[str, str] | None], second: bool) -> bool:
    """Whether a line can stand below some heads: not one of other cells, nor one with words alone where units count."""
    if not cells or second or any(map(_BARE.fullmatch, cells)):
        return len(cells) in (0, len(heads))
    counted = [(cell, unit) for cell, unit in zip(cells, heads, strict=False) if unit and not _OPEN.fullmatch(cell)]
    numbers = any(_DIGIT.search(cell if unit == YEARS else _DATE.sub("", cell)) for cell, unit in counted)
    return len(cells) == len(heads) and (numbers or not any(_WORDED.search(cell) for cell, _ in counted))


def _of_heads(cells: list[str], below: str, measures: Measures) -> list[tuple[str, str] | None]:
    """The unit of each head of a row; one that spans several heads of the row below it gives it to each."""
    under = below.split("\t")
    if under[0].strip() or (any(map(_BARE.fullmatch, under)) and not _head_of_years(under, measures)):
        under = []
    units: list[tuple[str, str] | None] = []
    for at, cell in enumerate(cells):
        spanned = not cell.strip() and at < len(under) and bool(under[at].strip())
        units.append(units[-1] if spanned and at else _of_head(re.sub(r"\s", "", cell), measures))
    return units


def _head_of_years(cells: list[str], measures: Measures) -> bool:
    """Whether a row heads columns by years that count on (指标⇥2022⇥2023), and holds no quantities."""
    words = [cell.strip() for cell in cells]
    years = [int(word) for word in words if _YEAR.fullmatch(word)]
    counts_on = len(years) > 1 and all(0 < after - before < 6 for before, after in pairwise(years))
    others = [word for word in words if word and not _YEAR.fullmatch(word)]
    quantities = any(_BARE.fullmatch(word) or _unit(word, measures) for word in others)
    return counts_on and not _YEAR.fullmatch(words[0]) and not quantities


def _of_head(head: str, measures: Measures) -> tuple[str, str] | None:
    """The unit that the head of a column names, YEARS where its cells are years; else None."""
    if _HEADS_DATES.fullmatch(head):
        return YEARS
    named = _UNIT_IN_HEAD.fullmatch(head)
    return _unit(named[1], measures) if named and not _NO_UNIT.search(head) else None


YEARS = ("", "year")


def _named(text: str, measures: Measures) -> Iterator[tuple[int, int, None]]:
    """The rows whose name says by what unit their bare numbers count: 基站（万个）."""
    for name in _UNIT_IN_NAME.finditer(text):
        if (unit := _unit(name[1], measures)) and unit[0]:
            yield name.end(), text.find("\n", name.end()) % (len(text) + 1), None


def _captioned(text: str, measures: Measures) -> Iterator[tuple[int, int, None]]:
    """The lines of tables above which a unit is printed without which a bare number of theirs is another (单位：万元)."""
    for caption in _CAPTION.finditer(text):
        units = [_unit(word.strip(" 　)）。；"), measures) for word in re.split("[、，,]", caption[1])]
        if None in units or not any(unit and unit[0] for unit in units):
            continue
        start = end = text.find("\n", caption.end()) + 1 or len(text)
        while end < len(text) and (end == start or not _TABLE_ENDS.match(text, end)):
            end = text.find("\n", end) + 1 or len(text)
        yield start, end, None


def unit_above(token: Token, tables: Tables) -> Token:
    """A numeral as it is read: by its row's unit; not, where one is printed for a whole table and it has none itself."""
    table = _within(token.start, tables)
    if table and table[2] not in (None, YEARS) and token.why == "telephone":  # 12000 in a column of 万元
        token = _read(token._replace(kind="figure", why=""))
    if not table or not token.form or token.form.percent or token.measure != NONE:
        return token
    if table[2] is None:
        return token._replace(kind="unread", why="unit-above", form=None)
    if table[2] == YEARS:
        return token._replace(kind="structure", why="date", form=None) if _YEAR.fullmatch(token.printed) else token
    by_cell = token.form != form(token.printed)  # the first of its row counts by the cell right before it
    return token if by_cell else token._replace(form=scaled(token.form, table[2][0]), measure=Measure(table[2][1], ""))


def numerals(
    text: str, measures: Measures, *, start: int = 0, end: int | None = None
) -> Iterator[tuple[int, int, Token | None]]:
    """As `scan`, with where each one starts and ends; None for what counts nothing."""
    last = len(text) if end is None else min(end, len(text))
    wide = bool(WIDE.search(text, start, last))
    plain = text.translate(FULL_WIDTH) if wide else text
    position = start
    place: int | None = position if not position or plain[position - 1 : position] in ("\n", "；", ";", "。") else None
    while position < last:
        if place is None:
            if not (begins := BEGINS.search(plain, position, last)):
                return
            place = begins.end() - 1
        match = ALL.match(plain, place, min(last, place + _VIEW))
        if match and match.end() > place + _VIEW - _AHEAD:
            match = ALL.match(plain, place, last)
        position, place = place + 1, None
        if match:
            begin, position, token = _of_match(plain, match, measures, last)
            yield begin, position, token._replace(printed=text[begin:position]) if wide and token else token


def _of_match(plain: str, match: re.Match[str], measures: Measures, last: int) -> tuple[int, int, Token | None]:
    """Where a numeral starts and ends, and what it is."""
    start, end = match.span()
    reason = REASONS[match.lastgroup or ""]
    if reason == "row":
        if token := _in_a_row(plain, start, end, match["word"], measures):
            return start, end, _multiplied(plain, _celled(plain, token, measures))
        reason = "chain"
    token = _token(plain, start, end, reason, measures, last)
    if token is None:
        return start, max(end, start + 1), None
    token = _multiplied(plain, _celled(plain, _joined(plain, token, measures, last), measures))
    return token.start, max(token.end, start + 1), token


_BARE_DIGITS = regex(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_LISTS = regex(r"(?:^|[：:；;。\n]|项目|任务)$")
_SHARES = regex(
    r"(?:[、和及与]\d[\d,]*+(?>(?:\.\d++)?)){0,8}?[、和及与](\d[\d,]*+(?>(?:\.\d++)?))[余多]?([百千]?[万亿]++)",
    re.ASCII,
)


def _multiplied(plain: str, token: Token) -> Token:
    """A number of a bare list counts by the multiplier that is printed once, behind its last (30、50万吨).

    500、20万元 may be 500元 or 500万元: not read. 5000、1万元 can be but 5000元.
    """
    if not token.form or plain[token.end : token.end + 1] not in ("、", "和", "及", "与"):
        return token
    if plain[token.end] == "、" and _LISTS.search(plain, max(0, token.start - 2), token.start):
        return token  # 任务：1、20万亩；2、5万亩
    shares = _SHARES.match(plain, token.end) if _BARE_DIGITS.fullmatch(token.printed) else None
    last = form(shares[1] + shares[2]) if shares else None
    if not shares or not isinstance(last, Form):
        return token
    shared = scaled(token.form, shares[2])
    if last.value <= 100 * shared.value <= 2000 * last.value:
        return token._replace(form=shared)
    if token.form.value * 20 < last.value:
        return token._replace(kind="unread", why="multiplier-of-list", form=None)
    return token


_LASTS = regex("以内|之内|内(?![外部])")


_STRUCTURE = ("heading-number", "document-number", "footnote-mark", "date", "list-word", "technology-name")
_SAID = {reason: ("structure", reason, True) for reason in _STRUCTURE} | {
    reason: ("unread", reason, False)
    for reason in ("letters-amid-digits", "half-behind-measure", "multiplier-apart", "several-numbers")
}
_SAID |= {"times": ("name", "time-of-day", False), "roman": ("name", "class-of-quality", False)}


def _token(plain: str, start: int, end: int, reason: str, measures: Measures, stop: int) -> Token | None:
    if reason == "word":
        return None
    if reason == "double":
        doubled = _read(Token(start, end, plain[start:end], "figure"))
        return doubled if doubled.form else doubled._replace(why="double")
    if plain[start] in _MULTIPLIERS and _CUT_BEFORE.search(plain, max(0, start - 24), start):
        return Token(start, end, plain[start:end], "unread", "multiplier-apart")
    if reason == "by-rule":
        why = next(why for why, pattern in _RULES if pattern.match(plain, start, stop))
        chain = _CHAINS.match(plain, start, stop) if why in _LOOSE else None
        if chain and (counted := _number(plain, start, chain.end(), "chain", measures, stop)):
            return counted
        kind = "idiom" if why in ("set-phrase", "one-for-all") else "name"
        return Token(start, end, plain[start:end], kind, why, aside=True)
    if reason == "times" and _LASTS.match(plain, end):
        return Token(start, end, plain[start:end], "unread", "hour-or-hours")
    if reason == "vague":
        return _vague(plain, start, end)
    if kind_and_reason := _SAID.get(reason):
        return Token(start, end, plain[start:end], *kind_and_reason)
    return _number(plain, start, end, reason, measures, stop)


def _in_a_row(plain: str, start: int, end: int, word: str | None, measures: Measures) -> Token | None:
    """A number between two stops, or in a line or cell of its own; None where it can be another thing.

    word: what stands between it and the stop: its measure, else it is none of these.
    """
    printed = plain[start:end]
    measure = _listed_measure(word, measures) if word else NONE
    named = (word and not measure.printed) or names.TOLD_BEFORE.search(plain, max(0, start - 24), start)
    if named or (not word and (names.SHORT_CALL.fullmatch(printed) or "号" in plain[end : end + 24])):
        return None
    read = None if plain[end] == "\n" and _NEXT_LINE.match(plain, end, end + 8) else form(printed)
    return _placed(Token, (start, end, printed, "figure", "", False, read, measure)) if isinstance(read, Form) else None


_ROW = 70  # characters in which a row of a table begins that is quoted whole
_INDICATOR = regex("约束性|预期性")
_UNIT = regex("([百千万亿]*).{0,8}")
_WHEN = regex(rf"(?:19|20)\d\d(?:[{DASHES}至到]+(?:19|20)\d\d)?|{DATE}", re.M)
_YEAR = regex(r"(?:19|20)\d\d")
_YEARS = regex(rf"(?:19|20)\d\d[{DASHES}至到]+(?:19|20)\d\d")


def _celled(plain: str, token: Token, measures: Measures) -> Token:
    """A figure alone in its cell counts by the cell of its row that is nothing but a measure: 充电桩⇥万个⇥8.5.

    It is the nearest before it, of the first number behind it, and of all where the row says that they are one
    indicator's (约束性): else a further one may be another thing's (充电站⇥座⇥12⇥3400). A year is none of them, unless
    the row has no other number.
    """
    if plain[token.end : token.end + 1] not in ("\t", "\n", "") or token.measure != NONE:
        return token
    row = plain[max(0, token.start - _ROW) : token.start]
    if token.form is None or token.form.percent or not ("\t" in row or "\n" in row):
        return token
    *cells, bound = row.rpartition("\n")[2].split("\t")
    if cells and _YEARS.fullmatch(token.printed) and not any(_unit(cell.strip(), measures) for cell in cells):
        return token._replace(kind="structure", why="date", form=None)
    if not _BOUND.fullmatch(bound) or (cells and len(row) == _ROW and "\n" not in row):
        return token
    if not cells:
        return _below_its_unit(token, row.split("\n")[:-1], measures)
    between: list[str] = []
    while cells and (unit := _unit(cells[-1].strip(), measures)) is None:
        between.append(cells.pop().strip())
    if not cells or unit is None or (len(cells) == 1 and unit[1] in ("", COUNT)):  # the name of a row: 张, PUE, 万年
        return token
    behind = plain[token.end : token.end + _ROW].partition("\n")[0]
    first = not any(_DIGIT.search(cell) and not _WHEN.fullmatch(cell) for cell in between)
    indicator = bool(_INDICATOR.search(behind)) and (first or all(map(_alone, between)))
    if not (first or indicator):
        return token
    alone = _YEAR.fullmatch(token.printed) and _last(behind) and not any(map(_WHEN.fullmatch, between))
    if _WHEN.fullmatch(token.printed) and not (indicator or alone):
        return token._replace(kind="unread", why="year-or-amount", form=None)
    return token._replace(form=scaled(token.form, unit[0]), measure=Measure(unit[1], ""))


def _below_its_unit(token: Token, lines: list[str], measures: Measures) -> Token:
    """A figure alone in its line counts by the line above it that is nothing but a measure, if a name stands above."""
    unit = _unit(lines[-1].strip(), measures) if len(lines) > 1 else None
    if unit is None or token.form is None or not _WORDED.search(lines[-2]) or _unit(lines[-2].strip(), measures) or _WHEN.fullmatch(
        token.printed
    ):  # fmt: skip
        return token
    return token._replace(form=scaled(token.form, unit[0]), measure=Measure(unit[1], ""))


def _alone(cell: str) -> bool:
    """Whether a cell may hold nothing but numbers."""
    return bool(_DIGIT.search(cell)) or not _WORDED.search(cell)


def _last(behind: str) -> bool:
    """Whether no cell behind a figure is another number of its row."""
    return not any(_DIGIT.search(cell) and not _WORDED.search(cell) for cell in behind.split("\t"))


_WORDED = regex("[\u4e00-\u9fffA-Za-z]")


@lru_cache(512)
def _unit(cell: str, measures: Measures) -> tuple[str, str] | None:
    """The multiplier and the measure's id of a cell that is nothing but a measure (万个, 千米, 万元/亩); else None."""
    match = _UNIT.fullmatch(cell)
    for cut in range(len(match[1]) + 1 if match and cell else 0):
        measure = measures.after(cell[cut:] + "	", 0)
        rest = cell[cut:].removeprefix(measure.printed)
        if (measure.printed and (not rest or "/" in rest)) or cut == len(cell):
            return cell[:cut], "" if rest else measure.measure_id
    return None


_BOUND = regex("[≥≤⩾⩽≧≦><=~≈约 ]*")
_placed = tuple.__new__


@lru_cache(512)
def _listed_measure(word: str, measures: Measures) -> Measure:
    """The measure that a word is, all of it; NONE where it is none, or can make a number a name (24小时, 500千伏)."""
    measure = measures.after(word + "、", 0)
    counts = measure.printed == word and not word.endswith("小时") and not names.named("37", "、", word + "、", True)
    return measure if counts else NONE


def _vague(plain: str, start: int, end: int) -> Token:
    if plain[start] in "数几" and plain[start - 1 : start] == "总":  # 总数十万个 is a hundred thousand
        return _read(Token(start + 1, end, plain[start + 1 : end], "figure"))
    before, after = _line_before(plain, start), _line_after(plain, end)
    if names.in_title(before, after) or re.match("意见|规定|措施|政策|办法", after):
        return Token(start, end, plain[start:end], "name", "title", aside=True)
    return Token(start, end, plain[start:end], "vague", "vague")


def _read(token: Token) -> Token:
    """A figure with what its own form says, or why it is not read."""
    read = form(token.printed)
    return token._replace(form=read) if isinstance(read, Form) else token._replace(kind="unread", why=read.why)


_NUMERAL = regex(f"[{N}]")
# 百分之五十以上、七十以下
_SHARE_BEFORE, _SHARE_BEHIND = regex(f"百分之[{N}]+以[上下][、，至]?$"), regex("以[上下](?:的|[、，。；]|$)")
_NOTHING_BEHIND = ("、", "，", "。", "；", "\n", "\t")


def _number(plain: str, start: int, end: int, reason: str, measures: Measures, stop: int) -> Token | None:
    """A numeral with what belongs to it behind: 多, 级; then what it is."""
    if reason in ("chain", "capital", "tenths") and end < stop:
        if plain[end] in "多余来" and plain[end - 1] != "%" and (suffix := _SUFFIX.match(plain, end)):
            end = suffix.end()
        elif plain[end] == "级" and plain[end - 1] in N and not plain.startswith(("级联", "级跳"), end):
            end += 1
    if end - start > LONGEST_FIGURE:
        return Token(start, end, plain[start:end], "unread", "numeral-too-long")
    printed = plain[start:end]
    before, after = _line_before(plain, start), _line_after(plain, end)
    if reason == "chain" and not (printed.isdecimal() or _counts(plain, printed, end, measures)):
        return None
    read = form(
        f"百分之{printed}"
        if "分" not in printed and _SHARE_BEFORE.search(before) and _SHARE_BEHIND.match(after)
        else printed
    )
    percent = isinstance(read, Form) and read.percent
    measure = NONE if percent or after[:1] in _NOTHING_BEHIND else measures.after(plain, end)
    if measure == NONE and not percent and before[-1:] in ("¥", "￥"):
        measure = Measure(measures.after("元", 0).measure_id, "")
    measured = percent or measure.printed != ""
    # What is no number can still be a name if it is a code (1.2.3, 5+5+1); a cut such as 20亿一期 is not.
    code = isinstance(read, Form) or not _NUMERAL.search(printed) or bool(names.TIER.fullmatch(printed))
    known = percent or measure.measure_id not in ("", "hour")
    if not code or (known and names.set_apart(printed, before, after[len(measure.printed) :])):
        named = None
    else:
        named = names.named(printed, before, after, measured)
    if named:
        return Token(start, end, printed, *named, named[0] == "structure")
    if refused := _refused(plain, start, end, measure.printed):
        return Token(start, end, printed, "unread", refused)
    if isinstance(read, UnreadNumeral):
        why = "ratio" if names.RATIO.fullmatch(printed) else read.why
        return Token(start, end, printed, "vague" if why == "vague" else "unread", why)
    return Token(start, end, printed, "figure", form=read, measure=measure)


def _refused(plain: str, start: int, end: int, measure: str) -> str:
    """Why a numeral is not read for what stands around it; "" where it is."""
    printed, before, after = plain[start:end], _line_before(plain, start), _line_after(plain, end)
    if _parted(plain, end):
        return "multiplier-apart"
    if _touched(plain, start, end) or _LETTER_OF_CODE.match(plain, end) or _POWER.search(before[-2:]):
        return "touched"
    spaced = (" " in printed or "\u00a0" in printed) and LETTER_SPACED.fullmatch(printed)
    if spaced and not _spaced_throughout(before, after):
        return "numeral-unreadable"
    if _TO_BRACKETED.match(plain, end + len(measure)) or _FROM_BRACKETED.search(before):
        return "several-numbers"
    return "letter-spaced" if after[:1] == " " and _WORDS_SPACED.search(f"{before[-8:]}#{after[:8]}") else ""


# 30人（含）至50人（不含）: the ends of a range
_INCLUDED = rf"[（(]不?含[^（）()\n]{{0,12}}[）)] ?(?:[{DASHES}]{{1,2}}|至|到) ?"
_TO_BRACKETED, _FROM_BRACKETED = regex(rf"{_INCLUDED}\d"), regex(f"{_INCLUDED}$")
# 新 建 10 座 以 上: the words around it are not read
_WORDS_SPACED = regex(
    "(?![合总小] 计 #|全 [国省市区县] #)(?:[\u4e00-\u9fff] ){2}# [\u4e00-\u9fff](?![\u4e00-\u9fff])|(?:[\u4e00-\u9fff] ){3}#|#(?: [\u4e00-\u9fff]){3}(?![\u4e00-\u9fff])"
)
# 新增1⏎500个, 35.⏎6亿元: what a line end cuts in two
_BROKEN = regex(
    r"(?<!附)[\u4e00-\u9fff](?<![表图栏])\d{1,8}(?:[.．]?\n\d+(?:\.\d+)?|\n[.．]\d+)[万亿%个家座台条项公亩吨辆户所]"
)
# 投资3. 5亿元, 1’200个: a point or an apostrophe with which a number goes on
_APART = regex(
    r"(?:(?<=[资达到为于约过入成增额值长]) ?(?!1\. [^\n]{0,60}[；;，,。 ]2\. )\d+\. \d[\d.]*|(?<=[\u4e00-\u9fff])(?<![务目标作施容程点求段期区件表图议注明]) ?(?!1\. [^\n]{0,60}[；;，,。 ]2\. )\d+\. \d[\d.]*(?<!\d0))(?:[百千万亿%％亩吨]|公[里顷]|平方)|(?<![\d‘'+°])\d{1,3}['’]\d{3}(?!\d)"
)
_LETTER_OF_CODE = regex(r"(?![kcdhmN]?[mM][23](?!\d))[A-Za-z]{1,3}\d")  # 2023Q3, 1e5
_POWER = regex(r"\d[eE]$")
_BELOW_ZERO = regex("零下$|(?<![担肩减降])负$")
_TIMES = regex("百(?![强日姓年货])|(?:万(?!人[\u4e00-\u9fff])|亿)(?!元以上)")
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘"
# A line end or a bracket between a number and its multiplier: 35⏎亿元, 100（含）万元, 12.5（亿元）
_MULTIPLIERS = "百千万亿"
_CUT_BEFORE = regex(r"\d(?:\s{0,3}\n\s{0,3}|[（(][^（）()\n]{1,20}[）)])$")
_MULTIPLIED = regex(r"[（(](?:单位[:：])?[百千万亿]+[^（）()\n]{0,4}[）)]|[（(][^（）()\n]{1,20}[）)][百千万亿]")
_WORD_END, _NEXT_LINE = regex(r"(?![至到在为于达过降])[\w）)]"), regex(r"\s{0,3}\n\s{0,3}[百千万亿]")


def _line_before(plain: str, start: int) -> str:
    before = plain[max(0, start - 24) : start]
    return before[max(before.rfind("\n"), before.rfind("\t")) + 1 :]


def _line_after(plain: str, end: int) -> str:
    return plain[end : end + 24].partition("\n")[0].partition("\t")[0]


def _touched(plain: str, start: int, end: int) -> bool:
    """Whether a digit, a point or a sign stands against a figure, or a multiplier against a per cent (5%万)."""
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if (
        (before.isdigit() and not _after_code(plain, start))
        or after.isdigit()
        or (after == "几" and plain[end + 1 : end + 2] != "乎")
        or (before and before in _VULGAR)
        or (after and after in _VULGAR)
        or (plain[end - 1] in "%‰‱" and _TIMES.match(plain, end))
        or (before and before in "%‰‱" and _TIMES.match(plain, start))
    ):
        return True
    if before in (".", "±", "^", "+", "＋") or (
        before in ("下", "负") and _BELOW_ZERO.search(plain, max(0, start - 2), start)
    ):
        return True
    if before in ("-", "−") and (
        plain[end - 1] in "%‰"
        or plain.startswith(("℃", "°", "摄氏度"), end)
        or not _WORD_END.match(plain[start - 2 : start - 1])
        or plain.endswith(RISES, 0, start - 1)
    ):
        return True
    low, near = max(0, start - 12), plain[max(0, start - 12) : end + 14]
    if "\n" in near:
        return any(m.start() < end - low and start - low < m.end() for m in _BROKEN.finditer(near))
    if not (". " in near or "’" in near or "'" in near):
        return False
    return any(m.start() < end and start < m.end() for m in _APART.finditer(plain, low, end + 80))


def _parted(plain: str, end: int) -> bool:
    """Whether the multiplier of a figure stands in the next line or behind a bracket."""
    after = plain[end : end + 1]
    if after in ("（", "("):
        return bool(_MULTIPLIED.match(plain, end))
    return bool(after.isspace() and _NEXT_LINE.match(plain, end, end + 8) and plain[end - 1].isdigit())


_CODE_END = regex(r"(?<![A-Za-z\d.])[A-Za-z]{1,5}-?\d{1,6}$")


def _after_code(plain: str, start: int) -> bool:
    """Whether a numeral in Chinese stands behind a code that ends with a digit (G15、G60两条): two, of such names."""
    return plain[start] in _DIGITS and bool(_CODE_END.search(plain, max(0, start - 13), start))


def _spaced_throughout(before: str, after: str) -> bool:
    """Whether a letter-spaced figure (2 6 0 0) is set off on both sides: then no list of numbers runs into it."""
    return before[-1:] in ("", " ", "\u00a0") and after[:1] in ("", " ", "\u00a0")


_DIGIT = regex(r"\d")


def _counts(plain: str, printed: str, end: int, measures: Measures) -> bool:
    """Whether a numeral counts something: digits always do; a Chinese one by its form, or by a measure behind it."""
    if _DIGIT.search(printed) or "分之" in printed or printed[-1] in "%‰‱":
        return True
    start = end - len(printed)
    if AMONG_FIRST.search(plain, max(0, start - 8), start):
        return True  # 进入全国前三
    if plain.startswith("年以上", end) or (
        _LASTS_YEARS.search(plain, max(0, start - 6), start) and _YEARS_LONG.match(plain, end)
    ):
        return True
    core = printed.rstrip("级多余来几")
    if core == "三五":
        return counts(plain, end, measures)  # 三五家; not 三五成群, 三五规划
    if core in ("万一", "一一", "万千", "千千", "万万"):
        return False
    if core == "千万" and not printed.endswith("级"):
        return counts(plain, end, measures) or bool(_REACHED.search(plain, max(0, start - 2), start))
    if len(core) > 1 and any(sign in "十百千万亿" for sign in core):
        return True
    if core != printed and not printed.endswith("级"):
        return True
    if printed.endswith("级"):
        return not plain.startswith(("以上", "跳"), end)
    if _NOT_COUNTED.match(plain, end):
        return False
    if core == "一":
        return bool(_AT_LEAST.search(plain, max(0, start - 10), start) and plain[end : end + 1] in "次场轮") or bool(
            re.match(
                "个(?![体别性人]|推广|[，。；、\n]|$)|[家座所套](?![体别性人])|条(?!例)|大(?!批|市场|量|型)|亿|万|倍|公里|个百分点|小时|分钟|秒(?!杀)|[天周](?=[之以]?[内，。；、前办完]|$)",
                plain[end : end + 4],
            )
        )
    return counts(plain, end, measures) or (len(core) > 1 and all(sign in N for sign in core) and _linked(core))


def _linked(core: str) -> bool:
    """两三 and the like: neighbouring digits count whatever follows."""
    return isinstance(form(core), Form)


# 有效期不少于三年, 质保期十年; not 前期三年行动
_LASTS_YEARS = regex(
    "(?:不[少低]于|不(?:得)?超过|至少|最多|期限?最长(?:可?达|为)?|(?:有效|服务|质保|保修|保存|保管|合同|[聘任租])期限?[为满]?|期限)$"
)
_YEARS_LONG = regex(
    "年(?![级制内度届来]|[一两二三四][次届轮换签租续]|(?:滚动|工作)?(?:行动|计划|任务|目标|工程|规划)|攻坚|改造|(?:至少)?(?:开展|组织))"
)
_AT_LEAST = regex(r"(?:至少|不少于|不低于)[^，。；、\d]{0,6}$")  # 至少开展一次
_REACHED = regex("(?:突破|超过?|达到?|逾|[增升]至)$")
_TO = regex(rf" ?(?:(?P<dash>[{DASHES}])(?P=dash)?|至|到|(?P<and>[和与])) ?")
_ATOMS = regex(rf"(?:[-−](?=\d)|零下)?{ATOM}")


def _joined(plain: str, token: Token, measures: Measures, stop: int) -> Token:
    """20个至30个 and 20和30个之间 are one range: the same measure stands behind both ends, or behind the last."""
    word = token.measure.printed
    if token.form is None or token.form.says or not plain.startswith(word, token.end):
        return token
    link = _TO.match(plain, token.end + len(word))
    match = _ATOMS.match(plain, link.end(), stop) if link and (word or link["and"]) else None
    if match is None or link is None or not plain.startswith(word, match.end()):
        return token
    measure = token.measure if word else measures.after(plain, match.end())
    if link["and"] and not plain.startswith("之间", match.end() + len(measure.printed)):
        return token
    read = form(f"{token.printed}至{match[0]}")
    printed = plain[token.start : match.end()]
    if isinstance(read, UnreadNumeral):
        return Token(token.start, match.end(), printed, "unread", read.why)
    return Token(token.start, match.end(), printed, "figure", form=read, measure=measure)
