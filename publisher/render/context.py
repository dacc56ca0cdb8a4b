"""What every view needs: the library, the templates in one language, and the settings of the site."""

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
from publisher.render.page import Page
from publisher.render.page_limits import PageLimits

HOME, PUBLISHED = "home", "published"  # whose texts are shown: all, for local use; those that may be published


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings of all pages of a site. large: there are more documents than one page of a list holds.

    texts: HOME, PUBLISHED or "": whose own words are shown.
    """

    limits: PageLimits = field(default_factory=PageLimits)
    large: bool = False
    texts: str = ""


@dataclass(frozen=True)
class Renderer:
    """Renders pages in one language. total: indicator → number of its quantities in all documents, where the library
    holds only some of them."""

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
        """A template, filled with values."""
        return Markup(self.env.get_template(template).render(**values))

    def page(self, path: str, template: str, title: str, description: str = "", **values: Any) -> Page:
        """A page from a template. What its kit has as a picture, previews of links to it show."""
        image = kit.image if (kit := values.get("kit")) else ""
        return Page(path, title, self.fill(template, title=title, **values), description or title, image)


def renderer(
    library: Library, language: str, rules: Rules | None = None, *, total: Mapping[str, int] | None = None
) -> Renderer:
    """The renderer of a library in a language (zh or en)."""
    settings = rules or Rules()
    env = environment(library, language)
    env.globals["large"] = settings.large
    return Renderer(library, language, env, settings, total or {})
