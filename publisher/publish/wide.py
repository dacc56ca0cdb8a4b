"""The schemas of what is published: tables for people from schemas/wide.yaml, and the normalised ones beside them.

One name is one table in every format: a normalised table that people get in a wider form is published as <name>_base.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from publisher.terms.schema import Schemas, TableSchema, load_yaml, parse_schema
from publisher.work.last_value import remembered

SCHEMA = Path(__file__).resolve().parents[2] / "schemas" / "wide.yaml"
BASE = "_base"
NAMES_JOINED = "、"  # how several printed names stand in one cell


@cache
def _source() -> Mapping[str, Any]:
    return load_yaml(SCHEMA.read_text("utf-8"))  # type: ignore[no-any-return]


def _column(schemas: Schemas, table: str, column: str) -> dict[str, Any]:
    """A column's descriptor as its Table Schema has it. Raises KeyError where there is none of that name."""
    for field in schemas[table].descriptor["fields"]:
        if field["name"] == column:
            return dict(field)
    raise KeyError(f"{table}.{column}")


def _own(schemas: Schemas, name: str) -> dict[str, Any]:
    """A column of `fields`; what it is `like` gives what it does not say itself."""
    own = dict(_source()["fields"][name])
    like, optional = own.pop("like", None), own.pop("optional", False)
    column = {**(_column(schemas, *like.split(".")) if like else {}), **own, "name": name}
    constraints = {k: v for k, v in column.pop("constraints", {}).items() if not (optional and k == "required")}
    return {**column, "constraints": constraints} if constraints else column


def _field(schemas: Schemas, table: str, entry: str | Mapping[str, str]) -> dict[str, Any]:
    if isinstance(entry, Mapping):
        ((name, place),) = entry.items()
        own = _column(schemas, *place.split(".")) if "." in place else _own(schemas, place)
        return {**own, "name": name}
    if table in schemas.tables and entry in schemas[table].names:
        return _column(schemas, table, entry)
    return _own(schemas, entry)


def _descriptor(schemas: Schemas, table: str) -> dict[str, Any]:
    own = _source()["tables"][table]
    fields = [_field(schemas, table, entry) for entry in own["columns"]]
    names = [field["name"] for field in fields]
    titles = {key: own[key] for key in ("title", "title_en", "description", "description_en")}
    like = schemas[table].foreign_keys if table in schemas.tables else tuple(map(tuple, own["references"]))
    keys = [_reference(field, target, column) for field, target, column in like if field in names]
    descriptor = {"name": table, **titles, "fields": fields, "primaryKey": own.get("key", [names[0]])}
    return {**descriptor, "foreignKeys": keys} if keys else descriptor


def _reference(field: str, table: str, column: str) -> dict[str, Any]:
    """A foreign key; what is referred to is the normalised table, which has every row in every package."""
    return {"fields": [field], "reference": {"resource": base_name(table), "fields": [column]}}


def base_name(table: str) -> str:
    """The name under which a normalised table is published."""
    return f"{table}{BASE}" if table in _source()["tables"] else table


def primary_key(schema: TableSchema) -> tuple[str, ...]:
    """The columns that make a row one of its kind."""
    return tuple(schema.descriptor["primaryKey"])


def _base(schema: TableSchema) -> TableSchema:
    """A normalised table as it is published: its own name, and references by published names."""
    own = dict(schema.descriptor)
    keys = [_reference(*key) for key in schema.foreign_keys]
    if schema.name in _source()["tables"]:
        own["title"], own["title_en"] = f"{own['title']}（规范表）", f"{own['title_en']}, normalised"
    return parse_schema({**own, "name": base_name(schema.name), **({"foreignKeys": keys} if keys else {})})


def ties(schemas: Schemas) -> tuple[TableSchema, ...]:
    """The tables that tie records by id, and stand nowhere in the package as it is kept."""
    return tuple(schema for schema in wide(schemas) if schema.name not in schemas.tables)


@remembered
def bases(schemas: Schemas) -> Mapping[str, TableSchema]:
    """The normalised tables as they are published, by the names that they are kept under."""
    return {schema.name: _base(schema) for schema in schemas}


@remembered
def wide(schemas: Schemas) -> Schemas:
    """The wide tables over `schemas`, in the order in which they are shown."""
    return Schemas({name: parse_schema(_descriptor(schemas, name)) for name in _source()["tables"]})
