"""Every page type in both languages: clean, accessible, inside its width, readable in the dark and without script."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.terms.messages import words
from tests.site.pages import EVERY, MOVED, Opener, faults, thin

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", EVERY)
def test_page_is_clean_accessible_and_fits_a_phone_in_the_dark(visit: Opener, path: str) -> None:
    """Opened once, on a phone in the dark; then looked at in a wide window by day."""
    page = visit(path, width=390, scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(MOVED) <= 0.1
    thin(page)
    assert faults(page, "color-contrast") == []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_function("() => !document.getAnimations().some((one) => one instanceof CSSTransition)")
    assert faults(page) == []
    assert page.watch.said == []
    assert page.watch.foreign == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_language_of_page_and_of_quotes(visit: Opener, language: str) -> None:
    page = visit(f"/{language}/targets/chengdu-2020.t01/")
    assert page.locator("html").get_attribute("lang") == {"zh": "zh-Hans", "en": "en"}[language]
    assert page.locator(".evidence blockquote").first.get_attribute("lang") == "zh"
    assert page.locator(".evidence blockquote mark").first.inner_text() == "6.5万"


def test_language_switch_stays_on_the_record_and_the_view(visit: Opener) -> None:
    page = visit("/zh/targets/?document=chengdu-2020")
    page.click("[data-twin]")
    page.wait_for_url("**/en/targets/?document=chengdu-2020")
    page.goto(page.url.split("/en/")[0] + "/en/units/chengdu-economy-and-informatization-bureau/")
    page.click("[data-twin]")
    page.wait_for_url("**/zh/units/chengdu-economy-and-informatization-bureau/")


def test_shade_is_kept(visit: Opener) -> None:
    page = visit("/en/")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("button[data-shade]")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != before
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    page.click("main h1")  # a click elsewhere chooses nothing
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


@pytest.mark.parametrize(
    "path", ["", "targets/", "targets/chengdu-2020.t01/", "indicators/base-stations-5g/", "units/"]
)
def test_readable_without_script(visit: Opener, path: str) -> None:
    page = visit(f"/zh/{path}", script=False)
    text = page.locator("main").inner_text()
    wanted = {"targets/": "建成5G基站6.5万座", "units/": "市经信局"}.get(path, "6.5万座")
    assert wanted in (page.locator("main").text_content() or "")
    assert len(text) > 200
    assert page.locator("#menu a").first.is_visible()


def test_prints_to_pdf(visit: Opener) -> None:
    page = visit("/en/targets/chengdu-2020.t01/")
    page.emulate_media(media="print")
    assert not page.locator(".find").first.is_visible()
    assert page.locator(".evidence").first.is_visible()
    assert page.locator("#c-p2").is_visible(), "the chart is printed, too"
    assert page.pdf().startswith(b"%PDF")


def test_a_print_of_the_search_has_what_was_asked(visit: Opener) -> None:
    for path, printed in (("/zh/search/?q=5G基站", True), ("/zh/", False)):
        page = visit(path)
        page.emulate_media(media="print")
        assert page.locator("main input[name=q]").is_visible() == printed, path


def test_a_print_leaves_out_no_body_that_is_folded_on_the_screen(visit: Opener) -> None:
    page = visit("/zh/targets/")
    folded = page.locator("#table .who details a").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()
    assert not page.locator("#table th details blockquote").first.is_visible()


def test_a_print_has_of_long_lists_those_that_are_open(visit: Opener) -> None:
    page = visit("/en/dictionary/")
    page.locator(".fold.long > summary").first.click()
    page.emulate_media(media="print")
    seen = page.locator(".fold.long table").evaluate_all("all => all.map((one) => one.checkVisibility())")
    assert seen[0] and len(seen) > 5 and not any(seen[1:])


def test_a_table_that_scrolls_fades_until_its_end(visit: Opener) -> None:
    page = visit("/en/readers/", width=390)
    end = "one => Number(getComputedStyle(one).getPropertyValue('--end'))"
    table = page.locator(".table-scroll").first
    assert table.evaluate(end) < 1
    table.evaluate("one => one.scrollTo(one.scrollWidth, 0)")
    # A function, not an expression: to read an expression needs eval, which the page forbids.
    page.wait_for_function(f"() => ({end})(document.querySelector('.table-scroll')) === 1")
    assert visit("/en/readers/").locator(".table-scroll").first.evaluate(end) == 1


def test_front_door_and_lost_page(visit: Opener, site: str) -> None:
    page = visit("/")
    page.wait_for_url("**/en/")
    page = visit("/404.html")
    assert page.watch.said == []
    assert page.locator("[data-to='zh/']").get_attribute("href") == "/zh/"


def test_works_below_a_sub_path(visit: Opener) -> None:
    page = visit("/plans/zh/targets/")
    page.wait_for_selector(".count:has-text('89')")
    page.click("#chengdu-2020-t01 th a")
    page.wait_for_url("**/plans/zh/targets/chengdu-2020.t01/")
    assert page.watch.said == []


def test_journalist_in_thirty_seconds(visit: Opener) -> None:
    """How many 5G base stations did Chengdu promise, by when, who answers, may I compare? All on the home page."""
    page = visit("/en/")
    row = page.locator(".answers-table tr", has_text="Chengdu plan").inner_text()
    assert "65,000" in row and "end of 2022" in row and "Nobody is named" in row and "unclear in the text" in row
    assert "Not directly" in page.locator(".featured .limits").inner_text()


@pytest.mark.parametrize(
    "path",
    ["/en/", "/zh/", "/en/timeline/", "/zh/timeline/", "/en/quality/", "/zh/quality/", "/en/dictionary/#targets-basis"],
)
def test_no_table_is_cut_on_a_phone(visit: Opener, path: str) -> None:
    page = visit(path)
    page.set_viewport_size({"width": 390, "height": 844})
    wide = "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    assert page.locator(".table-scroll").count() > 0
    assert page.eval_on_selector_all(".table-scroll", wide) == 0


@pytest.mark.parametrize("width", [390, 1024, 1060, 1100, 1280, 1440])
def test_the_name_of_the_site_is_one_line(visit: Opener, width: int) -> None:
    page = visit("/en/")
    page.set_viewport_size({"width": width, "height": 800})
    lines = "one => one.getClientRects().length && one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight)"
    assert page.eval_on_selector(".brand b", lines) < 1.6
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_pages_beside_the_main_menu_mark_nothing_in_it(built: Path) -> None:
    for path in ("projects", "findings", "timeline", "findings/sought"):
        menu = (built / "en" / path / "index.html").read_text("utf-8").partition('id="menu"')[2].partition("</nav>")[0]
        assert "aria-current" not in menu, path
    assert "aria-current" in (built / "en/targets/index.html").read_text("utf-8").partition("</nav>")[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_quote_from_a_repost_says_so_and_a_comparison_which_area_lies_in_which(built: Path, language: str) -> None:
    said = words(language)["site"]
    mark = said["documents"]["reposted"]
    for record, marked in (("chengdu-2020.t01", True), ("baoshan-2020.t06", False)):
        assert (mark in (built / f"{language}/targets/{record}/index.html").read_text("utf-8")) is marked
    compared = (built / f"{language}/indicators/base-stations-5g/index.html").read_text("utf-8")
    assert {"zh": "宝山属上海", "en": "Baoshan in Shanghai"}[language] in compared
    assert {"zh": "（属上海）", "en": "(in Shanghai)"}[language] in compared
