"""The theme that words are most like: whose own words occur in them; a suggestion that a person confirms."""

from __future__ import annotations

import re
from collections.abc import Mapping

from publisher.read.registry import Registry

_APART = re.compile("[、，。；和与及以的]|包括")


def theme_words(registry: Registry) -> Mapping[str, frozenset[str]]:
    """Theme → the Chinese words that speak of it: its name, its definition, and what people type for it."""
    words_by_theme = {
        row.theme_id: {word for text in (row.name_zh, row.definition_zh) for word in _APART.split(text)}
        for row in registry.rows("themes")
    }
    for row in registry.rows("aliases"):
        if row.record_id in words_by_theme and row.language == "zh" and row.kind != "traditional":
            words_by_theme[row.record_id].add(row.alias)
    return {theme: frozenset(word for word in words if len(word) > 1) for theme, words in words_by_theme.items()}


def likely_theme(words: str, registry: Registry) -> str:
    """The theme most of whose words, by their length, occur in some words; "" where none occurs."""
    scores = {theme: sum(len(word) for word in own if word in words) for theme, own in theme_words(registry).items()}
    best = max(scores, key=lambda theme: scores[theme], default="")
    return best if scores.get(best) else ""
