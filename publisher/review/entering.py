"""What the second reader enters: matched with the record at its place, which it signs where the two agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from publisher.codebook.forms import Form, form
from publisher.draft.figures.forms import plain
from publisher.draft.outline.clauses import OutlineClause
from publisher.draft.rows import quoted
from publisher.read.plan import Plan
from publisher.read.table import Row
from publisher.review.blind import BLIND, COMPARED, BlindPlace, places
from publisher.review.items import Item, ItemRow
from publisher.review.ledger import next_of, signed
from publisher.review.rules import about, problems
from publisher.review.store import Snapshot, changed, row_of
from publisher.terms import problem
from publisher.terms.messages import Refusal, say
from publisher.terms.regex import regex

# What a reader enters who finds nothing at a place.
NOTHING = dict.fromkeys((*COMPARED, "figure_printed"), "") | {"record_kind": "target"}


@dataclass(frozen=True, slots=True)
class Read:
    """What a blind entry led to: the plan with it, the fields in which it differs from the first (by record).

    problems: what the rules refuse in the entry itself; nothing is to be saved then.
    """

    plan: Plan
    differs: Mapping[str, tuple[str, ...]]
    problems: tuple[problem.Problem, ...] = ()


def enter(
    snapshot: Snapshot, item: Item, cells: Mapping[str, str], reader: str, today: str, *, nothing: bool = False
) -> Read:
    """Enter a blind reading, match it with the record at its place, and sign the record where the two agree.

    nothing: the reader finds no promise here. Raises Refusal where that cannot be, of a figure or a statement.
    """
    plan = snapshot.plan
    place = next(place for place in places(plan) if place.id == item.id)
    if nothing and not place.may_be_nothing:
        raise Refusal(say("review.always-something"))
    schema = plan.schemas["readings"]
    rows = list(plan.rows("readings"))
    differs: dict[str, tuple[str, ...]] = {}
    agreed: list[str] = []
    made: list[ItemRow] = []
    for entry in place.records or (ItemRow("", "", {}),):
        reading = next_of((row.reading_id for row in rows), plan.document_id, "readings")
        own = _own(cells, entry) | _unique(plan, place, cells)
        own |= {"record_kind": BLIND.get(entry.table, "nothing")} if nothing else {}
        other = () if not entry.record else ("kind",) if nothing else differences(own, entry)
        own |= {"reading_id": reading, "record_id": entry.record, "settled": ""}
        rows.append(row_of(schema, own))
        made.append(ItemRow("readings", reading, own))
        if other:
            differs[entry.record] = other
        elif entry.record:
            agreed.append(entry.record)
    for own in _of_more(plan, place, cells, rows):
        rows.append(row_of(schema, own))
        made.append(ItemRow("readings", own["reading_id"], own))
        differs[own["reading_id"]] = ("name_printed",)
    if empty := tuple(_empty(plan, cells)) if not nothing and not place.statement else ():
        return Read(plan, {}, empty)
    after = changed(plan, {"readings": rows})
    if errors := about(problems(after), after, made):
        return Read(plan, {}, tuple(errors))
    return Read(changed(after, {"checks": signed(after, agreed, reader, today)}), differs)


def _of_more(plan: Plan, place: BlindPlace, cells: Mapping[str, str], rows: Sequence[Row]) -> Iterator[dict[str, str]]:
    """A reading for each body that the first reader has not. rows: those that there are, as they become more."""
    for name, role in _more(cells, place).items():
        reading = next_of((row.reading_id for row in rows), plan.document_id, "readings")
        own = dict(cells) | _unique(plan, place, cells) | {"record_kind": "responsibility", "name_printed": name}
        yield own | {"role": role, "reading_id": reading, "record_id": "", "settled": ""}


def _empty(plan: Plan, cells: Mapping[str, str]) -> Iterator[problem.Problem]:
    """What an entry lacks: left empty by oversight, it would differ from the first for no reason in the text."""
    dated = bool(plan.document and plan.document.horizon_end)  # else words alone give a date, and may give none
    asked = {"target": ["kind", "deadline"][: 1 + dated], "observation": ["kind"]}.get(cells["record_kind"], [])
    if asked and cells.get("figure_printed") and cells.get("kind") != "milestone":
        asked += ["comparator", "measure_id", "basis"]
    for name in (name for name in asked if not cells.get(name)):
        cell = problem.Place(plan.tables["readings"].file, field=name)
        yield problem.Problem("cell-empty", problem.Severity.ERROR, cell, expected=say("cell-empty.value"))


def _unique(plan: Plan, place: BlindPlace, cells: Mapping[str, str]) -> dict[str, str]:
    """What a quote needs around it to be found at this place only, where the reader gave nothing."""
    text, copy, quote = plan.text or "", plan.copy, cells.get("quote", "")
    if not quote or not copy or cells.get("quote_prefix") or cells.get("quote_suffix"):
        return {}
    start, end = int(copy.body_start), int(copy.body_end)
    at = text.rfind(quote, start, place.end + len(quote))
    while at >= place.end:
        at = text.rfind(quote, start, at + len(quote) - 1)
    if at < 0 or at + len(quote) <= place.start:
        return {}
    return quoted(text, OutlineClause((1,), start, end, "", "", "task", ""), at, at + len(quote))


def _more(cells: Mapping[str, str], place: BlindPlace) -> dict[str, str]:
    """The bodies, with their roles, that a reader names in a statement and no record of it has."""
    if not place.statement:
        return {}
    names = {entry.cells.get("name_printed") for entry in place.records}
    return {name: role for name, role in named(cells).items() if name not in names}


_LISTED = regex("、(?![^（(]*[）)])")  # 各县（市、区）政府 is one name


def named(cells: Mapping[str, str]) -> dict[str, str]:
    """The bodies of a blind entry, 市财政局=lead、市科技局=support → name: role."""
    return dict(part.rpartition("=")[::2] for part in _LISTED.split(cells.get("name_printed", "")) if part)


def _own(cells: Mapping[str, str], entry: ItemRow) -> dict[str, str]:
    """The reading's cells for one record of its place: for a statement, the body of that name and its role."""
    own = dict(cells)
    if entry.cells.get("deadline") in own.get("deadline", "").split("、"):  # 2022年、2023年各新增100个: a record a date
        own["deadline"] = entry.cells["deadline"]
    if entry.table == "responsibilities":
        roles = named(cells)
        name = entry.cells["name_printed"]
        own |= {
            "name_printed": name if name in roles else "",
            "role": roles.get(name, ""),
            "record_kind": "responsibility",
        }
    figure = form(own.get("figure_printed", ""))
    if (
        own.get("record_kind") in ("target", "observation")
        and isinstance(figure, Form)
        and not own.get("value")
        and own.get("kind") != "milestone"
    ):
        own |= {"value": plain(figure.value), "value_max": plain(figure.upper)}
    return own


def differences(own: Mapping[str, str], entry: ItemRow) -> tuple[str, ...]:
    """The fields in which the cells of a reading differ from the record that it was matched with."""
    if entry.table == "responsibilities":
        return tuple(name for name in ("name_printed", "role") if own.get(name, "") != entry.cells[name])
    if own.get("record_kind") != BLIND[entry.table]:
        return ("record_kind",)
    return tuple(name for name in COMPARED if name in entry.cells and own.get(name, "") != entry.cells[name])
