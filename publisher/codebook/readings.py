"""What two readings of one thing are compared by: the columns of each kind of entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KINDS_READ = {
    "targets": "target",
    "observations": "observation",
    "mentions": "mention",
    "responsibilities": "responsibility",
    "projects": "project",
    "parties": "party",
}
NUMBER = ("comparator", "value", "value_max", "measure_id", "basis", "deadline")
# What is compared of an entry: name of the field in the table of agreement → its column.
NAMED_COLUMNS = {
    "responsibility": {"role": "role"},
    "party": {"party_name": "name_printed", "party_role": "role"},
    "project": {
        "project_name": "name_printed",
        "project_kind": "kind",
        "stage": "stage",
        "verb_printed": "verb_printed",
        "hedge": "hedge",
        "place_printed": "place_printed",
        "project_deadline": "deadline",
        "project_theme": "theme_id",
    },
    "theme": {"promise_theme": "theme_id"},
}
THEMED = ("tasks", "targets")  # what a reading of kind theme is about
FIELDS = ("kind", *NUMBER, *(name for names in NAMED_COLUMNS.values() for name in names))


def compared(kind: str) -> Mapping[str, str]:
    """Name of the field in the table of agreement → column, of the entries of a kind (readings.record_kind)."""
    if named := NAMED_COLUMNS.get(kind):
        return named
    numbers: Any = {"target": NUMBER, "observation": NUMBER[:-1]}.get(kind, ())
    return {"kind": "kind", **{name: name for name in numbers}}
