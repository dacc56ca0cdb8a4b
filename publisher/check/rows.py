"""Rows that are no records, or whose cells have moved aside: one accident each, whatever their single cells are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publisher.check.cells import compiled
from publisher.read.table import Row
from publisher.terms.schema import TableSchema

LEAST = 3  # wrong cells of a row from which it is asked whether all of them have moved
EMPTY = 5  # required cells that a row of totals, or a title, leaves empty
TRIED = 200  # rows that are looked at: an accident of more shows in these


def _wrong(cells: Sequence[str], schema: TableSchema) -> int:
    """How many cells of a row break a rule of their column."""
    tests = compiled(schema).tests
    return sum(
        any(test.one(value) for _, test in tests[name]) for name, value in zip(schema.names, cells, strict=False)
    )


def _moved(cells: Sequence[str], wrong: int, schema: TableSchema) -> bool:
    """Whether a row is right once its cells are moved by one column, from some column on."""
    for start in range(1, len(cells)):
        left = [*cells[:start], *cells[start + 1 :], ""]
        right = [*cells[:start], "", *cells[start:-1]]
        options = [left] if not cells[start] else []  # a cell too much is empty; so is the last, of a cell too few
        options += [right] if not cells[-1] else []
        if any(_wrong(option, schema) <= wrong - LEAST and _wrong(option, schema) <= 1 for option in options):
            return True
    return False


def out_of_place(rows: Iterable[Row], schema: TableSchema) -> list[Row]:
    """Those of some rows with several wrong cells that are no records, or whose cells have moved aside."""
    found = []
    for row in list(rows)[:TRIED]:
        cells, tests = row[:-1], compiled(schema).tests
        empty = sum(field.required and not value for field, value in zip(schema.fields, cells, strict=False))
        no_key = any(test.one(cells[0]) for _, test in tests[schema.key])
        wrong = _wrong(cells, schema)
        if (no_key and empty >= EMPTY) or (wrong >= LEAST and _moved(cells, wrong, schema)):
            found.append(row)
    return found
