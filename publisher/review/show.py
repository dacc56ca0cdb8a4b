"""What the page of the desk is given: the text, the items, the forms of the tables, the words of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.check.reading import firms_of
from publisher.codebook.areas import apart
from publisher.draft.state import OPEN
from publisher.read.plan import Plan
from publisher.review.items import SAID, Item, ItemRow, unaccounted
from publisher.review.store import Snapshot
from publisher.terms.messages import words
from publisher.terms.schema import TableSchema

_LONG = ("quote", "summary", "caveat", "comparability", "definition", "limitations", "text", "reason")
_NEEDED = (("units", "area_zh"),)  # cells that a new row needs although the schema does not ask for them
_LEFT = (*OPEN, "record", "blind", "differs")  # the states in which something is still to be done


def shown(
    snapshot: Snapshot, all_items: tuple[Item, ...], language: str, *, reader: str, blind: bool, later: int = 0
) -> dict[str, Any]:
    """Everything that the page shows to a reader, in a language; positions count code points of the whole text.

    later: how many items follow when these are decided.
    """
    plan = snapshot.plan
    copy = plan.copy
    start, end = (int(copy.body_start), int(copy.body_end)) if copy else (0, 0)
    return standing(snapshot, all_items, blind=blind, later=later) | {
        "plan": plan.document_id,
        "reader": reader,
        "blind": blind,
        "dated": bool(plan.document and plan.document.horizon_end),
        "start": start,
        "text": (plan.text or "")[start:end],
        "items": [one(item) for item in all_items if item.state != "rejected"],
        "tables": {name: _table(schema, language) for name, schema in snapshot.schemas.tables.items()},
        "options": options(plan),
        "glossary": glossary(snapshot),
        "language": language,
    }


def glossary(snapshot: Snapshot) -> list[list[str]]:
    """The terms that have one English in this plan, the longest first: without the names of firms elsewhere."""
    plan = snapshot.plan
    suggested = (each.cells.get("area_code", "") for each in snapshot.suggestions if each.table == "documents")
    code = plan.document.area_code if plan.document else next(suggested, "")
    firms = firms_of(plan.registry)
    terms = (row for row in plan.registry.rows("glossary")
             if not (code and (area := firms.get(row.term_zh, "")) and apart(area, code)))  # fmt: skip
    return sorted(([row.term_zh, row.term_en] for row in terms), key=lambda term: -len(term[0]))


def standing(snapshot: Snapshot, all_items: tuple[Item, ...], *, blind: bool, later: int) -> dict[str, Any]:
    """How far the plan is: what is left, and what nothing accounts for."""
    return {
        "draft": snapshot.draft,
        "unaccounted": [] if blind else unaccounted(snapshot, all_items),
        "left": sum(item.state in _LEFT for item in all_items) + later,
        "total": len(all_items) + later,
        "later": later,
    }


def one(item: Item) -> dict[str, Any]:
    """An item as the page has it."""
    own = {name: getattr(item, name) for name in ("id", "state", "start", "end", "signers", "outdated", *SAID)}
    return own | {"rows": list(map(_entry, item.rows)), "beside": list(map(_entry, item.beside))}


def _entry(entry: ItemRow) -> dict[str, Any]:
    return {"table": entry.table, "record": entry.record, "cells": entry.cells}


def _table(schema: TableSchema, language: str) -> Mapping[str, Any]:
    keys = {field: table for field, table, _ in schema.foreign_keys}
    labels = words(language)["desk"]["boolean"]
    return {
        "title": schema.title[language],
        "key": schema.key,
        "fields": [
            {
                "name": field.name,
                "title": field.title[language],
                "help": field.description[language],
                "required": field.required or (schema.name, field.name) in _NEEDED,
                "long": field.name.startswith(_LONG),
                "codes": [[code.value, code.zh if language == "zh" else code.en] for code in field.categories]
                or ([[value, labels[value]] for value in ("true", "false")] if field.type == "boolean" else []),
                "list": keys.get(field.name, ""),
            }
            for field in schema.fields
        ],
    }


def options(plan: Plan) -> dict[str, list[list[str]]]:
    """What references may name: id and a word for it."""
    registry = plan.registry
    return {
        "documents": [[row.document_id, row.title_zh] for row in registry.rows("documents")],
        "units": [[row.unit_id, row.name_zh] for row in registry.rows("units")],
        "measures": [[row.measure_id, row.label_zh] for row in registry.rows("measures")],
        "indicators": [[row.indicator_id, row.name_zh] for row in registry.rows("indicators")],
        "clauses": [[row.clause_id, row.number_printed + row.heading_zh] for row in plan.rows("clauses")],
        "tasks": [[row.task_id, row.summary_zh[:20]] for row in plan.rows("tasks")],
        "targets": [[row.target_id, row.what_zh] for row in plan.rows("targets")],
        "projects": [[row.project_id, row.name_zh] for row in plan.rows("projects")],
        "themes": [[row.theme_id, row.name_zh] for row in registry.rows("themes")],
    }
