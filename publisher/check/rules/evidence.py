"""Rules on evidence: every quote stands in the pinned text, in its clause.

Where the source texts are at hand they are searched again; without them the lock vouches for what has not changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from publisher.check.rule import Findings, at, check
from publisher.codebook.characters import is_traditional
from publisher.read.places import QUOTED, Unplaced, between
from publisher.read.plan import Plan
from publisher.read.table import whole
from publisher.terms.messages import say

if TYPE_CHECKING:
    from publisher.read.rows import (
        ClausesRow,
        CopiesRow,
        MentionsRow,
        ObservationsRow,
        QuotedRow,
        ReadingsRow,
        TargetsRow,
    )

WORDS = ("quote", "quote_prefix", "quote_suffix")


@check("error", on="copies", reads=("copy_id",))
def text_unreadable(row: CopiesRow, plan: Plan) -> Findings:
    if fault := plan.unread.get(row.copy_id):
        actual = say("text-unreadable.line", what=fault.found, line=fault.line) if fault.line else fault.found
        yield at(row, "sha256", found=actual, expected=say("text-unreadable.plain-file"))


@check("error", on="copies", reads=("sha256", "chars"))
def text_not_as_pinned(row: CopiesRow, plan: Plan) -> Findings:
    source = plan.sources.get(row.copy_id)
    if source is None:
        return
    if source.sha256 != row.sha256:
        plain = source.text.removeprefix("\ufeff").replace("\r\n", "\n").encode()
        same = hashlib.sha256(plain).hexdigest() == row.sha256
        yield at(row, "sha256", found=say("text-not-as-pinned.form") if same else source.sha256, expected=row.sha256)
    elif str(len(source.text)) != row.chars:
        yield at(row, "chars", found=row.chars, expected=str(len(source.text)))


@check("error", on="copies", reads=("body_start", "body_end", "chars"))
def body_out_of_bounds(row: CopiesRow, _plan: Plan) -> Findings:
    body, chars = between(row.body_start, row.body_end), whole(row.chars)
    if body is None or chars is None or not body.start < body.end <= chars:
        expected = say("body-out-of-bounds.within", bounds=f"0–{row.chars}")
        yield at(row, "body_end", found=f"{row.body_start}–{row.body_end}", expected=expected)


@check("error", on="plan", needs=("evidence", "clauses"))
def text_not_as_locked(plan: Plan) -> Findings:
    copy, locked = plan.copy, plan.rows("evidence")
    if copy is None or not locked:
        return
    if all(row.copy_sha256 != copy.sha256 for row in locked):
        yield at(copy, "sha256", found=copy.sha256[:12] + "…", expected=locked[0].copy_sha256[:12] + "…")
        return
    clauses = plan.by_key["clauses"]
    places = [(place.start, place.end, row.record_id) for row in locked
              if row.record_id in clauses and (place := between(row.quote_start, row.quote_end))]  # fmt: skip
    if len(places) < 2:
        return
    start, _, first = min(places)
    ends = sorted(end for _, end, _ in places)
    body_start, body_end = whole(copy.body_start), whole(copy.body_end)
    if body_end is not None and ends[-1] != body_end and ends[-1] == ends[-2]:
        yield at(copy, "body_end", found=copy.body_end, expected=str(ends[-1]))
    headed = bool(clauses[first].heading_zh)
    if body_start is not None and (start < body_start or (not headed and start != body_start)):
        expected = say("text-not-as-locked.most", start=str(start)) if headed else str(start)
        yield at(copy, "body_start", found=copy.body_start, expected=expected)


@check("error", on=("clauses", *QUOTED), when=lambda plan: plan.text is None)
def words_not_as_locked(row: ClausesRow | QuotedRow, plan: Plan) -> Findings:
    place = plan.evidence.get(row[0])
    if plan.text is None and place is not None and place.quote_sha256 != plan.word_hashes.get(row[0], ""):
        column = "heading_zh" if type(row).__name__ == "clauses" else "quote"
        yield at(row, column, found=getattr(row, column), expected=say("words-not-as-locked.locked"))


def _lost(row: ClausesRow | QuotedRow, plan: Plan, code: str) -> Unplaced | None:
    place = plan.places.get(row[0])
    return place if isinstance(place, Unplaced) and place.code == code else None


def _body(plan: Plan) -> list[tuple[CopiesRow, str]]:
    return [(plan.copy, "body_start"), (plan.copy, "body_end")] if plan.copy is not None else []


def _some(code: str) -> Callable[[Plan], bool]:
    """Whether anything of a plan could not be placed for a reason: what it breaks is a rule's code."""
    return lambda plan: code in plan.lost


@check("error", on="clauses", reads=("clause_id", "number_printed", "heading_zh"), when=_some("heading-not-in-source"))
def heading_not_in_source(row: ClausesRow, plan: Plan) -> Findings:
    if lost := _lost(row, plan, "heading-not-in-source"):
        number = lost.field == "number_printed"
        expected = lost.nearest or say("heading-not-in-source.no-number" if number else "heading-not-in-source.words")
        yield at(row, lost.field, found=getattr(row, lost.field), expected=expected, given=_body(plan))


@check("error", on=QUOTED, reads=WORDS, when=_some("quote-not-in-source"))
def quote_not_in_source(row: QuotedRow, plan: Plan) -> Findings:
    if lost := _lost(row, plan, "quote-not-in-source"):
        entered = getattr(row, lost.field)
        cause = f"quote {plan.document_id} {entered}"
        if changed := _one_character(entered, lost.nearest):
            cause = f"character {plan.document_id} {changed}"
        expected = lost.nearest or say("quote-not-in-source.words")
        yield at(row, lost.field, found=entered, expected=expected, cause=cause)


def _one_character(entered: str, nearest: str) -> str:
    """The traditional character in which alone a quote differs from the text; "" where it differs otherwise."""
    if len(entered) != len(nearest):
        return ""
    changed = {one for one, other in zip(entered, nearest, strict=True) if one != other}
    one = changed.pop() if len(changed) == 1 else ""
    return one if one and is_traditional(one) else ""


@check("error", on=QUOTED, reads=WORDS, when=_some("quote-outside-body"))
def quote_outside_body(row: QuotedRow, plan: Plan) -> Findings:
    if lost := _lost(row, plan, "quote-outside-body"):
        expected = say("quote-outside-body.within", bounds=lost.nearest)
        yield at(row, "quote", found=row.quote, expected=expected, given=_body(plan))


@check("error", on=QUOTED, reads=(*WORDS, "clause_id", "task_id"), when=_some("quote-not-in-clause"))
def quote_not_in_clause(row: QuotedRow, plan: Plan) -> Findings:
    if lost := _lost(row, plan, "quote-not-in-clause"):
        column = "task_id" if hasattr(row, "task_id") else "clause_id"
        clause = plan.by_key["clauses"].get(getattr(row, column))
        given = [(clause, "heading_zh"), (clause, "number_printed")] if clause is not None else []
        entered, cause = getattr(row, column), f"clause of {plan.document_id} {row.quote}"
        expected = lost.nearest or say("quote-not-in-clause.clause")
        yield at(row, column, found=entered, expected=expected, given=given, cause=cause)


@check("error", on=QUOTED, reads=WORDS, when=_some("quote-not-unique"))
def quote_not_unique(row: QuotedRow, plan: Plan) -> Findings:
    if lost := _lost(row, plan, "quote-not-unique"):
        yield at(row, "quote", found=row.quote, expected=say("quote-not-unique.once", places=lost.nearest))


@check("error", on=("targets", "observations", "mentions", "readings"), reads=("quote", "figure_printed"))
def figure_not_in_quote(row: TargetsRow | ObservationsRow | MentionsRow | ReadingsRow, _plan: Plan) -> Findings:
    if row.figure_printed and row.figure_printed not in row.quote:
        yield at(
            row, "figure_printed", found=row.figure_printed, expected=say("figure-not-in-quote.of", quote=row.quote)
        )
