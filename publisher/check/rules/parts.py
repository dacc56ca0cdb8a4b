"""Rules on allocations: a part of a target of the same document, given to an area that its own words name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from publisher.check.rule import Findings, at, by_value, check
from publisher.codebook.areas import districts_beside
from publisher.codebook.likeness import share
from publisher.codebook.translation import pattern, terms_in
from publisher.read.places import Span, clause_of
from publisher.read.plan import Plan
from publisher.read.registry import areas_of
from publisher.terms.messages import Shown, say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import TargetsRow

DIVIDED = ("target", "cap", "budget")  # kinds of which there can be parts


@check("error", on="targets", reads=("kind", "parent_target_id"))
def parent_not_a_target(row: TargetsRow, plan: Plan) -> Findings:
    if not row.parent_target_id:
        return
    parent = plan.by_key["targets"].get(row.parent_target_id)
    if parent is None and row.parent_target_id.startswith(f"{plan.document_id}."):
        return  # that there is no such record is said elsewhere
    if parent is None or parent is row or parent.kind not in DIVIDED:
        actual: Shown = row.parent_target_id
        if parent is not None:
            actual = say("as-printed", value=row.parent_target_id, printed=parent.kind)
        given = [(parent, "kind")] if parent is not None and parent is not row else []
        expected = say("parent-not-a-target.target", document=plan.document_id)
        yield at(row, "parent_target_id", found=actual, expected=expected, given=given)


@check("error", on=("targets", "plan"), reads=("measure_id", "indicator_id", "parent_target_id", "kind"))
def allocation_not_as_parent(row: TargetsRow | Plan, plan: Any = None) -> Findings:
    if isinstance(row, Plan):
        yield from _without_indicator(row)
        return
    parent = plan.by_key["targets"].get(row.parent_target_id)
    if parent is not None and parent.measure_id != row.measure_id:
        expected = say("allocation-not-as-parent.none", parent=parent[0])
        if parent.measure_id:
            expected = say("allocation-not-as-parent.measure", measure=parent.measure_id, parent=parent[0])
        given, doubtful = [(parent, "measure_id")], [(row, "parent_target_id")]
        yield at(row, "measure_id", found=row.measure_id, expected=expected, given=given, doubtful=doubtful)


def _without_indicator(plan: Plan) -> Findings:
    """The parts of a target that have not its indicator, which most parts have."""
    for parent, parts in by_value(plan.rows("targets"), "parent_target_id").items():
        whole = plan.by_key["targets"].get(parent)
        if whole is None:
            continue
        odd = [row for row in parts if row.indicator_id != whole.indicator_id]
        for row in odd if len(odd) < len(parts) / 2 else ():
            expected = say("allocation-not-as-parent.indicator", indicator=whole.indicator_id, parent=parent)
            given = [(whole, "indicator_id")]
            yield at(row, "indicator_id", found=row.indicator_id, expected=expected, given=given)


@check("error", on=("targets", "plan"), reads=("kind", "area_zh", "what_zh", "quote"), needs=("clauses",))
def area_not_in_words(row: TargetsRow | Plan, _plan: Plan | None = None) -> Findings:
    if isinstance(row, Plan):
        yield from _named_by_summaries(row)
        return
    if not row.area_zh:
        return
    if row.area_zh not in row.quote:
        yield at(row, "area_zh", found=row.area_zh, expected=say("area-not-in-words.of", quote=row.quote[:60]))
    elif row.kind == "allocation" and row.area_zh not in row.what_zh:
        more, expected = [(row, "area_zh")], say("area-not-in-words.with", area=row.area_zh)
        yield at(row, "what_zh", found=row.what_zh, expected=expected, more=more)


_BODY = regex("[省市区县].{3,}[^等]")
FEW = 0.5  # of the name of a body stands in a clause that names it in other words


def _named_by_summaries(plan: Plan) -> Findings:
    """The districts, and the bodies of the document's own area, that a summary names and its clause does not."""
    if plan.typed is None or plan.document is None:
        return
    registry, own = plan.registry, areas_of(plan.document.area_code)
    bodies = {name for code in own for name in registry.names_by_area.get(code, ()) if _BODY.fullmatch(name)}
    names = pattern({*bodies, *registry.districts.get(own[0][:2], ())})
    for row in plan.rows("tasks"):
        place = plan.places.get(clause_of(row))
        words = plan.typed[place.start : place.end] if isinstance(place, Span) else ""
        beside = (one for one in districts_beside(own[0]) if re.search(f"[、（]{one}|{one}[区县、）]", row.summary_zh))
        for name in dict.fromkeys((*terms_in(row.summary_zh, names), *beside)) if words else ():
            if name not in words + plan.document.area_zh and not (name in bodies and share(name, words) >= FEW):
                expected = say("area-not-in-words.clause", clause=clause_of(row))
                yield at(row, "summary_zh", found=name, expected=expected)


@check("error", on="plan", needs=("targets",))
def part_twice(plan: Plan) -> Findings:
    for parent, parts in by_value(plan.rows("targets"), "parent_target_id").items():
        if not parent or len(parts) < 2:
            continue
        for column in ("area_zh", "what_zh", "what_en"):
            for value, (first, *rest) in by_value(parts, column).items():
                if rest and value:
                    other, *newer = sorted((first, *rest), key=plan.ledger.as_locked, reverse=True)
                    expected = say("name-twice-in-statement.once", line=other.line)
                    for row in newer:
                        given = [(row, "parent_target_id"), (other, column), (row, "area_zh")]
                        yield at(row, column, found=value, expected=expected, given=given)
