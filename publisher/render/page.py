"""A page of the site, before it is put into the frame."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

HERE = "@/"  # stands for the published folder in every address of a page, until the page's depth is known


@dataclass(frozen=True)
class Page:
    """What a view gives. path: below the language's folder, "" for its home, else with a closing slash.

    html: the main part, already escaped; the rest is what the frame shows and does with it.
    """

    path: str
    title: str
    html: Markup
    description: str = ""
    section: str = ""
    wide: bool = False
    indexed: bool = False  # for the full-text search; lists are left to the index of names
    scripts: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """The way from the page up to the published folder."""
        return "../" * (self.path.count("/") + 1)


def rooted(html: str, root: str) -> str:
    """The addresses of a page made relative to it. Only attributes are touched: a quote in data is always escaped."""
    return str(html).replace(f'="{HERE}', f'="{root}')  # a plain text: joined to one, Markup would escape it
