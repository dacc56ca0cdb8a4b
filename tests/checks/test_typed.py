"""What a text prints and nobody types: such words can be quoted all the same, and stand where they stand."""

from __future__ import annotations

from pathlib import Path

import lab
import pytest

from publisher.codebook.characters import as_typed, is_traditional
from publisher.read.places import Span
from publisher.read.plan import read_plan

WORDS = "加快建设充电桩。(责任单位:市住建局"


@pytest.mark.parametrize("odd", ["\u00a0", "\u3000", "\t", "\u2009", "\u202f"])
def test_a_quote_over_an_odd_space_is_typed_with_an_ordinary_one(odd: str, tmp_path: Path) -> None:
    root, words = lab.clean(tmp_path / "package"), "已建成充电桩约8000根"
    lab.apply(root, [
        {"replace": ["sources/linhe-2020.txt", f"目前{words}", f"目前{odd}{words}"]},
        {"set": ["observations.csv", "linhe-2020.o01", "quote", f"目前 {words}"]},
        *({"do": step} for step in ("pin", "lock", "sign")),
    ])  # fmt: skip
    assert lab.validate(root).problems == ()
    plan = read_plan(lab.package(root), lab.PLAN)
    place = plan.places["linhe-2020.o01"]
    assert plan.text is not None and isinstance(place, Span)
    assert plan.text[place.start : place.end] == f"目前{odd}已建成充电桩约8000根"


def test_look_alikes_are_typed_as_what_they_look_like() -> None:
    assert as_typed("⼯作\u00a0豈") == "工作 豈"
    assert as_typed("plain") == "plain" and len(as_typed("①②㈠\t")) == 4


@pytest.mark.parametrize(
    "place", ["鄠邑区", "硚口区", "浉河区", "瀍河回族区", "埇桥区", "猇亭区", "甪直镇", "上海市宝山区"]
)
def test_names_of_places_are_no_traditional_characters(place: str) -> None:
    assert not any(map(is_traditional, place))


@pytest.mark.parametrize("word", ["個", "臺灣", "發展", "溮河", "礄口"])
def test_traditional_characters_are(word: str) -> None:
    assert any(map(is_traditional, word))
