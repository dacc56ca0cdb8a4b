"""suggestions.csv: what is suggested for a plan and not yet decided. The file exists only while a draft is checked.

A suggestion is no record: the tables hold only what a person accepted, so they stay valid throughout.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from publisher.read import FOLDER
from publisher.tidy import csv_text, write_atomically

NAME = "suggestions.csv"
COLUMNS = ("suggestion_id", "item", "record_table", "record_id", "state", "confidence", "start", "end", "why_zh", "why_en", "reason", "cells")
OPEN = ("open", "aside")  # undecided; set aside with a reason, to be decided later. The third state is rejected.


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row that is suggested for a table. Those of one item are decided together.

    cells: column → value, as the table would hold them. start, end: where its words stand, in code points.
    """

    id: str
    item: str
    table: str
    record: str
    cells: Mapping[str, str]
    start: int
    end: int
    why_zh: str
    why_en: str
    confidence: str = "high"
    state: str = "open"
    reason: str = ""


def path_of(root: Path, plan_id: str) -> Path:
    """Where a plan's suggestions are kept, given the folder that holds datapackage/."""
    return root / FOLDER / "plans" / plan_id / NAME


def dump(suggestions: Iterable[Suggestion]) -> str:
    """Suggestions as canonical CSV, in the order given."""
    return csv_text(
        COLUMNS,
        (
            [s.id, s.item, s.table, s.record, s.state, s.confidence, str(s.start), str(s.end), s.why_zh, s.why_en, s.reason,
             json.dumps({name: value for name, value in s.cells.items() if value}, ensure_ascii=False)]
            for s in suggestions
        ),
    )  # fmt: skip


def parse(text: str) -> tuple[Suggestion, ...]:
    """Suggestions from the text of their file. Raises ValueError, with the line, where it is damaged."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    found = []
    try:
        for row in reader:
            found.append(
                Suggestion(row["suggestion_id"], row["item"], row["record_table"], row["record_id"], json.loads(row["cells"]),
                           int(row["start"]), int(row["end"]), row["why_zh"], row["why_en"], row["confidence"], row["state"], row["reason"])
            )  # fmt: skip
    except (KeyError, ValueError, TypeError, csv.Error) as error:
        raise ValueError(f"{NAME}, line {reader.line_num}: {error}") from error
    return tuple(found)


def load(root: Path, plan_id: str) -> tuple[Suggestion, ...]:
    """A plan's suggestions; () where it has none. Raises ValueError where the file is damaged."""
    try:
        return parse(path_of(root, plan_id).read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise ValueError(f"{NAME}: no UTF-8") from error


def save(root: Path, plan_id: str, suggestions: Iterable[Suggestion]) -> None:
    """Write a plan's suggestions; when none is undecided the file goes, and the plan is a draft no more."""
    kept = list(suggestions)
    path = path_of(root, plan_id)
    if any(s.state in OPEN for s in kept):
        write_atomically(path, dump(kept).encode())
    else:
        path.unlink(missing_ok=True)


def unfinished(root: Path, plan_id: str) -> int:
    """How many suggestions of a plan are undecided: 0 for a plan that is no draft; a damaged file counts as one.

    A plan for which this is not 0 is left out of what is published, and rules on completeness do not judge it yet.
    """
    try:
        return sum(suggestion.state in OPEN for suggestion in load(root, plan_id))
    except ValueError:
        return 1
