"""Deadlines: the records due on each day, whether that is printed, counted or inferred, and whether past at issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from publisher.codebook.dates import spans
from publisher.model.findings import KEPT, brief
from publisher.model.index import Entry
from publisher.model.plan import PlanModel
from publisher.model.records import Record

LISTED = 25  # documents of which deadlines are kept to be shown: a site of more shows them in sum
ON_PRINTED = ("stated", "section")  # ways of knowing a deadline that rest on a printed one
WAYS = ("printed", "counted", "inferred")


class DueRecord(NamedTuple):
    """A record that falls due. units: the bodies that answer for it. past: whether the day was past at issue."""

    entry: Entry
    units: tuple[str, ...]
    past: bool

    @property
    def day(self) -> str:
        """The deadline, an ISO date: the last day of its year or month where no more is known."""
        return str(self.entry.values["deadline"])

    @property
    def kind(self) -> str:
        """One of WAYS."""
        return way(self.entry.values)


def how_known(values: Mapping[str, Any]) -> str:
    """How a deadline is known: its deadline_basis; counted, where a period is printed (三年内) and no date."""
    basis = str(values["deadline_basis"] or "")
    return "counted" if basis in ON_PRINTED and spans(values["deadline_printed"] or "") else basis


def way(values: Mapping[str, Any]) -> str:
    """printed; counted from a printed period; or inferred: nothing is printed, and the plan's period ends then."""
    return "printed" if (how := how_known(values)) in ON_PRINTED else how if how == "counted" else "inferred"


def issued(document: Record) -> str:
    """The day on which a document was issued, or else published; "" where neither is known."""
    return str(document.dated_on or document.published_on or "")


def due_in(plan: PlanModel) -> tuple[DueRecord, ...]:
    """Every target with a deadline, and every named thing with a printed one that is no target's too, by day."""
    day = issued(plan.document)
    things = [
        thing for thing in plan.projects
        if thing.record.deadline_basis in ON_PRINTED and not thing.record.target_id and thing.record.stage != "rely_on"
    ]  # fmt: skip
    due_records = []
    for item in (*plan.targets, *things):
        if item.record.deadline:
            units = tuple(dict.fromkeys(body.unit_id for s in item.statements for body in s.bodies))
            due_records.append(DueRecord(brief(item), units, item.record.deadline < day))
    return tuple(sorted(due_records, key=lambda due: (due.day, due.entry.table != "targets", due.entry.id)))


@dataclass
class Deadlines:
    """The deadlines of all plans so far: every one counted, the first of each plan kept to be shown."""

    count: Counter[tuple[str, str]] = field(default_factory=Counter)  # day, kind → how many
    past: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # of those past: document, day, kind
    by_document: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    by_body: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    kept: dict[str, list[DueRecord]] = field(default_factory=dict)  # document → its deadlines, by day

    def add(self, document_id: str, due_records: Iterable[DueRecord]) -> None:
        """Add those of one plan."""
        records = tuple(due_records)
        for due in records:
            key = (due.day, due.kind)
            self.count[key] += 1
            self.past[document_id, *key] += due.past
            self.by_document.setdefault(document_id, Counter())[key] += 1
            for unit in due.units:
                self.by_body.setdefault(unit, Counter())[key] += 1
        if records and len(self.kept) < LISTED:
            self.kept[document_id] = list(records[:KEPT])

    def total(self, kind: str = "") -> int:
        """How many there are, of a kind or in all."""
        return sum(n for (_, one), n in self.count.items() if not kind or one == kind)

    @property
    def days(self) -> tuple[str, ...]:
        """Every day on which something falls due, the first first."""
        return tuple(sorted({day for day, _ in self.count}))
