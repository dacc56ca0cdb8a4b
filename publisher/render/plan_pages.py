"""What the site makes of one plan by itself: its pages, its places in the lists, its values for pages across plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from publisher.model.agreement import Readings, readings_of
from publisher.model.library import Library
from publisher.model.plan import PlanModel
from publisher.render.context import Desk, Rules, desk
from publisher.render.explorer import rows
from publisher.render.explorer.kinds import OF_PLAN
from publisher.render.facts import plan_facts
from publisher.render.html import ready
from publisher.render.neighbours import Beside, entries
from publisher.render.page import Pages
from publisher.render.search import records
from publisher.render.search.entry import packed
from publisher.render.views import documents, home, indicators, lists, projects, quantities, tasks, texts, units
from publisher.terms.messages import LANGUAGES


def plan_pages(library: Library, plan: PlanModel, rules: Rules, templates: Mapping[str, bytes]) -> Pages:
    """The pages of a plan and its tasks; in a compact library the plan's alone. templates: as code."""
    ready(templates)
    readings = readings_of(plan)
    desks = {language: desk(library, language, rules) for language in LANGUAGES}
    own = {
        language: [page for view in (documents, texts) for page in view.pages(one, plan)]
        for language, one in desks.items()
    }
    if not library.compact:
        for language, one in desks.items():
            own[language] += tasks.pages(one, plan)
    shown = {language: places(one, plan, readings) for language, one in desks.items()}
    entries = records.of_plan(library, plan, {language: one.say for language, one in desks.items()})
    searched = (plan.id, str(plan.document.area_code or ""), packed(entries))
    return Pages(own, shown, plan_facts(plan, readings), searched)


def quantity_pages(
    library: Library, plan: PlanModel, rules: Rules, templates: Mapping[str, bytes], beside: Beside
) -> Pages:
    """The pages of a plan's targets and other quantities. beside: those of others that they show (`nearest`)."""
    ready(templates)
    known, total = entries(beside)
    held = replace(library, index=replace(library.index, by_indicator=known))
    desks = {language: desk(held, language, rules, total=total) for language in LANGUAGES}
    made = {language: list(quantities.pages(one, plan)) for language, one in desks.items()}
    return Pages(made, {}, files={} if rules.large else quantities.carried(desks, plan))


PIECE = 120  # named things whose pages one job makes: a document of hundreds must not keep one process alone at work


def project_pages(library: Library, plan: PlanModel, rules: Rules, templates: Mapping[str, bytes], first: int) -> Pages:
    """The pages of a piece of a plan's named things."""
    ready(templates)
    part = slice(first, first + PIECE)
    return Pages({one: list(projects.pages(desk(library, one, rules), plan, part)) for one in LANGUAGES}, {})


def places(desk: Desk, plan: PlanModel, readings: Readings) -> dict[str, Any]:
    """What the lists of a language show of one plan, as HTML."""
    bodies, matrix = (0, "") if desk.large else units.section(desk, plan)
    return {
        "document": plan.id,
        "card": str(documents.card(desk, plan)),
        "sums": [str(text) for text in indicators.parts_of(desk, plan)],
        "squares": [len(plan.targets), "" if desk.large else str(home.squares(desk, plan))],
        "parties": projects.parties_of(desk, plan),
        "units": [bodies, str(matrix)],
        "quality": [str(text) for text in lists.quality_of(desk, plan, readings.differences)],
        "rows": {name: rows.of_plan(desk, plan, name) for name in OF_PLAN},
    }
