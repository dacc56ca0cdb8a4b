"""What the tests of the rules share: the clean, invented package made whole, copies of it, and edits to them."""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

import csv
import hashlib
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from publisher.check import descriptor
from publisher.check.result import Report
from publisher.check.run import check_package
from publisher.maintain.fmt import Repair, looked_at
from publisher.maintain.lock import locked
from publisher.read.canonical import tables_text
from publisher.read.layout import FOLDER
from publisher.read.package import Package, read_package
from publisher.read.plan import read_plan
from publisher.terms.messages import text
from publisher.terms.schema import SIGNING, load_schemas

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
SCHEMAS = load_schemas(ROOT / "schemas")
PLAN = "linhe-2020"  # the invented plan
DAY = "2020-07-01"


def package(root: Path, *, texts: bool = True) -> Package:
    """The package at `root`, with the texts in its folder sources/ or without them."""
    return read_package(root, SCHEMAS, sources=root / "sources" if texts else None)


def validate(root: Path, *, texts: bool = True) -> Report:
    """All problems of the package at `root`."""
    return check_package(package(root, texts=texts))


def lock(root: Path, only: str = "") -> None:
    """Write evidence.csv of the registry and of every plan, or of one of them."""
    for one in locked(package(root)):
        if only in ("", one.owner):
            assert not one.refused, one.refused
            one.path.write_text(one.text, "utf-8")


def sign(root: Path, only: str = "") -> None:
    """Write checks.csv of the registry and of every plan, or of one of them: every record, signed off by two readers;
    then the lock."""
    data = package(root)
    folder = root / FOLDER
    plans = [read_plan(data, name).ledger for name in data.plan_ids]
    for ledger in (data.registry.ledger, *plans):
        if only not in ("", ledger.owner):
            continue
        rows = []
        for record, sha256 in ledger.hashes.items():
            for reader in ("reader-a", "reader-b") if record != f"{ledger.owner}.checks" else ():
                rows.append({
                    "check_id": f"{ledger.owner}.k{len(rows) + 1:04}", "record_id": record, "record_sha256": sha256,
                    "copy_sha256": ledger.copy_sha256, "reader": reader, "outcome": "agreed", "checked_on": DAY,
                })  # fmt: skip
        path = (folder if ledger.owner == "registry" else folder / "plans" / ledger.owner) / "checks.csv"
        path.write_text(tables_text(SCHEMAS["checks"], rows), "utf-8")
    lock(root, only)


def pin(root: Path) -> None:
    """Pin each plan's text as it stands: hash, length, and a body that ends where it did, counted from the end."""
    for path in sorted((root / "sources").glob("*.txt")):
        text = path.read_text("utf-8")
        copies = root / FOLDER / "plans" / path.stem / "copies.csv"
        table = rows(copies)
        tail = int(table[0]["chars"]) - int(table[0]["body_end"])
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        table[0] |= {"sha256": sha256, "chars": str(len(text)), "body_end": str(len(text) - tail)}
        write_rows(copies, table, SCHEMAS["copies"].names)


def describe(root: Path) -> None:
    """Write the derived part of the descriptor."""
    path = root / FOLDER / "datapackage.yaml"
    path.write_text(descriptor.dump(descriptor.expected(package(root))), "utf-8")


def tidy(root: Path) -> dict[str, str]:
    """What `fmt` does: every repair is written; file → what was done."""
    done = {}
    for repair in [one for one in looked_at(package(root)) if isinstance(one, Repair)]:
        if isinstance(repair, Repair):
            repair.path.write_text(repair.text, "utf-8")
            done[repair.path.relative_to(root).as_posix()] = text(repair.actions, "en")
    return done


def complete(root: Path) -> None:
    """Derive the lock, the sign-offs and the descriptor of a package of hand-kept tables."""
    folder = root / FOLDER
    for name in ("evidence", "checks"):
        for place in (folder, *(folder / "plans").iterdir()):
            (place / f"{name}.csv").write_text(",".join(SCHEMAS[name].names) + "\n", "utf-8")
    sign(root)
    describe(root)


def clean(folder: Path) -> Path:
    """The invented package, whole, in `folder`."""
    shutil.copytree(CASES / "clean", folder)
    complete(folder)
    return folder


STEPS: Mapping[str, Callable[[Path], object]] = {
    "pin": pin,
    "lock": lock,
    "sign": sign,
    "describe": describe,
    "fmt": tidy,
}


def replace(root: Path, file: str, old: str, new: str) -> None:
    """Replace the one occurrence of `old` in a file under datapackage/ (or sources/)."""
    path = locate(root, file)
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{file} has {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8", newline="")


def locate(root: Path, file: str) -> Path:
    """A file by its short name: targets.csv is that of the plan, units.csv that of the registry."""
    folder = root / FOLDER
    own = folder / "plans" / PLAN / file
    for path in (root / file, *((own,) if Path(file).stem in SIGNING else ()), folder / file, own):
        if path.exists():
            return path
    return folder / "plans" / PLAN / file if "/" not in file else root / file


def rows(path: Path) -> list[dict[str, str]]:
    """A table's rows."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, table: Iterable[Mapping[str, str]], names: Iterable[str]) -> None:
    """Write rows as canonical CSV."""
    heading = list(names)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, heading, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def edit_rows(root: Path, file: str, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
    """Change the rows of a table."""
    path = locate(root, file)
    write_rows(path, change(rows(path)), SCHEMAS[path.stem].names)


def _set(root: Path, file: str, key: str, column: str, value: str) -> None:
    """Set a cell of the row with this key."""
    found = [row for row in rows(locate(root, file)) if next(iter(row.values())) == key]
    assert len(found) == 1, f"{file} has {len(found)} rows {key}"
    assert found[0][column] != value, f"{key} {column} is {value} already"

    def change(table: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**row, column: value} if next(iter(row.values())) == key else row for row in table]

    edit_rows(root, file, change)


def _bump(root: Path, file: str, key: str, column: str) -> None:
    """Add one to a number."""
    value = next(row[column] for row in rows(locate(root, file)) if next(iter(row.values())) == key)
    _set(root, file, key, column, str(int(value) + 1))


def _drop(root: Path, file: str, key: str) -> None:
    """Remove the row with this key."""
    edit_rows(root, file, lambda table: [row for row in table if next(iter(row.values())) != key])


def _add(root: Path, file: str, like: str, cells: Mapping[str, str]) -> None:
    """Add a row like another one ("" for an empty one) but for some cells, after it or at the end."""

    def change(table: list[dict[str, str]]) -> list[dict[str, str]]:
        names = SCHEMAS[locate(root, file).stem].names
        at = next((n for n, row in enumerate(table) if like and row[names[0]] == like), len(table) - 1)
        model = table[at] if like else dict.fromkeys(names, "")
        return [*table[: at + 1], {**model, **cells}, *table[at + 1 :]]

    edit_rows(root, file, change)


def _save(root: Path, file: str, encoding: str) -> None:
    """Save a file in another encoding, as an editor or a spreadsheet program would."""
    path = locate(root, file)
    path.write_bytes(path.read_text("utf-8").encode(encoding))


def _misread(root: Path, file: str, encoding: str) -> None:
    """Save a file as a program does that took its UTF-8 for another encoding."""
    path = locate(root, file)
    path.write_text(path.read_bytes().decode(encoding, "replace"), "utf-8")


def _write(root: Path, file: str, content: str) -> None:
    """Write a whole file; \\xNN stands for a byte."""
    path = locate(root, file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8").replace(b"\\x00", b"\x00"))


def _remove(root: Path, file: str) -> None:
    """Remove a file or a folder."""
    path = locate(root, file)
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def _copy(root: Path, file: str, to: str) -> None:
    """Copy a file or a folder to a path in the package."""
    source = locate(root, file)
    (shutil.copytree if source.is_dir() else shutil.copy)(source, root / to)


def _link(root: Path, file: str, target: str) -> None:
    """Replace a file or folder by a symbolic link to its copy outside."""
    path = locate(root, file)
    outside = root / target
    shutil.move(path, outside)
    path.symlink_to(outside)


def _folder(root: Path, file: str) -> None:
    """Replace a file by a folder of its name."""
    path = locate(root, file)
    path.unlink()
    path.mkdir()


def _grow(root: Path, file: str, size: int) -> None:
    """Make a file as large as `size` bytes."""
    with locate(root, file).open("r+b") as out:
        out.truncate(size)


EDITS: Mapping[str, Callable[..., None]] = {
    "set": _set, "bump": _bump, "replace": replace, "drop": _drop, "add": _add, "save": _save, "misread": _misread, "write": _write, "remove": _remove,
    "copy": _copy, "link": _link, "folder": _folder, "grow": _grow,
}  # fmt: skip


def apply(root: Path, edits: Iterable[Mapping[str, list[object]]]) -> None:
    """Make the edits of a case: each is one name of EDITS with its arguments, or `do` with a name of STEPS."""
    for edit in edits:
        for name, arguments in edit.items():
            STEPS[str(arguments)](root) if name == "do" else EDITS[name](root, *arguments)
