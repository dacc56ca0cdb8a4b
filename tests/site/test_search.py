"""The search: gold queries, each with the page that must come first."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.site.pages import Opener

pytestmark = pytest.mark.browser

GOLD = yaml.safe_load((Path(__file__).parent / "gold.yaml").read_text("utf-8"))
QUERIES = [(language, str(query), page) for language, queries in GOLD.items() for query, page in queries.items()]


@pytest.mark.parametrize(("language", "query", "wanted"), QUERIES)
def test_gold_query(visit: Opener, language: str, query: str, wanted: str) -> None:
    page = visit(f"/{language}/search/?q={query}")
    page.wait_for_selector(".results li a")
    first = page.locator(".results li a").first
    assert first.evaluate("link => link.pathname") == f"/{language}/{wanted}"
    assert page.watch.said == []


@pytest.mark.parametrize("query", ["基站", "站", "G基", "联网平", "五大千", "逗号"])
def test_any_part_of_a_word_is_found(visit: Opener, built: Path, query: str) -> None:
    """What the search finds is what holds the query, for record pages of targets."""
    page = visit(f"/zh/search/?q={query}&kind=targets")
    page.wait_for_selector(".count:has-text('“')")
    while page.locator(".more:not([hidden]) button").count():
        page.click(".more button")
        page.wait_for_timeout(100)
    found = {link.get_attribute("href").rstrip("/").rsplit("/", 1)[1] for link in page.locator(".results li a").all()}
    for path in (built / "zh/targets").glob("*/index.html"):
        if path.parent.name not in found:
            assert f"{query}</blockquote>" not in path.read_text("utf-8")
            assert f'<h1 data-pagefind-meta="title">{query}' not in path.read_text("utf-8")


def test_from_the_home_page(visit: Opener) -> None:
    page = visit("/zh/")
    page.fill(".find-big input", "充电桩")
    page.keyboard.press("Enter")
    page.wait_for_selector(".results li a")
    assert "/zh/search/?q=" in page.url


def test_first_search_is_light(visit: Opener, sent: list[int]) -> None:
    """At most 300 kB over the wire, page and index and all."""
    page = visit("/zh/search/?q=5G基站")
    page.wait_for_selector(".results li a")
    page.wait_for_timeout(300)
    assert 0 < sum(sent) <= 300_000, sent


def test_nothing_found_is_said(visit: Opener) -> None:
    page = visit("/en/search/?q=zzzzqqqq")
    page.wait_for_selector(".count:has-text('Nothing')")
