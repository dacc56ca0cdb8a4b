"""Rules on evidence: every quote stands in the pinned text, in its clause, and the lock says where.

Where the source texts are at hand they are searched again; without them the lock vouches for what has not changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from publisher.check import Finding, at, check
from publisher.locate import QUOTED, Lost, Span
from publisher.read import Plan, Row



def quote_sha256(row: Row) -> str:
    """SHA-256 of what is looked for in the text: the quote with its prefix and suffix, or a clause's number and heading."""
    if type(row).__name__ == "clauses":
        words = f"{row.number_printed}\n{row.heading_zh}"
    else:
        words = f"{row.quote_prefix}\n{row.quote}\n{row.quote_suffix}"
    return hashlib.sha256(words.encode()).hexdigest()


@check("error", on="copies")
def text_not_as_pinned(row: Row, plan: Plan) -> Iterator[Finding]:
    """A source text is, byte for byte, the one that was read.

    Fix: put the text back as it was; a new text is a new copy, with its own row, and everything is locked again.
    """
    source = plan.sources.get(row.copy_id)
    if source is None:
        return
    if source.sha256 != row.sha256:
        yield at(row, "sha256", found=source.sha256, expected=row.sha256)
    elif str(len(source.text)) != row.chars:
        yield at(row, "chars", found=row.chars, expected=str(len(source.text)))


@check("error", on="copies", reads=("body_start", "body_end", "chars"))
def body_out_of_bounds(row: Row, plan: Plan) -> Iterator[Finding]:
    """The body lies within the text: 0 ≤ start < end ≤ characters.

    Fix: correct the bounds; positions count code points from 0.
    """
    if not int(row.body_start) < int(row.body_end) <= int(row.chars):
        yield at(row, "body_end", found=f"{row.body_start}–{row.body_end}", expected=f"within 0–{row.chars}")


def _lost(plan: Plan, code: str, row: Row) -> Iterator[Lost]:
    place = plan.places.get(row[0])
    if isinstance(place, Lost) and place.code == code:
        yield place


@check("error", on="clauses")
def heading_not_in_source(row: Row, plan: Plan) -> Iterator[Finding]:
    """A clause's number and heading stand in the text, after those of the clause before it.

    Fix: copy the heading from the text, and see that positions follow the text.
    """
    for place in _lost(plan, "heading-not-in-source", row):
        yield at(row, "heading_zh", found=row.number_printed + row.heading_zh, expected=place.nearest)


@check("error", on=QUOTED, reads=("quote", "quote_prefix", "quote_suffix"))
def quote_not_in_source(row: Row, plan: Plan) -> Iterator[Finding]:
    """A quote stands in the source text, character for character.

    Fix: copy it from the text; full-width punctuation and spaces count. Expected shows the nearest passage.
    """
    for place in _lost(plan, "quote-not-in-source", row):
        yield at(row, "quote", found=row.quote_prefix + row.quote + row.quote_suffix, expected=place.nearest)


@check("error", on=QUOTED, reads=("quote",))
def quote_outside_body(row: Row, plan: Plan) -> Iterator[Finding]:
    """A quote stands in the document's own words, not in those of the site that reposted it.

    Fix: quote the plan itself; body_start and body_end of the copy bound it.
    """
    for place in _lost(plan, "quote-outside-body", row):
        yield at(row, "quote", found=row.quote, expected=f"within {place.nearest}")


@check("error", on=QUOTED, reads=("quote", "clause_id", "task_id"))
def quote_not_in_clause(row: Row, plan: Plan) -> Iterator[Finding]:
    """A quote stands in the clause that its record names.

    Fix: name the clause in which the words stand.
    """
    for _ in _lost(plan, "quote-not-in-clause", row):
        column = "task_id" if hasattr(row, "task_id") else "clause_id"
        yield at(row, column, found=getattr(row, column), expected="the clause in which the quote stands")


@check("error", on=QUOTED, reads=("quote",))
def quote_not_unique(row: Row, plan: Plan) -> Iterator[Finding]:
    """A quote stands once in its clause, or its prefix and suffix tell which one is meant.

    Fix: fill quote_prefix or quote_suffix with the characters beside it.
    """
    for place in _lost(plan, "quote-not-unique", row):
        yield at(row, "quote", found=row.quote, expected=f"one place, not {place.nearest}")


@check("error", on=("targets", "observations", "mentions", "readings"), reads=("quote", "figure_printed"))
def figure_not_in_quote(row: Row, _plan: Plan) -> Iterator[Finding]:
    """The figure stands in the quote as printed.

    Fix: copy the figure from the quote, or quote the words that hold it.
    """
    if row.figure_printed and row.figure_printed not in row.quote:
        yield at(row, "figure_printed", found=row.figure_printed, expected=f"a figure of {row.quote}")


@check("error", on="plan")
def place_missing(plan: Plan) -> Iterator[Finding]:
    """The lock has the place of every clause and every quote.

    Fix: python build.py lock --sources DIR
    """
    if not plan.tables["evidence"].broken:
        for name in ("clauses", *QUOTED):
            missing = [r for r in plan.rows(name) if getattr(r, "quote", True) and r[0] not in plan.evidence]
            if missing:
                first, *rest = missing
                yield at(first, expected="a row in evidence.csv", more=[(row, "") for row in rest])


@check("error", on=("clauses", *QUOTED), reads=("*",))
def record_changed_since_lock(row: Row, plan: Plan) -> Iterator[Finding]:
    """What is locked is what stands in the tables: a record that changed is verified in the text again.

    Fix: python build.py lock --sources DIR
    """
    place = plan.evidence.get(row[0])
    if place is None or type(row).__name__ == "tasks":
        return
    if place.quote_sha256 != quote_sha256(row):
        column = "heading_zh" if type(row).__name__ == "clauses" else "quote"
        yield at(row, column, found=getattr(row, column), expected="the words that were locked")
    elif place.record_sha256 != plan.hashes[row[0]]:
        yield at(row, found="another content than was locked", expected=place.record_sha256[:12] + "…")


@check("error", on="evidence", reads=("*",))
def place_not_as_locked(row: Row, plan: Plan) -> Iterator[Finding]:
    """The lock's positions and text are those of the pinned copy.

    Fix: python build.py lock --sources DIR; the lock is never edited by hand.
    """
    if plan.copy is None:
        return
    if row.copy_sha256 != plan.copy.sha256:
        yield at(row, "copy_sha256", found=row.copy_sha256[:12] + "…", expected=plan.copy.sha256[:12] + "…")
        return
    place = plan.places.get(row.record_id)
    if isinstance(place, Span) and (str(place.start), str(place.end)) != (row.quote_start, row.quote_end):
        yield at(row, "quote_start", found=f"{row.quote_start}–{row.quote_end}", expected=f"{place.start}–{place.end}")
