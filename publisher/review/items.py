"""The items to decide, in the order of the text: suggestions, and records that this reader has not signed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from publisher.check.coverage import everything
from publisher.draft.marks import Spans
from publisher.draft.state import OPEN
from publisher.read.layout import RECORDS
from publisher.read.ledger import Ledger
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.read.table import Row
from publisher.review.signing import lacking
from publisher.review.store import ASSUMED, Snapshot, cells_of
from publisher.terms.regex import regex
from publisher.work.grouped import grouped

SIGNED = tuple(name for name in RECORDS if name != "readings")
SAID = ("why_zh", "why_en", "confidence", "reason")  # what a suggestion says of itself


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One row of an item: its table, its id, its cells by name."""

    table: str
    record: str
    cells: dict[str, str]


def entry_of(row: Row) -> ItemRow:
    """A row of a table as one of an item."""
    return ItemRow(type(row).__name__, row[0], cells_of(row))


@dataclass(frozen=True, slots=True)
class Item:
    """Rows that are decided together: a clause with its task, the bodies of a statement, or a single record.

    state: open, aside, agreed, rejected (of suggestions); record (not signed by this reader) or signed; blind, differs
    (of a place that the second reader reads).
    start, end: where its words stand; 0, 0 where they stand nowhere. beside: what readers entered of it, to be shown.
    signers: of a record, who signed it as it is; outdated: who signed only what it was before.
    """

    id: str
    state: str
    start: int
    end: int
    rows: tuple[ItemRow, ...]
    beside: tuple[ItemRow, ...] = ()
    why_zh: str = ""
    why_en: str = ""
    confidence: str = ""
    reason: str = ""
    signers: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()

    @property
    def undecided(self) -> bool:
        return self.state in (*OPEN, "record")


def items(snapshot: Snapshot, reader: str, own: Collection[str] = ()) -> tuple[Item, ...]:
    """All items of a plan for a reader: the document, the outline, then what stands in it, by place.

    own: registry records that are shown also when they are signed (see signing.lacking).
    """
    every_item = [*_suggested(snapshot), *recorded(snapshot, reader, SIGNED), *shared(snapshot, reader, own)]
    document = next((item for item in every_item if item.id == "document"), None)
    return in_order(every_item, document.rows[0].cells.get("issuer_unit_id", "") if document else "")


def in_order(listed: Iterable[Item], issuer: str) -> tuple[Item, ...]:
    """Items in the order in which they are best decided. issuer: the body that is decided with the document."""
    # The outline first: how far a clause reaches, and so where a quote is looked for, depends on the clauses after it.
    rank = {
        "clauses": 0,
        "notes": 3,
        "units": 4,
        "indicators": 4,
        "measures": 4,
        "unit_names": 5,
        "responsibilities": 6,
    }

    def key(item: Item) -> tuple[int, int, int, str]:
        if item.id == "document":
            return 1, 0, 0, item.id
        if issuer and any(row.record == issuer for row in item.rows):
            return 0, 0, 0, item.id
        return 2 if item.rows[0].table == "clauses" else 3, item.start, rank.get(item.rows[0].table, 7), item.id

    return tuple(sorted(listed, key=key))


def _suggested(snapshot: Snapshot) -> Iterator[Item]:
    for name, rows in grouped((each.item, each) for each in snapshot.suggestions).items():
        first = rows[0]
        entries = tuple(
            ItemRow(row.table, row.record, {**dict.fromkeys(snapshot.schemas[row.table].names, ""), **row.cells})
            for row in rows
        )
        words = {word: getattr(first, word) for word in SAID}
        yield Item(name, first.state, first.start, first.end, entries, **words)


def recorded(snapshot: Snapshot, reader: str, tables: Iterable[str]) -> Iterator[Item]:
    """The records of these tables of the plan, as this reader has signed them or not."""
    plan = snapshot.plan
    groups: dict[str, list[ItemRow]] = {}
    for table in tables:
        for row in plan.rows(table):
            name = f"{plan.document_id} {row.statement}" if table == "responsibilities" else row[0]
            if getattr(row, "publisher", "") != ASSUMED:
                groups.setdefault(name, []).append(entry_of(row))
    readings = grouped((row.record_id, entry_of(row)) for row in plan.rows("readings"))
    signers = signers_of(plan.ledger)
    for name, entries in groups.items():
        signed, outdated = signers([entry.record for entry in entries])
        state = "signed" if reader in signed else "record"
        beside = tuple(one for entry in entries for one in readings.get(entry.record, ()))
        place = place_of(plan, entries[0])
        yield Item(name, state, *place, tuple(entries), beside, signers=signed, outdated=outdated)


def shared(snapshot: Snapshot, reader: str, own: Collection[str] = ()) -> Iterator[Item]:
    """The registry's rows that the plan names and that want this reader's sign-off: a body together with its names."""
    if snapshot.draft:
        return
    groups: dict[str, list[ItemRow]] = {}
    for table, row in lacking(snapshot.plan, reader, own):
        key = row.unit_id if table in ("units", "unit_names") else f"{table}.{row[0]}"
        groups.setdefault(key, []).append(entry_of(row))
    signers = signers_of(snapshot.plan.registry.ledger)
    for key, entries in groups.items():
        entries.sort(key=lambda entry: entry.table != "units")
        signed, outdated = signers([f"{entry.table}.{entry.record}" for entry in entries])
        state = "signed" if reader in signed else "record"
        yield Item(f"registry {key}", state, 0, 0, tuple(entries), signers=signed, outdated=outdated)


Signers = tuple[tuple[str, ...], tuple[str, ...]]  # of records as they are, and only of what they were


def signers_of(ledger: Ledger) -> Callable[[list[str]], Signers]:
    """A function from records (their ids) to who signed all of them as they are, and who only what they were before."""
    ever = grouped((row.record_id, row.reader) for row in ledger.checks.rows)

    def signers(records: list[str]) -> Signers:
        now = set.intersection(*(set(ledger.signed.get(one, ())) for one in records))
        once = {reader for one in records for reader in ever.get(one, ())}
        return tuple(sorted(now)), tuple(sorted(once - now))

    return signers


def figure_at(quote: str, figure: str) -> int:
    """Where a figure stands in its quote, whole: the 2 of 扩建220千伏变电站2座 is the second one."""
    found = [match.start() for match in re.finditer(re.escape(figure), quote)]
    whole = (at for at in found if not _DIGITS.search(quote[max(0, at - 1) : at] + quote[at + len(figure) :][:1]))
    return next(whole, found[0])


_DIGITS = regex(r"\d")


def place_of(plan: Plan, entry: ItemRow) -> tuple[int, int]:
    """Where an entry's words stand: its figure in its quote, its quote, or a clause's heading."""
    place = plan.places.get(entry.record)
    if entry.table == "parties" and not entry.cells.get("quote"):
        place = plan.places.get(entry.cells["project_id"])
    if not isinstance(place, Span):
        return 0, 0
    if entry.table in ("clauses", "tasks"):
        clause = plan.by_key["clauses"].get(entry.record)
        if clause is None or plan.text is None or not clause.heading_zh:
            return place.start, place.start + 1
        return place.start, plan.text.index(clause.heading_zh, place.start) + len(clause.heading_zh)
    figure = entry.cells.get("figure_printed", "")
    if figure and figure in entry.cells.get("quote", ""):
        at = place.start + figure_at(entry.cells["quote"], figure)
        return at, at + len(figure)
    return place.start, place.end


def unaccounted(snapshot: Snapshot, every_item: tuple[Item, ...]) -> list[tuple[int, int, str]]:
    """Where the figures, titles, names and brackets of bodies stand that neither a record nor an undecided suggestion
    accounts for, with their kinds (see Covered).
    """
    waiting = [item for item in every_item if item.state in OPEN]
    open_spans = Spans.of((item.start, item.end) for item in waiting)
    names = {row.cells.get("name_printed", "") for item in waiting for row in item.rows}
    return sorted(
        (each.start, each.end, each.kind)
        for each in everything(snapshot.plan)
        if not each.accounted
        and not open_spans.touch(each.start, each.end)
        and not (each.kind in ("title", "organisation") and {each.printed, each.printed.strip("《》")} & names)
    )
