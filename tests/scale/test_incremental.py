"""What is built on what was kept is, byte for byte, what is built from nothing: after any edits, in any order."""

from __future__ import annotations

import csv
import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench import corpus
from bench.run import MOST_ROWS
from bench.template import template
from publisher.check.descriptor import dump, expected
from publisher.check.run import check_package
from publisher.model.library import library
from publisher.publish.publish import publish
from publisher.read.layout import FOLDER
from publisher.read.package import read_package
from publisher.run import build
from publisher.terms.schema import Schemas
from publisher.work.engine import Engine
from publisher.work.output import Output
from publisher.work.store import Store

pytestmark = pytest.mark.slow

SEQUENCES = int(os.environ.get("EDIT_SEQUENCES", "8"))  # of the downloads and the API
SITES = int(os.environ.get("EDIT_SITES", "2"))  # of the whole folder, MkDocs and search index included
STEPS = 6  # edits in a sequence, at most


@pytest.fixture(scope="module")
def small(root: Path, schemas: Schemas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five cut plans and what else a build reads."""
    folder = tmp_path_factory.mktemp("small")
    real = read_package(root, schemas)
    corpus.make(real, template(real, rows=MOST_ROWS), folder, plans=5)
    shutil.copytree(root / "docs", folder / "docs")
    shutil.copy(root / "mkdocs.yml", folder)
    return folder


@dataclass
class Desk:
    """Somebody at work on a copy of the data, who edits it at random but so that it can still be published."""

    root: Path
    schemas: Schemas
    chance: random.Random

    def plans(self) -> list[Path]:
        return sorted(path for path in (self.root / FOLDER / "plans").iterdir() if path.is_dir())

    def table(self, name: str) -> Path:
        registry = self.root / FOLDER / f"{name}.csv"
        return registry if registry.is_file() else self.chance.choice(self.plans()) / f"{name}.csv"

    def edit(self, path: Path, change: Callable[[list[dict[str, str]]], None]) -> str:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        change(rows)
        names = self.schemas[path.stem].names
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return path.relative_to(self.root).as_posix()

    def words(self) -> str:
        """Other words of our own in some row of some table."""
        name, column = self.chance.choice([
            ("targets", "what_zh"), ("targets", "caveat_en"), ("observations", "what_en"), ("tasks", "summary_zh"),
            ("notes", "text_en"), ("mentions", "reason_zh"), ("clauses", "heading_en"), ("copies", "defects_en"),
            ("documents", "short_en"), ("units", "name_en"), ("indicators", "comparability_zh"),
            ("measures", "label_en"),
        ])  # fmt: skip

        def change(rows: list[dict[str, str]]) -> None:
            if rows:
                row = self.chance.choice(rows)
                row[column] = f"{row[column]} {self.chance.randrange(1000)}"

        return self.edit(self.table(name), change)

    def value(self) -> str:
        """Another value, and a sign-off that no longer holds."""

        def change(rows: list[dict[str, str]]) -> None:
            if held := [row for row in rows if row["value"]]:
                self.chance.choice(held)["value"] = str(self.chance.randrange(1, 10**6))

        return self.edit(self.table("targets"), change)

    def removal(self) -> str:
        """A row less, of a table on which no other leans."""

        def change(rows: list[dict[str, str]]) -> None:
            if rows:
                rows.remove(self.chance.choice(rows))

        return self.edit(self.table(self.chance.choice(["mentions", "notes", "checks", "readings"])), change)

    def addition(self) -> str:
        """A note more, on a record of any plan."""
        plan = self.chance.choice(self.plans())
        with (self.chance.choice(self.plans()) / "targets.csv").open(encoding="utf-8", newline="") as file:
            records = [row["target_id"] for row in csv.DictReader(file)] or [""]

        def change(rows: list[dict[str, str]]) -> None:
            number = self.chance.randrange(500, 10**6)
            known = dict.fromkeys(self.schemas["notes"].names, "")
            rows.append({**known, "note_id": f"{plan.name}.n{number}", "document_id": plan.name,
                         "kind": "interpretation", "record_id": self.chance.choice(records),
                         "text_zh": "另一条说明。", "text_en": "Another note."})  # fmt: skip

        return self.edit(plan / "notes.csv", change)

    def plan(self) -> str:
        """A plan less, with all that names it."""
        plans = self.plans()
        if len(plans) < 3:
            return self.words()
        gone = self.chance.choice(plans)
        shutil.rmtree(gone)
        self.edit(self.root / FOLDER / "documents.csv", lambda rows: _without(rows, "document_id", gone.name))
        for plan in self.plans():
            for name, columns in LEANING.items():
                for column in columns:
                    self.edit(plan / f"{name}.csv", lambda rows, c=column: _without(rows, c, gone.name))  # type: ignore[misc]
        package = read_package(self.root, self.schemas)
        (self.root / FOLDER / "datapackage.yaml").write_text(dump(expected(package)), "utf-8")
        return f"without {gone.name}"

    def page(self) -> str:
        """Another sentence on a hand-written page."""
        path = self.chance.choice(sorted((self.root / "docs").glob("[ze][hn]/*.md")))
        path.write_text(path.read_text("utf-8") + f"\nA line {self.chance.randrange(1000)}.\n", "utf-8")
        return path.relative_to(self.root).as_posix()

    def step(self) -> str:
        kinds = [self.words, self.words, self.words, self.value, self.removal, self.addition, self.plan, self.page]
        return self.chance.choice(kinds)()


LEANING = {"relations": ("to_document_id",), "mentions": ("record_id",), "notes": ("record_id",),
           "observations": ("for_target_id",)}  # fmt: skip


def _without(rows: list[dict[str, str]], column: str, document: str) -> None:
    rows[:] = [row for row in rows if row[column] != document and not row[column].startswith(f"{document}.")]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def compared(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def afresh(out: Path, store: Store | None) -> Output:
    """An empty folder; where values are kept, what is the same is linked from the one before."""
    old = out.with_name("old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    out.mkdir()
    return Output(out, old if store else None)


def downloads(root: Path, schemas: Schemas, out: Path, store: Store | None) -> dict[str, bytes]:
    made = afresh(out, store)
    publish(library(read_package(root, schemas), Engine(store)), made)
    return bytes_of(made.folder)


def whole(root: Path, schemas: Schemas, out: Path, store: Store | None) -> dict[str, bytes]:
    package, made = read_package(root, schemas), afresh(out, store)
    held = library(package, Engine(store))
    docs, mkdocs = root / "docs", root / "mkdocs.yml"
    _, verdict = build.make(held, made, build.Given(check_package(package), docs, mkdocs))
    build.seal(held, made)
    assert verdict() == [], "stock frictionless finds what was published right"
    return bytes_of(made.folder)


Make = Callable[[Path, Schemas, Path, Store | None], dict[str, bytes]]


def sequences(small: Path, schemas: Schemas, folder: Path, make: Make, number: int) -> Iterator[tuple[str, list[str]]]:
    """After each of `number` sequences of edits: what was done, and which files differ from a build from nothing."""
    store = Store(folder / "store")
    root = folder / "data"
    for name in ("warm", "cold"):
        (folder / name).mkdir()
    for seed in range(number):
        chance = random.Random(seed)
        if seed == 0 or chance.random() < 0.25:  # now and then from the start, as when a branch is changed
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(small, root)
        desk = Desk(root, schemas, chance)
        done = [desk.step() for _ in range(chance.randint(1, STEPS))]
        warm = make(root, schemas, folder / "warm/out", store)
        cold = make(root, schemas, folder / "cold/out", None)
        yield f"sequence {seed}: {', '.join(done)}", compared(warm, cold)


def test_downloads_after_random_edits(small: Path, schemas: Schemas, tmp_path: Path) -> None:
    found = dict(sequences(small, schemas, tmp_path, downloads, SEQUENCES))
    assert len(found) == SEQUENCES
    assert {done: paths for done, paths in found.items() if paths} == {}


def test_the_whole_folder_after_random_edits(small: Path, schemas: Schemas, tmp_path: Path) -> None:
    found = dict(sequences(small, schemas, tmp_path, whole, SITES))
    assert len(found) == SITES
    assert {done: paths for done, paths in found.items() if paths} == {}


def test_a_damaged_cache_changes_no_byte(small: Path, schemas: Schemas, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    wanted = whole(small, schemas, tmp_path / "out", store)
    kept = sorted(path for path in (tmp_path / "store").rglob("*") if path.is_file())
    assert kept, "nothing was kept, so this test saw nothing"
    for number, path in enumerate(kept):
        data = path.read_bytes()
        path.write_bytes((data[: len(data) // 2], b"", kept[number - 1].read_bytes(), data[:-1] + b"?")[number % 4])
    assert compared(whole(small, schemas, tmp_path / "out", store), wanted) == []
