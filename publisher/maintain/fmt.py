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
from publisher.read.table import HARMLESS, decode, parse_table
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
    actions: tuple[str, ...]


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


_CELL: tuple[tuple[str, Callable[[str, Field], str]], ...] = (
    ("normalized to NFC", lambda value, _field: unicodedata.normalize("NFC", value)),
    (
        "look-alike characters replaced",
        lambda value, _field: _LOOKALIKE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), value),
    ),
    ("spaces at the edge removed", _edges),
    ("double spaces made one", lambda value, field: value if field.verbatim else re.sub("  +", " ", value)),
    ("full-width digits and letters made half-width", _half_width),
    ("dates, numbers and truth values written plainly", _plain),
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


def _decoded(data: bytes) -> tuple[bytes, str]:
    """The bytes as UTF-8 where another encoding is certain enough, and which one it was."""
    _, fault = decode(data)
    found = fault.found if fault and fault.code == "file-not-utf8" else ""
    encoding = "gb18030" if found.startswith("GB18030") else "utf-16" if found == "UTF-16" else ""
    if found.startswith("UTF-16 without"):
        encoding = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
    try:
        return (data.decode(encoding).encode(), f"converted from {found}") if encoding else (data, "")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return data, ""


def _separated(data: bytes, schema: TableSchema) -> tuple[bytes, str]:
    """The bytes with commas, where the heading shows that semicolons or tabs stand in their place."""
    heading = data.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace").strip("\r")
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if mark in heading and "," not in heading and heading.split(mark)[0].strip('"') in schema.names:
            try:
                text = data.decode("utf-8-sig").replace("\r\n", "\n")
                rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
            except (UnicodeDecodeError, csv.Error):
                return data, ""
            return csv_text(rows[0], rows[1:]).encode(), f"separated by commas in place of {name}"
    return data, ""


_SAID = {
    "file-has-bom": "byte-order mark removed",
    "line-ends-not-lf": "line ends made LF",
    "final-newline-missing": "line end added at the end",
    "row-blank": "empty rows removed",
    "columns-out-of-order": "columns put in order",
    "column-empty": "empty columns removed",
}


def repair(path: Path, data: bytes, schema: TableSchema) -> Repair | None:
    """The canonical form of one file, or None where it already is so or cannot safely be made so."""
    if not data.strip():
        return Repair(path, csv_text(schema.names, []), ("heading written",))
    data, encoding = _decoded(data)
    data, separators = _separated(data, schema)
    table = parse_table(data, schema, path.name)
    if any(fault.code not in HARMLESS for fault in table.faults):
        return None
    actions: dict[str, int] = {}
    for fault in table.faults:
        actions.setdefault(_SAID[fault.code], 0)
    cleaned = [
        row._make(
            [*(_clean(value, field, actions) for field, value in zip(schema.fields, row, strict=False)), row.line]
        )
        for row in table.rows
    ]
    filled = [row for row in cleaned if any(row[:-1])]  # a row of spaces is an empty one
    if len(filled) < len(cleaned):
        actions.setdefault(_SAID["row-blank"], 0)
    rows = [row[:-1] for row in order(schema, filled)]
    text = csv_text(schema.names, rows)
    if text.encode() == data and not encoding and not separators:
        return None
    said = [action + (f" ({count})" if count else "") for action, count in actions.items()]
    if [row[0] for row in rows] != [row[0] for row in filled]:
        said.append("rows put in order")
    return Repair(path, text, tuple(filter(None, (encoding, separators, *said))) or ("quoting made minimal",))


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def repairs(package: Package, *, code: Path | None = None) -> Iterator[Repair]:
    """Every file of the package that is not in its canonical form: tables, the descriptor, the types of rows.

    code: the project's folder, where the types of rows are to be kept true to schemas/.
    """
    if code and (text := row_types.stub(package.registry.schemas)) != _text_of(code / row_types.FILE):
        yield Repair(code / row_types.FILE, text, ("written from schemas/",))
    root = package.root / FOLDER
    folders: list[tuple[Path, Iterable[str]]] = [(root, (*REGISTRY, *SIGNING))]
    folders += [(root / "plans" / plan, PLAN) for plan in package.plan_ids]
    for folder, names in folders:
        for name in names:
            path = folder / f"{name}.csv"
            schema = package.registry.schemas[name]
            if path.is_symlink():
                continue
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                data = b""
            except OSError:
                continue
            if found := repair(path, data, schema):
                yield found
    if not package.faults:
        path = root / "datapackage.yaml"
        text = descriptor.dump(descriptor.expected(package))
        if path.read_text("utf-8") != text:
            yield Repair(path, text, ("resources written from schemas/ and plans/",))
