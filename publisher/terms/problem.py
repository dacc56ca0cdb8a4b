"""Problem: the one type for faults, whatever finds and shows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from publisher.terms.messages import Fact, Message, Shown, text


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
    """A fault in the data, reported once for each cause.

    code: the rule's name, under which the messages have the rule and what to do. found and expected: data, or messages.
    more: the other places where the same cause shows. record_id: the record at `place`, where it is one.
    facts: what the sentence on what to do names, where it names something.
    """

    code: str
    severity: Severity
    place: Place
    found: Shown = ""
    expected: Shown = ""
    more: tuple[Place, ...] = ()
    record_id: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()

    @property
    def rule(self) -> Message:
        """What is right."""
        return Message(f"{self.code}.rule")

    @property
    def fix(self) -> Message:
        """What to do."""
        return Message(f"{self.code}.fix", self.facts)

    def sort_key(self) -> tuple[Place, str, str]:
        """Problems are shown by place, then by rule."""
        return (self.place, self.code, str(self.found))

    def said(self, language: str) -> dict[str, str]:
        """Its four sentences in a language: rule, found, expected and fix; "" where there is nothing to say."""
        sentences = {"rule": self.rule, "found": self.found, "expected": self.expected, "fix": self.fix}
        return {name: text(sentence, language) for name, sentence in sentences.items()}

    def as_dict(self, language: str) -> dict[str, object]:
        """The same fields in every machine format: JSON, SARIF, CSV and annotations are made from it."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "file": self.place.file,
            "row": self.place.row or None,
            "field": self.place.field or None,
            "record_id": self.record_id or None,
            **self.said(language),
            "more": [{"file": p.file, "row": p.row or None, "field": p.field or None} for p in self.more],
        }
