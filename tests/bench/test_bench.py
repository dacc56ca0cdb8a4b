"""The bench at work: corpora that are valid and always the same, commands measured, a report with every figure."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import sleep

import pytest

from bench import corpus, results, run
from bench.browser import chromium
from bench.edit import ADDED, edited, prepared
from bench.measure import Caps, Cost, measure, middle
from bench.report import as_text, table
from bench.run import MOST_ROWS, SEEN
from bench.template import Template, template
from publisher.check.run import check_package
from publisher.read.package import Package, read_package
from publisher.read.plan import read_plan
from publisher.terms.messages import Refusal, say, text
from publisher.terms.schema import Schemas, load_schemas
from tests.conftest import command

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def schemas(root: Path) -> Schemas:
    return load_schemas(root / "schemas")


@pytest.fixture(scope="module")
def real(root: Path, schemas: Schemas) -> Package:
    return read_package(root, schemas)


@pytest.fixture(scope="module")
def cut(real: Package) -> Template:
    return template(real, rows=MOST_ROWS)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("rows", "plans"), [(MOST_ROWS, 5), (MOST_ROWS, 35), (None, 5), (None, 10)])
def test_a_corpus_has_no_problem(real: Package, schemas: Schemas, tmp_path: Path, rows: int | None, plans: int) -> None:
    made = corpus.make(real, template(real, rows=rows), tmp_path, plans=plans)
    package = read_package(tmp_path, schemas)
    report = check_package(package)
    assert [(problem.code, str(problem.place)) for problem in report.problems] == []
    assert (report.plans, report.rows) == (plans, made.rows)
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.csv")) == made.bytes


def test_a_corpus_is_always_the_same(real: Package, cut: Template, tmp_path: Path) -> None:
    for name in ("one", "other"):
        corpus.make(real, cut, tmp_path / name, plans=15)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")


def test_cut_plans_have_about_300_rows_of_every_kind(cut: Template) -> None:
    assert 260 <= cut.rows_a_plan <= 340
    empty = [name for name in cut.plans[0].tables if not any(plan.rows(name) for plan in cut.plans)]
    assert empty == []


def test_plans_differ_in_ids_years_and_figures(real: Package, schemas: Schemas, tmp_path: Path) -> None:
    corpus.make(real, template(real), tmp_path, plans=15)
    package = read_package(tmp_path, schemas)
    same = [read_plan(package, name) for name in package.plan_ids if name.startswith("chengdu")]
    assert [plan.document_id for plan in same] == ["chengdu-2012-0003", "chengdu-2016-0002", "chengdu-2020-0001"]
    assert [plan.document.horizon_end for plan in same if plan.document] == ["2014-12-31", "2018-12-31", "2022-12-31"]
    figures = {tuple(row.figure_printed for row in plan.rows("targets")) for plan in same}
    assert len(figures) == 3
    for plan in same:
        assert all(row.figure_printed in row.quote for row in plan.rows("targets"))
    assert len({plan.rows("responsibilities")[0].unit_id for plan in same}) == 3


@pytest.mark.parametrize("plans", [0, 3, 12])
def test_a_size_that_the_real_plans_do_not_divide_is_refused(
    real: Package, cut: Template, tmp_path: Path, plans: int
) -> None:
    with pytest.raises(Refusal, match="not a multiple of 5"):
        corpus.make(real, cut, tmp_path, plans=plans)
    assert list(tmp_path.iterdir()) == []


def test_an_edit_is_one_problem_and_is_taken_back(
    real: Package, schemas: Schemas, cut: Template, tmp_path: Path
) -> None:
    corpus.make(real, cut, tmp_path, plans=5)
    before = bytes_of(tmp_path)
    with edited(tmp_path):
        problems = check_package(read_package(tmp_path, schemas)).problems
        assert [problem.code for problem in problems if problem.severity == "error"] == ["record-changed-since-lock"]
    assert bytes_of(tmp_path) == before


def test_an_edit_that_is_made_ready_is_valid_and_changes_nothing_before_it_is_written(
    real: Package, schemas: Schemas, cut: Template, tmp_path: Path
) -> None:
    corpus.make(real, cut, tmp_path, plans=5)
    before = bytes_of(tmp_path)
    record, after = prepared(tmp_path, schemas)
    assert bytes_of(tmp_path) == before
    for path, content in after.items():
        path.write_bytes(content)
    package = read_package(tmp_path, schemas)
    assert [problem.code for problem in check_package(package).problems] == []
    (row,) = (row for row in read_plan(package, record.split(".")[0]).rows("targets") if row.target_id == record)
    assert str(row.caveat_en).endswith(ADDED)


def test_cost_is_that_of_the_command_alone(tmp_path: Path) -> None:
    held = bytearray(200 * 1024 * 1024)  # our own memory is not the command's
    small = measure([sys.executable, "-c", "pass"], folder=tmp_path, limits=Caps())
    large = measure([sys.executable, "-c", "x = bytearray(150 * 1024 * 1024); raise SystemExit(3)"],
                    folder=tmp_path, limits=Caps())  # fmt: skip
    assert len(held) > 0
    assert small.peak < 100 < 150 <= large.peak < 250
    assert (small.code, large.code) == (0, 3)


def test_cost_counts_the_processes_that_a_command_starts(tmp_path: Path) -> None:
    inner = "x = bytearray(150 * 1024 * 1024)\nfor _ in range(3000000): pass"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    cost = measure([sys.executable, "-c", outer], folder=tmp_path, limits=Caps())
    assert cost.peak >= 150
    assert cost.cpu > 0


def running(pid: int) -> bool:
    """Whether a process runs; one that ended and was not yet waited for does not."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except OSError:
        return False


def test_a_command_beyond_its_limit_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    inner = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    cost = measure([sys.executable, "-c", outer], folder=tmp_path, limits=Caps(seconds=5))
    assert cost.stopped == say("bench.stopped-after", seconds="5")
    pid, patience = int(note.read_text()), 100
    while running(pid) and patience:  # a signal takes a moment
        patience -= 1
        sleep(0.1)
    assert not running(pid)


def _line(what: str, plans: int, wall: float, kind: str = results.CUT) -> results.Measured:
    return results.Measured(what, kind, plans, 0, Cost(wall, wall, 100, 0, 0))


def test_ratios_growth_and_bars_follow_from_the_figures() -> None:
    lines = (
        _line("validate-cold", 5, 0.4, results.WHOLE),
        _line("validate-cold", 500, 2.0),
        _line("stock-frictionless", 500, 8.0),
        _line("validate-cold", 5000, 24.0),
        _line("stock-frictionless", 5000, 132.0),
    )
    found = results.Bench((), lines, {})
    assert found.ratio(500) == (4.0, 4.0)
    assert [(item.what, round(item.times, 3)) for item in found.growth()] == [
        ("validate-cold", 12.0),
        ("stock-frictionless", 16.5),
    ]
    held = {text(bar.what, "en"): bar.held for bar in results.bars(found)}
    assert held["validate, cold, 5 plans"] is True
    assert held["stock frictionless against validate, no cache, 5,000 plans"] is True
    assert held["validate, cold, 5,000 to 500 plans"] is False
    assert held["stage publish, 5,000 plans"] is None


def test_a_build_again_and_an_edit_are_shares_of_the_build_of_the_same_run() -> None:
    times = {"build": 10.0, "build-again": 2.1, "build-edited": 4.0}
    lines = tuple(_line(what, 5, wall, results.WHOLE) for what, wall in times.items())
    held = {text(bar.what, "en"): (bar.found, bar.held) for bar in results.bars(results.Bench((), lines, {}))}
    share = "share of the build from nothing, 5 plans"
    assert held[f"build, again, {share}"] == ("0.21", False)
    assert held[f"build, one row edited, {share}"] == ("0.40", True)


def test_what_is_sent_and_what_a_check_costs_have_bars() -> None:
    sent = results.Measured("explorer-first-view", results.WHOLE, 5, 0, Cost(1, 0, 1, 0, 0), {"sent": 60_001})
    none = results.Measured(
        "search-first-answer", results.WHOLE, 5, 0, Cost(0, 0, 0, 0, -1, "", say("bench.no-chromium"))
    )
    lines = (sent, none, _line("make-check", 5, 59.0, results.WHOLE), _line("desk-decision", 5, 0.2, results.WHOLE))
    found = results.Bench((), lines, {})
    held = {text(bar.what, "en"): (bar.found, bar.held) for bar in results.bars(found)}
    assert held["the explorer’s first view, the heaviest kind, 5 plans"] == ("60.0 kB", False)
    assert held["the search’s first answer, 5 plans"] == ("–", None)
    assert held["make check, processor time"] == ("59.0 s", True)
    assert held["a decision at the desk, a text of 100 pages, 5 plans"] == ("0.20 s", True)
    assert "60,001 bytes over the wire" in as_text(found) and "Chromium or Playwright" in as_text(found)


def test_a_command_that_failed_was_not_measured(tmp_path: Path) -> None:
    on = run.On(tmp_path, corpus.Corpus(tmp_path, 5, 0, 0, 0, 0), results.WHOLE, True, Caps())
    refused, edit = Cost(1, 1, 1, 1, 1), Cost(1, 1, 1, 1, 1)
    lines = (on.line("build", refused), on.line("validate-edited", edit, ends=1))
    found = results.Bench((), lines, {})
    assert found.cost("build", 5, results.WHOLE) is None and found.cost("validate-edited", 5, results.WHOLE) == edit
    assert "exit code 1" in as_text(found, "en")


def test_the_middle_of_three_runs_keeps_the_greatest_memory() -> None:
    costs = [Cost(wall, wall, peak, 0, 0) for wall, peak in ((3.0, 10.0), (1.0, 30.0), (2.0, 20.0))]
    assert (middle(costs).wall, middle(costs).peak, middle(costs).runs) == (2.0, 30.0, 3)


def test_what_was_stopped_is_said_and_counts_for_nothing() -> None:
    why = say("bench.stopped-after", seconds="9")
    stopped = results.Measured("stock-frictionless", results.CUT, 500, 0, Cost(9, 0, 5, 0, -1, "", why))
    found = results.Bench((), (_line("validate-cold", 500, 2.0), stopped), {})
    assert found.ratio(500) is None
    assert "stopped after 9 s" in as_text(found, "en") and "9秒后中止" in as_text(found, "zh")


def test_tables_are_markdown() -> None:
    assert table(("a", "b"), [("x", "1")]).splitlines() == ["| a   |   b |", "| --- | --: |", "| x   |   1 |"]


def test_the_short_form_measures_everything_once(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    done = command("bench", "--short", "--json", str(file))
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    found = json.loads(file.read_text("utf-8"))
    measured = {line["what"]: line for line in found["measured"]}
    assert {"validate-cold", "validate-warm", "stock-frictionless", "build", "stage-publish", "stage-render"} <= set(
        measured
    )
    skipped = set() if chromium() else set(SEEN)
    assert {what for what, line in measured.items() if line["cost"]["stopped"]} == skipped
    assert {what for what, line in measured.items() if line["cost"]["code"]} == {"validate-edited"} | skipped
    assert all(measured[what]["cost"]["wall"] > 0 for what in measured.keys() - skipped)
    assert all(measured[what]["cost"]["peak"] > 0 for what in measured.keys() - skipped)
    assert {what for what, line in measured.items() if "sent" in line["more"]} == set(SEEN[:2]) - skipped
    assert {"desk-decision", *SEEN} <= set(measured)
    assert measured["stage-check"]["more"] == {"problems": 0}
    assert measured["stage-referee"]["more"] == {"refused": 0}
    assert abs(sum(item["share"] for item in found["shares"]) - 1) < 1e-9
    assert "| validate, cold" in done.stdout


@pytest.mark.parametrize("sizes", ["7", "5,x", "0"])
def test_a_wrong_size_is_said_before_anything_is_measured(sizes: str) -> None:
    done = command("bench", "--sizes", sizes)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "validate" not in done.stdout
