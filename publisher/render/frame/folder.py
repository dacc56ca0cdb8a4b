"""Writes a language's folder: puts each page into its frame, and adds results of jobs to lists and totals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from publisher.model.library import Library
from publisher.publish.manifest import PublishedFile
from publisher.render.all_plans_pages import AllPlansPages
from publisher.render.context import Rules, renderer
from publisher.render.facts import Facts
from publisher.render.frame import docs as handwritten
from publisher.render.frame import frames, pages
from publisher.render.frame.mkdocs import MkDocsRun
from publisher.render.page import Page, Pages
from publisher.render.search.index import Search
from publisher.render.views import lists
from publisher.work.output import Output


class Folder:
    """Writes the folder of one language."""

    def __init__(
        self,
        library: Library,
        rules: Rules,
        run: MkDocsRun,
        made: Mapping[str, str],
        *,
        out: Output,
        root: Path,
        divided: Collection[str],
    ) -> None:
        """made: the pages of MkDocs by path. root: the project's folder. divided: the tables whose published files
        are too large for a browser."""
        self.language, self.paths, self.out = run.language, run.paths, out
        self.renderer = renderer(library, run.language, rules)
        self.whole = AllPlansPages(self.renderer, root, divided)
        self.citing = {"citing": partial(lists.citing, self.renderer)}
        left = dict(made)
        self.menu = {path: frames.sound(left.pop(f"{path}index.html"), path) for path in frames.MENU}
        shells = {kind: f"{frames.SHELL.format(kind=kind)}index.html" for kind in frames.SHELLS}
        self.shells = {kind: frames.sound(left.pop(path), kind) for kind, path in shells.items()}
        self.handwritten = {path.removesuffix("index.html"): text for path, text in left.items()}
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
        self.out.write(f"{self.language}/{path}index.html", text.encode())
        self.written += 1
        return text

    def place(self, places: Mapping[str, Any]) -> None:
        """Enter one plan's places in the lists, and write what is complete."""
        for page in self.whole.add(places):
            self.write(page)
        self._files()

    def _files(self) -> None:
        for name, data in self.whole.files():
            self.out.write(name, data)

    def finish(self, facts: Facts, report: Any, search: Search) -> None:
        """Write the pages across plans, and the hand-written ones but those that list the downloads.

        The search leaves the list of downloads out: hashes are no words.
        """
        for page in self.whole.finish(facts, report):
            text = self.write(page)
            if self.searched(page.path):
                search.page(self.language, page.path, text)
        self._files()
        for path, text in self.handwritten.items():
            self.handwritten[path] = handwritten.completed(text, path, self.citing)
            search.page(self.language, path, self.handwritten[path])
            if not handwritten.lists_files(text):
                self._write(path, self.handwritten[path])

    def searched(self, path: str) -> bool:
        """Whether a page that is made of data has words of its own, which no record has."""
        return path in frames.MENU and frames.MENU[path].searched

    @property
    def titles(self) -> list[tuple[str, str]]:
        """Path and title of every page that menus name."""
        return pages.titles(self.language, self.paths)

    def downloads(self, offered: Sequence[PublishedFile]) -> None:
        """Write the hand-written pages that list the downloads."""
        files = {"files": partial(lists.files, self.renderer, offered)}
        for path, text in self.handwritten.items():
            if handwritten.lists_files(text):
                self._write(path, handwritten.completed(text, path, files))


def pour(made: Pages, folders: Sequence[Folder], facts: Facts, search: Search) -> None:
    """Write the pages of one plan, body or indicator; add its values to lists, search and totals."""
    for name, data in made.files.items():
        folders[0].out.write(name, data)
    for folder in folders:
        for page in made.pages[folder.language]:
            folder.write(page)
        if made.places:
            folder.place(made.places[folder.language])
    if made.facts:
        facts.add(made.facts)
    if made.searched:
        search.plan(*made.searched)
