"""The rules of `validate`, asked about the rows of one item before they are saved."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from publisher.check.scope import check_registry, check_rows
from publisher.read.descriptor import DESCRIBED
from publisher.read.plan import Plan
from publisher.review.items import Item, ItemRow
from publisher.terms.problem import Problem, Severity
from publisher.work.grouped import grouped
from publisher.work.last_value import remembered

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


_registry = remembered(check_registry)  # the same one, and not asked again, for most decisions of a draft


def refused_of(reported: Iterable[Problem], plan: Plan, decided: Iterable[Item]) -> set[str]:
    """The ids of those items in whose rows a problem lies, or whose records it names."""
    concerned = _concerned(plan, ((item.id, entry) for item in decided for entry in item.rows))
    return {item for problem in reported for item in concerned(problem)}


def leads(reported: Iterable[Problem], plan: Plan, every_item: Iterable[Item]) -> list[str]:
    """The item that each problem of a whole plan is settled at: that of its row, else one that names its record."""
    listed = list(every_item)
    concerned = _concerned(plan, ((item.id, entry) for item in listed for entry in item.rows), LATER)

    def lead(problem: Problem) -> str:
        naming = (i.id for i in listed for row in i.rows if problem.record_id in row.cells.values())
        return min(concerned(problem), default="") or (next(naming, "") if problem.record_id else "")

    return list(map(lead, reported))


def about(reported: Iterable[Problem], plan: Plan, entries: Iterable[ItemRow]) -> list[Problem]:
    """The problems that lie in the rows of an item: in their lines, or named by their ids."""
    concerned = _concerned(plan, (("item", entry) for entry in entries))
    return [problem for problem in reported if concerned(problem)]


def _concerned(
    plan: Plan, rows: Iterable[tuple[str, ItemRow]], also: Container[str] = ()
) -> Callable[[Problem], set[str]]:
    """A function from a problem to the items that it concerns now. rows: the id of an item, and a row of it.

    also: rules of the whole plan that concern an item now.
    """
    by_record: dict[str, str] = {}
    by_place: dict[tuple[str, int], str] = {}
    lines: dict[str, dict[str, list[tuple[str, int]]]] = {}  # table → key → where it stands
    for item, entry in rows:
        if entry.table == DESCRIBED:
            continue  # judged with the whole package
        if entry.table not in lines:
            table = plan.tables.get(entry.table) or plan.registry.tables[entry.table]
            lines[entry.table] = grouped((row[0], (table.file, row.line)) for row in table.rows)
        by_record[entry.record] = item
        key = entry.cells.get(plan.schemas[entry.table].key, "")
        by_place.update(dict.fromkeys(lines[entry.table].get(key, ()), item))

    def concerned(problem: Problem) -> set[str]:
        if problem.code in LATER and problem.code not in also:
            return set()
        places = {by_place.get((place.file, place.row), "") for place in (problem.place, *problem.more)}
        return (places | {by_record.get(problem.record_id, "")}) - {""}

    return concerned
