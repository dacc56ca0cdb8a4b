"""Indexes and parts of plans: the same wherever they are made, kept until what they depend on changes."""

from __future__ import annotations

import csv
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import pytest

from publisher.model.index import Index, decoded, encoded
from publisher.model.library import Library, library
from publisher.model.parts import parts
from publisher.model.plan import PlanModel
from publisher.read.layout import FOLDER
from publisher.read.package import Package, read_package
from publisher.terms.schema import Schemas
from publisher.work.store import Store

pytestmark = pytest.mark.slow

Files = dict[str, bytes]


@pytest.fixture
def read(schemas: Schemas) -> Callable[[Path], Package]:
    return lambda folder: read_package(folder, schemas)


def made(held: Library, plan: PlanModel, word: str, own: str = "") -> Files:
    """What a stage would make of a plan: from its tables, the registry, and what the slice knows of others."""
    text = [plan.id, plan.document.title_zh, word, own, str(len(held.registry["units"]))]
    text += [f"{q.id} {len(held.index.repeats.get(q.id, ()))}" for q in plan.quantities.values()]
    text += [f"{note.id} {held.index.named.get(note.record_id or '')}" for note in plan.notes]
    return {f"{plan.id}/text": "\n".join(text).encode(), f"{plan.id}/plans": str(held.plan_ids).encode()}


CALLS: list[str] = []


def counted(held: Library, plan: PlanModel, word: str, own: str = "") -> Files:
    CALLS.append(plan.id)
    return made(held, plan, word, own)


def calls(held: Library, store: Store, word: str = "a", **more: object) -> list[str]:
    """The plans whose part is made anew."""
    CALLS.clear()
    assert len(list(parts(held, counted, word, store=store, **more))) == len(held.plan_ids)  # type: ignore[arg-type]
    return list(CALLS)


def edit(folder: Path, table: str, change: Callable[[list[list[str]]], None]) -> None:
    path = folder / FOLDER / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def test_an_index_comes_back_from_its_text(corpus_folder: Path, read: Callable[[Path], Package]) -> None:
    whole = library(read(corpus_folder)).index
    assert decoded(encoded(whole)) == whole
    assert whole.by_unit and whole.by_indicator and whole.repeats and whole.answers and whole.related
    assert decoded(encoded(Index())) == Index()


def test_the_index_is_the_same_wherever_it_is_made(
    corpus_folder: Path, read: Callable[[Path], Package], pool: Executor, tmp_path: Path
) -> None:
    package, store = read(corpus_folder), Store(tmp_path)
    wanted = encoded(library(package).index)
    for executor, kept in ((pool, None), (None, store), (None, store), (pool, store)):
        assert encoded(library(package, executor=executor, store=kept).index) == wanted


def test_parts_are_the_same_wherever_they_are_made(
    corpus_folder: Path, read: Callable[[Path], Package], pool: Executor, tmp_path: Path
) -> None:
    held, own = library(read(corpus_folder)), {"chengdu-2020-0001": ("own",)}
    wanted = list(parts(held, made, "a", own=own))
    assert [plan_id for plan_id, _ in wanted] == list(held.plan_ids)
    assert dict(wanted)["chengdu-2020-0001"]["chengdu-2020-0001/plans"] == b"('chengdu-2020-0001',)"
    assert list(parts(held, made, "a", own=own, executor=pool)) == wanted
    store = Store(tmp_path)
    assert list(parts(held, made, "a", own=own, executor=pool, store=store)) == wanted  # cold
    assert list(parts(held, made, "a", own=own, store=store)) == wanted  # warm


def test_a_part_is_made_anew_only_where_something_changed(
    corpus_copy: Path, read: Callable[[Path], Package], tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    held = library(read(corpus_copy))
    everything = list(held.plan_ids)
    assert calls(held, store) == everything
    assert calls(held, store) == []
    assert calls(held, store, own={everything[3]: ("x",)}) == [everything[3]]
    assert calls(held, store, "b") == everything, "another argument is another part"
    assert calls(held, store, version=("2",)) == everything, "another version of a writer too"

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
    wanted = list(parts(held, made, "a", store=store))
    for number, path in enumerate(sorted(tmp_path.glob("??/*"))):
        if number % 3 == 0:
            path.write_bytes(path.read_bytes()[:-5] + b"other")
        elif number % 3 == 1:
            path.write_bytes(b"")
    assert list(parts(held, made, "a", store=store)) == wanted
