"""How much of one Chinese description stands in another: the share of its pairs of neighbouring letters."""

from __future__ import annotations

from functools import lru_cache

from publisher.terms.regex import regex

_NO_LETTER = regex("[^\u3400-\u9fffA-Za-z0-9]+")


@lru_cache(4096)
def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters of a text, marks and spaces apart: 5G基站 has 5G, G基, 基站."""
    letters = _NO_LETTER.sub("", text)
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1))


def share(name: str, text: str) -> float:
    """The share of a name's pairs that stand in a text, 0 to 1; 0 for a name of one letter."""
    own = pairs(name)
    return len(own & pairs(text)) / len(own) if own else 0.0
