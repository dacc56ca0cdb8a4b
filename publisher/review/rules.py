"""The rules of `validate`, asked about the rows of one item before they are saved."""

from __future__ import annotations

from collections.abc import Container, Iterable

from publisher.check.result import ScopeResult
from publisher.check.scope import check_registry, check_rows
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.review.items import Item, ItemRow
from publisher.terms.problem import Problem, Severity

# The lock and the second reader's sign-off come after the draft is finished.
AFTER = {
    "place-missing", "record-changed-since-lock", "table-changed-since-lock", "check-edited", "reading-edited",
    "place-not-as-locked", "check-missing", "check-stale",
}  # fmt: skip
# What holds of a whole plan only is judged when the draft is finished, not while rows are still missing.
LATER = AFTER | {
    "clause-out-of-order",
    "clause-number-skipped",
    "task-missing",
    "plan-not-listed",
    "figure-left-out",
    "statement-left-out",
    "title-left-out",
    "organisation-left-out",
    "structure-count-differs",
    "unit-unused",
    "record-of-plan-not-found",
}

# Something is named that is not there.
DANGLING = {
    "reference-not-found",
    "record-of-plan-not-found",
    "record-not-found",
    "mention-without-record",
    "retired-id-in-use",
}


# Of these, those that read the whole text, and that no other rule waits for.
SLOW = ("figure-left-out", "statement-left-out", "title-left-out", "organisation-left-out")


def problems(plan: Plan, *, whole: bool = False, only: Container[str] | None = None) -> list[Problem]:
    """Every error of the registry and the plan, by place; whole: also those that are judged of a whole plan only.

    only: the ids of the rows that are asked about, where the others are known; what concerns several rows is asked of
    all.
    """
    registry = _registry(plan.registry)
    own = check_rows(plan, registry, only, () if whole else SLOW)
    reported = [problem for _, problem in (*registry.problems, *own.problems)]
    return sorted((p for p in reported if p.severity is Severity.ERROR), key=Problem.sort_key)


_last: list[tuple[Registry, ScopeResult]] = []


def _registry(registry: Registry) -> ScopeResult:
    """What is wrong with the registry; it is the same one, and not asked again, for most decisions of a draft."""
    if not _last or _last[0][0] is not registry:
        _last[:] = [(registry, check_registry(registry))]
    return _last[0][1]


def refused_of(reported: Iterable[Problem], plan: Plan, decided: Iterable[Item]) -> set[str]:
    """The ids of those items in whose rows a problem lies, or whose records it names (see about)."""
    by_record: dict[str, str] = {}
    by_place: dict[tuple[str, int], str] = {}
    lines: dict[str, dict[str, tuple[str, int]]] = {}
    for item in decided:
        for entry in item.rows:
            table = plan.tables.get(entry.table) or plan.registry.tables[entry.table]
            held = lines.setdefault(entry.table, {})
            if not held:
                held.update({row[0]: (table.file, row.line) for row in table.rows})
            by_record[entry.record] = item.id
            if place := held.get(entry.cells.get(plan.schemas[entry.table].key, "")):
                by_place[place] = item.id
    judged = [problem for problem in reported if problem.code not in LATER]
    places = {by_place.get((p.file, p.row), "") for problem in judged for p in (problem.place, *problem.more)}
    records = {by_record.get(getattr(problem, "record_id", ""), "") for problem in judged}
    return (places | records) - {""}


def about(reported: Iterable[Problem], plan: Plan, entries: Iterable[ItemRow]) -> list[Problem]:
    """The problems that lie in the rows of an item: in their lines, or named by their ids."""
    ids = {entry.record for entry in entries}
    places = set()
    for entry in entries:
        table = plan.tables.get(entry.table) or plan.registry.tables[entry.table]
        places |= {
            (table.file, row.line) for row in table.rows if row[0] == entry.cells.get(plan.schemas[entry.table].key)
        }
    return [
        problem
        for problem in reported
        if problem.code not in LATER
        and (
            any((p.file, p.row) in places for p in (problem.place, *problem.more))
            or getattr(problem, "record_id", "") in ids
        )
    ]
