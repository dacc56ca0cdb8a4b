"""What a decision takes back: a record, or a figure that is only a mention."""

from __future__ import annotations

from dataclasses import replace

from publisher.draft.reasons import MENTION_REASONS
from publisher.review.decide import Outcome, accept, entered
from publisher.review.items import Entry, Item
from publisher.review.ledger import carried, dropped, next_id
from publisher.review.order import in_printed_order
from publisher.review.rules import DANGLING, problems
from publisher.review.store import Shelf, changed, row_of


def withdraw(shelf: Shelf, item: Item, reason_zh: str, reason_en: str, today: str) -> Outcome:
    """Take a record back: its rows go. No other id changes, so one may be missing between two others.

    Of a draft its sign-offs go too; of a plan that was published the id is retired, with the reason, and they stay.
    """
    gone = {(entry.table, entry.record) for entry in item.rows if entry.table != "readings"}
    tables = {table: [row for row in shelf.plan.rows(table) if (table, row[0]) not in gone] for table, _ in gone}
    if "responsibilities" in tables:
        tables["responsibilities"] = in_printed_order(tables["responsibilities"], list(item.rows))
    records = {record for _, record in gone}
    if shelf.draft:
        plan = carried(shelf.plan, changed(shelf.plan, {**tables, "checks": dropped(shelf.plan, records)}))
        return _unless_named(shelf, Outcome(plan, shelf.suggestions))
    schema = shelf.schemas["retired"]
    cells = {"retired_on": today, "reason_zh": reason_zh, "reason_en": reason_en}
    rows = [row_of(schema, {"record_id": record, **cells}) for record in sorted(records)]
    registry = shelf.plan.registry
    registry = entered(registry, {"retired": [*registry.rows("retired"), *rows]})
    plan = carried(shelf.plan, changed(shelf.plan, tables, registry))
    return _unless_named(shelf, Outcome(plan, shelf.suggestions, registry=registry))


def _unless_named(shelf: Shelf, outcome: Outcome) -> Outcome:
    """The outcome, unless other rows still name what it takes back: these are to be corrected or taken back first."""
    found = tuple(problem for problem in problems(outcome.plan) if problem.code in DANGLING)
    return Outcome(shelf.plan, shelf.suggestions, found) if found else outcome


def as_mention(shelf: Shelf, item: Item, kind: str, reason_zh: str, reason_en: str, reader: str, today: str) -> Outcome:
    """A figure that is no record of its own: a mention with its reason takes the place of the suggestion."""
    source = item.rows[0].cells
    taken = [row.mention_id for row in shelf.plan.rows("mentions")] + [s.record for s in shelf.suggestions]
    mention = next_id(taken, f"{shelf.plan.document_id}.m", 2)
    standard = MENTION_REASONS.get(kind, ("", ""))
    names = shelf.schemas["mentions"].names
    cells = (
        dict.fromkeys(names, "")
        | {name: source[name] for name in names if name in source}
        | {
            "mention_id": mention,
            "kind": kind,
            "reason_zh": reason_zh or standard[0],
            "reason_en": reason_en or standard[1],
            "record_id": "",
        }
    )
    old = Item(item.id, item.state, item.start, item.end, "", "", "", "", (Entry("mentions", mention, cells),))
    made = accept(shelf, old, [Entry("mentions", mention, cells)], reader, today)
    if item.state == "record" and not made.problems:
        without = withdraw(
            replace(shelf, plan=made.plan), item, reason_zh or standard[0], reason_en or standard[1], today
        )
        return Outcome(without.plan, made.suggestions, registry=without.registry)
    return made
