"""Every mutation of the real package is caught by the intended rule at the intended place, with exactly one problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from at_hand import with_texts
from mutated import MUTATIONS, Bench, Company, overlooked, together
from mutations import Mutation

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def beside_texts(tmp_path_factory: pytest.TempPathFactory, sources: Path) -> Bench:
    return Bench(tmp_path_factory.mktemp("real"), sources)


def test_the_mutations_are_many_and_distinct() -> None:
    assert len(MUTATIONS) >= 430
    assert len({(m.table, m.column, m.value("12345"), m.rule, m.name) for m in MUTATIONS}) == len(MUTATIONS)


@pytest.fixture(scope="module")
def company(beside_texts: Bench) -> Company:
    return Company(beside_texts, [(mutation, mutation.rule, mutation.at) for mutation in MUTATIONS])


@pytest.mark.sources
@pytest.mark.parametrize("mutation", with_texts(MUTATIONS), ids=lambda mutation: getattr(mutation, "name", "all"))
def test_a_mutation_is_one_problem_where_the_texts_are_at_hand(mutation: Mutation, company: Company) -> None:
    company.judged(mutation)


@pytest.mark.sources
def test_the_referee_finds_in_no_mutation_what_we_do_not(beside_texts: Bench, company: Company) -> None:
    """Asked of those that were made above, many at a time."""
    told_of = {mutation: told for (mutation, *_), told in company.together.found.items()}
    for made in together(beside_texts, told_of):
        told = [problem for mutation, _ in made for problem in told_of[mutation]]
        assert overlooked(beside_texts, made, told) == []
