"""A page of the site, before it is put into the frame."""

from __future__ import annotations

import json
from dataclasses import dataclass

from markupsafe import Markup

HERE = "@/"  # stands for the published folder in every address of a page, until the page's depth is known


@dataclass(frozen=True, slots=True)
class Page:
    """What a view gives. path: below the language's folder, "" for its home, else with a closing slash.

    html: the main part, already escaped. description: what search engines show.
    """

    path: str
    title: str
    html: Markup
    description: str = ""

    @property
    def root(self) -> str:
        """The way from the page up to the published folder."""
        return up(self.path)

    def packed(self) -> bytes:
        """The page as one value, as parts carry it; its path is the part's name."""
        return json.dumps([self.title, self.description], ensure_ascii=False).encode() + b"\n" + self.html.encode()


def unpacked(path: str, value: bytes) -> Page:
    """The page that `packed` made a value of."""
    head, _, html = value.partition(b"\n")
    title, description = json.loads(head)
    return Page(path, title, Markup(html.decode()), description)


def up(path: str) -> str:
    """The way from a path below the language's folder up to the published folder."""
    return "../" * (path.count("/") + 1)


def rooted(html: str, root: str) -> str:
    """The addresses of a page made relative to it. Only attributes are touched: a quote in data is always escaped."""
    return str(html).replace(f'="{HERE}', f'="{root}')  # a plain text: joined to one, Markup would escape it
