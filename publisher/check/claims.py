"""Numbers in our own words that the plan's own data do not contain, so that another document must."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from publisher.check.numbers import LINKS, REMARKS, Unproven, unproven
from publisher.codebook.own_words import Number
from publisher.read.plan import Plan
from publisher.terms.problem import Place
from publisher.terms.regex import regex

_HAN = regex("[\u3400-\u9fff]+")
_NAME = regex("[A-Z][a-z]+")
LONGEST_AREA = 6  # characters of an area's spoken name


class Claim(NamedTuple):
    """Numbers in our words that must be found in other documents.

    known: numbers in the same words that are proven. indicator_id, links: the record's indicator, and the records that
    it names. remark: any record of the documents in `named` may contain the number. words: those of the cell, which may
    say that a number is a sum or difference.
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
    """The claims of a plan, except those in faulty cells (table, line, column).

    () where a relation or the area of a document is faulty, since it is then unknown which documents may be named.
    """
    wrong = frozenset(faulty)
    if any(table == "relations" or (table, column) == ("documents", "area_zh") for table, _, column in wrong):
        return ()
    tables = {**plan.registry.tables, **plan.tables}
    claimed = []
    for item in unproven(plan):
        table = type(item.row).__name__
        if not item.narrow and (table, item.row.line, item.column) not in wrong:
            claimed.append(_claim(plan, item, tables[table].file))
    return tuple(claimed)


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
    """The ids of other documents whose area the words name (上海的, 宝山), and of those this plan is related to."""
    documents = {*plan.related}
    areas = plan.registry.documents_by_area
    for name in _NAME.findall(words):
        documents.update(areas.get(name, ()))
    for run in _HAN.findall(words):
        for start in range(len(run)):
            for end in range(start + 2, min(len(run), start + LONGEST_AREA) + 1):
                documents.update(areas.get(run[start:end], ()))
    return documents - {plan.document_id}
