"""One pass of the rules over one scope: the registry, or a plan given the registry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from typing import Any

from publisher.check.cells import Bad, wrong_values
from publisher.check.columns import Key, alike, of_column
from publisher.check.result import Caused, ScopeResult
from publisher.check.rows import LEAST_SHIFTED, out_of_place
from publisher.check.rule import BULK, ROWS, TABLE, Cell, Check, Finding, catalogue
from publisher.check.summary import summarise
from publisher.read.descriptor import DESCRIBED
from publisher.read.layout import FOLDER
from publisher.read.ledger import Ledger
from publisher.read.package import Package
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Fault, Row, Table, changed_cells, shown
from publisher.terms.messages import Message, Shown, say
from publisher.terms.problem import Place, Problem, Severity
from publisher.terms.schema import SIGNING, TableSchema

MANY_ALIKE = 12  # problems of one rule in one column from which they are reported as one, however long the column
MOST_REPEATED = 80  # characters of a cell that a message repeats


def record_of(row: Row) -> str:
    """The id under which a row is locked and checked: its key; for sign-offs and the lock, that of their record."""
    return str(row.record_id if type(row).__name__ in SIGNING else row[0])


@dataclass
class RulePass:
    """One pass of the rules over one scope; collects problems and remembers which cells are already faulty."""

    tables: Mapping[str, Table]
    context: Plan | Registry | Package
    faulty: set[tuple[str, int, str]] = field(default_factory=set)
    unsound: set[str] = field(default_factory=set)
    records: set[str] = field(default_factory=set)  # that have a faulty cell
    problems: list[Caused] = field(default_factory=list)
    crashes: set[str] = field(default_factory=set)
    only: Container[str] | None = None  # the ids of the rows that rules on single rows are asked about; None: all
    touched: set[str] = field(init=False)  # tables that have a faulty cell
    declared: frozenset[tuple[str, str, str]] = field(init=False)  # known problems: code, record, column

    def __post_init__(self) -> None:
        self.touched = {table for table, _, _ in self.faulty}
        registry = self.context if isinstance(self.context, Registry) else self.context.registry
        self.declared = frozenset((row.code, row.record_id, row.field) for row in registry.rows("known_problems"))

    def is_declared(self, rule: Check, record: str, name: str) -> bool:
        """Whether a problem is known and may be declared: it is then a note, and nothing else is silent for it."""
        return rule.declarable and (rule.code, record, name) in self.declared

    def is_faulty(self, row: Row, name: str) -> bool:
        return (type(row).__name__, row.line, name) in self.faulty

    def place(self, cell: Cell) -> Place:
        row, name = cell
        return Place(self.tables[type(row).__name__].file, row.line, name)

    def silent(self, rule: Check, row: Row) -> bool:
        """Whether a row rule must skip this row, because a column that it reads is already known to be faulty."""
        if rule.reads == ("*",):
            return record_of(row) in self.records
        table, line = type(row).__name__, row.line
        if (table, line, row._fields[0]) in self.faulty:
            return True  # a record with a faulty id cannot be looked up
        return any((table, line, name) in self.faulty for name in rule.reads or row._fields)

    def untouched(self, rule: Check, name: str) -> bool:
        """Whether no row of a table needs to be skipped by a rule (see `silent`)."""
        return name not in self.touched and not (rule.reads == ("*",) and self.records)

    def finds_nothing(self, rule: Check, rows: Iterable[Row]) -> bool:
        """Whether a rule finds nothing in all rows, nearly always the case: a fast path; False where it raises."""
        try:
            if rule.when is not None and not rule.when(self.context):
                return True
            return next(chain.from_iterable(map(rule.function, rows, repeat(self.context))), None) is None
        except Exception:
            return False  # the slow path finds the row and reports the error

    def follows(self, rule: Check, finding: Finding) -> bool:
        """Whether a finding only follows from a fault that is already known."""
        if finding.needs in self.unsound:
            return True
        if finding.row is None:
            return False
        if f"{type(finding.row).__name__} {ROWS}" in self.unsound:
            return True
        if rule.reads == ("*",) and record_of(finding.row) in self.records:
            return True
        cells = [(finding.row, name) for name in (finding.field, *rule.reads)]
        return any(self.is_faulty(row, name) for row, name in (*cells, *finding.given))

    def add(self, rule: Check, finding: Finding) -> None:
        cells = [(finding.row, finding.field), *finding.more] if finding.row is not None else []
        record = record_of(finding.row) if finding.row is not None else finding.record
        known = self.is_declared(rule, record, finding.field)
        another = rule.reads in (("*",), TABLE)  # the record only changed; whether it is wrong other rules say
        for row, name in (*cells, *finding.doubtful) if not known else ():
            if not another:
                self.faulty.add((type(row).__name__, row.line, name))
                self.touched.add(type(row).__name__)
            self.records.add(record_of(row))
        if finding.spoils and not known:
            table = finding.spoils.removesuffix(f" {ROWS}")
            self.unsound |= {finding.spoils, table} | ({f"{table} keys"} if table != finding.spoils else set())
        places = [*map(self.place, cells), *([finding.place] if finding.place else []), *finding.places]
        rule = replace(rule, severity=Severity.NOTE) if known else rule
        self.report(rule, places, finding.found, finding.expected, record=record, cause=finding.cause)

    def report(
        self, rule: Check, places: list[Place], found: Shown, expected: Shown = "", *, record: str = "", cause: str = ""
    ) -> None:
        long = isinstance(found, str) and len(found) > 4 * MOST_REPEATED
        actual = f"{str(found)[:MOST_REPEATED]}…" if long else found
        problem = Problem(rule.code, rule.severity, places[0], actual, expected, tuple(places[1:]), record)
        self.problems.append((cause, problem))

    def crashed(self, rule: Check, error: Exception, where: Place) -> None:
        if rule.code not in self.crashes:
            self.crashes.add(rule.code)
            actual = say("rule-crashed.error", code=rule.code, error=type(error).__name__, words=str(error))
            self.report(catalogue()["rule-crashed"], [where], actual)

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
        rows = table.rows if self.only is None else [row for row in table.rows if row[0] in self.only]
        if not rows or not self.unsound.isdisjoint((*rule.needs, f"{name} {ROWS}")):
            return
        if self.untouched(rule, name) and self.finds_nothing(rule, rows):
            return
        for row in rows:
            if self.silent(rule, row):
                continue
            try:
                for finding in function(row, context) or ():
                    if not self.follows(rule, finding):
                        self.add(rule, finding)
            except Exception as error:
                self.crashed(rule, error, Place(table.file, row.line))

    def file(self, name: str, schema: TableSchema) -> None:
        """Report the faults of reading a file, then run the rules on cells."""
        table = self.tables[name]

        def crashed(rule: Check, error: Exception, column: str) -> None:
            self.crashed(rule, error, Place(table.file, 0, column))

        wrong = list(wrong_values(table, schema, crashed))
        skipped = self.no_records(table, schema, wrong)
        moved = _moved(table, schema)
        least = 1 if moved else BULK
        swapped = [self.cells(table, column, index, bad, skipped, least) for index, column, bad in wrong]
        faults: dict[str, list[Fault]] = {}
        for fault in table.faults:
            if fault.code != "columns-out-of-order" or not any(swapped):  # then two headings have changed places
                faults.setdefault(fault.code if fault.code.startswith("row-") else repr(fault), []).append(fault)
        for same in faults.values():
            places = [Place(table.file, fault.line, fault.field) for fault in same]
            self.report(catalogue()[same[0].code], places, same[0].found, same[0].expected)
        if moved:  # perhaps only the headings: what stands in these columns is not judged further
            self.faulty |= {(name, row.line, column) for row in table.rows for column in moved}
            self.records |= set(map(record_of, table.rows))
            self.touched.add(name)
        if table.broken:
            self.unsound.add(name)

    def no_records(self, table: Table, schema: TableSchema, wrong: Sequence[tuple[int, str, Bad]]) -> frozenset[int]:
        """Report the rows that are not records or are shifted, as one problem; their lines."""
        times: Counter[int] = Counter()
        for index, _, bad in wrong:
            times.update(row.line for row in table.rows if row[index] in bad)
        suspect = [row for row in table.rows if times[row.line] >= LEAST_SHIFTED]
        misplaced = out_of_place(suspect, schema) if suspect else []
        if misplaced:
            self.records |= {record_of(row) for row in misplaced}
            self.faulty |= {(table.name, row.line, name) for row in misplaced for name in schema.names}
            self.touched.add(table.name)
            places = [Place(table.file, row.line) for row in misplaced]
            cells, expected = shown(",".join(misplaced[0][:-1])), say("row-out-of-place.record")
            self.report(catalogue()["row-out-of-place"], places, cells, expected)
        return frozenset(row.line for row in misplaced)

    def cells(
        self, table: Table, column: str, index: int, bad: Bad, skipped: Container[int] = (), least: int = BULK
    ) -> bool:
        """Report wrong values of a column, those with one cause as one problem; whether most of the column is wrong.

        least: how many must be wrong for that.
        """
        rows: dict[Key, list[Row]] = {}
        broken = {
            (value, rule.code): (rule, expected) for value, failures in bad.items() for rule, expected in failures
        }
        for row in table.rows:
            reported = row.line in skipped
            for rule, expected in bad.get(row[index], ()):
                if self.is_declared(rule, record_of(row), column):
                    self.add(rule, Finding(row, column, row[index], expected))
                elif not reported:
                    reported = True
                    rows.setdefault((row[index], rule.code), []).append(row)
        filled = sum(map(bool, table.columns[index]))
        for keys in alike(rows, broken, filled, least):
            rule, expected = broken[keys[0]]
            finding = of_column(table, column, keys, rows, expected)
            if rule.code == "traditional-character":  # one conversion of a file affects every place
                finding = replace(finding, cause=f"character {getattr(self.context, 'document_id', '')} {expected}")
            if index == 0:
                self.unsound |= {table.name, f"{table.name} keys"}  # what refers to this key cannot be judged
            self.add(rule, finding)
        return len(rows) >= least and 2 * sum(map(len, rows.values())) > filled

    def scope(self, scope: str, names: Iterable[str], where: Place, skip: Container[str] = ()) -> None:
        """All rules of a scope and of its tables, in the order of the catalogue; skip: codes that are not asked."""
        tables = tuple(names)
        for rule in (rule for rule in catalogue().values() if rule.code not in skip):
            if scope in rule.on:
                self.run(rule, self.context, where=where)
            for name in rule.on:
                if name in tables:
                    self.rows(rule, name)

    def result(self) -> ScopeResult:
        return ScopeResult(tuple(self.gathered()), frozenset(self.faulty), frozenset(self.unsound))

    def gathered(self) -> list[Caused]:
        """The problems found; many of one rule in one column of a file are merged into one."""
        alike: dict[tuple[str, str, str], list[Caused]] = {}
        for cause, problem in self.problems:
            alike.setdefault((problem.code, problem.place.file, problem.place.field), []).append((cause, problem))
        sizes = {table.file: table for table in self.tables.values()}
        out: list[Caused] = []
        for (_, file, name), items in sorted(alike.items(), key=lambda item: -len(item[1])):
            filled = sum(map(bool, sizes[file].cells(name))) if file in sizes else 0
            if len(items) >= MANY_ALIKE or (len(items) >= BULK and 2 * len(items) > filled > 0):
                out.append(_together(items))
            else:
                out += items
        return out


def _moved(table: Table, schema: TableSchema) -> list[str]:
    """The columns of a file that are not where the schema has them."""
    order = next((fault.found for fault in table.faults if fault.code == "columns-out-of-order"), None)
    named: Any = dict(order.facts)["columns"] if isinstance(order, Message) else ()
    names = [name for name in named if name in schema.names]
    return [name for name, own in zip(names, schema.names, strict=False) if name != own]


def _together(items: Sequence[Caused]) -> Caused:
    """Problems with one cause as one: the first, with the places of the others."""
    (cause, first), *rest = items
    more = [place for _, problem in rest for place in (problem.place, *problem.more)]
    return cause, replace(first, more=(*first.more, *more))


def _changed(ledger: Ledger) -> tuple[tuple[Place, ...], ...]:
    """Where each record stands that was added or changed since the lock was made, and its cells that changed; of one
    that is gone, nowhere."""
    locked, now = ledger.locked, ledger.hashes
    if not locked:
        return ()
    edited = [one for one, sha256 in now.items() if one not in locked or locked[one].record_sha256 != sha256]
    records = [one for one in edited if one not in ledger.as_one]
    gone = locked.keys() - now.keys() - ledger.as_one
    return (*(tuple(_places(ledger, one)) for one in records), *(() for _ in gone))


def _places(ledger: Ledger, record: str) -> Iterator[Place]:
    rows, locked = ledger.records[record], ledger.locked.get(record)
    for row, column in (*((row, "") for row in rows), *(changed_cells(rows, locked.cell_sums) if locked else ())):
        yield Place(ledger.tables[type(row).__name__].file, row.line, column)


def check_registry(registry: Registry) -> ScopeResult:
    """What is wrong with the registry tables by themselves."""
    tables = {**registry.tables, **registry.signing}
    every = {**tables, DESCRIBED: registry.described}
    run = RulePass(every, registry, unsound={DESCRIBED} if registry.described.broken else set())
    for name in tables:
        run.file(name, registry.schemas[name])
    run.scope("registry", every, Place(FOLDER))
    rows = sum(len(table.rows) for table in tables.values())
    return replace(run.result(), rows=rows, changed=_changed(registry.ledger))


def _verified(plan: Plan) -> int:
    """How many rows have a quote that was found in the text, which must be at hand."""
    places = plan.places
    quoted = (row for table in plan.tables.values() if "quote" in plan.schemas[table.name].names for row in table.rows)
    return sum(bool(row.quote) and isinstance(places.get(row[0]), Span) for row in quoted)


def check_rows(plan: Plan, registry: ScopeResult, only: Container[str] | None, skip: Container[str]) -> ScopeResult:
    """What is wrong with one plan: rules on single rows are asked about those with the ids `only` (None: all)."""
    return _pass(plan, registry, skip, only).result()


def check_plan(plan: Plan, registry: ScopeResult) -> ScopeResult:
    """What is wrong with one plan, given what is wrong with the registry; with its summary for what looks across."""
    run = _pass(plan, registry, (), None)
    quotes = sum(sum(map(bool, table.cells("quote"))) for table in plan.tables.values())
    return replace(
        run.result(),
        summary=summarise(plan, run.faulty, run.unsound),
        rows=sum(len(table.rows) for table in plan.tables.values()),
        quotes=quotes,
        verified=_verified(plan),
        changed=_changed(plan.ledger),
    )


def _pass(plan: Plan, registry: ScopeResult, skip: Container[str], only: Container[str] | None) -> RulePass:
    """All rules on one plan but those of the codes to skip."""
    tables = {**plan.registry.tables, **plan.tables}
    run = RulePass(tables, plan, set(registry.faulty), set(registry.unsound), only=only)
    for name in plan.tables:
        run.file(name, plan.schemas[name])
    run.scope("plan", plan.tables, Place(f"{FOLDER}/plans/{plan.document_id}"), skip)
    return run
