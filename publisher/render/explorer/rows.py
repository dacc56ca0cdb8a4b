"""The rows of the explorer: their cells, what they are filtered by, sorted by, and the words they are found by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from publisher.model.library import Library
from publisher.model.plan import PlanModel
from publisher.render.context import Desk
from publisher.render.explorer.facets import aliases, area_name, areas, codes
from publisher.render.explorer.kinds import ITEMS, KINDS, NUMERIC, Item, Kind
from publisher.terms import address

NOTHING = "none"  # the code of “has none”
SEAM = "\x1e"  # between the rows of one template's text
Lines = dict[str, Any]  # html, text: of each row; facets: name → choices and places; keys: name → values to sort by


def of_plan(desk: Desk, plan: PlanModel, name: str) -> Lines:
    """The rows that a plan adds to a kind."""
    return lines(desk, KINDS[name], ITEMS[name](plan))


def of_units(desk: Desk) -> Lines:
    """The rows of all bodies, those of most tasks first."""
    duties = desk.library.index.by_unit
    named = {i: len({duty.said.task_id for duty in duties.get(i, ())}) for i in desk.library.registry["units"]}
    registry = sorted(desk.library.registry["units"].values(), key=lambda unit: (-named[unit.id], unit.id))
    return lines(desk, KINDS["units"], [Item(unit) for unit in registry])


def lines(desk: Desk, kind: Kind, items: Sequence[Item]) -> Lines:
    """Items as rows. The words to be found by are the same in both languages, and are made with the Chinese ones."""
    html = _html(desk, kind, items).split(SEAM)[1:] if items else []
    facets: dict[str, tuple[list[list[str]], list[list[int]]]] = {}
    for name in kind.facets:
        choices: dict[str, int] = {}
        labels, places = [], []
        for item in items:
            own = codes(desk, item, name) or [(NOTHING, desk.words["explorer"]["none"])]
            for code, *said in own:
                if code not in choices:
                    choices[code] = len(choices)
                    labels.append([code, *said])
            places.append([choices[code] for code, *_ in own])
        facets[name] = labels, places
    text = [found_by(desk, item) for item in items] if desk.language == "zh" else []
    keys = {name: [_key(desk.library, item, name) for item in items] for name in kind.keys}
    return {"html": html, "text": text, "facets": facets, "keys": keys, "rows": len(items)}


def heads(desk: Desk, kind: Kind) -> dict[str, str]:
    """The headings of a kind's columns: its own, or those of all."""
    said = desk.words["explorer"]["heads"]
    return {name: str(said.get(f"{kind.name}.{name}") or said[name]) for name in kind.columns}


def _html(desk: Desk, kind: Kind, items: Sequence[Item]) -> str:
    """The rows, each after a seam."""
    named = {
        "counted": partial(counted, desk.library),
        "area_name": partial(area_name, desk),
        "project_url": partial(_project_url, desk),
        "about": partial(_about, desk),
        "labels": lambda item, facet: desk.words["comma"].join(label for _, label, *_ in codes(desk, item, facet)),
    }
    return str(
        desk.fill("rows.html", kind=kind, items=items, seam=SEAM, heads=heads(desk, kind), numeric=NUMERIC, **named)
    )


def _project_url(desk: Desk, item: Item) -> str:
    """The page of a project; where projects have none, its place on the page of its task, or its document's."""
    if "projects" in address.COLLECTIONS:
        return desk.say.url("projects", item.id)
    if item.task is None or desk.library.compact:
        return desk.say.clause(item.record.clause_id)
    return f"{desk.say.url('tasks', item.task.id)}#{address.anchor(item.id)}"


def _about(desk: Desk, item: Item) -> tuple[str, str] | None:
    """What a note is about: its name, and its page where it has one."""
    plan, record_id = item.plan, item.record.record_id
    if plan is None or not record_id:
        return None
    if quantity := plan.quantities.get(record_id):
        what = desk.say.called(quantity.record, "what")
        return str(what), desk.say.url(quantity.record.table, record_id)
    if clause := plan.clauses.get(record_id):
        place = desk.say.url("tasks", record_id) if record_id in plan.tasks else desk.say.clause(record_id)
        return desk.say.heading_text(clause.record), place
    if project := next((p for p in plan.projects if p.id == record_id), None):
        found = Item(project.record, plan, project.clause, project.task)
        return str(desk.say.called(project.record, "name")), _project_url(desk, found)
    return str(record_id), ""


# ---- what it is sorted and found by ----

_KEYS: Mapping[str, Callable[[Library, Item], Any]] = {
    "amount": lambda _, item: item.record.value,
    "deadline": lambda _, item: item.record.deadline,
    "as_of": lambda _, item: item.record.as_of,
}


def counted(library: Library, item: Item, name: str) -> int:
    """How many targets a task or body has, or how many tasks a body has in a role (name: n_targets, n_lead…)."""
    if item.plan:
        return sum(q.record.table == "targets" for q in item.plan.within(item.id))
    if name == "n_targets":
        return len(library.index.answers.get(item.id, ()))
    duties = library.index.by_unit.get(item.id, ())
    return len({duty.said.task_id for duty in duties if f"n_{duty.role}" == name})


def _key(library: Library, item: Item, name: str) -> Any:
    return _KEYS[name](library, item) if name in _KEYS else counted(library, item, name)


PAIRS = ("what", "name", "heading", "summary", "text", "scope")
PLAIN = ("figure_printed", "value", "quote", "name_printed", "number_printed", "allocated_to_zh")


def found_by(desk: Desk, item: Item) -> str:
    """All words that a row is found by, in both languages, its id first."""
    registry, record = desk.library.registry, item.record
    others = aliases(registry)
    held: list[Any] = [item.id]
    held += [record.values.get(f"{name}_{language}") for name in PAIRS for language in ("zh", "en")]
    held += [record.values.get(name) for name in PLAIN]
    if item.task:
        heading = desk.library and item.plan and item.plan.clauses[item.task.id].record
        held += [heading.heading_zh, heading.heading_en] if heading else []
    if item.plan:
        document = item.plan.document
        held += [document.values[n] for n in ("short_zh", "short_en", "doc_number", "area_zh", "area_en")]
        held += others.get(document.id, ())
    else:
        area = areas(registry["documents"]).get(str(record.area_code))
        held += [record.area_zh, area.area_en if area else None]
    for body in item.bodies:
        unit = registry["units"][body.unit_id]
        held += [unit.name_zh, unit.name_en, body.name_printed, *others.get(unit.id, ())]
    for table, column in (("indicators", "indicator_id"), ("themes", "theme_id")):
        if code := record.values.get(column):
            named = registry[table][code]
            held += [named.name_zh, named.name_en, *others.get(code, ())]
    held += others.get(item.id, ())
    return "\n".join(dict.fromkeys(str(one) for one in held if one is not None))
