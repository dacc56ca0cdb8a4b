"""The static JSON API: an envelope around typed records; a file a table, and a file a record of the main tables."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from publisher import address
from publisher.model import Library, PlanModel
from publisher.publish import api_records, api_schemas, files, openapi, typescript
from publisher.publish.api_records import Json, picked
from publisher.publish.wide import wide


class Api:
    """The API, written as plans come. Call `finish` last."""

    def __init__(self, folder: Path, library: Library) -> None:
        self.folder, self.library = folder, library
        self.schemas = api_schemas.schemas_of(library.schemas)
        self.types = self.schemas["types"]["$defs"]
        self.names = {name: list(type_["properties"]) for name, type_ in self.types.items()}
        self.fields = {
            s.name: [f.name for f in api_schemas.record_fields(library.schemas, s.name)] for s in library.schemas
        }
        self.parts: dict[str, Any] = {}
        self.totals: dict[str, int] = {}

    def add(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Append records to the file of a table (kept apart until their number is known)."""
        path = address.listing(table)
        if table not in self.parts:
            self.parts[table] = files.inside(self.folder, path).with_suffix(".part").open("w+b")
            self.totals[table] = 0
        for row in rows:
            record = self._record(table, row, path)
            comma = b"," if self.totals[table] else b""
            body = files.json_bytes(record).rstrip(b"\n").replace(b"\n", b"\n    ")
            self.parts[table].write(comma + b"\n    " + body)
            self.totals[table] += 1

    def _record(self, table: str, row: Mapping[str, Any], start: str) -> Json:
        record = picked(self.fields[table], row)
        if table in address.COLLECTIONS:
            record["links"] = api_records.links(table, str(next(iter(record.values()))), start)
        return record

    def _head(self, total: int, links: Json) -> Json:
        version = self.library.version
        return {"schema_version": api_schemas.VERSION, "data_version": version, "total": total, "links": links}

    def _file(self, table: str, row: Mapping[str, Any], more: Json) -> None:
        """Write the file of one record."""
        record_id = str(row[self.fields[table][0]])
        path = address.json(table, record_id)
        links = {
            "self": address.relative(path, path),
            "index": address.relative(address.listing("index"), path),
            "schema": address.relative(address.api_schema(f"{table}-record"), path),
            "collection": address.relative(address.listing(table), path),
        }
        data = {**self._record(table, row, path), **more}
        files.write(self.folder, path, files.json_bytes({**self._head(1, links), "data": data}))

    def plan(self, plan: PlanModel, rows: Mapping[str, list[dict[str, Any]]]) -> None:
        """Write the records of a plan: `rows` are those of the wide tables; the other tables come from the plan."""
        for table, records in plan.tables.items():
            self.add(table, rows[table] if table in rows else (record.values for record in records))
        self.add("documents", rows["documents"])
        (document,) = rows["documents"]
        self._file("documents", document, api_records.document(plan))
        for table, items in (("targets", plan.targets), ("observations", plan.observations)):
            for row, item in zip(rows[table], items, strict=True):
                href = self._href(address.json(table, item.id))
                more = (
                    api_records.target(self.library, plan, item, href)
                    if table == "targets"
                    else api_records.observation(self.library, plan, item)
                )
                self._file(table, row, more)
        for row, record in zip(rows["tasks"], plan.tasks.values(), strict=True):
            self._file("tasks", row, api_records.task(plan, record, self._href(address.json("tasks", record.id))))

    def registry(self, rows: Mapping[str, list[dict[str, Any]]]) -> None:
        """Write the records that stand above all plans."""
        library = self.library
        for table, records in library.registry.items():
            if table != "documents":
                self.add(table, rows[table] if table in rows else (record.values for record in records.values()))
        for row in rows["units"]:
            href = self._href(address.json("units", row["unit_id"]))
            self._file("units", row, api_records.unit(library, row["unit_id"], href))
        for row in rows["indicators"]:
            href = self._href(address.json("indicators", row["indicator_id"]))
            self._file("indicators", row, api_records.indicator(library, row["indicator_id"], self.names, href))

    def _href(self, start: str) -> api_records.Href:
        return lambda table, record_id: address.relative(address.json(table, record_id), start)

    def finish(self) -> None:
        """Put the collections together, and write the index, the schemas, OpenAPI and the TypeScript declarations."""
        for table in list(self.parts):
            self._listing(table)
        for name, schema in self.schemas.items():
            files.write(self.folder, address.api_schema(name), files.json_bytes(schema))
        index = address.listing("index")
        data = [self._resource(schema.name, index) for schema in self.library.schemas]
        links = self._list_links("index", index, None)
        files.write(self.folder, index, files.json_bytes({**self._head(len(data), links), "data": data}))
        files.write(self.folder, f"{address.API}/openapi.json", files.json_bytes(openapi.description(self.library)))
        files.write(self.folder, f"{address.API}/types.d.ts", typescript.declarations(self.schemas).encode())

    def _list_links(self, schema: str, path: str, csv: str | None) -> Json:
        return {
            "self": address.relative(path, path),
            "index": address.relative(address.listing("index"), path),
            "schema": address.relative(address.api_schema(schema), path),
            "csv": address.relative(csv or f"{address.DATA}/datapackage.json", path),
        }

    def _listing(self, table: str) -> None:
        part, path = self.parts.pop(table), address.listing(table)
        held = wide(self.library.schemas).tables
        csv = f"{address.DATA}/{table}.csv" if table in held else f"{address.DATA}/tables/{table}.csv"
        head = files.json_bytes({**self._head(self.totals[table], self._list_links(table, path, csv)), "data": []})
        before, after = head.split(b'"data": []')
        with files.inside(self.folder, path).open("wb") as file:
            file.write(before + b'"data": [')
            part.seek(0)
            shutil.copyfileobj(part, file)
            file.write((b"\n  ]" if self.totals[table] else b"]") + after)
        part.close()
        Path(part.name).unlink()

    def _resource(self, table: str, start: str) -> Json:
        schema = self.library.schemas[table]
        own = table in address.COLLECTIONS
        return {
            "name": table,
            "title_zh": schema.title["zh"],
            "title_en": schema.title["en"],
            "total": self.totals.get(table, 0),
            "href": address.relative(address.listing(table), start),
            "record_href": f"{table}/{{id}}.json" if own else None,
            "schema": address.relative(address.api_schema(table), start),
            "record_schema": address.relative(address.api_schema(f"{table}-record"), start) if own else None,
        }

    def close(self) -> None:
        """Close what is open, as when something else failed."""
        for part in self.parts.values():
            part.close()
