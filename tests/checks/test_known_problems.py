"""A problem that may be declared is lowered to a note with its reason, and silences nothing else.

A declaration that matches nothing, or that no rule allows, is an error.
"""

from __future__ import annotations

from pathlib import Path

import lab
import pytest

from publisher.check.rule import catalogue
from publisher.check.run import check_package
from publisher.terms.problem import Severity

pytestmark = pytest.mark.slow

DECLARED = {
    "known_problem_id": "known-01", "code": "traditional-character", "record_id": "linhe-2020.t01", "field": "what_zh",
    "reason_zh": "地名中的字没有简化。", "reason_en": "The character of the place name was never simplified.",
}  # fmt: skip
BARRED = {**DECLARED, "code": "value-differs-from-figure", "field": "value"}
# Style, language and use may be judged otherwise by people; nothing else may.
MAY_BE = {
    "alphabets-mixed", "half-width-punctuation", "indicator-not-compared", "kind-differs-from-name",
    "kind-differs-from-title", "mark-unpaired", "mention-of-another-thing", "not-in-chinese",
    "not-in-english", "sentence-unfinished",
    "picture-character", "stray-quotation-mark", "traditional-character", "unit-unused",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lab.clean(tmp_path / "package")


def spoil(root: Path, record: str, words: str) -> None:
    lab.apply(root, [{"set": ["targets.csv", record, "what_zh", words]}, {"do": "lock"}, {"do": "sign"}])


def declare(root: Path, row: dict[str, str]) -> None:
    """Declare a problem; the registry, of which the declaration is a record, is locked and signed."""
    lab.apply(root, [{"add": ["known_problems.csv", "", row]}])
    lab.sign(root, "registry")


def test_a_declared_problem_is_a_note(root: Path) -> None:
    spoil(root, "linhe-2020.t01", "5G基站（灣）")
    assert lab.validate(root).fails()
    declare(root, DECLARED)
    report = lab.validate(root)
    assert [(p.code, p.severity) for p in report.problems] == [("traditional-character", Severity.NOTE)]
    assert not report.fails(strict=True)


def test_only_that_record_and_column_are_lowered(root: Path) -> None:
    """Two rows with the same wrong words are one problem, but only one of them is declared."""
    spoil(root, "linhe-2020.t01", "5G基站（灣）")
    spoil(root, "linhe-2020.t06", "5G基站（灣）")
    declare(root, DECLARED)
    severities = {p.record_id: p.severity for p in lab.validate(root).problems if p.code == "traditional-character"}
    assert severities == {"linhe-2020.t01": Severity.NOTE, "linhe-2020.t06": Severity.ERROR}


def test_nothing_else_is_silent_for_it(root: Path) -> None:
    """Another fault of the same cell, and that the record was changed since it was locked, are said as ever."""
    lab.apply(root, [{"set": ["targets.csv", "linhe-2020.t01", "what_zh", "5G基站（灣）,每座"]}])
    declare(root, DECLARED)
    found = {p.code: p.severity for p in lab.validate(root).problems}
    assert found.pop("traditional-character") is Severity.NOTE
    assert found == {"half-width-punctuation": Severity.ERROR}
    lab.apply(root, [{"set": ["targets.csv", "linhe-2020.t01", "what_zh", "5G基站（灣）"]}])
    assert "record-changed-since-lock" in {p.code for p in lab.validate(root).problems}


def test_a_declaration_that_matches_nothing_is_an_error(root: Path) -> None:
    declare(root, DECLARED)
    assert [p.code for p in lab.validate(root).problems] == ["known-problem-gone"]
    part = check_package(lab.package(root), [])
    assert part.problems == (), "where not everything was looked at, nothing is known to be gone"


def test_evidence_and_figures_are_never_declared(root: Path) -> None:
    declare(root, BARRED)
    assert [p.code for p in lab.validate(root).problems] == ["problem-not-declarable"]
    lab.apply(root, [{"set": ["targets.csv", "linhe-2020.t01", "value", "1201"]}])
    (found,) = lab.validate(root).problems
    assert (found.code, found.severity) == ("value-differs-from-figure", Severity.ERROR)
    assert [place.file for place in found.more] == ["datapackage/known_problems.csv"]


def test_the_rules_that_may_be_declared() -> None:
    assert {code for code, rule in catalogue().items() if rule.declarable} == MAY_BE
