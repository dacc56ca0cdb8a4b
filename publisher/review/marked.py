"""What words that a person marks say of a figure: read in their sentence, as drafting reads every figure."""

from __future__ import annotations

from publisher.check.reading import measures_of, period_of
from publisher.codebook.basis import hedge
from publisher.draft.figures.candidate import Candidate
from publisher.draft.figures.deadlines import deadline_of, due_cells
from publisher.draft.figures.forms import quote_of
from publisher.draft.figures.numbers import candidates
from publisher.draft.outline.clauses import OutlineClause, clause_at
from publisher.draft.rows import FULL_WIDTH, above, quoted, reasons
from publisher.draft.suggest.quantities import undated
from publisher.read.places import Span
from publisher.read.plan import Plan

_LEAST = 4  # characters of a quote
_SHORT = 8  # characters that are a figure or a name itself rather than its quote


def quote_around(plan: Plan, table: str, start: int, end: int) -> dict[str, str]:
    """The quote of marked words: of a figure the part of the sentence around it, else the words themselves."""
    text = plan.text or ""
    clause = clause_at(_outline(plan), start) or OutlineClause((1,), 0, len(text), "", "", "task", "")
    if end - start < _LEAST or table in ("targets", "observations") or (table == "mentions" and end - start < _SHORT):
        begin, stop = quote_of(text, start, end, clause)
        start, end = min(start, begin), max(end, stop)
    return quoted(text, clause, start, end)


def figure_in(plan: Plan, table: str, start: int, end: int) -> dict[str, str]:
    """The cells that the figure of the marked words [start, end) gives a row of a table; without one, a name."""
    figure = _read(plan, start, end)
    words = (plan.text or "")[start:end]
    if figure is None and table == "mentions":
        kind = "title" if "《" in words else "organisation"
        reason_zh, reason_en = reasons(kind)
        return {"name_printed": words, "kind": kind, "reason_zh": reason_zh, "reason_en": reason_en}
    if figure is None:
        return _milestone(plan, start, end) if table == "targets" else {}
    if table == "mentions":
        kind = figure.kind if figure.table == "mentions" else "name"
        reason_zh, reason_en = reasons(kind)
        return {"figure_printed": figure.printed, "kind": kind, "reason_zh": reason_zh, "reason_en": reason_en}
    return {
        "figure_printed": figure.printed,
        "what_zh": figure.what.translate(FULL_WIDTH),
        "value": figure.value,
        "value_max": figure.value_max,
        "comparator": figure.comparator,
        "measure_id": figure.measure,
        "basis": figure.basis,
        "hedge": figure.hedge,
        "kind": figure.kind if figure.table == table else "target" if table == "targets" else "",
        **(_deadline(plan, (figure.token.start, figure.token.end), figure.clause) if table == "targets" else {}),
        **quoted(plan.text or "", figure.clause, min(start, figure.quote[0]), max(end, figure.quote[1])),
    }


def _read(plan: Plan, start: int, end: int) -> Candidate | None:
    """The figure of marked words in its sentence; of words that none was read in, the figure that they are alone."""
    text, outline, measures = plan.text or "", _outline(plan), measures_of(plan.registry)
    line, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end) % (len(text) + 1)
    inside = [one for one in candidates(text, line, stop, outline, measures) if _touches(one, start, end)]
    alone = [OutlineClause((1,), start, end, "", "", "task", "")]
    return next(iter(inside or candidates(text, start, end, alone, measures)), None)


def _touches(figure: Candidate, start: int, end: int) -> bool:
    return figure.token.start < end and start < figure.token.start + len(figure.printed)


def _milestone(plan: Plan, start: int, end: int) -> dict[str, str]:
    """The cells of a promise without a number: what its words say, how firmly, and by when."""
    words, clause = quote_around(plan, "targets", start, end)["quote"], clause_at(_outline(plan), start)
    due = _deadline(plan, (end, end), clause) if clause else {}
    return {"kind": "milestone", "what_zh": undated(words), "hedge": hedge(words), **due}


def _deadline(plan: Plan, place: tuple[int, int], clause: OutlineClause) -> dict[str, str]:
    by_path = {clause.path: clause for clause in _outline(plan)}
    over = above(by_path, clause)
    return due_cells(*deadline_of(plan.text or "", place, clause, over, period_of(plan.document)))


def _outline(plan: Plan) -> list[OutlineClause]:
    """The recorded clauses of a plan, in the order of the text."""
    return sorted(
        (
            OutlineClause(
                tuple(int(part) for part in row.clause_id.partition(".")[2].split(".")),
                place.start,
                place.end,
                row.number_printed,
                row.heading_zh,
                row.kind,
                "",
            )
            for row in plan.rows("clauses")
            if isinstance(place := plan.places.get(row.clause_id), Span)
        ),
        key=lambda clause: (clause.start, clause.path),
    )
