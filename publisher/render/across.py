"""The pages across plans: lists, which grow page by page as plans come, and those that show the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from publisher.render.context import Desk
from publisher.render.facts import Facts
from publisher.render.page import Page
from publisher.render.paging import Sheet, sheets
from publisher.render.views import explorer, findings, home, indicators, lists, pieces, timeline, units

Places = Mapping[str, Any]  # what the lists show of one plan (plan_pages.places)


class Whole:
    """One language's pages across plans. A list of documents is written as soon as a page of it is full."""

    def __init__(self, desk: Desk, root: Path, api: str) -> None:
        """root: the project's folder. api: the address of the file of all targets."""
        self.desk, self.root, self.api = desk, root, api
        self.held: list[Places] = []
        self.sums: list[str] = []
        self.done = 0
        self.pieces = pieces.Pieces(desk) if desk.large else None
        self.of = max(1, -(-len(desk.library.plan_ids) // desk.rules.limits.documents))

    def add(self, places: Places) -> Iterator[Page]:
        """Add one plan's places; the pages that are complete now."""
        self.sums += places["sums"]
        if self.pieces:
            self.pieces.add(places["document"], places["targets"])
        self.held.append(places)
        if self.desk.large and len(self.held) == self.desk.rules.limits.documents:
            yield from self._group(None, None)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Files beside the pages, by path below the language, that are complete now."""
        if self.pieces:
            yield from self.pieces.files()

    def finish(self, facts: Facts, report: Any) -> Iterator[Page]:
        """All pages that are left, but for the search's."""
        desk, most = self.desk, self.desk.rules.limits
        several = indicators.compared_by_several(desk)
        first = [] if desk.large else list(self.held)
        if desk.large:
            yield lists.quality(desk, facts, report, [], "quality/", Sheet("quality/", 0, self.of + 1))
        if self.held or not self.done:
            yield from self._group(facts, report)
        squares = [(p["document"], *p["squares"]) for p in first]
        yield home.home(desk, facts, several, squares)
        if self.pieces:
            yield pieces.in_pieces(desk, self.pieces, self.api)
        else:
            yield explorer.explorer(desk, [p["targets"] for p in first], self.api)
        yield from self._bodies(first)
        yield indicators.listing(desk, several)
        pairs = indicators.pairs(desk)
        for sheet, part in sheets("cascade/", len(pairs), most.documents):
            yield indicators.cascade(desk, pairs[part], sheet.path, sheet)
        for sheet, part in sheets("sums/", len(self.sums), most.documents):
            yield indicators.sums(desk, self.sums[part], sheet.path, sheet)
        yield findings.listing(desk, facts.findings)
        for story in facts.findings.stories():
            yield findings.page(desk, facts.findings, story)
        yield timeline.timeline(desk, facts.deadlines)
        yield lists.dictionary(desk)
        yield lists.rules(desk)
        yield lists.changes(desk, self.root)

    def _group(self, facts: Facts | None, report: Any) -> Iterator[Page]:
        """One page of each list of documents."""
        desk, held, number = self.desk, self.held, self.done
        self.held, self.done = [], number + 1

        def sheet(base: str) -> Sheet:
            return Sheet(base, number, self.of)

        one = sheet("documents/")
        yield lists.documents(desk, [p["card"] for p in held], one.path, one)
        one = sheet("tasks/")
        yield lists.tasks(desk, [(p["document"], *p["tasks"]) for p in held], one.path, one)
        one = sheet("observations/")
        rows: dict[str, list[str]] = {}
        for p in held:
            for kind, text in p["observations"].items():
                rows.setdefault(kind, []).append(text)
        yield lists.observations(desk, rows, one.path, one)
        # The figures of a large corpus have the first page to themselves.
        one = Sheet("quality/", number + 1, self.of + 1) if desk.large else Sheet("quality/")
        yield lists.quality(desk, facts or Facts(), report, [p["quality"] for p in held], one.path, one)

    def _bodies(self, held: Sequence[Places]) -> Iterator[Page]:
        desk = self.desk
        matrices = [(p["document"], p["units"][0], Markup(p["units"][1])) for p in held if p["units"][0]]
        bodies = len(desk.library.registry["units"])
        for sheet, _ in sheets("units/", bodies, desk.rules.limits.bodies):
            yield units.listing(desk, [] if sheet.number else matrices, sheet.path, sheet)
