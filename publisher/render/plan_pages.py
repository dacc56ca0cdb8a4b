"""Renders one plan independently of others: its pages, its rows in lists, and its values for pages across plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from publisher.model.agreement import Readings, readings_of
from publisher.model.library import Library
from publisher.model.plan import PlanModel
from publisher.render.context import Renderer, Rules, renderer
from publisher.render.explorer import rows
from publisher.render.explorer.kinds import OF_PLAN
from publisher.render.facts import plan_facts
from publisher.render.html import ready
from publisher.render.neighbours import Beside, entries
from publisher.render.page import Pages
from publisher.render.search import records
from publisher.render.search.entry import of_document
from publisher.render.views import documents, home, lists, projects, quantities, sums, tasks, texts, units
from publisher.terms.messages import LANGUAGES


def plan_pages(library: Library, plan: PlanModel, rules: Rules, templates: Mapping[str, bytes]) -> Pages:
    """The pages of a plan itself, and its part of the pages across plans. templates: as code."""
    ready(templates)
    readings = readings_of(plan)
    renderers = {language: renderer(library, language, rules) for language in LANGUAGES}
    own = {
        language: [page for view in (documents, texts) for page in view.pages(one, plan)]
        for language, one in renderers.items()
    }
    shown = {language: places(one, plan, readings) for language, one in renderers.items()}
    entries = records.of_plan(library, plan, {language: one.say for language, one in renderers.items()})
    area = str(plan.document.area_code or "")
    searched = (plan.id, area, of_document(plan.id, area, entries))
    files = {} if rules.large else documents.carried(renderers, plan) | sums.carried(renderers, plan)
    return Pages(own, shown, plan_facts(plan, readings), searched, files)


def quantity_pages(
    library: Library, plan: PlanModel, rules: Rules, templates: Mapping[str, bytes], beside: Beside
) -> Pages:
    """The pages of a plan's targets and other quantities. beside: those of others that they show (`nearest`)."""
    ready(templates)
    known, total = entries(beside)
    narrowed = replace(library, index=replace(library.index, by_indicator=known))
    renderers = {language: renderer(narrowed, language, rules, total=total) for language in LANGUAGES}
    made = {language: list(quantities.pages(one, plan)) for language, one in renderers.items()}
    return Pages(made, {}, files={} if rules.large else quantities.carried(renderers, plan))


def task_pages(library: Library, plan: PlanModel, rules: Rules, templates: Mapping[str, bytes]) -> Pages:
    """The pages of a plan's tasks. plan: in brief."""
    ready(templates)
    renderers = {language: renderer(library, language, rules) for language in LANGUAGES}
    made = {language: list(tasks.pages(one, plan)) for language, one in renderers.items()}
    return Pages(made, {}, files={} if rules.large else tasks.carried(renderers, plan))


THINGS = 120  # named things rendered by one job, so that a document of hundreds is shared among processes


def project_pages(library: Library, plan: PlanModel, rules: Rules, templates: Mapping[str, bytes], first: int) -> Pages:
    """The pages of some of a plan's named things. plan: in brief."""
    ready(templates)
    part = slice(first, first + THINGS)
    renderers = {language: renderer(library, language, rules) for language in LANGUAGES}
    made = {language: list(projects.pages(one, plan, part)) for language, one in renderers.items()}
    return Pages(made, {}, files={} if rules.large else projects.carried(renderers, plan, part))


def places(renderer: Renderer, plan: PlanModel, readings: Readings) -> dict[str, Any]:
    """What the lists of a language show of one plan, as HTML."""
    bodies, matrix = (0, "") if renderer.large else units.section(renderer, plan)
    return {
        "document": plan.id,
        "card": str(documents.card(renderer, plan)),
        "sums": sums.sections(renderer, plan),
        "squares": [len(plan.targets), "" if renderer.large else str(home.squares(renderer, plan))],
        "parties": projects.parties_of(renderer, plan),
        "units": [bodies, str(matrix)],
        "quality": [str(text) for text in lists.quality_of(renderer, plan, readings.differences)],
        "rows": {name: rows.of_plan(renderer, plan, name) for name in OF_PLAN},
    }
