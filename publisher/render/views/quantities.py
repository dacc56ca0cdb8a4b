"""A page for every target and every other stated quantity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from publisher.model.plan import PlanModel, Quantity
from publisher.model.records import Record
from publisher.render.citing import citations
from publisher.render.context import Desk
from publisher.render.page import Page
from publisher.render.views.comparison import Comparison, comparison, verdict


class Ledger:
    """What the pages of a plan's records look up, gathered once a plan: who signed and who entered what."""

    def __init__(self, plan: PlanModel) -> None:
        self.plan = plan

    @cached_property
    def readings(self) -> Mapping[str, list[Record]]:
        """Record id → the entries that the readers made of it."""
        return _by_record(self.plan.readings)

    @cached_property
    def checks(self) -> Mapping[str, list[Record]]:
        """Record id → its sign-offs."""
        return _by_record(self.plan.checks)


def _by_record(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.values["record_id"] or "", []).append(record)
    return found


def pages(desk: Desk, plan: PlanModel) -> Iterator[Page]:
    """The pages of one plan's quantities."""
    ledger = Ledger(plan)
    for quantity in (*plan.targets, *plan.observations):
        yield page(desk, plan, quantity, ledger)


def page(desk: Desk, plan: PlanModel, quantity: Quantity, ledger: Ledger) -> Page:
    """One quantity's page."""
    say, record = desk.say, quantity.record
    amount = say.amount(record)
    what = say.titled(str(record.values[f"what_{desk.language}"]))
    title = f"{what}{desk.words['colon'] if amount else ''}{amount}"
    full = f"{say.short(plan.id)} · {title}"
    path = say.url(record.table, quantity.id).split("/", 2)[2]
    compared = comparison(desk, record.indicator_id, quantity.id) if record.indicator_id else None
    values = {
        "q": quantity,
        "plan": plan,
        "compared": compared,
        "answer": _answer(record, compared),
        "related": plan.tasks.get(record.values.get("related_task_id") or ""),
        "repeats": desk.library.index.repeats.get(quantity.id, ()),
        "allocations": desk.library.index.allocations.get(quantity.id, ()),
        "parent": plan.quantities.get(record.values.get("parent_target_id") or ""),
        "baseline_of": plan.quantities.get(record.values.get("for_target_id") or ""),
        "readings": ledger.readings.get(quantity.id, ()),
        "checks": ledger.checks.get(quantity.id, ()),
        "citations": citations(desk, full, path, plan.document),
        "report": report_link(desk, quantity.id, f"{desk.language}/{path}"),
    }
    description = f"{full}. {record.quote}"
    return desk.page(path, "quantity.html", full, description, what=what, amount_text=amount, **values)


def _answer(record: Record, compared: Comparison | None) -> str:
    """The answer to “may I compare it with another document?”."""
    if compared is None:
        return "none"
    others = [entry for entry in compared.entries if entry.document_id != record.document_id]
    return verdict(compared.reasons, len(others))


def report_link(desk: Desk, record_id: str, path: str) -> str | None:
    """A prefilled report of an error, where the project says where it is kept."""
    from urllib.parse import quote

    repository = desk.library.package.descriptor.get("repository")
    if not repository:
        return None
    text = desk.words["report"]
    body = text["body"].format(id=record_id, page=path)
    subject = quote(text["subject"].format(id=record_id))
    return f"{str(repository).rstrip('/')}/issues/new?title={subject}&body={quote(body)}"
