"""A statement that the draft missed, with its bodies; and a body that is missing from a statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publisher.codebook.bodies import names_of
from publisher.codebook.printed_lists import ends_open
from publisher.draft.bodies.statements import statements
from publisher.draft.bodies.units import new_unit
from publisher.draft.state import OPEN
from publisher.review.added import Added, as_suggestions, clause_at, free_item, ids_taken, placed
from publisher.review.items import Item
from publisher.review.ledger import next_id, next_of
from publisher.review.store import Snapshot


def statement_rows(snapshot: Snapshot, start: int, end: int) -> list[tuple[str, str, dict[str, str]]]:
    """A row for each body that the marked words name, and rows for bodies that the registry does not have."""
    plan, text = snapshot.plan, snapshot.plan.text or ""
    words = text[start:end]
    statement = next(iter(statements(words, 0, len(words), [])), None)
    bodies = [(body.name, body.role, body.basis) for body in statement.bodies] if statement else []
    bodies = bodies or [(name, "undivided", "not_divided") for name in (name.text for name in names_of(words))]
    known = [row.statement for row in plan.rows("responsibilities")]
    known += [each.cells.get("statement", "") for each in snapshot.suggestions]
    shared = {
        "statement": next_id(known, "s", 2),
        "task_id": clause_at(plan, start),
        "label_printed": statement.label if statement else "",
        "quote": words,
        "open_list": "true" if ends_open(words, [name for name, _, _ in bodies]) else "false",
    }
    rows: list[tuple[str, str, dict[str, str]]] = []
    taken = ids_taken(snapshot, "responsibilities")
    for position, (name, role, basis) in enumerate(bodies, 1):
        key = next_of(taken, plan.document_id, "responsibilities")
        taken.append(key)
        unit, new = _unit(snapshot, name, [row[1] for row in rows])
        rows += new
        own = {"name_printed": name, "unit_id": unit, "position": str(position), "role": role, "role_basis": basis}
        rows.append(("responsibilities", key, {"responsibility_id": key, **shared, **own}))
    # Bodies first: a row that names one is judged with it.
    return sorted(rows, key=lambda row: row[0] == "responsibilities")


def _unit(snapshot: Snapshot, name: str, made: Iterable[str] = ()) -> tuple[str, list[tuple[str, str, dict[str, str]]]]:
    """The id of the body of this name, and the rows to add to the registry where it has none."""
    document = snapshot.plan.document
    area = document.area_code if document else ""
    registry = snapshot.plan.registry
    if known := registry.resolve(name, area):
        return known[0].unit_id, []
    waiting = (each for each in snapshot.suggestions if each.table == "unit_names" and each.state != "rejected")
    if suggestion := next((each for each in waiting if each.cells.get("name") == name), None):
        return suggestion.cells["unit_id"], []
    unit_id = next_id([*ids_taken(snapshot, "units"), *made], f"{snapshot.plan.document_id}-u", 2)
    unit, printed, _ = new_unit(name, unit_id, area, registry)
    return unit_id, [("units", unit_id, unit), ("unit_names", printed["unit_name_id"], printed)]


def entered(snapshot: Snapshot, item: Item, name: str, record: str) -> Added:
    """Suggest the body of a name that the registry lacks, or lead to its suggestion: `record`, and what is open and
    prints the name without a body, takes it.
    """
    unit, new = _unit(snapshot, name)
    made = as_suggestions(new, "", item.start, item.end)
    waiting = (s for s in (*made, *snapshot.suggestions) if s.table == "unit_names" and s.cells.get("unit_id") == unit)
    rest = tuple(
        replace(each, cells={**each.cells, "name_printed": name, "unit_id": unit})
        if each.state in OPEN and each.table == "responsibilities"
        and (each.record == record or (each.cells.get("name_printed") == name and not each.cells.get("unit_id")))
        else each
        for each in snapshot.suggestions
    )  # fmt: skip
    return Added(snapshot.plan, (*rest, *made), next((each.item for each in waiting), item.id))


def body(snapshot: Snapshot, item: Item, name: str) -> Added:
    """Add a body, by its printed name, to a statement: to its suggestion, or to its records as a new suggestion."""
    base = next(entry for entry in item.rows if entry.table == "responsibilities").cells
    key = next_of(ids_taken(snapshot, "responsibilities"), snapshot.plan.document_id, "responsibilities")
    unit, new = _unit(snapshot, name)
    named = sum(entry.table == "responsibilities" for entry in item.rows)
    own = {"responsibility_id": key, "name_printed": name, "unit_id": unit, "position": str(named + 1)}
    cells = {**base, **own}
    suggested = any(each.item == item.id for each in snapshot.suggestions)
    target = item.id if suggested else free_item(snapshot, f"hand body {base['statement']} {item.start}-{item.end}")
    made = as_suggestions([*new, ("responsibilities", key, cells)], target, item.start, item.end)
    return Added(snapshot.plan, placed(snapshot, made, target), made[0].item)
