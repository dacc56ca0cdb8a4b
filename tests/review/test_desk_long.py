"""A decision on a text of a hundred pages: what it costs the desk, counted in calls."""

from __future__ import annotations

import shutil
import statistics
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from counted import calls

from publisher.draft.draft import draft
from publisher.draft.state import dump, path_of
from publisher.read.package import read_package
from publisher.review.desk import Desk
from publisher.review.items import Item
from tests.review.lab import ROOT, SCHEMAS, agree

pytestmark = pytest.mark.slow

PLACES = ("东岭", "西湾", "南塘", "北坪", "云溪", "青石", "白沙", "柳营", "梧桐", "松岗")
THINGS = ("路灯", "停车泊位", "监测终端", "视频探头", "快递柜", "公交站台")
BODIES = ("市财政局", "市水务局", "市教育局", "市城市管理局", "市应急管理局", "市农业农村局")
CALLS = 600_000  # of a decision, which are about 0.25 seconds of a processor in 2026
NAMES = {
    "area_zh": "虚峰市",
    "area_en": "Xufeng (invented)",
    "short_zh": "虚峰规划",
    "short_en": "Xufeng plan",
    "publisher": "虚峰市人民政府",
}
BY_HAND_OF = {
    "clauses": {"heading_en": "Heading"},
    "tasks": {"summary_zh": "虚构的任务。", "summary_en": "An invented task.", "theme_id": "means"},
    "targets": {"what_en": "a thing", "theme_id": "means"},
    "units": {"area_zh": "虚峰市"},
}


def hundred_pages() -> str:
    """An invented plan of some 53,000 characters: 20 chapters of 5 tasks, 4 paragraphs each."""
    lines = [
        "虚峰市新型基础设施建设总体规划（2021—2025年）",
        "虚峰市人民政府",
        "2021年1月8日",
        "为统筹全市设施建设，制定本规划。",
    ]
    ordinals = [*"一二三四五六七八九十", *("十" + sign for sign in "一二三四五六七八九"), "二十"]
    for chapter, ordinal in enumerate(ordinals):
        lines.append(f"{ordinal}、推进{PLACES[chapter % 10]}片区{['东部', '西部'][chapter // 10]}设施建设")
        for section in range(5):
            number = chapter * 5 + section
            lines.append(f"（{'一二三四五'[section]}）完善第{number + 1}类公共设施")
            for part in range(4):
                at, thing = number * 4 + part, THINGS[(number + part) % 6]
                lines.append(
                    f"围绕{PLACES[at % 10]}一带群众生产生活的实际需要，统筹存量和增量，坚持先急后缓、共建共享，"
                    f"避免各自为政和重复投入，防止建而不用和用而不管，"
                    f"把设施建在需要的地方，把服务送到群众身边。到202{2 + part % 4}年底，新建{thing}{300 + at * 7}个，"
                    f"改造老旧{THINGS[(at + 3) % 6]}{200 + at * 3}个，完好率达到{90 + at % 10}%以上。"
                )
            lines.append(f"（责任单位：{BODIES[number % 6]}、{BODIES[(number + 1) % 6]}）")
    return "\n".join(lines) + "\n"


def test_a_decision_on_a_hundred_pages_costs_little(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "datapackage", tmp_path / "datapackage")
    (tmp_path / "texts").mkdir()
    (tmp_path / "long.txt").write_text(hundred_pages(), "utf-8")
    assert len(hundred_pages()) > 50_000
    package = read_package(tmp_path, SCHEMAS, sources=tmp_path / "texts")
    draft(tmp_path / "long.txt", "long-2021", package, texts=tmp_path / "texts", area_code="999900")
    desk = Desk(tmp_path, SCHEMAS, "long-2021", "reader-a", sources=tmp_path / "texts", today="2026-01-01")
    early = [item for item in desk.items() if item.undecided][:40]
    assert statistics.median(cost_of(desk, early)) <= CALLS
    # all but the last forty at once, for what a dozen decisions cost
    rest = [item for item in desk.items() if item.undecided]
    suggestions = [replace(s, cells={**s.cells, **BY_HAND_OF.get(s.table, {})}) for s in desk.snapshot.suggestions]
    path_of(tmp_path, "long-2021").write_text(dump(suggestions), "utf-8")
    desk.reload()
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
