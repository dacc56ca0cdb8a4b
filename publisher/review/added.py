"""What is added is a suggestion like any other: its ids, its item, the clause in which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publisher.draft.rows import both
from publisher.draft.state import Suggestion
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.review.store import Snapshot
from publisher.terms.messages import say


@dataclass(frozen=True, slots=True)
class Added:
    """The plan and the suggestions with what was added, its item, and the ids that moved on for it."""

    plan: Plan
    suggestions: tuple[Suggestion, ...]
    item: str
    moved: Mapping[str, str]


def as_suggestions(
    rows: Iterable[tuple[str, str, dict[str, str]]], item: str, start: int, end: int
) -> list[Suggestion]:
    """Rows as suggestions: those of one new body are an item of their own, the others are `item`."""
    return [
        by_hand(f"unit {cells['unit_id']}" if name in ("units", "unit_names") else item, name, key, cells, start, end)
        for name, key, cells in rows
    ]


def by_hand(item: str, table: str, record: str, cells: Mapping[str, str], start: int, end: int) -> Suggestion:
    return Suggestion(f"x{start}-{end}", item, table, record, cells, start, end, *both(say("why.by-hand")))


def free_item(snapshot: Snapshot, item: str) -> str:
    taken = {each.item for each in snapshot.suggestions}
    return next(name for number in range(1, 1000) if (name := f"{item} {number}".removesuffix(" 1")) not in taken)


def ids_taken(snapshot: Snapshot, table: str) -> list[str]:
    """Every id of a table that is or was given, so that none is given twice."""
    retired = [row[0] for row in snapshot.plan.registry.rows("retired")]
    rows = snapshot.plan.tables.get(table) or snapshot.plan.registry.tables[table]
    return [row[0] for row in rows.rows] + [each.record for each in snapshot.suggestions] + retired


def clause_at(plan: Plan, position: int) -> str:
    """The innermost recorded clause that holds a position; "" where none does."""
    inside = [
        (place.start, len(row.clause_id), row.clause_id)
        for row in plan.rows("clauses")
        if isinstance(place := plan.places.get(row.clause_id), Span) and place.start <= position < place.end
    ]
    return max(inside)[2] if inside else ""
