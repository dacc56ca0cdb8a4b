"""A large corpus: lists in pages, the explorer with narrow limits, records without pages of their own; each rule once.

The real plans with the limits set low stand for a corpus of thousands.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from build import KEPT
from publisher.model.library import MOST_PAGED, Library, library
from publisher.publish import manifest
from publisher.publish.publish import publish
from publisher.publish.scale import SizeLimits as Sizes
from publisher.read.package import read_package
from publisher.render.page_limits import PageLimits
from publisher.render.site import render
from publisher.terms.address import anchor
from publisher.terms.schema import load_schemas
from publisher.work.engine import Engine
from publisher.work.output import Output
from publisher.work.store import Store
from tests.site.conftest import Host, Watch
from tests.site.pages import faults, thin
from tests.site.test_links import parsed, sound

pytestmark = pytest.mark.slow

LOW = PageLimits(
    documents=2,
    others=2,
    compared=3,
    files=4,
    rows=10,
    filed=15,
    texts=10,
    looked=30,
    gathered=3,
    sheets=20,
    searched=300_000,
)


@dataclass(frozen=True)
class Made:
    """A site with low limits."""

    held: Library
    out: Path

    def page(self, path: str) -> str:
        return (self.out / path / "index.html").read_text("utf-8")


def make(root: Path, out: Path, *, most_paged: int, listed: int) -> Made:
    """A site whose records have no page where there are more than `most_paged` plans, and whose listings are divided
    where they hold more than `listed` records."""
    held = library(read_package(root, load_schemas(root / "schemas")), most_paged=most_paged)
    written, sizes = Output(out), Sizes(listed=listed)
    site = render(held, out=written, docs=root / "docs", mkdocs=root / "mkdocs.yml", limits=LOW, sizes=sizes)
    publish(held, written, limits=sizes)
    site.finish(manifest.entries(written))
    for name in ("data/manifest.json", "SHA256SUMS", "changes.atom"):  # the last step of a build writes them
        (out / name).touch()
    return Made(held, out)


@pytest.fixture(scope="module")
def large(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """More documents than one page of a list holds."""
    return make(root, tmp_path_factory.mktemp("large"), most_paged=1000, listed=20_000)


@pytest.fixture(scope="module")
def compact(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """More plans than records could have pages."""
    return make(root, tmp_path_factory.mktemp("compact"), most_paged=4, listed=10)


@pytest.fixture(params=["large", "compact"])
def made(request: pytest.FixtureRequest) -> Made:
    found: Made = request.getfixturevalue(request.param)
    return found


def test_pages_are_sound(made: Made) -> None:
    sound(made.out, parsed(made.out))


def test_every_document_stands_on_one_page_of_a_list(made: Made) -> None:
    sheets = ["en/documents", "en/documents/2", "en/documents/3"]
    assert not (made.out / "en/documents/4").exists()
    for plan in made.held.plans():
        holding = [sheet for sheet in sheets if f'en/documents/{plan.id}/"' in made.page(sheet)]
        assert len(holding) == 1, (plan.id, holding)
    assert 'aria-current="page">2</a>' in made.page(sheets[1])


def test_quality_has_totals_first_and_documents_after(made: Made) -> None:
    first, second = made.page("en/quality"), made.page("en/quality/2")
    assert 'id="agreement"' in first and 'id="plans"' not in first
    assert 'id="agreement"' not in second and 'id="plans"' in second and 'id="open"' not in second


def test_rows_go_over_pages_and_matrices_stand_with_their_document(made: Made) -> None:
    bodies = len(made.held.registry["units"])
    pages = [made.page("zh/units"), *(made.page(f"zh/units/{n}") for n in range(2, -(-bodies // LOW.rows) + 1))]
    for unit in made.held.registry["units"]:
        assert sum(f'data-id="{unit}"' in page for page in pages) == 1, unit
    assert not any('class="data matrix"' in page for page in pages)
    assert 'class="data matrix"' in made.page("zh/documents/chengdu-2020")
    assert not (made.out / "zh/projects/2").exists() and 'data-step="1"' in made.page("zh/projects")


def test_home_shows_totals(made: Made) -> None:
    page = made.page("en")
    assert 'class="tiles"' not in page and 'id="bases"' in page


def test_long_groups_of_downloads_are_counted(made: Made) -> None:
    page = made.page("en/data")
    assert (
        'id="files-packages"' in page and "data/packages/chengdu-2020.zip" not in page.split("application/ld+json")[0]
    )


def test_comparison_says_how_many_there_are(large: Made) -> None:
    for plan in large.held.plans():
        for quantity in plan.targets:
            page = large.page(f"en/targets/{quantity.id}").split('id="compare"', 1)
            if len(page) == 2 and (every := quantity.record.indicator_id):
                entries = [e for e in large.held.index.by_indicator[every] if e.values.get("parent_target_id") is None]
                own = sum(e.document_id == plan.id for e in entries)
                shown = page[1].split("</table>")[0].count("<tr") - 1
                assert shown == min(LOW.compared, own + min(LOW.others, len(entries) - own)), quantity.id
                assert (f"of {len(entries)};" in page[1]) == (shown < len(entries)), quantity.id


def test_records_of_a_compact_library_stand_whole_on_their_document(compact: Made) -> None:
    for name in ("targets", "observations", "tasks"):
        kept = {path.name for path in (compact.out / "en" / name).iterdir()} - {"index.html", "index.json", "rows"}
        assert all(path.isdigit() for path in kept), (name, kept)
    for plan in compact.held.plans():
        page = compact.page(f"zh/documents/{plan.id}")
        for quantity in (*plan.targets, *plan.observations):
            own = page.split(f'id="{anchor(quantity.id)}"', 1)[1].split('class="item record"', 1)[0]
            assert str(quantity.record.quote) in own.replace("<mark>", "").replace("</mark>", "").replace("&#34;", '"')
            assert quantity.id in own and str(quantity.record.figure_printed or "") in own
            assert str((quantity.record.values.get("deadline") or "")[:4]) in own
            assert all(body.name_printed in own for s in quantity.statements for body in s.bodies)
            assert str(quantity.record.caveat_zh or "") in own
        assert all(f'id="{anchor(task)}"' in page for task in plan.tasks)


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_edit_changes_the_pages_that_show_it_and_no_others(root: Path, built: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "datapackage", tmp_path / "datapackage")
    store = Store(root / KEPT)  # with what the build kept

    def made(name: str) -> dict[str, bytes]:
        held = library(read_package(tmp_path, load_schemas(root / "schemas")), Engine(store))
        out = Output(tmp_path / name)
        render(held, out=out, docs=root / "docs", mkdocs=root / "mkdocs.yml").finish(())
        return _tree(tmp_path / name)

    before = made("before")
    path = tmp_path / "datapackage/plans/chengdu-2020/targets.csv"
    path.write_text(path.read_text("utf-8").replace("65000", "65001"), "utf-8")
    after = made("after")
    changed = {name for name in after if after[name] != before.get(name)}
    assert "zh/targets/chengdu-2020.t01/index.html" in changed
    assert not [name for name in changed if name.startswith(("zh/tasks/shanghai", "zh/units/", "zh/method/"))]


def test_docs_state_the_rules(root: Path) -> None:
    for language in ("zh", "en"):
        text = (root / f"docs/{language}/data.md").read_text("utf-8").split("{#large}")[1]
        own = PageLimits()
        assert all(
            f"{n:,}" in text
            for n in (own.documents, own.others, own.compared, own.files, own.looked, own.rows * own.sheets, MOST_PAGED)
        )


# ---- in the browser ----

SHOWN = "#table tbody tr"


@pytest.fixture
def look(browser: Browser, made: Made) -> Iterator[Page]:
    """A page on the server of the made site; its `at` opens an address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(made.out))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        site = f"http://127.0.0.1:{server.server_address[1]}"
        context = browser.new_context(base_url=site, accept_downloads=True)
        page, watch = context.new_page(), Watch()
        page.on("console", lambda message: watch.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: watch.said.append(f"error: {error}"))
        page.on("request", lambda r: None if r.url.startswith((site, "blob:")) else watch.foreign.append(r.url))
        yield page
        assert watch.said == [] and watch.foreign == []
        context.close()
        server.shutdown()


def at(page: Page, path: str) -> Page:
    page.goto(path)
    page.wait_for_selector("#explorer[data-asked]")
    return page


def records(made: Made) -> list[dict[str, object]]:
    """The targets as the explorer lists them: plan by plan, those with a number first."""
    found = []
    for plan in made.held.plans():
        for quantity in sorted(plan.targets, key=lambda one: one.record.value is None):
            found.append({**quantity.record.values, "checked": quantity.checked})
    return found


def said(page: Page, n: int, of: int) -> None:
    text = f"{n} of {of} " if n < of else f"All {of}"
    expect(page.locator(".filters .count")).to_contain_text(text)


@pytest.mark.browser
def test_explorer_filters_with_counts(look: Page, made: Made) -> None:
    every = records(made)
    page = at(look, "/en/targets/")
    said(page, len(every), len(every))
    assert page.locator(SHOWN).count() == LOW.rows
    page.click("[data-facet=area] summary")
    page.click("[data-facet=area] label:has-text('Chengdu')")
    chengdu = [r for r in every if r["document_id"] == "chengdu-2020"]
    said(page, len(chengdu), len(every))
    page.keyboard.press("Escape")
    page.click("[data-facet=basis] summary")
    line = page.locator("[data-facet=basis] label", has_text="unclear")
    expect(line.locator(".n-count")).to_have_text(str(sum(r["basis"] == "unclear" for r in chengdu)))
    page.click("[data-facet=basis] label:has-text('unclear')")
    said(page, sum(r["basis"] == "unclear" for r in chengdu), len(every))
    assert {"area=510100", "basis=unclear"} <= set(urlsplit(page.url).query.split("&"))
    page.go_back()
    said(page, len(chengdu), len(every))


@pytest.mark.browser
def test_explorer_goes_page_by_page(look: Page, made: Made) -> None:
    every = records(made)
    page = at(look, "/en/targets/")
    seen: list[str] = []
    while True:
        seen += page.locator(SHOWN).evaluate_all("all => all.map((one) => one.dataset.id)")
        following = page.locator(".pager-script [data-step='1']")
        if following.is_disabled():
            break
        first = page.locator(SHOWN).first.get_attribute("data-id")
        following.click()
        expect(page.locator(SHOWN).first).not_to_have_attribute("data-id", str(first))
    assert seen == [r["target_id"] for r in every]
    assert parse_qs(urlsplit(page.url).query)["page"] == [str(-(-len(every) // LOW.rows))]
    page.go_back()
    expect(page.locator(SHOWN)).to_have_count(LOW.rows)


@pytest.mark.browser
def test_explorer_finds_a_record(look: Page, made: Made) -> None:
    # Among more rows than may be looked through, only names are asked, and the page says so.
    page = at(look, "/zh/targets/?q=6.5万")
    expect(page.locator(".hint")).to_contain_text(f"{LOW.looked}条")
    assert page.locator(SHOWN).count() == 0
    at(page, "/zh/targets/?q=6.5万&document=chengdu-2020")
    assert not page.locator(".hint").is_visible(), page.locator(".hint").inner_text()
    assert page.locator(SHOWN).count() >= 1
    at(page, "/en/targets/?q=chengdu-2020.t01&document=chengdu-2020")
    assert page.locator(SHOWN).count() == 1
    page.locator(f"{SHOWN} th a").first.click()
    page.wait_for_url(
        "**/en/documents/chengdu-2020/#chengdu-2020-t01" if made.held.compact else "**/en/targets/chengdu-2020.t01/"
    )


@pytest.mark.browser
def test_explorer_downloads_the_view(look: Page, made: Made, tmp_path: Path) -> None:
    """Where the table is divided, a view is gathered from a file a document."""
    page = at(look, "/en/targets/?document=chengdu-2020,baoshan-2020&sort=-document")
    wanted = [r["target_id"] for r in records(made) if r["document_id"] == "chengdu-2020"]
    wanted += [r["target_id"] for r in records(made) if r["document_id"] == "baoshan-2020"]
    with page.expect_download() as waiting:
        page.click("[data-download=csv]")
    waiting.value.save_as(tmp_path / "x.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text("utf-8-sig"), newline="")))
    assert [row["target_id"] for row in rows] == wanted
    assert all(row["quote"] for row in rows)
    with page.expect_download() as waiting:
        page.click("[data-download=json]")
    waiting.value.save_as(tmp_path / "x.json")
    assert json.loads((tmp_path / "x.json").read_bytes())["total"] == len(wanted)


@pytest.mark.browser
def test_a_view_of_too_many_documents_leads_to_the_files(look: Page, made: Made) -> None:
    divided = (made.out / "data/csv/by-document/targets").is_dir()
    assert divided == made.held.compact
    page = at(look, "/en/targets/")
    said(page, len(records(made)), len(records(made)))
    assert page.locator("[data-download=csv]").is_disabled() == divided


@pytest.mark.browser
def test_a_search_looks_through_as_many_documents_as_one_answer_may_cost(look: Page, made: Made) -> None:
    assert len(list((made.out / "search").glob("*-20*.json"))) == len(made.held.plan_ids)
    for document, words in (("baoshan-2020", "宝山区"), ("shanghai-yrd-2020", "长三角")):
        look.goto(f"/zh/search/?q={words}&kind=documents")
        look.wait_for_selector(f".results a[href$='/documents/{document}/']")
    look.goto("/zh/search/?q=成都的5G基站")
    look.wait_for_selector(".results a[href*='chengdu']")  # its document first
    before = look.inner_text(".count")
    look.click(".count button")
    look.wait_for_function("before => document.querySelector('.count').innerText !== before", arg=before)


PLACES = (
    "", "targets/", "documents/", "documents/2/", "documents/chengdu-2020/", "tasks/2/", "notes/2/", "quality/",
    "quality/2/", "units/", "units/2/", "indicators/", "indicators/base-stations-5g/", "data/", "search/",
)  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_are_accessible_and_fit_a_phone(look: Page, language: str) -> None:
    look.set_viewport_size({"width": 390, "height": 900})
    for place in PLACES:
        look.goto(f"/{language}/{place}")
        assert look.evaluate("document.documentElement.scrollWidth") <= 390, place
        thin(look)
        assert faults(look) == [], place


@pytest.mark.browser
def test_first_rows_are_there_without_a_script(browser: Browser, made: Made) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((made.out / "en/targets/index.html").as_uri())
    assert page.locator(SHOWN).count() == LOW.rows
    assert page.locator("noscript .pager a").count() > 2
    page.goto((made.out / "en/projects/index.html").as_uri())
    assert page.locator(SHOWN).count() == LOW.rows and page.locator("noscript a").count() == 2
    context.close()
