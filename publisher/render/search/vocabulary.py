"""How the browser reads a query: numerals from the codebook, measures from the registry, words from terms/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from publisher.codebook import numerals
from publisher.codebook.areas import PROVINCES, spoken
from publisher.model.library import Library
from publisher.model.records import Record
from publisher.terms.messages import LANGUAGES, words

# Measures that readers type and the documents do not print → what a value in them is multiplied by, and its kind.
# Another currency has no factor and is never the same. The factors are those of the agreement of 1959 on yard and
# pound; fifteen mu (亩) are a hectare.
ELSEWHERE = {
    "mile": (1.609344, "length"), "foot": (0.0003048, "length"), "square_mile": (2589988.110336, "area"),
    "square_foot": (0.09290304, "area"), "acre": (4046.8564224, "area"), "mu": (10000 / 15, "area"),
    "cubic_foot": (0.028316846592, "volume"), "bcm": (1e9, "volume"), "currency": (1, "currency"),
    "milligram": (1000, "concentration"), "gram": (1e6, "concentration"), "ppm": (1, "ppm"),
    "litre": (0.001, "volume"), "byte": (1, "byte"),
}  # fmt: skip


def vocabulary(library: Library) -> dict[str, Any]:
    """The words and signs that a query is read by, both languages together."""
    readings = [words(language)["find"]["reading"] for language in LANGUAGES]
    places = sorted(
        {spoken(name) for name in PROVINCES.values()} | {one for part in readings for one in part["places"]}
    )
    lists = [name for name, listed in readings[0].items() if name != "places" and isinstance(listed, list)]
    return {
        **{name: sorted({str(word) for part in readings for word in part[name]}) for name in lists},
        "kinds": {kind: [word for part in readings for word in part["kinds"][kind]] for kind in readings[0]["kinds"]},
        "places": places,
        "site": _both(readings, "site"),
        **{
            name: {typed: listed for part in readings for typed, listed in part[name].items()}
            for name in ("everyday", "short")
        },
        "measures": _measures(library, _both(readings, "measures"))
        | {word: (*ELSEWHERE[name], True) for name, listed in _both(readings, "elsewhere").items() for word in listed},
        "dimensions": {record.id: _dimension(record) for record in library.registry["measures"].values()},
        "digits": numerals.DIGITS,
        "units": numerals.UNITS,
        "variants": numerals.CAPITALS | numerals.OLD | numerals.VARIANTS,
    }


def _both(readings: Sequence[Mapping[str, Any]], name: str) -> dict[str, list[str]]:
    """A part of the words in both languages together, by its keys."""
    return {key: [word for part in readings for word in part[name][key]] for key in readings[0][name]}


def _measures(library: Library, typed: Mapping[str, Iterable[str]]) -> dict[str, tuple[Any, ...]]:
    """A measure, as it is printed or typed → what a value in it is multiplied by, and its kind.

    typed: measure id → other words for it.
    """
    factors: dict[str, tuple[Any, ...]] = {}
    for record in library.registry["measures"].values():
        printed = (str(record.label_zh), str(record.label_en), *str(record.printed or "").split("|"))
        for word in (*printed, *typed.get(record.id, ())):
            factors[normalize("NFKC", word).lower()] = (float(record.factor or 1), _dimension(record))
    return factors


def _dimension(measure: Record) -> str:
    """Its kind; a ratio's is its own, for per cent and percentage points are never the same."""
    return str(measure.id if measure.kind == "ratio" else measure.kind)
