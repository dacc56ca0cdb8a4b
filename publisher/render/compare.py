"""May two quantities stand beside each other? The reasons why not, as codes with words in locale/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from publisher.index import Entry
from publisher.model import Library

# The order in which groups of one basis are shown; what the text leaves open comes last.
BASES = ("new", "total", "rate", "change", "unclear")


def compared(library: Library, indicator_id: str) -> tuple[Entry, ...]:
    """The targets and baselines of an indicator; counts of a plan's own parts are no promises."""
    entries = library.index.by_indicator.get(indicator_id, ())
    return tuple(e for e in entries if e.values.get("parent_target_id") is None)


def _canonical(library: Library, values: Mapping[str, Any]) -> tuple[str, float]:
    measure = library.registry["measures"].get(values.get("measure_id") or "")
    if measure is None:
        return "", 1.0
    # Classifiers (个, 座, 家) all count: the indicator says what they count.
    name = "count" if measure.kind == "count" else str(measure.canonical_id)
    return name, float(measure.factor)


def canonical_value(library: Library, values: Mapping[str, Any]) -> float | None:
    """The value in its canonical measure, so that Gbps and Tbps stand on one scale."""
    return None if values.get("value") is None else float(values["value"]) * _canonical(library, values)[1]


def against(library: Library, one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """Why two quantities of one indicator may not simply be set side by side; empty where they may."""
    found = []
    if one.get("value") is None or other.get("value") is None:
        found.append("no_value")
    elif _canonical(library, one)[0] != _canonical(library, other)[0]:
        found.append("measure")
    if "unclear" in (one.get("basis"), other.get("basis")):
        found.append("unclear")
    elif one.get("basis") != other.get("basis"):
        found.append("basis")
    if one.get("indicator_match") != "exact" or other.get("indicator_match") != "exact":
        found.append("match")
    if _when(one) != _when(other):
        found.append("deadline")
    if one["document_id"] != other["document_id"] and _within(library, one, other):
        found.append("within")
    return tuple(found)


def _when(values: Mapping[str, Any]) -> str:
    return str(values.get("deadline") or values.get("as_of") or "")


def _within(library: Library, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether one document's area lies in the other's (GB/T 2260: 310113 lies in 310000)."""
    documents = library.registry["documents"]
    codes = [str(documents[values["document_id"]].area_code) for values in (one, other)]
    short, long = sorted((code.rstrip("0") for code in codes), key=len)
    return short != long and long.startswith(short)


def reasons(library: Library, one: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """All reasons against comparing one with any of the others, each once."""
    return tuple(dict.fromkeys(reason for other in others for reason in against(library, one, other)))


def by_basis(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Entries with a value in groups of one basis: only within a group do bars share a scale."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.values.get("value") is not None:
            groups.setdefault(entry.values.get("basis") or "unclear", []).append(entry)
    return [(basis, groups[basis]) for basis in BASES if basis in groups]
