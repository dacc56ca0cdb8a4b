"""sitemap.xml: every page of the site with its other language. Search engines take absolute addresses only."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from publisher.terms import address
from publisher.terms.messages import LANGUAGES

FILE = "sitemap.xml"
TAGS = {"zh": "zh-CN", "en": "en"}


def pages(folder: Path) -> list[str]:
    """The addresses of the pages in the published folder, relative to it, sorted."""
    found = (
        p.relative_to(folder).as_posix() for language in LANGUAGES for p in (folder / language).rglob("index.html")
    )
    return sorted(path.removesuffix("index.html") for path in found)


def sitemap(folder: Path, base: str, modified: str) -> str:
    """The sitemap (https://www.sitemaps.org/protocol.html). base: the address of the site. modified: an ISO date."""
    held = pages(folder)
    known = set(held)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for page in held:
        rest = page.split("/", 1)[1]
        places = {language: f"{language}/{rest}" for language in LANGUAGES if f"{language}/{rest}" in known}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{TAGS[language]}" href={quoteattr(address.absolute(base, place))}/>'
            for language, place in places.items()
        )
        own = escape(address.absolute(base, page))
        lines.append(f"  <url><loc>{own}</loc><lastmod>{modified}</lastmod>{links}</url>")
    return "\n".join([*lines, "</urlset>", ""])
