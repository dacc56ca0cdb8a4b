"""Days as ISO 8601 writes them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from publisher.terms.regex import regex

_DAY = regex("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: object) -> str:
    """The day with which a text begins, 2022-12-31; "" where that is no day that there is."""
    match = _DAY.match(text) if isinstance(text, str) else None
    try:
        return date.fromisoformat(match[0]).isoformat() if match else ""
    except ValueError:
        return ""


def later(first: str, count: int, unit: str) -> str:
    """The day so many years (年), months (个月) or days (日, 天) later; in a shorter month its last."""
    start = date.fromisoformat(first)
    if unit in ("日", "天"):
        return (start + timedelta(count)).isoformat()
    year, month = divmod(start.month - 1 + count * (12 if unit == "年" else 1), 12)
    year, month = start.year + year, month + 1
    return start.replace(year=year, month=month, day=min(start.day, monthrange(year, month)[1])).isoformat()
