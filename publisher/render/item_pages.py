"""The pages of what all plans share: bodies and indicators, each made from its own entries of the index alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.model.index import Index
from publisher.model.library import Library
from publisher.render.context import Rules, renderer
from publisher.render.html import compiled, ready
from publisher.render.page import Pages
from publisher.render.views import indicators, units
from publisher.terms.messages import LANGUAGES
from publisher.work.job import Job, job

VIEWS: Mapping[str, Any] = {"units": units, "indicators": indicators}


def item_jobs(library: Library, rules: Rules) -> Iterator[Job]:
    """The pages of each body and each indicator."""
    for table in VIEWS:
        for record_id in library.registry[table]:
            known = library.knowing(_known(library.index, table, record_id))
            yield job(item_pages, known, rules, table, record_id, job(compiled))


def _known(index: Index, table: str, record_id: str) -> Index:
    if table == "units":
        own = {name: getattr(index, name).get(record_id) for name in ("by_unit", "answers", "builds", "ties")}
        return Index(**{name: {record_id: rows} for name, rows in own.items() if rows})
    return Index(by_indicator={record_id: rows} if (rows := index.by_indicator.get(record_id)) else {})


def item_pages(library: Library, rules: Rules, table: str, record_id: str, templates: Mapping[str, bytes]) -> Pages:
    """The page of a body or an indicator in each language. templates: as code."""
    ready(templates)
    record, view = library.registry[table][record_id], VIEWS[table]
    renderers = {language: renderer(library, language, rules) for language in LANGUAGES}
    pages = {language: [view.page(one, record)] for language, one in renderers.items()}
    return Pages(pages, {}, files={} if rules.large else view.carried(renderers, record))
