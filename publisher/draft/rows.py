"""A suggested row, and the quote that it needs to be found in its clause."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.draft.outline.clauses import Clause
from publisher.draft.reasons import in_chinese
from publisher.draft.state import Suggestion

FULL_WIDTH = str.maketrans(",:;()!?", "，：；（）！？")


def row(
    table: str,
    item: str,
    cells: dict[str, str],
    span: tuple[int, int],
    why: str,
    *,
    sure: bool = True,
    record: str = "",
) -> Suggestion:
    confidence = "high" if sure else "low"
    return Suggestion("", item, table, record, cells, *span, in_chinese(why), why, confidence)


def quoted(text: str, clause: Clause, start: int, end: int) -> dict[str, str]:
    """A quote, with the characters before it that it needs to be the only one in its clause."""
    quote = text[start:end]
    for reach in (0, *range(2, 41, 2)):
        prefix = text[max(clause.start, start - reach) : start].split("\n")[-1] if reach else ""
        if text.count(prefix + quote, clause.start, clause.end) == 1:
            return {"quote": quote, "quote_prefix": prefix}
    suffix = text[end : end + 12].split("\n")[0]
    return {"quote": quote, "quote_suffix": suffix}


def above(by_path: Mapping[tuple[int, ...], Clause], clause: Clause) -> list[Clause]:
    """The clauses that hold a clause, the nearest first."""
    return [
        by_path[clause.path[:depth]] for depth in range(len(clause.path) - 1, 0, -1) if clause.path[:depth] in by_path
    ]
