"""A text that cannot be drafted, with the problem that says why and what to do."""

from __future__ import annotations

from publisher.terms.problem import Place, Problem, Severity


class Refused(Exception):
    """A text that cannot be drafted; `problem` says why and what to do."""

    def __init__(self, code: str, file: str, *, rule: str, found: str = "", expected: str = "", fix: str = "") -> None:
        self.problem = Problem(code, Severity.ERROR, Place(file), rule, found, expected, fix)
        super().__init__(f"{code}: {found or rule}")
