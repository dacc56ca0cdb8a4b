"""Compare: an indicator across documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from markupsafe import Markup

from publisher.model.records import Record
from publisher.publish.describe.schema_org import Offer
from publisher.publish.describe.subject import of_indicator
from publisher.render.citing import citations, described
from publisher.render.context import Renderer
from publisher.render.page import Page
from publisher.render.takeaway.chart import chart
from publisher.render.takeaway.kit import Kit, files, high, kit
from publisher.render.views.carried import chart_of, compared_in_words
from publisher.render.views.comparison import Comparison, comparison
from publisher.terms import address

OWN_PARTS = "plan-"  # indicators that count a plan's own parts: no promises to compare


def telling(compared: Comparison) -> tuple[int, int, int]:
    """How much a comparison has to tell: documents that promise just this, documents in all, bases."""
    numbered = [e for e in compared.entries if e.values.get("value") is not None]
    just = {e.document_id for e in numbered if e.table == "targets" and e.values.get("indicator_match") == "exact"}
    return len(just), len({e.document_id for e in numbered}), len(set(compared.groups))


def compared_by_several(renderer: Renderer) -> list[Comparison]:
    """The indicators that more than one document speaks of; those with most to tell first."""
    indicators = (i for i in renderer.library.registry["indicators"] if not i.startswith(OWN_PARTS))
    every = (comparison(renderer, indicator_id) for indicator_id in indicators)
    several = [c for c in every if len({e.document_id for e in c.entries}) > 1]
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


def pages(renderer: Renderer, indicator: Record) -> Iterator[Page]:
    """The page of one indicator."""
    title = str(indicator.values[f"name_{renderer.language}"])
    path, compared = f"indicators/{indicator.id}/", comparison(renderer, indicator.id)
    entries = renderer.library.index.by_indicator.get(indicator.id, ())
    offered = [Offer(address.json("indicators", indicator.id), "JSON", "application/json")]
    yield renderer.page(
        path,
        "indicator.html",
        title,
        indicator.values[f"definition_{renderer.language}"] or title,
        indicator=indicator,
        state=renderer.library.checked[f"indicators.{indicator.id}"],
        checks=renderer.library.sign_offs.get(f"indicators.{indicator.id}", ()),
        compared=compared,
        kit=_kit(renderer, path, title, compared) if compared.entries else None,
        parts_of=[entry for entry in entries if entry.values.get("parent_target_id") is not None],
        citations=citations(renderer, title, path),
        described=described(renderer, of_indicator(renderer.library, indicator), offered, [indicator]),
    )


def _kit(renderer: Renderer, path: str, title: str, compared: Comparison) -> Kit:
    documents = [renderer.say.document(name) for name in dict.fromkeys(e.document_id for e in compared.entries)]
    height = high(_body(renderer, compared), renderer.language)
    return kit(renderer, path, title, lambda say: compared_in_words(say, compared), documents, chart=height)


def carried(renderers: Mapping[str, Renderer], indicator: Record) -> dict[str, bytes]:
    """The files of the kit of an indicator, by path in the published folder; none where nothing is compared."""
    comparisons = {language: comparison(renderer, indicator.id) for language, renderer in renderers.items()}
    if not any(compared.entries for compared in comparisons.values()):
        return {}
    charts = {language: chart_of(renderer.say, comparisons[language]) for language, renderer in renderers.items()}
    drawings = {language: chart(one) for language, one in charts.items()}
    bodies = {language: _body(renderer, comparisons[language]) for language, renderer in renderers.items()}
    return files(renderers, f"indicators/{indicator.id}/", drawings, partial(chart, *charts.values()), bodies, charts)


def _body(renderer: Renderer, compared: Comparison) -> Markup:
    """What its page to embed shows."""
    return renderer.fill("embed_comparison.html", c=compared)
