"""The home page: what this is, one question answered, four doors, and every promise as a square."""

from __future__ import annotations

from publisher.model import PlanModel, Quantity, Record, Statement
from publisher.render.charts import Tile, tiles
from publisher.render.desk import Desk
from publisher.render.page import Page
from publisher.render.views.comparison import Comparison
from publisher.render.views.indicators import compared_by_several
from publisher.render.views.quantities import Same

ORDER = ("new", "total", "rate", "change", "unclear", "milestone")


def home(desk: Desk) -> Page:
    """The home page of a language."""
    several = compared_by_several(desk)
    featured = several[0] if several else None
    about = {"section": "home", "description": desk.words["tagline"]}
    return desk.page(
        "",
        "home.html",
        desk.words["name"],
        about=about,
        counts=desk.shared["count"],
        basis=desk.shared["basis"],
        featured=featured,
        answers=_answers(desk, featured) if featured else [],
        squares=[(plan, _squares(desk, plan), len(plan.targets)) for plan in desk.plans() if plan.targets],
        order=[name for name in ORDER if desk.shared["basis"][name if name != "milestone" else "none"]],
    )


Answer = tuple[PlanModel, Quantity, list[tuple[PlanModel, Record, tuple[Statement, ...]]]]


def _answers(desk: Desk, featured: Comparison) -> list[Answer]:
    """Each document's target of the featured indicator, the largest first, with the tasks of the same thing."""
    found: list[Answer] = []
    for entry in featured.entries:
        if entry.table == "targets":
            plan = desk.library.load(entry.document_id)
            quantity = plan.quantities[entry.id]
            same = [(plan, plan.clauses[task.id].record, plan.of_task(task.id)) for task in Same(plan).tasks(quantity)]
            found.append((plan, quantity, same[:1]))
    return sorted(found, key=lambda item: (-(item[1].record.value or 0), item[1].id))


def kind_of(quantity: Quantity) -> str:
    """The class of a target's square: its basis, or that it has no number."""
    return str(quantity.record.basis or "milestone")


def _squares(desk: Desk, plan: PlanModel) -> str:
    say = desk.say
    ordered = sorted(plan.targets, key=lambda q: (ORDER.index(kind_of(q)), q.id))
    items = []
    for q in ordered:
        amount = say.amount(q.record)
        title = str(q.record.values[f"what_{desk.language}"]) + (f"{desk.words['colon']}{amount}" if amount else "")
        items.append(Tile(say.url("targets", q.id), kind_of(q), title))
    return tiles(items, desk.words["home"]["squares_of"].format(document=say.short(plan.id), n=len(items)))
