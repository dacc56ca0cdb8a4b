"""What a figure is taken for: promise, limit, money, what stands already, what the document counts of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.draft.found import Found
from publisher.draft.suggest.plan import find, suggestions
from publisher.read.registry import Registry, read_registry
from publisher.terms.schema import load_schemas

TEXT = """虚构市数字设施行动方案（2021—2023年）
一、总体要求
（一）指导思想。{guidance}
（二）基本原则。{principle}
（三）工作目标。{goal}
二、主要任务
（一）建设设施。{task}
三、保障措施
（一）加强组织。{safeguard}
"""
PLACES = ("guidance", "principle", "goal", "task", "safeguard")

# Where it stands, the sentence, table and kind of its figure.
ROLES = (
    ("task", "到2023年，建成200个站点。", "targets", "target"),
    ("goal", "到2023年，建成200个站点。", "targets", "target"),
    ("task", "能耗控制在500吨以内。", "targets", "cap"),
    ("task", "建设用地不超过40平方公里。", "targets", "cap"),
    ("task", "时延控制在20毫秒左右。", "targets", "target"),
    ("task", "总投资30亿元。", "targets", "budget"),
    ("task", "目前已建成300个站点。", "observations", "baseline"),
    ("task", "截至2020年10月，建成300个站点。", "observations", "baseline"),
    ("task", "在现有基础上，力争建成300个站点。", "targets", "target"),
    ("principle", "坚持政府引导，服务60个行业。", "observations", "background"),
    ("guidance", "坚持政府引导，服务60个行业。", "observations", "background"),
    ("guidance", "坚持政府引导，建成60个站点。", "targets", "target"),
    ("task", "坚持政府引导，服务60个行业。", "targets", "target"),
    ("task", "聚焦60个行业。", "observations", "background"),
    ("goal", "实施五大工程。", "observations", "structure"),
    ("goal", "开展20项任务。", "observations", "structure"),
    ("task", "开展20项任务。", "targets", "target"),
)  # fmt: skip


@pytest.fixture(scope="module")
def registry(root: Path) -> Registry:
    return read_registry(root, load_schemas(root / "schemas"))


def read(place: str, sentence: str, registry: Registry) -> Found:
    """The plan in which the sentence stands at a place."""
    said = dict.fromkeys(PLACES, "加快推进。") | {place: sentence}
    found = find(TEXT.format(**said), registry, area_code="999900")
    assert isinstance(found, Found)
    return found


@pytest.mark.parametrize(
    ("place", "sentence", "table", "kind"), ROLES, ids=[f"{place} {sentence}" for place, sentence, *_ in ROLES]
)
def test_a_figure_is_taken_for_what_its_words_say(
    place: str, sentence: str, table: str, kind: str, registry: Registry
) -> None:
    assert [(figure.table, figure.kind) for figure in read(place, sentence, registry).figures] == [(table, kind)]


@pytest.mark.parametrize(
    ("sentence", "as_of", "basis"),
    [
        ("截至2020年10月，建成300个站点。", "2020-10-31", "stated"),
        ("目前已有300个站点。", None, None),
    ],
)
def test_what_stands_already_has_the_date_of_its_sentence(
    sentence: str, as_of: str | None, basis: str | None, registry: Registry
) -> None:
    rows = suggestions(read("task", sentence, registry), "x", registry)
    cells = [row.cells for row in rows if row.table == "observations" and row.cells["kind"] == "baseline"]
    assert [(one.get("as_of"), one.get("as_of_basis")) for one in cells] == [(as_of, basis)]
