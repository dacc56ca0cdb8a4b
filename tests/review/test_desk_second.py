"""The second reader: what is met blind, and what settling a difference changes."""

from __future__ import annotations

import json
import threading
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from publisher.check.run import check_package
from publisher.model.agreement import agreement
from publisher.model.library import library
from publisher.read.package import read_package
from publisher.read.places import QUOTED, Span, Unplaced, place_all
from publisher.read.table import Row
from publisher.review.blind import BlindPlace, sentence
from publisher.review.desk import Desk
from publisher.review.entering import named
from publisher.review.items import figure_at
from publisher.review.server import open_server
from publisher.review.store import row_of
from publisher.terms.messages import Refusal
from publisher.terms.problem import Severity
from tests.review.lab import PLAN, SCHEMAS, TEXTS, desk_at, filled, interpreted, rows, shown

pytestmark = pytest.mark.slow

TEXT = (TEXTS / f"{PLAN}.txt").read_text("utf-8")
COVERED = "实现县城以上区域5G网络全覆盖"
WHY = {"reason": "原文如此。", "reason_en": "So the text says."}


def blind(desk: Desk, words: str, state: str = "blind") -> dict[str, Any]:
    """The item whose place these words are in, or whose figure they are."""
    start = TEXT.index(words)
    items = [item for item in desk.state("en")["items"] if item["state"] == state]
    return next(item for item in items if item["start"] < start + len(words) and start < item["end"])


def enter(desk: Desk, item: dict[str, Any], **cells: str) -> dict[str, Any]:
    row = {"table": "readings", "cells": item["rows"][0]["cells"] | cells}
    answer = desk.decide({"item": item["id"], "action": "read", "rows": [row]})
    assert answer["ok"], answer
    return answer


def settle(desk: Desk, words: str, how: str, **sent: Any) -> dict[str, Any]:
    return desk.decide({"item": blind(desk, words, "differs")["id"], "action": how, **WHY, **sent})


def nothing(desk: Desk, words: str) -> dict[str, Any]:
    return desk.decide({"item": blind(desk, words)["id"], "action": "nothing"})


def target(place: Path, figure: str) -> dict[str, str]:
    return next(row for row in rows(place, "targets") if row["figure_printed"] == figure)


def errors(place: Path) -> list[str]:
    report = check_package(read_package(place, SCHEMAS, sources=place / "texts"), [PLAN])
    return [p.code for p in report.problems if p.severity is Severity.ERROR]


def warned(place: Path, code: str) -> list[str]:
    report = check_package(read_package(place, SCHEMAS, sources=place / "texts"), [PLAN])
    return [p.record_id for p in report.problems if p.code == code]


SAME = ("kind", "comparator", "value", "value_max", "measure_id", "basis", "deadline")


# ---- milestones ----


def test_the_second_reader_meets_milestones_and_words_that_are_none_alike(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    recorded, unrecorded = blind(desk, COVERED), blind(desk, "进入全省前列")
    for item in (recorded, unrecorded):
        (row,) = item["rows"]
        assert {name for name, value in row["cells"].items() if value} == {"document_id", "reader", "quote"}
    assert set(recorded) == set(unrecorded) and recorded["why_en"] == unrecorded["why_en"] == ""


def test_a_milestone_that_both_saw_is_signed(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    milestone = next(row for row in rows(plan, "targets") if row["kind"] == "milestone")
    answer = enter(desk, blind(desk, COVERED), record_kind="target", kind="milestone", deadline=milestone["deadline"])
    assert answer["differs"] == {}
    check = rows(plan, "checks")[-1]
    assert (check["record_id"], check["reader"]) == (milestone["target_id"], "reader-b")


def test_nothing_where_nothing_was_recorded_stands_in_the_readings(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    item = blind(desk, "进入全省前列")
    agreed = agreement(library(read_package(plan, SCHEMAS, sources=plan / "texts")).plans())
    assert nothing(desk, "进入全省前列")["ok"]
    (row,) = rows(plan, "readings")
    assert (row["record_kind"], row["reader"], row["quote"]) == ("nothing", "reader-b", "全市数字设施水平进入全省前列")
    assert not (plan / ".cache").exists()
    assert shown(desk_at(plan, "reader-b"), item["id"])["state"] == "signed"
    assert errors(plan) == [] and warned(plan, "reading-unmatched") == []
    # Where neither recorded anything, nothing is compared.
    assert agreement(library(read_package(plan, SCHEMAS, sources=plan / "texts")).plans()) == agreed


def test_nothing_where_a_milestone_was_recorded_differs(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    milestone = next(row for row in rows(plan, "targets") if row["kind"] == "milestone")
    assert nothing(desk, COVERED)["differs"] == {milestone["target_id"]: ["kind"]}
    assert settle(desk, COVERED, "second")["ok"]
    assert milestone["target_id"] not in [row["target_id"] for row in rows(plan, "targets")]
    assert milestone["target_id"] in [row["record_id"] for row in rows(plan, "retired", "")]
    own = [row for row in rows(plan, "readings") if row["reader"] == "reader-a"]
    assert [(row["kind"], row["record_id"], row["settled"]) for row in own] == [("milestone", "", "second")]
    assert errors(plan) == []
    assert not [i for i in desk.state("en")["items"] if i["state"] == "blind" and COVERED in str(i["rows"])]


def test_a_milestone_that_only_the_second_saw_becomes_a_record(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    words = "进入全省前列"
    enter(desk, blind(desk, words), record_kind="target", kind="milestone", deadline="2023-12-31")
    item = blind(desk, words, "differs")
    assert [row["table"] for row in item["rows"]] == ["readings", "targets"]
    assert not settle(desk, words, "second")["ok"]  # its words are still to be given
    sent = filled(desk, item, what_zh="数字设施水平进入全省前列", deadline_printed="到2023年")
    answer = settle(desk, words, "second", rows=sent)
    assert answer["ok"], answer
    made = rows(plan, "targets")[-1]
    assert (made["kind"], made["what_zh"]) == ("milestone", "数字设施水平进入全省前列")
    reading = rows(plan, "readings")[-1]
    assert (reading["record_id"], reading["settled"]) == (made["target_id"], "second")
    assert errors(plan) == []


def test_a_figure_is_never_nothing(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    with pytest.raises(Refusal, match="always something"):
        nothing(desk, "4200")


# ---- settling as second ----


def differing(desk: Desk, place: Path, **changes: str) -> dict[str, Any]:
    first = target(place, "2600")
    same = {name: first[name] for name in SAME} | {"record_kind": "target"}
    return enter(desk, blind(desk, "2600"), **(same | changes))


def test_settled_as_second_the_record_takes_its_values_and_asks_for_the_first_again(plan: Path) -> None:
    before = target(plan, "2600")
    interpreted(plan, before["target_id"], before["quote"])
    desk = desk_at(plan, "reader-b")
    other = "total" if before["basis"] != "total" else "unclear"
    assert differing(desk, plan, basis=other)["differs"] == {before["target_id"]: ["basis"]}
    assert settle(desk, "2600", "second")["ok"]
    assert target(plan, "2600") == before | {"basis": other}
    first, second = (
        next(r for r in rows(plan, "readings") if (r["record_id"], r["reader"]) == (before["target_id"], reader))
        for reader in ("reader-a", "reader-b")
    )
    assert (first["basis"], second["basis"]) == (before["basis"], other)
    assert (first["settled"], second["settled"], first["comment_en"]) == ("second", "second", "So the text says.")
    check = rows(plan, "checks")[-1]
    assert (check["record_id"], check["reader"], check["outcome"]) == (before["target_id"], "reader-b", "corrected")
    assert errors(plan) == []
    # The first reader's sign-off was for the old content: the record asks for it at the first reader's desk.
    again = desk_at(plan)
    assert shown(again, before["target_id"])["state"] == "record"
    assert again.decide({"item": before["target_id"], "action": "accept"})["ok"]
    assert shown(again, before["target_id"])["state"] == "signed"


def test_the_difference_stays_visible_after_it_was_settled(plan: Path) -> None:
    interpreted(plan, target(plan, "2600")["target_id"], target(plan, "2600")["quote"])
    desk = desk_at(plan, "reader-b")
    differing(desk, plan, basis="total")
    settle(desk, "2600", "second")
    _, readings = agreement(library(read_package(plan, SCHEMAS, sources=plan / "texts")).plans())
    mine = [d for d in readings.differences if d.reading_id.startswith(f"{PLAN}.")]
    assert [(d.field, d.second, d.settled) for d in mine] == [("basis", "total", "second")]


def test_what_the_rules_refuse_is_not_settled(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    differing(desk, plan, value="26000")
    before = {path: path.read_bytes() for path in (plan / "datapackage").rglob("*.csv")}
    answer = settle(desk, "2600", "second")
    assert "value-differs-from-figure" in {problem.code for problem in answer["problems"]}
    assert {path: path.read_bytes() for path in (plan / "datapackage").rglob("*.csv")} == before


def test_a_record_settled_to_be_a_mention_becomes_one(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    before = target(plan, "2600")
    enter(desk, blind(desk, "2600"), record_kind="mention", kind="name")
    assert settle(desk, "2600", "second")["ok"]
    assert "2600" not in [row["figure_printed"] for row in rows(plan, "targets")]
    mention = next(row for row in rows(plan, "mentions") if row["figure_printed"] == "2600")
    retired = next(row for row in rows(plan, "retired", "") if row["record_id"] == before["target_id"])
    assert retired["successor_id"] == mention["mention_id"]
    assert errors(plan) == []


def test_a_role_is_settled_for_the_one_body(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    words = "［责任单位：市财政局、市科技局］"
    enter(desk, blind(desk, words), name_printed="市财政局=undivided、市科技局=lead")
    answer = settle(desk, words, "second")
    assert {problem.code for problem in answer["problems"]} == {"role-differs-from-label"}
    assert settle(desk, words, "first")["ok"]
    assert [row["settled"] for row in rows(plan, "readings")] == ["", "first"]
    assert errors(plan) == []


def test_unclear_changes_no_record(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    before = target(plan, "2600")
    differing(desk, plan, basis="total")
    assert settle(desk, "2600", "unclear")["ok"]
    assert target(plan, "2600") == before
    assert rows(plan, "readings")[-1]["settled"] == "unclear"


def test_words_that_stand_twice_are_read_at_their_own_place(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    assert TEXT.count("新建公共充电桩6000个") == 2
    items = [i for i in desk.state("en")["items"] if i["rows"][0]["cells"]["figure_printed"] == "6000"]
    assert len(items) == 2
    for item in items:
        enter(desk, item, record_kind="mention", kind="name")
    assert len({row["quote_prefix"] for row in rows(plan, "readings")}) == 2
    assert errors(plan) == []


def test_a_line_that_stands_in_several_clauses_is_read_in_that_of_its_record() -> None:
    text = "一、甲\n建设甲。\n牵头单位：某局\n二、乙\n建设乙。\n牵头单位：某局\n"
    cells = {name: dict.fromkeys(SCHEMAS[name].names, "") for name in ("clauses", "responsibilities", "readings")}

    def made(table: str, **given: str) -> Row:
        return row_of(SCHEMAS[table], cells[table] | given)

    tables: dict[str, list[Row]] = {name: [] for name in (*QUOTED, "clauses")}
    for number, mark, name in (("1", "一、", "甲"), ("2", "二、", "乙")):
        tables["clauses"].append(made("clauses", clause_id=f"p.{number}", number_printed=mark, heading_zh=name))
        given = {"quote": "牵头单位：某局"}
        tables["responsibilities"].append(
            made("responsibilities", responsibility_id=f"p.r0{number}", task_id=f"p.{number}", **given)
        )
        tables["readings"].append(made("readings", reading_id=f"p.b00{number}", record_id=f"p.r0{number}", **given))
    tables["readings"].append(made("readings", reading_id="p.b003", quote="牵头单位：某局"))
    placed = place_all(text, Span(0, len(text)), tables, {})
    assert placed["p.b001"] == placed["p.r01"] == Span(text.index("牵头"), text.index("牵头") + 7)
    assert placed["p.b002"] == placed["p.r02"] != placed["p.r01"]
    assert isinstance(lost := placed["p.b003"], Unplaced) and lost.code == "quote-not-unique"


def test_a_cell_of_a_table_is_shown_without_its_tabs_and_a_bracket_parts_no_name() -> None:
    row = "二、停车（4项）\t\t\n6\t新增泊位\t 新增泊位900个\t甲局\n"
    for figure, words in (("4项", "二、停车（4项）"), ("900", "新增泊位900个")):
        start = row.index(figure)
        begin, end = sentence(row, BlindPlace(start, start + len(figure), ()))
        assert row[begin:end] == words
    assert figure_at("扩建220千伏变电站2座", "2") == 10
    assert named({"name_printed": "各县（市、区）政府=lead、甲局=support"}) == {
        "各县（市、区）政府": "lead",
        "甲局": "support",
    }


def test_an_entry_that_lacks_what_is_compared_is_not_saved(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    item = blind(desk, "2600")
    row = {"table": "readings", "cells": item["rows"][0]["cells"] | {"record_kind": "target", "kind": "target"}}
    answer = desk.decide({"item": item["id"], "action": "read", "rows": [row]})
    asked = [(problem.code, problem.place.field) for problem in answer["problems"]]
    assert asked == [("cell-empty", name) for name in ("deadline", "comparator", "measure_id", "basis")]
    assert rows(plan, "readings") == []


def test_what_the_rules_refuse_in_an_entry_is_not_saved(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    item = blind(desk, "2600")
    row = {
        "table": "readings",
        "cells": item["rows"][0]["cells"] | {"record_kind": "mention", "quote": "不在文本里的话"},
    }
    answer = desk.decide({"item": item["id"], "action": "read", "rows": [row]})
    assert not answer["ok"] and answer["problems"]
    assert rows(plan, "readings") == []


def test_a_body_that_only_the_second_reader_names_is_kept_and_settled_when_it_is_added(plan: Path) -> None:
    desk = desk_at(plan, "reader-b")
    words = "市政府成立数字设施建设领导小组"
    item = blind(desk, words)
    names = [row["name_printed"] for row in rows(plan, "responsibilities") if words in row["quote"]]
    said = "、".join(f"{name}=undivided" for name in [*names, "市发展改革委"])
    assert enter(desk, item, name_printed=said)["differs"]
    assert warned(plan, "reading-unmatched") and errors(plan) == []
    assert [problem.found for problem in settle(desk, words, "second")["problems"]] == ["市发展改革委"]
    first = desk_at(plan)
    statement = next(i for i in first.state("en")["items"] if words in i["rows"][0]["cells"].get("quote", ""))
    added = first.propose({"table": "bodies", "item": statement["id"], "name": "市发展改革委"})
    assert first.decide({"item": added["item"], "action": "accept"})["ok"]
    desk.reload()
    assert settle(desk, words, "second")["ok"]
    row = next(
        r for r in rows(plan, "responsibilities") if (words in r["quote"], r["name_printed"]) == (True, "市发展改革委")
    )
    reading = next(
        r for r in rows(plan, "readings") if r["name_printed"] == "市发展改革委" and r["reader"] == "reader-b"
    )
    assert (reading["record_id"], reading["settled"]) == (row["responsibility_id"], "second")
    assert errors(plan) == [] and warned(plan, "reading-unmatched") == []


# ---- several readers ----


def test_each_reader_sees_the_entries_of_all_when_the_own_one_is_made(plan: Path) -> None:
    first = target(plan, "2600")
    differing(desk_at(plan, "reader-b"), plan, basis="total")
    third = desk_at(plan, "reader-c")
    item = blind(third, "2600")
    assert item["beside"] == [] and "total" not in str(item)  # still blind
    differing(third, plan, deadline="2022-12-31")
    said = {
        entry["cells"]["reader"]: (entry["cells"]["basis"], entry["cells"]["deadline"])
        for entry in blind(third, "2600", "differs")["beside"]
    }
    assert said == {"reader-b": ("total", first["deadline"]), "reader-c": (first["basis"], "2022-12-31")}
    record = next(i for i in desk_at(plan).state("en")["items"] if i["id"] == first["target_id"])
    assert {entry["cells"]["reader"] for entry in record["beside"]} == {"reader-b", "reader-c"}


# ---- a mention that is a target ----


def test_a_mention_settled_to_be_a_target_becomes_one_in_the_real_server(plan: Path) -> None:
    server, address = open_server(desk_at(plan, "reader-b"))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:

        def ask(path: str, **sent: Any) -> dict[str, Any]:
            headers = {"X-Desk-Token": address.partition("#")[2], "Content-Type": "application/json"}
            body = json.dumps(sent).encode() if sent else None
            request = urllib.request.Request(address.partition("#")[0] + path.lstrip("/"), body, headers)
            with urllib.request.urlopen(request, timeout=30) as answer:
                return dict(json.load(answer))

        def item(state: str) -> dict[str, Any]:
            found = (i for i in ask("/state?language=en")["items"] if i["state"] == state)
            return next(i for i in found if i["start"] == TEXT.index("1.2万"))

        (mention,) = [row for row in rows(plan, "mentions") if row["figure_printed"] == "1.2万"]
        entry = item("blind")
        own = {"record_kind": "target", "kind": "target", "comparator": "eq", "value": "12000", "measure_id": "ge"}
        own |= {"basis": "total", "deadline": "2023-12-31"}
        cells = entry["rows"][0]["cells"] | own
        answer = ask("/decide", item=entry["id"], action="read", rows=[{"table": "readings", "cells": cells}])
        assert answer["ok"] and answer["differs"] == {mention["mention_id"]: ["record_kind"]}

        both = item("differs")
        assert [row["table"] for row in both["rows"]] == ["mentions", "readings", "targets"]
        sent = [{"table": row["table"], "cells": dict(row["cells"])} for row in both["rows"]]
        refused = ask("/decide", item=both["id"], action="second", rows=sent, **WHY)
        assert {problem["field"] for problem in refused["problems"]} >= {"what_zh", "what_en"}
        assert mention in rows(plan, "mentions")
        given = {"what_zh": "标准机架", "what_en": "standard racks", "deadline_printed": "到2023年"}
        sent[2]["cells"] |= given | {"deadline_basis": "section"}
        twice = ask("/decide", item=both["id"], action="second", rows=sent, **WHY)
        assert [problem["code"] for problem in twice["problems"]] == ["promise-twice"]  # 到2023年标准机架达到1.2万个
        given["what_zh"], given["what_en"] = "全市数据中心标准机架", "standard racks in data centres of the whole city"
        sent[2]["cells"] |= given
        settled = ask("/decide", item=both["id"], action="second", rows=sent, **WHY)
        assert settled["ok"], settled
        made = rows(plan, "targets")[-1]
        assert {name: made[name] for name in given} == given
        assert (made["value"], made["quote"], made["clause_id"]) == ("12000", mention["quote"], mention["clause_id"])
        assert mention["mention_id"] not in [row["mention_id"] for row in rows(plan, "mentions")]
        (retired,) = rows(plan, "retired", "")
        assert (retired["record_id"], retired["successor_id"]) == (mention["mention_id"], made["target_id"])
        assert {(r["reader"], r["record_kind"], r["record_id"]) for r in rows(plan, "readings")} == {
            ("reader-a", "mention", made["target_id"]),
            ("reader-b", "target", made["target_id"]),
        }
        assert item("signed")["rows"]
        assert errors(plan) == []
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_cell_that_holds_only_its_number_is_shown_with_its_row() -> None:
    text = "学位　个　92\n新建学位\t92\t个\n"
    at = text.index("92\t")
    assert text[slice(*sentence(text, BlindPlace(at, at + 2, ())))] == "新建学位\t92\t个"
