"""A value as the tables write it, and the span of the text that a figure is quoted with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from publisher.draft.outline.clauses import OutlineClause
from publisher.draft.outline.headings import ROW

_SPLITS = re.compile(r"[，,。；;！？\n\t]|(?<!\d)[：:]|[：:](?!\d)")  # the colon of an hour (9:00) is no stop
_NEAR = 1000  # characters around a figure in which its sentence, or the row of a table, begins and ends
_COUNTS = re.compile(r"[\d一二三四五六七八九十百千万]")


def plain(value: Decimal | None) -> str:
    """A value as the tables write it."""
    return "" if value is None else format(value.normalize(), "f")


_HALF = re.compile("(?<!\\d)[,:;]|[,:;](?!\\d)")


@lru_cache(4)
def full_width(text: str) -> str:
    """A text with full-width stops, place by place; what stands between digits (1,000, 9:30) is no stop."""
    return _HALF.sub(lambda mark: "，：；"[",:;".index(mark[0])], text)


def line_before(text: str, position: int) -> str:
    """The line up to a position, or the last thousand characters of it."""
    floor = max(0, position - _NEAR)
    return text[max(floor, text.rfind("\n", floor, position) + 1) : position]


def row_of(text: str, start: int, finish: int, clause: OutlineClause) -> tuple[int, int] | None:
    """The row of a table to the end of a bare cell (6.3, 15个): from the name that it is about. None of other cells."""
    floor, ceiling = max(clause.start, start - _NEAR), min(clause.end, finish + _NEAR)
    line = max(floor, text.rfind("\n", floor, start) + 1)
    cell = max(line, text.rfind("\t", line, start) + 1)
    if cell == line:
        return None
    if clause.why == ROW and line <= (at := text.find(clause.heading, line)) < cell:
        line = at  # its class and its bodies may stand before the name
    stop = min([at for mark in "\t\n" if (at := text.find(mark, finish, ceiling)) >= 0] + [ceiling])
    if re.search(r"[\u4e00-\u9fff]{2}", HOW.sub("", text[cell:start]) + HOW.sub("", text[finish:stop])):
        return None
    name = next((match for match in _CELL.finditer(text, line, cell) if not _NUMBERED.fullmatch(match[0])), None)
    begin = name.start() if name else line
    return (begin, stop) if stop - begin <= 80 else (cell, stop)


_CELL = re.compile(r"[^\t\n]+")
_NUMBERED = re.compile(r"\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*")


@lru_cache(2)
def _splits(text: str) -> Sequence[int]:
    return [match.start() for match in _SPLITS.finditer(text)]


def _part(text: str, floor: int, position: int) -> int:
    """Where the part of a sentence begins that runs up to a position: behind a stop, at `floor` at the earliest."""
    splits = _splits(text)
    before = bisect_left(splits, position)
    return max(floor, splits[before - 1] + 1) if before else floor


_HOW = "力争|争取|确保|实现|达到?|超过?|突破|不[少低高大]于|左右|以[上下内]|[到至为约近]"
HOW = re.compile(_HOW)
# two characters that say not how much
_THING = re.compile(f"(?:(?>(?:{_HOW}|[^\u4e00-\u9fff]++)*)[\u4e00-\u9fff]){{2}}")


def _begin_of_thing(text: str, floor: int, start: int) -> int:
    """Where the words begin that a bare figure is about: what stands before its bracket, or at the head of its list."""
    line = max(floor, text.rfind("\n", floor, start) + 1)
    bracket = max(text.rfind(mark, line, start) for mark in "（(")
    inside = bracket >= 0 and not any(mark in text[bracket:start] for mark in "）)")
    return _part(text, line, bracket if inside else start)


def _behind_number(clause: OutlineClause, start: int) -> int:
    """Where the words of a clause begin, behind its own number (2.新建…); 0 for a figure within that."""
    end = clause.start + len(clause.number)
    return end if end <= start else 0


_IN_NAME = re.compile("[^（()）\n]*[)）][\u4e00-\u9fffA-Za-z]")  # 三成县（市、区）覆盖率


def _closes(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] closes more brackets than it opens."""
    return text.count("）", start, end) + text.count(")", start, end) > len(_OPENED.findall(text, start, end))


_OPENED = re.compile("[（(]")


def quote_of(text: str, start: int, finish: int, clause: OutlineClause) -> tuple[int, int]:
    """The shortest span that shows the fact: the part of the sentence around a figure, between its stops."""
    floor, ceiling = max(clause.start, start - _NEAR), min(clause.end, finish + _NEAR)
    if row := row_of(text, start, finish, clause):
        return row
    begin, splits = max(_part(text, floor, start), _behind_number(clause, start)), _splits(text)
    following = bisect_left(splits, finish)
    stop = min(ceiling, splits[following]) if following < len(splits) else ceiling
    listed = text.rfind("、", begin, start)
    within = _closes(text, listed, start)  # 早晚高峰（7:00、17:00）车速提高10%
    if listed >= 0 and not within and "分别" not in text[begin:listed] and _COUNTS.search(text, begin, listed):
        begin = listed + 1  # a list of quantities: each item is its own, unless 分别 ties it to a list before
    if not _THING.match(text[begin:start] + text[finish:stop]):
        begin = _begin_of_thing(text, floor, start)
    listed = text.find("、", finish, stop)
    while listed >= 0 and _IN_NAME.match(text, listed):
        listed = text.find("、", listed + 1, stop)
    if listed >= 0 and _COUNTS.search(text, listed, stop):
        stop = listed
    while begin < start and text[begin] in " 　\t":
        begin += 1
    while stop - begin > 80 and stop > finish:
        cut = max(text.rfind("、", finish, stop), text.rfind("的", finish, stop))
        stop = cut if cut > finish else max(finish, begin + 80)
    begin = max(begin, stop - 80)
    while stop - begin < 4 and begin > floor and text[begin - 1] != "\n":
        begin -= 1
    return begin, stop
