"""Where the second reader saw nothing to record: remembered beside the project's caches, for it is no datum."""

from __future__ import annotations

import json
from pathlib import Path

from publisher.tidy import write_atomically


class Passed:
    """The places at which one reader of a plan passed on, kept in .cache/desk/ so that a closed desk is taken up again.

    A file that is lost or damaged costs no more than passing them again.
    """

    def __init__(self, root: Path, plan_id: str, reader: str) -> None:
        self.path = root / ".cache" / "desk" / f"{plan_id}.{reader}.json"

    def all(self) -> frozenset[str]:
        """The ids of the places."""
        try:
            return frozenset(str(one) for one in json.loads(self.path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return frozenset()

    def add(self, place: str) -> None:
        """Remember one more."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.path, json.dumps(sorted(self.all() | {place})).encode())
