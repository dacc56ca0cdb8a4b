"""The joined, frozen whole: records with typed values, the outline as a tree, each promise with its task and bodies.

A plan is modelled by itself, given the registry (`model_plan`). What looks across plans stands in an index of small
entries (publisher.index), made in one pass; so no stage needs all plans in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from publisher.index import Index, decoded, encoded, index_of
from publisher.origin import Origin, opened, origin
from publisher.read import FOLDER, Package, Plan, Registry, Row, read_plan
from publisher.schema import PLAN, Field, Schemas, TableSchema
from publisher.store import Store, code, digest
from publisher.work import chunks, in_order

DOUBLE, SINGLE, STALE, NONE = "double", "single", "stale", "none"


def typed(value: str, field_: Field) -> Any:
    """A cell as a JSON value by its field's type; None where it is empty. Dates stay ISO text.

    Raises ValueError where the cell is not of its type (validated data never are).
    """
    if value == "":
        return None
    if field_.type == "integer":
        return int(value)
    if field_.type == "number":
        number = Decimal(value)
        return int(number) if number == number.to_integral_value() else float(number)
    if field_.type == "boolean":
        return value == "true"
    return value


@dataclass(frozen=True)
class Record:
    """A row with typed values; columns are attributes (record.value, record.what_zh). file, line: where it stands."""

    table: str
    values: Mapping[str, Any]
    file: str
    line: int

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["values"][name]
        except KeyError:
            raise AttributeError(f"{self.__dict__.get('table')} has no column {name}") from None

    @property
    def id(self) -> str:
        return str(next(iter(self.values.values())))


def records(rows: Iterable[Row], schema: TableSchema, file: str) -> tuple[Record, ...]:
    """Rows as typed records."""
    names = schema.names
    converted = [field_ for field_ in schema.fields if field_.type in ("integer", "number", "boolean")]
    found = []
    for row in rows:
        values: dict[str, Any] = {name: value or None for name, value in zip(names, row, strict=False)}
        for field_ in converted:
            values[field_.name] = typed(values[field_.name] or "", field_)
        found.append(Record(schema.name, values, file, row.line))
    return tuple(found)


@dataclass(frozen=True)
class Evidence:
    """A quote and where it stands in the copy: [start, end) in code points; None where the record has no quote."""

    clause_id: str | None
    quote: str
    prefix: str | None
    suffix: str | None
    start: int
    end: int
    copy_id: str


@dataclass(frozen=True)
class Clause:
    """A clause with its place in the outline: the clauses above it (from the chapter down) and those below it."""

    record: Record
    path: tuple[Record, ...]
    children: tuple[Record, ...]
    start: int
    end: int

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def pillar(self) -> Record | None:
        """The pillar that it is, or that it belongs to."""
        return next((r for r in (*self.path, self.record) if r.kind == "pillar"), None)


@dataclass(frozen=True)
class Statement:
    """A printed statement of responsibility with its bodies, in printed order."""

    statement: str
    task_id: str
    label: str | None
    scope_zh: str | None
    scope_en: str | None
    bodies: tuple[Record, ...]
    evidence: Evidence | None

    @property
    def quote(self) -> str:
        return str(self.bodies[0].quote)


@dataclass(frozen=True)
class Quantity:
    """A target or other quantity, joined: its clause, pillar and task, bodies, evidence and checks."""

    record: Record
    clause: Clause
    pillar: Record | None
    task: Record | None
    statements: tuple[Statement, ...]
    evidence: Evidence
    checked: str
    notes: tuple[Record, ...]

    @property
    def id(self) -> str:
        return self.record.id

    def names(self, role: str) -> tuple[str, ...]:
        """The printed names of the bodies with a role, each once, in printed order."""
        return tuple(dict.fromkeys(str(b.name_printed) for s in self.statements for b in s.bodies if b.role == role))


@dataclass(frozen=True)
class PlanModel:
    """One document with everything that was entered from it."""

    document: Record
    copies: tuple[Record, ...]
    relations: tuple[Record, ...]
    clauses: Mapping[str, Clause]
    tasks: Mapping[str, Record]
    statements: tuple[Statement, ...]
    targets: tuple[Quantity, ...]
    observations: tuple[Quantity, ...]
    mentions: tuple[Record, ...]
    notes: tuple[Record, ...]
    readings: tuple[Record, ...]
    checks: tuple[Record, ...]
    evidence: Mapping[str, Evidence]
    checked: Mapping[str, str]  # record id → double, single, stale or none
    tables: Mapping[str, tuple[Record, ...]]  # every table of the plan, as entered

    @property
    def id(self) -> str:
        return self.document.id

    @cached_property
    def quantities(self) -> Mapping[str, Quantity]:
        return {quantity.id: quantity for quantity in (*self.targets, *self.observations)}

    def of_task(self, task_id: str) -> tuple[Statement, ...]:
        return tuple(s for s in self.statements if s.task_id == task_id)

    def within(self, clause_id: str) -> tuple[Quantity, ...]:
        """The targets and other quantities whose quote stands in a clause itself or below it."""
        return tuple(
            q
            for q in (*self.targets, *self.observations)
            if q.clause.id == clause_id or q.clause.id.startswith(clause_id + ".")
        )


def _evidence(plan: Plan, copy_id: str) -> dict[str, Evidence]:
    found = {}
    for record_id, place in plan.evidence.items():
        rows = plan.records.get(record_id, ())
        row = next((row for row in rows if getattr(row, "quote", "")), None)
        if row is not None:
            clause = getattr(row, "clause_id", "") or getattr(row, "task_id", "") or None
            found[record_id] = Evidence(
                clause, row.quote, row.quote_prefix or None, row.quote_suffix or None,
                int(place.quote_start), int(place.quote_end), copy_id,
            )  # fmt: skip
    return found


def checked_state(plan: Plan) -> dict[str, str]:
    """Record id → double, single, stale or none, from sign-offs bound to the present content."""
    state = {}
    for record_id in plan.records:
        readers = plan.signed.get(record_id, frozenset())
        signed = DOUBLE if len(readers) > 1 else SINGLE if readers else NONE
        state[record_id] = STALE if signed == NONE and record_id in plan.ever_signed else signed
    return state


def _clauses(rows: tuple[Record, ...], plan: Plan) -> dict[str, Clause]:
    by_id = {record.id: record for record in rows}
    children: dict[str, list[Record]] = {}
    for record in rows:
        children.setdefault(record.parent_id or "", []).append(record)
    found = {}
    for record in rows:
        path, above = [], record.parent_id
        while above:
            path.append(by_id[above])
            above = by_id[above].parent_id
        place = plan.evidence.get(record.id)
        start, end = (int(place.quote_start), int(place.quote_end)) if place else (0, 0)
        found[record.id] = Clause(record, tuple(reversed(path)), tuple(children.get(record.id, ())), start, end)
    return found


def _statements(rows: tuple[Record, ...], evidence: Mapping[str, Evidence]) -> tuple[Statement, ...]:
    groups: dict[str, list[Record]] = {}
    for record in rows:
        groups.setdefault(record.statement, []).append(record)
    found = []
    for name, members in groups.items():
        bodies = tuple(sorted(members, key=lambda record: record.position))
        first = bodies[0]
        found.append(Statement(
            name, first.task_id, first.label_printed, first.scope_zh, first.scope_en, bodies, evidence.get(first.id)
        ))  # fmt: skip
    return tuple(found)


def answerable(statements: Iterable[Statement], evidence: Evidence, task_id: str) -> tuple[Statement, ...]:
    """The statements that answer for a quote: of its task, those printed next after it (each covers the sentences
    before it, back to the statement before); all of the task where the quote stands elsewhere."""
    own = sorted(
        (s for s in statements if s.task_id == task_id and s.label), key=lambda s: s.evidence.start if s.evidence else 0
    )
    after = [s for s in own if s.evidence and s.evidence.start >= evidence.end]
    return (after[0],) if after else tuple(own)


def _quantities(
    rows: tuple[Record, ...],
    clauses: Mapping[str, Clause],
    tasks: Mapping[str, Record],
    statements: tuple[Statement, ...],
    evidence: Mapping[str, Evidence],
    checked: Mapping[str, str],
    notes: tuple[Record, ...],
) -> tuple[Quantity, ...]:
    found = []
    for record in rows:
        clause = clauses[record.clause_id]
        above = [record.clause_id, *(r.id for r in reversed(clause.path))]
        task = next((tasks[c] for c in above if c in tasks), None)
        place = evidence.get(record.id) or Evidence(record.clause_id, record.quote, None, None, 0, 0, "")
        found.append(Quantity(
            record, clause, clause.pillar, task,
            answerable(statements, place, task.id) if task else (),
            place, checked.get(record.id, NONE), tuple(n for n in notes if n.record_id == record.id),
        ))  # fmt: skip
    return tuple(found)


def model_plan(plan: Plan) -> PlanModel:
    """Join one plan's tables. It must be valid: raises KeyError or ValueError where a reference or type is not."""
    tables = {name: records(table.rows, plan.schemas[name], table.file) for name, table in plan.tables.items()}
    document_row = plan.document
    if document_row is None:
        raise KeyError(plan.document_id)
    schema = plan.schemas["documents"]
    (document,) = records([document_row], schema, plan.registry.tables["documents"].file)
    evidence = _evidence(plan, plan.copy.copy_id if plan.copy else "")
    checked = checked_state(plan)
    clauses = _clauses(tables["clauses"], plan)
    tasks = {record.id: record for record in tables["tasks"]}
    statements = _statements(tables["responsibilities"], evidence)
    notes = tables["notes"]

    def quantities(name: str) -> tuple[Quantity, ...]:
        return _quantities(tables[name], clauses, tasks, statements, evidence, checked, notes)

    return PlanModel(
        document, tables["copies"], tables["relations"], clauses, tasks, statements,
        quantities("targets"), quantities("observations"),
        tables["mentions"], notes, tables["readings"], tables["checks"], evidence, checked, tables,
    )  # fmt: skip


# ---- across plans ----------------------------------------------------------------------------------------------


MOST_PAGED = 1000  # plans; in a larger corpus only documents, bodies and indicators have a page and a file of their own
KEPT = 64  # plans that are kept after loading; larger corpora are read again
CHUNK = 25  # plans whose indexes are made in one piece of work
FEW = 40  # plans for which starting processes costs more than it saves


@dataclass
class Library:
    """The published whole: registry, index, and the plans one at a time.

    compact: whether there are so many plans that records have no page of their own but a place on their document's.
    """

    package: Package
    plan_ids: tuple[str, ...]
    registry: Mapping[str, Mapping[str, Record]]  # table → id → record
    index: Index
    load: Callable[[str], PlanModel]
    compact: bool = False

    @property
    def schemas(self) -> Schemas:
        return self.package.registry.schemas

    @cached_property
    def origin(self) -> Origin:
        """What another process needs to read the package again."""
        return origin(self.package)

    def alone(self, plan_id: str, index: Index) -> Library:
        """The library of one plan: the registry, the plan, and a slice of the index."""
        return replace(self, plan_ids=(plan_id,), index=index)

    def plans(self) -> Iterator[PlanModel]:
        """Each plan, in the order of ids; only one needs to be held."""
        for plan_id in self.plan_ids:
            yield self.load(plan_id)

    @cached_property
    def names(self) -> Mapping[str, tuple[Record, ...]]:
        """Unit id → the printed forms of its name."""
        found: dict[str, tuple[Record, ...]] = {}
        for record in self.registry["unit_names"].values():
            found[record.unit_id] = (*found.get(record.unit_id, ()), record)
        return found

    def label(self, table: str, column: str, code: str | None, language: str) -> str:
        """The label of a code in a language; empty for None."""
        return self.schemas[table].field(column).label(code, language) if code is not None else ""

    @property
    def version(self) -> str:
        return str(self.package.descriptor.get("version", ""))

    @property
    def created(self) -> str:
        """The date of the data, from the descriptor: never the clock's."""
        return str(self.package.descriptor.get("created", ""))


def library(
    package: Package, *, executor: Executor | None = None, store: Store | None = None, most_paged: int = MOST_PAGED
) -> Library:
    """Model the whole package, in one pass over its plans.

    executor: for the plans whose index is not in `store`. most_paged: plans above which the library is compact.
    """
    registry = registry_records(package.registry)
    load = _loader(package)
    plan_ids = tuple(i for i in package.plan_ids if i in registry["documents"])
    index = Index()
    if executor is None and store is None:
        for plan_id in plan_ids:
            index.join(index_of(load(plan_id)))
    else:
        keys, kept = _kept(package, plan_ids, store)
        missing = [plan_id for plan_id in plan_ids if plan_id not in kept]
        where = origin(package)
        jobs = ((where, run) for run in chunks(missing, CHUNK))
        made = in_order(executor if len(missing) > FEW else None, _indexes, jobs)
        fresh = (found for chunk in made for found in chunk)
        for plan_id in plan_ids:
            data = kept.pop(plan_id, None)
            if data is None:
                data = next(fresh)
                if store:
                    store.put(keys[plan_id], data)
            index.join(decoded(data))
    return Library(package, plan_ids, registry, index, load, len(plan_ids) > most_paged)


_HELD: dict[str, tuple[Package, Mapping[str, Mapping[str, Record]], Callable[[str], PlanModel]]] = {}


def library_of(where: Origin, plan_id: str, index: Index, compact: bool) -> Library:
    """The library of one plan in another process; what all plans share is read once."""
    if where.stamp not in _HELD:
        package = opened(where)
        _HELD.clear()
        _HELD[where.stamp] = (package, registry_records(package.registry), _loader(package))
    package, registry, load = _HELD[where.stamp]
    return Library(package, (plan_id,), registry, index, load, compact)


def _kept(package: Package, plan_ids: Iterable[str], store: Store | None) -> tuple[dict[str, str], dict[str, bytes]]:
    """The key of every plan's index, and those indexes that are in the store."""
    if store is None:
        return {}, {}
    own = code("read.py", "table.py", "schema.py", "model.py", "index.py", "store.py")
    shared = digest([own.encode(), origin(package).stamp.encode()]).encode()
    keys = {i: digest([b"index", shared, i.encode(), plan_digest(package, i).encode()]) for i in plan_ids}
    return keys, {i: data for i, key in keys.items() if (data := store.get(key)) is not None}


def _indexes(job: tuple[Origin, tuple[str, ...]]) -> list[bytes]:
    """The indexes of some plans, encoded: a piece of work for another process."""
    where, plan_ids = job
    load = _loader(opened(where))
    return [encoded(index_of(load(plan_id))) for plan_id in plan_ids]


def plan_digest(package: Package, document_id: str) -> str:
    """A digest of a plan's tables."""
    folder = package.root / FOLDER / "plans" / document_id
    return digest(part for name in PLAN for part in (name.encode(), (folder / f"{name}.csv").read_bytes()))


def _loader(package: Package) -> Callable[[str], PlanModel]:
    from functools import lru_cache

    @lru_cache(maxsize=KEPT)
    def load(plan_id: str) -> PlanModel:
        return model_plan(read_plan(package, plan_id))

    return load


def registry_records(registry: Registry) -> dict[str, dict[str, Record]]:
    """The registry as typed records: table → id → record."""
    return {
        name: {record.id: record for record in records(table.rows, registry.schemas[name], table.file)}
        for name, table in registry.tables.items()
    }
