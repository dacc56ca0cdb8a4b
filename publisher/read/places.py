"""Where a record stands in the text: extents of clauses and spans of quotes, in code points (Web Annotation's
TextQuoteSelector and TextPositionSelector, https://www.w3.org/TR/annotation-model/#selectors).

Pure functions on a text and rows; checks report what they find, `lock` writes it down.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from publisher.read.layout import RECORDS
from publisher.read.table import Row, natural, whole

QUOTED = tuple(name for name in RECORDS if name not in ("copies", "clauses", "tasks"))
LONGEST_SOUGHT = 1000  # most characters of a heading or quote that is searched for


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A quote or heading not found where it should be: the code of the rule, the column, what is nearest to it."""

    code: str
    field: str
    nearest: str = ""


def between(start: str, end: str) -> Span | None:
    """What two cells bound; None where either holds no position."""
    first, last = whole(start), whole(end)
    return None if first is None or last is None else Span(first, last)


def quote_sha256(row: Row) -> str:
    """SHA-256 of the words searched for in the text: prefix, quote and suffix, or a clause's number and heading."""
    if type(row).__name__ == "clauses":
        words = f"{row.number_printed}\n{row.heading_zh}"
    else:
        words = f"{row.quote_prefix}\n{row.quote}\n{row.quote_suffix}"
    return hashlib.sha256(words.encode()).hexdigest()


@lru_cache(4096)
def _positions(text: str, part: str) -> tuple[int, ...]:
    positions, at = [], text.find(part)
    while at >= 0:
        positions.append(at)
        at = text.find(part, at + 1)
    return tuple(positions)


_OPENING = re.compile(r"(?:^|[\n。；;：:])[^\S\n]*[—▷·•●*-]*[^\S\n]*$")
_CELL = re.compile(r"\t[^\S\n\t]*$")


def _find_heading(text: str, row: Row, start: int, end: int) -> Span | None:
    """The position of a clause's number and heading: at the start of a line or after the end of a sentence, else of
    the row of a table of which they open a cell, the first such cell.

    Marks such as a dash may precede it. The same words within running text are not taken for the heading.
    """
    number, heading = row.number_printed, row.heading_zh
    first = number or heading
    if len(first) + len(heading) > LONGEST_SOUGHT:
        return None
    cells: list[tuple[int, Span]] = []
    at = text.find(first, start, end)
    while at >= 0:
        opens = _OPENING.search(text, max(0, at - 12), at)
        if opens or _CELL.search(text, max(0, at - 12), at):
            after = at + len(first)
            while number and text[after : after + 1].isspace():
                after += 1
            if not number or text.startswith(heading, after):
                stop = after + len(heading) if number else after
                if opens:
                    return Span(at, stop)
                line = text.rfind("\n", 0, at) + 1
                row_start = line if line >= start else at
                cells.append((text.count("\t", line, at), Span(row_start, stop)))
        at = text.find(first, at + 1, end)
    return min(cells, key=lambda cell: (cell[0], cell[1].start))[1] if cells else None


def _lost_heading(text: str, row: Row) -> Unplaced:
    """Why a heading is not found: its words differ, or only the number before them does."""
    if row.number_printed and row.heading_zh in text:
        at = text.find(row.heading_zh)
        before = text[max(0, at - 12) : at].rsplit("\n", 1)[-1].strip()
        return Unplaced("heading-not-in-source", "number_printed", before)
    return Unplaced("heading-not-in-source", "heading_zh", closest_passage(text, row.heading_zh))


def clause_spans(
    text: str, clauses: Iterable[Row], start: int, end: int, known: Mapping[str, int]
) -> dict[str, Span | Unplaced]:
    """The extent of each clause: from its number and heading to the next clause that is not part of it.

    clauses in the order of their ids; start, end: the bounds of the body. A heading is looked for after the one before
    it; a clause without one starts where the clause before it ends its heading. known: where clauses stood when they
    were locked, so that one that is lost does not shift the extents of its neighbours.
    """
    heads: list[tuple[str, int]] = []
    spans: dict[str, Span | Unplaced] = {}
    position = start
    once = {row.clause_id: row for row in reversed(tuple(clauses))}  # of an id that is given twice, the first row
    for row in sorted(once.values(), key=lambda row: natural(row.clause_id)):
        at = known.get(row.clause_id, -1)
        if not row.heading_zh:
            heads.append((row.clause_id, at if position <= at < end else position))
            continue
        place = _find_heading(text, row, position, end)
        if place is None and at >= start:
            place = _find_heading(text, row, at, min(end, at + len(row.number_printed) + len(row.heading_zh) + 8))
        if place:
            heads.append((row.clause_id, place.start))
            position = place.end
        else:
            spans[row.clause_id] = _lost_heading(text[start:end], row)
            if start <= at < end:
                heads.append((row.clause_id, at))
    heads.sort(key=lambda head: head[1])
    for index, (clause, head) in enumerate(heads):
        after = (heads[later] for later in range(index + 1, len(heads)))
        stop = next((at for other, at in after if not other.startswith(clause + ".")), end)
        spans.setdefault(clause, Span(head, stop))
    return spans


def closest_passage(text: str, quote: str) -> str:
    """The passage of `text` that resembles `quote` most; empty where none resembles it.

    Passages that share a run of characters with the quote are compared as a whole, and the closest is taken.
    """
    if not text or not 1 < len(quote) <= LONGEST_SOUGHT:
        return ""
    size = max(2, min(8, len(quote) // 3))
    starts: dict[int, int] = {}
    for offset in range(len(quote) - size + 1):
        for at in _positions(text, quote[offset : offset + size]):
            starts[at - offset] = starts.get(at - offset, 0) + 1
    best, score = "", 0.0
    for at in sorted(starts, key=lambda at: (-starts[at], at))[:20]:
        passage = text[max(0, at) : max(0, at) + len(quote)]
        ratio = SequenceMatcher(None, passage, quote, autojunk=False).ratio()
        if ratio > score:
            best, score = passage, ratio
    return best.replace("\n", " ")


def quote_span(text: str, row: Any, body: Span, extent: Span | None) -> Span | Unplaced:
    """Where a row's quote stands: within the body, within `extent` (its clause) where given, and only once there."""
    whole = row.quote_prefix + row.quote + row.quote_suffix
    everywhere = _positions(text, whole) if len(whole) <= LONGEST_SOUGHT else ()
    if not everywhere:
        return _lost_quote(text, row, extent or body)
    inside = [at for at in everywhere if body.start <= at and at + len(whole) <= body.end]
    if not inside:
        return Unplaced("quote-outside-body", "quote", f"{body.start}–{body.end}")
    offset = len(row.quote_prefix)
    if extent:
        there = [at for at in inside if extent.start <= at + offset and at + offset + len(row.quote) <= extent.end]
        if not there:
            return Unplaced("quote-not-in-clause", "", str(inside[0] + offset))
        inside = there
    if len(inside) > 1:
        return Unplaced("quote-not-unique", "quote", str(len(inside)))
    return Span(inside[0] + offset, inside[0] + offset + len(row.quote))


def _lost_quote(text: str, row: Any, within: Span) -> Unplaced:
    """Why a quote is not found: its words differ, or only its prefix or suffix does."""
    if row.quote in text and len(row.quote) <= LONGEST_SOUGHT:
        name = "quote_prefix" if row.quote_prefix and row.quote_prefix + row.quote not in text else "quote_suffix"
        whole = row.quote_prefix + row.quote + row.quote_suffix
        return Unplaced("quote-not-in-source", name, closest_passage(text, whole))
    closest = closest_passage(text[within.start : within.end], row.quote) or closest_passage(text, row.quote)
    return Unplaced("quote-not-in-source", "quote", closest)


def clause_of(row: Row) -> str:
    """The clause that a row names for its quote; empty where it names none."""
    return getattr(row, "clause_id", "") or getattr(row, "task_id", "")


def clause_at(spans: Mapping[str, Span | Unplaced], position: int, ids: Iterable[str]) -> str:
    """The innermost of the clauses `ids` that holds a position; empty where none does."""
    holding = [id_ for id_ in ids if isinstance(span := spans.get(id_), Span) and span.start <= position < span.end]
    return max(holding, key=lambda id_: id_.count("."), default="")


def place_all(
    text: str, bounds: Span, tables: Mapping[str, Sequence[Row]], locked: Mapping[str, int]
) -> Mapping[str, Span | Unplaced]:
    """Record id → where it stands, for every clause and every quote.

    bounds: of the body, as the copy's row has them. tables: the rows of `clauses` and of QUOTED, by name.
    locked: where clauses stood when they were locked, by id.
    """
    body = Span(bounds.start, min(bounds.end, len(text)))
    extents = clause_spans(text, tables["clauses"], body.start, body.end, locked)
    spans: dict[str, Span | Unplaced] = dict(extents)
    placed: dict[tuple[str, ...], Span | Unplaced] = {}
    clauses: dict[str, str] = {}
    for name in QUOTED:
        for row in tables[name]:
            if not row.quote or not row[0]:
                continue
            clauses.setdefault(row[0], clause_of(row))
            extent = extents.get(clause_of(row) or "-")  # a clause that has lost its id is no row’s
            key = (row.quote_prefix, row.quote, row.quote_suffix, clause_of(row))
            if key not in placed:
                place = quote_span(text, row, body, extent if isinstance(extent, Span) else None)
                if isinstance(place, Unplaced) and place.code == "quote-not-in-clause":
                    place = Unplaced(place.code, "", clause_at(extents, int(place.nearest), extents))
                if isinstance(extent, Unplaced) and isinstance(place, Unplaced) and place.code == "quote-not-unique":
                    continue  # the clause was not found, so the extent to search is unknown
                placed[key] = place
            spans[row[0]] = placed[key]
    # A reading names no clause: words that stand several times are those in the clause of its record.
    for row in tables["readings"]:
        if isinstance(lost := spans.get(row[0]), Unplaced) and lost.code == "quote-not-unique":
            clause = extents.get(clauses.get(row.record_id, "") or "-")
            if isinstance(clause, Span) and isinstance(within := quote_span(text, row, body, clause), Span):
                spans[row[0]] = within
    return spans
