"""What is published of one plan by itself: whole files, pieces of the files that hold all plans, its rows as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publisher.model.findings import PlanFindings

Values = list[Sequence[Any]]


@dataclass(frozen=True)
class PlanRows:
    """The rows of a plan, or of the registry, by table: kept and wide tables."""

    tables: Mapping[str, Values]
    wide: Mapping[str, Values]


@dataclass(frozen=True)
class Part:
    """What is published of one plan by itself.

    files: path → file. pieces: path → what it adds to a file. listed: table → its records in a listing of the API.
    found: its findings. events: its deadlines as events of the calendar.
    """

    files: Mapping[str, bytes]
    pieces: Mapping[str, bytes]
    listed: Mapping[str, bytes]
    rows: PlanRows
    findings: PlanFindings
    events: bytes
