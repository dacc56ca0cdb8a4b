"""A text that cannot be drafted, with the problem that says why and what to do."""

from __future__ import annotations

from publisher.terms.messages import Fact, Shown
from publisher.terms.problem import Place, Problem, Severity


class Refused(Exception):
    """A text that cannot be drafted; `problem` says why and what to do. facts: what the advice names."""

    def __init__(self, code: str, file: str, *, found: Shown = "", expected: Shown = "", **facts: Fact) -> None:
        self.problem = Problem(code, Severity.ERROR, Place(file), found, expected, facts=tuple(facts.items()))
        super().__init__(f"{code}: {file}")
