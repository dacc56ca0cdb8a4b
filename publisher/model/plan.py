"""Joins the records of one plan: the outline as a tree, each quantity with its task and bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from publisher.check.coverage import coverage
from publisher.model.checked import in_plan, of_document, together, weakest
from publisher.model.records import Record, records
from publisher.read.plan import Plan
from publisher.work.grouped import grouped


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
    def whole(self) -> tuple[Record, ...]:
        """The clauses from the chapter down to itself."""
        return (*self.path, self.record)

    @property
    def pillar(self) -> Record | None:
        """The pillar that it is, or that it belongs to."""
        return next((r for r in self.whole if r.kind == "pillar"), None)


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

    @property
    def open_role(self) -> str:
        """The role whose list ends with 等 (and others): the last one printed; empty where the list says all."""
        return str(self.bodies[-1].role) if self.bodies[-1].open_list else ""


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

    @property
    def among_goals(self) -> bool:
        """Whether its quote stands in a clause of kind goal, or below one."""
        return any(clause.kind == "goal" for clause in self.clause.whole)


@dataclass(frozen=True)
class PlanModel:
    """One document with everything that was entered from it.

    figures: in the body of its text, and how many of them nothing accounts for; like the text, None without it.
    """

    document: Record
    copies: tuple[Record, ...]
    relations: tuple[Record, ...]
    clauses: Mapping[str, Clause]
    tasks: Mapping[str, Record]
    statements: tuple[Statement, ...]
    targets: tuple[Quantity, ...]
    observations: tuple[Quantity, ...]
    projects: tuple[Quantity, ...]  # named things, joined in the same way
    parties: Mapping[str, tuple[Record, ...]]  # project id → the organisations that its words tie to it
    mentions: tuple[Record, ...]
    notes: tuple[Record, ...]
    readings: tuple[Record, ...]
    checks: tuple[Record, ...]
    evidence: Mapping[str, Evidence]
    checked: Mapping[str, str]  # id of a record, or of the document → double, single, stale or none
    tables: Mapping[str, tuple[Record, ...]]  # every table of the plan, as entered
    text: str | None
    figures: tuple[int, int] | None

    @property
    def id(self) -> str:
        return self.document.id

    @property
    def sign_offs(self) -> Counter[str]:
        """How many records are signed off by two readers, by one, no longer, or by none."""
        return Counter(state for record_id, state in self.checked.items() if record_id != self.id)

    @cached_property
    def quantities(self) -> Mapping[str, Quantity]:
        return {quantity.id: quantity for quantity in (*self.targets, *self.observations)}

    @cached_property
    def _below(self) -> Mapping[str, tuple[list[Quantity], list[Quantity]]]:
        """Clause → the targets and other quantities, and the projects, whose quote stands in it or below it."""
        below: dict[str, tuple[list[Quantity], list[Quantity]]] = {}
        for at, own in enumerate(((*self.targets, *self.observations), self.projects)):
            for one in own:
                for clause in one.clause.whole:
                    below.setdefault(clause.id, ([], []))[at].append(one)
        return below

    def named(self, clause_id: str) -> Sequence[Quantity]:
        """The projects whose quote stands in a clause itself or below it."""
        return self._below.get(clause_id, _NOTHING)[1]

    def of_task(self, task_id: str) -> tuple[Statement, ...]:
        return tuple(s for s in self.statements if s.task_id == task_id)

    def within(self, clause_id: str) -> Sequence[Quantity]:
        """The targets and other quantities whose quote stands in a clause itself or below it."""
        return self._below.get(clause_id, _NOTHING)[0]


_NOTHING: tuple[tuple[Quantity, ...], tuple[Quantity, ...]] = (), ()


def _evidence(plan: Plan, copy_id: str) -> dict[str, Evidence]:
    by_record = {}
    for record_id, place in plan.evidence.items():
        if not place.quote_start:
            continue  # it quotes nothing
        rows = plan.records.get(record_id, ())
        row = next((row for row in rows if getattr(row, "quote", "")), None)
        if row is not None:
            clause = getattr(row, "clause_id", "") or getattr(row, "task_id", "") or None
            by_record[record_id] = Evidence(
                clause, row.quote, row.quote_prefix or None, row.quote_suffix or None,
                int(place.quote_start), int(place.quote_end), copy_id,
            )  # fmt: skip
    return by_record


def _clauses(rows: tuple[Record, ...], plan: Plan) -> dict[str, Clause]:
    by_id = {record.id: record for record in rows}
    children = grouped((record.parent_id or "", record) for record in rows)
    clauses = {}
    for record in rows:
        path, above = [], record.parent_id
        while above:
            path.append(by_id[above])
            above = by_id[above].parent_id
        place = plan.evidence.get(record.id)
        start, end = (int(place.quote_start), int(place.quote_end)) if place else (0, 0)
        clauses[record.id] = Clause(record, tuple(reversed(path)), tuple(children.get(record.id, ())), start, end)
    return clauses


def _statements(rows: tuple[Record, ...], evidence: Mapping[str, Evidence]) -> tuple[Statement, ...]:
    statements = []
    for name, members in grouped((record.statement, record) for record in rows).items():
        bodies = tuple(sorted(members, key=lambda record: record.position))
        first = bodies[0]
        statements.append(Statement(
            name, first.task_id, first.label_printed, first.scope_zh, first.scope_en, bodies, evidence.get(first.id)
        ))  # fmt: skip
    return tuple(statements)


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
    beside: tuple[Mapping[str, list[Record]], Mapping[str, tuple[Record, ...]]],
) -> tuple[Quantity, ...]:
    """Rows as quantities. checked: the states by their rows alone. beside: record id → its notes, its parties."""
    noted, parties = beside
    quantities = []
    for record in rows:
        clause = clauses[record.clause_id]
        above = [record.clause_id, *(r.id for r in reversed(clause.path))]
        task = next((tasks[c] for c in above if c in tasks), None)
        place = evidence.get(record.id) or Evidence(record.clause_id, record.quote, None, None, 0, 0, "")
        answering = answerable(statements, place, task.id) if task else ()
        notes = tuple(noted.get(record.id, ()))
        printed = (record, *notes, *parties.get(record.id, ()), *(body for s in answering for body in s.bodies))
        state = together(checked, printed)
        quantities.append(Quantity(record, clause, clause.pillar, task, answering, place, state, notes))
    return tuple(quantities)


def model_plan(plan: Plan) -> PlanModel:
    """Join one plan's tables. It must be valid: raises KeyError or ValueError where a reference or type is not."""
    tables = {name: records(table.rows, plan.schemas[name], table.file) for name, table in plan.tables.items()}
    document_row = plan.document
    if document_row is None:
        raise KeyError(plan.document_id)
    schema = plan.schemas["documents"]
    (document,) = records([document_row], schema, plan.registry.tables["documents"].file)
    evidence = _evidence(plan, plan.copy.copy_id if plan.copy else "")
    clauses = _clauses(tables["clauses"], plan)
    tasks = {record.id: record for record in tables["tasks"]}
    statements = _statements(tables["responsibilities"], evidence)
    notes, covered = tables["notes"], coverage(plan)
    by_rows = in_plan(plan, {name: clause.whole for name, clause in clauses.items()})
    noted = grouped((note.record_id, note) for note in notes)
    parties = {project: tuple(own) for project, own in grouped((r.project_id, r) for r in tables["parties"]).items()}
    targets, observations, projects = (
        _quantities(tables[name], clauses, tasks, statements, evidence, by_rows, (noted, parties))
        for name in ("targets", "observations", "projects")
    )
    bodies = grouped((statement.task_id, body) for statement in statements for body in statement.bodies)
    with_tasks = {name: (task, *bodies.get(name, ()), *noted.get(name, ())) for name, task in tasks.items()}
    checked = {
        **by_rows,
        **{quantity.id: quantity.checked for quantity in (*targets, *observations, *projects)},
        **{name: together(by_rows, printed) for name, printed in with_tasks.items()},
        document.id: weakest((of_document(plan.registry, document_row), *by_rows.values())),
    }
    return PlanModel(
        document, tables["copies"], tables["relations"], clauses, tasks, statements,
        targets, observations, projects, parties,
        tables["mentions"], notes, tables["readings"], tables["checks"], evidence, checked, tables,
        plan.text, (len(covered), sum(not one.accounted for one in covered)) if covered else None,
    )  # fmt: skip
