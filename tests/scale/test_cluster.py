"""The same work on a Dask cluster: a real scheduler and two workers on this machine, of which one is killed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench import corpus
from bench.template import template
from publisher.check.run import SECONDS, check_package
from publisher.model.library import library
from publisher.publish.publish import publish
from publisher.read.package import read_package
from publisher.terms.schema import Schemas
from publisher.work.engine import START, Engine
from publisher.work.executors import Unusable, cluster
from publisher.work.order import in_order
from publisher.work.output import Output
from tests.conftest import ROOT, command

pytestmark = pytest.mark.slow


@dataclass
class Cluster:
    """A scheduler's address, and its workers as processes."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{Path(__file__).parent}"}
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers, each a process of its own on this machine."""
    from distributed import Client

    file = tmp_path / "scheduler.json"
    here = ("--host", "127.0.0.1", "--no-dashboard")
    started = [start("dask_scheduler", *here, "--port", "0", "--scheduler-file", str(file))]
    try:
        until(file.is_file)
        workers = [
            start("dask_worker", "--scheduler-file", str(file), *here, "--nthreads", "1", "--no-nanny", "--name", name,
                  "--local-directory", str(tmp_path / name))
            for name in ("one", "two")
        ]  # fmt: skip
        started += workers
        address = json.loads(file.read_text("utf-8"))["address"]
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield Cluster(address, workers)
    finally:
        for process in started:
            process.kill()
            process.wait()


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def published(folder: Path, schemas: Schemas, out: Path, executor: Executor | None) -> dict[str, bytes]:
    publish(library(read_package(folder, schemas), Engine(executor=executor)), Output(out))
    return bytes_of(out)


@pytest.fixture(scope="module")
def wanted(corpus_folder: Path, schemas: Schemas, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process publishes of the corpus."""
    return published(corpus_folder, schemas, tmp_path_factory.mktemp("here") / "out", None)


def done(dask: Cluster) -> int:
    """How many pieces of work the workers have done so far."""
    from distributed import Client

    with Client(dask.address, set_as_default=False) as client:
        return sum(client.run(lambda dask_worker: len(dask_worker.state.log)).values())


def where(_number: int) -> int:
    time.sleep(0.02)
    return os.getpid()


def test_checks_and_files_are_the_same_on_a_cluster_that_loses_a_worker(
    dask: Cluster, corpus_folder: Path, schemas: Schemas, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    package = read_package(corpus_folder, schemas)
    with cluster(dask.address) as executor:
        assert set(in_order(executor, where, range(60))) == {worker.pid for worker in dask.workers}
        assert check_package(package, engine=Engine(executor=executor)) == check_package(package)
        assert published(corpus_folder, schemas, tmp_path / "there", executor) == wanted
        # Now one of the two is killed while it has work.
        lost = dask.workers[0]
        killer = threading.Timer(0.4, lambda: lost.send_signal(signal.SIGKILL))
        killer.start()
        pids = list(in_order(executor, where, range(200)))
        assert len(pids) == 200, "nothing is lost"
        assert lost.wait(60) == -signal.SIGKILL
        assert set(pids[-20:]) == {dask.workers[1].pid}
        assert published(corpus_folder, schemas, tmp_path / "after", executor) == wanted


def test_a_worker_killed_while_it_publishes_changes_no_byte(
    dask: Cluster, corpus_folder: Path, schemas: Schemas, wanted: dict[str, bytes], tmp_path: Path
) -> None:
    from distributed import Client

    killed: list[str] = []
    over = threading.Event()

    def kill(client: Client) -> None:
        """Kill the first worker that is seen at work."""
        names = {address: info["id"] for address, info in client.scheduler_info()["workers"].items()}
        while not killed and not over.is_set():
            for address in (address for address, tasks in client.processing().items() if tasks):
                dask.workers[["one", "two"].index(names[address])].kill()
                killed.append(names[address])
                break

    with Client(dask.address, set_as_default=False) as client, cluster(dask.address) as executor:
        thread = threading.Thread(target=kill, args=(client,))
        thread.start()
        try:
            for attempt in range(5):  # until a worker was seen at work, which a busy machine may miss
                assert published(corpus_folder, schemas, tmp_path / f"there-{attempt}", executor) == wanted
                if killed:
                    break
        finally:
            over.set()
            thread.join()
    assert killed, "no worker was killed, so this test saw nothing"


def test_the_command_line_hands_its_work_to_a_cluster(
    dask: Cluster, root: Path, schemas: Schemas, tmp_path: Path
) -> None:
    folder = tmp_path / "many"  # more plans than are checked in line
    corpus.make(real := read_package(root, schemas), template(real, rows=60), folder, plans=round(START / SECONDS) + 5)
    arguments = ("validate", "--no-cache", "--root", str(folder), "--sources", str(folder))
    before = done(dask)
    here, there = command(*arguments, "--jobs", "1"), command(*arguments, "--scheduler", dask.address)
    assert there.returncode == 0, there.stdout + there.stderr
    assert there.stdout == here.stdout
    assert done(dask) > before, "the workers did nothing"


def test_a_worker_with_other_code_is_refused(dask: Cluster, tmp_path: Path) -> None:
    from distributed import Client

    with Client(dask.address, set_as_default=False) as client:
        client.run(lambda: __import__("publisher.work.job").work.job.code.__wrapped__)  # the workers have the project
        client.run(other_code)
    with pytest.raises(Unusable, match="has other code"), cluster(dask.address):
        pytest.fail("a cluster of another version was taken")


def other_code() -> None:
    """Let a worker believe that its project is another one."""
    import publisher.work.job

    publisher.work.job.FOLDERS = publisher.work.job.FOLDERS[1:]
    publisher.work.job.code.cache_clear()


@pytest.mark.parametrize(("address", "said"), [
    ("tcp://127.0.0.1:9", "no scheduler answers at tcp://127.0.0.1:9"),
    ("tcp://no-such-host.invalid:8786", "no scheduler answers at tcp://no-such-host.invalid:8786"),
    ("rubbish", "rubbish is no address such as tcp://10.0.0.5:8786"),
    ("tcp://127.0.0.1:port", "is no address such as"),
])  # fmt: skip
def test_a_scheduler_that_is_not_there_is_refused(address: str, said: str) -> None:
    with pytest.raises(Unusable, match=re.escape(said)), cluster(address):
        pytest.fail("a cluster that is not there was taken")


def test_a_scheduler_that_is_not_there_is_a_wrong_usage() -> None:
    done = command("validate", "--scheduler", "rubbish")
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert "rubbish is no address such as tcp://10.0.0.5:8786" in " ".join(done.stderr.split())
