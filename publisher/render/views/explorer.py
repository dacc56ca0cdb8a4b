"""The explorer: every record of a kind in one table, in pages that are readable without a script.

The script filters: an index says of every row the codes that it is filtered by; the rows, and the words that they are
found by, stand in files of a fixed number of rows, read as they are wanted. All are written as plans come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
from markupsafe import Markup

from publisher.publish.describe.schema_org import script
from publisher.render.context import Renderer
from publisher.render.explorer.kinds import EXPLORED, NUMERIC, Kind
from publisher.render.explorer.rows import Lines, heads
from publisher.render.page import Page, rooted, up
from publisher.render.paging import Sheet
from publisher.terms import address


class Explorer:
    """One kind's table in one language, as rows come."""

    def __init__(self, renderer: Renderer, kind: Kind, totals: Mapping[str, int], *, divided: bool) -> None:
        """totals: kind → its rows. divided: it is published by document, too, being large."""
        self.renderer, self.kind, self.totals, self.divided = renderer, kind, totals, divided
        self.places: dict[str, dict[str, int]] = {name: {} for name in kind.facets}
        self.choices: dict[str, list[Sequence[str]]] = {name: [] for name in kind.facets}
        self.rows: dict[str, list[Any]] = {name: [] for name in kind.facets}
        self.keys: dict[str, list[Any]] = {name: [] for name in kind.keys}
        self.shown: list[str] = []  # rows that wait for their page, for their file; words that wait for theirs
        self.filed: list[str] = []
        self.words: list[str] = []
        self.done = {"pages": 0, "rows": 0, "text": 0}
        self.ready: list[tuple[str, bytes]] = []
        needed = max(1, -(-totals[kind.name] // renderer.rules.limits.rows))
        self.of = needed if needed <= renderer.rules.limits.sheets else 1

    def add(self, lines: Lines, below: str = "") -> Iterator[Page]:
        """Add rows; the pages that are full now. below: what stands below the table, on the first page."""
        for name in self.kind.facets:
            choices, rows = lines["facets"][name]
            here = [self._place(name, choice) for choice in choices]
            self.rows[name] += [here[own[0]] if len(own) == 1 else [here[n] for n in own] for own in rows]
        for name, values in lines["keys"].items():
            self.keys[name] += values
        self.shown += lines["html"]
        self.filed += lines["html"]
        self.words += lines["text"]
        yield from self._written(below)

    def end(self, below: str = "") -> Iterator[Page]:
        """All rows are in: the last page and files."""
        yield from self._written(below, last=True)
        labels = self.renderer.words["explorer"]["facets"]
        facets = [[name, labels[name], self.choices[name], self.rows[name]] for name in self.kind.facets]
        index = {"version": self.renderer.library.version, "facets": facets, "keys": self.keys}
        self._ready("index", index)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files that are complete and were not given yet."""
        yield from self.ready
        self.ready = []

    def _ready(self, name: str, value: Any) -> None:
        self.ready.append((address.explorer(self.kind.name, self.renderer.language, name), orjson.dumps(value)))

    def _place(self, facet: str, choice: Sequence[str]) -> int:
        places = self.places[facet]
        if choice[0] not in places:
            places[choice[0]] = len(places)
            self.choices[facet].append(choice)
        return places[choice[0]]

    def _written(self, below: str, *, last: bool = False) -> Iterator[Page]:
        limits, folder = self.renderer.rules.limits, f"{self.kind.name}/"
        for name, waiting, most in (("text", self.words, limits.texts), ("rows", self.filed, limits.filed)):
            for part in _full(waiting, most, last=last):
                data = part if name == "text" else [rooted(row, up(folder)) for row in part]
                self._ready(f"{name}/{self.done[name]}", data)
                self.done[name] += 1
        for part in _full(self.shown, limits.rows, last=last or not self.totals[self.kind.name]):
            if self.done["pages"] < self.of:
                yield self._page(Sheet(folder, self.done["pages"], self.of), part, below)
            self.done["pages"] += 1
        if last and not self.done["pages"]:
            yield self._page(Sheet(folder), [], below)

    def _page(self, sheet: Sheet, rows: Sequence[str], below: str) -> Page:
        """A page of the table, with what the script needs to go on from it."""
        renderer, kind, words = self.renderer, self.kind, self.renderer.words["explorer"]
        index = renderer.library.index
        own = {"projects": index.rows.get("promised_projects", 0), "units": len(index.by_unit)}.get(kind.name, 0)
        numbers = {"n": f"{self.totals[kind.name]:,}", "own": f"{own:,}", "plans": len(renderer.library.plan_ids)}
        lede = words["ledes"][kind.name].format(**numbers)
        values = {
            "kind": kind,
            "kinds": EXPLORED,
            "totals": self.totals,
            "sheet": sheet,
            "heads": heads(renderer, kind),
            "numeric": NUMERIC,
            "rows": [Markup(row) for row in rows],
            "anchors": self._anchors(sheet),
            "below": "" if sheet.number else below,
            "setting": Markup(script(self._setting(sheet))),
        }
        return renderer.page(sheet.path, "explorer.html", words["titles"][kind.name], lede, lede=lede, **values)

    def _anchors(self, sheet: Sheet) -> Sequence[str]:
        """Places that addresses of this page have named: the documents of its list, the kinds of its figures."""
        if sheet.number or self.renderer.large:
            return ()
        if self.kind.name == "observations":
            return [c.value for c in self.renderer.library.schemas["observations"].field("kind").categories]
        return self.renderer.library.plan_ids if self.kind.name == "tasks" else ()

    def _setting(self, sheet: Sheet) -> dict[str, Any]:
        renderer, kind = self.renderer, self.kind
        limits, words = renderer.rules.limits, renderer.words["explorer"]
        return {
            "language": renderer.language,
            "kind": kind.name,
            "total": self.totals[kind.name],
            "start": sheet.number * limits.rows,
            "limits": {
                name: getattr(limits, name) for name in ("rows", "few", "some", "filed", "texts", "looked", "gathered")
            },
            "hidden": kind.hidden,
            "columns": kind.columns,
            "files": {f: address.download(kind.name, f, "{id}" if self.divided else "") for f in ("csv", "ndjson")},
            "words": {**words["script"], "count": words["counts"][kind.name]},
        }


def _full(waiting: list[str], most: int, *, last: bool) -> Iterator[list[str]]:
    """Parts of so many that are full, taken from what is held; the last may be shorter."""
    while len(waiting) >= most or (last and waiting):
        part, waiting[:] = waiting[:most], waiting[most:]
        yield part
