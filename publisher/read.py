"""A folder → Package: rows with file and line. No opinions: what could not be read is kept as a Fault for the checks.

Tables are CSV (RFC 4180) in UTF-8 without a byte-order mark, with LF line ends and a heading line.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import repeat
from operator import itemgetter
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG
from typing import Any, NamedTuple

import orjson
import yaml

from publisher.schema import PLAN, REGISTRY, Schemas, TableSchema, load_yaml

FOLDER = "datapackage"
MISSING = "missing"  # in place of the SHA-256 of a file that is not there
SUGGESTIONS = "suggestions.csv"  # in a plan's folder while it is a draft (see publisher.draft.state)
MAX_FILE = 64 * 1024 * 1024  # bytes; a hand-kept table is thousands of times smaller

# Faults of form that lose nothing: `fmt` repairs them.
HARMLESS = frozenset({
    "file-has-bom", "line-ends-not-lf", "final-newline-missing", "row-blank", "columns-out-of-order", "column-empty",
})  # fmt: skip
# Faults after which all rows of the schema's columns are still there.
LOSSLESS = HARMLESS | {"column-unknown", "column-unnamed"}

# The tables of a plan whose rows are records: all but the sign-offs and the lock.
RECORDS = tuple(name for name in PLAN if name not in ("checks", "evidence"))

Row = Any  # a named tuple: the fields of its table, then `line`


class Fault(NamedTuple):
    """Something that stopped a file, its heading or a row from being read: the code of the rule it breaks."""

    code: str
    line: int
    field: str
    found: str
    expected: str


@dataclass(frozen=True)
class Table:
    """One file of a table: its rows as text, each with the line on which it starts.

    text: the whole file, where each of its lines is one row, so that it can be searched at once; else None.
    sha256: of the bytes that were read; MISSING where there is no such file, "" where it could not be read.
    """

    name: str
    file: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()
    text: str | None = field(default=None, repr=False, compare=False)
    sha256: str = field(default="", repr=False, compare=False)

    @cached_property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """The cells by column, and the lines; () where there are no rows."""
        return tuple(zip(*self.rows, strict=True))

    def cells(self, column: str) -> tuple[str, ...]:
        """The cells of a column; () where there is none of that name, or no row."""
        fields = self.rows[0]._fields if self.rows else ()
        return self.columns[fields.index(column)] if column in fields else ()

    @property
    def broken(self) -> bool:
        """Whether rows are missing or cannot be trusted, so that what refers to them must not be judged."""
        return any(fault.code not in LOSSLESS for fault in self.faults)


@cache
def row_class(name: str, fields: tuple[str, ...]) -> type:
    """The named tuple of a table's rows."""
    from collections import namedtuple

    return namedtuple(name, (*fields, "line"))


def _show(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else text[:limit] + "…"


def decode(data: bytes) -> tuple[str, Fault | None]:
    """Bytes as UTF-8 text, or the Fault that says why not (what they look like, and where they go wrong)."""
    if not data.strip():
        return "", Fault("file-empty", 0, "", "0 rows, no heading", "a heading line")
    if data.startswith(b"PK\x03\x04"):
        return "", Fault("file-not-text", 0, "", "a zip archive, such as an Excel workbook", "CSV text in UTF-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", Fault("file-not-utf8", 1, "", "UTF-16", "UTF-8")
    if b"\x00" in data[:4]:
        return "", Fault("file-not-utf8", 1, "", "UTF-16 without a byte-order mark", "UTF-8")
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        return "", Fault("file-has-nul", line, "", "a NUL byte", "text only")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        try:
            data.decode("gb18030")
            found = "GB18030 (GBK)"
        except UnicodeDecodeError:
            found = f"byte 0x{data[error.start]:02x} at {error.start}"
        return "", Fault("file-not-utf8", line, "", found, "UTF-8")


def _heading_faults(heading: list[str], schema: TableSchema) -> Iterator[Fault]:
    wanted = schema.names
    if len(heading) == 1 and len(wanted) > 1:
        for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if mark in heading[0]:
                yield Fault("file-not-comma-separated", 1, "", name, "commas")
                return
    missing = [name for name in wanted if name not in heading]
    twice = [name for name, times in Counter(heading).items() if times > 1 and name]
    for name in twice:
        yield Fault(
            "column-twice", 1, name, f"{heading.count(name)} times", f"once; missing: {', '.join(missing) or 'none'}"
        )
    if twice:
        return
    extra = [name for name in heading if name and name not in wanted]
    for name in missing:
        place = wanted.index(name)
        renamed = next((e for e in extra if e.strip().lower() == name or _alike(e, name)), None)
        if renamed is None and heading[place : place + 1] and heading[place] in extra:
            renamed = heading[place]
        if renamed is not None:
            extra.remove(renamed)
        yield Fault("column-missing", 1, name, renamed or f"{len(heading)} other columns", name)
    for name in extra:
        yield Fault("column-unknown", 1, name, name, "")
    if not missing and [name for name in heading if name in wanted] != list(wanted):
        yield Fault("columns-out-of-order", 1, "", ", ".join(heading), ", ".join(wanted))


def _alike(one: str, other: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one.lower(), other).ratio() >= 0.75


def parse_table(data: bytes, schema: TableSchema, file: str) -> Table:
    """Read the bytes of one CSV file as rows of `schema`; what cannot be read becomes faults, never an exception."""
    if len(data) > MAX_FILE:
        return Table(schema.name, file, (), (Fault("file-too-large", 0, "", f"{len(data)} bytes", f"{MAX_FILE}"),))
    sha256 = hashlib.sha256(data).hexdigest()
    text, fault = decode(data)
    if fault:
        return Table(schema.name, file, (), (fault,), sha256=sha256)
    faults: list[Fault] = []
    if text.startswith("\ufeff"):
        text = text[1:]
        faults.append(Fault("file-has-bom", 1, "", "a byte-order mark", "none"))
    if "\r" in text:
        faults.append(Fault("line-ends-not-lf", text[: text.index("\r")].count("\n") + 1, "", "CR", "LF"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (straight := _straight(text, schema)) is not None:
        return Table(schema.name, file, straight, tuple(faults), text, sha256)
    rows, row_faults = _parse_rows(text, schema)
    if not text.endswith("\n") and not any(fault.code == "quote-unclosed" for fault in row_faults):
        faults.append(Fault("final-newline-missing", text.count("\n") + 1, "", "no line end", "LF"))
    return Table(schema.name, file, tuple(rows), (*faults, *row_faults), sha256=sha256)


def _straight(text: str, schema: TableSchema) -> tuple[Row, ...] | None:
    """The rows of a file as `fmt` writes it, one a line under the schema's heading; None where care is called for."""
    if not text.endswith("\n"):
        return None
    records: list[list[Any]]
    if '"' in text:
        csv.field_size_limit(MAX_FILE)
        try:
            records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error:
            return None
    else:
        records = [line.split(",") for line in text[:-1].split("\n")]
    width = len(schema.names)
    if len(records) != text.count("\n") or records[0] != list(schema.names):
        return None
    if set(map(len, records)) != {width} or not all(map(any, records)):
        return None
    for line, cells in enumerate(records, 1):
        cells.append(line)
    del records[0]
    return tuple(map(tuple.__new__, repeat(row_class(schema.name, schema.names)), records))


FATAL = ("file-not-comma-separated", "column-twice", "column-missing")


def _parse_rows(text: str, schema: TableSchema) -> tuple[list[Row], list[Fault]]:
    faults: list[Fault] = []
    csv.field_size_limit(MAX_FILE)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    line = 1
    try:
        heading = next(reader, [])
        faults += _heading_faults(heading, schema)
        if any(fault.code in FATAL for fault in faults):
            return [], faults
        make = row_class(schema.name, schema.names)._make  # type: ignore[attr-defined]
        width = len(heading)
        order = [heading.index(name) for name in schema.names]
        straight = order == list(range(width))
        unnamed = [index for index, name in enumerate(heading) if not name]
        filled: Fault | None = None
        line = reader.line_num + 1
        for cells in reader:
            if not any(cells):
                faults.append(Fault("row-blank", line, "", _show(",".join(cells)) or "an empty line", "no empty row"))
            elif len(cells) != width:
                faults.append(Fault("row-ragged", line, "", f"{len(cells)} cells", f"{width} cells"))
            else:
                rows.append(make((*(cells if straight else [cells[i] for i in order]), line)))
                if unnamed and not filled and (kept := next((cells[i] for i in unnamed if cells[i]), "")):
                    filled = Fault("column-unnamed", line, "", _show(kept), "a column with a name")
            line = reader.line_num + 1
        if unnamed:
            faults.append(filled or Fault("column-empty", 1, "", f"{len(unnamed)} empty columns", "none"))
    except csv.Error as error:
        found = next(iter(text.split("\n")[line - 1 : line]), "")
        faults.append(Fault("quote-unclosed", line, "", _show(found) or str(error), '"…" closed'))
    return rows, faults


def natural(key: str) -> tuple[tuple[int, int | str], ...]:
    """Ids in the order that people expect: t2 before t10, 2.1.9 before 2.1.10."""
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in re.split(r"(\d+)", key) if part)


_VALUE = itemgetter(1)


def record_sha256(*rows: Row) -> str:
    """SHA-256 of a record's content: its non-empty cells with their names, in column order (so a new, empty column
    changes nothing)."""
    content = [(type(row).__name__, *filter(_VALUE, zip(row._fields[:-1], row, strict=False))) for row in rows]
    return hashlib.sha256(orjson.dumps(content)).hexdigest()


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


class Descriptor(Mapping[str, Any]):
    """datapackage.yaml as a mapping, read when it is first asked for: with many plans that takes a second."""

    def __init__(self, root: Path) -> None:
        self.path = root / FOLDER / "datapackage.yaml"

    @cached_property
    def _data(self) -> bytes | Fault:
        try:
            if self.path.is_symlink():
                return Fault("path-outside", 0, "", "a symbolic link", "a plain file")
            if (size := self.path.stat().st_size) > MAX_FILE:
                return Fault("file-too-large", 0, "", f"{size} bytes", f"{MAX_FILE}")
            return self.path.read_bytes()
        except FileNotFoundError:
            return Fault("file-missing", 0, "", "no such file", self.path.name)
        except OSError as error:
            return Fault("file-unreadable", 0, "", error.strerror or str(error), "")

    @cached_property
    def _read(self) -> tuple[Mapping[str, Any], tuple[Fault, ...]]:
        return ({}, (self._data,)) if isinstance(self._data, Fault) else parse_descriptor(self._data)

    @cached_property
    def sha256(self) -> str:
        """Of the bytes that were read; "" where they could not be read."""
        return "" if isinstance(self._data, Fault) else hashlib.sha256(self._data).hexdigest()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with it as a file."""
        return self._read[1]

    def __getitem__(self, key: str) -> Any:
        return self._read[0][key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read[0])

    def __len__(self) -> int:
        return len(self._read[0])


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
    inside = folder.resolve().is_relative_to(root.resolve())
    where = folder.relative_to(root).as_posix()
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


def parse_descriptor(data: bytes) -> tuple[Mapping[str, Any], tuple[Fault, ...]]:
    """The bytes of datapackage.yaml as a mapping, and what is wrong with them."""
    try:
        text = data.decode("utf-8")
        # An alias can stand for a mapping that stands for others, so that a small file unfolds without end.
        alias = re.search(r"(?m)^.*[\s\[{,]\*[A-Za-z0-9_-]+\s*[\]},]*\s*$", text) if "*" in text else None
        if alias and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            line = text.count("\n", 0, alias.start()) + 1
            return {}, (Fault("descriptor-not-yaml", line, "", _show(alias[0].strip()), "no aliases"),)
        content = load_yaml(text)
    except UnicodeDecodeError as error:
        return {}, (Fault("file-not-utf8", 0, "", f"byte 0x{error.object[error.start]:02x} at {error.start}", "UTF-8"),)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        found = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
        return {}, (Fault("descriptor-not-yaml", mark.line + 1 if mark else 1, "", found, "YAML"),)
    except (RecursionError, ValueError) as error:  # nested too deeply; a day such as 2022-02-30
        return {}, (Fault("descriptor-not-yaml", 1, "", _show(str(error)), "YAML"),)
    if not isinstance(content, dict):
        return {}, (Fault("descriptor-not-yaml", 1, "", type(content).__name__, "a mapping"),)
    return content, ()


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
    return Package(root, Descriptor(root), links, read_registry(root, schemas), ids, sources, drafts)


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
