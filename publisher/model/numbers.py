"""Numbers and dates as a reader says them, in either language."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from publisher.codebook.numerals import Number, numeral
from publisher.model.records import Record

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SCALES = {"zh": ((1e8, "亿"), (1e4, "万")), "en": ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))}


def long_number(value: float, language: str) -> str:
    """A number with separators; a long round one in words."""
    for scale, word in SCALES[language]:
        short = value / scale
        if abs(value) >= scale and round(short, 2) == short:
            return f"{short:,.10g}{word}"
    return f"{value:,}"


def amount_zh(values: Any, measure: Record | None) -> str:
    """3.4万个, 100家以上, 超过6万家: the printed figure with its measure and the word that decides it."""
    printed = str(values.get("figure_printed") or "")
    if values["comparator"] == "approx" and printed.endswith("级"):
        return printed
    unit = "" if measure is None or measure.id in ("count", "percent") else str(measure.label_zh)
    if measure is not None and measure.id == "percent" and not printed.endswith(("%", "％")) and "分之" not in printed:
        unit = "%"
    before = {"gt": "超过", "lt": "不足", "approx": "约"}.get(values["comparator"], "")
    after = {"ge": "以上", "le": "以内"}.get(values["comparator"], "")
    return f"{before}{printed}{unit}{after}"


def amount_en(values: Any, measure: Record | None, number: Callable[[float | None], str]) -> str:
    """34,000, at least 100, CNY 100 billion, about 2,000 m², on the order of 100,000."""
    text = number(values["value"])
    if values.get("value_max") is not None:
        text = f"{text}–{number(values['value_max'])}"
    about = "on the order of " if str(values.get("figure_printed") or "").endswith("级") else "about "
    before = {"ge": "at least ", "gt": "more than ", "le": "at most ", "lt": "less than ", "approx": about}
    if measure is None or measure.kind == "count":
        unit = ""
    elif measure.id == "percent":
        unit = "%"
    elif measure.id == "cny":
        text, unit = f"CNY {text}", ""
    else:
        unit = f" {measure.label_en}"
    return f"{before.get(values['comparator'], '')}{text}{unit}"


_ORDINAL = re.compile(r"([（(]?)第?([\d一二三四五六七八九十]+)([)）]?)[章节条、.．是]?")


@cache
def ordinal_en(printed: str) -> str:
    """A clause's printed number in English: 一、 is 1. and (二) is (2); another one as it is printed."""
    match = _ORDINAL.fullmatch(printed)
    number = numeral(match[2]) if match else None
    if not match or not isinstance(number, Number):
        return {"附件:": "Annex:", "附件：": "Annex:"}.get(printed, printed)
    return f"({number.value})" if match[1] and match[3] else f"{number.value}."


def mark(quote: str, figure: str) -> tuple[int, int] | None:
    """Where a figure stands in its quote, not inside a longer number; None where it does not."""
    if not figure:
        return None
    match = re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d]|\.\d)", quote)
    return match.span() if match else None
