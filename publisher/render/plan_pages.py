"""Renders one plan independently of others: its pages, its rows in lists, and its values for pages across plans; and
bodies and indicators, which plans share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from publisher.model.agreement import Readings, readings_of
from publisher.model.index import Index
from publisher.model.library import Library
from publisher.model.plan import PlanModel
from publisher.render.context import Renderer, Rules, renderer
from publisher.render.explorer import rows
from publisher.render.explorer.kinds import OF_PLAN
from publisher.render.facts import plan_facts
from publisher.render.html import compiled, ready
from publisher.render.neighbours import Beside, entries
from publisher.render.page import Pages
from publisher.render.search import records
from publisher.render.search.entry import of_document
from publisher.render.views import documents, home, indicators, lists, projects, quantities, sums, tasks, texts, units
from publisher.terms.messages import LANGUAGES
from publisher.work.job import Job, job


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


def _made(
    library: Library,
    rules: Rules,
    templates: Mapping[str, bytes],
    view: Any,
    *given: Any,
    total: Mapping[str, int] = {},
) -> Pages:
    """The pages that a view makes of what it is given in each language, and what is carried away from them."""
    ready(templates)
    renderers = {language: renderer(library, language, rules, total=total) for language in LANGUAGES}
    pages = {language: list(view.pages(one, *given)) for language, one in renderers.items()}
    return Pages(pages, {}, files={} if rules.large else view.carried(renderers, *given))


def quantity_pages(
    library: Library, plan: PlanModel, rules: Rules, templates: Mapping[str, bytes], beside: Beside
) -> Pages:
    """The pages of a plan's targets and other quantities. beside: those of others that they show (`nearest`)."""
    known, total = entries(beside)
    narrowed = replace(library, index=replace(library.index, by_indicator=known))
    return _made(narrowed, rules, templates, quantities, plan, total=total)


def task_pages(library: Library, plan: PlanModel, rules: Rules, templates: Mapping[str, bytes]) -> Pages:
    """The pages of a plan's tasks. plan: in brief."""
    return _made(library, rules, templates, tasks, plan)


THINGS = 120  # named things rendered by one job, so that a document of hundreds is shared among processes


def project_pages(library: Library, plan: PlanModel, rules: Rules, templates: Mapping[str, bytes], first: int) -> Pages:
    """The pages of some of a plan's named things. plan: in brief."""
    return _made(library, rules, templates, projects, plan, slice(first, first + THINGS))


# ---- bodies and indicators, each made from its own entries of the index alone ----

OF_ITEM: Mapping[str, Any] = {"units": units, "indicators": indicators}


def item_jobs(library: Library, rules: Rules) -> Iterator[Job]:
    """The pages of each body and each indicator."""
    for table in OF_ITEM:
        for record_id in library.registry[table]:
            known = library.knowing(_known(library.index, table, record_id))
            yield job(item_pages, known, rules, table, record_id, job(compiled))


def _known(index: Index, table: str, record_id: str) -> Index:
    names = ("by_unit", "answers", "builds", "ties") if table == "units" else ("by_indicator",)
    own = {name: getattr(index, name).get(record_id) for name in names}
    return Index(**{name: {record_id: rows} for name, rows in own.items() if rows})


def item_pages(library: Library, rules: Rules, table: str, record_id: str, templates: Mapping[str, bytes]) -> Pages:
    """The page of a body or an indicator in each language. templates: as code."""
    return _made(library, rules, templates, OF_ITEM[table], library.registry[table][record_id])


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
