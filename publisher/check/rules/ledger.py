"""Rules on the lock and the ledger of checks: both are bound to the content that was checked, and go stale with it."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from publisher.check.rule import TABLE, Findings, at, at_place, check
from publisher.check.summary import ACROSS
from publisher.codebook.days import day
from publisher.read.descriptor import DESCRIBED
from publisher.read.ledger import READERS, Ledger
from publisher.read.places import Span, between
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Row, begin_with, changed_cells, row_sums, whole
from publisher.terms.messages import say
from publisher.terms.problem import Place
from publisher.terms.schema import SIGNING, TABLES

if TYPE_CHECKING:
    from publisher.read.rows import CopiesRow, EvidenceRow

BY_TWO = (  # read by two readers before they count as checked
    "targets", "observations", "responsibilities", "projects", "parties", "relations", "clauses", "mentions", "notes",
    "copies", "documents", "units", "unit_names", "indicators", "measures", "themes", "aliases", "glossary",
    DESCRIBED,
)  # fmt: skip
BY_ONE = ("retired", "known_problems")
LOCKED = (*(name for name in TABLES if name not in SIGNING), DESCRIBED)
NEEDED = {**dict.fromkeys(BY_TWO, 2), **dict.fromkeys(BY_ONE, 1)}


def _cause(row: Row, context: Plan | Registry, default: str) -> str:
    """What a changed record may follow from: a record of another plan that it names and that is not there."""
    columns = [column for name, column in ACROSS if name == type(row).__name__]
    named = next((getattr(row, column) for column in columns if getattr(row, column)), "")
    return f"id {named}" if named and named not in context.ledger.records else f"{default} {context.ledger.owner}"


@check("error", on=("plan", "registry"), reads=TABLE)
def check_edited(context: Plan | Registry) -> Findings:
    ledger = context.ledger
    if (isinstance(context, Plan) and context.document is None) or ledger.checks.broken:
        return  # the folder of another plan, as a copy of one; a file of which something else is said
    lost = next((one for one in (ledger.signings, ledger.listed) if one not in ledger.locked), "")
    if ledger.checks.rows and lost and not ledger.evidence.broken:
        actual, expected = say("check-edited.unknown"), say("check-edited.known", record=lost)
        yield at_place(Place(ledger.evidence.file), found=actual, expected=expected, cause=f"lock {ledger.owner}")
        return
    ends = [row.check_id.rpartition(".k")[2] for row in ledger.given]
    if [end.lstrip("0") for end in ends] == [str(number) for number in range(1, len(ends) + 1)]:
        yield from _edited(ledger)
        yield from _backdated(ledger)
        return
    ended = ((whole(row.check_id.rpartition(".k")[2]), row) for row in ledger.checks.rows)
    numbered = sorted(((number, row) for number, row in ended if number is not None), key=itemgetter(0))
    gap, after = next(((at, row) for at, (number, row) in enumerate(numbered, 1) if number != at), (0, None))
    if after is not None:
        expected, cause = say("check-edited.before", row=f"k{gap:04}"), f"sign-offs {ledger.owner}"
        twice = [(row, "check_id") for _, row in numbered if row.check_id == after.check_id and row is not after]
        yield at(after, "check_id", found=after.check_id, expected=expected, more=twice, cause=cause)


LATE = 92  # days by which a sign-off may be dated before one that stands before it, where two readers' were joined


def _backdated(ledger: Ledger) -> Findings:
    """The first sign-off dated long before those that stand before it: they are numbered as they are given."""
    latest = ""
    for row in ledger.given:
        dated = day(row.checked_on)
        if dated and latest and (date.fromisoformat(latest) - date.fromisoformat(dated)).days > LATE:
            expected, cause = say("check-edited.after", date=latest), f"sign-offs {ledger.owner}"
            yield at(row, "checked_on", found=row.checked_on, expected=expected, cause=cause)
            return
        latest = max(latest, dated)


def _edited(ledger: Ledger) -> Findings:
    """The first sign-off that is not as it was locked; rows that were added after those are no edit."""
    place, rows = ledger.locked.get(ledger.signings), ledger.given
    if place is None or place.record_sha256 == ledger.hashes.get(ledger.signings):
        return
    known, sums = len(place.cell_sums) // 4, row_sums(rows)
    if len(rows) < known:
        last = rows[-1] if rows else place
        actual, expected = say("check-edited.rows", rows=len(rows)), say("check-edited.rows", rows=known)
        yield at(last, last._fields[0], found=actual, expected=expected, cause=f"sign-offs {ledger.owner}")
    elif not begin_with(rows, place.record_sha256):
        at_fault = (n for n in range(known) if sums[4 * n : 4 * n + 4] != place.cell_sums[4 * n : 4 * n + 4])
        row = rows[next(at_fault, -1)]
        actual, expected = say("check-edited.other", row=row.check_id), say("check-edited.as-locked")
        yield at(row, found=actual, expected=expected, cause=f"sign-offs {ledger.owner}")


@check("error", on=LOCKED, reads=("*",), needs=("evidence",))
def place_missing(row: Row, context: Plan | Registry) -> Findings:
    ledger = context.ledger
    if ledger.id_of(row) not in ledger.locked:
        given = [(row, row._fields[0])]
        yield at(row, expected=say("place-missing.row"), given=given, cause=f"lock {ledger.owner}")


@check("error", on=LOCKED, reads=("*",), needs=("clauses", "tasks"))
def record_changed_since_lock(row: Row, context: Plan | Registry) -> Findings:
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
    actual = say("record-changed-since-lock.cell", record=record)
    if mine:
        actual = say("record-changed-since-lock.columns", record=record, columns=tuple(mine))
    expected, cause = say("record-changed-since-lock.locked"), _cause(row, context, "lock")
    yield at(row, *mine[:1], found=actual, expected=expected, more=more, cause=cause)


@check("error", on=("plan", "registry"), reads=TABLE, needs=("evidence",))
def table_changed_since_lock(context: Plan | Registry) -> Findings:
    ledger = context.ledger
    place, rows = ledger.locked.get(ledger.signings), ledger.checks.rows
    same = place is not None and place.record_sha256 == ledger.hashes.get(ledger.signings)
    if rows and place is not None and not same and begin_with(rows, place.record_sha256):
        actual = say("table-changed-since-lock.unlocked")
        yield at(rows[-1], found=actual, expected=say("record-changed-since-lock.locked"), cause=f"lock {ledger.owner}")

    if isinstance(context, Registry) and ledger.listed in ledger.locked:
        yield from _schemas_changed(ledger)


def _schemas_changed(ledger: Ledger) -> Findings:
    """The files of schemas/ that are not as they were locked; all of them where there are more or fewer."""
    before, now = ledger.locked[ledger.listed].cell_sums, ledger.item_sums
    files = [
        f"schemas/{name}.yaml"
        for at, name in zip(range(0, len(now), 4), ledger.items(), strict=True)
        if len(now) != len(before) or now[at : at + 4] != before[at : at + 4]
    ]
    if files:
        actual, expected = say("table-changed-since-lock.schema"), say("record-changed-since-lock.locked")
        yield at_place(Place(files[0]), found=actual, expected=expected, more=map(Place, files[1:]))
    elif ledger.listed in ledger.ever_signed and len(ledger.signed.get(ledger.listed, ())) < READERS:
        actual, expected = say("check-stale.changed", record=ledger.listed), say("check-missing.need", need=READERS)
        yield at_place(Place("schemas"), found=actual, expected=expected)


@check("error", on="evidence", reads=("*",))
def place_not_as_locked(row: EvidenceRow, plan: Plan | Registry) -> Findings:
    rows = plan.ledger.records.get(row.record_id, ())
    ledger = plan.ledger
    same = ledger.hashes.get(row.record_id) == row.record_sha256
    if same and row.cell_sums != (sums := ledger.sums(row.record_id)):
        expected, cause = f"{sums[:12]}…", f"lock {ledger.owner}"
        yield at(row, "cell_sums", found=say("place-not-as-locked.cells"), expected=expected, cause=cause)
    copy = plan.copy if isinstance(plan, Plan) else None
    if copy is None or not isinstance(plan, Plan):
        return
    locked = between(row.quote_start, row.quote_end)
    if locked is None:
        column = "quote_end" if row.quote_start else "quote_start"
        if row.quote_start or row.quote_end or any(getattr(other, "quote", "") for other in rows):
            both, cause = say("place-not-as-locked.both"), f"places {plan.document_id}"
            yield at(row, column, found=getattr(row, column), expected=both, cause=cause)
        return
    cause = f"places {plan.document_id}"
    if row.copy_sha256 != copy.sha256:
        actual, expected, given = say("place-not-as-locked.text"), f"{copy.sha256[:12]}…", _bounds(copy)
        yield at(row, "copy_sha256", found=actual, expected=expected, given=given, cause=cause)
        return
    place = plan.places.get(row.record_id)
    if isinstance(place, Span):
        for column, before, position in (
            ("quote_start", row.quote_start, place.start),
            ("quote_end", row.quote_end, place.end),
        ):
            if before != str(position):
                # A clause that is gone leaves its words to the one before it.
                gone = [locked for record, locked in plan.evidence.items() if record in plan.vanished]
                given = [*_bounds(copy), *((one, "record_id") for one in gone)]
                actual = say("place-not-as-locked.place")
                yield at(row, column, found=actual, expected=str(position), given=given, cause=cause)
                return
    words = plan.word_hashes.get(row.record_id)
    if words is not None and row.quote_sha256 != words:
        actual = say("place-not-as-locked.words")
        yield at(row, "quote_sha256", found=actual, expected=words[:12] + "…", cause=cause)
        return
    quote = getattr(plan.records.get(row.record_id, (None,))[-1], "quote", "")
    if quote and locked.end - locked.start != len(quote):
        expected = f"{locked.start + len(quote)}"
        yield at(row, "quote_end", found=row.quote_end, expected=expected, given=_bounds(copy))


def _bounds(copy: CopiesRow) -> list[tuple[Row, str]]:
    return [(copy, name) for name in ("sha256", "body_start", "body_end")]


@check("warning", on=tuple(NEEDED), reads=("*",), needs=("checks", "clauses", "tasks"))
def check_stale(row: Row, context: Plan | Registry) -> Findings:
    ledger = context.ledger
    record, copy = ledger.id_of(row), context.copy if isinstance(context, Plan) else None
    if isinstance(context, Plan) and copy is None:
        return  # without the text's hash no sign-off can hold, and that the copy is gone is said elsewhere
    if record not in ledger.signed and record in ledger.ever_signed:
        given = [(copy, "sha256")] if copy is not None else []
        actual, expected = say("check-stale.changed", record=record), say("check-stale.present")
        yield at(row, found=actual, expected=expected, given=given, cause=_cause(row, context, "stale"))


@check("warning", on=tuple(NEEDED), reads=("*",), needs=("checks", "clauses", "tasks"))
def check_missing(row: Row, context: Plan | Registry) -> Findings:
    ledger, need = context.ledger, NEEDED[type(row).__name__]
    record = ledger.id_of(row)
    readers = ledger.signed.get(record, frozenset())
    if len(readers) < need and (record not in ledger.ever_signed or readers):
        actual, expected = (
            say("check-missing.readers", readers=len(readers), need=need),
            say("check-missing.need", need=need),
        )
        yield at(row, found=actual, expected=expected, cause=f"sign-offs {ledger.owner}")
