"""Writes a folder beside the old one and exchanges them in one step, so that the old one stays complete until then."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are taken from the working directory
_EXCHANGE = 2  # RENAME_EXCHANGE (Linux), RENAME_SWAP (macOS)


class Busy(Exception):
    """Another build is writing to the same folder."""


def scratch_of(out: Path) -> Path:
    """The folder beside `out` in which the new one is made."""
    return out.with_name(f".{out.name}.new")


@contextmanager
def beside(out: Path) -> Iterator[Path]:
    """An empty folder beside `out`, locked against other builds; removed at the end.

    What an interrupted build left there is removed first. Raises Busy, or OSError where it cannot be made.
    """
    scratch = scratch_of(out)
    recover(out)
    scratch.mkdir(parents=True, exist_ok=True)
    descriptor = _lock(scratch)
    try:
        for path in scratch.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        if descriptor is not None:
            os.close(descriptor)


def _lock(folder: Path) -> int | None:
    """Lock a folder until the process ends; None where the system has no such lock."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise Busy(folder) from error
    return descriptor


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, as the kernel does it; False where system or file system cannot."""
    paths = os.fsencode(one), os.fsencode(other)
    with suppress(AttributeError, OSError):
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*paths, _EXCHANGE) == 0)
        return bool(library.renameat2(_HERE, paths[0], _HERE, paths[1], _EXCHANGE) == 0)
    return False


def swap(scratch: Path, out: Path) -> None:
    """Put `scratch` in the place of `out`. Afterwards `scratch` holds the old one, or is gone where there was none.

    Raises OSError where it cannot be done; `out` is then as it was.
    """
    if not out.exists():
        scratch.rename(out)
        return
    if _exchange(scratch, out):
        return
    aside = _aside(out)
    out.rename(aside)  # if the process ends here, `recover` undoes it
    scratch.rename(out)
    aside.rename(scratch)


def _aside(out: Path) -> Path:
    return out.with_name(f".{out.name}.old")


def recover(out: Path) -> None:
    """Restore the old folder after a swap in two steps was interrupted between them."""
    aside = _aside(out)
    if not aside.exists():
        return
    if out.exists():
        shutil.rmtree(aside)
    else:
        aside.rename(out)
