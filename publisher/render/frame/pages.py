"""The list of all pages: where each stands in the menus and what its frame does. A new page is one row here.

Its title is a word of the interface (`pages` in terms/messages/site.yml).
"""

from __future__ import annotations

from dataclasses import dataclass

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
