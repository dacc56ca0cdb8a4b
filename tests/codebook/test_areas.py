"""Codes of areas (GB/T 2260), and the signs of governments in the numbers of their documents."""

# ruff: noqa: E501  (tables are read by the row)

from __future__ import annotations

import pytest

from publisher.codebook.areas import cities, codes_of, codes_of_whole, holds, level, standard, told_by
from publisher.codebook.titles import municipality_of_number
from tests.each import each


def test_the_standard_is_whole() -> None:
    names = standard()
    assert len(names) > 3000
    assert all(len(code) == 6 and code.isdecimal() and level(code) in ("municipal", "district") for code in names)
    assert all(name and not name[0].isdecimal() for known in names.values() for name in known)


@each("name,within,codes", [
    ("金堂", "510100", ("510121",)), ("金堂县", "510100", ("510121",)), ("嘉定", "310000", ("310114",)),
    ("浦东新区", "310000", ("310115",)), ("浦东新", "310000", ("310115",)), ("成都", "510000", ("510100",)),
    ("双流", "510100", ("510116", "510122")), ("双流县", "510100", ("510122",)), ("崇明", "310000", ("310151", "310230")),
    ("鼓楼", "320100", ("320106",)), ("鼓楼", "320300", ("320302",)),
    ("金堂", "310000", ()), ("临港", "310000", ()), ("东部新区", "510100", ()), ("张江", "310000", ()), ("城", "140000", ()), ("", "310000", ()),
])  # fmt: skip
def test_an_area_has_its_codes_within_another(name: str, within: str, codes: tuple[str, ...]) -> None:
    assert codes_of(name, within) == codes
    assert all(holds(within, code) for code in codes)


@each("name,province,codes", [
    ("四川省成都市", "51", ("510100",)), ("四川省成都市武侯区", "51", ("510107",)), ("上海市宝山区", "31", ("310113",)),
    ("上海市崇明县", "31", ("310230",)), ("江苏省南京市鼓楼区", "32", ("320106",)), ("江苏省徐州市鼓楼区", "32", ("320302",)),
    ("安徽省淮南市寿县", "34", ("340422",)), ("安徽省六安市寿县", "34", ("341521",)),
    ("上海市临港新片区", "31", ()), ("四川省天府新区", "51", ()), ("浙江省义乌市", "33", ("330782",)), ("江苏省无锡市高新区", "32", ()), ("四川省阿坝州", "51", ()),
    ("四川省成都市高新区", "51", ()), ("上海市", "31", ()), ("长三角", "00", ()), ("临禾市", "99", ()),
])  # fmt: skip
def test_a_name_written_from_the_province_down_has_its_code(name: str, province: str, codes: tuple[str, ...]) -> None:
    assert codes_of_whole(name, province) == codes


@pytest.mark.parametrize(("number", "code"), [
    ("沪府〔2020〕27号", "310000"), ("沪府发〔2021〕3号", "310000"), ("沪府办发〔2020〕1号", "310000"), ("渝府办发〔2020〕75号", "500000"),
    ("京政发〔2020〕10号", "110000"), ("津政办规〔2021〕2号", "120000"),
    ("宝府〔2020〕94号", ""), ("沪经信〔2020〕5号", ""), ("渝中府发〔2020〕8号", ""), ("津南政发〔2020〕8号", ""), ("青政发〔2020〕8号", ""),
    ("宁政发〔2020〕8号", ""), ("川府发〔2020〕8号", ""), ("闵府发〔2020〕16号", ""), ("", ""),
])  # fmt: skip
def test_a_municipality_signs_with_its_own_sign(number: str, code: str) -> None:
    assert municipality_of_number(number) == code


def test_provinces_and_cities_are_known_as_they_are_spoken_of() -> None:
    assert {"苏州", "常州", "绍兴", "贵阳", "合肥", "六安", "江苏", "内蒙古", "重庆"} <= cities().keys()
    assert cities().keys().isdisjoint({"贵", "苏", "宝山", "昆山", "自治区直辖县级行政单位", "县"})


@each("place,words,told", [
    ("绍兴", "联合嘉兴、湖州", False), ("绍兴", "联合绍兴市", True), ("绍兴", "经诸暨的铁路", True), ("绍兴", "沪甬铁路", False),
    ("江苏", "沪苏浙", True), ("江苏", "苏州", True), ("江苏", "与昆山、太仓相邻", True), ("江苏", "长三角各地", True), ("江苏", "与安徽合肥共建", False),
    ("南通", "沪通铁路", True), ("宁波", "甬舟铁路", True), ("宁波", "穗深铁路", False), ("成都", "来蓉投资", True), ("安徽", "皖北", True), ("无锡", "锡澄", False), ("四川", "川藏铁路", True),
    ("苏州", "长三角示范区", True), ("深圳", "粤港澳大湾区", True), ("武汉", "沪汉蓉通道", True), ("广西", "北部湾港", True), ("甘肃", "兰西城市群", True), ("舟山", "洋山LNG储罐", True), ("西安", "西咸新区", True),
    ("深圳", "长三角示范区", False), ("南昌", "长三角示范区", False), ("武汉", "沪昆通道", False), ("厦门", "北部湾港", False), ("西宁", "关中城市群", False),
])  # fmt: skip
def test_words_tell_a_place_by_its_sign_or_by_what_lies_in_it(place: str, words: str, told: bool) -> None:
    assert told_by(place, words) == told
