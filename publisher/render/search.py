"""The search index over the finished pages, made by Pagefind from a copy in which Chinese stands in single characters.

Pagefind cuts a query into words by the browser's dictionary and a page by its own; where the two differ (5G基站) a page
is not found. With every character a word of its own, and a query asked as a phrase, any part of a word is found, and
nothing else.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.locale import LANGUAGES

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
BORDER = re.compile(rf"(?<=[{HAN}])(?=\S)|(?<=\S)(?=[{HAN}])")  # search.js has the same, for queries
POINT = re.compile(r"(?<=\d)\.(?=\d)")  # read out as 点, as Pagefind would cut 3.4 in three here and not in a query
TEXT = re.compile(r">([^<]+)<")
INLINE = re.compile(r"</?mark>|<a class=\"headerlink\".*?</a>")
BODY = "data-pagefind-body"
# Pagefind's own interfaces: the search page is ours.
UNUSED = ("pagefind-ui", "pagefind-modular", "pagefind-component", "pagefind-highlight")


def spaced(html: str, language: str) -> str:
    """The main part of a page, its Chinese characters set apart; empty where the page is not to be indexed."""
    start, end = html.find("<main"), html.find("</main>")
    if start < 0 or BODY not in html[start : html.find(">", start)]:
        return ""
    main = TEXT.sub(
        lambda found: f">{BORDER.sub(' ', POINT.sub('点', found.group(1)))}<", INLINE.sub("", html[start:end])
    )
    return f'<html lang="{language}"><body>{main}</main></body></html>'


def index_pages(out: Path) -> None:
    """Write pagefind/ into `out`. Raises RuntimeError with Pagefind's own words where it fails."""
    with TemporaryDirectory(prefix="search-") as folder:
        copy = Path(folder)
        for language in LANGUAGES:
            for path in sorted((out / language).rglob("index.html")):
                if text := spaced(path.read_text("utf-8"), language):
                    target = copy / path.relative_to(out)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_text(text, "utf-8")
        _pagefind(copy, out / "pagefind")
    for path in (out / "pagefind").iterdir():
        if path.name.startswith(UNUSED):
            path.unlink()
    entry = out / "pagefind" / "pagefind-entry.json"  # Pagefind names the languages in no fixed order
    entry.write_text(json.dumps(json.loads(entry.read_bytes()), sort_keys=True, separators=(",", ":")), "utf-8")


def _pagefind(site: Path, target: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(target), "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Pagefind did not index the site:\n{done.stdout}{done.stderr}")
