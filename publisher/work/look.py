"""The state of files (stat), so that unchanged files need not be read.

As git does: by size, times and inode. Files changed within the clock's resolution of the look are read again, since
a second change within the same tick would not show.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

YOUNG = 2_000_000_000  # ns: the coarsest resolution of file times in use (FAT)


class Look(NamedTuple):
    """The state of files: their names, a digest of their stat values, and the time of the latest change in ns.

    The stat values are mode, size, mtime, ctime, inode and device; ctime, unlike mtime, cannot be set by a program.
    """

    names: tuple[str, ...]
    state: str
    latest: int  # ns

    def settled(self, now: int) -> str:
        """The digest; "" where a file changed less than YOUNG before `now`, so that a later change might not show."""
        return self.state if self.latest < now - YOUNG else ""


NOWHERE = Look((), "", 0)  # for files whose state cannot be read


def _line(name: str, state: os.stat_result) -> str:
    times = f"{state.st_mtime_ns} {state.st_ctime_ns}"
    return f"{name}/{state.st_mode} {state.st_size} {times} {state.st_ino} {state.st_dev}"


def _look(lines: list[str], latest: int) -> Look:
    lines.sort()
    digest = sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
    return Look(tuple([line.partition("/")[0] for line in lines]), digest, latest)


def look(folder: str) -> Look:
    """The state of all entries of a folder; NOWHERE where it cannot be read."""
    lines, latest = [], 0
    try:
        with os.scandir(folder) as entries:
            for one in entries:
                state = one.stat(follow_symlinks=False)
                lines.append(_line(one.name, state))
                latest = max(latest, state.st_mtime_ns, state.st_ctime_ns)
    except OSError:
        return NOWHERE
    return _look(lines, latest)


def look_at(folder: Path, names: Iterable[str]) -> Look:
    """The state of some files of a folder, links followed; NOWHERE where one of them cannot be read."""
    try:
        states = [(name, (folder / name).stat()) for name in names]
    except OSError:
        return NOWHERE
    latest = max((max(state.st_mtime_ns, state.st_ctime_ns) for _, state in states), default=0)
    return _look([_line(name, state) for name, state in states], latest)


def together(one: Look, other: Look) -> Look:
    """Two looks as one; NOWHERE where either is."""
    if NOWHERE in (one, other):
        return NOWHERE
    state = sha256(f"{one.state} {other.state}".encode()).hexdigest()
    return Look((*one.names, *other.names), state, max(one.latest, other.latest))
