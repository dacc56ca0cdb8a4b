"""Who is responsible: a page for every body, and the matrix of bodies and pillars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from publisher.model.functions import Function, function_of
from publisher.model.functions import title as function_title
from publisher.model.index import Duty, Entry
from publisher.model.library import Library
from publisher.model.plan import PlanModel
from publisher.model.records import Record
from publisher.render.citing import citations
from publisher.render.context import Desk
from publisher.render.page import HERE, Page
from publisher.render.paging import Sheet
from publisher.terms import address
from publisher.work.remembered import remembered

ROLES = ("lead", "undivided", "support")
TOGETHER = 12  # bodies that a body is shown with


@dataclass(frozen=True)
class Matrix:
    """One document's bodies against its pillars: (body, pillar) → role → number of tasks."""

    pillars: tuple[Record, ...]
    rows: tuple[tuple[Record, dict[str, Counter[str]], Counter[str]], ...]
    elsewhere: bool  # whether bodies also stand outside the pillars (safeguards, mechanism)


def matrix(desk: Desk, plan: PlanModel) -> Matrix:
    """The matrix of one document; a task counts once for a body and a role."""
    cells: dict[str, dict[str, set[tuple[str, str]]]] = {}
    elsewhere = False
    for statement in plan.statements:
        pillar = plan.clauses[statement.task_id].pillar
        column = pillar.id if pillar else ""
        elsewhere = elsewhere or pillar is None
        for body in statement.bodies:
            cells.setdefault(body.unit_id, {}).setdefault(column, set()).add((statement.task_id, body.role))
    rows = []
    for unit_id, columns in cells.items():
        counts = {column: Counter(role for _, role in tasks) for column, tasks in columns.items()}
        rows.append((desk.say.unit(unit_id), counts, sum(counts.values(), Counter())))
    rows.sort(key=lambda row: (-row[2].total(), -row[2]["lead"], row[0].id))
    pillars = tuple(c.record for c in plan.clauses.values() if c.record.kind == "pillar")
    return Matrix(pillars, tuple(rows), elsewhere)


def section(desk: Desk, plan: PlanModel) -> tuple[int, Markup]:
    """How many bodies a document names, and its matrix."""
    found = matrix(desk, plan)
    return len(found.rows), desk.fill("of_units.html", plan=plan, m=found) if found.rows else Markup()


@remembered
def _members(registry: Mapping[str, Mapping[str, Record]]) -> dict[str, list[Record]]:
    """Unit id → the bodies below it."""
    found: dict[str, list[Record]] = {}
    for unit in registry["units"].values():
        if unit.parent_id:
            found.setdefault(unit.parent_id, []).append(unit)
    return found


def page(desk: Desk, unit: Record) -> Page:
    """The page of one body."""
    duties = desk.library.index.by_unit.get(unit.id, [])
    title = str(unit.values[f"name_{desk.language}"])
    path = f"units/{unit.id}/"
    return desk.page(
        path,
        "unit.html",
        title,
        f"{unit.name_zh} · {unit.name_en}",
        unit=unit,
        names=desk.library.names.get(unit.id, ()),
        area=desk.area(unit),
        members=_members(desk.library.registry).get(unit.id, ()),
        counts=counts_of(desk.library, unit.id),
        by_document=_by_document(duties),
        targets=desk.library.index.answers.get(unit.id, ()),
        projects=_of_documents(desk.library.index.builds.get(unit.id, ())),
        ties=desk.library.index.ties.get(unit.id, ()),
        together=_together(duties),
        function=function_of(desk.library.registry).get(unit.id),
        csv=f"{HERE}{address.csv('units', unit.id)}",
        citations=citations(desk, title, path),
    )


def counts_of(library: Library, unit_id: str) -> dict[str, int]:
    """How much a body answers for: tasks by role, targets and named things."""
    tasks = {(duty.said.task_id, duty.role) for duty in library.index.by_unit.get(unit_id, ())}
    roles = Counter(role for _, role in tasks)
    own = {"targets": library.index.answers, "projects": library.index.builds}
    return {role: roles[role] for role in ROLES} | {name: len(held.get(unit_id, ())) for name, held in own.items()}


def _by_document(duties: list[Duty]) -> dict[str, dict[tuple[str, str], list[Duty]]]:
    """Document → role and pillar ("" where there is none) → the statements' tasks, each once: the matrix's cells."""
    found: dict[str, dict[tuple[str, str], list[Duty]]] = {}
    seen = set()
    for duty in sorted(duties, key=lambda duty: ROLES.index(duty.role)):
        key = (duty.said.task_id, duty.role)
        if key not in seen:
            seen.add(key)
            cell = (duty.role, duty.said.pillar_id or "")
            found.setdefault(duty.document_id, {}).setdefault(cell, []).append(duty)
    return dict(sorted(found.items()))


def _of_documents(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.document_id, []).append(entry)
    return found


def _together(duties: list[Duty]) -> list[tuple[str, int, list[Duty]]]:
    """The bodies that stand most often in one statement with it: how often, and for which tasks, each once."""
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        for other in dict.fromkeys(duty.others):
            found.setdefault(other, []).append(duty)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))[:TOGETHER]
    return [(unit, len(own), list({duty.said.task_id: duty for duty in own}.values())) for unit, own in ordered]


def functions_listing(desk: Desk, shown: Sequence[Function], path: str, sheet: Sheet) -> Page:
    """The bodies of one function in several areas, side by side."""
    library, title, lede = desk.library, desk.words["pages"]["functions"], desk.words["functions"]["lede"]
    most = desk.rules.limits.compared
    groups = [
        (
            one,
            function_title(one, library.registry, desk.language),
            [
                (body, desk.area(body), counts_of(library, body.id), library.index.answers.get(body.id, ()),
                 _tasks_of(library, body.id))
                for body in one.bodies[:most]
            ],
        )
        for one in shown
    ]  # fmt: skip
    return desk.page(path, "functions.html", title, lede, groups=groups, sheet=sheet)


def _tasks_of(library: Library, unit_id: str) -> list[Duty]:
    """The tasks of a body, each once, those that it leads first."""
    duties = sorted(library.index.by_unit.get(unit_id, ()), key=lambda duty: ROLES.index(duty.role))
    return list({duty.said.task_id: duty for duty in reversed(duties)}.values())[::-1]
