"""What the reader makes of any words, for a maintainer who asks why a rule says so: as text or as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

import orjson

from publisher.codebook.figures import FIELDS, Figure
from publisher.terms.messages import Message, text


def as_json(figures: Iterable[Figure]) -> str:
    """A list of objects with the fields of codebook.figures.FIELDS; value and value_max are numbers or null."""
    value, upper = FIELDS.index("value"), FIELDS.index("value_max")
    items = [
        dict(zip(FIELDS, (*item[:value], _plain(item.value), _plain(item.value_max), *item[upper + 1 :]), strict=False))
        for item in figures
    ]
    return orjson.dumps(items, option=orjson.OPT_INDENT_2).decode()


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value < 2**63 and value == value.to_integral_value() else float(value)


def as_text(figures: Iterable[Figure], language: str) -> str:
    """A paragraph a figure: where it stands, and what is read in it or why nothing is. language: zh or en."""
    paragraphs = (f"{_shown(one.printed)}  [{one.start}, {one.end}){_read(one[3:], language)}" for one in figures)
    return "\n".join(paragraphs) or text(Message("figures.none"), language)


@lru_cache(1024)
def _read(rest: tuple[Any, ...], language: str) -> str:
    """What is read in a figure. rest: all of it but its words and its place, which many figures share."""
    item = Figure("", 0, 0, *rest)

    def label(name: str, value: str) -> str:
        return f"{text(Message(f'figures.{name}'), language)} {value}"

    dated = f"{item.deadline_printed} = {item.deadline} ({item.deadline_precision})" if item.deadline else ""
    if item.value is None:
        return f"\n  {label('deadline', dated) if dated else text(Message(f'reader.{item.why}'), language)}"
    upper = "" if item.value_max is None else f"–{_number(item.value_max)}"
    values = {
        "value": _number(item.value) + upper,
        "comparator": item.comparator,
        "measure": item.measure_id or "–",
        "basis": item.basis,
        "hedge": item.hedge,
        "deadline": dated or "–",
    }
    return "\n  " + "  ".join(label(name, value) for name, value in values.items())


def _shown(printed: str) -> str:
    """A figure on one line of a screen: control characters spelt out, the middle of a very long one left out."""
    short = printed if len(printed) <= 80 else f"{printed[:40]}…{printed[-20:]}"
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in short)


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f")
