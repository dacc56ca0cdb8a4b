"""The real data: valid, complete, read twice."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import command

PLANS = ["baoshan-2020", "chengdu-2020", "shanghai-2020", "shanghai-2020-press", "shanghai-yrd-2020"]


@pytest.mark.slow
def test_validate_strict_is_clean(root: Path) -> None:
    done = command("validate", "--strict", "--no-cache", "--format", "json", PLAN_SOURCES="/nonexistent")
    report = json.loads(done.stdout)
    assert report["problems"] == []
    assert report["summary"]["plans"] == len(PLANS)
    assert report["summary"]["rows"] > 2000
    assert done.returncode == 0


@pytest.mark.sources
def test_every_quote_stands_in_its_text(sources: Path) -> None:
    summary = json.loads(command("validate", "--format", "json", PLAN_SOURCES=str(sources)).stdout)["summary"]
    assert summary["errors"] == 0
    assert summary["quotes"] == summary["quotes_verified"] > 1000


@pytest.mark.sources
def test_every_figure_statement_title_and_name_is_accounted_for(sources: Path) -> None:
    done = command("coverage", PLAN_SOURCES=str(sources))
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(" 0 unaccounted") == 4 * len(PLANS)
    assert (
        done.stdout.count(" of responsibility, ")
        == done.stdout.count(" titles, ")
        == done.stdout.count(" names of organisations, ")
        == len(PLANS)
    )


@pytest.mark.sources
def test_a_statement_whose_rows_are_gone_is_listed(sources: Path, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "datapackage", tmp_path / "datapackage")
    table = tmp_path / "datapackage/plans/shanghai-2020/responsibilities.csv"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    task = lines[1].split(",")[2]
    table.write_text("".join(line for line in lines if f",{task}," not in line), "utf-8")
    done = command("coverage", "shanghai-2020", "--root", str(tmp_path), PLAN_SOURCES=str(sources))
    assert done.returncode == 1 and " of responsibility, 0 unaccounted" not in done.stdout, done.stdout


@pytest.mark.sources
def test_the_lock_is_what_lock_writes(sources: Path, root: Path) -> None:
    before = {p: p.read_bytes() for p in (root / "datapackage").rglob("evidence.csv")}
    done = command("lock", PLAN_SOURCES=str(sources))
    assert done.returncode == 0 and done.stdout.count(" 0 of them changed") == len(before), done.stdout
    assert before == {p: p.read_bytes() for p in (root / "datapackage").rglob("evidence.csv")}


def test_the_readme_counts_the_records(root: Path) -> None:
    def records(plan: str, table: str) -> list[dict[str, str]]:
        return list(csv.DictReader((root / "datapackage" / "plans" / plan / f"{table}.csv").open(encoding="utf-8")))

    told = re.findall(r"\| (\d+) \| ([\d–]+) \| ([\d–]+) \|", (root / "README.md").read_text("utf-8"))
    tasks = {plan: [row for row in records(plan, "tasks") if row["kind"] == "task"] for plan in PLANS}
    held = [(records(plan, "targets"), records(plan, "projects"), tasks[plan]) for plan in PLANS]
    assert sorted(told) == sorted(tuple(str(len(rows) or "–") for rows in plan) for plan in held)


def test_agreement_shows_real_differences_and_leaves_none_open() -> None:
    done = command("agreement")
    assert done.returncode == 0, "a difference between the readings is not settled"
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.partition("\n\n")[0].splitlines()[1:]}
    assert int(rows["value"][0]) > 90 and int(rows["role"][0]) > 400
    assert int(rows["project_name"][0]) > 600 and int(rows["party_role"][0]) > 30
    for name in ("stage", "verb_printed", "place_printed", "project_theme"):
        assert 500 < int(rows[name][1]) < int(rows[name][0])
    assert 200 < int(rows["promise_theme"][1]) < int(rows["promise_theme"][0]) == 246
    assert int(rows["kind"][1]) < int(rows["kind"][0]), "two independent readings differ somewhere"
    assert "  open  " not in done.stdout


def test_no_running_text_of_the_sources_is_in_the_project(root: Path) -> None:
    """Only short quotes, and statements of responsibility whole: nothing longer than the schema allows."""
    import csv

    for path in (root / "datapackage").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                limit = 400 if path.name in ("responsibilities.csv", "readings.csv") else 80
                assert len(row.get("quote", "")) <= limit
                assert len(row.get("quote_prefix", "")) <= 60 and len(row.get("quote_suffix", "")) <= 60
