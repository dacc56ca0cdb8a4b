"""Compares the first and the second reading: which entries both made, and where they differ.

Agreement is between the first entry and the second reader's blind one, per field: percent and Cohen's kappa (Cohen,
1960, “A coefficient of agreement for nominal scales”). Where settlement changed a record, the first reader's own entry
is kept in readings.csv, so that differences stay visible. The themes of tasks and targets are readings of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.codebook.readings import FIELDS, KINDS_READ, THEMED, compared
from publisher.model.plan import PlanModel
from publisher.model.records import Record

ENTERED = {
    **dict.fromkeys(("target", "observation", "mention"), "figure_entered"),
    "responsibility": "body_entered",
    "project": "project_entered",
    "party": "party_entered",
}


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
    """One difference between the two entries and how it was settled: a code of readings.settled ("" if it was not)."""

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

    entered: “figure_entered”, “body_entered”… → how many either reader entered; both: how many both did. pairs: field →
    the codes of both, counted. first_only: records that the second reader did not enter. added: records that came after
    both readings, which neither reader could enter.
    """

    entered: Counter[str]
    both: Counter[str]
    pairs: Mapping[str, Pairs]
    first_only: int
    added: int = 0
    differences: tuple[Difference, ...] = ()


def kappa(pairs: Sequence[tuple[str, str]] | Pairs) -> float | None:
    """Cohen's kappa of pairs of codes; None without pairs, or where both readers use one code only."""
    if not pairs:
        return None
    counted = Counter(pairs)
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


def _first_entries(plan: PlanModel, *, themes: bool = False) -> dict[str, Record]:
    """Record id → the first reader's own entry, where settlement changed it: of a theme alone, or any other."""
    own = (r for r in plan.readings if r.reader == "reader-a" and r.record_id)
    return {r.record_id: r for r in own if (r.record_kind == "theme") is themes}


def _kind(record: Record) -> str:
    if record.table == "readings":
        return f"{record.record_kind}/{_text(record.kind)}".rstrip("/")
    return f"{KINDS_READ[record.table]}/{_text(record.values.get('kind'))}".rstrip("/")


def _records(plan: PlanModel) -> dict[str, Record]:
    """The records that both readings cover, by id: all but mentions without a figure."""
    records = {record.id: record for name in KINDS_READ for record in plan.tables[name]}
    return {key: record for key, record in records.items() if record.table != "mentions" or record.figure_printed}


def _dropped(plan: PlanModel) -> dict[tuple[str, str], Record]:
    """The first reader's entries of named things that became no record, by kind and name."""
    own = (r for r in plan.readings if r.reader == "reader-a" and not r.record_id)
    return {(r.record_kind, r.name_printed): r for r in own if r.record_kind in ("project", "party")}


def pairs_of(plan: PlanModel) -> Iterator[tuple[Record, Record | None]]:
    """The second reader's entries, each with the first one's of the same thing (None where the first had none)."""
    records, own, dropped = _records(plan), _first_entries(plan), _dropped(plan)
    for reading in plan.readings:
        if reading.reader == "reader-a" or reading.record_kind in ("nothing", "theme"):
            continue
        if not reading.record_id:
            yield reading, dropped.get((reading.record_kind, reading.name_printed))
            continue
        first = own.get(reading.record_id) or records.get(reading.record_id)
        missed = reading.settled == "second" and reading.record_id not in own
        yield reading, None if missed else first


def _themes(plan: PlanModel) -> Iterator[tuple[Record, Record]]:
    """The second reader's themes of tasks and targets, each with the first one's."""
    first = {record.id: record for name in THEMED for record in plan.tables[name]} | _first_entries(plan, themes=True)
    for reading in plan.readings:
        if reading.record_kind == "theme" and reading.reader != "reader-a" and reading.record_id in first:
            yield reading, first[reading.record_id]


def _compared(first: Record, second: Record) -> Iterator[tuple[str, str, str]]:
    for name, column in compared(second.record_kind).items():
        if name == "kind":
            yield name, _kind(first), _kind(second)
        elif second.record_kind == "theme" or _kind(first).split("/")[0] == _kind(second).split("/")[0]:
            yield name, _text(first.values.get(column)), _text(second.values.get(column))


def readings_of(plan: PlanModel) -> Readings:
    """The two readings of one document, compared field by field."""
    entered: Counter[str] = Counter()
    both: Counter[str] = Counter()
    pairs: dict[str, Pairs] = {}
    differences: list[Difference] = []
    compared: list[tuple[Record, Record]] = []
    later = {r.record_id for r in plan.readings if r.record_kind == "nothing" and r.settled == "neither"}
    seen, paired = set(later), set()
    for second, first in pairs_of(plan):
        what = ENTERED[second.record_kind]
        entered[what] += 1
        if second.record_id:
            seen.add(second.record_id)
        if first is None:
            differences.append(_difference(second, what, "", _kind(second)))
            continue
        paired.add(first.id)
        both[what] += 1
        compared.append((second, first))
    records = {record.id: record for name in (*KINDS_READ, *THEMED) for record in plan.tables[name]}
    for second, first in (*compared, *_themes(plan)):
        settled = records.get(_text(second.record_id))
        codes = {name: code for name, code, _ in _compared(settled, second)} if settled else {}
        for name, one, other in _compared(first, second):
            pairs.setdefault(name, Counter())[one, other] += 1
            if one != other:
                outcome = _outcome(_text(second.settled), codes.get(name), one, other)
                differences.append(_difference(second, name, one, other, outcome))
    alone = [record for key, record in _records(plan).items() if key not in seen]
    entered.update(ENTERED[KINDS_READ[record.table]] for record in alone)
    for reading in plan.readings:
        if reading.reader == "reader-a" and not reading.record_id and reading.id not in paired:
            what = ENTERED[reading.record_kind]
            entered[what] += 1
            differences.append(_difference(reading, what, _kind(reading), ""))
    return Readings(entered, both, pairs, len(alone), len(later), tuple(differences))


def added(readings: Iterable[Readings]) -> Readings:
    """The comparisons of several documents as one."""
    several, pairs = tuple(readings), dict[str, Pairs]()
    for one in several:
        for name, counted in one.pairs.items():
            pairs.setdefault(name, Counter()).update(counted)
    entered, both = (sum((getattr(one, name) for one in several), Counter[str]()) for name in ("entered", "both"))
    differences = tuple(difference for one in several for difference in one.differences)
    first_only, later = sum(one.first_only for one in several), sum(one.added for one in several)
    return Readings(entered, both, pairs, first_only, later, differences)


def fields_of(readings: Readings) -> tuple[FieldAgreement, ...]:
    """Agreement per field. “figure_entered” and its like count what either reader entered: agreed where both did."""
    kinds = dict.fromkeys(ENTERED.values())
    fields = [FieldAgreement(name, readings.entered[name], readings.both[name], None) for name in kinds]
    for name in FIELDS:
        each = readings.pairs.get(name, Counter())
        agreed = sum(n for (one, other), n in each.items() if one == other)
        fields.append(FieldAgreement(name, each.total(), agreed, kappa(each)))
    return tuple(fields)


def agreement(plans: Iterable[PlanModel]) -> tuple[tuple[FieldAgreement, ...], Readings]:
    """Agreement per field, and the comparison that it was counted from."""
    readings = added(readings_of(plan) for plan in plans)
    return fields_of(readings), readings


def _outcome(settled: str, kept: str | None, first: str, second: str) -> str:
    """Which entry the record follows in one field; what is settled of the whole entry where no record says it."""
    if kept is None or settled == "unclear":
        return settled
    return "first" if kept == first else "second" if kept == second else "neither"


def _difference(reading: Record, field: str, first: str, second: str, outcome: str = "") -> Difference:
    return Difference(
        _text(reading.record_id), reading.id, reading.quote, field, first, second,
        outcome or _text(reading.settled), _text(reading.comment_zh), _text(reading.comment_en),
    )  # fmt: skip
