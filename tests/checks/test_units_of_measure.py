"""What a measure's unit proves of its label and factor, and what may be written otherwise."""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

from types import SimpleNamespace

import lab
import pytest

from publisher.check.rules.measures import factor_differs_from_unit, label_differs_from_unit, measure_unit_unknown
from publisher.read.package import read_package

REGISTRY = read_package(lab.ROOT, lab.SCHEMAS).registry
RULES = (measure_unit_unknown, factor_differs_from_unit, label_differs_from_unit)


@pytest.mark.parametrize(("printed", "label", "ucum", "kind", "canonical", "factor", "wrong"), [
    ("兆伏安|MVA", "MVA", "MW{apparent}", "power", "kva", "1000", ""), ("吉瓦|GW", "GW", "GW", "power", "kw", "1000000", ""),
    ("吉瓦时|GWh", "GWh", "GW.h", "energy", "kwh", "1000000", ""), ("毫米|mm", "mm", "mm", "length", "km", "0.000001", ""),
    ("亩", "mu", "har/15", "area", "m2", "666.6666666666667", ""), ("亩", "mu", "har/15", "area", "m2", "666.666666666667", ""),
    ("亩", "mu", "har/15", "area", "m2", "666.6666666666666666666666667", ""), ("周", "wk", "wk", "time", "second", "604800", ""),
    ("‰|千分点", "per mille", "[ppth]", "ratio", "percent", "0.1", ""), ("‰", "‰", "[ppth]", "ratio", "percent", "0.1", ""),
    ("户", "households", "1", "count", "count", "1", ""), ("套", "items", "1", "count", "count", "1", ""),
    ("个百分点", "percentage points", "%{point}", "ratio", "percentage-point", "1", ""), ("％|%", "%", "%", "ratio", "percent", "1", ""),
    # ---- what the unit or another measure proves wrong
    ("兆伏安|MVA", "kW", "MW{apparent}", "power", "kva", "1000", "label_en"), ("吉瓦时|GWh", "kWh", "GW.h", "energy", "kwh", "1000000", "label_en"),
    ("亩", "mu", "har/15", "area", "m2", "666.67", "factor"), ("亩", "mu", "har/15", "area", "m2", "666", "factor"),
    ("毫米|mm", "mm", "mm", "length", "km", "0.00000100000000000001", "factor"), ("周", "wk", "wk", "time", "second", "604801", "factor"),
    ("‰", "per mille", "[ppth]", "ratio", "percent", "10", "factor"), ("百分点", "%", "%{point}", "ratio", "percentage-point", "1", "label_en"),
])  # fmt: skip
def test_a_measure_is_what_its_unit_says(printed: str, label: str, ucum: str, kind: str, canonical: str, factor: str, wrong: str) -> None:  # fmt: skip
    row = SimpleNamespace(measure_id="new", label_zh=printed.split("|")[0], label_en=label, printed=printed, ucum=ucum, kind=kind,
                          canonical_id=canonical, factor=factor)  # fmt: skip
    found = [finding.field for rule in RULES for finding in rule(row, REGISTRY)]
    assert found == ([wrong] if wrong else [])
