"""Rows as the text of CSV: for people, for Excel, and exactly as kept. Headings apart, so that texts can be joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

from publisher.publish import files
from publisher.publish.rows import placed, with_cells
from publisher.read.canonical import csv_lines
from publisher.terms.schema import TableSchema

BOM = "\ufeff"
CRLF = "\r\n"

Row = Sequence[Any]
# Types whose values the csv module would not write as they are published; all others it writes as `files.cell` does.
CONVERTED = frozenset({"number", "boolean", "list"})
_PLAIN = frozenset({"integer", "number", "boolean"})


def heading(schema: TableSchema, *, excel: bool = False) -> str:
    """The first line of a file; Excel expects a byte-order mark before it and CR LF after each line."""
    return BOM + csv_lines([schema.names], CRLF) if excel else csv_lines([schema.names])


def tuples(schema: TableSchema, records: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Rows by column name as rows in the order of columns."""
    names = schema.names
    return [tuple([row[name] for name in names]) for row in records]


def _cells(schema: TableSchema, rows: Sequence[Row]) -> Sequence[Row]:
    """Rows whose values the csv module writes as they are to stand in the file."""
    places = [place for place, field in enumerate(schema.fields) if field.type in CONVERTED]
    return with_cells(rows, places, files.cell) if places else rows


def kept(schema: TableSchema, rows: Sequence[Row]) -> str:
    """The lines of a table as it is kept: every cell exact."""
    return csv_lines(_cells(schema, rows))


def shown(schema: TableSchema, values: Sequence[Row]) -> dict[str, bytes]:
    """A table for people in each form of text: path within data/ → its lines, with addresses as they stand there."""
    name, beside, below = schema.name, placed(schema, values, 1), placed(schema, values, 2)
    text, excel = people(schema, beside)
    if below is not beside:
        _, excel = people(schema, below)
    return {
        f"{name}.csv": text.encode(),
        f"excel/{name}.csv": excel.encode(),
        f"ndjson/{name}.ndjson": ndjson(schema, below),
    }


def ndjson(schema: TableSchema, values: Iterable[Row]) -> bytes:
    """A JSON object a line, with the values as the API has them."""
    names = schema.names
    objects = (dict(zip(names, row, strict=True)) for row in values)
    return b"".join(orjson.dumps(one, option=orjson.OPT_APPEND_NEWLINE) for one in objects)


def people(schema: TableSchema, rows: Sequence[Row]) -> tuple[str, str]:
    """The lines of a table for people, and the same for Excel, where no double click turns a text into a date.

    Only where a cell may need a mark, or a line end stands within one, is each cell looked at for itself.
    """
    cells = _cells(schema, rows)
    if not _doubtful(schema, cells):
        text = csv_lines(cells)
        if text.count("\n") == len(rows) and "\r" not in text:
            return text, text.replace("\n", CRLF)
    marked = [[files.harmless(value) for value in row] for row in rows]
    types = [field.type for field in schema.fields]
    excel = [[files.for_excel(value, type_) for value, type_ in zip(row, types, strict=True)] for row in rows]
    return csv_lines(marked), csv_lines(excel, CRLF)


def _doubtful(schema: TableSchema, cells: Sequence[Row]) -> bool:
    """Whether a text may begin a formula, or be taken for a date or a number."""
    for place, field in enumerate(schema.fields):
        if field.type in _PLAIN:
            continue
        column = [row[place] for row in cells if row[place]]
        firsts = {text[0] for text in column}
        if not firsts.isdisjoint(files.FORMULA):
            return True
        if field.type == "string" and any(map(str.isdecimal, firsts)) and any(map(files.DATE.fullmatch, column)):
            return True
    return False
