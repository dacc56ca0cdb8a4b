"""Sign-offs: added for what was read, carried over where only an id or a position changed, dropped with a record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Row, whole
from publisher.review.store import changed, row_of

# Table → the letter and the least digits of its records' ids: chengdu-2020.t07.
STEMS = {
    "targets": ("t", 2), "observations": ("o", 2), "mentions": ("m", 2), "responsibilities": ("r", 3),
    "notes": ("n", 2), "relations": ("l", 2), "projects": ("p", 2), "parties": ("y", 2), "readings": ("b", 3),
}  # fmt: skip


def next_of(taken: Iterable[str], document_id: str, table: str) -> str:
    """The next id that was never used, for a record of a document."""
    letter, width = STEMS[table]
    return next_id(taken, f"{document_id}.{letter}", width)


def next_id(taken: Iterable[str], stem: str, width: int) -> str:
    """The next id with this stem that was never used."""
    numbers = (whole(one.removeprefix(stem)) for one in taken if one.startswith(stem))
    return f"{stem}{max((number for number in numbers if number is not None), default=0) + 1:0{width}}"


def signed(
    owner: Plan | Registry,
    records: Iterable[str],
    reader: str,
    today: str,
    *,
    corrected: Collection[str] = (),
    comment: str = "",
) -> list[Row]:
    """The ledger of a plan or the registry with a sign-off of each record's present content added, where this reader
    has given none for it. corrected: the ids of those that were.
    """
    ledger = owner.ledger
    rows: list[Row] = list(ledger.checks.rows)
    given = {(row.record_id, row.record_sha256, row.copy_sha256) for row in rows if row.reader == reader}
    stem = f"{ledger.owner}.k"
    number = int(next_id((row[0] for row in rows), stem, 4).removeprefix(stem))
    for record in dict.fromkeys(records):
        sha256 = ledger.items_sha256() if record == ledger.listed else ledger.hashes[record]
        if (record, sha256, ledger.copy_sha256) in given:
            continue
        cells = {
            "check_id": f"{stem}{number:04}",
            "record_id": record,
            "record_sha256": sha256,
            "copy_sha256": ledger.copy_sha256,
            "reader": reader,
            "outcome": "corrected" if record in corrected else "agreed",
            "checked_on": today,
            "comment": comment,
        }
        rows.append(row_of(owner.schemas["checks"], cells))
        number += 1
    return rows


def carried(before: Plan, after: Plan, names: Mapping[str, str] | None = None, *, edited: Collection[str] = ()) -> Plan:
    """`after` with its sign-offs for its present content, where they stood for the content that it had `before`.

    Only for changes that nobody reads in the text: ids of a draft (names: old → new), positions. Those of the records
    that were `edited` otherwise stay with the content that was read.
    """
    rows = []
    for row in after.rows("checks"):
        old = row.record_id
        new = (names or {}).get(old, old)
        if row.record_sha256 == before.hashes.get(old) and new in after.hashes and new not in edited:
            row = row._replace(record_id=new, record_sha256=after.hashes[new])
        rows.append(row)
    return changed(after, {"checks": rows})


def dropped(plan: Plan, records: Collection[str]) -> list[Row]:
    """The ledger of a draft without the sign-offs of records that were taken back, numbered through again."""
    kept = [row for row in plan.rows("checks") if row.record_id not in records]
    return [row._replace(check_id=f"{plan.document_id}.k{number:04}") for number, row in enumerate(kept, 1)]
