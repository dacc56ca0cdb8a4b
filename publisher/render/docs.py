"""The hand-written pages: read, given a title in the menus, and completed with their generated parts.

A generated part stands where the page says `<!-- part: NAME -->`; a page that must have one and does not say where
gets it at its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from publisher.render import menu
from publisher.render.page import rooted

PLACE = re.compile(r"<!--\s*part:\s*([a-z-]+)\s*-->")
Parts = Mapping[str, Callable[[], str]]
# Which parts a page must have, wherever it puts them.
MUST = {"data": ("files",), "about": ("citing",)}


def page_path(name: str) -> str:
    """data.md → data/; index.md → the home page."""
    stem = name.removesuffix(".md").removesuffix("index")
    return f"{stem}/" if stem and not stem.endswith("/") else stem


def read(folder: Path, parts: Parts) -> Iterator[tuple[str, str]]:
    """Each page below `folder`: its name and its Markdown with the parts in place."""
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        text = path.read_text("utf-8")
        placed = set(PLACE.findall(text))
        own = page_path(name)
        for part in MUST.get(own.rstrip("/"), ()):
            if part not in placed:
                text += f"\n\n<!-- part: {part} -->\n"
        root = "../" * (own.count("/") + 1)
        stem = own.rstrip("/").rsplit("/", 1)[-1] or "home"
        text = BARE.sub(rf"\g<0> {{#{stem}}}", text, count=1)
        yield name, headed(PLACE.sub(partial(_part, parts, root), text), own)


# A title without an id of its own would get _1 where it is Chinese.
BARE = re.compile(r"^# [^{\n]+$", re.MULTILINE)
TITLE = re.compile(r"^title:\s*(.+)$|^#\s+(.+?)\s*(?:\{[^}]*\})?$", re.MULTILINE)


def title(text: str, path: str) -> str:
    """The title that a page gives itself: in its head, else its first heading, else its path."""
    found = TITLE.search(text)
    return (found.group(1) or found.group(2)).strip().strip("\"'") if found else path.rstrip("/")


def first(folder: Path, stem: str) -> str:
    """The path of the first hand-written page whose name begins so; empty where there is none."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob(f"{stem}*.md"))
    return page_path(names[0]) if names else ""


def _part(parts: Parts, root: str, found: re.Match[str]) -> str:
    name = found.group(1)
    return rooted(parts[name](), root) if name in parts else ""


def headed(text: str, path: str) -> str:
    """The page with its section of the menu in its head."""
    line = f"section: {menu.section(path)}\n"
    if text.startswith("---\n"):
        return "---\n" + line + text[4:]
    return f"---\n{line}---\n\n{text}"
