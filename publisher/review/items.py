"""What there is to decide, in the order of the text: suggestions, and records that this reader has not signed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.check.coverage import coverage, named
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.review.store import Shelf, cells_of

SIGNED = (
    "relations",
    "clauses",
    "tasks",
    "projects",
    "parties",
    "responsibilities",
    "targets",
    "observations",
    "mentions",
    "notes",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of an item: its table, its id, its cells by name."""

    table: str
    record: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """Rows that are decided together: a clause with its task, the bodies of a statement, or a single record.

    state: open, aside, agreed, rejected (of suggestions); record (not signed by this reader) or signed.
    start, end: where its words stand; 0, 0 where they stand nowhere.
    """

    id: str
    state: str
    start: int
    end: int
    why_zh: str
    why_en: str
    confidence: str
    reason: str
    rows: tuple[Entry, ...]

    @property
    def undecided(self) -> bool:
        return self.state in ("open", "aside", "record")


def items(shelf: Shelf, reader: str) -> tuple[Item, ...]:
    """All items of a plan for a reader: the document, the outline, then what stands in it, by place."""
    found = [*_suggested(shelf), *_recorded(shelf, reader)]
    # The outline first: how far a clause reaches, and so where a quote is looked for, depends on the clauses after it.
    rank = {"clauses": 0, "notes": 3, "units": 4, "indicators": 4, "responsibilities": 5}

    def key(item: Item) -> tuple[int, int, int, str]:
        if item.id == "document":
            return 1, 0, 0, item.id
        if _issuer(item, found):
            return 0, 0, 0, item.id
        return 2 if item.rows[0].table == "clauses" else 3, item.start, rank.get(item.rows[0].table, 6), item.id

    return tuple(sorted(found, key=key))


def _issuer(item: Item, found: list[Item]) -> bool:
    """Whether an item is the body that issued the document: it is decided with the document."""
    document = next((other for other in found if other.id == "document"), None)
    return document is not None and any(row.record == document.rows[0].cells.get("issuer_unit_id") for row in item.rows)


def _suggested(shelf: Shelf) -> Iterator[Item]:
    groups: dict[str, list[int]] = {}
    for index, suggestion in enumerate(shelf.suggestions):
        groups.setdefault(suggestion.item, []).append(index)
    for name, indexes in groups.items():
        rows = [shelf.suggestions[index] for index in indexes]
        first = rows[0]
        entries = tuple(
            Entry(row.table, row.record, {**dict.fromkeys(shelf.schemas[row.table].names, ""), **row.cells})
            for row in rows
        )
        yield Item(
            name,
            first.state,
            first.start,
            first.end,
            first.why_zh,
            first.why_en,
            first.confidence,
            first.reason,
            entries,
        )


def _recorded(shelf: Shelf, reader: str) -> Iterator[Item]:
    plan = shelf.plan
    groups: dict[str, list[Entry]] = {}
    for table in SIGNED:
        for row in plan.rows(table):
            name = f"{plan.document_id} {row.statement}" if table == "responsibilities" else row[0]
            groups.setdefault(name, []).append(Entry(table, row[0], cells_of(row)))
    for name, entries in groups.items():
        signed = all(reader in plan.signed.get(entry.record, frozenset()) for entry in entries)
        start, end = place_of(plan, entries[0])
        yield Item(name, "signed" if signed else "record", start, end, "", "", "", "", tuple(entries))


def place_of(plan: Plan, entry: Entry) -> tuple[int, int]:
    """Where an entry's words stand: its figure in its quote, its quote, or a clause's heading."""
    place = plan.places.get(entry.record)
    if not isinstance(place, Span):
        return 0, 0
    if entry.table in ("clauses", "tasks"):
        clause = plan.by_key["clauses"].get(entry.record)
        if clause is None or plan.text is None or not clause.heading_zh:
            return place.start, place.start + 1
        return place.start, plan.text.index(clause.heading_zh, place.start) + len(clause.heading_zh)
    figure = entry.cells.get("figure_printed", "")
    if figure and figure in entry.cells["quote"]:
        at = place.start + entry.cells["quote"].index(figure)
        return at, at + len(figure)
    return place.start, place.end


def unaccounted(shelf: Shelf, found: tuple[Item, ...]) -> list[tuple[int, int]]:
    """The figures, titles and names of the text that neither a record nor an undecided suggestion accounts for."""
    spans = [(item.start, item.end) for item in found if item.state in ("open", "aside")]
    return [
        (figure.start, figure.end)
        for figure in (*coverage(shelf.plan), *named(shelf.plan))
        if not figure.accounted and not any(a < figure.end and figure.start < b for a, b in spans)
    ]
