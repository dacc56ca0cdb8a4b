"""Deadlines: what falls due on which day, how the day is known, and whether it was past when the plan was issued."""

from __future__ import annotations

from typing import NamedTuple

from publisher.model.findings import brief
from publisher.model.index import Entry
from publisher.model.plan import PlanModel
from publisher.model.records import Record

PRINTED = ("stated", "section")  # ways of knowing a deadline that rest on a printed one


class Due(NamedTuple):
    """A record that falls due. units: the bodies that answer for it. past: whether the day was past at issue."""

    entry: Entry
    units: tuple[str, ...]
    past: bool

    @property
    def day(self) -> str:
        """The deadline, an ISO date: the last day of its year or month where no more is known."""
        return str(self.entry.values["deadline"])

    @property
    def inferred(self) -> bool:
        """Whether no deadline is printed, and the day is the end of the plan's period."""
        return self.entry.values["deadline_basis"] not in PRINTED


def issued(document: Record) -> str:
    """The day on which a document was issued, or else published; "" where neither is known."""
    return str(document.dated_on or document.published_on or "")


def due_in(plan: PlanModel) -> tuple[Due, ...]:
    """Every target with a deadline, and every named thing with a printed one that is no target's too, by day."""
    day = issued(plan.document)
    things = [
        thing for thing in plan.projects
        if thing.record.deadline_basis in PRINTED and not thing.record.target_id and thing.record.stage != "rely_on"
    ]  # fmt: skip
    found = []
    for item in (*plan.targets, *things):
        if item.record.deadline:
            units = tuple(dict.fromkeys(body.unit_id for s in item.statements for body in s.bodies))
            found.append(Due(brief(item), units, item.record.deadline < day))
    return tuple(sorted(found, key=lambda due: (due.day, due.entry.table != "targets", due.entry.id)))
