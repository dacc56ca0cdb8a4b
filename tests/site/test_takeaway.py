"""What is carried away from a page, and the charts of comparisons: in the files of the built site, and in Chromium."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from struct import unpack
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from publisher.model.comparability import grouped
from publisher.model.index import Entry
from publisher.model.library import Library, library
from publisher.publish.describe.subject import cited
from publisher.read.package import read_package
from publisher.render.charts import Panel, QuantityMark, axis, panel
from publisher.render.context import renderer
from publisher.render.facts import plan_counts
from publisher.render.pictures.drawing import COLOURS, Box, Drawing, Text, breadth, svg, wrap
from publisher.render.pictures.png import png
from publisher.render.takeaway import kit as kits
from publisher.render.takeaway.sentence import of_body, of_document, of_project, of_task, sentence
from publisher.render.views import cascade, sums
from publisher.render.views.carried import compared_in_words
from publisher.render.views.comparison import comparison
from publisher.terms.messages import LANGUAGES, words
from publisher.terms.schema import load_schemas
from tests.site.pages import Opener


@pytest.fixture(scope="module")
def held(root: Path) -> Library:
    """The real library."""
    return library(read_package(root, load_schemas(root / "schemas"), sources=None))


# ---- drawings ----


@given(st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=200))
def test_no_line_is_wider_than_it_may_be_but_for_a_word_that_is(text: str) -> None:
    lines = wrap(text, 20, 300)
    assert "".join("".join(lines).split()) == "".join(text.split()), "nothing is lost"
    for line in lines:
        longest = max((breadth(word) for word in line.split(" ")), default=0)
        assert breadth(line) <= max(15.0, longest) + 2, "closing marks hang at most"


def test_no_line_begins_with_a_closing_mark() -> None:
    assert wrap("这是期内新增的数量，不是期末总数。", 20, 180) == ("这是期内新增的数量，", "不是期末总数。")
    assert wrap("level to be reached", 20, 150) == ("level to be", "reached")


PLACES = {(0, 0): "paper", (1199, 629): "paper", (8, 9): "paper", (9, 9): "new", (60, 20): "new", (107, 28): "new"}


def test_a_picture_is_the_same_bytes_each_time_and_large_enough_for_a_preview() -> None:
    shapes = (
        Box(0, 0, 1200, 630, "paper"),
        Box(9, 9, 99, 20, "new", "new", dashed=True),
        Text(60, 90, 38, "3.4万个 “x”"),
    )
    drawing = Drawing(1200, 630, shapes, "said", "zh")
    data = png(drawing)
    assert data == png(drawing)
    assert data.startswith(b"\x89PNG") and unpack(">II", data[16:24]) == (1200, 630)
    with Image.open(BytesIO(data)) as read:
        colours = {place: "#{:02x}{:02x}{:02x}".format(*read.convert("RGB").getpixel(place)) for place in PLACES}
        assert colours == {place: COLOURS[name] for place, name in PLACES.items()}


def test_whatever_is_drawn_is_escaped() -> None:
    drawn = svg(Drawing(9, 9, (Text(0, 0, 9, '<b a="1">&'),), "<i>", "en"))
    assert ElementTree.fromstring(drawn)[0].text == "<i>"
    assert "<b" not in drawn


# ---- sentences ----


def _said(held: Library, record_id: str, language: str) -> str:
    plan = held.load(record_id.split(".")[0])
    return sentence(renderer(held, language).say, plan.quantities[record_id].record)


@pytest.mark.parametrize(
    ("record_id", "language", "parts"),
    [
        ("shanghai-2020.t05", "zh", ["沪府〔2020〕27号", "新建5G基站3.4万个", "2022年底", "期内新增"]),
        ("shanghai-2020.t05", "en", ["沪府〔2020〕27号", "calls for 34,000", "by the end of 2022", "added during the"]),
        ("baoshan-2020.t10", "zh", ["宝府〔2020〕94号", "力争", "1500家", "没有写明"]),
        ("baoshan-2020.t10", "en", ["hedged", "strives for 1,500 firms", "does not say"]),
        ("shanghai-2020.t20", "en", ["40–100 Gbit/s", "end of 2021"]),
        ("shanghai-2020.t08", "en", ["without a number", "gives no deadline"]),
        (
            "chengdu-2020.t01",
            "en",
            ["no document number or date in the copy read", "65,000", "“建成5G基站6.5万座” (“建成” means “complete”)"],
        ),
        ("shanghai-2020.t05", "zh", ["原文：“三年内新建3.4万个5G基站”", "期限“三年内”，没有写日期"]),
        ("shanghai-2020.t05", "en", ["(“新建” means “newly build”)", "gives a period, “三年内”, and no date"]),
        ("shanghai-2020-press.o10", "en", ["“4大建设行动25项建设任务、8项保障措施”."]),
        ("chengdu-2020.t15", "zh", ["一部分", "锦江区"]),
        ("shanghai-yrd-2020.t11", "zh", ["设定上限", "1502万吨以内", "不得超过"]),
        ("shanghai-2020.t37", "en", ["a sum of at least CNY 100 billion", "not a level to be reached"]),
        ("shanghai-2020-press.o03", "zh", ["不是目标", "截至2020年5月7日"]),
        ("shanghai-2020-press.o03", "en", ["not a target", "more than 60,000 small", "as of 7 May 2020"]),
        ("shanghai-2020.t31", "en", ["calls for 50 km of open test roads"]),
        ("shanghai-yrd-2020.t07", "en", ["a target of at least 19% for forest cover"]),
        ("shanghai-yrd-2020.t06", "en", ["for the share of"]),
        ("chengdu-2020.t10", "en", ["strives for more than 3 billion m³ as the annual"]),
        ("shanghai-2020.t01", "en", ["calls for 1 city big data resource platform"]),
    ],
)
def test_sentence_says_figure_basis_hedge_deadline_and_document(
    held: Library, record_id: str, language: str, parts: list[str]
) -> None:
    said = _said(held, record_id, language)
    assert [part for part in parts if part not in said] == [], said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_has_the_printed_words_and_no_date_that_they_do_not_give(held: Library, language: str) -> None:
    say = renderer(held, language).say
    for plan in map(held.load, held.plan_ids):
        for quantity in plan.quantities.values():
            record = quantity.record
            said = sentence(say, record)
            assert f"“{record.quote}”" in said, quantity.id
            printed = record.values.get("deadline_printed") or ""
            assert not printed or re.search(r"\d{4}", printed) or f"“{printed}”" in said, quantity.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_comparison_has_the_printed_words(held: Library, language: str) -> None:
    one = renderer(held, language)
    said = compared_in_words(one.say, comparison(one, "charging-points"))
    assert "三年内新建10万个电动汽车充电桩" in said and "建成新能源充电桩4.5万个" in said


@pytest.mark.parametrize(("language", "undated"), [("zh", "所读文本没有印出日期"), ("en", "no date in the copy read")])
def test_a_document_is_cited_with_its_date_or_that_it_has_none(held: Library, language: str, undated: str) -> None:
    documents = held.registry["documents"]
    assert cited(held, documents["chengdu-2020"], language).endswith(undated)
    assert cited(held, documents["shanghai-2020"], language).endswith("2020-04-29")


@pytest.mark.parametrize(
    ("record_id", "language", "parts"),
    [
        ("chengdu-2020.p14", "zh", ["写到这个项目", "争取", "没有写明时限", "2022年底", "没有印出文号"]),
        ("chengdu-2020.p14", "en", ["National top-level node", "striven for", "“争取”", "end of 2022"]),
        ("baoshan-2020.p26", "zh", ["推进", "没有写要建成", "宝府〔2020〕94号"]),
    ],
)
def test_a_project_is_said_with_its_verb_stage_place_deadline_and_document(
    held: Library, record_id: str, language: str, parts: list[str]
) -> None:
    project = next(p for p in held.load(record_id.split(".")[0]).projects if p.id == record_id)
    said = of_project(renderer(held, language).say, project.record)
    assert [part for part in parts if part not in said] == [], said


def test_each_project_says_its_printed_verb_and_place(held: Library) -> None:
    say = renderer(held, "zh").say
    for project in held.load("shanghai-2020").projects:
        said = of_project(say, project.record)
        assert f"“{project.record.verb_printed}”" in said and (project.record.place_printed or "") in said, project.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_task_is_said_with_every_body_or_that_none_is_named(held: Library, language: str) -> None:
    say = renderer(held, language).say
    for plan in map(held.load, held.plan_ids):
        for task_id, task in plan.tasks.items():
            said = of_task(say, plan, task)
            bodies = [body for statement in plan.of_task(task_id) for body in statement.bodies]
            names: dict[str, set[str]] = {}
            for body in bodies:
                name = body.name_printed if language == "zh" else say.unit_name(body.unit_id)
                names.setdefault(body.unit_id, set()).add(name)
            assert all(any(name in said for name in forms) for forms in names.values()), task_id
            assert names or say.words["nobody_task"] in said, task_id
            assert not re.search(r"[{}]|None", said), said
            assert not re.search(r"[a-z]\. (?:lead|support|role)", said), "a sentence begins with a capital"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_body_is_said_with_what_each_document_names_it_for(held: Library, language: str) -> None:
    say = renderer(held, language).say
    for unit_id, unit in held.registry["units"].items():
        said = of_body(say, held.index, unit)
        duties = held.index.by_unit.get(unit_id, ())
        for document_id in {duty.document_id for duty in duties}:
            own = [duty for duty in duties if duty.document_id == document_id]
            tasks = {language: f"{len({duty.said.task_id for duty in own})}" for language in LANGUAGES}
            assert re.search(rf"{say.short(document_id)}\D+ ?{tasks[language]}\D", said), said
            leads = len({duty.said.task_id for duty in own if duty.role == "lead"})
            words_of = {"zh": f"牵头{leads}项", "en": f"{leads} to lead"}[language]
            assert (words_of in said) == bool(leads), said
        assert (say.words["units"]["group_how"] in said) == unit.is_group
        assert not re.search(r"[{}]|None", said), said


@pytest.mark.parametrize(
    ("document_id", "language", "parts"),
    [
        (
            "shanghai-2020",
            "zh",
            ["沪府〔2020〕27号", "2020年4月29日", "2020–2022", "目标37项（其中30项有数值）", "转载"],
        ),
        ("shanghai-2020", "en", ["沪府〔2020〕27号", "29 April 2020", "37 targets (30 with a number)", "a repost"]),
        ("chengdu-2020", "en", ["not printed in the copy that was read", "Dated: no date printed"]),
        ("shanghai-yrd-2020", "zh", ["到2025年；文件没有写明起始年份", "发布日期：2020年1月10日"]),
    ],
)
def test_a_document_is_said_with_what_it_is_and_how_much_is_recorded(
    held: Library, document_id: str, language: str, parts: list[str]
) -> None:
    plan = held.load(document_id)
    said = of_document(renderer(held, language).say, plan.document, plan_counts(plan))
    assert [part for part in parts if part not in said] == [], said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_of_city_and_district_says_both_in_their_words_and_the_share_or_why_there_is_none(
    held: Library, language: str
) -> None:
    say = renderer(held, language).say
    ((_, rows),) = cascade.pairs(held)
    for row in rows:
        said = cascade.in_words(say, row)
        assert all(f"“{entry.values['quote']}”" in said for entry in row.entries)
        assert say.words["cascade"]["no_share"][row.why] in said and "%" not in said.replace("％", "")
        assert str(row.indicator.values[f"comparability_{language}"]) in said
    shared = cascade.in_words(say, rows[0]._replace(share=10.588, why=""))
    assert {"zh": "宝山行动方案的数是上海行动方案的10.6%", "en": "The number of the Baoshan plan is 10.6%"}[
        language
    ] in shared


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        (
            "zh",
            ["分给14个地区", "锦江区50万平方米", "各地之和：820万平方米；相差：180万平方米。原文没有说明差额归谁。"],
        ),
        (
            "en",
            [
                "Allotted to 14 areas",
                "Jinjiang District 500,000 m²",
                "Sum of the parts: 8.2 million m²",
                "does not say",
            ],
        ),
    ],
)
def test_a_sum_is_said_with_its_whole_and_its_parts(held: Library, language: str, parts: list[str]) -> None:
    one, plan = renderer(held, language), held.load("chengdu-2020")
    (whole,) = (target for target in plan.targets if target.id in held.index.allocations)
    members = held.index.allocations[whole.id]
    said = sums.in_words(one.say, whole, members)
    assert [part for part in parts if part not in said] == [], said
    assert str(whole.record.values[f"caveat_{language}"]) in said
    whole_again = replace(whole, record=replace(whole.record, values={**whole.record.values, "value": 8_200_000}))
    assert one.words["sums"]["unequal"] not in sums.in_words(one.say, whole_again, members)
    assert one.words["sums"]["equal"] in sums.in_words(one.say, whole_again, members)


@pytest.mark.parametrize("path", ["projects/shanghai-2020.p14", "projects/baoshan-2020.p44", "findings/sought"])
def test_projects_and_findings_are_carried_away_as_sentences(built: Path, path: str) -> None:
    for language in LANGUAGES:
        page = (built / language / path / "index.html").read_text("utf-8")
        for other, source in (("zh", "来源："), ("en", "Source: ")):
            said = re.search(rf'id="take-s-{other}"[^>]*>(.*?)</p>', page)
            assert said and source in said[1] and said[1].endswith(("。", ".")), (language, other)
            assert not re.search(r"[{}<>]|None", said[1])


def test_only_promises_are_called_levels_to_be_reached(held: Library) -> None:
    for plan in map(held.load, held.plan_ids):
        for quantity in plan.quantities.values():
            level = quantity.record.basis == "total" and quantity.record.kind in ("target", "allocation")
            said = sentence(renderer(held, "en").say, quantity.record)
            assert ("It is a level to be reached" in said) == level, quantity.id


# ---- charts ----


def _entry(document: str, **values: Any) -> Entry:
    shared = {"document_id": document, "kind": "target", "basis": "new", "value": 5, "measure_id": "ge", **values}
    return Entry("observations" if shared["kind"] == "baseline" else "targets", f"{document}.t01", document, shared)


def test_bases_levels_caps_and_the_status_quo_have_panels_of_their_own(held: Library) -> None:
    found = grouped(
        held,
        [
            _entry("shanghai-2020-press", kind="baseline", basis="total"),
            _entry("shanghai-2020"),
            _entry("chengdu-2020"),
            _entry("baoshan-2020"),
            _entry("shanghai-2020", basis="total"),
            _entry("shanghai-2020", kind="cap", basis="total"),
            _entry("shanghai-2020", basis="rate", measure_id="percent"),
            _entry("shanghai-2020", value=None),
        ],
    )
    assert [(key[:2], len(members)) for key, members in found] == [
        (("new", "city"), 2),
        (("new", "district"), 1),
        (("total", "city"), 1),
        (("rate", "city"), 1),
        (("cap", "city"), 1),
        (("status", "city"), 1),
    ]


def test_a_range_begins_where_it_begins(held: Library) -> None:
    shown = comparison(renderer(held, "en"), "government-network-bandwidth")
    ranged, single = (mark for one in shown.panels for mark in one.marks)
    assert (ranged.form, ranged.low, ranged.high) == ("range", 0.4, 1.0)
    assert (single.form, single.low, single.high) == ("bar", 0.0, 1.0)


def test_bars_of_one_measure_are_drawn_on_one_scale(held: Library) -> None:
    shown = comparison(renderer(held, "zh"), "charging-points")
    assert [mark.high for one in shown.panels for mark in one.marks] == [1.0, 0.45]
    assert len({one.ticks for one in shown.panels}) == 1 and len({one.title for one in shown.panels}) == 2


def _strips(form: str, note: str = "") -> str:
    mark = QuantityMark("a", "1", "x", 0.0, 0.5, form, "total", note)
    return str(panel(Panel("t", "", (mark,), axis(1, str)[1], "s")))


def test_a_status_quo_is_no_bar_and_a_hedge_is_marked() -> None:
    assert "<rect" not in _strips("status") and 'class="status"' in _strips("status")
    assert "limit fill-total" in _strips("limit")
    assert "hedged" in _strips("bar", "strive") and '<span class="chip">strive</span>' in _strips("bar", "strive")
    assert "hedged" not in _strips("bar")


@given(st.floats(0.001, 1e15))
def test_an_axis_reaches_as_far_as_it_must_and_little_farther(top: float) -> None:
    end, ticks = axis(top, str)
    assert top * 0.999 <= end <= top * 2.01
    assert [place for place, _ in ticks] == [0.0, 0.5, 1.0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_has_title_axis_and_source(built: Path, language: str) -> None:
    charts = 0
    for page in sorted((built / language / "indicators").glob("*/index.html")):
        for figure in re.findall(r'<figure class="panel">.*?</figure>', page.read_text("utf-8"), re.DOTALL):
            charts += 1
            assert re.search(r"<figcaption><b>[^<]+</b>", figure)
            assert figure.count("<text") == 3
            assert words(language)["takeaway"]["from"] in figure.split("</svg><p")[-1]
    assert charts > 20


# ---- files ----

KINDS = ("targets", "observations", "projects", "tasks", "documents", "units", "indicators", "findings")


def _kits(built: Path, language: str) -> list[Path]:
    return [
        page
        for kind in KINDS
        for page in sorted((built / language / kind).glob("*/index.html"))
        if 'class="take"' in page.read_text("utf-8")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_and_comparison_has_a_kit_whose_files_are_there(built: Path, language: str) -> None:
    pages = _kits(built, language)
    records = [page for kind in KINDS[:4] for page in (built / language / kind).glob("*.*/index.html")]
    bodies = [page for page in pages if page.parent.parent.name == "units"]
    documents = [page for page in pages if page.parent.parent.name == "documents"]
    assert set(records) <= set(pages) and len(records) > 900
    assert (len(bodies) > 120, len(documents)) == (True, 5) and len(pages) > len(records) + len(bodies) + 25
    for page in pages:
        text = page.read_text("utf-8")
        section = text[text.index('class="take"') :].split("</section>")[0]
        files = [(page.parent / found).resolve() for found in re.findall(r'<li><a href="([^"]+)"', section)]
        assert len(files) == 4 and all(file.is_file() for file in files), page
        (image,) = re.findall(r'property="og:image" content="([^"]+)"', text)
        assert (page.parent / image).resolve() in files, "the preview is the page's own picture"
        assert 'name="twitter:card" content="summary_large_image"' in text
        assert "<iframe" in html.unescape(section)


PARTS = {"cascade": ("baoshan-2020.l01", 11), "sums": ("chengdu-2020.", 1)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PARTS)
def test_each_row_of_a_comparison_has_a_kit_whose_files_are_there(built: Path, language: str, name: str) -> None:
    start, rows = PARTS[name]
    page = built / language / name / "index.html"
    text = page.read_text("utf-8")
    kits = re.findall(r'<details class="take">.*?</details>\s*</div></div>', text, re.DOTALL)
    assert len(kits) == rows
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids)), "each has ids of its own"
    pictures = []
    for kit in kits:
        files = [(page.parent / found).resolve() for found in re.findall(r'<li><a href="([^"]+)"', kit)]
        assert len(files) == 4 and all(file.is_file() and start in str(file) for file in files)
        pictures.append(next(file for file in files if file.suffix == ".png"))
        embedded = next(file for file in files if file.suffix == ".html")
        (back,) = re.findall(r'<footer.*?<a href="([^"#]+)', embedded.read_text("utf-8"))
        assert (embedded.parent / back / "index.html").is_file(), "it leads to a page that is there"
    (image,) = re.findall(r'property="og:image" content="([^"]+)"', text)
    assert (page.parent / image).resolve() == pictures[0]


def test_caveat_and_basis_stand_on_the_card_and_on_the_page_to_embed(built: Path) -> None:
    said = {language: words(language)["takeaway"]["basis"] for language in LANGUAGES}
    for name in ("targets", "observations"):
        for record in json.loads((built / f"api/v1/{name}.json").read_bytes())["data"]:
            own = record.get("target_id") or record["observation_id"]
            for language in LANGUAGES:
                folder = built / language / name / own
                card = ElementTree.parse(folder / "card.svg").getroot()
                shown = "".join("".join(card.itertext()).split())
                embedded = html.unescape((folder / "embed.html").read_text("utf-8"))
                caveat = record.get(f"caveat_{language}") or ""
                assert "".join(caveat.split()) in shown and caveat in embedded, own
                assert "".join(record["quote"].split()) in shown, own
                if record["basis"]:
                    assert any("".join(text.split()) in shown for text in said[language].values()), own
                    assert any(text in embedded for text in said[language].values()), own
                assert "<nav" not in embedded and "<script" not in embedded


def test_pages_without_a_picture_of_their_own_have_the_sites(built: Path) -> None:
    for path in ("en/index.html", "zh/method/index.html", "en/tasks/index.html", "zh/units/index.html"):
        text = (built / path).read_text("utf-8")
        (image,) = re.findall(r'property="og:image" content="([^"]+)"', text)
        (icon,) = re.findall(r'rel="apple-touch-icon" href="([^"]+)"', text)
        assert (built / path).parent.joinpath(image).resolve() == (built / "assets/preview.png").resolve()
        assert (built / path).parent.joinpath(icon).read_bytes().startswith(b"\x89PNG")


def test_a_build_without_the_packages_says_so(held: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kits, "lacking", lambda: "PIL")
    one = renderer(held, "en")
    made = kits.kit(one, "targets/x/", "a target", lambda say: {"zh": "甲", "en": "a"}[say.language], [])
    assert made.lacking == "PIL" and not [href for _, href in made.files if href.endswith(".png")]
    shown = one.env.from_string('{% import "takeaway.html" as take %}{{ take.kit(k) }}').render(k=made)
    assert "No PNG" in shown and "PIL" in shown


# ---- in Chromium ----


@pytest.mark.browser
def test_the_sentence_is_copied(visit: Opener) -> None:
    page = visit("/en/targets/shanghai-2020.t05/")
    page.click("[data-copy=take-s-zh]")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("上海行动方案提出目标：到2022年底") and "3.4万个" in copied
    page.click(".take details summary")
    assert page.locator("#take-e").inner_text().startswith(f'<iframe src="{page.url}embed.html"')


@pytest.mark.browser
def test_the_code_of_a_row_embeds_that_row(visit: Opener) -> None:
    page = visit("/en/cascade/?from=elsewhere#baoshan-2020-l01-base-stations-5g")
    kit = page.locator("details.take").first
    kit.locator("summary").first.click()
    kit.locator("details summary").click()
    place = page.url.partition("?")[0] + "baoshan-2020.l01/base-stations-5g/embed.html"
    assert kit.locator("pre").inner_text().startswith(f'<iframe src="{place}"')
    assert page.request.get(place).ok


@pytest.mark.browser
@pytest.mark.parametrize(
    "path",
    [
        "targets/shanghai-2020.t05/",
        "indicators/cloud-firms/",
        "documents/shanghai-yrd-2020/",
        "units/shanghai-district-governments/",
        "cascade/baoshan-2020.l01/cloud-firms/",
        "sums/chengdu-2020.t11/",
    ],
)
def test_a_page_to_embed_works_in_a_frame_of_a_phone_in_the_dark(visit: Opener, path: str) -> None:
    for language in LANGUAGES:
        page = visit(f"/{language}/{path}embed.html", width=320, scheme="dark")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
        assert page.watch.said == [] and page.watch.foreign == []
        assert page.locator("main a").last.get_attribute("target") == "_blank"
        assert page.locator("base").get_attribute("target") == "_blank", "no link opens inside the frame"


@pytest.mark.browser
def test_plans_and_indicators_are_chosen_and_the_choice_is_the_address(visit: Opener) -> None:
    page = visit("/zh/indicators/")
    sections = page.locator("section.indicator:visible")
    every = sections.count()
    page.click(".choose summary >> nth=0")
    page.check("[name=plan][value=chengdu-2020]")
    assert "plan=chengdu-2020" in page.url
    assert 0 < sections.count() < every
    assert page.locator("section.indicator tr[data-plan=shanghai-2020]:visible").count() == 0
    page.click(".choose summary >> nth=1")
    page.check("[name=indicator][value=cloud-firms]")
    assert sections.count() == 1
    page.click("#cloud-firms-t2")
    assert "view=chart" in page.url
    assert page.locator("#cloud-firms-p2 .panel:visible").count() == 1
    assert page.locator("#cloud-firms-p2 .apart:visible").count() == 0
    page.reload()
    assert sections.count() == 1 and page.locator("#cloud-firms-p2").is_visible()
    page.go_back()
    page.wait_for_function("() => !location.search.includes('indicator')")
    assert sections.count() > 1
    page.click("[data-twin]")
    page.wait_for_url("**/en/indicators/?plan=chengdu-2020*")


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_comparisons_are_folded_on_a_phone_and_what_is_open_is_the_address(visit: Opener, language: str) -> None:
    page = visit(f"/{language}/indicators/", width=390)
    assert page.evaluate("document.documentElement.scrollHeight") <= 6000
    assert page.locator(".choose .facet summary >> nth=1").is_visible(), "indicators are chosen first"
    page.click("section.indicator >> nth=2 >> summary")
    page.wait_for_url("**?open=*")
    name = page.url.split("open=")[1]
    page.reload()
    assert page.locator(f"#{name}").is_visible()
    assert page.locator("section.indicator details[open]").count() == 1
    page.click("[data-all]")
    page.wait_for_url("**?open=all")
    assert page.locator("section.indicator details:not([open])").count() == 0
    page.click("[data-all]")
    page.wait_for_url("**/indicators/")


@pytest.mark.browser
def test_comparisons_open_at_their_address_without_script(visit: Opener) -> None:
    page = visit("/en/indicators/#cloud-firms", script=False)
    assert page.locator("#cloud-firms table").is_visible()
    assert page.locator("#charging-points").is_hidden()
    page.click("section.indicator summary >> nth=3")
    assert page.locator("section.indicator details[open]").count() == 2


@pytest.mark.browser
def test_nothing_that_fits_is_said(visit: Opener) -> None:
    page = visit("/en/indicators/?plan=shanghai-yrd-2020&indicator=cloud-firms")
    assert page.locator("[data-nothing]").is_visible()
    page.click("[type=reset]")
    page.wait_for_function("() => location.search === ''")
    assert page.locator("section.indicator:visible").count() > 5


FRAME = re.compile(r"embed\.html&#34; title=&#34;([^<]*?)&#34; width=&#34;100%&#34; height=&#34;(\d+)")


@pytest.mark.parametrize(
    "path",
    [
        "en/indicators/base-stations-5g/",
        "zh/indicators/cloud-firms/",
        "en/targets/chengdu-2020.t11/",
        "zh/documents/shanghai-yrd-2020/",
        "en/units/shanghai-development-and-reform-commission/",
        "zh/cascade/baoshan-2020.l01/base-stations-5g/",
        "en/sums/chengdu-2020.t11/",
    ],
)
def test_a_frame_shows_the_whole_page_and_its_source_stays_in_sight(visit: Opener, built: Path, path: str) -> None:
    language, name, _ = path.split("/", 2)
    own = built / language / name if name in PARTS else built / path
    title, height = FRAME.findall((own / "index.html").read_text("utf-8"))[0]
    assert len(title) < 120
    page = visit(f"/{path}embed.html", width=640)
    assert page.evaluate("document.querySelector('main').scrollHeight") <= int(height)
    page.set_viewport_size({"width": 360, "height": 300})
    credit = page.locator("footer").bounding_box()
    assert credit is not None and credit["y"] + credit["height"] <= 301 and "CC BY" in page.inner_text("footer")
