"""Library → files: every download and the API, in one pass over the plans, one plan in memory at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from xlsxwriter.exceptions import XlsxFileError

from publisher import address
from publisher.model import Library
from publisher.publish import catalogue, datasette, feed, files, manifest, packages, rows
from publisher.publish.api import Api
from publisher.publish.csv_tables import CsvTables, as_kept, for_excel, for_people
from publisher.publish.packages import tuples
from publisher.publish.parquet import ParquetTables
from publisher.publish.sqlite import Database
from publisher.publish.wide import wide
from publisher.publish.workbook import PLAIN, Workbook
from publisher.schema import TableSchema
from publisher.store import Store


class _Files:
    """Every writer of tables, fed with the same rows."""

    def __init__(self, folder: Path, library: Library, stack: ExitStack) -> None:
        self.wide = wide(library.schemas)
        self.schemas = library.schemas
        self.database = stack.enter_context(closing(Database(folder, library.schemas)))
        self.workbook = stack.enter_context(closing(Workbook(folder, library)))
        self.api = stack.enter_context(closing(Api(folder, library)))
        parquet = f"{address.DATA}/parquet"
        self.of_wide: list[CsvTables | ParquetTables] = [
            for_people(folder),
            for_excel(folder),
            ParquetTables(folder, parquet),
        ]
        self.of_tables: list[CsvTables | ParquetTables] = [as_kept(folder), ParquetTables(folder, f"{parquet}/tables")]
        for writer in (*self.of_wide, *self.of_tables):
            stack.enter_context(closing(writer))
        self.counts: dict[str, int] = {}  # path within data/ → rows
        for schema in self.wide:
            self.add_wide(schema, ())
        for schema in self.schemas:
            self.add_table(schema, ())

    def add_wide(self, schema: TableSchema, values: Iterable[Mapping[str, Any]]) -> None:
        held: list[Sequence[Any]] = list(tuples(schema, values))
        for writer in self.of_wide:
            writer.add(schema, held)
        self.workbook.add(schema, held)
        self._count(f"{schema.name}.csv", len(held))

    def add_table(self, schema: TableSchema, values: Iterable[Mapping[str, Any]]) -> None:
        held: list[Sequence[Any]] = list(tuples(schema, values))
        for writer in self.of_tables:
            writer.add(schema, held)
        self.database.add(schema, held)
        if schema.name in PLAIN:
            self.workbook.add(schema, held)
        self.api.add(schema.name, ())
        self._count(f"tables/{schema.name}.csv", len(held))

    def _count(self, path: str, rows_: int) -> None:
        self.counts[path] = self.counts.get(path, 0) + rows_


def _tables(library: Library, folder: Path) -> dict[str, int]:
    """Write every file that holds rows; path within data/ → rows."""
    with ExitStack() as stack:
        out = _Files(folder, library, stack)
        for table, records in library.registry.items():
            out.add_table(library.schemas[table], (record.values for record in records.values()))
        above = rows.of_registry(library)
        for table, values in above.items():
            out.add_wide(out.wide[table], values)
        out.api.registry(above)
        for plan in library.plans():
            for table, entered in plan.tables.items():
                out.add_table(library.schemas[table], (record.values for record in entered))
            own = rows.of_plan(library, plan)
            for table, values in own.items():
                out.add_wide(out.wide[table], values)
            out.database.plan(plan, own)
            out.api.plan(plan, own)
            packages.of_document(library, plan, own, folder)
        out.database.finish()
        out.workbook.finish()
        out.api.finish()
        return out.counts


def publish(
    library: Library, folder: Path, *, executor: Executor | None = None, store: Store | None = None
) -> dict[str, int]:
    """Write all downloads and the API into an empty folder; path within data/ of each table → its rows.

    executor: where what belongs to one plan is made. store: where it is kept for the next time.

    Raises OSError where the folder cannot be written, ValueError where an id is none and would become a path.
    """
    try:
        counts = _tables(library, folder)
    except (sqlite3.OperationalError, XlsxFileError) as error:  # how these writers say that the disk is full
        raise OSError(str(error)) from error
    packages.of_everything(library, folder, counts)
    files.write(folder, datasette.FILE, files.json_bytes(datasette.metadata(library)))
    files.write(folder, feed.FILE, feed.atom(library).encode())
    files.write(folder, catalogue.FILE, files.json_bytes(catalogue.catalog(library, manifest.entries(folder))))
    return counts
