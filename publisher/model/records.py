"""Rows → records: cells with the types of their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from publisher.read.registry import Registry
from publisher.read.table import Row
from publisher.terms.schema import Field, TableSchema
from publisher.work.grouped import grouped
from publisher.work.last_value import remembered


def typed(value: str, field_: Field) -> Any:
    """A cell as a JSON value by its field's type; None where it is empty. Dates stay ISO text.

    Raises ValueError where the cell is not of its type (validated data never are).
    """
    if value == "":
        return None
    if field_.type == "integer":
        return int(value)
    if field_.type == "number":
        number = Decimal(value)
        return int(number) if number == number.to_integral_value() else float(number)
    if field_.type == "boolean":
        return value == "true"
    return value


@dataclass(frozen=True)
class Record:
    """A row with typed values; columns are attributes (record.value, record.what_zh). file, line: where it stands."""

    table: str
    values: Mapping[str, Any]
    file: str
    line: int

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["values"][name]
        except KeyError:
            raise AttributeError(f"{self.__dict__.get('table')} has no column {name}") from None

    @property
    def id(self) -> str:
        return str(next(iter(self.values.values())))


def records(rows: Iterable[Row], schema: TableSchema, file: str) -> tuple[Record, ...]:
    """Rows as typed records."""
    names = schema.names
    converted = [field_ for field_ in schema.fields if field_.type in ("integer", "number", "boolean")]
    typed_rows = []
    for row in rows:
        values: dict[str, Any] = {name: value or None for name, value in zip(names, row, strict=False)}
        for field_ in converted:
            values[field_.name] = typed(values[field_.name] or "", field_)
        typed_rows.append(Record(schema.name, values, file, row.line))
    return tuple(typed_rows)


@remembered
def registry_records(registry: Registry) -> Mapping[str, Mapping[str, Record]]:
    """The registry as typed records: table → id → record."""
    return {
        name: {record.id: record for record in records(table.rows, registry.schemas[name], table.file)}
        for name, table in registry.tables.items()
    }


@remembered
def registry_sign_offs(registry: Registry) -> Mapping[str, list[Record]]:
    """Each record of the registry, with the name of its table before its id → its sign-offs."""
    table = registry.signing["checks"]
    return grouped((row.record_id, row) for row in records(table.rows, registry.schemas["checks"], table.file))


@remembered
def names_by_unit(registry: Registry) -> Mapping[str, tuple[Record, ...]]:
    """Unit id → the printed forms of its name."""
    records = registry_records(registry)["unit_names"].values()
    return {unit_id: tuple(names) for unit_id, names in grouped((r.unit_id, r) for r in records).items()}
