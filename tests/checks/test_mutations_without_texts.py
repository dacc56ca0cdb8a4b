"""The same mutations where the texts are not at hand: the lock and the rules on cells catch them."""

from __future__ import annotations

import pytest
from mutated import MUTATIONS, Bench, Company
from mutations import At, Mutation

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    return Company(Bench(tmp_path_factory.mktemp("bare"), None), map(by_the_lock, MUTATIONS))


def by_the_lock(mutation: Mutation) -> tuple[Mutation, str, At]:
    """A mutation, and what tells of it where no text can."""
    at = mutation.at if mutation.without_at is None else mutation.without_at
    return mutation, mutation.without or mutation.rule, at


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mutation_is_one_problem_by_the_lock_alone(mutation: Mutation, company: Company) -> None:
    company.judged(mutation)
