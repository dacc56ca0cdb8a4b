"""The search index over the finished pages, made by Pagefind from a copy in which Chinese stands in single characters.

Pagefind cuts a query into words by the browser's dictionary and a page by its own; where the two differ (5G基站) a page
is not found. With every character a word of its own, and a query asked as a phrase, any part of a word is found, and
nothing else. So Pagefind's plain program does; the extended one brings word lists of 47 MB.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from pagefind_bin import get_executable

from publisher.render.page import Page
from publisher.terms.messages import LANGUAGES, Refusal, say
from publisher.work.engine import Engine
from publisher.work.job import job
from publisher.work.output import Output

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
# Not words of the page: a sign-off's state changes with every edit, in both languages.
INLINE = re.compile(r"</?mark>|<a class=\"headerlink\".*?</a>|<span class=\"chip checked-[^>]*>[^<]*</span>")
# What Pagefind would leave out itself, and most of what it would read. None holds one of its own kind.
IGNORED = re.compile(r"<(section|dl|nav)\b[^>]*\bdata-pagefind-ignore\b[^>]*>.*?</\1>", re.DOTALL)
BODY = "data-pagefind-body"
FOLDER, ENTRY = "pagefind", "pagefind-entry.json"
# Pagefind's own interfaces: the search page is ours.
UNUSED = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight")


def apart(main: str, language: str) -> str:
    """The main part of a page as Pagefind reads it, its Chinese characters set apart."""
    whole = INLINE.sub("", IGNORED.sub("", f"<main {BODY}>{main}</main>"))
    border = BORDER[language]
    text = TEXT.sub(lambda found: f">{border.sub(' ', POINT.sub('点', found.group(1)))}<", whole)
    return f'<html lang="{language}"><body>{text}</body></html>'


def searched(page: Page, language: str) -> Page:
    """A page with its text for the search."""
    return page._replace(searched=apart(page.html, language))


def spaced(html: str, language: str) -> str:
    """The same of a whole page; empty where the page is not to be indexed."""
    start, end = html.find("<main"), html.find("</main>")
    if start < 0 or BODY not in html[start : html.find(">", start)]:
        return ""
    return apart(html[html.find(">", start) + 1 : end], language)


class Search:
    """The index as pages come: one in pagefind/, more in pagefind/2/, … where one run would need too much memory.

    Each language of a part is indexed by itself, beside this process: less memory, and not slower.
    """

    def __init__(self, out: Output, most: int, engine: Engine) -> None:
        """out: the published folder. most: bytes of text that one run indexes. engine: what does the work."""
        self.out, self.most, self.engine = out, most, engine
        self.held: dict[str, str] = {}
        self.parts: list[list[Callable[[], dict[str, bytes]]]] = []
        self.size = 0

    def add(self, path: str, text: str) -> None:
        """Add a page by its path below the published folder."""
        size = len(text.encode())
        if self.held and self.size + size > self.most:
            self.begin()
            if len(self.parts) > 1:
                self._write(len(self.parts) - 2)
        self.held[path] = text
        self.size += size

    def begin(self) -> None:
        """Begin to index what was added since; the last time, that is all."""
        paths = sorted(self.held)
        own = ({path: self.held[path] for path in paths if path.startswith(f"{language}/")} for language in LANGUAGES)
        self.parts.append([self.engine.begin(job(indexed, texts)) for texts in own if texts])
        self.held, self.size = {}, 0

    def finish(self) -> None:
        """Write what is left. Raises RuntimeError with Pagefind's own words."""
        for number in range(len(self.parts)):
            self._write(number)

    def _write(self, number: int) -> None:
        folder = FOLDER if number == 0 else f"{FOLDER}/{number + 1}"
        entry: dict[str, Any] = {}
        for finished in self.parts[number]:
            files = finished()
            said = orjson.loads(files[ENTRY])
            entry = {**said, "languages": {**entry.get("languages", {}), **said["languages"]}}
            for name in files.keys() - {ENTRY}:
                self.out.write(f"{folder}/{name}", files[name])
        if self.parts[number]:
            self.out.write(f"{folder}/{ENTRY}", orjson.dumps(entry, option=orjson.OPT_SORT_KEYS))
        self.parts[number] = []


def indexed(texts: Mapping[str, str]) -> dict[str, bytes]:
    """Pagefind's files for pages of one language, by <language>/<path>."""
    with TemporaryDirectory(prefix="search-") as folder:
        site, target = Path(folder) / "site", Path(folder) / "index"
        for path, text in texts.items():
            # A file a page, not a folder: a thousand folders take longer to make and remove than to index.
            place = site / f"{path.rstrip('/')}.html"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8")
        _pagefind(site, target)
        names = {path.relative_to(target).as_posix(): path for path in sorted(target.rglob("*")) if path.is_file()}
        return {name: path.read_bytes() for name, path in names.items() if not name.startswith(UNUSED)}


def _pagefind(site: Path, target: Path) -> None:
    # The program itself: by way of Python (python -m pagefind) it would begin a tenth of a second later.
    command = [str(get_executable()), "--site", str(site), "--output-path", str(target), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refusal(say("build.pagefind", words=f"{done.stdout}{done.stderr}".strip()))
