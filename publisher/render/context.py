"""What every view works with: the library, the templates in one language, and the rules of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from jinja2 import Environment
from markupsafe import Markup

from publisher.model.functions import areas_in_english
from publisher.model.library import Library
from publisher.model.records import Record
from publisher.render.html import Words, environment
from publisher.render.limits import Limits
from publisher.render.page import Page
from publisher.render.pictures.png import lacking

HOME, PUBLISHED = "home", "published"  # whose texts are shown: all, to who has them; those that may be published


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for all pages of a site. large: more documents than one page of a list holds.

    texts: HOME, PUBLISHED or "": whose own words are shown. contribute: language → the path of the page that says how.
    """

    limits: Limits = field(default_factory=Limits)
    large: bool = False
    texts: str = ""
    contribute: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Desk:
    """One language's desk. total: indicator → how many quantities all documents have of it, where the library knows
    some of them only."""

    library: Library
    language: str
    env: Environment
    rules: Rules = field(default_factory=Rules)
    total: Mapping[str, int] = field(default_factory=dict)

    @property
    def say(self) -> Words:
        return cast(Words, self.env.globals["say"])

    @property
    def words(self) -> dict[str, Any]:
        return self.say.words

    @property
    def large(self) -> bool:
        return self.rules.large

    def area(self, unit: Record) -> str:
        """The area of a body; marked as Chinese where there is no English for it."""
        zh = str(unit.area_zh or "")
        return self.say.pair(zh, areas_in_english(self.library.registry).get(zh))

    def fill(self, template: str, **values: Any) -> Markup:
        """A template's text."""
        return Markup(self.env.get_template(template).render(**values))

    def page(self, path: str, template: str, title: str, description: str = "", **values: Any) -> Page:
        """A page from a template."""
        return Page(path, title, self.fill(template, title=title, **values), description or title)


def desk(
    library: Library, language: str, rules: Rules | None = None, *, total: Mapping[str, int] | None = None
) -> Desk:
    """A desk for a language."""
    held = rules or Rules()
    env = environment(library, language)
    env.globals["contribute"] = dict(held.contribute).get(language, "")
    env.globals["large"] = held.large
    env.globals["pictures"] = not lacking()
    env.globals["compact"] = library.compact
    return Desk(library, language, env, held, total or {})
