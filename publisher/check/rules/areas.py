"""Rules on areas (GB/T 2260): one code, one name, under its province's; bodies within their area and their parent's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from publisher.check.rule import Finding, Findings, at, check
from publisher.codebook.areas import PROVINCES, above, codes_of_whole, holds, level, spoken_in_english, standard
from publisher.read.registry import Registry
from publisher.read.table import Row
from publisher.terms.messages import say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import DocumentsRow, UnitNamesRow, UnitsRow

AREAL = ("documents", "units")
RANKS = ("national", "provincial", "municipal", "district", "none")
ORGANS = ("government", "department", "party_organ")
_CODE = regex("[0-9]{6}")
# The rank of an organ behind the name of its place: no Business District, no Municipal Utilities.
_RANKED = regex(
    r"[A-Z][\w’]+ (Municipal|District) (?!Utilit|Works|Engineering|Services|Infrastructure|Heating|Cooling)"
    r"(?:.+ )?(?:Bureau|Commission|Committee|Government)$"
)
# Of 委 and 局, where nothing stands behind them; 上海证监局 is an office of a national commission.
_BODIES = regex("(?:Bureau|(?<!Regulatory )Commission)$")
_OFFICE_OF = regex("^Office of the ")
# 区财政局, read in its own district only; not 区(县)政府, 区域协调办
_OF_DISTRICT = regex("[区县](?![域块位间段（(、和及与])")
_LAST = regex(r"[^省市区县州盟旗]+[省市区县州盟旗]$")


def _rows(registry: Registry, *tables: str) -> list[Row]:
    return [row for name in tables for row in registry.tables[name].rows if row.area_code]


def _odd(rows: Iterable[Row], one: str, other: str) -> Findings:
    """The rows whose cell `other` is not the one that most rows with their cell `one` have."""
    by_value: dict[str, Counter[str]] = {}
    for row in rows:
        by_value.setdefault(getattr(row, one), Counter())[getattr(row, other)] += 1
    several = {value: names.most_common(1)[0][0] for value, names in by_value.items() if len(names) > 1}
    wrong: dict[tuple[str, str], list[Row]] = {}
    for row in rows if several else ():
        usual = several.get(getattr(row, one))
        if usual is not None and getattr(row, other) != usual:
            wrong.setdefault((getattr(row, other), usual), []).append(row)
    for (unusual, usual), (first, *rest) in wrong.items():
        given = [(row, one) for row in (first, *rest)]
        cause = f"area {usual if other == 'area_code' else first.area_code}"
        more = [(row, other) for row in rest]
        expected = say("as-printed", value=usual, printed=getattr(first, one))
        yield at(first, other, found=unusual, expected=expected, more=more, given=given, cause=cause, doubtful=given)


@check("error", on="registry", needs=AREAL)
def area_with_two_names(registry: Registry) -> Findings:
    rows = _rows(registry, *AREAL)
    yield from _odd(rows, "area_code", "area_zh")
    yield from _odd(rows, "area_zh", "area_code")
    yield from _odd(_rows(registry, "documents"), "area_code", "area_en")


@check("error", on=AREAL, reads=("area_code", "area_zh"))
def area_outside_province(row: DocumentsRow | UnitsRow, registry: Registry) -> Findings:
    code, name = row.area_code, row.area_zh
    if not _CODE.fullmatch(code):
        return
    province = PROVINCES.get(code[:2], "")
    city = registry.area_names.get(f"{code[:4]}00", "") if not code.endswith("00") else ""
    outer = city if city.startswith(province) else province
    cause, doubtful = f"area {code}", [(row, "area_code")]
    if level(code) == "provincial" and province and name != province:
        expected = say("as-printed", value=province, printed=code)
        yield at(row, "area_zh", found=name, expected=expected, cause=cause, doubtful=doubtful)
    elif level(code) != "provincial" and (not name.startswith(outer) or name == outer != ""):
        expected = say("as-printed", value=f"{outer}…", printed=code)
        yield at(row, "area_zh", found=name, expected=expected, cause=cause, doubtful=doubtful)
    elif code in standard() and (codes := codes_of_whole(name, code[:2])) and code not in codes:
        expected = say("as-printed", value=codes[0], printed=name) if len(codes) == 1 else say("one-of", items=codes)
        yield at(row, "area_code", found=code, expected=expected, cause=cause)


@check("error", on="documents", reads=("area_code", "area_level"))
def area_level_differs(row: DocumentsRow, _registry: Registry) -> Findings:
    if _CODE.fullmatch(row.area_code) and row.area_level != level(row.area_code):
        expected = say("as-printed", value=level(row.area_code), printed=row.area_code)
        yield at(row, "area_level", found=row.area_level, expected=expected)


@check("error", on="units", reads=("area_code", "area_zh", "level", "kind", "is_group", "name_zh", "name_en"))
def unit_level_differs(row: UnitsRow, _registry: Registry) -> Findings:
    if not _CODE.fullmatch(row.area_code):
        return
    rank = level(row.area_code)
    below = RANKS[RANKS.index(rank) :] if row.is_group == "true" else _levels(row.kind, rank)
    area = _LAST.search(row.area_zh)
    if row.level not in below:
        yield at(row, "level", found=row.level, expected=say("as-printed", value=below[0], printed=row.area_code))
    elif row.name_zh.endswith("政府") and row.is_group != "true" and area and not _named(row.name_zh, area[0]):
        expected = say("unit-level-differs.area", name=row.name_zh)
        yield at(row, "area_zh", found=row.area_zh, expected=expected, cause=f"area {row.area_code}")
    elif (
        (called := _BODIES.search(row.name_en))
        and (right := _called(row.name_zh, called[0]))
        and right not in row.name_en
    ):
        expected = say("unit-level-differs.english", name=row.name_zh, rank=right)
        yield at(row, "name_en", found=row.name_en, expected=expected)
    elif (ranked := _RANKED.match(row.name_en)) and ranked[1] == _rank_in_english(row.name_zh):
        right = "Municipal" if ranked[1] == "District" else "District"
        expected = say("unit-level-differs.english", name=row.name_zh, rank=right)
        yield at(row, "name_en", found=row.name_en, expected=expected)


def _levels(kind: str, rank: str) -> tuple[str, ...]:
    """The levels that one body of a kind may have in an area of a rank: an organ of government has that of its area,
    an enterprise none."""
    return ("none",) if kind in ("enterprise", "research") else (rank,) if kind in ORGANS else (rank, "none")


def _rank_in_english(name: str) -> str:
    """The word of another rank than that with which a Chinese name begins; "" where it is not out of place there."""
    if name.startswith("市") and "区" not in name:
        return "District"
    return "Municipal" if name.startswith("区") and "市" not in name else ""


def _called(name: str, english: str) -> str:
    """The word with which the English name of a body ends, where it is one of another kind; "" where it may be so."""
    right = {"委": "Commission", "局": "Bureau"}.get(name[-1:], "")
    return right if right != english else ""


def _named(name: str, area: str) -> bool:
    """Whether the name of a government names its area, leaves it to the reader (区政府), or is of a town within it."""
    stem = name.removesuffix("人民政府").removesuffix("政府")
    return area in name or stem in ("省", "市", "区", "县") or stem.endswith(("镇", "乡", "街道"))


@check("error", on="registry", needs=("units", "unit_names"))
def unit_outside_parent(registry: Registry) -> Findings:
    units = registry.by_key["units"]
    for row in registry.rows("units"):
        parent = units.get(row.parent_id)
        if parent is not None and parent.area_code and row.area_code and not holds(parent.area_code, row.area_code):
            given = [(row, "area_code"), (parent, "area_code")]
            actual = say("as-printed", value=row.parent_id, printed=parent.area_code)
            expected = say("unit-outside-parent.body", area=row.area_code)
            yield at(row, "parent_id", found=actual, expected=expected, given=given)
    yield from _in_brackets(registry)
    yield from _named_elsewhere(registry)
    for name in registry.rows("unit_names"):
        unit = units.get(name.unit_id)
        one = unit is not None and unit.level == "district" and unit.is_group != "true"
        own = one and level(name.area_code) != "district" and _OF_DISTRICT.match(name.name)
        if unit is not None and unit.area_code and (own or not holds(name.area_code, unit.area_code)):
            yield _name(name, unit, () if own else above(unit.area_code))


def _in_brackets(registry: Registry) -> Findings:
    """The bodies whose English name has that of another body in brackets, which is then the one above them, or which
    are called the office of another one, and stand below a third."""
    by_name = {row.name_en: row for row in registry.rows("units")}
    for row in registry.rows("units"):
        above = by_name.get(row.name_en.partition(" (")[2].removesuffix(")"))
        if above is None and row.parent_id:
            above = by_name.get(_OFFICE_OF.sub("", row.name_en))
        housed = above is not None and above.kind == "working_group" and row.kind in (*ORGANS, "working_group")
        if housed and getattr(registry.by_key["units"].get(row.parent_id), "kind", "") == "department":
            continue  # 办公室设在市发展改革委
        if above is not None and above is not row and row.parent_id != above.unit_id:
            expected, given = say("as-printed", value=above.unit_id, printed=row.name_en), [(above, "name_en")]
            yield at(row, "parent_id", found=row.parent_id, expected=expected, given=[*given, (row, "name_en")])


def _named_elsewhere(registry: Registry) -> Findings:
    """The bodies whose English name tells the area of a document elsewhere; areas of one name tell nothing."""
    units = registry.by_key["units"]
    named = {units[row.issuer_unit_id].area_code: spoken_in_english(row.area_en)
             for row in registry.rows("documents") if row.issuer_unit_id in units}  # fmt: skip
    shared = Counter(named.values())
    named = {code: english for code, english in named.items() if shared[english] == 1}
    for code, english in named.items():
        for row in registry.rows("units"):
            apart = row.area_code and not (holds(code, row.area_code) or holds(row.area_code, code))
            if apart and english and english in row.name_en:
                expected = say("unit-outside-parent.name", area=row.area_zh)
                yield at(row, "name_en", found=row.name_en, expected=expected, given=[(row, "area_code")])


def _name(name: UnitNamesRow, unit: UnitsRow, upper: Iterable[str]) -> Finding:
    areas = (unit.area_code, *upper)
    expected = say("unit-outside-parent.areas", areas=areas, unit=unit.unit_id)
    given = [(name, "unit_id"), (unit, "area_code")]
    return at(name, "area_code", found=name.area_code, expected=expected, given=given,
              cause=f"names of {unit.unit_id}")  # fmt: skip
