"""The tutorial, walked: drafted, checked at the desk by keyboard, seen on the built site, removed without a trace."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.review.lab import BY_HAND, PLAN, as_first_read

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as somebody who clones it has it, with what is not committed yet, beside a folder for texts."""
    here = tmp_path_factory.mktemp("walk")
    project = here / "project"
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, project / name)
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "-c", "user.name=reader", "-c", "user.email=reader@localhost", "commit", "-qm", "as cloned")
    (here / "texts").mkdir()
    return project


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def in_tutorial(command: str) -> None:
    for language in ("en", "zh"):
        assert command in (ROOT / "docs" / language / "tutorial.md").read_text("utf-8"), command


def run(clone: Path, command: str) -> str:
    """Run a command of the tutorial, which must stand there in both languages, as it stands there."""
    in_tutorial(command)
    done = subprocess.run(
        command.replace(".venv/bin/python", sys.executable),
        shell=True,
        cwd=clone,
        env={**os.environ, "PLAN_SOURCES": "../texts", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(locale="en-GB", viewport={"width": 1300, "height": 850})
    yield page
    page.close()


def desk(clone: Path, command: str, texts: str = "../texts") -> tuple[subprocess.Popen[str], str]:
    """The desk, opened by its command (on any port), and the address that it prints."""
    in_tutorial(command)
    process = subprocess.Popen(
        [*command.replace(".venv/bin/python", sys.executable).split(), "--port", "0"],
        cwd=clone,
        env={**os.environ, "PLAN_SOURCES": texts, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    match = re.search(r"http://\S+", process.stdout.readline())
    assert match
    return process, match[0]


def decided(page: Page) -> int:
    return int(page.inner_text("#progress").split(" / ")[0])


def terms(page: Page) -> list[str]:
    """The English of the terms that the form names below an English cell."""
    said = page.evaluate("() => document.activeElement.parentNode.querySelector('.terms')?.textContent ?? ''")
    return [part.partition(" ")[2] for part in filter(None, said.split(", "))]


def own(page: Page, name: str) -> list[str]:
    """The number of the body that the form shows, in letters: no two bodies have the same English name."""
    unit = (
        page.evaluate("() => document.querySelector('#form [name=unit_id]')?.value ?? ''") if name == "name_en" else ""
    )
    return [unit[-3:].translate(str.maketrans("0123456789", "abcdefghij")).title()] if unit else []


def read_as_the_first(page: Page, clone: Path) -> None:
    """Read every place blind as the first reader has it, then what is shown as it stands: all of it by one button."""
    first = as_first_read(clone)
    places = "item.state === 'blind').map((item) => [item.id, item.start, item.rows[0].cells.record_kind])"
    while items := page.evaluate(f"() => desk.items.filter((item) => {places}"):
        place, start, kind = items[0]
        cells = first.get((start, kind))
        page.evaluate(
            """async ([place, cells]) => {
              show(desk.items.find((item) => item.id === place));
              Object.assign(filled[0], cells ?? {});
              await decide(cells ? 'read' : 'nothing');
            }""",
            [place, cells],
        )
    assert page.is_visible("#message >> text=as the first reader entered it")
    page.keyboard.press("l")
    page.click("text=Agree with all")
    page.wait_for_selector("#message >> text=decided in one step")
    assert page.evaluate("() => desk.left") == 0


def decide(page: Page) -> None:
    """Decide the item that is shown, by keyboard: fill what is asked for, cell by cell, and save."""
    before = decided(page)
    page.keyboard.press("e")
    for _ in range(24):
        name = page.evaluate("() => document.activeElement.name ?? ''")
        if name in BY_HAND and not page.evaluate("() => document.activeElement.value"):
            page.keyboard.type(
                " ".join([BY_HAND[name], *own(page, name), *terms(page)]) if name != "publisher_kind" else "i"
            )
        left = page.evaluate(
            "() => [...document.querySelectorAll('#form .needed [name]')].filter((node) => !node.value).length"
        )
        if left:
            page.keyboard.press("Escape")
            page.keyboard.press("e")
            continue
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#side[aria-busy=false]")
        if decided(page) > before:
            page.keyboard.press("Escape")
            return
    raise AssertionError(page.inner_text("#side"))


def test_the_tutorial_as_it_stands(clone: Path, page: Page) -> None:
    drafted = run(
        clone, ".venv/bin/python build.py draft tests/data/drafts/xugou-2021.pdf --id xugou-2021 --area 999900"
    )
    assert "../texts/xugou-2021.txt" in drafted
    assert re.search(r"\d+ unchecked suggestions in xugou-2021", run(clone, ".venv/bin/python build.py validate"))

    process, address = desk(clone, ".venv/bin/python build.py review xugou-2021 --reader reader-a")
    try:
        page.goto(address)
        page.wait_for_selector("#form .actions")
        while page.is_hidden("#finish"):
            decide(page)
        page.keyboard.press("f")
        page.wait_for_function("() => /plan now|[a-z]-[a-z]/.test(document.getElementById('message').textContent)")
        assert "is a plan now" in page.inner_text("#message"), page.inner_text("#message")
    finally:
        process.terminate()
    # The second reader has the project and the PDF, no folder of texts.
    given = "--reader reader-b --text tests/data/drafts/xugou-2021.pdf"
    process, address = desk(clone, f".venv/bin/python build.py review xugou-2021 {given}", texts="nowhere")
    try:
        page.goto(address)
        page.wait_for_selector("#form .actions")
        assert "blind" in page.inner_text("#plan")
        read_as_the_first(page, clone)
    finally:
        process.terminate()

    assert "0 errors, 0 warnings" in run(clone, ".venv/bin/python build.py validate --strict")
    built = subprocess.run([sys.executable, "build.py"], cwd=clone, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout[-2000:]
    page.goto((clone / "dist" / "en" / "documents" / PLAN / "index.html").as_uri())
    assert BY_HAND["title_en"] in page.inner_text("main")
    beside = (clone / "dist" / "en" / "documents" / "index.html").read_text("utf-8")
    assert f"documents/{PLAN}/" in beside and "documents/chengdu-2020/" in beside
    assert "0 files changed" in run(clone, ".venv/bin/python build.py fmt")

    run(clone, "git add -N datapackage")
    assert "市工业和信息化局" in git(clone, "diff")
    removed = "git clean -fd datapackage/plans/xugou-2021 && rm ../texts/xugou-2021.txt"
    run(clone, f"git reset -q datapackage && git restore datapackage CITATION.cff .zenodo.json && {removed}")
    assert git(clone, "status", "--porcelain") == ""
    assert list((clone.parent / "texts").iterdir()) == []
    built = subprocess.run([sys.executable, "build.py"], cwd=clone, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout[-2000:]
    assert not [path for path in (clone / "dist").rglob("*") if PLAN in path.name]
    assert PLAN not in (clone / "dist" / "data" / "documents.csv").read_text("utf-8")


def test_a_draft_is_discarded_without_a_trace(clone: Path) -> None:
    run(clone, ".venv/bin/python build.py draft tests/data/drafts/xugou-2021.pdf --id xugou-2021 --area 999900")
    run(clone, ".venv/bin/python build.py draft --discard --id xugou-2021 && rm ../texts/xugou-2021.txt")
    assert git(clone, "status", "--porcelain") == ""
    assert list((clone.parent / "texts").iterdir()) == []
