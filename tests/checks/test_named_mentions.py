"""What a mention by name may be tied to: a repeat has the name, a rewording may share little with it."""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

from types import SimpleNamespace

import lab
import pytest

from publisher.check.rules.areas import _levels, _rank_in_english
from publisher.check.rules.mentions import _meant
from publisher.check.rules.names import _body_of
from publisher.read.package import read_package

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


REGISTRY = read_package(lab.ROOT, lab.SCHEMAS).registry


@pytest.mark.parametrize(("name", "quote", "area", "body"), [
    ("展改革委", "由市发展改革委会同各区", "310000", "市发展改革委"), ("发展改革委", "由市发展改革委会同各区", "310000", "市发展改革委"),
    ("市经济信息化", "由市经济信息化委牵头", "310000", "市经济信息化委"), ("应急局", "市应急局负责", "510100", "市应急局"),
    ("区财政", "区财政局统筹", "310113", "区财政局"), ("旦大学", "复旦大学承担", "310000", "复旦大学"),
    # ---- names that are whole, or cut from none that is known
    ("市发展改革委", "由市发展改革委会同各区", "310000", ""), ("市应急局", "市应急局负责", "510100", ""),
    ("区财政局", "区财政局统筹", "310113", ""), ("市委", "市委副书记出席", "310000", ""),
    ("市政府常务会议", "市政府常务会议审议通过", "310000", ""), ("上海电气", "推动上海电气、上海汽车等集团", "310000", ""),
    ("市海洋局", "市海洋局参加", "310000", ""), ("科技部", "科技部等国家部委支持", "310000", ""),
    ("发展改革委", "国家发展改革委印发", "310000", ""), ("应急局", "区应急局与市应急局联动，应急局值守", "510100", ""),
    ("人大", "人大立法保障", "310000", ""), ("", "市应急局负责", "510100", ""),
])  # fmt: skip
def test_the_name_of_a_body_is_not_cut(name: str, quote: str, area: str, body: str) -> None:
    row = SimpleNamespace(name_printed=name, quote=quote)
    plan = SimpleNamespace(document=SimpleNamespace(area_code=area), registry=REGISTRY)
    assert _body_of(row, plan) == body  # type: ignore[arg-type]
