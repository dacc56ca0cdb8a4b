"""What a mention by name may be tied to: a repeat has the name, a rewording may share little with it."""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

import pytest

from publisher.check.rules.areas import _levels, _rank_in_english
from publisher.check.rules.mentions import _meant

NAMES = {
    "a": "临禾智算中心", "b": "临禾灾备中心", "c": "政务服务“一网通办”支撑平台", "d": "软光源装置", "e": "硬光源自由电子激光装置",
    "f": "互联网数据中心",
}  # fmt: skip


@pytest.mark.parametrize(("printed", "kind", "record", "meant"), [
    ("智算中心", "repeat", "b", "a"), ("灾备中心", "repeat", "c", "b"), ("临禾智算中心", "rewording", "b", "a"),
    ("灾备机房", "rewording", "d", None), ("“一网通办”支撑平台", "rewording", "a", "c"),
    # ---- what may be so
    ("智算中心", "repeat", "a", None), ("一网通办支撑平台", "repeat", "c", None), ("支撑平台", "rewording", "c", None),
    ("软光源自由电子激光装置", "rewording", "d", None), ("数据中心", "rewording", "a", None), ("IDC", "rewording", "f", None),
    ("云", "repeat", "a", None), ("智算中心", "conflict", "b", None), ("智算中心", "repeat", "z", None), ("算力枢纽", "repeat", "a", None),
])  # fmt: skip
def test_a_printed_name_means_a_thing(printed: str, kind: str, record: str, meant: str | None) -> None:
    said = _meant(printed, kind, record, NAMES)
    assert (dict(said.facts)["value"] if said is not None and not isinstance(said, str) else said) == meant


@pytest.mark.parametrize(("kind", "levels"), [
    ("government", ("district",)), ("department", ("district",)), ("party_organ", ("district",)), ("enterprise", ("none",)),
    ("research", ("none",)), ("zone_committee", ("district", "none")), ("public_institution", ("district", "none")),
    ("working_group", ("district", "none")),
])  # fmt: skip
def test_a_body_has_the_level_of_its_area_or_none(kind: str, levels: tuple[str, ...]) -> None:
    assert _levels(kind, "district") == levels


@pytest.mark.parametrize(("name", "rank"), [
    ("市交通运输局", "District"), ("区商务委", "Municipal"),
    ("市商务区管委会", ""), ("市各区联席会议", ""), ("区市政管理局", ""), ("虹桥商务区管委会", ""), ("县财政局", ""), ("省发展改革委", ""),
])  # fmt: skip
def test_a_chinese_name_begins_with_a_rank(name: str, rank: str) -> None:
    assert _rank_in_english(name) == rank
