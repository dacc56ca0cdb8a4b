"""Rules on the ledger of checks: a sign-off is bound to the content that was checked, and goes stale with it."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.check import Finding, at, check
from publisher.read import Plan, Row

DOUBLE = ("targets", "observations", "responsibilities")  # read by two readers before they are published as checked
SINGLE = ("relations", "clauses", "mentions", "notes")


@check("warning", on=(*DOUBLE, *SINGLE), reads=("*",))
def check_stale(row: Row, plan: Plan) -> Iterator[Finding]:
    """A record that was signed off has not changed since, nor has its text.

    Fix: read it against the text again and add a sign-off to checks.csv.
    """
    if row[0] not in plan.signed and row[0] in plan.ever_signed:
        yield at(row, found="changed since its sign-off", expected="a sign-off for its present content")


@check("warning", on=(*DOUBLE, *SINGLE), reads=("*",))
def check_missing(row: Row, plan: Plan) -> Iterator[Finding]:
    """Every record is signed off; targets, other quantities and responsibilities by two readers.

    Fix: read it against the text and add a sign-off to checks.csv.
    """
    need = 2 if type(row).__name__ in DOUBLE else 1
    readers = plan.signed.get(row[0], set())
    if len(readers) < need and (row[0] not in plan.ever_signed or readers):
        yield at(row, found=f"{len(readers)} of {need} readers", expected=f"sign-offs by {need}")


@check("warning", on="plan")
def reading_unmatched(plan: Plan) -> Iterator[Finding]:
    """Every entry of the second reader is matched with a record, or what became of it is said.

    Fix: fill record_id, or settled and a comment.
    """
    rows = [row for row in plan.rows("readings") if not row.record_id and not row.settled]
    if rows:
        yield at(rows[0], "record_id", expected="a record, or how it was settled", more=[(r, "record_id") for r in rows[1:]])
