"""A catalogue whose sentences are marked, so that what is shown falls into what is said, facts, and what is neither.

⟦⟧ stands for the words of a sentence, ⟪…⟫ around a fact. What is left when both are taken out is no message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from publisher.terms import messages
from publisher.terms.messages import Fact, Message

_INNERMOST = re.compile("⟪([^⟪⟫]*)⟫")


def marked(sentence: str) -> str:
    """A sentence without its words: marks in their place, and around each of its facts."""
    made, at = "", 0
    for match in messages._FACT.finditer(sentence):
        made += "⟦⟧" if sentence[at : match.start()].strip() else ""
        made += "⟦⟧" if "|" in (match[2] or "") else f"⟪{match[0]}⟫"
        at = match.end()
    return made + ("⟦⟧" if sentence[at:].strip() else "")


def mark_all(patch: pytest.MonkeyPatch) -> None:
    """Mark every sentence of the catalogue, in both languages."""
    real = messages.sentences()
    made = {key: {language: marked(both[language]) for language in both} for key, both in real.items()}
    patch.setattr(messages, "_said", lambda name: made if name == messages.SAID[0] else {})


def parted(shown: str) -> tuple[str, list[str]]:
    """What is shown, parted: what is neither said nor a fact, and the facts."""
    rest, facts = shown.replace("⟦⟧", " "), []
    while match := _INNERMOST.search(rest):
        facts.append(match[1].strip())
        rest = rest[: match.start()] + " " + rest[match.end() :]
    return rest, [fact for fact in facts if fact]


def facts_of(shown: Fact) -> Iterator[str]:
    """The facts of something that is shown, taken apart; every message in it must be of the catalogue."""
    if isinstance(shown, Message):
        assert messages.known(shown), shown
        for _, fact in shown.facts:
            yield from facts_of(fact)
    elif isinstance(shown, tuple):
        for fact in shown:
            yield from facts_of(fact)
    elif isinstance(shown, str):
        yield shown


__all__ = ["Mapping", "facts_of", "mark_all", "marked", "parted"]
