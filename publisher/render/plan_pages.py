"""What the site makes of one plan by itself: its pages, its places in the lists, its values for pages across plans.

Everything comes in by the plan, its slice of the library and the arguments, so a part may be made in any process and
kept until one of them changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson

from publisher.model.agreement import Readings, readings_of
from publisher.model.library import Library
from publisher.model.plan import PlanModel
from publisher.model.quality import PlanQuality, plan_quality
from publisher.render.context import Desk, Rules, desk
from publisher.render.facts import plan_facts
from publisher.render.neighbours import entries
from publisher.render.page import Page
from publisher.render.search import apart
from publisher.render.views import documents, explorer, home, indicators, lists, quantities, tasks, units
from publisher.terms.messages import LANGUAGES

FACTS, LISTS, SEARCH = "facts", "lists", "search"  # names of values that are no pages


def plan_part(library: Library, plan: PlanModel, rules: Rules, beside: bytes, _text: str) -> dict[str, bytes]:
    """<language>/<path> → page, search/<language>/<path> → its text for the search, lists/<language>, facts.

    beside: the quantities of others that its pages show (`nearest`). _text: a digest of its source text, on
    which what is said of coverage and the reading view depend.
    """
    known, total = entries(beside)
    held = replace(library, index=replace(library.index, by_indicator=known))
    quality, readings = plan_quality(plan, library.package), readings_of(plan)
    found = {FACTS: orjson.dumps(plan_facts(plan, quality, readings))}
    for language in LANGUAGES:
        one = desk(held, language, rules, total=total)
        for page in pages(one, plan):
            name = f"{language}/{page.path}"
            found[name] = page.packed()
            if not rules.large or page.path.startswith("documents/"):
                found[f"{SEARCH}/{name}"] = apart(page.html, language).encode()
        found[f"{LISTS}/{language}"] = orjson.dumps(places(one, plan, quality, readings))
    return found


def pages(desk: Desk, plan: PlanModel) -> Iterator[Page]:
    """The pages of one plan and its records; in a compact library the plan's alone."""
    yield from documents.pages(desk, plan)
    if not desk.library.compact:
        yield from tasks.pages(desk, plan)
        yield from quantities.pages(desk, plan)


def places(desk: Desk, plan: PlanModel, quality: PlanQuality, readings: Readings) -> dict[str, Any]:
    """What the lists of a language show of one plan, as HTML."""
    bodies, matrix = (0, "") if desk.large else units.section(desk, plan)
    return {
        "document": plan.id,
        "card": str(documents.card(desk, plan)),
        "tasks": [len(plan.tasks), str(tasks.section(desk, plan))],
        "observations": {kind: str(rows) for kind, rows in lists.observations_of(desk, plan).items()},
        "sums": [str(text) for text in indicators.parts_of(desk, plan)],
        "squares": [len(plan.targets), "" if desk.large else str(home.squares(desk, plan))],
        "units": [bodies, str(matrix)],
        "quality": [str(text) for text in lists.quality_of(desk, plan, quality, readings.differences)],
        "targets": explorer.lines(desk, plan),
    }
