"""The hand-written pages: read, given a title in the menus, and completed with their generated parts.

A generated part stands where the page says `<!-- part: NAME -->`; a page that must have one and does not say where
gets it at its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
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
        yield name, headed(PLACE.sub(lambda found: _part(parts, found.group(1), root), text), own)


def _part(parts: Parts, name: str, root: str) -> str:
    return rooted(parts[name](), root) if name in parts else ""


def headed(text: str, path: str) -> str:
    """The page with its section of the menu in its head."""
    line = f"section: {menu.section(path)}\n"
    if text.startswith("---\n"):
        return "---\n" + line + text[4:]
    return f"---\n{line}---\n\n{text}"
