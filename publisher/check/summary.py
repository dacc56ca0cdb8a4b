"""The summary of one plan for the rules that look across plans: small, so that no run needs all plans in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple

from publisher.check.claims import Claim, claims
from publisher.check.stated import Stated, as_read, find, lines, of_number, stated
from publisher.read.layout import RECORDS
from publisher.read.plan import Plan
from publisher.read.table import Table
from publisher.terms.problem import Place

# Cells that may name a record of any plan, so they are judged when all plans are known.
ACROSS = (
    ("targets", "parent_target_id"),
    ("observations", "for_target_id"),
    ("mentions", "record_id"),
    ("notes", "record_id"),
    ("readings", "record_id"),
    ("projects", "same_as"),
)
SAME = ("repeat", "rewording")  # kinds of mentions that give the number of their record
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
class Tie:
    """A mention or a quantity that names a record of another plan: both are to say the same.

    kind: of the mention, "" for a quantity. said: what its own row states.
    """

    place: Place
    kind: str
    said: Stated
    record_id: str


class Signed(NamedTuple):
    """The readers and the days that a ledger names, each with the first place that does."""

    readers: Mapping[str, Place]
    days: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Same:
    """A project, or a mention, that names the same thing in another document."""

    place: Place
    record_id: str
    kind: str
    value: str
    name: str


@dataclass(frozen=True, slots=True)
class ProjectSummary:
    """What others may know of a project: its kind, the project that it names as the same thing, and its name."""

    kind: str
    same_as: str
    name: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What rules that look across plans may know of one plan."""

    document_id: str
    ids: str  # of its records, except sign-offs and the lock, with NUL between them: a file holds none, and it is small
    strange: tuple[str, ...]  # those of them that do not begin with the id of the document
    uses: Mapping[str, Mapping[str, int]]  # column → id → how often
    outside: tuple[Reference, ...]
    clauses: Mapping[str, int]  # by kind; empty where a kind is none of the list
    structure: tuple[Count, ...]
    same: tuple[Same, ...]
    named: tuple[Same, ...]  # mentions of a project of another document by name; their kind is that of the mention
    things: str  # of its projects: id, kind, same_as and name between spaces, with NUL between them
    broken: bool  # whether records are missing because a file could not be read whole, or it is no plan that is listed
    stated: str  # what its records state, in one text (see publisher.check.stated)
    claims: tuple[Claim, ...]  # numbers in our words that only another document can prove
    ties: tuple[Tie, ...]
    related: tuple[str, ...]  # documents that its relations name
    signed: Signed
    copies: tuple[str, ...]  # the addresses of its copies
    bases: Mapping[str, tuple[str, ...]]  # indicator → the bases of its exact records
    shaken: bool  # whether a number of it is faulty, so that others' claims about it cannot be checked


@dataclass(frozen=True)
class Summaries:
    """The summaries of all plans, in order, with indexes over them."""

    plans: tuple[Summary, ...]
    opened: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)  # ids of the documents asked for
    things: dict[str, Mapping[str, ProjectSummary]] = field(default_factory=dict, repr=False)  # their projects

    def __iter__(self) -> Iterator[Summary]:
        return iter(self.plans)

    @cached_property
    def by_document(self) -> Mapping[str, Summary]:
        return {plan.document_id: plan for plan in self.plans}

    @cached_property
    def strange(self) -> frozenset[str]:
        """The ids that do not begin with the id of their document."""
        return frozenset(record for plan in self.plans for record in plan.strange)

    def ids_of(self, document_id: str) -> frozenset[str]:
        """The ids of a plan's records; none where there is no such plan."""
        if document_id not in self.opened:
            plan = self.by_document.get(document_id)
            self.opened[document_id] = frozenset(plan.ids.split("\0")) if plan else frozenset()
        return self.opened[document_id]

    def has(self, record_id: str) -> bool:
        """Whether a record of any plan has this id."""
        return record_id in self.ids_of(record_id.partition(".")[0]) or record_id in self.strange

    def may_have(self, record_id: str) -> bool:
        """Whether a record of any plan has this id, or may have it: its plan could not be read whole."""
        plan = self.by_document.get(record_id.partition(".")[0])
        return (plan is not None and plan.broken) or self.has(record_id)

    def things_of(self, document_id: str) -> Mapping[str, ProjectSummary]:
        """The projects of a plan, by id."""
        if document_id not in self.things:
            plan = self.by_document.get(document_id)
            lines = (line.split(" ", 3) for line in plan.things.split("\0") if line) if plan else ()
            self.things[document_id] = {key: ProjectSummary(*cells) for key, *cells in lines}
        return self.things[document_id]

    def thing(self, project_id: str) -> ProjectSummary | None:
        """A project of any plan; None where there is none."""
        return self.things_of(project_id.partition(".")[0]).get(project_id)

    def near(self, record_id: str) -> frozenset[str]:
        """The ids of the plan that an id names or nearly names, among which the one that is meant may be."""
        document = record_id.partition(".")[0]
        if document not in self.by_document:
            close = get_close_matches(document, self.by_document, n=1) if len(document) <= 200 else []
            document = close[0] if close else document
        return self.ids_of(document)

    def stated(self, record_id: str) -> Stated | None:
        """What a record of any plan states, by the id that tells in which plan it stands."""
        plan = self.by_document.get(record_id.partition(".")[0])
        return find(plan.stated, record_id) if plan else None

    @cached_property
    def of_indicator(self) -> Mapping[str, tuple[Stated, ...]]:
        """Indicator → what its records state, in all plans."""
        by_indicator: dict[str, list[Stated]] = defaultdict(list)
        for plan in self.plans:
            for record in lines(plan.stated):
                if record.indicator_id:
                    by_indicator[record.indicator_id].append(record)
        return {indicator: tuple(records) for indicator, records in by_indicator.items()}

    @cached_property
    def for_record(self) -> Mapping[str, tuple[Stated, ...]]:
        """A record → what those of other plans state that are tied to it."""
        by_record: dict[str, list[Stated]] = defaultdict(list)
        for plan in self.plans:
            for tie in plan.ties:
                by_record[tie.record_id].append(tie.said)
        return {record: tuple(ties) for record, ties in by_record.items()}

    @cached_property
    def related(self) -> Mapping[str, frozenset[str]]:
        """A document → those that it names, and those that name it."""
        linked: dict[str, set[str]] = {}
        for plan in self.plans:
            for other in plan.related:
                linked.setdefault(plan.document_id, set()).add(other)
                linked.setdefault(other, set()).add(plan.document_id)
        return {document: frozenset(others) for document, others in linked.items()}

    def uses(self, column: str) -> Counter[str]:
        total: Counter[str] = Counter()
        for plan in self.plans:
            for value, times in plan.uses[column].items():
                total[value] += times
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


def _tied(plan: Plan) -> Iterator[Tie]:
    """The mentions and quantities that name a record of another plan."""
    own = f"{plan.document_id}."
    for row in plan.rows("mentions"):
        if row.record_id and not row.record_id.startswith(own) and row.kind in SAME:
            place = Place(plan.tables["mentions"].file, row.line, "figure_printed")
            yield Tie(place, row.kind, as_read(row, plan), row.record_id)
    for other in plan.rows("observations"):
        if other.for_target_id and not other.for_target_id.startswith(own):
            place = Place(plan.tables["observations"].file, other.line, "for_target_id")
            yield Tie(place, "", of_number(other), other.for_target_id)


def signed(tables: Iterable[Table]) -> Signed:
    """The readers and the days that sign-offs and readings name."""
    readers: dict[str, Place] = {}
    days: dict[str, Place] = {}
    for table in tables:
        for reader, line in zip(table.cells("reader"), table.cells("line"), strict=True):
            readers.setdefault(reader, Place(table.file, int(line), "reader"))
        for day, line in zip(table.cells("checked_on"), table.cells("line"), strict=False):
            days.setdefault(day, Place(table.file, int(line), "checked_on"))
    return Signed(readers, days)


def _bases(plan: Plan) -> dict[str, tuple[str, ...]]:
    bases_by_indicator: dict[str, set[str]] = defaultdict(set)
    for name in ("targets", "observations"):
        for row in plan.rows(name):
            if row.indicator_id and row.basis and row.indicator_match == "exact":
                bases_by_indicator[row.indicator_id].add(row.basis)
    return {indicator: tuple(sorted(bases)) for indicator, bases in bases_by_indicator.items()}


# The columns that give a number, or tell where one is to be looked for.
PROVING = frozenset({"targets", "observations", "mentions", "clauses", "relations"})
OWN = ("what_zh", "caveat_zh", "reason_zh", "_en")  # columns of our own words, which prove no number
NUMBERED = frozenset({
    "figure_printed", "value", "value_max", "comparator", "quote", "deadline", "deadline_printed", "as_of",
    "number_printed", "heading_zh", "clause_id", "record_id", "indicator_id", "for_target_id", "parent_target_id",
})  # fmt: skip


def _same(plan: Plan) -> Iterator[Same]:
    """The projects that name the same thing in another document."""
    file = plan.tables["projects"].file
    for row in plan.rows("projects"):
        if row.same_as:
            yield Same(Place(file, row.line, "same_as"), row.project_id, row.kind, row.same_as, row.name_zh)


def _named(plan: Plan) -> Iterator[Same]:
    """The mentions that name a thing of another document, and are tied to it."""
    file, own = plan.tables["mentions"].file, f"{plan.document_id}."
    for row in plan.rows("mentions"):
        if row.name_printed and row.kind in SAME and row.record_id and not row.record_id.startswith(own):
            yield Same(Place(file, row.line, "record_id"), row.mention_id, row.kind, row.record_id, row.name_printed)


def _things(plan: Plan, wrong: Container[tuple[str, int, str]]) -> Iterator[str]:
    """Of each project its id, kind, same_as and name; no kind or name where it is at fault."""
    for row in plan.rows("projects"):
        kind, name = ("" if ("projects", row.line, column) in wrong else getattr(row, column) for column in _OF_THINGS)
        yield f"{row.project_id} {kind} {row.same_as} {name}"


_OF_THINGS = ("kind", "name_zh")


def summarise(plan: Plan, faulty: Iterable[tuple[str, int, str]] = (), unsound: Iterable[str] = ()) -> Summary:
    """The summary of a plan. faulty: cells that are known to be wrong (table, line, column). unsound: and tables."""
    wrong = frozenset(faulty)
    ids = {row[0]: None for name in RECORDS for row in plan.rows(name)}
    outside = [
        Reference(Place(plan.tables[name].file, row.line, column), row[0], value)
        for name, column in ACROSS
        for row, value in zip(plan.rows(name), plan.tables[name].cells(column), strict=True)
        if value and value not in ids and not value.startswith(f"{plan.document_id}.")
        if (name, row.line, column) not in wrong
    ]
    kinds = Counter(plan.tables["clauses"].cells("kind"))
    if not kinds.keys() <= set(plan.schemas["clauses"].field("kind").constraints["enum"]):
        kinds.clear()
    whole = plan.document is not None and not any(table.broken for table in plan.tables.values())
    broken = not whole or not plan.tables.keys().isdisjoint(unsound)
    shaken = broken or any(table in PROVING and not column.endswith(OWN) for table, _, column in wrong)
    own, plain = f"{plan.document_id}.", "." not in plan.document_id
    return Summary(
        plan.document_id,
        "\0".join(ids),
        tuple(record for record in ids if not (plain and record.startswith(own))),
        _uses(plan),
        tuple(outside),
        kinds,
        tuple(_structure(plan)),
        tuple(_same(plan)),
        tuple(_named(plan)),
        "\0".join(_things(plan, wrong)),
        broken,
        stated(plan),
        () if shaken else claims(plan, wrong),
        tuple(_tied(plan)),
        tuple(sorted(plan.related)),
        signed(plan.tables[name] for name in ("checks", "readings")),
        tuple(filter(None, plan.tables["copies"].cells("url"))),
        _bases(plan),
        shaken,
    )
