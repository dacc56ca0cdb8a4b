"""A correction carried over to like suggestions: they stay suggestions, to be decided each for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from publisher.draft.state import OPEN, Suggestion
from publisher.review.items import Item, ItemRow
from publisher.review.store import Snapshot
from publisher.terms.schema import TableSchema

CARRIED = "carried "  # begins the reason of a suggestion that took a correction over; the record corrected follows


@dataclass(frozen=True, slots=True)
class Carry:
    """A correction of a column, and the suggestions (by the ids of their rows) that have the same to correct."""

    table: str
    column: str
    old: str
    new: str
    source: str
    records: tuple[str, ...]


def is_carried(item: Item) -> bool:
    """Whether a correction was carried over to an item."""
    return item.state == "open" and item.reason.startswith(CARRIED)


def like(snapshot: Snapshot, item: Item, entries: Iterable[ItemRow]) -> tuple[Carry, ...]:
    """What a decision corrected or filled in that other undecided suggestions have alike.

    Alike are rows of one table with the same cell: of a code or of a reference, where the same reading led to it (its
    reason is the same); of words in English, where the Chinese is the same; of a body, where its printed name is.
    """
    waiting = [s for s in snapshot.suggestions if s.item != item.id and s.state in OPEN]
    own = {(s.table, s.record): s for s in snapshot.suggestions if s.item == item.id}
    corrections = {}
    for old, new in zip(item.rows, entries, strict=True):
        suggestion = own.get((old.table, old.record))
        if suggestion is None:
            continue
        for name in _carried(snapshot.schemas[old.table], old, new):
            same = alike(suggestion, name)
            records = tuple(s.record for s in waiting if s.table == old.table and alike(s, name) == same)
            if records and same:
                was = old.cells.get(name, "")
                corrections[old.table, name, was] = Carry(old.table, name, was, new.cells[name], new.record, records)
    return tuple(corrections.values())


# Columns that hold for every row with the same cell in another column.
_BY = {"unit_id": "name_printed", "area_zh": "area_code"}


def _carried(schema: TableSchema, old: ItemRow, new: ItemRow) -> Iterator[str]:
    """The columns whose new cell may hold for other rows: codes, names by id, English."""
    references = {field for field, table, _ in schema.foreign_keys if table in ("measures", "themes")}
    for field in schema.fields:
        known = bool(field.categories) or field.type == "boolean" or field.name in references or field.name in _BY
        if field.name == schema.key or old.cells.get(field.name, "") == new.cells[field.name]:
            continue
        if known or (field.name.endswith("_en") and field.name.removesuffix("_en") + "_zh" in schema.names):
            yield field.name


def alike(suggestion: Suggestion, column: str) -> tuple[str, ...]:
    """What suggestions have in common that a correction of a column can be carried over between; () for nothing."""
    cell = suggestion.cells.get(column, "")
    other = _BY.get(column) or (column.removesuffix("_en") + "_zh" if column.endswith("_en") else "")
    if other:
        same = suggestion.cells.get(other, "")
        return (cell, same) if same else ()
    return cell, suggestion.why_en, suggestion.cells.get("label_printed", "")


def areas_named(suggestions: Iterable[Suggestion], entries: Iterable[ItemRow]) -> list[Suggestion]:
    """The suggestions with the names of the areas that a decision gave: an area code has one name in all tables."""
    names = {
        (column, entry.cells["area_code"]): entry.cells[column]
        for entry in entries
        if entry.cells.get("area_code")
        for column in ("area_zh", "area_en")
        if entry.cells.get(column)
    }
    made = []
    for each in suggestions:
        code = each.cells.get("area_code", "") if each.state in OPEN and each.table in ("documents", "units") else ""
        own = {
            column: name for (column, of), name in names.items() if of == code and code and not each.cells.get(column)
        }
        own = {column: name for column, name in own.items() if each.table == "documents" or column == "area_zh"}
        made.append(replace(each, cells={**each.cells, **own}) if own else each)
    return made


def carry(suggestions: Iterable[Suggestion], carries: Iterable[Carry]) -> tuple[Suggestion, ...]:
    """The suggestions with the corrections carried over, each saying from which record."""
    rows = list(suggestions)
    for one in carries:
        records = frozenset(one.records)
        rows = [
            replace(s, cells={**s.cells, one.column: one.new}, reason=CARRIED + one.source)
            if s.table == one.table and s.record in records and s.state in OPEN
            else s
            for s in rows
        ]
    return tuple(rows)


def until_the_end(suggestions: list[Suggestion], pairs: Iterable[tuple[ItemRow, ItemRow]]) -> list[Suggestion]:
    """Open suggestions with a plan’s corrected end as their deadline, where they had the end that was suggested."""
    ends = next(
        ((old.cells["horizon_end"], e.cells["horizon_end"]) for e, old in pairs if e.table == "documents"), None
    )
    if ends is None or ends[0] == ends[1]:
        return suggestions
    cells = {"deadline": ends[1]} | ({} if ends[1] else {"deadline_basis": "none_stated", "deadline_precision": ""})
    if ends[1]:
        cells |= {"deadline_basis": "horizon", "deadline_precision": "year"}
    return [
        replace(one, cells={**one.cells, **cells})
        if one.state in OPEN and one.cells.get("deadline_basis") in ("horizon", "none_stated")
        and one.cells.get("deadline", "") == ends[0] and one.table in ("targets", "projects")
        else one
        for one in suggestions
    ]  # fmt: skip
