"""Many suggestions decided in one step: those that the rules refuse stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from publisher.review.add import from_words
from publisher.review.decide import Decision, put_off
from publisher.review.items import Item, ItemRow
from publisher.review.rules import about, problems
from publisher.review.store import Snapshot

Accept = Callable[[Snapshot, Item, list[ItemRow]], Decision]


def all_of(snapshot: Snapshot, all_items: Iterable[Item], accept: Accept) -> tuple[Decision, list[str]]:
    """Agree with every item as it stands, in order; the outcome, and the ids of those that the rules refuse.

    accept: decides one item without asking the rules. The rules are asked of all of them together, again without those
    that they refused, until they refuse none.
    """
    left = list(all_items)
    refused: list[str] = []
    while True:
        at, registry = snapshot, None
        for item in left:
            outcome = accept(at, item, list(item.rows))
            registry = outcome.registry or registry
            plan = replace(outcome.plan, registry=registry) if registry else outcome.plan
            at = replace(at, plan=plan, suggestions=outcome.suggestions)
        said = problems(at.plan, only={row.record for item in left for row in item.rows})
        bad = [item.id for item in left if about(said, at.plan, item.rows)]
        if not bad:
            return Decision(at.plan, at.suggestions, registry=registry), refused
        refused += bad
        left = [item for item in left if item.id not in bad]


def set_aside(snapshot: Snapshot, place: tuple[int, int, str], reason: tuple[str, str]) -> tuple[Snapshot, str]:
    """The snapshot with a suggestion that gives a place its account, and the suggestion's item.

    A figure, a title or a name becomes a mention with the reason, a bracket of bodies a note that says it.
    """
    start, end, kind = place
    table = "notes" if kind == "statement" else "mentions"
    added = from_words(snapshot, table, start, min(end, start + _MOST) if table == "notes" else end)
    said = ("text_zh", "text_en") if table == "notes" else ("reason_zh", "reason_en")
    own = dict(zip(said, reason, strict=True)) | ({"kind": "interpretation"} if table == "notes" else {})
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
