"""Jobs at the same time, each in a copy of this process: what they need is there already and need not be packed."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection

Job = Callable[[], int]


def counts(jobs: Sequence[Job]) -> list[int]:
    """Run jobs that give a number; their numbers, in order. One after the other where a process cannot be copied.

    Raises RuntimeError with the words of the first job that failed.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return [job() for job in jobs]
    context = multiprocessing.get_context("fork")
    running = []
    for job in jobs:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(job, there))
        process.start()
        there.close()
        running.append((process, here))
    found: list[int | str] = []
    for process, here in running:
        try:
            found.append(here.recv())
        except EOFError:
            found.append("a process of the site's build ended without a word")
        process.join()
    for answer in found:
        if isinstance(answer, str):
            raise RuntimeError(answer)
    return [answer for answer in found if isinstance(answer, int)]


def _run(job: Job, answer: Connection) -> None:
    try:
        answer.send(job())
    except Exception as error:
        answer.send(str(error) if isinstance(error, RuntimeError) else f"{type(error).__name__}: {error}")
