"""The part of UCUM (the Unified Code for Units of Measure, https://ucum.org/ucum) that measures here are written in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from publisher.terms.regex import regex

PREFIXES = {"da": 1, "h": 2, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18,
            "d": -1, "c": -2, "m": -3, "u": -6, "n": -9, "p": -12}  # fmt: skip
# Unit → its size in base units, and these with their powers. A unit that takes no prefix stands in WHOLE.
UNITS: Mapping[str, tuple[str, Mapping[str, int]]] = {
    "m": ("1", {"m": 1}), "g": ("1", {"g": 1}), "s": ("1", {"s": 1}), "bit": ("1", {"bit": 1}), "By": ("8", {"bit": 1}),
    "l": ("0.001", {"m": 3}), "L": ("0.001", {"m": 3}), "t": ("1000000", {"g": 1}), "ar": ("100", {"m": 2}),
    "W": ("1000", {"g": 1, "m": 2, "s": -3}), "J": ("1000", {"g": 1, "m": 2, "s": -2}), "V": ("1", {"V": 1}),
    "eV": ("1", {"eV": 1}), "T": ("1", {"T": 1}), "Hz": ("1", {"s": -1}),
}  # fmt: skip
WHOLE_UNITS: Mapping[str, tuple[str, Mapping[str, int]]] = {
    "min": ("60", {"s": 1}), "h": ("3600", {"s": 1}), "d": ("86400", {"s": 1}), "wk": ("604800", {"s": 1}),
    "%": ("0.01", {}), "[ppth]": ("0.001", {}),
    "[nmi_i]": ("1852", {"m": 1}),
}  # fmt: skip
# What people write where it is not the code itself.
SYMBOLS = {"har": "ha", "m2": "m²", "m3": "m³", "By": "B", "[nmi_i]": "nmi", "har/15": "mu", "[ppth]": "‰"}
_TERM = regex(r"(?P<unit>%|\[[a-z_]+\]|[A-Za-z]+|(?P<number>[0-9]+))?(?P<power>-?[0-9])?(?P<note>\{[!-z|~]+\})?")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a unit is in base units, and which these are with their powers; an annotation, {CNY}, is one."""

    scale: Decimal
    base: Mapping[str, int]


def _unit(code: str) -> tuple[Decimal, Mapping[str, int]] | None:
    if code in WHOLE_UNITS or code in UNITS:
        size, base = WHOLE_UNITS.get(code) or UNITS[code]
        return Decimal(size), base
    for prefix, power in PREFIXES.items():
        if code.startswith(prefix) and code.removeprefix(prefix) in UNITS:
            size, base = UNITS[code.removeprefix(prefix)]
            return Decimal(size).scaleb(power), base
    return None


def size_of(code: str) -> Size | None:
    """The size of a unit: km2 is 1000000 of m², Gbit/s 1000000000 of bit/s; None for a unit that is not known."""
    scale, base, sign = Decimal(1), Counter[str](), 1
    for part in re.split(r"([./])", code):
        if part in (".", "/"):
            sign = -1 if part == "/" else 1
            continue
        match = _TERM.fullmatch(part)
        if not part or match is None:
            return None
        power = sign * int(match["power"] or 1)
        if match["number"]:
            scale *= Decimal(match["number"]) ** sign
        elif match["unit"]:
            if (unit := _unit(match["unit"])) is None:
                return None
            scale *= unit[0] ** power
            base.update({name: count * power for name, count in unit[1].items()})
        if match["note"]:
            base[match["note"]] += sign
    return Size(scale.normalize(), {name: count for name, count in base.items() if count})


def symbol(code: str) -> str:
    """How people write a unit: km2 is km², ug/m3 µg/m³, har ha."""
    if code in SYMBOLS:
        return SYMBOLS[code]
    parts = []
    for part in code.split("/"):
        prefix, rest = ("µ", part[1:]) if part[:1] == "u" else ("", part)
        long = next((name for name in SYMBOLS if rest.endswith(name)), "")
        parts.append(prefix + (rest.removesuffix(long) + SYMBOLS[long] if long else rest))
    return "/".join(parts)
