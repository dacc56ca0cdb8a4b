"""A text that stays outside is handed to the second reader by its hash alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publisher.review.desk import Desk
from publisher.terms.messages import Refusal, text
from tests.review.lab import PLAN, SCHEMAS, TEXTS, TODAY, rows

pytestmark = pytest.mark.slow


@pytest.fixture
def elsewhere(finished: Path, tmp_path: Path) -> Path:
    """A checkout of the finished plan with no text in it, nor in its folder of texts."""
    shutil.copytree(finished, tmp_path / "place")
    (tmp_path / "place" / "texts" / f"{PLAN}.txt").unlink()
    return tmp_path / "place"


def desk_with(place: Path, file: Path | None, sources: Path | None = None) -> Desk:
    return Desk(place, SCHEMAS, PLAN, "reader-b", sources=sources, today=TODAY, text=file)


@pytest.mark.parametrize("form", ["txt", pytest.param("pdf", marks=pytest.mark.slow), "html"])
def test_a_file_that_has_the_pinned_hash_is_the_text(form: str, elsewhere: Path, tmp_path: Path) -> None:
    given = tmp_path / f"downloaded.{form}"
    shutil.copy(TEXTS / f"{PLAN}.{form}", given)
    desk = desk_with(elsewhere, given)
    item = next(item for item in desk.state("en")["items"] if item["start"] and item["state"] == "blind")
    assert desk.snapshot.plan.text and item["rows"][0]["cells"]["quote"] in desk.snapshot.plan.text
    assert not list((elsewhere / "texts").iterdir())  # it stays where it is


def test_what_is_read_in_a_given_text_is_saved_and_read_again(elsewhere: Path) -> None:
    desk = desk_with(elsewhere, TEXTS / f"{PLAN}.txt")
    item = next(i for i in desk.state("en")["items"] if not i["rows"][0]["cells"]["figure_printed"])
    words = {"record_kind": "target", "kind": "milestone", "deadline": "2023-12-31"}
    cells = item["rows"][0]["cells"] | words
    answer = desk.decide({"item": item["id"], "action": "read", "rows": [{"table": "readings", "cells": cells}]})
    assert answer["ok"], answer
    assert rows(elsewhere, "readings")[0]["quote"] == cells["quote"]
    assert desk.state("en")["left"]


def test_another_text_is_refused_with_both_hashes(elsewhere: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text((TEXTS / f"{PLAN}.txt").read_text("utf-8").replace("4200", "4300"), "utf-8")
    pinned = rows(elsewhere, "copies")[0]
    with pytest.raises(Refusal) as refused:
        desk_with(elsewhere, other)
    for language in ("zh", "en"):
        said = text(refused.value.message, language)
        assert pinned["sha256"] in said and pinned["chars"] in said and said.count(pinned["chars"]) >= 2


@pytest.mark.parametrize(
    ("name", "content"), [("plan.doc", b"x"), ("gone.txt", None), ("scan.pdf", b"%PDF-1.4 nothing")]
)
def test_a_file_that_cannot_be_read_is_refused(
    name: str, content: bytes | None, elsewhere: Path, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Refusal, match=name):
        desk_with(elsewhere, tmp_path / name)


def test_without_a_text_it_is_said_which_one_is_wanted(elsewhere: Path) -> None:
    pinned = rows(elsewhere, "copies")[0]
    with pytest.raises(Refusal, match=pinned["sha256"]):
        desk_with(elsewhere, None, elsewhere / "texts")
