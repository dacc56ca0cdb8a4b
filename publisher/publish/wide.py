"""The schemas of the wide tables, put together from schemas/wide.yaml and the Table Schemas of their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from publisher.terms.schema import Schemas, TableSchema, load_yaml, parse_schema

FILE = Path(__file__).resolve().parents[2] / "schemas" / "wide.yaml"
NAMES_JOINED = "、"  # how several printed names stand in one cell


@cache
def _source() -> Mapping[str, Any]:
    return load_yaml(FILE.read_text("utf-8"))  # type: ignore[no-any-return]


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
        return {**_column(schemas, *place.split(".")), "name": name}
    if entry in schemas[table].names:
        return _column(schemas, table, entry)
    return _own(schemas, entry)


def _descriptor(schemas: Schemas, table: str) -> dict[str, Any]:
    own = _source()["tables"][table]
    fields = [_field(schemas, table, entry) for entry in own["columns"]]
    names = [field["name"] for field in fields]
    said = {key: own[key] for key in ("title", "title_en", "description", "description_en")}
    keys = [
        {"fields": [field], "reference": {"resource": target, "fields": [column]}}
        for field, target, column in schemas[table].foreign_keys
        if field in names
    ]
    descriptor = {"name": table, **said, "fields": fields, "primaryKey": [names[0]]}
    return {**descriptor, "foreignKeys": keys} if keys else descriptor


class Wide:
    """The wide tables by name, in the order in which they are shown."""

    def __init__(self, schemas: Schemas) -> None:
        self.tables = {name: parse_schema(_descriptor(schemas, name)) for name in _source()["tables"]}

    def __getitem__(self, name: str) -> TableSchema:
        return self.tables[name]

    def __iter__(self) -> Iterator[TableSchema]:
        return iter(self.tables.values())


_MADE: dict[int, tuple[Schemas, Wide]] = {}


def wide(schemas: Schemas) -> Wide:
    """The wide tables over `schemas`, put together once."""
    if id(schemas) not in _MADE:
        _MADE[id(schemas)] = (schemas, Wide(schemas))  # the schemas are kept, so their id stays their own
    return _MADE[id(schemas)][1]
