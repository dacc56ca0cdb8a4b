"""The cache gives the answer that a run without it gives, checks again only what changed, and survives damage."""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import Future
from pathlib import Path

import lab
import pytest

from publisher.check import cache, referee
from publisher.check import run as check
from publisher.check.cache import open_cache, plan_digest
from publisher.check.outcome import Report
from publisher.check.run import check_package
from publisher.read.folders import look
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.read.plan import Plan, read_plan

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


def kept(root: Path) -> Report:
    return check_package(lab.package(root), cache=root / ".cache")


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

    def counted(plan: Plan, registry: check.Outcome) -> check.Outcome:
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
    assert len(checked) == 3


def body(content: bytes) -> bytes:
    """A file of outcomes that is whole, with any content."""
    return cache._MARK + hashlib.sha256(content).digest() + content


DAMAGE = {
    "empty": b"",
    "foreign": b"\x00\xff\n" * 50,
    "another version": b"outcomes 0\n" + b"x" * 80,
    "no more than its mark": cache._MARK,
    "other content": body(b"[]"),
    "no JSON": body(b"{"),
    "nothing in it": body(b"{}"),
    "plans of another shape": body(b'{"shared": "", "registry": 1, "descriptor": 2, "plans": {"linhe-2020": [1, 2]}}'),
    "plans that are none": body(b'{"shared": "", "registry": 1, "descriptor": 2, "plans": [1]}'),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_cache_is_ignored_and_made_anew(root: Path, damage: bytes) -> None:
    lab.apply(root, [EDITS[0]])
    expected = kept(root)
    file = root / ".cache" / "outcomes"
    file.write_bytes(damage)
    assert kept(root) == expected
    assert kept(root) == expected
    assert b"1201" in file.read_bytes()


@pytest.mark.slow
def test_a_cache_cut_short_or_changed_anywhere_is_ignored(root: Path) -> None:
    lab.apply(root, [EDITS[0]])
    expected = kept(root)
    file = root / ".cache" / "outcomes"
    whole = file.read_bytes()
    assert b"1201" in whole
    for at in range(0, len(whole), len(whole) // 12):
        for spoiled in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            file.write_bytes(spoiled)
            assert kept(root) == expected
    file.write_bytes(whole.replace(b"1201", b"1200", 1))
    assert kept(root) == expected


def test_what_is_kept_of_other_shape_is_as_good_as_none(root: Path) -> None:
    expected = kept(root)
    opened = open_cache(root / ".cache", lab.package(root))
    assert opened is not None
    for odd in (None, 7, "x", [], [1, 2, 3, 4, 5], [[["c"]], [], [], None, [1, 2, 3]]):
        opened.plans[lab.PLAN].outcome = opened.kept_registry = odd
        opened.changed = True
        opened.save()
        assert kept(root) == expected


def test_a_cache_that_cannot_be_written_only_keeps_nothing(root: Path) -> None:
    (root / ".cache").write_text("a file where the folder should be", "utf-8")
    assert kept(root) == lab.validate(root)


def test_nothing_but_the_outcomes_is_left_in_the_folder(root: Path) -> None:
    kept(root)
    assert [path.name for path in (root / ".cache").iterdir()] == ["outcomes"]


def test_without_the_texts_nothing_of_a_run_with_them_is_taken(root: Path) -> None:
    with_texts = kept(root)
    without = check_package(lab.package(root, texts=False), cache=root / ".cache")
    assert (with_texts.verified, without.verified) == (31, 0)


def test_an_edit_of_the_same_size_under_the_old_time_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "YOUNG", -(10**18))  # no file counts as young: only its state speaks
    clean = kept(root)
    path = lab.locate(root, "targets.csv")
    before = path.stat()
    text = path.read_text("utf-8")
    path.write_text(text.replace(",1200,", ",1201,"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)
    assert kept(root) == lab.validate(root) != clean


@pytest.mark.parametrize(("young", "noticed"), [(cache.YOUNG, True), (-(10**18), False)])
def test_an_edit_that_the_clock_does_not_show_is_noticed_in_young_files(
    root: Path, monkeypatch: pytest.MonkeyPatch, young: int, noticed: bool
) -> None:
    monkeypatch.setattr(cache, "YOUNG", young)
    clean = kept(root)
    before = {str(folder): look(str(folder)) for folder in (root / FOLDER / "plans").iterdir()}
    lab.apply(root, [EDITS[0]])
    # A clock that ticks too slowly: size, times and inode are those of before the edit.
    monkeypatch.setattr("publisher.read.folders.look", before.__getitem__)
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
        ("file-unreadable", "no plain file")
    ]
    assert report.verified == 0


@pytest.mark.slow
def test_the_referee_is_asked_again_only_where_something_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Package] = []
    real = referee.start

    def counted(package: Package) -> list[Future[list[referee.Complaint]]]:
        asked.append(package)
        return real(package)

    def strict() -> Report:
        return check_package(lab.package(root), cache=root / ".cache", referee=True)

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
    check_package(lab.package(root), cache=root / ".cache", referee=True)
    opened = open_cache(root / ".cache", lab.package(root))
    assert opened is not None
    of, said = opened.kept_verdict
    assert said == []
    opened.kept_verdict, opened.changed = [of, [["targets", 2, "value", "type-error: odd"]]], True
    opened.save()
    report = check_package(lab.package(root), cache=root / ".cache", referee=True)
    assert [(problem.code, problem.found) for problem in report.problems] == [("referee-disagrees", "type-error: odd")]


def test_the_digest_of_a_plan_is_of_its_own_files(root: Path) -> None:
    data = lab.package(root)
    first = plan_digest(data, lab.PLAN)
    assert first == read_plan(data, lab.PLAN).digest
    kept(root)
    assert plan_digest(data, lab.PLAN) == first
    lab.apply(root, [EDITS[3]])  # the text
    assert plan_digest(data, lab.PLAN) == first
    lab.apply(root, [EDITS[0]])
    changed = plan_digest(data, lab.PLAN)
    assert changed != first
    assert changed == read_plan(data, lab.PLAN).digest
    lab.apply(root, [EDITS[4]])  # a file removed
    assert plan_digest(data, lab.PLAN) not in ("", first, changed)
