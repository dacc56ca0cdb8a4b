"""Rules on deadlines: the printed words, the date, its precision and how we know it agree."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from publisher.check.reading import due_of_several, noted, period_of, reading
from publisher.check.rule import Findings, at, check
from publisher.check.rules.projects import first_below
from publisher.codebook.dates import PARTIAL, date_of, times_in, years_of
from publisher.codebook.days import day
from publisher.codebook.numerals import UnreadNumeral
from publisher.codebook.sentences import deadline_of, sentence_at
from publisher.read.places import Span, Unplaced
from publisher.read.plan import Plan
from publisher.terms.messages import say

if TYPE_CHECKING:
    from publisher.read.rows import DocumentsRow, ObservationsRow, ProjectsRow, TargetsRow

PROMISED = ("targets", "projects")  # what has a deadline


@check("error", on=PROMISED, reads=("deadline_printed", "clause_id", "quote"), needs=("clauses",))
def deadline_not_in_clause(row: TargetsRow | ProjectsRow, plan: Plan) -> Findings:
    text = plan.typed
    if text is None or not row.deadline_printed or row.deadline_basis == "horizon":
        return
    clause = row.clause_id
    while clause:
        span = plan.places.get(clause)
        if isinstance(span, Unplaced):
            return  # where the clause stands is not known
        if isinstance(span, Span):
            opening = span.end if clause == row.clause_id else first_below(plan).get(clause, span.end)
            if row.deadline_printed in text[span.start : opening]:
                return
        clause = "" if row.deadline_basis == "stated" else clause.rpartition(".")[0] if clause.count(".") > 1 else ""
    expected, cause = say("deadline-not-in-clause.words"), f"printed {plan.document_id} {row.deadline_printed}"
    yield at(row, "deadline_printed", found=row.deadline_printed, expected=expected, cause=cause)


@check("error", on=PROMISED, reads=("deadline_printed", "deadline_basis", "quote"))
def deadline_not_whole(row: TargetsRow | ProjectsRow, plan: Plan) -> Findings:
    printed = row.deadline_printed
    if not printed or row.deadline_basis not in ("stated", "section"):
        return
    for text in (row.quote, plan.typed or ""):
        whole = [phrase for phrase in times_in(text) if printed in phrase or phrase in printed]
        if whole and printed not in whole:
            yield at(row, "deadline_printed", found=printed, expected=say("deadline-not-whole.phrase", words=whole[0]))
        if whole:
            return


@check("error", on=PROMISED, reads=("deadline", "deadline_printed", "deadline_basis", "deadline_precision"))
def deadline_differs_from_words(row: TargetsRow | ProjectsRow, plan: Plan) -> Findings:
    document = plan.document
    if document is None:
        return
    if row.deadline_basis in ("horizon", "none_stated"):
        yield from _without_words(row, document)
        return
    if not row.deadline_printed:
        yield at(row, "deadline_printed", expected=say("deadline-differs-from-words.words"))
        return
    period = period_of(document)
    own = _in_its_sentence(row, plan) if PARTIAL.fullmatch(row.deadline_printed) else None
    printed = date_of(row.deadline_printed, period)
    if own and (isinstance(printed, UnreadNumeral) or own[0] >= period.dated):
        printed = own
    horizon = [(document, "horizon_start"), (document, "horizon_end")]
    if isinstance(printed, UnreadNumeral):
        expected = say("deadline-differs-from-words.date")
        yield at(row, "deadline_printed", found=row.deadline_printed, expected=expected)
    elif row.deadline not in (printed[0], *years_of(row.deadline_printed)):
        expected = say("as-printed", value=printed[0], printed=row.deadline_printed)
        cause = f"deadlines {plan.document_id} {printed[0]}"
        yield at(row, "deadline", found=row.deadline, expected=expected, given=horizon, cause=cause)
    elif row.deadline_precision != printed[1]:
        yield at(row, "deadline_precision", found=row.deadline_precision, expected=printed[1])


def _in_its_sentence(row: TargetsRow | ProjectsRow, plan: Plan) -> tuple[str, str] | None:
    """The date and precision of words without a year, where another date of their sentence gives it."""
    place = plan.places.get(row[0])
    if plan.text is None or not isinstance(place, Span):
        return None
    own = sentence_at(plan.text, place.end - 1, period_of(plan.document))
    due = next((d.due for d in (*own.dates, *own.aside) if d.due and d.due.printed == row.deadline_printed), None)
    return (due.date, due.precision) if due else None


def _without_words(row: TargetsRow | ProjectsRow, document: DocumentsRow) -> Findings:
    """A deadline that no words of the record give: the end of the plan's period, or none."""
    horizon = [(document, "horizon_start"), (document, "horizon_end")]
    cause = f"horizon {document.document_id}"
    none = row.deadline_basis == "none_stated"
    if row.deadline_printed:
        expected = say("deadline-differs-from-words.none" if none else "deadline-differs-from-words.horizon")
        cause = f"deadline {row[0]}"
        yield at(row, "deadline_printed", found=row.deadline_printed, expected=expected, cause=cause)
    elif none and document.horizon_end and type(row).__name__ == "targets":  # a project may have none: 依托, 举办
        yield at(row, "deadline_basis", found="none_stated", expected="horizon", given=horizon, cause=cause)
    elif not none and not document.horizon_end:
        yield at(row, "deadline_basis", found="horizon", expected="none_stated", given=horizon, cause=cause)
    elif row.deadline != ("" if none else document.horizon_end):
        end = say("deadline-differs-from-words.end", date=document.horizon_end)
        expected = say("nothing") if none else end
        yield at(row, "deadline", found=row.deadline, expected=expected, given=horizon, cause=cause)
    elif row.deadline_precision != ("" if none else "year") and (none or row.deadline.endswith("-12-31")):
        yield at(row, "deadline_precision", found=row.deadline_precision, expected=say("nothing") if none else "year")


@check("error", on="targets", reads=("deadline", "deadline_basis", "quote", "figure_printed"), needs=("notes",))
def deadline_passed_over(row: TargetsRow, plan: Plan) -> Findings:
    place = plan.places.get(row.target_id)
    if plan.text is None or not isinstance(place, Span):
        return
    if due_of_several(row, plan):
        return
    if row.figure_printed and row.value:
        read = reading(row, plan)
        date, printed = (read.said.deadline, read.said.deadline_printed) if read.said and read.in_text else ("", "")
    else:
        due = deadline_of(plan.text, sentence_at(plan.text, place.end, period_of(plan.document)), place.end, place.end)
        date, printed = due.date, due.printed
    if not (printed and printed in row.quote) and _said_why(row.target_id, plan):
        return  # no note can say that what its own quote prints does not hold for it
    if not date and row.deadline_basis == "horizon" and (section := _of_its_section(row, plan, place)):
        expected = say("deadline-passed-over.section", printed=section)
        yield at(row, "deadline_basis", found=row.deadline_basis, expected=expected, cause=f"deadline {row[0]}")
    elif date and (row.deadline != date or row.deadline_basis != "stated"):
        actual = say("deadline-passed-over.date", basis=row.deadline_basis, date=row.deadline)
        expected = say("deadline-passed-over.stated", date=date, printed=printed)
        yield at(row, "deadline", found=actual, expected=expected, cause=f"deadlines {plan.document_id} {date}")


def _of_its_section(row: TargetsRow, plan: Plan, place: Span) -> str:
    """The words of a deadline that others have from the opening of a section in which this record stands too."""
    for other in plan.rows("targets"):
        if other.deadline_basis != "section":
            continue
        both = _above_both(other.clause_id, row.clause_id)
        section, clauses = plan.places.get(both), plan.by_key["clauses"]
        if both not in clauses or not isinstance(section, Span):
            continue
        within = [plan.places.get(one) for one in clauses if one.startswith(f"{both}.")]
        opening = min((part.start for part in within if isinstance(part, Span)), default=place.start)
        if other.deadline_printed in (plan.typed or "")[section.start : min(opening, place.start)]:
            return other.deadline_printed
    return ""


def _above_both(one: str, other: str) -> str:
    """The nearest clause that is two clauses or holds them; the document itself where none does."""
    same = takewhile(lambda parts: parts[0] == parts[1], zip(one.split("."), other.split("."), strict=False))
    return ".".join(part for part, _ in same)


def _said_why(record_id: str, plan: Plan, *kinds: str) -> bool:
    """Whether a note on a record, how it is read or of these kinds, speaks of its deadline."""
    return noted(record_id, plan, "时限|期限|规划期|方案期|年[内初中末底]", "interpretation", *kinds)


@check("error", on=PROMISED, reads=("deadline",), needs=("notes",))
def deadline_outside_period(row: TargetsRow | ProjectsRow, plan: Plan) -> Findings:
    document = plan.document
    if document is None or not row.deadline or _said_why(row[0], plan, "source_oddity"):
        return
    if (document.horizon_start and row.deadline < document.horizon_start) or (
        document.horizon_end and row.deadline > document.horizon_end
    ):
        expected = say("deadline-outside-period.period", start=document.horizon_start, end=document.horizon_end)
        given = [(document, "horizon_start"), (document, "horizon_end")]
        yield at(
            row, "deadline", found=row.deadline, expected=expected, given=given, cause=f"horizon {plan.document_id}"
        )


@check("error", on="targets", reads=("deadline",), needs=("notes",))
def deadline_before_document(row: TargetsRow, plan: Plan) -> Findings:
    issued = day(plan.document.dated_on) or day(plan.document.published_on) if plan.document else ""
    if row.deadline and row.deadline < issued and not _said_why(row.target_id, plan, "source_oddity"):
        given = [(plan.document, "dated_on"), (plan.document, "published_on")]
        expected, cause = say("document-dates-out-of-order.earliest", date=issued), f"dated {plan.document_id}"
        yield at(row, "deadline", found=row.deadline, expected=expected, given=given, cause=cause)


@check("error", on="observations", reads=("as_of", "kind"))
def as_of_after_document(row: ObservationsRow, plan: Plan) -> Findings:
    issued = day(plan.document.published_on) or day(plan.document.dated_on) if plan.document else ""
    if issued and row.as_of > issued and row.kind != "actual":
        given = [(plan.document, "dated_on"), (plan.document, "published_on")]
        yield at(
            row, "as_of", found=row.as_of, expected=say("document-dates-out-of-order.latest", date=issued), given=given
        )


@check("error", on="observations", reads=("as_of", "as_of_basis", "clause_id"))
def as_of_differs_from_words(row: ObservationsRow, plan: Plan) -> Findings:
    document, clause = plan.document, plan.places.get(row.clause_id)
    if document is None or not row.as_of:
        return
    own = [date for date in (day(document.dated_on), day(document.published_on)) if date]
    if row.as_of_basis == "document" and own and row.as_of not in own:
        given = [(document, "dated_on"), (document, "published_on")]
        yield at(row, "as_of", found=row.as_of, expected=say("one-of", items=tuple(own)), given=given)
    elif row.as_of_basis == "stated" and plan.typed is not None and isinstance(clause, Span):
        words = plan.typed[clause.start : clause.end]
        if not re.search(rf"{row.as_of[:4]}|年初|年底|年末|月|日前|目前|现有|截至", words):
            expected = say("as-of-differs-from-words.document")
            yield at(row, "as_of_basis", found="stated", expected=expected)


@check("error", on="observations", reads=("as_of", "as_of_basis"))
def as_of_incomplete(row: ObservationsRow, _plan: Plan) -> Findings:
    if bool(row.as_of) != bool(row.as_of_basis):
        yield at(row, "as_of" if row.as_of_basis else "as_of_basis", expected=say("as-of-incomplete.both"))
    elif row.kind == "baseline" and not row.as_of:
        yield at(row, "as_of", expected=say("as-of-incomplete.baseline"))
    elif row.kind == "structure" and row.as_of:
        yield at(row, "kind", found=row.kind, expected=say("as-of-incomplete.structure"))
