"""What is published of a corpus of this size: each rule for large corpora once, with its reason.

Below these numbers nothing is left out, divided or added; the real plans stay far below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publisher.model.library import Library
from publisher.publish.wide import ties, wide
from publisher.terms.schema import PLAN

# Table → what its listing is cut by → the columns of the wide table that say it; an end of a date stands for its year.
_PLACE = {"document": ("document_id",), "area": ("area_id",)}
_UNIT = {"unit": ("lead_unit_ids", "support_unit_ids", "undivided_unit_ids")}
_INDICATOR, _DEADLINE = {"indicator": ("indicator_id",)}, {"deadline": ("deadline",)}
CUTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "targets": {**_PLACE, **_UNIT, **_INDICATOR, **_DEADLINE},
    "observations": {**_PLACE, **_INDICATOR},
    "projects": {**_PLACE, "area": ("document_area_id",), **_UNIT, **_DEADLINE},
    "tasks": {**_PLACE, **_UNIT},
}
SHEETS = ("clauses", "relations", "copies", "measures")  # sheets of tables that have no wide form


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """The limits of what is published; tests set them low."""

    # Rows of all sheets together. A sheet holds 1,048,576, but a workbook of ten times as many rows as this opens in
    # minutes if at all, and the CSV files for Excel hold the same; this many are some 12 MB.
    workbook: int = 100_000
    # Records in one file of the API: some 20 MB, which a browser still reads in a second. A longer listing names its
    # parts, a file a document; so a file of the API stays what one asks for, however many plans there are.
    listed: int = 20_000
    # Records of a table whose listing is also cut by area, body and the like. A longer one would come to tens of
    # thousands of small files, and its readers have SQLite and Parquet.
    sliced: int = 5_000


@dataclass(frozen=True, slots=True)
class Scale:
    """How a corpus of this size is published.

    divided: the tables whose listings are divided, sliced: those that also stand cut by one thing, in the order of the
    schemas.
    """

    workbook: bool
    divided: tuple[str, ...]
    sliced: tuple[str, ...]
    limits: SizeLimits
    rows: int = 0  # of all sheets of the workbook


def counts(library: Library) -> dict[str, int]:
    """Table → its rows, over all plans."""
    own = {table: library.index.rows.get(table, 0) for table in _of_plans(library)}
    return {**{table: len(records) for table, records in library.registry.items()}, **own}


def _of_plans(library: Library) -> tuple[str, ...]:
    """The tables to which plans add."""
    return (*PLAN, *(schema.name for schema in ties(library.schemas)))


def scale(library: Library, limits: SizeLimits) -> Scale:
    """What is published of a library."""
    rows = counts(library)
    total = sum(rows[name] for name in {*wide(library.schemas).tables, *SHEETS})
    divided = tuple(table for table in _of_plans(library) if rows[table] > limits.listed)
    sliced = tuple(table for table in CUTS if rows[table] <= limits.sliced and table not in divided)
    return Scale(total <= limits.workbook, divided, sliced, limits, total)
