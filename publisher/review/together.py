"""Many suggestions decided in one step: those that the rules refuse stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

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
        said = problems(at.plan)
        bad = [item.id for item in left if about(said, at.plan, item.rows)]
        if not bad:
            return Decision(at.plan, at.suggestions, registry=registry), refused
        refused += bad
        left = [item for item in left if item.id not in bad]


def all_put_off(snapshot: Snapshot, all_items: Iterable[Item], state: str, reason: str) -> Decision:
    """Set every item aside, or reject it, with one reason."""
    for item in all_items:
        snapshot = replace(snapshot, suggestions=put_off(snapshot, item, state, reason).suggestions)
    return Decision(snapshot.plan, snapshot.suggestions)
