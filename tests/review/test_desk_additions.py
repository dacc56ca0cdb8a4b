"""What the draft missed is added at the desk: clauses, statements, bodies, figures, relations, indicators."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publisher.check.run import check_package
from publisher.read.package import read_package
from publisher.review.add import unquoted
from publisher.review.alike import until_the_end
from publisher.review.decide import finish
from publisher.review.desk import Desk
from publisher.terms.messages import Refusal
from publisher.terms.problem import Severity
from tests.review.lab import (
    PLAN,
    SCHEMAS,
    TEXTS,
    agree,
    agree_all,
    agree_until,
    desk_at,
    filled,
    first_open,
    rows,
    shown,
)

pytestmark = pytest.mark.slow

TEXT = (TEXTS / f"{PLAN}.txt").read_text("utf-8")


def propose(desk: Desk, table: str, words: str, after: str = "") -> dict[str, Any]:
    """Mark words of the text (the first after `after`) and ask for a row."""
    start = TEXT.index(words, TEXT.index(after))
    answer = desk.propose({"table": table, "start": start, "end": start + len(words)})
    assert answer["ok"], answer
    return answer


def reject(desk: Desk, item: str) -> dict[str, Any]:
    return desk.decide({"item": item, "action": "reject", "reason": "试", "reason_en": "A try."})


def whole(place: Path) -> None:
    """A finished plan has no error, and everything in it is signed."""
    report = check_package(read_package(place, SCHEMAS, sources=place / "texts"), [PLAN])
    assert report.count(Severity.ERROR) == 0, [p for p in report.problems if p.severity is Severity.ERROR]
    assert {p.code for p in report.problems} <= {"check-missing"}


def clauses_of(desk: Desk) -> dict[str, str]:
    items = [item for item in desk.state("en")["items"] if item["rows"][0]["table"] == "clauses"]
    return {item["rows"][0]["cells"]["heading_zh"]: item["rows"][0]["cells"]["clause_id"] for item in items}


def agree_before(desk: Desk, words: str) -> dict[str, Any]:
    """Agree with everything before the statement that has these words; the statement."""
    while (item := first_open(desk)) and words not in item["rows"][0]["cells"].get("quote", ""):
        assert agree(desk, item["id"])["ok"], item["id"]
    assert item
    return item


# ---- clauses ----


@pytest.fixture
def without_a_clause(place: Path) -> Path:
    """The draft as it would be had drafting missed 2.升级固定宽带, so that the one after it had its id."""
    path = place / f"datapackage/plans/{PLAN}/suggestions.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if f"clause {PLAN}.2.1.2," not in line]
    text = "".join(kept).replace(f"{PLAN}.2.1.2", f"{PLAN}.2.1.1").replace(f"{PLAN}.2.1.3", f"{PLAN}.2.1.2")
    path.write_text(text, "utf-8")
    return place


def test_a_missed_clause_is_added_and_the_ids_behind_it_move_on(without_a_clause: Path) -> None:
    desk = desk_at(without_a_clause)
    assert clauses_of(desk)["建设物联网"] == f"{PLAN}.2.1.2"
    answer = propose(desk, "clauses", "2.升级固定宽带")
    assert answer["moved"] == {f"{PLAN}.2.1.2": f"{PLAN}.2.1.3"}
    added = shown(desk, answer["item"])
    assert [row["table"] for row in added["rows"]] == ["clauses", "tasks"]
    cells = added["rows"][0]["cells"]
    assert (cells["clause_id"], cells["parent_id"], cells["kind"]) == (f"{PLAN}.2.1.2", f"{PLAN}.2.1", "task")
    assert (cells["number_printed"], cells["heading_zh"]) == ("2.", "升级固定宽带")
    agree_all(desk)
    assert desk.finish()["ok"]
    whole(without_a_clause)
    assert {row["task_id"]: row["name_printed"] for row in rows(without_a_clause, "responsibilities")}[
        f"{PLAN}.2.1.3"
    ] == "市消防救援支队"


def test_signed_clauses_that_move_on_stay_signed(without_a_clause: Path) -> None:
    desk = desk_at(without_a_clause)
    agree_until(desk, "responsibilities")
    answer = propose(desk, "clauses", "2.升级固定宽带")
    assert answer["moved"]
    states = {item["rows"][0]["record"]: item["state"] for item in desk.state("en")["items"]}
    assert (states[f"{PLAN}.2.1.2"], states[f"{PLAN}.2.1.3"]) == ("open", "signed")


def test_a_missed_chapter_takes_what_stands_under_it(place: Path) -> None:
    path = place / f"datapackage/plans/{PLAN}/suggestions.csv"
    text = "".join(
        line for line in path.read_text("utf-8").splitlines(keepends=True) if f"clause {PLAN}.3," not in line
    )
    for number in (1, 2, 3):  # had drafting missed 三、保障措施, its parts would follow those of 二、
        text = text.replace(f"{PLAN}.3.{number}", f"{PLAN}.2.{number + 3}").replace(f'"{PLAN}.3"', f'"{PLAN}.2"')
    text = text.replace(f'""parent_id"": ""{PLAN}.3""', f'""parent_id"": ""{PLAN}.2""')
    path.write_text(text, "utf-8")
    desk = desk_at(place)
    assert clauses_of(desk)["加强统筹"] == f"{PLAN}.2.4"
    answer = propose(desk, "clauses", "三、保障措施")
    found = clauses_of(desk)
    assert (found["保障措施"], found["加强统筹"], found["营造氛围"]) == (f"{PLAN}.3", f"{PLAN}.3.1", f"{PLAN}.3.3")
    assert [row["table"] for row in shown(desk, answer["item"])["rows"]] == ["clauses"]
    agree_all(desk)
    assert desk.finish()["ok"]
    whole(place)


def test_what_was_signed_under_a_missed_chapter_follows_it(place: Path) -> None:
    desk = desk_at(place)
    agree_until(desk, "responsibilities")
    answer = propose(desk, "clauses", "2.升级固定宽带")  # once more, above the one that is there
    assert answer["ok"]
    parents = {row["clause_id"]: row["parent_id"] for row in rows(place, "clauses")}
    assert all(parent == clause.rpartition(".")[0] for clause, parent in parents.items() if parent)


@pytest.mark.parametrize(("kind", "task"), [("guidance", False), ("task", True), ("safeguard", True)])
def test_the_task_of_a_clause_follows_its_kind(kind: str, task: bool, place: Path) -> None:
    desk = desk_at(place)
    while (item := first_open(desk)) and item["id"] != f"clause {PLAN}.2.1.1":
        assert agree(desk, item["id"])["ok"]
    sent = filled(desk, shown(desk, f"clause {PLAN}.2.1.1"))
    sent[0]["cells"]["kind"] = kind
    assert desk.decide({"item": f"clause {PLAN}.2.1.1", "action": "accept", "rows": sent})["ok"]
    assert [(row["task_id"], row["kind"]) for row in rows(place, "tasks")][-1:] == (
        [(f"{PLAN}.2.1.1", kind)] if task else []
    )


def test_a_rejected_clause_leaves_the_other_ids_as_they_are(place: Path) -> None:
    desk = desk_at(place)
    before = clauses_of(desk)
    assert reject(desk, f"clause {PLAN}.3.3")["ok"]
    after = clauses_of(desk)
    assert after == {heading: clause for heading, clause in before.items() if heading != "营造氛围"}


def test_a_record_that_others_name_is_not_taken_back_before_them(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    answer = reject(desk, f"{PLAN}.2.1")
    assert not answer["ok"] and "reference-not-found" in {problem.code for problem in answer["problems"]}


def test_a_record_of_a_draft_is_taken_back_with_its_sign_off(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    agree_all(desk)
    gone = rows(at_targets, "mentions")[-1]["mention_id"]
    assert reject(desk, gone)["ok"]
    assert gone not in [row["record_id"] for row in rows(at_targets, "checks")]
    assert desk.finish()["problems"][0].code == "figure-left-out"


def test_a_clause_between_published_ones_has_no_id(plan: Path) -> None:
    desk = desk_at(plan)
    start = TEXT.index("建成5G基站4200个")
    assert desk.propose({"table": "clauses", "start": start, "end": start + 6})["message"] == "no_room"


# ---- who is responsible ----


def test_a_missed_statement_is_added_with_its_bodies(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    item = next(i for i in desk.state("en")["items"] if "市财政局、市科技局" in i["rows"][0]["cells"].get("quote", ""))
    assert reject(desk, item["id"])["ok"]
    answer = propose(desk, "responsibilities", "［责任单位：市财政局、市科技局］")
    added = shown(desk, answer["item"])
    names = [row["cells"]["name_printed"] for row in added["rows"]]
    assert names == ["市财政局", "市科技局"]
    assert {row["cells"]["task_id"] for row in added["rows"]} == {f"{PLAN}.2.2.2"}
    agree_all(desk)
    assert desk.finish()["ok"]
    whole(at_targets)


def test_a_body_that_is_new_comes_before_the_statement_that_names_it(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    answer = propose(desk, "responsibilities", "优先覆盖学校、医院和工业园区")
    assert answer["item"].startswith("unit ") and shown(desk, answer["item"])["rows"][0]["table"] == "units"


def test_a_missed_body_is_added_to_its_statement_in_printed_order(place: Path) -> None:
    path = place / f"datapackage/plans/{PLAN}/suggestions.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if '""name_printed"": ""市生态环境局""' not in line), "utf-8")
    desk = desk_at(place)
    item = agree_before(desk, "市消防救援支队")
    answer = agree(desk, item["id"])
    assert [problem.code for problem in answer["problems"]] == ["name-left-out"]
    added = desk.propose({"table": "bodies", "item": item["id"], "name": "市生态环境局"})
    assert added["ok"]
    agree_all(desk)
    made = [row for row in rows(place, "responsibilities") if "市消防救援支队" in row["quote"]]
    made.sort(key=lambda row: row["position"])
    assert [row["name_printed"] for row in made] == ["市应急管理局", "市生态环境局", "市消防救援支队"]
    assert desk.finish()["ok"]
    whole(place)


def test_a_body_that_its_statement_does_not_print_is_refused(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    item = agree_before(desk, "市消防救援支队")
    assert agree(desk, item["id"])["ok"]
    statement = next(i for i in desk.state("en")["items"] if i["id"].startswith(f"{PLAN} s") and i["state"] == "signed")
    added = desk.propose({"table": "bodies", "item": statement["id"], "name": "市工业和信息化局"})
    codes = {problem.code for problem in agree(desk, added["item"])["problems"]}
    assert codes & {"name-not-in-statement", "name-twice-in-statement"}


def test_a_body_that_is_none_is_left_out_when_its_cells_are_emptied(place: Path) -> None:
    desk = desk_at(place)
    item = agree_before(desk, "市科技局")
    desk.propose({"table": "bodies", "item": item["id"], "name": "市财政局"})
    again = shown(desk, item["id"])
    assert [row["cells"]["name_printed"] for row in again["rows"]] == ["市财政局", "市科技局", "市财政局"]
    sent = [{"table": row["table"], "cells": dict(row["cells"])} for row in again["rows"]]
    sent[2]["cells"] |= {"name_printed": "", "unit_id": ""}
    assert desk.decide({"item": item["id"], "action": "accept", "rows": sent})["ok"]
    made = [row for row in rows(place, "responsibilities") if "市科技局" in row["quote"]]
    assert [(row["name_printed"], row["position"]) for row in made] == [("市财政局", "1"), ("市科技局", "2")]


# ---- figures, relations, indicators ----


def test_a_body_that_nothing_names_any_more_stays_out_of_the_registry(place: Path) -> None:
    desk = desk_at(place)
    agree_until(desk, "responsibilities")
    item = first_open(desk)
    assert item
    assert reject(desk, item["id"])["ok"]
    agree_all(desk)
    registry = finish(desk.snapshot).registry
    assert registry
    named = {row["unit_id"] for row in rows(place, "responsibilities")}
    new = {row.unit_id for row in registry.rows("units") if row.unit_id.startswith(PLAN)}
    left = {row["cells"]["unit_id"] for row in item["rows"]} - named
    assert new and left and not left & new


def test_a_figure_is_recorded_once_whichever_record_comes_first(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    item = first_open(desk)
    assert item
    assert reject(desk, item["id"])["ok"]
    answer = agree(desk, propose(desk, "observations", "4200")["item"], kind="structure")
    assert answer["ok"], answer
    again = agree(desk, propose(desk, "targets", "4200")["item"])
    assert "figure-recorded-twice" in {problem.code for problem in again["problems"]}


@pytest.mark.parametrize(
    ("printed", "name"), [("“虚构易办”平台", "“虚构易办”平台"), ("《规划》", "规划"), ("“易办”", "易办")]
)
def test_a_named_thing_keeps_the_quotation_marks_within_its_name(printed: str, name: str) -> None:
    assert unquoted(printed) == name


def test_a_missed_milestone_and_a_relation_are_added(plan: Path) -> None:
    desk = desk_at(plan)
    made = shown(desk, propose(desk, "targets", "实现县城以上区域5G网络全覆盖")["item"])["rows"][0]["cells"]
    assert (made["what_zh"], made["deadline_printed"], made["deadline"]) == (
        "实现县城以上区域5G网络全覆盖", "到2022年底", "2022-12-31",
    )  # fmt: skip
    desk = desk_at(plan)
    answer = propose(desk, "targets", "支持临江数据中心扩容")
    assert shown(desk, answer["item"])["rows"][0]["cells"]["kind"] == "milestone"
    due = {"deadline": "2023-12-31", "deadline_precision": "year", "deadline_basis": "horizon"}
    assert agree(desk, answer["item"], what_zh="临江数据中心扩容", what_en="a larger data centre", **due)["ok"]
    answer = propose(desk, "relations", "为加快数字设施建设")
    cells = {"to_document_id": "chengdu-2020", "relation": "based_on"}
    assert agree(desk, answer["item"], **cells)["ok"]
    (relation,) = rows(plan, "relations")
    assert (relation["relation_id"], relation["clause_id"]) == (f"{PLAN}.l01", f"{PLAN}.0")
    whole(plan)


def test_an_existing_indicator_is_held_to_the_rules(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    item = next(i for i in desk.state("en")["items"] if i["rows"][0]["cells"].get("figure_printed") == "200")
    answer = agree(desk, item["id"], indicator_id="science-space-floor-area", indicator_match="exact")
    assert "indicator-of-another-thing" in {problem.code for problem in answer["problems"]}


INDICATOR = {
    "name_en": "smart bus stops",
    "definition_zh": "完成智能化改造的公交站台数。",
    "definition_en": "Bus stops made smart.",
    "comparability_zh": "只有一份文件。",
    "comparability_en": "One document only.",
}


def test_a_new_indicator_waits_for_the_registry(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    item = next(i for i in desk.state("en")["items"] if i["rows"][0]["cells"].get("figure_printed") == "500")
    answer = desk.propose({"table": "indicators", "item": item["id"], "id": "smart-bus-stops"})
    assert answer["ok"]
    assert not agree(desk, item["id"])["ok"]  # it names what is not there yet
    assert agree(desk, answer["item"], basis="unclear", **INDICATOR)["ok"]
    assert agree(desk, item["id"])["ok"]
    assert "smart-bus-stops" not in [row["indicator_id"] for row in rows(at_targets, "indicators", "")]
    agree_all(desk)
    assert desk.finish()["ok"]
    assert "smart-bus-stops" in [row["indicator_id"] for row in rows(at_targets, "indicators", "")]
    whole(at_targets)


def test_a_new_indicator_of_a_published_plan_enters_the_registry_at_once(plan: Path) -> None:
    desk = desk_at(plan)
    target = next(row for row in rows(plan, "targets") if row["figure_printed"] == "500")["target_id"]
    answer = desk.propose({"table": "indicators", "item": target, "id": "smart-bus-stops"})
    assert agree(desk, answer["item"], basis="unclear", **INDICATOR)["ok"]
    assert agree(desk, target, indicator_id="smart-bus-stops", indicator_match="exact")["ok"]
    assert next(row for row in rows(plan, "targets") if row["target_id"] == target)["indicator_id"] == "smart-bus-stops"
    whole(plan)


def test_an_id_of_a_draft_that_was_agreed_can_be_rejected_again(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    item = next(i for i in desk.state("en")["items"] if i["state"] == "agreed" and i["rows"][0]["table"] == "units")
    assert reject(desk, item["id"])["ok"]
    assert item["id"] not in [other["id"] for other in desk.state("en")["items"]]


# ---- one body dropped ----

SET_UP = "市政府成立数字设施建设领导小组"  # a sentence, so that no label says that each name in it is a body


def statement_of(desk: Desk, words: str) -> dict[str, Any]:
    items = [item for item in desk.state("en")["items"] if item["rows"][0]["table"] == "responsibilities"]
    return next(item for item in items if words in item["rows"][0]["cells"]["quote"])


def with_a_body_too_many(desk: Desk) -> str:
    """The statement of the sentence with one body more, which it prints as a place only; its id."""
    answer = desk.propose({"table": "bodies", "item": statement_of(desk, SET_UP)["id"], "name": "市发展改革委"})
    assert answer["ok"], answer
    assert agree(desk, answer["item"])["ok"]
    return next(
        row["record"] for row in statement_of(desk, SET_UP)["rows"] if row["cells"]["name_printed"] == "市发展改革委"
    )


def drop(desk: Desk, words: str, record: str, **reason: str) -> dict[str, Any]:
    return desk.decide({"item": statement_of(desk, words)["id"], "action": "drop", "record": record, **reason})


WHY = {"reason": "不是责任单位。", "reason_en": "It answers for nothing here."}


def test_a_body_dropped_from_a_published_statement_is_retired_and_the_others_stay_signed(plan: Path) -> None:
    desk = desk_at(plan)
    record = with_a_body_too_many(desk)
    others = {row["record"] for row in statement_of(desk, SET_UP)["rows"]} - {record}
    assert drop(desk, SET_UP, record, **WHY)["ok"]
    after = statement_of(desk, SET_UP)
    assert {row["record"] for row in after["rows"]} == others and after["state"] == "signed"
    assert [(row["record_id"], row["successor_id"], row["reason_en"]) for row in rows(plan, "retired", "")] == [
        (record, "", "It answers for nothing here.")
    ]
    whole(plan)


def test_a_body_dropped_from_a_draft_loses_its_sign_off_and_no_id_is_retired(agreed: Path, tmp_path: Path) -> None:
    shutil.copytree(agreed, tmp_path / "place")
    desk = desk_at(tmp_path / "place")
    record = with_a_body_too_many(desk)
    assert drop(desk, SET_UP, record, **WHY)["ok"]
    assert record not in [one["responsibility_id"] for one in rows(desk.root, "responsibilities")]
    assert record not in [one["record_id"] for one in rows(desk.root, "checks")]
    assert rows(desk.root, "retired", "") == []
    assert statement_of(desk, SET_UP)["state"] == "signed"
    assert desk.finish()["ok"]


def test_a_name_that_a_labelled_statement_prints_is_not_dropped(plan: Path) -> None:
    desk = desk_at(plan)
    before = rows(plan, "responsibilities")
    record = statement_of(desk, "市城市管理局")["rows"][0]["record"]
    answer = drop(desk, "市城市管理局", record, **WHY)
    assert [problem.code for problem in answer["problems"]] == ["name-left-out"]
    assert rows(plan, "responsibilities") == before


def test_a_body_is_dropped_with_a_reason_and_never_the_last(plan: Path) -> None:
    desk = desk_at(plan)
    several, alone = statement_of(desk, SET_UP), statement_of(desk, "［责任单位：市财政局］")
    assert drop(desk, SET_UP, several["rows"][0]["record"]) == {"ok": False, "message": "reason"}
    with pytest.raises(Refusal, match="whole"):
        drop(desk, "［责任单位：市财政局］", alone["rows"][0]["record"], **WHY)


def test_a_recorded_body_is_not_left_out_by_emptying_its_cells(plan: Path) -> None:
    desk = desk_at(plan)
    item = statement_of(desk, "市城市管理局")
    sent = filled(desk, item)
    sent[0]["cells"] |= {"unit_id": "", "name_printed": ""}
    answer = desk.decide({"item": item["id"], "action": "accept", "rows": sent})
    assert not answer["ok"] and "cell-empty" in {problem.code for problem in answer["problems"]}


@pytest.mark.parametrize("action", ["reject", "mention"])
def test_what_was_read_twice_is_taken_back_and_its_reading_says_so(action: str, plan: Path) -> None:
    second = desk_at(plan, "reader-b")
    first = next(row for row in rows(plan, "targets") if row["figure_printed"] == "2600")
    item = next(i for i in second.state("en")["items"] if i["rows"][0]["cells"]["figure_printed"] == "2600")
    own = {name: first.get(name, "") for name in ("kind", "comparator", "value", "measure_id", "basis", "deadline")}
    cells = item["rows"][0]["cells"] | own | {"record_kind": "target"}
    assert second.decide({"item": item["id"], "action": "read", "rows": [{"table": "readings", "cells": cells}]})["ok"]
    desk = desk_at(plan)
    assert desk.decide({"item": first["target_id"], "action": action, "kind": "name", **WHY})["ok"]
    (reading,) = rows(plan, "readings")
    mention = next((row["mention_id"] for row in rows(plan, "mentions") if row["figure_printed"] == "2600"), "")
    assert bool(mention) is (action == "mention")
    said = (reading["record_id"], reading["settled"], reading["comment_en"])
    assert said == ((mention, "", "") if mention else ("", "first", WHY["reason_en"]))
    assert [row["successor_id"] for row in rows(plan, "retired", "")] == [mention]
    report = check_package(read_package(plan, SCHEMAS, sources=plan / "texts"), [PLAN])
    found = {p.code for p in report.problems if p.severity is Severity.ERROR}
    assert found == (set() if mention else {"figure-left-out"})


# ---- projects and parties ----


def test_a_project_and_its_party_are_added_and_decided_by_the_general_form(at_targets: Path) -> None:
    desk = desk_at(at_targets)
    agree_all(desk)
    project = propose(desk, "projects", "临江数据中心")
    cells = shown(desk, project["item"])["rows"][0]["cells"]
    assert (cells["name_zh"], cells["verb_printed"], cells["stage"]) == ("临江数据中心", "支持", "support")
    assert not agree(desk, project["item"], name_en="Linjiang Data Centre", quote="支持临江数据中心扩容")[
        "ok"
    ]  # its kind
    given = {"name_en": "Linjiang data centre", "kind": "facility", "quote": "支持临江数据中心扩容"}
    answer = agree(desk, project["item"], **given)
    assert answer["ok"], answer
    party = propose(desk, "parties", "虚构供电公司")
    own = shown(desk, party["item"])["rows"][0]["cells"]
    assert own["project_id"] == f"{PLAN}.p01"
    sent = {"name_en": "Xugou Power Supply Company", "role": "builder", "quote": "", "name_printed": "临江"}
    after = {"role": "named_after", "name_en": "Linjiang", "clause_id": "", "project_id": cells["project_id"]}
    assert "party-role-differs-from-words" in {
        problem.code for problem in agree(desk, party["item"], **sent | {"role": "owner"})["problems"]
    }
    named = agree(desk, party["item"], **sent | after)
    assert named["ok"], named
    assert desk.finish()["ok"]
    whole(at_targets)
    items = {item["rows"][0]["table"]: item["state"] for item in desk.state("en")["items"]}
    assert items["projects"] == items["parties"] == "signed"


def test_projects_that_the_draft_suggests_are_decided_like_anything_else(at_targets: Path) -> None:
    path = at_targets / f"datapackage/plans/{PLAN}/suggestions.csv"
    desk = desk_at(at_targets)
    first = path.read_text("utf-8")
    project = propose(desk, "projects", "临江数据中心")
    propose(desk, "parties", "临江新区管委会")
    text = path.read_text("utf-8")
    assert text.count(",projects,") == first.count(",projects,") + 1
    assert text.count(",parties,") == first.count(",parties,") + 1
    again = desk_at(at_targets)
    assert {row["table"] for row in shown(again, project["item"])["rows"]} == {"projects"}
    assert again.decide({"item": project["item"], "action": "reject", "reason": "不是项目。"})["ok"]


def test_what_stands_within_a_rejected_clause_is_suggested_within_the_one_that_holds_it(place: Path) -> None:
    desk = desk_at(place)
    inside = [
        s.record
        for s in desk.snapshot.suggestions
        if s.cells.get("clause_id") == f"{PLAN}.1.2.1" and s.table != "clauses"
    ]
    charged = [
        s.record for s in desk.snapshot.suggestions if s.cells.get("task_id") == f"{PLAN}.2.1.1" and s.table != "tasks"
    ]
    assert inside and charged
    for clause in (f"{PLAN}.1.2.1", f"{PLAN}.2.1.1"):
        assert reject(desk, f"clause {clause}")["ok"]
    homes = {s.record: s.cells.get("clause_id") or s.cells.get("task_id") for s in desk.snapshot.suggestions}
    assert {homes[one] for one in inside} == {f"{PLAN}.1.2"}
    assert {homes[one] for one in charged} == {f"{PLAN}.2.1"}
    assert desk.undo()["ok"]
    assert {s.cells["task_id"] for s in desk.snapshot.suggestions if s.record in charged} == {f"{PLAN}.2.1.1"}


@pytest.mark.parametrize("table", ["mentions", "targets", "observations"])
def test_a_figure_that_is_marked_is_quoted_with_its_part_of_the_sentence(table: str, at_targets: Path) -> None:
    desk = desk_at(at_targets)
    (row,) = shown(desk, propose(desk, table, "4200")["item"])["rows"]
    assert row["cells"]["quote"] == "建成5G基站4200个"
    if table != "mentions":
        assert (row["cells"]["what_zh"], row["cells"]["measure_id"]) == ("5G基站", "ge")
    if table == "targets":
        assert row["cells"]["deadline"] and row["cells"]["deadline_basis"]


@pytest.mark.parametrize(
    ("new", "deadline", "basis"), [("2026-06-30", "2026-06-30", "horizon"), ("", "", "none_stated")]
)
def test_a_corrected_end_of_the_plan_is_that_of_what_had_the_one_suggested(
    new: str, deadline: str, basis: str, place: Path
) -> None:
    desk = desk_at(place)
    before = list(desk.snapshot.suggestions)
    (entry,) = [row for item in desk.items() for row in item.rows if row.table == "documents"]
    after = until_the_end(before, [(replace(entry, cells={**entry.cells, "horizon_end": new}), entry)])
    assert until_the_end(before, [(entry, entry)]) == before
    changed = [(old, one) for old, one in zip(before, after, strict=True) if old != one]
    assert changed and {(one.cells["deadline"], one.cells["deadline_basis"]) for _, one in changed} == {
        (deadline, basis)
    }
    assert {old.cells["deadline_basis"] for old, _ in changed} == {"horizon"}
    left = [one for one in after if one.cells.get("deadline_basis") == "horizon" and one.table == "targets"]
    assert {one.cells["deadline"] for one in left} == ({new} if new else set())
