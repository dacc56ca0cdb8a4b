"""A job: a pure function and its inputs.

Its key is a digest of all code, templates, schemas and installed packages, and of its inputs. The value depends on
nothing else, so a value stored under a key is valid as long as the same key is computed.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import orjson

from publisher.work.look import NOWHERE, Look
from publisher.work.store import digest

PUBLISHER = Path(__file__).parents[1]
FOLDERS = (PUBLISHER, PUBLISHER.parent / "schemas")
_PLAIN = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS


@cache
def code() -> str:
    """A digest of all code: every file of publisher/ and schemas/, the Python version and the installed packages."""
    paths = [path for folder in FOLDERS for path in sorted(folder.rglob("*")) if path.is_file()]
    kept = [path for path in paths if "__pycache__" not in path.parts]
    parts = [part for path in kept for part in (str(path.relative_to(PUBLISHER.parent)).encode(), path.read_bytes())]
    folders = (Path(name) for name in sys.path if name.endswith("-packages"))
    packages = sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))
    return digest([*parts, sys.version.encode(), *(name.encode() for name in packages)])


@dataclass(eq=False)
class Files:
    """Files that jobs read. They are opened in the process that runs the job, unless their state tells their digest.

    open: a module-level function; what it returns has a `digest` of all that it read, "" where that is unknown.
    look: the state of the files. digest: of their content, once known.
    """

    open: Callable[..., Any]
    arguments: tuple[Any, ...]
    look: Look = NOWHERE
    digest: str = ""


@dataclass(frozen=True, eq=False)
class Job:
    """A module-level function and its inputs: plain values, Files, or other jobs (their values are passed).

    kept: False where computing the value is faster than reading it from the store. A value must not be None.
    narrow: the value is a small part of its inputs, made of plain values: it is what stands for the job in the keys
    of others, so that they are not done again where other parts of the inputs change.
    """

    function: Callable[..., Any]
    inputs: tuple[Any, ...]
    kept: bool = True
    narrow: bool = False

    @cached_property
    def name(self) -> str:
        return f"{self.function.__module__}.{self.function.__qualname__}"

    @cached_property
    def marks(self) -> tuple[str | Job | Files | tuple[Any, ...], ...]:
        """The inputs as `mark` gives them."""
        return tuple(mark(value) for value in self.inputs)


def job(function: Callable[..., Any], *inputs: Any, kept: bool = True, narrow: bool = False) -> Job:
    """A job: `function` of `inputs`."""
    return Job(function, inputs, kept, narrow)


@dataclass(frozen=True)
class Many:
    """The values of many jobs as one input: an iterable that computes one at a time and can be iterated repeatedly."""

    jobs: tuple[Job, ...]


def mark(value: Any) -> str | Job | Files | tuple[Any, ...]:
    """What stands for an input in a key: the digest of a plain value ("" where unknown), a job or Files themselves."""
    if isinstance(value, Job | Files):
        return value
    if isinstance(value, Many):
        return value.jobs
    if isinstance(value, tuple) and any(isinstance(one, Job | Files) for one in value):
        return tuple(mark(one) for one in value)
    if isinstance(own := getattr(value, "digest", None), str):
        return own
    return hashlib.sha256(orjson.dumps(value, default=_plain, option=_PLAIN)).hexdigest()


def _plain(value: Any) -> Any:
    """A value as orjson can write it, equal for equal values. Raises TypeError for other types."""
    if isinstance(own := getattr(value, "digest", None), str):
        return own
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence):
        return list(value)
    raise TypeError(f"{type(value).__name__} is no plain value")


def files_of(marks: Sequence[Any]) -> Iterator[Files]:
    """Every Files that marks depend on, directly or through other jobs."""
    for one in marks:
        if isinstance(one, Files):
            yield one
        elif isinstance(one, Job):
            yield from files_of(one.marks)
        elif isinstance(one, tuple):
            yield from files_of(one)
