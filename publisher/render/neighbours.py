"""Selects the quantities of other documents shown beside those of one: the nearest, so that pages stay small."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any

from publisher.model.index import Entry
from publisher.model.library import Library
from publisher.work.grouped import grouped

SHOWN = ("document_id", "indicator_id", "indicator_match", "parent_target_id", "kind", "what_zh", "what_en",
         "figure_printed", "comparator", "value", "value_max", "measure_id", "basis", "area_zh", "deadline",
         "deadline_precision", "deadline_basis", "deadline_printed", "as_of", "hedge", "checked")  # fmt: skip
Beside = dict[str, list[Any]]  # indicator → how many there are in all, and the entries to be shown


def nearby_quantities(library: Library, most: int) -> dict[str, Beside]:
    """Document → for each of its indicators its own quantities and at most `most` of others.

    Nearest are those of related documents, then of areas of the same level, then the rest; among equals, those next
    in the order of ids.
    """
    by_indicator: dict[str, Beside] = {}
    for indicator_id, entries in sorted(library.index.by_indicator.items()):
        shown = [entry for entry in entries if entry.values.get("parent_target_id") is None]
        by_document = {name: list(own) for name, own in groupby(shown, key=lambda entry: entry.document_id)}
        levels = grouped((_level(library, name), name) for name in by_document)
        every = list(by_document)
        packed = {name: [_plain(entry) for entry in own] for name, own in by_document.items()}
        for document in dict.fromkeys(entry.document_id for entry in entries):
            chosen = {document: packed.get(document, [])}
            left = most
            for name in _outwards(library, document, levels, every):
                if left <= 0:
                    break
                if name not in chosen and name in packed:
                    chosen[name] = packed[name][:left]
                    left -= len(chosen[name])
            rows = [row for name in sorted(chosen) for row in chosen[name]]
            by_indicator.setdefault(document, {})[indicator_id] = [len(shown), rows]
    return by_indicator


def _level(library: Library, document_id: str) -> Any:
    return library.registry["documents"][document_id].values.get("area_level")


def _plain(entry: Entry) -> list[Any]:
    values = {name: entry.values[name] for name in SHOWN if name in entry.values}
    return [entry.table, entry.id, entry.document_id, values]


def _outwards(
    library: Library, document_id: str, levels: Mapping[Any, Sequence[str]], every: Sequence[str]
) -> Iterator[str]:
    """The other documents, ordered by relation, level of area and id."""
    tied: Iterable[str] = (
        str(entry.values[name])
        for entry in library.index.related.get(document_id, ())
        for name in ("from_document_id", "to_document_id")
        if entry.values[name] and entry.values[name] != document_id
    )
    same = levels.get(_level(library, document_id), ())
    return chain(sorted(set(tied)), _around(same, document_id), _around(every, document_id))


def _around(names: Sequence[str], name: str) -> Iterator[str]:
    """The names of a sorted sequence, by their distance from one: the next, the one before, and so on."""
    at = bisect_left(names, name)
    before, after = at - 1, at
    while before >= 0 or after < len(names):
        if after < len(names):
            yield names[after]
            after += 1
        if before >= 0:
            yield names[before]
            before -= 1


def entries(beside: Beside) -> tuple[dict[str, list[Entry]], dict[str, int]]:
    """The result for one document: indicator → entries to show, and the number of all."""
    return (
        {name: [Entry(*values) for values in rows] for name, (_, rows) in beside.items()},
        {name: total for name, (total, _) in beside.items()},
    )
