"""A figure of the text as it was read."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.codebook.scan import Token
from publisher.draft.outline.clauses import OutlineClause
from publisher.terms.messages import Shown


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure of the text, read: where it stands, what it is taken for, its number and its quote."""

    token: Token
    clause: OutlineClause
    table: str  # targets, observations or mentions
    kind: str
    printed: str
    value: str
    value_max: str
    comparator: str
    measure: str
    basis: str
    hedge: str
    what: str
    quote: tuple[int, int]
    why: Shown
    repeats: int = -1  # the index of the candidate that it repeats
    sure: bool = True
    dated: str = ""  # by when its own sentence says it, as an ISO date

    @property
    def counts(self) -> bool:
        """Whether it counts something, be it said here or elsewhere: all but numerals in names and set phrases."""
        return self.table != "mentions" or self.kind in ("repeat", "rewording")
