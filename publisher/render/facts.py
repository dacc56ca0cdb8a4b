"""The counts that pages across plans show: those of one plan, and their sums over all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from publisher.model.agreement import FieldAgreement, Readings, added, fields_of
from publisher.model.checked import DOUBLE, STALE
from publisher.model.deadlines import Deadlines, due_in
from publisher.model.findings import Findings
from publisher.model.findings_of_plan import findings_in
from publisher.model.plan import PlanModel


def plan_counts(plan: PlanModel) -> dict[str, int]:
    """How many records of each kind a plan has."""
    kinds = Counter(task.kind for task in plan.tasks.values())
    return {
        "targets": len(plan.targets),
        "valued": sum(q.record.value is not None for q in plan.targets),
        "observations": len(plan.observations),
        "tasks": kinds["task"],
        "safeguards": kinds["safeguard"],
        "mechanisms": kinds["mechanism"],
        "projects": len(plan.projects),
        "statements": len(plan.statements),
        "bodies": len({body.unit_id for s in plan.statements for body in s.bodies}),
        "mentions": len(plan.mentions),
        "notes": len(plan.notes),
        "quotes": len(plan.evidence),
        "verified": 0 if plan.text is None else len(plan.evidence),  # what is published has passed its rules
    }


def plan_facts(plan: PlanModel, readings: Readings) -> dict[str, Any]:
    """One plan's values: counts, targets by basis, notes by kind, sign-offs, how its two readings compare, what stories
    count in it, and its deadlines."""
    return {
        "count": plan_counts(plan),
        "basis": Counter(q.record.basis or "milestone" for q in plan.targets),
        "notes": Counter(note.kind for note in plan.notes),
        "signed": {name: plan.sign_offs[name] for name in (DOUBLE, STALE)},
        "readings": replace(readings, differences=()),
        "differences": len(readings.differences),
        "found": findings_in(plan),
        "due": due_in(plan),
    }


@dataclass
class Facts:
    """The values of all plans so far."""

    count: Counter[str] = field(default_factory=Counter)
    basis: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    signed: Counter[str] = field(default_factory=Counter)
    readings: Readings = field(default_factory=lambda: added(()))
    differences: int = 0
    findings: Findings = field(default_factory=Findings)
    deadlines: Deadlines = field(default_factory=Deadlines)

    def add(self, one: Mapping[str, Any]) -> None:
        """Add the values of one plan."""
        for name in ("count", "basis", "notes", "signed"):
            getattr(self, name).update(one[name])
        self.readings = added((self.readings, one["readings"]))
        self.differences += one["differences"]
        self.findings.add(one["found"])
        self.deadlines.add(one["found"].document_id, one["due"])

    @property
    def agreement(self) -> tuple[FieldAgreement, ...]:
        """Agreement per field."""
        return fields_of(self.readings)
