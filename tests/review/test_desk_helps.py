"""Where a rule refuses an entry for what is missing elsewhere, the desk leads there: a measure, a note, a task."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from publisher.draft.draft import draft
from publisher.read.package import read_package
from publisher.review.desk import Desk
from tests.review.lab import ROOT, SCHEMAS, agree, agree_all, desk_at, filled, first_open, shown

pytestmark = pytest.mark.slow

TEXT = """虚谷市智慧农田建设行动方案（2021—2023年）
虚谷市人民政府办公室
2021年3月6日
为加快农田数字设施建设，结合本市实际，制定本方案。各县区、各部门要把数字设施作为改善农业生产条件的基础工作来抓，统一规划、分步实施，防止重复建设。
一、主要任务
（一）建设智慧农田
新建智慧农田7.2万亩，改造老旧灌区3000亩，到2023年底建成虚谷农情平台。到2026年，田间监测点达到900个。（市农业农村局、市水务局按职责分工负责）
（二）改善通信条件
完善田间道路沿线的通信覆盖，方便群众生产生活，推动设备共享。
1.加密田间基站。新建5G基站150个，实现农田网络连续覆盖。（市工业和信息化局负责）
2.布设监测终端。布设气象终端400台，覆盖全部乡镇。（市气象局负责）
二、保障措施
（一）加强统筹。市政府每半年调度一次，协调解决跨部门问题，确保任务按期完成。（市政府办公室负责）
"""
NAME = "xugu-2021"


@pytest.fixture(scope="module")
def drafted_fields(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fields")
    shutil.copytree(ROOT / "datapackage", folder / "datapackage")
    (folder / "texts").mkdir()
    (folder / "fields.txt").write_text(TEXT, "utf-8")
    package = read_package(folder, SCHEMAS, sources=folder / "texts")
    draft(folder / "fields.txt", NAME, package, texts=folder / "texts", area_code="999700")
    return folder


@pytest.fixture
def place(drafted_fields: Path, tmp_path: Path) -> Path:
    shutil.copytree(drafted_fields, tmp_path / "place")
    return tmp_path / "place"


def until(desk: Desk, words: str) -> dict[str, Any]:
    """Agree with everything before the first figure whose quote has these words."""
    while item := first_open(desk):
        cells = item["rows"][0]["cells"]
        if cells.get("figure_printed") and words in cells.get("quote", ""):
            return item
        assert agree(desk, item["id"])["ok"], item
    raise AssertionError(words)


def test_a_measure_that_the_registry_lacks_is_added_at_the_desk(place: Path) -> None:
    desk = desk_at(place, plan=NAME)
    item = until(desk, "7.2万亩")
    answer = agree(desk, item["id"])
    assert not answer["ok"] and answer["helps"] == [{"what": "measure", "word": "亩", "id": "mu"}]
    added = desk.propose({"table": "measures", "item": item["id"], "id": "mu"})
    (row,) = shown(desk, added["item"])["rows"]
    assert (row["table"], row["cells"]["ucum"], row["cells"]["canonical_id"]) == ("measures", "har/15", "m2")
    other = next(s for s in desk.snapshot.suggestions if s.cells.get("figure_printed") == "3000")
    assert other.cells["measure_id"] == "mu"  # what else prints the word takes it
    assert first_open(desk)["id"] == added["item"]  # type: ignore[index]
    for one in (added["item"], item["id"]):
        assert (answer := agree(desk, one))["ok"], answer
    late = until(desk, "900个")["id"]
    desk.propose({"table": "notes", "item": late})
    assert (answer := agree(desk, late, text_zh="时限照录。", text_en="The deadline is as printed."))["ok"], answer
    assert agree_all(desk) and desk.finish() == {"ok": True, "finished": True}
    assert ",亩," in (place / "datapackage" / "measures.csv").read_text("utf-8")
    assert "measures.mu" in (place / "datapackage" / "checks.csv").read_text("utf-8")  # signed as ours
    second = desk_at(place, "reader-b", NAME)
    assert not second.blind or second.state("en")["left"]


def test_a_word_that_no_unit_of_measure_is_known_for_is_a_count_of_its_own(place: Path) -> None:
    text = place / "texts" / f"{NAME}.txt"
    shutil.rmtree(place / "datapackage" / "plans" / NAME)
    text.unlink()
    (place / "fields.txt").write_text(TEXT.replace("7.2万亩", "7.2万公升"), "utf-8")
    package = read_package(place, SCHEMAS, sources=place / "texts")
    draft(place / "fields.txt", NAME, package, texts=place / "texts", area_code="999700")
    desk = desk_at(place, plan=NAME)
    item = until(desk, "7.2万公升")
    (offered,) = agree(desk, item["id"])["helps"]
    assert offered == {"what": "measure", "word": "公升", "id": ""}
    added = desk.propose({"table": "measures", "item": item["id"], "id": "gongsheng"})
    (row,) = shown(desk, added["item"])["rows"]
    assert (row["cells"]["kind"], row["cells"]["canonical_id"], row["cells"]["factor"]) == ("count", "gongsheng", "1")
    assert agree(desk, added["item"], label_en="litres")["ok"] and agree(desk, item["id"])["ok"]


def test_a_measure_that_is_rejected_is_named_by_no_figure(place: Path) -> None:
    desk = desk_at(place, plan=NAME)
    item = until(desk, "7.2万亩")
    added = desk.propose({"table": "measures", "item": item["id"], "id": "mu"})
    assert desk.decide({"item": added["item"], "action": "reject", "reason": "另有单位。"})["ok"]
    counted = [s for s in desk.snapshot.suggestions if "亩" in s.cells.get("quote", "")]
    assert {s.cells.get("measure_id", "") for s in counted} == {""}
    assert agree(desk, item["id"])["helps"] == [{"what": "measure", "word": "亩", "id": "mu"}]  # offered again


def test_a_body_that_is_rejected_or_named_otherwise_is_entered_anew(place: Path) -> None:
    desk = desk_at(place, plan=NAME)
    until(desk, "7.2万亩")  # the outline is decided
    unit = next(i.id for i in desk.items() if i.rows[0].cells.get("name_zh") == "市农业农村局")
    assert desk.decide({"item": unit, "action": "reject", "reason": "试"})["ok"]
    statement = next(i for i in desk.items() if "市农业农村局" in i.rows[0].cells.get("name_printed", ""))
    assert statement.rows[0].cells["unit_id"] == ""
    for name, other in (("市农业农村局", {}), ("市农业农村", {"name_printed": "市农业农村"})):
        sent = filled(desk, shown(desk, statement.id))
        sent[0]["cells"] |= other
        answer = desk.check({"item": statement.id, "rows": sent})
        helped = {"what": "body", "name": name, "record": statement.rows[0].record}
        assert answer["helps"] == [helped]
        made = desk.propose({"table": "units", "item": statement.id, "name": name, "record": helped["record"]})
        again = desk.propose({"table": "units", "item": statement.id, "name": name, "record": helped["record"]})
        assert made["item"] == again["item"]  # suggested once
        first = desk.item(statement.id).rows[0].cells
        assert (first["name_printed"], first["unit_id"]) == (name, desk.item(made["item"]).rows[0].record)
        if not other:
            assert agree(desk, made["item"])["ok"]
            (left,) = desk.check({"item": statement.id, "rows": filled(desk, shown(desk, statement.id))})["helps"]
            assert left["name"] == "市水务局"  # the next one, which waits


def test_a_deadline_beyond_the_period_is_accepted_with_the_note_that_the_desk_offers(place: Path) -> None:
    desk = desk_at(place, plan=NAME)
    added = desk.propose({"table": "measures", "item": until(desk, "7.2万亩")["id"], "id": "mu"})
    assert agree(desk, added["item"])["ok"]
    item = until(desk, "900个")
    answer = agree(desk, item["id"])
    assert not answer["ok"] and {"what": "note"} in answer["helps"]
    asked = desk.check({"item": item["id"], "rows": filled(desk, item)})
    assert {"what": "note"} in asked["helps"]
    assert desk.propose({"table": "notes", "item": item["id"]})["item"] == item["id"]
    item = shown(desk, item["id"])
    assert [row["table"] for row in item["rows"]] == ["targets", "notes"]
    assert item["rows"][1]["cells"]["record_id"] == item["rows"][0]["record"]
    assert agree(
        desk, item["id"], text_zh="规划期之外的时限，照录。", text_en="A deadline beyond the period, as printed."
    )["ok"]
    assert desk.snapshot.plan.rows("notes")
    assert desk.undo()["ok"] and not desk.snapshot.plan.rows("notes")


def test_a_note_on_a_record_is_an_item_of_its_own(place: Path) -> None:
    desk = desk_at(place, plan=NAME)
    first = first_open(desk)
    assert first
    assert agree(desk, first["id"])["ok"] and agree(desk, "document")["ok"]
    clause = first_open(desk)
    assert clause
    assert agree(desk, clause["id"])["ok"]
    added = desk.propose({"table": "notes", "item": clause["rows"][0]["record"]})
    (row,) = shown(desk, added["item"])["rows"]
    assert row["cells"]["record_id"] == clause["rows"][0]["record"]
    assert agree(desk, added["item"], text_zh="照录。", text_en="As printed.")["ok"]


def test_a_clause_that_keeps_the_statements_of_a_rejected_one_is_made_a_task(place: Path) -> None:
    desk = desk_at(place, plan=NAME)
    added = desk.propose({"table": "measures", "item": until(desk, "7.2万亩")["id"], "id": "mu"})
    assert agree(desk, added["item"])["ok"]
    for part in ("1", "2"):
        assert desk.decide({"item": f"{NAME}.1.2.{part}", "action": "reject", "reason": "不是条款。"})["ok"]
    item = next(
        i for i in desk.state("en")["items"] if i["rows"][0]["cells"].get("quote") == "（市工业和信息化局负责）"
    )
    assert agree(
        desk,
        next(i["id"] for i in desk.state("en")["items"] if i["rows"][0]["cells"].get("name_zh") == "市工业和信息化局"),
    )["ok"]
    answer = agree(desk, item["id"])
    assert answer["helps"] == [{"what": "task", "id": f"{NAME}.1.2"}]
    made = desk.propose({"table": "tasks", "id": f"{NAME}.1.2"})
    assert shown(desk, f"{NAME}.1.2")["state"] == "record"  # a clause is signed together with its task
    assert agree(desk, made["item"], summary_zh="改善通信。", summary_en="Better networks.")["ok"]
    assert agree(desk, item["id"])["ok"]
    assert desk.snapshot.plan.by_key["clauses"][f"{NAME}.1.2"].kind == "task"


def test_the_name_of_a_firm_elsewhere_is_no_term_of_this_plan(place: Path) -> None:
    desk = desk_at(place, plan=NAME)  # its document is not decided yet
    assert "机场集团" not in dict(desk.state("en")["glossary"])
    assert "充电桩" in dict(desk.state("en")["glossary"])
