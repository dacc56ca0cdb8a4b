"""Errors for the project's own files (schemas, rules, words) damaged by an edit: which file, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import yaml


class Damaged(Exception):
    """A file of the project (a schema, a rule, words) that cannot be used. cause: what reading it raised."""

    def __init__(self, file: str, cause: Exception) -> None:
        self.file, self.cause = file, cause
        super().__init__(f"{file}: {cause}")


class KeyTwice(yaml.constructor.ConstructorError):
    """A key that stands twice in one mapping. line: the second one's, from 1."""

    def __init__(self, key: str, mark: yaml.Mark) -> None:
        self.key, self.line = key, mark.line + 1
        super().__init__(problem=key, problem_mark=mark)


class Unfit(ValueError):
    """A value that a key of a file cannot have."""

    def __init__(self, key: str, value: object) -> None:
        self.key, self.value = key, value
        super().__init__(f"{key}: {value!r}")


@contextmanager
def in_file(file: str) -> Iterator[None]:
    """Raise Damaged for whatever a damaged file in YAML raises while it is read."""
    try:
        yield
    except (
        *(OSError, yaml.YAMLError, re.error, RecursionError),
        *(KeyError, TypeError, AttributeError, ValueError, IndexError),
    ) as error:
        raise Damaged(file, error) from error
