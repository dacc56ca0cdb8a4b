"""What the rows of the explorer are filtered by: the codes of each facet with their labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from publisher.model.deadlines import how_known
from publisher.model.functions import areas_in_english
from publisher.model.records import Record
from publisher.render.context import Renderer
from publisher.render.explorer.kinds import ExplorerRow
from publisher.work.grouped import grouped
from publisher.work.last_value import remembered


def codes(renderer: Renderer, item: ExplorerRow, facet: str) -> list[tuple[str, ...]]:
    """The codes of a row with their labels, each once; a body also with the other forms of its name."""
    if facet in _OWN:
        return list(dict.fromkeys(_OWN[facet](renderer, item)))
    code = item.record.values.get(facet)
    return [(str(code), renderer.say.label(item.record.table, facet, code))] if code else []


def area_name(renderer: Renderer, code: str | None, zh: str | None) -> str:
    """An area in the page's language, where there is English for it."""
    if own := areas(renderer.library.registry["documents"]).get(code or ""):
        return str(own.values[f"area_{renderer.language}"])
    chinese = str(zh or "")
    return areas_in_english(renderer.library.registry).get(chinese, chinese) if renderer.language == "en" else chinese


@remembered
def areas(documents: Mapping[str, Record]) -> dict[str, Record]:
    return {str(record.area_code): record for record in documents.values()}


def _document(renderer: Renderer, item: ExplorerRow) -> Iterable[tuple[str, ...]]:
    ids = [item.plan.id] if item.plan else [d.document_id for d in renderer.library.index.by_unit.get(item.id, ())]
    return [(i, renderer.say.short(i)) for i in ids]


def _area(renderer: Renderer, item: ExplorerRow) -> Iterable[tuple[str, ...]]:
    own = item.plan.document if item.plan else item.record
    code, zh = own.values["area_code"], own.values["area_zh"]
    return [(str(code or zh), area_name(renderer, code, zh))] if code or zh else []


def _unit(renderer: Renderer, item: ExplorerRow) -> Iterable[tuple[str, ...]]:
    for body in item.bodies:
        unit = renderer.say.unit(body.unit_id)
        area = area_name(renderer, unit.area_code, unit.area_zh)
        name = str(unit.values[f"name_{renderer.language}"])
        label = f"{name} · {area}" if area and area not in name else name
        yield unit.id, label, " ".join((unit.name_zh, *aliases(renderer.library.registry).get(unit.id, ())))


def _of(table: str, column: str) -> Callable[[Renderer, ExplorerRow], Iterable[tuple[str, ...]]]:
    """A record of the registry that a row, or its task, names."""

    def named_record(renderer: Renderer, item: ExplorerRow) -> Iterable[tuple[str, ...]]:
        holders = (item.record, item.task) if column == "theme_id" and item.task else (item.record,)
        code = next((i for holder in holders if (i := holder.values.get(column))), None)
        return [(code, str(renderer.library.registry[table][code].values[f"name_{renderer.language}"]))] if code else []

    return named_record


def _pillar(renderer: Renderer, item: ExplorerRow) -> Iterable[tuple[str, ...]]:
    if item.pillar and item.plan:
        yield item.pillar.id, f"{renderer.say.short(item.plan.id)} · {renderer.say.heading_text(item.pillar)}"


def _measure(renderer: Renderer, item: ExplorerRow) -> Iterable[tuple[str, ...]]:
    if measure := item.record.measure_id:
        label, record = renderer.say.measure(measure), renderer.library.registry["measures"][measure]
        alike = renderer.language == "en" and record.kind == "count" and len(record.label_zh) < 3
        yield measure, f"{label} ({record.label_zh})" if alike else label  # items: 个 or 条


def _year(_: Renderer, item: ExplorerRow) -> Iterable[tuple[str, ...]]:
    if deadline := item.record.deadline:
        yield deadline[:4], deadline[:4]


def _deadline_basis(renderer: Renderer, item: ExplorerRow) -> Iterable[tuple[str, ...]]:
    if code := how_known(item.record.values):
        yield code, str(renderer.words["deadline_basis"][code])


def _unit_kind(renderer: Renderer, item: ExplorerRow) -> Iterable[tuple[str, ...]]:
    code = renderer.say.unit(item.record.unit_id).kind
    yield code, renderer.say.label("units", "kind", code)


_OWN: Mapping[str, Callable[[Renderer, ExplorerRow], Iterable[tuple[str, ...]]]] = {
    "document": _document, "area": _area, "unit": _unit, "theme": _of("themes", "theme_id"), "pillar": _pillar,
    "indicator": _of("indicators", "indicator_id"), "measure": _measure, "year": _year, "unit_kind": _unit_kind,
    "deadline_basis": _deadline_basis,
}  # fmt: skip


@remembered
def aliases(registry: Mapping[str, Mapping[str, Record]]) -> dict[str, list[str]]:
    """Record id → the other forms that people type, and the names that texts print."""
    typed = ((row.record_id, row.alias) for row in registry["aliases"].values())
    return grouped(chain(typed, ((row.unit_id, row.name) for row in registry["unit_names"].values())))
