"""How the programs of this field read the published tables: with their defaults, and with the option that they take.

A reader gives a table as rows of Python values by column. `differences` compares them with the model and names what is
of another type or value: a column, or all "dates" and "booleans" where the format or the reader has no such type.
"""

from __future__ import annotations

import csv
import io
import json
import math
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy
import openpyxl
import pandas
import polars

from publisher.publish.wide import primary_key
from publisher.terms.schema import TableSchema

Rows = list[dict[str, Any]]
Tool = Callable[[str], str]
NODE = Path(__file__).resolve().parents[2] / ".cache/tools/node"  # where .ci/run puts packages of npm
CODES = {"area_code": str, "document_area_code": str}  # numbers to a program that guesses
JOINED = "、"  # how CSV and workbook hold a list of names


def missing(value: Any) -> bool:
    """Whether a reader's value stands for an empty cell."""
    return value is None or value is pandas.NaT or (isinstance(value, float) and math.isnan(value))


def same(value: Any, expected: Any, type_: str) -> bool:
    """Whether a reader's value is the model's, and of its type."""
    if expected is None:
        return missing(value)
    value = value.item() if isinstance(value, numpy.generic) else value
    if type_ in ("integer", "number"):
        numeric = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        return numeric and math.isclose(float(value), float(expected))
    if type_ == "boolean":
        return isinstance(value, bool) and value is expected
    if type_ == "date":
        return isinstance(value, date | datetime) and value.isoformat()[:10] == str(expected)
    if isinstance(expected, list | tuple):
        held = [] if missing(value) else value
        return held == JOINED.join(expected) if isinstance(held, str) else list(held) == list(expected)
    return isinstance(value, str) and value == str(expected)


def differences(schema: TableSchema, held: Sequence[Sequence[Any]], read: Iterable[Mapping[str, Any]]) -> set[str]:
    """The columns that were not read as they are held. Raises ValueError where rows are missing."""
    key, wrong = primary_key(schema), set[str]()
    places = [schema.names.index(name) for name in key]
    ordered = sorted(held, key=lambda row: [str(row[place]) for place in places])
    for expected, row in zip(ordered, sorted(read, key=lambda row: [str(row[name]) for name in key]), strict=True):
        for field, value in zip(schema.fields, expected, strict=True):
            if field.name not in ("url", "url_en") and not same(row[field.name], value, field.type):
                wrong.add(field.name)
    kinds = {field.name: field.type for field in schema.fields}
    groups = {"date": "dates", "boolean": "booleans"}
    return {groups.get(kinds[name], name) for name in wrong}


# ---- readers: (folder of data/, table, its columns of dates, whether with the option) → rows ----


def frame(read: pandas.DataFrame) -> Rows:
    return [dict(zip(read.columns, row, strict=True)) for row in read.astype(object).itertuples(index=False)]


def pandas_csv(data: Path, table: str, dates: Sequence[str], option: bool) -> Rows:
    path = data / f"{table}.csv"
    return frame(pandas.read_csv(path, dtype=CODES, parse_dates=list(dates)) if option else pandas.read_csv(path))


def pandas_excel(data: Path, table: str, _dates: Sequence[str], option: bool) -> Rows:
    path = data / "new-infrastructure-plans.xlsx"
    return frame(pandas.read_excel(path, sheet_name=table, dtype=CODES if option else None))


def pandas_ndjson(data: Path, table: str, _dates: Sequence[str], option: bool) -> Rows:
    path = data / f"ndjson/{table}.ndjson"
    return frame(pandas.read_json(path, lines=True, dtype=False if option else None))


def pandas_parquet(data: Path, table: str, _dates: Sequence[str], _option: bool) -> Rows:
    return frame(pandas.read_parquet(data / f"parquet/{table}.parquet"))


def polars_csv(data: Path, table: str, _dates: Sequence[str], option: bool) -> Rows:
    path = data / f"{table}.csv"
    if not option:
        return polars.read_csv(path).to_dicts()
    text = {name: polars.String for name in CODES if name in heading(path)}
    return polars.read_csv(path, schema_overrides=text, try_parse_dates=True).to_dicts()


def polars_ndjson(data: Path, table: str, _dates: Sequence[str], option: bool) -> Rows:
    path = data / f"ndjson/{table}.ndjson"
    return polars.read_ndjson(path, infer_schema_length=None if option else 100).to_dicts()


def polars_parquet(data: Path, table: str, _dates: Sequence[str], _option: bool) -> Rows:
    return polars.read_parquet(data / f"parquet/{table}.parquet").to_dicts()


def duckdb_csv(data: Path, table: str, _dates: Sequence[str], option: bool) -> Rows:
    path = data / f"{table}.csv"
    text = ", ".join(f"'{name}': 'VARCHAR'" for name in CODES if name in heading(path))
    return duck(f"FROM read_csv('{path}', types = {{{text}}})" if option and text else f"FROM '{path}'")


def duckdb_parquet(data: Path, table: str, _dates: Sequence[str], _option: bool) -> Rows:
    return duck(f"FROM '{data}/parquet/{table}.parquet'")


def duck(query: str) -> Rows:
    with duckdb.connect() as connection:
        answer = connection.execute(query)
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def openpyxl_workbook(data: Path, table: str, _dates: Sequence[str], _option: bool) -> Rows:
    sheet = openpyxl.load_workbook(data / "new-infrastructure-plans.xlsx", read_only=True)[table]
    names, *held = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, names), row, strict=True)) for row in held]


def sqlite_database(data: Path, table: str, _dates: Sequence[str], _option: bool) -> Rows:
    with sqlite3.connect(f"file:{data}/new-infrastructure-plans.sqlite?mode=ro", uri=True) as connection:
        answer = connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer]


def frictionless_package(data: Path, table: str, _dates: Sequence[str], _option: bool) -> Rows:
    from frictionless import Package

    return [row.to_dict() for row in Package(str(data / "datapackage.json")).get_resource(table).read_rows()]


def run(command: Sequence[str], given: str = "", folder: Path | None = None) -> str:
    done = subprocess.run(command, input=given, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# A date is a Date of JavaScript: as {date: "2022-12-31"}, so that Python sees that it is one. Keys to other tables are
# looked up too.
DATAPACKAGE = """
const { Package } = require("datapackage");
const two = (number) => String(number).padStart(2, "0");
const told = (value) => value instanceof Date
  ? { date: `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}` }
  : value;
(async () => {
  const data = await Package.load(process.argv[1]);
  if (!data.valid) throw data.errors[0];
  const table = data.getResource(process.argv[2]);
  const rows = await table.read({ keyed: true, relations: true });
  const keys = (table.schema.foreignKeys || []).flatMap((key) => key.fields);
  const plain = await table.read({ keyed: true });
  if (rows.length !== plain.length || keys.some((key) => !(key in rows[0]))) throw new Error("keys");
  console.log(JSON.stringify(plain.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, told(value)])))));
})().catch((error) => { console.error(error.message, error.errors); process.exit(1); });
"""


def datapackage_js(data: Path, table: str, _dates: Sequence[str], _option: bool) -> Rows:
    told = run(["node", "-e", DATAPACKAGE, str(data / "datapackage.json"), table], folder=NODE)
    rows: Rows = json.loads(told, object_hook=lambda held: date.fromisoformat(held["date"]) if "date" in held else held)
    return rows


def csvkit_csv(data: Path, table: str, _dates: Sequence[str], option: bool, *, tool: Tool) -> Rows:
    words = ["--blanks", "--null-value", ""] if option else []
    program = Path(tool("csvkit")).with_name("csvjson")
    rows: Rows = json.loads(run([str(program), str(data / f"{table}.csv"), *words]))
    return rows


DATASETTE = """
import asyncio, sys
from datasette.app import Datasette

path = "/new-infrastructure-plans/" + sys.argv[2] + ".json?_shape=array&_size=max"
print(asyncio.run(Datasette([sys.argv[1]]).client.get(path)).text)
"""


def datasette_json(data: Path, table: str, _dates: Sequence[str], _option: bool, *, tool: Tool) -> Rows:
    rows: Rows = json.loads(
        run([tool("datasette"), "-c", DATASETTE, str(data / "new-infrastructure-plans.sqlite"), table])
    )
    return rows


# Each value as text behind a letter for its class, so that Python sees what R has.
READR = """
library(readr)
words <- commandArgs(trailingOnly = TRUE)
d <- if (words[2] == "option") read_csv(words[1], col_types = cols(
  area_code = "c", document_area_code = "c", .default = col_guess())) else read_csv(words[1])
said <- function(x) {
  text <- if (is.numeric(x)) paste0("n", format(x, digits = 15, scientific = FALSE, trim = TRUE)) else
    if (inherits(x, "Date")) paste0("d", format(x)) else if (is.logical(x)) paste0("b", x) else paste0("s", x)
  ifelse(is.na(x), "", text)
}
write.csv(as.data.frame(lapply(d, said)), row.names = FALSE, fileEncoding = "UTF-8")
"""
R_CLASS: dict[str, Callable[[str], Any]] = {
    "n": float,
    "d": date.fromisoformat,
    "b": lambda word: word == "TRUE",
    "s": str,
}


def readr_csv(data: Path, table: str, _dates: Sequence[str], option: bool) -> Rows:
    told = run(["Rscript", "-e", READR, str(data / f"{table}.csv"), "option" if option else "plain"])
    rows = csv.DictReader(io.StringIO(told))
    return [{name: R_CLASS[cell[0]](cell[1:]) if cell else None for name, cell in row.items()} for row in rows]


def heading(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as file:
        return file.readline().strip().split(",")


# Reader, what it reads → how; these words stand in the first two columns of the page Readers.
READERS: dict[tuple[str, str], Callable[..., Rows]] = {
    ("pandas", "CSV"): pandas_csv,
    ("pandas", "Excel"): pandas_excel,
    ("pandas", "NDJSON"): pandas_ndjson,
    ("pandas", "Parquet"): pandas_parquet,
    ("polars", "CSV"): polars_csv,
    ("polars", "NDJSON"): polars_ndjson,
    ("polars", "Parquet"): polars_parquet,
    ("DuckDB", "CSV"): duckdb_csv,
    ("DuckDB", "Parquet"): duckdb_parquet,
    ("R readr", "CSV"): readr_csv,
    ("csvkit", "CSV"): csvkit_csv,
    ("openpyxl", "Excel"): openpyxl_workbook,
    ("SQLite", "SQLite"): sqlite_database,
    ("Datasette", "SQLite"): datasette_json,
    ("frictionless", "Data Package"): frictionless_package,
    ("datapackage (JavaScript)", "Data Package"): datapackage_js,
}
TOOLS = {"csvkit", "Datasette"}  # that live apart (conftest.tool)
