"""The search index over the finished pages, made by Pagefind from a copy in which Chinese stands in single characters.

Pagefind cuts a query into words by the browser's dictionary and a page by its own; where the two differ (5G基站) a page
is not found. With every character a word of its own, and a query asked as a phrase, any part of a word is found, and
nothing else. So Pagefind's plain program does; the extended one brings word lists of 47 MB.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pagefind_bin import get_executable

from publisher.terms.messages import LANGUAGES
from publisher.work.store import Store, digest, packed, unpacked

# Chinese characters and punctuation, and what a Chinese page uses as such.
HAN = "\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
SINGLE = {"zh": HAN + "‘’“”—…·", "en": HAN}
# search.js has the same for queries, but for the ends: in a page an element may follow without a space.
BORDER = {
    language: re.compile(rf"(?<=[{single}])(?=\S|\Z)|(?:(?<=\S)|\A)(?=[{single}])")
    for language, single in SINGLE.items()
}
POINT = re.compile(r"(?<=\d)\.(?=\d)")  # read out as 点, as Pagefind would cut 3.4 in three here and not in a query
TEXT = re.compile(r">([^<]+)<")
INLINE = re.compile(r"</?mark>|<a class=\"headerlink\".*?</a>")
# What Pagefind would leave out itself, and most of what it would read. None holds one of its own kind.
IGNORED = re.compile(r"<(section|dl|nav)\b[^>]*\bdata-pagefind-ignore\b[^>]*>.*?</\1>", re.DOTALL)
BODY = "data-pagefind-body"
FOLDER, ENTRY = "pagefind", "pagefind-entry.json"
# Pagefind's own interfaces: the search page is ours.
UNUSED = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight")

Texts = Mapping[str, bytes]  # <language>/<path> → the page as Pagefind reads it


def apart(main: str, language: str) -> str:
    """The main part of a page as Pagefind reads it, its Chinese characters set apart."""
    whole = INLINE.sub("", IGNORED.sub("", f"<main {BODY}>{main}</main>"))
    border = BORDER[language]
    text = TEXT.sub(lambda found: f">{border.sub(' ', POINT.sub('点', found.group(1)))}<", whole)
    return f'<html lang="{language}"><body>{text}</body></html>'


def spaced(html: str, language: str) -> str:
    """The same of a whole page; empty where the page is not to be indexed."""
    start, end = html.find("<main"), html.find("</main>")
    if start < 0 or BODY not in html[start : html.find(">", start)]:
        return ""
    return apart(html[html.find(">", start) + 1 : end], language)


class Search:
    """The index as pages come: one in pagefind/, more in pagefind/2/, … where one run would need too much memory."""

    def __init__(self, out: Path, most: int, store: Store | None) -> None:
        """out: the published folder. most: bytes of text that one run indexes. store: where indexes are kept."""
        self.out, self.most, self.store = out, most, store
        self.held: dict[str, bytes] = {}
        self.size = self.written = 0

    def add(self, path: str, text: bytes) -> None:
        """Add a page by its path below the published folder."""
        if self.held and self.size + len(text) > self.most:
            self._write()
        self.held[path] = text
        self.size += len(text)

    def finish(self) -> int:
        """Write what is left; how many indexes there are. Raises RuntimeError with Pagefind's own words."""
        self._write()
        return self.written

    def _write(self) -> None:
        self.written += 1
        folder = self.out / FOLDER if self.written == 1 else self.out / FOLDER / str(self.written)
        for name, data in together(self.held, self.store).items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        self.held, self.size = {}, 0


def together(texts: Texts, store: Store | None) -> dict[str, bytes]:
    """Pagefind's files for pages in all languages, each indexed by itself: less memory, and not slower."""
    found: dict[str, bytes] = {}
    entry: dict[str, Any] = {}
    for language in LANGUAGES:
        own = {path: texts[path] for path in sorted(texts) if path.startswith(f"{language}/")}
        if own:
            files = indexed(own, store)
            said = json.loads(files.pop(ENTRY))
            entry = {**said, "languages": {**entry.get("languages", {}), **said["languages"]}}
            found.update(files)
    return {**found, ENTRY: json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()}


def indexed(texts: Texts, store: Store | None) -> dict[str, bytes]:
    """Pagefind's files for some pages of one language, made anew only where a page changed."""
    said = ("search", version("pagefind"), *UNUSED)
    pages = (part for path, text in texts.items() for part in (path.encode(), text))
    key = digest([*(text.encode() for text in said), *pages])
    value = store.get(key) if store else None
    if value is not None:
        return unpacked(value)
    with TemporaryDirectory(prefix="search-") as folder:
        site, target = Path(folder) / "site", Path(folder) / "index"
        for path, text in texts.items():
            # A file a page, not a folder: a thousand folders take longer to make and remove than to index.
            place = site / f"{path.rstrip('/')}.html"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text)
        site.mkdir(exist_ok=True)
        _pagefind(site, target)
        names = {path.relative_to(target).as_posix(): path for path in sorted(target.rglob("*")) if path.is_file()}
        found = {name: path.read_bytes() for name, path in names.items() if not name.startswith(UNUSED)}
    if store:
        store.put(key, packed(found))
    return found


def _pagefind(site: Path, target: Path) -> None:
    # The program itself: by way of Python (python -m pagefind) it would begin a tenth of a second later.
    command = [str(get_executable()), "--site", str(site), "--output-path", str(target), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Pagefind did not index the site:\n{done.stdout}{done.stderr}")
