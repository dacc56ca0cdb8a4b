"""Many suggestions decided in one step: those that the rules refuse stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from publisher.review.decide import Outcome
from publisher.review.items import Entry, Item
from publisher.review.rules import about, problems
from publisher.review.store import Shelf

Accept = Callable[[Shelf, Item, list[Entry]], Outcome]


def all_of(shelf: Shelf, found: Iterable[Item], accept: Accept) -> tuple[Outcome, list[str]]:
    """Agree with every item as it stands, in order; the outcome, and the ids of those that the rules refuse.

    accept: decides one item without asking the rules. The rules are asked of all of them together, again without those
    that they refused, until they refuse none.
    """
    left = list(found)
    refused: list[str] = []
    while True:
        at, registry = shelf, None
        for item in left:
            outcome = accept(at, item, list(item.rows))
            registry = outcome.registry or registry
            plan = replace(outcome.plan, registry=registry) if registry else outcome.plan
            at = replace(at, plan=plan, suggestions=outcome.suggestions)
        said = problems(at.plan)
        bad = [item.id for item in left if about(said, at.plan, item.rows)]
        if not bad:
            return Outcome(at.plan, at.suggestions, registry=registry), refused
        refused += bad
        left = [item for item in left if item.id not in bad]
