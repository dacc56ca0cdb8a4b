"""The list of all pages: where each stands in the menus and what its frame does. A new page is one row here.

Its title is a word of the interface (`pages` in terms/messages/site.yml).
"""

from __future__ import annotations

from dataclasses import dataclass

ELSEWHERE = "explore"  # what no entry of the main menu leads to


@dataclass(frozen=True, slots=True)
class Listed:
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
    Listed("", "home"),
    Listed("findings/", ELSEWHERE, "explore", several=True, searched=True),
    Listed("targets/", "targets", "explore"),
    Listed("documents/", "documents", "explore"),
    Listed("projects/", ELSEWHERE, "explore", several=True),
    Listed("tasks/", "documents", "explore"),
    Listed("parties/", ELSEWHERE, "explore", several=True),
    Listed("responsibilities/", "units", "explore", several=True),
    Listed("units/", "units", "explore"),
    Listed("functions/", "units", "explore", several=True),
    Listed("observations/", ELSEWHERE, "explore"),
    Listed("notes/", "documents", "explore", several=True),
    Listed("timeline/", ELSEWHERE, "explore"),
    Listed("indicators/", "indicators", "indicators", scripts=("compare.js",)),
    Listed("cascade/", "indicators", "indicators", several=True),
    Listed("sums/", "indicators", "indicators", several=True),
    Listed("data/", "data", "data", written=True),
    Listed("readers/", "data", "data", written=True),
    Listed("api/", "data", "data", written=True),
    Listed("dictionary/", "data", "data", searched=True),
    Listed("changes/", "data", "data"),
    Listed("about/", "about", "about", written=True),
    Listed("method/", "about", "about", written=True),
    Listed("quality/", "about", "about", several=True),
    Listed("rules/", "about", "about", searched=True),
    Listed("contribute/", "about", "about", written=True),
    Listed("publish-it/", "about", "about", written=True),
    Listed("architecture/", "about", "about", written=True),
    Listed("commands/", "about", "about", written=True),
    Listed("search/", "search", scripts=("search.js",)),
)
MAIN = ("targets", "documents", "units", "indicators", "data", "about")  # the main menu's sections, each with its page
GROUPS = tuple(dict.fromkeys(page.group for page in PAGES if page.group))
