"""A heading found in a text."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.terms.messages import Message


@dataclass(frozen=True, slots=True)
class Head:
    """A heading found in a text: where its line stands, what it prints, how deep it is by its own number."""

    start: int
    end: int  # of the heading itself
    rank: float
    number: str
    heading: str
    why: Message
    sure: bool = True
