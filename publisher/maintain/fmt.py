"""Brings files into canonical form: repairs what is safe and reports it; the rest is left for `validate`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from publisher.check import descriptor
from publisher.check.cells import wrong_values
from publisher.maintain import row_types
from publisher.maintain.foreign import Known, decoded, known_characters, separated, without_hint
from publisher.read import ledger
from publisher.read.canonical import csv_text, order
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.read.plain import plain_bytes, plain_text
from publisher.read.table import HARMLESS, Fault, Table, parse_table
from publisher.terms.messages import Message, Shown, say
from publisher.terms.schema import PLAN, REGISTRY, SIGNING, Field, TableSchema

_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_DATE = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})", re.ASCII)
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", re.ASCII)
_WHOLE = re.compile(r"[0-9]+\.0+")


@dataclass(frozen=True, slots=True)
class Left:
    """A file that is left alone: the rule that it breaks, what was found and in which line (0: in the whole)."""

    path: Path
    code: str
    found: Shown
    line: int

    @property
    def why(self) -> Message:
        """What is said of it."""
        if self.line:
            return say("fmt.left", code=self.code, line=self.line, found=self.found)
        return say("fmt.left-whole", code=self.code, found=self.found)


@dataclass(frozen=True, slots=True)
class Repair:
    """A file that is not in its canonical form: its new text, and what was done to it."""

    path: Path
    text: str
    actions: tuple[Message, ...]


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
    if field.type in ("number", "integer") and _WHOLE.fullmatch(value):
        return value.partition(".")[0]
    return value.lower() if field.type == "boolean" else value


# What is done to a cell, in this order: its key in the messages (fmt.KEY), and how.
_CELL: tuple[tuple[str, Callable[[str, Field], str]], ...] = (
    ("nfc", lambda value, _field: unicodedata.normalize("NFC", value)),
    ("lookalike", lambda value, _field: _LOOKALIKE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), value)),
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


def repair(path: Path, data: bytes, schema: TableSchema, known: Known = frozenset) -> Repair | Left | None:
    """The canonical form of one file, why it is left alone, or None where it already is so.

    known: gives the characters that stand in the other files of the package.
    """
    if not data.strip():
        return Repair(path, csv_text(schema.names, []), (say("fmt.heading"),))
    data, encoding = decoded(data, known)
    data, hint = without_hint(data)
    data, separators = separated(data, schema)
    table = parse_table(data, schema, path.name)
    if fault := next((fault for fault in table.faults if fault.code not in HARMLESS), None):
        return Left(path, fault.code, fault.found, fault.line)
    if any(fault.code == "columns-out-of-order" for fault in table.faults) and _swapped(table, schema):
        return Left(path, "columns-out-of-order", table.faults[0].found, 1)
    actions = {fault.code: 0 for fault in table.faults}
    filled = []
    for row in table.rows:
        cells = [_clean(value, field, actions) for field, value in zip(schema.fields, row, strict=False)]
        if any(cells):
            filled.append(row._make([*cells, row.line]))
    if len(filled) < len(table.rows):  # a row of spaces is an empty one
        actions.setdefault("row-blank", 0)
    rows = [row[:-1] for row in order(schema, filled)]
    text = csv_text(schema.names, rows)
    if text.encode() == data and not (encoding or hint or separators):
        return None
    messages = [
        say("fmt.cells", what=Message(f"fmt.{name}"), cells=cells) if cells else Message(f"fmt.{name}")
        for name, cells in actions.items()
    ]
    if [row[0] for row in rows] != [row[0] for row in filled]:
        messages.append(say("fmt.rows"))
    return Repair(path, text, (*encoding, *hint, *separators, *messages) or (say("fmt.quoting"),))


def _swapped(table: Table, schema: TableSchema) -> bool:
    """Whether two headings have changed places: what stands under them is wrong for most of a column."""
    return any(
        2 * sum(row[index] in bad for row in table.rows) > len(table.rows)
        for index, _, bad in wrong_values(table, schema, lambda *_: None)
    )


def _folder(package: Package, plan: str) -> Path:
    """The folder of a plan, or of the registry ("")."""
    return package.root / FOLDER / "plans" / plan if plan else package.root / FOLDER


def _lost(package: Package, plan: str, name: str) -> bool:
    """Whether the lock tells that an empty file had rows."""
    locked = plain_text(_folder(package, plan) / "evidence.csv").split("\n")[1:]
    ids = {line.partition(",")[0] for line in locked}
    if name == "checks":
        return f"{plan or ledger.REGISTRY}.{name}" in ids
    if not plan:
        return any(record.startswith(f"{name}.") for record in ids)
    pattern = package.registry.schemas[name].fields[0].constraints.get("pattern", "^$")
    form = re.compile(pattern.removeprefix("^").removesuffix("$"), re.ASCII)
    return name not in ("tasks", "evidence") and any(map(form.fullmatch, ids))


def _gone(package: Package, plan: str) -> bool:
    """Whether a plan that was signed has lost all of its tables: with headings it would only look empty."""
    known = f"documents.{plan}" in package.registry.ledger.ever_signed
    return known and not any(_folder(package, plan).glob("*.csv"))


def looked_at(package: Package, *, code: Path | None = None) -> Iterator[Repair | Left]:
    """Every file of the package that is not in canonical form: a Repair, or Left with the reason.

    Tables, the descriptor, the types of rows. code: the project's folder, where the types of rows are to be kept true
    to schemas/.
    """
    if code and (text := row_types.stub(package.registry.schemas)) != plain_text(code / row_types.FILE):
        yield Repair(code / row_types.FILE, text, (say("fmt.from-schemas"),))
    known = cache(partial(known_characters, package))
    for name in (*REGISTRY, *SIGNING):
        yield from _table(package, "", name, known)
    for plan in package.plan_ids:
        if _gone(package, plan):
            yield Left(_folder(package, plan), "document-without-folder", say("fmt.plan-gone"), 0)
        else:
            for name in PLAN:
                yield from _table(package, plan, name, known)
    yield from _descriptor(package, package.root / FOLDER / "datapackage.yaml")


def _table(package: Package, plan: str, name: str, known: Known) -> Iterator[Repair | Left]:
    """What is to be done to one file of a plan, or of the registry ("")."""
    path = _folder(package, plan) / f"{name}.csv"
    data = plain_bytes(path)
    if isinstance(data, Fault) and data.code != "file-missing":
        yield Left(path, data.code, data.found, data.line)
        return
    content = b"" if isinstance(data, Fault) else data
    if not content.strip() and _lost(package, plan, name):
        yield Left(path, "file-missing" if isinstance(data, Fault) else "file-empty", say("fmt.had-rows"), 0)
    elif repaired := repair(path, content, package.registry.schemas[name], known):
        yield repaired


def _descriptor(package: Package, path: Path) -> Iterator[Repair | Left]:
    if package.faults:
        fault = package.faults[0]
        yield Left(path, fault.code, fault.found, fault.line)
        return
    try:
        text = descriptor.dump(descriptor.expected(package))
    except RecursionError:
        yield Left(path, "descriptor-not-yaml", say("descriptor-not-yaml.deep"), 1)
        return
    if plain_text(path) != text:
        yield Repair(path, text, (say("fmt.from-schemas-and-plans"),))
