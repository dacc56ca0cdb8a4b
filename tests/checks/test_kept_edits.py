"""After any edit the report is the same with a cache and without, and from other processes: the same bytes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import lab
import pytest

from bench import corpus
from bench.template import template
from publisher.check.report import FORMATS
from publisher.check.result import Report
from publisher.check.run import SECONDS, check_package
from publisher.read.layout import FOLDER
from publisher.read.package import read_package
from publisher.terms.schema import PLAN, REGISTRY
from publisher.work.engine import Engine
from publisher.work.store import Store

pytestmark = pytest.mark.slow

EDITS = 130
CELLS = [
    "",
    " x",
    "1",
    "999",
    "0.5",
    "2022-12-31",
    "x,y",
    "万",
    "target",
    "shanghai-2020-0001.t01",
    "nowhere-2020.t01",
    "ge",
]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small corpus: ten plans of some thirty rows."""
    real = read_package(lab.ROOT, lab.SCHEMAS)
    root = tmp_path_factory.mktemp("corpus")
    corpus.make(real, template(real, rows=60), root, plans=10)
    return root


class Editor:
    """Makes edits of every kind at random, and takes the oldest ones back, so that most of the package stays sound."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.random = root, random.Random(seed)
        self.before: dict[Path, bytes | None] = {}

    def change(self, path: Path, data: bytes | None) -> None:
        self.before.setdefault(path, path.read_bytes() if path.exists() else None)
        self._write(path, data)

    def _write(self, path: Path, data: bytes | None) -> None:
        if data is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def table(self, *, registry: bool) -> Path:
        folder = self.root / FOLDER
        name = self.random.choice(REGISTRY if registry else PLAN)
        return (folder if registry else self.random.choice(sorted((folder / "plans").iterdir()))) / f"{name}.csv"

    def lines(self, path: Path) -> list[str]:
        return path.read_text("utf-8").splitlines(keepends=True) if path.exists() else []

    def cell(self, *, registry: bool = False) -> None:
        path = self.table(registry=registry)
        if len(lines := self.lines(path)) > 1:
            at = self.random.randrange(1, len(lines))
            cells = lines[at].rstrip("\n").split(",")
            cells[self.random.randrange(len(cells))] = self.random.choice(CELLS)
            lines[at] = ",".join(cells) + "\n"
            self.change(path, "".join(lines).encode())

    def row(self, *, registry: bool = False) -> None:
        path = self.table(registry=registry)
        if len(lines := self.lines(path)) > 1:
            at = self.random.randrange(1, len(lines))
            self.change(
                path, "".join(lines[:at] + lines[at : at + 1] * self.random.choice([0, 2]) + lines[at + 1 :]).encode()
            )

    def remove(self) -> None:
        self.change(self.table(registry=self.random.random() < 0.3), None)

    def stray(self) -> None:
        folder = self.table(registry=self.random.random() < 0.3).parent
        self.change(folder / self.random.choice(["notes.xlsx", "targets (1).csv", ".hidden"]), b"x")

    def plan(self) -> None:
        name = self.random.choice(["new-2020", "odd.name"])
        self.change(self.root / FOLDER / "plans" / name / "clauses.csv", b"clause_id\n")

    def descriptor(self) -> None:
        path = self.root / FOLDER / "datapackage.yaml"
        text = path.read_text("utf-8")
        word = self.random.choice(["version", "plans/", "utf-8", "required", "resources", "*", "title"])
        self.change(path, text.replace(word, self.random.choice(["", "x", "../", "&a"]), 1).encode())

    def bytes(self) -> None:
        path = self.table(registry=self.random.random() < 0.3)
        data = path.read_bytes() if path.exists() else b""
        at = self.random.randrange(len(data) + 1)
        self.change(
            path, data[:at] + self.random.choice([b"\xff", b"\n", b'"', b"\x00", "\u200b".encode()]) + data[at:]
        )

    def edit(self) -> str:
        while len(self.before) > 3:
            oldest = next(iter(self.before))
            self._write(oldest, self.before.pop(oldest))
            for plan in ("new-2020", "odd.name"):
                folder = self.root / FOLDER / "plans" / plan
                if folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()
        kinds: list[Callable[[], None]] = [self.cell] * 6 + [self.row] * 3
        kinds += [lambda: self.cell(registry=True), lambda: self.row(registry=True)] * 2
        kinds += [self.remove, self.stray, self.plan, self.descriptor, self.bytes]
        self.random.choice(kinds)()
        return ", ".join(f"{path.relative_to(self.root)}" for path in self.before)


def report(root: Path, *, kept: bool, executor: Executor | None = None) -> Report:
    engine = Engine(Store(root / ".cache") if kept else None, executor)
    return check_package(lab.package(root, texts=False), engine=engine)


def test_warm_reports_are_cold_reports_after_any_edit(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publisher.work.look.YOUNG", 0)  # so that states are relied on from the next tick of the clock
    root = tmp_path / "package"
    shutil.copytree(plans, root)
    editor, seen = Editor(root, 20201122), set()
    for number in range(EDITS):
        where = editor.edit()
        cold, warm = report(root, kept=False), report(root, kept=True)
        assert warm == cold, f"edit {number}: {where}"
        assert FORMATS["text"](warm, "zh") == FORMATS["text"](cold, "zh")
        seen |= {problem.code for problem in cold.problems}
        if number % 5 == 0:
            assert report(root, kept=True) == cold, f"again after edit {number}: {where}"
    assert len(seen) > 25  # the edits are such that rules of many kinds find something


class Broken(Executor):
    """Takes every piece of work to another process, which is killed before it is done."""

    def submit(self, function, /, *arguments, **named):  # type: ignore[no-untyped-def]
        from concurrent.futures.process import BrokenProcessPool

        future: Future[object] = Future()
        future.set_exception(BrokenProcessPool("killed"))
        return future


@pytest.mark.parametrize("kind", ["processes", "threads", "broken"])
def test_reports_are_the_same_from_any_executor(
    plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("publisher.work.engine.START", 0)
    monkeypatch.setattr("publisher.work.engine.SHARE", 3 * SECONDS)
    root = tmp_path / "package"
    shutil.copytree(plans, root)
    editor = Editor(root, 7)
    makers: dict[str, Callable[[], Executor]] = {
        "processes": lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
        "threads": lambda: ThreadPoolExecutor(2),
        "broken": Broken,
    }
    with makers[kind]() as executor:
        for number in range(4):
            editor.edit()
            expected = report(root, kept=False)
            assert report(root, kept=False, executor=executor) == expected
            assert report(root, kept=number > 1, executor=executor) == expected
    assert expected.problems
