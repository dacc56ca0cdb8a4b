"""Rules on the lock and the ledger of checks: both are bound to the content that was checked, and go stale with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.check.rule import TABLE, Findings, at, check
from publisher.check.summary import ACROSS
from publisher.read.ledger import WHOLE
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Row, changed_cells
from publisher.terms.schema import SIGNING, TABLES

if TYPE_CHECKING:
    from publisher.read.rows import CopiesRow, EvidenceRow

DOUBLE = (  # read by two readers before they count as checked
    "targets", "observations", "responsibilities", "projects", "parties", "relations", "clauses", "mentions", "notes",
    "copies", "documents", "units", "unit_names", "indicators", "measures", "themes",
)  # fmt: skip
SINGLE = ("retired", "known_problems")
LOCKED = tuple(name for name in TABLES if name not in (*SIGNING, *WHOLE))
NEEDED = {**dict.fromkeys(DOUBLE, 2), **dict.fromkeys(SINGLE, 1)}


def _cause(row: Row, context: Plan | Registry, default: str) -> str:
    """What a changed record may follow from: a record of another plan that it names and that is not there."""
    columns = [column for name, column in ACROSS if name == type(row).__name__]
    named = next((getattr(row, column) for column in columns if getattr(row, column)), "")
    return f"id {named}" if named and named not in context.ledger.records else f"{default} {context.ledger.owner}"


@check("error", on=LOCKED, needs=("evidence",))
def place_missing(row: Row, context: Plan | Registry) -> Findings:
    """The lock has every record: where its quote stands, and what it was.

    Fix: python build.py lock --sources DIR
    """
    ledger = context.ledger
    if ledger.id_of(row) not in ledger.locked:
        given = [(row, row._fields[0])]
        cause = _renamed(row, context) or f"lock {ledger.owner}"
        yield at(row, found="", expected="a row in evidence.csv", given=given, cause=cause)


def _renamed(row: Row, context: Plan | Registry) -> str:
    """The cause of a row of the registry that is new where one of its table is gone: an id that was changed."""
    gone = [record for record in context.vanished if record.startswith(f"{type(row).__name__}.")]
    return f"id {gone[0].partition('.')[2]}" if isinstance(context, Registry) and len(gone) == 1 else ""


@check("error", on=LOCKED, reads=("*",), needs=("clauses", "tasks"))
def record_changed_since_lock(row: Row, context: Plan | Registry) -> Findings:
    """What is locked is what stands in the tables: a record that changed is verified in the text again, and read again.

    Fix: not meant? Restore the cell: python build.py diff HEAD shows what it was, git restore FILE brings it back.
    Meant? python build.py lock --sources DIR, then two sign-offs.
    """
    ledger = context.ledger
    record = ledger.id_of(row)
    place = ledger.locked.get(record)
    if place is None or place.record_sha256 == ledger.hashes[record]:
        return
    changed = changed_cells(ledger.records[record], place.cell_sums)
    mine = [column for other, column in changed if other is row]
    if changed and not mine:
        return  # it is said at the row whose cell changed: a task shares the id of its clause
    more = [(row, column) for column in mine[1:]]
    found = f"{record}: {', '.join(mine) or 'a cell'} changed"
    cause = _cause(row, context, "lock")
    yield at(row, *mine[:1], found=found, expected="what was locked", more=more, cause=cause)


@check("error", on=("plan", "registry"))
def check_edited(context: Plan | Registry) -> Findings:
    """Sign-offs are numbered through without a gap: they are only ever added, never changed or removed.

    Fix: restore the row; to withdraw a sign-off, edit or note the record, which makes it stale.
    """
    ends = [check.rpartition(".k")[2] for check in context.ledger.checks.cells("check_id")]
    if [end.lstrip("0") for end in ends] == [str(number) for number in range(1, len(ends) + 1)]:
        return
    numbers = {
        int(row.check_id.rpartition(".k")[2]): row for row in context.ledger.checks.rows if _number(row.check_id)
    }
    gaps = sorted(set(range(1, max(numbers, default=0) + 1)) - numbers.keys())
    if gaps:
        after = next(numbers[number] for number in sorted(numbers) if number > gaps[0])
        yield at(after, "check_id", found=after.check_id, expected=f"a row k{gaps[0]:04} before it")


@check("error", on=("plan", "registry"), reads=TABLE, needs=("evidence",))
def table_changed_since_lock(context: Plan | Registry) -> Findings:
    """Sign-offs are only ever added, and the lock knows them: none is edited, cut off or removed unseen.

    The glossary and the aliases are locked as a whole in the same way.

    Fix: not meant? git restore FILE. Meant, or a sign-off was added? python build.py lock --sources DIR
    """
    ledger = context.ledger
    for record, table in ledger.wholes.items():
        place = ledger.locked.get(record)
        if place is None or place.record_sha256 != ledger.hashes[record]:
            found = f"{len(table.rows)} rows, other than those that were locked" if place else "not locked"
            yield at(table.rows[-1], found=found, expected="what was locked", cause=f"lock {ledger.owner}")
    for record in sorted(ledger.locked.keys() - ledger.wholes.keys()):
        owner, _, name = record.rpartition(".")
        if owner == ledger.owner and name in WHOLE:
            row = ledger.locked[record]
            yield at(row, "record_id", found=record, expected=f"the rows of {name}.csv that were locked")


@check("error", on="evidence", reads=("*",))
def place_not_as_locked(row: EvidenceRow, plan: Plan | Registry) -> Findings:
    """The lock's positions and hashes are those of the record and the pinned copy.

    Fix: python build.py lock --sources DIR; the lock is never edited by hand.
    """
    if isinstance(plan, Registry):
        return
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


@check("warning", on=tuple(NEEDED), reads=("*",), needs=("checks", "clauses", "tasks"))
def check_stale(row: Row, context: Plan | Registry) -> Findings:
    """A record that was signed off has not changed since, nor has its text.

    Fix: read it against the text again and add a sign-off to checks.csv; until then `build` does not publish it.
    """
    ledger = context.ledger
    record = ledger.id_of(row)
    if record not in ledger.signed and record in ledger.ever_signed:
        copy = context.copy if isinstance(context, Plan) else None
        given = [(copy, "sha256")] if copy is not None else []
        found, expected = "changed since its sign-off", "a sign-off for its present content"
        yield at(row, found=found, expected=expected, given=given, cause=_cause(row, context, "stale"))


@check("warning", on=tuple(NEEDED), reads=("*",), needs=("checks", "clauses", "tasks"))
def check_missing(row: Row, context: Plan | Registry) -> Findings:
    """Every record is signed off by two readers; a retired id and a declared problem by one.

    Fix: read it against the text and add a sign-off to checks.csv; until then `build` does not publish it.
    """
    ledger, need = context.ledger, NEEDED[type(row).__name__]
    record = ledger.id_of(row)
    readers = ledger.signed.get(record, frozenset())
    if len(readers) < need and (record not in ledger.ever_signed or readers):
        found = f"{len(readers)} of {need} readers"
        yield at(row, found=found, expected=f"sign-offs by {need}", cause=f"sign-offs {ledger.owner}")


def _number(check_id: str) -> bool:
    return check_id.rpartition(".k")[2].isdecimal()
