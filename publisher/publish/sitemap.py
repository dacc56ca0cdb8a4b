"""sitemap.xml: every page of the site with its other language. Search engines take absolute addresses only."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from publisher.publish.describe.subject import LANGUAGE
from publisher.terms import address
from publisher.terms.messages import LANGUAGES

FILE = "sitemap.xml"


def sitemap(paths: Iterable[str], base: str, modified: str) -> str:
    """The sitemap (https://www.sitemaps.org/protocol.html) of a published folder with these files, sorted.

    base: the address of the site. modified: an ISO date.
    """
    roots = tuple(f"{language}/" for language in LANGUAGES)
    pages = sorted(p.removesuffix("index.html") for p in paths if p.startswith(roots) and p.endswith("/index.html"))
    known = set(pages)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for page in pages:
        rest = page.split("/", 1)[1]
        links = ""
        for language in LANGUAGES:
            if (other := f"{language}/{rest}") in known:
                place = escape(address.absolute(base, other))
                links += f'<xhtml:link rel="alternate" hreflang="{LANGUAGE[language]}" href="{place}"/>'
        own = escape(address.absolute(base, page), quote=False)
        lines.append(f"  <url><loc>{own}</loc><lastmod>{modified}</lastmod>{links}</url>")
    return "\n".join([*lines, "</urlset>", ""])
