"""Who is responsible: a page for every body, and the matrix of bodies and pillars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from publisher.codebook.areas import spoken
from publisher.model.functions import Function, function_of
from publisher.model.functions import title as function_title
from publisher.model.index import ROLES, Duty
from publisher.model.library import Library
from publisher.model.plan import PlanModel
from publisher.model.records import Record
from publisher.render.citing import citations
from publisher.render.context import Renderer
from publisher.render.html import Words
from publisher.render.page import HERE, Page
from publisher.render.paging import Sheet
from publisher.render.paging import path_of as list_path
from publisher.render.takeaway.fact import Fact
from publisher.render.takeaway.fact import of_body as card_of
from publisher.render.takeaway.kit import carried as kit_files
from publisher.render.takeaway.kit import kit
from publisher.render.takeaway.sentence import MOST_NAMED, named_in, of_body
from publisher.terms import address
from publisher.work.grouped import grouped
from publisher.work.last_value import remembered

TOGETHER = 12  # bodies that a body is shown with


@dataclass(frozen=True)
class Matrix:
    """One document's bodies against its pillars: (body, pillar) → role → number of tasks."""

    pillars: tuple[Record, ...]
    rows: tuple[tuple[Record, dict[str, Counter[str]], Counter[str]], ...]
    elsewhere: bool  # whether bodies also stand outside the pillars (safeguards, mechanism)


def matrix(renderer: Renderer, plan: PlanModel) -> Matrix:
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
        rows.append((renderer.say.unit(unit_id), counts, sum(counts.values(), Counter())))
    rows.sort(key=lambda row: (-row[2].total(), -row[2]["lead"], row[0].id))
    pillars = tuple(c.record for c in plan.clauses.values() if c.record.kind == "pillar")
    return Matrix(pillars, tuple(rows), elsewhere)


def section(renderer: Renderer, plan: PlanModel) -> tuple[int, Markup]:
    """How many bodies a document names, and its matrix."""
    table = matrix(renderer, plan)
    return len(table.rows), renderer.fill("of_units.html", plan=plan, m=table) if table.rows else Markup()


@remembered
def _members(registry: Mapping[str, Mapping[str, Record]]) -> dict[str, list[Record]]:
    """Unit id → the bodies below it."""
    return grouped((unit.parent_id, unit) for unit in registry["units"].values() if unit.parent_id)


def pages(renderer: Renderer, unit: Record) -> Iterator[Page]:
    """The page of one body."""
    index = renderer.library.index
    duties = index.by_unit.get(unit.id, [])
    title = str(unit.values[f"name_{renderer.language}"])
    path, documents = f"units/{unit.id}/", named_in(index, unit.id)
    sources = [renderer.say.document(name) for name in documents[:MOST_NAMED]]
    place, function = function_of(renderer.library.registry).get(unit.id, (0, None))
    yield renderer.page(
        path,
        "unit.html",
        title,
        f"{unit.name_zh} · {unit.name_en}",
        unit=unit,
        state=renderer.library.checked[f"units.{unit.id}"],
        checks=renderer.library.sign_offs.get(f"units.{unit.id}", ()),
        names=renderer.library.names.get(unit.id, ()),
        area=renderer.area(unit),
        members=_members(renderer.library.registry).get(unit.id, ()),
        counts=index.counts(unit.id),
        by_document=_by_document(duties),
        targets=index.answers.get(unit.id, ()),
        projects=grouped((entry.document_id, entry) for entry in index.builds.get(unit.id, ())),
        ties=index.ties.get(unit.id, ()),
        together=_together(duties),
        function=function,
        function_path=list_path("functions/", place // renderer.rules.limits.functions),
        csv=f"{HERE}{address.csv('units', unit.id)}",
        kit=kit(renderer, path, title, lambda say: of_body(say, index, unit), sources) if documents else None,
        citations=citations(renderer, title, path),
    )


def carried(renderers: Mapping[str, Renderer], unit: Record) -> dict[str, bytes]:
    """The files of the kit of a body, by path in the published folder; none where no document names it."""
    index = next(iter(renderers.values())).library.index
    if not named_in(index, unit.id):
        return {}

    def card(say: Words) -> Fact:
        return card_of(say, index, unit, Markup(renderers[say.language].area(unit)).striptags())

    return kit_files(renderers, {f"units/{unit.id}/": card})


def _by_document(duties: list[Duty]) -> dict[str, dict[tuple[str, str], list[Duty]]]:
    """Document → role and pillar ("" where there is none) → the statements' tasks, each once: the matrix's cells."""
    by_document: dict[str, dict[tuple[str, str], list[Duty]]] = {}
    seen = set()
    for duty in sorted(duties, key=lambda duty: ROLES.index(duty.role)):
        key = (duty.said.task_id, duty.role)
        if key not in seen:
            seen.add(key)
            cell = (duty.role, duty.said.pillar_id or "")
            by_document.setdefault(duty.document_id, {}).setdefault(cell, []).append(duty)
    return dict(sorted(by_document.items()))


def _together(duties: list[Duty]) -> list[tuple[str, int, list[Duty]]]:
    """The bodies that stand most often in one statement with it: how often, and for which tasks, each once."""
    by_body = grouped((other, duty) for duty in duties for other in dict.fromkeys(duty.others))
    ordered = sorted(by_body.items(), key=lambda item: (-len(item[1]), item[0]))[:TOGETHER]
    return [(unit, len(own), list({duty.said.task_id: duty for duty in own}.values())) for unit, own in ordered]


def functions_listing(renderer: Renderer, shown: Sequence[Function], sheet: Sheet) -> Page:
    """The bodies of one function in several areas, side by side."""
    library, title, lede = renderer.library, renderer.words["pages"]["functions"], renderer.words["functions"]["lede"]
    most = renderer.rules.limits.compared
    area = (lambda body: spoken(str(body.area_zh or ""))) if renderer.language == "zh" else renderer.area
    groups = []
    for one in shown:
        bodies = [
            (body, area(body), library.index.counts(body.id), library.index.answers.get(body.id, ()),
             _tasks_of(library, body.id))
            for body in one.bodies[:most]
        ]  # fmt: skip
        groups.append((one, function_title(one, library.registry, renderer.language), bodies))
    return renderer.page(sheet.path, "functions.html", title, lede, groups=groups, sheet=sheet)


def _tasks_of(library: Library, unit_id: str) -> list[Duty]:
    """The tasks of a body, each once, those that it leads first."""
    duties = sorted(library.index.by_unit.get(unit_id, ()), key=lambda duty: ROLES.index(duty.role))
    return list({duty.said.task_id: duty for duty in reversed(duties)}.values())[::-1]
