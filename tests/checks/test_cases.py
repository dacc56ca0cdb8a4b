"""A folder for every rule: the invented package with exactly that fault, and the same package without it.

tests/cases/<code>/expected.yaml says what is spoiled (`edit`: see EDITS in lab.py) and where the one problem stands.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lab
import pytest

from publisher.check import cells, rule
from publisher.check.rule import catalogue
from publisher.check.run import check_package
from publisher.terms.messages import Message, text
from publisher.terms.schema import load_yaml
from tests.each import each

CODES = sorted(catalogue())


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lab.clean(tmp_path_factory.mktemp("clean") / "package")


@pytest.fixture
def rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """For the two rules that watch other rules: lets a rule of the catalogue crash or be silent for one test."""
    whole = dict(catalogue())
    yield monkeypatch
    spoiled = catalogue() != whole
    monkeypatch.undo()
    if spoiled:
        _forget()  # what was made of the spoiled rules; else the compiled columns serve the next test


def _forget() -> None:
    rule.rules_on.cache_clear()
    cells._COMPILED.clear()


def _crash(*_arguments: object) -> None:
    raise ZeroDivisionError("on purpose")


def _apply(root: Path, edits: list[dict[str, list[object]]], rules: pytest.MonkeyPatch) -> None:
    for edit in edits:
        for name, arguments in edit.items():
            if name in ("crash", "silence"):
                code = str(arguments[0])
                function = _crash if name == "crash" else (lambda *_arguments: None)
                rules.setitem(catalogue(), code, replace(catalogue()[code], function=function))  # type: ignore[arg-type]
                _forget()
            else:
                lab.apply(root, [edit])


@pytest.mark.slow
def test_the_clean_package_has_no_problem(clean: Path) -> None:
    for texts in (True, False):
        report = check_package(lab.package(clean, texts=texts), referee=True)
        assert report.problems == ()
        assert report.rows > 150
        assert report.quotes == 31
        assert report.verified == (31 if texts else 0)


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    assert sorted(path.name for path in lab.CASES.iterdir() if path.name != "clean") == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_case_has_exactly_its_fault(code: str, clean: Path, tmp_path: Path, rules: pytest.MonkeyPatch) -> None:
    case = load_yaml((lab.CASES / code / "expected.yaml").read_text("utf-8"))
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    _apply(root, case["edit"], rules)
    data = lab.package(root, texts=case.get("texts", True))
    report = check_package(data, referee=code == "referee-disagrees")
    problems = [(p.code, p.place.file, p.place.row, p.place.field, len(p.more)) for p in report.problems]
    wanted = case["expect"]
    assert problems == [(code, wanted["file"], wanted["row"], wanted.get("field", ""), wanted.get("more", 0))]


@each("code", CODES)
def test_a_rule_says_what_is_right_and_what_to_do(code: str) -> None:
    for language, stop in (("en", "."), ("zh", "。")):
        assert text(Message(f"{code}.rule"), language).endswith(stop)
        assert text(Message(f"{code}.fix"), language)


def test_a_record_for_each_date_is_all_that_is_asked_for(clean: Path, tmp_path: Path) -> None:
    edits = load_yaml((lab.CASES / "deadline-without-record" / "expected.yaml").read_text("utf-8"))["edit"]
    second = {"target_id": "linhe-2020.t10", "deadline_printed": "2022年", "deadline": "2022-12-31"}
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    lab.apply(root, [*edits[:3], {"add": ["targets.csv", "linhe-2020.t06", second]}, *edits[3:]])
    assert check_package(lab.package(root), referee=False).problems == ()


@pytest.mark.parametrize(
    ("before", "printed", "deadline", "precision"),
    [
        ("2022年8月启动,12月", "12月", "2022-12-31", "month"),
        ("2019年启动,11月底前", "11月底前", "2020-11-30", "month"),
        ("巩固2019年底前建成的站点,11月底前", "11月底前", "2020-11-30", "month"),
    ],
)
def test_a_date_without_a_year_has_that_of_its_sentence_first(
    before: str, printed: str, deadline: str, precision: str, clean: Path, tmp_path: Path
) -> None:
    """Unless it was over when the document, of 2020, was issued."""
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    words = f"{before}建成充电桩3万根以上"
    cells = {"quote": words, "deadline_printed": printed, "deadline": deadline, "deadline_precision": precision}
    edits = [{"set": ["targets.csv", "linhe-2020.t06", field, cell]} for field, cell in cells.items()]
    text = {"replace": ["sources/linhe-2020.txt", "到2021年底,建成充电桩3万根以上", words]}
    lab.apply(root, [text, *edits, {"do": "pin"}, {"do": "lock"}, {"do": "sign"}])
    assert check_package(lab.package(root), referee=False).problems == ()
