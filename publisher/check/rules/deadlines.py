"""Rules on deadlines: the printed words, the date, its precision and how we know it agree."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING

from publisher.check.rule import Findings, at, check
from publisher.codebook.figures import NUMERALS, arabic_date, chinese_number
from publisher.read.places import Span
from publisher.read.plan import Plan

if TYPE_CHECKING:
    from publisher.read.rows import ObservationsRow, TargetsRow

_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)  # a registry cell may be anything; its own rule says so
_YEAR = re.compile(r"(\d{4})\s*年(?:(\d{1,2})月(?:(\d{1,2})日)?)?", re.ASCII)
_SHORT = re.compile(
    rf"(?:未来|今后)?([{NUMERALS}]|\d+)年(?:内|之内)|(?:未来|今后)([{NUMERALS}]|\d+)年|([{NUMERALS}]|\d+)年努力"
)


def date_of(words: str, horizon_start: str, horizon_end: str) -> tuple[str, str] | None:
    """The date and precision that printed words give: 到2022年 → 2022-12-31, year; 三年内 from the horizon's start on.

    None where the words give no date that can be computed.
    """
    if match := _YEAR.search(arabic_date(words)):
        year, month, day = match[1], match[2], match[3]
        if month and not 1 <= int(month) <= 12:
            return None
        if day:
            return f"{year}-{int(month):02}-{int(day):02}", "day"
        if month:
            return f"{year}-{int(month):02}-{monthrange(int(year), int(month))[1]}", "month"
        return f"{year}-12-31", "year"
    if match := _SHORT.search(words):
        printed = next(group for group in match.groups() if group)
        years = int(printed) if printed.isdecimal() else chinese_number(printed)
        if years and _ISO.fullmatch(horizon_start):
            return f"{int(horizon_start[:4]) + int(years) - 1}-12-31", "year"
        return horizon_end, "year"
    return None


@check("error", on="targets", reads=("deadline_printed", "clause_id", "quote"))
def deadline_not_in_clause(row: TargetsRow, plan: Plan) -> Findings:
    """The words of a deadline stand in the record's clause (stated), or in a clause above it (section).

    Fix: copy them from the text; full width and spaces count.
    """
    text = plan.text
    if text is None or not row.deadline_printed or row.deadline_basis == "horizon":
        return
    clause = row.clause_id
    while clause:
        span = plan.places.get(clause)
        if isinstance(span, Span) and row.deadline_printed in text[span.start : span.end]:
            return
        clause = "" if row.deadline_basis == "stated" else clause.rpartition(".")[0] if clause.count(".") > 1 else ""
    yield at(row, "deadline_printed", found=row.deadline_printed, expected="words of its clause")


@check("error", on="targets", reads=("deadline", "deadline_printed", "deadline_basis", "deadline_precision"))
def deadline_differs_from_words(row: TargetsRow, plan: Plan) -> Findings:
    """The date and its precision are what the printed words say; a year means its last day.

    Fix: 到2022年 is 2022-12-31 with precision year; 三年内 counts from the start of the plan's period.
    """
    document = plan.document
    if document is None:
        return
    horizon = [(document, "horizon_start"), (document, "horizon_end")]
    if row.deadline_basis == "horizon":
        if row.deadline_printed:
            yield at(row, "deadline_printed", found=row.deadline_printed, expected="nothing where the horizon decides")
        elif row.deadline != document.horizon_end:
            expected = f"{document.horizon_end} (end of the period)"
            cause = f"horizon {plan.document_id}"
            yield at(row, "deadline", found=row.deadline, expected=expected, given=horizon, cause=cause)
        elif row.deadline_precision != "year" and row.deadline.endswith("-12-31"):
            yield at(row, "deadline_precision", found=row.deadline_precision, expected="year")
        return
    if not row.deadline_printed:
        yield at(row, "deadline_printed", expected="the words that give the deadline")
        return
    said = date_of(row.deadline_printed, document.horizon_start, document.horizon_end)
    if said is None:
        yield at(row, "deadline_printed", found=row.deadline_printed, expected="words that give a date")
    elif row.deadline != said[0]:
        yield at(row, "deadline", found=row.deadline, expected=f"{said[0]} ({row.deadline_printed})", given=horizon)
    elif row.deadline_precision != said[1]:
        yield at(row, "deadline_precision", found=row.deadline_precision, expected=said[1])


@check("error", on="targets", reads=("deadline",), needs=("notes",))
def deadline_outside_period(row: TargetsRow, plan: Plan) -> Findings:
    """A deadline lies within the plan's period, or a note on the record says why it does not.

    Fix: correct the date, or add a note with this record's id.
    """
    document = plan.document
    if document is None or any(note.record_id == row.target_id for note in plan.rows("notes")):
        return
    if (document.horizon_start and row.deadline < document.horizon_start) or row.deadline > document.horizon_end:
        expected = f"{document.horizon_start} to {document.horizon_end}"
        given = [(document, "horizon_start"), (document, "horizon_end")]
        yield at(
            row, "deadline", found=row.deadline, expected=expected, given=given, cause=f"horizon {plan.document_id}"
        )


@check("error", on="observations", reads=("as_of", "as_of_basis"))
def as_of_incomplete(row: ObservationsRow, _plan: Plan) -> Findings:
    """The date that a quantity refers to comes with how it is known; a baseline always has both.

    Fix: fill as_of and as_of_basis (stated, or document for the document's own date).
    """
    if bool(row.as_of) != bool(row.as_of_basis):
        yield at(row, "as_of" if row.as_of_basis else "as_of_basis", expected="both or neither")
    elif row.kind == "baseline" and not row.as_of:
        yield at(row, "as_of", expected="the date of a baseline")
