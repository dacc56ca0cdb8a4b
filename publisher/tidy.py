"""Canonical files: what is safe to repair is repaired, and said; what is not is left as it is for `validate` to report."""

from __future__ import annotations

import csv
import io
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from publisher import descriptor
from publisher.read import FOLDER, HARMLESS, Package, Row, Table, decode, natural, parse_table
from publisher.schema import PLAN, REGISTRY, Field, TableSchema

_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_FULL_WIDTH = {ord(c): ord(c) - 0xFEE0 for c in "０１２３４５６７８９" + "".join(map(chr, range(0xFF21, 0xFF3B))) + "".join(map(chr, range(0xFF41, 0xFF5B)))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Repair:
    """A file that is not in its canonical form: its new text, and what was done to it."""

    path: Path
    text: str
    actions: tuple[str, ...]


def order(schema: TableSchema, rows: Iterable[Row]) -> list[Row]:
    """Rows in canonical order: clauses by position, everything else by key."""
    if schema.name == "clauses":
        return sorted(rows, key=lambda row: (int(row.position) if row.position.isdecimal() else 0, row.clause_id))
    return sorted(rows, key=lambda row: natural(row[0]))


def csv_text(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """CSV as RFC 4180 with LF line ends, quoting only where needed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(list(heading))
    writer.writerows(rows)
    return out.getvalue()


def _clean(value: str, field: Field, actions: dict[str, int]) -> str:
    name = field.name

    def did(action: str, new: str) -> str:
        if new != value:
            actions[action] = actions.get(action, 0) + 1
        return new

    value = did("normalized to NFC", unicodedata.normalize("NFC", value))
    value = did("look-alike characters replaced", _LOOKALIKE.sub(lambda m: unicodedata.normalize("NFKC", m[0]), value))
    if name not in ("quote_prefix", "quote_suffix"):
        value = did("spaces at the edge removed", value.strip(" "))
    if not field.verbatim:
        value = did("double spaces made one", re.sub("  +", " ", value))
        if not name.endswith(("_zh", "_en")):
            value = did("full-width digits and letters made half-width", value.translate(_FULL_WIDTH))
    return value


def _decoded(data: bytes) -> tuple[bytes, str]:
    """The bytes as UTF-8 where another encoding is certain enough, and which one it was."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16").encode(), "converted from UTF-16"
        except UnicodeDecodeError:
            return data, ""
    _, fault = decode(data)
    if fault and fault.found.startswith("GB18030"):
        return data.decode("gb18030").encode(), "converted from GB18030"
    return data, ""


def _separated(data: bytes, schema: TableSchema) -> tuple[bytes, str]:
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
    rows = [
        [_clean(value, field, actions) for field, value in zip(schema.fields, row, strict=False)]
        for row in order(schema, table.rows)
    ]
    text = csv_text(schema.names, rows)
    if text.encode() == data and not encoding and not separators:
        return None
    said = [action + (f" ({count})" if count else "") for action, count in actions.items()]
    if [row[0] for row in rows] != [row[0] for row in table.rows]:
        said.append("rows put in order")
    return Repair(path, text, tuple(filter(None, (encoding, separators, *said))) or ("quoting made minimal",))


def repairs(package: Package) -> Iterator[Repair]:
    """Every file of the package that is not in its canonical form: tables, then the descriptor."""
    root = package.root / FOLDER
    folders: list[tuple[Path, Iterable[str]]] = [(root, REGISTRY)]
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


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that it is either the old one or the new one, never half of it."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def tables_text(schema: TableSchema, rows: Iterable[Mapping[str, str]]) -> str:
    """Rows given as mappings, as canonical CSV of `schema` (absent cells empty)."""
    return csv_text(schema.names, ([row.get(name, "") for name in schema.names] for row in rows))


__all__ = ["Repair", "Table", "csv_text", "natural", "order", "repair", "repairs", "tables_text", "write_atomically"]
