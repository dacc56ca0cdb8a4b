"""Bodies of one function in several areas: the same full name but for the area, a short name that they share, or nearly
the same name. It is derived from the names; no column holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise
from typing import NamedTuple

from publisher.codebook.areas import names_within
from publisher.codebook.functions import function, near
from publisher.model.records import Record
from publisher.work.grouped import grouped
from publisher.work.last_value import remembered

# Governments, firms and groups have no function of this kind.
KINDS_OF_FUNCTION = ("department", "party_organ", "public_institution")
MOST_ALIKE = 100  # names of one beginning that are compared with each other
LEVELS = ("national", "provincial", "municipal", "district", "none")

Registry = Mapping[str, Mapping[str, Record]]


class Function(NamedTuple):
    """Bodies of one function, the highest first. nearly: those whose names only come near, by id."""

    name: str
    bodies: tuple[Record, ...]
    nearly: frozenset[str]


@remembered
def functions(registry: Registry) -> tuple[Function, ...]:
    """Every function that more than one body has, those of most bodies first."""
    keys = dict(_keys(registry))
    whole = _Joined(keys)
    by_key: dict[str, str] = {}
    for unit_id, key in keys.items():
        whole.join(by_key.setdefault(key, unit_id), unit_id)
    for shared in _short(registry, keys):
        for one, other in pairwise(shared):
            whole.join(one, other)
    sure = {unit_id: whole.of(unit_id) for unit_id in keys}
    where: dict[str, set[str]] = {}
    for unit_id, first in sure.items():
        where.setdefault(first, set()).add(str(registry["units"][unit_id].area_code))
    for alike in grouped((key[:2], key) for key in by_key).values():
        for one, other in combinations(alike[:MOST_ALIKE], 2):
            mine, its = whole.of(by_key[one]), whole.of(by_key[other])
            if near(one, other) and where[mine].isdisjoint(where[its]):  # an area has one body for a function
                whole.join(mine, its)
                where[mine] |= where[its]
    groups = grouped((whole.of(unit_id), unit_id) for unit_id in keys)
    found = [_function(registry["units"], keys, sure, ids) for ids in groups.values() if len(ids) > 1]
    return tuple(sorted(found, key=lambda one: (-len(one.bodies), one.name)))


@remembered
def function_of(registry: Registry) -> Mapping[str, tuple[int, Function]]:
    """Unit id → its function and the place of that among all, where another body has it too."""
    return {body.id: (place, one) for place, one in enumerate(functions(registry)) for body in one.bodies}


def _function(
    units: Mapping[str, Record], keys: Mapping[str, str], sure: Mapping[str, str], ids: Iterable[str]
) -> Function:
    bodies = sorted((units[i] for i in ids), key=lambda unit: (LEVELS.index(unit.level), str(unit.area_code), unit.id))
    first = bodies[0].id
    return Function(keys[first], tuple(bodies), frozenset(b.id for b in bodies if sure[b.id] != sure[first]))


def _keys(registry: Registry) -> Iterator[tuple[str, str]]:
    """Body → what its name says that it is for; by its full name where that is known."""
    full = {a.record_id: str(a.alias) for a in registry["aliases"].values() if (a.kind, a.language) == ("full", "zh")}
    for unit in registry["units"].values():
        if unit.kind in KINDS_OF_FUNCTION and not unit.is_group:
            yield unit.id, function(full.get(unit.id, str(unit.name_zh)), str(unit.area_zh or ""))


def _short(registry: Registry, keys: Mapping[str, str]) -> list[list[str]]:
    """Bodies that share a short name, such as 网信办."""
    short = (a for a in registry["aliases"].values() if a.kind == "short" and a.record_id in keys)
    return list(grouped((str(alias.alias), str(alias.record_id)) for alias in short).values())


class _Joined:
    """Disjoint sets of ids (union-find)."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.above = {i: i for i in ids}

    def of(self, one: str) -> str:
        """The representative id of the set that holds an id."""
        while self.above[one] != one:
            self.above[one] = one = self.above[self.above[one]]
        return one

    def join(self, one: str, other: str) -> None:
        """Merge the sets of two ids."""
        self.above[self.of(other)] = self.of(one)


# ---- in English ----


@remembered
def areas_in_english(registry: Registry) -> Mapping[str, str]:
    """The name of an area → in English, as documents, governments and the glossary have it."""
    names = {str(term.term_zh): str(term.term_en) for term in registry["glossary"].values()}
    for unit in registry["units"].values():
        if unit.kind == "government" and " People’s Government" in unit.name_en:
            names[str(unit.area_zh)] = unit.name_en.replace(" People’s Government", "")
    return names | {str(d.area_zh): str(d.area_en) for d in registry["documents"].values()}


def title(one: Function, registry: Registry, language: str) -> str:
    """What a function is called: the name of its first body without the area."""
    if language == "zh":
        return one.name
    body = one.bodies[0]
    english = areas_in_english(registry).get(str(body.area_zh), "").split(",")[0].removesuffix(" District")
    place = re.escape(english)
    plain = re.sub(rf"^{place}(?: Municipal| District)? | of(?: the)? {place}\b.*$", "", body.name_en)
    return plain if english and names_within(str(body.area_zh)) else str(body.name_en)
