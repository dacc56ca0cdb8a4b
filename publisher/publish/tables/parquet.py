"""Parquet: a file a table, with types, and the titles of the columns in the file's metadata; and files by document."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import orjson

from publisher.model.library import Library
from publisher.publish import files, words
from publisher.publish.rows import PAGES
from publisher.publish.wide import wide
from publisher.terms import address
from publisher.terms.schema import Field as TableField
from publisher.terms.schema import TableSchema

if TYPE_CHECKING:
    from arro3.core import Schema

GROUP = 20_000  # rows of a row group; a reader that wants one document skips the others, as rows stand by document
BATCH = 2_000  # rows that are turned into columns at a time
ABOUT = "about"  # the key of a file's own words, in its metadata
WHOLE = "documents"  # the one wide table of plans that is not also written by document: a row each


class ParquetTables:
    """A Parquet file a table. Rows wait beside it as lines of JSON until all are there: in memory stands one group."""

    def __init__(self, folder: Path, path: str, about: Mapping[str, str]) -> None:
        """about: what every file says of itself, as `about` gives it."""
        self.folder, self.path, self.about = folder, path, about
        self.waiting: dict[str, tuple[TableSchema, Path, BinaryIO]] = {}

    def add(self, schema: TableSchema, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows to the file of a table."""
        if schema.name not in self.waiting:
            place = files.inside(self.folder, f"{self.path}/{schema.name}.lines")
            self.waiting[schema.name] = (schema, place, place.open("wb"))
        names = [field.name for field in schema.fields]
        self.waiting[schema.name][2].write(_lines(dict(zip(names, row, strict=True)) for row in rows))

    def close(self) -> None:
        """Write every file, and remove what waited."""
        for name, (schema, place, lines) in self.waiting.items():
            lines.close()
            data = _parquet(place, arrow_schema(schema), compression="zstd(3)", key_value_metadata=dict(self.about))
            files.write(self.folder, f"{self.path}/{name}.parquet", data)
            place.unlink()
        self.waiting.clear()


def about(library: Library) -> dict[str, str]:
    """What a file says of itself: version, date, licence, and how to cite it, as JSON under one key.

    The writer puts several keys in any order, so that no two files would have the same bytes.
    """
    return {ABOUT: orjson.dumps(words.about(library)).decode()}


def of_document(
    library: Library, document_id: str, rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> dict[str, bytes]:
    """Address and content of the file of each wide table that has rows of a document. rows: by table, by column name.

    The files hold every column, so each can be read by itself; the directory says the document once more, in a column
    of another name. What the file of the whole table says of itself and of its columns would be most of the bytes here.
    """
    found = {}
    for table, values in rows.items():
        if values and table != WHOLE:
            arrow = arrow_schema(wide(library.schemas)[table], titles=False)
            up = "../" * address.partition(table, document_id).count("/")
            # Few rows: dictionaries and zstd cost more time here than the bytes they save are worth.
            found[address.partition(table, document_id)] = _parquet(
                _lines(_below(row, up) for row in values),
                arrow,
                compression="snappy",
                dictionary_enabled=False,
                skip_arrow_metadata=True,
            )
    return found


def _below(row: Mapping[str, Any], up: str) -> Mapping[str, Any]:
    """A row whose paths from the published folder are relative to a file below it."""
    found = {name: up + row[name] for name in PAGES if row.get(name) and "://" not in row[name]}
    return {**row, **found} if found else row


def _lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    return b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)


def _parquet(lines: Path | bytes, arrow: Schema, **settings: Any) -> bytes:
    """A Parquet file of lines of JSON. It is made in memory, where it is small: a full disk is ours to report."""
    from arro3.io import read_json, write_parquet

    target = io.BytesIO()
    write_parquet(read_json(lines, arrow, batch_size=BATCH), target, max_row_group_size=GROUP, **settings)
    return target.getvalue()


def arrow_schema(schema: TableSchema, *, titles: bool = True) -> Schema:
    """The Arrow schema of a table: dates as dates, several names as a list; titles and descriptions as metadata."""
    from arro3.core import DataType, Field, Schema

    types = {
        "integer": DataType.int64(),
        "number": DataType.float64(),
        "boolean": DataType.bool(),
        "date": DataType.date32(),
        "list": DataType.list(Field("element", DataType.string(), nullable=True)),
    }
    text = DataType.string()
    return Schema(
        [
            Field(field.name, types.get(field.type, text), nullable=True, metadata=_said(field) if titles else None)
            for field in schema.fields
        ]
    )


def _said(field: TableField) -> dict[str, str]:
    return {
        "title_zh": field.title["zh"],
        "title_en": field.title["en"],
        "description_zh": field.description["zh"],
        "description_en": field.description["en"],
    }
