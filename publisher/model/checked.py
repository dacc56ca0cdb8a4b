"""How far what is published was signed off: as far as the least signed of all records whose words it prints.

A record by itself has the state that its own sign-offs give it. What is published of it prints words of other records
too: its document, the headings above it, its measure, the bodies that answer for it. Where one of them is stale, so
is it. A document is as far signed off as the least signed of all that was entered from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from publisher.check.rules.ledger import NEEDED
from publisher.read.ledger import Ledger
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Row
from publisher.work.grouped import grouped
from publisher.work.last_value import remembered

if TYPE_CHECKING:
    from publisher.model.records import Record
    from publisher.read.rows import DocumentsRow

DOUBLE, SINGLE, STALE, NONE = "double", "single", "stale", "none"
WEAKEST_FIRST = (STALE, NONE, SINGLE, DOUBLE)

PLAN, OUTLINE = "plan", "outline"
# A column that names a record whose words are printed → where that stands: a table of the registry, the plan, or its
# outline, where the headings above a clause are printed, too.
PRINTED_WITH = {
    "from_document_id": "documents", "to_document_id": "documents",
    "unit_id": "units", "indicator_id": "indicators", "measure_id": "measures", "theme_id": "themes",
    "parent_target_id": PLAN, "for_target_id": PLAN, "related_task_id": PLAN, "target_id": PLAN, "project_id": PLAN,
    "record_id": PLAN, "clause_id": OUTLINE, "task_id": OUTLINE, "parent_id": OUTLINE,
}  # fmt: skip


def weakest(states: Iterable[str]) -> str:
    """The state that comes first in WEAKEST_FIRST; `none` where there is nothing."""
    return min(states, key=WEAKEST_FIRST.index, default=NONE)


def _alone(ledger: Ledger, record: str) -> str:
    """A record's own state, from sign-offs bound to its present content."""
    readers = ledger.signed.get(record, frozenset())
    signed = DOUBLE if len(readers) > 1 else SINGLE if readers else NONE
    return STALE if signed == NONE and record in ledger.ever_signed else signed


@remembered
def alone_in_registry(registry: Registry) -> Mapping[str, str]:
    """Each record of the registry, with the name of its table before its id → its own state."""
    return {record: _alone(registry.ledger, record) for record in registry.ledger.records}


@remembered
def in_registry(registry: Registry) -> Mapping[str, str]:
    """Each body and indicator, with the name of its table before its id → the weakest of its own state and of others:
    of a body's names and the body above it, of an indicator's measure."""
    alone = alone_in_registry(registry)
    names = grouped((row.unit_id, f"unit_names.{row.unit_name_id}") for row in registry.rows("unit_names"))
    printed = {
        f"units.{unit.unit_id}": (f"units.{unit.parent_id}", *names.get(unit.unit_id, ()))
        for unit in registry.rows("units")
    }
    printed |= {
        f"indicators.{row.indicator_id}": (f"measures.{row.measure_id}",) for row in registry.rows("indicators")
    }
    return {
        record: weakest(alone[one] for one in (record, *others) if one in alone) for record, others in printed.items()
    }


def of_document(registry: Registry, row: DocumentsRow) -> str:
    """The weakest state of a document's row and of its issuer's."""
    alone = alone_in_registry(registry)
    named = (f"documents.{row.document_id}", f"units.{row.issuer_unit_id}")
    return weakest(alone[record] for record in named if record in alone)


@cache
def _naming(columns: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """Which cells of a row name a record whose words are printed, and where that stands."""
    return tuple((at, PRINTED_WITH[column]) for at, column in enumerate(columns) if column in PRINTED_WITH)


def in_plan(plan: Plan, headings: Mapping[str, tuple[Record, ...]]) -> dict[str, str]:
    """Each record of a plan that is to be signed → the weakest of its own state, of its document's and of the states of
    those that its row names and prints. headings: clause → the clauses from the chapter down to itself."""
    registry = alone_in_registry(plan.registry)
    document = registry.get(f"documents.{plan.document_id}", NONE)
    signed = {record: rows for record, rows in plan.records.items() if type(rows[0]).__name__ in NEEDED}
    alone = {record: _alone(plan.ledger, record) for record in signed}
    outline = {clause: weakest(alone[one.id] for one in path) for clause, path in headings.items()}

    def printed(row: Row) -> Iterator[str | None]:
        for at, where in _naming(row._fields):
            if where == PLAN:
                yield alone.get(row[at])
            else:
                yield outline.get(row[at]) if where == OUTLINE else registry.get(f"{where}.{row[at]}")

    return {
        record: weakest((alone[record], document, *(state for row in rows for state in printed(row) if state)))
        for record, rows in signed.items()
    }


def together(states: Mapping[str, str], records: Iterable[Record]) -> str:
    """The weakest state of several records that are printed together."""
    return weakest(states.get(record.id, NONE) for record in records)
