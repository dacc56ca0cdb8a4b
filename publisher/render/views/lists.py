"""Pages that list a whole table: the explorer of targets, the dictionary, the rules."""

from __future__ import annotations

from publisher.render.desk import Desk
from publisher.render.page import Page


def dictionary(desk: Desk) -> Page:
    """Every table and column, from the schemas."""
    title = desk.words["pages"]["dictionary"]
    about = {"section": "data", "description": desk.words["dictionary"]["lede"]}
    return desk.page("dictionary/", "dictionary.html", title, about=about, schemas=list(desk.library.schemas))
