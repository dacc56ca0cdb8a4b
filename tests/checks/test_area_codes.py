"""An area's code is its own by GB/T 2260, where the standard knows both; what is renamed or new later is believed."""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from publisher.check.rules.areas import area_outside_province, unit_level_differs
from publisher.check.rules.names import place_not_in_sentence
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


@pytest.mark.parametrize(("name", "english", "right"), [
    ("区发展改革委", "Baoshan Municipal Development and Reform Commission", "District"), ("市交通局", "Chengdu District Transport Bureau", "Municipal"), ("区人民政府", "Baoshan Municipal People’s Government", "District"),
    # ---- a word of the rank that is no rank
    ("区公用事业署", "Baoshan District Municipal Utilities Administration", ""), ("区公用事业局", "Baoshan Municipal Utilities Bureau", ""), ("区自来水公司", "Baoshan District Municipal Water Company", ""), ("市中央商务办", "Shanghai Central Business District Office", ""),
    ("市中央商务办", "Shanghai Central Business District Committee", ""), ("区发展改革委", "Baoshan District Development and Reform Commission", ""), ("市交通局", "Chengdu Municipal Transport Bureau", ""), ("市交通局", "Chengdu Transport Bureau", ""),
])  # fmt: skip
def test_only_the_rank_of_an_organ_is_one_in_english(name: str, english: str, right: str) -> None:
    code, level, area = (
        ("310113", "district", "上海市宝山区") if name[0] == "区" else ("510100", "municipal", "四川省成都市")
    )
    row = SimpleNamespace(
        area_code=code, area_zh=area, level=level, kind="other", is_group="false", name_zh=name, name_en=english
    )
    found = list(unit_level_differs(cast("Any", row), cast("Any", None)))
    said = [text(one.expected, "en") for one in found if not isinstance(one.expected, str)]
    assert (said, [one.field for one in found]) == (
        ([f"{right}, as {name} says (name_en)"], ["name_en"]) if right else ([], [])
    )


@pytest.mark.parametrize(("place", "code", "right"), [
    ("松江", "310115", "310117"), ("嘉定区", "310115", "310114"), ("奉贤", "310115", "310120"),
    # ---- an old name for a part of what the code is of now
    ("南汇", "310115", ""), ("闸北", "310106", ""), ("卢湾区", "310101", ""), ("南市", "310101", ""), ("松江", "310117", ""), ("南汇", "310119", ""), ("张江", "310115", ""),
])  # fmt: skip
def test_a_place_under_an_abolished_name_is_believed(place: str, code: str, right: str) -> None:
    row = SimpleNamespace(
        place_printed=place,
        area_code=code,
        name_printed=f"{place}产业园",
        quote=f"建设{place}产业园",
        project_id="x",
        clause_id="x",
    )
    plan = SimpleNamespace(
        document=SimpleNamespace(area_code="310000"),
        registry=SimpleNamespace(area_names={}, area_codes={}),
        places={},
        text=None,
    )
    found = list(place_not_in_sentence(cast("Any", row), cast("Any", plan)))
    assert [
        (one.field, text(one.expected, "en").split(" ")[0]) for one in found if not isinstance(one.expected, str)
    ] == ([("area_code", right)] if right else [])
