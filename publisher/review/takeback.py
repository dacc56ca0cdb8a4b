"""What a decision takes back: a record, or a figure that is only a mention."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from publisher.draft.rows import reasons
from publisher.review.decide import Decision, accept, retired
from publisher.review.items import Item, ItemRow
from publisher.review.ledger import carried, dropped, next_of
from publisher.review.order import in_printed_order
from publisher.review.outline import handed_up
from publisher.review.rules import DANGLING, about, problems
from publisher.review.store import Snapshot, changed
from publisher.terms.messages import Refusal, say


def drop_body(snapshot: Snapshot, item: Item, record: str, reason: tuple[str, str], today: str) -> Decision:
    """Take one body out of a recorded statement; the others stay signed. Raises Refusal for the last of them.

    A name that the statement prints as one of its bodies stays: the rules refuse to leave it out.
    """
    rows = tuple(entry for entry in item.rows if entry.record == record and entry.table == "responsibilities")
    if not rows or sum(entry.table == "responsibilities" for entry in item.rows) < 2:
        raise Refusal(say("review.last-body"))
    outcome = withdraw(snapshot, replace(item, rows=rows), *reason, today)
    rest = [entry for entry in item.rows if entry not in rows]
    errors = outcome.problems or about(problems(outcome.plan), outcome.plan, rest)
    return Decision(snapshot.plan, snapshot.suggestions, tuple(errors)) if errors else outcome


def withdraw(
    snapshot: Snapshot, item: Item, reason_zh: str, reason_en: str, today: str, *, successor: str = ""
) -> Decision:
    """Take a record back: its rows go. No other id changes, so one may be missing between two others.

    Of a draft its sign-offs go too; of a plan that was published the id is retired, with the reason, and they stay.
    What the second reader entered stays as well: it names the successor, or says that the record is gone.
    """
    gone = {(entry.table, entry.record) for entry in item.rows if entry.table != "readings"}
    tables = {table: [row for row in snapshot.plan.rows(table) if (table, row[0]) not in gone] for table, _ in gone}
    if "responsibilities" in tables:
        tables["responsibilities"] = in_printed_order(tables["responsibilities"], list(item.rows))
    records = {record for _, record in gone}
    if snapshot.draft:
        plan = carried(snapshot.plan, changed(snapshot.plan, {**tables, "checks": dropped(snapshot.plan, records)}))
        rest = snapshot.suggestions  # what is suggested within a clause that goes is so in the clause that holds it
        for entry in item.rows:
            rest = handed_up(rest, entry.record) if entry.table == "clauses" else rest
        return _unless_named(snapshot, records, Decision(plan, rest))
    gone_said: Any = {"settled": "first", "comment_zh": reason_zh, "comment_en": reason_en}
    tables["readings"] = [
        row._replace(record_id=successor, **({} if successor else gone_said)) if row.record_id in records else row
        for row in snapshot.plan.rows("readings")
    ]
    gone_ids = dict.fromkeys(sorted(records), successor)
    registry = retired(snapshot.plan.registry, gone_ids, (reason_zh, reason_en), today)
    plan = carried(snapshot.plan, changed(snapshot.plan, tables, registry))
    return _unless_named(snapshot, records, Decision(plan, snapshot.suggestions, registry=registry))


def _unless_named(snapshot: Snapshot, records: set[str], outcome: Decision) -> Decision:
    """The outcome, unless other rows still name what it takes back: these are to be corrected or taken back first."""
    # In a draft a mention may name a figure that is still a suggestion; only what is taken back counts here.
    dangling = tuple(
        problem
        for problem in problems(outcome.plan)
        if problem.code in DANGLING and (problem.code != "record-of-plan-not-found" or problem.found in records)
    )
    return Decision(snapshot.plan, snapshot.suggestions, dangling) if dangling else outcome


def as_mention(
    snapshot: Snapshot, item: Item, kind: str, reason_zh: str, reason_en: str, reader: str, today: str
) -> Decision:
    """A figure that is no record of its own: a mention with its reason takes the place of the suggestion."""
    source = item.rows[0].cells
    taken = [row.mention_id for row in snapshot.plan.rows("mentions")] + [s.record for s in snapshot.suggestions]
    mention = next_of(taken, snapshot.plan.document_id, "mentions")
    standard = reasons(kind)
    given = reason_zh or standard[0], reason_en or standard[1]
    names = snapshot.schemas["mentions"].names
    cells = (
        dict.fromkeys(names, "")
        | {name: source[name] for name in names if name in source}
        | {
            "mention_id": mention,
            "kind": kind,
            "reason_zh": given[0],
            "reason_en": given[1],
            "record_id": "",
        }
    )
    old = Item(item.id, item.state, item.start, item.end, (ItemRow("mentions", mention, cells),))
    recorded = item.state in ("record", "signed")
    # A figure is one record or one mention: the mention is judged without the record whose place it takes.
    gone = {(entry.table, entry.record) for entry in item.rows if recorded}
    tables = {table: [row for row in snapshot.plan.rows(table) if (table, row[0]) not in gone] for table, _ in gone}
    before = replace(snapshot, plan=changed(snapshot.plan, tables))
    made = accept(before, old, [ItemRow("mentions", mention, cells)], reader, today)
    if recorded and not made.problems:
        without = withdraw(replace(snapshot, plan=made.plan), item, *given, today, successor=mention)
        return replace(without, suggestions=made.suggestions)
    return made
