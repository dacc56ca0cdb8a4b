"""What is added is a suggestion like any other: its ids, its item, the clause in which it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from publisher.draft.rows import both
from publisher.draft.state import Suggestion
from publisher.read.places import clause_at as innermost
from publisher.read.plan import Plan
from publisher.review.store import Snapshot
from publisher.terms.messages import say


@dataclass(frozen=True, slots=True)
class Added:
    """The plan and the suggestions with what was added, its item, and the ids that moved on for it."""

    plan: Plan
    suggestions: tuple[Suggestion, ...]
    item: str
    moved: Mapping[str, str] = field(default_factory=dict)


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


def placed(snapshot: Snapshot, made: Iterable[Suggestion], item: str) -> tuple[Suggestion, ...]:
    """The suggestions with others after those of an item, whose number they get, so that they stay together when they
    are sorted; at the end where the item has none."""
    suggestions = list(snapshot.suggestions)
    own = [at for at, each in enumerate(suggestions) if each.item == item]
    if own:
        made = [replace(each, id=suggestions[own[-1]].id) for each in made]
    after = own[-1] + 1 if own else len(suggestions)
    return (*suggestions[:after], *made, *suggestions[after:])


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
    return innermost(plan.places, position, plan.by_key["clauses"])
