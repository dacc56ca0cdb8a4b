"""What lies in datapackage/ and in the folder of texts: every folder looked at once, and what the file system says of
each file (its size, times and inode), so that what did not change need not be read.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from publisher.read import FOLDER, Package


class Entry(NamedTuple):
    """A file or folder: its name, whether it is a folder (or a link to one), and its state in the file system."""

    name: str
    folder: bool
    mode: int
    size: int
    modified: int  # ns
    changed: int  # ns, of content, name or rights; cannot be set by hand
    inode: int


@dataclass(frozen=True)
class Listing:
    """The entries of datapackage/, of its folder plans/, and of each plan's folder.

    texts: the names in the folder `sources`, in order.
    """

    top: tuple[Entry, ...]
    plans: tuple[Entry, ...]
    by_plan: Mapping[str, tuple[Entry, ...]]
    texts: tuple[str, ...] = ()
    sources: Path | None = None

    def texts_of(self, document_id: str) -> list[str]:
        """The names of the texts that may be those of a document: <document-id>….txt."""
        first = last = bisect_left(self.texts, document_id)
        while last < len(self.texts) and self.texts[last].startswith(document_id):
            last += 1
        return [name for name in self.texts[first:last] if name.endswith(".txt")]


def entries(folder: Path, names: Iterable[str] | None = None) -> tuple[Entry, ...]:
    """What lies in a folder (all of it, or what is named), in the order of names; () where that is not to be had."""
    try:
        if names is not None:
            return tuple(_entry(name, (folder / name).lstat()) for name in names)
        with os.scandir(folder) as found:
            return tuple(sorted(_entry(one.name, one.stat(follow_symlinks=False), one) for one in found))
    except OSError:
        return ()


def _entry(name: str, state: os.stat_result, found: os.DirEntry[str] | None = None) -> Entry:
    folder = found is not None and found.is_dir()
    return Entry(name, folder, state.st_mode, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)


def listing(package: Package) -> Listing:
    """All that lies in the folders of a package."""
    folder = package.root / FOLDER
    plans = folder / "plans"
    by_plan = {plan: entries(plans / plan) for plan in package.plan_ids}
    try:
        texts = tuple(sorted(os.listdir(package.sources))) if package.sources else ()  # noqa: PTH208 (names only)
    except OSError:
        texts = ()
    return Listing(entries(folder), entries(plans), by_plan, texts, package.sources)
