"""One view a kind of page: a function that takes a desk and gives pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publisher.render.desk import Desk
from publisher.render.page import Page
from publisher.render.views import lists

SINGLE = (lists.home, lists.targets, lists.documents, lists.units, lists.dictionary)


def pages(desk: Desk) -> Iterator[Page]:
    """The pages that menus name: a few, and each goes through MkDocs."""
    for view in SINGLE:
        yield view(desk)


def records(desk: Desk) -> Iterator[Page]:
    """The pages of records: as many as there are records."""
    yield from ()


def parts(desk: Desk) -> Mapping[str, Callable[[], str]]:
    """The generated parts that hand-written pages ask for by name."""
    return {}
