"""The plans: a page for each, with its outline as printed, and a card of each for the page that lists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from publisher.model.index import Entry
from publisher.model.plan import PlanModel, Quantity
from publisher.publish import words
from publisher.publish.describe.schema_org import Offer
from publisher.publish.describe.subject import of_document
from publisher.render.citing import citations, described
from publisher.render.context import Renderer
from publisher.render.facts import plan_counts
from publisher.render.page import Page
from publisher.render.takeaway.fact import of_document as card_of
from publisher.render.takeaway.kit import carried as kit_files
from publisher.render.takeaway.kit import kit
from publisher.render.takeaway.sentence import of_document as said_of
from publisher.render.views import projects, texts, units
from publisher.terms import address
from publisher.work.grouped import grouped

COUNTED = {"plan-pillars": "pillar", "plan-tasks": "task", "plan-safeguards": "safeguard"}


@dataclass(frozen=True)
class PartCount:
    """A stated number of a document's parts, or of those of a document it explains, beside the number counted."""

    said: Entry
    kind: str
    counted: int


def card(renderer: Renderer, plan: PlanModel) -> Markup:
    """A document among all."""
    return renderer.fill("of_documents.html", plan=plan, n=plan_counts(plan), stages=projects.stages(renderer, plan))


def pages(renderer: Renderer, plan: PlanModel) -> Iterator[Page]:
    """The page of one document."""
    document = plan.document
    title = str(document.values[f"title_{renderer.language}"])
    path, counts = f"documents/{plan.id}/", plan_counts(plan)
    yield renderer.page(
        path,
        "document.html",
        title,
        document.values[f"summary_{renderer.language}"] or title,
        plan=plan,
        document=document,
        checks=renderer.library.sign_offs.get(f"documents.{plan.id}", ()),
        counts=counts,
        roots=[clause for clause in plan.clauses.values() if not clause.path],
        own=_by_clause((*plan.targets, *plan.observations)),
        named=_by_clause(plan.projects),
        stages=projects.stages(renderer, plan),
        names=renderer.library.index.named,
        groups=_groups(plan),
        ended=bool(document.horizon_end) and str(document.horizon_end) < renderer.library.created[:10],
        claims=list(_claims(renderer, plan)),
        relations=renderer.library.index.related.get(plan.id, []),
        notes=[n for n in plan.notes if n.kind in ("source_oddity", "conflict", "document_rule", "correction")],
        interpretations=[n for n in plan.notes if n.kind == "interpretation"],
        text=texts.place(renderer, plan),
        matrix=units.matrix(renderer, plan) if renderer.large else None,
        kit=kit(renderer, path, title, lambda say: said_of(say, document, counts), [document]),
        citations=citations(renderer, renderer.words["cite"]["record"].format(title=title), path),
        described=_described(renderer, plan),
    )


def carried(renderers: Mapping[str, Renderer], plan: PlanModel) -> dict[str, bytes]:
    """The files of the kit of a document, by path in the published folder."""
    counts = plan_counts(plan)
    return kit_files(renderers, {f"documents/{plan.id}/": lambda say: card_of(say, plan.document, counts)})


def _described(renderer: Renderer, plan: PlanModel) -> Markup:
    """What search engines read of the document's data: its package and its file of the API, and what is measured."""
    measured = {i for q in plan.quantities.values() if (i := q.record.indicator_id)}
    variables = [record for record in renderer.library.registry["indicators"].values() if record.id in measured]
    text = words.in_language(renderer.language)
    name = text["package_of"].format(title=plan.document.values[f"title_{renderer.language}"])
    offered = (
        Offer(address.package(plan.id), name, "application/zip"),
        Offer(address.json("documents", plan.id), "JSON", "application/json"),
    )
    return described(renderer, of_document(plan.document), offered, variables)


def _by_clause(quantities: Iterable[Quantity]) -> dict[str, list[Quantity]]:
    return grouped((quantity.clause.id, quantity) for quantity in quantities)


def _groups(plan: PlanModel) -> dict[str, list[tuple[str, int]]]:
    """The clauses right above the lowest, by id: each is folded, and says how many tasks, safeguards, targets it has.

    A named project or a body's statement that stands in the clause itself is folded with them.
    """
    counted: dict[str, list[tuple[str, int]]] = {}
    for clause in plan.clauses.values():
        if clause.children and not any(plan.clauses[child.id].children for child in clause.children):
            own = {clause.id, *(child.id for child in clause.children)}
            kinds = Counter(f"{child.kind}s" for child in clause.children if child.kind in ("task", "safeguard"))
            kinds["targets"] = sum(target.clause.id in own for target in plan.targets)
            counted[clause.id] = [(kind, n) for kind, n in kinds.items() if n]
    return counted


def _claims(renderer: Renderer, plan: PlanModel) -> Iterator[PartCount]:
    """The document's own counts of its parts, and those of documents that explain it."""
    claims = renderer.library.index.claims.get(plan.id, [])
    for claim in sorted(claims, key=lambda entry: entry.document_id != plan.id):
        if kind := COUNTED.get(str(claim.values["indicator_id"])):
            yield PartCount(claim, kind, sum(clause.record.kind == kind for clause in plan.clauses.values()))
