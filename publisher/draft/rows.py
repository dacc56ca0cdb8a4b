"""A suggested row, and the quote that it needs to be found in its clause."""

from __future__ import annotations

from collections.abc import Mapping

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


def both(said: Shown) -> tuple[str, str]:
    """What is said in Chinese and in English, as the tables hold it."""
    return text(said, "zh"), text(said, "en")


def reasons(kind: str) -> tuple[str, str]:
    """The standing reason that a mention of a kind is given, in Chinese and in English; "" for a kind without one."""
    return both(standing) if known(standing := Message(f"mention.{kind}")) else ("", "")


def quoted(text: str, clause: OutlineClause, start: int, end: int) -> dict[str, str]:
    """A quote, with the characters before it that it needs to be the only one in its clause."""
    quote = text[start:end]
    for reach in (0, *range(2, 41, 2)):
        prefix = text[max(clause.start, start - reach) : start].split("\n")[-1] if reach else ""
        first = text.find(prefix + quote, clause.start, clause.end)
        if first >= 0 and text.find(prefix + quote, first + 1, clause.end) < 0:
            return {"quote": _typed(quote), "quote_prefix": _typed(prefix)}
    suffix = text[end : end + 12].split("\n")[0]
    return {"quote": _typed(quote), "quote_suffix": _typed(suffix)}


def _typed(words: str) -> str:
    """Words of a table as they are typed into a quote: with a space between the cells."""
    return words.replace("\t", " ")


def above(by_path: Mapping[tuple[int, ...], OutlineClause], clause: OutlineClause) -> list[OutlineClause]:
    """The clauses that hold a clause, the nearest first."""
    return [
        by_path[clause.path[:depth]] for depth in range(len(clause.path) - 1, 0, -1) if clause.path[:depth] in by_path
    ]
