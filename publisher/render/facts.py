"""What several pages count: once a build, whatever the number of pages."""

from __future__ import annotations

from collections import Counter
from typing import Any

from publisher.model import Library, PlanModel
from publisher.quality import quality


def facts(library: Library) -> dict[str, Any]:
    """count: records of each kind; per_plan: the same by document; basis: targets by basis; quality."""
    count: Counter[str] = Counter()
    per_plan: dict[str, dict[str, int]] = {}
    basis: Counter[str] = Counter()
    for plan in library.plans():
        own = plan_counts(plan)
        per_plan[plan.id] = own
        count.update(own)
        basis.update(q.record.basis or "none" for q in plan.targets)
    count["units"] = len(library.index.by_unit)
    count["documents"] = len(library.plan_ids)
    return {"count": count, "per_plan": per_plan, "basis": basis, "quality": quality(library)}


def plan_counts(plan: PlanModel) -> dict[str, int]:
    """How many records of each kind a plan has."""
    kinds = Counter(task.kind for task in plan.tasks.values())
    return {
        "targets": len(plan.targets),
        "valued": sum(q.record.value is not None for q in plan.targets),
        "observations": len(plan.observations),
        "tasks": kinds["task"],
        "safeguards": kinds["safeguard"],
        "statements": len(plan.statements),
        "bodies": len({body.unit_id for s in plan.statements for body in s.bodies}),
        "mentions": len(plan.mentions),
        "notes": len(plan.notes),
        "quotes": len(plan.evidence),
    }
