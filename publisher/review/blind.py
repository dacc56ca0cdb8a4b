"""The second reader: each figure and each statement is read without sight of the first reader's entry."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from publisher.check.coverage import coverage
from publisher.check.reading import measures_of
from publisher.codebook.measures import Measures
from publisher.codebook.readings import KINDS_READ as ALL_KINDS
from publisher.codebook.readings import NUMBER
from publisher.draft.figures.likely_theme import likely_theme
from publisher.draft.figures.milestones import outcomes
from publisher.draft.figures.numbers import candidates
from publisher.draft.marks import EDGE, Spans
from publisher.draft.outline.clauses import OutlineClause
from publisher.draft.rows import reasons
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.read.table import Row
from publisher.review.added import clause_at
from publisher.review.items import SIGNED, Item, ItemRow, entry_of, in_order, place_of, recorded, shared
from publisher.review.ledger import next_of
from publisher.review.store import Snapshot, cells_of

COMPARED = ("kind", *NUMBER)
_SHORTEST = 4  # characters of a quote
BLIND = {table: kind for table, kind in ALL_KINDS.items() if table not in ("projects", "parties")}  # read openly


def first_reader(plan: Plan) -> str:
    """Who read the plan first: the reader of its first sign-off; "" where it has none."""
    return next((row.reader for row in plan.rows("checks")), "")


@dataclass(frozen=True, slots=True)
class BlindPlace:
    """A figure, a statement or words of the text, and the records that account for it (which must not be seen)."""

    start: int
    end: int
    records: tuple[ItemRow, ...]
    figure: bool = False

    @property
    def id(self) -> str:
        return f"place {self.start}-{self.end}" + " statement" * self.statement

    @property
    def statement(self) -> bool:
        return any(entry.table == "responsibilities" for entry in self.records)

    @property
    def may_be_nothing(self) -> bool:
        """Whether the reader may find nothing here: of words without a figure, where others may have seen nothing."""
        return not self.figure and not self.statement


def is_place(item: Item) -> bool:
    """Whether an item is a place that is read blind."""
    return item.id.startswith("place ")


def is_name(entry: ItemRow) -> bool:
    """Whether an entry is a mention of a title or an organisation: names are read openly, as projects are."""
    return entry.table == "mentions" and not entry.cells["figure_printed"]


def places(plan: Plan) -> list[BlindPlace]:
    """Every place that is to be read: figures of the text and of records, statements, and what may be a milestone."""
    by_place: dict[tuple[int, int], list[ItemRow]] = {}
    charged: dict[tuple[int, int], list[ItemRow]] = {}  # the same words can charge a body and promise an outcome
    for name in BLIND:
        for row in plan.rows(name):
            entry = entry_of(row)
            if is_name(entry):
                continue
            if (span := place_of(plan, entry)) != (0, 0):
                (charged if name == "responsibilities" else by_place).setdefault(span, []).append(entry)
    figures = [figure for figure in coverage(plan) if not figure.aside]
    for figure in figures:
        if not figure.accounted:
            by_place.setdefault((figure.start, figure.end), [])
    figured = {span for span, entries in by_place.items() if any(e.cells.get("figure_printed") for e in entries)}
    figured |= {(figure.start, figure.end) for figure in figures}
    for span in _words(plan, Spans.of([*by_place, *charged])):
        by_place[span] = []
    both = [(*span, tuple(entries), span in figured) for span, entries in by_place.items()]
    both += [(*span, tuple(entries), False) for span, entries in charged.items()]
    return [BlindPlace(*place) for place in sorted(both, key=itemgetter(0, 1))]


def _words(plan: Plan, taken: Spans) -> Iterator[tuple[int, int]]:
    """Words that may promise an outcome without a figure, whether the first reader took them for one or not."""
    copy = plan.copy
    if plan.text is not None and copy is not None:
        title = plan.document.title_zh if plan.document else ""
        headings = Spans.of(place_of(plan, entry_of(row)) for row in plan.rows("clauses"))
        body = (int(copy.body_start), int(copy.body_end))
        counted = _counted(plan.text, *body, measures_of(plan.registry))
        for span in outcomes(plan.text, *body, counted):
            if not headings.touch(*span) and not taken.touch(*span) and plan.text[slice(*span)] not in title:
                yield span


@lru_cache(maxsize=2)
def _counted(text: str, start: int, end: int, measures: Measures) -> Spans:
    """Where figures stand that count something, by the words alone: not what the first reader took them for."""
    whole = [OutlineClause((1,), start, end, "", "", "task", "")]
    return Spans.of((f.token.start, f.token.end) for f in candidates(text, start, end, whole, measures) if f.counts)


def open_items(snapshot: Snapshot, reader: str, own: Collection[str] = ()) -> tuple[Item, ...]:
    """What the second reader reads as the first entered it, once nothing is left to be read blind: all that is no
    figure and no statement, and what the plan adds to the registry.
    """
    names = (item for item in recorded(snapshot, reader, ("mentions",)) if is_name(item.rows[0]))
    rest = recorded(snapshot, reader, [table for table in SIGNED if table not in BLIND])
    return in_order([*rest, *names, *shared(snapshot, reader, own)], "")


def blind_items(snapshot: Snapshot, reader: str) -> tuple[Item, ...]:
    """The places as items: bare forms until the reader has entered them; with the record where the entries differ."""
    plan = snapshot.plan
    entries = [row for row in plan.rows("readings") if row.record_kind != "theme"]
    mine = {row.record_id: row for row in entries if row.reader == reader and row.record_id}
    alone = [(row, span) for row in plan.rows("readings") if not row.record_id and (span := _span(plan, row))]
    items = []
    for place in places(plan):
        here = [
            row
            for row, span in alone
            if span.start < place.end
            and place.start < span.end
            and (place.statement or not place.records or row.record_kind != "responsibility")
        ]
        read = [mine[entry.record] for entry in place.records if entry.record in mine]
        # Alone are a figure that the first reader left out, and a body that only the second one names.
        more = [row for row in here if not place.records or row.record_kind == "responsibility"]
        read += [row for row in more if row.reader == reader and not row.settled]
        read = [row for row in read if row.record_kind != "nothing"]
        state = _state(plan, place, reader, read, here)
        shown = (
            _form(plan, place, reader)
            if state == "blind" or not (place.records or read)
            else _both(snapshot, place, read)
        )
        beside = tuple(_beside(plan, place, here)) if state != "blind" else ()
        items.append(Item(place.id, state, place.start, place.end, tuple(shown), beside))
    return tuple(items)


def _beside(plan: Plan, place: BlindPlace, here: list[Row]) -> Iterator[ItemRow]:
    """What every reader entered at a place that this one has read."""
    records = {entry.record for entry in place.records}
    for row in plan.rows("readings"):
        if (row.record_id and row.record_id in records) or row in here:
            yield entry_of(row)


def _span(plan: Plan, row: Row) -> Span | None:
    place = plan.places.get(row[0])
    return place if isinstance(place, Span) else None


def _state(plan: Plan, place: BlindPlace, reader: str, read: list[Row], here: list[Row]) -> str:
    if not place.records:
        return "differs" if any(not row.settled for row in read) else "signed" if here else "blind"
    if any(not row.record_id for row in read):
        return "differs"
    settled = {row.record_id for row in read if row.settled}
    if all(reader in plan.signed.get(e.record, frozenset()) or e.record in settled for e in place.records):
        return "signed"
    return "differs" if read else "blind"


def _both(snapshot: Snapshot, place: BlindPlace, read: list[Row]) -> Iterator[ItemRow]:
    """Both entries, and the record that the second one would make where it is of another table."""
    yield from place.records
    for row in read:
        yield entry_of(row)
    for row in read:
        if not row.settled and (entry := proposed(snapshot, row)):
            yield entry


def proposed(snapshot: Snapshot, reading: Row) -> ItemRow | None:
    """The record that a reading would make, where that is no change of the first reader's; None otherwise."""
    plan = snapshot.plan
    table = next((name for name, kind in BLIND.items() if kind == reading.record_kind), "responsibilities")
    before = plan.records.get(reading.record_id, ())
    if table == "responsibilities" or not reading.kind or (before and type(before[0]).__name__ == table):
        return None
    schema = snapshot.schemas[table]
    taken = [row[0] for row in (*plan.rows(table), *plan.registry.rows("retired"))]
    own = {name: value for name, value in cells_of(reading).items() if value}
    given = cells_of(before[0]) if before else {"clause_id": clause_at(plan, _start(plan, reading))}
    given.setdefault("hedge", "none")  # a mention has none
    given.setdefault("theme_id", theme_at(plan, given["clause_id"]) or likely_theme(reading.quote, plan.registry))
    reason_zh, reason_en = reasons(reading.kind)
    given |= {"deadline_basis": "stated", "deadline_precision": "year"} if table == "targets" else {}
    given |= {"reason_zh": reason_zh, "reason_en": reason_en, "record_id": ""} if table == "mentions" else {}
    quoted = {"quote": before[0].quote} if before else {}
    cells = {**given, **own, **quoted, schema.key: next_of(taken, plan.document_id, table)}
    if table == "mentions":
        cells["record_id"] = ""
    return ItemRow(table, cells[schema.key], {name: cells.get(name, "") for name in schema.names})


def theme_at(plan: Plan, clause: str) -> str:
    """The theme of the task in which a clause stands; "" where it stands in none."""
    tasks = plan.by_key["tasks"]
    while clause not in tasks and clause.count("."):
        clause = clause.rpartition(".")[0]
    return tasks[clause].theme_id if clause in tasks else ""


def _start(plan: Plan, reading: Row) -> int:
    span = _span(plan, reading)
    return span.start if span else 0


def _form(plan: Plan, place: BlindPlace, reader: str) -> Iterator[ItemRow]:
    """An empty entry: only the words at the place are given, nothing of what the first reader made of them."""
    text = plan.text or ""
    begin, end = (place.start, place.end) if place.statement else sentence(text, place)
    cells = dict.fromkeys(plan.schemas["readings"].names, "") | {
        "document_id": plan.document_id,
        "reader": reader,
        "quote": text[begin:end],
        "record_kind": "responsibility" if place.statement else "",
        "figure_printed": text[place.start : place.end] if place.figure else "",
    }
    yield ItemRow("readings", "", cells)


def sentence(text: str, place: BlindPlace) -> tuple[int, int]:
    """The part of the sentence around a place, between its stops, of at most eighty characters.

    A cell of a table that holds no more than its number is shown with its row.
    """
    for marks in ("，,。；;\n\t", "\n"):
        begin = max(text.rfind(mark, 0, place.start) + 1 for mark in marks)
        stop = min([at for mark in marks if (at := text.find(mark, place.end)) >= 0] or [len(text)])
        if stop - begin >= _SHORTEST:
            break
    while begin < place.start and text[begin] in EDGE:
        begin += 1
    while stop > place.end and text[stop - 1] in EDGE:
        stop -= 1
    return max(begin, place.end - 60), min(stop, begin + 80) if stop - begin > 80 else stop
