"""The files of one plan as the desk holds them: read together, written together, never over another's change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.draft import state
from publisher.draft.state import Suggestion
from publisher.maintain.lock import lock_text, registry_lock_text
from publisher.read.canonical import csv_text, order
from publisher.read.layout import FOLDER, SUGGESTIONS
from publisher.read.package import Package
from publisher.read.plan import Plan, Source, read_plan
from publisher.read.registry import Registry, read_registry
from publisher.read.table import Row, Table, row_class
from publisher.terms.schema import PLAN, REGISTRY, SIGNING, Schemas, TableSchema
from publisher.work.files import write_atomically

Cells = Mapping[str, str]


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


def take(root: Path, schemas: Schemas, plan_id: str, sources: Path | None) -> Shelf:
    """Read everything of a plan. Raises Refusal where its suggestions are damaged."""
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
    if not plan.rows("copies") and sources:
        plan = _with_waiting_copy(plan, found, sources)
    return Shelf(root, schemas, plan, package.registry, kept, bool(drafts), before)


def _there(plan: Plan, suggestion: Suggestion) -> bool:
    key = plan.schemas[suggestion.table].key
    return any(row[0] == suggestion.cells.get(key) for row in plan.rows(suggestion.table))


def _with_waiting_copy(plan: Plan, suggestions: Iterable[Suggestion], sources: Path) -> Plan:
    """Before its copy is accepted, a draft is read in the text that the suggestion for the copy pins."""
    from publisher.read.plan import read_source

    copy = next((s for s in suggestions if s.table == "copies"), None)
    source = read_source(sources / f"{plan.document_id}.txt")
    if copy is None or not isinstance(source, Source):
        return plan
    schema = plan.schemas["copies"]
    cells = {**copy.cells, "publisher": "?", "publisher_kind": "aggregator"}
    tables = {**plan.tables, "copies": with_rows(plan.tables["copies"], schema, [row_of(schema, cells)])}
    return Plan(plan.document_id, tables, plan.registry, {cells["copy_id"]: Source(source.text, source.sha256)})


def changed(plan: Plan, tables: Mapping[str, Iterable[Row]], registry: Registry | None = None) -> Plan:
    """The plan with other rows in some of its tables."""
    made = dict(plan.tables)
    for name, rows in tables.items():
        made[name] = with_rows(made[name], plan.schemas[name], rows)
    return Plan(plan.document_id, made, registry or plan.registry, plan.sources)


def put(shelf: Shelf, plan: Plan, suggestions: Iterable[Suggestion], *, registry: Registry | None = None) -> None:
    """Write what differs from the shelf: tables in canonical form, each file whole or not at all, suggestions last.

    Raises ChangedMeanwhile, and writes nothing, where any file is not as it was read.
    """
    now = hashes(shelf.root, plan.document_id)
    other = [file for file, value in now.items() if shelf.hashes.get(file) != value]
    if other:
        raise ChangedMeanwhile(other)
    folder = shelf.root / FOLDER / "plans" / plan.document_id
    for name in REGISTRY if registry else ():
        _write(
            shelf.root / FOLDER / f"{name}.csv",
            shelf.schemas[name],
            shelf.registry.rows(name),
            registry.rows(name) if registry else (),
        )
    if registry and registry.ledger.hashes != shelf.registry.ledger.hashes:
        lock = registry_lock_text(registry, shelf.registry)
        write_atomically(shelf.root / FOLDER / "evidence.csv", lock.encode())
    # The ledger is written after the tables, so that no sign-off stands for a record that was not saved.
    for name in sorted(PLAN, key=lambda name: name in ("checks", "evidence")):
        if name != "evidence" and not _pinned_only(shelf, plan, name):
            _write(folder / f"{name}.csv", shelf.schemas[name], shelf.plan.rows(name), plan.rows(name))
    if not shelf.draft and plan.text is not None:
        text = lock_text(plan)
        if (folder / "evidence.csv").read_text("utf-8") != text:
            write_atomically(folder / "evidence.csv", text.encode())
    if shelf.draft:
        state.save(shelf.root, plan.document_id, suggestions)


def _pinned_only(shelf: Shelf, plan: Plan, name: str) -> bool:
    """Whether a draft's copy is only the one assumed in order to read its text."""
    return name == "copies" and shelf.draft and any(row.publisher == "?" for row in plan.rows("copies"))


def _write(path: Path, schema: TableSchema, before: Iterable[Row], after: Iterable[Row]) -> None:
    old, new = [row[:-1] for row in before], [row[:-1] for row in order(schema, after)]
    if old != new:
        write_atomically(path, csv_text(schema.names, new).encode())
