"""The theme that words are most like: whose own words occur in them; a suggestion that a person confirms."""

from __future__ import annotations

from publisher.read.registry import Registry


def likely_theme(words: str, registry: Registry) -> str:
    """The theme most of whose words, by their length, occur in some words; "" where none occurs."""
    scores = {theme: sum(len(word) for word in own if word in words) for theme, own in registry.theme_words.items()}
    best = max(scores, key=lambda theme: scores[theme], default="")
    return best if scores.get(best) else ""
