"""A shell: the frame that MkDocs made round an empty page, to be filled with a record's page."""

from __future__ import annotations

import json
from pathlib import Path

from markupsafe import Markup, escape

from publisher.render.page import Page, rooted

TITLE, DESCRIPTION, MAIN = "shell-title", "shell-description", "shell-main"
SELF = "shell/{kind}/"


def front_matter(page: Page) -> str:
    """What the frame must know of a page, as MkDocs reads it. JSON is YAML."""
    meta = {
        "title": page.title,
        "description": page.description,
        "section": page.section,
        "wide": page.wide,
        "indexed": page.indexed,
        "scripts": list(page.scripts),
        "generated": True,
    }
    return "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in meta.items()) + "---\n"


def shell_page(kind: str) -> str:
    """The empty page of a collection (targets, units…) as Markdown."""
    section = {"tasks": "documents", "observations": "targets"}.get(kind, kind)
    return front_matter(Page("", TITLE, Markup(), DESCRIPTION, section, indexed=True)) + f'\n<div id="{MAIN}"></div>\n'


class Shell:
    """The frame of one collection in one language."""

    def __init__(self, path: Path) -> None:
        """Read the page that MkDocs made of shell_page()."""
        self.text = path.read_text("utf-8")
        self.kind = path.parent.name
        if MAIN not in self.text or TITLE not in self.text:
            raise RuntimeError(f"the theme lost the marks of the shell page for {self.kind}")

    def fill(self, page: Page) -> str:
        """The whole page. A shell stands as deep in the tree as the records it serves, so its addresses hold."""
        text = self.text.replace(TITLE, str(escape(page.title))).replace(DESCRIPTION, str(escape(page.description)))
        text = text.replace(SELF.format(kind=self.kind), page.path)
        return text.replace(f'<div id="{MAIN}"></div>', rooted(page.html, page.root))
