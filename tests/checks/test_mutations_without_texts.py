"""The same mutations where the texts are not at hand: the lock and the rules on cells catch them."""

from __future__ import annotations

import pytest
from mutated import MUTATIONS, Bench, judged
from mutations import Mutation

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def without_texts(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bare"), None)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mutation_is_one_problem_by_the_lock_alone(mutation: Mutation, without_texts: Bench) -> None:
    at = mutation.at if mutation.without_at is None else mutation.without_at
    judged(without_texts, mutation, mutation.without or mutation.rule, at)
