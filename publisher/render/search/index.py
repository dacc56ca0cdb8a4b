"""The files of the search, written as pages come: one a document, one a language, the core and its tables last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import orjson

from publisher.model.library import Library
from publisher.render.html import Words
from publisher.render.search.entry import Entry, as_json
from publisher.render.search.pinyin import sounds
from publisher.render.search.registry import areas, of_menus, of_registry
from publisher.render.search.sections import sections
from publisher.render.search.traditional import tables
from publisher.render.search.vocabulary import vocabulary
from publisher.terms.messages import LANGUAGES
from publisher.work.output import Output

FOLDER = "search"


class Search:
    """What was written of the search so far: the size of each document's file, and the text of pages."""

    def __init__(self, out: Output) -> None:
        self.out = out
        self.documents: dict[str, tuple[str, int]] = {}
        self.pages: dict[str, list[Entry]] = {language: [] for language in LANGUAGES}
        self.signs: set[str] = set()  # every character of the records, and every two side by side
        self.pairs: set[tuple[str, str]] = set()

    def plan(self, document_id: str, area: str, entries: bytes) -> None:
        """Write the entries of one document."""
        self.documents[document_id] = (area, len(entries))
        self._look(entries.decode())
        self.out.write(f"{FOLDER}/{document_id}.json", entries)

    def page(self, language: str, path: str, html: str) -> None:
        """Take the text of a whole page."""
        self.pages[language] += sections(html, path, language)

    def finish(
        self, library: Library, say: Mapping[str, Words], titles: Mapping[str, Sequence[tuple[str, str]]]
    ) -> None:
        """Write the text of pages, and the core. titles: language → path and title of every page that menus name."""
        pages = {language: as_json(entries) for language, entries in self.pages.items()}
        for language, entries in pages.items():
            self.out.write(f"{FOLDER}/pages-{language}.json", entries)
        core: dict[str, Any] = {
            "entries": [*of_registry(library, say), *of_menus(titles)],
            "areas": areas(library),
            "documents": [[i, *self.documents[i]] for i in sorted(self.documents)],
            "reading": vocabulary(library),
        }
        data = orjson.dumps(core)
        self.out.write(f"{FOLDER}/core.json", data)
        for text in (data, *pages.values()):
            self._look(text.decode())
        self.out.write(f"{FOLDER}/traditional.json", orjson.dumps(tables(self.signs, self.pairs)))
        self.out.write(f"{FOLDER}/pinyin.json", orjson.dumps(sounds(self.signs)))

    def _look(self, text: str) -> None:
        self.signs.update(text)
        self.pairs.update(pairwise(text))
