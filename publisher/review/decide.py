"""Applies a decision to the tables: agree, correct, reject, set aside, take as a mention; and the last step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from publisher.draft.state import OPEN, Suggestion
from publisher.read.descriptor import DESCRIBED
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Row, natural
from publisher.review.alike import areas_named, is_carried, until_the_end
from publisher.review.items import SIGNED, Item, ItemRow
from publisher.review.ledger import carried, next_id, signed
from publisher.review.order import in_printed_order
from publisher.review.outline import DUTIES, handed_up, parent_of, renamed
from publisher.review.rules import AFTER, about, problems
from publisher.review.signing import agreed_by
from publisher.review.store import ASSUMED, Snapshot, changed, extended, row_of, with_rows
from publisher.terms.problem import Problem
from publisher.terms.schema import REGISTRY


@dataclass(frozen=True, slots=True)
class Decision:
    """The plan, suggestions and registry after a decision; or the problems that refuse it (nothing is written)."""

    plan: Plan
    suggestions: tuple[Suggestion, ...]
    problems: tuple[Problem, ...] = ()
    registry: Registry | None = None


Pairs = list[tuple[ItemRow, ItemRow]]  # a row as it was decided, and as it stood before


def accept(snapshot: Snapshot, item: Item, entries: list[ItemRow], reader: str, today: str) -> Decision:
    """Make an item's rows records (as they stand, or as they were corrected) and sign them.

    Rows for the registry wait, as agreed, until the draft is finished; of a plan that is none they enter it at once.
    The outcome is the problems of the rules where they refuse it.
    """
    pairs = _pairs(snapshot, item, entries)
    keys = {entry.cells[snapshot.schemas[entry.table].key] for entry, _ in pairs}
    outcome = _entered(snapshot, [(item, pairs)], reader, today, ask=keys)
    return replace(outcome, suggestions=snapshot.suggestions) if outcome.problems else outcome


def accept_all(snapshot: Snapshot, all_items: Iterable[Item], reader: str, today: str) -> Decision:
    """Make the rows of many items records as they stand, and sign them, without asking the rules."""
    decided = [(item, _pairs(snapshot, item, list(item.rows))) for item in all_items]
    return _entered(snapshot, decided, reader, today)


def _pairs(snapshot: Snapshot, item: Item, entries: list[ItemRow]) -> Pairs:
    return [
        (e, b)
        for e, b in zip(_followed(entries), item.rows, strict=True)
        if not _needless(e, entries, recorded=b.record in snapshot.plan.records)
    ]


def _tables(snapshot: Snapshot, pairs: Pairs) -> dict[str, list[Row]]:
    """The rows of each table that a decision changes."""
    made: dict[str, list[Row]] = {}
    gone: dict[str, set[str]] = {}
    for entry, old in pairs:
        if entry.table != DESCRIBED and not (entry.table in REGISTRY and snapshot.draft):
            schema = snapshot.schemas[entry.table]
            made.setdefault(entry.table, []).append(row_of(schema, entry.cells))
            gone.setdefault(entry.table, set()).add(old.cells.get(schema.key, ""))
    for table, rows in made.items():
        present = snapshot.plan.registry.rows(table) if table in REGISTRY else snapshot.plan.rows(table)
        kept = [row for row in present if getattr(row, "publisher", "") != ASSUMED and row[0] not in gone[table]]
        made[table] = [*kept, *rows]
    return made


def _entered(
    snapshot: Snapshot, decided: list[tuple[Item, Pairs]], reader: str, today: str, *, ask: set[str] | None = None
) -> Decision:
    """The outcome of decided items. ask: the ids of the rows about which the rules are asked; None to ask nothing."""
    pairs = [pair for _, of_item in decided for pair in of_item]
    entries, before = [e for e, _ in pairs], [b for _, b in pairs]
    chosen = {item.id for item, _ in decided}
    suggestions = [s for s in snapshot.suggestions if s.item not in chosen]
    snapshot, suggestions = _moved(snapshot, suggestions, pairs)
    suggestions += _agreed(snapshot, decided) if snapshot.draft else ()
    tables = _tables(snapshot, pairs)
    suggestions = areas_named(_renamed(suggestions, before, entries, snapshot), entries)
    suggestions = until_the_end(suggestions, pairs)
    suggestions.sort(key=lambda s: natural(s.id))
    own = {name: rows for name, rows in tables.items() if name in REGISTRY}
    of_all = [entry for entry in entries if entry.table in (*REGISTRY, DESCRIBED)]
    registry = entered(snapshot.plan.registry, own) if of_all and not snapshot.draft else None
    tables = {name: rows for name, rows in tables.items() if name not in REGISTRY}
    if "responsibilities" in tables:
        tables["responsibilities"] = in_printed_order(tables["responsibilities"], entries)
    if registry is None and of_all:
        known = extended(snapshot.registry, suggestions)
    else:
        known = registry or snapshot.plan.registry
    after = changed(snapshot.plan, tables, known)
    plan = carried(snapshot.plan, after, edited=_edited(pairs, snapshot))
    if ask is not None and (errors := about(problems(plan, only=ask), plan, entries)):
        return Decision(snapshot.plan, snapshot.suggestions, tuple(errors))
    new = [entry for item, of_item in decided if _corrected(item, of_item) for entry, _ in of_item]
    records = [entry.cells[snapshot.schemas[entry.table].key] for entry in entries if entry.table in SIGNED]
    corrected = {entry.cells[snapshot.schemas[entry.table].key] for entry in new if entry.table in SIGNED}
    ledger = signed(plan, records, reader, today, corrected=corrected)
    if registry is not None:
        ids = _ids(registry, snapshot, of_all)
        anew = {*_ids(registry, snapshot, [entry for entry in new if entry.table in REGISTRY])}
        registry = agreed_by(registry, ids, reader, today, corrected=anew)
    return Decision(changed(plan, {"checks": ledger}), tuple(suggestions), registry=registry)


def _agreed(snapshot: Snapshot, decided: list[tuple[Item, Pairs]]) -> Iterator[Suggestion]:
    """The rows of a draft's bodies as they were agreed to: they wait for the end of the draft."""
    waiting = {(suggestion.item, suggestion.record): suggestion for suggestion in snapshot.suggestions}
    for item, of_item in decided:
        for entry, old in of_item:
            if entry.table in REGISTRY:
                record, cells = entry.cells[snapshot.schemas[entry.table].key], dict(entry.cells)
                yield replace(waiting[item.id, old.record], record=record, cells=cells, state="agreed")


def _ids(registry: Registry, snapshot: Snapshot, entries: Iterable[ItemRow]) -> list[str]:
    """The ids under which the ledger of the registry holds entries."""
    return [registry.ledger.id_of(row_of(snapshot.schemas[one.table], one.cells)) for one in entries]


def _corrected(item: Item, pairs: Pairs) -> bool:
    """Whether more was done to an item than to agree: cells that were left open may be filled."""
    same = all(entry.cells == old.cells for entry, old in pairs)
    filled = all(_only_filled(entry.cells, old.cells) for entry, old in pairs)
    return not (same or (item.state in OPEN and filled)) or is_carried(item)


def _edited(pairs: Iterable[tuple[ItemRow, ItemRow]], snapshot: Snapshot) -> set[str]:
    """The records in whose rows more was changed than the id and the position."""

    def told(entry: ItemRow) -> dict[str, str]:
        key = snapshot.schemas[entry.table].key
        return {name: cell for name, cell in entry.cells.items() if name not in (key, "position")}

    return {entry.record for entry, old in pairs if told(entry) != told(old)}


def _moved(
    snapshot: Snapshot, suggestions: list[Suggestion], pairs: list[tuple[ItemRow, ItemRow]]
) -> tuple[Snapshot, list[Suggestion]]:
    """A suggested clause that was given another id: what refers to it, and the clauses under it, follow."""
    clause = next(((old.record, entry.record) for entry, old in pairs if entry.table == "clauses"), ("", ""))
    if not snapshot.draft or clause[0] == clause[1]:
        return snapshot, suggestions
    known = [row.clause_id for row in snapshot.plan.rows("clauses")]
    known += [s.record for s in suggestions if s.table == "clauses"]
    names = {clause[0]: clause[1]} | {
        one: clause[1] + one.removeprefix(clause[0]) for one in known if one.startswith(clause[0] + ".")
    }
    plan, rest = renamed(snapshot.plan, tuple(suggestions), names)
    return replace(snapshot, plan=plan), list(rest)


def entered(registry: Registry, tables: Mapping[str, list[Row]]) -> Registry:
    """The registry with other rows in some of its tables."""
    made = {name: with_rows(registry.tables[name], registry.schemas[name], rows) for name, rows in tables.items()}
    return replace(registry, tables={**registry.tables, **made})


def retired(registry: Registry, records: Mapping[str, str], reason: tuple[str, str], today: str) -> Registry:
    """The registry with records retired. records: id → that of the successor, or ""; reason: in Chinese and English."""
    zh, en = reason
    tombstone = {"retired_on": today, "reason_zh": zh, "reason_en": en}
    rows = [
        row_of(registry.schemas["retired"], {"record_id": record, "successor_id": successor, **tombstone})
        for record, successor in records.items()
    ]
    return entered(registry, {"retired": [*registry.rows("retired"), *rows]})


def _followed(entries: list[ItemRow]) -> list[ItemRow]:
    """The rows of an item with what follows from another: a clause's parent from its id, its task from the clause."""
    clause = next((entry.cells for entry in entries if entry.table == "clauses"), None)
    if clause is None:
        return entries
    own: dict[str, dict[str, str]] = {
        "clauses": {"parent_id": parent_of(clause["clause_id"])},
        "tasks": {"task_id": clause["clause_id"], "kind": clause["kind"]},
    }
    made = [replace(entry, cells={**entry.cells, **own.get(entry.table, {})}) for entry in entries]
    return [replace(entry, record=clause["clause_id"]) if entry.table in own else entry for entry in made]


def _needless(entry: ItemRow, entries: list[ItemRow], *, recorded: bool) -> bool:
    """Whether a row of an item is left out: the task of a clause that is none, a body whose cells were emptied.

    A body that is a record is not left out so: it is dropped, with a reason.
    """
    if entry.table == "tasks":
        return any(other.table == "clauses" and other.cells["kind"] not in DUTIES for other in entries)
    if (
        entry.table == "responsibilities"
        and not recorded
        and not entry.cells["name_printed"]
        and not entry.cells["unit_id"]
    ):
        return any(other.cells.get("name_printed") for other in entries)
    return False


def _only_filled(after: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Whether nothing suggested was changed: only cells that were left open (English, summaries) were filled."""
    return all(after[name] == value for name, value in before.items() if value)


def _renamed(
    suggestions: list[Suggestion], before: Iterable[ItemRow], after: Iterable[ItemRow], snapshot: Snapshot
) -> list[Suggestion]:
    """A body that was given another id, or the id of one that is known: what refers to it follows."""
    for old, new in zip(before, after, strict=True):
        key = snapshot.schemas[old.table].key
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


def as_known_unit(snapshot: Snapshot, item: Item, unit_id: str) -> Decision:
    """A new name of a body that the registry has: only the name waits for it, and what refers to the body follows."""
    unit = next(row for row in item.rows if row.table == "units")
    rest = []
    for s in snapshot.suggestions:
        if s.item == item.id and s.table == "units":
            continue
        if s.item == item.id and s.table == "unit_names":
            taken = [row.unit_name_id for row in snapshot.plan.registry.rows("unit_names")]
            name_id = next_id(taken, f"{unit_id}-", 1)
            rest.append(
                replace(
                    s, state="agreed", record=name_id, cells={**s.cells, "unit_id": unit_id, "unit_name_id": name_id}
                )
            )
        else:
            rest.append(s)
    known = replace(unit, cells={**unit.cells, "unit_id": unit_id})
    named = tuple(_renamed(rest, [unit], [known], snapshot))
    if snapshot.draft:
        return Decision(snapshot.plan, named)
    schema = snapshot.schemas["unit_names"]
    own = [row_of(schema, s.cells) for s in named if s.item == item.id and s.table == "unit_names"]
    registry = entered(snapshot.plan.registry, {"unit_names": [*snapshot.plan.registry.rows("unit_names"), *own]})
    left = tuple(s for s in named if s.item != item.id or s.table != "unit_names")
    return Decision(changed(snapshot.plan, {}, registry), left, registry=registry)


def put_off(snapshot: Snapshot, item: Item, state: str, reason: str) -> Decision:
    """Set a suggestion aside (to be decided later) or reject it, with the reason.

    What is suggested within a clause that is rejected is suggested within the clause that holds it; what names a body,
    a measure or an indicator that is rejected names none.
    """
    rows = tuple(replace(s, state=state, reason=reason) if s.item == item.id else s for s in snapshot.suggestions)
    if state == "rejected":
        for entry in item.rows:
            rows = handed_up(rows, entry.record) if entry.table == "clauses" else _unnamed(rows, entry)
    return Decision(snapshot.plan, rows)


def _unnamed(suggestions: tuple[Suggestion, ...], gone: ItemRow) -> tuple[Suggestion, ...]:
    """Suggestions whose open rows no longer name a row that does not enter the registry."""
    column = _OURS.get(gone.table, "")
    none = {column: ""} | ({"indicator_match": ""} if column == "indicator_id" else {})
    return tuple(
        replace(each, cells={**each.cells, **none})
        if each.state in OPEN and each.table not in _OURS and column and each.cells.get(column) == gone.record
        else each
        for each in suggestions
    )


def _still_named(suggestions: Iterable[Suggestion], plan: Plan) -> list[Suggestion]:
    """Suggestions without the bodies, measures and indicators that nothing names any more, as what named them was
    rejected.
    """
    waiting, keys = list(suggestions), set(_OURS.values())
    used = {getattr(row, key, "") for table in plan.tables.values() for row in table.rows for key in keys}
    used |= {s.cells.get(column, "") for s in waiting for column in ("issuer_unit_id", "parent_id")}
    used |= {s.cells.get(key, "") for s in waiting for key in ("measure_id", "canonical_id") if s.record in used}
    return [s for s in waiting if s.table not in _OURS or s.cells.get(_OURS[s.table]) in used]


# Tables of the registry to which a plan adds, and the column by which others name their rows.
_OURS = {"units": "unit_id", "unit_names": "unit_id", "measures": "measure_id", "indicators": "indicator_id"}


def finish(snapshot: Snapshot) -> Decision:
    """The last step of a draft: nothing is undecided, the plan is whole by every rule, its registry rows enter."""
    clauses = sorted(snapshot.plan.rows("clauses"), key=lambda row: (int(row.position), natural(row.clause_id)))
    numbered = [row._replace(position=str(index)) for index, row in enumerate(clauses, 1)]
    plan = carried(snapshot.plan, changed(snapshot.plan, {"clauses": numbered}))
    registry = extended(snapshot.registry, _still_named(snapshot.suggestions, plan))
    final = Plan(plan.document_id, plan.tables, registry, plan.sources)
    errors = [p for p in problems(final, whole=True) if p.code not in AFTER]
    return Decision(final, snapshot.suggestions, tuple(errors), registry)
