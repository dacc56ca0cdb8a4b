"""The files of the API that list a table: all its records, or where there are too many, its parts."""

from __future__ import annotations

from collections.abc import Mapping

from publisher.model.library import Library
from publisher.publish import files
from publisher.publish.api import api_schemas
from publisher.publish.api.files import head, table_links
from publisher.publish.scale import Scale
from publisher.terms import address
from publisher.terms.messages import Refusal, say
from publisher.work.output import Output


class Listings:
    """A file a table, written as records come. totals: how many will come, by table; the envelope says so first."""

    def __init__(self, out: Output, library: Library, scale: Scale, totals: Mapping[str, int]) -> None:
        self.library, self.scale, self.totals = library, scale, totals
        self.open: dict[str, files.JsonList] = {}
        self.come: dict[str, int] = {}
        for schema in api_schemas.collections(library.schemas):
            self._begin(out, schema.name)

    def _begin(self, out: Output, table: str) -> None:
        path, name = address.list_json(table), "parts" if table in self.scale.divided else "data"
        links = table_links(self.library, table, path, api_schemas.listing_schema(table, self.scale.divided))
        self.open[table] = files.JsonList(out.open(path), head(self.library, self.totals[table], links), name)
        self.come[table] = 0

    def add(self, table: str, items: bytes, count: int) -> None:
        """Append records, as `Api.lines` gives them."""
        if count:
            self.open[table].add(items)
            self.come[table] += count

    def part(self, table: str, document_id: str, count: int) -> None:
        """Name the part that holds the records of a document."""
        path = address.relative(address.list_part_json(table, document_id), address.list_json(table))
        self.add(table, files.json_items([{"document_id": document_id, "total": count, "href": path}]), count)

    def finish(self) -> None:
        """End every file. Raises Refusal where other records came than were announced."""
        if wrong := [table for table, total in self.totals.items() if self.come[table] != total]:
            table, come = wrong[0], self.come[wrong[0]]
            raise Refusal(say("build.listing", table=table, come=come, announced=self.totals[table]))
        for listing in self.open.values():
            listing.close()
