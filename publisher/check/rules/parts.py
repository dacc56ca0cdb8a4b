"""Rules on allocations: a part of a target of the same document, given to an area that its own words name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.check.rule import Findings, at, by_value, check
from publisher.read.plan import Plan

if TYPE_CHECKING:
    from publisher.read.rows import TargetsRow

DIVIDED = ("target", "cap", "budget")  # kinds of which there can be parts


@check("error", on="targets", reads=("kind", "parent_target_id"))
def parent_not_a_target(row: TargetsRow, plan: Plan) -> Findings:
    """An allocation is a part of a target of its own document; that is not itself, and no allocation or milestone.

    Fix: name the target that is divided, in parent_target_id.
    """
    if not row.parent_target_id:
        return
    parent = plan.by_key["targets"].get(row.parent_target_id)
    if parent is None and row.parent_target_id.startswith(f"{plan.document_id}."):
        return  # that there is no such record is said elsewhere
    if parent is None or parent is row or parent.kind not in DIVIDED:
        found = f"{row.parent_target_id} ({parent.kind})" if parent is not None else row.parent_target_id
        given = [(parent, "kind")] if parent is not None and parent is not row else []
        yield at(row, "parent_target_id", found=found, expected=f"a target of {plan.document_id}", given=given)


@check("error", on="targets", reads=("measure_id", "parent_target_id"))
def allocation_not_as_parent(row: TargetsRow, plan: Plan) -> Findings:
    """An allocation is measured as the target of which it is a part.

    Fix: correct measure or parent. That parts do not add up is no error, but a note.
    """
    parent = plan.by_key["targets"].get(row.parent_target_id)
    if parent is not None and parent.measure_id != row.measure_id:
        given, expected = [(parent, "measure_id")], parent.measure_id or f"a measure as that of {row.parent_target_id}"
        yield at(row, "measure_id", found=row.measure_id, expected=expected, given=given)


@check("error", on="targets", reads=("kind", "area_zh", "what_zh", "quote"))
def area_not_in_words(row: TargetsRow, _plan: Plan) -> Findings:
    """The area of a target stands in its quote; that of an allocation in what_zh too, which would else say the whole.

    Fix: copy the area from the quote, and say in what_zh whose part it is.
    """
    if not row.area_zh:
        return
    if row.area_zh not in row.quote:
        yield at(row, "area_zh", found=row.area_zh, expected=f"an area of {row.quote[:60]}")
    elif row.kind == "allocation" and row.area_zh not in row.what_zh:
        yield at(row, "what_zh", found=row.what_zh, expected=f"words with {row.area_zh}")


@check("error", on="plan", needs=("targets",))
def part_twice(plan: Plan) -> Findings:
    """A target's parts are those of different areas, and are described so in both languages.

    Fix: correct the area or the words; remove the row if it is a copy.
    """
    for parent, parts in by_value(plan.rows("targets"), "parent_target_id").items():
        if not parent or len(parts) < 2:
            continue
        for column in ("area_zh", "what_zh", "what_en"):
            for value, (first, *rest) in by_value(parts, column).items():
                for row in rest if value else ():
                    expected = f"once; it stands in line {first.line}"
                    given = [(row, "parent_target_id"), (first, column), (row, "area_zh")]
                    yield at(row, column, found=value, expected=expected, given=given)
