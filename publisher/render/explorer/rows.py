"""The rows of the explorer: their cells, what they are filtered by, sorted by, and the words they are found by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from publisher.model.library import Library
from publisher.model.plan import Clause, PlanModel
from publisher.model.records import Record
from publisher.render.context import Renderer
from publisher.render.explorer.facets import aliases, area_name, areas, codes
from publisher.render.explorer.kinds import EXPLORED, ITEMS, NUMERIC, ExplorerRow, Kind
from publisher.terms.messages import LANGUAGES
from publisher.work.last_value import remembered

NOTHING = "none"  # the code of “has none”
AROUND = "\n\x1f\n"  # between a row's own words and what else its bodies and its theme are called
SHORTEST = 3  # characters of a name that is looked for in a text
SEAM = "\x1e"  # between the rows of one template's text
Lines = dict[str, Any]  # html, text: of each row; facets: name → choices and places; keys: name → values to sort by


def of_plan(renderer: Renderer, plan: PlanModel, name: str) -> Lines:
    """The rows that a plan adds to a kind."""
    return lines(renderer, EXPLORED[name], ITEMS[name](plan))


def of_units(renderer: Renderer) -> Lines:
    """The rows of all bodies, those of most tasks first."""
    duties = renderer.library.index.by_unit
    named = {i: len({duty.said.task_id for duty in duties.get(i, ())}) for i in renderer.library.registry["units"]}
    registry = sorted(renderer.library.registry["units"].values(), key=lambda unit: (-named[unit.id], unit.id))
    return lines(renderer, EXPLORED["units"], [ExplorerRow(unit) for unit in registry])


def lines(renderer: Renderer, kind: Kind, items: Sequence[ExplorerRow]) -> Lines:
    """Items as rows. The words to be found by are the same in both languages, and are made with the Chinese ones."""
    html = _html(renderer, kind, items).split(SEAM)[1:] if items else []
    facets: dict[str, tuple[list[list[str]], list[list[int]]]] = {}
    for name in kind.facets:
        nothing = renderer.words["nobody"] if name == "unit" else renderer.words["explorer"]["none"]
        choices: dict[str, int] = {}
        labels, places = [], []
        for item in items:
            own = codes(renderer, item, name) or [(NOTHING, nothing)]
            for code, *labels_of_code in own:
                if code not in choices:
                    choices[code] = len(choices)
                    labels.append([code, *labels_of_code])
            places.append([choices[code] for code, *_ in own])
        facets[name] = labels, places
    text = [found_by(renderer, item) for item in items] if renderer.language == "zh" else []
    keys = {name: [_key(renderer.library, item, name) for item in items] for name in kind.keys}
    return {"html": html, "text": text, "facets": facets, "keys": keys, "rows": len(items)}


def heads(renderer: Renderer, kind: Kind) -> dict[str, str]:
    """The headings of a kind's columns: its own, or those of all."""
    names = renderer.words["explorer"]["heads"]
    return {name: str(names.get(f"{kind.name}.{name}") or names[name]) for name in kind.columns}


def _html(renderer: Renderer, kind: Kind, items: Sequence[ExplorerRow]) -> str:
    """The rows, each after a seam."""
    named = {
        "counted": partial(counted, renderer.library),
        "area_name": partial(area_name, renderer),
        "about": partial(_about, renderer),
        "labels": lambda item, facet: renderer.words["comma"].join(
            label for _, label, *_ in codes(renderer, item, facet)
        ),
    }
    return str(
        renderer.fill(
            "rows.html", kind=kind, items=items, seam=SEAM, heads=heads(renderer, kind), numeric=NUMERIC, **named
        )
    )


def _about(renderer: Renderer, item: ExplorerRow) -> tuple[str, str] | None:
    """What a note is about: its name, and its page where it has one."""
    plan, record_id = item.plan, item.record.record_id
    if plan is None or not record_id:
        return None
    if quantity := plan.quantities.get(record_id):
        what = renderer.say.called(quantity.record, "what")
        return str(what), renderer.say.url(quantity.record.table, record_id)
    if clause := plan.clauses.get(record_id):
        place = renderer.say.url("tasks", record_id) if record_id in plan.tasks else renderer.say.clause(record_id)
        return renderer.say.heading_text(clause.record), place
    if project := next((p for p in plan.projects if p.id == record_id), None):
        return str(renderer.say.called(project.record, "name")), renderer.say.url("projects", record_id)
    spoken = next((s.task_id for s in plan.statements if any(body.id == record_id for body in s.bodies)), record_id)
    return _about_task(renderer, plan.clauses.get(spoken), str(record_id))


def _about_task(renderer: Renderer, clause: Clause | None, record_id: str) -> tuple[str, str]:
    """The task of a statement of responsibility; the id alone of what has no place."""
    if clause is None:
        return record_id, ""
    return renderer.say.heading_text(clause.record), renderer.say.url("tasks", clause.id)


# ---- what it is sorted and found by ----

_KEYS: Mapping[str, Callable[[Library, ExplorerRow], Any]] = {
    "amount": lambda _, item: item.record.value,
    "deadline": lambda _, item: item.record.deadline,
    "as_of": lambda _, item: item.record.as_of,
}


def counted(library: Library, item: ExplorerRow, name: str) -> int:
    """How many targets a task or body has, or how many tasks a body has in a role (name: n_targets, n_lead…)."""
    if item.plan:
        return sum(q.record.table == "targets" for q in item.plan.within(item.id))
    return library.index.counts(item.id)[name.removeprefix("n_")]


def _key(library: Library, item: ExplorerRow, name: str) -> Any:
    return _KEYS[name](library, item) if name in _KEYS else counted(library, item, name)


PAIRS = ("what", "name", "heading", "summary", "text", "scope")
PLAIN = ("figure_printed", "value", "quote", "name_printed", "number_printed", "allocated_to_zh", "deadline_printed")


def _spoken_of(registry: Mapping[str, Mapping[str, Record]], text: str) -> list[str]:
    """What people call the indicators that a Chinese text names: EV chargers, where it has 充电桩."""
    return [name for names in _indicator_names(registry) if any(name in text for name in names) for name in names]


@remembered
def _indicator_names(registry: Mapping[str, Mapping[str, Record]]) -> list[list[str]]:
    """The names of each indicator and the other forms that people type, all of some length."""
    others = aliases(registry)
    named = ([str(i.name_zh).removesuffix("数"), *others.get(i.id, ())] for i in registry["indicators"].values())
    return [[name for name in names if len(name) >= SHORTEST] for names in named]


def found_by(renderer: Renderer, item: ExplorerRow) -> str:
    """All words that a row is found by, in both languages, its id first; behind AROUND what is only near it."""
    registry, record = renderer.library.registry, item.record
    others = aliases(registry)
    own: list[Any] = [item.id]
    own += [record.values.get(f"{name}_{language}") for name in PAIRS for language in ("zh", "en")]
    shared = record.table == "responsibilities"  # one quote names all the bodies of a statement
    own += [record.values.get(name) for name in PLAIN if not (shared and name == "quote")]
    if item.task:
        heading = item.plan and item.plan.clauses[item.task.id].record
        own += [heading.heading_zh, heading.heading_en] if heading else []
    if item.plan:
        document = item.plan.document
        own += [document.values[n] for n in ("short_zh", "short_en", "doc_number", "area_zh", "area_en")]
        own += others.get(document.id, ())
    else:
        area = areas(registry["documents"]).get(str(record.area_code))
        own += [record.area_zh, area.area_en if area else None]
    if code := record.values.get("indicator_id"):
        indicator = registry["indicators"][code]
        own += [indicator.name_zh, indicator.name_en, *others.get(code, ())]
    own += others.get(item.id, ())
    around: list[Any] = [record.values.get("quote")] if shared else []
    for body in item.bodies:
        unit = registry["units"][body.unit_id]
        own += [unit.name_zh, unit.name_en, body.name_printed]
        own += [renderer.library.label("responsibilities", "role", body.role, language) for language in LANGUAGES]
        around += others.get(unit.id, ())
    if code := record.values.get("theme_id"):
        theme = registry["themes"][code]
        around += [theme.name_zh, theme.name_en, *others.get(code, ())]
    if record.table in ("tasks", "responsibilities") and item.task:
        around += _spoken_of(registry, str(item.task.summary_zh))
    return AROUND.join("\n".join(dict.fromkeys(str(one) for one in part if one is not None)) for part in (own, around))
