"""Named projects, the firms named with them, and who is responsible: read on the pages that were built."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.codebook.functions import function, near
from publisher.terms.messages import words
from tests.site.pages import Opener

LANGUAGES = ("zh", "en")
TAG = re.compile(r"<[^>]+>")


def rows(built: Path, table: str) -> list[dict[str, str]]:
    """A published table."""
    with (built / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main(built: Path, path: str) -> str:
    """The main part of a page, as HTML."""
    return (built / path / "index.html").read_text("utf-8").partition("<main")[2].partition("</main>")[0]


def text(part: str) -> str:
    """What is read of a part of a page."""
    return html.unescape(re.sub(r"\s+", " ", TAG.sub("", part)))


# ---- a page for every named project ----


def test_every_named_project_has_a_page_with_its_words(built: Path) -> None:
    found = rows(built, "projects")
    assert len(found) > 600
    for row in found:
        for language, url in (("zh", row["url"]), ("en", row["url_en"])):
            path = f"{language}/projects/{row['project_id']}/"
            assert url == f"../{path}"
            page = main(built, path)
            said = text(page)
            assert row["name_zh"] in said and row["quote"] in said, path
            assert f"“{row['verb_printed']}”" in said or row["verb_printed"] in text(page.partition("<q")[2]), path
            assert "None" not in said
        assert (built / f"api/v1/projects/{row['project_id']}.json").is_file()


def test_a_project_has_its_neighbours_its_task_and_its_twin(built: Path) -> None:
    page = main(built, "zh/projects/baoshan-2020.p26/")
    for wanted in ("baoshan-2020.p25/", "baoshan-2020.p27/", "tasks/baoshan-2020.2.2.3/", "商汤(控股)", "阿里云"):
        assert wanted in page
    assert (built / "zh/projects/baoshan-2020.p26/index.md").is_file()
    assert 'href="../../../zh/projects/baoshan-2020.p26/"' in (
        built / "en/projects/baoshan-2020.p26/index.html"
    ).read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_thing_is_linked_both_ways(built: Path, language: str) -> None:
    names = {row["project_id"]: row[f"name_{language}"] for row in rows(built, "projects")}
    pairs = [(row["project_id"], row["same_as"]) for row in rows(built, "projects") if row["same_as"]]
    assert pairs
    for one, other in (*pairs, *((other, one) for one, other in pairs)):
        link = re.search(rf'projects/{re.escape(other)}/">(.*?)</a>', main(built, f"{language}/projects/{one}/"))
        assert link and text(link[1]) == names[other][:1].upper() + names[other][1:]


def test_the_target_that_counts_a_project_is_linked(built: Path) -> None:
    for row in rows(built, "projects"):
        if row["target_id"]:
            assert f"targets/{row['target_id']}/" in main(built, f"en/projects/{row['project_id']}/")


def test_tasks_and_documents_lead_to_their_projects(built: Path) -> None:
    for row in rows(built, "projects"):
        link = f"projects/{row['project_id']}/"
        assert link in main(built, f"zh/documents/{row['document_id']}/")
        if row["task_id"]:
            assert link in main(built, f"zh/tasks/{row['task_id']}/")


def test_a_plan_says_how_many_projects_it_has_by_stage(built: Path) -> None:
    own = [row for row in rows(built, "projects") if row["document_id"] == "chengdu-2020"]
    for path in ("en/documents/chengdu-2020/", "en/documents/"):
        said = text(main(built, path))
        assert f"{len(own)} named projects" in said
        assert f"seek\N{NO-BREAK SPACE}{sum(row['stage'] == 'seek' for row in own)}" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_organisation_named_stands_with_its_project_role_and_quote(built: Path, language: str) -> None:
    page = main(built, f"{language}/parties/")
    for row in rows(built, "project_parties"):
        item = re.search(rf'<li id="{row["party_id"].replace(".", "-")}">(.*?)</li>', page, re.DOTALL)
        assert item and f"projects/{row['project_id']}/" in item[1] and row["quote"] in text(item[1])
        assert f"parties/#{row['party_id'].replace('.', '-')}" in main(
            built, f"{language}/projects/{row['project_id']}/"
        )
    assert page.count("<h3>联影医疗" if language == "zh" else "<h3>United Imaging Healthcare") == 1


# ---- who is responsible ----


def cells(page: str) -> Iterator[tuple[int, str, str]]:
    """The numbers of the matrices with the body and the place that each leads to."""
    for unit, place, number in re.findall(r'href="[^"]*?units/([a-z0-9-]+)/#([\w-]+)"[^>]*>(\d+)</a>', page):
        yield int(number), unit, place


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_matrix_leads_to_the_rows_that_it_counts(built: Path, language: str) -> None:
    pages: dict[str, str] = {}
    found = list(cells(main(built, f"{language}/units/")))
    assert len(found) > 300
    for number, unit, place in found:
        page = pages.setdefault(unit, main(built, f"{language}/units/{unit}/"))
        cell = page.partition(f'id="{place}"')[2]
        assert cell, (unit, place)
        until = "</section>" if f'<h2 id="{place}"' in page else "</div>"
        assert cell.partition(until)[0].count("<li>") == number, (unit, place)


def test_a_body_has_its_targets_projects_and_a_file_of_its_own(built: Path) -> None:
    unit = "shanghai-economy-and-informatization-commission"
    page = main(built, f"en/units/{unit}/")
    with (built / f"api/v1/units/{unit}.csv").open(encoding="utf-8-sig", newline="") as file:
        own = list(csv.DictReader(file))
    counts = {kind: sum(row["record"] == kind for row in own) for kind in ("task", "target", "project")}
    (listed,) = (row for row in rows(built, "units") if row["unit_id"] == unit)
    assert counts["target"] == int(listed["target_count"])
    assert counts["task"] == sum(int(listed[f"{role}_tasks"]) for role in ("lead", "support", "undivided"))
    named = {row["project_id"] for row in rows(built, "projects") if unit in row["undivided_unit_ids"].split("、")}
    named |= {row["project_id"] for row in rows(built, "projects") if unit in row["lead_unit_ids"].split("、")}
    assert {row["record_id"] for row in own if row["record"] == "project"} == named
    for row in own:
        assert f"{row['record_id']}/" in page and row["quote"]
        assert (built / "api/v1/units" / row["url_en"] / "index.html").resolve().is_file()
    assert f'href="../../../api/v1/units/{unit}.csv"' in (built / f"en/units/{unit}/index.html").read_text("utf-8")
    assert (built / f"api/v1/units/{unit}.csv").read_bytes().startswith(b"\xef\xbb\xbfrecord,")


def test_english_pages_of_bodies_name_the_area_in_english(built: Path) -> None:
    for unit, area in (
        ("shanghai-finance-bureau", "Shanghai"),
        ("fengxian-district-government", "Fengxian District"),
        ("yrd-demonstration-zone-executive-committee", "Yangtze River Delta"),
    ):
        kicker = re.search(r'class="kicker">(.*?)</p>', main(built, f"en/units/{unit}/"), re.DOTALL)
        assert kicker and text(kicker[1]).startswith(area)


@pytest.mark.parametrize(
    ("name", "area", "what"),
    [
        ("上海市发展和改革委员会", "上海市", "发展改革"),
        ("成都市发展和改革委员会", "四川省成都市", "发展改革"),
        ("上海市宝山区发展和改革委员会", "上海市宝山区", "发展改革"),
        ("成都市经济和信息化局", "四川省成都市", "经济信息化"),
        ("市公安局", "上海市", "公安"),
        ("区公安分局", "上海市宝山区", "公安"),
        ("上海市人民政府办公厅", "上海市", "政府办公"),
        ("区政府办公室", "上海市宝山区", "政府办公"),
        ("中共成都市委宣传部", "四川省成都市", "宣传部"),
        ("州教育体育局", "四川省凉山彝族自治州", "教育体育"),
        ("委", "", "委"),
    ],
)
def test_what_a_body_is_for_stands_in_its_name(name: str, area: str, what: str) -> None:
    assert function(name, area) == what


def test_names_come_near_or_do_not() -> None:
    assert near("交通", "交通运输") and near("文化旅游", "文化广电旅游")
    assert not near("教育", "教体") and not near("公安", "应急管理") and not near("经济", "新经济发展")


def test_one_function_stands_side_by_side(built: Path) -> None:
    page = main(built, "zh/functions/")
    section = page.partition('<h2 id="shanghai-development-and-reform-commission">')[2].partition("</section>")[0]
    for unit in ("shanghai", "chengdu", "baoshan"):
        assert f"units/{unit}-development-and-reform-commission/" in section
    assert "名称相近" not in section
    transport = page.partition('<h2 id="shanghai-transport-commission">')[2].partition("</section>")[0]
    assert "chengdu-transport-bureau" in transport and "名称相近" in transport
    press = page.partition('<h2 id="shanghai-government-general-office">')[2].partition("</section>")[0]
    assert press and "shanghai-government-information-office" not in press, "an area has one body for a function"
    other = main(built, "en/units/baoshan-development-and-reform-commission/")
    assert "functions/#shanghai-development-and-reform-commission" in other


# ---- lists that are open, tasks that speak of a target, hedges, sources ----


def test_a_list_of_bodies_that_is_open_says_so(built: Path) -> None:
    held = rows(built, "responsibilities")
    tasks = {row["task_id"] for row in held if row["open_list"] == "true"}
    assert tasks
    for task in tasks:
        for language in LANGUAGES:
            assert 'class="others"' in main(built, f"{language}/tasks/{task}/"), task
    covered = {row["target_id"]: row["task_id"] for row in rows(built, "targets")}
    open_statements = {(row["task_id"], row["statement"]) for row in held if row["open_list"] == "true"}
    ties = {(row["target_id"], (covered[row["target_id"]], row["statement"])) for row in rows(built, "target_units")}
    shown = {target for target, statement in ties if statement in open_statements}
    assert shown
    for target in covered:
        assert ('class="others"' in main(built, f"en/targets/{target}/")) == (target in shown), target
    assert 'class="others"' not in main(built, "en/documents/chengdu-2020/")


def test_the_task_that_speaks_of_a_target_is_shown_both_ways(built: Path) -> None:
    related = {row["target_id"]: row["related_task_id"] for row in rows(built, "targets")}
    assert sum(map(bool, related.values())) >= 5
    for target, task in related.items():
        page = main(built, f"en/targets/{target}/")
        assert ("The task on the same subject" in text(page)) == bool(task)
        if task:
            assert f"tasks/{task}/" in page
            spoken = main(built, f"en/tasks/{task}/").partition('id="spoken"')[2].partition("</section>")[0]
            assert f"targets/{target}/" in spoken and "not a statement of responsibility" in spoken


@pytest.mark.parametrize(("language", "word"), [("zh", "力争"), ("en", "strive")])
def test_a_hedge_stands_beside_the_number(built: Path, language: str, word: str) -> None:
    shown = [f"targets/{row['target_id']}/" for row in rows(built, "targets") if row["indicator_id"] == "cloud-firms"]
    assert len(shown) == 3
    for path in ("indicators/cloud-firms/", "indicators/", *shown):
        page = main(built, f"{language}/{path}")
        row = re.search(r"<tr[^>]*><td[^>]*>(?:(?!</tr>).)*baoshan-2020\.t10/.*?</tr>", page, re.DOTALL)
        assert row and word in text(row[0]), path


@pytest.mark.parametrize(("language", "word"), [("zh", "力争"), ("en", "strives for")])
def test_a_hedge_stands_beside_the_number_in_every_list(built: Path, language: str, word: str) -> None:
    """In the explorer, in the outline, with the task, with the body: where a hedged figure is named."""
    for path in ("targets/", "documents/baoshan-2020/"):
        page = main(built, f"{language}/{path}")
        for name in ("baoshan-2020.t09", "baoshan-2020.t10", "baoshan-2020.t15"):
            after = text(page.partition(f"/{name}/")[2][:900])
            assert word in after, (path, name)


def test_the_rows_of_a_chart_are_files(built: Path) -> None:
    page = main(built, "en/indicators/cloud-firms/")
    for table, key in (("targets", "target_id"), ("observations", "observation_id")):
        path = f"api/v1/{table}/by-indicator/cloud-firms.csv"
        assert f'href="../../../{path}" download' in page
        with (built / path).open(encoding="utf-8-sig", newline="") as file:
            assert all(f"{row[key]}/" in page for row in csv.DictReader(file))


@pytest.mark.parametrize("language", LANGUAGES)
def test_technical_facts_are_folded_and_quotes_lead_to_their_source(built: Path, language: str) -> None:
    for path in ("targets/baoshan-2020.t10/", "projects/shanghai-2020.p14/"):
        page = main(built, f"{language}/{path}")
        folded = page.partition('<details class="fold">')[2].partition("</details>")[0]
        assert "reader-a" in folded and page.count("reader-a") == folded.count("reader-a"), path
    body = main(built, f"{language}/units/baoshan-economic-commission/")
    body = re.sub(r'<span class="small when">.*?</span>', "", body)  # the words that a day is counted from
    assert len(re.findall(r"<q\b", body)) == len(re.findall(r'<a class="quoted"[^>]*><q\b', body)) > 10
    assert body.count("#quote") >= 5 and 'id="quote"' in main(built, f"{language}/targets/baoshan-2020.t10/")
    outline = main(built, f"{language}/documents/baoshan-2020/")
    assert "baoshan-2020.t10/#quote" in outline and "#:~:text=" in outline


def test_counts_and_titles_read_as_english(built: Path) -> None:
    """One thing is no plural; what records are called begins alike in every list."""
    for page in (built / "en").rglob("index.html"):
        if "/commands/" not in str(page):
            said = text(page.read_text("utf-8"))
            wrong = re.search(r"(?<![\d.,–:] )(?<![\d.,])\b1 (targets|tasks|(named )?projects|bodies|notes)\b", said)
            assert not wrong, (page, wrong)
    for path in ("en/targets/", "en/documents/shanghai-2020/", "en/indicators/", "en/findings/sought/"):
        names = re.findall(r'<a href="[^"]*/targets/[^"]*\.t\d+/">(?:<b>)?([^<]+)', main(built, path))
        assert len(names) > 3 and [name for name in names if name[0].islower()] == []


def test_the_source_opens_at_the_words_wherever_a_copy_has_an_address(built: Path) -> None:
    known = {row["document_id"] for row in rows(built, "documents") if row["copy_url"]}
    assert known and len(known) < 5
    for table, name in (("targets", "target_id"), ("observations", "observation_id"), ("projects", "project_id")):
        for row in rows(built, table):
            page = main(built, f"zh/{table}/{row[name]}/")
            assert ("#:~:text=" in page) == (row["document_id"] in known), row[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_relations_of_documents_are_sentences(built: Path, language: str) -> None:
    said = text(main(built, f"{language}/documents/shanghai-2020/"))
    assert "None" not in said and "←" not in said.partition("SHA-256")[2].partition("JSON")[0]
    assert "沪府〔2023〕51号" in said
    assert {"zh": "规划期已于2022年底结束", "en": "ended at the end of 2022"}[language] in said


def test_english_headings_have_english_numbers(built: Path) -> None:
    said = text(main(built, "en/documents/shanghai-2020/").partition('id="outline"')[2])
    assert (
        "2. Main tasks" in said and "(1) Build new-generation" in said and "二、" not in said.partition("Oddities")[0]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_twice_on_a_page(built: Path, language: str) -> None:
    """The citation of the page stands with that of the document; a place is named once; all columns say something."""
    for path in ("targets/chengdu-2020.t01/", "projects/baoshan-2020.p26/", "units/chengdu-commerce-bureau/"):
        page = main(built, f"{language}/{path}")
        assert page.count('id="cite"') == 1 and 'id="cite"' in page.partition('id="take"')[2].partition("</section>")[0]
    for path in ("targets/chengdu-2020.t01/", "projects/baoshan-2020.p26/"):
        quoted, _, facts = main(built, f"{language}/{path}").partition("<figcaption>")[2].partition('id="facts"')
        assert quoted.partition(" › ")[0].endswith("</a>") and "-2020/#" in quoted and "/documents/" not in facts
    match = words(language)["site"]["columns"]["match"]
    same, other = (main(built, f"{language}/indicators/{name}/") for name in ("base-stations-5g", "coverage-5g"))
    assert match not in same and match in other
    assert text(main(built, f"{language}/documents/chengdu-2020/")).count("（转载网站）") == 0
    assert "Annex: Annex" not in main(built, f"{language}/documents/shanghai-2020/")
    assert {"zh": "上海 · 成都 · 宝山", "en": "Shanghai"}[language] in text(main(built, f"{language}/functions/"))


@pytest.mark.browser
def test_organisations_are_read_on_a_phone_without_their_index(visit: Opener) -> None:
    page = visit("/zh/parties/", width=390)
    assert not page.locator("nav.index").is_visible() and page.evaluate("document.body.scrollHeight") < 6600
    assert visit("/zh/parties/", width=1024).locator("nav.index").is_visible()


def test_parts_of_a_sum_are_told_by_their_area(built: Path) -> None:
    assert re.search(r">Jinjiang District</a>", main(built, "en/sums/"))
    assert re.search(r">锦江区</a>", main(built, "zh/sums/"))


@pytest.mark.browser
def test_a_plan_is_short_until_it_is_opened_and_a_link_opens_what_it_leads_to(visit: Opener) -> None:
    page = visit("/zh/documents/shanghai-yrd-2020/", width=390)
    assert page.evaluate("document.body.scrollHeight") < 7000
    page.goto(page.url + "#shanghai-yrd-2020-2-1-1")
    page.wait_for_selector("details.group[open] #shanghai-yrd-2020-2-1-1")
    page.wait_for_function("() => Math.abs(document.querySelector(':target').getBoundingClientRect().top) < 200")


@pytest.mark.browser
def test_contents_of_a_plan_stay_in_view_and_a_cell_is_marked(visit: Opener) -> None:
    page = visit("/zh/documents/shanghai-2020/", width=390)
    page.evaluate("scrollTo(0, 2000)")
    page.wait_for_function("() => document.querySelector('.jump-stays').getBoundingClientRect().top === 0")
    page.click(".jump-stays a >> nth=2")
    top = "location.hash && document.querySelector(location.hash).getBoundingClientRect().top"
    page.wait_for_function(f"() => {top} && {top} < 200")
    page = visit("/zh/units/")
    page.click(".fold summary >> nth=0")
    page.click(".matrix a.n >> nth=0")
    page.wait_for_url("**/units/*/#*")
    assert page.evaluate("document.querySelector(location.hash).matches(':target')")
