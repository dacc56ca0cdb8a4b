"""Where a record stands in the text: extents of clauses and spans of quotes, in code points (Web Annotation's
TextQuoteSelector and TextPositionSelector, https://www.w3.org/TR/annotation-model/#selectors).

Pure functions on a text and rows; checks report what they find, `lock` writes it down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from publisher.read import Plan, Row


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lost:
    """A quote or heading that could not be placed: why (a rule's code), and what stands nearest to it."""

    code: str
    nearest: str = ""


def _positions(text: str, part: str, start: int, end: int) -> list[int]:
    found, at = [], text.find(part, start, end)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1, end)
    return found


def clause_spans(text: str, clauses: Iterable[Row], start: int, end: int) -> dict[str, Span | Lost]:
    """The extent of each clause: from its number and heading to the next clause that is not part of it.

    clauses in the order of their positions; start, end: the bounds of the body. A heading is looked for after the one
    before it; a clause without one starts where the clause before it ends its heading.
    """
    ordered = sorted(clauses, key=lambda row: int(row.position) if row.position.isdecimal() else 0)
    heads: list[tuple[str, int]] = []
    spans: dict[str, Span | Lost] = {}
    position = start
    for row in ordered:
        if row.heading_zh:
            number = re.escape(row.number_printed) + r"\s*" if row.number_printed else ""
            match = re.compile(number + re.escape(row.heading_zh)).search(text, position, end)
            if not match:
                spans[row.clause_id] = Lost("heading-not-in-source", nearest(text[start:end], row.heading_zh))
                continue
            heads.append((row.clause_id, match.start()))
            position = match.end()
        else:
            heads.append((row.clause_id, position))
    for index, (clause, head) in enumerate(heads):
        stop = next((at for other, at in heads[index + 1 :] if not other.startswith(clause + ".")), end)
        spans[clause] = Span(head, stop)
    return spans


def nearest(text: str, quote: str) -> str:
    """The passage of `text` that resembles `quote` most; empty where none resembles it."""
    from difflib import SequenceMatcher

    if not quote or not text:
        return ""
    matcher = SequenceMatcher(None, text, quote, autojunk=False) if len(text) < 2000 else None
    if matcher is None:
        # The longest piece of the quote that stands in the text anchors the comparison.
        for size in range(len(quote) - 1, max(2, len(quote) // 4), -1):
            for offset in range(len(quote) - size + 1):
                at = text.find(quote[offset : offset + size])
                if at >= 0:
                    return text[max(0, at - offset) : at - offset + len(quote)].replace("\n", " ")
        return ""
    block = matcher.find_longest_match(0, len(text), 0, len(quote))
    if block.size < max(2, len(quote) // 4):
        return ""
    first = max(0, block.a - block.b)
    return text[first : first + len(quote)].replace("\n", " ")


def quote_span(text: str, row: Any, body: Span, extent: Span | None) -> Span | Lost:
    """Where a row's quote stands: within the body, within `extent` (its clause) where given, and only once there."""
    whole = row.quote_prefix + row.quote + row.quote_suffix
    everywhere = _positions(text, whole, 0, len(text))
    if not everywhere:
        within = extent or body
        return Lost("quote-not-in-source", nearest(text[within.start : within.end], row.quote))
    inside = [at for at in everywhere if body.start <= at and at + len(whole) <= body.end]
    if not inside:
        return Lost("quote-outside-body", f"{body.start}–{body.end}")
    offset = len(row.quote_prefix)
    if extent:
        there = [at for at in inside if extent.start <= at + offset and at + offset + len(row.quote) <= extent.end]
        if not there:
            return Lost("quote-not-in-clause", "")
        inside = there
    if len(inside) > 1:
        return Lost("quote-not-unique", f"{len(inside)}")
    return Span(inside[0] + offset, inside[0] + offset + len(row.quote))


def clause_of(row: Row) -> str:
    """The clause in which a row's quote stands, by its own word; empty where it names none."""
    return getattr(row, "clause_id", "") or getattr(row, "task_id", "")


QUOTED = ("relations", "responsibilities", "targets", "observations", "mentions", "notes", "readings")


def place_all(plan: Plan) -> Mapping[str, Span | Lost]:
    """Record id → where it stands, for every clause and every quote of a plan whose text is at hand ({} otherwise)."""
    text, copy = plan.text, plan.copy
    if text is None or copy is None or not (copy.body_start.isdecimal() and copy.body_end.isdecimal()):
        return {}
    body = Span(int(copy.body_start), min(int(copy.body_end), len(text)))
    spans: dict[str, Span | Lost] = dict(clause_spans(text, plan.rows("clauses"), body.start, body.end))
    known: dict[tuple[str, ...], Span | Lost] = {}
    for name in QUOTED:
        for row in plan.rows(name):
            if row.quote:
                extent = spans.get(clause_of(row))
                key = (row.quote_prefix, row.quote, row.quote_suffix, clause_of(row))
                if key not in known:
                    known[key] = quote_span(text, row, body, extent if isinstance(extent, Span) else None)
                spans[row[0]] = known[key]
    return spans
