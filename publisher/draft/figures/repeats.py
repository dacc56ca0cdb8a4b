"""Repeats: the same number of the same thing, said again elsewhere in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from publisher.codebook.columns import fallen_cells
from publisher.codebook.dates import NO_PERIOD, phrases
from publisher.codebook.likeness import pairs
from publisher.draft.figures.candidate import Candidate
from publisher.draft.figures.deadlines import deadline_of
from publisher.draft.outline.headings import ROW
from publisher.terms.messages import say

_SPECIFIC = {
    "task": 5,
    "safeguard": 4,
    "mechanism": 4,
    "pillar": 3,
    "goal": 2,
    "chapter": 2,
    "principle": 1,
    "guidance": 1,
    "preamble": 0,
}


_TOTAL = re.compile(r"(?:合|总|小)\s*计")


def with_repeats(text: str, figures: list[Candidate], last: str = "") -> list[Candidate]:
    """The same number of the same thing, said twice: a promise whose sentence dates it keeps it, else the one in the
    most specific clause; the others are mentions. last: the last day of the period, which dates each promise anyway.
    """
    groups: dict[str, list[int]] = {}
    for index, item in enumerate(figures):
        if item.table != "mentions" and item.value:
            groups.setdefault(item.value, []).append(index)
    result = list(figures)
    for indexes in groups.values():
        for index in [one for one in indexes if len(indexes) > 1 and _TOTAL.match(figures[one].what)]:
            others = [one for one in indexes if one != index and _may_sum(text, figures[one], figures[index])]
            if others:  # the total of a table, which was promised above it
                why = say("why.same-number")
                result[index] = replace(
                    figures[index], table="mentions", kind="rewording", repeats=others[0], why=why, sure=False
                )
        indexes = [one for one in indexes if result[one] is figures[one]]
        if len(indexes) < 2:
            continue
        # The dated and the most specific first, so the first that is the same is the one that keeps the record.
        ranked = sorted(indexes, key=lambda index: _rank(text, figures[index], last), reverse=True)
        keepers = _Keepers(text, figures, Counter(sign for index in ranked for sign in set(figures[index].what)))
        for index in ranked:
            item = figures[index]
            keeper = keepers.first_same(index)
            if keeper is None:
                keepers.add(index)
                continue
            same = text[slice(*figures[keeper].quote)] == text[slice(*item.quote)]
            kind = "repeat" if same or figures[keeper].what == item.what else "rewording"
            why = say("why.same-number")
            result[index] = replace(item, table="mentions", kind=kind, repeats=keeper, why=why, sure=False)
    return _of_fallen_tables(text, result)


_ABOVE = 60  # characters above a cell in which its row is named


def _of_fallen_tables(text: str, figures: list[Candidate]) -> list[Candidate]:
    """Figures with the cells of a table that came as a cell a line tied to what a sentence says of the same thing.

    Their unit stands in a line of its own, so that only the number tells; 35 below 万平方米 is another than 35万.
    """
    fallen = fallen_cells(text)
    said: dict[tuple[str, str], list[int]] = {}
    cells: list[tuple[int, int]] = []
    for index, item in enumerate(figures) if fallen else ():
        line = text.rfind("\n", 0, item.token.start) + 1
        if item.table != "mentions" and line in fallen:
            cells.append((index, line))
        elif item.table != "mentions":
            said.setdefault((item.table, item.value), []).append(index)
    result = list(figures)
    for index, line in cells:
        item, row = figures[index], pairs(text[max(0, line - _ABOVE) : line])
        alike = (one for one in said.get((item.table, item.value), ()) if row & pairs(figures[one].what))
        if (same := next(alike, None)) is not None:
            why = say("why.same-number")
            result[index] = replace(item, table="mentions", kind="rewording", repeats=same, why=why, sure=False)
    return result


def _dated(text: str, item: Candidate, last: str) -> bool:
    """Whether the text prints a date of its own, and not the last day of the period, for a promise: in its sentence,
    or for its task in a column or behind a label. What a preamble or a principle dates is mostly another’s promise.
    """
    if item.clause.kind in ("preamble", "guidance", "principle"):
        return False
    due = item.dated
    if not due and item.table == "targets" and item.clause.kind == "task":
        due = deadline_of(text, (item.token.start, item.token.end), item.clause, [], NO_PERIOD)[0].date
    return due not in ("", last)


def _rank(text: str, item: Candidate, last: str) -> tuple[bool, int, int, int, int]:
    # The heading of a task is less than its text; of two equal places the first keeps the record.
    in_heading = item.token.start < item.clause.start + len(item.clause.number) + len(item.clause.heading) + 2
    deep = len(item.clause.path) if item.clause.kind == "task" else 0  # an item of a box, of what holds the box
    return _dated(text, item, last), _SPECIFIC[item.clause.kind], deep, 0 if in_heading else 1, -item.token.start


class _Keepers:
    """The items of one number that keep their record, found by the characters of what they count.

    Two things are the same if they share half of the characters of the shorter one, and two at least. So, of the rarer
    half of the shorter one's characters, one is shared: only what shares one of these is compared, which keeps the work
    near to the number of items where one number is said of many things.
    """

    def __init__(self, text: str, figures: list[Candidate], often: Mapping[str, int]) -> None:
        self._text, self._found, self._often = text, figures, often
        self._order: dict[int, int] = {}  # keeper → how many were there before it
        self._by_sign: dict[str, list[int]] = {}
        self._by_rare: dict[str, list[int]] = {}  # by the rarer half of its signs
        self._by_kind: dict[tuple[str, str], list[int]] = {}  # goals and tasks: by their kind and a sign

    def _signs(self, index: int) -> list[str]:
        return sorted(set(self._found[index].what), key=lambda sign: (self._often[sign], sign))

    def add(self, index: int) -> None:
        """Let an item keep its record."""
        signs = self._signs(index)
        self._order[index] = len(self._order)
        for place, sign in enumerate(signs):
            self._by_sign.setdefault(sign, []).append(index)
            if place <= len(signs) - _needed(len(signs)):
                self._by_rare.setdefault(sign, []).append(index)
            if (kind := self._found[index].clause.kind) in _OTHER:
                self._by_kind.setdefault((kind, sign), []).append(index)

    def first_same(self, index: int) -> int | None:
        """The first keeper that counts the same as an item; None where there is none."""
        signs, item = self._signs(index), self._found[index]
        near = {one for sign in signs for one in self._by_rare.get(sign, ())}
        near |= {one for sign in signs[: len(signs) - _needed(len(signs)) + 1] for one in self._by_sign.get(sign, ())}
        if (other := _OTHER.get(item.clause.kind)) and Decimal(item.value) >= _LARGE:
            near |= {one for sign in signs[: len(signs) - 1] for one in self._by_kind.get((other, sign), ())}
        return next(
            (one for one in sorted(near, key=self._order.__getitem__) if _same(self._text, self._found[one], item)),
            None,
        )


_OTHER = {"goal": "task", "task": "goal"}
_LARGE, _RARE = 10, 10_000


def _needed(signs: int) -> int:
    """How many characters another thing shares with one of so many, the shorter of the two, if they are the same."""
    return max(2, (signs + 1) // 2)


_PARTED = re.compile("[，。；\n\t]")
_SENTENCE_ENDS = re.compile("[。；\n\t]")


def _same(text: str, one: Candidate, other: Candidate) -> bool:
    """Whether two equal numbers count the same thing. A large one in goals and a task needs less proof.

    What is there is no repeat of what is promised, the ceiling of one grant none of another’s, what stands in one
    list (1次指导、1次培训) counts each its own, and so does each of several dates.
    """
    if one.clause.kind == other.clause.kind and _at_other_times(text, one, other):
        return False
    if (one.kind == "baseline") != (other.kind == "baseline") or _yearly(text, one) != _yearly(text, other):
        return False
    if one.why == other.why == say("why.granted") and one.clause.start != other.clause.start:
        return False
    first, last = sorted((one.token, other.token), key=lambda token: token.start)
    if last.start - first.end < 40 and not _PARTED.search(text, first.end, last.start):
        return False
    mine, its = set(one.what), set(other.what)
    of_parts = other.measure == "percent" and not (mine <= its or its <= mine)
    if of_parts and not _SENTENCE_ENDS.search(text, first.end, last.start):
        return False  # 新建公共建筑不低于30%，居住建筑不低于30%
    words = {item.token.measure.printed for item in (one, other)}
    if {*map(_side, (one, other))} == {"up", "down"} or (
        len(words) > 1 and not _ACTS.isdisjoint(words) and not words <= _ACTS
    ):
        return False  # 400毫米以上, 400毫米以下; 一次培训, 一个中心
    if one.measure != other.measure and "count" not in (one.measure, other.measure):
        return False
    if one.measure == other.measure == "count" and len(words) > 1 and "" not in words:
        return False  # 800名绿化工, 800套厨具
    if other.measure == "percent":  # many shares are round, and many things are to be done wholly
        shorter = min(len(mine), len(its))
        shared = 100 * len(mine & its) / max(1, shorter)
        return shared > 75 if Decimal(other.value) == 100 or (_is_round(other.value) and shorter < 6) else shared >= 60
    if one.clause is not other.clause and one.clause.why == ROW == other.clause.why:
        return False  # of two rows each says its own: 新建水厂1座
    if _is_round(one.value) and Decimal(one.value) < _RARE:
        return _alike(one.what, other.what, 0.75)
    goal = _OTHER.get(one.clause.kind) == other.clause.kind and Decimal(one.value) >= _LARGE
    if not goal and one.clause.kind == other.clause.kind == "task" and one.clause is not other.clause:
        return _alike(one.what, other.what, 0.5)
    return len(mine & its) >= (2 if goal else _needed(min(len(mine), len(its))))


def _may_sum(text: str, one: Candidate, total: Candidate) -> bool:
    """Whether a figure that is called a total may be one that was promised already."""
    return one.measure == total.measure and not _at_other_times(text, one, total)


def _at_other_times(text: str, one: Candidate, other: Candidate) -> bool:
    """Whether two figures of like clauses have each a date of its own, or one is added and the other the sum of all."""
    if {one.basis, other.basis} == {"new", "total"} and one.table == other.table == "targets":
        return True
    dates = {one.dated, other.dated} - {""}
    opened = {_opened(text[item.clause.start : item.clause.start + 40], item.clause.number) for item in (one, other)}
    return len(dates) > 1 or len(opened - {""}) > 1


@lru_cache(256)
def _opened(opening: str, number: str) -> str:
    """The date with which a clause opens behind its number, as printed; "" where it opens with none."""
    words = opening.removeprefix(number).lstrip()
    first = next(iter(phrases(words)), None)
    return first[0] if first and not first.start() else ""


def _is_round(value: str) -> bool:
    """Whether a number is said of many things: 1, 100, 2000."""
    return len(value.strip("0.")) == 1


_YEARLY = re.compile("每年|年均|每个?年度")


def _yearly(text: str, item: Candidate) -> bool:
    """Whether a figure is reached each year, by the words right before it."""
    begin = max(item.clause.start, item.token.start - 40)
    for stop in "，。；\n\t":
        begin = max(begin, text.rfind(stop, begin, item.token.start))
    return bool(_YEARLY.search(text, begin, item.token.start))


_ACTS = {"次", "场", "场次", "期", "批", "人次", "届"}
_SIDES = {"ge": "up", "gt": "up", "le": "down", "lt": "down"}


def _side(item: Candidate) -> str:
    return _SIDES.get(item.comparator, "")


def _alike(one: str, other: str, least: float) -> bool:
    """Whether what two tasks count is alike word by word: each of them has people, places and things of its own."""
    mine, its = pairs(one), pairs(other)
    return len(mine & its) >= least * min(len(mine), len(its)) > 0
