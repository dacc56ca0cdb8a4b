"""How much there is to do for a draft, in decisions and in cells that only a person can fill."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from publisher.draft.state import OPEN, Suggestion
from publisher.review.alike import alike
from publisher.terms.schema import Schemas


class Effort(NamedTuple):
    """decisions: items to decide. cells: required cells that are empty. apart: these, where what is alike is filled in
    once and carried over.
    """

    decisions: int
    cells: int
    apart: int


def effort(suggestions: Iterable[Suggestion], schemas: Schemas) -> Effort:
    """What is left to do for these suggestions."""
    left = [each for each in suggestions if each.state in OPEN]
    empty = [
        (each.table, field.name, alike(each, field.name) or each.record)
        for each in left
        for field in schemas[each.table].fields
        if field.required and not each.cells.get(field.name)
    ]
    return Effort(len({each.item for each in left}), len(empty), len(set(empty)))
