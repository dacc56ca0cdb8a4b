"""Rows of the wide tables as typed values by column name, one plan at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publisher.model.library import Library
from publisher.model.plan import NONE, Clause, PlanModel, Quantity, Statement
from publisher.model.records import Record
from publisher.terms import address

Values = Mapping[str, Any]


def homepage(library: Library) -> str:
    """The base address of the site, as the descriptor gives it; empty where none is configured."""
    return str(library.package.descriptor.get("homepage") or "")


def url(library: Library, table: str, record_id: str) -> str:
    """What stands in the url column of a record: the address at which it is shown."""
    return address.absolute(homepage(library), address.place(table, record_id, "zh", compact=library.compact))


def clause_path(clause: Clause) -> str | None:
    """Numbers and headings from the chapter down to the clause, as printed; None where nothing is printed."""
    parts = [" ".join(filter(None, (r.number_printed, r.heading_zh))) for r in (*clause.path, clause.record)]
    return " > ".join(filter(None, parts)) or None


def names(statements: Iterable[Statement], role: str) -> tuple[str, ...]:
    """The printed names of the bodies with a role, each once, in printed order."""
    return tuple(dict.fromkeys(str(b.name_printed) for s in statements for b in s.bodies if b.role == role))


def roles(statements: Iterable[Statement]) -> dict[str, tuple[str, ...]]:
    """The printed names by role, as the three columns of the wide tables."""
    held = tuple(statements)
    return {f"{role}_units": names(held, role) for role in ("lead", "support", "undivided")}


def _document(plan: PlanModel) -> dict[str, Any]:
    values = plan.document.values
    own = {name: values[name] for name in ("document_id", "doc_number", "area_code", "area_zh", "area_en")}
    return {**own, "document_zh": values["title_zh"], "document_en": values["title_en"]}


def _heading(name: str, record: Record | None) -> dict[str, Any]:
    if record is None:
        return {f"{name}_id": None, f"{name}_zh": None, f"{name}_en": None}
    return {f"{name}_id": record.id, f"{name}_zh": record.heading_zh, f"{name}_en": record.heading_en}


def _evidence(plan: PlanModel, record_id: str) -> dict[str, Any]:
    place = plan.evidence.get(record_id)
    return {
        "quote_start": place.start if place else None,
        "quote_end": place.end if place else None,
        "checked": plan.checked.get(record_id, NONE),
    }


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
        "measure_zh": measure.label_zh if measure else None,
        "measure_en": measure.label_en if measure else None,
        **roles(item.statements),
        **_evidence(plan, record.id),
        "url": url(library, record.table, record.id),
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
        "statements": len(statements),
        "targets": within.count("targets"),
        "observations": within.count("observations"),
        "checked": plan.checked.get(record.id, NONE),
        "url": url(library, "tasks", record.id),
    }


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
                "unit_zh": unit.name_zh,
                "unit_en": unit.name_en,
                "unit_kind": unit.kind,
                **_evidence(plan, body.id),
                "url": url(library, "tasks", statement.task_id),
            }


def _about(library: Library, plan: PlanModel, record: Record) -> dict[str, Any]:
    zh, en = library.index.named.get(record.record_id or "", (None, None))
    return {
        **record.values,
        **_document(plan),
        "record_zh": zh,
        "record_en": en,
        **_evidence(plan, record.id),
    }


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
        "issuer_zh": issuer.name_zh,
        "issuer_en": issuer.name_en,
        "copy_publisher": copy.publisher if copy else None,
        "copy_url": copy.url if copy else None,
        "copy_sha256": copy.sha256 if copy else None,
        "targets": len(plan.targets),
        "observations": len(plan.observations),
        "tasks": kinds["task"],
        "safeguards": kinds["safeguard"],
        "mechanisms": kinds["mechanism"],
        "statements": len(plan.statements),
        "bodies": len(units - groups),
        "groups": len(groups),
        "url": url(library, "documents", plan.id),
    }


def of_plan(library: Library, plan: PlanModel) -> dict[str, list[dict[str, Any]]]:
    """The rows that a plan adds to each wide table."""
    return {
        "documents": [document(library, plan)],
        "targets": [quantity(library, plan, item) for item in plan.targets],
        "observations": [quantity(library, plan, item) for item in plan.observations],
        "tasks": [task(library, plan, record) for record in plan.tasks.values()],
        "responsibilities": list(responsibilities(library, plan)),
        "mentions": [mention(library, plan, record) for record in plan.mentions],
        "notes": [_about(library, plan, record) for record in plan.notes],
    }


def units(library: Library) -> Iterator[dict[str, Any]]:
    """Each body with the forms of its name and how many tasks it has in which role, over all plans."""
    registry = library.registry
    for record in registry["units"].values():
        duties = library.index.by_unit.get(record.id, [])
        parent = registry["units"].get(record.parent_id or "")
        tasks = {
            f"{role}_tasks": len({duty.said.task_id for duty in duties if duty.role == role})
            for role in ("lead", "support", "undivided")
        }
        yield {
            **record.values,
            "parent_zh": parent.name_zh if parent else None,
            "names_printed": tuple(dict.fromkeys(name.name for name in library.names.get(record.id, ()))),
            "documents": tuple(dict.fromkeys(duty.document_id for duty in duties)),
            **tasks,
            "targets": len(library.index.answers.get(record.id, ())),
            "url": url(library, "units", record.id),
        }


def indicators(library: Library) -> Iterator[dict[str, Any]]:
    """Each indicator with how many targets and other quantities it has, and in which documents."""
    for record in library.registry["indicators"].values():
        entries = library.index.by_indicator.get(record.id, [])
        measure = library.registry["measures"][record.measure_id]
        yield {
            **record.values,
            "measure_zh": measure.label_zh,
            "measure_en": measure.label_en,
            "targets": sum(e.table == "targets" for e in entries),
            "observations": sum(e.table == "observations" for e in entries),
            "documents": tuple(dict.fromkeys(e.document_id for e in entries)),
            "url": url(library, "indicators", record.id),
        }


def of_registry(library: Library) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """The rows of the wide tables that stand above all plans, by table."""
    yield "units", units(library)
    yield "indicators", indicators(library)
