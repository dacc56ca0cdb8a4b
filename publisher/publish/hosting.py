"""What a host and its visitors look for at the root: sitemap.xml, robots.txt, _headers, llms.txt."""

from __future__ import annotations

from publisher.model.library import Library
from publisher.publish import llms, rows, sitemap
from publisher.publish.formats import MEDIA
from publisher.terms import address
from publisher.work.output import Output

ROBOTS, HEADERS = "robots.txt", "_headers"
# Pages from other sites may read data and API; a day is long enough for what a new version replaces.
OPEN = (f"/{address.DATA}/*", f"/{address.API}/*", "/*.jsonld", "/croissant.json", "/changes.atom", "/llms.txt")
KEPT = "public, max-age=3600, must-revalidate"
VERSIONED = "public, max-age=31536000, immutable"
TEXTS = (
    "text/", "application/json", "application/ld+json", "application/xml", "application/atom+xml", "application/x-nd",
)  # fmt: skip
# Endings whose type hosts do not know or get wrong; `*` stands for the rest of the path.
TYPED = (
    ".csv", ".json", ".jsonld", ".ndjson", ".parquet", ".sqlite", ".atom", ".md", ".ts", ".cff", ".bib", ".ris", ".ics",
)  # fmt: skip


def media_type(ending: str) -> str:
    """The Content-Type of files with an ending, with the encoding of texts."""
    own = MEDIA[ending]
    return f"{own}; charset=utf-8" if own.startswith(TEXTS) else own


def headers() -> str:
    """_headers, as Cloudflare Pages and Netlify read it."""
    lines = ["/*", "  X-Content-Type-Options: nosniff", "  Referrer-Policy: strict-origin-when-cross-origin", ""]
    for path in OPEN:
        lines += [path, "  Access-Control-Allow-Origin: *", f"  Cache-Control: {KEPT}", ""]
    for ending in TYPED:
        lines += [f"/*{ending}", f"  Content-Type: {media_type(ending)}", ""]
    lines += [f"/{address.DATA}/versions/*", "  ! Cache-Control", f"  Cache-Control: {VERSIONED}", ""]
    return "\n".join(lines)


def robots(base: str) -> str:
    """robots.txt: everything may be read. base: the address of the site, "" where none is known."""
    lines = ["User-agent: *", "Allow: /"]
    return "\n".join([*lines, *([f"Sitemap: {address.absolute(base, sitemap.FILE)}"] if base else []), ""])


def write(library: Library, out: Output) -> None:
    """Write these files into the published folder, when its pages stand."""
    base = rows.homepage(library)
    if base:  # a sitemap names absolute addresses only; without the site's own there is none to name
        out.write(sitemap.FILE, sitemap.sitemap(out.paths(), base, library.created[:10]).encode())
    out.write(ROBOTS, robots(base).encode())
    out.write(HEADERS, headers().encode())
    out.write(llms.FILE, llms.llms(library).encode())
