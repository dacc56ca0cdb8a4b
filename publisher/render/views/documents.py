"""The plans: a page for each, with its outline as printed, and a card of each for the page that lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from publisher.model.index import Entry
from publisher.model.plan import PlanModel, Quantity
from publisher.publish import words
from publisher.publish.describe.schema_org import Offer
from publisher.publish.describe.subject import of_document
from publisher.render.citing import citations
from publisher.render.context import Desk
from publisher.render.described import described
from publisher.render.facts import plan_counts
from publisher.render.page import Page
from publisher.render.views import projects, texts, units
from publisher.terms import address

COUNTED = {"plan-pillars": "pillar", "plan-tasks": "task", "plan-safeguards": "safeguard"}


@dataclass(frozen=True)
class Claim:
    """What a document says of the number of its parts, or of those of a document it explains, and what we counted."""

    said: Entry
    counted: int


def card(desk: Desk, plan: PlanModel) -> Markup:
    """A document among all."""
    return desk.fill("of_documents.html", plan=plan, n=plan_counts(plan), stages=projects.stages(desk, plan))


def pages(desk: Desk, plan: PlanModel) -> Iterator[Page]:
    """The page of one document."""
    document = plan.document
    title = str(document.values[f"title_{desk.language}"])
    path = f"documents/{plan.id}/"
    yield desk.page(
        path,
        "document.html",
        title,
        document.values[f"summary_{desk.language}"] or title,
        plan=plan,
        document=document,
        counts=plan_counts(plan),
        roots=[clause for clause in plan.clauses.values() if not clause.path],
        own=_by_clause((*plan.targets, *plan.observations)),
        named=_by_clause(plan.projects),
        stages=projects.stages(desk, plan),
        statements=_statements(plan),
        ended=bool(document.horizon_end) and str(document.horizon_end) < desk.library.created[:10],
        claims=list(_claims(desk, plan)),
        relations=desk.library.index.related.get(plan.id, []),
        notes=[n for n in plan.notes if n.kind in ("source_oddity", "conflict", "document_rule", "correction")],
        interpretations=[n for n in plan.notes if n.kind == "interpretation"],
        text=texts.place(desk, plan),
        matrix=units.matrix(desk, plan) if desk.large else None,
        citations=citations(desk, title, path, document),
        described=_described(desk, plan),
    )


def _described(desk: Desk, plan: PlanModel) -> Markup:
    """What search engines read of the document's data: its package and its file of the API, and what is measured."""
    measured = {i for q in plan.quantities.values() if (i := q.record.indicator_id)}
    variables = [record for record in desk.library.registry["indicators"].values() if record.id in measured]
    text = words.said(desk.language)
    name = text["package_of"].format(title=plan.document.values[f"title_{desk.language}"])
    offered = (
        Offer(address.package(plan.id), name, "application/zip"),
        Offer(address.json("documents", plan.id), "JSON", "application/json"),
    )
    return described(desk, of_document(plan.document), offered, variables)


def _by_clause(quantities: Iterable[Quantity]) -> dict[str, list[Quantity]]:
    found: dict[str, list[Quantity]] = {}
    for quantity in quantities:
        found.setdefault(quantity.clause.id, []).append(quantity)
    return found


def _statements(plan: PlanModel) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for statement in plan.statements:
        found.setdefault(statement.task_id, []).append(statement)
    return found


def _claims(desk: Desk, plan: PlanModel) -> Iterator[Claim]:
    """The document's own counts of its parts, and those of documents that explain it."""
    found = desk.library.index.claims.get(plan.id, [])
    for said in sorted(found, key=lambda entry: entry.document_id != plan.id):
        if kind := COUNTED.get(str(said.values["indicator_id"])):
            yield Claim(said, sum(clause.record.kind == kind for clause in plan.clauses.values()))
