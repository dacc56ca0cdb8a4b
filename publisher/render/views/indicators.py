"""Compare: an indicator across documents, what the city and its district promise, and whether the parts add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile

from markupsafe import Markup

from publisher.model.index import Entry
from publisher.model.library import Library
from publisher.model.plan import PlanModel, Quantity
from publisher.model.records import Record
from publisher.publish.describe.schema_org import Offer
from publisher.publish.describe.subject import of_indicator
from publisher.render.charts import panel
from publisher.render.citing import citations
from publisher.render.compare import canonical_value
from publisher.render.context import Desk
from publisher.render.described import described
from publisher.render.html import speaker
from publisher.render.page import Page
from publisher.render.paging import Sheet
from publisher.render.takeaway.chart import chart
from publisher.render.takeaway.kit import files, kit, picture_path
from publisher.render.takeaway.sentence import titled
from publisher.render.views.carried import chart_of, compared_in_words
from publisher.render.views.comparison import Comparison, comparison, panel_of
from publisher.render.views.findings_cases import measured
from publisher.terms import address
from publisher.terms.messages import LANGUAGES

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
    return len(just), len({e.document_id for e in numbered}), len(set(compared.groups))


def compared_by_several(desk: Desk) -> list[Comparison]:
    """The indicators that more than one document speaks of; those with most to tell first."""
    several = [c for c in _all(desk) if len({e.document_id for e in c.entries}) > 1]
    return sorted(several, key=lambda c: (*(-n for n in telling(c)), c.indicator.id))


def listing(desk: Desk, several: list[Comparison]) -> Page:
    """All indicators, those that more than one document speaks of first."""
    named = {c.indicator.id for c in several}
    registry = desk.library.registry["indicators"].values()
    single = [i for i in registry if i.id not in named and not i.id.startswith(OWN_PARTS)]
    title, lede = desk.words["pages"]["indicators"], desk.words["indicators"]["lede"]
    spoken = {entry.document_id for compared in several for entry in compared.entries}
    plans = [] if desk.large else [name for name in desk.library.plan_ids if name in spoken]
    return desk.page("indicators/", "indicators.html", title, lede, several=several, single=single, plans=plans)


def path_of(indicator: Record) -> str:
    """Where the page of an indicator stands, below the language."""
    return f"indicators/{indicator.id}/"


def page(desk: Desk, indicator: Record) -> Page:
    """The page of one indicator."""
    title = str(indicator.values[f"name_{desk.language}"])
    path, compared = path_of(indicator), comparison(desk, indicator.id)
    entries = desk.library.index.by_indicator.get(indicator.id, ())
    said = {language: compared_in_words(speaker(desk.library, language), compared) for language in LANGUAGES}
    held = [desk.say.document(name) for name in dict.fromkeys(e.document_id for e in compared.entries)]
    made = desk.page(
        path,
        "indicator.html",
        title,
        indicator.values[f"definition_{desk.language}"] or title,
        indicator=indicator,
        compared=compared,
        kit=kit(desk, path, said, held, chart=True) if compared.entries else None,
        parts_of=[entry for entry in entries if entry.values.get("parent_target_id") is not None],
        citations=citations(desk, title, path),
        described=described(
            desk,
            of_indicator(desk.library, indicator),
            [Offer(address.json("indicators", indicator.id), "JSON", "application/json")],
            [indicator],
        ),
    )
    return made._replace(image=picture_path(path)) if compared.entries and not desk.large else made


def carried(desks: Mapping[str, Desk], indicator: Record) -> dict[str, bytes]:
    """The files of the kit of an indicator, by path in the published folder; none where nothing is compared."""
    found = {language: comparison(desk, indicator.id) for language, desk in desks.items()}
    if not any(compared.entries for compared in found.values()):
        return {}
    told = {language: chart_of(desk.say, found[language]) for language, desk in desks.items()}
    drawings = {language: chart(one) for language, one in told.items()}
    bodies = {language: desk.fill("embed_comparison.html", c=found[language]) for language, desk in desks.items()}
    return files(desks, path_of(indicator), drawings, partial(chart, *told.values()), bodies)


Pair = tuple[Entry, list[tuple[str, list[Entry], list[Entry], float | None, str]]]


def pairs(desk: Desk) -> list[Pair]:
    """Each relation of a document to one that it implements, with the indicators of which both speak."""
    library, found = desk.library, []
    relations = [
        entry
        for name in library.plan_ids
        for entry in library.index.related.get(name, ())
        if entry.document_id == name and entry.values["relation"] == "implements"
    ]
    known = set(library.plan_ids)
    tied = {e.values[name] for e in relations for name in ("from_document_id", "to_document_id")}
    held = _by_document(library, tied)
    for entry in relations:
        above, below = entry.values["to_document_id"], entry.values["from_document_id"]
        if above in known:
            found.append((entry, _shared(desk, held.get(above, {}), held.get(below, {}))))
    return found


def cascade(desk: Desk, shown: Sequence[Pair], path: str, sheet: Sheet) -> Page:
    """What a document promises beside the one that it implements, where both speak of the same indicator."""
    title, lede = desk.words["pages"]["cascade"], desk.words["cascade"]["lede"]
    return desk.page(path, "cascade.html", title, lede, pairs=shown, sheet=sheet)


def _by_document(library: Library, documents: set[str]) -> dict[str, dict[str, list[Entry]]]:
    """Document → indicator → its targets, for some documents."""
    found: dict[str, dict[str, list[Entry]]] = {}
    for indicator_id, entries in sorted(library.index.by_indicator.items()):
        for entry in entries:
            if entry.document_id in documents and entry.table == "targets":
                found.setdefault(entry.document_id, {}).setdefault(indicator_id, []).append(entry)
    return found


def _shared(
    desk: Desk, above: Mapping[str, list[Entry]], below: Mapping[str, list[Entry]]
) -> list[tuple[str, list[Entry], list[Entry], float | None, str]]:
    """Indicator, the upper document's promises, the lower one's, the share or the reason why there is none."""
    found = []
    for indicator_id, upper in above.items():
        if lower := below.get(indicator_id):
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


def parts_of(desk: Desk, plan: PlanModel) -> Iterator[Markup]:
    """Each target of a plan that is divided among areas, against the sum of its parts. Shown, never forced."""
    for target in plan.targets:
        parts = desk.library.index.allocations.get(target.id, [])
        if parts:
            total = sum(entry.values["value"] or 0 for entry in parts)
            chart, areas = _parts_chart(desk, target, parts), _areas(desk, parts)
            numbers = {"totalled": total, "difference": (target.record.value or 0) - total}
            said = {name: measured(desk, n, str(target.record.measure_id)) for name, n in numbers.items()}
            values = {"plan": plan, "q": target, "members": parts, "total": total, "chart": chart, "areas": areas}
            yield desk.fill("of_sums.html", **values, **said)


def sums(desk: Desk, sections: Sequence[str], path: str, sheet: Sheet) -> Page:
    """Allocations against what they are parts of."""
    title, lede = desk.words["pages"]["sums"], desk.words["sums"]["lede"]
    return desk.page(path, "sums.html", title, lede, sections=[Markup(text) for text in sections], sheet=sheet)


def _areas(desk: Desk, parts: Sequence[Entry]) -> list[str]:
    """What tells the parts of a target apart: the area's name, in English the words in which they differ."""
    if desk.language == "zh":
        return [str(entry.values["area_zh"] or entry.values["what_zh"]) for entry in parts]
    names = [str(entry.values["what_en"]) for entry in parts]
    shared = "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*names, strict=False)))
    start = max(shared.rfind(" "), shared.rfind("(")) + 1 if len(names) > 1 else 0
    return [name[start:].removesuffix(")") if "(" in name[:start] else name[start:] for name in names]


def _parts_chart(desk: Desk, whole: Quantity, parts: Sequence[Entry]) -> Markup:
    source = titled(desk.say, desk.say.document(whole.record.document_id))
    areas = {entry.id: area for entry, area in zip(parts, _areas(desk, parts), strict=True)}

    def label(entry: Entry) -> str:
        return areas[entry.id]

    return panel(
        panel_of(desk, str(desk.say.pick(whole.record, "what")), desk.words["sums"]["parts"], parts, source, label)
    )
