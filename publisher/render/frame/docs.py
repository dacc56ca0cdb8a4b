"""The hand-written pages: read, given a title in the menus, and completed with their generated parts.

A generated part (files, citing) stands where the page says `<!-- part: NAME -->`. It is put into the finished page, so
that MkDocs need not run again when data change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from publisher.render.frame.pages import section
from publisher.render.page import rooted, up

PART_PLACE = re.compile(r"<!--\s*part:\s*([a-z-]+)\s*-->")
Parts = Mapping[str, Callable[[], str]]


def page_path(name: str) -> str:
    """data.md → data/; index.md → the home page."""
    stem = name.removesuffix(".md").removesuffix("index")
    return f"{stem}/" if stem and not stem.endswith("/") else stem


def read(folder: Path) -> Iterator[tuple[str, str]]:
    """Each page below `folder`: its name and its Markdown, with a mark where a part belongs."""
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        own = page_path(name)
        stem = own.rstrip("/").rsplit("/", 1)[-1] or "home"
        text = BARE.sub(rf"\g<0> {{#{stem}}}", path.read_text("utf-8"), count=1)
        yield name, headed(PART_PLACE.sub(lambda match: _mark(match.group(1)), text), own)


def completed(html: str, path: str, parts: Parts) -> str:
    """A finished page with its parts in place. path: of the page, below the language."""
    for name, part in parts.items():
        if _mark(name) in html:
            html = html.replace(_mark(name), rooted(part(), up(path)))
    return html


def lists_files(html: str) -> bool:
    """Whether a finished page has a place for the list of downloads."""
    return _mark("files") in html


def _mark(name: str) -> str:
    return f'<div id="part-{name}"></div>'


# A title without an id of its own would get _1 where it is Chinese.
BARE = re.compile(r"^# [^{\n]+$", re.MULTILINE)
TITLE = re.compile(r"^title:\s*(.+)$|^#\s+(.+?)\s*(?:\{[^}]*\})?$", re.MULTILINE)


def title(text: str, path: str) -> str:
    """The title that a page gives itself: in its head, else its first heading, else its path."""
    match = TITLE.search(text)
    return (match.group(1) or match.group(2)).strip().strip("\"'") if match else path.rstrip("/")


def headed(text: str, path: str) -> str:
    """The page with its section of the menu in its head."""
    line = f"section: {section(path)}\n"
    if text.startswith("---\n"):
        return "---\n" + line + text[4:]
    return f"---\n{line}---\n\n{text}"
