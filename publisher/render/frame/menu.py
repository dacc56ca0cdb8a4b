"""The menus: which pages stand in them, in which order, under which heading. Titles are words of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.render.frame.pages import GROUPS, MAIN, PAGES
from publisher.terms.messages import words


def main(language: str) -> list[dict[str, str]]:
    """The entries of the main menu: section, path below the language, title."""
    text = words(language)["site"]["menu"]
    return [{"section": section, "path": f"{section}/", "title": text[section]} for section in MAIN]


def section(path: str) -> str:
    """The section of the main menu that a hand-written page belongs to."""
    return "data" if f"{path.split('/', 1)[0]}/" in _members("data") else "about"


def _members(group: str) -> list[str]:
    return [page.path for page in PAGES if page.group == group]


def groups(language: str, paths: Mapping[str, str]) -> list[dict[str, Any]]:
    """All pages that menus name, by group; only those that are there. Hand-written pages unknown here come last.

    paths: of each page, with the title that it gives itself.
    """
    text = words(language)["site"]
    unknown = sorted(paths.keys() - {page.path for page in PAGES})
    listed = []
    for name in GROUPS:
        titles = {path: text["pages"][path.rstrip("/")] for path in _members(name) if path in paths}
        titles |= {path: paths[path] for path in unknown if section(path) == name}
        own = name if name in ("data", "about") else ""
        pages = [{"path": path, "title": title, "section": own} for path, title in titles.items()]
        listed.append({"title": text["groups"][name], "pages": pages})
    return listed


def titles(language: str, paths: Mapping[str, str]) -> list[tuple[str, str]]:
    """Path and title of every page that menus name and that is there."""
    return [(page["path"], page["title"]) for group in groups(language, paths) for page in group["pages"]]
