"""Every mutation of the real package is caught by the intended rule at the intended place, with exactly one problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from at_hand import with_texts
from mutated import MUTATIONS, Bench, judged, overlooked, together
from mutations import Mutation

from publisher.terms.problem import Problem

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def beside_texts(tmp_path_factory: pytest.TempPathFactory, sources: Path) -> Bench:
    return Bench(tmp_path_factory.mktemp("real"), sources)


def test_the_mutations_are_many_and_distinct() -> None:
    assert len(MUTATIONS) >= 430
    assert len({(m.table, m.column, m.value("12345"), m.rule, m.name) for m in MUTATIONS}) == len(MUTATIONS)


@pytest.fixture(scope="module")
def told() -> dict[Mutation, list[Problem]]:
    """What was told of each mutation, for the referee at the end."""
    return {}


@pytest.mark.sources
@pytest.mark.parametrize("mutation", with_texts(MUTATIONS), ids=lambda mutation: getattr(mutation, "name", "all"))
def test_a_mutation_is_one_problem_where_the_texts_are_at_hand(
    mutation: Mutation, beside_texts: Bench, told: dict[Mutation, list[Problem]]
) -> None:
    told[mutation] = judged(beside_texts, mutation, mutation.rule, mutation.at)


@pytest.mark.sources
def test_the_referee_finds_in_no_mutation_what_we_do_not(
    beside_texts: Bench, told: dict[Mutation, list[Problem]]
) -> None:
    """Asked of those that were made above, many at a time."""
    for made in together(beside_texts, told):
        assert overlooked(beside_texts, made, [problem for mutation, _ in made for problem in told[mutation]]) == []
