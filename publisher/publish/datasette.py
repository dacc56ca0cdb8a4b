"""Metadata for Datasette: titles and descriptions of the tables and columns of the SQLite file."""

from __future__ import annotations

from typing import Any

from publisher.model.library import Library
from publisher.publish import words
from publisher.publish.wide import wide
from publisher.terms import address
from publisher.terms.schema import TableSchema

FILE = f"{address.DATA}/datasette.json"


def _table(schema: TableSchema) -> dict[str, Any]:
    return {
        "title": f"{schema.title['zh']} · {schema.title['en']}",
        "description": f"{schema.description['zh']} {schema.description['en']}",
        "columns": {field.name: f"{field.title['zh']} · {field.description['en']}" for field in schema.fields},
    }


def metadata(library: Library) -> dict[str, Any]:
    """What Datasette shows of the database (datasette serve FILE -m datasette.json)."""
    licence = words.licence(library)
    views = {f"{name}_wide": _table(wide(library.schemas)[name]) for name in ("targets", "observations")}
    return {
        "title": words.own(library, "title", "zh") + " · " + words.own(library, "title", "en"),
        "description": words.own(library, "description", "zh") + " " + words.own(library, "description", "en"),
        "license": licence["title"],
        "license_url": licence["path"],
        "databases": {
            address.NAME: {"tables": {**{s.name: _table(s) for s in library.schemas}, **views}},
        },
    }
