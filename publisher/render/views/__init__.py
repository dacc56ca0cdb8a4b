"""One view a kind of page: a function that takes a desk and gives pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from publisher.render.desk import Desk
from publisher.render.page import Page
from publisher.render.views import documents, explorer, home, indicators, lists, quantities, tasks, units

SINGLE = (
    home.home,
    explorer.explorer,
    documents.listing,
    tasks.listing,
    units.listing,
    indicators.listing,
    indicators.cascade,
    indicators.sums,
    lists.observations,
    lists.dictionary,
    lists.rules,
    lists.quality_page,
    lists.changes,
    lists.search,
)


def pages(desk: Desk) -> Iterator[Page]:
    """The pages that menus name: a few, and each goes through MkDocs."""
    for view in SINGLE:
        yield view(desk)


def records(desk: Desk) -> Iterator[Page]:
    """The pages of records: as many as there are records, plan by plan."""
    for plan in desk.plans():
        yield from documents.pages(desk, plan)
        yield from tasks.pages(desk, plan)
        yield from quantities.pages(desk, plan)
    yield from units.pages(desk)
    yield from indicators.pages(desk)


def parts(desk: Desk) -> Mapping[str, Callable[[], str]]:
    """The generated parts that hand-written pages ask for by name."""
    return {"files": partial(lists.files, desk), "citing": partial(lists.citing, desk)}
