"""The project's own files, where a contributor's edit has damaged one: which, and why it cannot be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import yaml


class Damaged(Exception):
    """A file of the project (a schema, a rule, words) that cannot be used. file: which; why: what is wrong with it."""

    def __init__(self, file: str, why: str) -> None:
        self.file, self.why = file, why
        super().__init__(f"{file}: {why}")


@contextmanager
def in_file(file: str) -> Iterator[None]:
    """Raise Damaged for whatever a damaged file in YAML raises while it is read."""
    try:
        yield
    except OSError as error:
        raise Damaged(file, error.strerror or str(error)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        raise Damaged(file, where + str(getattr(error, "problem", None) or error)) from error
    except KeyError as error:
        raise Damaged(file, f"{error.args[0]} is missing") from error
    except re.error as error:
        raise Damaged(file, f"the pattern {error.pattern!r} is no regular expression: {error.msg}") from error
    except (TypeError, AttributeError, ValueError, IndexError, RecursionError) as error:
        raise Damaged(file, f"{type(error).__name__}: {error}") from error
