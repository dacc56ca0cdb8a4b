"""Rules on measures: factor and kind are those of the UCUM unit, labels those of the printed forms and the unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation, getcontext
from typing import TYPE_CHECKING

from publisher.check.rule import Findings, at, check
from publisher.codebook.ucum import size_of, symbol
from publisher.read.registry import Registry
from publisher.terms.messages import say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import MeasuresRow

# The base units of each kind of quantity; a kind that is not here may have any.
BASE_UNITS: Mapping[str, Mapping[str, int]] = {
    "count": {}, "rate": {"bit": 1, "s": -1}, "length": {"m": 1}, "area": {"m": 2}, "volume": {"m": 3},
    "mass": {"g": 1}, "concentration": {"g": 1, "m": -3}, "time": {"s": 1}, "voltage": {"V": 1}, "magnetic": {"T": 1},
    "power": {"g": 1, "m": 2, "s": -3}, "energy": {"g": 1, "m": 2, "s": -2}, "ratio": {},
}  # fmt: skip
ROUNDED = Decimal("1e-12")  # by how much of it a factor may be off whose digits do not end, as that of a mu
LABELLED = ("count", "power", "energy", "ratio")  # otherwise than with the symbol of the unit: kWh, kVA
# The Chinese names of legal units (GB 3100), and the units.
NAMED_UNITS = {
    "秒": "s", "分钟": "min", "小时": "h", "个小时": "h", "天": "d", "毫秒": "ms", "米": "m", "公里": "km",
    "千米": "km", "平方米": "m2", "平方公里": "km2", "平方千米": "km2", "公顷": "har", "亩": "har/15",
    "立方米": "m3", "吨": "t", "千克": "kg", "公斤": "kg", "千瓦": "kW", "兆瓦": "MW", "千瓦时": "kW.h",
    "微克/立方米": "ug/m3", "毫克/立方米": "mg/m3",
}  # fmt: skip
_CURRENCY = regex(r"\{([A-Z]{3})\}")  # UCUM has no money: a code of ISO 4217 as an annotation
NEVER_PRINTED = "∅"


@check("error", on="measures", reads=("ucum", "kind"))
def measure_unit_unknown(row: MeasuresRow, _registry: Registry) -> Findings:
    size = size_of(row.ucum)
    if size is None:
        yield at(row, "ucum", found=row.ucum, expected=say("measure-unit-unknown.code"))
    elif row.kind == "money" and not _CURRENCY.fullmatch(row.ucum):
        yield at(row, "ucum", found=row.ucum, expected=say("measure-unit-unknown.currency", code="{CNY}"))
    elif row.kind in BASE_UNITS and _plain(size.base) != BASE_UNITS[row.kind]:
        yield at(row, "ucum", found=row.ucum, expected=say("measure-unit-unknown.unit", kind=row.kind))


def _plain(base: Mapping[str, int]) -> dict[str, int]:
    """The base units without annotations: kW{apparent} is a power."""
    return {name: power for name, power in base.items() if not name.startswith("{")}


@check("error", on="measures", reads=("ucum", "factor", "canonical_id"), needs=("measures",))
def factor_differs_from_unit(row: MeasuresRow, registry: Registry) -> Findings:
    target = registry.by_key["measures"].get(row.canonical_id)
    size, canonical = size_of(row.ucum), size_of(target.ucum) if target is not None else None
    if size is None or canonical is None or not canonical.scale:
        return
    given = [(target, "ucum"), (target, "canonical_id")] if target is not row else []
    if dict(size.base) != dict(canonical.base):
        wanted = say("factor-differs-from-unit.measure", ucum=row.ucum)
        yield at(row, "canonical_id", found=row.canonical_id, expected=wanted, given=given)
        return
    expected = size.scale / canonical.scale
    try:
        factor = Decimal(row.factor)
    except InvalidOperation:
        return
    rounded = len(expected.as_tuple().digits) == getcontext().prec and abs(factor / expected - 1) < ROUNDED
    if factor != expected and not rounded:
        exact, of = f"{expected.normalize():f}", row.canonical_id
        wanted = say("factor-differs-from-unit.factor", factor=exact, ucum=row.ucum, measure=of)
        yield at(row, "factor", found=row.factor, expected=wanted, given=given)


def _differs(one: str, other: str) -> bool:
    """Whether two units are not of one size."""
    first, second = size_of(one), size_of(other)
    return (
        first is not None
        and second is not None
        and (first.scale, dict(first.base)) != (second.scale, dict(second.base))
    )


@check("error", on="measures", reads=("label_zh", "label_en", "printed", "ucum", "kind"))
def label_differs_from_unit(row: MeasuresRow, registry: Registry) -> Findings:
    forms = row.printed.split("|")
    if NEVER_PRINTED not in forms and row.label_zh not in forms:
        yield at(row, "label_zh", found=row.label_zh, expected=say("one-of", items=tuple(forms)))
    if strange := [form for form in forms if form.startswith(("万", "亿")) and form[1:] in forms]:  # the figure's own
        yield at(row, "printed", found=strange[0], expected=strange[0][1:])
        return
    if strange := [form for form in forms if _differs(NAMED_UNITS.get(form, row.ucum), row.ucum)]:
        yield at(row, "printed", found=strange[0], expected=row.label_zh, given=[(row, "ucum")])
        return
    latin = [form for form in forms if form[0].isascii() and form[0].isalpha()]
    if row.ucum[:1].isalpha() and (strange := [form for form in latin if form[0].lower() != row.ucum[0].lower()]):
        yield at(row, "printed", found=strange[0], expected=row.ucum)
    currency = _CURRENCY.fullmatch(row.ucum)
    if currency and currency[1] not in row.label_en:
        yield at(row, "label_en", found=row.label_en, expected=currency[1])
    elif row.kind in BASE_UNITS and row.kind not in LABELLED and row.label_en != symbol(row.ucum):
        yield at(row, "label_en", found=row.label_en, expected=symbol(row.ucum))
    elif row.label_en not in forms and any(row.label_en in one.printed.split("|") for one in registry.rows("measures")):
        yield at(row, "label_en", found=row.label_en, expected=say("one-of", items=tuple(latin or forms)))
    elif "%" in row.ucum and not re.search(r"%|per ?cent", row.label_en):
        yield at(row, "label_en", found=row.label_en, expected=say("label-differs-from-unit.percent"))
    elif "%" not in row.ucum and {"%", "％", "百分点", "个百分点"} & {*forms}:
        yield at(row, "ucum", found=row.ucum, expected="%")
