"""Canonical files: what is safe to repair is repaired, and said; what is not is left for `validate` to report."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publisher.check import descriptor
from publisher.maintain import row_types
from publisher.read.canonical import csv_text, order
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.read.plain import plain_bytes
from publisher.read.table import HARMLESS, SEPARATORS, Fault, decode, parse_table
from publisher.terms.messages import Message, say
from publisher.terms.schema import PLAN, REGISTRY, SIGNING, Field, TableSchema

_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


_DATE = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})", re.ASCII)


_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Repair:
    """A file that is not in its canonical form: its new text, and what was done to it."""

    path: Path
    text: str
    actions: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A file that is left alone, since it cannot be read or safely be repaired; and why."""

    path: Path
    why: Message


def _left(path: Path, code: str, line: int = 0) -> Left:
    return Left(path, say("fmt.left", code=code, line=line) if line else say("fmt.left-whole", code=code))


def _edges(value: str, field: Field) -> str:
    return value if field.name in ("quote_prefix", "quote_suffix") else value.strip(" ")


def _half_width(value: str, field: Field) -> str:
    own = field.verbatim or field.name.endswith(("_zh", "_en"))
    return value if own else value.translate(_FULL_WIDTH)


def _plain(value: str, field: Field) -> str:
    """A date, number or truth value that a spreadsheet program wrote its own way, where only one thing can be meant."""
    if field.type == "date" and (match := _DATE.fullmatch(value)):
        return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    if field.type in ("number", "integer") and _THOUSANDS.fullmatch(value):
        return value.replace(",", "")
    return value.lower() if field.type == "boolean" else value


# What is done to a cell, in this order: its key in the messages (fmt.KEY), and how.
_CELL: tuple[tuple[str, Callable[[str, Field], str]], ...] = (
    ("nfc", lambda value, _field: unicodedata.normalize("NFC", value)),
    (
        "lookalike",
        lambda value, _field: _LOOKALIKE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), value),
    ),
    ("edges", _edges),
    ("double-spaces", lambda value, field: value if field.verbatim else re.sub("  +", " ", value)),
    ("half-width", _half_width),
    ("plainly", _plain),
)


def _clean(value: str, field: Field, actions: dict[str, int]) -> str:
    """A cell as it should be; what was done is counted in `actions`."""
    if value.isascii() and value.isalnum() and field.type == "string":
        return value
    for action, change in _CELL:
        new = change(value, field)
        if new != value:
            actions[action] = actions.get(action, 0) + 1
            value = new
    return value


def _decoded(data: bytes) -> tuple[bytes, tuple[Message, ...]]:
    """The bytes as UTF-8 where another encoding is certain enough, and which one it was."""
    _, fault = decode(data)
    if fault is None or not isinstance(fault.found, Message):
        return data, ()
    half = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
    known = {"gb18030": "gb18030", "utf-16": "utf-16", "utf-16-without-mark": half}
    encoding = known.get(fault.found.key.removeprefix("file-not-utf8."), "")
    if not encoding:
        return data, ()
    try:
        return data.decode(encoding).encode(), (say("fmt.converted", encoding=fault.found),)
    except (UnicodeDecodeError, UnicodeEncodeError):
        return data, ()


def _separated(data: bytes, schema: TableSchema) -> tuple[bytes, tuple[Message, ...]]:
    """The bytes with commas, where the heading shows that semicolons or tabs stand in their place."""
    heading = data.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace").strip("\r")
    for mark in (";", "\t"):
        if mark in heading and "," not in heading and heading.split(mark)[0].strip('"') in schema.names:
            try:
                text = data.decode("utf-8-sig").replace("\r\n", "\n")
                rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
            except (UnicodeDecodeError, csv.Error):
                return data, ()
            return csv_text(rows[0], rows[1:]).encode(), (say("fmt.separated", marks=SEPARATORS[mark]),)
    return data, ()


def repair(path: Path, data: bytes, schema: TableSchema) -> Repair | Left | None:
    """The canonical form of one file, or why it cannot safely be made so; None where it already is so."""
    if not data.strip():
        return Repair(path, csv_text(schema.names, []), (say("fmt.heading"),))
    data, encoding = _decoded(data)
    data, separators = _separated(data, schema)
    table = parse_table(data, schema, path.name)
    if harmful := next((fault for fault in table.faults if fault.code not in HARMLESS), None):
        return _left(path, harmful.code, harmful.line)
    actions = {fault.code: 0 for fault in table.faults}
    cleaned = [
        row._make(
            [*(_clean(value, field, actions) for field, value in zip(schema.fields, row, strict=False)), row.line]
        )
        for row in table.rows
    ]
    filled = [row for row in cleaned if any(row[:-1])]  # a row of spaces is an empty one
    if len(filled) < len(cleaned):
        actions.setdefault("row-blank", 0)
    rows = [row[:-1] for row in order(schema, filled)]
    text = csv_text(schema.names, rows)
    if text.encode() == data and not encoding and not separators:
        return None
    said = [
        say("fmt.cells", what=Message(f"fmt.{name}"), cells=cells) if cells else Message(f"fmt.{name}")
        for name, cells in actions.items()
    ]
    if [row[0] for row in rows] != [row[0] for row in filled]:
        said.append(say("fmt.rows"))
    return Repair(path, text, (*encoding, *separators, *said) or (say("fmt.quoting"),))


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def repairs(package: Package, *, code: Path | None = None) -> Iterator[Repair | Left]:
    """Every file of the package that is not in its canonical form: tables, the descriptor, the types of rows.

    code: the project's folder, where the types of rows are to be kept true to schemas/.
    """
    if code and (text := row_types.stub(package.registry.schemas)) != _text_of(code / row_types.FILE):
        yield Repair(code / row_types.FILE, text, (say("fmt.from-schemas"),))
    root = package.root / FOLDER
    folders: list[tuple[Path, Iterable[str]]] = [(root, (*REGISTRY, *SIGNING))]
    folders += [(root / "plans" / plan, PLAN) for plan in package.plan_ids]
    for folder, names in folders:
        for name in names:
            path = folder / f"{name}.csv"
            schema = package.registry.schemas[name]
            data = plain_bytes(path)
            if isinstance(data, Fault) and data.code != "file-missing":
                yield _left(path, data.code)
            elif found := repair(path, b"" if isinstance(data, Fault) else data, schema):
                yield found
    path = root / "datapackage.yaml"
    if package.faults:
        yield _left(path, package.faults[0].code, package.faults[0].line)
    elif path.read_text("utf-8") != (text := descriptor.dump(descriptor.expected(package))):
        yield Repair(path, text, (say("fmt.from-schemas-and-plans"),))
