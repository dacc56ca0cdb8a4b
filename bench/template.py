"""What a corpus is made from: the real plans as they are, or cut to a number of rows so that they hold together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from publisher.read.package import Package
from publisher.read.plan import Plan, read_plan
from publisher.read.registry import Registry
from publisher.read.table import Row, Table, natural
from publisher.terms.schema import PLAN, SIGNING

# Cells that name another record.
ACROSS = ("parent_target_id", "for_target_id", "record_id", "clause_id", "target_id", "project_id", "same_as")
SET_APART = 3  # notes on no record in particular that a cut plan keeps
ONLY_ONE = "目前只有一处"


@dataclass(frozen=True)
class Template:
    """The plans from which a corpus is made, with the registry rows that they use, and how many rows a plan has."""

    plans: tuple[Plan, ...]
    registry: Registry

    @property
    def rows_a_plan(self) -> int:
        return round(sum(size(plan) for plan in self.plans) / len(self.plans))


def size(plan: Plan) -> int:
    """The rows of all tables of a plan."""
    return sum(len(table.rows) for table in plan.tables.values())


def template(package: Package, *, rows: int | None = None) -> Template:
    """The plans of a package as a template. rows: about how many rows to leave of each; None leaves all."""
    plans = tuple(read_plan(package, name) for name in package.plan_ids)
    if rows is None:
        return Template(plans, package.registry)
    plans = _whole(tuple(_cut(plan, rows) for plan in plans))
    alone = _alone(plans, package.registry)
    plans = tuple(_without_indicators(plan, alone) for plan in plans)
    return Template(plans, _used(package.registry, plans))


def with_rows(plan: Plan, changed: Mapping[str, Iterable[Row]]) -> Plan:
    """A plan with other rows in some tables."""
    tables = {name: replace(table, rows=tuple(changed.get(name, table.rows))) for name, table in plan.tables.items()}
    return Plan(plan.document_id, tables, plan.registry)


def _cut(plan: Plan, most: int) -> Plan:
    """As many clauses as fit into `most` rows with what belongs to them: all chapters, the first clauses of each.

    Later siblings go first, at every level, so that the mix of tables stays and no printed number is skipped.
    """
    clauses = _by_rank(plan)
    best = _upto(plan, {clauses[0]})
    for count in range(2, len(clauses) + 1):
        longer = _upto(plan, set(clauses[:count]))
        if size(longer) > most:
            break
        best = longer
    return best


def _by_rank(plan: Plan) -> list[str]:
    """Clauses so that a clause stands after its parent and elder siblings, and first children before second ones."""
    ranks: dict[str, int] = {"": 0}
    children: Counter[str] = Counter()
    for row in sorted(plan.rows("clauses"), key=lambda row: natural(row.clause_id)):
        children[row.parent_id] += 1
        ranks[row.clause_id] = max(ranks[row.parent_id], children[row.parent_id] if row.parent_id else 0)
    del ranks[""]
    return sorted(ranks, key=lambda clause: (ranks[clause], natural(clause)))


def _upto(plan: Plan, kept: set[str]) -> Plan:
    """What stands in the clauses `kept`. Counts of the plan's own parts go: they would be wrong."""
    held = {
        name: [row for row in plan.rows(name) if (getattr(row, "clause_id", "") or getattr(row, "task_id", "")) in kept]
        for name in ("clauses", "tasks", "responsibilities", "targets", "mentions", "projects")
    }
    projects = {row[0] for row in held["projects"]}
    held["parties"] = [r for r in plan.rows("parties") if r.project_id in projects and r.clause_id in ("", *kept)]
    held["observations"] = [r for r in plan.rows("observations") if r.clause_id in kept and r.kind != "structure"]
    held["relations"] = [r for r in plan.rows("relations") if not r.clause_id or r.clause_id in kept]
    in_order = sorted(held["clauses"], key=lambda row: natural(row.clause_id))
    held["clauses"] = [row._replace(position=str(number)) for number, row in enumerate(in_order, 1)]
    ids = {row[0] for rows in held.values() for row in rows}
    rules = [row for row in plan.rows("notes") if row.kind == "document_rule"]
    apart = [row for row in plan.rows("notes") if not row.record_id and row not in rules][:SET_APART]
    held["notes"] = [r for r in plan.rows("notes") if r in rules or r in apart or r.record_id in ids]
    held["readings"] = [row for row in plan.rows("readings") if row.record_id in ids]
    return _bound(with_rows(plan, held))


def _bound(plan: Plan) -> Plan:
    """A plan whose lock and sign-offs are those of its records, and whose body ends where its clauses end."""
    records = plan.records.keys()
    ledger = {name: [r for r in plan.rows(name) if r.record_id in records] for name in SIGNING}
    last = max((int(plan.evidence[r[0]].quote_end) for r in plan.rows("clauses") if r[0] in plan.evidence), default=0)
    copies = [row._replace(body_end=str(last or row.body_end)) for row in plan.rows("copies")]
    return with_rows(plan, {**ledger, "copies": copies})


def _whole(plans: tuple[Plan, ...]) -> tuple[Plan, ...]:
    """The plans without the rows that name a record which was cut away, in whichever plan, to the end."""
    while True:
        known = {record for plan in plans for record in plan.records}
        sound = tuple(
            _bound(
                with_rows(plan, {name: [r for r in plan.rows(name) if _names_known(r, known)] for name in PLAN[:-2]})
            )
            for plan in plans
        )
        if sum(map(size, sound)) == sum(map(size, plans)):
            return sound
        plans = sound


def _names_known(row: Row, known: set[str]) -> bool:
    return all(value in known for column in ACROSS if (value := getattr(row, column, "")))


def _alone(plans: tuple[Plan, ...], registry: Registry) -> frozenset[str]:
    """The indicators that only one record is left to use, though they do not say so."""
    uses = Counter(r.indicator_id for plan in plans for name in ("targets", "observations") for r in plan.rows(name))
    rows = registry.rows("indicators")
    return frozenset(r.indicator_id for r in rows if uses[r.indicator_id] < 2 and ONLY_ONE not in r.comparability_zh)


def _without_indicators(plan: Plan, gone: frozenset[str]) -> Plan:
    def bare(row: Row) -> Row:
        return row._replace(indicator_id="", indicator_match="") if row.indicator_id in gone else row

    return with_rows(plan, {name: [bare(r) for r in plan.rows(name)] for name in ("targets", "observations")})


def _used(registry: Registry, plans: tuple[Plan, ...]) -> Registry:
    """The registry without the bodies, indicators and measures that nothing is left to use."""

    def named(column: str) -> set[str]:
        rows = (row for plan in plans for table in plan.tables.values() for row in table.rows)
        return {value for row in rows if (value := getattr(row, column, ""))}

    units = named("unit_id") | {row.issuer_unit_id for row in registry.rows("documents")}
    above = {row.unit_id: row.parent_id for row in registry.rows("units")}
    while more := {above[unit] for unit in units if above.get(unit)} - units:
        units |= more
    alone = (row[0] for row in registry.rows("indicators") if ONLY_ONE in row.comparability_zh)
    indicators = named("indicator_id") or {next(alone)}  # no table is empty; this one says that it compares nothing
    measures = named("measure_id") | {r.measure_id for r in registry.rows("indicators") if r[0] in indicators}
    measures |= {row.canonical_id for row in registry.rows("measures") if row.measure_id in measures}
    keep = {"units": units, "unit_names": units, "indicators": indicators, "measures": measures}
    column = {"units": "unit_id", "unit_names": "unit_id", "indicators": "indicator_id", "measures": "measure_id"}
    tables: dict[str, Table] = dict(registry.tables)
    for name, ids in keep.items():
        rows = tuple(row for row in tables[name].rows if getattr(row, column[name]) in ids)
        tables[name] = replace(tables[name], rows=rows)
    return replace(registry, tables=tables)
