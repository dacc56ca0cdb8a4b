"""Executors for jobs: none (this process), a pool of local processes, or an existing Dask cluster.

Each is a `concurrent.futures.Executor` or None; no stage knows which.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from publisher.terms.messages import Refusal, say
from publisher.work.engine import Engine, Progress
from publisher.work.job import code
from publisher.work.store import Store

RETRIES = 3  # how often a batch whose worker died is retried on another worker
PATIENCE = 10  # seconds to wait for a scheduler's answer


class Unusable(Refusal):
    """A cluster that cannot be used, and why."""


def processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


@contextmanager
def local(jobs: int) -> Iterator[Executor | None]:
    """A pool of `jobs` processes, spawned when first needed; None for one job, which is faster in this process, and
    where the system gives no processes or semaphores."""
    try:
        pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) if jobs > 1 else None
    except (OSError, ImportError, NotImplementedError):  # /dev/shm is closed, no semaphores are built in
        pool = None
    try:
        yield pool
    finally:
        if pool:
            pool.shutdown(cancel_futures=True)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The executor of the Dask cluster whose scheduler is at `address`, such as tcp://10.0.0.5:8786.

    Its workers need this project (the same code), and the data under the same path. Calls of a lost worker are retried
    on another one. Raises Unusable where the scheduler does not answer or has no workers, or where a worker has other
    code.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise Unusable(say("scheduler.not-installed")) from None
    _answers(address)
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise Unusable(say("scheduler.silent", address=address)) from error
    with client:
        _same_code(client, address)
        executor = client.get_executor(pure=False, retries=RETRIES)
        try:
            yield executor
        except KilledWorker as error:
            raise Unusable(say("scheduler.killed")) from error
        finally:
            executor.shutdown(wait=False)


def _answers(address: str) -> None:
    """Raises Unusable where nothing answers at an address; asked first, as a failing Dask client logs much more."""
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or not port:
        raise Unusable(say("scheduler.no-address", address=address))
    try:
        socket.create_connection((host, port), timeout=PATIENCE).close()
    except OSError as error:
        raise Unusable(say("scheduler.silent", address=address)) from error


def _same_code(client: Any, address: str) -> None:
    codes = client.run(code, on_error="return")
    if not codes:
        raise Unusable(say("scheduler.no-workers", address=address))
    for worker, theirs in sorted(codes.items()):
        if theirs != code():
            if isinstance(theirs, str):
                raise Unusable(say("scheduler.other-code", worker=worker))
            raise Unusable(say("scheduler.no-project", worker=worker, error=type(theirs).__name__))


@contextmanager
def engine(
    folder: Path | None, *, jobs: int | None = None, scheduler: str | None = None, progress: Progress | None = None
) -> Iterator[Engine]:
    """An engine with a store in `folder`, or in a temporary folder where that is None.

    Jobs run on the cluster at `scheduler`, else in `jobs` processes (default: one a processor). Raises Unusable.
    """
    with ExitStack() as stack:
        kept = folder or Path(stack.enter_context(TemporaryDirectory(prefix="kept-")))
        others = cluster(scheduler) if scheduler else local(jobs or processors())
        yield Engine(Store(kept), stack.enter_context(others), progress)
