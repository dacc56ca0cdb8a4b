"""Rows that are not records (totals, titles), or whose cells are shifted: one problem each instead of one a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publisher.check.cells import compiled
from publisher.read.table import Row
from publisher.terms.schema import TableSchema

LEAST_SHIFTED = 3  # wrong cells of a row from which a shift of its cells is tested
MANY_EMPTY = 5  # empty required cells from which a row without key is not a record
TRIED = 200  # most rows tested


def _wrong(cells: Sequence[str], schema: TableSchema) -> int:
    """How many cells of a row break a rule of their column."""
    tests = compiled(schema).tests
    return sum(
        any(test.one(value) for _, test in tests[name]) for name, value in zip(schema.names, cells, strict=False)
    )


def _moved(cells: Sequence[str], wrong: int, schema: TableSchema) -> bool:
    """Whether at most one error is left once the cells of a row are shifted by one, from some column on."""
    for start in range(1, len(cells)):
        left = [*cells[:start], *cells[start + 1 :], ""]
        right = [*cells[:start], "", *cells[start:-1]]
        options = [left] if not cells[start] else []  # a cell too much is empty; so is the last, of a cell too few
        options += [right] if not cells[-1] else []
        if any(_wrong(option, schema) <= wrong - LEAST_SHIFTED and _wrong(option, schema) <= 1 for option in options):
            return True
    return False


def out_of_place(rows: Iterable[Row], schema: TableSchema) -> list[Row]:
    """Of some rows with several wrong cells, those that are not records or whose cells are shifted."""
    misplaced = []
    for row in list(rows)[:TRIED]:
        cells, tests = row[:-1], compiled(schema).tests
        empty = sum(field.required and not value for field, value in zip(schema.fields, cells, strict=False))
        no_key = any(test.one(cells[0]) for _, test in tests[schema.key])
        wrong = _wrong(cells, schema)
        if (no_key and empty >= MANY_EMPTY) or (wrong >= LEAST_SHIFTED and _moved(cells, wrong, schema)):
            misplaced.append(row)
    return misplaced
