"""A declared exception is shown at its record, on its document's page and on the page of quality, in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publisher.check.run import check_package
from publisher.maintain.lock import lock_text, registry_lock_text
from publisher.model.agreement import readings_of
from publisher.model.library import library
from publisher.read.package import read_package
from publisher.read.plan import read_plan
from publisher.render.context import renderer
from publisher.render.facts import Facts, plan_facts
from publisher.render.paging import Sheet
from publisher.render.views import documents, lists, quantities
from publisher.terms.messages import LANGUAGES
from publisher.terms.problem import Severity
from publisher.terms.schema import load_schemas
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

PLAN = "baoshan-2020"
REASON = "A name <b>as printed</b>."


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory, sources: Path) -> dict[str, str]:
    """Pages of the real data, by path, with one character of one description declared as known."""
    folder = tmp_path_factory.mktemp("declared")
    shutil.copytree(ROOT / "datapackage", folder / "datapackage")
    targets = folder / f"datapackage/plans/{PLAN}/targets.csv"
    text = targets.read_text("utf-8")
    assert ",5G基站,5G base stations," in text
    targets.write_text(text.replace(",5G基站,5G base stations,", ",5G基站（臺）,5G base stations,"), "utf-8")
    known = folder / "datapackage/known_problems.csv"
    row = f"known-01,traditional-character,{PLAN}.t06,what_zh,原样保留。,{REASON}\n"
    known.write_text(known.read_text("utf-8") + row, "utf-8")
    package = read_package(folder, load_schemas(ROOT / "schemas"), sources=sources)
    lock = folder / f"datapackage/plans/{PLAN}/evidence.csv"
    lock.write_text(lock_text(read_plan(package, PLAN)), "utf-8")
    (folder / "datapackage/evidence.csv").write_text(registry_lock_text(package.registry), "utf-8")
    package = read_package(folder, load_schemas(ROOT / "schemas"), sources=sources)
    report, held = check_package(package), library(package)
    assert not report.fails() and report.fails(strict=True), (
        "what was changed and declared only waits for its sign-offs"
    )
    plan, found = held.load(PLAN), {"warnings": str(sum(p.severity is Severity.WARNING for p in report.problems))}
    facts = Facts()
    facts.add(plan_facts(plan, readings_of(plan)))
    for language in LANGUAGES:
        one = renderer(held, language)
        quality = lists.quality(one, facts, report, [], Sheet("quality/", 0, 1))
        for page in (*quantities.pages(one, plan), *documents.pages(one, plan), quality):
            found[f"{language}/{page.path}"] = str(page.html)
    return found


@pytest.mark.sources
@pytest.mark.parametrize("page", [f"targets/{PLAN}.t06", f"documents/{PLAN}", "quality"])
@pytest.mark.parametrize(("language", "title", "reason"), [
    pytest.param("zh", "声明的例外", "原样保留。", id="zh"),
    pytest.param("en", "Declared exceptions", "A name &lt;b&gt;as printed&lt;/b&gt;.", id="en"),
])  # fmt: skip
def test_it_is_shown(page: str, language: str, title: str, reason: str, declared: dict[str, str]) -> None:
    html = declared[f"{language}/{page}/"]
    section = html.partition('aria-labelledby="exceptions"')[2].partition("</section>")[0]
    assert title in section and reason in section and "traditional-character" in section and f"{PLAN}.t06" in section
    assert REASON not in html


@pytest.mark.sources
def test_another_record_shows_none(declared: dict[str, str]) -> None:
    assert 'id="exceptions"' not in declared[f"en/targets/{PLAN}.t07/"]


@pytest.mark.sources
def test_the_page_of_quality_counts_the_warnings_of_its_own_build(declared: dict[str, str]) -> None:
    assert f"0 errors, {declared['warnings']} warnings" in declared["en/quality/"]
    assert f"0个错误，{declared['warnings']}个警告" in declared["zh/quality/"]
