"""Who is responsible: a page for every body, and the matrix of bodies and pillars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from publisher.model.index import Duty
from publisher.model.plan import PlanModel
from publisher.model.records import Record
from publisher.render.citing import citations
from publisher.render.context import Desk
from publisher.render.page import Page
from publisher.work.remembered import remembered

ROLES = ("lead", "support", "undivided")


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
        members=_members(desk.library.registry).get(unit.id, ()),
        by_document=_by_document(duties),
        together=_together(duties),
        citations=citations(desk, title, path),
    )


def _by_document(duties: list[Duty]) -> dict[str, dict[str, list[Duty]]]:
    """Document → role → the statements' tasks, each once."""
    found: dict[str, dict[str, list[Duty]]] = {}
    seen = set()
    for duty in duties:
        key = (duty.said.task_id, duty.role)
        if key not in seen:
            seen.add(key)
            found.setdefault(duty.document_id, {}).setdefault(duty.role, []).append(duty)
    return found


def _together(duties: list[Duty]) -> list[tuple[str, int]]:
    """The bodies that stand most often in one statement with it."""
    count: Counter[str] = Counter(other for duty in duties for other in set(duty.others))
    return sorted(count.items(), key=lambda item: (-item[1], item[0]))[:12]
