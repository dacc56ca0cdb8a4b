"""The API's listings cut by one thing: the records of a document, area, body, indicator or year, as JSON and as CSV."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.model.library import Library
from publisher.publish import files, rows
from publisher.publish.api.api_records import Json
from publisher.publish.api.files import Api, head, links_of
from publisher.publish.scale import CUTS
from publisher.publish.tables import texts
from publisher.publish.tables.texts import Row
from publisher.publish.wide import wide
from publisher.terms import address
from publisher.terms.schema import TableSchema
from publisher.work.output import Output

YEAR = 4  # characters of a date that say its year


def keys(cut: str, columns: tuple[str, ...], record: Mapping[str, Any]) -> Iterator[str]:
    """The slices to which a record belongs: ids, or the year of its deadline; none where it has no such value.

    record: a row of the wide table by column.
    """
    for column in columns:
        value = record[column]
        for key in value if isinstance(value, list | tuple) else (value,):
            if key is not None:
                yield str(key)[:YEAR] if cut == "deadline" else str(key)


class Slices:
    """The slices of the tables that are short enough, gathered as rows come. Call `finish` last."""

    def __init__(self, out: Output, library: Library, api: Api) -> None:
        self.out, self.library, self.api = out, library, api
        self.rows: dict[tuple[str, str, str], list[Mapping[str, Any]]] = defaultdict(list)  # table, cut, key → records

    def add(self, table: str, kept: Sequence[Row], shown: Sequence[Row]) -> None:
        """Put the rows of a plan where they belong. kept, shown: the same rows of the normalised and the wide table."""
        if table in self.api.scale.sliced:
            own, names = self.library.schemas[table].names, wide(self.library.schemas)[table].names
            for base, row in zip(kept, shown, strict=True):
                record = {**dict(zip(own, base, strict=True)), **dict(zip(names, row, strict=True))}
                for cut, columns in CUTS[table].items():
                    for key in dict.fromkeys(keys(cut, columns, record)):
                        self.rows[table, cut, key].append(record)

    def finish(self) -> None:
        """Write every slice: the listing's own envelope, and the same rows as CSV with a byte-order mark."""
        for (table, cut, key), records in self.rows.items():
            self._write(wide(self.library.schemas)[table], address.cut(table, cut, key), records)

    def listed(self) -> dict[str, list[Json]]:
        """Table → its cuts with their keys, as the API's index says them."""
        keys: dict[tuple[str, str], list[str]] = defaultdict(list)
        for table, cut, key in self.rows:
            keys[table, cut].append(key)
        listed: dict[str, list[Json]] = defaultdict(list)
        for table, cut in [(table, cut) for table, cuts in CUTS.items() for cut in cuts if (table, cut) in keys]:
            forms = {"href": f"{table}/by-{cut}/{{key}}.json", "csv": f"{table}/by-{cut}/{{key}}.csv"}
            listed[table].append({"by": cut, **forms, "keys": sorted(keys[table, cut])})
        return listed

    def _write(self, schema: TableSchema, path: str, records: list[Mapping[str, Any]]) -> None:
        beside = path.removesuffix(".json") + ".csv"
        top = head(self.library, len(records), links_of(path, schema.name, csv=beside))
        self.out.write(path, files.json_bytes({**top, "data": self.api.records(schema.name, records, path)}))
        _, excel = texts.people(schema, rows.placed(schema, texts.tuples(schema, records), beside.count("/")))
        self.out.write(beside, (texts.heading(schema, excel=True) + excel).encode())
