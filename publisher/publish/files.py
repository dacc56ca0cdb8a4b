"""Writes values for published files: JSON, and the text of CSV cells."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import orjson

from publisher.publish.wide import NAMES_JOINED

FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
DATE = re.compile(r"\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?|\d+[eE]\d+")


def json_bytes(value: Any) -> bytes:
    """JSON in UTF-8, indented by two spaces, with a final newline; keys in the order given."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


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
