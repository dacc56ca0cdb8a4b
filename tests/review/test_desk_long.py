"""A decision on a text of a hundred pages: what it costs the desk, in seconds of its processor."""

from __future__ import annotations

import shutil
import statistics
import time
from pathlib import Path

import pytest

from publisher.draft.draft import draft
from publisher.read.package import read_package
from publisher.review.desk import Desk
from tests.review.lab import ROOT, SCHEMAS, agree

pytestmark = pytest.mark.slow

PLACES = ("东岭", "西湾", "南塘", "北坪", "云溪", "青石", "白沙", "柳营", "梧桐", "松岗")
THINGS = ("路灯", "停车泊位", "监测终端", "视频探头", "快递柜", "公交站台")
BODIES = ("市财政局", "市水务局", "市教育局", "市城市管理局", "市应急管理局", "市农业农村局")
SECONDS = 0.3  # of a decision


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


def test_a_decision_on_a_hundred_pages_is_quick(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "datapackage", tmp_path / "datapackage")
    (tmp_path / "texts").mkdir()
    (tmp_path / "long.txt").write_text(hundred_pages(), "utf-8")
    assert len(hundred_pages()) > 50_000
    package = read_package(tmp_path, SCHEMAS, sources=tmp_path / "texts")
    draft(tmp_path / "long.txt", "long-2021", package, texts=tmp_path / "texts", area_code="999900")
    desk = Desk(tmp_path, SCHEMAS, "long-2021", "reader-a", sources=tmp_path / "texts", today="2026-01-01")
    version, took = desk.state("en")["version"], []
    for item in [item for item in desk.items() if item.state == "open"][:40]:
        begin = time.process_time()
        agree(desk, item.id)
        version = desk.changes(version).get("version", version)
        took.append(time.process_time() - begin)
    assert statistics.median(took) <= SECONDS, took
