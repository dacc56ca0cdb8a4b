"""The findings and the timeline as pages: every number is one that was counted, and leads to its rows."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from publisher.render.axes import lines, scale
from publisher.render.filled import told
from publisher.render.views.findings import FILTERED
from tests.site.pages import Opener

LANGUAGES = ("zh", "en")
SCALES = {"万": 1e4, "亿": 1e8, "million": 1e6, "billion": 1e9}
_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(万|亿|million|billion)?")


class Texts(HTMLParser):
    """The text of each element of a class, and every id and address of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: dict[str, list[str]] = {}
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attributes}
        self.ids |= {held["id"]} if "id" in held else set()
        self.links += [held["href"]] if "href" in held else []
        if tag in ("p", "ul", "li", "div"):
            self.open.append((tag, held.get("class", "")))
            self.found.setdefault(held.get("class", ""), []).append("")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for _, name in self.open:
            self.found[name][-1] += data


def numbers(text: str) -> list[float]:
    """Every number of a text, as it is meant: 8.2 million, 820万."""
    return [round(float(n.replace(",", "")) * SCALES.get(word or "", 1), 6) for n, word in _NUMBER.findall(text)]


def findings(built: Path) -> list[dict[str, Any]]:
    return json.loads((built / "data/findings.json").read_bytes())["findings"]  # type: ignore[no-any-return]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_a_story_is_one_that_was_counted(built: Path, language: str) -> None:
    targets = pd.read_csv(built / "data/targets.csv").set_index("target_id")
    for one in findings(built):
        page = Texts((built / language / "findings" / one["finding_id"] / "index.html").read_text("utf-8"))
        counted = {float(n) for n in one["numbers"].values()}
        (said,), also = page.found["said"], page.found.get("also", [])
        assert numbers(said), one["finding_id"]
        for sentence in (said, *also):
            assert set(numbers(sentence)) <= counted, sentence
        cases = {float(n) for case in one["cases"] for n in case.values() if isinstance(n, int | float)}
        records = targets.loc[[i for case in one["cases"] for i in case["records"]]]
        known = cases | {float(day[:4]) for day in records.deadline.dropna()}
        for text in page.found.get("cases", []):
            text = re.sub(r"5G|IPv6|m²", "", text)
            assert set(numbers(text)) <= known and numbers(text), text


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_leads_to_rows_and_every_row_to_its_page(built: Path, language: str) -> None:
    for one in findings(built):
        place = built / language / "findings" / one["finding_id"]
        page = Texts((place / "index.html").read_text("utf-8"))
        assert {link[1:] for link in page.links if link.startswith("#rows")} <= page.ids
        assert any(link.startswith("#rows") for link in page.links)
        for file in one["files"]:
            assert f"../../../data/{file['url']}" in page.links
        for link in page.links:
            if not link.startswith(("#", "http", "mailto")):
                target = (place / link.split("#")[0].split("?")[0]).resolve()
                assert target.exists(), link
        listed = sum(text.count("\n") >= 0 for text in page.found["rows"])
        assert listed == sum(1 for group in page.ids if group.startswith("rows-"))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_and_the_list_tell_every_story(built: Path, language: str) -> None:
    for path in ("index.html", "findings/index.html"):
        page = Texts((built / language / path).read_text("utf-8"))
        for one in findings(built):
            assert any(link.endswith(f"findings/{one['finding_id']}/") for link in page.links), one["finding_id"]
    home = Texts((built / language / "index.html").read_text("utf-8")).found["told"][0]
    by_id = {one["finding_id"]: one["numbers"] for one in findings(built)}
    for name, key in (("inferred-deadlines", "rows"), ("nobody-named", "rows"), ("sought", "of_targets")):
        assert float(by_id[name][key]) in numbers(home)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_timeline_counts_what_the_tables_have(built: Path, language: str) -> None:
    page = Texts((built / language / "timeline/index.html").read_text("utf-8"))
    targets = pd.read_csv(built / "data/targets.csv", keep_default_na=False)
    events = (built / "data/deadlines.ics").read_text("utf-8").count("BEGIN:VEVENT")
    inferred = int((~targets.deadline_basis.isin(("stated", "section", "none_stated"))).sum())
    projects = pd.read_csv(built / "data/projects.csv", keep_default_na=False)
    own = projects[(projects.target_id == "") & (projects.stage != "rely_on")]  # those that are no target's
    dated = pd.concat([targets, own])
    counted = int((~dated.deadline_printed.str.contains(r"\d{4}|^$")).sum())
    assert counted and numbers(page.found["lede"][0])[:4] == [events, events - counted - inferred, counted, inferred]
    lists = {name for name in page.ids if name.startswith("due-")}
    assert {link[1:] for link in page.links if link.startswith("#due-")} == lists
    groups = targets[targets.deadline != ""].groupby(["document_id", "deadline"])
    assert {f"due-{document}-{day}" for (document, day) in groups.groups} <= lists
    assert len(page.found["rows"]) == len(lists)


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 rows have"), (1, "1 row has"), (2, "2 rows have"), (1200, "1,200 rows have")]
)
def test_a_sentence_is_right_for_one_and_for_many(n: int, said: str) -> None:
    assert told("{n} {n:row|rows} {n:has|have}", {"n": n}) == said


def test_what_stands_in_a_sentence_is_escaped() -> None:
    said = told("<{what}> {n}", {"what": '<b>"', "n": 3.5}, {"n": '#"'})
    assert said == '&lt;&lt;b&gt;&#34;&gt; <a class="num" href="#&#34;">3.5</a>'


@pytest.mark.parametrize("most", [0, 1, 3, 7, 37, 99, 100, 1e7, 0.4, 55.5])
def test_an_axis_holds_what_it_shows_in_few_steps(most: float) -> None:
    end, step = scale(most)
    assert (end >= most and end - most < step and 1 <= round(end / step, 6) <= 6) or most == 0


@pytest.mark.parametrize(
    ("label", "note"), [("a", "b"), ("a" * 60, ""), ("市" * 45, "12"), ("long words " * 9, "n" * 30)]
)
def test_words_of_a_chart_are_whole_in_lines(label: str, note: str) -> None:
    held = lines(label, note)
    assert "".join("".join(line) for line in held).replace(" ", "") == (label + note).replace(" ", "")
    assert all(sum(2 if c > "\u2e7f" else 1 for c in one + other) <= 40 or " " not in one for one, other in held)


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_chart_runs_out_of_a_phone(visit: Opener, built: Path, language: str) -> None:
    for one in findings(built):
        page = visit(f"/{language}/findings/{one['finding_id']}/", width=390)
        edge = page.evaluate("Math.max(...[...document.querySelectorAll('svg.lanes *')]"
                             ".map(e => e.getBoundingClientRect().right))")  # fmt: skip
        assert edge <= 390 and page.evaluate("document.documentElement.scrollWidth") <= 390, one["finding_id"]


@pytest.mark.browser
def test_a_number_opens_the_rows_that_it_counts(visit: Opener) -> None:
    page = visit("/en/findings/inferred-deadlines/")
    rows = page.locator("#rows-horizon")
    assert not rows.is_visible()
    page.click(".also a[href='#rows-horizon']")
    rows.wait_for(state="visible")
    assert rows.locator("li").count() == int(page.locator(".also a[href='#rows-horizon']").inner_text())


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_timeline_is_read_without_script_on_a_phone(visit: Opener, language: str) -> None:
    page = visit(f"/{language}/timeline/", width=390, script=False)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    circle = page.locator("svg.days a[href^='#due-']").last
    circle.click()
    assert page.locator(":target").count() == 1
    wide = page.evaluate("Math.max(...[...document.querySelectorAll('svg.days circle, svg.days text')]"
                         ".map(e => e.getBoundingClientRect().right))")  # fmt: skip
    assert wide <= 390


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_a_story_is_one_screen(visit: Opener, width: int) -> None:
    for language in LANGUAGES:
        page = visit(f"/{language}/findings/shares/", width=width)
        bottom = page.evaluate("document.querySelector('.finding .limits').getBoundingClientRect().bottom")
        assert bottom <= 900
        assert page.locator("svg.lanes .axis-text").count() > 2 and page.locator(".chart .small").inner_text()


@pytest.mark.browser
def test_a_group_is_filtered_in_the_table_to_the_same_number(visit: Opener, built: Path) -> None:
    for (name, group), address in FILTERED.items():
        numbers = next(one["numbers"] for one in findings(built) if one["finding_id"] == name)
        assert f'/en/{address}"' in (built / f"en/findings/{name}/index.html").read_text("utf-8")
        page = visit(f"/en/{address}")
        page.wait_for_selector("#explorer[data-asked]")
        assert page.locator(".filters .count").inner_text().startswith(f"{numbers[group]} of "), (name, group)
