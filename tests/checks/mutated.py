"""A copy of the real package that is spoiled cell by cell, and what is asked of each mutation."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

import lab
from mutations import MUTATIONS as CELLS
from mutations import At, Mutation, Rows
from mutations_words import MORE
from together import Together, grouped

from publisher.check.referee import complaints, referee_problems
from publisher.check.run import check_package
from publisher.read.layout import FOLDER
from publisher.read.package import Package, read_package
from publisher.terms.problem import Problem, Severity
from publisher.work.engine import Engine
from publisher.work.store import Store

MUTATIONS = (*CELLS, *MORE)


class Bench:
    """A copy of the real package that is spoiled and restored, one file at a time; outcomes of the others are kept."""

    def __init__(self, root: Path, sources: Path | None) -> None:
        self.root, self.sources, self.cache = root, sources, root / ".cache"
        shutil.copytree(lab.ROOT / FOLDER, root / FOLDER)
        self.known = {(p.code, p.place, p.found) for p in self.problems()}

    def package(self) -> Package:
        return read_package(self.root, lab.SCHEMAS, sources=self.sources)

    def problems(self) -> list[Problem]:
        return list(check_package(self.package(), engine=Engine(Store(self.cache))).problems)

    def fresh(self) -> list[Problem]:
        """The problems that the package had not before it was spoiled."""
        return [p for p in self.problems() if (p.code, p.place, p.found) not in self.known]

    def path(self, table: str) -> Path:
        plan, _, name = table.rpartition("/")
        return self.root / FOLDER / (f"plans/{plan}/{name}.csv" if plan else f"{name}.csv")


Places = list[tuple[str, int, str]]  # file, line, column


def table(path: Path) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The heading of a file, and its rows with the lines on which they begin."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        heading = next(reader)
        rows, line = [], reader.line_num + 1
        for cells in reader:
            rows.append((line, dict(zip(heading, cells, strict=True))))
            line = reader.line_num + 1
    return heading, rows


Change = tuple[int, str, str]  # which row of a table, column, value


def changed(bench: Bench, mutation: Mutation) -> Change:
    """The cell that a mutation sets, and to what."""
    _, rows = table(bench.path(mutation.table))
    at, row = next((at, row) for at, (_, row) in enumerate(rows) if mutation.where(row))
    value = mutation.value(row[mutation.column])
    assert value != row[mutation.column], "the mutation did nothing"
    return at, mutation.column, value


def set_cells(bench: Bench, name: str, changes: Iterable[Change]) -> None:
    heading, rows = table(bench.path(name))
    for at, column, value in changes:
        rows[at][1][column] = value
    lab.write_rows(bench.path(name), [row for _, row in rows], heading)


def places(bench: Bench, rows: Rows) -> Places:
    """A column of the rows that are meant, as they stand; the folder itself where no rows are."""
    if rows.where is None:
        return [(f"{FOLDER}/plans/{rows.table}", 0, "")]
    path = bench.path(rows.table)
    file = path.relative_to(bench.root).as_posix()
    return [(file, line, rows.column) for line, row in table(path)[1] if rows.where(row)]


def expected(bench: Bench, mutation: Mutation, at: At) -> Places:
    """Where the problem must stand: its place first. To be asked before the package is spoiled."""
    if isinstance(at, tuple):
        return [place for rows in at for place in places(bench, rows)]
    if at == "$":
        path = bench.path(mutation.table)
        return [(path.relative_to(bench.root).as_posix(), table(path)[1][-1][0], "")]
    column = {"": mutation.column, "-": ""}.get(at, at)
    return places(bench, Rows(mutation.table, mutation.where, column))[:1]


Meant = tuple[Mutation, str, At]  # a mutation, the rule that must tell of it, and where


class Company:
    """Mutations of different rows of one plan, or of the registry, that different rules must tell of."""

    def __init__(self, bench: Bench, all_meant: Iterable[Meant]) -> None:
        self.meant = {meant[0]: meant for meant in all_meant}
        groups = grouped((meant, *_apart(bench, meant)) for meant in self.meant.values())
        self.together = Together[Meant, list[Problem]](partial(_made, bench), groups)

    def judged(self, mutation: Mutation) -> list[Problem]:
        """What is told of a mutation, after seeing that it is one problem of its rule at its place."""
        return self.together.of(self.meant[mutation])


def _apart(bench: Bench, meant: Meant) -> tuple[Hashable, frozenset[object]]:
    """Where a mutation is made, and what no other of its group may have: its row, its rules."""
    mutation, rule, _ = meant
    row, _, value = changed(bench, mutation)
    alone = "\n" in value or rule == "-"  # moves the lines of others, or is told by nothing
    folder = mutation if alone else bench.path(mutation.table).parent
    return folder, frozenset({(mutation.table, row), rule, *mutation.also})


def _made(bench: Bench, group: Sequence[Meant]) -> list[list[Problem]]:
    """What is told of each of the mutations, made at once, after seeing that each is one problem where it is meant."""
    names = {mutation.table for mutation, _, _ in group}
    before = {name: bench.path(name).read_bytes() for name in names}
    wanted = [(expected(bench, mutation, at), expected(bench, mutation, "")[0]) for mutation, _, at in group]
    changes = [(mutation.table, changed(bench, mutation)) for mutation, _, _ in group]
    try:
        for name in names:
            set_cells(bench, name, [change for table, change in changes if table == name])
        fresh = bench.fresh()
    finally:
        for name, content in before.items():
            bench.path(name).write_bytes(content)
    said = [f"{p.code} {p.place} {[str(m) for m in p.more]} {p.said('en')}" for p in fresh]
    codes = [(rule, *mutation.also) if rule != "-" else () for mutation, rule, _ in group]  # "-": only a text can tell
    assert sorted(p.code for p in fresh) == sorted(chain(*codes)), said
    for (_, rule, _), (((place, *more)), own) in zip(group, wanted, strict=True):
        for meant in (p for p in fresh if p.code == rule):
            places = (p for p in (meant.place, *meant.more) if p.file.endswith(".csv") or not p.row)
            stands = [(p.file, p.row, p.field) for p in places]
            assert stands[0] == place, said
            # The cell that changed may always be among the places.
            assert sorted(set(stands[1:]) - {own}) == sorted(set(more) - {own}), said
    return [[p for p in fresh if p.code in own] for own in codes]


def together(bench: Bench, told_of: Mapping[Mutation, Sequence[Problem]]) -> list[list[tuple[Mutation, Change]]]:
    """The mutations in few groups that can be made at once: no two in one cell, none that moves the lines of others.

    Two in one row only where what is told of each stands there, so that it accounts for all of the row alone, too.
    """
    groups: list[dict[tuple[str, int, str], tuple[Mutation, Change]]] = []
    alone: list[list[tuple[Mutation, Change]]] = []
    for mutation, told in told_of.items():
        at, column, value = change = changed(bench, mutation)
        if "\n" in value:
            alone.append([(mutation, change)])
            continue
        stands = expected(bench, mutation, "")[0][:2]
        errors = (p for p in told if p.severity is Severity.ERROR)
        there = any((p.file, p.row) == stands for problem in errors for p in (problem.place, *problem.more))
        cell = mutation.table, at, column if there else ""
        if (group := next((group for group in groups if not any(_clash(cell, one) for one in group)), None)) is None:
            groups.append(group := {})
        group[cell] = mutation, change
    return [*(list(group.values()) for group in groups), *alone]


def _clash(cell: tuple[str, int, str], other: tuple[str, int, str]) -> bool:
    """Whether two mutations exclude each other. column: "" for one that needs its row for itself."""
    return cell[:2] == other[:2] and (cell[2] == other[2] or "" in (cell[2], other[2]))


def overlooked(bench: Bench, made: list[tuple[Mutation, Change]], told: Iterable[Problem]) -> list[Problem]:
    """What stock frictionless finds in the package with all these mutations, and none of the problems accounts for."""
    names = {mutation.table for mutation, _ in made}
    before = {name: bench.path(name).read_bytes() for name in names}
    try:
        for name in names:
            set_cells(bench, name, [change for mutation, change in made if mutation.table == name])
        package, spoilt = bench.package(), {Path(name).name for name in names}
        refer = (s.name for s in lab.SCHEMAS if any(key[1] in spoilt for key in s.foreign_keys))
        return referee_problems(package, told, complaints(package, [*dict.fromkeys((*sorted(spoilt), *refer))]))
    finally:
        for name, content in before.items():
            bench.path(name).write_bytes(content)
