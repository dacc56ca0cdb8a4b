"""The data at one time, taken from the working tree, from git or from published tables, to be compared.

A file that cannot be read whole is listed in `unread`, and its records are not compared.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from publisher.read import descriptor
from publisher.read.layout import BESIDE, FOLDER
from publisher.read.plain import plain_bytes
from publisher.read.table import Fault
from publisher.terms.messages import Refusal, say
from publisher.terms.schema import TABLES, load_yaml

SCHEMAS, LICENCE, DESCRIPTOR = "schemas", BESIDE[0], "datapackage.yaml"
FORMS = (".yaml", ".json")  # how the files of schemas/ end
LISTED_PARTS = ("sources", "contributors")  # keys of the descriptor, as Data Package v2 names them
Cells = Mapping[str, str]


@dataclass(frozen=True)
class State:
    """The data at one time: its version, and for each table its columns and its records by id.

    unread: files that could not be read whole. terms: what holds beside the tables, by name (each source, each file
    of schemas/ and the licence), as digests; None of published tables, which do not say.
    """

    version: str
    columns: Mapping[str, tuple[str, ...]]
    records: Mapping[str, Mapping[str, Cells]]
    unread: tuple[str, ...] = ()
    terms: Mapping[str, str] | None = None


EMPTY = State("", {}, {})


def _tables(files: Mapping[str, bytes | Fault]) -> State:
    """A state from its files (paths below datapackage/)."""
    parts: dict[str, dict[str, list[list[str]]]] = {}
    unread = []
    for path in sorted(files):
        table, data = Path(path).stem, files[path]
        if not path.endswith(".csv") or table not in TABLES:
            continue
        try:
            parts.setdefault(table, {})[path] = _rows(data)
        except (ValueError, csv.Error):
            unread.append(path)
    columns: dict[str, tuple[str, ...]] = {}
    records: dict[str, dict[str, Cells]] = {}
    for table, by_path in parts.items():
        headings = Counter(frozenset(rows[0]) for rows in by_path.values())
        usual = headings.most_common(1)[0][0] if headings else frozenset()
        unread += [path for path, rows in by_path.items() if set(rows[0]) != usual]  # a part of another heading
        for heading, *rows in (rows for rows in by_path.values() if set(rows[0]) == usual):
            columns.setdefault(table, tuple(heading))
            records.setdefault(table, {}).update({row[0]: dict(zip(heading, row, strict=True)) for row in rows})
    content = _descriptor(files.get(DESCRIPTOR))
    try:
        described = descriptor.parts(content or {})
    except (RecursionError, ValueError):
        described = {}
    if content is None or not described:
        unread.append(DESCRIPTOR)
    if content:
        records[descriptor.DESCRIBED] = {part: {"part": part, "value": value} for part, value in described.items()}
    return State(str((content or {}).get("version", "")), columns, records, tuple(sorted(unread)))


def _rows(data: bytes | Fault) -> list[list[str]]:
    """The rows of a table, its heading first. Raises ValueError or csv.Error where they cannot be read whole."""
    if isinstance(data, Fault):
        raise ValueError(data.code)
    heading, *rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    filled = [row for row in rows if row]
    if not heading or not heading[0] or any(len(row) != len(heading) or not row[0] for row in filled):
        raise ValueError("ragged")
    return [heading, *filled]


def _descriptor(data: bytes | Fault | None) -> dict[str, Any] | None:
    """What datapackage.yaml says; None where it cannot be read."""
    if data is None:
        return {}
    try:
        content = load_yaml(data.decode("utf-8")) if isinstance(data, bytes) else None
    except (UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _with_terms(state: State, files: Mapping[str, bytes | Fault], held: Mapping[str, bytes]) -> State:
    content = _descriptor(files.get(DESCRIPTOR)) or {}
    terms = {name: hashlib.sha256(data).hexdigest() for name, data in held.items()}
    for key in LISTED_PARTS:
        listed = content.get(key)
        for item in listed if isinstance(listed, list) else ():
            terms[f"{key}/{item.get('title') if isinstance(item, dict) else item}"] = repr(item)
    return replace(state, terms=terms)


def state_from(files: Mapping[str, bytes], version: str) -> State:
    """The state of published tables: their files by name, <table>.csv, and the version that they are."""
    return replace(_tables(files), version=version)


def state_of(root: Path) -> State:
    """The state of the working tree at `root`."""
    folder = root / FOLDER
    paths = [folder / DESCRIPTOR, *folder.glob("*.csv"), *folder.glob("plans/*/*.csv")]
    contents = {path.relative_to(folder).as_posix(): plain_bytes(path) for path in paths if path.exists()}
    beside = [path for path in (root / SCHEMAS).rglob("*") if path.suffix in FORMS] + [root / LICENCE]
    held = {path.relative_to(root).as_posix(): path.read_bytes() for path in beside if path.is_file()}
    return _with_terms(_tables(contents), contents, held)


def state_at(root: Path, revision: str) -> State:
    """The state of the data in the repository at `root` as of a revision. Raises Refusal where git cannot give it.

    Every file that the revision holds is taken, whatever an archive of it would leave out.
    """
    if revision.startswith("-"):
        raise Refusal(say("diff.unknown", revision=revision))
    listed = git(root, revision, "ls-tree", "-r", "-z", revision, "--", FOLDER, SCHEMAS, LICENCE)
    entries = [entry.partition("\t") for entry in listed.decode("utf-8", "surrogateescape").split("\0") if entry]
    wanted = {path: about.split()[2] for about, _, path in entries if about.split()[1] == "blob"}
    files = dict(zip(wanted, _contents(root, revision, wanted.values()), strict=True))
    tables = {path.removeprefix(f"{FOLDER}/"): data for path, data in files.items() if path.startswith(f"{FOLDER}/")}
    schemas = {path for path in files if path.startswith(f"{SCHEMAS}/") and Path(path).suffix in FORMS}
    held = {path: data for path, data in files.items() if path == LICENCE or path in schemas}
    if not tables:
        raise Refusal(say("diff.nothing", revision=revision, folder=FOLDER))
    return _with_terms(_tables(tables), tables, held)


def _contents(root: Path, revision: str, objects: Iterable[str]) -> Iterator[bytes]:
    """What objects of the repository hold, in their order (git cat-file --batch)."""
    names = list(objects)
    stream = io.BytesIO(git(root, revision, "cat-file", "--batch", given="".join(f"{name}\n" for name in names)))
    for _ in names:
        size = int(stream.readline().split()[2])
        yield stream.read(size)
        stream.read(1)


def git(root: Path, revision: str, *arguments: str, given: str = "") -> bytes:
    """What git prints. Raises Refusal where it fails, with what can be done about it."""
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], input=given.encode(), capture_output=True, check=False,
            env=environment,
        )  # fmt: skip
    except FileNotFoundError:
        raise Refusal(say("diff.no-git")) from None
    if not done.returncode:
        return done.stdout
    if b"not a git repository" in done.stderr:
        raise Refusal(say("diff.no-repository"))
    shallow = arguments != SHALLOW and git(root, revision, *SHALLOW).strip() == b"true"
    raise Refusal(say("diff.shallow" if shallow else "diff.unknown", revision=revision))


SHALLOW = ("rev-parse", "--is-shallow-repository")
