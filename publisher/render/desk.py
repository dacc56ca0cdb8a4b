"""What every view works with: the library, the templates in one language, and what else is at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment
from markupsafe import Markup

from publisher.model import Library, PlanModel, Quantity
from publisher.render.html import Words, environment
from publisher.render.page import Page


@dataclass(frozen=True)
class Desk:
    """One language's desk. out: the published folder (downloads stand there already). root: the project.

    shared: facts counted once.
    """

    library: Library
    language: str
    env: Environment
    out: Path
    root: Path
    report: Any = None
    reading_view: bool = False
    shared: Mapping[str, Any] = field(default_factory=dict)

    @property
    def say(self) -> Words:
        return cast(Words, self.env.globals["say"])

    @property
    def words(self) -> dict[str, Any]:
        return self.say.words

    def fill(self, template: str, **values: Any) -> Markup:
        """A template's text."""
        return Markup(self.env.get_template(template).render(**values))

    def page(self, path: str, template: str, title: str, *, about: dict[str, Any] | None = None, **values: Any) -> Page:
        """A page from a template. about: what the frame shows (description, section, wide, scripts)."""
        return Page(path, title, self.fill(template, title=title, **values), **(about or {}))

    def plans(self) -> Iterator[PlanModel]:
        return self.library.plans()

    def quantities(self) -> Iterator[tuple[PlanModel, Quantity]]:
        """Every target and observation with its plan."""
        for plan in self.plans():
            for quantity in (*plan.targets, *plan.observations):
                yield plan, quantity


def desk(
    library: Library,
    language: str,
    shared: Mapping[str, Any],
    *,
    out: Path,
    root: Path,
    report: Any = None,
    reading_view: bool = False,
) -> Desk:
    """A desk for a language. shared: what pages of both count, from facts()."""
    from publisher.render.docs import first

    env = environment(library, language)
    env.globals["reading_view"] = reading_view and bool(library.package.sources)
    env.globals["contribute"] = first(root / "docs" / language, "contribut")
    return Desk(library, language, env, out, root, report, reading_view, shared)
