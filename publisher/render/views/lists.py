"""Pages that list a whole table: the explorer of targets, the dictionary, the rules."""

from __future__ import annotations

from publisher.render.desk import Desk
from publisher.render.page import Page


def dictionary(desk: Desk) -> Page:
    """Every table and column, from the schemas."""
    title = desk.words["pages"]["dictionary"]
    about = {"section": "data", "description": desk.words["dictionary"]["lede"]}
    return desk.page("dictionary/", "dictionary.html", title, about=about, schemas=list(desk.library.schemas))


def targets(desk: Desk) -> Page:
    """The explorer: every target in one table."""
    rows = [q for plan in desk.plans() for q in plan.targets]
    title = desk.words["pages"]["targets"]
    about = {"section": "targets", "wide": True}
    return desk.page("targets/", "targets.html", title, about=about, rows=rows, plans=len(desk.library.plan_ids))


def home(desk: Desk) -> Page:
    return desk.page("", "home.html", desk.words["name"], about={"section": "home"})
