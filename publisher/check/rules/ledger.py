"""Rules on the lock and the ledger of checks: both are bound to the content that was checked, and go stale with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.check.rule import Findings, at, check
from publisher.check.summary import ACROSS
from publisher.read.places import QUOTED, Span
from publisher.read.plan import Plan
from publisher.read.table import Row

if TYPE_CHECKING:
    from publisher.read.rows import ClausesRow, CopiesRow, EvidenceRow, QuotedRow

DOUBLE = (
    "targets",
    "observations",
    "responsibilities",
    "projects",
    "parties",
)  # read by two readers before they count as checked
SINGLE = ("relations", "clauses", "mentions", "notes")


def _cause(row: ClausesRow | QuotedRow, plan: Plan, default: str) -> str:
    """What a changed record may follow from: a record of another plan that it names and that is not there."""
    columns = [column for name, column in ACROSS if name == type(row).__name__]
    named = next((getattr(row, column) for column in columns if getattr(row, column)), "")
    return f"id {named}" if named and named not in plan.records else f"{default} {plan.document_id}"


@check("error", on=("clauses", *QUOTED), needs=("evidence",))
def place_missing(row: ClausesRow | QuotedRow, plan: Plan) -> Findings:
    """The lock has the place of every clause and every quote.

    Fix: python build.py lock --sources DIR
    """
    if getattr(row, "quote", True) and row[0] not in plan.evidence:
        given = [(row, row._fields[0])]
        yield at(row, found="", expected="a row in evidence.csv", given=given, cause=f"lock {plan.document_id}")


@check("error", on=("clauses", *QUOTED), reads=("*",), needs=("clauses", "tasks"))
def record_changed_since_lock(row: ClausesRow | QuotedRow, plan: Plan) -> Findings:
    """What is locked is what stands in the tables: a record that changed is verified in the text again.

    Fix: python build.py lock --sources DIR
    """
    place = plan.evidence.get(row[0])
    if place is not None and place.record_sha256 != plan.hashes[row[0]]:
        expected = "the content that was locked"
        yield at(row, found="another content", expected=expected, cause=_cause(row, plan, "lock"))


@check("error", on="evidence", reads=("*",))
def place_not_as_locked(row: EvidenceRow, plan: Plan) -> Findings:
    """The lock's positions and hashes are those of the record and the pinned copy.

    Fix: python build.py lock --sources DIR; the lock is never edited by hand.
    """
    copy = plan.copy
    if copy is None or not (row.quote_start + row.quote_end).isdecimal():
        return
    cause = f"places {plan.document_id}"
    if row.copy_sha256 != copy.sha256:
        expected, given = f"{copy.sha256[:12]}…", _bounds(copy)
        yield at(row, "copy_sha256", found="another text", expected=expected, given=given, cause=cause)
        return
    place = plan.places.get(row.record_id)
    if isinstance(place, Span):
        for column, said, position in (
            ("quote_start", row.quote_start, place.start),
            ("quote_end", row.quote_end, place.end),
        ):
            if said != str(position):
                expected, given = str(position), _bounds(copy)
                yield at(row, column, found="another place", expected=expected, given=given, cause=cause)
                return
    words = plan.word_hashes.get(row.record_id)
    if words is not None and row.quote_sha256 != words:
        yield at(row, "quote_sha256", found="other words", expected=words[:12] + "…", cause=cause)
        return
    quote = getattr(plan.records.get(row.record_id, (None,))[-1], "quote", "")
    if quote and int(row.quote_end) - int(row.quote_start) != len(quote):
        expected = f"{int(row.quote_start) + len(quote)}"
        yield at(row, "quote_end", found=row.quote_end, expected=expected, given=_bounds(copy))


def _bounds(copy: CopiesRow) -> list[tuple[CopiesRow, str]]:
    return [(copy, name) for name in ("sha256", "body_start", "body_end")]


@check("warning", on=(*DOUBLE, *SINGLE), reads=("*",), needs=("checks", "clauses", "tasks"))
def check_stale(row: Row, plan: Plan) -> Findings:
    """A record that was signed off has not changed since, nor has its text.

    Fix: read it against the text again and add a sign-off to checks.csv.
    """
    if row[0] not in plan.signed and row[0] in plan.ever_signed:
        given = [(plan.copy, "sha256")] if plan.copy is not None else []
        found, expected = "changed since its sign-off", "a sign-off for its present content"
        yield at(row, found=found, expected=expected, given=given, cause=_cause(row, plan, "stale"))


@check("warning", on=(*DOUBLE, *SINGLE), reads=("*",), needs=("checks", "clauses", "tasks"))
def check_missing(row: Row, plan: Plan) -> Findings:
    """Every record is signed off; targets, other quantities and responsibilities by two readers.

    Fix: read it against the text and add a sign-off to checks.csv.
    """
    need = 2 if type(row).__name__ in DOUBLE else 1
    readers = plan.signed.get(row[0], frozenset())
    if len(readers) < need and (row[0] not in plan.ever_signed or readers):
        found = f"{len(readers)} of {need} readers"
        yield at(row, found=found, expected=f"sign-offs by {need}", cause=f"sign-offs {plan.document_id}")


@check("error", on="plan")
def check_edited(plan: Plan) -> Findings:
    """Sign-offs are numbered through without a gap: they are only ever added, never changed or removed.

    Fix: restore the row; to withdraw a sign-off, edit or note the record, which makes it stale.
    """
    ends = [check.rpartition(".k")[2] for check in plan.tables["checks"].cells("check_id")]
    if [end.lstrip("0") for end in ends] == [str(number) for number in range(1, len(ends) + 1)]:
        return
    numbers = {int(row.check_id.rpartition(".k")[2]): row for row in plan.rows("checks") if _number(row.check_id)}
    gaps = sorted(set(range(1, max(numbers, default=0) + 1)) - numbers.keys())
    if gaps:
        after = next(numbers[number] for number in sorted(numbers) if number > gaps[0])
        yield at(after, "check_id", found=after.check_id, expected=f"a row k{gaps[0]:04} before it")


def _number(check_id: str) -> bool:
    return check_id.rpartition(".k")[2].isdecimal()
