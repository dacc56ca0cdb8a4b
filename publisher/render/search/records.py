"""The entries of one plan: its targets, other figures, projects, tasks, notes and the organisations named with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.model.deadlines import how_known
from publisher.model.library import Library
from publisher.model.plan import PlanModel, Quantity, Statement
from publisher.model.records import Record
from publisher.render.html import Words
from publisher.render.search.entry import Entry, aliases, begin, entry, pair, path_of
from publisher.terms.messages import LANGUAGES, words
from publisher.work.grouped import grouped


def of_plan(library: Library, plan: PlanModel, say: Mapping[str, Words]) -> list[Entry]:
    """The entries of a plan. say: language → its words."""
    area = str(plan.document.area_code or "")
    shared = {"doc": plan.id, "area": area}
    entries = [
        *(_quantity(library, plan, q, say, shared) for q in (*plan.targets, *plan.observations)),
        *_projects(library, plan, say, shared),
        *_tasks(library, plan, say, shared),
        *_notes(library, plan, shared),
    ]
    return [*entries, *_parties(library, plan, say, shared)]


def _quantity(
    library: Library, plan: PlanModel, q: Quantity, say: Mapping[str, Words], shared: Mapping[str, str]
) -> Entry:
    record, values = q.record, q.record.values
    task = plan.tasks.get(values.get("related_task_id") or "")
    headed = next((c for c in (q.clause.record, *reversed(q.clause.path)) if c.heading_zh), None)
    how = how_known(values) if record.table == "targets" else ""
    number = {
        "value": values["value"], "max": values["value_max"], "basis": values["basis"],
        "comparator": values["comparator"], "figure": values["figure_printed"],
        "factor": factor(library, values["measure_id"]), "measure": values["measure_id"],
        "amount": {language: one.amount(record) for language, one in say.items()},
        "hedge": None if values.get("hedge") in (None, "none") else values["hedge"],
        "kind": record.kind, "due": values.get("deadline") or values.get("as_of"),
        "when": {language: _when(one, record) for language, one in say.items()},
        "how": how or None, "span": values["deadline_printed"] if how == "counted" else None,
        "same": [_same(library, task, plan, say)] if task is not None else None,
        "place": values.get("area_zh"), "part": bool(values.get("parent_target_id")) or None,
    }  # fmt: skip
    return entry(
        record.table,
        path_of(library, record.table, q.id, q.clause.id),
        (record.what_zh, record.what_en),
        names=[values.get("area_zh"), *aliases(library).get(q.id, ())],
        about=pair(record, "caveat"),
        of=[record.indicator_id, values.get("theme_id")],
        who=_who(say, q.statements),
        quote=record.quote,
        context=pair(headed, "heading") if headed else None,
        number={key: value for key, value in number.items() if value is not None},
        reposted=any(one.id == q.evidence.copy_id and one.publisher_kind != "issuer" for one in plan.copies) or None,
        **shared,
    )


def _who(say: Mapping[str, Words], statements: Sequence[Statement]) -> list[tuple[str, list[str]]]:
    """Who answers: the bodies by role."""
    answering = say[LANGUAGES[0]].answerable(statements)
    return [(role, [body.unit_id for body in bodies]) for role, bodies, _ in answering]


def _same(library: Library, task: Record, plan: PlanModel, say: Mapping[str, Words]) -> Entry:
    """A task that names the same thing as a promise for which nobody is named, with the body that leads it."""
    first = next((body for s in plan.of_task(task.id) for body in s.bodies if body.role != "support"), None)
    titles = {language: one.heading_text(plan.clauses[task.id].record) for language, one in say.items()}
    led = {"units": [first.unit_id], "role": first.role} if first else {"units": []}
    return {"path": path_of(library, "tasks", task.id, task.id), **titles, **led}


def factor(library: Library, measure_id: str | None) -> float | None:
    """What a value is multiplied by to be in plain units of its kind; None where it is one already."""
    measure = library.registry["measures"].get(measure_id or "")
    return None if measure is None or measure.factor == 1 else float(measure.factor)


def _printed(record: Record, say: Mapping[str, Words]) -> dict[str, str]:
    """A project's deadline where the text itself gives one, with its words; the end of the plan's period is none."""
    if record.deadline_basis not in ("stated", "section"):
        return {}
    return {language: f"{_when(one, record)} (“{record.deadline_printed}”)" for language, one in say.items()}


def _when(say: Words, record: Record) -> str:
    if record.table in ("targets", "projects"):
        return say.date(record.deadline, record.deadline_precision)
    return say.date(record.values.get("as_of"))


def _projects(
    library: Library, plan: PlanModel, say: Mapping[str, Words], shared: Mapping[str, str]
) -> Iterator[Entry]:
    others = aliases(library)
    for project in plan.projects:
        record = project.record
        yield entry(
            "projects",
            path_of(library, "projects", project.id, project.clause.id),
            (record.name_zh, record.name_en),
            names=[record.name_printed, *others.get(project.id, ())],
            about=pair(record, "caveat"),
            of=[record.theme_id, *(p.unit_id for p in plan.parties.get(project.id, ()))],
            who=_who(say, project.statements),
            quote=record.quote,
            stage=record.stage,
            due=_printed(record, say),
            **shared,
        )


def _tasks(library: Library, plan: PlanModel, say: Mapping[str, Words], shared: Mapping[str, str]) -> Iterator[Entry]:
    for task in plan.tasks.values():
        clause = plan.clauses[task.id].record
        titles = tuple(one.heading_text(clause) for one in say.values())
        yield entry(
            "tasks",
            path_of(library, "tasks", task.id, task.id),
            (titles[0], titles[1]),
            about=pair(task, "summary"),
            of=[task.theme_id],
            who=_who(say, plan.of_task(task.id)),
            **shared,
        )


def _notes(library: Library, plan: PlanModel, shared: Mapping[str, str]) -> Iterator[Entry]:
    for note in plan.notes:
        known = plan.quantities.get(note.record_id or "")
        table, record_id = (known.record.table, known.id) if known else ("notes", plan.id)
        clause = note.record_id if note.record_id in plan.clauses else ""
        yield entry(
            "notes",
            path_of(library, table, record_id, clause),
            (begin(note.text_zh), begin(note.text_en)),
            about=pair(note, "text"),
            quote=note.quote,
            **shared,
        )


def _parties(library: Library, plan: PlanModel, say: Mapping[str, Words], shared: Mapping[str, str]) -> Iterator[Entry]:
    """Each organisation once, with what it is named for; one that is a responsible body too stands among the bodies."""
    named = {project.id: project for project in plan.projects}
    groups = grouped((str(row.name_printed), row) for i, rows in plan.parties.items() if i in named for row in rows)
    for members in groups.values():
        first, project = members[0], named[members[0].project_id]
        table, record_id = ("units", str(first.unit_id)) if first.unit_id else ("projects", project.id)
        yield entry(
            "parties",
            path_of(library, table, record_id, project.clause.id),
            (first.name_printed, first.name_en),
            about={language: _roles(one, members, named) for language, one in say.items()},
            quote=first.quote or project.record.quote,
            **shared,
        )


def _roles(say: Words, rows: list[Record], named: Mapping[str, Any]) -> str:
    colon, between = say.words["colon"], words(say.language)["find"]["between"]
    project = {row.project_id: named[row.project_id].record.values[f"name_{say.language}"] for row in rows}
    return str(between).join(
        f"{say.label('parties', 'role', row.role)}{colon}{project[row.project_id]}" for row in rows
    )
