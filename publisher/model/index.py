"""The index across plans: brief entries by the key of each lookup. Every plan has an index of its own; the index of all
is their union, and the files and pages of one plan get a slice of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.codebook.stages import UNPROMISED

if TYPE_CHECKING:
    from publisher.model.plan import PlanModel, Quantity, Statement
    from publisher.model.records import Record


class Entry(NamedTuple):
    """A record of one plan in brief, as pages and files across plans need it: to name, show and link it."""

    table: str
    id: str
    document_id: str
    values: Mapping[str, Any]


class StatementBrief(NamedTuple):
    """A statement of responsibility, in brief; all its bodies share it. units: the ids of all, in printed order.

    open_role: the role whose list ends with 等 (and others), if any.
    """

    statement: str
    task_id: str
    heading_zh: str | None
    heading_en: str | None
    pillar_id: str | None
    pillar_zh: str | None
    pillar_en: str | None
    label_printed: str | None
    scope_zh: str | None
    scope_en: str | None
    quote: str
    units: tuple[str, ...]
    open_role: str

    @property
    def values(self) -> Mapping[str, Any]:
        """Its words by column, as a record has them."""
        return self._asdict()


class Duty(NamedTuple):
    """One body in one printed statement."""

    id: str
    document_id: str
    unit_id: str
    role: str
    name_printed: str
    said: StatementBrief
    checked: str

    @property
    def others(self) -> tuple[str, ...]:
        """The other bodies of the statement."""
        return tuple(unit for unit in self.said.units if unit != self.unit_id)


BRIEF = ("target_id", "kind", "what_zh", "what_en", "figure_printed", "comparator", "value", "value_max", "measure_id",
         "deadline")  # fmt: skip
ANSWERED = (*BRIEF, "basis", "hedge", "deadline_precision", "deadline_basis", "deadline_printed", "quote")
THING = ("project_id", "name_zh", "name_en", "kind", "verb_printed", "stage", "hedge", "deadline", "deadline_precision",
         "deadline_basis", "quote")  # fmt: skip
ROLES = ("lead", "undivided", "support")
LISTS = ("by_indicator", "repeats", "allocations", "related", "answers", "builds", "ties", "claims", "by_unit")


@dataclass
class Index:
    """Small entries by indicator, body, repeated record, document."""

    by_indicator: dict[str, list[Entry]] = field(default_factory=dict)
    repeats: dict[str, list[Entry]] = field(default_factory=dict)  # record id → mentions and observations of it
    allocations: dict[str, list[Entry]] = field(default_factory=dict)
    related: dict[str, list[Entry]] = field(default_factory=dict)  # document id → relations from or to it
    answers: dict[str, list[Entry]] = field(default_factory=dict)  # unit id → the targets it answers for, in brief
    builds: dict[str, list[Entry]] = field(default_factory=dict)  # unit id → the named things it answers for, in brief
    ties: dict[str, list[Entry]] = field(default_factory=dict)  # unit id → the parties that it is
    claims: dict[str, list[Entry]] = field(default_factory=dict)  # document id → what is said of how many parts it has
    by_unit: dict[str, list[Duty]] = field(default_factory=dict)
    named: dict[str, tuple[str, str]] = field(default_factory=dict)  # target, observation → what it is, zh and en
    wanted: dict[str, tuple[str, ...]] = field(default_factory=dict)  # document id → the records that it speaks of
    things: dict[str, int] = field(default_factory=dict)  # document id → how many named things it promises
    rows: dict[str, int] = field(default_factory=dict)  # table of the plans → how many rows it has

    def join(self, other: Index) -> None:
        """Append the entries of another index to those here."""
        for name in LISTS:
            mine = getattr(self, name)
            for key, entries in getattr(other, name).items():
                mine.setdefault(key, []).extend(entries)
        self.named.update(other.named)
        self.wanted.update(other.wanted)
        self.things.update(other.things)
        for table, count in other.rows.items():
            self.rows[table] = self.rows.get(table, 0) + count

    def same(self, project: Record) -> list[str]:
        """The projects of other documents that are the same thing."""
        first = str(project.values["same_as"] or project.id)
        ids = [first, *(entry.id for entry in self.repeats.get(first, ()) if entry.table == "projects")]
        return [project_id for project_id in ids if project_id != project.id]

    def counts(self, unit_id: str) -> dict[str, int]:
        """How much a body answers for: tasks by role, each once, targets and named things ("projects")."""
        roles = Counter(role for _, role in {(duty.said.task_id, duty.role) for duty in self.by_unit.get(unit_id, ())})
        own = {"targets": self.answers, "projects": self.builds}
        return {role: roles[role] for role in ROLES} | {name: len(held.get(unit_id, ())) for name, held in own.items()}

    def slice(self, document_id: str) -> Index:
        """The part of the index that the files and pages of one plan need: the repeats of its records, the
        names of the records that it mentions, and the documents related to it."""
        records = self.wanted.get(document_id, ())
        same = (entry.id for record in records for entry in self.repeats.get(record, ()) if entry.table == "projects")
        return Index(
            repeats={record: entries for record in records if (entries := self.repeats.get(record))},
            allocations={record: entries for record in records if (entries := self.allocations.get(record))},
            related={document_id: entries} if (entries := self.related.get(document_id)) else {},
            claims={document_id: entries} if (entries := self.claims.get(document_id)) else {},
            named={record: name for record in (*records, *same) if (name := self.named.get(record))},
        )

    def in_brief(self, document_id: str) -> Index:
        """The part of the slice that the pages of a plan's tasks and named things need."""
        own = self.slice(document_id)
        same = {record: [e for e in entries if e.table == "projects"] for record, entries in own.repeats.items()}
        return Index(repeats={record: entries for record, entries in same.items() if entries}, named=own.named)


def index_of(plan: PlanModel) -> Index:
    """The index of one plan alone."""
    own = Index()
    _enter_quantities(own, plan)
    _enter_projects(own, plan)
    for mention in plan.mentions:
        if mention.record_id:
            own.repeats.setdefault(mention.record_id, []).append(_entry(plan, mention))
    for statement in plan.statements:
        for duty in _duties(plan, statement):
            own.by_unit.setdefault(duty.unit_id, []).append(duty)
    for relation in plan.relations:
        for document in sorted({relation.from_document_id, relation.to_document_id} - {None}):
            own.related.setdefault(document, []).append(_entry(plan, relation))
    spoken_of = (record.record_id for record in (*plan.mentions, *plan.notes) if record.record_id)
    named = (name for project in plan.projects for name in (project.id, project.record.same_as) if name)
    own.wanted[plan.id] = tuple(dict.fromkeys((*plan.quantities, *named, *spoken_of)))
    own.things[plan.id] = len(plan.projects)
    own.rows = {table: len(records) for table, records in plan.tables.items()} | {
        "target_units": sum(len(s.bodies) for target in plan.targets for s in target.statements),
        "task_units": sum(len(s.bodies) for s in plan.statements),
        "project_parties": sum(map(len, plan.parties.values())),
        "promised_projects": sum(thing.record.stage not in UNPROMISED for thing in plan.projects),
    }
    return own


def _enter_quantities(own: Index, plan: PlanModel) -> None:
    """Enter the targets and observations of a plan: by indicator, whole, record repeated, body that answers."""
    for quantity in (*plan.targets, *plan.observations):
        record = quantity.record
        own.named[record.id] = (record.what_zh, record.what_en)
        if record.table == "targets":
            _answered(own.answers, plan, quantity, ANSWERED)
        if record.indicator_id:
            pillar = quantity.pillar.id if quantity.pillar else None
            more = {"checked": quantity.checked, "pillar_id": pillar}
            own.by_indicator.setdefault(record.indicator_id, []).append(_entry(plan, record, more))
        if parent := record.values.get("parent_target_id"):
            own.allocations.setdefault(parent, []).append(_entry(plan, record, {"checked": quantity.checked}))
        if target := record.values.get("for_target_id"):
            own.repeats.setdefault(target, []).append(_entry(plan, record))
    counted = [_entry(plan, q.record) for q in plan.observations if q.record.kind == "structure"]
    for document in claimed_by(plan) if counted else ():
        own.claims.setdefault(document, []).extend(counted)


def _enter_projects(own: Index, plan: PlanModel) -> None:
    """Enter the named things of a plan: by thing that is the same, body that answers, body that takes part."""
    for project in plan.projects:
        own.named[project.id] = (project.record.name_zh, project.record.name_en)
        if same := project.record.same_as:
            own.repeats.setdefault(same, []).append(_entry(plan, project.record))
        _answered(own.builds, plan, project, THING)
        for party in plan.parties.get(project.id, ()):
            if party.unit_id:
                more = {"role": party.role, "checked": project.checked}
                shown = {name: project.record.values[name] for name in THING} | more
                own.ties.setdefault(party.unit_id, []).append(Entry("parties", party.id, plan.id, shown))


def _answered(by_unit: dict[str, list[Entry]], plan: PlanModel, item: Quantity, names: tuple[str, ...]) -> None:
    """Enter a record, in brief, under each body that answers for it, with the body's role."""
    record = item.record
    own = {name: record.values[name] for name in names} | {"checked": item.checked}
    roles = {body.unit_id: body.role for s in reversed(item.statements) for body in reversed(s.bodies)}
    for unit_id in dict.fromkeys(body.unit_id for s in item.statements for body in s.bodies):
        by_unit.setdefault(unit_id, []).append(Entry(record.table, record.id, plan.id, {**own, "role": roles[unit_id]}))


def claimed_by(plan: PlanModel) -> tuple[str, ...]:
    """The documents whose parts a document counts: those that it explains, else itself."""
    explained = [r.to_document_id for r in plan.relations if r.relation == "explains" and r.to_document_id]
    return tuple(dict.fromkeys(explained)) or (plan.id,)


def _entry(plan: PlanModel, record: Record, more: Mapping[str, Any] = {}) -> Entry:
    return Entry(record.table, record.id, plan.id, {**record.values, **more})


def _duties(plan: PlanModel, statement: Statement) -> Iterator[Duty]:
    clause = plan.clauses[statement.task_id]
    record, pillar = clause.record, clause.pillar
    brief = StatementBrief(
        statement.statement, statement.task_id, record.heading_zh, record.heading_en,
        pillar.id if pillar else None, pillar.heading_zh if pillar else None, pillar.heading_en if pillar else None,
        statement.label, statement.scope_zh, statement.scope_en, statement.quote,
        tuple(body.unit_id for body in statement.bodies), statement.open_role,
    )  # fmt: skip
    for body in statement.bodies:
        yield Duty(body.id, plan.id, body.unit_id, body.role, body.name_printed, brief, plan.checked[body.id])
