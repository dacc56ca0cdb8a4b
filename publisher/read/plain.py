"""Reads regular files of limited size; else gives a Fault. Links are not followed; a pipe does not block."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISLNK, S_ISREG

from publisher.read.table import MAX_FILE, Fault, linked, too_large
from publisher.terms.messages import Shown, reason, say


def plain_bytes(path: Path) -> bytes | Fault:
    """The bytes of a regular file of at most MAX_FILE bytes; else a Fault: missing, a link, too large, unreadable."""
    try:
        state = path.lstat()
        if S_ISLNK(state.st_mode):
            return linked()
        if not S_ISREG(state.st_mode):  # opening a pipe would block
            return _unreadable(say("file-unreadable.no-plain-file"))
        return too_large(state.st_size) if state.st_size > MAX_FILE else path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Fault("file-missing", 0, "", say("file-missing.absent"), path.name)
    except OSError as error:
        return _unreadable(reason(error))
    except ValueError:  # a NUL in a name
        return _unreadable(say("file-unreadable.no-plain-file"))


def _unreadable(found: Shown) -> Fault:
    return Fault("file-unreadable", 0, "", found, say("path-outside.plain-file"))


def plain_text(path: Path) -> str:
    """The text of a regular file in UTF-8; "" where it cannot be read as such."""
    data = plain_bytes(path)
    try:
        return "" if isinstance(data, Fault) else data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def text_if_any(path: Path) -> str | None:
    """The plain_text of a file; None where there is none."""
    return plain_text(path) if os.path.lexists(path) else None
