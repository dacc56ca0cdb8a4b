"""Rules on mentions: what repeats a record, in whichever plan, gives its number and has its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from publisher.check.reading import reading
from publisher.check.rule import Finding, Findings, at, at_place, check
from publisher.check.stated import Stated, as_read, of_number
from publisher.check.summary import SAME, Summaries
from publisher.codebook.areas import apart
from publisher.codebook.likeness import pairs, share
from publisher.codebook.titles import shares
from publisher.read.package import Package
from publisher.read.plan import Plan
from publisher.terms.messages import Shown, say

if TYPE_CHECKING:
    from publisher.read.rows import MentionsRow, ObservationsRow, TargetsRow

QUANTITY_KEYS = tuple(f"{name} keys" for name in ("targets", "observations"))  # what must be what its id says
NAMED = tuple(f"{name} keys" for name in ("projects",))
IN_COMMON = {"repeat": 3, "rewording": 2, "conflict": 2}  # characters beside the figure that both have in common


@check("error", on="mentions", reads=("kind", "record_id"))
def mention_without_record(row: MentionsRow, _plan: Plan) -> Findings:
    if row.kind in ("repeat", "rewording", "conflict") and not row.record_id:
        yield at(row, "record_id", expected=say("mention-without-record.record", kind=row.kind))


def _difference(mention: Stated, record: Stated) -> tuple[Shown, Shown]:
    """What a mention says otherwise than its record, and what that says; ("", "") where they say the same."""
    if not mention.value or not record.value:
        return "", ""
    if (mention.value, mention.value_max) != (record.value, record.value_max):
        return mention.figure, say("as-printed", value=record.figure, printed=record.record_id)
    if mention.kind == "repeat" and mention.comparator != record.comparator:
        return f"{mention.figure} {mention.comparator}", say(
            "as-printed", value=record.comparator, printed=record.record_id
        )
    return "", ""


@check("error", on=("mentions", "package"), reads=("kind", "record_id", "figure_printed", "quote"), needs=QUANTITY_KEYS)
def repeat_differs_from_record(one: MentionsRow | Package, other: Any) -> Findings:
    if isinstance(one, Package):
        yield from _across(other)
        return
    record = other.by_key["targets"].get(one.record_id) or other.by_key["observations"].get(one.record_id)
    if one.kind in SAME and record is not None:
        actual, expected = _difference(as_read(one, other), of_number(record))
        if actual:
            columns = ("figure_printed", "value", "value_max", "comparator", "quote")
            given = [(record, column) for column in columns]
            yield at(one, "figure_printed", found=actual, expected=expected, given=given)


def _across(summaries: Summaries) -> Iterator[Finding]:
    for plan in summaries:
        for tie in plan.ties if not plan.shaken else ():
            record = summaries.stated(tie.record_id)
            if not tie.kind or record is None or summaries.by_document[tie.record_id.partition(".")[0]].shaken:
                continue
            actual, expected = _difference(tie.said, record)
            if actual:
                yield at_place(tie.place, found=actual, expected=expected, record=tie.said.record_id)


@check("error", on="mentions", reads=("kind", "record_id", "figure_printed", "quote"), needs=QUANTITY_KEYS)
def repeat_of_other_words(row: MentionsRow, plan: Plan) -> Findings:
    record = plan.by_key["targets"].get(row.record_id) or plan.by_key["observations"].get(row.record_id)
    if record is not None and row.figure_printed and row.kind in ("name", "idiom", "vague"):
        if row.figure_printed not in record.quote + record.what_zh + record.caveat_zh:
            expected = say("repeat-of-other-words.record", quote=row.figure_printed)
            yield at(row, "record_id", found=row.record_id, expected=expected, given=[(record, "quote")])
        return
    if record is None or not row.figure_printed or not (least := IN_COMMON.get(row.kind)):
        return
    words = _beside(record) if row.kind == "repeat" else f"{_beside(record)} {record.what_zh}"
    if row.kind != "repeat":  # other words may say the same thing, but not count it otherwise
        figure = reading(row, plan).said
        least = least if figure is not None and figure.measure_id not in ("", record.measure_id) else 0
    if least and not any(shares(part, words, least) for part in _beside(row).split(" ") if len(part) >= least):
        given = [(record, "quote"), (record, "figure_printed")]
        expected = say("repeat-of-other-words.record", quote=row.quote[:60])
        yield at(row, "record_id", found=row.record_id, expected=expected, given=given)


def _beside(row: MentionsRow | TargetsRow | ObservationsRow) -> str:
    return row.quote.replace(row.figure_printed, " ") if row.figure_printed else row.quote


HALF = 0.5  # of a printed name stands in the name of the thing that is meant


@check("error", on=("mentions", "package"), reads=("kind", "record_id", "name_printed"), needs=NAMED,
       declarable=True)  # fmt: skip
def mention_of_another_thing(one: MentionsRow | Package, other: Any) -> Findings:
    if isinstance(one, Package):
        for document, named in ((plan.document_id, named) for plan in other for named in plan.named):
            if elsewhere := _elsewhere(document, named.value.partition(".")[0], one, other):
                yield at_place(named.place, found=named.value, expected=elsewhere, record=named.record_id)
                continue
            things = other.things_of(named.value.partition(".")[0])
            names = {record: thing.name for record, thing in things.items() if thing.name}
            if meant := _meant(named.name, named.kind, named.value, names):
                actual = say("as-printed", value=named.value, printed=names[named.value])
                yield at_place(named.place, found=actual, expected=meant, record=named.record_id)
    elif one.name_printed and one.record_id in other.by_key["projects"]:
        names = {row.project_id: row.name_zh for row in other.rows("projects")}
        if meant := _meant(one.name_printed, one.kind, one.record_id, names):
            actual = say("as-printed", value=one.record_id, printed=names[one.record_id])
            yield at(one, "record_id", found=actual, expected=meant)


def _elsewhere(document: str, meant: str, package: Package, summaries: Summaries) -> Shown | None:
    """What is expected where a mention repeats a document of another area, to which its own has no relation."""
    documents = package.registry.by_key["documents"]
    own, its = documents.get(document), documents.get(meant)
    if own is None or its is None or not apart(own.area_code, its.area_code):
        return None
    related = meant in summaries.related.get(document, ())
    return None if related else say("mention-of-another-thing.area", area=own.area_zh)


def _meant(printed: str, kind: str, record: str, names: Mapping[str, str]) -> Shown | None:
    """The thing that a printed name means rather than the one that it is tied to; None where that may be meant.

    names: of the things of that document. A repeat has the name itself; a rewording may share but little with it.
    """
    if record not in names or kind not in SAME or not pairs(printed) or share(printed, names[record]) == 1:
        return None
    shares_ = {other: share(printed, name) for other, name in names.items()}
    best = max(shares_, key=lambda other: (shares_[other], other == record))
    whole = 1 == shares_[best] > shares_[record] and (kind == "repeat" or names[best] == printed)
    none = not shares_[record] and shares_[best] >= HALF
    return say("as-printed", value=best, printed=names[best]) if whole or none else None
