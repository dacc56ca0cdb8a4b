"""Rules on areas (GB/T 2260): one code, one name, under its province's; bodies within their area and their parent's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from publisher.check.rule import Finding, Findings, at, check
from publisher.codebook.areas import PROVINCES, above, holds, level
from publisher.read.registry import Registry
from publisher.read.table import Row

if TYPE_CHECKING:
    from publisher.read.rows import DocumentsRow, UnitNamesRow, UnitsRow

AREAL = ("documents", "units")
RANKS = ("national", "provincial", "municipal", "district", "none")
_CODE = re.compile("[0-9]{6}")
_LAST = re.compile(r"[^省市区县州盟旗]+[省市区县州盟旗]$")


def _rows(registry: Registry, *tables: str) -> list[Row]:
    return [row for name in tables for row in registry.tables[name].rows if row.area_code]


def _odd(rows: Iterable[Row], one: str, other: str) -> Findings:
    """The rows whose cell `other` is not the one that most rows with their cell `one` have."""
    held: dict[str, Counter[str]] = {}
    for row in rows:
        held.setdefault(getattr(row, one), Counter())[getattr(row, other)] += 1
    several = {value: names.most_common(1)[0][0] for value, names in held.items() if len(names) > 1}
    wrong: dict[tuple[str, str], list[Row]] = {}
    for row in rows if several else ():
        usual = several.get(getattr(row, one))
        if usual is not None and getattr(row, other) != usual:
            wrong.setdefault((getattr(row, other), usual), []).append(row)
    for (found, usual), (first, *rest) in wrong.items():
        given = [(row, one) for row in (first, *rest)]
        cause = f"area {usual if other == 'area_code' else first.area_code}"
        more = [(row, other) for row in rest]
        expected = f"{usual} ({getattr(first, one)})"
        yield at(first, other, found=found, expected=expected, more=more, given=given, cause=cause, doubtful=given)


@check("error", on="registry", needs=AREAL)
def area_with_two_names(registry: Registry) -> Findings:
    """An area code of GB/T 2260 has one name, in Chinese and in English, and a name one code, in all tables.

    Fix: compare with the other rows of the area; names are whole, from the province down: 上海市宝山区.
    """
    rows = _rows(registry, *AREAL)
    yield from _odd(rows, "area_code", "area_zh")
    yield from _odd(rows, "area_zh", "area_code")
    yield from _odd(_rows(registry, "documents"), "area_code", "area_en")


@check("error", on=AREAL, reads=("area_code", "area_zh"))
def area_outside_province(row: DocumentsRow | UnitsRow, registry: Registry) -> Findings:
    """An area's name begins with that of its province, and of its city where the data have it (GB/T 2260).

    Fix: write the name whole, from the province down: 四川省成都市; or correct the code.
    """
    code, name = row.area_code, row.area_zh
    if not _CODE.fullmatch(code):
        return
    province = PROVINCES.get(code[:2], "")
    city = registry.area_names.get(f"{code[:4]}00", "") if not code.endswith("00") else ""
    outer = city if city.startswith(province) else province
    cause, doubtful = f"area {code}", [(row, "area_code")]
    if level(code) == "provincial" and province and name != province:
        yield at(row, "area_zh", found=name, expected=f"{province} ({code})", cause=cause, doubtful=doubtful)
    elif level(code) != "provincial" and (not name.startswith(outer) or name == outer != ""):
        yield at(row, "area_zh", found=name, expected=f"{outer}… ({code})", cause=cause, doubtful=doubtful)


@check("error", on="documents", reads=("area_code", "area_level"))
def area_level_differs(row: DocumentsRow, _registry: Registry) -> Findings:
    """A document's area level is that of its code: 310000 provincial, 510100 municipal, 310113 district.

    Fix: correct area_level, or the code.
    """
    if _CODE.fullmatch(row.area_code) and row.area_level != level(row.area_code):
        yield at(row, "area_level", found=row.area_level, expected=f"{level(row.area_code)} ({row.area_code})")


@check("error", on="units", reads=("area_code", "area_zh", "level", "is_group", "name_zh"))
def unit_level_differs(row: UnitsRow, _registry: Registry) -> Findings:
    """A body has the level of its area, or none; only a group may stand below it. A district's government names it.

    Fix: correct level or area: a district government belongs to its district, 310114 上海市嘉定区.
    """
    if not _CODE.fullmatch(row.area_code):
        return
    rank = level(row.area_code)
    below = RANKS[RANKS.index(rank) :] if row.is_group == "true" else (rank, "none")
    area = _LAST.search(row.area_zh)
    if row.level not in below:
        yield at(row, "level", found=row.level, expected=f"{rank} ({row.area_code})")
    elif row.name_zh.endswith("政府") and row.is_group != "true" and area and not _named(row.name_zh, area[0]):
        yield at(
            row, "area_zh", found=row.area_zh, expected=f"the area of {row.name_zh}", cause=f"area {row.area_code}"
        )


def _named(name: str, area: str) -> bool:
    """Whether the name of a government names its area, or leaves it to the reader: 区政府."""
    return area in name or name.removesuffix("人民政府").removesuffix("政府") in ("省", "市", "区", "县")


@check("error", on="registry", needs=("units", "unit_names"))
def unit_outside_parent(registry: Registry) -> Findings:
    """A body lies in the area of the body above it, and its names are read in its own area or one that holds it.

    Fix: correct parent_id, or the area of the name or of the body.
    """
    units = registry.by_key["units"]
    for row in registry.rows("units"):
        parent = units.get(row.parent_id)
        if parent is not None and parent.area_code and row.area_code and not holds(parent.area_code, row.area_code):
            given = [(row, "area_code"), (parent, "area_code")]
            found, expected = f"{row.parent_id} ({parent.area_code})", f"a body of {row.area_code}"
            yield at(row, "parent_id", found=found, expected=expected, given=given)
    for name in registry.rows("unit_names"):
        unit = units.get(name.unit_id)
        if unit is not None and unit.area_code and not holds(name.area_code, unit.area_code):
            yield _name(name, unit)


def _name(name: UnitNamesRow, unit: UnitsRow) -> Finding:
    areas = " | ".join((unit.area_code, *above(unit.area_code)))
    given = [(name, "unit_id"), (unit, "area_code")]
    return at(name, "area_code", found=name.area_code, expected=f"{areas} ({unit.unit_id})", given=given,
              cause=f"names of {unit.unit_id}")  # fmt: skip
