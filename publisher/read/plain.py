"""Plain files: read whole, or a Fault that says why not. No link is followed, no pipe waited for, nothing huge read."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISLNK, S_ISREG

from publisher.read.table import MAX_FILE, Fault, linked, too_large
from publisher.terms.messages import Shown, reason, say


def plain_bytes(path: Path) -> bytes | Fault:
    """The bytes of a plain file of moderate size; else the Fault of what is there, or that nothing is."""
    try:
        state = path.lstat()
        if S_ISLNK(state.st_mode):
            return linked()
        if not S_ISREG(state.st_mode):  # a pipe would be waited for without end
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
    """The text of a plain file in UTF-8; "" where it is none."""
    data = plain_bytes(path)
    try:
        return "" if isinstance(data, Fault) else data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
