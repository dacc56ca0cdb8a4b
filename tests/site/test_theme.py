"""The theme: whatever Markdown gives looks like the rest of the site, in both languages, on paper and in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pygments.token import STANDARD_TYPES

from publisher.render.frame.mkdocs import MkDocsRun, made
from publisher.render.site import ASSETS
from tests.site.pages import Opener

KINDS = Path(__file__).parent / "kinds.md"  # one of everything that Markdown can say here


@pytest.fixture(scope="module")
def kinds(root: Path) -> dict[str, str]:
    """The page of everything, as MkDocs makes it, by language."""
    text = KINDS.read_text("utf-8")
    shared = (root / "mkdocs.yml").read_text("utf-8")
    found = {}
    for language in ("zh", "en"):
        run = MkDocsRun(language, {"kinds.md": text}, {"kinds/": "Kinds"}, ("1.0.0", "2026-11-28"), shared)
        found[language] = made([run])[0]["kinds/index.html"]
    return found


def test_notes_and_footnotes_speak_the_language_of_the_page(kinds: dict[str, str]) -> None:
    for language, (title, folded, own, back, skip) in {
        "zh": ("注意", "提示", "自定的题目", "回到正文（注1）", "跳到正文"),
        "en": ("Warning", "Tip", "自定的题目", "Back to the text, note 1", "Skip to content"),
    }.items():
        page = kinds[language]
        assert f'<p class="admonition-title">{title}</p>' in page
        assert f'<p class="admonition-title">{own}</p>' in page
        assert f"<summary>{folded}</summary>" in page
        assert f'title="{back}"' in page
        assert f">{skip}</a>" in page


def test_contents_stand_once_and_after_the_title(kinds: dict[str, str]) -> None:
    page = kinds["en"]
    assert page.count('<nav class="contents"') == page.count("<h1") == 1
    assert page.index("</h1>") < page.index('<nav class="contents"') < page.index("<p>First")


def test_no_class_of_ours_is_one_of_the_highlighter() -> None:
    """Its classes are short (n, k, s1): a rule of ours for .n would reach into every piece of code."""
    short = set(STANDARD_TYPES.values()) - {""}
    for rule in re.findall(r"([^{}]+)\{", (ASSETS / "site.css").read_text("utf-8")):
        for selector in re.split(r",(?![^(]*\))", rule):
            names = set(re.findall(r"\.([a-zA-Z][\w-]*)", selector))
            assert not names & short or names & {"highlight", "legend", "matrix"}, selector.strip()


@pytest.fixture
def opened(browser: Browser, built: Path, kinds: dict[str, str]) -> Iterator[Opener]:
    """opened(language, width=390, scheme="dark") → the page of everything with the site's own style sheet."""
    contexts = []

    def show(language: str, *, width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        place = built / language / "kinds" / "index.html"
        place.parent.mkdir(exist_ok=True)
        place.write_text(kinds[language], "utf-8")
        try:
            page.goto(place.as_uri())
        finally:
            place.unlink()
            place.parent.rmdir()
        return page

    yield show
    for context in contexts:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_everything_fits_and_can_be_read(opened: Opener, width: int, scheme: str) -> None:
    page = opened("zh", width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:160]) for v in found if v["impact"] in ("serious", "critical")] == []


def style(page: Page, selector: str, *names: str) -> list[str]:
    """Computed values of the first element that a selector finds."""
    script = "(found, names) => names.map(name => getComputedStyle(found)[name])"
    return list(page.locator(selector).first.evaluate(script, list(names)))


@pytest.mark.browser
def test_handwritten_pages_look_like_generated_ones(visit: Opener) -> None:
    written, generated = visit("/en/method/"), visit("/en/quality/")
    same = {
        "h2": ("fontFamily", "fontSize", "fontWeight", "color"),
        "main table th": ("backgroundColor", "color", "fontSize", "fontWeight"),
        "main table td": ("paddingTop", "paddingLeft", "borderBottomColor"),
        "main a:not(.headerlink, nav a)": ("color", "textDecorationLine", "textDecorationColor"),
        "footer a": ("color", "textDecorationLine", "textDecorationColor"),
        "header .menu a": ("fontSize", "color"),
    }
    for selector, names in same.items():
        assert style(written, selector, *names) == style(generated, selector, *names), selector


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_bullets_stand_within_the_text(visit: Opener, width: int) -> None:
    page = visit("/zh/about/", width=width)
    item, text = page.locator("main li >> nth=2").bounding_box(), page.locator("main h1").bounding_box()
    assert item and text and item["x"] >= text["x"] + 16


@pytest.mark.browser
@pytest.mark.parametrize(("width", "beside"), [(390, False), (1024, True), (1440, True)])
def test_contents_stand_beside_the_text_or_above_it(visit: Opener, width: int, beside: bool) -> None:
    page = visit("/en/method/", width=width)
    contents, text = page.locator(".contents").bounding_box(), page.locator("main > p").first.bounding_box()
    assert contents and text
    assert (contents["x"] >= text["x"] + text["width"]) == beside
    assert contents["y"] <= text["y"] + 20
    assert contents["x"] + contents["width"] <= width
    page.evaluate("scrollTo(0, 1500)")
    assert (page.locator(".contents").bounding_box() or {"y": -1})["y"] >= 0 if beside else True


@pytest.mark.browser
def test_code_has_no_spaces_that_nobody_wrote(visit: Opener) -> None:
    page = visit("/en/api/")
    assert style(page, ".highlight .n", "paddingLeft", "marginLeft", "minWidth", "display") == [
        "0px",
        "0px",
        "0px",
        "inline",
    ]
    assert "json.load(answer)" in page.locator(".highlight").last.inner_text()


@pytest.mark.browser
def test_citations_of_the_whole_begin_with_their_letter(visit: Opener) -> None:
    page = visit("/en/about/")
    assert page.locator("main summary").first.evaluate("e => getComputedStyle(e, '::before').content") in (
        "none",
        "normal",
    )


@pytest.mark.browser
def test_paper_is_light_whatever_was_chosen(visit: Opener) -> None:
    page = visit("/en/api/")
    page.click("button[data-shade]")
    page.emulate_media(media="print")
    assert style(page, "main p", "color") == ["rgb(0, 0, 0)"]
    assert not page.locator(".contents").is_visible() and not page.locator(".aside").is_visible()


SIZES = """() => {
  const found = new Set(), text = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (text.nextNode()) {
    const holder = text.currentNode.parentElement;
    const shown = text.currentNode.textContent.trim() && holder.checkVisibility();
    if (shown) found.add(parseFloat(getComputedStyle(holder).fontSize));
  }
  return [...found];
}"""


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "targets/", "targets/chengdu-2020.t01/", "documents/baoshan-2020/", "api/"])
def test_text_has_few_sizes_and_none_is_tiny(visit: Opener, path: str) -> None:
    sizes = visit(f"/en/{path}").evaluate(SIZES)
    assert len(sizes) <= 10 and min(sizes) >= 13, sorted(sizes)
