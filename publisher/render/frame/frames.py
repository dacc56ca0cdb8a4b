"""The frames of pages: an empty page of each type, rendered by MkDocs once, into which pages are inserted.

A page of a menu has a frame of its own, at its own place; the pages of a collection's records share a shell, which
stands as deep in the tree as they do. So MkDocs knows the hand-written pages and no data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from markupsafe import escape

from publisher.render.frame.pages import PAGES
from publisher.render.page import Page, rooted
from publisher.terms import address
from publisher.terms.messages import Refusal, say

TITLE, DESCRIPTION, IMAGE, MAIN = "frame-title", "frame-description", "frame-image", "frame-main"
PREVIEW = "assets/preview.png"  # of pages that have no picture of their own
TWIN = '<link rel="alternate" type="text/markdown" href="index.md">'  # as the theme has it
MAIN_PLACE = f'<div id="{MAIN}"></div>'


@dataclass(frozen=True, slots=True)
class Frame:
    """What the frame of a page shows and does: its section of the menu, its scripts.

    searched: its text is searched, which no record has. twin: a record, with Markdown beside it.
    """

    section: str
    searched: bool = False
    scripts: tuple[str, ...] = ()
    twin: bool = False


MENU: Mapping[str, Frame] = {
    page.path: Frame(page.section, searched=page.searched, scripts=page.scripts) for page in PAGES if not page.written
}
_SEVERAL = tuple(page.path.rstrip("/") for page in PAGES if page.several)
SHELLS = tuple(dict.fromkeys((*address.COLLECTIONS, *_SEVERAL, "texts")))
SHELL = "shell/{kind}/"


def shell(kind: str) -> Frame:
    """The frame of a collection's pages."""
    own = {"tasks": "documents", "texts": "documents"}
    known = MENU.get(f"{kind}/", Frame("documents", searched=True))
    return Frame(own.get(kind, known.section), searched=known.searched, twin=kind in address.COLLECTIONS)


def markdown(title: str, frame: Frame) -> str:
    """An empty page as MkDocs reads it. JSON is YAML."""
    meta = {"title": title, "description": DESCRIPTION, **asdict(frame), "generated": True}
    return "---\n" + "".join(f"{key}: {json.dumps(value)}\n" for key, value in meta.items()) + f"---\n\n{MAIN_PLACE}\n"


def fill(frame: str, page: Page, kind: str = "") -> str:
    """A whole page: the frame that MkDocs made, filled. kind: of a shell, whose own address stands for the page's."""
    text = frame.replace(TITLE, str(escape(page.title))).replace(DESCRIPTION, str(escape(page.description)))
    text = text.replace(IMAGE, page.image or PREVIEW)
    if kind and page.path.rstrip("/").rsplit("/", 1)[-1].isdigit():
        text = text.replace(TWIN, "")  # a page of a list, in the shell of its records
    if kind:
        text = text.replace(SHELL.format(kind=kind), page.path)
    return text.replace(MAIN_PLACE, rooted(page.html, page.root))


def sound(text: str, name: str) -> str:
    """A frame, checked. Raises Refusal where the theme does not contain the marks to be filled."""
    if MAIN_PLACE not in text or DESCRIPTION not in text:
        raise Refusal(say("build.frame", name=name))
    return text
