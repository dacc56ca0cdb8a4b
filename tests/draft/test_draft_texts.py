"""Each invented text, drafted, against what a person read in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from publisher.draft.analysis import Analysis, find
from publisher.draft.outline.clauses import clause_at
from publisher.draft.suggest.plan import suggestions
from publisher.read.registry import Registry, read_registry
from publisher.terms.schema import load_schemas

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "tests" / "data" / "drafts"
CASES = sorted(path.stem for path in TEXTS.glob("*.yml"))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return read_registry(ROOT, load_schemas(ROOT / "schemas"))


def read(case: str, registry: Registry) -> tuple[Analysis, dict[str, Any]]:
    expected = yaml.safe_load((TEXTS / f"{case}.yml").read_text("utf-8"))
    found = find((TEXTS / f"{case}.txt").read_text("utf-8"), registry, area_code=expected["area"])
    assert found
    return found, expected


@pytest.mark.parametrize("case", CASES)
def test_outline_is_as_a_person_read_it(case: str, registry: Registry) -> None:
    found, expected = read(case, registry)
    assert {clause.id("x")[2:]: [clause.heading, clause.kind] for clause in found.clauses} == expected["clauses"]


@pytest.mark.parametrize("case", CASES)
def test_statements_are_as_a_person_read_them(case: str, registry: Registry) -> None:
    found, expected = read(case, registry)
    mine = []
    for said in found.statements:
        clause = clause_at(list(found.clauses), said.start)
        assert clause
        roles = dict.fromkeys(body.role for body in said.bodies)
        mine.append({"in": clause.id("x")[2:], "bodies": [body.name for body in said.bodies], "role": " ".join(roles)})
    assert mine == expected["statements"]


@pytest.mark.parametrize("case", CASES)
def test_figures_are_as_a_person_read_them(case: str, registry: Registry) -> None:
    found, expected = read(case, registry)
    rows = suggestions(found, "x", registry, area_code=expected["area"])
    mine = []
    wanted = []
    dated = {(clause, figure): date for clause, figure, _, _, _, date in expected["figures"]}
    for row in rows:
        cells = row.cells
        if row.table in ("targets", "observations", "mentions") and cells.get("figure_printed"):
            place = (cells["clause_id"][2:], cells["figure_printed"])
            number = ("", "") if row.table == "mentions" else (cells["value"], cells["comparator"])
            mine.append((*place, *number, row.table, cells.get("deadline", "") if dated.get(place) else ""))
    for clause, figure, value, comparator, table, date in expected["figures"]:
        wanted.append((clause, figure, *(("", "") if table == "mentions" else (value, comparator)), table, date))
    assert sorted(mine) == sorted(wanted)


@pytest.mark.parametrize("case", CASES)
def test_document_data_is_what_the_text_prints(case: str, registry: Registry) -> None:
    found, expected = read(case, registry)
    about = found.about
    for name in ("title", "doc_number", "issuer", "dated_on", "published_on"):
        if name in expected:
            assert getattr(about, name) == expected[name], name
    if "horizon" in expected:
        assert [about.horizon_start, about.horizon_end] == expected["horizon"]


@pytest.mark.parametrize("case", CASES)
def test_every_quote_is_an_exact_and_unique_part_of_its_clause(case: str, registry: Registry) -> None:
    found, expected = read(case, registry)
    spans = {clause.id("x"): (clause.start, clause.end) for clause in found.clauses}
    rows = [
        row
        for row in suggestions(found, "x", registry, area_code=expected["area"])
        if row.cells.get("quote") and row.table != "notes"
    ]
    assert rows
    for row in rows:
        clause = row.cells.get("clause_id") or row.cells["task_id"]
        words = row.cells.get("quote_prefix", "") + row.cells["quote"] + row.cells.get("quote_suffix", "")
        assert found.text.count(words, *spans[clause]) == 1, row.cells


@pytest.mark.parametrize("case", CASES)
def test_every_suggestion_says_why_in_both_languages(case: str, registry: Registry) -> None:
    found, expected = read(case, registry)
    for row in suggestions(found, "x", registry, area_code=expected["area"]):
        assert row.why_en and row.why_zh and any("\u4e00" <= c <= "\u9fff" for c in row.why_zh), row
