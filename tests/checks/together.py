"""Tries that are made a few at once, and alone only where the few are not as they should be."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

One = TypeVar("One", bound=Hashable)
Found = TypeVar("Found")
MOST = 6  # tries that are made at once


class Together(Generic[One, Found]):
    """What each try finds. A look at the package costs as much for six tries as for one.

    Where a group is not as it should be (AssertionError), each half of it is made, and so on: what counts against a
    try is only what it does alone.
    """

    def __init__(self, make: Callable[[Sequence[One]], Sequence[Found]], groups: Iterable[Sequence[One]]) -> None:
        self.make, self.found = make, dict[One, Found]()
        self.group_of = {one: group for group in groups for one in group}

    def of(self, one: One) -> Found:
        """What a try finds. Raises AssertionError where it alone is not as it should be."""
        while one not in self.found:
            group = self.group_of[one]
            try:
                self.found |= zip(group, self.make(group), strict=True)
            except AssertionError:
                if len(group) == 1:
                    raise
                middle = len(group) // 2
                self.group_of |= {each: half for half in (group[:middle], group[middle:]) for each in half}
        return self.found[one]


def grouped(ones: Iterable[tuple[One, Hashable, frozenset[object]]]) -> list[list[One]]:
    """Groups of tries: each with the folder it is in, and marks of which no two of a group share one."""
    groups: dict[Hashable, list[tuple[set[object], list[One]]]] = {}
    for one, folder, marks in ones:
        own = groups.setdefault(folder, [])
        fits = ((marked, group) for marked, group in own if len(group) < MOST and not marks & marked)
        if (place := next(fits, None)) is None:
            own.append(place := (set(), []))
        place[0].update(marks)
        place[1].append(one)
    return [group for own in groups.values() for _, group in own]
