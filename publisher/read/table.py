"""Reads one table's file: bytes → rows with their lines. What cannot be read becomes a Fault; nothing is raised.

Tables are CSV (RFC 4180) in UTF-8 without a byte-order mark, with LF line ends and a heading line.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any, NamedTuple

import orjson

from publisher.read.damage import FIRST_LINES, accident, heading_line
from publisher.terms.messages import Message, Shown, say
from publisher.terms.schema import TableSchema

MISSING = "missing"  # stands for the SHA-256 of a missing file
MAX_FILE = 64 * 1024 * 1024  # bytes; a hand-kept table is thousands of times smaller

# Faults of form without loss of data, which `fmt` repairs.
HARMLESS = frozenset({
    "file-has-bom", "line-ends-not-lf", "final-newline-missing", "row-blank", "columns-out-of-order", "column-empty",
})  # fmt: skip
# Faults that leave all rows and all columns of the schema.
LOSSLESS = HARMLESS | {"column-unknown", "column-unnamed"}

Row = Any  # a named tuple: the fields of its table, then `line`


class Fault(NamedTuple):
    """Why a file, its heading or a row could not be read: the code of the rule that reports it, and where."""

    code: str
    line: int
    field: str
    found: Shown
    expected: Shown


@dataclass(frozen=True)
class Table:
    """One file of a table: its rows as text, each with the line on which it starts.

    text: the whole file, where each of its lines is one row, so that it can be searched at once; else None.
    sha256: of the file; MISSING where there is none, "" where it could not be read.
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
        """Whether rows are missing or unreliable, so that references to them must not be checked."""
        return any(fault.code not in LOSSLESS for fault in self.faults)


@cache
def row_class(name: str, fields: tuple[str, ...]) -> type:
    """The named tuple of a table's rows."""
    from collections import namedtuple

    return namedtuple(name, (*fields, "line"))


# Separators that some programs write in place of commas, with their names.
SEPARATORS = {
    ";": say("file-not-comma-separated.semicolons"),
    "\t": say("file-not-comma-separated.tabs"),
    "|": say("file-not-comma-separated.bars"),
}


def too_large(size: int) -> Fault:
    """The fault of a file of more than MAX_FILE bytes."""
    actual, expected = say("file-too-large.size", bytes=size), say("file-too-large.most", bytes=MAX_FILE)
    return Fault("file-too-large", 0, "", actual, expected)


def linked() -> Fault:
    """The fault of a symbolic link in place of a file."""
    return Fault("path-outside", 0, "", say("path-outside.link"), say("path-outside.plain-file"))


def damaged(text: str) -> Fault | None:
    """The fault of a file that is damaged as a whole; None where it is not."""
    if happened := accident(text):
        return Fault(happened.code, happened.line, "", happened.found, Message(f"{happened.code}.expected"))
    return None


def shown(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else text[:limit] + "…"


# How files that are no text begin.
_OTHER_FILES: dict[str, tuple[bytes, ...]] = {
    "found": (b"PK\x03\x04",),
    "packed": (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"7z\xbc\xaf\x27\x1c", b"(\xb5/\xfd", b"Rar!"),
    "old-workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
    "pdf": (b"%PDF-",),
}


def decode(data: bytes) -> tuple[str, Fault | None]:
    """Bytes as UTF-8 text and None; else "" and a Fault with the likely format or the first bad byte."""
    if not data.strip():
        return "", Fault("file-empty", 0, "", say("file-empty.found"), say("file-empty.expected"))
    if known := next((name for name, start in _OTHER_FILES.items() if data.startswith(start)), ""):
        return "", Fault("file-not-text", 0, "", say(f"file-not-text.{known}"), say("file-not-text.expected"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", not_utf8(1, say("file-not-utf8.utf-16"))
    if b"\x00" in data[:4]:
        return "", not_utf8(1, say("file-not-utf8.utf-16-without-mark"))
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        return "", Fault("file-has-nul", line, "", say("file-has-nul.found"), say("file-has-nul.expected"))
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        try:
            data.decode("gb18030")
            actual = say("file-not-utf8.gb18030")
        except UnicodeDecodeError:
            actual = bad_byte(error)
        return "", not_utf8(line, actual)


def bad_byte(error: UnicodeDecodeError) -> Message:
    """The first byte that is not UTF-8, as a message."""
    return say("file-not-utf8.byte", byte=f"0x{error.object[error.start]:02x}", at=error.start)


def not_utf8(line: int, found: Message) -> Fault:
    """The fault of a file in another encoding."""
    return Fault("file-not-utf8", line, "", found, say("file-not-utf8.utf-8"))


def _heading_faults(heading: list[str], schema: TableSchema) -> Iterator[Fault]:
    wanted = schema.names
    if len(heading) == 1 and len(wanted) > 1:
        for mark, marks in SEPARATORS.items():
            if mark in heading[0]:
                yield Fault("file-not-comma-separated", 1, "", marks, say("file-not-comma-separated.commas"))
                return
    missing = [name for name in wanted if name not in heading]
    twice = [name for name, times in Counter(heading).items() if times > 1 and name]
    for name in twice:
        actual = say("column-twice.times", times=heading.count(name))
        once = say("column-twice.once-missing", columns=tuple(missing)) if missing else say("column-twice.once")
        yield Fault("column-twice", 1, name, actual, once)
    if twice:
        return
    if wanted[0] in missing and len(missing) >= OF_ANOTHER and heading[0].endswith("_id"):
        yield Fault("column-missing", 1, wanted[0], say("column-missing.another", column=heading[0]), wanted[0])
        return
    extra = [name for name in heading if name and name not in wanted]
    for name in missing:
        place = wanted.index(name)
        renamed = next((e for e in extra if e.strip().lower() == name or _alike(e, name)), None)
        if renamed is None and heading[place : place + 1] and heading[place] in extra:
            renamed = heading[place]
        if renamed is not None:
            extra.remove(renamed)
        yield Fault("column-missing", 1, name, renamed or say("column-missing.others", columns=len(heading)), name)
    for name in extra:
        yield Fault("column-unknown", 1, name, name, say("column-unknown.none"))
    if not missing and [name for name in heading if name in wanted] != list(wanted):
        actual, order = (say("columns-out-of-order.order", columns=tuple(names)) for names in (heading, wanted))
        yield Fault("columns-out-of-order", 1, "", actual, order)


def _alike(one: str, other: str) -> bool:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one.lower(), other).ratio() >= 0.75


def parse_table(data: bytes, schema: TableSchema, file: str) -> Table:
    """Read the bytes of one CSV file as rows of `schema`; what cannot be read becomes faults, never an exception."""
    if len(data) > MAX_FILE:
        return Table(schema.name, file, (), (too_large(len(data)),))
    sha256 = hashlib.sha256(data).hexdigest()
    text, fault = decode(data)
    if fault:
        return Table(schema.name, file, (), (fault,), sha256=sha256)
    faults: list[Fault] = []
    if text.startswith("\ufeff"):
        text = text[1:]
        faults.append(Fault("file-has-bom", 1, "", say("file-has-bom.found"), say("file-has-bom.expected")))
    if "\r" in text and not faults:  # a spreadsheet writes both in one save
        line = text[: text.index("\r")].count("\n") + 1
        faults.append(Fault("line-ends-not-lf", line, "", say("line-ends-not-lf.cr"), say("line-ends-not-lf.lf")))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if fault := damaged(text):
        return Table(schema.name, file, (), (*faults, fault), sha256=sha256)
    if (straight := _straight(text, schema)) is not None:
        return Table(schema.name, file, straight, tuple(faults), text, sha256)
    rows, row_faults = _parse_rows(text, schema)
    last = text.count("\n") + 1
    cut = any(one.code == "quote-unclosed" or (one.code, one.line) == ("row-ragged", last) for one in row_faults)
    if not text.endswith("\n") and not cut:
        actual, expected = say("final-newline-missing.found"), say("line-ends-not-lf.lf")
        faults.append(Fault("final-newline-missing", last, "", actual, expected))
    return Table(schema.name, file, tuple(rows), (*faults, *row_faults), sha256=sha256)


def _straight(text: str, schema: TableSchema) -> tuple[Row, ...] | None:
    """The rows of a file in the form that `fmt` writes, one row a line; None where it deviates from that form."""
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
    heading = list(schema.names)
    if len(records) != text.count("\n") or records[0] != heading or records.count(heading) > 1:
        return None
    if set(map(len, records)) != {width} or not all(map(any, records)):
        return None
    for line, cells in enumerate(records, 1):
        cells.append(line)
    del records[0]
    return tuple(map(tuple.__new__, repeat(row_class(schema.name, schema.names)), records))


OF_ANOTHER = 4  # columns, the key among them, that a heading lacks which is that of another table
FATAL = ("file-not-comma-separated", "column-twice", "column-missing", "heading-not-first")


def _is_heading(cells: list[str], schema: TableSchema) -> bool:
    """Whether the first line is the table's heading, perhaps damaged: it names at least half of the columns."""
    named = {cell.strip().lower() for cell in re.split("[;\t|]", cells[0]) if len(cells) == 1} if cells else set()
    named |= {cell.strip().lower() for cell in cells}
    return 2 * len(named.intersection(schema.names)) >= len(schema.names)


def _no_heading(text: str, schema: TableSchema) -> Fault:
    first = next(iter(text.split("\n", 1)), "")
    line = heading_line(text.split("\n", FIRST_LINES), schema.names)
    expected = ", ".join(schema.names[:4]) + (" …" if len(schema.names) > 4 else "")
    columns = say("heading-not-first.line", columns=expected, line=line) if line else expected
    return Fault("heading-not-first", 1, "", shown(first), columns)


def _parse_rows(text: str, schema: TableSchema) -> tuple[list[Row], list[Fault]]:
    faults: list[Fault] = []
    csv.field_size_limit(MAX_FILE)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    actual: Shown
    line = 1
    try:
        heading = next(reader, [])
        faults += _heading_faults(heading, schema) if _is_heading(heading, schema) else [_no_heading(text, schema)]
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
                actual = shown(",".join(cells)) or say("row-blank.found")
                faults.append(Fault("row-blank", line, "", actual, say("row-blank.expected")))
            elif cells == heading:
                actual = shown(",".join(cells))
                faults.append(Fault("heading-repeated", line, "", actual, say("heading-repeated.rows")))
                break
            elif len(cells) != width:
                actual, expected = (say("row-ragged.cells", cells=number) for number in (len(cells), width))
                faults.append(Fault("row-ragged", line, "", actual, expected))
            else:
                rows.append(make((*(cells if straight else [cells[i] for i in order]), line)))
                if unnamed and not filled and (kept := next((cells[i] for i in unnamed if cells[i]), "")):
                    filled = Fault("column-unnamed", line, "", shown(kept), say("column-unnamed.named"))
            line = reader.line_num + 1
        if unnamed:
            actual = say("column-empty.found", columns=len(unnamed))
            faults.append(filled or Fault("column-empty", 1, "", actual, say("column-empty.none")))
    except csv.Error:
        actual = shown(next(iter(text.split("\n")[line - 1 : line]), "")) or say("quote-unclosed.end")
        faults.append(Fault("quote-unclosed", line, "", actual, say("quote-unclosed.closed")))
    return rows, faults


def record_lines(text: str) -> list[int]:
    """The lines on which the records of a table start, the heading first, as the csv module counts records."""
    reader = csv.reader(io.StringIO(text, newline=""))
    lines, line = [], 1
    try:
        for _ in reader:
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error:
        pass
    return lines


@lru_cache(8192)
def natural(key: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key for ids by the value of their numbers: t2 before t10, 2.1.9 before 2.1.10."""
    return tuple((1, 0, part) if index % 2 == 0 else (0, *_size(part)) for index, part in enumerate(_DIGITS.split(key)))


_DIGITS = re.compile("([0-9]+)")


def _size(digits: str) -> tuple[int, str]:
    """What orders digits as numbers, however many there are: how many, then which."""
    plain = digits.lstrip("0")
    return len(plain), plain


def whole(cell: str) -> int | None:
    """The whole number that a cell holds, of 18 digits at most; None where it holds none."""
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) <= 18 else None


_VALUE = itemgetter(1)


def cell_sums(*rows: Row) -> str:
    """Four hexadecimal digits of a hash for each cell of a record, to tell later which cells changed."""
    return "".join(
        _sum(type(row).__name__, name, value)
        for row in rows
        for name, value in zip(row._fields[:-1], row, strict=False)
    )


@lru_cache(32768)  # four of five cells hold what another of their column holds
def _sum(table: str, name: str, value: str) -> str:
    return hashlib.sha256(f"{table}\n{name}\n{value}".encode()).hexdigest()[:4]


def row_sums(rows: Sequence[Row]) -> str:
    """Four hexadecimal digits of a hash for each row, in their order; of the first 5,000, as a cell has its limit."""
    return "".join(rows_sha256((row,))[:4] for row in rows[:5000])


def changed_cells(rows: Iterable[Row], sums: str) -> list[tuple[Row, str]]:
    """The cells of a record that are not those of which `sums` were taken; a column that came later and is empty is
    no change. The key is left out: it is what both have in common."""
    known = {sums[at : at + 4] for at in range(0, len(sums), 4)}
    return [
        (row, name)
        for row in rows
        for name, value in zip(row._fields[1:-1], row[1:], strict=False)
        if _sum(type(row).__name__, name, value) not in known
    ]


def rows_sha256(rows: Iterable[Row]) -> str:
    """SHA-256 of the cells of rows, in their order."""
    return hashlib.sha256(orjson.dumps([tuple(row)[:-1] for row in rows])).hexdigest()


def begin_with(rows: Iterable[Row], sha256: str) -> bool:
    """Whether rows begin with those that have this rows_sha256."""
    if sha256 == rows_sha256(()):
        return True
    hashed, mark = hashlib.sha256(), b"["
    for row in rows:
        hashed.update(mark + orjson.dumps(tuple(row)[:-1]))
        closed, mark = hashed.copy(), b","
        closed.update(b"]")
        if closed.hexdigest() == sha256:
            return True
    return False


def record_sha256(*rows: Row) -> str:
    """SHA-256 of a record's content: its non-empty cells with their names, in column order (so a new, empty column
    changes nothing)."""
    content = [(type(row).__name__, *filter(_VALUE, zip(row._fields[:-1], row, strict=False))) for row in rows]
    return hashlib.sha256(orjson.dumps(content)).hexdigest()
