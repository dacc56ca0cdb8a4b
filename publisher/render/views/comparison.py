"""An indicator's quantities side by side: on one axis only those of one basis and level, and the limits with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from publisher.model.index import Entry
from publisher.model.library import Library
from publisher.model.records import Record
from publisher.render.charts import Mark, Panel, axis
from publisher.render.compare import Group, canonical_value, compared, factor, grouped, reasons, reasons_among
from publisher.render.context import Desk
from publisher.render.takeaway.sentence import titled

AGAINST = ("no_value", "measure", "unclear", "basis")  # what forbids; the other reasons call for care


@dataclass(frozen=True)
class Comparison:
    """What a page shows of an indicator: `entries` of the `total` that there are."""

    indicator: Record
    total: int
    entries: tuple[Entry, ...]
    panels: tuple[Panel, ...]
    groups: tuple[str, ...]  # of the panels: their basis, cap, budget or status
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
    indicator = desk.library.registry["indicators"][indicator_id]
    groups = grouped(desk.library, entries)
    return Comparison(
        indicator,
        desk.total.get(indicator_id, len(known)),
        entries,
        tuple(_panel(desk, str(desk.say.pick(indicator, "name")), key, members) for key, members in groups),
        tuple(key[0] for key, _ in groups),
        tuple(entry for entry in entries if entry.values.get("value") is None),
        found,
        verdict(found, len(others)),
    )


def _panel(desk: Desk, name: str, key: Group, members: Sequence[Entry]) -> Panel:
    """The panel of a group: what it shows, of which level, and by which documents."""
    code, level, _ = key
    text = desk.say.take
    known = text["levels"]
    where = known[level] if level in known else desk.say.label("documents", "area_level", level)
    sources = dict.fromkeys(titled(desk.say, desk.say.document(entry.document_id)) for entry in members)
    title = f"{name} · {text['groups'][code]}"
    return panel_of(desk, title, str(where), members, "; ".join(sources), partial(_label, desk))


def _label(desk: Desk, entry: Entry) -> str:
    area = entry.values.get("area_zh") if desk.language == "zh" else None
    return desk.say.short(entry.document_id) + (f" · {area}" if area else "")


def panel_of(
    desk: Desk, title: str, said: str, members: Sequence[Entry], source: str, label: Callable[[Entry], str]
) -> Panel:
    """Quantities of one measure on an axis of their own. label: what names one of them."""
    say, library = desk.say, desk.library
    own = factor(library, members[0].values)
    measure = library.registry["measures"].get(members[0].values.get("measure_id") or "")
    unit = "" if measure is None or measure.kind == "count" else str(measure.values[f"label_{desk.language}"])
    tight = "" if unit in ("%", "％") or desk.language == "zh" else " "

    def words(value: float) -> str:
        number = say.number(int(value / own) if (value / own).is_integer() else round(value / own, 4))
        return f"{number}{tight}{unit}" if unit else number

    end, ticks = axis(max(_reach(library, entry.values) for entry in members), words)
    marks = tuple(
        Mark(
            label(entry),
            " · ".join(part for part in (say.amount(entry), when(desk, entry)) if part),
            say.url(entry.table, entry.id),
            (canonical_value(library, entry.values) or 0.0) / end if _form(entry) == "range" else 0.0,
            _reach(library, entry.values) / end,
            _form(entry),
            str(entry.values.get("basis") or "unclear"),
            say.label("targets", "hedge", entry.values.get("hedge")) if hedged(entry) else "",
            entry.document_id,
        )
        for entry in members
    )
    return Panel(title, said, marks, ticks, f"{say.take['from']}{desk.words['colon']}{source}")


def hedged(entry: Entry) -> bool:
    """Whether the text only strives for it."""
    return (entry.values.get("hedge") or "none") != "none"


def _form(entry: Entry) -> str:
    if entry.table == "observations":
        return "status"
    if entry.values.get("value_max") is not None:
        return "range"
    return "limit" if entry.values.get("comparator") in ("le", "lt") else "bar"


def _reach(library: Library, values: Mapping[str, Any]) -> float:
    """How far a quantity reaches, in its canonical measure."""
    return float(values.get("value_max") or values["value"]) * factor(library, values)


def when(desk: Desk, entry: Entry) -> str:
    """By when, or as of when; a baseline says that it is one."""
    if entry.table == "observations":
        stated = desk.say.date(entry.values.get("as_of"))
        return str(desk.words["baseline"]) + (f" ({stated})" if stated else "")
    return desk.say.date(entry.values.get("deadline"), entry.values.get("deadline_precision"))
