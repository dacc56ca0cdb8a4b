"""The second reader: each figure and each statement is read without sight of the first reader's entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publisher.coverage import coverage
from publisher.draft.forms import plain
from publisher.figures import parse
from publisher.locate import Span
from publisher.read import Plan, Row
from publisher.review.decide import next_id, signed
from publisher.review.items import Entry, Item, place_of
from publisher.review.store import Shelf, cells_of, changed, row_of

COMPARED = ("kind", "comparator", "value", "value_max", "measure_id", "basis", "deadline")
KINDS = {
    "targets": "target",
    "observations": "observation",
    "mentions": "mention",
    "responsibilities": "responsibility",
}


def first_reader(plan: Plan) -> str:
    """Who read the plan first: the reader of its first sign-off; "" where it has none."""
    return next((row.reader for row in plan.rows("checks")), "")


@dataclass(frozen=True, slots=True)
class Place:
    """A figure or a statement of the text, and the records that account for it (which the reader must not see)."""

    start: int
    end: int
    records: tuple[Entry, ...]


def places(plan: Plan) -> list[Place]:
    """Every place that is to be read: figures of the text and of records, and statements."""
    entries = [Entry(name, row[0], cells_of(row)) for name in KINDS for row in plan.rows(name)]
    by_place: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
        span = place_of(plan, entry)
        if span != (0, 0):
            by_place.setdefault(span, []).append(entry)
    for figure in coverage(plan):
        if not figure.accounted:
            by_place.setdefault((figure.token.start, figure.token.end), [])
    return [Place(*span, tuple(by_place[span])) for span in sorted(by_place)]


def blind_items(shelf: Shelf, reader: str) -> tuple[Item, ...]:
    """The places as items: bare forms until the reader has entered them; with the record where the entries differ."""
    plan = shelf.plan
    mine = {row.record_id: row for row in plan.rows("readings") if row.reader == reader}
    found = []
    for place in places(plan):
        done = all(
            reader in plan.signed.get(entry.record, frozenset())
            or (entry.record in mine and mine[entry.record].settled)
            for entry in place.records
        )
        read = [mine[entry.record] for entry in place.records if entry.record in mine]
        state = "signed" if place.records and done else "differs" if read else "blind"
        rows = (
            tuple(_form(plan, place, reader))
            if state == "blind"
            else (*place.records, *(Entry("readings", row[0], cells_of(row)) for row in read))
        )
        found.append(Item(f"place {place.start}-{place.end}", state, place.start, place.end, "", "", "", "", rows))
    return tuple(found)


def _form(plan: Plan, place: Place, reader: str) -> Iterator[Entry]:
    """An empty entry: only the words at the place are given, nothing of what the first reader made of them."""
    text = plan.text or ""
    names = plan.schemas["readings"].names
    statement = any(entry.table == "responsibilities" for entry in place.records)
    begin, end = (place.start, place.end) if statement else sentence(text, place)
    cells = dict.fromkeys(names, "") | {
        "document_id": plan.document_id,
        "reader": reader,
        "quote": text[begin:end],
        "record_kind": "responsibility" if statement else "",
        "figure_printed": "" if statement else text[place.start : place.end],
    }
    yield Entry("readings", "", cells)


def sentence(text: str, place: Place) -> tuple[int, int]:
    """The part of the sentence around a place, between its stops, of at most eighty characters."""
    begin = max(text.rfind(mark, 0, place.start) + 1 for mark in "，,。；;\n")
    stop = min([at for mark in "，,。；;\n" if (at := text.find(mark, place.end)) >= 0] or [len(text)])
    return max(begin, place.end - 60), min(stop, begin + 80) if stop - begin > 80 else stop


@dataclass(frozen=True, slots=True)
class Read:
    """What a blind entry led to: the plan with it, and the fields in which it differs from the first (by record)."""

    plan: Plan
    differs: Mapping[str, tuple[str, ...]]


def enter(shelf: Shelf, item: Item, cells: Mapping[str, str], reader: str, today: str) -> Read:
    """Enter a blind reading, match it with the record at its place, and sign the record where the two agree."""
    plan = shelf.plan
    place = next(place for place in places(plan) if f"place {place.start}-{place.end}" == item.id)
    schema = plan.schemas["readings"]
    rows = list(plan.rows("readings"))
    differs: dict[str, tuple[str, ...]] = {}
    agreed: list[str] = []
    for entry in place.records or (Entry("", "", {}),):
        reading = next_id((row.reading_id for row in rows), f"{plan.document_id}.b", 3)
        own = _own(cells, entry)
        other = _differences(own, entry) if entry.record else ()
        settled = "" if other or not entry.record else "first"
        rows.append(row_of(schema, {**own, "reading_id": reading, "record_id": entry.record, "settled": settled}))
        if other:
            differs[entry.record] = other
        elif entry.record:
            agreed.append(entry.record)
    made = changed(plan, {"readings": rows})
    return Read(changed(made, {"checks": signed(made, agreed, reader, today, corrected=False)}), differs)


def _own(cells: Mapping[str, str], entry: Entry) -> dict[str, str]:
    """The reading's cells for one record of its place: for a statement, the body of that name and its role."""
    own = dict(cells)
    if entry.table == "responsibilities":
        said = dict(part.rpartition("=")[::2] for part in cells.get("name_printed", "").split("、") if part)
        name = entry.cells["name_printed"]
        own |= {
            "name_printed": name if name in said else "",
            "role": said.get(name, ""),
            "record_kind": "responsibility",
        }
    figure = parse(own.get("figure_printed", ""))
    if (
        own.get("record_kind") in ("target", "observation")
        and figure
        and not own.get("value")
        and own.get("kind") != "milestone"
    ):
        own |= {"value": plain(figure.value), "value_max": plain(figure.value_max)}
    return own


def _differences(own: Mapping[str, str], entry: Entry) -> tuple[str, ...]:
    if entry.table == "responsibilities":
        return tuple(name for name in ("name_printed", "role") if own.get(name, "") != entry.cells[name])
    if own.get("record_kind") != KINDS[entry.table]:
        return ("record_kind",)
    return tuple(name for name in COMPARED if name in entry.cells and own.get(name, "") != entry.cells[name])


def settle(shelf: Shelf, item: Item, how: str, comment: tuple[str, str], reader: str, today: str) -> Plan:
    """Settle a difference: first (the record stands and is signed), second or unclear (it is corrected apart)."""
    records = {row.record for row in item.rows if row.table != "readings"}
    rows: list[Row] = [
        row._replace(settled=how, comment_zh=comment[0], comment_en=comment[1])
        if row.reader == reader and row.record_id in records and not row.settled
        else row
        for row in shelf.plan.rows("readings")
    ]
    plan = changed(shelf.plan, {"readings": rows})
    if how != "first":
        return plan
    return changed(plan, {"checks": signed(plan, sorted(records), reader, today, corrected=False)})


def located(plan: Plan, record: str) -> bool:
    """Whether a record stands in the text."""
    return isinstance(plan.places.get(record), Span)
