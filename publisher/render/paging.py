"""Lists that go over several pages: which page of how many, and where the others are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list. number: counted from 0; of: how many there are. base: the path of the first."""

    base: str
    number: int = 0
    of: int = 1

    @property
    def path(self) -> str:
        return path_of(self.base, self.number)

    @property
    def near(self) -> list[tuple[int, str] | None]:
        """What this page links to, as shown number and path: first, last and its neighbours; None for a gap."""
        wanted = sorted({0, self.of - 1, *range(max(0, self.number - 2), min(self.of, self.number + 3))})
        linked: list[tuple[int, str] | None] = []
        before = -1
        for number in wanted:
            if number > before + 1:
                linked.append(None)
            linked.append((number + 1, path_of(self.base, number)))
            before = number
        return linked


def path_of(base: str, number: int) -> str:
    """The path of a page of a list: the first stands at the list's own address, the second at its 2/."""
    return f"{base}{number + 1}/" if number else base


def sheets(base: str, items: int, most: int) -> Iterator[tuple[Sheet, slice]]:
    """The pages of a list of so many items, with what stands on each; one empty page where there is none."""
    of = max(1, -(-items // most))
    for number in range(of):
        yield Sheet(base, number, of), slice(number * most, (number + 1) * most)
