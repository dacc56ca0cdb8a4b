"""What the rows of the explorer are filtered by: the codes of each facet with their labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from publisher.model.records import Record
from publisher.render.context import Desk
from publisher.render.explorer.kinds import Item
from publisher.work.remembered import remembered


def codes(desk: Desk, item: Item, facet: str) -> list[tuple[str, ...]]:
    """The codes of a row with their labels, each once; a body also with the other forms of its name."""
    if facet in _OWN:
        return list(dict.fromkeys(_OWN[facet](desk, item)))
    code = item.record.values.get(facet)
    return [(str(code), desk.say.label(item.record.table, facet, code))] if code else []


def area_name(desk: Desk, code: str | None, zh: str | None) -> str:
    """An area in the page's language, where a document of it says its English name."""
    own = areas(desk.library.registry["documents"]).get(code or "")
    return str(own.values[f"area_{desk.language}"]) if own else str(zh or "")


@remembered
def areas(documents: Mapping[str, Record]) -> dict[str, Record]:
    return {str(record.area_code): record for record in documents.values()}


def _document(desk: Desk, item: Item) -> Iterable[tuple[str, ...]]:
    ids = [item.plan.id] if item.plan else [d.document_id for d in desk.library.index.by_unit.get(item.id, ())]
    return [(i, desk.say.short(i)) for i in ids]


def _area(desk: Desk, item: Item) -> Iterable[tuple[str, ...]]:
    own = item.plan.document if item.plan else item.record
    code, zh = own.values["area_code"], own.values["area_zh"]
    return [(str(code or zh), area_name(desk, code, zh))] if code or zh else []


def _unit(desk: Desk, item: Item) -> Iterable[tuple[str, ...]]:
    for body in item.bodies:
        unit = desk.say.unit(body.unit_id)
        area = area_name(desk, unit.area_code, unit.area_zh)
        name = str(unit.values[f"name_{desk.language}"])
        label = f"{name} · {area}" if area and area not in name else name
        yield unit.id, label, " ".join((unit.name_zh, *aliases(desk.library.registry).get(unit.id, ())))


def _of(table: str, column: str) -> Callable[[Desk, Item], Iterable[tuple[str, ...]]]:
    """A record of the registry that a row, or its task, names."""

    def found(desk: Desk, item: Item) -> Iterable[tuple[str, ...]]:
        holders = (item.record, item.task) if column == "theme_id" and item.task else (item.record,)
        code = next((i for holder in holders if (i := holder.values.get(column))), None)
        return [(code, str(desk.library.registry[table][code].values[f"name_{desk.language}"]))] if code else []

    return found


def _pillar(desk: Desk, item: Item) -> Iterable[tuple[str, ...]]:
    if item.pillar and item.plan:
        yield item.pillar.id, f"{desk.say.short(item.plan.id)} · {desk.say.heading_text(item.pillar)}"


def _measure(desk: Desk, item: Item) -> Iterable[tuple[str, ...]]:
    if measure := item.record.measure_id:
        yield measure, desk.say.measure(measure)


def _year(_: Desk, item: Item) -> Iterable[tuple[str, ...]]:
    if deadline := item.record.deadline:
        yield deadline[:4], deadline[:4]


def _unit_kind(desk: Desk, item: Item) -> Iterable[tuple[str, ...]]:
    code = desk.say.unit(item.record.unit_id).kind
    yield code, desk.say.label("units", "kind", code)


_OWN: Mapping[str, Callable[[Desk, Item], Iterable[tuple[str, ...]]]] = {
    "document": _document, "area": _area, "unit": _unit, "theme": _of("themes", "theme_id"), "pillar": _pillar,
    "indicator": _of("indicators", "indicator_id"), "measure": _measure, "year": _year, "unit_kind": _unit_kind,
}  # fmt: skip


@remembered
def aliases(registry: Mapping[str, Mapping[str, Record]]) -> dict[str, list[str]]:
    """Record id → the other forms that people type, and the names that texts print."""
    found: dict[str, list[str]] = {}
    for record in registry["aliases"].values():
        found.setdefault(record.record_id, []).append(record.alias)
    for record in registry["unit_names"].values():
        found.setdefault(record.unit_id, []).append(record.name)
    return found
