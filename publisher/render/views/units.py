"""Who is responsible: a page for every body, and the matrix of bodies and pillars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from publisher.index import Duty
from publisher.model import PlanModel, Record
from publisher.render.citing import citations
from publisher.render.desk import Desk
from publisher.render.page import Page

ROLES = ("lead", "support", "undivided")


@dataclass(frozen=True)
class Matrix:
    """One document's bodies against its pillars: (body, pillar) → role → number of tasks."""

    plan: PlanModel
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
    return Matrix(plan, pillars, tuple(rows), elsewhere)


def listing(desk: Desk) -> Page:
    """The matrices, document by document, and all bodies."""
    title = desk.words["pages"]["units"]
    matrices = [m for m in (matrix(desk, plan) for plan in desk.plans()) if m.rows]
    counts = {unit: len({duty.said.task_id for duty in duties}) for unit, duties in desk.library.index.by_unit.items()}
    about = {"section": "units", "description": desk.words["units"]["lede"]}
    registry = desk.library.registry["units"]
    named = sorted((u for u in registry.values() if u.id in counts), key=lambda u: (-counts[u.id], u.id))
    rest = [u for u in registry.values() if u.id not in counts]
    return desk.page(
        "units/", "units.html", title, about=about, matrices=matrices, units=named, counts=counts, rest=rest
    )


def pages(desk: Desk) -> Iterator[Page]:
    """A page for every body."""
    registry = desk.library.registry
    names: dict[str, list[Record]] = {}
    for name in registry["unit_names"].values():
        names.setdefault(name.unit_id, []).append(name)
    members: dict[str, list[Record]] = {}
    for unit in registry["units"].values():
        if unit.parent_id:
            members.setdefault(unit.parent_id, []).append(unit)
    for unit in registry["units"].values():
        duties = desk.library.index.by_unit.get(unit.id, [])
        title = str(unit.values[f"name_{desk.language}"])
        path = f"units/{unit.id}/"
        yield desk.page(
            path,
            "unit.html",
            title,
            about={"section": "units", "description": f"{unit.name_zh} · {unit.name_en}"},
            unit=unit,
            names=names.get(unit.id, []),
            members=members.get(unit.id, []),
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
