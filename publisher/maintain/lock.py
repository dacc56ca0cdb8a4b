"""Makes the evidence lock: the position of each clause and quote in the pinned text, and a hash of each record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.check.result import Report
from publisher.check.run import check_package
from publisher.maintain.state import git
from publisher.read.canonical import tables_text
from publisher.read.layout import FOLDER
from publisher.read.ledger import REGISTRY, Ledger
from publisher.read.package import Package
from publisher.read.places import Span, quote_sha256
from publisher.read.plain import plain_text
from publisher.read.plan import Plan, read_plan
from publisher.read.registry import Registry
from publisher.read.table import changed_cells, natural
from publisher.terms.messages import Message, Refusal, Shown, say
from publisher.terms.problem import Severity
from publisher.work.engine import Engine

# Rules whose errors locking itself removes; any other error prevents it.
MENDED = frozenset({
    "place-missing", "record-changed-since-lock", "table-changed-since-lock", "place-not-as-locked",
    "text-not-as-locked",
})  # fmt: skip


def in_the_way(package: Package, engine: Engine | None = None) -> Report:
    """What prevents locking and signing: faulty data are never locked. A report of these errors alone.

    engine: runs the rules, or knows what they said of the same files.
    """
    report = check_package(package, engine=engine)
    wrong = (p for p in report.problems if p.severity is Severity.ERROR and p.code not in MENDED)
    return replace(report, problems=tuple(wrong))


def refuse_cut(package: Package) -> None:
    """Raises Refusal where a lock has no row of what is to be locked though git has one: it was cut, and would be made
    anew from whatever the data are now."""
    folder, plans = f"{FOLDER}/", (read_plan(package, name).ledger for name in package.plan_ids)
    for ledger in (package.registry.ledger, *plans):
        lost = ledger.to_lock.keys() - ledger.locked.keys()
        file = folder + (f"plans/{ledger.owner}/" if ledger.owner != REGISTRY else "") + "evidence.csv"
        if lost and (cut := lost & _at_head(package.root, file)):
            raise Refusal(say("lock.cut", file=file, records=len(cut), first=min(cut, key=natural)))


def _at_head(root: Path, file: str) -> frozenset[str]:
    """The ids that a lock had when it was last committed; none where git does not know it."""
    try:
        lines = git(root, "HEAD", "show", f"HEAD:./{file}").decode("utf-8", "replace").splitlines()
    except Refusal:
        return frozenset()
    return frozenset(line.partition(",")[0] for line in lines)


def _row(ledger: Ledger, record: str, sha256: str) -> dict[str, str]:
    own = {"record_id": record, "record_sha256": sha256}
    return {**own, "copy_sha256": ledger.copy_sha256, "cell_sums": ledger.sums(record)}


def lock_text(plan: Plan) -> str:
    """evidence.csv of a plan, complete: every record, and where each clause and each quote stands in the pinned text.

    Raises Refusal where the text is not at hand or a record cannot be placed (validate says which).
    """
    if plan.text is None or plan.copy is None:
        raise Refusal(say("lock.no-text", plan=plan.document_id))
    lost = [record for record, place in plan.places.items() if not isinstance(place, Span)]
    if lost:
        raise Refusal(say("lock.lost", records=len(lost), first=lost[0]))
    rows = []
    for record, sha256 in sorted(plan.ledger.to_lock.items(), key=lambda one: natural(one[0])):
        cells = _row(plan.ledger, record, sha256)
        place = plan.places.get(record)
        if isinstance(place, Span):
            row = next(row for row in plan.records[record] if type(row).__name__ != "tasks")
            cells |= {"quote_start": str(place.start), "quote_end": str(place.end), "quote_sha256": quote_sha256(row)}
        rows.append(cells)
    return tables_text(plan.schemas["evidence"], rows)


def registry_lock_text(registry: Registry, before: Registry | None = None) -> str:
    """evidence.csv of the registry: every record of what all plans share.

    before: the registry as it was; what has not changed since then keeps its row as it is, or stays without one, so
    that only a change of one's own is locked.
    """
    ledger = registry.ledger
    now = ledger.to_lock
    same = before.ledger.to_lock.items() & now.items() if before else frozenset()
    rows = []
    for record, sha256 in sorted(now.items()):
        kept = ledger.locked.get(record)
        unsigned = record == ledger.listed and kept is not None and kept.record_sha256 == sha256
        if (record, sha256) not in same and not unsigned:
            rows.append(_row(ledger, record, sha256))
        elif record in ledger.locked:
            rows.append(ledger.locked[record]._asdict())
    return tables_text(registry.schemas["evidence"], rows)


def changes(ledger: Ledger) -> Iterator[tuple[str, tuple[Shown, ...]]]:
    """What locking changes: each record that is new or changed or goes, and which of its columns changed."""
    now = ledger.to_lock
    for record in sorted({*now, *ledger.locked}, key=natural):
        place = ledger.locked.get(record)
        if record not in now:
            yield record, (say("lock.removed"),)
        elif place is None:
            yield record, (say("lock.new"),)
        elif place.record_sha256 != now[record]:
            yield record, tuple(name for _, name in changed_cells(ledger.records.get(record, ()), place.cell_sums))


@dataclass(frozen=True)
class Locked:
    """The lock of a plan or of the registry: its file and new text, what it changes, or why it was refused."""

    owner: str
    path: Path
    text: str
    records: int
    changes: tuple[tuple[str, tuple[Shown, ...]], ...]
    refused: Message | None = None


def locked(package: Package) -> Iterator[Locked]:
    """The lock of the registry, then of each plan, as they should be now."""
    folder, registry = package.root / FOLDER, package.registry
    yield _locked(registry.ledger, folder / "evidence.csv", registry_lock_text(registry))
    for name in package.plan_ids:
        plan, path = read_plan(package, name), folder / "plans" / name / "evidence.csv"
        try:
            yield _locked(plan.ledger, path, lock_text(plan))
        except Refusal as refusal:
            yield Locked(name, path, "", 0, (), refusal.message)


def _locked(ledger: Ledger, path: Path, text: str) -> Locked:
    changed, same = tuple(changes(ledger)), plain_text(path) == text
    # Places can move while no record changes, when another text was pinned.
    moved = () if changed or same else ((ledger.owner, (say("lock.places"),)),)
    return Locked(ledger.owner, path, text, len(ledger.hashes), changed or moved)
