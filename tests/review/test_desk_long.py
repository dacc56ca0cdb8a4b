"""A decision on a text of a hundred pages: what it costs the desk, counted in calls."""

from __future__ import annotations

import statistics
from functools import partial
from pathlib import Path

import pytest
from counted import calls

from bench.desk import fill, hundred_pages, opened
from publisher.review.desk import Desk
from publisher.review.items import Item
from tests.review.lab import ROOT, agree

pytestmark = pytest.mark.slow

CALLS = 800_000  # of a decision, which are about 0.3 seconds of a processor in 2026
NAMES = {
    "area_zh": "虚峰市",
    "area_en": "Xufeng (invented)",
    "short_zh": "虚峰规划",
    "short_en": "Xufeng plan",
    "publisher": "虚峰市人民政府",
}


def test_a_decision_on_a_hundred_pages_costs_little(tmp_path: Path) -> None:
    assert len(hundred_pages()) > 50_000
    desk = opened(tmp_path, ROOT)
    early = [item for item in desk.items() if item.undecided][:40]
    assert statistics.median(cost_of(desk, early)) <= CALLS
    # all but the last forty at once, for what a dozen decisions cost
    rest = [item for item in desk.items() if item.undecided]
    fill(desk)
    late = [item.id for item in rest if item.rows[0].table == "targets"][-40:]
    chosen = [item.id for item in rest if item.id not in late]
    assert len(chosen) > 1000
    assert calls(lambda: done(desk, chosen)) <= 12 * CALLS
    assert statistics.median(cost_of(desk, [desk.item(item) for item in late[:20]])) <= CALLS


def done(desk: Desk, chosen: list[str]) -> None:
    assert desk.all({"action": "accept", "items": chosen})["done"] > 1000


def cost_of(desk: Desk, chosen: list[Item]) -> list[int]:
    """How many calls agreeing with each takes, with what the page is then sent."""
    version = desk.state("en")["version"]

    def decide(item: Item) -> None:
        nonlocal version
        answer = agree(desk, item.id, **(NAMES if item.rows[0].table in ("units", "documents") else {}))
        assert answer["ok"] or answer["problems"][0].code == "promise-twice", (item.id, answer)
        version = desk.changes(version).get("version", version)

    return [calls(partial(decide, item)) for item in chosen]
