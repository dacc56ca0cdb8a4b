"""Work by plan: results in order, whatever finishes first; a process that is killed loses nothing."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from publisher.work.engine import Engine
from publisher.work.executors import local
from publisher.work.job import job
from publisher.work.order import chunks, in_order
from publisher.work.store import Store


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with local(2) as executor:
        assert executor is not None
        yield executor


def slow_first(number: int) -> int:
    time.sleep(0.05 if number == 0 else 0)
    return number * number


def raises(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def killed_once(job: tuple[str, int]) -> int:
    """Ends its own process the first time that it comes to 5."""
    flag, number = Path(job[0]), job[1]
    if number == 5 and not flag.exists():
        flag.write_text("killed")
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_the_work_is_done_in_this_process_where_the_system_gives_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_options: object) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("publisher.work.executors.ProcessPoolExecutor", refused)
    with local(2) as executor:
        assert executor is None


def test_one_job_needs_no_pool() -> None:
    with local(1) as executor:
        assert executor is None


@pytest.mark.parametrize("ahead", [1, 3, 100])
def test_results_come_in_the_order_of_the_work(pool: Executor, ahead: int) -> None:
    wanted = [number * number for number in range(20)]
    assert list(in_order(pool, slow_first, range(20), ahead=ahead)) == wanted
    with ThreadPoolExecutor(3) as threads:
        assert list(in_order(threads, slow_first, range(20), ahead=ahead)) == wanted


def test_no_more_is_under_way_than_was_said() -> None:
    taken = []
    with ThreadPoolExecutor(2) as threads:
        results = in_order(threads, slow_first, (taken.append(n) or n for n in range(50)), ahead=4)
        next(results)
    assert len(taken) <= 5


def test_what_fails_is_said(pool: Executor) -> None:
    with pytest.raises(ValueError, match="three"):
        list(in_order(pool, raises, range(6)))


def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    with local(2) as executor:
        done = list(in_order(executor, killed_once, [(str(flag), n) for n in range(12)], ahead=4))
    assert flag.exists(), "no process was killed, so this test saw nothing"
    assert done == list(range(12))


def even(number: int) -> bool:
    return number % 2 == 0


def told(flag: bool, folder: str) -> str:
    (Path(folder) / f"{flag}-{time.monotonic_ns()}").touch()
    return f"even: {flag}"


def test_what_is_made_of_a_small_part_is_made_again_only_where_that_part_differs(tmp_path: Path) -> None:
    made, store = tmp_path / "made", Store(tmp_path / "cache")
    made.mkdir()

    def ask(number: int, *, narrow: bool) -> tuple[str, int]:
        value = Engine(store).do(job(told, job(even, number, narrow=narrow), str(made)))
        return value, len(list(made.iterdir()))

    assert ask(2, narrow=True) == ("even: True", 1)
    assert ask(4, narrow=True) == ("even: True", 1), "another input, the same part of it"
    assert ask(5, narrow=True) == ("even: False", 2)
    assert ask(2, narrow=True) == ("even: True", 2)
    assert ask(6, narrow=False) == ("even: True", 3), "without it, every input is another"


def test_chunks_hold_everything_once() -> None:
    assert list(chunks(range(7), 3)) == [(0, 1, 2), (3, 4, 5), (6,)]
    assert list(chunks((), 3)) == []
