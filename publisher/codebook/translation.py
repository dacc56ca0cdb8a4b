"""One English for each Chinese term: which terms of a glossary stand in Chinese words, and whether English words have
the form that belongs to one. Case, plural, hyphens and quotation marks make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from publisher.terms.regex import regex

_WORD = regex(r"[a-z0-9.+]+")


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


@lru_cache(16384)
def plain(english: str) -> str:
    """English words in lower case and singular, one space around each: “5G base stations” → " 5g base station "."""
    words = _WORD.findall(re.sub("[’']s", "", english.lower()))
    return f" {' '.join(_singular(word.rstrip('.')) for word in words)} "


def pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """What finds terms in Chinese words, the longest first: 工业互联网 is not 互联网."""
    return re.compile("|".join(sorted(map(re.escape, terms), key=len, reverse=True)) or "(?!)")


def terms_in(chinese: str, known: re.Pattern[str]) -> Iterator[str]:
    """The terms that stand in Chinese words, each once, in order."""
    yield from dict.fromkeys(match[0] for match in known.finditer(chinese))


def has_form(english: str, forms: Iterable[str]) -> bool:
    """Whether English words hold one of the forms of a term."""
    plain_english = plain(english)
    return any(plain(form) in plain_english for form in forms)


_LETTER = regex("[A-Za-z]")
_LOWER = regex(r"(?<![A-Za-z])[a-z]+(?:-[a-z]+)*")


def lower_words(english: str) -> frozenset[str]:
    """The words that stand in lower case."""
    return frozenset(_LOWER.findall(english))


def begins_lower(english: str, common: frozenset[str]) -> bool:
    """Whether a title begins as one in the midst of a sentence: in lower case, or with a word that is always capital.

    common: words that stand in lower case elsewhere, so that none of them need be capital here. A title most of whose
    words are capital is a proper name (World Artificial Intelligence Conference).
    """
    words = re.findall("[A-Za-z][A-Za-z0-9’-]*", english)
    if not words or not words[0][0].isupper() or not words[0][1:].islower() or not english[0].isalpha():
        return True  # a sign, an abbreviation, a name in quotation marks
    if len(words) > 1 and words[1][0].isupper():
        return True
    long = [word for word in words if len(word) > 3]
    if sum(word[0].isupper() for word in long) * 2 > len(long):
        return True
    return words[0].lower() not in common


def begins_capital(english: str) -> bool:
    """Whether a title begins as a sentence does: with a capital, a number or a sign."""
    match = _LETTER.search(english)
    return match is None or match[0].isupper() or english[0].isdigit()
