"""A figure is taken whole: no rule accepts a part of one, and coverage counts none, wherever it is cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from publisher.check.reading import reading
from publisher.codebook.forms import Form, form
from publisher.read.package import Package, read_package
from publisher.read.plan import Plan, read_plan
from publisher.terms.schema import load_schemas

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def package() -> Package:
    return read_package(ROOT, load_schemas(ROOT / "schemas"))


@pytest.fixture(scope="module")
def plans(package: Package) -> list[Plan]:
    return [read_plan(package, name) for name in package.plan_ids]


def cuts(figure: str) -> Iterator[str]:
    """Every part of a figure that is not the whole of it."""
    for start in range(len(figure)):
        for end in range(start + 1, len(figure) + 1):
            if end - start < len(figure):
                yield figure[start:end]


def numbered(plans: list[Plan]) -> Iterator[tuple[Plan, Any]]:
    for plan in plans:
        for name in ("targets", "observations"):
            for row in plan.rows(name):
                if row.value:
                    yield plan, row


def test_every_numeric_record_has_its_whole_figure(plans: list[Plan]) -> None:
    rows = list(numbered(plans))
    assert len(rows) > 80
    for plan, row in rows:
        read = reading(row, plan)
        assert read.said is not None, row


def test_no_numeric_record_accepts_a_cut_figure(plans: list[Plan]) -> None:
    tried = 0
    for plan, row in numbered(plans):
        for part in cuts(row.figure_printed):
            read = form(part)
            if not isinstance(read, Form):
                continue
            tried += 1
            cut = row._replace(figure_printed=part, value=format(read.value.normalize(), "f"))
            said = reading(cut, plan).said
            # 1 is a part of 16, but may stand in the quote as a figure of its own: then another record holds it.
            assert said is None or _held(plan, row, said.start), (row[0], part)
    assert tried > 200


def _held(plan: Plan, row: Any, offset: int) -> bool:
    place = int(plan.evidence[row[0]].quote_start) + offset
    for other_plan, other in numbered([plan]):
        own = reading(other, other_plan).said
        if other[0] != row[0] and own and int(plan.evidence[other[0]].quote_start) + own.start == place:
            return True
    return False
