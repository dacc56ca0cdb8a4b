"""Plain files: read whole, or a Fault that says why not. No link is followed, no pipe waited for, nothing huge read."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISLNK, S_ISREG

from publisher.read.table import MAX_FILE, Fault


def plain_bytes(path: Path) -> bytes | Fault:
    """The bytes of a plain file of moderate size; else the Fault of what is there, or that nothing is."""
    try:
        state = path.lstat()
        if S_ISLNK(state.st_mode):
            return Fault("path-outside", 0, "", "a symbolic link", "a plain file")
        if not S_ISREG(state.st_mode):  # a pipe would be waited for without end
            return Fault("file-unreadable", 0, "", "no plain file", "a plain file")
        if state.st_size > MAX_FILE:
            return Fault("file-too-large", 0, "", f"{state.st_size} bytes", f"{MAX_FILE}")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Fault("file-missing", 0, "", "no such file", path.name)
    except (OSError, ValueError) as error:  # ValueError: a NUL in a name
        return Fault("file-unreadable", 0, "", getattr(error, "strerror", None) or str(error), "")


def plain_text(path: Path) -> str:
    """The text of a plain file in UTF-8; "" where it is none."""
    data = plain_bytes(path)
    try:
        return "" if isinstance(data, Fault) else data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
