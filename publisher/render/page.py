"""A page of the site, before it is put into the frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

HERE = "@/"  # stands for the published folder in every address of a page, until the page's depth is known


@dataclass(frozen=True)
class Page:
    """What a view gives. path: below the language's folder, "" for its home, else with a closing slash.

    html: the main part, already escaped. meta: what the frame shows beside it (title, description, section…).
    """

    path: str
    title: str
    html: Markup
    description: str = ""
    section: str = ""
    wide: bool = False
    scripts: tuple[str, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The way from the page up to the published folder."""
        return "../" * (self.path.count("/") + 1)


def rooted(html: str, root: str) -> str:
    """The addresses of a page made relative to it. Only attributes are touched: a quote in data is always escaped."""
    return str(html).replace(f'="{HERE}', f'="{root}')  # a plain text: joined to one, Markup would escape it
