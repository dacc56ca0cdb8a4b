"""The rows of the explorer: what each kind of record shows, the codes that it is filtered by, the words it is found by.

A facet has the name of the column of the published table that it counts, but for `document`, `area`, `unit`, `year`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from publisher.model.library import Library
from publisher.model.plan import Clause, PlanModel, Statement
from publisher.model.records import Record
from publisher.render.context import Desk
from publisher.terms import address
from publisher.work.remembered import remembered

NUMERIC = frozenset({"amount", "n_lead", "n_support", "n_undivided", "n_targets"})
NOTHING = "none"  # the code of “has none”
SEAM = "\x1e"  # between the rows of one template's text
Lines = dict[str, Any]  # html, text: of each row; facets: name → choices and places; keys: name → values to sort by


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record. facets: in the order shown. columns: of the table. hidden: at first view.

    keys: columns that are sorted by values, not by labels. name: of the table, and of the page below the language.
    """

    name: str
    facets: tuple[str, ...]
    columns: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "targets",
            ("document", "area", "theme", "indicator", "unit", "deadline_basis", "year", "basis", "hedge", "kind",
             "pillar", "measure"),
            ("what", "document", "amount", "basis", "deadline", "who", "hedge", "kind", "indicator", "theme", "pillar",
             "checked"),
            ("hedge", "kind", "indicator", "theme", "pillar", "checked"),
            ("amount", "deadline"),
        ),
        Kind(
            "projects",
            ("document", "area", "theme", "kind", "stage", "hedge", "unit", "deadline_basis", "year", "pillar"),
            ("what", "document", "kind", "stage", "deadline", "who", "hedge", "theme", "pillar"),
            ("hedge", "theme", "pillar"),
            ("deadline",),
        ),
        Kind(
            "tasks",
            ("document", "area", "theme", "unit", "kind", "pillar"),
            ("what", "document", "who", "n_targets", "theme", "kind", "pillar"),
            ("theme", "kind", "pillar"),
            ("n_targets",),
        ),
        Kind(
            "responsibilities",
            ("document", "area", "unit", "unit_kind", "role", "role_basis", "theme", "pillar"),
            ("body", "document", "role", "what", "unit_kind", "role_basis", "theme", "pillar"),
            ("unit_kind", "role_basis", "theme", "pillar"),
        ),
        Kind(
            "units",
            ("area", "kind", "level", "document"),
            ("what", "kind", "n_lead", "n_support", "n_undivided", "n_targets", "level"),
            ("level",),
            ("n_lead", "n_support", "n_undivided", "n_targets"),
        ),
        Kind(
            "observations",
            ("document", "area", "kind", "indicator", "basis", "pillar", "measure"),
            ("what", "document", "amount", "as_of", "kind", "quote", "indicator", "pillar"),
            ("indicator", "pillar"),
            ("amount", "as_of"),
        ),
        Kind("notes", ("document", "area", "kind"), ("what", "document", "kind", "about", "quote"), ("quote",)),
    )
}  # fmt: skip
OF_PLAN = tuple(name for name in KINDS if name != "units")


class Item(NamedTuple):
    """What one row shows."""

    record: Record
    plan: PlanModel | None = None
    clause: Clause | None = None
    task: Record | None = None
    statements: tuple[Statement, ...] = ()
    checked: str = ""

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def pillar(self) -> Record | None:
        return self.clause.pillar if self.clause else None

    @property
    def bodies(self) -> tuple[Record, ...]:
        """The bodies of a responsibility, a task or a promise, in printed order."""
        if self.record.table == "responsibilities":
            return (self.record,)
        return tuple(body for statement in self.statements for body in statement.bodies)


def _quantities(name: str) -> Callable[[PlanModel], list[Item]]:
    def found(plan: PlanModel) -> list[Item]:
        return [Item(q.record, plan, q.clause, q.task, q.statements, q.checked) for q in getattr(plan, name)]

    return found


ITEMS: Mapping[str, Callable[[PlanModel], list[Item]]] = {
    "targets": _quantities("targets"),
    "projects": _quantities("projects"),
    "observations": _quantities("observations"),
    "tasks": lambda plan: [
        Item(task, plan, plan.clauses[task.id], task, plan.of_task(task.id)) for task in plan.tasks.values()
    ],
    "responsibilities": lambda plan: [
        Item(body, plan, plan.clauses[said.task_id], plan.tasks[said.task_id], (said,))
        for said in plan.statements
        for body in said.bodies
    ],
    "notes": lambda plan: [Item(note, plan) for note in plan.notes],
}


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
        what = quantity.record.values[f"what_{desk.language}"] or quantity.record.what_zh
        return str(what), desk.say.url(quantity.record.table, record_id)
    if clause := plan.clauses.get(record_id):
        place = desk.say.url("tasks", record_id) if record_id in plan.tasks else desk.say.clause(record_id)
        return desk.say.heading_text(clause.record), place
    if project := next((p for p in plan.projects if p.id == record_id), None):
        found = Item(project.record, plan, project.clause, project.task)
        return str(project.record.values[f"name_{desk.language}"]), _project_url(desk, found)
    return str(record_id), ""


# ---- what a row is filtered by ----


def codes(desk: Desk, item: Item, facet: str) -> list[tuple[str, ...]]:
    """The codes of a row with their labels, each once; a body also with the other forms of its name."""
    if facet in _OWN:
        return list(dict.fromkeys(_OWN[facet](desk, item)))
    code = item.record.values.get(facet)
    return [(str(code), desk.say.label(item.record.table, facet, code))] if code else []


def area_name(desk: Desk, code: str | None, zh: str | None) -> str:
    """An area in the page's language, where a document of it says its English name."""
    own = _areas(desk.library.registry["documents"]).get(code or "")
    return str(own.values[f"area_{desk.language}"]) if own else str(zh or "")


@remembered
def _areas(documents: Mapping[str, Record]) -> dict[str, Record]:
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
        yield unit.id, label, " ".join((unit.name_zh, *_aliases(desk.library.registry).get(unit.id, ())))


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


@remembered
def _aliases(registry: Mapping[str, Mapping[str, Record]]) -> dict[str, list[str]]:
    """Record id → the other forms that people type, and the names that texts print."""
    found: dict[str, list[str]] = {}
    for record in registry["aliases"].values():
        found.setdefault(record.record_id, []).append(record.alias)
    for record in registry["unit_names"].values():
        found.setdefault(record.unit_id, []).append(record.name)
    return found


PAIRS = ("what", "name", "heading", "summary", "text", "scope")
PLAIN = ("figure_printed", "value", "quote", "name_printed", "number_printed", "allocated_to_zh")


def found_by(desk: Desk, item: Item) -> str:
    """All words that a row is found by, in both languages, its id first."""
    registry, record = desk.library.registry, item.record
    others = _aliases(registry)
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
        area = _areas(registry["documents"]).get(str(record.area_code))
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
