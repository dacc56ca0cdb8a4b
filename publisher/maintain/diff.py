"""What changed between two states of the data, by record and field, and the version step that it calls for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from publisher.check.rules.readings import SETTLING
from publisher.maintain.state import DESCRIPTOR, LICENCE, LISTED_PARTS, Cells, State
from publisher.read.descriptor import DESCRIBED
from publisher.read.layout import FOLDER
from publisher.read.table import natural
from publisher.terms.messages import Message, Refusal, say
from publisher.terms.schema import PLAN, TABLES

UNRETIRED = ("retired", "readings", "known_problems", "tasks")  # what goes without a row in retired.csv
COMPARED = (*TABLES, DESCRIBED)
DERIVED = ("evidence",)  # written by the machine from the rest
NAMING = ("what_zh", "figure_printed", "name_zh", "name_printed", "heading_zh", "title_zh", "quote")  # what a record is
LEAST_ALIKE = 2  # of them, so that one corrected name does not make another record


class VersionStep(IntEnum):
    """How far a version must rise (https://semver.org): nothing, a correction, an addition, another shape."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


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
class VersionDifference:
    """All changes, losses first; columns added and removed; the version step required; and faults."""

    old_version: str
    new_version: str
    columns: tuple[tuple[str, str, str], ...]  # removed or added, table, column
    changes: tuple[Change, ...]
    step: VersionStep
    faults: tuple[Message, ...]


def _column_changes(old: State, new: State) -> Iterator[tuple[str, str, str]]:
    unread = {Path(file).stem for file in (*old.unread, *new.unread)}
    for kind, one, other in (("removed", old, new), ("added", new, old)):
        for table in (name for name in TABLES if name in other.columns or name not in unread):
            for column in one.columns.get(table, ()):
                if column not in other.columns.get(table, ()):
                    yield kind, table, column


def _reasons(state: State) -> dict[str, tuple[str, str]]:
    """Record id → what the notes of kind correction say of it."""
    notes = (note for note in state.records.get("notes", {}).values() if note.get("kind") == "correction")
    return {one["record_id"]: (one.get("text_zh", ""), one.get("text_en", "")) for one in notes if one.get("record_id")}


def _read(records: Mapping[str, Cells], table: str, unread: frozenset[str]) -> Mapping[str, Cells]:
    """The records of a table but those of files that could not be read whole on one side."""
    stem = table if table in TABLES else Path(DESCRIPTOR).stem
    owners = {path.parts[-2] if len(path.parts) > 1 else "" for path in map(Path, unread) if path.stem == stem}
    if not owners:
        return records
    return {} if "" in owners else {key: cells for key, cells in records.items() if key.partition(".")[0] not in owners}


def _record_changes(old: State, new: State) -> Iterator[Change]:
    reasons = _reasons(new)
    retired = new.records.get("retired", {})
    known = old.records.keys() & new.records.keys()  # published tables do not have what the descriptor says
    unread = frozenset({*old.unread, *new.unread})
    for table in (name for name in COMPARED if name not in DERIVED and (name in known or name != DESCRIBED)):
        before, after = (_read(state.records.get(table, {}), table, unread) for state in (old, new))
        for record, cells in before.items():
            if record not in after:
                tombstone = retired.get(record, {})
                reason = (tombstone.get("reason_zh", ""), tombstone.get("reason_en", ""))
                fields = tuple((column, value, "") for column, value in cells.items() if value)
                yield Change("removed", table, record, fields, *reason, tombstone.get("successor_id", ""))
                continue
            shared = [column for column in cells if column in after[record]]
            changed = tuple((c, cells[c], after[record][c]) for c in shared if cells[c] != after[record][c])
            if changed:
                yield Change("changed", table, record, changed, *reasons.get(record, ("", "")))
        for record, cells in after.items():
            if record not in before:
                yield Change("added", table, record, tuple((c, "", value) for c, value in cells.items() if value))


KINDS_OF_CHANGE = ("removed", "changed", "added")


def _step(columns: Iterable[tuple[str, str, str]], changes: Iterable[Change]) -> VersionStep:
    if tuple(columns):
        return VersionStep.MAJOR
    kinds = {change.kind for change in changes if change.table != "checks"}
    if kinds & {"removed", "added"}:
        return VersionStep.MINOR
    return VersionStep.PATCH if kinds else VersionStep.NONE


def raised(version: str, step: VersionStep) -> str:
    """The least version that a step calls for. Below 1.0.0 each step counts one place lower (semver, clause 4).

    Raises Refusal where `version` is not three numbers.
    """
    match = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)", version, re.ASCII)
    if not match:
        raise Refusal(say("diff.no-version", version=version))
    major, minor, patch = (int(part) for part in match.groups())
    if step is VersionStep.NONE:
        return version
    counted = max(step - 1, VersionStep.PATCH) if major == 0 else step
    if counted == VersionStep.MAJOR:
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if counted == VersionStep.MINOR else f"{major}.{minor}.{patch + 1}"


def _faults(old: State, new: State, changes: Iterable[Change], step: VersionStep) -> Iterator[Message]:
    for name in sorted({*old.unread, *new.unread}):
        yield say("diff.unread-before" if name in old.unread else "diff.unread", file=f"{FOLDER}/{name}")
    gone = _gone(old, new)
    for plan, records in gone.items():
        yield say("diff.plan-gone", plan=plan, records=records)
    for change in changes:
        if change.record_id.partition(".")[0] not in gone or "." not in change.record_id:
            yield from _fault(change, old, new)
    if old.terms is not None and new.terms is not None:
        lost = DESCRIPTOR in (*old.unread, *new.unread)  # with its sources and contributors
        kept = {name: value for name, value in old.terms.items() if not (lost and name.startswith(LISTED_PARTS))}
        yield from _terms(kept, new.terms, changes)
    if old.version and new.version:
        yield from _version(old, new, step)


def _gone(old: State, new: State) -> dict[str, int]:
    """The plans of which no record is left, with how many there were; of each this is said once."""
    before, after = (
        Counter(key.partition(".")[0] for name in PLAN for key in state.records.get(name, ())) for state in (old, new)
    )
    known = {*after, *new.records.get("retired", {})}
    return {plan: records for plan, records in before.items() if plan not in known}


def _fault(change: Change, old: State, new: State) -> Iterator[Message]:
    """The fault of one change, if any."""
    table, record, kind = change.table, change.record_id, change.kind
    retired = new.records.get("retired", {})
    columns = {column for column, _, _ in change.fields}
    if kind == "added" and record in old.records.get("retired", {}) and table != "retired":
        yield say("diff.id-again", record=record, table=table)
    elif kind == "added":
        return
    elif table == "checks":
        yield say("diff.sign-off-removed" if kind == "removed" else "diff.sign-off-changed", record=record)
    elif table == "readings" and (kind == "removed" or columns - SETTLING or _moved(change, retired)):
        yield say("diff.reading-removed" if kind == "removed" else "diff.reading-changed", record=record)
    elif table == "retired" and kind == "removed":
        yield say("diff.tombstone-removed", record=record)
    elif kind == "removed" and table not in UNRETIRED and record not in retired:
        yield say("diff.not-retired", record=record, table=table)
    elif table == DESCRIBED and record == "licenses":
        yield say("diff.licence", file="datapackage.yaml")
    elif table == "copies" and "sha256" in columns:
        yield say("diff.text-changed", record=record)
    elif kind == "changed" and _another(change, old.records[table][record]):
        yield say("diff.another-promise", record=record, table=table)


def _moved(change: Change, retired: Container[str]) -> bool:
    """Whether a reading now is of another record, though the one that it was of is not retired."""
    return any(column == "record_id" and before and before not in retired for column, before, _ in change.fields)


def _another(change: Change, before: Cells) -> bool:
    """Whether an id now stands for another record: all columns that identify it changed at once."""
    naming = {column for column in NAMING if before.get(column)}
    return len(naming) >= LEAST_ALIKE and naming <= {column for column, _, _ in change.fields}


def _terms(old: Mapping[str, str], new: Mapping[str, str], changes: Iterable[Change]) -> Iterator[Message]:
    """What changed beside the records that a person must know of: sources, contributors, schemas, exceptions."""
    for name in sorted(name for name in {*old, *new} if old.get(name) != new.get(name)):
        key, _, title = name.partition("/")
        if name == LICENCE:
            yield say("diff.licence", file=name)
        elif key not in LISTED_PARTS:
            yield say("diff.schema" if name.count("/") == 1 and name.endswith(".yaml") else "diff.form", file=name)
        elif name in old:
            yield say(f"diff.{key}", title=title)
    for change in changes:
        if change.table == "known_problems" and change.kind != "removed":
            yield say("diff.exception", record=change.record_id)


def _version(old: State, new: State, step: VersionStep) -> Iterator[Message]:
    try:
        least = raised(old.version, step)
        raised(new.version, VersionStep.NONE)
    except Refusal as refusal:
        yield refusal.message
        return
    if tuple(map(int, new.version.split("."))) < tuple(map(int, least.split("."))):
        called = Message(f"diff.step.{step.name.lower()}")
        yield say("diff.version", version=new.version, least=least, step=called, old=old.version)


def compare(old: State, new: State) -> VersionDifference:
    """What changed from one state to another, losses first."""
    columns = tuple(_column_changes(old, new)) if old.columns else ()
    order = {name: position for position, name in enumerate(COMPARED)}
    found = _record_changes(old, new)
    changes = sorted(found, key=lambda c: (KINDS_OF_CHANGE.index(c.kind), order[c.table], natural(c.record_id)))
    step = _step(columns, changes)
    faults = tuple(_faults(old, new, changes, step))
    return VersionDifference(old.version, new.version, columns, tuple(changes), step, faults)
