"""Writes the pages across plans: lists, of which each page is written once it is full, and totals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from publisher.model.functions import functions
from publisher.render.context import Renderer
from publisher.render.explorer.kinds import EXPLORED, OF_PLAN
from publisher.render.explorer.rows import of_units
from publisher.render.facts import Facts
from publisher.render.page import Page
from publisher.render.paging import Sheet, sheets
from publisher.render.views import cascade, findings, home, indicators, lists, projects, sums, timeline, units
from publisher.render.views.explorer import Explorer

Places = Mapping[str, Any]  # what the lists show of one plan (plan_pages.places)


class AllPlansPages:
    """One language's pages across plans. A list of documents is written as soon as a page of it is full."""

    def __init__(self, renderer: Renderer, root: Path, divided: Collection[str]) -> None:
        """root: the project's folder. divided: the tables whose published files are too large for a browser."""
        self.renderer, self.root = renderer, root
        self.held: list[Places] = []
        self.sums: list[tuple[str, str]] = []
        self.done = 0
        totals = {name: renderer.library.index.rows.get(name, 0) for name in EXPLORED}
        totals["units"] = len(renderer.library.registry["units"])
        self.explorers = {n: Explorer(renderer, kind, totals, divided=n in divided) for n, kind in EXPLORED.items()}
        self.of = max(1, -(-len(renderer.library.plan_ids) // renderer.rules.limits.documents))

    def add(self, places: Places) -> Iterator[Page]:
        """Add one plan's places; the pages that are complete now."""
        self.sums += places["sums"]
        for name in OF_PLAN:
            yield from self.explorers[name].add(places["rows"][name], self._below(name))
        self.held.append({name: value for name, value in places.items() if name != "rows"})
        if self.renderer.large and len(self.held) == self.renderer.rules.limits.documents:
            yield from self._group(None, None)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Files that the pages read, by path, that are complete now."""
        for explorer in self.explorers.values():
            yield from explorer.files()

    def finish(self, facts: Facts, report: Any) -> Iterator[Page]:
        """All pages that are left, but for the search's."""
        renderer, most = self.renderer, self.renderer.rules.limits
        several = indicators.compared_by_several(renderer)
        first = [] if renderer.large else list(self.held)
        if renderer.large:
            yield lists.quality(renderer, facts, report, [], Sheet("quality/", 0, self.of + 1))
        if self.held or not self.done:
            yield from self._group(facts, report)
        squares = [(p["document"], *p["squares"]) for p in first]
        yield home.home(renderer, facts, several, squares)
        for name in OF_PLAN:
            yield from self.explorers[name].end(self._below(name))
        yield from self.explorers["units"].add(of_units(renderer), self._below("units", first))
        yield from self.explorers["units"].end(self._below("units", first))
        yield from self._functions()
        yield indicators.list_page(renderer, several)
        pairs = cascade.pairs(renderer.library)
        for sheet, part in sheets("cascade/", len(pairs), most.documents):
            yield cascade.page(renderer, pairs[part], sheet)
        for sheet, part in sheets("sums/", len(self.sums), most.documents):
            yield sums.page(renderer, self.sums[part], sheet)
        yield findings.list_page(renderer, facts.findings)
        for story in facts.findings.stories():
            yield findings.page(renderer, facts.findings, story)
        yield timeline.timeline(renderer, facts.deadlines)
        yield lists.dictionary(renderer)
        yield lists.rules(renderer)
        yield lists.changes(renderer, self.root)

    def _group(self, facts: Facts | None, report: Any) -> Iterator[Page]:
        """One page of each list of documents."""
        renderer, places, number = self.renderer, self.held, self.done
        self.held, self.done = [], number + 1

        parties = [party for p in places for party in p["parties"]]
        yield projects.parties(renderer, parties, Sheet("parties/", number, self.of))
        yield lists.documents(renderer, [p["card"] for p in places], Sheet("documents/", number, self.of))
        # The figures of a large corpus have the first page to themselves.
        sheet = Sheet("quality/", number + 1, self.of + 1) if renderer.large else Sheet("quality/")
        yield lists.quality(renderer, facts or Facts(), report, [p["quality"] for p in places], sheet)

    def _below(self, name: str, places: Sequence[Places] = ()) -> Markup:
        """What stands below the table of a kind: the matrices of bodies, what kinds of other figures there are."""
        if name == "units":
            matrices = [(p["document"], p["units"][0], Markup(p["units"][1])) for p in places if p["units"][0]]
            return self.renderer.fill("units.html", sections=matrices)
        return self.renderer.fill("observations.html") if name == "observations" else Markup()

    def _functions(self) -> Iterator[Page]:
        shown, most = functions(self.renderer.library.registry), self.renderer.rules.limits.functions
        for sheet, part in sheets("functions/", len(shown), most):
            yield units.functions_listing(self.renderer, shown[part], sheet)
