"""The joined, frozen whole: records with typed values, the outline as a tree, each promise with its task and bodies.

A plan is modelled by itself, given the registry (`model_plan`). What looks across plans stands in an `Index` of small
entries, made in one pass; so no stage needs all plans in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from publisher.read import Package, Plan, Registry, Row, read_plan
from publisher.schema import Field, Schemas, TableSchema

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
    converters = [(field_.name, field_) for field_ in schema.fields]
    return tuple(
        Record(
            schema.name,
            {name: typed(value, field_) for (name, field_), value in zip(converters, row, strict=False)},
            file,
            row.line,
        )
        for row in rows
    )


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


@dataclass(frozen=True, slots=True)
class Entry:
    """What pages and files across plans may know of a record of one plan: enough to name, show and link it."""

    table: str
    id: str
    document_id: str
    values: Mapping[str, Any]


BRIEF = ("target_id", "kind", "what_zh", "what_en", "figure_printed", "comparator", "value", "value_max", "measure_id",
         "deadline")  # fmt: skip


@dataclass
class Index:
    """Small entries by what they are looked up by: indicator, body, repeated record, document."""

    by_indicator: dict[str, list[Entry]] = field(default_factory=dict)
    by_unit: dict[str, list[Entry]] = field(default_factory=dict)
    repeats: dict[str, list[Entry]] = field(default_factory=dict)  # record id → mentions and observations of it
    allocations: dict[str, list[Entry]] = field(default_factory=dict)
    related: dict[str, list[Entry]] = field(default_factory=dict)  # document id → relations from or to it
    documents: dict[str, Record] = field(default_factory=dict)
    answers: dict[str, list[Entry]] = field(default_factory=dict)  # unit id → the targets it answers for, in brief
    named: dict[str, tuple[str, str]] = field(default_factory=dict)  # target, observation → what it is, zh and en

    def add(self, plan: PlanModel) -> None:
        """Enter one plan."""

        def entry(record: Record, **more: Any) -> Entry:
            return Entry(record.table, record.id, plan.id, {**record.values, **more})

        self.documents[plan.id] = plan.document
        for quantity in (*plan.targets, *plan.observations):
            record = quantity.record
            self.named[record.id] = (record.what_zh, record.what_en)
            if record.table == "targets":
                brief = Entry(record.table, record.id, plan.id, {name: record.values[name] for name in BRIEF})
                for unit_id in dict.fromkeys(body.unit_id for s in quantity.statements for body in s.bodies):
                    self.answers.setdefault(unit_id, []).append(brief)
            if record.indicator_id:
                self.by_indicator.setdefault(record.indicator_id, []).append(
                    entry(record, checked=quantity.checked, pillar_id=quantity.pillar.id if quantity.pillar else None)
                )
            if record.values.get("parent_target_id"):
                self.allocations.setdefault(record.parent_target_id, []).append(entry(record))
            if record.values.get("for_target_id"):
                self.repeats.setdefault(record.for_target_id, []).append(entry(record))
        for mention in plan.mentions:
            if mention.record_id:
                self.repeats.setdefault(mention.record_id, []).append(entry(mention))
        for statement in plan.statements:
            clause = plan.clauses[statement.task_id]
            for body in statement.bodies:
                self.by_unit.setdefault(body.unit_id, []).append(
                    entry(
                        body,
                        heading_zh=clause.record.heading_zh,
                        heading_en=clause.record.heading_en,
                        pillar_id=clause.pillar.id if clause.pillar else None,
                        task_kind=clause.record.kind,
                        others=[other.unit_id for other in statement.bodies if other.unit_id != body.unit_id],
                    )
                )
        for relation in plan.relations:
            for document in {relation.from_document_id, relation.to_document_id} - {None}:
                self.related.setdefault(document, []).append(entry(relation))


@dataclass
class Library:
    """The published whole: registry, index, and the plans one at a time."""

    package: Package
    plan_ids: tuple[str, ...]
    registry: Mapping[str, Mapping[str, Record]]  # table → id → record
    index: Index
    load: Callable[[str], PlanModel]

    @property
    def schemas(self) -> Schemas:
        return self.package.registry.schemas

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


KEPT = 64  # plans that are kept after loading; larger corpora are read again


def library(package: Package) -> Library:
    """Model the whole package, in one pass over its plans."""
    from functools import lru_cache

    registry = _registry(package.registry)

    @lru_cache(maxsize=KEPT)
    def load(plan_id: str) -> PlanModel:
        return model_plan(read_plan(package, plan_id))

    index = Index()
    plan_ids = tuple(i for i in package.plan_ids if i in registry["documents"])
    for plan_id in plan_ids:
        index.add(load(plan_id))
    return Library(package, plan_ids, registry, index, load)


def _registry(registry: Registry) -> dict[str, dict[str, Record]]:
    return {
        name: {record.id: record for record in records(table.rows, registry.schemas[name], table.file)}
        for name, table in registry.tables.items()
    }
