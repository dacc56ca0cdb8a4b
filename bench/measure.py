"""What a command costs: run as a process of its own, its wall time, CPU time and peak memory read from the system."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from publisher.terms.messages import Message, Shown, say

LAUNCH = Path(__file__).with_name("launch.py")
STEP = 0.1  # seconds between two looks at the memory of all processes together


@dataclass(frozen=True, slots=True)
class Caps:
    """When a command is stopped: it would tell nothing more, and others use the machine."""

    seconds: float = 1800
    mib: float = 8192


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command cost. peak: MiB of its largest process; together: of all its processes at once, as shared out
    by the kernel (0 where that is not to be had). stopped: why it was ended early, or ""."""

    wall: float
    cpu: float
    peak: float
    together: float
    code: int
    said: str = ""
    stopped: Shown = ""
    runs: int = 1


class _Watch(threading.Thread):
    """Looks at a process group from time to time: its greatest memory, and whether it must be stopped."""

    def __init__(self, group: int, limits: Caps) -> None:
        super().__init__(daemon=True)
        self.group, self.limits = group, limits
        self.most = 0.0
        self.stopped: Shown = ""
        self.ended = threading.Event()

    def run(self) -> None:
        begun = time.perf_counter()
        while not self.ended.wait(STEP):
            self.most = max(self.most, memory(members(self.group)))
            if time.perf_counter() - begun > self.limits.seconds:
                self.stop(say("bench.stopped-after", seconds=f"{self.limits.seconds:g}"))
            elif self.most > self.limits.mib:
                self.stop(say("bench.stopped-at", mib=round(self.most)))

    def stop(self, why: Message) -> None:
        self.stopped = self.stopped or why
        with suppress(ProcessLookupError):
            os.killpg(self.group, signal.SIGKILL)


def members(group: int) -> list[int]:
    """The processes of a group, as /proc lists them; none where there is no /proc."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError, ValueError):
            if int(path.read_text("utf-8", errors="replace").rpartition(")")[2].split()[2]) == group:
                found.append(int(path.parent.name))
    return found


def memory(processes: Iterable[int]) -> float:
    """MiB of memory that processes hold together; what they share is counted once."""
    total = 0
    for process in processes:
        with suppress(OSError, IndexError, ValueError, StopIteration):
            lines = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()
            total += int(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return total / 1024


def measure(
    command: Sequence[str], *, folder: Path, limits: Caps = Caps(), environment: Mapping[str, str] | None = None
) -> Cost:
    """Run a command in `folder`, with additions to the environment, and say what it cost."""
    with TemporaryDirectory(prefix="cost-") as scratch, (Path(scratch) / "said").open("w+b") as said:
        costs = Path(scratch) / "costs.json"
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(LAUNCH), str(costs), *command],
            cwd=folder, stdout=said, stderr=subprocess.STDOUT, start_new_session=True,
            env={**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})},
        )  # fmt: skip
        watch = _Watch(process.pid, limits)
        watch.start()
        begun = time.perf_counter()
        process.wait()
        watch.ended.set()
        watch.join()
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
        if watch.stopped or not costs.exists():
            wall = time.perf_counter() - begun
            return Cost(wall, 0.0, watch.most, watch.most, -1, words, watch.stopped or say("bench.not-run"))
        found = json.loads(costs.read_text("utf-8"))
        together = max(watch.most, found["peak"] if watch.most else 0.0)
        return Cost(found["wall"], found["cpu"], found["peak"], together, found["code"], words)


def middle(costs: Sequence[Cost]) -> Cost:
    """Several runs of one command as one: the run of middling wall time, with the greatest memory of all."""
    wall = median(cost.wall for cost in costs)
    nearest = min(costs, key=lambda cost: abs(cost.wall - wall))
    return replace(
        nearest,
        peak=max(cost.peak for cost in costs),
        together=max(cost.together for cost in costs),
        runs=len(costs),
    )
