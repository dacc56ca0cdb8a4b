"""An output folder: a file whose bytes it, or an older folder, holds already is hard-linked instead of written.

No file is overwritten in place: it is replaced by a new one, so that files linked from another folder do not change.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import nullcontext, suppress
from io import FileIO
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, NamedTuple

from publisher.work.engine import Engine
from publisher.work.job import Job

# Flags to open regular files only: links are not followed, opening a pipe does not block.
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_SEGMENT = r"[A-Za-z0-9](?:[A-Za-z0-9._=-]*[A-Za-z0-9_=-])?"
_PATH = re.compile(f"_?{_SEGMENT}(?:/{_SEGMENT})*")


class FileSum(NamedTuple):
    """A file's size in bytes and its SHA-256."""

    size: int
    sha256: str


def fresh(folder: Path, path: str) -> Path:
    """The path for a new file; its parent folder is created, an existing file removed.

    Raises ValueError for anything but a plain relative path.
    """
    if not _PATH.fullmatch(path):
        raise ValueError(f"not a path for a published file: {path[:80]!r}")
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    return place


class Output:
    """Writes the files of a folder. old: the folder from which unchanged files are linked; may be the same one."""

    def __init__(self, folder: Path, old: Path | None = None) -> None:
        self.folder, self.old = folder, old
        self.known: dict[str, FileSum] = {}
        self._made: set[str] = set()

    def _place(self, path: str) -> str:
        """The path for a new file, its parent folder created. Raises ValueError as `fresh`; ten times as fast."""
        if not _PATH.fullmatch(path):
            raise ValueError(f"not a path for a published file: {path[:80]!r}")
        place = f"{self.folder}/{path}"
        if (parent := place.rpartition("/")[0]) not in self._made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103 (thousands are made, and a Path costs as much as the file)
            self._made.add(parent)
        return place

    def write(self, path: str, data: bytes) -> None:
        """Write one file."""
        place, old = self._place(path), f"{self.old}/{path}"
        self.known[path] = FileSum(len(data), hashlib.sha256(data).hexdigest())
        if self.old is None or not (_holds(old, data) and _linked(old, place)):
            with _new(place) as file:
                file.write(data)

    def open(self, path: str) -> Growing:
        """A file to be appended to; it exists in the folder once it is closed."""
        return Growing(self, path, self._place(path))

    def files(self, engine: Engine, job: Job) -> None:
        """Run a job whose function writes files into the folder that is its first argument, and returns their paths.

        Where the job is known with these inputs and the old folder still holds its files, they are linked instead.
        """
        if (before := engine.known(job)) is None or not self._again(before):
            paths = job.function(self.folder, *engine.given(job))
            engine.keep(job, {path: self.of(path) for path in paths})

    def _again(self, files: Mapping[str, FileSum]) -> bool:
        if self.old is None or any(known(f"{self.old}/{path}") != was for path, was in files.items()):
            return False
        if not all(_linked(f"{self.old}/{path}", self._place(path)) for path in files):
            return False
        self.known.update(files)
        return True

    def of(self, path: str) -> FileSum:
        """Size and SHA-256 of a file of the folder. Raises FileNotFoundError where there is none."""
        if path not in self.known:
            if (file_sum := known(f"{self.folder}/{path}")) is None:
                raise FileNotFoundError(path)
            self.known[path] = file_sum
        return self.known[path]

    def paths(self) -> list[str]:
        """Every file of the folder, sorted."""
        return sorted(_below(str(self.folder), ""))

    def holds(self, files: Mapping[str, FileSum]) -> bool:
        """Whether the folder holds exactly these files, each with this size and SHA-256."""
        if not self.folder.is_dir() or self.paths() != sorted(files):
            return False
        return all(known(f"{self.folder}/{path}") == was for path, was in files.items())


class Growing:
    """A file of an output that is appended to: compared with the old file, and written only once it differs."""

    def __init__(self, out: Output, path: str, place: str) -> None:
        self.out, self.path, self.place = out, path, place
        self.size, self.sha256 = 0, hashlib.sha256()
        self.old = _plain(f"{out.old}/{path}") if out.old else None
        self.new: BinaryIO | None = None

    def write(self, data: bytes) -> None:
        """Append bytes."""
        if self.new is None and (self.old is None or self.old.read(len(data)) != data):
            self._differ()
        if self.new:
            self.new.write(data)
        self.size += len(data)
        self.sha256.update(data)

    def _differ(self) -> None:
        self.new = _new(self.place)
        if self.old:
            self.old.seek(0)
            self.new.write(self.old.read(self.size))

    def close(self) -> None:
        """End the file."""
        if self.new is None and (self.old is None or self.old.read(1) or not _linked(str(self.old.name), self.place)):
            self._differ()
        for file in (self.old, self.new):
            if file:
                file.close()
        self.out.known[self.path] = FileSum(self.size, self.sha256.hexdigest())


def _new(place: str) -> BinaryIO:
    """A new file at a path; an existing one is removed first."""
    try:
        return open(place, "xb")  # noqa: PTH123 (as above)
    except FileExistsError:
        os.unlink(place)  # noqa: PTH108 (as above)
        return open(place, "xb")  # noqa: PTH123 (as above)


def _plain(place: str) -> FileIO | None:
    """A regular file, opened for reading; None for anything else, such as a link or pipe, or where there is none."""
    with suppress(OSError):
        file = FileIO(place, "rb", opener=lambda path, _: os.open(path, _READ))
        if S_ISREG(os.fstat(file.fileno()).st_mode):
            return file
        file.close()
    return None


def known(place: str) -> FileSum | None:
    """Size and SHA-256 of a regular file; None where there is none, or it cannot be read."""
    with suppress(OSError), _plain(place) or nullcontext() as file:
        if file:
            return FileSum(os.fstat(file.fileno()).st_size, hashlib.file_digest(file, "sha256").hexdigest())
    return None


def _holds(place: str, data: bytes) -> bool:
    with _plain(place) or nullcontext() as file:
        return bool(file and os.fstat(file.fileno()).st_size == len(data) and file.read(len(data) + 1) == data)


def _linked(old: str, new: str) -> bool:
    """Hard-link `old` as `new`; False where that fails. True without a link where both are the same path."""
    try:
        if old != new:
            os.link(old, new, follow_symlinks=False)
    except OSError:  # the path exists, or the file system differs, or it has no hard links
        return False
    return True


def _below(folder: str, way: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for one in entries:
            if one.is_dir(follow_symlinks=False):
                yield from _below(one.path, f"{way}{one.name}/")
            else:
                yield f"{way}{one.name}"
