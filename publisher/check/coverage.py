"""The coverage of figures: every figure in the body of a text, and what accounts for it. It needs the text at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publisher.check.reading import tokens_of
from publisher.codebook.scan import Token
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.read.table import Row


@dataclass(frozen=True, slots=True)
class Covered:
    """A figure of the text and what accounts for it: records, or the rule that makes it structure."""

    token: Token
    line: int
    context: str
    records: tuple[str, ...]

    @property
    def accounted(self) -> bool:
        return bool(self.records or self.token.aside)


def _spans(plan: Plan) -> list[tuple[int, int, str]]:
    spans = []
    for name in ("targets", "observations", "mentions"):
        for row in plan.rows(name):
            spans += list(_figure_spans(plan, row))
    return spans


def _figure_spans(plan: Plan, row: Row) -> Iterator[tuple[int, int, str]]:
    place = plan.places.get(row[0])
    if not isinstance(place, Span) or not row.figure_printed:
        return
    at = row.quote.find(row.figure_printed)
    while at >= 0:
        yield place.start + at, place.start + at + len(row.figure_printed), row[0]
        at = row.quote.find(row.figure_printed, at + 1)


def coverage(plan: Plan) -> tuple[Covered, ...]:
    """Every figure in the body of a plan's text, with what accounts for it; () where the text is not at hand."""
    text = plan.text
    if text is None:
        return ()
    spans = _spans(plan)
    found = []
    for token in tokens_of(plan):
        start, end = token.core  # a record accounts for a figure only where it has the whole of it
        records = tuple(dict.fromkeys(record for a, b, record in spans if a <= start and end <= b))
        context = text[max(0, token.start - 12) : token.end + 12].replace("\n", " ")
        found.append(Covered(token, text.count("\n", 0, token.start) + 1, context, records))
    return tuple(found)
