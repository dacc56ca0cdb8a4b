"""A problem that is declared with a reason is lowered to a note; a declaration that matches nothing is an error."""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

from pathlib import Path

import lab
import pytest

from publisher.check.run import check_package
from publisher.terms.problem import Severity

DECLARED = {
    "known_problem_id": "known-01", "code": "value-differs-from-figure", "record_id": "linhe-2020.t01", "field": "value",
    "reason_zh": "原文自己写错。", "reason_en": "The text itself is wrong.",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lab.clean(tmp_path / "package")


def test_a_declared_problem_is_a_note(root: Path) -> None:
    lab.apply(root, [{"set": ["targets.csv", "linhe-2020.t01", "value", "1201"]}])
    assert lab.validate(root).fails()
    lab.apply(root, [{"add": ["known_problems.csv", "", DECLARED]}])
    report = lab.validate(root)
    assert [(p.code, p.severity) for p in report.problems] == [("value-differs-from-figure", Severity.NOTE)]
    assert not report.fails(strict=True)


def test_only_that_record_and_column_are_lowered(root: Path) -> None:
    lab.apply(root, [{"set": ["targets.csv", "linhe-2020.t01", "value", "1201"]},
                     {"set": ["targets.csv", "linhe-2020.t02", "value", "501"]},
                     {"add": ["known_problems.csv", "", DECLARED]}])  # fmt: skip
    severities = {p.record_id: p.severity for p in lab.validate(root).problems}
    assert severities == {"linhe-2020.t01": Severity.NOTE, "linhe-2020.t02": Severity.ERROR}


def test_a_declaration_that_matches_nothing_is_an_error(root: Path) -> None:
    lab.apply(root, [{"add": ["known_problems.csv", "", DECLARED]}])
    assert [p.code for p in lab.validate(root).problems] == ["known-problem-gone"]
    part = check_package(lab.package(root), [])
    assert part.problems == (), "where not everything was looked at, nothing is known to be gone"
