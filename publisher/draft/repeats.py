"""Repeats: the same number of the same thing, said again elsewhere in the text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import islice

from publisher.draft.candidate import Candidate

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


def with_repeats(text: str, found: list[Candidate]) -> list[Candidate]:
    """The same number of the same thing, said twice: the most specific clause keeps it, the others are mentions."""
    groups: dict[str, list[int]] = {}
    for index, item in enumerate(found):
        if item.table != "mentions" and item.value:
            groups.setdefault(item.value, []).append(index)
    result = list(found)
    for indexes in groups.values():
        # The most specific first, so the first that is the same is the one that keeps the record.
        ranked = sorted(indexes, key=lambda index: _rank(found[index]), reverse=True)
        for place, index in enumerate(ranked):
            item = found[index]
            keeper = next((other for other in islice(ranked, place) if _same(found[other], item)), None)
            if keeper is None:
                continue
            same = text[slice(*found[keeper].quote)] == text[slice(*item.quote)]
            kind = "repeat" if same or _alike(found[keeper].what, item.what, whole=True) else "rewording"
            why = "the same number of the same thing"
            result[index] = replace(item, table="mentions", kind=kind, repeats=keeper, why=why, sure=False)
    return result


def _rank(item: Candidate) -> tuple[int, int, int]:
    # The heading of a task is less than its text; of two equal places the first keeps the record.
    in_heading = item.token.start < item.clause.start + len(item.clause.number) + len(item.clause.heading) + 2
    return _SPECIFIC[item.clause.kind], 0 if in_heading else 1, -item.token.start


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two equal numbers count the same thing. A large one in goals and a task needs less proof."""
    if one.measure != other.measure and "count" not in (one.measure, other.measure):
        return False
    goal = {one.clause.kind, other.clause.kind} == {"goal", "task"} and Decimal(one.value) >= 10
    return _alike(one.what, other.what) or (goal and len(set(one.what) & set(other.what)) >= 2)


def _alike(one: str, other: str, *, whole: bool = False) -> bool:
    """Whether two things are the same by their words: they share half of the characters of the shorter."""
    if whole:
        return one == other
    mine, its = set(one), set(other)
    return bool(mine and its) and len(mine & its) >= max(2, 0.5 * min(len(mine), len(its)))
