"""The independent referee: stock frictionless over the source package. What only it finds is a gap in our rules.

It is given the descriptor that should be (our own rules hold the file to it), so it follows no path or address that a
damaged descriptor names.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any, NamedTuple

from publisher.check import descriptor
from publisher.check.cache import Cache
from publisher.check.rule import catalogue
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.read.plain import plain_bytes
from publisher.read.table import MAX_FILE, Fault
from publisher.terms.problem import Place, Problem, Severity
from publisher.terms.schema import REGISTRY, TABLES


class Complaint(NamedTuple):
    """An error of frictionless: table, row as it counts rows (0 for the whole), column, and what it says."""

    table: str
    row: int
    field: str
    said: str


def _files(package: Package, table: str) -> list[Path]:
    folder = package.root / FOLDER
    if table in REGISTRY:
        return [folder / f"{table}.csv"]
    return [folder / "plans" / plan / f"{table}.csv" for plan in package.plan_ids]


def _places(package: Package, table: str) -> list[tuple[str, int]]:
    """File and line of each record of a table, over all its parts: how frictionless counts rows."""
    places: list[tuple[str, int]] = []
    for path in _files(package, table):
        file = path.relative_to(package.root).as_posix()
        data = plain_bytes(path)
        text = "" if isinstance(data, Fault) else data.decode("utf-8", "replace")
        reader = csv.reader(io.StringIO(text, newline=""))
        line = 1
        try:
            for number, _record in enumerate(reader):
                places += [(file, line)] if number else []
                line = reader.line_num + 1
        except csv.Error:
            pass
    return places


def _blamed(package: Package, problems: Iterable[Problem]) -> tuple[set[tuple[str, int]], set[str]]:
    """The lines at which our own rules found an error, and the tables of which a whole file is at fault."""
    lines, tables = set(), set()
    rules = catalogue()
    for problem in problems:
        for place in (problem.place, *problem.more) if problem.severity is Severity.ERROR else ():
            lines.add((place.file, place.row))
            if rules[problem.code].area == "files":
                tables.add(Path(place.file).stem)
    return lines, tables


def _complaint(table: str, error: Any) -> Complaint:
    field = getattr(error, "field_name", "") or ",".join(getattr(error, "field_names", []))
    return Complaint(table, getattr(error, "row_number", 0) or 0, field, f"{error.type}: {error.note or error.message}")


def ask(content: dict[str, Any], folder: str, tables: Sequence[str]) -> list[Complaint]:
    """What stock frictionless says of some tables of the package that `content` describes, in `folder`."""
    from frictionless import FrictionlessException
    from frictionless import Package as Stock  # a quarter of a second to load, so only where it is asked

    try:
        stock = Stock.from_descriptor(content, basepath=folder)
    except FrictionlessException as error:
        return [_complaint("", reason) for reason in (error.reasons or [error.error])]
    found = []
    for table in tables:
        report = stock.get_resource(table).validate()
        found += [_complaint(table, error) for error in (*report.errors, *(e for t in report.tasks for e in t.errors))]
    return found


def _lean(content: dict[str, Any]) -> dict[str, Any]:
    """A descriptor without its titles, descriptions and labels, which the referee copies but does not check."""
    resources = []
    for resource in content["resources"]:
        schema = resource["schema"]
        fields = [{key: field[key] for key in ("name", "type", "format", "constraints") if key in field}
                  for field in schema["fields"]]  # fmt: skip
        keys = {key: schema[key] for key in ("primaryKey", "foreignKeys") if key in schema}
        kept = {key: resource[key] for key in ("name", "type", "path", "format", "encoding", "dialect")}
        resources.append({**kept, "schema": {"fields": fields, **keys}})
    own = {key: value for key, value in content.items() if key in ("$schema", "name", "version", "created", "licenses")}
    return {**own, "resources": resources}


def _safe(package: Package) -> bool:
    """Whether every file that the referee would open is a plain file of moderate size."""
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
    """What stock frictionless says of some tables of the package; nothing where a file must not be opened."""
    if not _safe(package):
        return []
    return ask(_lean(descriptor.expected(package)), str(package.root / FOLDER), tables)


@dataclass(frozen=True)
class Asked:
    """What the referee was asked, or what it said of the very same files before."""

    package: Package
    cache: Cache | None
    before: list[Complaint] | None
    shares: tuple[Future[list[Complaint]], ...] = ()

    def said(self) -> list[Complaint]:
        """What it says; kept, where no file changed meanwhile."""
        if self.before is not None:
            return self.before
        found = [complaint for share in self.shares for complaint in share.result()]
        if self.cache and self.shares:
            self.cache.keep_verdict(_version(), [list(complaint) for complaint in found])
        return found


def _version() -> str:
    from importlib.metadata import version

    return version("frictionless")


def asked(package: Package, cache: Cache | None = None) -> Asked:
    """Ask the referee beside our rules, unless the cache knows what it says."""
    known = cache.verdict(_version()) if cache else None
    if known is not None:
        return Asked(package, cache, [Complaint(*complaint) for complaint in known])
    return Asked(package, cache, None, tuple(start(package)))


def start(package: Package) -> list[Future[list[Complaint]]]:
    """Ask the referee in processes of its own; nothing where a file must not be opened."""
    if not _safe(package):
        return []
    content = _lean(descriptor.expected(package))
    names = [resource["name"] for resource in content["resources"]]
    with_keys = sorted(names, key=lambda name: -len(package.registry.schemas[name].foreign_keys))
    pool = ProcessPoolExecutor(1)
    asked = pool.submit(ask_both, content, str(package.root / FOLDER), [with_keys[0::2], with_keys[1::2]])
    pool.shutdown(wait=False)
    return [asked]


def ask_both(content: dict[str, Any], folder: str, halves: Sequence[Sequence[str]]) -> list[Complaint]:
    """What stock frictionless says of two halves of the tables, in two processes that share loading it."""
    import frictionless  # noqa: F401  (before the process is divided: it takes as long as the rest)

    first, second = halves
    if "fork" not in get_all_start_methods():
        return ask(content, folder, [*first, *second])
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as other:
        asked = other.submit(ask, content, folder, second)
        return [*ask(content, folder, first), *asked.result()]


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
    package: Package, problems: Iterable[Problem], said: Iterable[Complaint] | None = None
) -> list[Problem]:
    """What stock frictionless finds in the package and `problems` does not account for, as problems of our own.

    A fault of a file, and a dangling reference to a table with such a fault, count as accounted for; so does whatever
    stands in a line for which we have an error. said: what frictionless said, where it was asked before.
    """
    lines, tables = _blamed(package, problems)
    schemas = package.registry.schemas
    rule = catalogue()["referee-disagrees"]
    found: list[Problem] = []
    places: dict[str, list[tuple[str, int]]] = {}
    for complaint in complaints(package, TABLES) if said is None else said:
        table = complaint.table
        names = {table} | ({target for _, target, _ in schemas[table].foreign_keys} if table else set())
        file, line = _place(package, complaint, places)
        if names & tables or (file, line) in lines:
            continue
        lines.add((file, line))
        place = Place(file, line, complaint.field)
        found.append(Problem(rule.code, rule.severity, place, rule.rule, complaint.said, "", rule.fix))
    return found
