"""What tests share: the project's folder, the source texts, a browser, and one build of the real site.

What takes long to make is made once a run, however many processes run it (`once`); it is only read.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
LONGEST = (
    "test_mutations", "test_large", "test_mutations_without_texts", "test_pages", "test_explorer", "test_addresses",
    "test_desk_additions", "test_tutorial_walk", "test_search", "test_desk_texts", "test_incremental", "test_bench",
    "test_desk_browser", "test_readers", "test_cells", "test_desk_signing", "test_harmless", "test_serve",
)  # fmt: skip


def _absent(what: str, excused: str) -> None:
    """Skip with a plain word; in CI, where everything must be looked at, fail (unless excused by name)."""
    if os.environ.get("CI") and not os.environ.get(excused):
        pytest.fail(f"{what}: in CI this is a failure, not a skip")
    pytest.skip(what)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks at the whole site or at all downloads is slow: making them takes longer than the rest of the test.

    The files that take longest come first, so that no process is left with one of them at the end.
    """
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))
    for item in items:
        if {"built", "published"}.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of source texts."""
    folder = Path(os.environ.get("PLAN_SOURCES") or ROOT.parent / "shared" / "sources")
    if not folder.is_dir():
        _absent("the source texts are not at hand (PLAN_SOURCES or ../shared/sources)", "WITHOUT_SOURCES")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's Chromium."""
    from bench.browser import chromium

    if not (found := chromium()):
        _absent("chromium is not installed (Debian: apt install chromium)", "WITHOUT_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests of a process: a second Playwright beside it would be refused."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # as all else waits
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found:
        _absent("LibreOffice is not installed (Debian: apt install libreoffice-calc)", "WITHOUT_LIBREOFFICE")
    return str(found)


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """tool(package) → the Python that has this package, in a place of its own: its requirements clash with ours."""

    def python(package: str) -> str:
        place = ROOT / ".cache/tools" / package / "bin/python"
        if not place.is_file():
            pytest.skip(f"{package} is not installed in {place.parents[1].relative_to(ROOT)} (.ci/run does it)")
        return str(place)

    return python


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run build.py as its users do: a process of its own, with these arguments and additions to the environment."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """once(name, make) → a folder that all processes of this run share: the first to ask makes it, others wait."""
    own = tmp_path_factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = run / f"once-{name}", run / f"once-{name}.done"
        with (run / f"once-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def built(once: Once) -> Path:
    """The real site and downloads."""

    def make(folder: Path) -> None:
        done = command("build", "--out", str(folder / "dist"))
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]

    return once("built", make) / "dist"
