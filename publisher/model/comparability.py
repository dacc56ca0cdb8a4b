"""May two quantities stand beside each other? The reasons why not, as codes with words in terms/messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from publisher.codebook.areas import above
from publisher.model.index import Entry
from publisher.model.library import Library
from publisher.model.records import Record
from publisher.work.grouped import grouped as by_key

# The order in which groups of one basis are shown; what the text leaves open comes last.
BASES = ("new", "total", "rate", "change", "unclear")


def compared(library: Library, indicator_id: str) -> tuple[Entry, ...]:
    """The targets and baselines of an indicator; counts of a plan's own parts are no promises."""
    entries = library.index.by_indicator.get(indicator_id, ())
    return tuple(e for e in entries if e.values.get("parent_target_id") is None)


def canonical(registry: Mapping[str, Mapping[str, Record]], values: Mapping[str, Any]) -> tuple[str, float]:
    """The canonical measure of a quantity, "" where it has none, and how many of it one of its own is."""
    measure = registry["measures"].get(values.get("measure_id") or "")
    if measure is None:
        return "", 1.0
    # Classifiers (个, 座, 家) all count: the indicator says what they count.
    name = "count" if measure.kind == "count" else str(measure.canonical_id)
    return name, float(measure.factor)


def canonical_value(library: Library, values: Mapping[str, Any]) -> float | None:
    """The value in its canonical measure, so that Gbps and Tbps stand on one scale."""
    return None if values.get("value") is None else float(values["value"]) * factor(library, values)


def factor(library: Library, values: Mapping[str, Any]) -> float:
    """How many of the canonical measure one of a quantity's own is."""
    return canonical(library.registry, values)[1]


def against(library: Library, one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """Why two quantities of one indicator may not simply be set side by side; empty where they may."""
    differing = []
    if one.get("value") is None or other.get("value") is None:
        differing.append("no_value")
    elif canonical(library.registry, one)[0] != canonical(library.registry, other)[0]:
        differing.append("measure")
    if "unclear" in (one.get("basis"), other.get("basis")):
        differing.append("unclear")
    elif one.get("basis") != other.get("basis"):
        differing.append("basis")
    if one.get("indicator_match") != "exact" or other.get("indicator_match") != "exact":
        differing.append("match")
    if _when(one) != _when(other):
        differing.append("deadline")
    if _within(library, {str(one["document_id"]), str(other["document_id"])}):
        differing.append("within")
    return tuple(differing)


def _when(values: Mapping[str, Any]) -> str:
    return str(values.get("deadline") or values.get("as_of") or "")


def _within(library: Library, document_ids: Iterable[str]) -> bool:
    """Whether the area of one of the documents lies in that of another (GB/T 2260: 310113 lies in 310000)."""
    documents = library.registry["documents"]
    codes = {str(documents[i].area_code).rstrip("0") for i in document_ids}
    return any(code[:end] in codes for code in codes for end in range(len(code)))


def nested(library: Library, document_ids: Iterable[str]) -> dict[str, str]:
    """Document → the one of them whose area is the smallest that lies around its own; only those that have one."""
    documents = library.registry["documents"]
    areas = {str(documents[i].area_code): i for i in sorted(document_ids, reverse=True)}
    around = {i: next((code for code in above(str(documents[i].area_code)) if code in areas), "") for i in document_ids}
    return {i: areas[code] for i, code in around.items() if code}


REASONS = ("no_value", "measure", "unclear", "basis", "match", "deadline", "within")  # the order in which they are said


def reasons(library: Library, one: Mapping[str, Any], others: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """All reasons against comparing one with any of the others, each once."""
    given = {reason for other in others for reason in against(library, one, other)}
    return tuple(reason for reason in REASONS if reason in given)


def reasons_among(library: Library, members: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """All reasons against comparing any two of them, each once: what `against` says of every pair, in linear time."""
    if len(members) < 2:
        return ()
    valued = [values for values in members if values.get("value") is not None]
    bases = {values.get("basis") for values in members}
    holds = {
        "no_value": len(valued) < len(members),
        "measure": len({canonical(library.registry, values)[0] for values in valued}) > 1,
        "unclear": "unclear" in bases,
        "basis": len(bases - {"unclear"}) > 1,
        "match": any(values.get("indicator_match") != "exact" for values in members),
        "deadline": len({_when(values) for values in members}) > 1,
        "within": _within(library, {str(values["document_id"]) for values in members}),
    }
    return tuple(reason for reason in REASONS if holds[reason])


CITIES = ("11", "12", "31", "50")  # areas of the level of a province that are cities (GB/T 2260)
PANELS = (*BASES, "cap", "budget", "status")


def level(document: Record) -> str:
    """The level of a document's area, where a city is a city whatever it stands under."""
    code = str(document.area_level)
    city = code == "municipal" or (code == "provincial" and str(document.area_code)[:2] in CITIES)
    return "city" if city else code


def group(entry: Entry) -> str:
    """What a quantity may be looked at together with: a promise by its basis; a cap, a sum of money, a status quo."""
    kind = entry.values["kind"]
    if entry.table == "observations":
        return "status"
    return kind if kind in ("cap", "budget") else str(entry.values.get("basis") or "unclear")


Group = tuple[str, str, str]  # what `group` says, the level of the area, the measure


def grouped(library: Library, entries: Iterable[Entry]) -> list[tuple[Group, list[Entry]]]:
    """Entries with a value in groups that share an axis: of one basis, level and measure."""

    def axis(entry: Entry) -> Group:
        document = library.registry["documents"][entry.document_id]
        return group(entry), level(document), canonical(library.registry, entry.values)[0]

    by_axis = by_key((axis(entry), entry) for entry in entries if entry.values.get("value") is not None)
    return sorted(by_axis.items(), key=lambda item: (PANELS.index(item[0][0]), item[0][1:]))
