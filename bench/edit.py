"""An edit of one cell as a person makes it, of the plans of a corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.vary import locked
from publisher.read.canonical import csv_text
from publisher.read.layout import FOLDER
from publisher.read.package import read_package
from publisher.read.plan import Plan, read_plan
from publisher.terms.schema import SIGNING, Schemas
from publisher.work.files import write_atomically

ADDED = "Edited."  # at the end of the last cell


def plan_file(root: Path, table: str) -> Path:
    """The file of a table in the last plan that has rows of it."""
    files = sorted((root / FOLDER / "plans").glob(f"*/{table}.csv"), reverse=True)
    return next(path for path in files if path.read_bytes().count(b"\n") > 1)


@contextmanager
def edited(root: Path) -> Iterator[None]:
    """The last cell of the last plan that has targets, changed as by hand: its record is no longer as it was locked."""
    path = plan_file(root, "targets")
    before = path.read_bytes()
    end = b'"\n' if before.endswith(b'"\n') else b"\n"
    write_atomically(path, before.removesuffix(end) + ADDED.encode() + end)
    try:
        yield
    finally:
        write_atomically(path, before)


@contextmanager
def signed(root: Path, schemas: Schemas) -> Iterator[None]:
    """The same cell changed, with lock and sign-offs brought after it, so that the plan can be published."""
    folder = plan_file(root, "targets").parent
    before = {name: (folder / f"{name}.csv").read_bytes() for name in SIGNING}

    def plan() -> Plan:
        return read_plan(read_package(root, schemas), folder.name)

    old = plan()
    record = old.rows("targets")[-1].target_id
    with edited(root):
        new, checks = plan().hashes[record].encode(), folder / "checks.csv"
        write_atomically(checks, before["checks"].replace(old.hashes[record].encode(), new))
        rows = (row[:-1] for row in locked(plan(), old.evidence))
        write_atomically(folder / "evidence.csv", csv_text(schemas["evidence"].names, rows).encode())
        yield
    for name, data in before.items():
        write_atomically(folder / f"{name}.csv", data)


def prepared(root: Path, schemas: Schemas) -> tuple[str, Mapping[Path, bytes]]:
    """The target of that cell, and the files with the edit, lock and sign-offs; nothing is changed yet."""
    with signed(root, schemas):
        folder = plan_file(root, "targets").parent
        plan = read_plan(read_package(root, schemas), folder.name)
        files = [folder / f"{name}.csv" for name in ("targets", *SIGNING)]
        return plan.rows("targets")[-1].target_id, {path: path.read_bytes() for path in files}
