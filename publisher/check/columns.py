"""Groups the wrong values of a column that have one cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from publisher.check.rule import BULK, Check, Finding
from publisher.read.table import Row, Table, shown
from publisher.terms.messages import Shown, say

TEXTUAL = ("text", "language")  # areas whose rules name a character or a kind of word that is wrong
Key = tuple[str, str]  # a wrong value, and the code of the rule that it breaks
Broken = Mapping[Key, tuple[Check, Shown]]  # with the rule, and what was expected


def alike(rows: Mapping[Key, Sequence[Row]], broken: Broken, filled: int, least: int = BULK) -> list[list[Key]]:
    """Wrong values grouped by cause: most of a column of `filled` cells (`least` or more), or one value often."""
    by_rule: dict[str, list[Key]] = {}
    for key in rows:
        by_rule.setdefault(key[1], []).append(key)
    groups: list[list[Key]] = []
    for keys in by_rule.values():
        affected = sum(len(rows[key]) for key in keys)
        if affected >= least and 2 * affected > filled:
            groups.append(keys)
            continue
        same: dict[Shown, list[Key]] = {}
        for key in keys:
            rule, expected = broken[key]
            same.setdefault(expected if rule.area in TEXTUAL else key[0], []).append(key)
        for some in same.values():
            groups += [some] if len(some) >= BULK else [[key] for key in some]
    return groups


def of_column(
    table: Table, column: str, keys: Sequence[Key], rows: Mapping[Key, Sequence[Row]], expected: Shown
) -> Finding:
    """One finding for wrong values with one cause; further cells are its `more`."""
    first, *rest = sorted((row for key in keys for row in rows[key]), key=lambda row: int(row.line))
    more, value = tuple((row, column) for row in rest), getattr(first, column)
    if len(keys) == 1:
        return Finding(first, column, value, expected, more)
    filled = sum(map(bool, table.cells(column)))
    actual = say("of-column", value=shown(value, 40), cells=len(rest) + 1, filled=filled)
    cause = f"columns {table.file} {column.removesuffix('_zh').removesuffix('_en')}"
    return Finding(first, column, actual, expected, more, cause=cause)
