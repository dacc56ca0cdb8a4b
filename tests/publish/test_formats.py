"""A reader for each format finds exactly what the model holds."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas
import polars
import pytest

from publisher.model.library import Library
from publisher.terms.schema import TableSchema, load_schemas

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
TABLES = [schema.name for schema in load_schemas(ROOT / "schemas")]
PEOPLE = [
    "documents",
    "targets",
    "observations",
    "tasks",
    "projects",
    "responsibilities",
    "units",
    "indicators",
    "mentions",
    "notes",
]
TIES = ["target_units", "task_units"]
WIDE = [*PEOPLE, *TIES]

Tables = Mapping[str, tuple[TableSchema, list[tuple[Any, ...]]]]

# DESIGN: the journalists' file has these columns in this order, for good.
TARGETS = [
    "target_id",
    "document_id",
    "document_zh",
    "document_en",
    "doc_number",
    "area_code",
    "area_id",
    "area_zh",
    "area_en",
    "clause_id",
    "clause_path",
    "pillar_zh",
    "pillar_en",
    "task_id",
    "task_zh",
    "task_en",
    "kind",
    "what_zh",
    "what_en",
    "figure_printed",
    "comparator",
    "value",
    "value_max",
    "measure_id",
    "measure_zh",
    "measure_en",
    "basis",
    "hedge",
    "allocated_to_zh",
    "parent_target_id",
    "deadline_printed",
    "deadline",
    "deadline_precision",
    "deadline_basis",
    "lead_units",
    "support_units",
    "undivided_units",
    "lead_unit_ids",
    "support_unit_ids",
    "undivided_unit_ids",
    "indicator_id",
    "indicator_match",
    "quote",
    "quote_start",
    "quote_end",
    "checked",
    "caveat_zh",
    "caveat_en",
    "url",
    "url_en",
    "related_task_id",
    "theme_id",
]


def typed(text: str, type_: str) -> Any:
    """A CSV cell by its declared type, in code that is not the project's."""
    if text == "":
        return () if type_ == "list" else None
    match type_:
        case "integer":
            return int(text)
        case "number":
            return float(Decimal(text))
        case "boolean":
            return {"true": True, "false": False}[text]
        case "list":
            return tuple(text.split("、"))
    return text


def plain(value: Any, type_: str) -> Any:
    """What a reader gave, in the model's terms: dates as ISO text, lists as tuples, no NaN."""
    if type_ == "list":
        if isinstance(value, str):
            return tuple(value.split("、"))
        return () if value is None else tuple(value)
    if value is None or value is pandas.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if type_ == "boolean":
        return bool(value)
    return float(value) if type_ == "number" else value


def same(
    found: list[tuple[Any, ...]], expected: tuple[TableSchema, list[tuple[Any, ...]]], *, ordered: bool = True
) -> None:
    """Compare all rows, cell by cell, types included."""
    schema, rows = expected
    types = [field.type for field in schema.fields]
    got = [tuple(plain(value, type_) for value, type_ in zip(row, types, strict=True)) for row in found]
    want = [tuple(plain(value, type_) for value, type_ in zip(row, types, strict=True)) for row in rows]
    if not ordered:
        got, want = sorted(got, key=str), sorted(want, key=str)
    assert len(got) == len(want)
    for one, other in zip(got, want, strict=True):
        assert one == other
        assert [type(value) for value in one] == [type(value) for value in other]


def base(name: str) -> str:
    """The name under which a normalised table is published: one name is one table."""
    return f"{name}_base" if name in PEOPLE else name


def at(expected: tuple[TableSchema, list[tuple[Any, ...]]], depth: int) -> tuple[TableSchema, list[tuple[Any, ...]]]:
    """Rows as a file so deep in the published folder has them, where no address of the site is known."""
    schema, rows = expected
    places = [place for place, name in enumerate(schema.names) if name in ("url", "url_en") and schema.key != "copy_id"]
    up = "../" * depth
    return schema, [tuple(up + v if p in places else v for p, v in enumerate(row)) for row in rows]


def read_csv(data: bytes, schema: TableSchema) -> list[tuple[Any, ...]]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    assert tuple(rows[0]) == schema.names
    return [tuple(typed(cell, field.type) for cell, field in zip(row, schema.fields, strict=True)) for row in rows[1:]]


def test_the_columns_of_targets_are_those_promised(published: Path) -> None:
    heading = (published / "data/targets.csv").read_text("utf-8").split("\n", 1)[0]
    assert heading.split(",") == TARGETS


@pytest.mark.parametrize("name", TABLES)
def test_tables_csv(name: str, published: Path, tables: Tables) -> None:
    data = (published / f"data/tables/{base(name)}.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data
    same(read_csv(data, tables[name][0]), tables[name])


@pytest.mark.parametrize("name", WIDE)
def test_wide_csv(name: str, published: Path, wide_tables: Tables) -> None:
    data = (published / f"data/{name}.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data
    same(read_csv(data, wide_tables[name][0]), at(wide_tables[name], 1))


@pytest.mark.parametrize("name", WIDE)
def test_excel_csv_has_a_mark_and_the_same_rows(name: str, published: Path, wide_tables: Tables) -> None:
    data = (published / f"data/excel/{name}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.endswith(b"\r\n")
    same(read_csv(data[3:], wide_tables[name][0]), at(wide_tables[name], 2))


@pytest.mark.parametrize("name", WIDE)
def test_no_cell_of_a_table_for_people_is_a_formula(name: str, published: Path, wide_tables: Tables) -> None:
    schema = wide_tables[name][0]
    for file in (f"data/{name}.csv", f"data/excel/{name}.csv"):
        with (published / file).open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                texts = [row[field.name] for field in schema.fields if field.type not in ("number", "integer")]
                assert not [text for text in texts if text[:1] in tuple("=+-@\t\r")]


@pytest.mark.parametrize("name", WIDE)
def test_pandas_reads_ids_as_text_and_numbers_as_numbers(name: str, published: Path, wide_tables: Tables) -> None:
    schema, rows = wide_tables[name]
    frame = pandas.read_csv(published / f"data/{name}.csv")
    assert len(frame) == len(rows)
    for index, field in enumerate(schema.fields):
        column = frame[field.name]
        if field.name.endswith("_id") and any(row[index] for row in rows):
            assert pandas.api.types.is_string_dtype(column.dropna()), field.name
        if field.type in ("number", "integer"):
            assert pandas.api.types.is_numeric_dtype(column), field.name
            assert [None if v != v else float(v) for v in column] == [
                None if row[index] is None else float(row[index]) for row in rows
            ]


def test_polars_reads_the_csv(published: Path, wide_tables: Tables) -> None:
    schema, rows = wide_tables["targets"]
    frame = polars.read_csv(published / "data/targets.csv", try_parse_dates=True, infer_schema_length=None)
    assert frame.schema["value"] in (polars.Int64, polars.Float64) and frame.schema["deadline"] == polars.Date
    assert frame.schema["clause_id"] == polars.String
    index = schema.names.index("quote")
    assert frame["quote"].to_list() == [row[index] for row in rows]


def test_duckdb_reads_the_csv(published: Path, wide_tables: Tables) -> None:
    schema, rows = wide_tables["targets"]
    file = (published / "data/targets.csv").as_posix()
    types = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM '{file}')").fetchall())
    assert types["value"] in ("BIGINT", "DOUBLE") and types["deadline"] == "DATE" and types["clause_id"] == "VARCHAR"
    value, quote = schema.names.index("value"), schema.names.index("quote")
    found = duckdb.sql(f"SELECT quote, value FROM '{file}'").fetchall()
    assert found == [(row[quote], row[value]) for row in rows]


@pytest.mark.parametrize("name", WIDE)
def test_wide_parquet(name: str, published: Path, wide_tables: Tables) -> None:
    frame = polars.read_parquet(published / f"data/parquet/{name}.parquet")
    assert tuple(frame.columns) == wide_tables[name][0].names
    same(frame.rows(), at(wide_tables[name], 2))


@pytest.mark.parametrize("name", TABLES)
def test_tables_parquet(name: str, published: Path, tables: Tables) -> None:
    schema = tables[name][0]
    frame = polars.read_parquet(published / f"data/parquet/tables/{base(name)}.parquet")
    wanted = {"integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean, "date": polars.Date}
    assert dict(frame.schema) == {field.name: wanted.get(field.type, polars.String) for field in schema.fields}
    same(frame.rows(), tables[name])


@pytest.fixture(scope="module")
def database(published: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{published}/data/new-infrastructure-plans.sqlite?mode=ro", uri=True)


@pytest.mark.parametrize("name", TABLES)
def test_sqlite_tables(name: str, database: sqlite3.Connection, tables: Tables) -> None:
    names = ", ".join(f'"{column}"' for column in tables[name][0].names)
    same(database.execute(f"SELECT {names} FROM {base(name)}").fetchall(), tables[name], ordered=False)


@pytest.mark.parametrize("name", WIDE)
def test_sqlite_has_every_table_for_people(name: str, database: sqlite3.Connection, wide_tables: Tables) -> None:
    schema = wide_tables[name][0]
    cursor = database.execute(f"SELECT * FROM {name}")
    assert tuple(column[0] for column in cursor.description) == schema.names
    same(cursor.fetchall(), at(wide_tables[name], 1), ordered=False)


def test_sqlite_explains_every_column_and_says_what_it_is(database: sqlite3.Connection, held: Library) -> None:
    tables = (
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'"
    )
    names = {name for (name,) in database.execute(tables)}
    columns = {(name, row[1]) for name in names for row in database.execute(f"PRAGMA table_info({name})")}
    assert columns == set(database.execute("SELECT table_name, column_name FROM columns"))
    said = dict(database.execute("SELECT name, value FROM about"))
    assert (
        said["version"] == held.version
        and "CC BY 4.0" in said["citation_en"]
        and said["licence_url"].startswith("https://creativecommons")
    )
    assert database.execute("PRAGMA user_version").fetchone()[0] > 0
    assert database.execute("SELECT count(*) FROM codes WHERE column_name = 'checked'").fetchone()[0] >= 4


def test_older_sqlite_opens_the_file(database: sqlite3.Connection) -> None:
    """Nothing newer than WITHOUT ROWID (3.8.2) in the tables; the search alone needs the trigram tokenizer (3.34)."""
    for name, sql in database.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"):
        assert "STRICT" not in sql and "GENERATED" not in sql, name


def test_sqlite_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("word", ["充电桩", "5G", "基站", "charging"])
def test_sqlite_finds_chinese_substrings(word: str, database: sqlite3.Connection, wide_tables: Tables) -> None:
    found = {row[0] for row in database.execute("SELECT record_id FROM texts WHERE text LIKE ?", (f"%{word}%",))}
    schema, rows = wide_tables["targets"]
    places = [schema.names.index(name) for name in ("what_zh", "what_en", "quote", "caveat_zh")]
    expected = {row[0] for row in rows if any(word.lower() in (row[place] or "").lower() for place in places)}
    assert expected and expected <= found
    if len(word) > 2:
        query = "SELECT record_id FROM search JOIN texts ON text_id = search.rowid WHERE search MATCH ?"
        assert {row[0] for row in database.execute(query, (f'"{word}"',))} == found


QUESTIONS = [  # of Datasette: query, parameter, value, table, the columns that may hold it
    ("who_promised_what", "word", "5G基站", "targets", ("what_zh", "what_en", "quote")),
    ("who_promised_what", "word", "base stations", "targets", ("what_zh", "what_en", "quote")),
    ("what_a_body_answers_for", "unit", "经信局", "target_units", ("unit_zh", "unit_en", "name_printed")),
    ("what_a_body_answers_for", "unit", "Economy", "target_units", ("unit_zh", "unit_en", "name_printed")),
    ("what_is_to_be_built", "word", "成昆", "projects", ("name_zh", "name_en")),
    ("what_is_to_be_built", "word", "railway", "projects", ("name_zh", "name_en")),
    ("compare_an_indicator", "indicator_id", "base-stations-5g", "targets", ("indicator_id",)),
    *(("search", "word", word, "texts", ("text",)) for word in ("充", "充电", "充电桩", "5g", "IPv6")),
]


@pytest.mark.parametrize(("query", "parameter", "value", "table", "columns"), QUESTIONS)
def test_the_questions_of_datasette_are_answered(
    query: str,
    parameter: str,
    value: str,
    table: str,
    columns: tuple[str, ...],
    published: Path,
    database: sqlite3.Connection,
) -> None:
    (held,) = json.loads((published / "data/datasette.json").read_bytes())["databases"].values()
    answered = database.execute(held["queries"][query]["sql"], {parameter: value}).fetchall()
    texts = database.execute(f"SELECT {', '.join(columns)} FROM {table}")
    holding = sum(any(value.casefold() in str(cell).casefold() for cell in cells) for cells in texts)
    assert len(answered) == min(holding, 100) > 0
    assert set(held["queries"]) == {name for name, *_ in QUESTIONS}


@pytest.fixture(scope="module")
def workbook(published: Path) -> Any:
    return openpyxl.load_workbook(published / "data/new-infrastructure-plans.xlsx")


@pytest.mark.parametrize("name", [*WIDE, "clauses", "relations", "copies", "measures"])
def test_workbook(name: str, workbook: Any, wide_tables: Tables, tables: Tables) -> None:
    expected = at(wide_tables[name], 1) if name in wide_tables else tables[name]
    sheet = workbook[name]
    found = list(sheet.iter_rows(values_only=True))
    assert found[0] == expected[0].names
    same(found[1:], expected)
    assert sheet.freeze_panes == "B2"
    (table,) = sheet.tables.values()
    assert table.displayName == f"table_{name}" and table.ref.startswith("A1:")


def test_workbook_has_no_formula_and_links_every_record(workbook: Any, wide_tables: Tables) -> None:
    for sheet in workbook:
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    sheet = workbook["targets"]
    column = wide_tables["targets"][0].names.index("url") + 1
    for line in range(2, sheet.max_row + 1):
        cell = sheet.cell(line, column)
        assert cell.value in cell.hyperlink.target.replace("\\", "/")


def test_workbook_begins_with_who_promised_what(workbook: Any, wide_tables: Tables) -> None:
    first = workbook.worksheets[0]
    rows = list(first.iter_rows(values_only=True))
    schema, wanted = wide_tables["targets"]
    assert len(rows[0]) == 15 and len(rows) == len(wanted) + 1
    assert all(re.search("[\u4e00-\u9fff].* [A-Z]", heading) for heading in rows[0])
    milestones = {
        row[schema.names.index("kind")] == "milestone" for row in wanted if row[schema.names.index("value")] is None
    }
    kinds = [row[3] for row in rows[1:] if row[6] is None]
    assert milestones == {True} and kinds and all("milestone" in kind and "里程碑" in kind for kind in kinds)
    quotes, pages = [row[13] for row in rows[1:]], [row[14] for row in rows[1:]]
    assert quotes == [row[schema.names.index("quote")] for row in wanted] and all(pages)
    comparators = {str(row[5]) for row in rows[1:]}
    assert any(label.endswith(" · at least") for label in comparators) and not comparators & {"ge", "le"}


def test_workbook_says_what_it_is(workbook: Any, held: Library) -> None:
    first = workbook["README"]
    text = "\n".join(str(cell) for row in first.iter_rows(values_only=True) for cell in row if cell)
    for word in (held.version, held.created[:10], "CC BY 4.0", "如何引用", "How to cite", "承诺", "promises"):
        assert word in text
    for document in held.registry["documents"].values():
        assert document.limitations_zh in text and document.limitations_en in text


@pytest.mark.parametrize("name", TABLES)
def test_api_collections(name: str, published: Path, tables: Tables) -> None:
    body = json.loads((published / f"api/v1/{name}.json").read_bytes())
    schema = tables[name][0]
    renamed = {"area_zh": "allocated_to_zh"} if name == "targets" else {}
    assert body["total"] == len(body["data"])
    found = [tuple(record[renamed.get(column, column)] for column in schema.names) for record in body["data"]]
    same(found, tables[name])


def frictionless_rows(descriptor: Path, name: str, schema: TableSchema) -> list[tuple[Any, ...]]:
    from frictionless import Package

    resource = Package(str(descriptor)).get_resource(name)
    return [tuple(row[column] for column in schema.names) for row in resource.read_rows()]


@pytest.mark.parametrize("name", ["targets", "clauses", "responsibilities", "measures"])
def test_frictionless_reads_the_package_back(name: str, published: Path, tables: Tables) -> None:
    same(frictionless_rows(published / "data/datapackage.json", base(name), tables[name][0]), tables[name])


def test_frictionless_reads_the_wide_table(published: Path, wide_tables: Tables) -> None:
    same(
        frictionless_rows(published / "data/datapackage.json", "targets", wide_tables["targets"][0]),
        at(wide_tables["targets"], 1),
    )


def test_the_package_states_hash_bytes_and_rows_of_every_table(
    published: Path, tables: Tables, wide_tables: Tables
) -> None:
    descriptor = json.loads((published / "data/datapackage.json").read_bytes())
    rows = {resource["name"]: resource["rows"] for resource in descriptor["resources"]}
    assert rows == {base(n): len(t[1]) for n, t in tables.items()} | {n: len(t[1]) for n, t in wide_tables.items()}
    assert all(resource["bytes"] and resource["hash"].startswith("sha256:") for resource in descriptor["resources"])


def referee(descriptor: Path) -> list[str]:
    from frictionless import Package

    return [str(problem) for problem in Package(str(descriptor)).validate().flatten(["name", "type", "message"])]


def test_stock_frictionless_accepts_the_package_and_refuses_a_spoiled_one(published: Path, tmp_path: Path) -> None:
    import shutil

    assert referee(published / "data/datapackage.json") == []
    copy = tmp_path / "data"
    shutil.copytree(published / "data", copy, ignore=shutil.ignore_patterns("packages", "parquet", "excel"))
    file = copy / "tables/targets_base.csv"
    file.write_text(file.read_text("utf-8").replace(",ge,", ",more,", 1), "utf-8")
    assert referee(copy / "datapackage.json")


def test_zips_stand_alone(published: Path, held: Library, tables: Tables, tmp_path: Path) -> None:
    for plan_id in (*held.plan_ids, "all"):
        folder = tmp_path / plan_id
        with zipfile.ZipFile(published / f"data/packages/{plan_id}.zip") as archive:
            names = archive.namelist()
            assert {"README.zh.md", "README.en.md", "LICENSE.txt", "datapackage.json"} <= set(names)
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            archive.extractall(folder)
        assert referee(folder / "datapackage.json") == []
    for name, expected in tables.items():
        same(read_csv((tmp_path / f"all/tables/{base(name)}.csv").read_bytes(), expected[0]), expected)


def test_a_document_s_package_holds_its_rows_and_only_the_registry_it_uses(
    published: Path, held: Library, tables: Tables
) -> None:
    for plan in held.plans():
        with zipfile.ZipFile(published / f"data/packages/{plan.id}.zip") as archive:
            for name in ("targets", "clauses", "responsibilities", "notes"):
                found = read_csv(archive.read(f"tables/{base(name)}.csv"), tables[name][0])
                own = [row for row in found if row[0].startswith(f"{plan.id}.")]
                same(own, (tables[name][0], [tuple(r.values.values()) for r in plan.tables[name]]))
            units = read_csv(archive.read("tables/units_base.csv"), tables["units"][0])
            assert 0 < len(units) < len(tables["units"][1])
