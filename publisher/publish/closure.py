"""The rows that a document's own package needs: its own and all that they refer to, directly or indirectly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from publisher.model.index import Index
from publisher.model.library import Library
from publisher.model.plan import PlanModel
from publisher.model.records import Record
from publisher.read.table import natural
from publisher.terms.schema import PLAN
from publisher.work.grouped import grouped
from publisher.work.last_value import remembered

REMARKS = ("retired", "known_problems")  # tables above all plans whose rows speak of a record of one plan

Remarks = Mapping[str, Mapping[str, list[Record]]]  # table → document → its rows


@remembered
def _remarks(registry: Mapping[str, Mapping[str, Record]]) -> Remarks:
    return {
        table: grouped((_document(str(one.values["record_id"])), one) for one in registry.get(table, {}).values())
        for table in REMARKS
    }


def _document(record_id: str) -> str:
    return record_id.split(".", 1)[0]


def closure(library: Library, plan: PlanModel, others: Iterable[PlanModel]) -> dict[str, list[Record]]:
    """The rows of every table that the package of a document holds: its own as entered, then the others by id.

    others: the plans whose rows it may hold (`neighbours`).
    """
    tables = _Tables(library, {other.id: other for other in others})
    seen: dict[str, dict[str, Record]] = {schema.name: {} for schema in library.schemas}
    for table, records in plan.tables.items():
        seen[table] = {record.id: record for record in records}
    own = {table: len(records) for table, records in seen.items()}
    seen["documents"][plan.id] = plan.document
    queue = [pair for records in ([plan.document], *plan.tables.values()) for pair in _references(library, records)]
    while queue:
        table, record_id = queue.pop()
        if record_id not in seen[table]:
            record = seen[table][record_id] = tables.find(table, record_id)
            queue += _references(library, [record])
    for unit_id in seen["units"]:
        seen["unit_names"].update({name.id: name for name in library.names.get(unit_id, ())})
    for table, remarks in _remarks(library.registry).items():
        seen[table].update({record.id: record for record in remarks.get(plan.id, ())})
    ordered = {}
    for table, by_id in seen.items():
        rows = list(by_id.values())
        ordered[table] = rows[: own[table]] + sorted(rows[own[table] :], key=lambda record: natural(record.id))
    return ordered


def _references(library: Library, records: Iterable[Record]) -> set[tuple[str, str]]:
    """The (table, id) pairs that some records refer to."""
    rows = list(records)
    if not rows:
        return set()
    keys = library.schemas[rows[0].table].foreign_keys
    return {(table, value) for field, table, _ in keys for record in rows if (value := record.values[field])}


class _Tables:
    """Finds rows by id in the registry and in other plans, whose rows are put in order when they are asked for."""

    def __init__(self, library: Library, others: Mapping[str, PlanModel]) -> None:
        self.registry, self.others = library.registry, others
        self.held: dict[tuple[str, str], Mapping[str, Record]] = {}

    def find(self, table: str, record_id: str) -> Record:
        if table not in PLAN:
            return self.registry[table][record_id]
        key = (table, _document(record_id))
        if key not in self.held:
            self.held[key] = {record.id: record for record in self.others[key[1]].tables[table]}
        return self.held[key][record_id]


def neighbours(index: Index, plan_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Plan → the other plans whose rows its package may hold: those that its rows refer to, directly or indirectly."""
    direct: dict[str, set[str]] = {}
    for entries in (index.repeats, index.allocations):
        for record_id, linked in entries.items():
            for entry in linked:
                if entry.table != "mentions":  # a mention names a record, its package need not hold it
                    direct.setdefault(entry.document_id, set()).add(_document(record_id))
    for linked in index.related.values():
        for entry in linked:
            if clause_id := entry.values["clause_id"]:
                direct.setdefault(entry.document_id, set()).add(_document(clause_id))
    return {plan_id: _reached(plan_id, direct) for plan_id in plan_ids if direct.get(plan_id, set()) - {plan_id}}


def _reached(plan_id: str, direct: Mapping[str, set[str]]) -> tuple[str, ...]:
    seen, queue = {plan_id}, [plan_id]
    while queue:
        new = direct.get(queue.pop(), set()) - seen
        seen |= new
        queue += new
    return tuple(sorted(seen - {plan_id}))
