"""Rules on what two readings of one thing say: where they differ, the text has settled it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.check.rule import TABLE, Findings, at, at_place, check
from publisher.codebook.readings import KINDS_READ, NUMBER, THEMED, compared
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.read.table import Row, changed_cells
from publisher.terms.messages import say
from publisher.terms.problem import Place

if TYPE_CHECKING:
    from publisher.read.rows import ReadingsRow

FIGURED = ("target", "observation", "mention")  # of these all that is entered is compared
GIVEN = ("quote", "figure_printed", *NUMBER, "kind", "name_printed", "role", "record_id")
SETTLED_FOR = ("first", "neither", "unclear")  # “second” may also mean that the first reader had no entry at all


def _key(reading: ReadingsRow) -> tuple[bool, str]:
    return reading.record_kind == "theme", reading.record_id


def _sort(row: Row) -> str:
    return KINDS_READ.get(type(row).__name__) or str(getattr(row, "record_kind", ""))


def _differing(reading: ReadingsRow, first: Row) -> list[str]:
    """The columns in which two entries of one thing differ; record_kind alone where they are of two kinds."""
    if reading.record_kind not in (_sort(first), "theme"):
        return ["record_kind"]
    columns = compared(reading.record_kind).values()
    return [column for column in columns if getattr(reading, column) != getattr(first, column)]


SETTLING = frozenset({"record_id", "settled", "comment_zh", "comment_en"})  # what is filled in when it is compared


@check("error", on="readings", needs=("evidence",))
def reading_edited(row: ReadingsRow, plan: Plan) -> Findings:
    locked = plan.evidence.get(row.reading_id)
    if locked is None or plan.ledger.as_locked(row):
        return
    edited = [column for _, column in changed_cells((row,), locked.cell_sums)]
    # What is settled stays so; a record that went, and a comment, may be put otherwise.
    own = [column for column in edited if column not in SETTLING or not getattr(row, column)]
    own += ["settled"] if "settled" in edited and row.settled and not _open(row, locked.cell_sums) else []
    if own:
        more = [(row, column) for column in own[1:]]
        yield at(row, own[0], found=getattr(row, own[0]), expected=say("reading-edited.as-entered"), more=more)


def _open(row: ReadingsRow, sums: str) -> bool:
    """Whether a reading was not settled yet when it was locked."""
    return all(column != "settled" for _, column in changed_cells((row._replace(settled=""),), sums))


@check("error", on="plan", reads=TABLE, needs=("readings", "evidence", "retired"))
def reading_removed(plan: Plan) -> Findings:
    """The lock knows how many readings there were, and which: one whose row of the lock went with it is missed, too."""
    ledger, table = plan.ledger, plan.tables["readings"]
    place = ledger.locked.get(ledger.listed)
    if place is None or any(one.startswith(f"{plan.document_id}.b") for one in plan.vanished):
        return  # that is said where the lock still knows it
    ids = [*ledger.items()]
    known, sums = len(place.cell_sums) // 4, ledger.item_sums
    if ledger.items_sha256(known) != place.record_sha256:
        other = (n for n in range(known) if sums[4 * n : 4 * n + 4] != place.cell_sums[4 * n : 4 * n + 4])
        row = plan.by_key["readings"].get("".join(ids[(n := next(other, known)) : n + 1]))
        actual, expected = say("reading-removed.rows", rows=len(ids)), say("reading-removed.rows", rows=known)
        line = row.line if row is not None else 0
        yield at_place(Place(table.file, line), found=actual, expected=expected)
        return
    for one in ids[:known]:
        if one not in ledger.locked and one in plan.by_key["readings"]:  # else it could be edited, and locked anew
            expected, cause = say("reading-removed.known", record=one), f"lock {ledger.owner}"
            yield at_place(Place(ledger.evidence.file), expected=expected, cause=cause)
            return


def as_locked(plan: Plan) -> bool:
    """Whether all readings of a plan are there, and as they were locked but for how they were settled."""
    lost = plan.tables["readings"].broken or any(one.startswith(f"{plan.document_id}.b") for one in plan.vanished)
    whole = not lost and next(reading_removed(plan), None) is None
    return whole and all(next(reading_edited(row, plan), None) is None for row in plan.rows("readings"))


@check("error", on="readings", reads=("record_id", "quote", "settled", "record_kind"),
       needs=tuple(f"{name} keys" for name in KINDS_READ))  # fmt: skip
def reading_of_another_place(row: ReadingsRow, plan: Plan) -> Findings:
    read, recorded = plan.places.get(row.reading_id), plan.places.get(row.record_id)
    if row.settled or row.record_kind == "theme" or not isinstance(read, Span) or not isinstance(recorded, Span):
        return
    if read.end <= recorded.start or recorded.end <= read.start:
        given = [(other, "quote") for other in plan.records[row.record_id] if "quote" in other._fields]
        expected = say("reading-of-another-place.words", quote=row.quote)
        yield at(row, "record_id", found=row.record_id, expected=expected, given=given)


@check("warning", on="plan", needs=("readings", "checks", "tasks", *KINDS_READ))
def reading_unsettled(plan: Plan) -> Findings:
    """The second reader's entries against the first one's own where it is kept, else against the record; silent while
    one of them is not as it was locked, which another rule says."""
    tables = [(False, name) for name in KINDS_READ] + [(True, name) for name in THEMED]
    records = {(theme, row[0]): row for theme, name in tables for row in plan.rows(name)}
    signers: dict[str, str] = {}
    for check_ in plan.rows("checks"):
        signers.setdefault(check_.record_id, check_.reader)
    if not signers:
        return  # who the first reader was is not known
    usual = next(iter(signers.values()))
    readings = [row for row in plan.rows("readings") if row.record_kind != "nothing" and plan.ledger.as_locked(row)]
    own = {_key(row): row for row in readings if row.reader == signers.get(row.record_id, usual)}
    for reading in readings:
        first = own.get(_key(reading)) or records.get(_key(reading))
        if first is None or first is reading or not plan.ledger.as_locked(first):
            continue
        differing = _differing(reading, first)
        if not reading.settled:
            for column in differing:
                other = getattr(first, column, _sort(first))
                beside = (first, column if hasattr(first, column) else first._fields[0])
                expected = say("as-printed", value=other, printed=first[0])
                given = [(row, name) for row in (reading, first) for name in GIVEN if hasattr(row, name)]
                yield at(reading, column, found=getattr(reading, column), expected=expected, more=[beside], given=given)
        elif not differing and reading.settled in SETTLED_FOR and reading.record_kind in FIGURED:
            yield at(reading, "settled", found=reading.settled, expected=say("reading-unsettled.nothing"))
