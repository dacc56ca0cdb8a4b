"""Lock and sign-offs of the records of one plan, or of the registry.

The lock (evidence.csv) has a row for every record: the position of its quote and hashes of its content. A sign-off
(checks.csv) holds for one content of a record and one text. Some tables are locked as a whole, as one record named
after the table: among them the sign-offs, so that a truncated or emptied file is noticed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.read.table import Row, Table, record_sha256, rows_sha256

if TYPE_CHECKING:
    from publisher.read.rows import ChecksRow, EvidenceRow

REGISTRY = "registry"  # the owner of the registry's records, in place of a document id
WHOLE = ("checks", "glossary", "aliases")  # tables that are locked as one record


@dataclass(frozen=True)
class Ledger:
    """Lock and sign-offs of `owner` (a document id, or REGISTRY). tables: by name, those whose rows are records."""

    owner: str
    tables: Mapping[str, Table]
    checks: Table
    evidence: Table
    copy_sha256: str

    def id_of(self, row: Row) -> str:
        """The id under which a row is locked and signed: its key; in the registry with the name of its table before it,
        since ids of different tables may be alike."""
        table = type(row).__name__
        if table in WHOLE:
            return f"{self.owner}.{table}"
        return f"{table}.{row[0]}" if self.owner == REGISTRY else str(row[0])

    @cached_property
    def records(self) -> Mapping[str, tuple[Row, ...]]:
        """Record id → the rows that bear it (a task shares the id of its clause); tables locked as a whole are left
        out."""
        by_id: dict[str, list[Row]] = {}
        for name, table in self.tables.items():
            if name not in WHOLE:
                for row in table.rows:
                    by_id.setdefault(self.id_of(row), []).append(row)
        return {record: tuple(rows) for record, rows in by_id.items()}

    @cached_property
    def wholes(self) -> Mapping[str, Table]:
        """The tables that are locked as one record, by the id of that record; those that are empty have none."""
        tables = {**self.tables, "checks": self.checks}
        return {f"{self.owner}.{name}": tables[name] for name in WHOLE if name in tables and tables[name].rows}

    @cached_property
    def contents(self) -> Mapping[str, str]:
        """Record id → SHA-256 of its present content, but of the tables that are locked as a whole."""
        return {record: record_sha256(*rows) for record, rows in self.records.items()}

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """Record id → SHA-256 of its present content."""
        return {**self.contents, **{record: rows_sha256(table.rows) for record, table in self.wholes.items()}}

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
        hashes = self.hashes
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
        whole = {self.owner, *(f"{self.owner}.{name}" for name in WHOLE)}
        gone = known - self.records.keys() - whole
        if not gone:
            return frozenset()
        left = set(retired)
        return frozenset(record for record in gone if self._key(record) not in left)

    def _key(self, record: str) -> str:
        """The key that a record has in its table."""
        return record.partition(".")[2] if self.owner == REGISTRY else record
