"""A page of the site, before it is put into the frame; and what jobs make for the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from markupsafe import Markup

HERE = "@/"  # stands for the published folder in every address of a page, until the page's depth is known
# What a page may load, as its head says it: what stands beside it, and nothing else.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'"
)


class Page(NamedTuple):
    """A page as a view returns it. path: below the language's folder, "" for its home, else with a closing slash.

    html: the main part, already escaped. description: what search engines show. image: what previews of links show, by
    its path in the published folder; "" for the site's own.
    """

    path: str
    title: str
    html: Markup
    description: str = ""
    image: str = ""

    @property
    def root(self) -> str:
        """The relative path from the page to the published folder: ../../"""
        return up(self.path)


@dataclass(frozen=True)
class Pages:
    """What is made of one plan, body or indicator: by language its pages, and what lists show of it; facts: its values
    that are counted; searched: document id, area and entries of the search; files: what stands beside its pages, by
    path in the published folder."""

    pages: Mapping[str, Sequence[Page]]
    places: Mapping[str, Mapping[str, Any]]
    facts: Mapping[str, Any] | None = None
    searched: tuple[str, str, bytes] | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)


def up(path: str) -> str:
    """The relative path to the published folder from a path below the language's folder."""
    return "../" * (path.count("/") + 1)


def rooted(html: str, root: str) -> str:
    """The addresses of a page made relative to it. Only attributes are touched: a quote in data is always escaped."""
    return str(html).replace(f'="{HERE}', f'="{root}')  # str, since Markup would escape what is joined to it
