"""Turns any exception into one line for the user."""

from __future__ import annotations

import re
import traceback
from pathlib import Path

import yaml

from publisher.terms.damaged import Damaged, KeyTwice, Unfit
from publisher.terms.messages import Message, Refusal, reason, say, text

PROJECT = Path(__file__).resolve().parents[2]


def in_a_line(error: Exception, language: str) -> str:
    """Why the program ended, for people: a refusal, a damaged file of the project, the system, or its own error."""
    try:
        return text(_why(error), language)
    except Damaged as damaged:  # the sentences themselves
        return str(damaged)


def _why(error: Exception) -> Message:
    match error:
        case Refusal():
            what = error.message
        case Damaged():
            what = say("undone.damaged", file=error.file, why=_damage(error.cause))
        case OSError(filename=None):
            what = reason(error)
        case OSError():
            what = fault(error)
        case _:
            return say("undone.program", error=_told(error))
    return say("usage.error", what=what)


def fault(error: OSError | Refusal, place: Path | None = None) -> Message:
    """Why something cannot be done. place: which file or folder it is, where the system does not say."""
    if isinstance(error, Refusal):
        return error.message
    return say("file-fault", file=str(error.filename or place), why=reason(error))


def _damage(cause: Exception) -> Message:
    """What is wrong with a file. What another program says of it is quoted."""
    match cause:
        case KeyTwice():
            return say("undone.key-twice", name=cause.key, line=cause.line)
        case yaml.YAMLError():
            return say("undone.no-yaml", line=_line(cause), words=str(getattr(cause, "problem", None) or cause))
        case SyntaxError(lineno=int() as line):
            return say("undone.no-python", line=line, words=str(cause.msg))
        case re.error():
            return say("undone.no-pattern", pattern=str(cause.pattern), words=cause.msg)
        case KeyError():
            return say("undone.key-missing", name=str(cause.args[0]))
        case Unfit():
            return say("undone.unfit", name=cause.key, value=str(cause.value))
        case OSError():
            return reason(cause)
    return say("undone.unusable", error=" ".join(f"{type(cause).__name__}: {cause}".split()))


def _line(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 1


def _told(error: Exception) -> str:
    """The error, and the line of the project's code where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename.startswith(str(PROJECT / "publisher"))]
    where = f", {Path(own[-1].filename).relative_to(PROJECT).as_posix()}:{own[-1].lineno}" if own else ""
    return " ".join(f"{type(error).__name__}: {error}".split()) + where
