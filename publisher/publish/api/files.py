"""The static JSON API: an envelope around typed records; a file a table, and a file a record of the main tables.

What belongs to one plan is made here as named bytes, in any process; `Listings` puts the tables together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from publisher.model.library import Library
from publisher.model.plan import PlanModel
from publisher.publish import files, rows
from publisher.publish.api import api_records, api_schemas, openapi, typescript
from publisher.publish.api.api_records import Json
from publisher.publish.scale import Scale
from publisher.publish.wide import base_name, ties, wide
from publisher.terms import address
from publisher.terms.messages import Refusal, say
from publisher.terms.schema import Schemas, TableSchema
from publisher.work.last_value import remembered
from publisher.work.output import Output

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Shapes:
    """Names in order: the fields of each table's records, the properties of each type."""

    fields: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[str, ...]]


@remembered
def shapes(schemas: Schemas) -> Shapes:
    """The shapes over `schemas`."""
    fields = {
        s.name: tuple(f.name for f in api_schemas.record_fields(schemas, s.name))
        for s in api_schemas.collections(schemas)
    }
    return Shapes(fields, {name: tuple(type_["properties"]) for name, type_ in api_schemas.types(schemas).items()})


def head(library: Library, total: int, links: Json) -> Json:
    """What stands before the data in every file."""
    version = library.version
    return {"schema_version": api_schemas.VERSION, "data_version": version, "total": total, "links": links}


def links_of(path: str, schema: str, **more: str) -> Json:
    """The links of the file at `path`, which has the shape `schema`. more: addresses of what belongs to it."""
    places = {"self": path, "index": address.list_json("index"), "schema": address.api_schema(schema), **more}
    return {name: address.relative(place, path) for name, place in places.items()}


def table_links(library: Library, table: str, path: str, schema: str = "") -> Json:
    """The links of a list of records of a table."""
    form = table if table in wide(library.schemas).tables else f"tables/{base_name(table)}"
    return links_of(path, schema or table, csv=f"{address.DATA}/{form}.csv")


@dataclass(frozen=True)
class Api:
    """The API of a library: its records as files."""

    library: Library
    scale: Scale

    @property
    def shapes(self) -> Shapes:
        return shapes(self.library.schemas)

    def records(self, table: str, rows: Iterable[Mapping[str, Any]], start: str) -> list[Json]:
        """Records of a table, for the file at `start`."""
        fields = self.shapes.fields[table]
        as_json: list[Json] = [{name: row[name] for name in fields} for row in rows]
        if table in address.COLLECTIONS:
            links = api_records.Links(table, start, compact=self.library.compact)
            for record in as_json:
                record["links"] = links.of(str(record[fields[0]]))
        return as_json

    def lines(self, table: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
        """Records as they stand side by side in the data of the table's listing."""
        return files.json_items(self.records(table, rows, address.list_json(table)))

    def record(self, table: str, row: Mapping[str, Any], more: Callable[[api_records.Href], Json]) -> tuple[str, bytes]:
        """Address and content of the file of one record. more: what it adds to the record, given how to link others."""
        path, compact = address.json(table, str(row[self.shapes.fields[table][0]])), self.library.compact

        def href(other: str, record_id: str) -> str:
            return address.relative(address.file(other, record_id, compact=compact), path)

        links = links_of(path, f"{table}-record", collection=address.list_json(table))
        (record,) = self.records(table, [row], path)
        return path, files.json_bytes({**head(self.library, 1, links), "data": {**record, **more(href)}})

    def plan_rows(self, plan: PlanModel, rows: Rows) -> Rows:
        """The rows of every listing to which a plan adds: the wide ones where there are such."""
        entered = {table: [record.values for record in records] for table, records in plan.tables.items()}
        own = ("documents", *(schema.name for schema in ties(self.library.schemas)))
        return {table: rows.get(table, values) for table, values in entered.items()} | {t: rows[t] for t in own}

    def plan(self, plan: PlanModel, rows: Rows) -> dict[str, bytes]:
        """The files of a plan and of its records. rows: those of its wide tables."""
        written = []
        own = api_schemas.records_of(compact=self.library.compact)
        for table, (items, more) in ((t, functions) for t, functions in api_records.OF_PLAN.items() if t in own):
            for row, item in zip(rows[table], items(plan), strict=True):
                written.append(self.record(table, row, partial(more, self.library, plan, item)))
        listed = self.plan_rows(plan, rows)
        written += [self._part(plan.id, table, listed[table]) for table in self.scale.divided if listed[table]]
        return dict(written)

    def _part(self, document_id: str, table: str, rows: Sequence[Mapping[str, Any]]) -> tuple[str, bytes]:
        """The records of one document out of a divided listing: the same envelope, with data."""
        path = address.list_part_json(table, document_id)
        top = head(self.library, len(rows), table_links(self.library, table, path))
        return path, files.json_bytes({**top, "data": self.records(table, rows, path)})

    def unit(self, row: Mapping[str, Any]) -> tuple[str, bytes]:
        """Address and content of the file of a body."""
        return self.record("units", row, partial(api_records.unit, self.library, row["unit_id"]))

    def indicator(self, row: Mapping[str, Any]) -> tuple[str, bytes]:
        """Address and content of the file of an indicator."""
        more = partial(api_records.indicator, self.library, row["indicator_id"], self.shapes.names)
        return self.record("indicators", row, more)

    def describe(self, out: Output, totals: Mapping[str, int], slices: Mapping[str, Sequence[Json]]) -> None:
        """Write the index, the schemas, OpenAPI and the TypeScript declarations.

        totals: table → its records. slices: table → what its list is cut by, as the index says it.
        """
        schemas = api_schemas.schemas_of(
            self.library.schemas, self.scale.divided, compact=self.library.compact, base=rows.homepage(self.library)
        )
        for name, schema in schemas.items():
            out.write(address.api_schema(name), files.json_bytes(schema))
        index = address.list_json("index")
        data = [
            self._resource(schema, index, totals[schema.name], slices.get(schema.name, ()))
            for schema in api_schemas.collections(self.library.schemas)
        ]
        links = links_of(index, "index", csv=f"{address.DATA}/datapackage.json")
        out.write(index, files.json_bytes({**head(self.library, len(data), links), "data": data}))
        text = openapi.description(self.library, self.scale, schemas, out.folder)
        out.write(f"{address.API}/openapi.json", files.json_bytes(text))
        out.write(f"{address.API}/types.d.ts", typescript.declarations(schemas).encode())

    def _resource(self, schema: TableSchema, start: str, total: int, slices: Sequence[Json]) -> Json:
        table = schema.name
        own = table in api_schemas.records_of(compact=self.library.compact)
        shape = api_schemas.listing_schema(table, self.scale.divided)
        return {
            "name": table,
            "title_zh": schema.title["zh"],
            "title_en": schema.title["en"],
            "total": total,
            "href": address.relative(address.list_json(table), start),
            "record_href": f"{table}/{{id}}.json" if own else None,
            "schema": address.relative(address.api_schema(shape), start),
            "record_schema": address.relative(address.api_schema(f"{table}-record"), start) if own else None,
            "slices": list(slices),
        }


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
