"""An area's code is its own by GB/T 2260, where the standard knows both; what is renamed or new later is believed."""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from publisher.check.rules.areas import area_outside_province
from publisher.terms.messages import text


@pytest.mark.parametrize(("code", "name", "right"), [
    ("510300", "四川省成都市", "510100 (四川省成都市)"), ("310112", "上海市宝山区", "310113 (上海市宝山区)"), ("510129", "四川省成都市金堂县", "510121 (四川省成都市金堂县)"),
    ("320106", "江苏省徐州市鼓楼区", "320302 (江苏省徐州市鼓楼区)"), ("330702", "浙江省义乌市", "330782 (浙江省义乌市)"),
    # ---- as they should be
    ("510100", "四川省成都市", ""), ("310113", "上海市宝山区", ""), ("510121", "四川省成都市金堂县", ""), ("320106", "江苏省南京市鼓楼区", ""), ("330782", "浙江省义乌市", ""),
    ("310230", "上海市崇明县", ""), ("310151", "上海市崇明区", ""), ("341521", "安徽省六安市寿县", ""), ("340422", "安徽省淮南市寿县", ""),
    ("420600", "湖北省襄樊市", ""), ("420600", "湖北省襄阳市", ""), ("429004", "湖北省仙桃市", ""),
    # ---- not of the standard: a code that is new, a name that it does not have
    ("510199", "四川省成都市金堂县", ""), ("510119", "四川省成都市金堂区", ""), ("510100", "四川省成都市高新区", ""), ("310115", "上海市临港新片区", ""), ("513200", "四川省阿坝州", ""),
])  # fmt: skip
def test_a_code_of_the_standard_is_that_of_the_name(code: str, name: str, right: str) -> None:
    row, registry = SimpleNamespace(area_code=code, area_zh=name), SimpleNamespace(area_names={})
    found = list(area_outside_province(cast("Any", row), cast("Any", registry)))
    said = [one.expected if isinstance(one.expected, str) else text(one.expected, "en") for one in found]
    assert (said, [one.field for one in found]) == (([right], ["area_code"]) if right else ([], []))
