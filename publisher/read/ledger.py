"""Lock and sign-offs of the records of one plan, or of the registry.

The lock (evidence.csv) has a row for every record: the position of its quote and hashes of its content. A sign-off
(checks.csv) holds for one content of a record and one text. The sign-offs themselves are locked as one record, row by
row, so that an edited, truncated or emptied file is noticed; so is a list of what else must not change unseen: in a
plan the ids of its readings, in the registry the files of schemas/, whose words readers see: they are signed, too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from operator import le
from typing import TYPE_CHECKING

from publisher.read.table import Row, Table, cell_sums, natural, record_sha256, row_sums, rows_sha256
from publisher.work.grouped import grouped

if TYPE_CHECKING:
    from publisher.read.rows import ChecksRow, EvidenceRow

REGISTRY = "registry"  # the owner of the registry's records, in place of a document id
READERS = 2  # who sign what schemas/ says before a lock of it is renewed


@dataclass(frozen=True)
class Ledger:
    """Lock and sign-offs of `owner` (a document id, or REGISTRY). tables: by name, those whose rows are records."""

    owner: str
    tables: Mapping[str, Table]
    checks: Table
    evidence: Table
    copy_sha256: str
    listing: str  # what else is locked as one, item by item, and its items: name → content, in their order
    items: Callable[[], Mapping[str, str]]

    def id_of(self, row: Row) -> str:
        """The id under which a row is locked and signed: its key; in the registry with the name of its table before it,
        since ids of different tables may be alike."""
        return f"{type(row).__name__}.{row[0]}" if self.owner == REGISTRY else str(row[0])

    @cached_property
    def records(self) -> Mapping[str, tuple[Row, ...]]:
        """Record id → the rows that bear it (a task shares the id of its clause); the sign-offs are left out."""
        rows = (row for name, table in self.tables.items() if name != "checks" for row in table.rows)
        return {record: tuple(own) for record, own in grouped((self.id_of(row), row) for row in rows).items()}

    @property
    def signings(self) -> str:
        """The id under which all sign-offs are locked as one record; while there are none, they are not."""
        return f"{self.owner}.checks"

    @property
    def listed(self) -> str:
        """The id under which the list is locked."""
        return f"{self.owner}.{self.listing}"

    @cached_property
    def given(self) -> list[ChecksRow]:
        """The sign-offs in the order in which they were given, whatever the order of their rows."""
        rows: list[ChecksRow] = list(self.checks.rows)
        ids = self.checks.cells("check_id")
        return rows if all(map(le, ids, ids[1:])) else sorted(rows, key=lambda row: natural(row.check_id))

    @cached_property
    def item_sums(self) -> str:
        """Short sums of the items of the list, to tell later which one changed."""
        return "".join(hashlib.sha256(item.encode()).hexdigest()[:4] for item in self.items().values())

    def items_sha256(self, first: int | None = None) -> str:
        """SHA-256 of the items of the list, or of the first ones."""
        return hashlib.sha256("\0".join([*self.items().values()][:first]).encode()).hexdigest()

    @property
    def as_one(self) -> frozenset[str]:
        """The ids of what is locked as one, and of no record."""
        return frozenset({self.signings, self.listed})

    @cached_property
    def contents(self) -> Mapping[str, str]:
        """Record id → SHA-256 of its present content, but of the sign-offs."""
        return {record: record_sha256(*rows) for record, rows in self.records.items()}

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """Record id → SHA-256 of its present content."""
        signings = {self.signings: rows_sha256(self.checks.rows)} if self.checks.rows else {}
        return {**self.contents, **signings}

    @cached_property
    def to_lock(self) -> Mapping[str, str]:
        """What is to be locked → its SHA-256: records, sign-offs (even while there are none), what is listed."""
        before, listed = self.locked.get(self.listed), self.items_sha256()
        if before is not None and self.owner == REGISTRY and len(self.signed.get(self.listed, ())) < READERS:
            listed = before.record_sha256  # what readers see is locked anew only once it is signed
        return {self.signings: rows_sha256(()), **self.hashes, self.listed: listed}

    def sums(self, record: str) -> str:
        """Short sums of a record's cells, of each sign-off or of what is listed, to tell where something changed."""
        if record == self.listed:
            return self.item_sums
        return row_sums(self.checks.rows) if record == self.signings else cell_sums(*self.records.get(record, ()))

    @cached_property
    def locked(self) -> Mapping[str, EvidenceRow]:
        """Record id → its row of the lock."""
        return {row.record_id: row for row in self.evidence.rows}

    def as_locked(self, row: Row) -> bool:
        """Whether a record is what it was when it was locked."""
        place = self.locked.get(self.id_of(row))
        return place is not None and place.record_sha256 == self.hashes.get(place.record_id)

    @cached_property
    def signed(self) -> Mapping[str, Set[str]]:
        """Record id → the readers whose sign-off is valid: made for the present content and the present text."""
        readers: dict[str, set[str]] = {}
        listed = {self.listed: self.items_sha256()} if self.listed in self.ever_signed else {}
        hashes = {**self.hashes, **listed}
        row: ChecksRow
        for row in self.checks.rows:
            if row.record_sha256 == hashes.get(row.record_id) and row.copy_sha256 == self.copy_sha256:
                readers.setdefault(row.record_id, set()).add(row.reader)
        return readers

    @cached_property
    def ever_signed(self) -> frozenset[str]:
        """The records that anyone ever signed off."""
        return frozenset(self.checks.cells("record_id"))

    def vanished(self, retired: Iterable[str]) -> frozenset[str]:
        """Ids in the lock or the sign-offs that no table has and `retired` does not list."""
        known = {*self.evidence.cells("record_id"), *self.checks.cells("record_id")}
        gone = known - self.records.keys() - {self.owner} - self.as_one
        if not gone:
            return frozenset()
        left = set(retired)
        # In the registry the name of its table stands before the key of a record.
        return frozenset(one for one in gone if (one.partition(".")[2] if self.owner == REGISTRY else one) not in left)
