"""How good the data are, in figures that the build computes: records, evidence, coverage, sign-offs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from publisher.check.coverage import coverage
from publisher.check.rules.ledger import DOUBLE, SINGLE
from publisher.model.plan import PlanModel
from publisher.read.package import Package
from publisher.read.plan import read_plan


@dataclass(frozen=True, slots=True)
class PlanQuality:
    """The figures of one document."""

    document_id: str
    records: Mapping[str, int]  # table → rows
    kinds: Mapping[str, Mapping[str, int]]  # table → kind → rows
    quotes: int
    checked: Mapping[str, int]  # double, single, stale, none → records
    notes: int
    figures: int | None = None  # of the text's body; None where the text is not at hand
    figures_in_records: int | None = None
    figures_structural: int | None = None
    figures_unaccounted: int | None = None


def _kinds(plan: PlanModel) -> dict[str, dict[str, int]]:
    return {
        name: dict(Counter(str(r.values["kind"] or "") for r in rows))
        for name, rows in plan.tables.items()
        if rows and "kind" in rows[0].values
    }


def plan_quality(plan: PlanModel, package: Package) -> PlanQuality:
    """The figures of one document; coverage where its text is at hand."""
    signed = (*DOUBLE, *SINGLE)
    ids = {r.id for name in signed if name in plan.tables for r in plan.tables[name]}
    covered = coverage(read_plan(package, plan.id)) if package.sources else ()
    return PlanQuality(
        plan.id,
        {name: len(rows) for name, rows in plan.tables.items()},
        _kinds(plan),
        len(plan.evidence),
        dict(Counter(plan.checked[i] for i in sorted(ids))),
        len(plan.notes),
        len(covered) or None,
        sum(bool(c.records) for c in covered) if covered else None,
        sum(not c.records and bool(c.aside) for c in covered) if covered else None,
        sum(not c.accounted for c in covered) if covered else None,
    )
