"""A small corpus for tests of scale, and executors of both kinds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest

from bench import corpus
from bench.run import MOST_ROWS
from bench.template import template
from publisher.read.package import read_package
from publisher.terms.schema import Schemas, load_schemas
from publisher.work.executors import local
from tests.conftest import Once

PLANS = 15


@pytest.fixture(autouse=True)
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes may be used they are, for however little work."""
    monkeypatch.setattr("publisher.work.engine.START", 0.02)


@pytest.fixture(scope="session")
def schemas(root: Path) -> Schemas:
    return load_schemas(root / "schemas")


@pytest.fixture(scope="session")
def corpus_folder(root: Path, schemas: Schemas, once: Once) -> Path:
    """A corpus of cut plans, to be read only."""

    def make(folder: Path) -> None:
        real = read_package(root, schemas)
        corpus.make(real, template(real, rows=MOST_ROWS), folder, plans=PLANS)

    return once("corpus", make)


@pytest.fixture
def corpus_copy(corpus_folder: Path, tmp_path: Path) -> Path:
    """A copy of the corpus, to be changed."""
    folder = tmp_path / "corpus"
    shutil.copytree(corpus_folder, folder)
    return folder


@pytest.fixture(scope="session")
def pool() -> Iterator[Executor]:
    """Two processes."""
    with local(2) as executor:
        assert executor is not None
        yield executor
