"""Every word of the interface, in zh.yml and en.yml."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from publisher.terms.damaged import in_file
from publisher.terms.schema import load_yaml

LANGUAGES = ("zh", "en")


@cache
def words(language: str) -> dict[str, Any]:
    """The words of a language (zh or en). Raises KeyError for another one, Damaged for a file that is."""
    if language not in LANGUAGES:
        raise KeyError(language)
    path = Path(__file__).parent / f"{language}.yml"
    with in_file(f"publisher/terms/messages/{path.name}"):
        return dict(load_yaml(path.read_text("utf-8")))


@cache
def _phrases(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The phrases of a language as patterns, the longest first, so that the more particular one is taken."""
    templates: dict[str, str] = words(language).get("phrases", {})
    longest = sorted(templates, key=len, reverse=True)
    return tuple((re.compile(re.escape(t).replace(r"\{\}", "(.+)"), re.DOTALL), templates[t]) for t in longest)


def phrase(text: str, language: str) -> str:
    """What a rule says in words, in a language: its phrase filled in, or the text itself where it is plain data."""
    for pattern, translated in _phrases(language):
        if match := pattern.fullmatch(text):
            return translated.replace("{}", "%s") % match.groups() if match.groups() else translated
    return text
