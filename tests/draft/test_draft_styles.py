"""The invented texts of other styles: the bars hold for all of them together, and every quote is where it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.drafts.measure import Score, table
from bench.drafts.styles import BARS, Truth, measure_styles, texts
from publisher.codebook.characters import as_typed
from publisher.codebook.titles import kind_of_title
from publisher.draft.analysis import find
from publisher.draft.metadata import level_of
from publisher.draft.suggest.plan import suggestions
from publisher.read.registry import Registry, read_registry
from publisher.terms.schema import load_schemas

pytestmark = pytest.mark.slow  # they draft every text that there is

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "tests" / "data" / "drafts-style"
TEXTS = {name: (text, truth) for name, text, truth in texts(FOLDER)}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return read_registry(ROOT, load_schemas(ROOT / "schemas"))


@pytest.fixture(scope="module")
def scores(registry: Registry) -> tuple[Score, ...]:
    return measure_styles(FOLDER, registry)


def test_there_are_texts_of_twelve_styles_and_more() -> None:
    assert len(TEXTS) >= 12


@pytest.mark.parametrize("what", BARS)
def test_the_bars_are_reached(what: str, scores: tuple[Score, ...]) -> None:
    score = next(s for s in scores if (s.document, s.what) == ("all", what))
    recall, precision = BARS[what]
    assert score.expected and score.recall is not None and score.precision is not None
    assert score.recall >= recall, score
    assert precision is None or score.precision >= precision, score


@pytest.mark.parametrize("what", ["projects", "stages", "parties"])
def test_named_things_are_suggested_with_what_their_verb_says(what: str, scores: tuple[Score, ...]) -> None:
    score = next(s for s in scores if (s.document, s.what) == ("all", what))
    assert score.recall is not None and score.recall >= 0.9, score


def test_the_table_says_all_that_is_measured_in_both_languages(scores: tuple[Score, ...]) -> None:
    for language in ("zh", "en"):
        assert len(table(scores, language, BARS).splitlines()) == 2 + len({score.what for score in scores})


@pytest.mark.parametrize("name", TEXTS)
def test_every_quote_is_an_exact_and_unique_part_of_its_clause(name: str, registry: Registry) -> None:
    text, truth = TEXTS[name]
    found = find(text, registry, area_code=truth.area)
    assert found
    spans = {clause.id("x"): (clause.start, clause.end) for clause in found.clauses}
    rows = [row for row in suggestions(found, "x", registry, area_code=truth.area) if row.cells.get("quote")]
    assert rows
    for row in rows:
        words = row.cells.get("quote_prefix", "") + row.cells["quote"] + row.cells.get("quote_suffix", "")
        clause = row.cells.get("clause_id") or row.cells.get("task_id")
        if clause:
            assert as_typed(found.text).count(words, *spans[clause]) == 1, row.cells
        assert "\n" not in row.cells["quote"] and len(row.cells["quote"]) >= 4, row.cells
        assert row.why_zh and row.why_en


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_document_says_of_itself_is_read_and_nothing_else(name: str, registry: Registry) -> None:
    text, truth = TEXTS[name]
    found = find(text, registry, area_code=truth.area)
    assert found
    said = dict(truth.about)
    said["title"] = said.pop("title_zh")
    if "horizon" in said:
        assert said.pop("horizon") == [found.about.horizon_start, found.about.horizon_end]
    assert {key: getattr(found.about, key) for key in said} == said


def test_a_party_names_its_project(registry: Registry) -> None:
    text, truth = TEXTS["province.txt"]
    found = find(text, registry, area_code=truth.area)
    assert found
    rows = suggestions(found, "x", registry, area_code=truth.area)
    projects = {row.record: row for row in rows if row.table == "projects"}
    parties = [row for row in rows if row.table == "parties"]
    assert parties
    for party in parties:
        project = projects[party.cells["project_id"]]
        assert party.item == project.item and party.record.startswith("x.y")
        assert party.cells["name_printed"] in (party.cells.get("quote") or project.cells["quote"])


def test_a_truth_is_read_as_it_is_written() -> None:
    truth: Truth = TEXTS["council.html"][1]
    assert truth.clauses["2.1"] == ("task", "（四）", "加强网络设施建设")
    assert ("3.2", (("人民银行", "lead"), ("银保监会", "support"), ("证监会", "support"))) in truth.statements
    assert truth.figures["1.3", "50%"] == ("targets", "50", "", "eq", "2023-12-31")


@pytest.mark.parametrize(
    ("issuer", "title", "level"),
    [
        ("国务院办公厅", "", "national"),
        ("工业和信息化部", "", "national"),
        ("国家发展改革委", "", "national"),
        ("虚构省人民政府", "", "provincial"),
        ("虚构自治区人民政府办公厅", "", "provincial"),
        ("上海市人民政府", "", "provincial"),
        ("虚构市人民政府办公室", "", "municipal"),
        ("中共虚构市委办公室", "", "municipal"),
        ("虚构市虚山区人民政府", "", "district"),
        ("虚构县人民政府", "", "district"),
        ("虚构省虚构市虚山县人民政府办公室", "", "district"),
        ("虚构市虚山区水务局", "", "district"),
        ("虚构市园区办公室", "", "municipal"),
        ("", "虚构自治区虚山县智慧水务建设行动方案", "district"),
        ("", "虚构省试点县建设方案", "provincial"),
        ("", "虚构省县域商业建设方案", "provincial"),
        ("", "虚构县智慧水务建设行动方案", "district"),
        ("", "虚构省“十四五”海洋经济发展规划", "provincial"),
        ("", "关于推进冰雪经济高质量发展的意见", ""),
    ],
)
def test_the_level_of_a_document_is_that_of_who_issues_it(issuer: str, title: str, level: str) -> None:
    assert level_of(issuer, title) == level


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("虚构市数字经济发展行动计划（2021—2023年）", "action_plan"),
        ("虚构市实施方案", "implementation_plan"),
        ("虚构县惠民数字设施工作方案", "implementation_plan"),
        ("关于加快发展的指导意见", "opinions"),
        ("虚构省“十四五”海洋经济发展规划", "plan"),
        ("虚构区若干措施（试行）", "measures"),
        ("虚构市新闻发布会", "press_conference"),
        ("虚构市年度报告", ""),
        ("虚构市水务发展规划工作方案", "implementation_plan"),
        ("虚构市促进消费若干措施的实施细则", "implementation_plan"),
        ("虚构市水务意见任务分工方案", "action_plan"),
        ("虚构市专项规划管理办法", "measures"),
        ("关于落实《虚构市水务发展规划》的意见", "opinions"),
        ("虚构市水务行动方案（2023-2025年）", "action_plan"),
    ],
)
def test_the_kind_of_a_document_is_what_its_title_says(title: str, kind: str) -> None:
    assert kind_of_title(title) == kind
