"""Outcomes as plain lists, which JSON can hold, and back."""

from __future__ import annotations

from typing import Any

from publisher.check.outcome import Outcome
from publisher.check.summary import Count, Reference, Summary, Tie
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
        [[_place(t.place), t.kind, t.value] for t in summary.ties],
        summary.things,
        summary.broken,
    ]
    counts = [outcome.rows, outcome.quotes, outcome.verified]
    return [found, sorted(outcome.faulty), sorted(outcome.unsound), about, counts]


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
    document, ids, strange, uses, outside, clauses, structure, ties, things, broken = values
    references = tuple(Reference(Place(*place), record, value) for place, record, value in outside)
    counts = tuple(Count(Place(*place), *rest) for place, *rest in structure)
    same = tuple(Tie(Place(*place), *rest) for place, *rest in ties)
    return Summary(document, ids, tuple(strange), uses, references, clauses, counts, same, things, broken)
