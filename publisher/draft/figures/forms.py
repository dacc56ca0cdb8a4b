"""A value as the tables write it, and the span of the text that a figure is quoted with."""

from __future__ import annotations

import re
from decimal import Decimal

from publisher.draft.outline.clauses import Clause

SPLITS = "，,。；;：:！？\n\t"
_COUNTS = re.compile(r"[\d一二三四五六七八九十百千万]")


def plain(value: Decimal | None) -> str:
    """A value as the tables write it."""
    return "" if value is None else format(value.normalize(), "f")


def quote_of(text: str, start: int, finish: int, clause: Clause) -> tuple[int, int]:
    """The shortest span that shows the fact: the part of the sentence around a figure, between its stops."""
    floor, ceiling = clause.start, clause.end
    begin = max([floor, *(text.rfind(mark, floor, start) + 1 for mark in SPLITS)])
    listed = text.rfind("、", begin, start)
    if listed >= 0 and "分别" not in text[begin:listed] and _COUNTS.search(text, begin, listed):
        begin = listed + 1  # a list of quantities: each item is its own, unless 分别 ties it to a list before
    stop = min([at for mark in SPLITS if (at := text.find(mark, finish)) >= 0] + [ceiling])
    listed = text.find("、", finish, stop)
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
