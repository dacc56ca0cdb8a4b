"""What a step writes, each file whole or not at all, never over another's change; and how it is taken back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.draft import state
from publisher.draft.state import Suggestion
from publisher.maintain.lock import lock_text, registry_lock_text
from publisher.read.canonical import csv_text, order
from publisher.read.layout import BESIDE, FOLDER
from publisher.read.package import Package
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Row
from publisher.review.signing import agreed_by
from publisher.review.store import ASSUMED, ChangedMeanwhile, Snapshot, bytes_of, extended, hashes, sum_of
from publisher.terms.schema import PLAN, REGISTRY, TableSchema
from publisher.work.files import write_atomically


@dataclass(frozen=True, slots=True)
class SavedStep:
    """What was written in one step: file → its bytes before (None where there was none), and their SHA-256 after it."""

    before: Mapping[Path, bytes | None]
    after: Mapping[Path, str]


_, CITATION, DEPOSIT, _ = BESIDE
Writes = dict[Path, bytes | None]  # file → what it is to be; None: it goes


def put(
    snapshot: Snapshot,
    plan: Plan,
    suggestions: Iterable[Suggestion],
    *,
    registry: Registry | None = None,
    today: str = "",
    also: Writes | None = None,
) -> SavedStep:
    """Write what differs from the snapshot: tables in canonical form, each file whole or not at all, suggestions last.

    today: the day of the data is not before it (nothing where it is ""). also: further files, written after the rest.
    Raises ChangedMeanwhile, and writes nothing, where any file is not as it was read.
    """
    writes: Writes = dict(_writes(snapshot, plan, suggestions, registry))
    if writes and today and not snapshot.draft:
        writes |= dated(snapshot.root, today)
    writes |= also or {}
    now = hashes(snapshot.root, plan.document_id)
    other = [file for file, value in now.items() if snapshot.hashes.get(file) != value]
    if other:
        raise ChangedMeanwhile(other)
    return _write({path: data for path, data in writes.items() if bytes_of(path) != data})


def take_back(step: SavedStep) -> None:
    """Write the files of a step as they were before it. Raises ChangedMeanwhile where one was changed since."""
    other = [path.name for path, value in step.after.items() if sum_of(bytes_of(path)) != value]
    if other:
        raise ChangedMeanwhile(other)
    _write(dict(reversed(list(step.before.items()))))


def _write(writes: Writes) -> SavedStep:
    before = {path: bytes_of(path) for path in writes}
    for path, data in writes.items():
        if data is None:
            path.unlink(missing_ok=True)
        else:
            write_atomically(path, data)
    return SavedStep(before, {path: sum_of(data) for path, data in writes.items()})


def _writes(
    snapshot: Snapshot, plan: Plan, suggestions: Iterable[Suggestion], registry: Registry | None
) -> Iterator[tuple[Path, bytes]]:
    """The files that differ from the snapshot, in the order in which they are written."""
    top, schemas = snapshot.root / FOLDER, snapshot.schemas
    folder = top / "plans" / plan.document_id
    if registry is not None:
        yield from _registry_writes(top, snapshot.registry, registry)
    # The ledger is written after the tables, so that no sign-off stands for a record that was not saved.
    for name in sorted(PLAN, key=lambda name: name in ("checks", "evidence")):
        if name != "evidence" and not _pinned_only(snapshot, plan, name):
            yield from _table(folder, schemas[name], snapshot.plan.rows(name), plan.rows(name))
    if not snapshot.draft and plan.text is not None:
        yield folder / "evidence.csv", lock_text(plan).encode()
    if snapshot.draft:
        yield state.path_of(snapshot.root, plan.document_id), state.dump(suggestions).encode()


def _registry_writes(top: Path, before: Registry, after: Registry) -> Iterator[tuple[Path, bytes]]:
    """The files of the registry that differ, with its sign-offs and their lock."""
    for name in REGISTRY:
        yield from _table(top, after.schemas[name], before.rows(name), after.rows(name))
    own, new = before.signing["checks"].rows, after.signing["checks"].rows
    yield from _table(top, after.schemas["checks"], own, new)
    if after.ledger.hashes != before.ledger.hashes:
        yield top / "evidence.csv", registry_lock_text(after, before).encode()


def sign(package: Package, records: Iterable[str], reader: str, today: str) -> None:
    """Add a reader's sign-off of records of the registry, and lock the sign-offs; nothing else is written."""
    top, before = package.root / FOLDER, package.registry
    writes: Writes = dict(_registry_writes(top, before, agreed_by(before, records, reader, today)))
    _write(writes | dated(package.root, today))


def _table(
    folder: Path, schema: TableSchema, before: Iterable[Row], after: Iterable[Row]
) -> Iterator[tuple[Path, bytes]]:
    if before is after:
        return
    old, new = [row[:-1] for row in before], [row[:-1] for row in order(schema, after)]
    if old != new:
        yield folder / f"{schema.name}.csv", csv_text(schema.names, new).encode()


# Where the day of the data stands: in the descriptor, and in what cites them.
_DAYS = {
    f"{FOLDER}/datapackage.yaml": "created: '?",
    CITATION: "date-released: *[\"']?",
    DEPOSIT: ' {0,2}"publication_date": *"',
}


def dated(root: Path, today: str, descriptor: str = "") -> Writes:
    """The descriptor and what cites the data, with their day moved on to today where it is before it: sign-offs and
    retired ids are dated no later than the data, and the data no later than what cites them.

    descriptor: the text of the descriptor, where it is not the one of the file.
    """
    made: Writes = {}
    for name, key in _DAYS.items():
        path = root / name
        said = (name.startswith(FOLDER) and descriptor) or (bytes_of(path) or b"").decode("utf-8")
        if said:
            moved = re.sub(rf"(?m)^({key})(\d{{4}}-\d\d-\d\d)", lambda day: day[1] + max(day[2], today), said)
            made[path] = moved.encode()
    return made


def _pinned_only(snapshot: Snapshot, plan: Plan, name: str) -> bool:
    """Whether a draft's copy is only the one assumed in order to read its text."""
    return name == "copies" and snapshot.draft and any(row.publisher == ASSUMED for row in plan.rows("copies"))


def gone_on(snapshot: Snapshot, plan: Plan, suggestions: tuple[Suggestion, ...], step: SavedStep) -> Snapshot:
    """The snapshot of a draft after a step, the same as reading its files again."""

    def waiting(rows: Iterable[Suggestion]) -> list[Suggestion]:
        return [s for s in rows if s.table in REGISTRY and s.state == "agreed"]

    if waiting(suggestions) != waiting(snapshot.suggestions):
        registry = extended(snapshot.registry, suggestions)
        plan = Plan(plan.document_id, plan.tables, registry, plan.sources)
    written = {path.relative_to(snapshot.root).as_posix(): value for path, value in step.after.items()}
    return replace(snapshot, plan=plan, suggestions=suggestions, hashes={**snapshot.hashes, **written})
