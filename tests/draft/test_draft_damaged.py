"""Texts with pieces lost, doubled, put in: drafting reads them or finds no plan, and quotes what stands there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from publisher.codebook.characters import as_typed
from publisher.draft.analysis import find
from publisher.draft.suggest.plan import suggestions
from publisher.read.registry import Registry, read_registry
from publisher.terms.schema import load_schemas

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "data" / "drafts").glob("*.txt"))]
PIECES = (
    "\t", "一、", "工程一：", "三成", "1.\t", "附件1", "责任单位：", "——", "（", "）", "”", "“", "|", "\n",
    "二〇一五年", "序号\t任务\t责任单位\n", "保障措施\n", "\u200b",
)  # fmt: skip


@pytest.fixture(scope="module")
def registry() -> Registry:
    return read_registry(ROOT, load_schemas(ROOT / "schemas"))


def damaged(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 12)):
        at, how = chance.randrange(len(text) + 1), chance.random()
        if how < 0.4:
            text = text[:at] + chance.choice(PIECES) + text[at:]
        elif how < 0.7:
            text = text[:at] + text[at + chance.randint(1, 200) :]
        else:
            lines = text.split("\n")
            lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
            text = "\n".join(lines)
    return text


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_text_is_read_or_is_no_plan(seed: int, registry: Registry) -> None:
    chance = random.Random(seed)
    read = 0
    for _ in range(50):
        text = damaged(chance.choice(TEXTS), chance)
        found = find(text, registry, area_code="999900")
        if found is None:
            continue
        read += 1
        spans = {clause.id("x"): (clause.start, clause.end) for clause in found.clauses}
        for row in suggestions(found, "x", registry, area_code="999900"):
            if row.table in ("targets", "observations", "mentions", "responsibilities"):
                words = row.cells.get("quote_prefix", "") + row.cells["quote"] + row.cells.get("quote_suffix", "")
                assert (
                    as_typed(words) in as_typed(text)[slice(*spans[row.cells.get("clause_id") or row.cells["task_id"]])]
                )
    assert read > 25
