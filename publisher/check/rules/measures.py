"""Rules on measures: factor and kind are those of the UCUM unit, labels those of the printed forms and the unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from publisher.check.rule import Findings, at, check
from publisher.codebook.ucum import size_of, symbol
from publisher.read.registry import Registry

if TYPE_CHECKING:
    from publisher.read.rows import MeasuresRow

# The base units of each kind of quantity; a kind that is not here may have any.
KINDS: Mapping[str, Mapping[str, int]] = {
    "count": {}, "rate": {"bit": 1, "s": -1}, "length": {"m": 1}, "area": {"m": 2}, "volume": {"m": 3},
    "mass": {"g": 1}, "concentration": {"g": 1, "m": -3}, "time": {"s": 1}, "voltage": {"V": 1}, "magnetic": {"T": 1},
}  # fmt: skip
_CURRENCY = re.compile(r"\{([A-Z]{3})\}")  # UCUM has no money: a code of ISO 4217 as an annotation
NEVER_PRINTED = "∅"


@check("error", on="measures", reads=("ucum", "kind"))
def measure_unit_unknown(row: MeasuresRow, _registry: Registry) -> Findings:
    """A measure's unit is a code of UCUM and of its kind: Gbit/s is a rate, har an area, {CNY} money, 1 a count.

    Fix: correct ucum or kind; https://ucum.org/ucum lists the codes.
    """
    size = size_of(row.ucum)
    if size is None:
        yield at(row, "ucum", found=row.ucum, expected="a code such as km2, Gbit/s or 1")
    elif row.kind == "money" and not _CURRENCY.fullmatch(row.ucum):
        yield at(row, "ucum", found=row.ucum, expected="a currency such as {CNY}")
    elif row.kind in KINDS and dict(size.base) != KINDS[row.kind]:
        yield at(row, "ucum", found=row.ucum, expected=f"a unit of {row.kind}")


@check("error", on="measures", reads=("ucum", "factor", "canonical_id"), needs=("measures",))
def factor_differs_from_unit(row: MeasuresRow, registry: Registry) -> Findings:
    """The factor of a measure is the size of its unit in units of the canonical measure: Tbit/s is 1000000 of Mbit/s.

    Fix: correct the factor, or the unit.
    """
    target = registry.by_key["measures"].get(row.canonical_id)
    size, canonical = size_of(row.ucum), size_of(target.ucum) if target is not None else None
    if size is None or canonical is None or not canonical.scale:
        return
    given = [(target, "ucum"), (target, "canonical_id")] if target is not row else []
    if dict(size.base) != dict(canonical.base):
        yield at(row, "canonical_id", found=row.canonical_id, expected=f"a measure of {row.ucum}", given=given)
        return
    expected = size.scale / canonical.scale
    try:
        right = Decimal(row.factor) == expected
    except InvalidOperation:
        return
    if not right:
        unit = f"{row.ucum}, {row.canonical_id}"
        yield at(row, "factor", found=row.factor, expected=f"{expected.normalize():f} ({unit})", given=given)


@check("error", on="measures", reads=("label_zh", "label_en", "printed", "ucum", "kind"))
def label_differs_from_unit(row: MeasuresRow, _registry: Registry) -> Findings:
    """A measure's Chinese label is one of its printed forms, its English one the sign of its unit: 平方公里 and km².

    Money is labelled with its code; what only counts may be called otherwise in English.

    Fix: correct the label, or the printed forms.
    """
    forms = row.printed.split("|")
    if NEVER_PRINTED not in forms and row.label_zh not in forms:
        yield at(row, "label_zh", found=row.label_zh, expected=row.printed)
    currency = _CURRENCY.fullmatch(row.ucum)
    if currency and currency[1] not in row.label_en:
        yield at(row, "label_en", found=row.label_en, expected=currency[1])
    elif row.kind in KINDS and row.kind != "count" and row.label_en != symbol(row.ucum):
        yield at(row, "label_en", found=row.label_en, expected=symbol(row.ucum))
    elif "%" in row.ucum and not re.search(r"%|per ?cent", row.label_en):
        yield at(row, "label_en", found=row.label_en, expected="per cent")
