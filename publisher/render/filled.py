"""Sentences of the catalogue filled with numbers, each with the word that goes with it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

_FACT = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
Fact = float | str | Markup


def told(sentence: str, facts: Mapping[str, Fact], links: Mapping[str, str] | None = None) -> Markup:
    """A sentence with its numbers: {n} is replaced by a number, {n:row|rows} by the word for that number.

    links: the address that a number leads to, by its name. Raises KeyError for a fact that is not there.
    """
    parts, end = [Markup()], 0
    for place in _FACT.finditer(sentence):
        fact, form = facts[place[1]], place[2] or ""
        parts += [escape(sentence[end : place.start()]), _filled(fact, form, (links or {}).get(place[1], ""))]
        end = place.end()
    return Markup().join([*parts, escape(sentence[end:])])


def _filled(fact: Fact, form: str, href: str) -> Markup:
    if "|" in form:
        return escape(form.split("|")[fact != 1])
    text = fact if isinstance(fact, str) else f"{int(fact) if fact == int(fact) else fact:,}"
    return Markup('<a class="num" href="{}">{}</a>').format(href, text) if href else escape(text)
