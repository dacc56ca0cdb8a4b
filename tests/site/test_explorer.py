"""The explorer, for every kind of record: filters with counts, words, sorting, downloads, the address, keys, phones."""

from __future__ import annotations

import io
import json
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from publisher.model.library import library
from publisher.read.package import read_package
from publisher.render.context import renderer
from publisher.render.explorer.kinds import EXPLORED
from publisher.render.explorer.rows import of_plan
from publisher.render.views.explorer import Explorer
from publisher.terms.schema import load_schemas
from tests.site.conftest import Host
from tests.site.pages import Opener

pytestmark = pytest.mark.browser

SHOWN = "#table tbody tr"
FACETS = {  # facet → the column of the published table that it counts
    "document": "document_id", "area": "area_code", "theme": "theme_id", "indicator": "indicator_id",
    "measure": "measure_id", "year": "deadline",
}  # fmt: skip
OTHER = {"unit", "pillar", "theme"}  # whose columns hold several values or names, or lie in another table


def published(built: Path, kind: str) -> pd.DataFrame:
    """The published table, every cell as its text."""
    return pd.read_csv(built / f"data/{kind}.csv", dtype=str, keep_default_na=False)


def ready(page: Page) -> Page:
    page.wait_for_selector("#explorer[data-asked]")
    return page


def choices(page: Page, facet: str) -> dict[str, int]:
    """The choices of a facet with their counts."""
    if not page.locator(f"[data-facet={facet}]").get_attribute("open") is not None:
        page.click(f"[data-facet={facet}] summary")
    page.wait_for_selector(f"[data-facet={facet}] label")
    lines = "all => all.map((one) => [one.querySelector('input').value, one.querySelector('.n-count').innerText])"
    said = page.locator(f"[data-facet={facet}] label").evaluate_all(lines)
    found = {str(value): int(count) for value, count in said}
    page.keyboard.press("Escape")
    return found


def choose(page: Page, facet: str, code: str) -> None:
    page.click(f"[data-facet={facet}] summary")
    page.check(f"[data-facet={facet}] input[value='{code}']")
    page.wait_for_url(f"**{facet}=**")
    page.keyboard.press("Escape")


def said(page: Page, n: int) -> None:
    expect(page.locator(".filters .count")).to_contain_text(f"{n} of ")


def search(page: Page, text: str) -> None:
    page.fill(".filters [name=q]", text)
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("q") == ([text] if text else None))
    page.wait_for_selector(f"#explorer[data-asked='{text}']")


def seen(page: Page) -> list[str]:
    return list(page.locator(SHOWN).evaluate_all("all => all.map((one) => one.dataset.id)"))


@pytest.mark.parametrize("kind", EXPLORED)
def test_counts_are_those_of_the_published_table(visit: Opener, built: Path, kind: str) -> None:
    page, table = ready(visit(f"/en/{kind}/")), published(built, kind)
    expect(page.locator(".filters .count")).to_have_text(f"All {len(table)}")
    for facet in EXPLORED[kind].facets:
        column = FACETS.get(facet, facet)
        if facet in OTHER or not page.locator(f"[data-facet={facet}]").is_visible():
            continue
        if kind == "projects" and facet == "area":
            column = "document_area_code"
        if kind == "units" and facet == "document":
            values = table["document_ids"].str.split("、").explode()
        else:
            values = table[column].str[:4] if facet == "year" else table[column]
        if facet == "deadline_basis":
            period = (values == "stated") & ~table.deadline_printed.str.contains(r"\d{4}")
            values = values.where(~period, "counted")  # three years, no date
        if kind == "units" and facet == "area":
            values = values.where(values != "", table["area_zh"])  # an area that has no code
        assert choices(page, facet) == values.replace("", "none").value_counts().to_dict(), facet


@pytest.mark.parametrize("kind", ["targets", "projects", "tasks"])
def test_bodies_are_counted_and_narrowed_by_typing(visit: Opener, built: Path, kind: str) -> None:
    page, table = ready(visit(f"/zh/{kind}/")), published(built, kind)
    columns = table[["lead_unit_ids", "support_unit_ids", "undivided_unit_ids"]]
    every = columns.agg("、".join, axis=1).str.split("、").explode().reset_index().drop_duplicates()
    wanted = every[every.iloc[:, 1] != ""].iloc[:, 1].value_counts()
    found = choices(page, "unit")
    nobody = found.pop("none")
    assert found == wanted.to_dict()
    assert nobody == int((columns == "").all(axis=1).sum())
    counts = list(found.values())
    assert counts == sorted(counts, reverse=True)
    page.click("[data-facet=unit] summary")
    page.fill("[data-facet=unit] .facet-find", "经信委")  # another form of the name
    expect(page.locator("[data-facet=unit] label")).not_to_have_count(len(found) + 1)
    codes = page.locator("[data-facet=unit] label input").evaluate_all("all => all.map((one) => one.value)")
    assert "shanghai-economy-and-informatization-commission" in codes and len(codes) < 8
    assert "上海市" in page.locator("[data-facet=unit] label").first.inner_text()


def test_counts_follow_the_other_filters(visit: Opener, built: Path) -> None:
    page, table = ready(visit("/en/targets/")), published(built, "targets")
    choose(page, "document", "chengdu-2020")
    own = table[table.document_id == "chengdu-2020"]
    said(page, len(own))
    assert choices(page, "basis") == own.basis.replace("", "none").value_counts().to_dict()
    assert choices(page, "document") == table.document_id.value_counts().to_dict()
    choose(page, "theme", "networks")
    choose(page, "theme", "energy")
    both = own[own.theme_id.isin(["networks", "energy"])]
    said(page, len(both))
    assert set(seen(page)) == set(both.target_id)


FOUND = {  # kind → words → an id that must be found
    "targets": {
        "经信委": "shanghai-2020.t05", "成都5G": "chengdu-2020.t01", "成都 5G": "chengdu-2020.t01",
        "65000": "chengdu-2020.t01", "65,000": "chengdu-2020.t01", "6.5万": "chengdu-2020.t01",
        "６.５万": "chengdu-2020.t01", "5G base stations": "chengdu-2020.t01", "充電樁": "", "沪府[2020]27号": "",
        "沪府（2020）27号": "", "3.4万": "", "data centers": "",
    },
    "units": {"经信委": "shanghai-economy-and-informatization-commission",
              "上海市经济和信息化委员会": "shanghai-economy-and-informatization-commission",
              "发改委": "chengdu-development-and-reform-commission"},
    "projects": {"临港": "", "metro": ""},
    "notes": {"3.4万": ""},
}  # fmt: skip


@pytest.mark.parametrize("kind", FOUND)
def test_words_are_found_in_every_form(visit: Opener, kind: str) -> None:
    page = ready(visit(f"/zh/{kind}/"))
    for words, wanted in FOUND[kind].items():
        search(page, words)
        found = seen(page)
        assert found and (not wanted or wanted in found), words


def test_what_only_a_bodys_name_has_is_said(visit: Opener) -> None:
    page = ready(visit("/en/targets/"))
    search(page, "data center")
    assert seen(page) and "“data center”" in page.locator(".hint").inner_text()
    search(page, "base station")
    assert seen(page) and page.locator(".hint").is_hidden()


@pytest.mark.parametrize(
    ("path", "words", "first", "n", "of"),
    [
        ("en/targets", "hydrogen", "shanghai-2020.t30", 1, 5),
        ("en/targets", "air quality", "shanghai-yrd-2020.t12", 1, 7),
        ("zh/projects", "高铁", "chengdu-2020.p45", 13, 102),
    ],
)
def test_rows_that_have_a_word_come_before_those_whose_theme_has_it(
    visit: Opener, path: str, words: str, first: str, n: int, of: int
) -> None:
    page = ready(visit(f"/{path}/"))
    search(page, words)
    assert seen(page)[0] == first and f"{of}" in page.locator(".filters .count").inner_text()
    assert f"{n}" in page.locator(".hint").inner_text() and words in page.locator(".hint").inner_text()


def test_what_a_row_shows_is_found(visit: Opener, built: Path) -> None:
    """Its year, its hedge and the words of its deadline, though they stand neither in its name nor in its quote."""
    page, table = ready(visit("/zh/targets/")), published(built, "targets")
    wanted = {
        "2021": table.deadline.str.startswith("2021"),
        "力争": (table.hedge == "strive") | table.quote.str.contains("力争"),
        "三年内": table.deadline_printed.str.contains("三年内") | table.quote.str.contains("三年内"),
        "里程碑": table.kind == "milestone",
    }
    for words, rows in wanted.items():
        search(page, words)
        assert rows.sum() > 5 and set(seen(page)) == set(table[rows].target_id), words
        assert page.locator(".hint").is_hidden()
    search(page, "没有")  # is a label of no row
    assert len(seen(page)) < len(table) / 4


@pytest.mark.parametrize(("path", "words"), [("en/tasks", "EV chargers"), ("zh/responsibilities", "充电设施")])
def test_a_task_is_found_by_what_people_call_what_it_names(visit: Opener, path: str, words: str) -> None:
    page = ready(visit(f"/{path}/"))
    search(page, words)
    assert {i.split(".")[0] for i in seen(page)} == {"baoshan-2020", "chengdu-2020", "shanghai-2020"}


def test_a_figure_is_found_whole(visit: Opener, built: Path) -> None:
    page, table = ready(visit("/zh/targets/?page=all")), published(built, "targets")
    search(page, "6.5万")
    wrong = table[table.figure_printed.str.contains("46.5万")].target_id
    assert len(wrong) and not set(wrong) & set(seen(page))
    search(page, "650")
    assert "chengdu-2020.t01" not in seen(page)
    search(page, "北京")
    assert seen(page) == [] and page.locator(".nothing").is_visible()


def test_numbers_are_sorted_within_one_measure(visit: Opener, built: Path) -> None:
    page, table = ready(visit("/en/targets/")), published(built, "targets")
    before = seen(page)
    page.click("th[data-key=amount] button")
    assert "one measure" in page.locator(".hint").inner_text()
    expect(page.locator("[data-facet=measure]")).to_have_attribute("open", "")
    assert seen(page) == before
    page.check("[data-facet=measure] input[value=ge]")
    expect(page.locator("th[data-key=amount]")).to_have_attribute("aria-sort", "ascending")
    values = table.set_index("target_id").value
    order = [float(values[i]) for i in seen(page)]
    assert len(order) > 5 and all(one <= other for one, other in pairwise(order))
    page.click("th[data-key=amount] button")
    expect(page.locator("th[data-key=amount]")).to_have_attribute("aria-sort", "descending")
    assert [float(values[i]) for i in seen(page)] == sorted(order, reverse=True)


def test_view_is_in_the_address_and_back_works(visit: Opener, built: Path) -> None:
    page = ready(visit("/zh/projects/"))
    choose(page, "document", "chengdu-2020")
    page.click("th[data-key=stage] button")
    page.click("th[data-key=stage] button")
    page.wait_for_url("**sort=-stage**")
    search(page, "中心")
    expect(page.locator("th[data-key=stage]")).to_have_attribute("aria-sort", "descending")
    first = seen(page)
    shared = ready(visit(page.url.split("/", 3)[3].join(["/", ""])))
    shared.wait_for_selector("#explorer[data-asked='中心']")
    assert seen(shared) == first and first
    for _ in range(4):
        page.go_back()
    expect(page.locator(".filters .count")).to_have_text(f"全部{len(published(built, 'projects'))}条")
    assert page.url.endswith("/zh/projects/") and page.locator(".filters [name=q]").input_value() == ""


def taken(page: Page, form: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.click(f"[data-download={form}]")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.mark.parametrize("kind", EXPLORED)
def test_downloads_have_the_columns_and_cells_of_the_published_table(
    visit: Opener, built: Path, tmp_path: Path, kind: str
) -> None:
    query = {"units": "?area=510100&sort=-n_lead", "notes": "?document=chengdu-2020&sort=kind"}.get(
        kind, "?document=chengdu-2020&sort=-document"
    )
    page, table = ready(visit(f"/en/{kind}/{query}")), published(built, kind)
    key = table.columns[0]
    path = taken(page, "csv", tmp_path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = pd.read_csv(io.StringIO(path.read_text("utf-8-sig")), dtype=str, keep_default_na=False)
    ids = list(rows[key])
    assert ids[: len(seen(page))] == seen(page)
    wanted = table.set_index(key, drop=False).loc[ids].reset_index(drop=True)
    base = f"{page.url.split('/en/')[0]}/"
    links = [name for name in wanted.columns if name in ("url", "url_en")]
    for name in links:
        wanted[name] = base + wanted[name].str.removeprefix("../")
        paths = rows[name].str.split("#").str[0].str.removeprefix(base)
        assert all((built / path / "index.html").is_file() for path in paths)
    pd.testing.assert_frame_equal(rows, wanted)
    whole = json.loads(taken(page, "json", tmp_path).read_bytes())
    lines = [json.loads(line) for line in (built / f"data/ndjson/{kind}.ndjson").read_text("utf-8").splitlines()]
    held = {line[key]: line | {name: base + line[name].removeprefix("../../") for name in links} for line in lines}
    assert whole["data"] == [held[i] for i in ids] and whole["total"] == len(ids)
    assert list(whole["data"][0]) == list(table.columns)
    sheet = pd.read_excel(taken(page, "xlsx", tmp_path), dtype=str, keep_default_na=False)
    assert sorted(sheet.columns) == sorted(table.columns)
    assert not sheet.columns[0].endswith("_id")
    for name in table.columns:
        assert [_plain(v) for v in sheet[name]] == [_plain(v) for v in wanted[name]], name


def _plain(value: Any) -> str:
    text = str(value).removesuffix(".0")
    return text.lower() if text in ("True", "False") else text


def test_evidence_opens_in_the_row(visit: Opener) -> None:
    page = ready(visit("/zh/targets/?q=6.5万座"))
    row = page.locator(SHOWN).first
    row.locator("summary").first.click()
    assert row.locator("blockquote").is_visible()
    assert row.locator("blockquote mark").inner_text() == "6.5万"


def test_columns_can_be_chosen(visit: Opener) -> None:
    page = ready(visit("/en/targets/?hide=basis,pillar,indicator"))
    assert not page.locator("th[data-key=basis]").is_visible() and page.locator("th[data-key=theme]").is_visible()
    page.click("[data-facet=''] summary")
    page.check("[data-column=basis]")
    assert page.locator("th[data-key=basis]").is_visible()


def test_keys_alone_are_enough(visit: Opener) -> None:
    page = ready(visit("/en/targets/"))
    page.focus(".filters [name=q]")
    page.keyboard.type("hydrogen")
    page.wait_for_url("**q=hydrogen**")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # opens the first filter
    expect(page.locator("[data-facet=document]")).to_have_attribute("open", "")
    page.wait_for_selector("[data-facet=document] label")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**document=**")
    page.keyboard.press("Escape")
    assert page.locator("[data-facet=document]").get_attribute("open") is None
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", EXPLORED)
def test_no_column_is_cut(visit: Opener, language: str, kind: str) -> None:
    page = ready(visit(f"/{language}/{kind}/", width=1024))
    wide, room = page.locator("#all").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert wide <= room


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", EXPLORED)
def test_a_phone_shows_rows_first(visit: Opener, built: Path, language: str, kind: str) -> None:
    """The first row within the first screen, filters folded, three screens in all, and no shift."""
    page = ready(visit(f"/{language}/{kind}/", width=390))
    row = page.locator(SHOWN).first
    assert (row.bounding_box() or {})["y"] < 700
    assert page.evaluate("document.documentElement.scrollHeight") <= 3 * 900
    assert row.get_attribute("role") == "row"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.locator(".facets").is_visible()
    assert page.locator("[data-download=csv]").is_visible(), "the rows are taken without a filter"
    tabs = page.locator(".explorer-kinds a").evaluate_all("all => all.map(e => e.getBoundingClientRect().right)")
    assert len(tabs) == len(EXPLORED) and max(tabs) <= 390, "every kind of record is in sight"
    links = page.locator("#all tbody td.c-document a:visible").evaluate_all(
        "all => all.map(e => e.getClientRects().length)"
    )
    assert max(links, default=1) == 1, "a document's short name stands in one line"
    every, few = len(published(built, kind)), page.locator(SHOWN).count()
    first = {"zh": f"共{every}条，先列{few}条", "en": f"The first {few} of {every}"}[language]
    expect(page.locator(".filters .count")).to_have_text(first)
    page.click(".filters-open")
    assert page.locator(".facets").is_visible()
    page.click(".pager-script [data-step='1']")
    assert page.locator(SHOWN).count() > 4


@pytest.mark.parametrize("kind", EXPLORED)
def test_readable_without_script_page_by_page(visit: Opener, built: Path, kind: str) -> None:
    page, ids = visit(f"/zh/{kind}/", script=False), []
    while True:
        assert not page.locator(".filters").is_visible()
        assert page.evaluate("document.documentElement.scrollHeight") < 25_000
        ids += seen(page)
        following = page.locator(".pager [aria-current]").locator("xpath=../following-sibling::li[1]/a")
        if not following.count():
            break
        page.goto(following.evaluate("a => a.href"))
    assert sorted(ids) == sorted(published(built, kind).iloc[:, 0])


def test_old_addresses_lead_where_they_led(visit: Opener) -> None:
    page = ready(visit("/en/tasks/#chengdu-2020"))
    page.wait_for_url("**/en/tasks/?document=chengdu-2020")
    assert all(i.startswith("chengdu-2020") for i in seen(page))
    page = ready(visit("/en/observations/#baseline"))
    page.wait_for_url("**/en/observations/?kind=baseline")
    page = visit("/zh/targets/#shanghai-yrd-2020-t13")
    page.wait_for_selector("tr.here[data-id='shanghai-yrd-2020.t13']")
    page = visit("/zh/units/#shanghai-2020")
    page.wait_for_selector("details[open] #shanghai-2020")
    page = ready(visit("/en/targets/2/"))
    page.wait_for_url("**/en/targets/?page=2")
    assert page.locator(SHOWN).count() > 0


def test_paper_is_no_phone_and_has_all_rows(visit: Opener) -> None:
    page = ready(visit("/zh/targets/"))
    rows = page.locator(SHOWN).count()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    page.wait_for_timeout(200)
    assert page.locator(SHOWN).count() == rows > 3
    assert page.locator("table.explorer").evaluate("e => getComputedStyle(e).display") == "table"


def test_print_has_heads_and_readable_chips(visit: Opener) -> None:
    page = ready(visit("/en/targets/?document=chengdu-2020&page=all"))
    page.emulate_media(media="print")
    # As text, not as a button: those are printed on the first page only.
    assert not page.locator("th[data-key=amount] button").is_visible()
    printed = page.locator("th[data-key=amount]").evaluate("e => getComputedStyle(e, '::before').content")
    assert printed == '"How much"'
    assert page.locator(".count").is_visible() and not page.locator(".facets").is_visible()
    chip = page.locator("td .role-lead").first
    assert chip.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"


@pytest.mark.parametrize("kind", EXPLORED)
def test_first_view_is_light(visit: Opener, sent: list[int], kind: str) -> None:
    """At most 60 kB over the wire, as a static host sends it, and nothing moves."""
    page = ready(visit(f"/en/{kind}/"))
    assert 0 < sum(sent) <= 60_000, sent
    shift = page.evaluate("""() => new Promise((done) => new PerformanceObserver((list) => done(list.getEntries()
        .reduce((sum, entry) => sum + entry.value, 0))).observe({type: "layout-shift", buffered: true}) ||
        setTimeout(() => done(0), 300))""")
    assert shift <= 0.1
    assert page.watch.said == [] and page.watch.foreign == []  # type: ignore[attr-defined]


# ---- ten thousand rows ----

TIMES = 16  # the real projects so many times


@pytest.fixture(scope="module")
def many(built: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built page of projects, with as many rows as a corpus of eighty plans has."""
    out = tmp_path_factory.mktemp("many")
    held = library(read_package(root, load_schemas(root / "schemas")))
    one = renderer(held, "zh")
    lines = [of_plan(one, plan, "projects") for plan in held.plans()]
    total = TIMES * sum(line["rows"] for line in lines)
    explorer = Explorer(one, EXPLORED["projects"], dict.fromkeys(EXPLORED, total), divided=False)
    for line in lines * TIMES:
        list(explorer.add(line))
    list(explorer.end())
    for path, data in explorer.files():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(data)
    page = (built / "zh/projects/index.html").read_text("utf-8")
    (out / "zh/projects").mkdir(parents=True)
    (out / "zh/projects/index.html").write_text(page.replace(f'"total":{total // TIMES}', f'"total":{total}'), "utf-8")
    for path in (built / "assets").iterdir():
        if path.is_file():
            (out / "assets" / path.name).symlink_to(path)
    return out


def test_ten_thousand_rows(browser: Browser, many: Path, built: Path) -> None:
    table = published(built, "projects")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(many))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/zh/projects/")
        ready(page)
        total = f"{TIMES * len(table):,}"
        expect(page.locator(".count")).to_have_text(f"全部{total}条")
        choose(page, "theme", "transport")
        own = table[table.theme_id == "transport"]
        expect(page.locator(".count")).to_contain_text(f"中的{TIMES * len(own):,}个")
        assert choices(page, "stage") == {k: TIMES * n for k, n in own.stage.value_counts().to_dict().items()}
        search(page, "成都地铁")
        found = own[own.document_id.str.startswith("chengdu") & own.agg(" ".join, axis=1).str.contains("地铁")]
        assert set(found.project_id) <= set(seen(page)) or page.locator(".pager-script").is_visible()
        assert 0 < page.locator(SHOWN).count() <= 50
        page.context.close()
        server.shutdown()
