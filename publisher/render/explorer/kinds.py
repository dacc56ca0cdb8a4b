"""The kinds of record that the explorer shows: their facets, columns, and what one row of each is made of.

A facet has the name of the column of the published table that it counts, but for `document`, `area`, `unit`, `year`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from publisher.model.plan import Clause, PlanModel, Statement
from publisher.model.records import Record

NUMERIC = frozenset({"amount", "n_lead", "n_support", "n_undivided", "n_targets"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record. facets: in the order shown. columns: of the table. hidden: at first view.

    keys: columns that are sorted by values, not by labels. name: of the table, and of the page below the language.
    """

    name: str
    facets: tuple[str, ...]
    columns: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


EXPLORED = {
    kind.name: kind
    for kind in (
        Kind(
            "targets",
            ("document", "area", "theme", "indicator", "unit", "deadline_basis", "year", "basis", "hedge", "kind",
             "pillar", "measure"),
            ("what", "document", "amount", "basis", "deadline", "who", "hedge", "kind", "indicator", "theme", "pillar",
             "checked"),
            ("hedge", "kind", "indicator", "theme", "pillar", "checked"),
            ("amount", "deadline"),
        ),
        Kind(
            "projects",
            ("document", "area", "theme", "kind", "stage", "hedge", "unit", "deadline_basis", "year", "pillar"),
            ("what", "document", "kind", "stage", "deadline", "who", "hedge", "theme", "pillar"),
            ("hedge", "theme", "pillar"),
            ("deadline",),
        ),
        Kind(
            "tasks",
            ("document", "area", "theme", "unit", "kind", "pillar"),
            ("what", "document", "who", "n_targets", "theme", "kind", "pillar"),
            ("theme", "kind", "pillar"),
            ("n_targets",),
        ),
        Kind(
            "responsibilities",
            ("document", "area", "unit", "unit_kind", "role", "role_basis", "theme", "pillar"),
            ("body", "document", "role", "what", "unit_kind", "role_basis", "theme", "pillar"),
            ("unit_kind", "role_basis", "theme", "pillar"),
        ),
        Kind(
            "units",
            ("area", "kind", "level", "document"),
            ("what", "kind", "n_lead", "n_support", "n_undivided", "n_targets", "level"),
            ("level",),
            ("n_lead", "n_support", "n_undivided", "n_targets"),
        ),
        Kind(
            "observations",
            ("document", "area", "kind", "indicator", "basis", "pillar", "measure"),
            ("what", "document", "amount", "as_of", "kind", "quote", "indicator", "pillar"),
            ("indicator", "pillar"),
            ("amount", "as_of"),
        ),
        Kind("notes", ("document", "area", "kind"), ("what", "document", "kind", "about", "quote"), ("quote",)),
    )
}  # fmt: skip
OF_PLAN = tuple(name for name in EXPLORED if name != "units")


class ExplorerRow(NamedTuple):
    """What one row shows."""

    record: Record
    plan: PlanModel | None = None
    clause: Clause | None = None
    task: Record | None = None
    statements: tuple[Statement, ...] = ()
    checked: str = ""

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def pillar(self) -> Record | None:
        return self.clause.pillar if self.clause else None

    @property
    def bodies(self) -> tuple[Record, ...]:
        """The bodies of a responsibility, a task or a promise, in printed order."""
        if self.record.table == "responsibilities":
            return (self.record,)
        return tuple(body for statement in self.statements for body in statement.bodies)


def _quantities(name: str) -> Callable[[PlanModel], list[ExplorerRow]]:
    def rows_of_plan(plan: PlanModel) -> list[ExplorerRow]:
        return [ExplorerRow(q.record, plan, q.clause, q.task, q.statements, q.checked) for q in getattr(plan, name)]

    return rows_of_plan


ITEMS: Mapping[str, Callable[[PlanModel], list[ExplorerRow]]] = {
    # Those with a number first.
    "targets": lambda plan: sorted(_quantities("targets")(plan), key=lambda row: row.record.value is None),
    "projects": _quantities("projects"),
    "observations": _quantities("observations"),
    "tasks": lambda plan: [
        ExplorerRow(task, plan, plan.clauses[task.id], task, plan.of_task(task.id)) for task in plan.tasks.values()
    ],
    "responsibilities": lambda plan: [
        ExplorerRow(body, plan, plan.clauses[said.task_id], plan.tasks[said.task_id], (said,))
        for said in plan.statements
        for body in said.bodies
    ],
    "notes": lambda plan: [ExplorerRow(note, plan) for note in plan.notes],
}
