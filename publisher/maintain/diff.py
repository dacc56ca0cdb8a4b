"""What changed between two states of the data, by record and field, and the version step that it calls for.

Pure functions on two States, except `state_at`, which asks git for an older one without touching the working tree.
"""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import yaml

from publisher.read.layout import FOLDER
from publisher.read.plain import plain_bytes
from publisher.read.table import Fault, natural
from publisher.terms.messages import Message, Refusal, say
from publisher.terms.schema import TABLES, load_yaml

UNRETIRED = ("retired", "readings", "known_problems", "tasks")  # what goes without a row in retired.csv
DERIVED = ("evidence",)  # written by the machine from the rest
Cells = Mapping[str, str]


class Step(IntEnum):
    """How far a version must rise (https://semver.org): nothing, a correction, an addition, another shape."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True)
class State:
    """The data at one time: its version, and for each table its columns and its records by id."""

    version: str
    columns: Mapping[str, tuple[str, ...]]
    records: Mapping[str, Mapping[str, Cells]]


@dataclass(frozen=True, slots=True)
class Change:
    """A record that was removed, added or changed. fields: column, old and new value. reason: of a correction note."""

    kind: str  # removed, changed, added
    table: str
    record_id: str
    fields: tuple[tuple[str, str, str], ...]
    reason_zh: str = ""
    reason_en: str = ""
    successor_id: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes, losses first; the columns that came and went; the step they call for; and what is not in order."""

    old_version: str
    new_version: str
    columns: tuple[tuple[str, str, str], ...]  # removed or added, table, column
    changes: tuple[Change, ...]
    step: Step
    faults: tuple[Message, ...]


def _tables(files: Mapping[str, bytes]) -> State:
    """A state from its files (paths below datapackage/); what cannot be read counts as not there."""
    columns: dict[str, tuple[str, ...]] = {}
    records: dict[str, dict[str, Cells]] = {}
    for path in sorted(files):
        table = Path(path).stem
        if not path.endswith(".csv") or table not in TABLES:
            continue
        reader = csv.reader(io.StringIO(files[path].decode("utf-8-sig", errors="replace"), newline=""))
        try:
            heading, *rows = list(reader) or [[]]
        except csv.Error:
            continue
        columns.setdefault(table, tuple(heading))
        for row in rows:
            if len(row) == len(heading) and row and row[0]:
                records.setdefault(table, {})[row[0]] = dict(zip(heading, row, strict=True))
    return State(_version(files.get("datapackage.yaml", b"")), columns, records)


def _version(descriptor: bytes) -> str:
    try:
        content = load_yaml(descriptor.decode("utf-8"))
    except (UnicodeDecodeError, yaml.YAMLError, ValueError):
        return ""
    return str(content.get("version", "")) if isinstance(content, dict) else ""


def state_from(files: Mapping[str, bytes], version: str) -> State:
    """The state of published tables: their files by name, <table>.csv, and the version that they are."""
    found = _tables(files)
    return State(version, found.columns, found.records)


def state_of(root: Path) -> State:
    """The state of the working tree at `root`."""
    folder = root / FOLDER
    paths = [folder / "datapackage.yaml", *folder.glob("*.csv"), *folder.glob("plans/*/*.csv")]
    held = {path.relative_to(folder).as_posix(): plain_bytes(path) for path in paths}
    return _tables({name: data for name, data in held.items() if not isinstance(data, Fault)})


def state_at(root: Path, revision: str) -> State:
    """The state of the data in the repository at `root` as of a revision. Raises Refusal where git cannot give it."""
    if revision.startswith("-"):
        raise Refusal(say("diff.unknown", revision=revision))
    command = ["git", "-C", str(root), "archive", "--format=tar", revision, FOLDER]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"})
    except FileNotFoundError:
        raise Refusal(say("diff.no-git")) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", errors="replace")
        if "did not match any files" in said:
            return State("", {}, {})
        raise Refusal(
            say("diff.no-repository") if "not a git repository" in said else say("diff.unknown", revision=revision)
        )
    files = {}
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        for member in archive:
            if member.isfile() and (content := archive.extractfile(member)) is not None:
                files[member.name.removeprefix(f"{FOLDER}/")] = content.read()
    return _tables(files)


def _column_changes(old: State, new: State) -> Iterator[tuple[str, str, str]]:
    for kind, one, other in (("removed", old, new), ("added", new, old)):
        for table in TABLES:
            for column in one.columns.get(table, ()):
                if column not in other.columns.get(table, ()):
                    yield kind, table, column


def _reasons(state: State) -> dict[str, tuple[str, str]]:
    """Record id → what the notes of kind correction say of it."""
    found: dict[str, tuple[str, str]] = {}
    for note in state.records.get("notes", {}).values():
        if note.get("kind") == "correction" and note.get("record_id"):
            found[note["record_id"]] = (note.get("text_zh", ""), note.get("text_en", ""))
    return found


def _record_changes(old: State, new: State) -> Iterator[Change]:
    reasons = _reasons(new)
    retired = new.records.get("retired", {})
    for table in (name for name in TABLES if name not in DERIVED):
        before, after = old.records.get(table, {}), new.records.get(table, {})
        for record, cells in before.items():
            if record not in after:
                tombstone = retired.get(record, {})
                said = (tombstone.get("reason_zh", ""), tombstone.get("reason_en", ""))
                fields = tuple((column, value, "") for column, value in cells.items() if value)
                yield Change("removed", table, record, fields, *said, tombstone.get("successor_id", ""))
                continue
            shared = [column for column in cells if column in after[record]]
            changed = tuple((c, cells[c], after[record][c]) for c in shared if cells[c] != after[record][c])
            if changed:
                yield Change("changed", table, record, changed, *reasons.get(record, ("", "")))
        for record, cells in after.items():
            if record not in before:
                yield Change("added", table, record, tuple((c, "", value) for c, value in cells.items() if value))


KINDS = ("removed", "changed", "added")


def step_name(step: Step) -> Message:
    """What a step is called."""
    return Message(f"diff.step.{step.name.lower()}")


def _step(columns: Iterable[tuple[str, str, str]], changes: Iterable[Change]) -> Step:
    if tuple(columns):
        return Step.MAJOR
    kinds = {change.kind for change in changes if change.table != "checks"}
    if kinds & {"removed", "added"}:
        return Step.MINOR
    return Step.PATCH if kinds else Step.NONE


def raised(version: str, step: Step) -> str:
    """The least version that a step calls for. Below 1.0.0 each step counts one place lower (semver, clause 4).

    Raises Refusal where `version` is not three numbers.
    """
    match = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version, re.ASCII)
    if not match:
        raise Refusal(say("diff.no-version", version=version))
    major, minor, patch = (int(part) for part in match.groups())
    if step is Step.NONE:
        return version
    if major == 0:
        return f"0.{minor + 1}.0" if step is Step.MAJOR else f"0.{minor}.{patch + 1}"
    if step is Step.MAJOR:
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if step is Step.MINOR else f"{major}.{minor}.{patch + 1}"


def _faults(old: State, new: State, changes: Iterable[Change], step: Step) -> Iterator[Message]:
    retired = new.records.get("retired", {})
    for change in changes:
        if change.kind == "removed" and change.table == "checks":
            yield say("diff.sign-off-removed", record=change.record_id)
        elif change.kind == "changed" and change.table == "checks":
            yield say("diff.sign-off-changed", record=change.record_id)
        elif change.kind == "removed" and change.table not in UNRETIRED and change.record_id not in retired:
            yield say("diff.not-retired", record=change.record_id, table=change.table)
    if old.version and new.version:
        try:
            least = raised(old.version, step)
            raised(new.version, Step.NONE)
        except Refusal as refusal:
            yield refusal.message
            return
        if tuple(map(int, new.version.split("."))) < tuple(map(int, least.split("."))):
            yield say("diff.version", version=new.version, least=least, step=step_name(step), old=old.version)


def compare(old: State, new: State) -> Difference:
    """What changed from one state to another, losses first."""
    columns = tuple(_column_changes(old, new)) if old.columns else ()
    order = {name: position for position, name in enumerate(TABLES)}
    changes = tuple(
        sorted(
            _record_changes(old, new),
            key=lambda c: (KINDS.index(c.kind), order[c.table], natural(c.record_id)),
        )
    )
    step = _step(columns, changes)
    return Difference(old.version, new.version, columns, changes, step, tuple(_faults(old, new, changes, step)))
