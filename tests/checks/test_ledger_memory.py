"""What the ledger remembers: what is cut from two files at once is missed, and locking does not mend it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import lab
import pytest

from publisher.check.run import check_package
from publisher.maintain.lock import in_the_way, locked, refuse_cut
from publisher.read.canonical import tables_text
from publisher.read.layout import FOLDER
from publisher.read.package import read_package
from publisher.review.ledger import signed
from publisher.terms.messages import Refusal
from publisher.terms.problem import Problem
from publisher.terms.schema import Schemas, parse_schema

PLAN = "linhe-2020"
CHECKS_OF_ALL = f"{FOLDER}/checks.csv"
CHECKS, EVIDENCE, READINGS = (f"{FOLDER}/plans/{PLAN}/{name}.csv" for name in ("checks", "evidence", "readings"))


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lab.clean(tmp_path_factory.mktemp("clean") / "package")


@pytest.fixture
def root(clean: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(clean, tmp_path / "package"))


def told(root: Path) -> list[tuple[str, str]]:
    """The errors, with their files."""
    return [(p.code, p.place.file) for p in lab.validate(root).problems if p.severity.value == "error"]


def _without(path: str, *keys: str) -> Callable[[Path], None]:
    def cut(root: Path) -> None:
        lines = (root / path).read_text("utf-8").splitlines(keepends=True)
        (root / path).write_text("".join(line for line in lines if line.partition(",")[0] not in keys), "utf-8")

    return cut


def _edited(file: str) -> Callable[[Path], None]:
    """The first sign-off of another outcome."""

    def edit(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        (root / file).write_text(text.replace(",agreed,", ",corrected,", 1), "utf-8")

    return edit


def _put(file: str, old: str, new: str) -> Callable[[Path], None]:
    def put(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new, 1), "utf-8")

    return put


def _emptied(file: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        (root / file).write_text((root / file).read_text("utf-8").partition("\n")[0] + "\n", "utf-8")

    return edit


CUT = {
    "a sign-off edited, and the row that knew it removed": (
        [_edited(CHECKS), _without(EVIDENCE, f"{PLAN}.checks")], [("check-edited", EVIDENCE)],
    ),
    "the same of the registry": (
        [_edited(f"{FOLDER}/checks.csv"), _without(f"{FOLDER}/evidence.csv", "registry.checks")],
        [("check-edited", f"{FOLDER}/evidence.csv")],
    ),
    "a reading removed, and the rows that knew it and all of them": (
        [_without(READINGS, f"{PLAN}.b002"), _without(EVIDENCE, f"{PLAN}.b002", f"{PLAN}.readings")],
        [("ledger-without-record", CHECKS), ("check-edited", EVIDENCE)],
    ),
    "all readings removed, and the row that knew them": (
        [_emptied(READINGS), _without(EVIDENCE, f"{PLAN}.b001", f"{PLAN}.b002", f"{PLAN}.readings")],
        [("ledger-without-record", CHECKS), ("ledger-without-record", CHECKS), ("check-edited", EVIDENCE)],
    ),
    "a reading edited, and the rows that knew it and all of them": (
        [_put(READINGS, ",lead,", ",support,"), _without(EVIDENCE, f"{PLAN}.b002", f"{PLAN}.readings")],
        [("check-edited", EVIDENCE)],
    ),
    "a reading edited, and the row that knew it": (
        [_put(READINGS, ",lead,", ",support,"), _without(EVIDENCE, f"{PLAN}.b002")],
        [("reading-removed", EVIDENCE)],
    ),
    "what schemas say, no longer known": (
        [_without(f"{FOLDER}/evidence.csv", "registry.schemas")], [("check-edited", f"{FOLDER}/evidence.csv")],
    ),
    "the lock emptied, with its sign-offs there": (
        [_emptied(EVIDENCE)],
        [("check-edited", EVIDENCE)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CUT)
def test_what_is_cut_from_the_ledger_is_told_once_and_not_mended_by_locking(name: str, root: Path) -> None:
    edits, wanted = CUT[name]
    for edit in edits:
        edit(root)
    assert told(root) == wanted
    assert {code for code, _ in wanted} <= {problem.code for problem in in_the_way(lab.package(root)).problems}


def test_a_lock_knows_the_sign_offs_before_there_are_any_so_that_the_first_may_be_added(root: Path) -> None:
    rows = (root / CHECKS).read_text("utf-8")
    (root / CHECKS).write_text(rows.partition("\n")[0] + "\n", "utf-8")
    lab.lock(root)
    assert told(root) == []
    (root / CHECKS).write_text(rows, "utf-8")
    assert told(root) == [("table-changed-since-lock", CHECKS)]
    assert not in_the_way(lab.package(root)).problems
    lab.lock(root)
    assert told(root) == []


def test_how_a_reading_was_settled_is_filled_in_once(root: Path) -> None:
    def edited() -> list[str]:
        return [p.place.field for p in lab.validate(root).problems if p.code == "reading-edited"]

    settled, other = f",{PLAN}.r003,first,按原文。,As printed.", f",{PLAN}.r003,second,按原文。,As printed."
    _put(READINGS, f",{PLAN}.r003,,,", settled)(root)
    assert edited() == []
    _put(READINGS, "first,按原文", "second,按原文")(root)
    assert edited() == []  # it is not locked yet
    _put(READINGS, other, settled)(root)
    lab.lock(root)
    _put(READINGS, "按原文。,As printed.", "依原文。,As in print.")(root)
    assert edited() == []  # a comment may be put better
    _put(READINGS, "first,依原文", "second,依原文")(root)
    assert edited() == ["settled"]


def test_a_reading_may_be_added_and_a_retired_one_stays_known(root: Path) -> None:
    lab.apply(root, [{"add": ["readings.csv", f"{PLAN}.b002", {"reading_id": f"{PLAN}.b003"}]}])
    assert not [code for code, _ in told(root) if code == "reading-removed"]
    lab.lock(root)
    assert not [code for code, _ in told(root) if code == "reading-removed"]
    gone = _without(f"{FOLDER}/plans/{PLAN}/readings.csv", f"{PLAN}.b003")
    gone(root)
    _without(EVIDENCE, f"{PLAN}.b003")(root)
    assert [code for code, _ in told(root)] == ["reading-removed"]
    reason = {"record_id": f"{PLAN}.b003", "retired_on": lab.DAY, "reason_zh": "有误", "reason_en": "An error."}
    lab.apply(root, [{"add": ["retired.csv", "", reason]}])
    assert not [code for code, _ in told(root) if code == "reading-removed"]


@pytest.mark.parametrize(
    ("table", "change", "files"),
    [
        ("targets", lambda source: source | {"title_en": "Aims"}, ["schemas/targets.yaml"]),
        ("units", lambda source: source | {"description": "每行一个单位"}, ["schemas/units.yaml"]),
        ("targets", lambda source: source | {"fields": [*source["fields"]]}, []),
    ],
)
def test_what_schemas_say_is_locked(table: str, change: Callable, files: list[str], root: Path) -> None:
    schemas = Schemas({
        one.name: parse_schema(change(dict(one.descriptor))) if one.name == table else one for one in lab.SCHEMAS
    })  # fmt: skip

    def problems() -> list[Problem]:
        report = check_package(read_package(root, schemas, sources=root / "sources"))
        return [p for p in report.problems if p.code == "table-changed-since-lock"]

    assert [p.place.file for p in problems()] == files

    def lock() -> None:
        for one in locked(read_package(root, schemas, sources=root / "sources")):
            one.path.write_text(one.text, "utf-8")

    lock()
    assert [p.place.file for p in problems()] == files  # what readers see is signed by two before it is locked anew
    for reader in ("reader-a", "reader-b"):
        registry = read_package(root, schemas, sources=root / "sources").registry
        rows = [row._asdict() for row in signed(registry, [registry.ledger.listed], reader, lab.DAY)]
        (root / CHECKS_OF_ALL).write_text(tables_text(registry.schemas["checks"], rows), "utf-8")
    lock()
    assert not problems()


def test_a_lock_that_git_has_is_not_made_anew(root: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", "-C", str(root), *who, *arguments], check=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "data")
    refuse_cut(lab.package(root))
    for file in (CHECKS, EVIDENCE):
        _emptied(file)(root)
    with pytest.raises(Refusal):
        refuse_cut(lab.package(root))
    git("checkout", "-q", "HEAD", "--", EVIDENCE)
    refuse_cut(lab.package(root))


@pytest.mark.parametrize("line", ["homepage: https://plans.example/", "id: https://doi.org/10.5555/xyz"])
def test_where_the_data_are_published_is_locked_and_signed(line: str, root: Path) -> None:
    path = root / FOLDER / "datapackage.yaml"
    path.write_text(path.read_text("utf-8").replace("\ntitle_en:", f"\n{line}\ntitle_en:"), "utf-8")
    [changed] = lab.validate(root).problems
    assert (changed.code, changed.place.file) == ("record-changed-since-lock", f"{FOLDER}/datapackage.yaml")
    at = path.read_text("utf-8").split("\n")[changed.place.row - 1]
    assert at == line
    lab.lock(root)
    assert [p.code for p in lab.validate(root).problems] == ["check-stale"]
