"""Every mutation of the real package is caught by the intended rule at the intended place, with exactly one problem."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import lab
import pytest
from mutations import MUTATIONS, Mutation

from publisher.check.referee import complaints, referee_problems
from publisher.check.run import check_package
from publisher.read.layout import FOLDER
from publisher.read.package import Package, read_package
from publisher.terms.problem import Problem

# Rules that know only that a record changed, not which cell.
LOOSE = ("record-changed-since-lock", "words-not-as-locked", "deadline-differs-from-words")


class Bench:
    """A copy of the real package that is spoiled and restored, one file at a time; outcomes of the others are kept."""

    def __init__(self, root: Path, sources: Path | None) -> None:
        self.root, self.sources, self.cache = root, sources, root / ".cache"
        shutil.copytree(lab.ROOT / FOLDER, root / FOLDER)
        self.known = {(p.code, p.place, p.found) for p in self.problems()}

    def package(self) -> Package:
        return read_package(self.root, lab.SCHEMAS, sources=self.sources)

    def problems(self) -> list[Problem]:
        return list(check_package(self.package(), cache=self.cache).problems)

    def fresh(self) -> list[Problem]:
        """The problems that the package had not before it was spoiled."""
        return [p for p in self.problems() if (p.code, p.place, p.found) not in self.known]

    def path(self, table: str) -> Path:
        plan, _, name = table.rpartition("/")
        return self.root / FOLDER / (f"plans/{plan}/{name}.csv" if plan else f"{name}.csv")


@pytest.fixture(scope="module")
def with_texts(tmp_path_factory: pytest.TempPathFactory, sources: Path) -> Bench:
    return Bench(tmp_path_factory.mktemp("real"), sources)


@pytest.fixture(scope="module")
def without_texts(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bare"), None)


def spoil(bench: Bench, mutation: Mutation) -> tuple[Path, bytes, int]:
    """Set the cell; the file, what it was, and the line of the row."""
    path = bench.path(mutation.table)
    before = path.read_bytes()
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        heading = next(reader)
        lines, rows = [], []
        line = reader.line_num + 1
        for row in reader:
            lines.append(line)
            rows.append(row)
            line = reader.line_num + 1
    index = next((n for n, row in enumerate(rows) if mutation.where(dict(zip(heading, row, strict=True)))), None)
    assert index is not None, f"no row of {mutation.table} is the one that is meant"
    column = heading.index(mutation.column)
    old = rows[index][column]
    rows[index][column] = mutation.value(old)
    assert rows[index][column] != old, "the mutation did nothing"
    lab.write_rows(path, [dict(zip(heading, row, strict=True)) for row in rows], heading)
    return path, before, lines[index]


def judged(bench: Bench, mutation: Mutation, rule: str) -> None:
    path, before, line = spoil(bench, mutation)
    try:
        fresh = bench.fresh()
        said = [f"{p.code} {p.place} found {p.found!r} expected {p.expected!r}" for p in fresh]
        if rule == "-":  # what only the text can tell
            assert fresh == [], said
            return
        assert [p.code for p in fresh] == [rule], said
        problem = fresh[0]
        assert bool(problem.more) == mutation.more, said
        if not mutation.at.startswith("!"):
            places = [(p.file, p.row) for p in (problem.place, *problem.more)]
            assert (path.relative_to(bench.root).as_posix(), line) in places or mutation.table.endswith(
                ("evidence", "checks", "clauses", "tasks")
            ), said
            at = {"": mutation.column, "-": ""}.get(mutation.at, mutation.at)
            assert (
                problem.place.field == at or rule in LOOSE or mutation.table.endswith(("evidence", "tasks", "clauses"))
            ), said
        if bench.sources is None:
            return
        tables = [path.stem, *(s.name for s in lab.SCHEMAS if any(key[1] == path.stem for key in s.foreign_keys))]
        package = bench.package()
        assert referee_problems(package, fresh, complaints(package, dict.fromkeys(tables))) == []
    finally:
        path.write_bytes(before)


NAMES = [mutation.name for mutation in MUTATIONS]


def test_the_mutations_are_many_and_distinct() -> None:
    assert len(MUTATIONS) >= 150
    assert len({(m.table, m.column, m.value("12345"), m.rule, m.name) for m in MUTATIONS}) == len(MUTATIONS)


@pytest.mark.sources
@pytest.mark.parametrize("mutation", MUTATIONS, ids=NAMES)
def test_a_mutation_is_one_problem_where_the_texts_are_at_hand(mutation: Mutation, with_texts: Bench) -> None:
    judged(with_texts, mutation, mutation.rule)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=NAMES)
def test_a_mutation_is_one_problem_by_the_lock_alone(mutation: Mutation, without_texts: Bench) -> None:
    judged(without_texts, mutation, mutation.without or mutation.rule)
