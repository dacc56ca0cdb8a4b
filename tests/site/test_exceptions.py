"""A declared exception is shown at its record, on its document's page and on the page of quality, in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publisher.maintain.lock import lock_text, registry_lock_text
from publisher.read.package import read_package
from publisher.read.plan import read_plan
from publisher.terms.schema import load_schemas
from tests.conftest import ROOT, command

pytestmark = pytest.mark.slow

PLAN = "baoshan-2020"
REASON = "A name <b>as printed</b>."


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory, sources: Path) -> Path:
    """The real site, with one character of one description declared as known."""
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
    out = folder / "dist"  # what was changed and declared waits for its sign-offs
    done = command("build", "--root", str(folder), "--out", str(out), "--no-cache", "--allow-warnings")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return out


@pytest.mark.sources
@pytest.mark.parametrize("page", [f"targets/{PLAN}.t06", f"documents/{PLAN}", "quality"])
@pytest.mark.parametrize(("language", "title", "reason"), [
    pytest.param("zh", "声明的例外", "原样保留。", id="zh"),
    pytest.param("en", "Declared exceptions", "A name &lt;b&gt;as printed&lt;/b&gt;.", id="en"),
])  # fmt: skip
def test_it_is_shown(page: str, language: str, title: str, reason: str, declared: Path) -> None:
    html = (declared / language / page / "index.html").read_text("utf-8")
    section = html.partition('aria-labelledby="exceptions"')[2].partition("</section>")[0]
    assert title in section and reason in section and "traditional-character" in section and f"{PLAN}.t06" in section
    assert REASON not in html


@pytest.mark.sources
def test_another_record_shows_none(declared: Path) -> None:
    assert 'id="exceptions"' not in (declared / f"en/targets/{PLAN}.t07/index.html").read_text("utf-8")
