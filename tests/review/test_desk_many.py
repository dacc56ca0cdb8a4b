"""Many suggestions in one step: corrections carried over, all that is listed decided, steps taken back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from publisher.review.desk import Desk
from publisher.review.saving import put
from publisher.review.store import ChangedMeanwhile
from tests.review.lab import PLAN, agree, desk_at, filled, first_open, rows, shown

pytestmark = pytest.mark.slow


def files(place: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (place / "datapackage").rglob("*") if path.is_file()}


def figure(desk: Desk, printed: str) -> dict[str, Any]:
    return next(i for i in desk.state("en")["items"] if i["rows"][0]["cells"].get("figure_printed") == printed)


def cells(desk: Desk, column: str) -> dict[str, str]:
    return {s.record: s.cells.get(column, "") for s in desk.snapshot.suggestions if s.table == "targets"}


# ---- a correction carried over ----


def test_a_correction_is_offered_for_the_suggestions_that_have_the_same_and_stays_to_be_decided(
    at_targets: Path,
) -> None:
    desk = desk_at(at_targets)
    item = figure(desk, "30万")
    before = cells(desk, "theme_id")
    old = item["rows"][0]["cells"]["theme_id"]
    answer = agree(desk, item["id"], theme_id="energy")
    offered = next(one for one in answer["like"] if one["column"] == "theme_id")
    assert (offered["old"], offered["new"]) == (old, "energy") and old != "energy"
    assert offered["records"] and {before[record] for record in offered["records"]} == {old}
    done = desk.carry("theme_id")
    assert done["ok"] and done["done"] == len(offered["records"])
    after = cells(desk, "theme_id")
    assert {record for record, theme in after.items() if theme == "energy"} >= set(offered["records"])
    carried = [item for item in desk.state("en")["items"] if item["reason"].startswith("carried ")]
    assert {item["state"] for item in carried} == {"open"}
    assert desk.carry("theme_id")["message"] == "nothing_alike"


def test_a_suggestion_with_a_carried_correction_is_signed_as_corrected(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    answer = agree(desk, figure(desk, "30万")["id"], theme_id="energy")
    record = next(one for one in answer["like"] if one["column"] == "theme_id")["records"][0]
    desk.carry()
    item = next(i for i in desk.state("en")["items"] if i["rows"][0]["record"] == record)
    assert agree(desk, item["id"])["ok"]
    check = rows(at_targets, "checks")[-1]
    assert (check["record_id"], check["outcome"]) == (record, "corrected")


def test_the_name_of_an_area_is_given_once(place: Path) -> None:
    desk = desk_at(place)
    item = next(i for i in desk.state("en")["items"] if i["rows"][0]["table"] == "units")
    assert agree(desk, item["id"])["ok"]
    left = [s.cells for s in desk.snapshot.suggestions if s.table == "units" and s.cells["area_code"] == "999900"]
    assert {row["area_zh"] for row in left} == {"虚构市"}
    document = next(s.cells for s in desk.snapshot.suggestions if s.table == "documents")
    assert document["area_zh"] == "虚构市"


def test_english_is_offered_only_where_the_chinese_is_the_same(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    answer = agree(desk, figure(desk, "500")["id"])
    assert "what_en" not in {one["column"] for one in answer.get("like", [])}


# ---- the last step taken back ----


def test_a_step_is_taken_back_byte_for_byte_and_the_one_before_it_too(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    item = figure(desk, "4200")
    states = [files(at_targets)]
    assert agree(desk, item["id"], theme_id="energy")["ok"]
    states.append(files(at_targets))
    assert desk.carry()["ok"]
    for before in reversed(states):
        answer = desk.undo()
        assert answer["ok"] and files(at_targets) == before
    assert answer["item"] == item["id"] and shown(desk, item["id"])["state"] == "open"
    assert desk.undo()["message"] == "nothing_to_undo"


def test_the_end_of_a_draft_is_taken_back(agreed: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    shutil.copytree(agreed, place)
    before = files(place)
    desk = desk_at(place)
    assert desk.finish()["ok"] and not desk.snapshot.draft
    assert desk.undo()["ok"] and desk.snapshot.draft
    assert files(place) == before


def test_what_was_changed_elsewhere_meanwhile_is_not_taken_back(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    assert agree(desk, figure(desk, "4200")["id"])["ok"]
    path = at_targets / f"datapackage/plans/{PLAN}/targets.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    before = files(at_targets)
    with pytest.raises(ChangedMeanwhile):
        desk.undo()
    assert files(at_targets) == before


# ---- all that is listed ----


def test_all_are_agreed_with_in_one_step_and_what_the_rules_refuse_stays(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    items = [i for i in desk.state("en")["items"] if i["state"] == "open"]
    for item in items:
        if item["rows"][0]["table"] == "units":
            assert agree(desk, item["id"])["ok"]
    statements = [i["id"] for i in items if i["rows"][0]["table"] == "responsibilities"]
    targets = [i["id"] for i in items if i["rows"][0]["table"] == "targets"]  # their English is still empty
    before = files(at_targets)
    answer = desk.all({"action": "accept", "items": statements + targets})
    assert answer["ok"] and answer["done"] == len(statements) and set(answer["refused"]) == set(targets)
    assert {row["label_printed"] for row in rows(at_targets, "responsibilities")}
    states = {item["id"]: item["state"] for item in desk.state("en")["items"]}
    assert all(states[one] == "open" for one in targets)
    assert desk.undo()["ok"] and files(at_targets) == before


def test_all_are_set_aside_with_one_reason(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    ids = [i["id"] for i in desk.state("en")["items"] if i["state"] == "open"][:5]
    assert desk.all({"action": "aside", "items": ids, "reason": ""})["message"] == "reason"
    assert desk.all({"action": "aside", "items": ids, "reason": "以后再看。"})["done"] == 5
    assert [shown(desk, one)["reason"] for one in ids] == ["以后再看。"] * 5


# ---- the page is told only what changed ----


def test_what_a_page_is_told_of_a_step_makes_it_what_reading_anew_gives(place: Path) -> None:
    desk = desk_at(place)
    page = desk.state("en")
    for _ in range(4):
        item = first_open(desk)
        assert item
        sent = filled(desk, item)
        assert desk.decide({"item": item["id"], "action": "accept", "rows": sent})["ok"]
        told = desk.changes(page["version"])
        known = {item["id"]: item for item in [*page["items"], *told["items"]]}
        order = told["order"] or [item["id"] for item in page["items"]]
        page |= {name: value for name, value in told.items() if name not in ("items", "order", "options")}
        page["items"] = [known[one] for one in order]
        page["options"] |= told["options"]
        anew = desk_at(place).state("en")
        same = ("items", "options", "unaccounted", "left", "total", "draft")
        assert {name: page[name] for name in same} == {name: anew[name] for name in same}
    assert desk.changes(page["version"] - 1) == {"anew": True}


def test_all_at_once_is_what_one_after_the_other_gives(at_targets: Path, tmp_path: Path) -> None:
    once, single = tmp_path / "once", tmp_path / "single"
    shutil.copytree(at_targets, once)
    shutil.copytree(at_targets, single)
    desk, other = desk_at(once), desk_at(single)
    wanted = [item.id for item in desk.items() if item.undecided]
    answer = desk.all({"action": "accept", "items": wanted})
    assert answer["done"] and answer["refused"]
    for item in wanted:
        if item not in answer["refused"]:
            assert other.decide({"item": item, "action": "accept"})["ok"], item
    assert {path.relative_to(once): data for path, data in files(once).items()} == {
        path.relative_to(single): data for path, data in files(single).items()
    }


def test_all_at_once_is_one_step_whatever_their_number(at_targets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_at(at_targets)
    saved = []
    monkeypatch.setattr("publisher.review.desk.put", lambda *args, **more: saved.append(1) or put(*args, **more))
    assert desk.all({"action": "accept", "items": [item.id for item in desk.items()]})["done"] > 1
    assert len(saved) == 1 and desk.undo()["ok"]
