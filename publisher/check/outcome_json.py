"""Outcomes as plain lists, which JSON can hold, and back."""

from __future__ import annotations

from typing import Any

from publisher.check.claims import Claim
from publisher.check.outcome import Outcome
from publisher.check.stated import Stated
from publisher.check.summary import Count, Reference, Same, Signed, Summary, Tie
from publisher.codebook.own_words import number, written
from publisher.terms.problem import Place, Problem, Severity


def _place(place: Place) -> list[Any]:
    return [place.file, place.row, place.field]


def packed(outcome: Outcome) -> list[Any]:
    """An outcome as lists of texts and numbers."""
    summary = outcome.summary
    found = [
        [cause, p.code, p.severity, _place(p.place), p.rule, p.found, p.expected, p.fix, [*map(_place, p.more)],
         p.record_id]
        for cause, p in outcome.found
    ]  # fmt: skip
    about = summary and [
        summary.document_id,
        summary.ids,
        summary.strange,
        summary.uses,
        [[_place(r.place), r.record_id, r.value] for r in summary.outside],
        summary.clauses,
        [[_place(c.place), c.record_id, c.document_id, c.indicator_id, c.value] for c in summary.structure],
        [[_place(t.place), t.kind, t.value] for t in summary.same],
        summary.things,
        summary.broken,
        *_stated(summary),
    ]
    counts = [outcome.rows, outcome.quotes, outcome.verified]
    return [found, sorted(outcome.faulty), sorted(outcome.unsound), about, counts]


def _stated(summary: Summary) -> list[Any]:
    """What a summary says of numbers, readers and days."""
    claims = [
        [_place(c.place), c.record_id, [*map(written, c.numbers)], [*map(written, c.known)], c.indicator_id, c.links,
         c.named, c.remark, c.words]
        for c in summary.claims
    ]  # fmt: skip
    ties = [[_place(t.place), t.kind, [*t.said], t.record_id] for t in summary.ties]
    signed = [{key: _place(place) for key, place in found.items()} for found in summary.signed]
    return [summary.stated, claims, ties, summary.related, signed, summary.bases, summary.shaken]


def unpacked(content: Any) -> Outcome | None:
    """The outcome that was packed; None where `content` is nothing that was."""
    try:
        found, faulty, unsound, about, counts = content
        return Outcome(
            tuple((cause, _problem(values)) for cause, *values in found),
            frozenset((table, line, column) for table, line, column in faulty),
            frozenset(unsound),
            _summary(about) if about else None,
            *counts,
        )
    except (ValueError, TypeError):
        return None


def _problem(values: list[Any]) -> Problem:
    code, severity, place, rule, found, expected, fix, more, record = values
    places = tuple(Place(*other) for other in more)
    return Problem(code, Severity(severity), Place(*place), rule, found, expected, fix, places, record)


def _summary(values: list[Any]) -> Summary:
    document, ids, strange, uses, outside, clauses, structure, same, things, broken, stated, *rest = values
    given, tied, related, signed, bases, shaken = rest
    references = tuple(Reference(Place(*place), record, value) for place, record, value in outside)
    counts = tuple(Count(Place(*place), *others) for place, *others in structure)
    claims = tuple(_claim(*cells) for cells in given)
    ties = tuple(Tie(Place(*place), kind, Stated(*said), record) for place, kind, said, record in tied)
    readers, days = ({key: Place(*place) for key, place in found.items()} for found in signed)
    bases = {indicator: tuple(found) for indicator, found in bases.items()}
    return Summary(document, ids, tuple(strange), uses, references, clauses, counts,
                   tuple(Same(Place(*place), *others) for place, *others in same), things, broken, stated, claims, ties,
                   tuple(related), Signed(readers, days), bases, shaken)  # fmt: skip


def _claim(place: list[Any], record: str, numbers: list[str], known: list[str], indicator: str, links: list[str],
           named: list[str], remark: bool, words: str) -> Claim:  # fmt: skip
    return Claim(Place(*place), record, tuple(map(number, numbers)), tuple(map(number, known)), indicator,
                 tuple(links), tuple(named), remark, words)  # fmt: skip
