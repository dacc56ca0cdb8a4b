"""The cache gives the answer that a run without it gives, checks again only what changed, and survives damage."""

from __future__ import annotations

from pathlib import Path

import lab
import pytest

from publisher import check
from publisher.check import Report, check_package
from publisher.read import Plan

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


@pytest.mark.parametrize(
    "damage", [b"", b"\x00\xff", b"[]", b"a\nb\nc", b"a\nb"], ids=["empty", "bytes", "list", "lines", "cut"]
)
def test_a_damaged_cache_is_ignored(root: Path, damage: bytes) -> None:
    lab.apply(root, [EDITS[0]])
    expected = kept(root)
    (file,) = (root / ".cache").glob("*.json")
    file.write_bytes(damage)
    assert kept(root) == expected
    changed = file.read_bytes().replace(b"1201", b"1200", 1)
    file.write_bytes(changed)
    assert kept(root) == expected


def test_a_cache_that_cannot_be_written_only_keeps_nothing(root: Path) -> None:
    (root / ".cache").write_text("a file where the folder should be", "utf-8")
    assert kept(root) == lab.validate(root)


def test_without_the_texts_nothing_of_a_run_with_them_is_taken(root: Path) -> None:
    with_texts = kept(root)
    without = check_package(lab.package(root, texts=False), cache=root / ".cache")
    assert (with_texts.verified, without.verified) == (28, 0)
