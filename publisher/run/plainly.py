"""Whatever goes wrong, a person gets one line that says what."""

from __future__ import annotations

import traceback
from pathlib import Path

from publisher.terms.damaged import Damaged
from publisher.terms.messages import words

PROJECT = Path(__file__).resolve().parents[2]


def in_a_line(error: Exception, language: str) -> str:
    """Why the program ended, for people: a damaged file of the project, the system, or an error of the program."""
    key, found = "program", _told(error)
    if isinstance(error, Damaged):
        key, found = "damaged", str(error)
    elif isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        key, found = "system", f"{error.strerror or error}{where}"
    try:
        return str(words(language)["undone"][key]).format(found=found)
    except Damaged:  # the sentences themselves
        return found


def _told(error: Exception) -> str:
    """What happened and where in the project."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith(str(PROJECT / "publisher"))]
    where = f", {Path(own[-1].filename).relative_to(PROJECT).as_posix()}:{own[-1].lineno}" if own else ""
    return " ".join(f"{type(error).__name__}: {error}".split()) + where
