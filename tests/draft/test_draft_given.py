"""Texts by somebody who knew no rule, with the truth in that person's own notation: what of it is drafted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.drafts.given import TRUTH, Dense, measure_given, truth_of
from bench.drafts.measure import Score
from publisher.draft.text.extract import read
from publisher.read.registry import read_registry
from publisher.terms.schema import load_schemas

pytestmark = pytest.mark.slow  # they draft every text that there is

FOLDER = Path(__file__).resolve().parents[1] / "data" / "drafts-given"
SOURCES = {
    path.name.removesuffix(TRUTH): next(one for one in FOLDER.glob(path.name[:2] + ".*") if one != path)
    for path in sorted(FOLDER.glob("*" + TRUTH))
}
# What is reached: recall, precision.
REACHED = {
    "headings": (0.99, 0.98),
    "statements": (0.97, 0.97),
    "bodies": (0.97, 0.97),
    "roles-printed": (0.97, 0.97),
    "targets": (0.95, 0.90),
    "values": (1.0, 1.0),
    "deadlines-printed": (0.95, 0.95),
    "sure": (0.99, 0.99),
    "projects": (0.92, 0.89),
}
# Those of drafts-later: what is reached, mended on.
LATER = FOLDER.with_name("drafts-later")
LATER_REACHED = {
    "headings": (0.99, 0.99),
    "statements": (0.99, 0.99),
    "bodies": (0.99, 0.99),
    "roles-printed": (1.0, 1.0),
    "targets": (0.99, 0.95),
    "values": (1.0, 1.0),
    "deadlines-printed": (0.97, 0.97),
    "sure": (0.99, 0.99),
    "projects": (0.96, 0.93),
}


@pytest.fixture(scope="module")
def scores(root: Path) -> tuple[Score, ...]:
    return measure_given(FOLDER, read_registry(root, load_schemas(root / "schemas")), {})


@pytest.fixture(scope="module")
def later(root: Path) -> tuple[Score, ...]:
    return measure_given(LATER, read_registry(root, load_schemas(root / "schemas")), {})


def test_there_are_twelve() -> None:
    assert len(SOURCES) == 12


@pytest.mark.parametrize("what", REACHED)
def test_what_is_reached_is_held(what: str, scores: tuple[Score, ...]) -> None:
    score = next(s for s in scores if (s.document, s.what) == ("all", what))
    assert score.recall is not None and score.recall >= REACHED[what][0], score
    assert score.precision is not None and score.precision >= REACHED[what][1], score


@pytest.mark.parametrize("what", LATER_REACHED)
def test_what_the_later_ones_gave_is_held(what: str, later: tuple[Score, ...]) -> None:
    score = next(s for s in later if (s.document, s.what) == ("all", what))
    assert score.recall is not None and score.recall >= LATER_REACHED[what][0], score
    assert score.precision is not None and score.precision >= LATER_REACHED[what][1], score


@pytest.mark.parametrize("name", SOURCES)
def test_every_word_of_a_truth_stands_in_the_text_as_it_is_read(name: str) -> None:
    text = Dense.of(read(SOURCES[name]).text)
    lines = truth_of(FOLDER / f"{name}{TRUTH}", text)
    assert lines and [line for line in lines if line.start < 0 and line.kind != "meta"] == []


def test_a_figure_is_not_looked_for_within_a_longer_one() -> None:
    text = Dense.of("新建15 个，改造 5\t个，共5个")
    assert [text.cuts(at, at + 2) for at in (text.text.index("5个"), text.text.rindex("5个"))] == [True, False]
