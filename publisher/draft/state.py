"""suggestions.csv: what is suggested for a plan and not yet decided. The file exists only while a draft is checked.

A suggestion is no record: the plan's tables hold only what a person accepted. While the file is there the folder is a
draft: `read_package` lists it under `drafts` and not under `plan_ids`, so no rule judges it, the descriptor does not
name it and nothing of it is published. Rows for the registry (documents, bodies, names, indicators) wait in it too,
as agreed, until the draft is finished, so that a draft can be removed without a trace.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from publisher.read.canonical import csv_text
from publisher.read.layout import FOLDER, SUGGESTIONS
from publisher.terms.messages import Refusal, say

COLUMNS = (
    "suggestion_id",
    "item",
    "record_table",
    "record_id",
    "state",
    "confidence",
    "start",
    "end",
    "why_zh",
    "why_en",
    "reason",
    "cells",
)
# open: undecided. aside: put off, with a reason. agreed: for the registry, once the draft is finished. rejected.
OPEN = ("open", "aside")


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
    return root / FOLDER / "plans" / plan_id / SUGGESTIONS


def dump(suggestions: Iterable[Suggestion]) -> str:
    """Suggestions as canonical CSV, in the order given."""
    return csv_text(
        COLUMNS,
        (
            [
                s.id,
                s.item,
                s.table,
                s.record,
                s.state,
                s.confidence,
                str(s.start),
                str(s.end),
                s.why_zh,
                s.why_en,
                s.reason,
                json.dumps({name: value for name, value in s.cells.items() if value}, ensure_ascii=False),
            ]
            for s in suggestions
        ),
    )


def parse(text: str) -> tuple[Suggestion, ...]:
    """Suggestions from the text of their file. Raises Refusal, with the line, where it is damaged."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    suggestions = []
    try:
        for row in reader:
            suggestions.append(
                Suggestion(
                    row["suggestion_id"],
                    row["item"],
                    row["record_table"],
                    row["record_id"],
                    json.loads(row["cells"]),
                    int(row["start"]),
                    int(row["end"]),
                    row["why_zh"],
                    row["why_en"],
                    row["confidence"],
                    row["state"],
                    row["reason"],
                )
            )
    except (KeyError, ValueError, TypeError, csv.Error) as error:
        raise Refusal(say("draft.damaged", line=reader.line_num)) from error
    return tuple(suggestions)


def load(root: Path, plan_id: str) -> tuple[Suggestion, ...]:
    """A plan's suggestions; () where it has none. Raises Refusal where the file is damaged."""
    try:
        return parse(path_of(root, plan_id).read_text("utf-8"))
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise Refusal(say("draft.no-utf8")) from error
