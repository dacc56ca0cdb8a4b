"""The independent referee: stock frictionless validates the source package. An error that only it reports is a gap in
our rules.

It gets the expected descriptor, not the file's, so that it follows no path or address of a damaged descriptor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from publisher.check import descriptor, stock
from publisher.check.across import Described
from publisher.check.rule import catalogue
from publisher.check.stock import Complaint
from publisher.read.layout import FOLDER
from publisher.read.package import Package, folders
from publisher.read.plain import plain_bytes
from publisher.read.plan import plan_files
from publisher.read.table import MAX_FILE, Fault, record_lines
from publisher.terms.messages import say
from publisher.terms.problem import Place, Problem, Severity
from publisher.terms.schema import REGISTRY, SIGNING, TABLES
from publisher.work.engine import REMEMBERED, Engine
from publisher.work.job import Job, job


def _files(package: Package, table: str) -> list[Path]:
    folder = package.root / FOLDER
    plans = () if table in REGISTRY else package.plan_ids
    shared = [folder] if table in (*REGISTRY, *SIGNING) else []  # the registry has a lock and sign-offs too
    return [place / f"{table}.csv" for place in (*shared, *(folder / "plans" / plan for plan in plans))]


def _places(package: Package, table: str) -> list[tuple[str, int]]:
    """File and line of each record of a table, over all its parts: how frictionless counts rows."""
    places: list[tuple[str, int]] = []
    for path in _files(package, table):
        data, file = plain_bytes(path), path.relative_to(package.root).as_posix()
        text = "" if isinstance(data, Fault) else data.decode("utf-8", "replace")
        places += [(file, line) for line in record_lines(text)[1:]]
    return places


def _blamed(package: Package, problems: Iterable[Problem]) -> tuple[set[tuple[str, int]], set[str]]:
    """The (file, line) pairs with an error by our own rules, and the tables of which a whole file is faulty."""
    lines, tables = set(), set()
    rules = catalogue()
    for problem in problems:
        for place in (problem.place, *problem.more) if problem.severity is Severity.ERROR else ():
            lines.add((place.file, place.row))
            if rules[problem.code].area == "files":
                tables.add(Path(place.file).stem)
    return lines, tables


def _safe(package: Package) -> bool:
    """Whether every file that the referee would open is a regular file of at most MAX_FILE bytes."""
    for table in TABLES:
        for path in _files(package, table):
            try:
                if path.is_symlink() or path.parent.is_symlink() or not path.is_file():
                    return False
                if path.stat().st_size > MAX_FILE:
                    return False
            except OSError:
                return False
    return True


def complaints(package: Package, tables: Sequence[str]) -> list[Complaint]:
    """The errors of stock frictionless for some tables of the package; [] where a file must not be opened."""
    if not _safe(package):
        return []
    return stock.ask(stock.lean(descriptor.expected(package)), str(package.root / FOLDER), tables)


def asked(package: Package, engine: Engine) -> Callable[[], list[Complaint]]:
    """Start the referee in another process, unless its answer for these files is stored; a function that gives it.

    The answer is stored if no file changed meanwhile.
    """
    few = 2 * len(package.plan_ids) <= REMEMBERED  # plans read for the key then stay in memory for the check
    before = verdict(package, engine, opening=few)
    known: list[Complaint] | None = engine.known(before) if before else None
    if known is not None:
        return partial(list, known)
    answer = start(package)

    def said() -> list[Complaint]:
        fresh = answer()
        after = verdict(package, engine)
        if after and folders(package) == package.folders:
            engine.keep(after, fresh)
        return fresh

    return said


def verdict(package: Package, engine: Engine, *, opening: bool = False) -> Job | None:
    """The referee's answer as a job with all files as inputs; None where the digest of a file is unknown.

    opening: files may be read for it.
    """
    files = tuple(plan_files(package, plan) for plan in package.plan_ids)
    key = engine.key(job(complaints, package.bare, *files), opening=opening)
    described = Described(package).digest
    return job(complaints, key, described) if key and described else None


def start(package: Package) -> Callable[[], list[Complaint]]:
    """Start the referee in a process; a function that waits for its answer, [] where a file must not be opened."""
    if not _safe(package):
        return list
    content = stock.lean(descriptor.expected(package))
    names = [resource["name"] for resource in content["resources"]]
    with_keys = sorted(names, key=lambda name: -len(package.registry.schemas[name].foreign_keys))
    return stock.ask_beside(content, str(package.root / FOLDER), with_keys)


def _place(package: Package, complaint: Complaint, places: dict[str, list[tuple[str, int]]]) -> tuple[str, int]:
    table = complaint.table
    if not table:
        return f"{FOLDER}/datapackage.yaml", 0
    files = [path.relative_to(package.root).as_posix() for path in _files(package, table)]
    if complaint.row < 2:
        return files[0], 0
    rows = places.setdefault(table, _places(package, table))
    return rows[complaint.row - 2] if complaint.row - 2 < len(rows) else (files[-1], 0)


def referee_problems(
    package: Package, problems: Iterable[Problem], given: Iterable[Complaint] | None = None
) -> list[Problem]:
    """What stock frictionless finds in the package and `problems` does not account for, as problems of our own.

    A fault of a file, and a dangling reference to a table with such a fault, count as accounted for; so does whatever
    stands in a line for which we have an error. given: what frictionless said, where it was asked before.
    """
    lines, tables = _blamed(package, problems)
    schemas = package.registry.schemas
    rule = catalogue()["referee-disagrees"]
    unaccounted: list[Problem] = []
    places: dict[str, list[tuple[str, int]]] = {}
    for complaint in complaints(package, TABLES) if given is None else given:
        table = complaint.table
        names = {table} | ({target for _, target, _ in schemas[table].foreign_keys} if table else set())
        file, line = _place(package, complaint, places)
        if names & tables or (file, line) in lines:
            continue
        lines.add((file, line))
        place = Place(file, line, complaint.field)
        kind, _, words = complaint.said.partition(": ")
        complained = say("referee-disagrees.complaint", type=kind, words=words)
        unaccounted.append(Problem(rule.code, rule.severity, place, complained))
    return unaccounted
