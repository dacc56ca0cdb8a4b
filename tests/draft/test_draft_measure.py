"""Drafting of the five plans, with a registry that does not know them, reaches the bars."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.drafts.measure import BARS, Score, measure, table, without
from publisher.read.package import read_package
from publisher.terms.schema import load_schemas

pytestmark = pytest.mark.slow  # they draft every text that there is


@pytest.fixture(scope="module")
def scores(root: Path, sources: Path) -> tuple[Score, ...]:
    return measure(read_package(root, load_schemas(root / "schemas"), sources=sources))


@pytest.mark.sources
@pytest.mark.parametrize("what", BARS)
def test_the_bars_are_reached(what: str, scores: tuple[Score, ...]) -> None:
    score = next(s for s in scores if (s.document, s.what) == ("all", what))
    recall, precision = BARS[what]
    assert score.expected and score.recall is not None and score.precision is not None
    assert score.recall >= recall, score
    assert precision is None or score.precision >= precision, score


@pytest.mark.sources
def test_the_table_has_a_line_for_everything_measured(scores: tuple[Score, ...]) -> None:
    for language in ("zh", "en"):
        assert len(table(scores, language).splitlines()) == 2 + len({score.what for score in scores})


def test_the_registry_is_measured_without_the_plan(root: Path) -> None:
    package = read_package(root, load_schemas(root / "schemas"))
    left = without(package.registry, package, "chengdu-2020")
    assert "chengdu-2020" in package.registry.by_key["documents"] and "chengdu-2020" not in left.by_key["documents"]
    assert package.registry.resolve("市经信局", "510100") and not left.resolve("市经信局", "510100")
