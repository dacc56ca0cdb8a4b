"""The search: gold queries on the built files, each with what must and must not come first; and the page itself."""

from __future__ import annotations

import csv
import json
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from publisher.codebook.forms import Form, form
from publisher.render.search.entry import begin, following
from publisher.render.search.pinyin import sounds
from publisher.render.search.sections import sections
from publisher.render.search.traditional import simple, tables, wordings
from publisher.terms.messages import LANGUAGES, words
from tests.each import each
from tests.site.pages import Opener

GOLD = list(csv.DictReader((Path(__file__).parent / "gold.tsv").open(encoding="utf-8"), delimiter="\t"))
LOOKED = 10  # hits among which what must not come is looked for
# The page's own function, on the built files: one page, all queries. What stands on the page of another is told by its
# kind and Chinese title, everything else by its address.
ASK = """async ([language, queries]) => {
  const finder = await import("../../assets/finder.js");
  await finder.begin("../../", language);
  await finder.gather("", 1e9);
  const found = [];
  for (const query of queries) {
    await finder.simplify(query);
    const { read, hits, card, absent } = await finder.answer(query);
    const rows = (card?.rows ?? card?.things ?? []).map((row) => row.one ?? row);
    const checks = card?.type === "claim" ? card.rows.map((row) => row.checks.map((check) => check[0]).join()) : [""];
    if (card?.lost?.length) checks.push("lost");
    const kind = read.places.length > 0 || absent || !hits.length ? "none" : card?.type ?? "";
    const within = ["projects", "parties", "notes"];
    const name = (one) => (within.includes(one.kind) ? `${one.kind}:${one.zh}` : one.path ?? "");
    found.push({ card: kind, rows: rows.map(name), checks, hits: hits.map((hit) => name(hit.one)) });
  }
  return found;
}"""


def answers(browser: Browser, site: str, language: str, queries: list[str]) -> dict[str, Any]:
    page = browser.new_page()
    page.goto(f"{site}/{language}/search/")
    found = page.evaluate(ASK, [language, queries])
    page.close()
    return dict(zip(queries, found, strict=True))


@pytest.fixture(scope="session")
def answered(browser: Browser, site: str) -> dict[tuple[str, str], Any]:
    """Every gold query's answer, by language and query."""
    found = {}
    for language in LANGUAGES:
        queries = [row["query"] for row in GOLD if row["language"] == language]
        found |= {(language, query): answer for query, answer in answers(browser, site, language, queries).items()}
    return found


@pytest.mark.browser
@each("row", GOLD)
def test_gold_query(answered: dict[tuple[str, str], Any], row: dict[str, str]) -> None:
    answer = answered[row["language"], row["query"]]
    assert answer["card"] == row["card"]
    leading = [*answer["rows"][:1], *answer["hits"][:1]]
    assert not row["first"] or row["first"] in leading
    shown = answer["rows"] + answer["hits"][:LOOKED]
    assert [path for path in row["among"].split(",") if path and path not in shown] == []
    checks = row["checks"].split(";")  # of the first row, or of the first rows
    assert answer["checks"][: len(checks)] == checks
    if row["never"] == "*":
        assert answer["hits"] == []
    assert [path for path in shown for never in row["never"].split(",") if never and path.startswith(never)] == []


def test_there_are_enough_gold_queries() -> None:
    assert len({(row["language"], row["query"]) for row in GOLD}) == len(GOLD) >= 150


FIGURES = (
    "3.4万", "6万5千", "两万五", "六万五千", "十五万", "三百", "一百二十", "1万亿", "2亿5千万", "34,000", "1000万",
    "百分之六十", "五十万", "2.7千亿", "1.2亿", "三千四百", "0.5万", "壹仟贰佰",
)  # fmt: skip


@pytest.mark.browser
def test_numbers_are_read_as_the_codebook_reads_them(browser: Browser, site: str, root: Path) -> None:
    """Every figure of the data, and other ways to write one."""
    printed = {
        row["figure_printed"]
        for path in (root / "datapackage/plans").glob("*/targets.csv")
        for row in csv.DictReader(path.open(encoding="utf-8"))
        if row["figure_printed"] and row["value"] and not row["value_max"]
    }
    texts = sorted(printed | set(FIGURES))
    page = browser.new_page()
    page.goto(f"{site}/zh/search/")
    ask = """async (texts) => {
      const finder = await import("../../assets/finder.js");
      await finder.begin("../../", "zh");
      return texts.map((text) => finder.numbers(text + "个"));
    }"""
    read = dict(zip(texts, page.evaluate(ask, texts), strict=True))
    page.close()
    expected = {text: found for text in texts if isinstance(found := form(text), Form)}
    assert len(expected) > 30
    assert {text: read[text] for text, one in expected.items() if read[text][:1] != [float(one.value)]} == {}


@pytest.mark.browser
@pytest.mark.parametrize("query", ["基站", "站", "G基", "联网平", "五大千", "逗号"])
def test_any_part_of_a_word_is_found(browser: Browser, site: str, built: Path, query: str) -> None:
    """What the search finds is every record whose quote or title holds the query."""
    found = set(answers(browser, site, "zh", [query])[query]["hits"])
    for path in (built / "search").glob("*-20*.json"):
        last, file = {"kind": "", "path": ""}, json.loads(path.read_text("utf-8"))
        for one, printed, name, about in zip(
            *(file[column] for column in ("entries", "quote", "zh", "about_zh")), strict=True
        ):
            last = {"kind": last["kind"], "path": following(last["path"]), **one}
            title = name or begin(about)
            if query in printed or query in title:
                assert {last["path"], f"{last['kind']}:{title}"} & found, one


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_printed_name_leads_to_its_record(browser: Browser, site: str, root: Path, language: str) -> None:
    """The name of each project, as printed and in full, and of each organisation stands among the first hits."""
    wanted: dict[str, set[str]] = {}
    for path in (p for t in ("projects", "parties") for p in root.glob(f"datapackage/plans/*/{t}.csv")):
        for row in csv.DictReader(path.open(encoding="utf-8")):
            own = f"{path.stem}:{row.get('name_zh') or row['name_printed']}"
            for name in {row["name_printed"], row.get("name_zh") or row["name_printed"]}:
                wanted.setdefault(name, set()).add(own)
    assert len(wanted) > 600
    answered = answers(browser, site, language, list(wanted))
    found = {name: {*answer["rows"], *answer["hits"][:LOOKED]} for name, answer in answered.items()}
    assert {name: names - found[name] for name, names in wanted.items() if names - found[name]} == {}


@pytest.mark.browser
def test_an_answer_stands_above_the_hits(visit: Opener) -> None:
    page = visit("/zh/search/?q=上海到2022年建成3.4万个5G基站")
    page.wait_for_selector(".answer-card[data-card=claim]")
    assert "新建" in page.inner_text(".checks .differs")
    assert page.locator(".results li").count() > 3
    assert page.locator(".results mark").count() > 0
    assert page.watch.said == [] and page.watch.foreign == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "ticked"),
    [("上海45个出租车", 0), ("上海45个出租车充电示范站", 1), ("成都22Tbps由市发改委牵头", 0)],
)
def test_a_number_is_ticked_only_where_nothing_else_differs(visit: Opener, query: str, ticked: int) -> None:
    page = visit(f"/zh/search/?q={query}")
    page.wait_for_selector(".answer-card[data-card=claim]")
    assert page.locator(".checks .agrees").count() == ticked


# Of a query's answer, what must stand there and what must not.
TOLD = list(csv.DictReader((Path(__file__).parent / "told.tsv").open(encoding="utf-8"), delimiter="\t"))


@pytest.mark.browser
@each("row", TOLD)
def test_an_answer_says_what_is_known(visit: Opener, row: dict[str, str]) -> None:
    page = visit(f"/{row['language']}/search/?q={quote(row['query'])}")
    page.wait_for_selector(".answer > *")
    text = page.inner_text(".answer")
    assert row["said"] in text
    assert not row["never"] or row["never"] not in text


@pytest.mark.browser
@pytest.mark.parametrize(("language", "query"), [("zh", "北京"), ("en", "Beijing"), ("en", "xyzxyz"), ("zh", "99999")])
def test_an_honest_nothing_says_what_there_is(visit: Opener, language: str, query: str) -> None:
    page = visit(f"/{language}/search/?q={query}")
    page.wait_for_selector(".answer-none")
    assert page.locator(".answer-none li a").count() == 5


@pytest.mark.browser
def test_the_words_and_all_bodies_of_a_row_are_one_click_away(visit: Opener) -> None:
    page = visit("/zh/search/?q=5G基站")
    page.wait_for_selector(".answer-card table")
    for opened, shown in ((".answer-card th details", "q:has-text('3.4万')"), (".answer-card .who details", "a")):
        page.locator(f"{opened}:has({shown}) summary").last.click()
        assert page.locator(f"{opened}[open] {shown}").first.is_visible()


@pytest.mark.browser
def test_a_baseline_is_no_level_to_be_reached(visit: Opener) -> None:
    page = visit("/en/search/?q=5G")
    page.wait_for_selector(".answer-card table")
    text = page.inner_text(".answer-card tr:has-text('Districts with continuous 5G coverage')")
    assert "total as it stands" in text and "level to be reached" not in text and "Does not apply" in text
    assert "no number" in page.inner_text(".answer-card tr:has-text('Citywide 5G coverage')")


@pytest.mark.browser
def test_who_asks_whether_numbers_compare_reads_the_verdict_first(visit: Opener) -> None:
    page = visit("/zh/search/?q=宝山的5G基站能和成都的比吗")
    page.wait_for_selector(".answer-card[data-card=compare]")
    card = page.inner_text(".answer-card")
    assert card.index("不能直接比较") < card.index("3600个") < card.index("6.5万座")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("Chengdu vs Shanghai internet hospitals", "No such figure for Chengdu"),
        ("5G base stations in Chengdu by 2025", "No such figure for 2025"),
        ("上海特高压", "No record of this was found for Shanghai, though its documents may mention it"),
    ],
)
def test_an_answer_says_what_was_asked_and_is_not_there(visit: Opener, query: str, said: str) -> None:
    page = visit(f"/en/search/?q={query}")
    page.wait_for_selector(".answer-card table")
    assert said in page.inner_text(".answer-card .limits")


@pytest.mark.browser
def test_a_body_leads_to_the_same_function_elsewhere(visit: Opener) -> None:
    page = visit("/en/search/?q=Finance Bureau")
    page.click(".answer-card a[href*='functions/#']")
    page.wait_for_url("**/en/functions/#*")
    assert "Finance" in page.inner_text("section:has(:target)")


@pytest.mark.browser
def test_who_asks_in_english_reads_english(visit: Opener) -> None:
    page = visit("/en/search/?q=satellite internet")
    page.wait_for_selector(".results li")
    first = page.locator(".results li").first
    assert first.locator(".excerpt[lang=zh]").count() == 0 and "satellite" in first.inner_text().lower()


@pytest.mark.browser
def test_snippets_hold_no_paths_and_no_ids(visit: Opener) -> None:
    for language, query in (("zh", "数据"), ("en", "data"), ("en", "unit"), ("zh", "5G")):
        page = visit(f"/{language}/search/?q={query}")
        page.wait_for_selector(".results li")
        text = page.inner_text(".results")
        assert ".csv" not in text and "shanghai-2020" not in text and ".t0" not in text


@pytest.mark.browser
def test_back_returns_to_each_search(visit: Opener) -> None:
    page = visit("/zh/")
    page.fill(".find-big input", "充电桩")
    page.keyboard.press("Enter")
    page.wait_for_selector(".results li a")
    page.fill("#search input", "IPv6")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.results')?.innerText.includes('IPv6')")
    page.go_back()
    page.wait_for_function("() => document.querySelector('#search input').value === '充电桩'")
    page.wait_for_function("() => document.querySelector('.results').innerText.includes('充电桩')")
    page.go_back()
    page.wait_for_selector(".hero")


@pytest.mark.browser
def test_suggestions_come_while_typing_and_lead_to_what_they_name(visit: Opener) -> None:
    page = visit("/en/")
    page.click(".find-big input")
    page.wait_for_selector(".find-big.suggests")
    page.keyboard.type("charging po")
    page.wait_for_selector(".find-big [role=option]")
    assert page.get_attribute(".find-big input", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/indicators/charging-points/")
    assert page.watch.said == []


@pytest.mark.browser
def test_first_search_is_light(visit: Opener, sent: list[int]) -> None:
    """At most 300 kB over the wire, page and index and all."""
    page = visit("/zh/search/?q=5G基站")
    page.wait_for_selector(".results li a")
    page.wait_for_timeout(300)
    assert 0 < sum(sent) <= 300_000, sent


@pytest.mark.browser
@pytest.mark.parametrize(
    ("asked", "same"),
    [
        ("充電樁", "充电桩"),
        ("城市資訊模型", "城市信息模型"),
        ("资讯", "信息"),
        ("網路", "网络"),
        ("chongdianzhuang", "充电桩"),
        ("shu ju zhong xin", "数据中心"),
    ],
)
def test_a_first_query_in_traditional_characters_taiwans_words_or_pinyin_is_read(
    visit: Opener, sent: list[int], asked: str, same: str
) -> None:
    """The tables for it are fetched only then, within the bar of a first answer."""
    found = []
    for query in (asked, same):
        sent.clear()
        page = visit(f"/zh/search/?q={query}")
        page.wait_for_selector(".results li a")
        page.wait_for_timeout(300)
        found.append(page.locator(".results li a").all_inner_texts())
        assert sum(sent) <= 300_000, (query, sent)
        page.close()
    assert found[0] == found[1]


def test_the_text_of_a_page_is_cut_at_its_headings() -> None:
    page = (
        '<main id="main"><h1 id="m">方法</h1><p>甲<b>乙</b></p><nav>丙</nav>'
        '<h2 id="n">数字</h2><td>丁</td><td>戊</td>'
        "<p>见 <code>data/targets.csv</code></p></main>"
    )
    found = list(sections(page, "method/", "zh"))
    assert [(one["path"], one["zh"]) for one in found] == [("method/", "方法"), ("method/#n", "方法 › 数字")]
    assert found[0]["about"]["zh"] == "甲乙" and "丙" not in str(found)
    assert ".csv" not in str(found)


def test_a_heading_that_is_a_link_leads_where_it_leads() -> None:
    page = '<main><h1>发现</h1><p>甲</p><h2><a href="../../zh/findings/shares/">分解</a></h2><p>乙</p></main>'
    assert [one["path"] for one in sections(page, "findings/", "zh")] == ["findings/", "findings/shares/"]


def test_traditional_characters_have_their_simplified_form() -> None:
    assert simple("滬寶發電樁網") == "沪宝发电桩网"
    assert wordings()["资讯"] == "信息"


def test_a_character_has_each_of_its_sounds_as_one_types_them() -> None:
    by_sound = sounds("重绿桩")
    assert {sound for sound, signs in by_sound.items() if "重" in signs} >= {"zhong", "chong"}
    assert "绿" in by_sound["lv"] and by_sound["zhuang"] == "桩"


def test_what_a_query_is_read_by_stands_in_both_languages() -> None:
    told = [words(language)["find"]["reading"] for language in LANGUAGES]
    assert told[0].keys() == told[1].keys()
    assert all(one and len(one) == len(set(one)) for part in told for one in part.values())


def test_a_word_of_taiwan_is_kept_where_its_own_can_be_found() -> None:
    signs, texts = set("信息网络号息"), ("信息", "网络")
    pairs = {pair for text in texts for pair in pairwise(text)}
    assert tables(signs, pairs)["wordings"].keys() >= {"资讯", "网路"}
    assert "资讯" not in tables(signs, pairs - {("信", "息")})["wordings"]
