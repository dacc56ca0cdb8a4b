"""Each invented text, drafted and agreed with item by item: what is suggested passes the rules of `validate`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from publisher.check.rules.translated import contradictions
from publisher.draft.draft import draft
from publisher.read.package import read_package
from publisher.review.desk import Desk
from publisher.terms.messages import sentences
from tests.review.lab import PLAN, ROOT, SCHEMAS, TEXTS, agree, agree_all, desk_at, first_open, read_all, rows

pytestmark = pytest.mark.slow

# 工作原则 … （一） is followed by （三）: the text itself skips a number, and a person has to say so in a note.
ASKED = {"annexed": ["clause-number-skipped"]}


@pytest.mark.parametrize("case", sorted(path.stem for path in TEXTS.glob("*.yml")))
def test_a_draft_that_is_agreed_with_is_a_plan_without_an_error(case: str, tmp_path: Path) -> None:
    desk = drafted(case, yaml.safe_load((TEXTS / f"{case}.yml").read_text("utf-8"))["area"], tmp_path)
    assert agree_all(desk) > 20
    answer = desk.finish()
    assert [problem.code for problem in answer.get("problems", [])] == ASKED.get(case, [])
    assert answer["ok"] is (case not in ASKED)


def test_what_is_two_in_one_place_is_read_twice_by_both_readers(tmp_path: Path) -> None:
    """A figure that each of two years reaches is a record a year; words that charge and promise are read as both."""
    desk = drafted("twofold", "999900", tmp_path)
    agree_all(desk)
    assert desk.finish()["ok"]
    yearly = [row["deadline"] for row in rows(tmp_path, "targets") if row["figure_printed"] == "200"]
    assert yearly == ["2022-12-31", "2023-12-31"]
    both = {
        row["quote"] for table in ("targets", "responsibilities") for row in rows(tmp_path, table)
        if "滨江平台" in row["quote"]
    }  # fmt: skip
    assert both == {"市财政局2023年6月底前完成滨江平台建设"}
    read_all(desk_at(tmp_path, "reader-b"), tmp_path)


def test_a_promise_without_a_date_is_read_by_both_where_the_plan_names_no_end(tmp_path: Path) -> None:
    desk = drafted("street", "999901", tmp_path, TEXTS.with_name("drafts-style"))
    while (item := first_open(desk)) and item["id"] != "document":
        assert agree(desk, item["id"])["ok"]
    answer = agree(desk, "document", horizon_end="")
    assert answer["ok"], answer
    agree_all(desk)
    answer = desk.finish()
    assert answer["ok"], answer
    assert "" in {row["deadline"] for row in rows(tmp_path, "targets")}
    read_all(desk_at(tmp_path, "reader-b"), tmp_path)


TABLE = """虚构市供水行动方案（2021—2023年）
为保障供水安全，提高全市城乡供水一体化水平，结合本市实际，制定本行动方案。
一、项目清单
序号	项目名称	建设内容	项目法人	责任单位
1	云湖水厂	建设泵站3座	云湖水务集团	市水务局
2	石湾灌区	建设泵站5座	石湾水务公司	水利局
二、保障措施
"""
CLOSING = "要加强领导，落实责任，按月报送进展情况，重大问题及时报告。"


def test_what_the_heads_of_columns_say_of_short_cells_passes_the_rules(tmp_path: Path) -> None:
    (tmp_path / "table.txt").write_text(TABLE + CLOSING * 5, "utf-8")
    desk = drafted("table", "999900", tmp_path, tmp_path)
    agree_all(desk)
    assert desk.finish()["ok"]
    parties = [(row["name_printed"], row["role"]) for row in rows(tmp_path, "parties")]
    assert parties == [("云湖水务集团", "builder"), ("石湾水务公司", "builder")]


@pytest.mark.parametrize("key", [key for key in sentences() if key.startswith(("came-in.", "mention.", "note."))])
def test_what_a_draft_says_in_two_languages_is_the_same_by_the_rules(key: str) -> None:
    said = sentences()[key]
    assert contradictions(said["zh"], said["en"]) == ()


def drafted(case: str, area: str, place: Path, folder: Path = TEXTS) -> Desk:
    """The desk of the first reader with a text drafted."""
    shutil.copytree(ROOT / "datapackage", place / "datapackage")
    (place / "texts").mkdir()
    package = read_package(place, SCHEMAS, sources=place / "texts")
    draft(folder / f"{case}.txt", PLAN, package, texts=place / "texts", area_code=area)
    return desk_at(place)
