"""Many suggestions decided in one step: those that the rules refuse stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publisher.review.add import from_words
from publisher.review.decide import Decision, accept_all, put_off
from publisher.review.items import Item
from publisher.review.rules import problems, refused_of
from publisher.review.store import Snapshot


def all_of(snapshot: Snapshot, all_items: Iterable[Item], reader: str, today: str) -> tuple[Decision, list[str]]:
    """Agree with every item as it stands, in order; the outcome, and the ids of those that the rules refuse.

    The rules are asked of all of them together, again without those that they refused, until they refuse none.
    """
    left = list(all_items)
    refused: list[str] = []
    while True:
        outcome = accept_all(snapshot, left, reader, today)
        plan = replace(outcome.plan, registry=outcome.registry) if outcome.registry else outcome.plan
        found_problems = problems(plan, only={row.record for item in left for row in item.rows})
        bad = refused_of(found_problems, plan, left)
        if not bad:
            return replace(outcome, plan=plan), refused
        refused += [item.id for item in left if item.id in bad]
        left = [item for item in left if item.id not in bad]


def set_aside(snapshot: Snapshot, place: tuple[int, int, str], reason: tuple[str, str]) -> tuple[Snapshot, str]:
    """The snapshot with a suggestion that gives a place its account, and the suggestion's item.

    A figure, a title or a name becomes a mention with the reason, a bracket of bodies a note that says it.
    """
    start, end, kind = place
    table = "notes" if kind == "statement" else "mentions"
    added = from_words(snapshot, table, start, min(end, start + _MOST) if table == "notes" else end)
    columns = ("text_zh", "text_en") if table == "notes" else ("reason_zh", "reason_en")
    own = dict(zip(columns, reason, strict=True)) | ({"kind": "interpretation"} if table == "notes" else {})
    rows = tuple(
        replace(each, cells={**each.cells, **own}) if each.item == added.item else each for each in added.suggestions
    )
    return replace(snapshot, plan=added.plan, suggestions=rows), added.item


_MOST = 80  # characters of a quote


def all_put_off(snapshot: Snapshot, all_items: Iterable[Item], state: str, reason: str) -> Decision:
    """Set every item aside, or reject it, with one reason."""
    for item in all_items:
        snapshot = replace(snapshot, suggestions=put_off(snapshot, item, state, reason).suggestions)
    return Decision(snapshot.plan, snapshot.suggestions)
