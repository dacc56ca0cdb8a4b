"""Parquet as its readers find it: types, lists, titles of columns, what a file says of itself, row groups, bytes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas
import polars
import pyarrow.parquet
import pytest

from publisher.publish.tables import parquet
from publisher.publish.tables.parquet import Waiting
from publisher.publish.wide import bases, wide
from publisher.terms.schema import TableSchema, load_schemas

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = load_schemas(ROOT / "schemas")
UNITS = wide(SCHEMAS)["units"]
WHERE = [
    *(pytest.param("data/parquet", schema, id=f"wide-{schema.name}") for schema in wide(SCHEMAS)),
    *(pytest.param("data/parquet/tables", schema, id=schema.name) for schema in bases(SCHEMAS).values()),
]
ABOUT = {"about": '{"version": "1.2.3", "citation_zh": "数据，第1.2.3版"}'}
HOSTILE = '换行\n引号" \\ 𠮷 \u2028 \x00 {"a": [1]} =1+1'
OF_TYPE: dict[str, list[Any]] = {
    "integer": [0, None, -1, 2**62],
    "number": [34000, 0.1, None, -1.5e300],
    "boolean": [True, False, None],
    "date": ["2020-02-29", None, "1970-01-01"],
    "list": [("甲", "乙"), (), None, ("一、二",)],
}


@pytest.mark.parametrize(("folder", "schema"), WHERE)
def test_a_file_carries_the_titles_of_its_columns(published: Path, folder: str, schema: TableSchema) -> None:
    arrow = pyarrow.parquet.read_schema(published / folder / f"{schema.name}.parquet")
    assert arrow.names == list(schema.names)
    for column, field in zip(arrow, schema.fields, strict=True):
        said = {key.decode(): text.decode() for key, text in column.metadata.items()}
        assert (said["title_zh"], said["title_en"]) == (field.title["zh"], field.title["en"])
        assert (said["description_zh"], said["description_en"]) == (field.description["zh"], field.description["en"])


@pytest.mark.parametrize(("folder", "schema"), WHERE)
def test_a_file_says_its_version_licence_and_citation(published: Path, folder: str, schema: TableSchema) -> None:
    path = published / folder / f"{schema.name}.parquet"
    found = json.loads(polars.read_parquet_metadata(path)["about"])
    assert found["version"] in found["citation_en"] and found["version"] in found["citation_zh"]
    assert "Creative Commons" in found["licence"] and found["licence_url"].startswith("https://")
    rows = duckdb.sql(f"SELECT decode(key), decode(value) FROM parquet_kv_metadata('{path}')").fetchall()
    assert json.loads(dict(rows)["about"]) == found


def rows_of(schema: TableSchema, count: int) -> list[tuple[Any, ...]]:
    """Rows with every value that a type can have, the odd ones among them."""
    kinds = [OF_TYPE.get(field.type, ["文", HOSTILE, None, ""]) for field in schema.fields]
    return [tuple(values[i % len(values)] for values in kinds) for i in range(count)]


def write(folder: Path, schema: TableSchema, *portions: list[tuple[Any, ...]]) -> Path:
    """The file of a table, whose rows came in portions."""
    path = f"data/parquet/{schema.name}"
    with TemporaryDirectory() as scratch:
        tables = Waiting(Path(scratch), {path: schema})
        for rows in portions:
            tables.add(path, rows)
        ((name, data),) = tables.close(ABOUT)
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return target


def typed(schema: TableSchema, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    turned = {"date": date.fromisoformat, "list": list, "number": float}
    return [
        tuple(
            None if value is None else turned.get(field.type, lambda v: v)(value)
            for field, value in zip(schema.fields, row, strict=True)
        )
        for row in rows
    ]


@pytest.mark.parametrize("name", ["units", "targets", "documents"])
def test_every_reader_finds_every_value(tmp_path: Path, name: str) -> None:
    schema = wide(SCHEMAS)[name]
    rows = rows_of(schema, 12)
    path, wanted = write(tmp_path, schema, rows[:5], rows[5:]), typed(schema, rows)
    assert polars.read_parquet(path).rows() == wanted
    assert duckdb.sql(f"SELECT * FROM '{path}'").fetchall() == wanted
    assert [tuple(row.values()) for row in pyarrow.parquet.read_table(path).to_pylist()] == wanted
    frame = pandas.read_parquet(path)
    assert tuple(frame.columns) == schema.names and len(frame) == 12


def test_a_table_without_rows_keeps_its_types(tmp_path: Path) -> None:
    path = write(tmp_path, UNITS)
    frame = polars.read_parquet(path)
    assert frame.height == 0 and frame.schema["names_printed"] == polars.List(polars.String)
    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(0,)]


def test_rows_come_in_groups_that_a_reader_may_skip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 4)
    monkeypatch.setattr(parquet, "BATCH", 3)
    rows = [(f"u{i:02}", *row[1:]) for i, row in enumerate(rows_of(UNITS, 10))]
    about = pyarrow.parquet.read_metadata(write(tmp_path, UNITS, rows))
    assert [about.row_group(i).num_rows for i in range(about.num_row_groups)] == [4, 4, 2]
    first = [about.row_group(i).column(0).statistics for i in range(about.num_row_groups)]
    assert [(found.min, found.max) for found in first] == [("u00", "u03"), ("u04", "u07"), ("u08", "u09")]


def test_bytes_depend_on_rows_alone(tmp_path: Path) -> None:
    rows = rows_of(UNITS, 500)
    one = write(tmp_path / "one", UNITS, rows).read_bytes()
    for i in range(5):
        assert write(tmp_path / str(i), UNITS, *([row] for row in rows)).read_bytes() == one


def test_a_disk_that_takes_no_more_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "1").symlink_to("/dev/full")
    tables = Waiting(tmp_path, {"data/parquet/units": UNITS})
    tables.open["data/parquet/units"] = (tmp_path / "1").open("wb")
    with pytest.raises(OSError, match="No space left"):
        tables.add("data/parquet/units", rows_of(UNITS, 500))
        list(tables.close(ABOUT))
