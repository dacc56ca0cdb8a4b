"""datapackage.yaml as a mapping, parsed on first use: with thousands of plans parsing takes a second.

What it says of the data itself, above its resources, is also a table, which is locked and signed like the others.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from publisher.read.layout import FOLDER
from publisher.read.plain import plain_bytes
from publisher.read.table import Fault, Table, bad_byte, damaged, not_utf8, row_class, shown
from publisher.terms.damaged import KeyTwice
from publisher.terms.messages import Shown, say
from publisher.terms.schema import load_yaml

DESCRIBED = "datapackage"  # the name of what the descriptor says, as a table
PARTS = ("name", "title", "title_en", "description", "description_en", "keywords", "licenses", "contributors")
WHERE = ("id", "homepage", "repository")  # where the data are published: a part each for `diff`, locked with the others
OTHERS = "others"  # whatever else it says, as one part
# What other tables prove, schemas/ give, or each release renews.
_PROVEN = frozenset({"$schema", "resources", "sources", "version", "created"})
DEEPEST = 50  # lists and mappings within each other; ours have ten, and Python shows none of a thousand
_RESOURCES = re.compile(rb"(?ms)^resources:.*?(?=^[^\s#-]|\Z)")


class Descriptor(Mapping[str, Any]):
    """The descriptor in a folder, as a mapping, and its faults as a file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "datapackage.yaml"

    @cached_property
    def _data(self) -> bytes | Fault:
        return plain_bytes(self.path)

    @cached_property
    def _read(self) -> tuple[Mapping[str, Any], tuple[Fault, ...]]:
        return ({}, (self._data,)) if isinstance(self._data, Fault) else parse_descriptor(self._data)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the file; "" where it could not be read."""
        return "" if isinstance(self._data, Fault) else hashlib.sha256(self._data).hexdigest()

    @property
    def text(self) -> str:
        """The file as text, bad bytes replaced; "" where it could not be read."""
        return "" if isinstance(self._data, Fault) else self._data.decode("utf-8", "replace")

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Its faults as a file: unreadable, damaged, not YAML."""
        return self._read[1]

    def __getitem__(self, key: str) -> Any:
        return self._read[0][key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read[0])

    def __len__(self) -> int:
        return len(self._read[0])


def parts(content: Mapping[str, Any]) -> dict[str, str]:
    """What a descriptor says of the data, by part, as text: "" where it says nothing.

    Raises RecursionError or ValueError where it is too deep, or a number too long, to be written.
    """
    own = {key: value for key, value in content.items() if key not in _PROVEN}
    values: dict[str, Any] = {part: own.pop(part, "") for part in (*PARTS, *WHERE)}
    values[OTHERS] = own or ""
    return {
        part: (value if isinstance(value, str) else repr(value)).encode("utf-8", "backslashreplace").decode()
        for part, value in values.items()
    }


def described(folder: Path) -> Table:
    """What the descriptor in a folder says of the data, a row a part; no rows where it cannot be read."""
    data, file = plain_bytes(folder / "datapackage.yaml"), f"{FOLDER}/datapackage.yaml"
    if isinstance(data, Fault):
        return Table(DESCRIBED, file, (), (data,), sha256=data.code)
    head = _RESOURCES.sub(lambda match: b"\n" * match[0].count(b"\n"), data)
    content, faults = parse_descriptor(head)
    try:
        values = {} if faults else parts(content)
    except (RecursionError, ValueError):
        values, (_, faults) = {}, _no_yaml(1, say("descriptor-not-yaml.deep"))
    keys = [line.partition(b":")[0].decode("utf-8", "replace") for line in head.split(b"\n")]
    make = row_class(DESCRIBED, ("part", "value"))
    lines = {part: keys.index(part) + 1 if part in keys else 1 for part in values}
    if where := {part: values.pop(part) for part in WHERE if part in values}:
        said = "; ".join(f"{part}: {value}" for part, value in where.items() if value)
        values[OTHERS] = "; ".join(filter(None, (said, values[OTHERS])))
        known = {*PARTS, *_PROVEN}
        lines[OTHERS] = next((n for n, key in enumerate(keys, 1) if key in content and key not in known), 1)
    rows = [make(part.replace("_", "-"), value, lines[part]) for part, value in values.items()]
    return Table(DESCRIBED, file, tuple(rows), faults, sha256=hashlib.sha256(head).hexdigest())


@lru_cache(maxsize=4)
def parse_descriptor(data: bytes) -> tuple[Mapping[str, Any], tuple[Fault, ...]]:
    """The bytes of datapackage.yaml as a mapping ({} where they cannot be parsed), and the faults. Raises nothing."""
    try:
        text = data.decode("utf-8")
        if fault := damaged(text):
            return {}, (fault,)
        # Nested aliases can expand a small file to an enormous one, so they are refused before parsing.
        alias = re.search(r"(?m)^.*[\s\[{,]\*[A-Za-z0-9_-]+\s*[\]},]*\s*$", text) if "*" in text else None
        if alias and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            line = text.count("\n", 0, alias.start()) + 1
            return _no_yaml(line, shown(alias[0].strip()), "aliases")
        if _deeper(content := load_yaml(text), DEEPEST):
            raise RecursionError
    except UnicodeDecodeError as error:
        return {}, (not_utf8(0, bad_byte(error)),)
    except KeyTwice as error:
        return _no_yaml(error.line, say("descriptor-not-yaml.twice", name=error.key), "once")
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        words = next(iter(text.split("\n")[line - 1 : line]), "").strip()
        return _no_yaml(line, shown(words) if words else say("descriptor-not-yaml.end"))
    except RecursionError:
        return _no_yaml(1, say("descriptor-not-yaml.deep"))
    except ValueError:  # a day such as 2022-02-30
        return _no_yaml(1, say("descriptor-not-yaml.value"))
    if not isinstance(content, dict):
        return _no_yaml(1, say("descriptor-not-yaml.single"), "mapping")
    return content, ()


def _deeper(value: Any, left: int) -> bool:
    """Whether a value holds lists and mappings within each other, more than `left` of them."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return left < 0 or any(_deeper(part, left - 1) for part in parts)


def _no_yaml(line: int, found: Shown, expected: str = "yaml") -> tuple[Mapping[str, Any], tuple[Fault, ...]]:
    """What `parse_descriptor` returns where there is nothing to be read. expected: the end of a message's key."""
    return {}, (Fault("descriptor-not-yaml", line, "", found, say(f"descriptor-not-yaml.{expected}")),)
