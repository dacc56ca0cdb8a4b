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
from publisher.publish.rows import placed
from publisher.publish.scale import Scale
from publisher.publish.tables.texts import ndjson
from publisher.publish.tables.values import Part, PlanRows
from publisher.publish.wide import bases, wide
from publisher.terms import address
from publisher.terms.messages import LANGUAGES
from publisher.terms.schema import Field as TableField
from publisher.terms.schema import TableSchema
from publisher.work.output import fresh

if TYPE_CHECKING:
    from arro3.core import Schema

ROW_GROUP = 20_000  # rows of a row group; a reader that wants one document skips the others, as rows stand by document
BATCH = 2_000  # rows that are turned into columns at a time
FOLDER = f"{address.DATA}/parquet"
ABOUT = "about"  # the key of a file's own words, in its metadata
NOT_DIVIDED = "documents"  # the one wide table of plans that is not also written by document: a row each


def write(folder: Path, library: Library, _size: Scale, registry: PlanRows, plans: Iterable[Part]) -> list[str]:
    """Write a file for each wide and each normalised table: the rows of the registry, then of each plan."""
    shown, kept = wide(library.schemas), bases(library.schemas)
    places = {f"{FOLDER}/{schema.name}": schema for schema in shown}
    places |= {f"{FOLDER}/tables/{schema.name}": schema for schema in kept.values()}
    with TemporaryDirectory(prefix="parquet-") as scratch:
        tables = Waiting(Path(scratch), places)
        for part in chain((registry,), (plan.rows for plan in plans)):
            for table, values in part.wide.items():
                tables.add(f"{FOLDER}/{table}", placed(shown[table], values, 2))
            for table, values in part.tables.items():
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
        self.open[path].write(ndjson(self.schemas[path], rows))

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


def of_document(library: Library, document_id: str, rows: Mapping[str, Sequence[Sequence[Any]]]) -> dict[str, bytes]:
    """Address and content of the file of each wide table that has rows of a document. rows: by table.

    The files hold every column, so each can be read by itself; the directory says the document once more, in a column
    of another name. What the file of the whole table says of itself and of its columns would be most of the bytes here.
    """
    by_path = {}
    for table, values in rows.items():
        if values and table != NOT_DIVIDED:
            schema, path = wide(library.schemas)[table], address.partition(table, document_id)
            lines = ndjson(schema, placed(schema, values, path.count("/")))
            # Few rows: dictionaries and zstd cost more time here than the bytes they save are worth.
            settings = {"compression": "snappy", "dictionary_enabled": False, "skip_arrow_metadata": True}
            by_path[path] = _parquet(lines, arrow_schema(schema, titles=False), **settings)
    return by_path


def _parquet(lines: Path | bytes, arrow: Schema, **settings: Any) -> bytes:
    """A Parquet file of lines of JSON. It is made in memory, where it is small: a full disk is ours to report."""
    from arro3.io import read_json, write_parquet

    target = io.BytesIO()
    write_parquet(read_json(lines, arrow, batch_size=BATCH), target, max_row_group_size=ROW_GROUP, **settings)
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
    return Schema([
        Field(field.name, types.get(field.type, text), nullable=True, metadata=_said(field) if titles else None)
        for field in schema.fields
    ])  # fmt: skip


def _said(field: TableField) -> dict[str, str]:
    said = {"title": field.title, "description": field.description}
    return {f"{name}_{language}": texts[language] for name, texts in said.items() for language in LANGUAGES}
