"""Parquet: a file a table, with types, and the titles of the columns in the file's metadata; and files by document."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import orjson

from publisher.model.library import Library
from publisher.publish import words
from publisher.publish.rows import PAGES, placed
from publisher.publish.scale import Scale
from publisher.publish.tables.values import Part, PlanRows
from publisher.publish.wide import bases, wide
from publisher.terms import address
from publisher.terms.schema import Field as TableField
from publisher.terms.schema import TableSchema
from publisher.work.output import fresh

if TYPE_CHECKING:
    from arro3.core import Schema

GROUP = 20_000  # rows of a row group; a reader that wants one document skips the others, as rows stand by document
BATCH = 2_000  # rows that are turned into columns at a time
FOLDER = f"{address.DATA}/parquet"
ABOUT = "about"  # the key of a file's own words, in its metadata
WHOLE = "documents"  # the one wide table of plans that is not also written by document: a row each


def write(folder: Path, library: Library, _size: Scale, registry: PlanRows, plans: Iterable[Part]) -> list[str]:
    """Write a file for each wide and each normalised table: the rows of the registry, then of each plan."""
    shown, kept = wide(library.schemas), bases(library.schemas)
    places = {f"{FOLDER}/{schema.name}": schema for schema in shown}
    places |= {f"{FOLDER}/tables/{schema.name}": schema for schema in kept.values()}
    with TemporaryDirectory(prefix="parquet-") as scratch:
        tables = Waiting(Path(scratch), places)
        for held in chain((registry,), (plan.rows for plan in plans)):
            for table, values in held.wide.items():
                tables.add(f"{FOLDER}/{table}", placed(shown[table], values, 2))
            for table, values in held.tables.items():
                tables.add(f"{FOLDER}/tables/{kept[table].name}", values)
        for path, data in tables.close(about(library)):
            fresh(folder, path).write_bytes(data)
    return [f"{path}.parquet" for path in places]


class Waiting:
    """Buffers rows as JSON lines in a temporary file a table; only one row group is in memory at a time."""

    def __init__(self, scratch: Path, schemas: Mapping[str, TableSchema]) -> None:
        """schemas: that of each table, by the path of its file without the ending."""
        self.schemas, self.places = schemas, {path: scratch / str(n) for n, path in enumerate(schemas)}
        self.open = {path: place.open("wb") for path, place in self.places.items()}

    def add(self, path: str, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows to a table."""
        names = self.schemas[path].names
        self.open[path].write(_lines(dict(zip(names, row, strict=True)) for row in rows))

    def close(self, about: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
        """Every file, once all rows are there. about: what each says of itself."""
        for path, lines in self.open.items():
            lines.close()
            arrow = arrow_schema(self.schemas[path])
            data = _parquet(self.places[path], arrow, compression="zstd(3)", key_value_metadata=dict(about))
            yield f"{path}.parquet", data


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
    by_path = {}
    for table, values in rows.items():
        if values and table != WHOLE:
            arrow = arrow_schema(wide(library.schemas)[table], titles=False)
            up = "../" * address.partition(table, document_id).count("/")
            # Few rows: dictionaries and zstd cost more time here than the bytes they save are worth.
            by_path[address.partition(table, document_id)] = _parquet(
                _lines(_below(row, up) for row in values),
                arrow,
                compression="snappy",
                dictionary_enabled=False,
                skip_arrow_metadata=True,
            )
    return by_path


def _below(row: Mapping[str, Any], up: str) -> Mapping[str, Any]:
    """A row whose paths from the published folder are relative to a file below it."""
    relative = {name: up + row[name] for name in PAGES if row.get(name) and "://" not in row[name]}
    return {**row, **relative} if relative else row


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
