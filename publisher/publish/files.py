"""Writes values for published files: JSON, and the text of CSV cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import orjson

from publisher.publish.wide import NAMES_JOINED
from publisher.work.output import Growing

FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
DATE = re.compile(r"\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?|\d+[eE]\d+")


def json_bytes(value: Any) -> bytes:
    """JSON in UTF-8, indented by two spaces, with a final newline; keys in the order given."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _inside(value: Any, depth: int) -> bytes:
    """A value as it stands `depth` levels inside a file that `json_bytes` writes; no line ends within a text."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).replace(b"\n", b"\n" + depth * b"  ")


def json_items(values: Iterable[Any]) -> bytes:
    """Values as they stand side by side in the list of a `JsonList`."""
    return b",".join(b"\n    " + _inside(value, 2) for value in values)


class JsonList:
    """A JSON file that grows: a mapping whose last value is a list, its items written as they come.

    The bytes are those that `json_bytes` gives of the whole.
    """

    def __init__(self, file: Growing, head: Mapping[str, Any], name: str) -> None:
        self._file, self._empty = file, True
        members = (_inside(key, 1) + b": " + _inside(value, 1) + b",\n  " for key, value in head.items())
        file.write(b"{\n  " + b"".join(members) + _inside(name, 1) + b": [")

    def add(self, items: bytes) -> None:
        """Append one item or more, as `json_items` gives them."""
        self._file.write(items if self._empty else b"," + items)
        self._empty = False

    def close(self) -> None:
        self._file.write((b"]" if self._empty else b"\n  ]") + b"\n}\n")
        self._file.close()


def cell(value: Any) -> str:
    """A typed value as the text of a CSV cell: empty for None, no exponent in numbers, names joined."""
    if isinstance(value, str):  # first, as most cells are text
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    if isinstance(value, tuple | list):
        return NAMES_JOINED.join(value)
    return str(value)


def harmless(value: Any) -> str:
    """A cell for a file opened in a spreadsheet: a text that would become a formula gets a leading '.

    Validated data hold no such text; this is a second safeguard.
    """
    text = cell(value)
    return "'" + text if text[:1] in FORMULA and isinstance(value, str | tuple | list) else text


def for_excel(value: Any, type_: str) -> str:
    """A cell as `harmless`, and with the same mark where a text would be turned into a date (2-3) or a number (1E5)."""
    text = harmless(value)
    return "'" + text if type_ == "string" and DATE.fullmatch(text) else text
