"""Compare: an indicator across documents, what the city and its district promise, and whether the parts add up."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.index import Entry
from publisher.model import Library
from publisher.render.charts import Bar, bars
from publisher.render.citing import citations
from publisher.render.compare import canonical_value
from publisher.render.desk import Desk
from publisher.render.page import Page
from publisher.render.views.comparison import Comparison, comparison

OWN_PARTS = "plan-"  # indicators that count a plan's own parts: no promises to compare


def _all(desk: Desk) -> list[Comparison]:
    return [
        comparison(desk, indicator_id)
        for indicator_id in desk.library.registry["indicators"]
        if not indicator_id.startswith(OWN_PARTS)
    ]


def telling(compared: Comparison) -> tuple[int, int, int]:
    """How much a comparison has to tell: documents that promise just this, documents in all, bases."""
    numbered = [e for e in compared.entries if e.values.get("value") is not None]
    just = {e.document_id for e in numbered if e.table == "targets" and e.values.get("indicator_match") == "exact"}
    return len(just), len({e.document_id for e in numbered}), len(compared.bands)


def compared_by_several(desk: Desk) -> list[Comparison]:
    """The indicators that more than one document speaks of; those with most to tell first."""
    several = [c for c in _all(desk) if len({e.document_id for e in c.entries}) > 1]
    return sorted(several, key=lambda c: (*(-n for n in telling(c)), c.indicator.id))


def listing(desk: Desk) -> Page:
    """All indicators, those that more than one document speaks of first."""
    several = compared_by_several(desk)
    named = {c.indicator.id for c in several}
    single = [c for c in _all(desk) if c.indicator.id not in named]
    title = desk.words["pages"]["indicators"]
    about = {"section": "indicators", "description": desk.words["indicators"]["lede"]}
    return desk.page("indicators/", "indicators.html", title, about=about, several=several, single=single)


def pages(desk: Desk) -> Iterator[Page]:
    """A page for every indicator."""
    for indicator in desk.library.registry["indicators"].values():
        title = str(indicator.values[f"name_{desk.language}"])
        path = f"indicators/{indicator.id}/"
        compared = comparison(desk, indicator.id)
        parts = [
            entry
            for entry in desk.library.index.by_indicator.get(indicator.id, ())
            if entry.values.get("parent_target_id") is not None
        ]
        about = {"section": "indicators", "description": indicator.values[f"definition_{desk.language}"] or title}
        yield desk.page(
            path,
            "indicator.html",
            title,
            about=about,
            indicator=indicator,
            compared=compared,
            parts_of=parts,
            citations=citations(desk, title, path),
        )


def cascade(desk: Desk) -> Page:
    """What a document promises beside the one that it implements, where both speak of the same indicator."""
    pairs = []
    for plan in desk.plans():
        for relation in plan.relations:
            if relation.relation == "implements" and relation.to_document_id in desk.library.plan_ids:
                pairs.append((relation, _shared(desk, relation.to_document_id, relation.from_document_id)))
    title = desk.words["pages"]["cascade"]
    about = {"section": "indicators", "description": desk.words["cascade"]["lede"]}
    return desk.page("cascade/", "cascade.html", title, about=about, pairs=pairs)


def _shared(desk: Desk, above: str, below: str) -> list[tuple[str, list[Entry], list[Entry], float | None, str]]:
    """Indicator, the upper document's promises, the lower one's, the share or the reason why there is none."""
    found = []
    for indicator_id, entries in sorted(desk.library.index.by_indicator.items()):
        upper = [e for e in entries if e.document_id == above and e.table == "targets"]
        lower = [e for e in entries if e.document_id == below and e.table == "targets"]
        if upper and lower:
            why = no_share(desk.library, upper, lower)
            found.append((indicator_id, upper, lower, None if why else _share(desk, upper[0], lower[0]), why))
    return found


def no_share(library: Library, upper: list[Entry], lower: list[Entry]) -> str:
    """Why the lower document's number is no part of the upper's, as a code; empty where a share may be formed."""
    if len(upper) != 1 or len(lower) != 1:
        return "several"
    one, other = upper[0].values, lower[0].values
    if one.get("value") is None or other.get("value") is None:
        return "no_value"
    if "rate" in (one["basis"], other["basis"]):
        return "rate"
    if "unclear" in (one["basis"], other["basis"]):
        return "unclear"
    if one["basis"] != other["basis"]:
        return "basis"
    return "" if library.registry["indicators"][one["indicator_id"]].may_be_summed else "not_summed"


def _share(desk: Desk, upper: Entry, lower: Entry) -> float | None:
    """The lower number in per cent of the upper."""
    whole, part = canonical_value(desk.library, upper.values), canonical_value(desk.library, lower.values)
    return 100 * part / whole if whole and part is not None else None


def sums(desk: Desk) -> Page:
    """Allocations against what they are parts of. Sums are shown, never forced."""
    found = []
    for plan in desk.plans():
        for target in plan.targets:
            parts = desk.library.index.allocations.get(target.id, [])
            if parts:
                total = sum(entry.values["value"] or 0 for entry in parts)
                found.append((plan, target, parts, total, _parts_chart(desk, target.record.value, parts)))
    title = desk.words["pages"]["sums"]
    about = {"section": "indicators", "description": desk.words["sums"]["lede"]}
    return desk.page("sums/", "sums.html", title, about=about, sums=found)


def _parts_chart(desk: Desk, whole: float | None, parts: list[Entry]) -> str:
    longest = max((float(entry.values["value"] or 0) for entry in parts), default=1.0)
    rows = [
        Bar(
            str(entry.values[f"what_{desk.language}"])
            if desk.language == "en"
            else str(entry.values["area_zh"] or entry.values["what_zh"]),
            desk.say.amount(entry),
            float(entry.values["value"] or 0) / longest,
            desk.say.url("targets", entry.id),
            entry.values.get("basis") or "unclear",
        )
        for entry in parts
    ]
    return bars(rows, desk.words["sums"]["parts"])
