"""What lies in datapackage/ and in the folder of texts: every folder looked at once, and what the file system says of
each file (its size, times and inode), so that what did not change need not be read.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from publisher.read.layout import FOLDER
from publisher.read.package import Package


class Look(NamedTuple):
    """Files as the file system shows them: their names, a digest of their states, and when the latest was changed.

    A state is rights, size, times and inode; the time of change, unlike that of modification, cannot be set by hand.
    """

    names: tuple[str, ...]
    state: str
    latest: int  # ns


NOWHERE = Look((), "", 0)  # what could not be looked at


@dataclass(frozen=True)
class Listing:
    """The names in datapackage/, the files in its folder plans/, and each plan's folder.

    texts: the names in the folder `sources`, in order.
    """

    top: tuple[str, ...]
    beside_plans: tuple[str, ...]
    by_plan: Mapping[str, Look]
    texts: tuple[str, ...] = ()
    sources: Path | None = None

    def texts_of(self, document_id: str) -> list[str]:
        """The names of the texts that may be those of a document: <document-id>….txt."""
        first = last = bisect_left(self.texts, document_id)
        while last < len(self.texts) and self.texts[last].startswith(document_id):
            last += 1
        return [name for name in self.texts[first:last] if name.endswith(".txt")]


def _line(name: str, state: os.stat_result) -> str:
    times = f"{state.st_mtime_ns} {state.st_ctime_ns}"
    return f"{name}/{state.st_mode} {state.st_size} {times} {state.st_ino} {state.st_dev}"


def _look(lines: list[str], latest: int) -> Look:
    lines.sort()
    digest = sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()[:40]
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
    """Some files of a folder; nothing where one of them is not to be had."""
    try:
        states = [(name, (folder / name).lstat()) for name in names]
    except OSError:
        return NOWHERE
    latest = max((max(state.st_mtime_ns, state.st_ctime_ns) for _, state in states), default=0)
    return _look([_line(name, state) for name, state in states], latest)


def _names(folder: Path, *, files_only: bool = False) -> tuple[str, ...]:
    try:
        with os.scandir(folder) as found:
            return tuple(sorted(one.name for one in found if not (files_only and one.is_dir())))
    except OSError:
        return ()


def listing(package: Package) -> Listing:
    """All that lies in the folders of a package."""
    folder = package.root / FOLDER
    plans = folder / "plans"
    by_plan = {plan: look(f"{plans}/{plan}") for plan in package.plan_ids}
    texts = _names(package.sources) if package.sources else ()
    return Listing(_names(folder), _names(plans, files_only=True), by_plan, texts, package.sources)
