"""Do the parts add up: each target that is divided among areas, against the sum of its parts. Shown, never forced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile

from markupsafe import Markup

from publisher.model.index import Entry
from publisher.model.plan import PlanModel, Quantity
from publisher.render.charts import Panel
from publisher.render.context import Renderer
from publisher.render.filled import told
from publisher.render.html import Words
from publisher.render.page import Page
from publisher.render.paging import Sheet
from publisher.render.takeaway import sentence as said
from publisher.render.takeaway.chart import Chart, chart
from publisher.render.takeaway.fact import credit
from publisher.render.takeaway.kit import files, high, kit, picture_path
from publisher.render.views.comparison import panel_of
from publisher.render.views.findings_cases import measured
from publisher.render.views.quantities import path_of as page_of

Parts = Sequence[Entry]


def page(renderer: Renderer, sections: Sequence[tuple[str, str]], sheet: Sheet) -> Page:
    """Allocations against what they are parts of. sections: of each such target its id and its part of the page."""
    title, lede = renderer.words["pages"]["sums"], renderer.words["sums"]["lede"]
    shown = [Markup(text) for _, text in sections]
    made = renderer.page(sheet.path, "sums.html", title, lede, sections=shown, sheet=sheet)
    return made._replace(image=picture_path(path_of(sections[0][0]))) if sections and not renderer.large else made


def sections(renderer: Renderer, plan: PlanModel) -> list[tuple[str, str]]:
    """The targets of a plan that are divided among areas, by id, and their parts of the page."""
    return [(whole.id, str(_section(renderer, plan, whole, parts))) for whole, parts in _divided(renderer, plan)]


def path_of(target_id: str) -> str:
    """Where the files of a sum stand, below the language."""
    return f"sums/{target_id}/"


def carried(renderers: Mapping[str, Renderer], plan: PlanModel) -> dict[str, bytes]:
    """The files of the kits of a plan's sums, by path in the published folder; they lead to the target's page."""
    made: dict[str, bytes] = {}
    for whole, parts in _divided(next(iter(renderers.values())), plan):
        charts = {language: _chart(one, whole, parts) for language, one in renderers.items()}
        drawings = {language: chart(one) for language, one in charts.items()}
        bodies = {language: one.fill("embed_chart.html", chart=charts[language]) for language, one in renderers.items()}
        both = partial(chart, *charts.values())
        made |= files(renderers, path_of(whole.id), drawings, both, bodies, charts, shown=page_of(whole))
    return made


def _divided(renderer: Renderer, plan: PlanModel) -> Iterator[tuple[Quantity, Parts]]:
    for target in plan.targets:
        if parts := renderer.library.index.allocations.get(target.id):
            yield target, parts


def _section(renderer: Renderer, plan: PlanModel, whole: Quantity, parts: Parts) -> Markup:
    say, drawn = renderer.say, _chart(renderer, whole, parts)
    own = kit(
        renderer, path_of(whole.id), drawn.title, lambda one: in_words(one, whole, parts), [plan.document],
        chart=high(renderer.fill("embed_chart.html", chart=drawn), renderer.language),
    )  # fmt: skip
    return renderer.fill(
        "of_sums.html", plan=plan, q=whole, members=parts, areas=areas(say, parts), chart=drawn.panels[0], kit=own,
        totalled=_sum(say, whole, parts), difference=_difference(say, whole, parts),
    )  # fmt: skip


def _total(parts: Parts) -> float:
    return sum(entry.values["value"] or 0 for entry in parts)


def _sum(say: Words, whole: Quantity, parts: Parts) -> str:
    return measured(say, _total(parts), str(whole.record.measure_id))


def _difference(say: Words, whole: Quantity, parts: Parts) -> str:
    """How much the parts differ from the whole; "" where they are as much."""
    left = (whole.record.value or 0) - _total(parts)
    return measured(say, left, str(whole.record.measure_id)) if left else ""


def _added_up(say: Words, whole: Quantity, parts: Parts) -> str:
    """The sum of the parts beside the whole, and whether the text says who takes the difference."""
    text, colon, stop = say.words["sums"], say.words["colon"], str(say.words["stop"]).strip()
    left = _difference(say, whole, parts)
    sentence = say.take["list"].join(
        f"{text[name]}{colon}{amount}"
        for name, amount in (
            ("whole", say.amount(whole.record)),
            ("parts", _sum(say, whole, parts)),
            ("difference", left or text["equal"]),
        )
    )
    return say.gap.join(f"{one}{stop}" for one in (sentence, text["unequal"] if left else "") if one)


def in_words(say: Words, whole: Quantity, parts: Parts) -> str:
    """A sum as a sentence: the target, each part of it, their sum and the difference."""
    each = (f"{area}{say.gap}{say.amount(entry)}" for area, entry in zip(areas(say, parts), parts, strict=True))
    facts = {"n": len(parts), "parts": say.take["list"].join(each)}
    allotted = told(say.take["allotted"], facts).unescape()
    return said.sentence(say, whole.record, allotted, _added_up(say, whole, parts))


def _chart(renderer: Renderer, whole: Quantity, parts: Parts) -> Chart:
    """What the chart of a sum says."""
    say, values = renderer.say, whole.record.values
    source = said.titled(say, say.document(whole.record.document_id))
    limits = (
        said.inferred(say, values), said.hedge(say, values), said.basis(say, values),
        str(values[f"caveat_{say.language}"] or ""),
    )  # fmt: skip
    return Chart(
        say.language,
        f"{say.short(whole.record.document_id)} · {say.titled(str(values[f'what_{say.language}']))}",
        _added_up(say, whole, parts),
        (_panel(renderer, whole, parts, source),),
        (),
        say.gap.join(one for one in limits if one),
        credit(say, f"{say.take['from']}{say.words['colon']}{source}"),
        in_words(say, whole, parts),
    )


def _panel(renderer: Renderer, whole: Quantity, parts: Parts, source: str) -> Panel:
    say = renderer.say
    named = {entry.id: area for entry, area in zip(parts, areas(say, parts), strict=True)}
    what = str(whole.record.values[f"what_{say.language}"])
    return panel_of(
        renderer, say.titled(what), say.words["sums"]["parts"], parts, source, lambda entry: named[entry.id]
    )


def areas(say: Words, parts: Parts) -> list[str]:
    """What tells the parts of a target apart: the area's name, in English the words in which they differ."""
    if say.language == "zh":
        return [str(entry.values["area_zh"] or entry.values["what_zh"]) for entry in parts]
    names = [str(entry.values["what_en"]) for entry in parts]
    shared = "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, zip(*names, strict=False)))
    start = max(shared.rfind(" "), shared.rfind("(")) + 1 if len(names) > 1 else 0
    return [name[start:].removesuffix(")") if "(" in name[:start] else name[start:] for name in names]
