"""Whether the source texts are at hand, which are no part of the project."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
Row = TypeVar("Row")


def texts() -> Path | None:
    """The folder of source texts; None where they are not at hand."""
    folder = Path(os.environ.get("PLAN_SOURCES") or ROOT.parent / "shared" / "sources")
    return folder if folder.is_dir() else None


def with_texts(rows: Sequence[Row]) -> Sequence[Row | None]:
    """The rows of a table of tests that need the texts; without them one row stands for all, which is then skipped."""
    return rows if texts() else (None,)
