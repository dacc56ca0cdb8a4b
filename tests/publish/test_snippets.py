"""Every snippet of the docs is a file; what can run here is run against the published files on localhost."""

from __future__ import annotations

import http.server
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import duckdb
import pytest

from publisher.model.library import Library

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SNIPPETS = ROOT / "docs" / "snippets"
PAGES = [ROOT / "docs" / language / page for language in ("zh", "en") for page in ("data.md", "api.md")]
BASE = "http://localhost:8000"


@pytest.fixture(scope="module")
def site(published: Path) -> Iterator[str]:
    """The published folder, served on localhost; its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_arguments: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(published)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


Run = Callable[..., str]


@pytest.fixture
def run(site: str, tmp_path: Path) -> Run:
    """Run a snippet with a command, at the address where the files are served; what it prints."""

    def one(name: str, *command: str) -> str:
        text = (SNIPPETS / name).read_text("utf-8")
        assert BASE in text
        (tmp_path / name).write_text(text.replace(BASE, site), "utf-8")
        done = subprocess.run([*command, name], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return one


def quotes(held: Library, indicator: str) -> list[str]:
    return [q.record.quote for plan in held.plans() for q in plan.targets if q.record.indicator_id == indicator]


def test_pandas(run: Run, held: Library) -> None:
    printed = run("read_pandas.py", sys.executable)
    assert all(quote in printed for quote in quotes(held, "base-stations-5g")) and "2022-12-31" in printed


def test_polars(published: Path, tmp_path: Path) -> None:
    shutil.copy(published / "data/parquet/targets.parquet", tmp_path)
    command = [sys.executable, str(SNIPPETS / "read_polars.py")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "chengdu-2020" in done.stdout and "baoshan-2020" in done.stdout


def test_r(run: Run) -> None:
    if not shutil.which("Rscript"):
        pytest.skip("R is not installed (Debian: apt install r-cran-readr)")
    assert "allocation" in run("read_readr.R", "Rscript")


def test_frictionless(run: Run, held: Library) -> None:
    printed = run("read_frictionless.py", sys.executable)
    first = next(held.plans()).tables["responsibilities"][0]
    assert printed.splitlines()[0].split()[:2] == [first.task_id, first.role] and len(printed.splitlines()) == 5


def test_loader(run: Run, held: Library) -> None:
    printed = run("api_loader.py", sys.executable)
    plan = held.load("baoshan-2020")
    assert f"targets {sum(len(p.targets) for p in held.plans())}" in printed.splitlines()
    assert all(f"{t.id} {t.record.quote}" in printed for t in plan.targets)
    assert "#:~:text=" in printed


def test_javascript(run: Run, held: Library) -> None:
    if not shutil.which("node"):
        pytest.skip("Node.js is not installed")
    printed = run("api_fetch.mjs", "node")
    assert all(quote in printed for quote in quotes(held, "base-stations-5g"))
    assert held.registry["indicators"]["base-stations-5g"].comparability_en in printed


def test_duckdb(published: Path, held: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(published / "data/parquet/targets.parquet", tmp_path)
    monkeypatch.chdir(tmp_path)
    found = duckdb.sql((SNIPPETS / "read_duckdb.sql").read_text("utf-8")).fetchall()
    assert len(found) == len(quotes(held, "base-stations-5g")) and found == sorted(found, key=lambda row: -row[3])


def test_sqlite(published: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(published / "data/new-infrastructure-plans.sqlite")
    text = re.sub(r"--.*", "", (SNIPPETS / "read_sqlite.sql").read_text("utf-8"))
    results = [connection.execute(query).fetchall() for query in text.split(";") if query.strip()]
    assert [len(rows) for rows in results] == [5, 5, 5]
    assert all("充电" in row[1] for row in results[1]) and all("充电桩" in row[1] for row in results[2])


def test_checksums(published: Path) -> None:
    done = subprocess.run(
        ["sh", str(SNIPPETS / "whole.sh")], cwd=published, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "whole\n"), done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_pages_show_the_snippets_as_they_were_run(page: Path) -> None:
    shown = re.findall(r"```\w+\n(.*?)```", page.read_text("utf-8"), re.S)
    files = [path.read_text("utf-8") for path in SNIPPETS.iterdir()]
    assert shown and all(code in files for code in shown)


def test_every_snippet_is_shown_in_both_languages() -> None:
    for path in SNIPPETS.iterdir():
        pages = [page for page in PAGES if path.read_text("utf-8") in page.read_text("utf-8")]
        assert {page.parent.name for page in pages} == {"zh", "en"}, path.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "docs").as_posix())
def test_files_that_pages_link_and_name_are_published(page: Path, published: Path) -> None:
    text = page.read_text("utf-8")
    links = re.findall(r'href="\.\./\.\./([^"]+)"', text)
    named = [path for path in re.findall(r"`((?:api|data)/[\w./-]+)`", text) if "<" not in path]
    assert links and all((published / path).is_file() for path in [*links, *named])
    assert not re.search(r"^## (?!.*\{#[a-z-]+\})", text, re.M), "every heading has an ASCII anchor"
