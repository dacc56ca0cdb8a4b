"""What rules that look across plans may know of one plan: small, so that no run needs all plans in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from publisher.problem import Place
from publisher.read import RECORDS, Plan

# Cells that may name a record of any plan, so they are judged when all plans are known.
ACROSS = (
    ("targets", "parent_target_id"),
    ("observations", "for_target_id"),
    ("mentions", "record_id"),
    ("notes", "record_id"),
    ("readings", "record_id"),
)
USES = {"indicator_id": "indicators", "unit_id": "units", "measure_id": "measures"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell that names a record of another plan: judged when all plans are known."""

    place: Place
    record_id: str
    value: str


@dataclass(frozen=True, slots=True)
class Count:
    """What a document says of its own parts: how many, of what, in which document."""

    place: Place
    record_id: str
    document_id: str
    indicator_id: str
    value: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What rules that look across plans may know of one plan."""

    document_id: str
    ids: tuple[str, ...]  # of its records, except sign-offs and the lock
    uses: Mapping[str, Mapping[str, int]]  # column → id → how often
    outside: tuple[Reference, ...]
    clauses: Mapping[str, int]  # by kind; empty where a kind is none of the list
    structure: tuple[Count, ...]
    broken: bool  # whether records are missing because a file could not be read whole


@dataclass(frozen=True)
class Summaries:
    """The summaries of all plans, in order, with what is asked of them most; `unsound` names tables not to build on."""

    plans: tuple[Summary, ...]

    def __iter__(self) -> Iterator[Summary]:
        return iter(self.plans)

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(record for plan in self.plans for record in plan.ids)

    def uses(self, column: str) -> Counter[str]:
        total: Counter[str] = Counter()
        for plan in self.plans:
            total.update(plan.uses[column])
        return total


def _uses(plan: Plan) -> dict[str, dict[str, int]]:
    uses: dict[str, dict[str, int]] = {column: defaultdict(int) for column in USES}
    for name in ("responsibilities", "targets", "observations", "readings"):
        for column in USES:
            for value, times in Counter(filter(None, plan.tables[name].cells(column))).items():
                uses[column][value] += times
    if plan.document:
        uses["unit_id"][plan.document.issuer_unit_id] += 1
    return uses


def _structure(plan: Plan) -> Iterator[Count]:
    """Counts of the plan's own parts; a document that explains another one counts the parts of that one."""
    explained = next((row.to_document_id for row in plan.rows("relations") if row.relation == "explains"), "")
    for row in plan.rows("observations"):
        if row.kind == "structure" and row.indicator_id.startswith("plan-"):
            place = Place(plan.tables["observations"].file, row.line, "value")
            yield Count(place, row[0], explained or plan.document_id, row.indicator_id, row.value)


def summarise(plan: Plan) -> Summary:
    """The summary of a plan."""
    ids = {row[0]: None for name in RECORDS for row in plan.rows(name)}
    outside = [
        Reference(Place(plan.tables[name].file, row.line, column), row[0], value)
        for name, column in ACROSS
        for row, value in zip(plan.rows(name), plan.tables[name].cells(column), strict=True)
        if value and value not in ids and not value.startswith(f"{plan.document_id}.")
    ]
    kinds = Counter(plan.tables["clauses"].cells("kind"))
    if not kinds.keys() <= set(plan.schemas["clauses"].field("kind").constraints["enum"]):
        kinds.clear()
    broken = any(table.broken for table in plan.tables.values())
    return Summary(plan.document_id, tuple(ids), _uses(plan), tuple(outside), kinds, tuple(_structure(plan)), broken)
