"""A folder → Package: its registry and its plans, as rows with file and line. No opinions.

What could not be read is kept as a Fault (see publisher.table) for the checks.
"""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import Any

from publisher.metadata import Descriptor
from publisher.schema import PLAN, REGISTRY, Schemas, TableSchema
from publisher.table import (
    HARMLESS,
    MAX_FILE,
    MISSING,
    Fault,
    Row,
    Table,
    decode,
    natural,
    parse_table,
    record_sha256,
    row_class,
)

FOLDER = "datapackage"
SUGGESTIONS = "suggestions.csv"  # in a plan's folder while it is a draft (see publisher.draft.state)
# The tables of a plan whose rows are records: all but the sign-offs and the lock.
RECORDS = tuple(name for name in PLAN if name not in ("checks", "evidence"))


@dataclass(frozen=True)
class Source:
    """A copy's text as found, with the SHA-256 of its bytes."""

    text: str
    sha256: str


@dataclass(frozen=True)
class Registry:
    """What all plans share: documents, bodies and their names, indicators, measures, retired ids."""

    tables: Mapping[str, Table]
    schemas: Schemas

    def rows(self, name: str) -> tuple[Row, ...]:
        return self.tables[name].rows

    @cached_property
    def by_key(self) -> Mapping[str, Mapping[str, Row]]:
        return {name: {row[0]: row for row in table.rows if row[0]} for name, table in self.tables.items()}

    @cached_property
    def names(self) -> Mapping[tuple[str, str], tuple[Row, ...]]:
        """Printed name and area code → the unit_names rows that give it."""
        found: dict[tuple[str, str], tuple[Row, ...]] = {}
        for row in self.rows("unit_names"):
            found[row.name, row.area_code] = (*found.get((row.name, row.area_code), ()), row)
        return found

    @cached_property
    def forms(self) -> Mapping[str, tuple[str, ...]]:
        """Unit id → the printed forms of its name."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self.rows("unit_names"):
            found[row.unit_id] = (*found.get(row.unit_id, ()), row.name)
        return found

    def resolve(self, name: str, area_code: str) -> tuple[Row, ...]:
        """The unit_names rows for a printed name in an area, else in the areas above it (GB/T 2260 prefixes)."""
        for code in dict.fromkeys((area_code, area_code[:4] + "00", area_code[:2] + "0000", "000000")):
            if rows := self.names.get((name, code)):
                return rows
        return ()


@dataclass(frozen=True)
class Plan:
    """One plan's folder, read: the unit of work of every stage."""

    document_id: str
    tables: Mapping[str, Table]
    registry: Registry
    sources: Mapping[str, Source] = field(default_factory=dict)  # copy_id → text; empty where the texts are not at hand

    def rows(self, name: str) -> tuple[Row, ...]:
        return self.tables[name].rows

    @property
    def schemas(self) -> Schemas:
        return self.registry.schemas

    @cached_property
    def digest(self) -> str:
        """A digest of the plan's own files as they were read: their names and bytes, without the texts."""
        return digest_of({name: table.sha256 for name, table in self.tables.items()})

    @cached_property
    def document(self) -> Row | None:
        return self.registry.by_key["documents"].get(self.document_id)

    @cached_property
    def by_key(self) -> Mapping[str, Mapping[str, Row]]:
        return {name: {row[0]: row for row in table.rows if row[0]} for name, table in self.tables.items()}

    @cached_property
    def records(self) -> Mapping[str, tuple[Row, ...]]:
        """Record id → the rows that bear it (a task shares the id of its clause)."""
        found: dict[str, tuple[Row, ...]] = {}
        for name in RECORDS:
            for row in self.rows(name):
                found[row[0]] = (*found.get(row[0], ()), row)
        return found

    @cached_property
    def hashes(self) -> Mapping[str, str]:
        """Record id → SHA-256 of its present content."""
        return {record: record_sha256(*rows) for record, rows in self.records.items()}

    @cached_property
    def copy(self) -> Row | None:
        """The copy that was read (the first, where several are listed)."""
        return next(iter(self.rows("copies")), None)

    @cached_property
    def text(self) -> str | None:
        """The copy's text, where it is at hand and is the one that was pinned; else None."""
        source = self.sources.get(self.copy.copy_id) if self.copy else None
        return source.text if source and self.copy and source.sha256 == self.copy.sha256 else None

    @cached_property
    def signed(self) -> Mapping[str, Set[str]]:
        """Record id → the readers whose sign-off is for its present content and the present text."""
        copy, hashes = self.copy.sha256 if self.copy else "", self.hashes
        found: dict[str, set[str]] = {}
        for row in self.rows("checks"):
            if row.record_sha256 == hashes.get(row.record_id) and row.copy_sha256 == copy:
                found.setdefault(row.record_id, set()).add(row.reader)
        return found

    @cached_property
    def ever_signed(self) -> frozenset[str]:
        """The records that anyone ever signed off."""
        return frozenset(self.tables["checks"].cells("record_id"))

    @cached_property
    def places(self) -> Mapping[str, Any]:
        """Record id → Span or Lost (see publisher.locate); empty where the text is not at hand."""
        from publisher.locate import place_all

        return place_all(self)

    @cached_property
    def vanished(self) -> frozenset[str]:
        """Ids that the lock or a sign-off knows, but no table of the plan has, and that were not retired."""
        known = {record for name in ("evidence", "checks") for record in self.tables[name].cells("record_id")}
        # A task shares the id of its clause, which is the one that is locked.
        present = {row[0] for name in RECORDS if name != "tasks" for row in self.rows(name)}
        return frozenset(known - present - self.registry.by_key["retired"].keys() - {self.document_id})

    @cached_property
    def word_hashes(self) -> Mapping[str, str]:
        """Record id → SHA-256 of its words in the text: a quote, or a clause's number and heading."""
        from publisher.locate import QUOTED, quote_sha256

        return {row[0]: quote_sha256(row) for name in ("clauses", *QUOTED) for row in self.rows(name)}

    @cached_property
    def outline(self) -> tuple[Row, ...]:
        """The clauses in the order of their ids, which is that of the text."""
        return tuple(sorted(self.rows("clauses"), key=lambda row: natural(row.clause_id)))

    @cached_property
    def lost(self) -> frozenset[str]:
        """The codes of the rules that something breaks which could not be placed in the text."""
        return frozenset(getattr(place, "code", "") for place in self.places.values())

    @cached_property
    def evidence(self) -> Mapping[str, Row]:
        return {row.record_id: row for row in self.rows("evidence")}


def digest_of(files: Mapping[str, str]) -> str:
    """A digest of files by name and SHA-256; "" where one of them could not be read, so that nothing is known of it."""
    if not all(files.values()):
        return ""
    return hashlib.sha256("\n".join(f"{name} {sha256}" for name, sha256 in files.items()).encode()).hexdigest()


@dataclass(frozen=True)
class Package:
    """The whole of datapackage/: its descriptor, its registry and the ids of its plans (read one at a time).

    links: plan folders that are links, which are not followed.
    """

    root: Path
    descriptor: Mapping[str, Any]
    links: tuple[Fault, ...]
    registry: Registry
    plan_ids: tuple[str, ...]
    sources: Path | None
    drafts: tuple[str, ...] = ()  # plan folders whose suggestions are not decided yet: no part of the package

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the descriptor as a file, and the folders that are links."""
        return (*(self.descriptor.faults if isinstance(self.descriptor, Descriptor) else ()), *self.links)


def _tables(root: Path, folder: Path, names: Iterable[str], schemas: Schemas) -> dict[str, Table]:
    """The tables of one folder. Whether the folder lies inside the package is asked once for all of them."""
    way = folder.relative_to(root)
    linked = any((root / part).is_symlink() for part in (way, *way.parents[:-1]))
    inside = not linked or folder.resolve().is_relative_to(root.resolve())
    where = way.as_posix()
    return {name: _table(folder / f"{name}.csv", f"{where}/{name}.csv", schemas[name], inside=inside) for name in names}


def _table(path: Path, file: str, schema: TableSchema, *, inside: bool) -> Table:
    try:
        state = path.lstat()
        if S_ISLNK(state.st_mode) or not inside:
            return Table(schema.name, file, (), (Fault("path-outside", 0, "", "a symbolic link", "a plain file"),))
        if not S_ISREG(state.st_mode) and not S_ISDIR(state.st_mode):  # a pipe would be waited for without end
            return Table(schema.name, file, (), (Fault("file-unreadable", 0, "", "no plain file", "a plain file"),))
        if state.st_size > MAX_FILE:
            found = f"{state.st_size} bytes"
            return Table(schema.name, file, (), (Fault("file-too-large", 0, "", found, f"{MAX_FILE}"),))
        return parse_table(path.read_bytes(), schema, file)
    except FileNotFoundError:
        return Table(schema.name, file, (), (Fault("file-missing", 0, "", "no such file", path.name),), sha256=MISSING)
    except OSError as error:
        return Table(schema.name, file, (), (Fault("file-unreadable", 0, "", error.strerror or str(error), ""),))


def read_registry(root: Path, schemas: Schemas) -> Registry:
    """The registry tables of datapackage/."""
    return Registry(_tables(root, root / FOLDER, REGISTRY, schemas), schemas)


def read_package(root: Path, schemas: Schemas, *, sources: Path | None = None) -> Package:
    """The package at `root` (the folder that holds datapackage/), without its plans. sources: a folder of texts."""
    plans = root / FOLDER / "plans"
    folders = _folders(plans)
    links = tuple(
        Fault("folder-outside", 0, "", path.relative_to(root).as_posix(), "a plain folder")
        for path in (plans, *(plans / name for name, linked in folders if linked))
        if path.is_symlink()
    )
    ids = () if plans.is_symlink() else tuple(name for name, linked in folders if not linked)
    drafts = tuple(name for name in ids if Path(f"{plans}/{name}/{SUGGESTIONS}").is_file())
    ids = tuple(name for name in ids if name not in drafts)
    return Package(root, Descriptor(root / FOLDER), links, read_registry(root, schemas), ids, sources, drafts)


def _folders(plans: Path) -> list[tuple[str, bool]]:
    """The folders in a folder, in order, and whether each is a link."""
    try:
        with os.scandir(plans) as entries:
            return sorted((entry.name, entry.is_symlink()) for entry in entries if entry.is_dir())
    except OSError:
        return []


def read_source(path: Path) -> Source | None:
    """A source text; None where it cannot be had or is no UTF-8."""
    try:
        if not path.is_file():  # a pipe would be waited for without end
            return None
        data = path.read_bytes()
        return Source(data.decode("utf-8"), hashlib.sha256(data).hexdigest())
    except (OSError, UnicodeDecodeError):
        return None


def read_plan(package: Package, document_id: str) -> Plan:
    """One plan's tables, and its source texts where package.sources has them (<document-id>.txt)."""
    folder = package.root / FOLDER / "plans" / document_id
    tables = _tables(package.root, folder, PLAN, package.registry.schemas)
    texts: dict[str, Source] = {}
    if package.sources:
        for copy in tables["copies"].rows:
            # The first copy's text is <document-id>.txt; a further one's is <copy-id>.txt.
            name = document_id if copy is tables["copies"].rows[0] else copy.copy_id
            if "/" not in name and (source := read_source(package.sources / f"{name}.txt")):
                texts[copy.copy_id] = source
    return Plan(document_id, tables, package.registry, texts)


def unchecked(root: Path, plan_id: str) -> int:
    """How many suggestions of a draft nobody has decided; 1 where only its last step is left or its file is damaged."""
    path = root / FOLDER / "plans" / plan_id / SUGGESTIONS
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return max(1, sum(row.get("state") in ("open", "aside") for row in csv.DictReader(file, strict=True)))
    except (OSError, ValueError, csv.Error):
        return 1


__all__ = [
    "FOLDER", "HARMLESS", "MAX_FILE", "MISSING", "RECORDS", "SUGGESTIONS", "Descriptor", "Fault", "Package", "Plan",
    "Registry", "Row", "Source", "Table", "decode", "digest_of", "natural", "parse_table", "read_package", "read_plan",
    "read_registry", "read_source", "record_sha256", "row_class", "unchecked",
]  # fmt: skip
