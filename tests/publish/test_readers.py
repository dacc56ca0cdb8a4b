"""The page Readers says what each program reads otherwise, with its defaults and with its option: no more, no less."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from publisher.publish.wide import wide
from publisher.terms.schema import TableSchema, load_schemas
from tests.publish.readers import CODES, NODE, READERS, TOOLS, differences, run

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
WORDS = {
    "en": {"dates": {"dates"}, "booleans": {"booleans"}, "area codes": set(CODES), "✓": set()},
    "zh": {"日期": {"dates"}, "是否": {"booleans"}, "地区代码": set(CODES), "✓": set()},
}
Tables = Mapping[str, tuple[TableSchema, list[tuple[Any, ...]]]]


def columns_of(cell: str, language: str) -> set[str]:
    """The columns, or kinds of columns, that a cell of the page names."""
    parts = re.split(r"[,、]\s*", cell)
    return set().union(*(WORDS[language].get(part) or {part.strip("`")} - {"✓"} for part in parts))


def page(language: str) -> dict[tuple[str, str], tuple[set[str], set[str] | None]]:
    """Reader and format → what it reads otherwise with its defaults, and with its option where it takes one."""
    text = (ROOT / f"docs/{language}/readers.md").read_text("utf-8").split("{#tables}")[1].split("{#options}")[0]
    lines = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")][2:]
    cells = [[cell.strip() for cell in line] for line in lines]
    return {(a, b): (columns_of(c, language), columns_of(d, language) if d else None) for a, b, c, d in cells}


def test_the_page_has_every_reader_alike_in_both_languages() -> None:
    assert page("en") == page("zh")
    options = [(ROOT / f"docs/{name}/readers.md").read_text("utf-8").split("{#options}")[1] for name in ("en", "zh")]
    code = [re.findall(r"`([^`]+)`", text.split("\n## ")[0]) for text in options]
    assert code[0] == code[1] and len(code[0]) == sum(left is not None for _, left in page("en").values())
    assert set(page("en")) == set(READERS)
    tables = len(list(wide(load_schemas(ROOT / "schemas"))))
    for language, words in {"en": f"({tables} of them)", "zh": f"全部{tables}张表"}.items():
        assert words in (ROOT / "docs" / language / "readers.md").read_text("utf-8")


@pytest.mark.parametrize("reader", READERS, ids="-".join)
@pytest.mark.parametrize("option", [False, True], ids=["defaults", "option"])
@pytest.mark.filterwarnings("ignore::UserWarning")  # of pandas, about what it guesses
def test_a_reader_reads_what_the_page_says(
    reader: tuple[str, str], option: bool, published: Path, wide_tables: Tables, tool: Callable[[str], str]
) -> None:
    otherwise, left = page("en")[reader]
    if option and left is None:
        return  # it takes none
    if reader[0] == "R readr" and not shutil.which("Rscript"):
        pytest.skip("R is not installed (Debian: apt install r-cran-readr)")
    if reader[0].startswith("datapackage") and not (NODE / "node_modules/datapackage").is_dir():
        pytest.skip("the package datapackage of npm is not installed (.ci/run does it)")
    read = partial(READERS[reader], tool=lambda name: tool(name.lower())) if reader[0] in TOOLS else READERS[reader]
    wrong: set[str] = set()
    for name, (schema, held) in wide_tables.items():
        dates = [field.name for field in schema.fields if field.type == "date"]
        wrong |= differences(schema, held, read(published / "data", name, dates, option))
    assert wrong == (left if option else otherwise)


needs_node = pytest.mark.skipif(
    not (NODE / "node_modules/typescript").is_dir(), reason="typescript and ajv are not installed (.ci/run does it)"
)
AJV = """
const fs = require("fs"), path = require("path");
const Ajv = require("ajv/dist/2020"), formats = require("ajv-formats");
const api = process.argv[1], folder = path.join(api, "schema");
const ajv = new Ajv(); formats(ajv);
for (const name of fs.readdirSync(folder)) ajv.addSchema(JSON.parse(fs.readFileSync(path.join(folder, name))));
let valid = 0;
for (const name of fs.readdirSync(api).filter((name) => name.endsWith(".json") && name !== "openapi.json")) {
  const body = JSON.parse(fs.readFileSync(path.join(api, name)));
  const id = JSON.parse(fs.readFileSync(path.join(api, body.links.schema)))["$id"];
  const check = ajv.getSchema(id);
  if (!check(body)) throw new Error(name + " " + JSON.stringify(check.errors[0]));
  valid += 1;
}
console.log(valid);
"""
PROGRAM = """
import type { TargetsFile, UnitsFile } from "./types";

export function leaders(targets: TargetsFile, units: UnitsFile): string[] {
  const names = new Map(units.data.map((unit) => [unit.unit_id, unit.name_en]));
  const led = targets.data.filter((target) => target.value !== null && target.comparator === "ge");
  return led.flatMap((target) => target.lead_unit_ids.map((id) => names.get(id) ?? id));
}
"""


@needs_node
def test_a_strict_validator_of_javascript_takes_every_schema_and_every_list(published: Path) -> None:
    api = published / "api/v1"
    lists = [path for path in api.glob("*.json") if path.name != "openapi.json"]
    assert int(run(["node", "-e", AJV, str(api)], folder=NODE)) == len(lists) > 20


@needs_node
def test_a_strict_program_of_typescript_compiles(published: Path, tmp_path: Path) -> None:
    shutil.copy(published / "api/v1/types.d.ts", tmp_path)
    compiler = str(NODE / "node_modules/typescript/bin/tsc")
    strict = ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--target", "es2022"]
    (tmp_path / "use.ts").write_text(PROGRAM, encoding="utf-8")
    run(["node", compiler, "--noEmit", *strict, "use.ts"], folder=tmp_path)
    (tmp_path / "use.ts").write_text(PROGRAM.replace("target.value", "target.valeu"), encoding="utf-8")
    with pytest.raises(AssertionError, match="valeu"):
        run(["node", compiler, "--noEmit", *strict, "use.ts"], folder=tmp_path)


def test_json_is_read_by_its_keys(published: Path) -> None:
    """The page's promise for the API: names are lists, an absent value is null, and no list is."""
    records = json.loads((published / "api/v1/targets.json").read_bytes())["data"]
    assert all(isinstance(record["lead_units"], list) for record in records)
    assert {type(record["value"]) for record in records} <= {int, float, type(None)}
