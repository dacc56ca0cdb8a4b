"""The parts of rendering that need no browser."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model.comparability import REASONS, against, reasons_among
from publisher.model.index import Entry
from publisher.model.library import Library, library
from publisher.model.numbers import long_number, mark
from publisher.read.package import read_package
from publisher.render.charts import Panel, QuantityMark, Tile, panel, tiles
from publisher.render.context import Rules, renderer
from publisher.render.frame.pages import PAGES
from publisher.render.html import Words
from publisher.render.neighbours import entries, nearby_quantities
from publisher.render.page import rooted
from publisher.render.paging import Sheet, sheets
from publisher.render.plan_pages import item_jobs
from publisher.render.views.cascade import no_share
from publisher.render.views.quantities import report_link
from publisher.terms.messages import words
from publisher.terms.schema import load_schemas
from publisher.work.engine import Engine
from publisher.work.executors import local
from publisher.work.store import Store
from tests.site.pages import TYPES


@pytest.mark.parametrize(
    ("quote", "figure", "marked"),
    [
        ("建成5G基站6.5万座", "6.5万", "6.5万"),
        ("三年内新建3.4万个5G基站", "3.4万", "3.4万"),
        ("到2022年建成22个", "22", "22"),
        ("100Mbps到1000Mbps", "100", "100"),
        ("建成10个", "5", None),
        ("", "", None),
    ],
)
def test_figure_is_marked(quote: str, figure: str, marked: str | None) -> None:
    found = mark(quote, figure)
    assert (quote[slice(*found)] if found else None) == marked


def test_figure_within_a_longer_number_is_not_marked() -> None:
    assert mark("到2022年建成22个", "22") == (8, 10)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (34000, "3.4万", "34,000"),
        (10_000_000, "1,000万", "10 million"),
        (100_000_000_000, "1,000亿", "100 billion"),
        (8_200_000, "820万", "8.2 million"),
        (65, "65", "65"),
        (33.5, "33.5", "33.5"),
        (12_345_678, "12,345,678", "12,345,678"),
    ],
)
def test_long_numbers(value: float, zh: str, en: str) -> None:
    assert long_number(value, "zh") == zh
    assert long_number(value, "en") == en


def test_addresses_are_rooted_in_attributes_only() -> None:
    assert rooted('<a href="@/zh/">="@/</a>', "../") == '<a href="../zh/">="../</a>'
    assert rooted("<p>=&#34;@/</p>", "../") == "<p>=&#34;@/</p>"


def _keys(value: object, path: str = "") -> set[str]:
    if not isinstance(value, dict):
        return {path}
    return {key for name, item in value.items() for key in _keys(item, f"{path}.{name}")}


def test_every_page_of_the_menus_is_looked_at(root: Path) -> None:
    looked_at = set(TYPES.values())
    named = {page.path for page in PAGES if page.group}
    written = {f"{path.stem}/" for path in (root / "docs").glob("*/*.md")}
    assert sorted((named | written) - looked_at) == []


def test_both_languages_have_the_same_words() -> None:
    assert _keys(words("zh")["site"]) == _keys(words("en")["site"])


@pytest.fixture(scope="module")
def held(root: Path) -> Library:
    """The real library."""
    return library(read_package(root, load_schemas(root / "schemas"), sources=None))


HOSTILE = '<img src=x onerror="alert(1)">\'="@/'


def test_whatever_data_say_is_escaped(held: Library) -> None:
    say = Words(held, "en")
    quote = str(say.quote(Entry("targets", "x.t01", "x", {"quote": HOSTILE + "5", "figure_printed": "5"})))
    assert "<img" not in quote and quote.endswith("<mark>5</mark>")
    assert "<img" not in say.zh(HOSTILE)
    mark = QuantityMark(HOSTILE, HOSTILE, HOSTILE, 0, 1, kind="new", note=HOSTILE, of=HOSTILE)
    assert "<img" not in panel(Panel(HOSTILE, HOSTILE, (mark,), ((0, HOSTILE),), HOSTILE))
    assert "<img" not in tiles([Tile(HOSTILE, "new", HOSTILE)], HOSTILE)


def entry(document: str, **values: object) -> dict[str, object]:
    given = {"value": 1, "basis": "new", "measure_id": "ge", "indicator_match": "exact", "deadline": "2022-12-31"}
    return {**given, "document_id": document, **values}


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (entry("shanghai-2020"), entry("chengdu-2020"), ()),
        (entry("shanghai-2020"), entry("chengdu-2020", measure_id="zuo"), ()),
        (entry("shanghai-2020"), entry("chengdu-2020", measure_id="percent"), ("measure",)),
        (entry("shanghai-2020"), entry("chengdu-2020", basis="total"), ("basis",)),
        (entry("shanghai-2020"), entry("chengdu-2020", basis="unclear"), ("unclear",)),
        (entry("shanghai-2020"), entry("chengdu-2020", indicator_match="close"), ("match",)),
        (entry("shanghai-2020"), entry("chengdu-2020", deadline="2025-12-31"), ("deadline",)),
        (entry("shanghai-2020"), entry("baoshan-2020"), ("within",)),
        (entry("shanghai-2020"), entry("chengdu-2020", value=None), ("no_value",)),
        (entry("shanghai-2020", measure_id="gbps"), entry("chengdu-2020", measure_id="tbps"), ()),
    ],
)
def test_reasons_against_comparing(held: Library, one: dict, other: dict, reasons: tuple[str, ...]) -> None:  # type: ignore[type-arg]
    assert against(held, one, other) == reasons
    assert against(held, other, one) == reasons


MEMBERS = st.builds(
    entry,
    st.sampled_from(["shanghai-2020", "chengdu-2020", "baoshan-2020"]),
    value=st.sampled_from([None, 1]),
    basis=st.sampled_from(["new", "total", "unclear"]),
    measure_id=st.sampled_from(["ge", "zuo", "percent"]),
    indicator_match=st.sampled_from(["exact", "close"]),
    deadline=st.sampled_from(["2022-12-31", "2025-12-31"]),
)


@given(members=st.lists(MEMBERS, max_size=4))
def test_reasons_among_many_are_those_of_all_pairs(held: Library, members: list[dict]) -> None:  # type: ignore[type-arg]
    pairs = {reason for one, other in combinations(members, 2) for reason in against(held, one, other)}
    assert reasons_among(held, members) == tuple(reason for reason in REASONS if reason in pairs)


@pytest.mark.parametrize(
    ("upper", "lower", "why"),
    [
        ({}, {"basis": "total"}, "basis"),
        ({"basis": "unclear"}, {}, "unclear"),
        ({"basis": "rate"}, {}, "rate"),
        ({}, {}, "not_summed"),
    ],
)
def test_a_share_is_formed_only_where_it_may(held: Library, upper: dict, lower: dict, why: str) -> None:  # type: ignore[type-arg]
    def made(document: str, values: dict[str, object]) -> list[Entry]:
        return [Entry("targets", "x", document, entry(document, indicator_id="base-stations-5g", **values))]

    assert no_share(held, made("shanghai-2020", upper), made("baoshan-2020", lower)) == why


def test_report_is_prefilled_only_where_there_is_a_place_for_it(held: Library) -> None:
    def link(repository: str | None) -> str | None:
        package = replace(held.package, descriptor={**held.package.descriptor, "repository": repository})
        return report_link(renderer(library(package), "en"), "chengdu-2020.t01", "en/targets/chengdu-2020.t01/")

    assert link(None) is None
    found = link("https://example.org/plans/") or ""
    assert found.startswith("https://example.org/plans/issues/new?title=") and "chengdu-2020.t01" in found


@pytest.mark.slow
def test_pages_of_bodies_and_indicators_are_the_same_wherever_made(held: Library, tmp_path: Path) -> None:
    store, jobs = Store(tmp_path), list(item_jobs(held, Rules()))
    here = list(Engine().each(jobs, seconds=0))
    with local(2) as pool:
        assert list(Engine(store, pool).each(jobs, seconds=1)) == here
    assert list(Engine(store).each(jobs, seconds=0)) == here
    assert len(here) == len(held.registry["units"]) + len(held.registry["indicators"])


def test_others_beside_a_quantity_are_the_nearest(held: Library) -> None:
    few, every = nearby_quantities(held, 1), nearby_quantities(held, 1000)
    for plan_id in few:
        (shown, total), (all_shown, all_total) = entries(few[plan_id]), entries(every[plan_id])
        assert total == all_total == {name: len(rows) for name, rows in all_shown.items()}
        for name, rows in shown.items():
            own = [e for e in all_shown[name] if e.document_id == plan_id]
            others = [e for e in rows if e.document_id != plan_id]
            assert [e for e in rows if e.document_id == plan_id] == own
            assert len(others) == min(1, len(all_shown[name]) - len(own))
            assert [e.id for e in all_shown[name] if e in rows] == [e.id for e in rows]
    # The district's plan stands beside the city's that it implements, whatever else is near.
    beside, _ = entries(few["baoshan-2020"])
    assert {e.document_id for e in beside["base-stations-5g"]} == {"baoshan-2020", "shanghai-2020"}


@pytest.mark.parametrize(
    ("number", "of", "near"),
    [
        (0, 1, [(1, "x/")]),
        (1, 3, [(1, "x/"), (2, "x/2/"), (3, "x/3/")]),
        (5, 20, [(1, "x/"), None, *((n, f"x/{n}/") for n in range(4, 9)), None, (20, "x/20/")]),
    ],
)
def test_pages_of_a_list_link_to_their_neighbours(number: int, of: int, near: list[tuple[int, str] | None]) -> None:
    assert Sheet("x/", number, of).near == near


def test_items_of_a_list_stand_on_one_page_each() -> None:
    found = [i for _, part in sheets("x/", 7, 3) for i in range(7)[part]]
    assert found == list(range(7))
    assert [sheet.path for sheet, _ in sheets("x/", 7, 3)] == ["x/", "x/2/", "x/3/"]
    assert [sheet.of for sheet, _ in sheets("x/", 0, 3)] == [1]
