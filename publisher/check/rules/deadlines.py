"""Rules on deadlines: the printed words, the date, its precision and how we know it agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.check.reading import period_of, reading
from publisher.check.rule import Findings, at, check
from publisher.codebook.dates import date_of
from publisher.codebook.days import day
from publisher.codebook.numerals import Refused
from publisher.codebook.sentences import deadline_of, sentence_at
from publisher.read.places import Lost, Span
from publisher.read.plan import Plan

if TYPE_CHECKING:
    from publisher.read.rows import DocumentsRow, ObservationsRow, ProjectsRow, TargetsRow

PROMISED = ("targets", "projects")  # what has a deadline


@check("error", on=PROMISED, reads=("deadline_printed", "clause_id", "quote"), needs=("clauses",))
def deadline_not_in_clause(row: TargetsRow | ProjectsRow, plan: Plan) -> Findings:
    """The words of a deadline stand in the record's clause (stated), or in a clause above it (section).

    Fix: copy them from the text; full width and spaces count.
    """
    text = plan.typed
    if text is None or not row.deadline_printed or row.deadline_basis == "horizon":
        return
    clause = row.clause_id
    while clause:
        span = plan.places.get(clause)
        if isinstance(span, Lost):
            return  # where the clause stands is not known
        if isinstance(span, Span) and row.deadline_printed in text[span.start : span.end]:
            return
        clause = "" if row.deadline_basis == "stated" else clause.rpartition(".")[0] if clause.count(".") > 1 else ""
    yield at(row, "deadline_printed", found=row.deadline_printed, expected="words of its clause")


@check("error", on=PROMISED, reads=("deadline", "deadline_printed", "deadline_basis", "deadline_precision"))
def deadline_differs_from_words(row: TargetsRow | ProjectsRow, plan: Plan) -> Findings:
    """The date and its precision are what the printed words say; a year means its last day.

    Where a document names no period and a target no date, there is no deadline: basis none_stated.

    Fix: 到2022年 is 2022-12-31 with precision year; 三年内 counts from the start of the plan's period.
    """
    document = plan.document
    if document is None:
        return
    if row.deadline_basis in ("horizon", "none_stated"):
        yield from _without_words(row, document)
        return
    if not row.deadline_printed:
        yield at(row, "deadline_printed", expected="the words that give the deadline")
        return
    said = date_of(row.deadline_printed, period_of(document))
    horizon = [(document, "horizon_start"), (document, "horizon_end")]
    if isinstance(said, Refused):
        yield at(row, "deadline_printed", found=row.deadline_printed, expected="words that give a date")
    elif row.deadline != said[0]:
        expected, cause = f"{said[0]} ({row.deadline_printed})", f"deadlines {plan.document_id} {said[0]}"
        yield at(row, "deadline", found=row.deadline, expected=expected, given=horizon, cause=cause)
    elif row.deadline_precision != said[1]:
        yield at(row, "deadline_precision", found=row.deadline_precision, expected=said[1])


def _without_words(row: TargetsRow | ProjectsRow, document: DocumentsRow) -> Findings:
    """A deadline that no words of the record give: the end of the plan's period, or none."""
    horizon = [(document, "horizon_start"), (document, "horizon_end")]
    cause = f"horizon {document.document_id}"
    none = row.deadline_basis == "none_stated"
    if row.deadline_printed:
        expected = "nothing where no words give it" if none else "nothing where the horizon decides"
        cause = f"deadline {row[0]}"
        yield at(row, "deadline_printed", found=row.deadline_printed, expected=expected, cause=cause)
    elif none and document.horizon_end and type(row).__name__ == "targets":  # a project may have none: 依托, 举办
        yield at(row, "deadline_basis", found="none_stated", expected="horizon", given=horizon, cause=cause)
    elif not none and not document.horizon_end:
        yield at(row, "deadline_basis", found="horizon", expected="none_stated", given=horizon, cause=cause)
    elif row.deadline != ("" if none else document.horizon_end):
        expected = "nothing" if none else f"{document.horizon_end} (end of the period)"
        yield at(row, "deadline", found=row.deadline, expected=expected, given=horizon, cause=cause)
    elif row.deadline_precision != ("" if none else "year") and (none or row.deadline.endswith("-12-31")):
        yield at(row, "deadline_precision", found=row.deadline_precision, expected="nothing" if none else "year")


@check("error", on="targets", reads=("deadline", "deadline_basis", "quote", "figure_printed"), needs=("notes",))
def deadline_passed_over(row: TargetsRow, plan: Plan) -> Findings:
    """A target has the deadline that its own sentence states, where it states one; no date of another sentence.

    Judged where the text is at hand.

    Fix: take the date of the sentence, or say in a note of kind interpretation on the record why another one holds.
    """
    place = plan.places.get(row.target_id)
    if plan.text is None or not isinstance(place, Span):
        return
    if row.figure_printed and row.value:
        read = reading(row, plan)
        date, printed = (read.said.deadline, read.said.deadline_printed) if read.said and read.in_text else ("", "")
    else:
        due = deadline_of(plan.text, sentence_at(plan.text, place.end, period_of(plan.document)), place.end, place.end)
        date, printed = due.date, due.printed
    if date and (row.deadline != date or row.deadline_basis != "stated") and not _interpreted(row, plan):
        expected = f"stated: {date} ({printed})"
        found = f"{row.deadline_basis}: {row.deadline}"
        yield at(row, "deadline", found=found, expected=expected, cause=f"deadline {row[0]}")


def _interpreted(row: TargetsRow, plan: Plan) -> bool:
    return any(note.record_id == row.target_id and note.kind == "interpretation" for note in plan.rows("notes"))


def _said_why(record_id: str, plan: Plan) -> bool:
    """Whether a note on a record says what is odd in the source, or how it is read."""
    return any(n.record_id == record_id and n.kind in ("source_oddity", "interpretation") for n in plan.rows("notes"))


@check("error", on=PROMISED, reads=("deadline",), needs=("notes",))
def deadline_outside_period(row: TargetsRow | ProjectsRow, plan: Plan) -> Findings:
    """A deadline lies within the plan's period, or a note on the record says why it does not.

    Fix: correct the date, or add a note of kind source_oddity or interpretation with this record's id.
    """
    document = plan.document
    if document is None or not row.deadline or _said_why(row[0], plan):
        return
    if (document.horizon_start and row.deadline < document.horizon_start) or (
        document.horizon_end and row.deadline > document.horizon_end
    ):
        expected = f"{document.horizon_start} to {document.horizon_end}"
        given = [(document, "horizon_start"), (document, "horizon_end")]
        yield at(
            row, "deadline", found=row.deadline, expected=expected, given=given, cause=f"horizon {plan.document_id}"
        )


@check("error", on="targets", reads=("deadline",), needs=("notes",))
def deadline_before_document(row: TargetsRow, plan: Plan) -> Findings:
    """A deadline lies after the day on which the document is dated, or a note on the record says why it does not.

    Fix: correct the date, or add a note with this record's id.
    """
    issued = day(plan.document.dated_on) or day(plan.document.published_on) if plan.document else ""
    if row.deadline and row.deadline < issued and all(note.record_id != row.target_id for note in plan.rows("notes")):
        given = [(plan.document, "dated_on"), (plan.document, "published_on")]
        yield at(row, "deadline", found=row.deadline, expected=f"no earlier than {issued}", given=given,
                 cause=f"dated {plan.document_id}")  # fmt: skip


@check("error", on="observations", reads=("as_of", "kind"))
def as_of_after_document(row: ObservationsRow, plan: Plan) -> Findings:
    """A quantity that a document states as reached was so by the day of the document; an actual is reported later.

    Fix: correct as_of, or the kind.
    """
    issued = day(plan.document.published_on) or day(plan.document.dated_on) if plan.document else ""
    if issued and row.as_of > issued and row.kind != "actual":
        given = [(plan.document, "dated_on"), (plan.document, "published_on")]
        yield at(row, "as_of", found=row.as_of, expected=f"no later than {issued}", given=given)


@check("error", on="observations", reads=("as_of", "as_of_basis"))
def as_of_incomplete(row: ObservationsRow, _plan: Plan) -> Findings:
    """The date that a quantity refers to comes with how it is known; a baseline always has both.

    Fix: fill as_of and as_of_basis (stated, or document for the document's own date).
    """
    if bool(row.as_of) != bool(row.as_of_basis):
        yield at(row, "as_of" if row.as_of_basis else "as_of_basis", expected="both or neither")
    elif row.kind == "baseline" and not row.as_of:
        yield at(row, "as_of", expected="the date of a baseline")
