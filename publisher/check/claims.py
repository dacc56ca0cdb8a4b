"""Numbers in our own words that a plan by itself does not prove: another document must give them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from publisher.check.numbers import LINKS, REMARKS, Unproven, unproven
from publisher.codebook.own_words import Number
from publisher.read.plan import Plan
from publisher.terms.problem import Place

_HAN = re.compile("[\u3400-\u9fff]+")
_NAME = re.compile("[A-Z][a-z]+")
LONGEST = 6  # characters of an area's spoken name


class Claim(NamedTuple):
    """Numbers that stand in our words about another document.

    known: numbers beside them. indicator_id, links: the indicator of the record, and the records that it names; of a
    remark all records of the document that it speaks of may give the number. named: documents that are spoken of.
    words: where they must be reckoned with, else "".
    """

    place: Place
    record_id: str
    numbers: tuple[Number, ...]
    known: tuple[Number, ...]
    indicator_id: str
    links: tuple[str, ...]
    named: tuple[str, ...]
    remark: bool
    words: str


def claims(plan: Plan, faulty: Iterable[tuple[str, int, str]]) -> tuple[Claim, ...]:
    """The claims of a plan, but for those in cells that are known to be at fault.

    None where what says of which documents a plan may speak is at fault: its relations, or the area of a document.
    """
    wrong = frozenset(faulty)
    if any(table == "relations" or (table, column) == ("documents", "area_zh") for table, _, column in wrong):
        return ()
    tables = {**plan.registry.tables, **plan.tables}
    found = []
    for item in unproven(plan):
        table = type(item.row).__name__
        if not item.narrow and (table, item.row.line, item.column) not in wrong:
            found.append(_claim(plan, item, tables[table].file))
    return tuple(found)


def _claim(plan: Plan, item: Unproven, file: str) -> Claim:
    row, words = item.row, getattr(item.row, item.column)
    links = tuple(link for name in LINKS if (link := getattr(row, name, "")))
    return Claim(
        Place(file, row.line, item.column),
        row[0],
        tuple(item.numbers),
        tuple(item.known),
        getattr(row, "indicator_id", ""),
        links,
        tuple(sorted(named(plan, words))),
        type(row).__name__ in REMARKS,
        words,
    )


def named(plan: Plan, words: str) -> set[str]:
    """The documents whose area our words name (上海的, 宝山), and those that this one is related to."""
    found = {row.to_document_id for row in plan.rows("relations") if row.to_document_id}
    areas = plan.registry.documents_by_area
    for name in _NAME.findall(words):
        found.update(areas.get(name, ()))
    for run in _HAN.findall(words):
        for start in range(len(run)):
            for end in range(start + 2, min(len(run), start + LONGEST) + 1):
                found.update(areas.get(run[start:end], ()))
    return found - {plan.document_id}
