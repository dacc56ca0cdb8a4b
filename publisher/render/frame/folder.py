"""The site's folders as they are written: each page into its frame, what parts hold handed to where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from publisher.model.library import Library
from publisher.publish.manifest import Entry
from publisher.render.across import Places, Whole
from publisher.render.context import Rules, desk
from publisher.render.facts import Facts
from publisher.render.frame import docs as handwritten
from publisher.render.frame import frames, menu
from publisher.render.frame.mkdocs import Run
from publisher.render.names import names
from publisher.render.page import Page, unpacked
from publisher.render.plan_pages import FACTS, LISTS, SEARCH
from publisher.render.search import Search, spaced
from publisher.render.views import lists
from publisher.terms import address


class Folder:
    """One language's folder as it is written."""

    def __init__(
        self,
        library: Library,
        rules: Rules,
        run: Run,
        made: dict[str, str],
        *,
        out: Path,
        root: Path,
        offered: Sequence[Entry],
    ) -> None:
        """made: the pages of MkDocs by path. root: the project's folder. offered: the downloads."""
        self.language, self.paths, self.out = run.language, run.paths, out
        self.desk = desk(library, run.language, rules)
        # The listing of a large corpus is divided into files by document, which stand there already.
        parts, whole = address.part("targets", "x").removesuffix("x.json"), address.listing("targets")
        self.whole = Whole(self.desk, root, f"{parts}{{id}}.json" if (out / parts).is_dir() else whole)
        self.parts = {"files": partial(lists.files, self.desk, offered), "citing": partial(lists.citing, self.desk)}
        self.menu = {path: frames.sound(made.pop(f"{path}index.html"), path) for path in frames.MENU}
        shells = {kind: f"{frames.SHELL.format(kind=kind)}index.html" for kind in frames.SHELLS}
        self.shells = {kind: frames.sound(made.pop(path), kind) for kind, path in shells.items()}
        self.handwritten = {path.removesuffix("index.html"): text for path, text in made.items()}
        self.written = 0

    def write(self, page: Page) -> str:
        """Write a page into its frame; the whole page."""
        if page.path in self.menu:
            text = frames.fill(self.menu[page.path], page)
        else:
            kind = page.path.split("/", 1)[0]
            text = frames.fill(self.shells[kind], page, kind)
        return self._write(page.path, text)

    def _write(self, path: str, text: str) -> str:
        _write(self.out / self.language / path / "index.html", text.encode())
        self.written += 1
        return text

    def place(self, places: Places) -> None:
        """Enter one plan's places in the lists, and write what is complete."""
        for page in self.whole.add(places):
            self.write(page)
        for name, data in self.whole.files():
            _write(self.out / self.language / name, data)

    def finish(self, facts: Facts, report: Any, search: Search) -> None:
        """Write the pages across plans, the hand-written ones, and the index of names."""
        for page in self.whole.finish(facts, report):
            self._index(search, page.path, self.write(page))
        for name, data in self.whole.files():
            _write(self.out / self.language / name, data)
        for path, text in self.handwritten.items():
            self._index(search, path, self._write(path, handwritten.completed(text, path, self.parts)))
        titles = menu.titles(self.language, self.paths)
        _write(self.out / "assets" / f"names-{self.language}.json", names(self.desk, titles).encode())

    def _index(self, search: Search, path: str, text: str) -> None:
        if found := spaced(text, self.language):
            search.add(f"{self.language}/{path}", found.encode())


def pour(files: dict[str, bytes], folders: Sequence[Folder], facts: Facts, search: Search) -> None:
    """Write the pages of one plan, body or indicator, and hand on the rest of what was made of it."""
    by_language = {one.language: one for one in folders}
    for name, value in files.items():
        kind, _, path = name.partition("/")
        if name == FACTS:
            facts.add(orjson.loads(value))
        elif kind == LISTS:
            by_language[path].place(orjson.loads(value))
        elif kind == SEARCH:
            search.add(path, value)
        else:
            by_language[kind].write(unpacked(path, value))


def _write(path: Path, data: bytes) -> None:
    # Most pages have a folder of their own: it is made at once, not after a write that must fail.
    try:
        path.parent.mkdir()
    except FileExistsError:
        pass
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
