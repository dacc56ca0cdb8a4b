"""What is made of one thing that stays the same for a whole run, such as the registry, is made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Thing = TypeVar("Thing")
Value = TypeVar("Value")


def remembered(function: Callable[[Thing], Value]) -> Callable[[Thing], Value]:
    """A function that remembers what it gave for the very object it was last asked about."""
    held: list[tuple[Thing, Value]] = []

    @wraps(function)
    def asked(thing: Thing) -> Value:
        if not held or held[0][0] is not thing:
            held[:] = [(thing, function(thing))]
        return held[0][1]

    return asked
