"""A statement of the text that says who is responsible."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.draft.lists import Body


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution: [start, end) of its quote, its label ("" in prose), its bodies, why it is one, how sure."""

    start: int
    end: int
    label: str
    bodies: tuple[Body, ...]
    why: str
    sure: bool = True
