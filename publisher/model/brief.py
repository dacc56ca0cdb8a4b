"""A plan in brief, as the pages of its tasks and named things show it: where this is the same, so are those pages."""

from __future__ import annotations

from dataclasses import replace

from publisher.model.index import ANSWERED
from publisher.model.plan import PlanModel, Quantity

SHOWN = frozenset((*ANSWERED, "as_of", "related_task_id"))  # columns of a target or other quantity, besides its id


def in_brief(plan: PlanModel) -> PlanModel:
    """The plan without what no task and no named thing shows: its quantities in brief, sign-offs of these only.

    A column of a quantity that is not kept raises AttributeError where it is asked for. text: "" where there is one.
    """
    shown = {*plan.tasks, *(project.id for project in plan.projects)}
    return replace(
        plan,
        relations=(),
        targets=tuple(map(_brief, plan.targets)),
        observations=tuple(map(_brief, plan.observations)),
        readings=(),
        checks=tuple(record for record in plan.checks if record.record_id in shown),
        evidence={},
        checked={record: state for record, state in plan.checked.items() if record in shown},
        tables={},
        text=None if plan.text is None else "",
        figures=None,
    )


def _brief(quantity: Quantity) -> Quantity:
    first, *others = quantity.record.values.items()
    record = replace(quantity.record, values=dict((first, *(cell for cell in others if cell[0] in SHOWN))))
    return replace(quantity, record=record, statements=(), notes=())
