"""Reads a record's figure with the codebook: in the source text, or in the quote where there is no text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from publisher.codebook.dates import Period
from publisher.codebook.days import day
from publisher.codebook.figures import Figure, Listed, read_figure
from publisher.codebook.forms import Form, form
from publisher.codebook.measures import Measures
from publisher.codebook.scan import Token, scan
from publisher.codebook.sentences import deadlines_of, sentence_at
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.read.registry import Registry

if TYPE_CHECKING:
    from publisher.read.rows import DocumentsRow, MentionsRow, NumberedRow


@dataclass(frozen=True, slots=True)
class FigureReading:
    """A record's figure as the words say it.

    said: None where its words hold no such figure that can be read. cut: the whole figure of which the record has a
    part; "" where it has the whole. why: why it is not read. in_text: whether its whole sentence was at hand. dues:
    the dates of each of which it holds (2022年、2023年各新增100个); () where it has one date at most.
    """

    said: Figure | None
    token: Token | None = None
    cut: str = ""
    why: str = ""
    in_text: bool = False
    dues: tuple[str, ...] = ()


def due_of_several(row: Any, plan: Plan) -> str:
    """The deadline of a target whose figure holds for each of several dates, each a record; "" of any other."""
    deadline: str = getattr(row, "deadline", "")
    return deadline if deadline and row.figure_printed and deadline in reading(row, plan).dues else ""


def noted(record_id: str, plan: Plan, words: str, *kinds: str) -> bool:
    """Whether a note of these kinds on a record has words (a pattern): one on another matter excuses nothing."""
    notes = (note for note in plan.rows("notes") if note.record_id == record_id and note.kind in kinds)
    return any(re.search(words, note.text_zh) for note in notes)


@lru_cache(4)
def _measures(pairs: tuple[tuple[str, str], ...]) -> Measures:
    return Measures.of(pairs)


_last: list[tuple[Sequence[Any], Measures]] = []  # of the rows that were asked about last: every figure asks


def measures_of(registry: Registry) -> Measures:
    """The measures of a registry, as the reader takes them."""
    rows = registry.rows("measures")
    if not _last or _last[0][0] is not rows:
        _last[:] = [(rows, _measures(tuple((row.measure_id, row.printed) for row in rows)))]
    return _last[0][1]


def firms_of(registry: Registry) -> dict[str, str]:
    """The terms of the glossary that are the name of one firm, with its area: 机场集团 is another one elsewhere."""
    glossary = registry.by_key["glossary"]
    return {
        row.name_zh: row.area_code
        for row in registry.rows("units")
        if row.kind == "enterprise" and row.name_zh in glossary and glossary[row.name_zh].term_en == row.name_en
    }


def period_of(document: DocumentsRow | None) -> Period:
    """A document's period and its day; an empty one where it names none."""
    if document is None:
        return Period()
    return Period(document.horizon_start, document.horizon_end, day(document.dated_on) or day(document.published_on))


@lru_cache(8)
def _tokens(text: str, start: int, end: int, measures: Measures) -> tuple[Token, ...]:
    return tuple(scan(text, measures, start=start, end=end))


def tokens_of(plan: Plan) -> tuple[Token, ...]:
    """Every numeral in the body of a plan's text; () where the text is not at hand."""
    body = plan.body
    if plan.typed is None or body is None:
        return ()
    return _tokens(_tabbed(plan), body.start, body.end, measures_of(plan.registry))


def _tabbed(plan: Plan) -> str:
    """The text as it is typed, but with its tabs, which part the cells of a table: 6.3⇥18.5 is two figures."""
    typed = plan.typed or ""
    if not plan.text or "\t" not in plan.text:
        return typed
    return "".join(raw if raw == "\t" else sign for raw, sign in zip(plan.text, typed, strict=True))


def reading(row: NumberedRow | MentionsRow, plan: Plan) -> FigureReading:
    """What the words say of the figure of a record: of its place in the text, or of its quote."""
    place = plan.places.get(row[0])
    measures, period = measures_of(plan.registry), period_of(plan.document)
    body = plan.body
    text = plan.typed if isinstance(place, Span) and tokens_of(plan) else None
    if text is not None and body is not None and isinstance(place, Span) and text.startswith(row.quote, place.start):
        within = (body.start, body.end)
        return _read(_tabbed(plan), within, place.start, row.quote, row.figure_printed, measures, period, True)
    return _read(row.quote, (0, len(row.quote)), 0, row.quote, row.figure_printed, measures, period, False)


@lru_cache(4096)
def _read(
    text: str, body: tuple[int, int], start: int, quote: str, figure: str, measures: Measures, period: Period,
    in_text: bool,
) -> FigureReading:  # fmt: skip
    if not figure:
        return FigureReading(None)
    tokens = near(_tokens(text, *body, measures), start, start + len(quote))
    numerals = [token for token in tokens if token.kind != "structure"]
    apart = [token for token in tokens if token.kind == "structure"]
    best = FigureReading(None, why="no-figure", in_text=in_text)
    at = quote.find(figure)
    while at >= 0:
        at_end = start + at + len(figure)
        inside = next((token for token in apart if token.start < at_end and start + at < token.end), None)
        if inside is not None:  # the 5 of 5G, the 2022 of 到2022年
            candidate = FigureReading(None, inside, cut=inside.printed, in_text=in_text)
        else:
            candidate = _at(text, start + at, figure, numerals, measures, period, in_text)
        if candidate.said is not None:
            return candidate
        best = candidate if candidate.cut or not best.cut else best
        at = quote.find(figure, at + 1)
    return best


def near(tokens: Sequence[Token], start: int, end: int) -> Sequence[Token]:
    """The tokens that overlap [start, end), and up to twelve before them, which may determine their bound."""
    last = bisect_right(tokens, end, key=lambda token: token.start)
    first = bisect_right(tokens, start, key=lambda token: token.end)
    return tokens[max(0, first - 12) : last]


def read_at(text: str, start: int, end: int, numerals: Sequence[Token], plan: Plan) -> Figure | None:
    """What a plan's words say of the figure at [start, end); None where it is not read."""
    measures, period = measures_of(plan.registry), period_of(plan.document)
    return _at(text, start, text[start:end], numerals, measures, period, True).said


def _at(
    text: str, start: int, figure: str, numerals: Sequence[Token], measures: Measures, period: Period, in_text: bool
) -> FigureReading:
    """The reading of the figure that stands at `start`."""
    end = start + len(figure)
    index = next((i for i, token in enumerate(numerals) if token.start < end and start < token.end), -1)
    if index < 0:
        read = form(figure)
        if not isinstance(read, Form):
            return FigureReading(None, why=read.why, in_text=in_text)
        token = Token(start, end, figure, "figure", form=read, measure=measures.after(text, end))
        numerals, index = [token], 0
    token = numerals[index]
    core_start, core_end = token.core
    if start > core_start or end < core_end:
        return FigureReading(None, token, cut=token.printed, in_text=in_text)
    if start < token.start or end > token.end:
        return FigureReading(None, token, why="more-than-a-figure", in_text=in_text)
    if token.form is None and token.kind in ("name", "idiom") and isinstance(read := form(figure), Form):
        # What looks like a name may be entered all the same: a person has decided that it counts.
        token = token._replace(form=read, measure=measures.after(text, token.end))
        numerals = [*numerals[:index], token]
    if token.form is None:
        return FigureReading(None, token, why=token.why, in_text=in_text)
    sentence = sentence_at(text, token.start, period)
    dues = [due.date for due in deadlines_of(text, sentence, token.start, token.end)]
    whole = read_figure(text, Listed.of(text, numerals), index, sentence)
    return FigureReading(whole, token, in_text=in_text, dues=tuple(dues if len(dues) > 1 else ()))
