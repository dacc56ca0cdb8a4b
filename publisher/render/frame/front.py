"""Writes the pages outside the two languages: index.html, where a language is chosen, and 404.html."""

from __future__ import annotations

import base64
import hashlib

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from publisher.render.html import TEMPLATES
from publisher.render.page import POLICY
from publisher.render.pictures.png import lacking
from publisher.terms.messages import words
from publisher.work.output import Output


def write(out: Output, base: str) -> None:
    """Write index.html and 404.html. base: the address of the site, "" where none is known."""
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    both = {language: words(language)["site"] for language in ("zh", "en")}
    door = env.get_template("door.html").render(w=both, policy=POLICY, base=base, pictures=not lacking())
    out.write("index.html", door.encode())
    out.write("404.html", _not_found(env, both).encode())


def _not_found(env: Environment, both: object) -> str:
    """404.html is served under any address, so relative links fail: style and script are inline, allowed by hash."""
    style = (TEMPLATES / "lost.css").read_text("utf-8")
    script = (TEMPLATES / "lost.js").read_text("utf-8")
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'"
    return env.get_template("lost.html").render(w=both, policy=policy, style=style, script=script)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
