"""A cache of size one, for what is computed from an object that lasts a whole run, as the registry does."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Thing = TypeVar("Thing")
Value = TypeVar("Value")


def remembered(function: Callable[[Thing], Value]) -> Callable[[Thing], Value]:
    """A decorator: the function returns its last value again when called with the same object, or an equal one."""
    last: list[tuple[Thing, Value]] = []

    @wraps(function)
    def asked(thing: Thing) -> Value:
        if not last or (last[0][0] is not thing and last[0][0] != thing):
            last[:] = [(thing, function(thing))]
        return last[0][1]

    return asked
