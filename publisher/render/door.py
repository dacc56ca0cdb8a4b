"""What stands above the two languages: the front door, the page for what is not there, and the map for crawlers."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from publisher import address
from publisher.locale import words
from publisher.model import Library
from publisher.render.html import TEMPLATES
from publisher.render.mkdocs import POLICY


def write(library: Library, out: Path) -> None:
    """Write index.html, 404.html and sitemap.xml into `out`."""
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    both = {language: words(language)["site"] for language in ("zh", "en")}
    (out / "index.html").write_text(env.get_template("door.html").render(w=both, policy=POLICY), "utf-8")
    (out / "404.html").write_text(_not_found(env, both), "utf-8")
    base = str(library.package.descriptor.get("homepage") or "")
    (out / "sitemap.xml").write_text(sitemap(out, base), "utf-8")


def _not_found(env: Environment, both: object) -> str:
    """It is served under any address, so it can name no file beside it: style and script stand in it, by their hash."""
    style = (TEMPLATES / "lost.css").read_text("utf-8")
    script = (TEMPLATES / "lost.js").read_text("utf-8")
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'"
    return env.get_template("lost.html").render(w=both, policy=policy, style=style, script=script)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def sitemap(out: Path, base: str) -> str:
    """Every page with its twin. The protocol wants whole addresses: without a homepage they stay relative."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path in sorted((out / "zh").rglob("index.html")):
        here = path.parent.relative_to(out / "zh").as_posix()
        here = "" if here == "." else f"{here}/"
        twins = {language: address.absolute(base, f"{language}/{here}") for language in ("zh", "en")}
        links = "".join(f'<xhtml:link rel="alternate" hreflang="{k}" href="{v}"/>' for k, v in twins.items())
        lines += [f"<url><loc>{twin}</loc>{links}</url>" for twin in twins.values()]
    return "\n".join([*lines, "</urlset>", ""])
