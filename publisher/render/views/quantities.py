"""A page for every target and every other stated quantity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial

from publisher.model.plan import PlanModel, Quantity
from publisher.model.records import Record
from publisher.render.citing import citations
from publisher.render.context import Renderer
from publisher.render.html import Words
from publisher.render.page import Page
from publisher.render.takeaway.fact import of_quantity
from publisher.render.takeaway.kit import carried as kit_files
from publisher.render.takeaway.kit import kit
from publisher.render.takeaway.sentence import basis, sentence
from publisher.render.views import texts
from publisher.render.views.comparison import Comparison, comparison, verdict
from publisher.work.grouped import grouped


class Lookups:
    """Lookups for the pages of a plan's records, made once a plan: sign-offs and readers' entries by record."""

    def __init__(self, plan: PlanModel) -> None:
        self.plan = plan
        self._near: dict[str, dict[str, list[texts.Quoted]]] = {}

    def near(self, say: Words, quantity: Quantity) -> list[texts.Quoted]:
        """The quote of a quantity among those next to it in its clause."""
        quotes = self._near.get(say.language) or self._near.setdefault(say.language, texts.by_clause(say, self.plan))
        return texts.around(quotes, quantity.clause.id, quantity.id)

    @cached_property
    def readings(self) -> Mapping[str, list[Record]]:
        """Record id → the entries that the readers made of it; not of its theme alone."""
        return _by_record(entry for entry in self.plan.readings if entry.record_kind != "theme")

    @cached_property
    def checks(self) -> Mapping[str, list[Record]]:
        """Record id → its sign-offs."""
        return _by_record(self.plan.checks)


def _by_record(records: Iterable[Record]) -> dict[str, list[Record]]:
    return grouped((record.values["record_id"] or "", record) for record in records)


def pages(renderer: Renderer, plan: PlanModel) -> Iterator[Page]:
    """The pages of one plan's quantities."""
    ledger = Lookups(plan)
    for quantity in plan.quantities.values():
        yield page(renderer, plan, quantity, ledger)


def path_of(quantity: Quantity) -> str:
    """Where the page of a quantity stands, below the language."""
    return f"{quantity.record.table}/{quantity.id}/"


def page(renderer: Renderer, plan: PlanModel, quantity: Quantity, ledger: Lookups) -> Page:
    """One quantity's page."""
    say, record = renderer.say, quantity.record
    amount = say.amount(record)
    what = say.titled(str(record.values[f"what_{renderer.language}"]))
    title = f"{what}{renderer.words['colon'] if amount else ''}{amount}"
    full = f"{say.short(plan.id)} · {title}"
    path = path_of(quantity)
    compared = comparison(renderer, record.indicator_id, quantity.id) if record.indicator_id else None
    values = {
        "q": quantity,
        "plan": plan,
        "compared": compared,
        "answer": _answer(record, compared),
        "related": plan.tasks.get(record.values.get("related_task_id") or ""),
        "basis_said": basis(say, record.values),
        "repeats": renderer.library.index.repeats.get(quantity.id, ()),
        "allocations": renderer.library.index.allocations.get(quantity.id, ()),
        "parent": plan.quantities.get(record.values.get("parent_target_id") or ""),
        "baseline_of": plan.quantities.get(record.values.get("for_target_id") or ""),
        "readings": ledger.readings.get(quantity.id, ()),
        "checks": ledger.checks.get(quantity.id, ()),
        "citations": citations(renderer, full, path),
        "near": ledger.near(say, quantity),
        "text": texts.place(renderer, plan, quantity.id),
        "kit": kit(renderer, path, full, lambda one: sentence(one, record), [plan.document]),
        "report": report_link(renderer, quantity.id, f"{renderer.language}/{path}"),
    }
    return renderer.page(path, "quantity.html", full, sentence(say, record), what=what, amount_text=amount, **values)


def carried(renderers: Mapping[str, Renderer], plan: PlanModel) -> dict[str, bytes]:
    """The files of the kits of a plan's quantities, by path in the published folder."""
    return kit_files(renderers, {path_of(q): partial(of_quantity, quantity=q) for q in plan.quantities.values()})


def _answer(record: Record, compared: Comparison | None) -> str:
    """The answer to “may I compare it with another document?”."""
    if compared is None:
        return "none"
    others = [entry for entry in compared.entries if entry.document_id != record.document_id]
    return verdict(compared.reasons, len(others))


def report_link(renderer: Renderer, record_id: str, path: str) -> str | None:
    """A prefilled report of an error, where the project says where it is kept."""
    from urllib.parse import quote

    repository = renderer.library.package.descriptor.get("repository")
    if not repository:
        return None
    text = renderer.words["report"]
    body = text["body"].format(id=record_id, page=path)
    subject = quote(text["subject"].format(id=record_id))
    return f"{str(repository).rstrip('/')}/issues/new?title={subject}&body={quote(body)}"
