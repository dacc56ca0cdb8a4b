"""Parquet: a file a table, with types, and the titles of the columns in the file's metadata; and files by document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from publisher.model.library import Library
from publisher.publish import files
from publisher.publish.wide import wide
from publisher.terms import address
from publisher.terms.schema import TableSchema

GROUP = 20_000  # rows after which a row group is written; a reader that wants one document skips the others
BATCH = 2_000  # rows that are held as Python values, which take ten times the memory
WHOLE = "documents"  # the one wide table of plans that is not also written by document: a row each

Rows = Sequence[Sequence[Any]]


class ParquetTables:
    """A Parquet file a table, written in row groups as rows come."""

    def __init__(self, folder: Path, path: str) -> None:
        self.folder, self.path = folder, path
        self.schemas: dict[str, TableSchema] = {}
        self.held: dict[str, list[Sequence[Any]]] = {}
        self.batches: dict[str, list[Any]] = {}
        self.writers: dict[str, Any] = {}

    def add(self, schema: TableSchema, rows: Rows) -> None:
        """Append rows to the file of a table."""
        self.schemas[schema.name] = schema
        held = self.held.setdefault(schema.name, [])
        batches = self.batches.setdefault(schema.name, [])
        held.extend(rows)
        many = len(held) + sum(batch.num_rows for batch in batches) >= GROUP
        if held and (many or len(held) >= BATCH):
            batches.append(_batch(schema, held, arrow_schema(schema)))
            held.clear()
        if many:
            self._flush(schema)

    def _flush(self, schema: TableSchema) -> None:
        import pyarrow
        from pyarrow import parquet

        arrow = arrow_schema(schema)
        if schema.name not in self.writers:
            place = files.inside(self.folder, f"{self.path}/{schema.name}.parquet")
            self.writers[schema.name] = parquet.ParquetWriter(place, arrow, compression="zstd")
        batches, self.batches[schema.name] = self.batches[schema.name], []
        self.writers[schema.name].write_table(pyarrow.Table.from_batches(batches, arrow).combine_chunks())

    def close(self) -> None:
        """Write what is held, and close every file."""
        for name, schema in self.schemas.items():
            if held := self.held[name]:
                self.batches[name].append(_batch(schema, held, arrow_schema(schema)))
                held.clear()
            if self.batches[name] or name not in self.writers:
                self._flush(schema)
            self.writers[name].close()


def of_document(
    library: Library, document_id: str, rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> dict[str, bytes]:
    """Address and content of the file of each wide table that has rows of a document. rows: by table, by column name.

    The files hold every column, so each can be read by itself; the directory says the document once more, in a column
    of another name. Titles of columns stand in the file of the whole table only: here they would be most of the bytes.
    """
    import pyarrow
    from pyarrow import parquet

    found = {}
    for table, values in rows.items():
        if not values or table == WHOLE:
            continue
        arrow, struct = _bare(wide(library.schemas)[table])
        columns = pyarrow.array(values, struct).flatten()  # one conversion for all columns: they are short
        arrays = [column.cast(field_.type) for column, field_ in zip(columns, arrow, strict=True)]
        target = pyarrow.BufferOutputStream()
        # Few rows: dictionaries, statistics and zstd cost more time here than the bytes they save are worth.
        parquet.write_table(
            pyarrow.Table.from_arrays(arrays, schema=arrow), target, compression="snappy", use_dictionary=False,
            write_statistics=False, store_schema=False,
        )  # fmt: skip
        found[address.partition(table, document_id)] = target.getvalue().to_pybytes()
    return found


def _batch(schema: TableSchema, rows: Rows, arrow: Any) -> Any:
    """Rows as an Arrow record batch."""
    import pyarrow

    columns = list(zip(*rows, strict=True))
    arrays = [_array(column, field_.type) for column, field_ in zip(columns, arrow, strict=True)]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=arrow)


def _array(values: Sequence[Any], type_: Any) -> Any:
    import pyarrow

    if pyarrow.types.is_date(type_):
        return pyarrow.array(values, pyarrow.string()).cast(type_)
    if pyarrow.types.is_floating(type_):
        return pyarrow.array([float(value) if value is not None else None for value in values], type_)
    return pyarrow.array(values, type_)


_BARE: dict[str, tuple[TableSchema, Any, Any]] = {}


def _bare(schema: TableSchema) -> tuple[Any, Any]:
    """The Arrow schema of a table without metadata, and as a struct of what Python holds: dates as text."""
    import pyarrow

    if schema.name not in _BARE or _BARE[schema.name][0] is not schema:
        fields = [pyarrow.field(field_.name, field_.type) for field_ in arrow_schema(schema)]
        read = [pyarrow.field(f.name, pyarrow.string() if pyarrow.types.is_date(f.type) else f.type) for f in fields]
        _BARE[schema.name] = (schema, pyarrow.schema(fields), pyarrow.struct(read))
    return _BARE[schema.name][1:]


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
