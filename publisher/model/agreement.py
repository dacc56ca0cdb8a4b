"""First against second reading: which entries were made by both, and where they differ.

Agreement is between the first entry and the second reader's blind one, per field: percent and Cohen's kappa (Cohen,
1960, “A coefficient of agreement for nominal scales”). Where settlement changed a record, the first reader's own entry
is kept in readings.csv, so that differences stay visible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.model.plan import PlanModel
from publisher.model.records import Record

KINDS = {
    "targets": "target",
    "observations": "observation",
    "mentions": "mention",
    "responsibilities": "responsibility",
}
FIELDS = ("kind", "comparator", "value", "value_max", "measure_id", "basis", "deadline")


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """Of `pairs` entries of a field by both readers, `agreed` are the same. kappa: None where chance alone gives 1."""

    field: str
    pairs: int
    agreed: int
    kappa: float | None

    @property
    def percent(self) -> float:
        return 100 * self.agreed / self.pairs if self.pairs else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between the two entries and how it was settled: first, second or unclear ("" if it was not)."""

    document_id: str
    record_id: str
    reading_id: str
    quote: str
    field: str
    first: str
    second: str
    settled: str
    comment_zh: str
    comment_en: str


Pairs = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Readings:
    """How the two readings of one document, or of several, compare: what can be added up.

    entered: “figure_entered” and “body_entered” → how many either reader entered; both: how many both did. pairs:
    field → the codes of both, counted. first_only: records that the second reader did not enter.
    """

    entered: Counter[str]
    both: Counter[str]
    pairs: Mapping[str, Pairs]
    first_only: int
    differences: tuple[Difference, ...] = ()


def kappa(pairs: Sequence[tuple[str, str]] | Pairs) -> float | None:
    """Cohen's kappa of pairs of codes; None without pairs, or where both readers use one code only."""
    if not pairs:
        return None
    counted = pairs if isinstance(pairs, Counter) else Counter(pairs)
    total = counted.total()
    observed = sum(n for (a, b), n in counted.items() if a == b) / total
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (a, b), n in counted.items():
        first[a] += n
        second[b] += n
    expected = sum(first[code] * second[code] for code in first) / total**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _first_entries(plan: PlanModel) -> dict[str, Record]:
    """Record id → the first reader's own entry, where settlement changed it."""
    return {r.record_id: r for r in plan.readings if r.reader == "reader-a" and r.record_id}


def _kind(record: Record) -> str:
    if record.table == "readings":
        return f"{record.record_kind}/{_text(record.kind)}".rstrip("/")
    return f"{KINDS[record.table]}/{_text(record.values.get('kind'))}".rstrip("/")


def _same_table(one: Record, other: Record) -> bool:
    return _kind(one).split("/")[0] == _kind(other).split("/")[0]


def pairs_of(plan: PlanModel) -> Iterator[tuple[Record, Record | None]]:
    """The second reader's entries, each with the first one's of the same thing (None where the first had none)."""
    records = {
        r.id: r for name in ("targets", "observations", "mentions", "responsibilities") for r in plan.tables[name]
    }
    own = _first_entries(plan)
    for reading in plan.readings:
        if reading.reader == "reader-a" or reading.record_kind == "nothing":
            continue
        first = own.get(reading.record_id) or records.get(reading.record_id or "")
        missed = reading.settled == "second" and reading.record_id not in own
        yield reading, None if missed else first


def _compared(first: Record, second: Record) -> Iterator[tuple[str, str, str]]:
    if second.record_kind == "responsibility":
        yield "role", _text(first.role), _text(second.role)
        return
    yield "kind", _kind(first), _kind(second)
    if not _same_table(first, second) or second.record_kind == "mention":
        return
    for name in FIELDS[1:]:
        if name != "deadline" or second.record_kind == "target":
            yield name, _text(first.values.get(name)), _text(second.values.get(name))


def readings_of(plan: PlanModel) -> Readings:
    """The two readings of one document, compared field by field."""
    entered: Counter[str] = Counter()
    both: Counter[str] = Counter()
    pairs: dict[str, Pairs] = {}
    differences: list[Difference] = []
    seen = set()
    for second, first in pairs_of(plan):
        what = "body_entered" if second.record_kind == "responsibility" else "figure_entered"
        entered[what] += 1
        if second.record_id:
            seen.add(second.record_id)
        if first is None:
            differences.append(_difference(plan, second, what, "", _kind(second)))
            continue
        both[what] += 1
        for name, one, other in _compared(first, second):
            pairs.setdefault(name, Counter())[one, other] += 1
            if one != other:
                differences.append(_difference(plan, second, name, one, other))
    first_only = 0
    for name in ("targets", "observations", "mentions", "responsibilities"):
        alone = [r for r in plan.tables[name] if r.id not in seen]
        first_only += len(alone)
        entered["body_entered" if name == "responsibilities" else "figure_entered"] += len(alone)
    for reading in plan.readings:
        if reading.reader == "reader-a" and not reading.record_id:
            what = "body_entered" if reading.record_kind == "responsibility" else "figure_entered"
            entered[what] += 1
            differences.append(_difference(plan, reading, what, _kind(reading), ""))
    return Readings(entered, both, pairs, first_only, tuple(differences))


def added(readings: Iterable[Readings]) -> Readings:
    """The comparisons of several documents as one."""
    entered: Counter[str] = Counter()
    both: Counter[str] = Counter()
    pairs: dict[str, Pairs] = {}
    differences: list[Difference] = []
    first_only = 0
    for one in readings:
        entered.update(one.entered)
        both.update(one.both)
        for name, counted in one.pairs.items():
            pairs.setdefault(name, Counter()).update(counted)
        differences += one.differences
        first_only += one.first_only
    return Readings(entered, both, pairs, first_only, tuple(differences))


def fields_of(readings: Readings) -> tuple[FieldAgreement, ...]:
    """Agreement per field. “figure_entered” and “body_entered” count what either reader entered: agreed where both."""
    found = [
        FieldAgreement(name, readings.entered[name], readings.both[name], None)
        for name in ("figure_entered", "body_entered")
    ]
    for name in ("kind", *FIELDS[1:], "role"):
        each = readings.pairs.get(name, Counter())
        agreed = sum(n for (one, other), n in each.items() if one == other)
        found.append(FieldAgreement(name, each.total(), agreed, kappa(each)))
    return tuple(found)


def agreement(plans: Iterable[PlanModel]) -> tuple[tuple[FieldAgreement, ...], tuple[Difference, ...], int]:
    """Agreement per field, the differences with how they were settled, and the records that only the first entered."""
    found = added(readings_of(plan) for plan in plans)
    return fields_of(found), found.differences, found.first_only


def _difference(plan: PlanModel, reading: Record, field: str, first: str, second: str) -> Difference:
    return Difference(
        plan.id, _text(reading.record_id), reading.id, reading.quote, field, first, second,
        _text(reading.settled), _text(reading.comment_zh), _text(reading.comment_en),
    )  # fmt: skip
