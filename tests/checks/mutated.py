"""A copy of the real package that is spoiled cell by cell, and what is asked of each mutation."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import lab
from mutations import MUTATIONS as CELLS
from mutations import At, Mutation, Rows
from mutations_words import MORE

from publisher.check.referee import complaints, referee_problems
from publisher.check.run import check_package
from publisher.read.layout import FOLDER
from publisher.read.package import Package, read_package
from publisher.terms.problem import Problem
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


def spoil(bench: Bench, mutation: Mutation) -> None:
    """Set the cell of the first row that is meant."""
    path = bench.path(mutation.table)
    heading, rows = table(path)
    row = next(row for _, row in rows if mutation.where(row))
    old = row[mutation.column]
    row[mutation.column] = mutation.value(old)
    assert row[mutation.column] != old, "the mutation did nothing"
    lab.write_rows(path, [row for _, row in rows], heading)


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


def judged(bench: Bench, mutation: Mutation, rule: str, at: At) -> None:
    path = bench.path(mutation.table)
    before = path.read_bytes()
    (place, *more) = expected(bench, mutation, at)
    own = expected(bench, mutation, "")[0]  # the cell that changed may always be among the places
    try:
        spoil(bench, mutation)
        fresh = bench.fresh()
        said = [f"{p.code} {p.place} {p.said('en')}" for p in fresh]
        if rule == "-":  # what only the text can tell
            assert fresh == [], said
            return
        assert sorted(p.code for p in fresh) == sorted((rule, *mutation.also)), said
        meant = next(p for p in fresh if p.code == rule)
        places = (p for p in (meant.place, *meant.more) if p.file.endswith(".csv") or not p.row)
        stands = [(p.file, p.row, p.field) for p in places]
        assert stands[0] == place, said
        assert sorted(set(stands[1:]) - {own}) == sorted(set(more) - {own}), said
        if bench.sources is None:
            return
        tables = [path.stem, *(s.name for s in lab.SCHEMAS if any(key[1] == path.stem for key in s.foreign_keys))]
        package = bench.package()
        assert referee_problems(package, fresh, complaints(package, dict.fromkeys(tables))) == []
    finally:
        path.write_bytes(before)
