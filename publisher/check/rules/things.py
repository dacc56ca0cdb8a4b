"""Rules on what a number is of: description, indicator and ties of a record speak of what its quote does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publisher.check.claims import named
from publisher.check.rule import Findings, at, check
from publisher.codebook.likeness import pairs, share
from publisher.read.plan import Plan
from publisher.terms.messages import say

if TYPE_CHECKING:
    from publisher.read.rows import NotesRow, ObservationsRow, TargetsRow

CLEARLY = 0.5  # by so much more does another indicator's name stand in the words than the own one's


@check("error", on=("targets", "observations"), reads=("what_zh", "quote"))
def what_not_in_quote(row: TargetsRow | ObservationsRow, _plan: Plan) -> Findings:
    part = getattr(row, "kind", "") == "allocation"  # whose area is looked for, and whose quote may name nothing else
    if not part and pairs(row.what_zh) and pairs(row.quote).isdisjoint(pairs(row.what_zh)):
        yield at(row, "what_zh", found=row.what_zh, expected=say("what-not-in-quote.of", quote=row.quote))


@check(
    "error",
    on=("targets", "observations"),
    reads=("indicator_id", "indicator_match", "what_zh", "quote"),
    needs=("indicators",),
)
def indicator_of_another_thing(row: TargetsRow | ObservationsRow, plan: Plan) -> Findings:
    indicators = plan.registry.by_key["indicators"]
    own = indicators.get(row.indicator_id)
    if own is None or not row.indicator_match or row.what_zh == own.name_zh:
        return
    score = share(own.name_zh, row.what_zh + row.quote)
    best = max(indicators.values(), key=lambda other: share(other.name_zh, row.what_zh))
    most = share(best.name_zh, row.what_zh)
    better = most >= score + CLEARLY or most == 1 > share(own.name_zh, row.what_zh)
    if score and not better:
        return
    spoken = say("perhaps", value=best[0]) if better else say("indicator-of-another-thing.words", words=row.what_zh)
    actual = say("as-printed", value=row.indicator_id, printed=own.name_zh)
    yield at(row, "indicator_id", found=actual, expected=spoken, given=[(own, "name_zh")])


@check(
    "error",
    on=("projects", "notes"),
    reads=("target_id", "name_zh", "record_id", "text_zh"),
    needs=("targets", "documents", "relations"),
)
def tie_to_another_thing(row: Any, plan: Plan) -> Findings:
    if type(row).__name__ == "notes":
        yield from _note_on_another(row, plan)
        return
    target = plan.by_key["targets"].get(row.target_id)
    if target is not None and pairs(row.name_zh).isdisjoint(pairs(target.what_zh) | pairs(target.quote)):
        actual = say("as-printed", value=target[0], printed=target.what_zh)
        given = [(target, "what_zh"), (target, "quote")]
        expected = say("tie-to-another-thing.words", words=row.name_zh)
        yield at(row, "target_id", found=actual, expected=expected, given=given)


def _note_on_another(row: NotesRow, plan: Plan) -> Findings:
    owner = row.record_id.partition(".")[0]
    known = owner in plan.registry.by_key["documents"] and owner != plan.document_id
    if known and owner not in named(plan, row.text_zh):
        yield at(
            row, "record_id", found=row.record_id, expected=say("tie-to-another-thing.own", document=plan.document_id)
        )
