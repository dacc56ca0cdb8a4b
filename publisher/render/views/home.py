"""The home page: what this is, one question answered, four doors, and every promise as a square."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from publisher.model.plan import PlanModel, Quantity
from publisher.model.records import Record
from publisher.render.charts import Panel, QuantityMark, Tile, axis, panel, tiles
from publisher.render.context import Renderer
from publisher.render.facts import Facts
from publisher.render.filled import told
from publisher.render.page import Page
from publisher.render.views.comparison import Comparison
from publisher.render.views.findings import teasers

ORDER = ("new", "total", "rate", "change", "unclear", "milestone")


def home(
    renderer: Renderer, facts: Facts, several: Sequence[Comparison], squares: Sequence[tuple[str, int, str]]
) -> Page:
    """The home page of a language. several: the comparisons with most to tell first; squares: document, targets, chart.

    A large corpus has no squares: one bar a basis says the same.
    """
    featured = several[0] if several else None
    order = [name for name in ORDER if facts.basis[name]]
    return renderer.page(
        "",
        "home.html",
        renderer.words["name"],
        renderer.words["tagline"],
        counts=facts.count,
        findings=teasers(renderer, facts.findings),
        basis=facts.basis,
        featured=featured,
        answers=_answers(renderer, featured) if featured else [],
        squares=[(document, Markup(chart), n) for document, n, chart in squares if n],
        totals=_totals(renderer, facts, order),
        order=order,
    )


Answer = tuple[PlanModel, Quantity, Record | None]


def _answers(renderer: Renderer, featured: Comparison) -> list[Answer]:
    """Documents' targets of the featured indicator, the largest first, with the task that speaks of the same thing."""
    answers: list[Answer] = []
    for entry in [entry for entry in featured.entries if entry.table == "targets"][: renderer.rules.limits.others]:
        plan = renderer.library.load(entry.document_id)
        quantity = plan.quantities[entry.id]
        answers.append((plan, quantity, plan.tasks.get(quantity.record.related_task_id or "")))
    return sorted(answers, key=lambda item: (-(item[1].record.value or 0), item[1].id))


def _totals(renderer: Renderer, facts: Facts, order: Sequence[str]) -> Markup:
    if not renderer.large:
        return Markup()
    counts = {name: facts.basis[name] for name in order}
    href, text = renderer.say.part("targets/"), renderer.words["home"]
    end, ticks = axis(max(counts.values()), renderer.say.number)
    marks = tuple(
        QuantityMark(
            renderer.say.label("targets", "basis", name) if name != "milestone" else text["wordless"],
            f"{n:,}",
            f"{href}?basis={name if name != 'milestone' else 'none'}",
            0.0,
            n / end,
            kind=name,
        )
        for name, n in counts.items()
    )
    return panel(Panel(text["bases"], "", marks, ticks, renderer.words["name"]))


def kind_of(quantity: Quantity) -> str:
    """The class of a target's square: its basis, or that it has no number."""
    return str(quantity.record.basis or "milestone")


def squares(renderer: Renderer, plan: PlanModel) -> Markup:
    """Every target of a plan as a square."""
    say = renderer.say
    ordered = sorted(plan.targets, key=lambda q: (ORDER.index(kind_of(q)), q.id))
    items = []
    for q in ordered:
        amount = say.amount(q.record)
        title = str(renderer.say.called(q.record, "what")) + (f"{renderer.words['colon']}{amount}" if amount else "")
        items.append(Tile(say.url("targets", q.id), kind_of(q), title))
    return tiles(
        items, str(told(renderer.words["home"]["squares_of"], {"document": say.short(plan.id), "n": len(items)}))
    )
