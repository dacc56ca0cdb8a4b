"""The evidence lock: where each clause and quote stands in the pinned text. It needs the text at hand."""

from __future__ import annotations

from publisher.check.coverage import Covered, coverage
from publisher.read.canonical import tables_text
from publisher.read.places import Span, quote_sha256
from publisher.read.plan import Plan
from publisher.read.table import natural

__all__ = ["Covered", "coverage", "lock_text"]


def lock_text(plan: Plan) -> str:
    """evidence.csv of a plan, complete: where each clause and each quote stands in the pinned text.

    Raises ValueError where the text is not at hand or a record cannot be placed (validate says which).
    """
    if plan.text is None or plan.copy is None:
        raise ValueError(f"the text of {plan.document_id} is not at hand")
    lost = [record for record, place in plan.places.items() if not isinstance(place, Span)]
    if lost:
        raise ValueError(f"{len(lost)} records cannot be placed in the text, the first is {lost[0]}")
    rows = []
    placed = ((record, place) for record, place in plan.places.items() if isinstance(place, Span))
    for record, place in sorted(placed, key=lambda item: natural(item[0])):
        row = next(row for row in plan.records[record] if type(row).__name__ != "tasks")
        rows.append({
            "record_id": record,
            "quote_start": str(place.start),
            "quote_end": str(place.end),
            "quote_sha256": quote_sha256(row),
            "record_sha256": plan.hashes[record],
            "copy_sha256": plan.copy.sha256,
        })  # fmt: skip
    return tables_text(plan.schemas["evidence"], rows)
