"""A misspelled column in a rule is an error of the type checker; what is of one kind has one name in all tables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from publisher.maintain.row_types import FILE, stub
from publisher.publish.wide import wide
from publisher.terms.schema import load_schemas

ROOT = Path(__file__).resolve().parents[1]


def test_the_types_of_rows_are_those_of_the_schemas() -> None:
    assert (ROOT / FILE).read_text("utf-8") == stub(load_schemas(ROOT / "schemas")), "run python build.py fmt"


@pytest.mark.parametrize(
    ("column", "tables"),
    [
        ("kind", ["targets", "observations", "mentions", "projects"]),
        ("role", ["responsibilities", "parties"]),
        ("stage", ["projects"]),
        ("hedge", ["projects"]),
    ],
)
def test_a_reading_can_say_all_that_a_record_can_by_the_same_names(column: str, tables: list[str]) -> None:
    schemas = load_schemas(ROOT / "schemas")
    named = {
        table: {
            code["value"]: (code["label"], code["label_en"])
            for field in schemas[table].descriptor["fields"]
            if field["name"] == column
            for code in field["categories"]
        }
        for table in ("readings", *tables)
    }
    assert named.pop("readings") == {code: names for own in named.values() for code, names in own.items()}


def test_a_column_taken_from_elsewhere_is_titled_by_what_it_holds() -> None:
    tables = wide(load_schemas(ROOT / "schemas"))
    fields = {(table.name, field["name"]): field for table in tables for field in table.descriptor["fields"]}
    for table, required in (("tasks", True), ("responsibilities", True), ("targets", False), ("projects", False)):
        heading = fields[table, "task_en"]
        assert heading["title_en"] == "Task heading (English)", table
        assert heading.get("constraints", {}).get("required", False) is required, table
    assert fields["project_parties", "quote"]["description"] != fields["targets", "quote"]["description"]


def errors_with(tmp_path: Path, right: str, wrong: str) -> str:
    """What mypy says of the rules on figures when one word of them is replaced."""
    source = ROOT / "publisher" / "check" / "rules" / "figures.py"
    text = source.read_text("utf-8")
    assert right in text
    changed = tmp_path / "figures.py"
    changed.write_text(text.replace(right, wrong, 1), "utf-8")
    shadow = ["--shadow-file", str(source), str(changed), "--cache-dir", str(tmp_path / "mypy")]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *shadow, str(source)], cwd=ROOT, capture_output=True, text=True
    )
    return done.stdout


@pytest.mark.slow
def test_a_misspelled_column_in_a_rule_is_an_error_of_mypy(tmp_path: Path) -> None:
    assert 'has no attribute "figure_printd"' in errors_with(tmp_path, "row.figure_printed", "row.figure_printd")
