"""One invented draft in four states, made once for all tests of the desk: drafted, outlined, agreed, finished."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.review.lab import agree_all, agree_until, desk_at, place_with_draft


@pytest.fixture(scope="session")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return place_with_draft(tmp_path_factory.mktemp("draft"))


@pytest.fixture(scope="session")
def outlined(drafted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The draft with everything before its first target decided."""
    place = tmp_path_factory.mktemp("outlined") / "place"
    shutil.copytree(drafted, place)
    agree_until(desk_at(place), "targets")
    return place


@pytest.fixture(scope="session")
def agreed(outlined: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The draft with everything decided, and not finished."""
    place = tmp_path_factory.mktemp("agreed") / "place"
    shutil.copytree(outlined, place)
    agree_all(desk_at(place))
    return place


@pytest.fixture(scope="session")
def finished(agreed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan that the draft becomes."""
    place = tmp_path_factory.mktemp("finished") / "place"
    shutil.copytree(agreed, place)
    assert desk_at(place).finish() == {"ok": True, "finished": True}
    return place
