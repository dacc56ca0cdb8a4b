"""What is kept gives the answer that a run without it gives; only what changed is checked again; damage is survived."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import lab
import pytest

from publisher.check import referee
from publisher.check import run as check
from publisher.check.result import Report
from publisher.check.run import check_package
from publisher.check.stock import Complaint
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.read.plan import Plan, read_plan
from publisher.terms.messages import say
from publisher.work.engine import Engine
from publisher.work.look import YOUNG, look
from publisher.work.store import Store

pytestmark = pytest.mark.slow

EDITS: tuple[dict[str, list[object]], ...] = (
    {"set": ["targets.csv", "linhe-2020.t01", "value", "1201"]},
    {"set": ["targets.csv", "linhe-2020.t01", "value", "1200"]},
    {"set": ["unit_names.csv", "linhe-housing-bureau-1", "name", "市住建委"]},
    {"replace": ["sources/linhe-2020.txt", "1200个,建成", "1300个,建成"]},
    {"remove": ["notes.csv"]},
    {"set": ["observations.csv", "linhe-2020.o01", "indicator_id", "charging-post"]},
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lab.clean(tmp_path / "package")


def store(root: Path) -> Store:
    return Store(root / ".cache")


def kept(root: Path) -> Report:
    return check_package(lab.package(root), engine=Engine(store(root)))


def values(root: Path) -> list[Path]:
    """The files of all values that are kept."""
    return sorted(path for path in (root / ".cache").rglob("*") if path.is_file())


def test_the_answer_is_the_same_with_and_without_after_each_edit(root: Path) -> None:
    assert kept(root) == kept(root) == lab.validate(root)
    for edit in EDITS:
        lab.apply(root, [edit])
        expected = lab.validate(root)
        assert kept(root) == expected, edit
        assert kept(root) == expected, edit


def test_only_what_changed_is_checked_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    real = check.check_plan

    def counted(plan: Plan, registry: check.ScopeResult) -> check.ScopeResult:
        checked.append(plan.document_id)
        return real(plan, registry)

    monkeypatch.setattr(check, "check_plan", counted)
    kept(root)
    kept(root)
    assert checked == [lab.PLAN]
    lab.apply(root, [EDITS[0]])
    kept(root)
    assert checked == [lab.PLAN, lab.PLAN]
    lab.apply(root, [EDITS[1]])
    kept(root)
    assert len(checked) == 2, "what is taken back is known"


@pytest.mark.parametrize("damage", [b"", b"\x00\xff\n" * 50, b"kept 0\n" + b"x" * 80, b"kept 1\n", b"{}"])
def test_what_is_damaged_is_ignored_and_made_anew(root: Path, damage: bytes) -> None:
    lab.apply(root, [EDITS[0]])
    expected = kept(root)
    files = values(root)
    whole = [path.read_bytes() for path in files]
    assert any(b"1201" in data for data in whole)
    for path in files:
        path.write_bytes(damage)
    assert kept(root) == expected
    assert kept(root) == expected
    assert [path.read_bytes() for path in files] == whole


def test_a_value_cut_short_or_changed_anywhere_is_ignored(root: Path) -> None:
    lab.apply(root, [EDITS[0]])
    expected = kept(root)
    file = next(path for path in values(root) if b"1201" in path.read_bytes())
    whole = file.read_bytes()
    for at in range(0, len(whole), len(whole) // 12):
        for spoiled in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            file.write_bytes(spoiled)
            assert kept(root) == expected
    file.write_bytes(whole.replace(b"1201", b"1200", 1))
    assert kept(root) == expected


def test_a_cache_that_cannot_be_written_only_keeps_nothing(root: Path) -> None:
    (root / ".cache").write_text("a file where the folder should be", "utf-8")
    assert kept(root) == lab.validate(root)


def test_nothing_but_values_is_left_in_the_folder(root: Path) -> None:
    kept(root)
    assert values(root)
    assert all(re.fullmatch("[0-9a-f]{64}", path.parent.name + path.name) for path in values(root))


def test_without_the_texts_nothing_of_a_run_with_them_is_taken(root: Path) -> None:
    with_texts = kept(root)
    without = check_package(lab.package(root, texts=False), engine=Engine(store(root)))
    assert (with_texts.verified, without.verified) == (31, 0)


def test_an_edit_of_the_same_size_under_the_old_time_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.work.look.YOUNG", -(10**18))  # no file counts as young: only its state speaks
    clean = kept(root)
    path = lab.locate(root, "targets.csv")
    before = path.stat()
    text = path.read_text("utf-8")
    path.write_text(text.replace(",1200,", ",1201,"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)
    assert kept(root) == lab.validate(root) != clean


@pytest.mark.parametrize(("young", "noticed"), [(YOUNG, True), (-(10**18), False)])
def test_an_edit_that_the_clock_does_not_show_is_noticed_in_young_files(
    root: Path, monkeypatch: pytest.MonkeyPatch, young: int, noticed: bool
) -> None:
    monkeypatch.setattr("publisher.work.look.YOUNG", young)
    clean = kept(root)
    before = {str(folder): look(str(folder)) for folder in (root / FOLDER / "plans").iterdir()}
    lab.apply(root, [EDITS[0]])
    # A clock that ticks too slowly: size, times and inode are those of before the edit.
    monkeypatch.setattr("publisher.read.package.look", before.__getitem__)
    assert (kept(root) != clean) == noticed


def test_a_file_that_was_only_touched_is_known_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(root)
    monkeypatch.setattr(check, "check_plan", None)  # would fail where a plan is checked again
    for path in (root / FOLDER).rglob("*.csv"):
        os.utime(path)
    assert kept(root).problems == ()


def test_a_pipe_in_place_of_a_file_is_not_waited_for(root: Path) -> None:
    kept(root)
    for path in (lab.locate(root, "notes.csv"), root / "sources" / f"{lab.PLAN}.txt"):
        path.unlink()
        os.mkfifo(path)
        report = kept(root)
        assert report == lab.validate(root) == kept(root)
    assert [(p.code, p.found) for p in report.problems if p.code == "file-unreadable"] == [
        ("file-unreadable", say("file-unreadable.no-plain-file"))
    ]
    assert report.verified == 0


def test_the_referee_is_asked_again_only_where_something_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Package] = []
    real = referee.start

    def counted(package: Package) -> Callable[[], list[Complaint]]:
        asked.append(package)
        return real(package)

    def strict() -> Report:
        return check_package(lab.package(root), engine=Engine(store(root)), referee=True)

    monkeypatch.setattr(referee, "start", counted)
    assert strict() == strict() == lab.validate(root)
    assert len(asked) == 1
    for number, file in enumerate(("targets.csv", "units.csv", "datapackage.yaml"), 2):
        path = lab.locate(root, file)
        path.write_bytes(path.read_bytes().replace(b"linhe", b"Linhe", 1))
        expected = check_package(lab.package(root), referee=True)
        assert strict() == strict() == expected
        assert len(asked) == 2 * (number - 1) + 1


def test_what_the_referee_said_is_said_again(root: Path) -> None:
    engine, package = Engine(store(root)), lab.package(root)
    check_package(package, engine=engine, referee=True)
    verdict = referee.verdict(package, engine)
    assert verdict is not None and engine.known(verdict) == []
    engine.keep(verdict, [Complaint("targets", 2, "value", "type-error: odd")])
    report = check_package(lab.package(root), engine=Engine(store(root)), referee=True)
    assert [(problem.code, problem.found) for problem in report.problems] == [
        ("referee-disagrees", say("referee-disagrees.complaint", type="type-error", words="odd"))
    ]


def test_the_digest_of_a_plan_is_of_its_tables_and_texts(root: Path) -> None:
    found = [read_plan(lab.package(root), lab.PLAN).digest]
    for edit in (EDITS[3], EDITS[0], EDITS[4]):  # the text, a cell, a file removed
        lab.apply(root, [edit])
        found.append(read_plan(lab.package(root), lab.PLAN).digest)
    lab.apply(root, [EDITS[2]])  # the registry
    assert read_plan(lab.package(root), lab.PLAN).digest == found[-1]
    assert len(set(found)) == 4 and all(found)
