"""An indicator's quantities side by side: bars only among those of one basis, and the limits always with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from publisher.index import Entry
from publisher.model import Record
from publisher.render.charts import Bar, bars
from publisher.render.compare import by_basis, canonical_value, compared, reasons
from publisher.render.desk import Desk

AGAINST = ("no_value", "measure", "unclear", "basis")  # what forbids; the other reasons call for care


@dataclass(frozen=True)
class Band:
    """The quantities of one basis: a chart on one scale, and what to say of them."""

    basis: str
    chart: Markup
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Comparison:
    """What a page shows of an indicator."""

    indicator: Record
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
    """An indicator's comparison; from the point of view of one record where `here` names it."""
    entries = compared(desk.library, indicator_id)
    own = next((entry for entry in entries if entry.id == here), None)
    if own is not None:
        others = [e.values for e in entries if e.id != here and e.document_id != own.document_id]
        found = reasons(desk.library, own.values, others)
    else:
        values = [entry.values for entry in entries]
        found = tuple(
            dict.fromkeys(r for i, one in enumerate(values) for r in reasons(desk.library, one, values[i + 1 :]))
        )
        others = values[1:]
    found = tuple(reason for reason in found if reason != "no_value" or own is None or own.values.get("value") is None)
    return Comparison(
        desk.library.registry["indicators"][indicator_id],
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
