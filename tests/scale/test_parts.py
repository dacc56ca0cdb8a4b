"""Indexes and what is made of plans: the same wherever it is made, kept until what it depends on changes."""

from __future__ import annotations

import csv
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import pytest

from publisher.model.library import Library, library
from publisher.model.plan import PlanModel
from publisher.read.layout import FOLDER
from publisher.read.package import Package, read_package
from publisher.terms.schema import Schemas
from publisher.work.engine import Engine
from publisher.work.job import job
from publisher.work.store import Store

pytestmark = pytest.mark.slow


@pytest.fixture
def read(schemas: Schemas) -> Callable[[Path], Package]:
    return lambda folder: read_package(folder, schemas)


def made(held: Library, plan: PlanModel, word: str, own: str) -> str:
    """What a stage would make of a plan: from its tables, the registry, and what the slice knows of others."""
    text = [plan.id, plan.document.title_zh, word, own, str(len(held.registry["units"])), str(held.plan_ids)]
    text += [f"{q.id} {len(held.index.repeats.get(q.id, ()))}" for q in plan.quantities.values()]
    text += [f"{note.id} {held.index.named.get(note.record_id or '')}" for note in plan.notes]
    return "\n".join(text)


def parts(held: Library, engine: Engine, word: str = "a", own: dict[str, str] | None = None) -> list[str]:
    ids = held.plan_ids
    jobs = [job(counted, held.alone(i), held.job(i), word, (own or {}).get(i, "")) for i in ids]
    return list(engine.each(jobs, seconds=0.1))


CALLS: list[str] = []


def counted(held: Library, plan: PlanModel, word: str, own: str) -> str:
    CALLS.append(plan.id)
    return made(held, plan, word, own)


def calls(held: Library, store: Store, word: str = "a", own: dict[str, str] | None = None) -> list[str]:
    """The plans whose part is made anew."""
    CALLS.clear()
    assert len(parts(held, Engine(store), word, own)) == len(held.plan_ids)
    return list(CALLS)


def edit(folder: Path, table: str, change: Callable[[list[list[str]]], None]) -> None:
    path = folder / FOLDER / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def test_the_index_is_the_same_wherever_it_is_made(
    corpus_folder: Path, read: Callable[[Path], Package], pool: Executor, tmp_path: Path
) -> None:
    package, store = read(corpus_folder), Store(tmp_path)
    wanted = library(package).index
    assert wanted.by_unit and wanted.by_indicator and wanted.repeats and wanted.answers and wanted.related
    for engine in (Engine(None, pool), Engine(store), Engine(store), Engine(store, pool)):
        assert library(read(corpus_folder), engine).index == wanted


def test_parts_are_the_same_wherever_they_are_made(
    corpus_folder: Path, read: Callable[[Path], Package], pool: Executor, tmp_path: Path
) -> None:
    held, own = library(read(corpus_folder)), {"chengdu-2020-0001": "own"}
    wanted = parts(held, Engine(), own=own)
    assert [text.split("\n")[0] for text in wanted] == list(held.plan_ids)
    assert "('chengdu-2020-0001',)" in wanted[held.plan_ids.index("chengdu-2020-0001")].split("\n")
    assert parts(held, Engine(None, pool), own=own) == wanted
    store = Store(tmp_path)
    assert parts(held, Engine(store, pool), own=own) == wanted  # cold
    assert parts(held, Engine(store), own=own) == wanted  # warm


def test_a_part_is_made_anew_only_where_something_changed(
    corpus_copy: Path, read: Callable[[Path], Package], tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    held = library(read(corpus_copy))
    everything = list(held.plan_ids)
    assert calls(held, store) == everything
    assert calls(held, store) == []
    assert calls(held, store, own={everything[3]: "x"}) == [everything[3]]
    assert calls(held, store, "b") == everything, "another argument is another part"

    edit(corpus_copy, f"plans/{everything[7]}/notes", lambda rows: rows[1].__setitem__(4, "另一句话。"))
    assert calls(library(read(corpus_copy)), store) == [everything[7]]
    edit(corpus_copy, "measures", lambda rows: rows[1].__setitem__(1, "别名"))
    assert calls(library(read(corpus_copy)), store) == everything, "the registry is part of every plan"


def test_a_plan_knows_what_another_says_of_it(
    corpus_copy: Path, read: Callable[[Path], Package], tmp_path: Path
) -> None:
    """A mention of a record of another plan changes the part of that plan too."""
    held, store = library(read(corpus_copy)), Store(tmp_path / "store")
    one, other = held.plan_ids[0], next(p for p in held.plan_ids[1:] if held.load(p).mentions)
    target = held.load(one).targets[0].id
    calls(held, store)
    column = held.schemas["mentions"].names.index("record_id")
    edit(corpus_copy, f"plans/{other}/mentions", lambda rows: rows[1].__setitem__(column, target))
    assert calls(library(read(corpus_copy)), store) == [one, other]


def test_a_damaged_part_is_made_again(corpus_folder: Path, read: Callable[[Path], Package], tmp_path: Path) -> None:
    held, store = library(read(corpus_folder)), Store(tmp_path)
    wanted = parts(held, Engine(store))
    for number, path in enumerate(sorted(tmp_path.glob("??/*"))):
        if number % 3 == 0:
            path.write_bytes(path.read_bytes()[:-5] + b"other")
        elif number % 3 == 1:
            path.write_bytes(b"")
    assert parts(held, Engine(store)) == wanted
