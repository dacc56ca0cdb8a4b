"""What the tutorial says a plan takes is what is measured, in decisions and cells."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.drafts.measure import without
from publisher.draft.analysis import find
from publisher.draft.suggest.plan import suggestions
from publisher.read.package import read_package
from publisher.read.plan import read_plan
from publisher.review.effort import effort
from tests.review.lab import PLAN, ROOT, SCHEMAS, desk_at

USUAL = range(7_000, 10_200)  # characters


def said(language: str) -> tuple[int, ...]:
    text = (ROOT / "docs" / language / "tutorial.md").read_text("utf-8")
    line = {
        "en": r"takes (\d+) to (\d+) decisions, and (\d+) to (\d+) cells",
        "zh": r"作(\d+)到(\d+)个决定，有(\d+)到(\d+)格",
    }
    match = re.search(line[language], text)
    assert match
    return tuple(map(int, match.groups()))


@pytest.mark.sources
@pytest.mark.slow
def test_a_plan_of_the_usual_size_takes_what_the_tutorial_says(sources: Path) -> None:
    assert said("en") == said("zh")
    least, most, few, many = said("en")
    package = read_package(ROOT, SCHEMAS, sources=sources)
    seen = []
    for document in package.plan_ids:
        plan = read_plan(package, document)
        assert plan.text is not None and plan.document is not None
        area, registry = plan.document.area_code, without(package.registry, package, document)
        found = find(plan.text, registry, area_code=area)
        if found and found.end - found.start in USUAL:
            seen.append(effort(suggestions(found, document, registry, area_code=area), SCHEMAS))
    assert len(seen) > 2
    for one in seen:
        assert least <= one.decisions <= most and few <= one.cells <= many and one.apart < one.cells, seen


def test_the_effort_of_a_draft_is_its_open_items(drafted: Path) -> None:
    desk = desk_at(drafted)
    todo = effort(desk.snapshot.suggestions, SCHEMAS)
    assert todo.decisions == sum(item.state == "open" for item in desk.items()) and desk.plan_id == PLAN
