"""Every writer of tables, fed with the same rows: those of the registry, then plan after plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from publisher.model.library import Library
from publisher.publish import files, part, twins
from publisher.publish import rows as rows_
from publisher.publish.api.files import Api
from publisher.publish.api.listings import Listings
from publisher.publish.scale import SHEETS, Scale, counts
from publisher.publish.tables import texts
from publisher.publish.tables.parquet import ParquetTables, about
from publisher.publish.tables.sqlite import Database
from publisher.publish.tables.workbook import Workbook
from publisher.publish.wide import bases, wide
from publisher.terms import address

PARQUET = f"{address.DATA}/parquet"
Row = Sequence[Any]


class Tables:
    """The files that hold rows of all plans. Call `finish` last, and then `finish` of the database."""

    def __init__(self, folder: Path, library: Library, scale: Scale) -> None:
        self.folder, self.library, self.scale = folder, library, scale
        self.wide, self.bases, self.api = wide(library.schemas), bases(library.schemas), Api(library, scale)
        self.totals = counts(library)
        self.counts: dict[str, int] = {}  # path within data/ → rows
        self.open: dict[str, BinaryIO] = {}
        self.stack = ExitStack()

    def __enter__(self) -> Tables:
        with self.stack:
            self._begin()
            self.stack = self.stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stack.close()

    def _begin(self) -> None:
        folder, library = self.folder, self.library
        self.database = self.stack.enter_context(closing(Database(folder, library)))
        self.workbook = (
            self.stack.enter_context(closing(Workbook(folder, library, self.scale.rows)))
            if self.scale.workbook
            else None
        )
        totals = {**self.totals, "documents": len(library.plan_ids)}
        self.listings = self.stack.enter_context(closing(Listings(folder, library, self.scale, totals)))
        said = about(library)
        self.of_wide = self.stack.enter_context(closing(ParquetTables(folder, PARQUET, said)))
        self.of_tables = self.stack.enter_context(closing(ParquetTables(folder, f"{PARQUET}/tables", said)))
        for schema in self.wide:
            self._file(f"{schema.name}.csv", texts.heading(schema))
            self._file(f"excel/{schema.name}.csv", texts.heading(schema, excel=True))
            self._file(f"ndjson/{schema.name}.ndjson", "")
            self._values_shown(schema.name, ())
        for table, schema in self.bases.items():
            self._file(f"tables/{schema.name}.csv", texts.heading(schema))
            self._values_kept(table, ())

    def _file(self, path: str, heading: str) -> None:
        place = files.inside(self.folder, f"{address.DATA}/{path}")
        self.open[f"{address.DATA}/{path}"] = file = self.stack.enter_context(place.open("wb"))
        file.write(heading.encode())

    def _append(self, path: str, data: bytes) -> None:
        self.open[f"{address.DATA}/{path}"].write(data)

    def _values_shown(self, table: str, values: Sequence[Row]) -> None:
        """Rows of a wide table, for the writers that take values."""
        schema = self.wide[table]
        self.of_wide.add(schema, rows_.placed(schema, values, 2))
        beside = rows_.placed(schema, values, 1)
        self.database.add(schema, beside)
        if self.workbook:
            self.workbook.add(schema, beside)
        self._count(f"{table}.csv", len(values))

    def _values_kept(self, table: str, values: Sequence[Row]) -> None:
        schema = self.bases[table]
        self.of_tables.add(schema, values)
        self.database.add(schema, values)
        if self.workbook and table in SHEETS:
            self.workbook.add(schema, values)
        self._count(f"tables/{schema.name}.csv", len(values))

    def _count(self, path: str, rows: int) -> None:
        self.counts[path] = self.counts.get(path, 0) + rows

    def kept(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Rows of a table of the registry."""
        schema = self.bases[table]
        values = texts.tuples(schema, rows)
        self._append(f"tables/{schema.name}.csv", texts.kept(schema, values).encode())
        self._values_kept(table, values)
        if table != "documents" and table not in self.wide.tables:
            self.listings.add(table, self.api.lines(table, rows), len(rows))

    def shown(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Rows of a wide table above all plans, and the files of its records."""
        schema = self.wide[table]
        values = texts.tuples(schema, rows)
        for path, data in texts.shown(schema, values).items():
            self._append(path, data)
        self._values_shown(table, values)
        self.listings.add(table, self.api.lines(table, rows), len(rows))
        write = self.api.unit if table == "units" else self.api.indicator
        for row in rows:
            files.write(self.folder, *write(row))
            for path, data in twins.twins(self.library, table, row, None):
                files.write(self.folder, path, data)

    def plan(self, plan_id: str, made: Mapping[str, bytes]) -> None:
        """Everything of one plan, as `part.part` made it."""
        held = part.unpacked(made[part.ROWS])
        for name, data in made.items():
            if name.startswith(part.WHOLE):
                files.write(self.folder, name.removeprefix(part.WHOLE), data)
            elif name.startswith(part.APPENDED):
                self.open[name.removeprefix(part.APPENDED)].write(data)
            elif name.startswith(part.LINES):
                table = name.removeprefix(part.LINES)
                self.listings.add(table, data, len(held.tables[table] if table in held.tables else held.wide[table]))
        for table in self.scale.divided:
            self.listings.part(table, plan_id, len({**held.wide, **held.tables}[table]))
        for table, values in held.tables.items():
            self._values_kept(table, values)
        for table, values in held.wide.items():
            self._values_shown(table, values)

    def finish(self) -> dict[str, int]:
        """Complete every file but the database; path within data/ of each table → its rows."""
        if self.workbook:
            self.workbook.finish()
        self.listings.finish()
        self.api.describe(self.folder, {**self.totals, "documents": len(self.library.plan_ids)})
        for file in self.open.values():
            file.close()
        self.of_wide.close()
        self.of_tables.close()
        return self.counts
