"""What is said of an indicator's records, and of the body that an office is of, is what the tables have."""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from publisher.check.rules.areas import _in_brackets
from publisher.check.rules.indicators import _compared_against, _told_against
from publisher.check.stated import Stated
from tests.each import each


def stated(comparator: str, year: str) -> Stated:
    return Stated("a-2020.t01", "target", "piers", "exact", "ge", "new", comparator, "20", "", year, "20", "line 2")


# What is said; the bounds and years of the records; the words that none of them bears out ("": none).
SAID = (
    ("目前只有一处，是上限（20家以上）。", "ge", "2022", "是上限（20家以上）"), ("目前只有一处，是下限（20家以上）。", "ge", "2022", ""), ("两处都是约数；不可相加。", "eq", "2022", "两处都是约数"), ("两处都是约数；不可相加。", "approx", "2022", ""),
    ("目前只有一处，是确数。", "approx", "2022", "是确数"), ("是约数，不是确数。", "approx", "2022", ""), ("以市里的数为上限。", "ge", "2022", ""), ("区里的数不能超过市里的，上限由市里定。", "ge", "2022", ""), ("是下限还是上限，原文没有写。", "eq", "2022", ""),
    ("区间的上端是100个。", "range", "2022", ""), ("是下限。", "range", "2022", ""), ("原文没有写是不是上限。", "ge", "2022", ""),
    ("两处的时限是2025年。", "ge", "2022", "时限是2025年"), ("时限（到2022年底）相同。", "ge", "2022", ""), ("时限（到2023年底）相同。", "ge", "2022", "时限（到2023年"), ("国家的时限为2025年。", "ge", "2022", ""), ("时限：国家为2025年。", "ge", "2022", ""), ("其时限改为2025年。", "ge", "2022", ""),
    ("时限早于2025年。", "ge", "2022", ""), ("时限比2025年早。", "ge", "", ""), ("没有时限，2025年另有评估。", "ge", "2022", ""),
    ("三处的时限都是2020年至2022年。", "ge", "2022", ""), ("时限是2020年起三年内，不可相加。", "ge", "2022", ""), ("时限为2020年至2023年。", "ge", "2022", "时限为2020年"), ("看不出时限是2023年还是2022年底。", "ge", "2022", ""), ("“三年内”若从印发时算起，时限是2023年4月。", "ge", "2022", ""),
    ("看不出是哪一年；时限是2025年。", "ge", "2022", "时限是2025年"),
)  # fmt: skip


@each("words,comparator,year,found", SAID)
def test_an_indicator_tells_the_bounds_and_time_limits_of_its_records(
    words: str, comparator: str, year: str, found: str
) -> None:
    row: Any = SimpleNamespace(comparability_zh=words)
    assert [one.found for one in _told_against(row, [stated(comparator, year)])] == ([found] if found else [])


@each("definition,basis,found", [
    ("现有的泊位数量。", "new", "现有的"), ("已建泊位数量。", "new", "已建"), ("已建成的泊位数量。", "new", "已建成的"), ("现有泊位之外增加的数量。", "new", ""), ("在现有基础上增加的泊位数量。", "new", ""),
    ("增加的泊位数量，现有的不计。", "new", ""), ("现有的泊位数量。", "total", ""), ("现有的泊位数量。", "unclear", ""), ("已有码头新建的泊位数量。", "new", ""), ("新建的泊位数量。", "total", "新建"),
    ("已建的泊位不计，只计新建的。", "new", ""), ("现有文件承诺建设的泊位数量。", "new", ""), ("已有的不算，指期内建设的泊位数量。", "new", ""), ("已建成的和在建的都不计入。", "new", ""), ("已建成道路中增开为试验道路的里程。", "new", ""),
])  # fmt: skip
def test_a_definition_of_what_is_added_does_not_count_what_stands(definition: str, basis: str, found: str) -> None:
    row: Any = SimpleNamespace(comparability_zh="", definition_zh=definition, basis=basis)
    said = [one.found if isinstance(one.found, str) else "?" for one in _compared_against(row)]
    assert said == ([found] if found else [])


def body(unit_id: str, name_en: str, kind: str, parent_id: str = "") -> SimpleNamespace:
    return SimpleNamespace(unit_id=unit_id, name_en=name_en, kind=kind, parent_id=parent_id)


GROUP, BUREAU = body("group", "Linhe Leading Group", "working_group"), body("bureau", "Linhe Bureau", "department")
GOVERNMENT, FIRM = body("city", "Linhe People’s Government", "government"), body("firm", "Linhe Water", "enterprise")


@each("name,kind,parent,wrong", [
    ("Office of the Linhe Leading Group", "working_group", "group", False), ("Office of the Linhe Leading Group", "working_group", "bureau", False), ("Office of the Linhe Leading Group", "department", "bureau", False),
    ("Office of the Linhe Leading Group", "working_group", "", False), ("Office of the Linhe Leading Group", "working_group", "firm", True), ("Office of the Linhe People’s Government", "department", "bureau", True),
    ("Office of the Linhe People’s Government", "department", "city", False), ("Supervision Office (Linhe People’s Government)", "department", "bureau", True), ("Linhe Port Office", "department", "bureau", False),
])  # fmt: skip
def test_the_office_of_a_group_may_be_housed_in_a_department(name: str, kind: str, parent: str, wrong: bool) -> None:
    rows = [GROUP, BUREAU, GOVERNMENT, FIRM, body("office", name, kind, parent)]
    by_key = {"units": {row.unit_id: row for row in rows}}
    registry = SimpleNamespace(rows=lambda _name: rows, by_key=by_key)
    assert [one.field for one in _in_brackets(cast("Any", registry))] == (["parent_id"] if wrong else [])
