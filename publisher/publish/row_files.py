"""The text files with rows of all plans, CSV, NDJSON and the API's listings: fed with the registry, then each plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from publisher.model.library import Library
from publisher.publish import rows, twins
from publisher.publish.api.files import Api, Listings
from publisher.publish.api.slices import Slices
from publisher.publish.duties import duties
from publisher.publish.scale import Scale, counts
from publisher.publish.tables import texts
from publisher.publish.tables.values import Part, PlanRows, Values
from publisher.publish.wide import bases, wide
from publisher.terms import address
from publisher.work.output import Growing, Output

Rows = Sequence[Mapping[str, Any]]


class Tables:
    """The text files, as rows come, and the files of single records. Call `finish` last."""

    def __init__(self, out: Output, library: Library, scale: Scale) -> None:
        self.out, self.library, self.scale = out, library, scale
        self.wide, self.bases, self.api = wide(library.schemas), bases(library.schemas), Api(library, scale)
        self.totals = {**counts(library), "documents": len(library.plan_ids)}
        self.counts: dict[str, int] = {}  # path within data/ → rows
        self.open: dict[str, Growing] = {}
        self.listings = Listings(out, library, scale, self.totals)
        self.slices = Slices(out, library, self.api)
        for schema in self.wide:
            self._begin(f"{schema.name}.csv", texts.heading(schema))
            self._begin(f"excel/{schema.name}.csv", texts.heading(schema, excel=True))
            self._begin(f"ndjson/{schema.name}.ndjson", "")
            self.counts[f"{schema.name}.csv"] = 0
        for schema in self.bases.values():
            self._begin(f"tables/{schema.name}.csv", texts.heading(schema))
            self.counts[f"tables/{schema.name}.csv"] = 0

    def _begin(self, path: str, heading: str) -> None:
        place = f"{address.DATA}/{path}"
        self.open[place] = self.out.open(place)
        self.open[place].write(heading.encode())

    def registry(self) -> PlanRows:
        """Write the rows that stand above all plans, and the files of their records; the rows as values."""
        kept = {
            name: self._kept(name, [one.values for one in records.values()])
            for name, records in self.library.registry.items()
        }
        shown = {name: self._shown(name, list(wide_rows)) for name, wide_rows in rows.of_registry(self.library)}
        return PlanRows(kept, shown)

    def _kept(self, table: str, records: Rows) -> Values:
        schema = self.bases[table]
        values = texts.tuples(schema, records)
        self.open[f"{address.DATA}/tables/{schema.name}.csv"].write(texts.kept(schema, values).encode())
        self.counts[f"tables/{schema.name}.csv"] += len(values)
        if table != "documents" and table not in self.wide.tables:
            self.listings.add(table, self.api.lines(table, records), len(records))
        return values

    def _shown(self, table: str, records: Rows) -> Values:
        schema = self.wide[table]
        values = texts.tuples(schema, records)
        for path, data in texts.shown(schema, values).items():
            self.open[f"{address.DATA}/{path}"].write(data)
        self.counts[f"{table}.csv"] += len(values)
        self.listings.add(table, self.api.lines(table, records), len(records))
        for row in records:
            self.out.write(*(self.api.unit(row) if table == "units" else self.api.indicator(row)))
            if table == "units":
                self.out.write(*duties(self.library, str(row["unit_id"])))
            for path, data in twins.twins(self.library, table, row, None):
                self.out.write(path, data)
        return values

    def plan(self, plan_id: str, part: Part) -> None:
        """Write everything of one plan."""
        for path, data in part.files.items():
            self.out.write(path, data)
        for path, data in part.pieces.items():
            self.open[path].write(data)
        kept, shown = part.rows.tables, part.rows.wide
        for table, data in part.listed.items():
            self.listings.add(table, data, len(kept[table] if table in kept else shown[table]))
        for table in self.scale.divided:
            self.listings.part(table, plan_id, len({**shown, **kept}[table]))
        for table, values in kept.items():
            self.counts[f"tables/{self.bases[table].name}.csv"] += len(values)
        for table, values in shown.items():
            self.slices.add(table, kept.get(table, ()), values)
            self.counts[f"{table}.csv"] += len(values)

    def finish(self) -> dict[str, int]:
        """Complete every file, and describe the API; path within data/ of each table → its rows."""
        self.listings.finish()
        self.slices.finish()
        self.api.describe(self.out, self.totals, self.slices.listed())
        for file in self.open.values():
            file.close()
        return self.counts
