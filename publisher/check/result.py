"""What a pass of the rules leaves: its problems by cause, and what a later pass must know; and the report of a run."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.check.summary import Summary
from publisher.terms.problem import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run: all problems, sorted by place, and what was looked at."""

    problems: tuple[Problem, ...]
    plans: int
    rules: int
    rows: int
    quotes: int
    verified: int

    def count(self, severity: Severity) -> int:
        return sum(problem.severity == severity for problem in self.problems)

    def fails(self, *, strict: bool = False) -> bool:
        """Whether the run found something that stops a build: an error, or under `strict` a warning."""
        return bool(self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING)))


Caused = tuple[str, Problem]  # the name of a cause ("" where it has none), and the problem


@dataclass(frozen=True)
class ScopeResult:
    """What a pass over one scope found, with what a later pass must know of it."""

    problems: tuple[Caused, ...] = ()
    faulty: frozenset[tuple[str, int, str]] = frozenset()  # table, line, column
    unsound: frozenset[str] = frozenset()  # tables on which nothing may be built
    summary: Summary | None = None
    rows: int = 0
    quotes: int = 0
    verified: int = 0
    changed: tuple[tuple[Place, ...], ...] = ()  # where each record, and each cell of it, stands that is not as locked
