"""Compare: an indicator across documents, what the city and its district promise, and whether the parts add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile

from markupsafe import Markup

from publisher.model.comparability import canonical_value
from publisher.model.index import Entry
from publisher.model.library import Library
from publisher.model.plan import PlanModel, Quantity
from publisher.model.records import Record
from publisher.publish.describe.schema_org import Offer
from publisher.publish.describe.subject import of_indicator
from publisher.render.charts import panel
from publisher.render.citing import citations
from publisher.render.context import Renderer
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


def _all(renderer: Renderer) -> list[Comparison]:
    return [
        comparison(renderer, indicator_id)
        for indicator_id in renderer.library.registry["indicators"]
        if not indicator_id.startswith(OWN_PARTS)
    ]


def telling(compared: Comparison) -> tuple[int, int, int]:
    """How much a comparison has to tell: documents that promise just this, documents in all, bases."""
    numbered = [e for e in compared.entries if e.values.get("value") is not None]
    just = {e.document_id for e in numbered if e.table == "targets" and e.values.get("indicator_match") == "exact"}
    return len(just), len({e.document_id for e in numbered}), len(set(compared.groups))


def compared_by_several(renderer: Renderer) -> list[Comparison]:
    """The indicators that more than one document speaks of; those with most to tell first."""
    several = [c for c in _all(renderer) if len({e.document_id for e in c.entries}) > 1]
    return sorted(several, key=lambda c: (*(-n for n in telling(c)), c.indicator.id))


def list_page(renderer: Renderer, several: list[Comparison]) -> Page:
    """All indicators, those that more than one document speaks of first."""
    named = {c.indicator.id for c in several}
    registry = renderer.library.registry["indicators"].values()
    single = [i for i in registry if i.id not in named and not i.id.startswith(OWN_PARTS)]
    title, lede = renderer.words["pages"]["indicators"], renderer.words["indicators"]["lede"]
    spoken = {entry.document_id for compared in several for entry in compared.entries}
    plans = [] if renderer.large else [name for name in renderer.library.plan_ids if name in spoken]
    return renderer.page("indicators/", "indicators.html", title, lede, several=several, single=single, plans=plans)


def path_of(indicator: Record) -> str:
    """Where the page of an indicator stands, below the language."""
    return f"indicators/{indicator.id}/"


def page(renderer: Renderer, indicator: Record) -> Page:
    """The page of one indicator."""
    title = str(indicator.values[f"name_{renderer.language}"])
    path, compared = path_of(indicator), comparison(renderer, indicator.id)
    entries = renderer.library.index.by_indicator.get(indicator.id, ())
    sentences = {language: compared_in_words(speaker(renderer.library, language), compared) for language in LANGUAGES}
    documents = [renderer.say.document(name) for name in dict.fromkeys(e.document_id for e in compared.entries)]
    made = renderer.page(
        path,
        "indicator.html",
        title,
        indicator.values[f"definition_{renderer.language}"] or title,
        indicator=indicator,
        state=renderer.library.checked[f"indicators.{indicator.id}"],
        checks=renderer.library.sign_offs.get(f"indicators.{indicator.id}", ()),
        compared=compared,
        kit=kit(renderer, path, title, sentences, documents, chart=_high(renderer, compared))
        if compared.entries
        else None,
        parts_of=[entry for entry in entries if entry.values.get("parent_target_id") is not None],
        citations=citations(renderer, title, path),
        described=described(
            renderer,
            of_indicator(renderer.library, indicator),
            [Offer(address.json("indicators", indicator.id), "JSON", "application/json")],
            [indicator],
        ),
    )
    return made._replace(image=picture_path(path)) if compared.entries and not renderer.large else made


def carried(renderers: Mapping[str, Renderer], indicator: Record) -> dict[str, bytes]:
    """The files of the kit of an indicator, by path in the published folder; none where nothing is compared."""
    comparisons = {language: comparison(renderer, indicator.id) for language, renderer in renderers.items()}
    if not any(compared.entries for compared in comparisons.values()):
        return {}
    charts = {language: chart_of(renderer.say, comparisons[language]) for language, renderer in renderers.items()}
    drawings = {language: chart(one) for language, one in charts.items()}
    bodies = {
        language: renderer.fill("embed_comparison.html", c=comparisons[language])
        for language, renderer in renderers.items()
    }
    return files(renderers, path_of(indicator), drawings, partial(chart, *charts.values()), bodies, charts)


def _high(renderer: Renderer, compared: Comparison) -> int:
    """How high its page to embed is at 640 pixels, estimated from its marks and words with room to spare."""
    body = renderer.fill("embed_comparison.html", c=compared)
    words = len(body.striptags()) * (0.84 if renderer.language == "zh" else 0.46)
    return round(330 + 16 * body.count("<figure") + 11 * body.count("<li") + words)


Pair = tuple[Entry, list[tuple[str, list[Entry], list[Entry], float | None, str]]]


def pairs(renderer: Renderer) -> list[Pair]:
    """Each relation of a document to one that it implements, with the indicators of which both speak."""
    library, paired = renderer.library, []
    relations = [
        entry
        for name in library.plan_ids
        for entry in library.index.related.get(name, ())
        if entry.document_id == name and entry.values["relation"] == "implements"
    ]
    known = set(library.plan_ids)
    tied = {e.values[name] for e in relations for name in ("from_document_id", "to_document_id")}
    by_document = _by_document(library, tied)
    for entry in relations:
        above, below = entry.values["to_document_id"], entry.values["from_document_id"]
        if above in known:
            paired.append((entry, _shared(renderer, by_document.get(above, {}), by_document.get(below, {}))))
    return paired


def cascade(renderer: Renderer, shown: Sequence[Pair], sheet: Sheet) -> Page:
    """What a document promises beside the one that it implements, where both speak of the same indicator."""
    title, lede = renderer.words["pages"]["cascade"], renderer.words["cascade"]["lede"]
    return renderer.page(sheet.path, "cascade.html", title, lede, pairs=shown, sheet=sheet)


def _by_document(library: Library, documents: set[str]) -> dict[str, dict[str, list[Entry]]]:
    """Document → indicator → its targets, for some documents."""
    by_document: dict[str, dict[str, list[Entry]]] = {}
    for indicator_id, entries in sorted(library.index.by_indicator.items()):
        for entry in entries:
            if entry.document_id in documents and entry.table == "targets":
                by_document.setdefault(entry.document_id, {}).setdefault(indicator_id, []).append(entry)
    return by_document


def _shared(
    renderer: Renderer, above: Mapping[str, list[Entry]], below: Mapping[str, list[Entry]]
) -> list[tuple[str, list[Entry], list[Entry], float | None, str]]:
    """Indicator, the upper document's promises, the lower one's, the share or the reason why there is none."""
    shared = []
    for indicator_id, upper in above.items():
        if lower := below.get(indicator_id):
            why = no_share(renderer.library, upper, lower)
            shared.append((indicator_id, upper, lower, None if why else _share(renderer, upper[0], lower[0]), why))
    return shared


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


def _share(renderer: Renderer, upper: Entry, lower: Entry) -> float | None:
    """The lower number in per cent of the upper."""
    whole, part = canonical_value(renderer.library, upper.values), canonical_value(renderer.library, lower.values)
    return 100 * part / whole if whole and part is not None else None


def parts_of(renderer: Renderer, plan: PlanModel) -> Iterator[Markup]:
    """Each target of a plan that is divided among areas, against the sum of its parts. Shown, never forced."""
    for target in plan.targets:
        parts = renderer.library.index.allocations.get(target.id, [])
        if parts:
            total = sum(entry.values["value"] or 0 for entry in parts)
            chart, areas = _parts_chart(renderer, target, parts), _areas(renderer, parts)
            numbers = {"totalled": total, "difference": (target.record.value or 0) - total}
            amounts = {name: measured(renderer, n, str(target.record.measure_id)) for name, n in numbers.items()}
            values = {"plan": plan, "q": target, "members": parts, "total": total, "chart": chart, "areas": areas}
            yield renderer.fill("of_sums.html", **values, **amounts)


def sums(renderer: Renderer, sections: Sequence[str], sheet: Sheet) -> Page:
    """Allocations against what they are parts of."""
    title, lede = renderer.words["pages"]["sums"], renderer.words["sums"]["lede"]
    return renderer.page(
        sheet.path, "sums.html", title, lede, sections=[Markup(text) for text in sections], sheet=sheet
    )


def _areas(renderer: Renderer, parts: Sequence[Entry]) -> list[str]:
    """What tells the parts of a target apart: the area's name, in English the words in which they differ."""
    if renderer.language == "zh":
        return [str(entry.values["area_zh"] or entry.values["what_zh"]) for entry in parts]
    names = [str(entry.values["what_en"]) for entry in parts]
    shared = "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*names, strict=False)))
    start = max(shared.rfind(" "), shared.rfind("(")) + 1 if len(names) > 1 else 0
    return [name[start:].removesuffix(")") if "(" in name[:start] else name[start:] for name in names]


def _parts_chart(renderer: Renderer, whole: Quantity, parts: Sequence[Entry]) -> Markup:
    source = titled(renderer.say, renderer.say.document(whole.record.document_id))
    areas = {entry.id: area for entry, area in zip(parts, _areas(renderer, parts), strict=True)}

    def label(entry: Entry) -> str:
        return areas[entry.id]

    return panel(
        panel_of(
            renderer,
            renderer.say.called(whole.record, "what"),
            renderer.words["sums"]["parts"],
            parts,
            source,
            label,
        )
    )
