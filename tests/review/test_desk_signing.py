"""Everything that a plan adds is signed by two readers at the desk, so that a strict build takes it as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publisher.check.run import check_package
from publisher.maintain.lock import locked
from publisher.read.package import read_package
from publisher.review import blind
from publisher.review.saving import sign
from publisher.review.signing import unsigned
from publisher.terms.problem import Severity
from tests.review.lab import PLAN, ROOT, SCHEMAS, desk_at, read_all, rows

pytestmark = pytest.mark.slow


def problems(place: Path) -> list[str]:
    package = read_package(place, SCHEMAS, sources=place / "texts")
    return [p.code for p in check_package(package).problems if p.severity is not Severity.NOTE]


def registry_checks(place: Path) -> list[dict[str, str]]:
    return [row for row in rows(place, "checks", "") if row["reader"] and PLAN in row["record_id"]]


def test_the_first_reader_signs_what_the_draft_adds_to_the_registry(plan: Path) -> None:
    signed = {row["record_id"] for row in registry_checks(plan)}
    assert f"documents.{PLAN}" in signed
    units = [row["unit_id"] for row in rows(plan, "units", "") if row["unit_id"].startswith(PLAN)]
    names = [row["unit_name_id"] for row in rows(plan, "unit_names", "") if row["unit_id"].startswith(PLAN)]
    assert units and signed >= {f"units.{one}" for one in units} | {f"unit_names.{one}" for one in names}
    assert {row["reader"] for row in registry_checks(plan)} == {"reader-a"}


def test_after_the_second_reading_nothing_is_left_to_warn_of(plan: Path) -> None:
    read_all(desk_at(plan, "reader-b"), plan)
    assert problems(plan) == []
    desk = desk_at(plan, "reader-b").state("en")
    assert desk["left"] == 0
    for rows_signed in (registry_checks(plan), rows(plan, "checks")):
        by_record: dict[str, list[str]] = {}
        for row in rows_signed:
            by_record.setdefault(row["record_id"], []).append(row["reader"])
        assert set(map(tuple, by_record.values())) == {("reader-a", "reader-b")}
        assert [row["checked_on"] for row in rows_signed] == sorted(row["checked_on"] for row in rows_signed)


def test_what_is_read_openly_waits_until_all_is_read_blind(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    state = desk.state("en")
    assert {item["state"] for item in state["items"]} == {"blind"} and state["later"] > 20
    assert state["left"] == len(state["items"]) + state["later"]
    waiting = blind.open_items(desk.snapshot, "reader-b")
    assert {row.table for item in waiting for row in item.rows} >= {"documents", "units", "unit_names", "copies"}


def test_what_the_second_reader_corrects_asks_for_the_first_again(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    read_all(desk, plan)
    body = next(item for item in desk.state("en")["items"] if item["rows"][0]["table"] == "units")
    sent = [{"table": row["table"], "cells": dict(row["cells"])} for row in body["rows"]]
    sent[0]["cells"]["name_en"] = "Another Body"
    assert desk.decide({"item": body["id"], "action": "accept", "rows": sent})["ok"]
    assert problems(plan) == ["check-missing"]
    first = desk_at(plan)
    left = [item["id"] for item in first.state("en")["items"] if item["state"] == "record"]
    assert left == [body["id"]]
    assert first.decide({"item": body["id"], "action": "accept"})["ok"]
    assert problems(plan) == []


def test_the_day_of_the_data_moves_on_with_its_sign_offs(plan: Path) -> None:
    descriptor = plan / "datapackage" / "datapackage.yaml"
    old = descriptor.read_text("utf-8").replace("created: '20", "created: '19", 1)
    descriptor.write_text(old.replace("created: '1926", "created: '2021", 1), "utf-8")
    for name in ("CITATION.cff", ".zenodo.json"):
        shutil.copy(ROOT / name, plan)
    desk = desk_at(plan)
    desk.today = "2031-02-03"
    record = rows(plan, "targets")[0]["target_id"]
    sent = [
        {"table": row.table, "cells": {**row.cells, "what_en": "more 5G base stations"}}
        for row in desk.item(record).rows
    ]
    assert desk.decide({"item": record, "action": "accept", "rows": sent})["ok"]
    assert "created: '2031-02-03T00:00:00Z'" in descriptor.read_text("utf-8")
    assert 'date-released: "2031-02-03"' in (plan / "CITATION.cff").read_text("utf-8")  # what cites them, too
    assert '"publication_date": "2031-02-03"' in (plan / ".zenodo.json").read_text("utf-8")
    assert desk.undo()["ok"] and (plan / "CITATION.cff").read_bytes() == (ROOT / "CITATION.cff").read_bytes()


def test_what_no_plan_names_is_signed_by_the_command(plan: Path) -> None:
    read_all(desk_at(plan, "reader-b"), plan)
    descriptor = plan / "datapackage" / "datapackage.yaml"
    title = next(line for line in descriptor.read_text("utf-8").split("\n") if line.startswith("title:"))
    descriptor.write_text(descriptor.read_text("utf-8").replace(title, f"{title}（试）", 1), "utf-8")
    package = read_package(plan, SCHEMAS, sources=plan / "texts")
    for one in locked(package):
        if one.text:  # the five plans' texts are not beside this copy
            one.path.write_text(one.text, "utf-8")
    for reader in ("reader-a", "reader-b"):
        assert problems(plan)
        package = read_package(plan, SCHEMAS, sources=plan / "texts")
        assert list(unsigned(package.registry, reader)) == ["datapackage.title"]
        sign(package, ["datapackage.title"], reader, "2031-02-03")
    assert problems(plan) == []


def told_anew(place: Path) -> None:
    """Another title of the data, and another reason for an id that went; then locked, as the message advises."""
    descriptor = place / "datapackage" / "datapackage.yaml"
    words = descriptor.read_text("utf-8")
    title = next(line for line in words.split("\n") if line.startswith("title:"))
    descriptor.write_text(words.replace(title, f"{title}（试）", 1), "utf-8")
    retired = place / "datapackage" / "retired.csv"
    retired.write_text(retired.read_text("utf-8").replace("。,", "，试。,", 1), "utf-8")
    for one in locked(read_package(place, SCHEMAS, sources=place / "texts")):
        if one.text:  # the five plans' texts are not beside this copy
            one.path.write_text(one.text, "utf-8")


def test_what_no_plan_names_is_signed_at_the_desk_as_by_the_command(plan: Path) -> None:
    read_all(desk_at(plan, "reader-b"), plan)
    told_anew(plan)
    first = desk_at(plan)
    left = {item["id"]: item for item in first.state("en")["items"] if item["state"] == "record"}
    stone = next(one for one in left if one.startswith("registry retired."))
    assert set(left) == {"registry datapackage.title", stone}
    assert left["registry datapackage.title"]["outdated"] == ("reader-a", "reader-b")
    for reader in ("reader-a", "reader-b"):
        desk = desk_at(plan, reader)
        items = [item["id"] for item in desk.state("en")["items"] if item["state"] == "record"]
        assert sorted(items) == sorted(f"registry {one}" for one in unsigned(desk.snapshot.registry, reader))
        assert desk.all({"action": "accept", "items": items}) == {"ok": True, "done": len(items), "refused": []}
        title = desk.item("registry datapackage.title")
        assert title.state == "signed" and reader in title.signers
    assert problems(plan) == []
    assert desk.undo()["ok"] and problems(plan) == ["check-missing"]


def test_what_the_descriptor_says_is_not_written_at_the_desk_nor_signed_beside_an_error(plan: Path) -> None:
    read_all(desk_at(plan, "reader-b"), plan)
    told_anew(plan)
    desk = desk_at(plan)
    item = desk.item("registry datapackage.title")
    (row,) = item.rows
    other = [{"table": row.table, "cells": {**row.cells, "value": "另一个题名"}}]
    assert desk.decide({"item": item.id, "action": "accept", "rows": other}) == {"ok": False, "message": "action"}
    units = plan / "datapackage" / "units.csv"
    units.write_bytes(units.read_bytes().replace(b"enterprise", b"firm", 1))
    answer = desk_at(plan).decide({"item": item.id, "action": "accept"})
    assert not answer["ok"] and [p.code for p in answer["problems"]] == ["cell-not-in-list"]
