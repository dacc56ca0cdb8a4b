"""Tables as canonical CSV text: the order of rows, quoting and line ends."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from publisher.read.table import Row, natural, whole
from publisher.terms.schema import TableSchema


def order(schema: TableSchema, rows: Iterable[Row]) -> list[Row]:
    """Rows in canonical order: clauses by position, everything else by key."""
    if schema.name == "clauses":
        return sorted(rows, key=lambda row: (whole(row.position) or 0, row.clause_id))
    return sorted(rows, key=lambda row: natural(row[0]))


def csv_lines(rows: Iterable[Iterable[Any]], end: str = "\n") -> str:
    """Rows as the lines of CSV (RFC 4180), quoted only where needed."""
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerows(rows)
    return out.getvalue()


def csv_text(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A whole file of CSV with LF line ends."""
    return csv_lines([heading, *rows])


def tables_text(schema: TableSchema, rows: Iterable[Mapping[str, str]]) -> str:
    """Rows given as mappings, as canonical CSV of `schema` (absent cells empty)."""
    return csv_text(schema.names, ([row.get(name, "") for name in schema.names] for row in rows))
