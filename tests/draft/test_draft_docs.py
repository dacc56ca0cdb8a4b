"""What the tutorial says is so: its keys, its commands, its table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.drafts.given import measure_given
from bench.drafts.measure import measure, table
from bench.drafts.styles import BARS, measure_styles
from publisher.read.package import read_package
from publisher.read.registry import read_registry
from publisher.terms.messages import words
from publisher.terms.schema import load_schemas

pytestmark = pytest.mark.slow  # they draft every text that there is

LANGUAGES = ("zh", "en")


@pytest.fixture(params=LANGUAGES)
def tutorial(request: pytest.FixtureRequest, root: Path) -> tuple[str, str]:
    return request.param, (root / "docs" / request.param / "tutorial.md").read_text("utf-8")


def test_every_key_of_the_desk_is_in_the_tutorial(tutorial: tuple[str, str]) -> None:
    language, text = tutorial
    keys = [key for name in words(language)["desk"]["keys"] for key in re.split(r" / ", name)]
    for key in keys:
        if not key.isdigit():
            assert f"`{key}`" in text or all(f"`{part}`" in text for part in key.split("+")), key


def test_every_file_that_the_tutorial_names_is_there(tutorial: tuple[str, str], root: Path) -> None:
    for path in re.findall(r"tests/data/drafts/[\w.-]+", tutorial[1]):
        assert (root / path).exists(), path


@pytest.mark.sources
def test_the_table_is_what_is_measured(tutorial: tuple[str, str], root: Path, sources: Path) -> None:
    measured = table(measure(read_package(root, load_schemas(root / "schemas"), sources=sources)), tutorial[0])
    shown = tutorial[1].partition("<!-- drafting: begin -->")[2].partition("<!-- drafting: end -->")[0]
    assert shown.strip() == measured.strip() and len(measured.splitlines()) > 12


def test_the_table_of_other_styles_is_what_is_measured(tutorial: tuple[str, str], root: Path) -> None:
    registry = read_registry(root, load_schemas(root / "schemas"))
    measured = table(measure_styles(root / "tests" / "data" / "drafts-style", registry), tutorial[0], BARS)
    shown = tutorial[1].partition("<!-- styles: begin -->")[2].partition("<!-- styles: end -->")[0]
    assert shown.strip() == measured.strip()


@pytest.mark.parametrize("folder", ["given", "later"])
def test_the_table_of_what_others_wrote_is_what_is_measured(tutorial: tuple[str, str], folder: str, root: Path) -> None:
    registry = read_registry(root, load_schemas(root / "schemas"))
    measured = table(measure_given(root / "tests" / "data" / f"drafts-{folder}", registry, {}), tutorial[0], BARS)
    shown = tutorial[1].partition(f"<!-- {folder}: begin -->")[2].partition(f"<!-- {folder}: end -->")[0]
    assert shown.strip() == measured.strip()
