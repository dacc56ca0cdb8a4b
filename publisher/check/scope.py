"""One pass of the rules over one scope: the registry, or a plan given the registry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from typing import Any

from publisher.check.cells import Bad, wrong_values
from publisher.check.outcome import Caused, Outcome
from publisher.check.rule import Cell, Check, Finding, catalogue
from publisher.check.summary import summarise
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Fault, Row, Table
from publisher.terms.problem import Place, Problem
from publisher.terms.schema import SIGNING, TableSchema

SHOWN = 80  # characters of a cell that a message repeats


def record_of(row: Row) -> str:
    """The id under which a row is locked and checked: its key; for sign-offs and the lock, that of their record."""
    return str(row.record_id if type(row).__name__ in SIGNING else row[0])


@dataclass
class Run:
    """One pass of the rules over one scope; collects problems and remembers which cells are already faulty."""

    tables: Mapping[str, Table]
    context: Plan | Registry | Package
    faulty: set[tuple[str, int, str]] = field(default_factory=set)
    unsound: set[str] = field(default_factory=set)
    records: set[str] = field(default_factory=set)  # that have a faulty cell
    found: list[Caused] = field(default_factory=list)
    crashes: set[str] = field(default_factory=set)
    touched: set[str] = field(init=False)  # tables that have a faulty cell

    def __post_init__(self) -> None:
        self.touched = {table for table, _, _ in self.faulty}

    def is_faulty(self, row: Row, name: str) -> bool:
        return (type(row).__name__, row.line, name) in self.faulty

    def place(self, cell: Cell) -> Place:
        row, name = cell
        return Place(self.tables[type(row).__name__].file, row.line, name)

    def silent(self, rule: Check, row: Row) -> bool:
        """Whether a row rule must not judge this row: a column that it reads is already known to be faulty."""
        if rule.reads == ("*",):
            return record_of(row) in self.records
        table, line = type(row).__name__, row.line
        return any((table, line, name) in self.faulty for name in rule.reads or row._fields)

    def untouched(self, rule: Check, name: str) -> bool:
        """Whether nothing that is known to be faulty can make a rule silent on any row of a table."""
        return name not in self.touched and not (rule.reads == ("*",) and self.records)

    def finds_nothing(self, rule: Check, rows: Iterable[Row]) -> bool:
        """Whether a rule runs to its end over all rows and finds nothing, which is so nearly always."""
        try:
            if rule.when is not None and not rule.when(self.context):
                return True
            return next(chain.from_iterable(map(rule.function, rows, repeat(self.context))), None) is None
        except Exception:
            return False  # which row it is, and what to say of it, is found row by row

    def follows(self, rule: Check, finding: Finding) -> bool:
        """Whether a finding merely follows from what is already known."""
        if finding.needs in self.unsound:
            return True
        if finding.row is None:
            return False
        if rule.reads == ("*",) and record_of(finding.row) in self.records:
            return True
        cells = [(finding.row, name) for name in (finding.field, *rule.reads)]
        return any(self.is_faulty(row, name) for row, name in (*cells, *finding.given))

    def add(self, rule: Check, finding: Finding) -> None:
        cells = [(finding.row, finding.field), *finding.more] if finding.row is not None else []
        for row, name in cells:
            self.faulty.add((type(row).__name__, row.line, name))
            self.touched.add(type(row).__name__)
            self.records.add(record_of(row))
        if finding.spoils:
            self.unsound.add(finding.spoils)
        places = [*map(self.place, cells), *([finding.place] if finding.place else []), *finding.places]
        record = record_of(finding.row) if finding.row is not None else ""
        self.report(rule, places, finding.found, finding.expected, record=record, cause=finding.cause)

    def report(
        self, rule: Check, places: list[Place], found: str, expected: str = "", *, record: str = "", cause: str = ""
    ) -> None:
        shown = found if len(found) <= 4 * SHOWN else found[:SHOWN] + "…"
        problem = Problem(
            rule.code, rule.severity, places[0], rule.rule, shown, expected, rule.fix, tuple(places[1:]), record
        )
        self.found.append((cause, problem))

    def crashed(self, rule: Check, error: Exception, where: Place) -> None:
        if rule.code not in self.crashes:
            self.crashes.add(rule.code)
            self.report(catalogue()["rule-crashed"], [where], f"{rule.code}: {type(error).__name__}: {error}")

    def run(self, rule: Check, *arguments: Any, where: Place) -> None:
        """Run a rule that yields findings; a crash inside it is itself a problem."""
        if not self.unsound.isdisjoint(rule.needs):
            return
        try:
            for finding in rule.function(*arguments) or ():
                if not self.follows(rule, finding):
                    self.add(rule, finding)
        except Exception as error:
            self.crashed(rule, error, where)

    def rows(self, rule: Check, name: str) -> None:
        table, function, context = self.tables[name], rule.function, self.context
        if not table.rows or not self.unsound.isdisjoint(rule.needs):
            return
        if self.untouched(rule, name) and self.finds_nothing(rule, table.rows):
            return
        for row in table.rows:
            if self.silent(rule, row):
                continue
            try:
                for finding in function(row, context) or ():
                    if not self.follows(rule, finding):
                        self.add(rule, finding)
            except Exception as error:
                self.crashed(rule, error, Place(table.file, row.line))

    def file(self, name: str, schema: TableSchema) -> None:
        """What the reader found, then the compiled rules of shape and text."""
        table = self.tables[name]
        faults: dict[str, list[Fault]] = {}
        for fault in table.faults:
            faults.setdefault(fault.code if fault.code.startswith("row-") else repr(fault), []).append(fault)
        for same in faults.values():
            places = [Place(table.file, fault.line, fault.field) for fault in same]
            self.report(catalogue()[same[0].code], places, same[0].found, same[0].expected)
        if table.broken:
            self.unsound.add(name)

        def crashed(rule: Check, error: Exception, column: str) -> None:
            self.crashed(rule, error, Place(table.file, 0, column))

        for index, column, bad in wrong_values(table, schema, crashed):
            self.cells(table, column, index, bad)

    def cells(self, table: Table, column: str, index: int, bad: Bad) -> None:
        """Report wrong values of a column; one that is wrong in many rows is one problem."""
        rows: dict[str, list[Row]] = {}
        for row in table.rows:
            if row[index] in bad:
                rows.setdefault(row[index], []).append(row)
        for value, (first, *rest) in rows.items():
            rule, expected = bad[value]
            more = tuple((row, column) for row in rest)
            if index == 0:
                self.unsound |= {table.name, f"{table.name} keys"}  # what refers to this key cannot be judged
            self.add(rule, Finding(first, column, value, expected, more))

    def scope(self, scope: str, names: Iterable[str], where: Place) -> None:
        """All rules of a scope and of its tables, in the order of the catalogue."""
        tables = tuple(names)
        for rule in catalogue().values():
            if scope in rule.on:
                self.run(rule, self.context, where=where)
            for name in rule.on:
                if name in tables:
                    self.rows(rule, name)

    def outcome(self) -> Outcome:
        return Outcome(tuple(self.found), frozenset(self.faulty), frozenset(self.unsound))


def check_registry(registry: Registry) -> Outcome:
    """What is wrong with the registry tables by themselves."""
    tables = {**registry.tables, **registry.signing}
    run = Run(tables, registry)
    for name in tables:
        run.file(name, registry.schemas[name])
    run.scope("registry", tables, Place(FOLDER))
    rows = sum(len(table.rows) for table in tables.values())
    return replace(run.outcome(), rows=rows)


def _verified(plan: Plan) -> int:
    """How many rows have a quote that was found in the text, which must be at hand."""
    places = plan.places
    quoted = (row for table in plan.tables.values() if "quote" in plan.schemas[table.name].names for row in table.rows)
    return sum(bool(row.quote) and isinstance(places.get(row[0]), Span) for row in quoted)


def check_plan(plan: Plan, registry: Outcome) -> Outcome:
    """What is wrong with one plan, given what is wrong with the registry; with its summary for what looks across."""
    run = Run({**plan.registry.tables, **plan.tables}, plan, set(registry.faulty), set(registry.unsound))
    for name in plan.tables:
        run.file(name, plan.schemas[name])
    run.scope("plan", plan.tables, Place(f"{FOLDER}/plans/{plan.document_id}"))
    quotes = sum(sum(map(bool, table.cells("quote"))) for table in plan.tables.values())
    return replace(
        run.outcome(),
        summary=summarise(plan),
        rows=sum(len(table.rows) for table in plan.tables.values()),
        quotes=quotes,
        verified=_verified(plan),
        digest=plan.digest,
    )
