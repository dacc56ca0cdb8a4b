"""What decisions do to the files, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.check.rule import catalogue
from publisher.check.run import check_package
from publisher.maintain.fmt import Repair, looked_at
from publisher.read.package import read_package, unchecked
from publisher.review.rules import LATER
from publisher.review.store import ChangedMeanwhile
from publisher.terms.messages import Refusal
from publisher.terms.problem import Severity
from tests.review.lab import (
    PLAN,
    SCHEMAS,
    TODAY,
    agree,
    agree_all,
    desk_at,
    first_open,
    rows,
    shown,
)

pytestmark = pytest.mark.slow


def files(place: Path) -> dict[str, bytes]:
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in sorted(place.rglob("*.csv"))}


def test_the_document_comes_first_then_the_outline_then_its_contents(place: Path) -> None:
    tables = [item["rows"][0]["table"] for item in desk_at(place).state("en")["items"]]
    assert tables[:3] == ["units", "documents", "clauses"]
    outline = tables.count("clauses")
    assert set(tables[2 : 2 + outline]) == {"clauses"}


def test_agreeing_makes_a_record_and_signs_it(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    item = first_open(desk)
    assert item
    record = item["rows"][0]["record"]
    assert agree(desk, item["id"])["ok"]
    assert record in [row["target_id"] for row in rows(at_targets, "targets")]
    (check,) = [row for row in rows(at_targets, "checks") if row["record_id"] == record]
    assert (check["reader"], check["outcome"], check["checked_on"]) == ("reader-a", "agreed", TODAY)
    assert item["id"] not in (at_targets / f"datapackage/plans/{PLAN}/suggestions.csv").read_text("utf-8").split(",")


def test_a_change_is_signed_as_a_correction(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    item = first_open(desk)
    assert item and agree(desk, item["id"], what_zh=item["rows"][0]["cells"]["what_zh"] + "设施")["ok"]
    assert rows(at_targets, "checks")[-1]["outcome"] == "corrected"


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("value", "4201", "value-differs-from-figure"),
        ("comparator", "ge", "comparator-differs-from-words"),
        ("quote", "建成5G基站四千个", "quote-not-in-source"),
        ("deadline", "2022-12-31", "deadline-differs-from-words"),
        ("what_en", " ", "cell-empty"),
        ("clause_id", "xugou-2021.9", "reference-not-found"),
    ],
)
def test_what_validate_would_refuse_is_refused_and_nothing_is_written(
    cell: str, value: str, code: str, at_targets: Path
) -> None:
    desk = desk_at(at_targets)
    item = first_open(desk)
    assert item
    before = files(at_targets)
    answer = agree(desk, item["id"], **{cell: value})
    assert not answer["ok"]
    assert code in {problem.code for problem in answer["problems"]}
    assert files(at_targets) == before


def test_a_rejected_suggestion_needs_a_reason_and_does_not_come_back(place: Path) -> None:
    desk = desk_at(place)
    item = first_open(desk)
    assert item
    assert not desk.decide({"item": item["id"], "action": "reject", "reason": " "})["ok"]
    assert desk.decide({"item": item["id"], "action": "reject", "reason": "不是单位"})["ok"]
    assert item["id"] not in [other["id"] for other in desk_at(place).state("en")["items"]]
    assert "不是单位" in (place / f"datapackage/plans/{PLAN}/suggestions.csv").read_text("utf-8")


def test_what_is_set_aside_keeps_the_draft_open(place: Path) -> None:
    desk = desk_at(place)
    left = unchecked(place, PLAN)
    item = first_open(desk)
    assert item and desk.decide({"item": item["id"], "action": "aside", "reason": "要查"})["ok"]
    assert unchecked(place, PLAN) == left
    assert shown(desk, item["id"])["state"] == "aside"
    assert not desk.finish()["ok"]


def test_a_figure_can_be_taken_as_a_mention_only(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    item = first_open(desk)
    assert item and desk.decide({"item": item["id"], "action": "mention", "kind": "name"})["ok"]
    mention = rows(at_targets, "mentions")[-1]
    assert mention["figure_printed"] == item["rows"][0]["cells"]["figure_printed"] and mention["kind"] == "name"
    assert rows(at_targets, "targets") == []


def test_a_body_given_another_id_is_followed_by_what_names_it(place: Path) -> None:
    desk = desk_at(place)
    item = first_open(desk)
    assert item and item["rows"][0]["table"] == "units"
    assert agree(desk, item["id"], unit_id="xugou-government")["ok"]
    assert shown(desk, "document")["rows"][0]["cells"]["issuer_unit_id"] == "xugou-government"


def test_a_name_can_be_that_of_a_known_body(place: Path) -> None:
    desk = desk_at(place)
    item = first_open(desk)
    assert item and desk.decide({"item": item["id"], "action": "known", "unit": "chengdu-municipal-government"})["ok"]
    assert shown(desk, "document")["rows"][0]["cells"]["issuer_unit_id"] == "chengdu-municipal-government"


def test_nothing_of_a_draft_reaches_the_registry_before_it_is_finished(at_targets: Path) -> None:
    registry = {path.name: path.read_bytes() for path in (at_targets / "datapackage").glob("*") if path.is_file()}
    assert {
        path.name: path.read_bytes() for path in (at_targets / "datapackage").glob("*") if path.is_file()
    } == registry


def test_a_file_changed_meanwhile_is_not_written_over(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    item = first_open(desk)
    assert item
    path = at_targets / f"datapackage/plans/{PLAN}/clauses.csv"
    path.write_text(path.read_text("utf-8").replace("Heading", "Another heading", 1), "utf-8")
    before = files(at_targets)
    with pytest.raises(ChangedMeanwhile) as other:
        desk.decide({"item": item["id"], "action": "reject", "reason": "x"})
    assert other.value.files == [f"datapackage/plans/{PLAN}/clauses.csv"]
    assert files(at_targets) == before
    desk.reload()
    assert agree(desk, item["id"])["ok"]


def test_after_a_crash_between_two_files_the_record_is_there_once_and_asks_for_its_signature(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    item = first_open(desk)
    assert item
    folder = at_targets / f"datapackage/plans/{PLAN}"
    before = {name: (folder / name).read_bytes() for name in ("checks.csv", "suggestions.csv")}
    assert agree(desk, item["id"])["ok"]
    for name, content in before.items():  # as if the power had gone after the table was written
        (folder / name).write_bytes(content)
    again = desk_at(at_targets)
    record = item["rows"][0]["record"]
    found = [other for other in again.state("en")["items"] if other["rows"][0]["record"] == record]
    assert [other["state"] for other in found] == ["record"]
    assert agree(again, found[0]["id"])["ok"]


def test_files_are_canonical_after_every_decision(at_targets: Path) -> None:
    assert not [one for one in looked_at(read_package(at_targets, SCHEMAS)) if isinstance(one, Repair)]


def test_a_finished_plan_has_no_error_and_is_one_of_the_package(finished: Path) -> None:
    package = read_package(finished, SCHEMAS, sources=finished / "texts")
    assert PLAN in package.plan_ids and not package.drafts
    report = check_package(package, [PLAN])
    assert report.count(Severity.ERROR) == 0, [p for p in report.problems if p.severity is Severity.ERROR]
    assert {p.code for p in report.problems} <= {"check-missing"}
    assert not [one for one in looked_at(package) if isinstance(one, Repair)]


def test_a_draft_with_a_figure_left_out_is_not_finished(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    item = first_open(desk)
    assert item and desk.decide({"item": item["id"], "action": "reject", "reason": "试"})["ok"]
    assert len(desk.state("en")["unaccounted"]) == 1
    agree_all(desk)
    answer = desk.finish()
    assert [problem.code for problem in answer["problems"]] == ["figure-left-out"]
    start, end, kind = desk.state("en")["unaccounted"][0]
    assert kind == "figure"
    proposed = desk.propose({"table": "targets", "start": start - 6, "end": end + 1})
    assert agree(desk, proposed["item"], what_en="5G base stations")["ok"]
    assert desk.finish()["ok"]


def test_what_forbids_to_finish_a_draft_leads_to_the_item(at_targets: Path) -> None:
    """The registry says of an indicator how many records it has; the draft's record makes that untrue."""
    desk = desk_at(at_targets)
    item = next(i for i in desk.items() if i.rows[0].cells.get("figure_printed") == "3")
    answer = agree(desk, item.id, indicator_id="plan-pillars", indicator_match="exact")
    assert answer["ok"], answer
    agree_all(desk)
    answer = desk.finish()
    record = item.rows[0].record
    assert [(one.code, to) for one, to in zip(answer["problems"], answer["items"], strict=True)] == [
        ("indicator-differs-from-records", record)
    ]
    assert agree(desk, record, indicator_id="", indicator_match="")["ok"]
    assert desk.finish()["ok"]


def test_a_record_corrected_later_is_locked_again_and_the_old_signature_is_stale(plan: Path) -> None:
    desk = desk_at(plan)
    record = rows(plan, "targets")[0]["target_id"]
    assert agree(desk, record, what_en="more 5G base stations")["ok"]
    report = check_package(read_package(plan, SCHEMAS, sources=plan / "texts"), [PLAN])
    assert report.count(Severity.ERROR) == 0
    assert rows(plan, "checks")[-1]["outcome"] == "corrected"


def test_a_record_withdrawn_from_a_published_plan_is_retired(plan: Path) -> None:
    desk = desk_at(plan)
    record = rows(plan, "targets")[0]["target_id"]
    assert desk.decide({"item": record, "action": "reject", "reason": "误录。", "reason_en": "Entered by mistake."})[
        "ok"
    ]
    assert record not in [row["target_id"] for row in rows(plan, "targets")]
    assert [row["reason_en"] for row in rows(plan, "retired") if row["record_id"] == record] == ["Entered by mistake."]


# ---- the second reader ----


def blind_items(desk, state: str):  # type: ignore[no-untyped-def]
    return [item for item in desk.state("en")["items"] if item["state"] == state]


def test_the_second_reader_sees_nothing_of_the_first_entry(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    assert desk.blind
    items = blind_items(desk, "blind")
    assert items
    for item in items:
        cells = item["rows"][0]["cells"]
        shown_cells = {name for name, value in cells.items() if value}
        assert shown_cells <= {"document_id", "reader", "quote", "record_kind", "figure_printed"}
        assert cells["record_kind"] in ("", "responsibility")


def test_an_agreeing_reading_signs_and_a_differing_one_is_settled(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    target = next(row for row in rows(plan, "targets") if row["figure_printed"] == "4200")
    place = next(item for item in blind_items(desk, "blind") if item["rows"][0]["cells"]["figure_printed"] == "4200")
    same = {name: target[name] for name in ("kind", "comparator", "value", "measure_id", "basis", "deadline")}
    cells = place["rows"][0]["cells"] | same | {"record_kind": "target"}
    answer = desk.decide({"item": place["id"], "action": "read", "rows": [{"table": "readings", "cells": cells}]})
    assert answer == {"ok": True, "differs": {}}
    assert (rows(plan, "checks")[-1]["reader"], rows(plan, "checks")[-1]["record_id"]) == (
        "reader-b",
        target["target_id"],
    )

    other = next(item for item in blind_items(desk, "blind") if item["rows"][0]["cells"]["figure_printed"] == "2600")
    cells = other["rows"][0]["cells"] | {
        "record_kind": "target",
        "kind": "target",
        "comparator": "ge",
        "measure_id": "ge",
        "basis": "new",
        "deadline": "2023-12-31",
    }
    answer = desk.decide({"item": other["id"], "action": "read", "rows": [{"table": "readings", "cells": cells}]})
    assert list(answer["differs"].values()) == [["comparator"]]
    (differing,) = blind_items(desk, "differs")
    assert {row["table"] for row in differing["rows"]} == {"targets", "readings"}
    assert desk.decide(
        {"item": differing["id"], "action": "first", "reason": "原文无“以上”。", "reason_en": "No “以上”."}
    )["ok"]
    reading = next(row for row in rows(plan, "readings") if row["figure_printed"] == "2600")
    assert (reading["settled"], reading["comment_en"]) == ("first", "No “以上”.")
    report = check_package(read_package(plan, SCHEMAS, sources=plan / "texts"), [PLAN])
    assert report.count(Severity.ERROR) == 0, [p for p in report.problems if p.severity is Severity.ERROR]


def test_a_statement_is_read_body_by_body(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    item = next(
        i
        for i in blind_items(desk, "blind")
        if i["rows"][0]["cells"]["record_kind"] == "responsibility" and "市科技局" in i["rows"][0]["cells"]["quote"]
    )
    cells = item["rows"][0]["cells"] | {"name_printed": "市财政局=undivided、市科技局=lead"}
    answer = desk.decide({"item": item["id"], "action": "read", "rows": [{"table": "readings", "cells": cells}]})
    assert sorted(map(tuple, answer["differs"].values())) == [("role",)]


def test_a_draft_is_not_read_blind_before_it_is_finished(at_targets: Path) -> None:
    with pytest.raises(Refusal, match="still a draft of reader-a"):
        desk_at(at_targets, "reader-b")


@pytest.mark.parametrize("reader", ["reader-1", "alice", "", "reader-aa"])
def test_readers_are_handles(reader: str, place: Path) -> None:
    with pytest.raises(Refusal):
        desk_at(place, reader)


def test_without_its_text_a_plan_cannot_be_reviewed(place: Path) -> None:
    (place / "texts" / f"{PLAN}.txt").write_text("another text", "utf-8")
    with pytest.raises(Refusal, match="not at hand"):
        desk_at(place)


def test_every_rule_that_waits_for_the_whole_plan_exists() -> None:
    assert set(catalogue()) >= LATER
