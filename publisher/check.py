"""@check, the catalogue of rules, and the runner.

A rule is a small function. Its name is its code (quote_not_in_source → quote-not-in-source), its docstring the help:
a first paragraph that states the rule, and one that begins "Fix:". What it looks at is said by `on`:

    a table's name    rule(row, plan or registry)   for each row of the table
    "cell"            rule(field) → test or None    test(value) → "" or what was expected; run on the distinct values
    "file"            rule(table)                   for each file
    "plan"            rule(plan)                    once a plan
    "registry"        rule(registry)
    "package"         rule(package, summaries)      what looks across plans, on small summaries

`reads` names the columns that a rule relies on: where one of them already has a problem in that row, the rule is
silent, so that one cause gives one problem. "*" stands for every column of every row of the record.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from publisher.problem import Place, Problem, Severity
from publisher.read import Fault, Package, Plan, Registry, Row, Table, read_plan
from publisher.schema import Schemas, TableSchema

AREAS = (
    "files",
    "shape",
    "text",
    "links",
    "evidence",
    "figures",
    "deadlines",
    "responsibilities",
    "completeness",
    "registry",
    "ledger",
)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule of the catalogue. rule and fix are English; other languages stand in locale/."""

    code: str
    severity: Severity
    on: tuple[str, ...]
    reads: tuple[str, ...]
    function: Callable[..., Any]
    area: str
    rule: str
    why: str
    fix: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields: a row and column (or a table and line), what was found and what was expected there."""

    row: Row | None = None
    field: str = ""
    found: str = ""
    expected: str = ""
    more: tuple[tuple[Row, str], ...] = ()
    table: str = ""
    line: int = 0
    place: Place | None = None


def at(row: Row, field: str = "", *, found: str = "", expected: str = "", more: Iterable[tuple[Row, str]] = ()) -> Finding:
    """A finding at a column of a row; `more` are the other rows and columns where the same cause shows."""
    return Finding(row, field, found, expected, tuple(more))


def in_table(table: str, *, line: int = 0, field: str = "", found: str = "", expected: str = "") -> Finding:
    """A finding that belongs to a table as a whole, or to a line of it."""
    return Finding(None, field, found, expected, (), table, line)


CATALOGUE: dict[str, Check] = {}


def _paragraphs(function: Callable[..., Any]) -> tuple[str, str, str]:
    paragraphs = [" ".join(p.split()) for p in (function.__doc__ or "").split("\n\n")]
    fix = next((p.removeprefix("Fix: ") for p in paragraphs if p.startswith("Fix: ")), "")
    rest = [p for p in paragraphs[1:] if p and not p.startswith("Fix: ")]
    return paragraphs[0], " ".join(rest), fix


def check(severity: str, *, on: str | tuple[str, ...], reads: tuple[str, ...] = ()) -> Callable[..., Any]:
    """Enter a function into the catalogue. severity: error, warning or note. on, reads: see the module."""

    def enter(function: Callable[..., Any]) -> Callable[..., Any]:
        code = function.__name__.replace("_", "-")
        if code in CATALOGUE:
            raise ValueError(f"two rules are named {code}")
        area = function.__module__.rsplit(".", 1)[-1]
        scopes = (on,) if isinstance(on, str) else on
        CATALOGUE[code] = Check(code, Severity(severity), scopes, reads, function, area, *_paragraphs(function))
        return function

    return enter


@cache
def catalogue() -> Mapping[str, Check]:
    """Every rule, in the order in which they run."""
    for area in AREAS:
        importlib.import_module(f"publisher.checks.{area}")
    return dict(sorted(CATALOGUE.items(), key=lambda item: (*AREAS, "referee", "check").index(item[1].area)))


@check("error", on="runner")
def rule_crashed() -> None:
    """Every rule runs to its end; one that fails on some input has not checked it.

    Fix: report it with the row named here; the other rules have run.
    """


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell that names a record of another plan: judged when all plans are known."""

    place: Place
    table: str
    value: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What rules that look across plans may know of one plan."""

    document_id: str
    files: tuple[str, ...]
    ids: Mapping[str, tuple[str, int]]  # record id → its file and line
    uses: Mapping[str, Counter[str]]  # "indicator_id" / "unit_id" / "measure_id" → how often
    outside: tuple[Reference, ...]
    counts: Mapping[str, int]  # clauses by kind, and rows by table
    structure: tuple[tuple[Place, str, str, str], ...]  # place, document meant, what is counted, value


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run: all problems, sorted by place, and what was looked at."""

    problems: tuple[Problem, ...]
    plans: int
    rules: int
    rows: int
    quotes: int
    verified: int

    def count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self.problems)

    def fails(self, *, strict: bool = False) -> bool:
        """Whether the run found something that stops a build: an error, or under `strict` a warning."""
        return bool(self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING)))


class _Run:
    """One pass of the rules over one scope; collects problems and remembers which cells are already faulty."""

    def __init__(self, tables: Mapping[str, Table], schemas: Schemas) -> None:
        self.tables = tables
        self.schemas = schemas
        self.problems: list[Problem] = []
        self.faulty: set[tuple[str, int, str]] = set()  # table, line, field
        self.faulty_records: set[str] = set()

    def place(self, row: Row, field: str) -> Place:
        return Place(self.tables[type(row).__name__].file, row.line, field)

    def silent(self, rule: Check, row: Row) -> bool:
        if rule.reads == ("*",):
            return _record_of(row) in self.faulty_records
        table, line = type(row).__name__, row.line
        return any((table, line, name) in self.faulty for name in rule.reads)

    def add(self, rule: Check, finding: Finding) -> None:
        rows = [(finding.row, finding.field), *finding.more] if finding.row is not None else []
        for row, name in rows:
            self.faulty.add((type(row).__name__, row.line, name))
            self.faulty_records.add(_record_of(row))
        if finding.row is not None:
            place = self.place(finding.row, finding.field)
        elif finding.place is not None:
            place = finding.place
        else:
            place = Place(self.tables[finding.table].file, finding.line, finding.field)
        more = tuple(self.place(row, name) for row, name in finding.more)
        self.problems.append(
            Problem(rule.code, rule.severity, place, rule.rule, finding.found, finding.expected, rule.fix, more)
        )

    def run(self, rule: Check, *arguments: Any, where: Place | None = None) -> None:
        """Run a rule that yields findings; a crash inside it is itself a problem."""
        try:
            for finding in rule.function(*arguments) or ():
                if finding.row is None or not self.silent(rule, finding.row):
                    self.add(rule, finding)
        except Exception as error:
            self.crashed(rule, error, where)

    def crashed(self, rule: Check, error: Exception, where: Place | None) -> None:
        crash = CATALOGUE["rule-crashed"]
        place = where or Place("datapackage")
        found = f"{rule.code}: {type(error).__name__}: {error}"
        self.problems.append(Problem(crash.code, crash.severity, place, crash.rule, found, "", crash.fix))

    def cells(self, table: Table, schema: TableSchema) -> None:
        """The compiled rules of shape and text, on the distinct values of each column."""
        width = len(schema.fields)
        columns: list[tuple[str, ...]] = list(zip(*table.rows, strict=True))[:width] if table.rows else [()] * width
        for index, field in enumerate(schema.fields):
            distinct = set(columns[index])
            bad: dict[str, tuple[Check, str]] = {}
            for rule, test in compiled(schema)[field.name]:
                for value in distinct:
                    if value not in bad:
                        try:
                            expected = test(value)
                        except Exception as error:
                            self.crashed(rule, error, Place(table.file, 0, field.name))
                            break
                        if expected:
                            bad[value] = (rule, expected)
            if bad:
                self._report_cells(table, field.name, index, bad)

    def _report_cells(self, table: Table, name: str, index: int, bad: Mapping[str, tuple[Check, str]]) -> None:
        rows: dict[str, list[Row]] = {}
        for row in table.rows:
            if row[index] in bad:
                rows.setdefault(row[index], []).append(row)
        for value, where in rows.items():
            rule, expected = bad[value]
            shown = value if len(value) <= 80 else value[:80] + "…"
            self.add(rule, at(where[0], name, found=shown, expected=expected, more=[(row, name) for row in where[1:]]))

    def rows(self, rule: Check, table: str, context: Plan | Registry) -> None:
        for row in self.tables[table].rows:
            if not self.silent(rule, row):
                self.run(rule, row, context, where=Place(self.tables[table].file, row.line))


def _record_of(row: Row) -> str:
    """The id under which a row is locked and checked: its key (for checks and evidence, of the record they are on)."""
    return row.record_id if type(row).__name__ in ("checks", "evidence") else row[0]


Test = Callable[[str], str]


_COMPILED: dict[int, tuple[TableSchema, dict[str, list[tuple[Check, Test]]]]] = {}


def compiled(schema: TableSchema) -> dict[str, list[tuple[Check, Test]]]:
    """Column name → the tests that the rules on cells make of its field, made once a schema."""
    if id(schema) not in _COMPILED:
        rules = [rule for rule in catalogue().values() if "cell" in rule.on]
        tests = {
            field.name: [(rule, test) for rule in rules if (test := rule.function(field)) is not None]
            for field in schema.fields
        }
        _COMPILED[id(schema)] = (schema, tests)  # the schema is kept, so its id stays its own
    return _COMPILED[id(schema)][1]


def _run_tables(run: _Run, context: Plan | Registry, names: Iterable[str]) -> None:
    rules = catalogue().values()
    for name in names:
        table = run.tables[name]
        for rule in rules:
            if "file" in rule.on:
                run.run(rule, table, where=Place(table.file))
        run.cells(table, run.schemas[name])
    scope = "plan" if isinstance(context, Plan) else "registry"
    for rule in rules:
        if scope in rule.on:
            run.run(rule, context, where=Place(f"datapackage/plans/{context.document_id}" if isinstance(context, Plan) else "datapackage"))
        for name in rule.on:
            if name in run.tables:
                run.rows(rule, name, context)


def check_registry(registry: Registry) -> tuple[Problem, ...]:
    """All problems of the registry tables by themselves."""
    run = _Run(registry.tables, registry.schemas)
    _run_tables(run, registry, registry.tables)
    return tuple(run.problems)


def check_plan(plan: Plan) -> tuple[tuple[Problem, ...], Summary]:
    """All problems of one plan, given the registry, and the summary that rules across plans need."""
    run = _Run(plan.tables, plan.schemas)
    _run_tables(run, plan, plan.tables)
    return tuple(run.problems), summarise(plan)


def summarise(plan: Plan) -> Summary:
    """What rules across plans may know of `plan`."""
    ids = {
        row[0]: (table.file, row.line)
        for name, table in plan.tables.items()
        if name not in ("checks", "evidence")
        for row in table.rows
    }
    uses: dict[str, Counter[str]] = {"indicator_id": Counter(), "unit_id": Counter(), "measure_id": Counter()}
    for name in ("responsibilities", "targets", "observations", "readings"):
        for row in plan.rows(name):
            for column, counter in uses.items():
                if value := getattr(row, column, ""):
                    counter[value] += 1
    if plan.document and plan.document.issuer_unit_id:
        uses["unit_id"][plan.document.issuer_unit_id] += 1
    outside = [
        Reference(Place(plan.tables[name].file, row.line, column), table, getattr(row, column))
        for name, column, table in (
            ("observations", "for_target_id", "targets"),
            ("targets", "parent_target_id", "targets"),
            ("mentions", "record_id", ""),
            ("notes", "record_id", ""),
            ("readings", "record_id", ""),
        )
        for row in plan.rows(name)
        if getattr(row, column) and getattr(row, column) not in ids
    ]
    kinds = Counter(row.kind for row in plan.rows("clauses"))
    explained = next((r.to_document_id for r in plan.rows("relations") if r.relation == "explains"), "")
    structure = tuple(
        (Place(plan.tables["observations"].file, row.line, "value"), explained or plan.document_id, row.indicator_id, row.value)
        for row in plan.rows("observations")
        if row.kind == "structure" and row.indicator_id.startswith("plan-")
    )
    files = tuple(table.file for table in plan.tables.values())
    return Summary(plan.document_id, files, ids, uses, tuple(outside), kinds, structure)


@dataclass(frozen=True)
class Summaries:
    """The summaries of all plans, in order, with what is asked of them most."""

    plans: tuple[Summary, ...]

    def __iter__(self) -> Iterator[Summary]:
        return iter(self.plans)

    def uses(self, column: str) -> Counter[str]:
        return sum((plan.uses[column] for plan in self.plans), Counter())


def descriptor_findings(faults: Iterable[Fault]) -> Iterator[Finding]:
    """The faults of the descriptor as findings at its file."""
    for fault in faults:
        place = Place("datapackage/datapackage.yaml", fault.line)
        yield Finding(None, "", fault.found, fault.expected, place=place)


def check_package(
    package: Package, plan_ids: Iterable[str] | None = None, *, referee: bool = False
) -> Report:
    """Run every rule over the registry, the named plans (all by default) and, where all are there, across them.

    Reads one plan at a time; problems are sorted by place.
    """
    names = package.plan_ids if plan_ids is None else tuple(plan_ids)
    problems = list(check_registry(package.registry))
    rows = sum(len(table.rows) for table in package.registry.tables.values())
    quotes = verified = 0
    summaries = []
    for name in names:
        plan = read_plan(package, name)
        found, summary = check_plan(plan)
        problems += found
        summaries.append(summary)
        rows += sum(len(table.rows) for table in plan.tables.values())
        count = sum(1 for records in plan.records.values() for row in records if getattr(row, "quote", ""))
        quotes += count
        verified += count if plan.text is not None else 0
    run = _Run(package.registry.tables, package.registry.schemas)
    if plan_ids is None or set(names) == set(package.plan_ids):
        for rule in catalogue().values():
            if "package" in rule.on:
                run.run(rule, package, Summaries(tuple(summaries)), where=Place("datapackage/datapackage.yaml"))
    problems += run.problems
    if referee:
        from publisher.checks.referee import referee_problems

        problems += referee_problems(package, problems)
    problems.sort(key=Problem.sort_key)
    return Report(tuple(problems), len(names), len(catalogue()), rows, quotes, verified)
