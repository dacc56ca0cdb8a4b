"""What a decision on a text of a hundred pages takes at the desk.

    python -m bench.desk FOLDER

FOLDER is an empty one, for a copy of the data and the text. One JSON object goes to standard output: the median of the
seconds, and of the CPU seconds, that agreeing with a suggestion takes with what the page is then sent.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from statistics import median
from typing import Any

from publisher.draft.draft import draft
from publisher.draft.state import dump, path_of
from publisher.read.layout import FOLDER
from publisher.read.package import read_package
from publisher.review.desk import Desk
from publisher.terms.schema import load_schemas

DECISIONS = 40
PLAN = "long-2021"
PLACES = ("东岭", "西湾", "南塘", "北坪", "云溪", "青石", "白沙", "柳营", "梧桐", "松岗")
THINGS = ("路灯", "停车泊位", "监测终端", "视频探头", "快递柜", "公交站台")
BODIES = ("市财政局", "市水务局", "市教育局", "市城市管理局", "市应急管理局", "市农业农村局")
# What a person fills in, by table.
BY_HAND: dict[str, dict[str, str]] = {
    "clauses": {"heading_en": "Heading"},
    "tasks": {"summary_zh": "虚构的任务。", "summary_en": "An invented task.", "theme_id": "means"},
    "targets": {"what_en": "a thing", "theme_id": "means"},
    "units": {"area_zh": "虚峰市"},
    "documents": {
        "title_en": "Xufeng Plan for New Infrastructure, 2021–2025 (invented)",
        "short_zh": "虚峰规划",
        "short_en": "Xufeng plan",
        "area_zh": "虚峰市",
        "area_en": "Xufeng (invented)",
        "summary_zh": "虚构的规划。",
        "summary_en": "An invented plan.",
        "limitations_zh": "虚构。",
        "limitations_en": "Invented.",
    },
    "copies": {"publisher": "虚峰市人民政府", "publisher_kind": "issuer"},
}
LETTERS = str.maketrans("0123456789", "abcdefghij")  # no two bodies have one name, and a name has no number


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


def opened(folder: Path, project: Path = Path()) -> Desk:
    """A desk on the invented plan, drafted in a copy of the project's data, for one reader."""
    texts, schemas = folder / "texts", load_schemas(project / "schemas")
    shutil.copytree(project / FOLDER, folder / FOLDER)
    texts.mkdir()
    (folder / "long.txt").write_text(hundred_pages(), "utf-8")
    package = read_package(folder, schemas, sources=texts)
    draft(folder / "long.txt", PLAN, package, texts=texts, area_code="999900")
    return Desk(folder, schemas, PLAN, "reader-a", sources=texts, today="2026-01-01")


def fill(desk: Desk) -> None:
    """Fill in what only a person can, in all suggestions at once."""
    filled = []
    for one in desk.snapshot.suggestions:
        cells = {**one.cells, **BY_HAND.get(one.table, {})}
        if one.table == "units":
            cells["name_en"] = f"Body {cells['unit_id'][-2:].translate(LETTERS).title()}"
        filled.append(replace(one, cells=cells))
    path_of(desk.root, PLAN).write_text(dump(filled), "utf-8")
    desk.reload()


def main(folder: str) -> None:
    """Decide on the first suggestions."""
    desk = opened(Path(folder))
    fill(desk)
    chosen = [item for item in desk.items() if item.undecided][:DECISIONS]
    version, costs = desk.state("en")["version"], []
    for item in chosen:
        wall, cpu = time.perf_counter(), time.process_time()
        rows: list[dict[str, Any]] = [{"table": row.table, "cells": asdict(row)["cells"]} for row in item.rows]
        answer = desk.decide({"item": item.id, "action": "accept", "rows": rows})
        version = desk.changes(version).get("version", version)
        costs.append((time.perf_counter() - wall, time.process_time() - cpu))
        if not answer["ok"]:
            sys.exit(f"{item.id}: {[problem.code for problem in answer['problems']]}")
    said = {"wall": median(wall for wall, _ in costs), "cpu": median(cpu for _, cpu in costs), "decisions": len(costs)}
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
