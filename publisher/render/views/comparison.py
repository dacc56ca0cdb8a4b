"""An indicator's quantities side by side: bars only among those of one basis, and the limits always with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from publisher.model.index import Entry
from publisher.model.records import Record
from publisher.render.charts import Bar, bars
from publisher.render.compare import by_basis, canonical_value, compared, reasons, reasons_among
from publisher.render.context import Desk

AGAINST = ("no_value", "measure", "unclear", "basis")  # what forbids; the other reasons call for care


@dataclass(frozen=True)
class Band:
    """The quantities of one basis: a chart on one scale, and what to say of them."""

    basis: str
    chart: Markup
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Comparison:
    """What a page shows of an indicator: `entries` of the `total` that there are."""

    indicator: Record
    total: int
    entries: tuple[Entry, ...]
    bands: tuple[Band, ...]
    wordless: tuple[Entry, ...]  # milestones: promised, without a number
    reasons: tuple[str, ...]
    verdict: str  # yes, care, no, alone


def verdict(found: Iterable[str], others: int) -> str:
    """The short answer to “may I compare it?”."""
    codes = set(found)
    if not others:
        return "alone"
    return "no" if codes & set(AGAINST) else "care" if codes else "yes"


def comparison(desk: Desk, indicator_id: str, here: str | None = None) -> Comparison:
    """An indicator's comparison; from the point of view of one record where `here` names it.

    The reasons and the verdict are those of all entries that the desk's library knows; shown are as many as fit.
    """
    known = compared(desk.library, indicator_id)
    own = next((entry for entry in known if entry.id == here), None)
    if own is not None:
        others = [e.values for e in known if e.id != here and e.document_id != own.document_id]
        found = reasons(desk.library, own.values, others)
        found = tuple(reason for reason in found if reason != "no_value" or own.values.get("value") is None)
    else:
        others = [entry.values for entry in known][1:]
        found = reasons_among(desk.library, [entry.values for entry in known])
    entries = known[: desk.rules.limits.compared]
    return Comparison(
        desk.library.registry["indicators"][indicator_id],
        desk.total.get(indicator_id, len(known)),
        entries,
        tuple(_bands(desk, entries)),
        tuple(entry for entry in entries if entry.values.get("value") is None),
        found,
        verdict(found, len(others)),
    )


def _bands(desk: Desk, entries: Iterable[Entry]) -> Iterable[Band]:
    groups = by_basis(entries)
    # One scale for all bands: a shorter bar is a smaller number, and the words between say what else it is.
    longest = max((_upper(desk, e.values) for _, members in groups for e in members), default=1.0)
    for basis, members in groups:
        rows = [bar(desk, entry, longest) for entry in members]
        name = f"{desk.say.label('targets', 'basis', basis)}: " + "; ".join(f"{r.label} {r.amount}" for r in rows)
        yield Band(basis, bars(rows, name), tuple(members))


def _upper(desk: Desk, values: Mapping[str, Any]) -> float:
    return canonical_value(desk.library, values) or 0.0


def bar(desk: Desk, entry: Entry, longest: float) -> Bar:
    """The bar of one quantity."""
    say = desk.say
    area = entry.values.get("area_zh")
    label = say.short(entry.document_id) + (f" · {area}" if area else "")
    amount = f"{say.amount(entry)} · {when(desk, entry)}"
    href = say.url(entry.table, entry.id)
    return Bar(
        label, amount, _upper(desk, entry.values) / (longest or 1.0), href, entry.values.get("basis") or "unclear"
    )


def when(desk: Desk, entry: Entry) -> str:
    """By when, or as of when; a baseline says that it is one."""
    if entry.table == "observations":
        stated = desk.say.date(entry.values.get("as_of"))
        return str(desk.words["baseline"]) + (f" ({stated})" if stated else "")
    return desk.say.date(entry.values.get("deadline"), entry.values.get("deadline_precision"))
