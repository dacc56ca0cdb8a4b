"""Rules on what a number is of: description, indicator and ties of a record speak of what its quote does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publisher.check.claims import named
from publisher.check.rule import Findings, at, check
from publisher.codebook.likeness import pairs, share
from publisher.read.places import Span
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
    if target is not None and _is_of_another(row.name_zh, target, plan):
        actual = say("as-printed", value=target[0], printed=target.what_zh)
        given = [(target, "what_zh"), (target, "quote")]
        expected = say("tie-to-another-thing.words", words=row.name_zh)
        yield at(row, "target_id", found=actual, expected=expected, given=given)


def _is_of_another(name: str, target: TargetsRow, plan: Plan) -> bool:
    """Whether a thing's name has nothing of a target's words, or clearly more of another one's."""
    own, most = (max(share(name, one.what_zh + one.quote) for one in of) for of in ([target], plan.rows("targets")))
    return bool(pairs(name)) and (not own or most >= own + CLEARLY)


def _note_on_another(row: NotesRow, plan: Plan) -> Findings:
    owner = row.record_id.partition(".")[0]
    known = owner in plan.registry.by_key["documents"] and owner != plan.document_id
    if known and owner not in named(plan, row.text_zh):
        yield at(
            row, "record_id", found=row.record_id, expected=say("tie-to-another-thing.own", document=plan.document_id)
        )
    record = plan.by_key["targets"].get(row.record_id)
    place, clause = (plan.places.get(one) for one in (row.note_id, record.clause_id if record is not None else ""))
    if record is None or not isinstance(place, Span) or not isinstance(clause, Span):
        return
    if not clause.start <= place.start < clause.end and pairs(row.quote).isdisjoint(
        pairs(record.what_zh) | pairs(record.quote)
    ):
        actual = say("as-printed", value=record[0], printed=record.what_zh)
        given = [(row, "quote"), (record, "what_zh"), (record, "clause_id")]
        expected = say("tie-to-another-thing.words", words=row.quote)
        yield at(row, "record_id", found=actual, expected=expected, given=given)
