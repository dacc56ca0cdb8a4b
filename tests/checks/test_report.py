"""The formats of a report: each holds to its schema, and says the same."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import lab
import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from publisher.check.report import FORMATS, as_csv, as_github, as_json, as_sarif, as_text, explain, rules_as_text
from publisher.check.result import Report
from publisher.check.rule import catalogue
from tests.each import each

LANGUAGES = ("en", "zh")
SPOILED = [
    {"set": ["targets.csv", "linhe-2020.t01", "value", "1201"]},
    {"set": ["targets.csv", "linhe-2020.t06", "indicator_id", "charging-post"]},
    {"set": ["observations.csv", "linhe-2020.o01", "indicator_id", "charging-post"]},
    {"set": ["units.csv", "linhe-housing-bureau", "name_en", "a, b: 100%\n::error::"]},
    {"set": ["units.csv", "linhe-government", "is_group", "true"]},
    {"remove": ["notes.csv"]},
]


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lab.clean(tmp_path_factory.mktemp("report") / "package")
    lab.apply(root, SPOILED)
    return root


@pytest.fixture(scope="module")
def report(spoiled: Path) -> Report:
    found = lab.validate(spoiled)
    assert len(found.problems) == 5
    assert any(problem.more for problem in found.problems)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_holds_to_its_published_schema(report: Report, language: str) -> None:
    schema = json.loads((lab.ROOT / "schemas" / "report.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    content = json.loads(as_json(report, language))
    assert list(Draft202012Validator(schema).iter_errors(content)) == []
    assert len(content["problems"]) == 5
    assert content["summary"]["rows"] == report.rows > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_sarif_holds_to_the_oasis_schema(report: Report, language: str) -> None:
    schema = json.loads((Path(__file__).parent / "vendored" / "sarif-2.1.0.json").read_text("utf-8"))
    content = json.loads(as_sarif(report, language))
    assert list(Draft4Validator(schema).iter_errors(content)) == []
    run = content["runs"][0]
    assert len(run["results"]) == 5
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_the_sarif_schema_refuses_what_is_no_sarif(report: Report) -> None:
    schema = json.loads((Path(__file__).parent / "vendored" / "sarif-2.1.0.json").read_text("utf-8"))
    content = json.loads(as_sarif(report))
    content["runs"][0]["results"][0]["level"] = "fatal"
    assert list(Draft4Validator(schema).iter_errors(content))


def test_csv_has_a_row_a_problem(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(report))))
    assert [row["code"] for row in rows] == [problem.code for problem in report.problems]
    assert [row["file"] for row in rows] == [problem.place.file for problem in report.problems]


def test_github_annotations_stay_on_one_line_each(report: Report) -> None:
    *lines, closing = as_github(report).splitlines()
    assert len(lines) == 5
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines)
    assert closing.startswith("5 errors")


def test_text_names_place_found_expected_and_what_to_do(report: Report) -> None:
    text = as_text(report)
    assert (
        """error[value-differs-from-figure] The value equals the figure: 3.4万 is 34000, 60% is 60, 40-100 begins at 40.
  datapackage/plans/linhe-2020/targets.csv:2  value
  found    1201
  expected 1200 (1200)
  fix      correct the value, or the figure if the quote shows another.
  more     python build.py explain value-differs-from-figure
"""
        in text
    )
    assert "charging-posts?" in text  # did you mean
    assert "\x1b" not in text


PRINT = """
import sys
from pathlib import Path
sys.path[:0] = [{root!r}, {here!r}]
import lab
from publisher.check.report import FORMATS
report = lab.validate(Path({package!r}))
for form in sorted(FORMATS):
    for language in {languages!r}:
        sys.stdout.write(FORMATS[form](report, language))
"""


@pytest.mark.slow
def test_every_format_is_the_same_in_every_process(spoiled: Path, report: Report) -> None:
    """Sets have another order in a process with another hash seed."""
    script = PRINT.format(
        root=str(lab.ROOT), here=str(Path(__file__).parent), package=str(spoiled), languages=LANGUAGES
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout.decode()
        for seed in ("1", "4242")
    ]
    assert said[0] == said[1] == "".join(FORMATS[form](report, one) for form in sorted(FORMATS) for one in LANGUAGES)


def _chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@each("code", sorted(catalogue()))
def test_every_rule_is_explained_in_both_languages(code: str) -> None:
    rule = catalogue()[code]
    english, chinese = explain(rule, "en"), explain(rule, "zh")
    assert english.startswith(code)
    assert chinese.startswith(code)
    what, *rest = chinese.splitlines()[1:]
    assert _chinese(what), code
    assert any("办法" in line for line in rest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_listing_has_a_line_a_rule(language: str) -> None:
    lines = rules_as_text(catalogue().values(), language).splitlines()
    assert [line.split()[0] for line in lines] == list(catalogue())
