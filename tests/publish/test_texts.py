"""The quick way to write a table is, character for character, the slow way that looks at each cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.publish import files
from publisher.publish.tables import texts
from publisher.terms.schema import TableSchema, parse_schema

TYPES = ("string", "integer", "number", "boolean", "date", "list")
CELLS = ["充电桩", "5G", "3.4万", 'a "b", c', "2-3", "2020/1", "1E5", "１-２", "=1+1", "-5", "@x", "＝1", "\t1", "a\nb",
         "a\rb", "'x", " ", "2020-01-02", "a,b", "，", "+", "９"]  # fmt: skip
TEXT = st.sampled_from(CELLS) | st.text(max_size=6).filter(bool)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "string": st.none() | TEXT,
    "integer": st.none() | st.integers(-(10**15), 10**15),
    "number": st.none() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False),
    "boolean": st.booleans(),
    "date": st.none() | st.dates().map(lambda day: day.isoformat()),
    "list": st.lists(TEXT, max_size=3).map(tuple),
}
SCHEMA: TableSchema = parse_schema({"name": "all", "fields": [{"name": type_, "type": type_} for type_ in TYPES]})
ROWS = st.lists(st.tuples(*(VALUES[type_] for type_ in TYPES)), max_size=4)
Cell = Callable[[Any, str], str]


def slowly(rows: list[tuple[Any, ...]], text: Cell, end: str) -> str:
    """Every cell turned into text by itself."""
    held = io.StringIO()
    lines = [[text(value, type_) for value, type_ in zip(row, TYPES, strict=True)] for row in rows]
    csv.writer(held, lineterminator=end).writerows(lines)
    return held.getvalue()


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(ROWS)
def test_quick_is_slow(rows: list[tuple[Any, ...]]) -> None:
    assert texts.kept(SCHEMA, rows) == slowly(rows, lambda value, _: files.cell(value), "\n")
    people, excel = texts.people(SCHEMA, rows)
    assert people == slowly(rows, lambda value, _: files.harmless(value), "\n")
    assert excel == slowly(rows, files.for_excel, "\r\n")
