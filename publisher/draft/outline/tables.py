"""Tasks in a table: a header with a column of bodies, and under it a row a task. Cells stand apart by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from publisher.draft.marks import EDGE, Line, numbered
from publisher.draft.text.merged import BODIES

_BAND = 40  # characters of a line that spans all columns
_CONTENT = re.compile(r"任务|项目|内容|事项|措施|举措|工作|要求|目标|指标")
_CLASS = re.compile(r"(?:任务|工作|项目|所属|重点)?(?:类别|类型|分类|领域|板块|方面|大类|专项)")
# 时限, 牵头领导: no task, though it may stand before it
_NO_TASK = re.compile(
    r"(?:完成|办结|起止|工作|推进)?(?:时间|时限|期限|年度|阶段)|(?:牵头|责任|分管|包联)?(?:市|县|区)?领导"
)
_NAMED = re.compile("[\u4e00-\u9fff]{2}")
_NUMBER = re.compile(r"\d{1,3}|[一二三四五六七八九十]{1,3}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its words, [start, end) in code points, and what its column is headed."""

    start: int
    end: int
    text: str
    column: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that sets a task: its number and name as printed, where they begin, and the cells that name bodies."""

    line: Line
    start: int
    number: str
    name: Cell
    bodies: tuple[Cell, ...]

    @property
    def sure(self) -> bool:
        """Whether the name stands in the column of tasks; a class of them (类别) is none."""
        return not _CLASS.fullmatch(self.name.column)

    @property
    def of_content(self) -> bool:
        """Whether the name says what is to be done, or the class of a row with a number; a project (项目) is a name."""
        said = self.number if not self.sure else _CONTENT.search(self.name.column)
        return bool(said) and "项目" not in self.name.column


def table_rows(lines: list[Line]) -> Iterator[TableRow]:
    """The rows under each header that has a column of bodies and one of tasks.

    A line without tabs ends a table, unless it is a short one between two rows, which heads those below it.
    """
    header: list[str] = []
    fresh = False  # whether the line before was a header
    for line, below in zip_longest(lines, lines[1:]):
        if "\t" not in line.text:
            if not (
                header and below and len(line.text) <= _BAND and below.tabs + below.text.count("\t") >= len(header) - 2
            ):
                header = []
            continue
        cells = _cells(line, header)
        words = [cell.text for cell in cells]
        if any(BODIES.fullmatch(word) for word in words) and any(_CONTENT.search(word) for word in words):
            header, fresh = words, True
            continue
        if fresh and _second_head(cells, header):
            header = [word or above for word, above in zip_longest(words, header, fillvalue="")]
            continue
        fresh = False
        if row := _row(line, cells) if header else None:
            yield row


def _second_head(cells: list[Cell], header: list[str]) -> bool:
    """Whether a row goes on with the header above it: parts of a column that spans several, the others merged."""
    if cells[0].text or not header[0]:
        return False
    bodies = (cell.text for cell in cells if cell.text and BODIES.fullmatch(cell.column))
    long = any(re.search(r"\d", cell.text) or len(cell.text) > 8 for cell in cells)
    return not long and all(map(BODIES.fullmatch, bodies))


def _cells(line: Line, header: list[str]) -> list[Cell]:
    cells, at = [], line.start - line.tabs
    for index, raw in enumerate(("\t" * line.tabs + line.text).split("\t")):
        core = raw.strip(EDGE)
        begin = at + raw.index(core)
        cells.append(Cell(begin, begin + len(core), core, header[index] if index < len(header) else ""))
        at += len(raw) + 1
    return cells


def _row(line: Line, cells: list[Cell]) -> TableRow | None:
    bodies = tuple(cell for cell in cells if _NAMED.search(cell.text) and BODIES.fullmatch(cell.column))
    others = [cell for cell in cells if cell.text and cell not in bodies and not _NUMBER.fullmatch(cell.text)]
    if not others:
        return None
    # A heading stands at the start of its cell, or right behind its number: so it is the first cell that is no number,
    # or the one behind a class of tasks, a date or a leader with which the row opens. Between them may be a cell
    # that is merged with that above it.
    name = others[0]
    opens = _CLASS.fullmatch(name.column) or _NO_TASK.fullmatch(name.column)
    if name is cells[0] and opens and not numbered(name.text):
        name = next((cell for cell in others[1:2] if _CONTENT.search(cell.column)), name)
    before = next((cell for cell in reversed(cells[: cells.index(name)]) if cell.text), name)
    numbers = before is not name and bool(_NUMBER.fullmatch(before.text))
    # A numbered row whose bodies are merged with those above it is a task all the same.
    if not bodies and not numbers:
        return None
    # What stands before the name in the row, its class or its bodies, belongs to it: they from their empty cell on.
    begin = line.start - line.tabs if any(cell.start < name.start for cell in bodies) else line.start
    return TableRow(line, begin, before.text if numbers else "", name, bodies)
