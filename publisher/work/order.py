"""Calls over a `concurrent.futures.Executor`, with results in the order of the inputs, not of completion.

The executor may be a process pool or that of a Dask client.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from contextlib import suppress
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 32  # calls submitted whose result was not taken yet: bounds the memory of results


def in_order(
    executor: Executor, function: Callable[[Item], Result], items: Iterable[Item], *, ahead: int = AHEAD
) -> Iterator[Result]:
    """function(item) for each item, in the order of the items.

    function: module-level, so that it can be pickled. Where the executor breaks (a process was killed, a cluster is
    gone), the calls that it did not finish are made in this process. Raises what `function` raises.
    """
    waiting: deque[tuple[Item, Future[Result] | None]] = deque()
    left = iter(items)
    try:
        for item in left:
            waiting.append((item, _submitted(executor, function, item)))
            if len(waiting) >= ahead:
                yield _result(function, *waiting.popleft())
        while waiting:
            yield _result(function, *waiting.popleft())
    finally:
        for _, future in waiting:
            if future is not None:
                future.cancel()


def _submitted(executor: Executor, function: Callable[[Item], Result], item: Item) -> Future[Result] | None:
    with suppress(BrokenExecutor):
        return executor.submit(function, item)
    return None


def _result(function: Callable[[Item], Result], item: Item, future: Future[Result] | None) -> Result:
    if future is not None:
        with suppress(BrokenExecutor, CancelledError):
            return future.result()
    return function(item)


def chunks(items: Sequence[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """Items in tuples of `size`; the last may be shorter."""
    return (tuple(items[start : start + size]) for start in range(0, len(items), size))
