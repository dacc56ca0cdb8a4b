"""The explorer: filters with counts, a view that is its address, downloads that hold what is seen, keys alone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.site.pages import Opener

pytestmark = pytest.mark.browser

SHOWN = "#table tbody tr:not([hidden])"


def ready(page: Page) -> Page:
    page.wait_for_selector(".filters:not([hidden])")
    return page


def total(built: Path) -> int:
    return int(json.loads((built / "api/v1/targets.json").read_bytes())["total"])


def test_text_filter_finds_parts_in_both_languages(visit: Opener) -> None:
    page = ready(visit("/en/targets/"))
    for text in ("5G基站", "5g base stat", "市经信", "65000"):
        page.fill(".filters [name=q]", text)
        page.wait_for_url(lambda url, text=text: parse_qs(urlsplit(url).query).get("q") == [text])
        assert page.locator(SHOWN).count() > 0, text
    page.fill(".filters [name=q]", "６５０００")  # full-width digits
    page.wait_for_timeout(300)
    assert page.locator(SHOWN).count() > 0
    assert page.locator(SHOWN).count() < 10


def test_counts_beside_choices_are_true(visit: Opener, built: Path) -> None:
    page = ready(visit("/en/targets/"))
    records = json.loads((built / "api/v1/targets.json").read_bytes())["data"]
    page.click("[data-facet=basis] summary")
    for label in page.locator("[data-facet=basis] label").all():
        text = label.inner_text().split("\n")
        assert int(text[-1]) > 0
    page.click("[data-facet=document] summary")
    page.click("[data-facet=document] label:has-text('Chengdu')")
    assert page.locator(SHOWN).count() == sum(r["document_id"] == "chengdu-2020" for r in records)
    page.click("[data-facet=basis] summary")
    shown = {
        line.inner_text().split("\n")[0]: int(line.inner_text().split("\n")[-1])
        for line in page.locator("[data-facet=basis] label").all()
    }
    assert shown["unclear in the text"] == sum(
        r["document_id"] == "chengdu-2020" and r["basis"] == "unclear" for r in records
    )


def test_view_is_in_the_address_and_back_works(visit: Opener, built: Path) -> None:
    page = ready(visit("/zh/targets/"))
    page.click("[data-facet=document] summary")
    page.click("[data-facet=document] label:has-text('成都')")
    page.click("th[data-key=amount] button")
    page.click("th[data-key=amount] button")
    assert "document=chengdu-2020" in page.url and "sort=-amount" in page.url
    first = page.locator(SHOWN).first.get_attribute("data-id")
    shared = ready(visit(page.url.split("/", 3)[3].join(["/", ""])))
    assert shared.locator(SHOWN).first.get_attribute("data-id") == first
    assert shared.locator("th[data-key=amount]").get_attribute("aria-sort") == "descending"
    for _ in range(3):
        page.go_back()
    assert page.locator(SHOWN).count() == total(built)


def test_download_holds_the_view(visit: Opener, built: Path, tmp_path: Path) -> None:
    page = ready(visit("/en/targets/?document=chengdu-2020&sort=-amount"))
    seen = [row.get_attribute("data-id") for row in page.locator(SHOWN).all()]
    records = {r["target_id"]: r for r in json.loads((built / "api/v1/targets.json").read_bytes())["data"]}
    with page.expect_download() as waiting:
        page.click("[data-download=csv]")
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["target_id"] for row in rows] == seen
    assert all(row["quote"] == records[row["target_id"]]["quote"] for row in rows)
    assert all(row["value"] in ("", str(records[row["target_id"]]["value"])) for row in rows)
    with page.expect_download() as waiting:
        page.click("[data-download=json]")
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    whole = json.loads(path.read_bytes())
    assert whole["data"] == [records[i] for i in seen] and whole["total"] == len(seen)


def test_cell_that_begins_a_formula_is_harmless(visit: Opener, tmp_path: Path) -> None:
    page = ready(visit("/en/targets/?q=chengdu-2020.t01"))
    answer = {"data_version": "0", "data": [{"target_id": "chengdu-2020.t01", "quote": '=HYPERLINK("x")', "value": -1}]}
    page.route("**/api/v1/targets.json", lambda route: route.fulfill(json=answer))
    with page.expect_download() as waiting:
        page.click("[data-download=csv]")
    waiting.value.save_as(tmp_path / "x.csv")
    (_, row) = csv.reader(io.StringIO((tmp_path / "x.csv").read_text("utf-8-sig"), newline=""))
    assert row == ["chengdu-2020.t01", '\'=HYPERLINK("x")', "-1"]


def test_evidence_opens_in_the_row(visit: Opener) -> None:
    page = ready(visit("/zh/targets/?q=6.5万座"))
    row = page.locator(SHOWN).first
    row.locator("summary").first.click()
    assert row.locator("blockquote").is_visible()
    assert row.locator("blockquote mark").inner_text() == "6.5万"


def test_columns_can_be_hidden(visit: Opener) -> None:
    page = ready(visit("/en/targets/?hide=basis,pillar,indicator"))
    assert not page.locator("th[data-key=basis]").is_visible()
    page.click(".tools summary")
    page.check("[data-column=basis]")
    assert page.locator("th[data-key=basis]").is_visible()


def test_keys_alone_are_enough(visit: Opener) -> None:
    page = ready(visit("/en/targets/"))
    page.focus(".filters [name=q]")
    page.keyboard.type("hydrogen")
    page.wait_for_url("**q=hydrogen**")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # opens the first filter
    assert page.locator("[data-facet=document]").get_attribute("open") is not None
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**document=**")
    page.keyboard.press("Escape")
    assert page.locator("[data-facet=document]").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_rows_are_cards_on_a_phone(visit: Opener) -> None:
    page = ready(visit("/zh/targets/", width=390))
    row = page.locator(SHOWN).first
    assert row.evaluate("row => getComputedStyle(row).display") == "flex"
    assert row.get_attribute("role") == "row"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_first_view_is_light(visit: Opener, sent: list[int]) -> None:
    """At most 150 kB over the wire, as a static host sends it."""
    page = visit("/zh/targets/")
    page.wait_for_timeout(300)
    assert 0 < sum(sent) <= 150_000, sent
