"""In a build from nothing every file of datapackage/ is opened and parsed once, every plan modelled once; an edit of
one plan opens that plan, and nothing is opened outside of reading."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import publisher.model.library
import publisher.read.registry
from publisher.model.plan import PlanModel, model_plan
from publisher.read.canonical import csv_text
from publisher.read.package import read_package
from publisher.read.plan import Plan, read_plan
from publisher.read.table import Table, parse_table
from publisher.run.build import build
from publisher.terms.schema import Schemas, TableSchema
from publisher.work import engine as at_work
from publisher.work.engine import Engine
from publisher.work.store import Store

pytestmark = pytest.mark.slow

PLAN = "baoshan-2020"
Counted = dict[str, Counter[str]]
_OPENED: list[tuple[str, tuple[str, ...]]] = []  # path, and the modules that were at work, the innermost first
_ROOTS: list[str] = []


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _ROOTS and str(arguments[0]).startswith(_ROOTS[0]):
        frame, modules = sys._getframe(1), []
        while frame is not None:
            modules.append(str(frame.f_globals.get("__name__")))
            frame = frame.f_back
        _OPENED.append((str(arguments[0]), tuple(modules)))


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """A copy of the real data, old enough that its state is trusted."""
    shutil.copytree(root / "datapackage", tmp_path / "project/datapackage")
    for name in ("CHANGELOG.md", "CHANGELOG.zh.md", "LICENSE-DATA"):
        shutil.copy(root / name, tmp_path / "project" / name)
    return tmp_path / "project"


@pytest.fixture
def counted(
    root: Path, schemas: Schemas, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Counted]:
    """counted() builds, in this process alone, and counts what is opened, parsed and modelled, by its name."""
    found: Counted = {}
    if not _ROOTS:
        sys.addaudithook(_heard)  # it stays; without a root it hears nothing

    def parsed(content: bytes, schema: TableSchema, file: str) -> Table:
        found["parsed"][file] += 1
        return parse_table(content, schema, file)

    def modelled(plan: Plan) -> PlanModel:
        found["modelled"][plan.document_id] += 1
        return model_plan(plan)

    modelled.__module__, modelled.__qualname__ = model_plan.__module__, model_plan.__qualname__
    monkeypatch.setattr(publisher.read.registry, "parse_table", parsed)
    monkeypatch.setattr(publisher.model.library, "model_plan", modelled)
    monkeypatch.setattr("publisher.work.look.YOUNG", -(10**18))  # no file counts as young

    def run() -> Counted:
        found.update({name: Counter() for name in ("parsed", "modelled", "opened", "strangers")})
        at_work._MEMORY.clear()
        _OPENED.clear()
        _ROOTS[:] = [str(data / "datapackage")]
        try:
            package = read_package(data, schemas)
            done = build(
                package, out=tmp_path / "dist", strict=False, docs=root / "docs", mkdocs=root / "mkdocs.yml",
                engine=Engine(Store(tmp_path / "kept")),
            )  # fmt: skip
        finally:
            _ROOTS.clear()
        assert not done.failed, done.summary
        for path, modules in _OPENED:
            if path.endswith(".csv"):
                found["opened"][Path(path).relative_to(data).as_posix()] += 1
            ours = [module for module in modules if module.startswith("publisher.")]
            if not ours[0].startswith("publisher.read."):
                found["strangers"][f"{ours[0]} {path}"] += 1
        return dict(found)

    return run


def edit(data: Path, schemas: Schemas) -> None:
    """Other words in one cell, and the lock that belongs to them."""
    folder = data / "datapackage/plans" / PLAN
    path = folder / "tasks.csv"
    path.write_text(path.read_text("utf-8").replace("the ", "the very ", 1), "utf-8")
    plan = read_plan(read_package(data, schemas), PLAN)
    hashes = plan.ledger.to_lock
    rows = [
        row._replace(record_sha256=hashes[row.record_id], cell_sums=plan.ledger.sums(row.record_id))
        for row in plan.rows("evidence")
    ]
    text = csv_text(schemas["evidence"].names, (row[:-1] for row in rows))
    (folder / "evidence.csv").write_text(text, "utf-8")


def test_each_file_is_opened_and_parsed_once_and_each_plan_modelled_once(
    counted: Callable[[], Counted], data: Path, schemas: Schemas
) -> None:
    files = {path.relative_to(data).as_posix() for path in data.rglob("*.csv")}
    plans = {path.name for path in (data / "datapackage/plans").iterdir()}
    first = counted()
    assert first["opened"] == dict.fromkeys(files, 1)
    assert first["parsed"] == dict.fromkeys(files, 1)
    assert first["modelled"] == dict.fromkeys(plans, 1)
    assert first["strangers"] == {}

    again, registry = counted(), {file for file in files if "/plans/" not in file}
    assert again["opened"] == dict.fromkeys(registry, 1), "nothing changed: no plan is opened"
    assert again["modelled"] == {}

    edit(data, schemas)
    edited = counted()
    own = {file for file in files if f"/{PLAN}/" in file}
    assert edited["opened"] == dict.fromkeys(registry | own, 1)
    assert edited["modelled"] == {PLAN: 1}
    assert edited["strangers"] == {}
