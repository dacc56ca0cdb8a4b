"""The one shape of a fault, whoever finds it and however it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error stops a build, a warning stops it under --strict, a note never."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file (relative to the project), a line (from 1; 0 is the whole file), a column."""

    file: str
    row: int = 0
    field: str = ""

    def __str__(self) -> str:
        line = f":{self.row}" if self.row else ""
        return f"{self.file}{line}" + (f"  {self.field}" if self.field else "")


@dataclass(frozen=True, slots=True)
class Problem:
    """One cause, said once.

    code: the rule's name. rule and fix: the sentences of its help. found and expected: data, as text.
    more: the other places where the same cause shows. record_id: the record at `place`, where it is one.
    """

    code: str
    severity: Severity
    place: Place
    rule: str
    found: str = ""
    expected: str = ""
    fix: str = ""
    more: tuple[Place, ...] = ()
    record_id: str = ""

    def sort_key(self) -> tuple[Place, str, str]:
        """Problems are shown by place, then by rule."""
        return (self.place, self.code, self.found)

    def as_dict(self) -> dict[str, object]:
        """The same fields in every machine format: JSON, SARIF, CSV and annotations are made from it."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "file": self.place.file,
            "row": self.place.row or None,
            "field": self.place.field or None,
            "record_id": self.record_id or None,
            "rule": self.rule,
            "found": self.found,
            "expected": self.expected,
            "fix": self.fix,
            "more": [{"file": p.file, "row": p.row or None, "field": p.field or None} for p in self.more],
        }
