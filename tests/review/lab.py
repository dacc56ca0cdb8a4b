"""What the desk's tests share: an invented draft, a desk on it, and the words that a person would fill in."""

from __future__ import annotations

import csv
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from publisher.codebook.own_words import in_chinese
from publisher.codebook.own_words import shown as shown_numbers
from publisher.codebook.translation import pattern, terms_in
from publisher.draft.draft import draft
from publisher.maintain.lock import lock_text
from publisher.read.package import read_package
from publisher.read.plan import read_plan
from publisher.review.desk import Desk
from publisher.review.items import figure_at, items
from publisher.review.show import glossary
from publisher.terms.schema import load_schemas

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "tests" / "data" / "drafts"
SCHEMAS = load_schemas(ROOT / "schemas")
PLAN = "xugou-2021"
TODAY = str(yaml.safe_load((ROOT / "datapackage/datapackage.yaml").read_text("utf-8"))["created"])[:10]
PROVINCE = "虚构省"

# What no machine can suggest: English, summaries, who publishes the copy.
BY_HAND = {
    "title_en": "Xugou Action Plan 2021–2023 (invented)",
    "short_zh": "虚构方案",
    "short_en": "Xugou plan",
    "area_zh": "虚构市",
    "area_en": "Xugou (invented)",
    "summary_zh": "虚构的方案。",
    "summary_en": "An invented plan.",
    "limitations_zh": "虚构。",
    "limitations_en": "Invented.",
    "publisher": "虚构市人民政府",
    "publisher_kind": "issuer",
    "heading_en": "Heading",
    "name_en": "Body",
    "name_zh": "虚构市人民政府",
    "name": "虚构市人民政府",
    "horizon_start": "2019-01-01",
    "horizon_end": "2025-12-31",
    "what_en": "a thing",
    "theme_id": "means",
}


def place_with_draft(folder: Path) -> Path:
    """A copy of the data with the invented plan drafted in it, and its text."""
    shutil.copytree(ROOT / "datapackage", folder / "datapackage")
    (folder / "texts").mkdir()
    package = read_package(folder, SCHEMAS, sources=folder / "texts")
    draft(TEXTS / f"{PLAN}.txt", PLAN, package, texts=folder / "texts", area_code="999900")
    return folder


def desk_at(place: Path, reader: str = "reader-a", plan: str = PLAN) -> Desk:
    return Desk(place, SCHEMAS, plan, reader, sources=place / "texts", today=TODAY)


def shown(desk: Desk, item_id: str) -> dict[str, Any]:
    return asdict(desk.item(item_id))


def english(desk: Desk, chinese: str) -> list[str]:
    """The English of the terms that stand in Chinese words."""
    known = dict(glossary(desk.snapshot))
    return [known[term] for term in terms_in(chinese, pattern(known))]


def filled(desk: Desk, item: dict[str, Any], **changes: str) -> list[dict[str, Any]]:
    """The rows of an item with required cells filled by hand, and changes to their cells."""
    rows = []
    for row in item["rows"]:
        cells = dict(row["cells"])
        for field in desk.schemas[row["table"]].fields:
            if (row["table"], field.name) == ("targets", "area_zh"):
                continue  # empty for the whole of the plan's area; else it stands in the quote
            if not cells[field.name] and field.name in BY_HAND:
                chinese = cells.get(field.name.replace("_en", "_zh"), "") if field.name.endswith("_en") else ""
                words = BY_HAND[field.name]
                if field.name == "title_en":  # a title has its numbers and its area in both languages
                    place = "Xugou " * ("虚构" in chinese)
                    words = " ".join(
                        [f"{place}Plan (invented)", *filter(None, [shown_numbers(in_chinese(chinese).said)])]
                    )
                if field.name == "name_en" and row["table"] in ("units", "projects"):  # no two share one
                    number = next(iter(cells.values()))[-3:]
                    words += " " + number.translate(str.maketrans("0123456789", "abcdefghij")).title()
                if field.name == "area_zh" and cells.get("area_code", "").endswith("0000"):
                    words = PROVINCE
                cells[field.name] = " ".join([words, *english(desk, chinese)])
        cells |= {name: value for name, value in changes.items() if name in cells}
        rows.append({"table": row["table"], "cells": cells})
    return rows


def agree(desk: Desk, item_id: str, **changes: str) -> dict[str, Any]:
    return desk.decide({"item": item_id, "action": "accept", "rows": filled(desk, shown(desk, item_id), **changes)})


# Words with a date that promise nothing that can be judged: a reader rejects what is suggested for them.
NO_PROMISES = ("全市数字设施水平进入全省前列", "优先覆盖学校、医院和工业园区")


def is_no_promise(item: dict[str, Any]) -> bool:
    first = item["rows"][0]
    return first["cells"].get("quote") in NO_PROMISES


def decide(desk: Desk, item: dict[str, Any]) -> None:
    """What a person would decide: agree, or reject what is no promise."""
    said = {"item": item["id"], "action": "reject", "reason": "没有可判断的结果。"}
    answer = desk.decide(said) if is_no_promise(item) else agree(desk, item["id"])
    assert answer["ok"], (item["id"], answer)


def agree_until(desk: Desk, table: str) -> None:
    """Decide everything before the first suggestion for a table."""
    while (item := first_open(desk)) and (item["rows"][0]["table"] != table or is_no_promise(item)):
        decide(desk, item)


def agree_all(desk: Desk) -> int:
    count = 0
    while item := first_open(desk):
        decide(desk, item)
        count += 1
    return count


def first_open(desk: Desk) -> dict[str, Any] | None:
    return next((asdict(item) for item in items(desk.snapshot, desk.reader) if item.state in ("open", "record")), None)


def as_first_read(place: Path) -> dict[tuple[int, str], dict[str, str]]:
    """What the first reader recorded at each place of the text (code point), as a second reader would enter it.

    Statements are apart: their kind of record stands beside the place, "" that of all else.
    """
    held = {row["record_id"]: row for row in rows(place, "evidence")}
    found: dict[tuple[int, str], dict[str, str]] = {}
    for table, kind in (("targets", "target"), ("observations", "observation"), ("mentions", "mention")):
        for row in rows(place, table):
            start = int(held[row[f"{kind}_id"]]["quote_start"])
            figure = row["figure_printed"]
            names = ("kind", "comparator", "value", "value_max", "measure_id", "basis", "deadline")
            cells = {name: row.get(name, "") for name in names} | {"record_kind": kind}
            start += figure_at(row["quote"], figure) if figure else 0
            if (said := found.get((start, ""))) and said["deadline"] != cells["deadline"]:  # a record a date
                cells["deadline"] = f"{said['deadline']}、{cells['deadline']}"
            found[start, ""] = cells
    for row in rows(place, "responsibilities"):
        key = int(held[row["responsibility_id"]]["quote_start"]), "responsibility"
        said = found.get(key, {}).get("name_printed", "")
        names = "、".join(filter(None, [said, f"{row['name_printed']}={row['role']}"]))
        found[key] = {"record_kind": "responsibility", "name_printed": names}
    return found


def read_all(desk: Desk, place: Path, *, openly: bool = True) -> None:
    """The second reading by one who reads as the first did: blind, then all that is read openly."""
    first = as_first_read(place)
    for item in desk.state("en")["items"]:
        if item["state"] == "blind":
            key = item["start"], item["rows"][0]["cells"]["record_kind"]
            cells = item["rows"][0]["cells"] | first.get(key, {})
            action = "read" if key in first else "nothing"
            sent = [{"table": "readings", "cells": cells}]
            answer = desk.decide({"item": item["id"], "action": action, "rows": sent})
            assert answer["ok"] and not answer["differs"], (item, answer)
    left = [item["id"] for item in desk.state("en")["items"] if item["state"] == "record"] if openly else []
    assert desk.all({"action": "accept", "items": left}) == {"ok": True, "done": len(left), "refused": []}


def interpreted(place: Path, record: str, quote: str) -> None:
    """Say in a note that a record is entered as a total, whatever its words alone say: it is left to the readers."""
    folder = place / "datapackage" / "plans" / PLAN
    note = dict.fromkeys(SCHEMAS["notes"].names, "") | {
        "note_id": f"{PLAN}.n90", "document_id": PLAN, "kind": "interpretation", "record_id": record, "quote": quote,
        "text_zh": "此处记为累计总量。", "text_en": "Entered as a total.",
    }  # fmt: skip
    with (folder / "notes.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, SCHEMAS["notes"].names, lineterminator="\n").writerow(note)
    package = read_package(place, SCHEMAS, sources=place / "texts")
    (folder / "evidence.csv").write_text(lock_text(read_plan(package, PLAN)), "utf-8")


def rows(place: Path, table: str, plan: str = PLAN) -> list[dict[str, str]]:
    folder = (
        place
        / "datapackage"
        / ("plans/" + plan if (place / "datapackage" / "plans" / plan / f"{table}.csv").exists() else "")
    )
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    return [row for row in found if table != "retired" or row["record_id"].startswith(PLAN)]
