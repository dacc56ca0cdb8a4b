"""Coverage of titles and names of organisations, and how two readings of named things compare, on the clean package."""

from __future__ import annotations

from pathlib import Path

import lab
import pytest

from publisher.check.coverage import Covered, named
from publisher.model.agreement import agreement
from publisher.model.library import library
from publisher.read.plan import read_plan

QUOTE = "与临禾云公司共同打造临禾智算中心、临禾灾备中心等项目"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lab.clean(tmp_path / "package")


def names(root: Path) -> dict[str, Covered]:
    return {item.printed: item for item in named(read_plan(lab.package(root), lab.PLAN))}


def test_titles_and_names_are_found_with_what_accounts_for_them(root: Path) -> None:
    found = names(root)
    assert found["《全省数字基础设施规划》"].records == (f"{lab.PLAN}.l01",)
    assert found["《临禾市算力规划》"].records == (f"{lab.PLAN}.p03",)
    assert found["临禾云公司"].records == (f"{lab.PLAN}.y01",)
    assert {item.kind for item in found.values()} == {"title", "organisation"}
    assert "市经信局" not in found, "a name in a statement of responsibility is left to the rules on statements"


def test_without_the_text_nothing_is_found(root: Path) -> None:
    assert named(read_plan(lab.package(root, texts=False), lab.PLAN)) == ()


def test_a_mention_accounts_for_a_name_wherever_it_stands(root: Path) -> None:
    lab.edit_rows(root, "parties.csv", lambda _rows: [])
    assert not names(root)["临禾云公司"].accounted
    mention = {"mention_id": f"{lab.PLAN}.m04", "figure_printed": "", "name_printed": "临禾云公司", "quote": QUOTE}
    lab.apply(root, [{"add": ["mentions.csv", f"{lab.PLAN}.m03", {**mention, "kind": "organisation"}]}])
    assert names(root)["临禾云公司"].records == (f"{lab.PLAN}.m04",)


def entry(number: int, reader: str, record: str, **cells: str) -> dict[str, str]:
    held = {"document_id": lab.PLAN, "reader": reader, "record_kind": "project", "quote": QUOTE, "record_id": record}
    project = {"kind": "facility", "stage": "build", "hedge": "none", "verb_printed": "打造", "deadline": "2022-12-31",
               "theme_id": "computing-data"}  # fmt: skip
    return {"reading_id": f"{lab.PLAN}.b1{number:02}", **held, **project, **cells}


def test_named_things_are_compared_field_by_field(root: Path) -> None:
    project, party = f"{lab.PLAN}.p01", f"{lab.PLAN}.y01"
    nothing = {"record_kind": "nothing", "kind": "", "stage": "", "settled": "neither"}
    more = [
        entry(1, "reader-b", project, name_printed="临禾智算中心", stage="advance", settled="first"),
        entry(2, "reader-b", f"{lab.PLAN}.p03", **nothing),  # came after both readings
        entry(3, "reader-b", "", name_printed="临禾云", settled="unclear"),
        entry(4, "reader-a", "", name_printed="临禾云", settled="unclear"),  # both had it, and it was left out
        entry(5, "reader-b", party, record_kind="party", name_printed="临禾云公司", role="partner", kind=""),
    ]
    lab.edit_rows(root, "readings.csv", lambda rows: [*rows, *more])
    lab.tidy(root)
    fields, readings = agreement(library(lab.package(root)).plans())
    found = {field.field: (field.pairs, field.agreed) for field in fields}
    assert found["project_entered"] == (3, 2)  # p01 and the one left out by both; p02 by the first reader alone
    assert found["party_entered"] == (1, 1)
    assert found["stage"] == (2, 1) and found["project_theme"] == (2, 2) and found["party_role"] == (1, 1)
    assert readings.added == 1
    mine = [(d.field, d.first, d.second, d.settled) for d in readings.differences if d.record_id == project]
    assert mine == [("stage", "build", "advance", "first")]


def test_themes_of_tasks_and_targets_are_compared_by_themselves(root: Path) -> None:
    plan = next(iter(library(lab.package(root)).plans()))
    task, target = plan.tables["tasks"][0], plan.tables["targets"][0]
    other = next(id for id in ("networks", "means") if id != task.theme_id)
    same: dict[str, str] = dict.fromkeys(("kind", "stage", "hedge", "verb_printed", "deadline"), "")
    same |= {"record_kind": "theme"}
    more = [
        entry(1, "reader-b", task.id, **same, settled="second") | {"theme_id": task.theme_id},
        entry(2, "reader-a", task.id, **same, settled="second") | {"theme_id": other},  # what the record had
        entry(3, "reader-b", target.id, **same) | {"theme_id": target.theme_id},
    ]
    before = {field.field: (field.pairs, field.agreed) for field in agreement([plan])[0]}
    lab.edit_rows(root, "readings.csv", lambda rows: [*rows, *more])
    lab.tidy(root)
    fields, readings = agreement(library(lab.package(root)).plans())
    found = {field.field: (field.pairs, field.agreed) for field in fields}
    assert found == before | {"promise_theme": (2, 1)}
    assert [(d.record_id, d.first, d.second) for d in readings.differences if d.field == "promise_theme"] == [
        (task.id, other, task.theme_id)
    ]
