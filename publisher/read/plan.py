"""Reads one plan: its tables as rows with file and line, and its texts where they are available. Judges nothing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from publisher.codebook.characters import as_typed
from publisher.codebook.titles import plain
from publisher.read.layout import FOLDER, RECORDS
from publisher.read.ledger import Ledger
from publisher.read.package import Package
from publisher.read.places import QUOTED, Span, Unplaced, between, place_all, quote_sha256
from publisher.read.plain import plain_bytes
from publisher.read.registry import Registry, read_tables
from publisher.read.table import Fault, Row, Table, bad_byte, natural, not_utf8
from publisher.terms.schema import PLAN, Schemas
from publisher.work.job import Files
from publisher.work.look import NOWHERE, look_at, together
from publisher.work.store import digest

if TYPE_CHECKING:
    from publisher.read.rows import ClausesRow, CopiesRow, DocumentsRow, EvidenceRow, PlanRows


@dataclass(frozen=True)
class Source:
    """A copy's text, unchanged, with the SHA-256 of its bytes."""

    text: str
    sha256: str


@dataclass(frozen=True, eq=False)
class Plan:
    """One plan's folder, read: the unit of work of every stage. Compared by identity, so that computed values can be
    cached with it.
    """

    document_id: str
    tables: Mapping[str, Table]
    registry: Registry
    sources: Mapping[str, Source] = field(default_factory=dict)  # copy_id → text; empty where there are no texts
    unread: Mapping[str, Fault] = field(default_factory=dict)  # copy_id → the fault of a text file that cannot be read

    @property
    def rows(self) -> PlanRows:
        """rows(name): the rows of one of the plan's tables; the type checker knows them by the table's name."""
        return cast("PlanRows", lambda name: self.tables[name].rows)

    @property
    def schemas(self) -> Schemas:
        return self.registry.schemas

    @cached_property
    def digest(self) -> str:
        """A digest of the plan's tables and texts; "" where one could not be read, or a copy has a foreign id."""
        own = all(row[0].startswith(self.document_id) for row in self.tables["copies"].rows)  # see plan_files
        if self.unread or not own or not all(table.sha256 for table in self.tables.values()):
            return ""
        digests = [f"{name} {table.sha256}" for name, table in self.tables.items()]
        digests += [f"{copy} {source.sha256}" for copy, source in self.sources.items()]
        return digest(text.encode() for text in digests)

    @cached_property
    def document(self) -> DocumentsRow | None:
        return self.registry.by_key["documents"].get(self.document_id)

    @cached_property
    def by_key(self) -> Mapping[str, Mapping[str, Row]]:
        return {name: {row[0]: row for row in table.rows if row[0]} for name, table in self.tables.items()}

    @cached_property
    def related(self) -> frozenset[str]:
        """The ids of the documents to which this one is related, by their ids or their titles."""
        titled = self.registry.titled
        ids = (row.to_document_id or titled.get(plain(row.to_title_zh), "") for row in self.rows("relations"))
        return frozenset(filter(None, ids))

    @property
    def records(self) -> Mapping[str, tuple[Row, ...]]:
        """Record id → the rows that bear it (a task shares the id of its clause)."""
        return self.ledger.records

    @cached_property
    def ledger(self) -> Ledger:
        """The plan's lock and sign-offs."""
        tables = {name: self.tables[name] for name in RECORDS}
        copy = self.copy.sha256 if self.copy else ""
        signing = (self.tables["checks"], self.tables["evidence"])
        return Ledger(self.document_id, tables, *signing, copy, "readings", self.reading_ids)

    def reading_ids(self) -> dict[str, str]:
        """The ids of all readings that there ever were, in their order."""
        retired = [one for one in self.registry.by_key["retired"] if one.startswith(f"{self.document_id}.b")]
        return {one: one for one in sorted({*self.tables["readings"].cells("reading_id"), *retired}, key=natural)}

    @property
    def hashes(self) -> Mapping[str, str]:
        """Record id → SHA-256 of its present content."""
        return self.ledger.hashes

    @cached_property
    def copy(self) -> CopiesRow | None:
        """The copy that was read (the first, where several are listed)."""
        return next(iter(self.rows("copies")), None)

    @cached_property
    def body(self) -> Span | None:
        """The plan's own words in its text, as the copy bounds them; None where it gives no bounds."""
        return between(self.copy.body_start, self.copy.body_end) if self.copy else None

    @cached_property
    def text(self) -> str | None:
        """The copy's text, where it is available and has the pinned SHA-256; else None."""
        source = self.sources.get(self.copy.copy_id) if self.copy else None
        return source.text if source and self.copy and source.sha256 == self.copy.sha256 else None

    @cached_property
    def typed(self) -> str | None:
        """The text with ordinary spaces and characters, as quotes have them; of the same length."""
        return None if self.text is None else as_typed(self.text)

    @property
    def signed(self) -> Mapping[str, Set[str]]:
        """Record id → the readers whose sign-off is for its present content and the present text."""
        return self.ledger.signed

    @cached_property
    def places(self) -> Mapping[str, Span | Unplaced]:
        """Record id → where it stands in the text; empty where the text is not at hand."""
        text, copy, body = self.typed, self.copy, self.body
        if text is None or copy is None or body is None:
            return {}
        locked = {
            record: place.start
            for record, row in self.evidence.items()
            if row.copy_sha256 == copy.sha256 and (place := self.locked_place(record))
        }
        tables = {name: self.rows(name) for name in ("clauses", *QUOTED)}
        return place_all(text, body, tables, locked)

    def locked_place(self, record: str) -> Span | None:
        """Where a record stood when it was locked; None where the lock gives no place for it."""
        row = self.evidence.get(record)
        return between(row.quote_start, row.quote_end) if row is not None else None

    def vouched(self, row: Row) -> bool:
        """Whether a record's text is not at hand, and it is as it was locked with the text and signed by a reader."""
        return self.text is None and self.ledger.as_locked(row) and self.ledger.id_of(row) in self.ledger.signed

    @cached_property
    def vanished(self) -> frozenset[str]:
        """Ids in the lock or the sign-offs that no table of the plan has and `retired` does not list."""
        # A task keeps the id of a clause that is gone.
        left = {task for task in self.by_key["tasks"] if task in self.evidence and task not in self.by_key["clauses"]}
        return self.ledger.vanished(self.registry.by_key["retired"]) | left

    @cached_property
    def word_hashes(self) -> Mapping[str, str]:
        """Record id → SHA-256 of its words in the text: a quote, or a clause's number and heading.

        A record without a quote of its own, as a party may be, has none.
        """
        rows = (row for name in ("clauses", *QUOTED) for row in self.rows(name))
        return {row[0]: quote_sha256(row) for row in rows if getattr(row, "quote", "a clause")}

    @cached_property
    def outline(self) -> tuple[ClausesRow, ...]:
        """The clauses in the order of their ids, which is that of the text."""
        return tuple(sorted(self.rows("clauses"), key=lambda row: natural(row.clause_id)))

    @cached_property
    def lost(self) -> frozenset[str]:
        """The codes of the rules broken by quotes and headings that were not found in the text."""
        return frozenset(getattr(place, "code", "") for place in self.places.values())

    @property
    def evidence(self) -> Mapping[str, EvidenceRow]:
        """Record id → its row of the lock."""
        return self.ledger.locked


def read_source(path: Path) -> Source | Fault | None:
    """A source text; None where there is no file, a Fault where it is not a regular file in UTF-8."""
    data = plain_bytes(Path(os.path.realpath(path)))  # texts may be kept elsewhere and linked
    if isinstance(data, Fault):
        return None if data.code == "file-missing" else data
    try:
        return Source(data.decode("utf-8"), hashlib.sha256(data).hexdigest())
    except UnicodeDecodeError as error:
        return not_utf8(data.count(b"\n", 0, error.start) + 1, bad_byte(error))


def read_plan(package: Package, document_id: str) -> Plan:
    """One plan's tables, and its source texts where package.sources has them (<document-id>.txt)."""
    folder = package.root / FOLDER / "plans" / document_id
    tables = read_tables(package.root, folder, PLAN, package.registry.schemas)
    texts: dict[str, Source] = {}
    unread: dict[str, Fault] = {}
    if package.sources:
        for copy in tables["copies"].rows:
            # The first copy's text is <document-id>.txt; a further one's is <copy-id>.txt.
            name = document_id if copy is tables["copies"].rows[0] else copy.copy_id
            source = read_source(package.sources / f"{name}.txt") if "/" not in name and "\0" not in name else None
            if isinstance(source, Source):
                texts[copy.copy_id] = source
            elif source is not None:
                unread[copy.copy_id] = source
    return Plan(document_id, tables, package.registry, texts, unread)


def plan_files(package: Package, document_id: str) -> Files:
    """The files of a plan as an input of jobs, which get the Plan; one object per plan and package.

    It includes the texts whose names begin with the document's id, as the ids of its copies do.
    """
    if document_id not in package.files:
        seen = package.folders.by_plan.get(document_id, NOWHERE)
        names = package.folders.texts_of(document_id)
        if names and package.sources:
            seen = together(seen, look_at(package.sources, names))
        package.files[document_id] = Files(read_plan, (package.bare, document_id), seen)
    return package.files[document_id]
