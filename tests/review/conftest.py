"""One invented draft in four states, made once for all tests of the desk: drafted, outlined, agreed, finished."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.review.desk import Desk
from tests.conftest import Once
from tests.review.lab import agree_all, agree_until, desk_at, place_with_draft


def further(once: Once, name: str, state: Path, work: Callable[[Desk], object]) -> Path:
    """A copy of a state, worked on at the desk."""

    def make(folder: Path) -> None:
        shutil.copytree(state, folder / "place")
        work(desk_at(folder / "place"))

    return once(name, make) / "place"


@pytest.fixture(scope="session")
def drafted(once: Once) -> Path:
    return once("drafted", place_with_draft)


@pytest.fixture(scope="session")
def outlined(drafted: Path, once: Once) -> Path:
    """The draft with everything before its first target decided."""
    return further(once, "outlined", drafted, lambda desk: agree_until(desk, "targets"))


@pytest.fixture(scope="session")
def agreed(outlined: Path, once: Once) -> Path:
    """The draft with everything decided, and not finished."""
    return further(once, "agreed", outlined, agree_all)


@pytest.fixture(scope="session")
def finished(agreed: Path, once: Once) -> Path:
    """The plan that the draft becomes."""

    def finish(desk: Desk) -> None:
        assert desk.finish() == {"ok": True, "finished": True}

    return further(once, "finished", agreed, finish)


@pytest.fixture
def place(drafted: Path, tmp_path: Path) -> Path:
    """A draft to work on."""
    return Path(shutil.copytree(drafted, tmp_path / "place"))


@pytest.fixture
def at_targets(outlined: Path, tmp_path: Path) -> Path:
    """A draft to work on from its first target on."""
    return Path(shutil.copytree(outlined, tmp_path / "at_targets"))


@pytest.fixture
def plan(finished: Path, tmp_path: Path) -> Path:
    """A plan to work on that is no draft."""
    return Path(shutil.copytree(finished, tmp_path / "plan"))
