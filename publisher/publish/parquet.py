"""Parquet: a file a table, with types, and the titles of the columns in the file's metadata."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from publisher.publish import files
from publisher.schema import TableSchema

GROUP = 20_000  # rows that are held before a row group is written


class ParquetTables:
    """A Parquet file a table, written in row groups as rows come."""

    def __init__(self, folder: Path, path: str) -> None:
        self.folder, self.path = folder, path
        self.schemas: dict[str, TableSchema] = {}
        self.held: dict[str, list[Sequence[Any]]] = {}
        self.writers: dict[str, Any] = {}

    def add(self, schema: TableSchema, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows to the file of a table."""
        self.schemas[schema.name] = schema
        held = self.held.setdefault(schema.name, [])
        held.extend(rows)
        if len(held) >= GROUP:
            self._flush(schema)

    def _flush(self, schema: TableSchema) -> None:
        import pyarrow
        from pyarrow import parquet

        arrow = arrow_schema(schema)
        if schema.name not in self.writers:
            place = files.inside(self.folder, f"{self.path}/{schema.name}.parquet")
            self.writers[schema.name] = parquet.ParquetWriter(place, arrow, compression="zstd")
        held = self.held[schema.name]
        columns = [_column(field.type, [row[i] for row in held]) for i, field in enumerate(schema.fields)]
        arrays = [pyarrow.array(column, type=f.type) for column, f in zip(columns, arrow, strict=True)]
        self.writers[schema.name].write_table(pyarrow.Table.from_arrays(arrays, schema=arrow))
        self.held[schema.name] = []

    def close(self) -> None:
        """Write what is held, and close every file."""
        for name, schema in self.schemas.items():
            if self.held[name] or name not in self.writers:
                self._flush(schema)
            self.writers[name].close()


def _column(type_: str, values: list[Any]) -> list[Any]:
    if type_ == "date":
        return [date.fromisoformat(value) if value is not None else None for value in values]
    if type_ == "number":
        return [float(value) if value is not None else None for value in values]
    return values


def arrow_schema(schema: TableSchema) -> Any:
    """The Arrow schema of a table: dates as dates, several names as a list; titles and descriptions as metadata."""
    import pyarrow

    types = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    return pyarrow.schema(
        [
            pyarrow.field(
                field.name,
                types.get(field.type, pyarrow.string()),
                metadata={
                    "title_zh": field.title["zh"],
                    "title_en": field.title["en"],
                    "description_zh": field.description["zh"],
                    "description_en": field.description["en"],
                },
            )
            for field in schema.fields
        ]
    )
