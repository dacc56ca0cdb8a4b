"""A difference between two entries is settled: who the text supports, and what that changes, in one step.

The first reader's own entry is kept in readings.csv when the record takes the second one's values, so that the
difference stays visible. The second reader signs what results; the first one's sign-off is for the old content and
stale, so the record asks for it at the first reader's desk.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from publisher.read.plan import Plan
from publisher.read.table import Row
from publisher.review.blind import BLIND, COMPARED, first_reader
from publisher.review.decide import Decision, retired
from publisher.review.entering import differences
from publisher.review.items import Item, ItemRow
from publisher.review.ledger import next_of, signed
from publisher.review.rules import about, problems
from publisher.review.store import Snapshot, cells_of, changed, row_of
from publisher.terms.messages import say
from publisher.terms.problem import Place, Problem, Severity

HOW = ("first", "second", "unclear")


@dataclass(frozen=True, slots=True)
class Settled:
    """What the second reader's entry makes of one record: its new row (None: it goes), under an id old or new."""

    reading: Row
    before: Row | None
    table: str
    entry: ItemRow | None


def settle(
    snapshot: Snapshot, item: Item, how: str, entries: list[ItemRow], comment: tuple[str, str], reader: str, today: str
) -> Decision:
    """Settle the differences of a place. entries: the item's rows as the page has them (records may be adjusted)."""
    plan = snapshot.plan
    open_rows = {entry.record for entry in item.rows if entry.table == "readings" and not entry.cells["settled"]}
    readings = [row for row in plan.rows("readings") if row[0] in open_rows and row.reader == reader]
    readings = [row for row in readings if not _alike(row, item)]
    settlement: Any = {"settled": how, "comment_zh": comment[0], "comment_en": comment[1]}
    if how == "second":
        readings = [_linked(row, item) for row in readings]
        if left := [row for row in readings if row.record_kind == "responsibility" and not row.record_id]:
            return Decision(plan, snapshot.suggestions, tuple(_missing(row, plan) for row in left))
        return _second(snapshot, [_made(plan, item, entries, row) for row in readings], settlement, reader, today)
    rows = [row._replace(**settlement) if row in readings else row for row in plan.rows("readings")]
    after = changed(plan, {"readings": rows})
    records = [row.record_id for row in readings if row.record_id] if how == "first" else []
    return Decision(changed(after, {"checks": signed(after, records, reader, today)}), snapshot.suggestions)


def _alike(reading: Row, item: Item) -> bool:
    """Whether a reading is what its record says, so that nothing is to be settled: another of its place differs."""
    same = (e for e in item.rows if e.table in BLIND and e.record == reading.record_id)
    return any(not differences(cells_of(reading), entry) for entry in same)


def _linked(reading: Row, item: Item) -> Row:
    """The reading of a body that only the second reader named, with the record that it has been given since."""
    if reading.record_id or reading.record_kind != "responsibility":
        return reading
    same = (e.record for e in item.rows if e.cells.get("name_printed") == reading.name_printed and e.table in BLIND)
    return reading._replace(record_id=next(same, ""))


def _missing(reading: Row, plan: Plan) -> Problem:
    """A body is added where the first reader adds bodies: its row needs more than a name and a role."""
    place = Place(plan.tables["responsibilities"].file)
    return Problem("name-left-out", Severity.ERROR, place, reading.name_printed, say("name-left-out.desk"))


def _made(plan: Plan, item: Item, entries: list[ItemRow], reading: Row) -> Settled:
    """The record as the second reader has it: as adjusted on the page, else with the values of the reading."""
    before = next((e for e in item.rows if e.record == reading.record_id and e.table in BLIND), None)
    row = next(iter(plan.records.get(reading.record_id, ())), None) if reading.record_id else None
    wanted = next((name for name, kind in BLIND.items() if kind == reading.record_kind), "")
    if before is None or (wanted != before.table and reading.kind):
        made = [e for e, old in zip(entries, item.rows, strict=True) if old.table == wanted and old is not before]
        return Settled(reading, row, wanted, made[0])
    empty = not reading.name_printed if before.table == "responsibilities" else not reading.kind
    if empty:
        return Settled(reading, row, before.table, None)
    sent = next(e for e, old in zip(entries, item.rows, strict=True) if old is before)
    if sent.cells != before.cells:
        return Settled(reading, row, before.table, sent)
    own = cells_of(reading)
    if before.table == "responsibilities":
        values = {"role": own["role"], "role_basis": "not_divided" if own["role"] == "undivided" else "label"}
    else:
        values = {name: own[name] for name in COMPARED if name in before.cells}
    return Settled(reading, row, before.table, replace(before, cells={**before.cells, **values}))


def _second(
    snapshot: Snapshot, settled: list[Settled], settlement: dict[str, str], reader: str, today: str
) -> Decision:
    plan, registry = snapshot.plan, snapshot.plan.registry
    tables = {name: list(plan.rows(name)) for name in (*BLIND, "readings")}
    gone: dict[str, str] = {}  # id → the successor
    made = [one.entry for one in settled if one.entry]
    for one in settled:
        new = one.entry.record if one.entry else ""
        readings = tables["readings"]
        index = next(i for i, row in enumerate(readings) if row[0] == one.reading[0])
        if one.entry:
            readings[index] = one.reading._replace(**settlement, record_id=new)
        else:
            del readings[index]  # nothing was entered
        if one.before is not None:
            name = type(one.before).__name__
            tables[name] = [row for row in tables[name] if row[0] != one.before[0]]
            readings.append(_first_entry(snapshot, one.before, readings, new, settlement))
            if new != one.before[0]:
                gone[one.before[0]] = new
        if one.entry:
            tables[one.table].append(row_of(snapshot.schemas[one.table], one.entry.cells))
    if gone:
        registry = retired(registry, gone, (settlement["comment_zh"], settlement["comment_en"]), today)
    after = changed(plan, tables, registry)
    if errors := about(problems(after), after, made):
        return Decision(plan, snapshot.suggestions, tuple(errors))
    records = [entry.record for entry in made]
    ledger = signed(after, records, reader, today, corrected=records)
    return Decision(changed(after, {"checks": ledger}), snapshot.suggestions, registry=registry if gone else None)


def _first_entry(snapshot: Snapshot, before: Row, readings: list[Row], record: str, settlement: dict[str, str]) -> Row:
    """The first reader's own entry, as the record had it. record: what became of it ("" where it went)."""
    schema = snapshot.schemas["readings"]
    own = {name: value for name, value in cells_of(before).items() if name in schema.names}
    cells = own | {
        "reading_id": next_of((row[0] for row in readings), snapshot.plan.document_id, "readings"),
        "document_id": snapshot.plan.document_id,
        "reader": first_reader(snapshot.plan),
        "record_kind": BLIND[type(before).__name__],
        "record_id": record,
        **settlement,
    }
    return row_of(schema, cells)
