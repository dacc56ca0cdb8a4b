"""What a decision does to the tables: agree, correct, reject, set aside, take as a mention; and the last step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from publisher.draft.reasons import MENTION_REASONS
from publisher.draft.state import OPEN, Suggestion
from publisher.problem import Problem
from publisher.read import Plan, Registry, Row
from publisher.review.items import SIGNED, Entry, Item
from publisher.review.rules import AFTER, about, problems
from publisher.review.store import Shelf, changed, extended, row_of
from publisher.schema import REGISTRY
from publisher.tidy import natural


@dataclass(frozen=True, slots=True)
class Outcome:
    """The plan, suggestions and registry as they would be; the problems that forbid it (nothing is written then)."""

    plan: Plan
    suggestions: tuple[Suggestion, ...]
    problems: tuple[Problem, ...] = ()
    registry: Registry | None = None


def next_id(taken: Iterable[str], stem: str, width: int) -> str:
    """The next id with this stem that was never used."""
    numbers = [
        int(one.removeprefix(stem)) for one in taken if one.startswith(stem) and one.removeprefix(stem).isdecimal()
    ]
    return f"{stem}{max(numbers, default=0) + 1:0{width}}"


def signed(
    plan: Plan, records: Iterable[str], reader: str, today: str, *, corrected: bool, comment: str = ""
) -> list[Row]:
    """The ledger with a sign-off of each record's present content added."""
    rows = list(plan.rows("checks"))
    schema = plan.schemas["checks"]
    for record in dict.fromkeys(records):
        check_id = next_id((row.check_id for row in rows), f"{plan.document_id}.k", 4)
        rows.append(
            row_of(
                schema,
                {
                    "check_id": check_id,
                    "record_id": record,
                    "record_sha256": plan.hashes[record],
                    "copy_sha256": plan.copy.sha256 if plan.copy else "",
                    "reader": reader,
                    "outcome": "corrected" if corrected else "agreed",
                    "checked_on": today,
                    "comment": comment,
                },
            )
        )
    return rows


def accept(shelf: Shelf, item: Item, entries: list[Entry], reader: str, today: str) -> Outcome:
    """Make an item's rows records (as they stand, or as they were corrected) and sign them.

    Rows for the registry wait, as agreed, until the draft is finished.
    """
    tables: dict[str, list[Row]] = {}
    suggestions = [s for s in shelf.suggestions if s.item != item.id]
    for entry, before in zip(entries, item.rows, strict=True):
        schema = shelf.schemas[entry.table]
        if entry.table in REGISTRY and shelf.draft:
            old = next(s for s in shelf.suggestions if s.item == item.id and s.record == before.record)
            suggestions.append(replace(old, record=entry.cells[schema.key], cells=dict(entry.cells), state="agreed"))
            continue
        rows = tables.setdefault(entry.table, list(shelf.plan.rows(entry.table)))
        if entry.table == "copies":
            rows.clear()
        rows[:] = [row for row in rows if row[0] != before.cells.get(schema.key)]
        rows.append(row_of(schema, entry.cells))
    suggestions = _renamed(suggestions, item.rows, entries, shelf)
    suggestions.sort(key=lambda s: natural(s.id))
    plan = changed(shelf.plan, tables, extended(shelf.registry, suggestions))
    found = about(problems(plan), plan, entries)
    if found:
        return Outcome(shelf.plan, shelf.suggestions, tuple(found))
    records = [entry.cells[shelf.schemas[entry.table].key] for entry in entries if entry.table in SIGNED]
    same = all(entry.cells == before.cells for entry, before in zip(entries, item.rows, strict=True))
    filled = all(_only_filled(entry.cells, before.cells) for entry, before in zip(entries, item.rows, strict=True))
    ledger = signed(plan, records, reader, today, corrected=not (same or (item.state in OPEN and filled)))
    return Outcome(changed(plan, {"checks": ledger}), tuple(suggestions))


def _only_filled(after: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Whether nothing suggested was changed: only cells that were left open (English, summaries) were filled."""
    return all(after[name] == value for name, value in before.items() if value)


def _renamed(
    suggestions: list[Suggestion], before: Iterable[Entry], after: Iterable[Entry], shelf: Shelf
) -> list[Suggestion]:
    """A body that was given another id, or the id of one that is known: what refers to it follows."""
    for old, new in zip(before, after, strict=True):
        key = shelf.schemas[old.table].key
        name, value = old.cells.get(key, ""), new.cells.get(key, "")
        if old.table != "units" or name == value:
            continue
        suggestions = [
            replace(
                s,
                cells={
                    k: value if v == name and k in ("unit_id", "issuer_unit_id", "parent_id") else v
                    for k, v in s.cells.items()
                },
            )
            for s in suggestions
        ]
    return suggestions


def as_known_unit(shelf: Shelf, item: Item, unit_id: str) -> Outcome:
    """A new name of a body that the registry has: only the name waits for it, and what refers to the body follows."""
    unit = next(row for row in item.rows if row.table == "units")
    rest = []
    for s in shelf.suggestions:
        if s.item == item.id and s.table == "units":
            continue
        if s.item == item.id and s.table == "unit_names":
            taken = [row.unit_name_id for row in shelf.plan.registry.rows("unit_names")]
            name_id = next_id(taken, f"{unit_id}-", 1)
            rest.append(
                replace(
                    s, state="agreed", record=name_id, cells={**s.cells, "unit_id": unit_id, "unit_name_id": name_id}
                )
            )
        else:
            rest.append(s)
    known = replace(unit, cells={**unit.cells, "unit_id": unit_id})
    return Outcome(shelf.plan, tuple(_renamed(rest, [unit], [known], shelf)))


def put_off(shelf: Shelf, item: Item, state: str, reason: str) -> Outcome:
    """Set a suggestion aside (to be decided later) or reject it, with the reason."""
    rows = tuple(replace(s, state=state, reason=reason) if s.item == item.id else s for s in shelf.suggestions)
    return Outcome(shelf.plan, rows)


def withdraw(shelf: Shelf, item: Item, reason_zh: str, reason_en: str, today: str) -> Outcome:
    """Take a record back: its rows go; its id is retired where the plan was published."""
    gone = {(entry.table, entry.record) for entry in item.rows}
    tables = {table: [row for row in shelf.plan.rows(table) if (table, row[0]) not in gone] for table, _ in gone}
    records = {record for _, record in gone}
    tables["checks"] = [row for row in shelf.plan.rows("checks") if row.record_id not in records]
    registry = shelf.plan.registry
    if not shelf.draft:
        schema = shelf.schemas["retired"]
        made = dict(registry.tables)
        rows = [
            *made["retired"].rows,
            *(
                row_of(
                    schema, {"record_id": record, "retired_on": today, "reason_zh": reason_zh, "reason_en": reason_en}
                )
                for record in sorted(records)
            ),
        ]
        made["retired"] = replace(made["retired"], rows=tuple(rows))
        registry = Registry(made, registry.schemas)
    return Outcome(changed(shelf.plan, tables, registry), shelf.suggestions, registry=None if shelf.draft else registry)


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


def finish(shelf: Shelf) -> Outcome:
    """The last step of a draft: nothing is undecided, the plan is whole by every rule, its registry rows enter."""
    clauses = sorted(shelf.plan.rows("clauses"), key=lambda row: (int(row.position), natural(row.clause_id)))
    numbered = [row._replace(position=str(index)) for index, row in enumerate(clauses, 1)]
    plan = changed(shelf.plan, {"clauses": numbered})
    registry = extended(shelf.registry, shelf.suggestions)
    final = Plan(plan.document_id, plan.tables, registry, plan.sources)
    found = [p for p in problems(final) if p.code not in AFTER]
    return Outcome(final, shelf.suggestions, tuple(found), registry)
