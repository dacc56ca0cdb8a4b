"""The menus: which pages stand in them, in which order, under which heading. Titles are words of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.terms.messages import words

MAIN = (
    ("targets", "targets/"),
    ("documents", "documents/"),
    ("units", "units/"),
    ("indicators", "indicators/"),
    ("data", "data/"),
    ("about", "about/"),
)
GROUPS = (
    (
        "explore",
        (
            "findings/",
            "targets/",
            "documents/",
            "projects/",
            "tasks/",
            "parties/",
            "responsibilities/",
            "units/",
            "functions/",
            "observations/",
            "notes/",
            "timeline/",
        ),
    ),
    ("indicators", ("indicators/", "cascade/", "sums/")),
    ("data", ("data/", "readers/", "api/", "dictionary/", "changes/")),
    (
        "about",
        ("about/", "method/", "quality/", "rules/", "contribute/", "publish-it/", "architecture/", "commands/"),
    ),
)
OF_DATA = ("data", "readers", "api", "dictionary", "changes")


def main(language: str) -> list[dict[str, str]]:
    """The entries of the main menu: section, path below the language, title."""
    text = words(language)["site"]["menu"]
    return [{"section": section, "path": path, "title": text[section]} for section, path in MAIN]


def section(path: str) -> str:
    """The section of the main menu that a hand-written page belongs to."""
    return "data" if path.split("/", 1)[0] in OF_DATA else "about"


def groups(language: str, paths: Mapping[str, str]) -> list[dict[str, Any]]:
    """All pages that menus name, by group; only those that are there. Hand-written pages unknown here come last.

    paths: of each page, with the title that it gives itself.
    """
    text = words(language)["site"]
    there = set(paths)
    named = {path for _, members in GROUPS for path in members} | {"", "search/"}
    listed = []
    for name, members in GROUPS:
        pages = [
            {
                "path": path,
                "title": text["pages"][path.rstrip("/")],
                "section": name if name in ("data", "about") else "",
            }
            for path in members
            if path in there
        ]
        for path in sorted(there - named):
            if section(path) == name:
                pages.append({"path": path, "title": paths[path], "section": name})
        listed.append({"title": text["groups"][name], "pages": pages})
    return listed


def titles(language: str, paths: Mapping[str, str]) -> list[tuple[str, str]]:
    """Path and title of every page that menus name and that is there."""
    return [(page["path"], page["title"]) for group in groups(language, paths) for page in group["pages"]]
