"""What the codebook makes of verbs, titles, names, lists and terms, in tables (*.tsv here)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_reader import HERE, rows

from publisher.codebook.printed_lists import continues_open, ends_open
from publisher.codebook.printed_names import organisations, titles
from publisher.codebook.stages import hedges, stages, weaker
from publisher.codebook.translation import begins_capital, begins_lower, has_form, lower_words, pattern, terms_in

VERBS = rows(HERE / "stages.tsv", "\t")
NAMES = rows(HERE / "printed_names.tsv", "\t")
LISTS = rows(HERE / "lists.tsv", "\t")


@pytest.mark.parametrize("row", VERBS, ids=[row["verb"] for row in VERBS])
def test_a_verb_allows_no_more_than_it_says(row: dict[str, str]) -> None:
    assert sorted(stages(row["verb"])) == row["stages"].split()
    assert sorted(hedges(row["verb"])) == row["hedges"].split()


def test_words_beside_a_name_reduce_its_verb() -> None:
    assert "plan" in weaker("推进甲线项目前期工作")
    assert "study" in weaker("开展甲中心规划研究")
    assert "draw_up" in weaker("开展甲区规划编制")
    assert not weaker("推进甲线建设")


@pytest.mark.parametrize("row", NAMES, ids=[row["words"] for row in NAMES])
def test_titles_and_names_are_found(row: dict[str, str]) -> None:
    assert [found.text for found in titles(row["words"])] == row["titles"].split()
    assert [found.text for found in organisations(row["words"])] == row["organisations"].split()


@pytest.mark.parametrize("row", LISTS, ids=[row["behind"] for row in LISTS])
def test_a_list_is_open_where_it_ends_so(row: dict[str, str]) -> None:
    said = {"yes": True, "no": False}
    assert continues_open(row["behind"], row["names"].split()) == (said[row["certain"]], said[row["possible"]])


def test_a_statement_is_open_behind_its_last_name() -> None:
    assert ends_open("(责任单位:甲局、乙局等)", ["甲局", "乙局"])
    assert ends_open("由甲局会同乙局(丙办)等负责", ["甲局", "乙局"]) is False
    assert ends_open("由甲局会同乙局(丙办)等负责", ["甲局", "乙局", "丙办"])
    assert not ends_open("(责任单位:甲局等级办)", ["甲局"])


def test_a_term_has_its_english_in_any_case_and_number() -> None:
    known = pattern(["互联网", "工业互联网", "数据中心"])
    assert list(terms_in("工业互联网和数据中心、互联网", known)) == ["工业互联网", "数据中心", "互联网"]
    assert has_form("Data Centres of the city", ["data centre"])
    assert has_form("cross-border “one-stop” services", ["one stop service"])
    assert not has_form("computing rooms", ["data centre"])
    assert list(terms_in("什么也没有", pattern([]))) == []


def test_titles_are_alike_in_case() -> None:
    common = lower_words("new share of things, a national centre, world trade")
    assert begins_lower("share of racks", common)
    assert not begins_lower("Share of racks in use", common)
    assert begins_lower("5G base stations", common)
    assert begins_lower("World Artificial Intelligence Conference", common)
    assert begins_lower("Shanghai big data platform", common)
    assert begins_capital("Build a network") and begins_capital("“New networks” action")
    assert not begins_capital("build a network")


@given(st.text(max_size=60), st.text(max_size=10))
def test_any_words_are_read(text: str, name: str) -> None:
    for found in (*titles(text), *organisations(text)):
        assert text[found.start : found.end] == found.text
    stages(text)
    weaker(text)
    continues_open(text, [name])
    ends_open(text, [name])
    begins_lower(text, frozenset())
