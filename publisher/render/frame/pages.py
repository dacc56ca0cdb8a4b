"""The list of all pages: where each stands in the menus and what its frame does; and the menus. A new page is one row.

Its title is a word of the interface (`pages` in terms/messages/site.yml).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publisher.terms.messages import words

ELSEWHERE = "explore"  # what no entry of the main menu leads to


@dataclass(frozen=True, slots=True)
class MenuPage:
    """A page. path: below the language; section: of the main menu; group: of the list of all pages ("": in none).

    written: by hand, in docs/; else it is made of data. several: it can go over several pages. searched: so is its
    text, which no record has. scripts: what it loads beside those of all pages.
    """

    path: str
    section: str
    group: str = ""
    written: bool = False
    several: bool = False
    searched: bool = False
    scripts: tuple[str, ...] = ()


PAGES = (
    MenuPage("", "home"),
    MenuPage("findings/", ELSEWHERE, "explore", several=True, searched=True),
    MenuPage("targets/", "targets", "explore"),
    MenuPage("documents/", "documents", "explore"),
    MenuPage("projects/", ELSEWHERE, "explore", several=True),
    MenuPage("tasks/", "documents", "explore"),
    MenuPage("parties/", ELSEWHERE, "explore", several=True),
    MenuPage("responsibilities/", "units", "explore", several=True),
    MenuPage("units/", "units", "explore"),
    MenuPage("functions/", "units", "explore", several=True),
    MenuPage("observations/", ELSEWHERE, "explore"),
    MenuPage("notes/", "documents", "explore", several=True),
    MenuPage("timeline/", ELSEWHERE, "explore"),
    MenuPage("indicators/", "indicators", "indicators", scripts=("compare.js",)),
    MenuPage("cascade/", "indicators", "indicators", several=True),
    MenuPage("sums/", "indicators", "indicators", several=True),
    MenuPage("data/", "data", "data", written=True),
    MenuPage("readers/", "data", "data", written=True),
    MenuPage("api/", "data", "data", written=True),
    MenuPage("dictionary/", "data", "data", searched=True),
    MenuPage("changes/", "data", "data"),
    MenuPage("about/", "about", "about", written=True),
    MenuPage("method/", "about", "about", written=True),
    MenuPage("quality/", "about", "about", several=True),
    MenuPage("rules/", "about", "about", searched=True),
    MenuPage("contribute/", "about", "about", written=True),
    MenuPage("publish-it/", "about", "about", written=True),
    MenuPage("architecture/", "about", "about", written=True),
    MenuPage("commands/", "about", "about", written=True),
    MenuPage("search/", "search", scripts=("search.js",)),
)
MAIN = ("targets", "documents", "units", "indicators", "data", "about")  # the main menu's sections, each with its page
GROUPS = tuple(dict.fromkeys(page.group for page in PAGES if page.group))


def main_menu(language: str) -> list[dict[str, str]]:
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
