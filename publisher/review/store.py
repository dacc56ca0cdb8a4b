"""The files of one plan as the desk holds them: read together, written together, never over another's change."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.draft import state
from publisher.draft.state import Suggestion
from publisher.maintain.lock import lock_text, registry_lock_text
from publisher.read.canonical import csv_text, order
from publisher.read.layout import FOLDER, SUGGESTIONS
from publisher.read.package import Package
from publisher.read.plan import Plan, Source, read_plan, read_source
from publisher.read.registry import Registry, read_registry
from publisher.read.table import Row, Table, row_class
from publisher.terms.schema import PLAN, REGISTRY, SIGNING, Schemas, TableSchema
from publisher.work.files import write_atomically

Cells = Mapping[str, str]
ASSUMED = "?"  # who publishes the copy that is assumed, in order to read a draft before its copy is accepted


class ChangedMeanwhile(Exception):
    """A file is not as the desk read it: somebody else changed it. Nothing was written."""

    def __init__(self, files: list[str]) -> None:
        self.files = files
        super().__init__(", ".join(files))


@dataclass(frozen=True)
class Shelf:
    """What the desk has read: the plan, its registry with what waits for it, its suggestions, the hash of each file."""

    root: Path
    schemas: Schemas
    plan: Plan
    registry: Registry  # as the files have it
    suggestions: tuple[Suggestion, ...]
    draft: bool
    hashes: Mapping[str, str]


def _files(root: Path, plan_id: str) -> list[Path]:
    folder = root / FOLDER
    return [
        *(folder / "plans" / plan_id / f"{name}.csv" for name in PLAN),
        folder / "plans" / plan_id / SUGGESTIONS,
        *(folder / f"{name}.csv" for name in (*REGISTRY, *SIGNING)),
    ]


def hashes(root: Path, plan_id: str) -> dict[str, str]:
    """File → SHA-256 of its bytes ("" for one that is not there)."""
    found = {}
    for path in _files(root, plan_id):
        try:
            found[path.relative_to(root).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
        except FileNotFoundError:
            found[path.relative_to(root).as_posix()] = ""
    return found


def row_of(schema: TableSchema, cells: Cells, line: int = 0) -> Row:
    """A row of a table from its cells (absent ones empty)."""
    return row_class(schema.name, schema.names)(*(cells.get(name, "") for name in schema.names), line)


def cells_of(row: Row) -> dict[str, str]:
    """The cells of a row by name."""
    return dict(zip(row._fields[:-1], row, strict=False))


def with_rows(table: Table, schema: TableSchema, rows: Iterable[Row]) -> Table:
    """The table with other rows, in canonical order, each with the line on which it will stand."""
    lined = []
    line = 2
    for row in order(schema, rows):
        lined.append(row._replace(line=line))
        line += 1 + sum(cell.count("\n") for cell in row[:-1])
    return replace(table, rows=tuple(lined))


def extended(registry: Registry, suggestions: Iterable[Suggestion]) -> Registry:
    """The registry with the rows that wait for it (state agreed)."""
    tables = dict(registry.tables)
    for name in REGISTRY:
        waiting = [s for s in suggestions if s.table == name and s.state == "agreed"]
        if waiting:
            schema = registry.schemas[name]
            rows = [row for row in tables[name].rows if row[0] not in {s.cells.get(schema.key) for s in waiting}]
            tables[name] = with_rows(tables[name], schema, [*rows, *(row_of(schema, s.cells) for s in waiting)])
    return replace(registry, tables=tables)


def take(root: Path, schemas: Schemas, plan_id: str, sources: Path | None, given: Source | None = None) -> Shelf:
    """Read everything of a plan. given: its text, instead of that in the folder `sources`.

    Raises Refusal where its suggestions are damaged.
    """
    before = hashes(root, plan_id)
    # The descriptor is not read: it is long, and a decision does not depend on it.
    drafts = (plan_id,) if state.path_of(root, plan_id).is_file() else ()
    package = Package(root, {}, (), read_registry(root, schemas), (plan_id,), sources, drafts)
    found = state.load(root, plan_id)
    registry = extended(package.registry, found)
    plan = read_plan(replace(package, registry=registry), plan_id)
    # A decision is written table by table, the suggestions last: after a crash between, what is a record already is
    # no suggestion any more.
    kept = tuple(s for s in found if s.table in REGISTRY or s.state == "rejected" or not _there(plan, s))
    if given or not plan.rows("copies"):
        plan = _with_text(plan, found, given or _source(sources, plan_id))
    return Shelf(root, schemas, plan, package.registry, kept, bool(drafts), before)


def _there(plan: Plan, suggestion: Suggestion) -> bool:
    key = plan.schemas[suggestion.table].key
    return suggestion.cells.get(key, "") in plan.by_key[suggestion.table]


def _source(sources: Path | None, plan_id: str) -> Source | None:
    source = read_source(sources / f"{plan_id}.txt") if sources else None
    return source if isinstance(source, Source) else None


def pinned(plan: Plan, suggestions: Iterable[Suggestion]) -> Cells:
    """The cells of the copy that was pinned: the plan's, or before it is accepted the one suggested; {} for none."""
    copy = next((s.cells for s in suggestions if s.table == "copies"), {})
    return cells_of(plan.copy) if plan.copy else copy


def _with_text(plan: Plan, suggestions: Iterable[Suggestion], source: Source | None) -> Plan:
    """The plan read in this text; before its copy is accepted, in the copy that is suggested."""
    cells = {**pinned(plan, suggestions)}
    if not source or not cells:
        return plan
    tables = dict(plan.tables)
    if not plan.copy:
        cells |= {"publisher": ASSUMED, "publisher_kind": "aggregator"}
        schema = plan.schemas["copies"]
        tables["copies"] = with_rows(plan.tables["copies"], schema, [row_of(schema, cells)])
    return Plan(plan.document_id, tables, plan.registry, {cells["copy_id"]: source})


def gone_on(shelf: Shelf, plan: Plan, suggestions: tuple[Suggestion, ...], step: Step) -> Shelf:
    """The shelf of a draft after a step, as reading its files again would give it."""

    def waiting(rows: Iterable[Suggestion]) -> list[Suggestion]:
        return [s for s in rows if s.table in REGISTRY and s.state == "agreed"]

    if waiting(suggestions) != waiting(shelf.suggestions):
        registry = extended(shelf.registry, suggestions)
        plan = Plan(plan.document_id, plan.tables, registry, plan.sources)
    written = {path.relative_to(shelf.root).as_posix(): value for path, value in step.after.items()}
    return replace(shelf, plan=plan, suggestions=suggestions, hashes={**shelf.hashes, **written})


def changed(plan: Plan, tables: Mapping[str, Iterable[Row]], registry: Registry | None = None) -> Plan:
    """The plan with other rows in some of its tables."""
    made = dict(plan.tables)
    for name, rows in tables.items():
        made[name] = with_rows(made[name], plan.schemas[name], rows)
    return Plan(plan.document_id, made, registry or plan.registry, plan.sources)


@dataclass(frozen=True, slots=True)
class Step:
    """What was written in one step: file → its bytes before (None where there was none), and their SHA-256 after it."""

    before: Mapping[Path, bytes | None]
    after: Mapping[Path, str]


Writes = dict[Path, bytes | None]  # file → what it is to be; None: it goes


def put(
    shelf: Shelf,
    plan: Plan,
    suggestions: Iterable[Suggestion],
    *,
    registry: Registry | None = None,
    today: str = "",
    also: Writes | None = None,
) -> Step:
    """Write what differs from the shelf: tables in canonical form, each file whole or not at all, suggestions last.

    today: the day of the data is not before it (nothing where it is ""). also: further files, written after the rest.
    Raises ChangedMeanwhile, and writes nothing, where any file is not as it was read.
    """
    writes: Writes = dict(_writes(shelf, plan, suggestions, registry))
    path = shelf.root / FOLDER / "datapackage.yaml"
    if writes and today and not shelf.draft and path.is_file():
        writes[path] = dated(path.read_bytes().decode("utf-8"), today).encode()
    writes |= also or {}
    now = hashes(shelf.root, plan.document_id)
    other = [file for file, value in now.items() if shelf.hashes.get(file) != value]
    if other:
        raise ChangedMeanwhile(other)
    return _write({path: data for path, data in writes.items() if _bytes(path) != data})


def take_back(step: Step) -> None:
    """Write the files of a step as they were before it. Raises ChangedMeanwhile where one was changed since."""
    other = [path.name for path, value in step.after.items() if _sha256(_bytes(path)) != value]
    if other:
        raise ChangedMeanwhile(other)
    _write(dict(reversed(list(step.before.items()))))


def _write(writes: Writes) -> Step:
    before = {path: _bytes(path) for path in writes}
    for path, data in writes.items():
        if data is None:
            path.unlink(missing_ok=True)
        else:
            write_atomically(path, data)
    return Step(before, {path: _sha256(data) for path, data in writes.items()})


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _sha256(data: bytes | None) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _writes(
    shelf: Shelf, plan: Plan, suggestions: Iterable[Suggestion], registry: Registry | None
) -> Iterator[tuple[Path, bytes]]:
    """The files that differ from the shelf, in the order in which they are written."""
    top, schemas = shelf.root / FOLDER, shelf.schemas
    folder = top / "plans" / plan.document_id
    if registry is not None:
        for name in REGISTRY:
            yield from _table(top, schemas[name], shelf.registry.rows(name), registry.rows(name))
        own, new = shelf.registry.signing["checks"].rows, registry.signing["checks"].rows
        yield from _table(top, schemas["checks"], own, new)
        if registry.ledger.hashes != shelf.registry.ledger.hashes:
            yield top / "evidence.csv", registry_lock_text(registry, shelf.registry).encode()
    # The ledger is written after the tables, so that no sign-off stands for a record that was not saved.
    for name in sorted(PLAN, key=lambda name: name in ("checks", "evidence")):
        if name != "evidence" and not _pinned_only(shelf, plan, name):
            yield from _table(folder, schemas[name], shelf.plan.rows(name), plan.rows(name))
    if not shelf.draft and plan.text is not None:
        yield folder / "evidence.csv", lock_text(plan).encode()
    if shelf.draft:
        yield state.path_of(shelf.root, plan.document_id), state.dump(suggestions).encode()


def _table(
    folder: Path, schema: TableSchema, before: Iterable[Row], after: Iterable[Row]
) -> Iterator[tuple[Path, bytes]]:
    if before is after:
        return
    old, new = [row[:-1] for row in before], [row[:-1] for row in order(schema, after)]
    if old != new:
        yield folder / f"{schema.name}.csv", csv_text(schema.names, new).encode()


def dated(descriptor: str, today: str) -> str:
    """The descriptor with the day of the data (`created`) moved on to today, where it is before it: sign-offs and
    retired ids are dated no later than the data.
    """
    said = re.search(r"^created: '?(\d{4}-\d{2}-\d{2})[^\n]*$", descriptor, re.M)
    if said is None or said[1] >= today:
        return descriptor
    return f"{descriptor[: said.start()]}created: '{today}T00:00:00Z'{descriptor[said.end() :]}"


def _pinned_only(shelf: Shelf, plan: Plan, name: str) -> bool:
    """Whether a draft's copy is only the one assumed in order to read its text."""
    return name == "copies" and shelf.draft and any(row.publisher == ASSUMED for row in plan.rows("copies"))
