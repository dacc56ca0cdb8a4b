"""Rows of the wide tables as typed values by column name, one plan at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from publisher.model.checked import NONE
from publisher.model.library import Library
from publisher.model.plan import Clause, PlanModel, Quantity, Statement
from publisher.model.records import Record
from publisher.terms import address
from publisher.terms.schema import TableSchema

Row = Sequence[Any]
PAGES = {"url": "zh", "url_en": "en"}  # columns with the address of a page → its language
ROLES = ("lead", "support", "undivided")


def homepage(library: Library) -> str:
    """The base address of the site, as the descriptor gives it; empty where none is configured."""
    return str(library.package.descriptor.get("homepage") or "")


def urls(library: Library, table: str, record_id: str) -> dict[str, str]:
    """The pages of a record, Chinese and English: whole addresses, or paths from the published folder (see placed)."""
    base, compact = homepage(library), library.compact
    return {
        name: address.absolute(base, address.place(table, record_id, language, compact=compact))
        for name, language in PAGES.items()
    }


def with_cells(rows: Iterable[Row], places: Sequence[int], change: Callable[[Any], Any]) -> list[Row]:
    """Rows whose cells at some places are changed."""
    changed: list[Row] = []
    for row in rows:
        cells = list(row)
        for place in places:
            cells[place] = change(cells[place])
        changed.append(cells)
    return changed


def placed(schema: TableSchema, rows: Sequence[Row], depth: int) -> Sequence[Row]:
    """Rows for a file `depth` folders below the published one: paths from that folder become relative to the file."""
    places = [place for place, name in enumerate(schema.names) if name in PAGES]
    if not places or not any(row[p] and "://" not in row[p] for row in rows for p in places):
        return rows
    up = "../" * depth
    return with_cells(rows, places, lambda cell: up + cell if cell and "://" not in cell else cell)


def clause_path(clause: Clause) -> str | None:
    """Numbers and headings from the chapter down to the clause, as printed; None where nothing is printed."""
    parts = [" ".join(filter(None, (r.number_printed, r.heading_zh))) for r in clause.whole]
    return " > ".join(filter(None, parts)) or None


def area_id(area_code: str | None) -> str | None:
    """An area's id as text: the code of GB/T 2260 with letters before it, so that no program reads it as a number."""
    return f"cn-{area_code}" if area_code else None


def roles(statements: Iterable[Statement]) -> dict[str, tuple[str, ...]]:
    """The printed names by role, and their ids, as columns of the tables for people."""
    ids: dict[str, dict[str, str]] = {role: {} for role in ROLES}  # role → printed name, in printed order → id
    for body in (body for statement in statements for body in statement.bodies):
        ids[body.role][str(body.name_printed)] = body.unit_id
    named = {f"{role}_units": tuple(own) for role, own in ids.items()}
    return {**named, **{f"{role}_unit_ids": tuple(own.values()) for role, own in ids.items()}}


def _document(plan: PlanModel) -> dict[str, Any]:
    values = plan.document.values
    own = {name: values[name] for name in ("document_id", "doc_number", "area_code", "area_zh", "area_en")}
    own["area_id"] = area_id(values["area_code"])
    return {**own, "document_zh": values["title_zh"], "document_en": values["title_en"]}


def _heading(name: str, record: Record | None) -> dict[str, Any]:
    return {f"{name}_id": record.id if record else None, **_both(name, record, "heading")}


def _both(name: str, record: Record | None, column: str) -> dict[str, Any]:
    """What a record is called, in both languages; None where there is no record."""
    return {f"{name}_{end}": record.values[f"{column}_{end}"] if record else None for end in ("zh", "en")}


def _evidence(plan: PlanModel, record_id: str) -> dict[str, Any]:
    place = plan.evidence.get(record_id)
    start, end = (place.start, place.end) if place else (None, None)
    return {"quote_start": start, "quote_end": end, "checked": plan.checked.get(record_id, NONE)}


def quantity(library: Library, plan: PlanModel, item: Quantity) -> dict[str, Any]:
    """A target or other quantity."""
    record = item.record
    measure = library.registry["measures"].get(record.measure_id or "")
    allocated = {"allocated_to_zh": record.area_zh} if record.table == "targets" else {}
    return {
        **record.values,
        **_document(plan),
        **allocated,
        "clause_path": clause_path(item.clause),
        **_heading("pillar", item.pillar),
        **_heading("task", plan.clauses[item.task.id].record if item.task else None),
        **_both("measure", measure, "label"),
        **roles(item.statements),
        **_evidence(plan, record.id),
        **urls(library, record.table, record.id),
    }


def task(library: Library, plan: PlanModel, record: Record) -> dict[str, Any]:
    """A task, safeguard or mechanism. Its targets are those whose quote stands in it or below it."""
    clause = plan.clauses[record.id]
    within = [q.record.table for q in plan.within(record.id)]
    statements = plan.of_task(record.id)
    return {
        **record.values,
        **_document(plan),
        "clause_path": clause_path(clause),
        "number_printed": clause.record.number_printed,
        **_heading("pillar", clause.pillar),
        **_heading("task", clause.record),
        **roles(statements),
        "statement_count": len(statements),
        "target_count": within.count("targets"),
        "observation_count": within.count("observations"),
        "checked": plan.checked.get(record.id, NONE),
        **urls(library, "tasks", record.id),
    }


def _tie(library: Library, plan: PlanModel, body: Record) -> dict[str, Any]:
    """A body of a statement, as the tables of ties have it."""
    unit = library.registry["units"][body.unit_id]
    return {**body.values, "document_id": plan.id, **_both("unit", unit, "name")}


def responsibilities(library: Library, plan: PlanModel) -> Iterator[dict[str, Any]]:
    """Each body of each statement, with the place of the statement's quote."""
    for statement in plan.statements:
        clause = plan.clauses[statement.task_id]
        for body in statement.bodies:
            unit = library.registry["units"][body.unit_id]
            yield {
                **body.values,
                **_document(plan),
                **_heading("pillar", clause.pillar),
                **_heading("task", clause.record),
                **_both("unit", unit, "name"),
                "unit_kind": unit.kind,
                **_evidence(plan, body.id),
                **urls(library, "tasks", statement.task_id),
            }


def project(library: Library, plan: PlanModel, item: Quantity) -> dict[str, Any]:
    """A named thing, with its task, the bodies that answer for its sentence and the organisations tied to it."""
    theme = library.registry["themes"][item.record.theme_id]
    return {
        **item.record.values,
        **{name: value for name, value in _document(plan).items() if name not in ("area_code", "area_id")},
        "area_id": area_id(item.record.area_code),
        "document_area_code": plan.document.area_code,
        "document_area_id": area_id(plan.document.area_code),
        "clause_path": clause_path(item.clause),
        **_heading("pillar", item.pillar),
        **_heading("task", plan.clauses[item.task.id].record if item.task else None),
        **_both("theme", theme, "name"),
        "parties": tuple(party.name_printed for party in plan.parties.get(item.id, ())),
        **roles(item.statements),
        **_evidence(plan, item.id),
        **urls(library, "projects", item.id),
    }


def party(library: Library, plan: PlanModel, item: Quantity, record: Record) -> dict[str, Any]:
    """An organisation that the words of a project name."""
    unit = library.registry["units"].get(record.unit_id or "")
    return {
        **record.values,
        "document_id": plan.id,
        **_both("project", item.record, "name"),
        **_both("body", unit, "name"),
        "quote": record.quote or item.record.quote,
    }


def _about(library: Library, plan: PlanModel, record: Record) -> dict[str, Any]:
    zh, en = library.index.named.get(record.record_id or "", (None, None))
    about = {"record_zh": zh, "record_en": en}
    return {**record.values, **_document(plan), **about, **_evidence(plan, record.id)}


def mention(library: Library, plan: PlanModel, record: Record) -> dict[str, Any]:
    """A figure that is no record of its own, with what it repeats."""
    return {**_about(library, plan, record), "clause_path": clause_path(plan.clauses[record.clause_id])}


def document(library: Library, plan: PlanModel) -> dict[str, Any]:
    """A document with its issuer, the copy that was read and the numbers of its records."""
    record = plan.document
    issuer = library.registry["units"][record.issuer_unit_id]
    copy = plan.copies[0] if plan.copies else None
    kinds = Counter(task.kind for task in plan.tasks.values())
    units = {body.unit_id for statement in plan.statements for body in statement.bodies}
    groups = {unit for unit in units if library.registry["units"][unit].is_group}
    return {
        **record.values,
        "area_id": area_id(record.area_code),
        **_both("issuer", issuer, "name"),
        **{f"copy_{name}": copy.values[name] if copy else None for name in ("publisher", "url", "sha256")},
        "target_count": len(plan.targets),
        "observation_count": len(plan.observations),
        "task_count": kinds["task"],
        "safeguard_count": kinds["safeguard"],
        "mechanism_count": kinds["mechanism"],
        "statement_count": len(plan.statements),
        "body_count": len(units - groups),
        "group_count": len(groups),
        "checked": plan.checked[plan.id],
        **urls(library, "documents", plan.id),
    }


def of_plan(library: Library, plan: PlanModel) -> dict[str, list[dict[str, Any]]]:
    """The rows that a plan adds to each wide table."""
    answering = [(item, body) for item in plan.targets for statement in item.statements for body in statement.bodies]
    return {
        "documents": [document(library, plan)],
        "targets": [quantity(library, plan, item) for item in plan.targets],
        "observations": [quantity(library, plan, item) for item in plan.observations],
        "tasks": [task(library, plan, record) for record in plan.tasks.values()],
        "projects": [project(library, plan, item) for item in plan.projects],
        "project_parties": [
            party(library, plan, item, record) for item in plan.projects for record in plan.parties.get(item.id, ())
        ],
        "responsibilities": list(responsibilities(library, plan)),
        "mentions": [mention(library, plan, record) for record in plan.mentions],
        "notes": [_about(library, plan, record) for record in plan.notes],
        "target_units": [{"target_id": item.id, **_tie(library, plan, body)} for item, body in answering],
        "task_units": [_tie(library, plan, body) for statement in plan.statements for body in statement.bodies],
    }


def units(library: Library) -> Iterator[dict[str, Any]]:
    """Each body with the forms of its name and how many tasks it has in which role, over all plans."""
    registry = library.registry
    for record in registry["units"].values():
        duties, counts = library.index.by_unit.get(record.id, []), library.index.counts(record.id)
        parent = registry["units"].get(record.parent_id or "")
        yield {
            **record.values,
            "area_id": area_id(record.area_code),
            "parent_zh": parent.name_zh if parent else None,
            "names_printed": tuple(dict.fromkeys(name.name for name in library.names.get(record.id, ()))),
            "document_ids": tuple(dict.fromkeys(duty.document_id for duty in duties)),
            **{f"{role}_tasks": counts[role] for role in ROLES},
            "target_count": counts["targets"],
            "checked": library.checked[f"units.{record.id}"],
            **urls(library, "units", record.id),
        }


def indicators(library: Library) -> Iterator[dict[str, Any]]:
    """Each indicator with how many targets and other quantities it has, and in which documents."""
    for record in library.registry["indicators"].values():
        entries = library.index.by_indicator.get(record.id, [])
        measure = library.registry["measures"][record.measure_id]
        yield {
            **record.values,
            **_both("measure", measure, "label"),
            "target_count": sum(e.table == "targets" for e in entries),
            "observation_count": sum(e.table == "observations" for e in entries),
            "document_ids": tuple(dict.fromkeys(e.document_id for e in entries)),
            "checked": library.checked[f"indicators.{record.id}"],
            **urls(library, "indicators", record.id),
        }


def of_registry(library: Library) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """The rows of the wide tables that stand above all plans, by table."""
    yield "units", units(library)
    yield "indicators", indicators(library)
