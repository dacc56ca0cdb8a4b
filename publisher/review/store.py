"""Reads and writes the files of one plan together; never overwrites a change made meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.draft import state
from publisher.draft.state import Suggestion
from publisher.read.canonical import order
from publisher.read.descriptor import DESCRIBED
from publisher.read.layout import FOLDER, SUGGESTIONS
from publisher.read.package import Package
from publisher.read.plan import Plan, Source, read_plan, read_source
from publisher.read.registry import Registry, read_registry
from publisher.read.table import Row, Table, row_class
from publisher.terms.messages import LANGUAGES, words
from publisher.terms.schema import PLAN, REGISTRY, SIGNING, Field, Schemas, TableSchema

Cells = Mapping[str, str]
ASSUMED = "?"  # who publishes the copy that is assumed, in order to read a draft before its copy is accepted


class ChangedMeanwhile(Exception):
    """A file is not as the desk read it: somebody else changed it. Nothing was written."""

    def __init__(self, files: list[str]) -> None:
        self.files = files
        super().__init__(", ".join(files))


@dataclass(frozen=True)
class Snapshot:
    """A plan's files as read: the plan (its registry with agreed rows), the suggestions, the hash of each file."""

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
        folder / "datapackage.yaml",
    ]


def hashes(root: Path, plan_id: str) -> dict[str, str]:
    """File → SHA-256 of its bytes ("" for one that is not there)."""
    return {path.relative_to(root).as_posix(): sum_of(bytes_of(path)) for path in _files(root, plan_id)}


def bytes_of(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def sum_of(data: bytes | None) -> str:
    """The SHA-256 of the bytes of a file; "" where there is none."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def row_of(schema: TableSchema, cells: Cells, line: int = 0) -> Row:
    """A row of a table from its cells (absent ones empty)."""
    return row_class(schema.name, schema.names)(*(cells.get(name, "") for name in schema.names), line)


def cells_of(row: Row) -> dict[str, str]:
    """The cells of a row by name."""
    return dict(zip(row._fields[:-1], row, strict=False))


def with_rows(table: Table, schema: TableSchema, rows: Iterable[Row]) -> Table:
    """The table with other rows, in canonical order, each with the line on which it will stand; of no text as yet."""
    lined = []
    line = 2
    for row in order(schema, rows):
        lined.append(row if row.line == line else row._replace(line=line))
        line += 1 + "".join(row[:-1]).count("\n")
    return replace(table, rows=tuple(lined), text=None)


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


def with_described(schemas: Schemas) -> Schemas:
    """The schemas, with one for what the descriptor says of the data: no file of its own, but signed as the tables."""
    labels = {language: words(language)["desk"]["described"] for language in LANGUAGES}

    def titled(name: str) -> dict[str, str]:
        return {language: labels[language][name] for language in LANGUAGES}

    fields = [Field(name, "string", "", titled(name), titled("help"), {}, ()) for name in ("part", "value")]
    table = TableSchema(DESCRIBED, titled("title"), titled("help"), tuple(fields), (), (), {})
    return Schemas({**schemas.tables, DESCRIBED: table})


def take(root: Path, schemas: Schemas, plan_id: str, sources: Path | None, given: Source | None = None) -> Snapshot:
    """Read everything of a plan. given: its text, instead of that in the folder `sources`.

    Raises Refusal where its suggestions are damaged.
    """
    before = hashes(root, plan_id)
    # The descriptor is not read: it is long, and a decision does not depend on it.
    drafts = (plan_id,) if state.path_of(root, plan_id).is_file() else ()
    package = Package(root, {}, (), read_registry(root, schemas), (plan_id,), sources, drafts)
    suggestions = state.load(root, plan_id)
    registry = extended(package.registry, suggestions)
    plan = read_plan(replace(package, registry=registry), plan_id)
    # A decision is written table by table, the suggestions last: after a crash between, what is a record already is
    # no suggestion any more.
    kept = tuple(s for s in suggestions if s.table in REGISTRY or s.state == "rejected" or not is_row(plan, s))
    if given or not plan.rows("copies"):
        plan = _with_text(plan, suggestions, given or _source(sources, plan_id))
    return Snapshot(root, with_described(schemas), plan, package.registry, kept, bool(drafts), before)


def is_row(plan: Plan, suggestion: Suggestion) -> bool:
    """Whether a suggestion is a row by now."""
    by_key = plan.by_key if suggestion.table in plan.tables else plan.registry.by_key
    return suggestion.cells.get(plan.schemas[suggestion.table].key, "") in by_key[suggestion.table]


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
        cells |= {"rights": "unknown", "publisher": ASSUMED, "publisher_kind": "aggregator"}
        schema = plan.schemas["copies"]
        tables["copies"] = with_rows(plan.tables["copies"], schema, [row_of(schema, cells)])
    return Plan(plan.document_id, tables, plan.registry, {cells["copy_id"]: source})


_UNSIGNED = ("typed", "places", "text", "body", "copy")  # what of a plan does not depend on its sign-offs


def changed(plan: Plan, tables: Mapping[str, Iterable[Row]], registry: Registry | None = None) -> Plan:
    """The plan with other rows in some of its tables."""
    made = dict(plan.tables)
    for name, rows in tables.items():
        made[name] = with_rows(made[name], plan.schemas[name], rows)
    other = Plan(plan.document_id, made, registry or plan.registry, plan.sources)
    if tables.keys() <= {"checks"}:  # where each quote stands is costly to find, and is known already
        vars(other).update({name: value for name, value in vars(plan).items() if name in _UNSIGNED})
        vars(other.ledger).update(records=plan.ledger.records, contents=plan.ledger.contents)
    return other
