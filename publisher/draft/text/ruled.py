"""Tables that a page of a PDF rules with lines → rows, a line each, with their cells apart by tabs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from ctypes import byref, c_int
from itertools import pairwise
from operator import neg
from typing import Any

from publisher.draft.text.merged import Row, with_bodies

_THIN = 2.5  # points: a line is no thicker, and two that lie closer are one
_LEAST = 5.0  # points of the shortest line that is a side of a cell
_MOST = 150  # rows and columns of a table on a page
Segment = tuple[float, float, float]  # of a line: where it lies, and where it begins and ends


class Grid:
    """A ruled table: where its lines lie, from the left and from the top, and with which place each cell begins."""

    def __init__(self, upright: Sequence[Segment], level: Sequence[Segment]) -> None:
        self.lefts, self.tops = _places(upright), _places(level)[::-1]
        self.rows, self.columns = len(self.tops) - 1, len(self.lefts) - 1
        self.first: dict[tuple[int, int], tuple[int, int]] = {}
        for row, (top, bottom) in enumerate(pairwise(self.tops)) if self.is_table else ():
            for column, (left, right) in enumerate(pairwise(self.lefts)):
                above, before = (row - 1, column), (row, column - 1)
                own = (row, column)
                if row and not _ruled(level, top, (left + right) / 2):
                    own = self.first[above]
                elif column and not _ruled(upright, left, (top + bottom) / 2):
                    own = self.first[before]
                self.first[row, column] = own

    @property
    def is_table(self) -> bool:
        """Whether it has two columns and two rows, or three columns; a drawing has more lines than any table."""
        return self.columns > 1 and self.rows > 0 and 3 < self.columns + self.rows < _MOST

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and the column of the cell that holds a place: its first ones, where it spans several."""
        return self.first.get((bisect_right(self.tops, -y, key=neg) - 1, bisect_right(self.lefts, x) - 1))


def _ruled(lines: Sequence[Segment], place: float, across: float) -> bool:
    """Whether one of some lines lies at a place and reaches across another."""
    return any(abs(at - place) <= _THIN and begin <= across <= end for at, begin, end in lines)


def text_of(page: Any) -> str:
    """The text of a page, a line a printed one; the rows of its ruled tables a line each."""
    textpage = page.get_textpage()
    grids = list(_grids(page))
    return "\n".join(_lines(textpage, grids)) if grids else textpage.get_text_bounded()


def _lines(textpage: Any, grids: Sequence[Grid]) -> Iterator[str]:
    """The lines of a page; where the first sign of a table stands, its rows."""
    read: dict[Grid, dict[tuple[int, int], str]] = {grid: {} for grid in grids}
    lines: list[str | Grid] = [""]
    for sign, x, y in _signs(textpage):
        if sign == "\n":
            lines.append("")
            continue
        grid, cell = next(((one, at) for one in grids if (at := one.cell(x, y))), (None, None))
        if grid is None or cell is None:
            lines.append(f"{lines.pop()}{sign}")  # a table is never the last of them
            continue
        if not read[grid]:
            lines += [grid, ""]
        read[grid][cell] = read[grid].get(cell, "") + sign
    for line in lines:
        yield from [line] if isinstance(line, str) else _rows(line, read[line])


def _rows(grid: Grid, read: dict[tuple[int, int], str]) -> list[str]:
    """The rows of a table, without those and the columns that hold nothing."""
    columns = sorted({column for _, column in read})
    rows: list[Row] = []
    for row in range(grid.rows):
        own: list[str | None] = []
        for column in columns:
            merged = grid.first[row, column][0] < row
            own.append(None if merged else " ".join(read.get((row, column), "").split()))
        rows += [own] if any(own) else []
    return ["\t".join(row) for row in with_bodies(rows)[0]]


def _signs(textpage: Any) -> Iterator[tuple[str, float, float]]:
    """Each sign of a page with its middle; a blank has that of the sign before it, and ends of lines have none."""
    from pypdfium2 import raw

    x = y = 0.0
    for at in range(textpage.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(textpage, at))
        if sign not in "\r\n \x00":
            left, bottom, right, top = textpage.get_charbox(at)
            x, y = (left + right) / 2, (bottom + top) / 2
        if sign not in "\r\x00":
            yield sign, x, y


def _grids(page: Any) -> Iterator[Grid]:
    """The ruled tables of a page: upright lines beside each other, and the level lines between their ends."""
    upright, level = _segments(page)
    group: list[Segment] = []
    high = 0.0  # where the lines of the group end
    for line in [*sorted(upright, key=lambda one: one[1]), (0.0, float("inf"), 0.0)]:
        if group and line[1] > high + _THIN:
            low = group[0][1]
            grid = Grid(group, [one for one in level if low - _THIN <= one[0] <= high + _THIN])
            if grid.is_table:
                yield grid
            group, high = [], 0.0
        group.append(line)
        high = max(high, line[2])


def _places(lines: Sequence[Segment]) -> list[float]:
    """Where lines lie, those that are as good as one taken together."""
    places: list[float] = []
    for at in sorted(place for place, _, _ in lines):
        if not places or at - places[-1] > _THIN:
            places.append(at)
    return places


def _segments(page: Any) -> tuple[list[Segment], list[Segment]]:
    """The upright and the level lines that are drawn on a page, the sides of drawn boxes among them."""
    from pypdfium2 import raw

    upright: list[Segment] = []
    level: list[Segment] = []
    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2):
        left, bottom, right, top = path.get_bounds()
        wide, high = right - left, top - bottom
        fill, stroke = c_int(), c_int()
        if wide <= _THIN < _LEAST < high:
            upright.append(((left + right) / 2, bottom, top))
        elif high <= _THIN < _LEAST < wide:
            level.append(((bottom + top) / 2, left, right))
        elif min(wide, high) > _LEAST and raw.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke)) and stroke:
            upright += [(left, bottom, top), (right, bottom, top)]
            level += [(bottom, left, right), (top, left, right)]
    return upright, level
