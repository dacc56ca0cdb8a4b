"""An indicator's quantities side by side: on one axis only those of one basis and level, and the limits with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from publisher.model import comparability
from publisher.model.comparability import canonical_value, factor
from publisher.model.deadlines import way
from publisher.model.index import Entry
from publisher.model.library import Library
from publisher.model.records import Record
from publisher.render.charts import Panel, QuantityMark, axis
from publisher.render.context import Renderer
from publisher.render.html import Words
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
    inside: Mapping[str, str]  # document → that of the area around its own

    @property
    def counts(self) -> dict[str, float]:
        """How many documents speak of it, in how many entries."""
        return {"documents": len({entry.document_id for entry in self.entries}), "entries": self.total}


def verdict(caveats: Iterable[str], others: int) -> str:
    """The short answer to “may I compare it?”."""
    codes = set(caveats)
    if not others:
        return "alone"
    return "no" if codes & set(AGAINST) else "care" if codes else "yes"


def comparison(renderer: Renderer, indicator_id: str, here: str | None = None) -> Comparison:
    """An indicator's comparison; from the point of view of one record where `here` names it.

    The reasons and the verdict are those of all entries in the renderer's library; as many are shown as fit.
    """
    known = comparability.compared(renderer.library, indicator_id)
    own = next((entry for entry in known if entry.id == here), None)
    if own is not None:
        others = [e.values for e in known if e.id != here and e.document_id != own.document_id]
        caveats = comparability.reasons(renderer.library, own.values, others)
        caveats = tuple(reason for reason in caveats if reason != "no_value" or own.values.get("value") is None)
    else:
        others = [entry.values for entry in known][1:]
        caveats = comparability.reasons_among(renderer.library, [entry.values for entry in known])
    entries = known[: renderer.rules.limits.compared]
    indicator = renderer.library.registry["indicators"][indicator_id]
    name = str(renderer.say.pick(indicator, "name"))
    groups = comparability.grouped(renderer.library, entries)
    tops: dict[str, float] = {}  # measure → how far its panels reach: bars of one measure are drawn on one scale
    for (_, _, measure), members in groups:
        tops[measure] = max(tops.get(measure, 0.0), _top(renderer.library, members))
    return Comparison(
        indicator,
        renderer.total.get(indicator_id, len(known)),
        entries,
        tuple(_panel(renderer, name, key, members, tops[key[2]]) for key, members in groups),
        tuple(key[0] for key, _ in groups),
        tuple(entry for entry in entries if entry.values.get("value") is None),
        caveats,
        verdict(caveats, len(others)),
        comparability.nested(renderer.library, {entry.document_id for entry in known}),
    )


def _panel(renderer: Renderer, name: str, key: comparability.Group, members: Sequence[Entry], top: float) -> Panel:
    """The panel of a group: what it shows, of which level, and by which documents. top: what its axis reaches."""
    code, level, _ = key
    text = renderer.say.take
    known = text["levels"]
    where = known[level] if level in known else renderer.say.label("documents", "area_level", level)
    sources = dict.fromkeys(titled(renderer.say, renderer.say.document(entry.document_id)) for entry in members)
    title = f"{name} · {text['groups'][code]}"
    return panel_of(renderer, title, str(where), members, "; ".join(sources), partial(_label, renderer), top)


def _label(renderer: Renderer, entry: Entry) -> str:
    area = entry.values.get("area_zh") if renderer.language == "zh" else None
    return renderer.say.short(entry.document_id) + (f" · {area}" if area else "")


def panel_of(
    renderer: Renderer,
    title: str,
    sentence: str,
    members: Sequence[Entry],
    source: str,
    label: Callable[[Entry], str],
    top: float = 0.0,
) -> Panel:
    """Quantities of one measure on an axis that reaches `top`, or as far as they do. label: what names one of them."""
    say, library = renderer.say, renderer.library
    own = factor(library, members[0].values)
    measure = library.registry["measures"].get(members[0].values.get("measure_id") or "")
    unit = "" if measure is None or measure.kind == "count" else str(measure.values[f"label_{renderer.language}"])
    gap = "" if unit in ("%", "％") else say.gap

    def words(value: float) -> str:
        number = say.number(int(value / own) if (value / own).is_integer() else round(value / own, 4))
        if unit.startswith("万"):
            number = number.replace(",", "")  # 1000万平方米, as everywhere else
        return f"{number}{gap}{unit}" if unit else number

    end, ticks = axis(max(top, _top(library, members)), words)
    marks = tuple(
        QuantityMark(
            label(entry),
            " · ".join(part for part in (say.amount(entry), when(renderer, entry)) if part),
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
    return Panel(title, sentence, marks, ticks, f"{say.take['from']}{renderer.words['colon']}{source}")


def hedged(entry: Entry) -> bool:
    """Whether the text only strives for it."""
    return (entry.values.get("hedge") or "none") != "none"


def _form(entry: Entry) -> str:
    if entry.table == "observations":
        return "status"
    if entry.values.get("value_max") is not None:
        return "range"
    return "limit" if entry.values.get("comparator") in ("le", "lt") else "bar"


def _top(library: Library, members: Sequence[Entry]) -> float:
    return max(_reach(library, entry.values) for entry in members)


def _reach(library: Library, values: Mapping[str, Any]) -> float:
    """How far a quantity reaches, in its canonical measure."""
    return float(values.get("value_max") or values["value"]) * factor(library, values)


def when(renderer: Renderer, entry: Entry) -> str:
    """By when, and that the day is counted or inferred, where it is; or as of when: a baseline says that it is one."""
    say, values = renderer.say, entry.values
    if entry.table == "observations":
        stated = say.date(values.get("as_of"))
        return str(renderer.words["baseline"]) + (_aside(renderer, stated) if stated else "")
    date = say.date(values.get("deadline"), values.get("deadline_precision"))
    known = inferred(say, values)
    return date + _aside(renderer, known) if date and known else date


def _aside(renderer: Renderer, said: str) -> str:
    return f"（{said}）" if renderer.language == "zh" else f" ({said})"


def inferred(say: Words, values: Mapping[str, Any]) -> str:
    """That a deadline is counted or inferred, in a word; "" where its date is printed, or there is none."""
    if not values.get("deadline") or (how := way(values)) == "printed":
        return ""
    return str(say.findings["known"][how]).format(span=values["deadline_printed"])
