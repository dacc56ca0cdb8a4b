"""Days as ISO 8601 writes them."""

from __future__ import annotations

from datetime import date

from publisher.terms.regex import regex

_DAY = regex("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day(text: object) -> str:
    """The day with which a text begins, 2022-12-31; "" where that is no day that there is."""
    match = _DAY.match(text) if isinstance(text, str) else None
    try:
        return date.fromisoformat(match[0]).isoformat() if match else ""
    except ValueError:
        return ""
