"""A suggested row, and the quote that it needs to be found in its clause."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from publisher.draft.outline.clauses import OutlineClause
from publisher.draft.state import Suggestion
from publisher.terms.messages import Message, Shown, known, text

FULL_WIDTH = str.maketrans(",:;()!?", "，：；（）！？")


def row(
    table: str,
    item: str,
    cells: dict[str, str],
    span: tuple[int, int],
    why: Shown,
    *,
    sure: bool = True,
    record: str = "",
) -> Suggestion:
    confidence = "high" if sure else "low"
    return Suggestion("", item, table, record, cells, *span, *both(why), confidence)


def both(message: Shown) -> tuple[str, str]:
    """What is said in Chinese and in English, as the tables hold it."""
    return text(message, "zh"), text(message, "en")


def reasons(kind: str) -> tuple[str, str]:
    """The standing reason that a mention of a kind is given, in Chinese and in English; "" for a kind without one."""
    return both(standing) if known(standing := Message(f"mention.{kind}")) else ("", "")


def quoted(text: str, clause: OutlineClause, start: int, end: int) -> dict[str, str]:
    """A quote, with the characters before it that it needs to be the only one in its clause."""
    quote = text[start:end]
    for reach in (0, *range(2, 41, 2)):
        prefix = text[max(clause.start, start - reach) : start].split("\n")[-1] if reach else ""
        if _once(prefix + quote, text, clause):
            return {"quote": _typed(quote), "quote_prefix": _typed(prefix)}
    suffix = text[end : end + 12].split("\n")[0]
    return {"quote": _typed(quote), "quote_suffix": _typed(suffix)}


_SHORT = 4  # characters by which words are found: few enough to be in every quote, enough to be rare


def _once(words: str, text: str, clause: OutlineClause) -> bool:
    """Whether words stand in a clause, and at one place only; a text can be one clause of many thousand quotes."""
    if len(words) < _SHORT:
        return text.count(words, clause.start, clause.end) == 1
    places = _places(text, clause.start, clause.end)
    parts = ((places.get(words[at : at + _SHORT], ()), at) for at in range(len(words) - _SHORT + 1))
    rarest, at = min(parts, key=lambda part: len(part[0]))
    found = (one for one in rarest if one - at >= clause.start and text.startswith(words, one - at, clause.end))
    return next(found, None) is not None and next(found, None) is None


@lru_cache(64)
def _places(text: str, start: int, end: int) -> Mapping[str, list[int]]:
    """Where all runs of a few characters of text[start:end] begin."""
    places: dict[str, list[int]] = {}
    for at in range(start, end - _SHORT + 1):
        places.setdefault(text[at : at + _SHORT], []).append(at)
    return places


def _typed(words: str) -> str:
    """Words of a table as they are typed into a quote: with a space between the cells."""
    return words.replace("\t", " ")


def above(by_path: Mapping[tuple[int, ...], OutlineClause], clause: OutlineClause) -> list[OutlineClause]:
    """The clauses that hold a clause, the nearest first."""
    return [
        by_path[clause.path[:depth]] for depth in range(len(clause.path) - 1, 0, -1) if clause.path[:depth] in by_path
    ]
