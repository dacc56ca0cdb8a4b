"""Files as the file system shows them, so that what did not change need not be read.

As git does: by size, times and inode. Files as young as the look at them are read again, since they may change once
more within the same tick of the clock.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

YOUNG = 2_000_000_000  # ns: the coarsest clock of a file system that is in use (FAT)


class Look(NamedTuple):
    """Files as the file system shows them: their names, a digest of their states, and when the latest was changed.

    A state is rights, size, times and inode; the time of change, unlike that of modification, cannot be set by hand.
    """

    names: tuple[str, ...]
    state: str
    latest: int  # ns

    def settled(self, now: int) -> str:
        """The state; "" where one of the files is so young that it may have changed since, unseen by the clock."""
        return self.state if self.latest < now - YOUNG else ""


NOWHERE = Look((), "", 0)  # what could not be looked at


def _line(name: str, state: os.stat_result) -> str:
    times = f"{state.st_mtime_ns} {state.st_ctime_ns}"
    return f"{name}/{state.st_mode} {state.st_size} {times} {state.st_ino} {state.st_dev}"


def _look(lines: list[str], latest: int) -> Look:
    lines.sort()
    digest = sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
    return Look(tuple([line.partition("/")[0] for line in lines]), digest, latest)


def look(folder: str) -> Look:
    """All that lies in a folder; nothing where that is not to be had."""
    lines, latest = [], 0
    try:
        with os.scandir(folder) as found:
            for one in found:
                state = one.stat(follow_symlinks=False)
                lines.append(_line(one.name, state))
                latest = max(latest, state.st_mtime_ns, state.st_ctime_ns)
    except OSError:
        return NOWHERE
    return _look(lines, latest)


def look_at(folder: Path, names: Iterable[str]) -> Look:
    """Some files of a folder, or what links in it lead to; nothing where one of them is not to be had."""
    try:
        states = [(name, (folder / name).stat()) for name in names]
    except OSError:
        return NOWHERE
    latest = max((max(state.st_mtime_ns, state.st_ctime_ns) for _, state in states), default=0)
    return _look([_line(name, state) for name, state in states], latest)


def together(one: Look, other: Look) -> Look:
    """Two looks as one; nothing where one of them is nothing."""
    if NOWHERE in (one, other):
        return NOWHERE
    state = sha256(f"{one.state} {other.state}".encode()).hexdigest()
    return Look((*one.names, *other.names), state, max(one.latest, other.latest))
