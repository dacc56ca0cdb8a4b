"""The OpenAPI 3.1 description of the static API, in one file, with an example of each kind of answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publisher.model.library import Library
from publisher.publish import rows, words
from publisher.publish.api import api_schemas
from publisher.publish.describe.subject import site
from publisher.publish.scale import CUTS, Scale
from publisher.terms import address
from publisher.terms.schema import Field, TableSchema

HEAD = 1_000_000  # bytes of a list that are read to find its first record
NOWHERE = "The API does not stand at this address."
_FILE, _OWN, _COMPONENT = "types.json#/$defs/", "#/$defs/", "#/components/schemas/"

Json = dict[str, Any]


def _referring(value: Any) -> Any:
    """A schema whose references lead into the description itself, with dates as OpenAPI knows them."""
    if isinstance(value, Mapping):
        schema = {key: _referring(inner) for key, inner in value.items() if key not in ("$schema", "$id")}
        if isinstance(schema.get("$ref"), str):
            schema["$ref"] = _COMPONENT + schema["$ref"].removeprefix(_FILE).removeprefix(_OWN)
        if "properties" in schema:
            schema.pop("title", None)  # makers of clients would name the type by it
        if schema.get("pattern") == api_schemas.DATE:
            del schema["pattern"]
            schema["format"] = "date"
        return schema
    return [_referring(inner) for inner in value] if isinstance(value, list) else value


def _first(folder: Path, path: str) -> Json | None:
    """A list of the API with its first record alone, as an example; None where it has none."""
    with (folder / path).open(encoding="utf-8") as file:
        head = file.read(HEAD)
    for name in ("data", "parts"):
        before, mark, after = head.partition(f'"{name}": [')
        if mark and after.lstrip().startswith("{"):
            record, _ = json.JSONDecoder().raw_decode(after.lstrip())
            envelope: Json = json.loads(before + f'"{name}": []}}')
            return {**envelope, name: [record]}
    return None


def _record_file(folder: Path, table: str, listed: Json | None) -> Json | None:
    """The file of the first record of a list."""
    key = next(iter(listed["data"][0].values())) if listed and "data" in listed else ""
    place = folder / address.json(table, str(key)) if key else folder
    record: Json | None = json.loads(place.read_bytes()) if place.is_file() else None
    return record


def _get(operation: str, tag: str, summary: str, answers: tuple[Json, str], **more: Any) -> Json:
    """A path of the API. answers: what is there, and what it means where nothing is. more: description, parameters."""
    found, missing = answers
    own = {"operationId": operation, "tags": [tag], "summary": summary, **more}
    return {"get": {**own, "responses": {"200": found, "404": {"description": missing}}}}


def _answer(description: str, schema: str, example: Json | None = None) -> Json:
    content: Json = {"schema": {"$ref": _COMPONENT + api_schemas.component(schema)}}
    if example is not None:
        content["example"] = example
    return {"description": description, "content": {"application/json": content}}


def _listing(schema: TableSchema, scale: Scale, example: Json | None) -> Json:
    divided = schema.name in scale.divided
    records = "The parts that hold the records, one a document." if divided else "The records in their envelope."
    answer = _answer(records, api_schemas.listing_schema(schema.name, scale.divided), example)
    name, summary = f"list_{schema.name}", f"All records: {schema.title['en']}"
    return _get(name, schema.name, summary, (answer, NOWHERE), description=schema.description["en"])


def _some(schema: TableSchema, by: str, missing: str, parameter: Json) -> Json:
    """The records that share one thing. by: what it is, as the operation names it: of_document, by_area."""
    operation, summary = f"list_{schema.name}_{by}", f"The records of one {by[3:]}: {schema.title['en']}"
    answers = _answer("The records in their envelope.", schema.name), missing
    return _get(operation, schema.name, summary, answers, parameters=[parameter])


def _parameter(name: str, description: str, **schema: str) -> Json:
    kind = {"type": "string", **schema}
    return {"name": name, "in": "path", "required": True, "description": description, "schema": kind}


def _id(name: str, key: Field) -> Json:
    return _parameter(name, key.description["en"], pattern=key.constraints.get("pattern", ""))


def _record(schema: TableSchema, example: Json | None) -> Json:
    parameter = _id("id", schema.fields[0])
    if example is not None:
        parameter["example"] = next(iter(example["data"].values()))
    answer = _answer("The record in its envelope.", f"{schema.name}-record", example)
    name, summary = f"get_{schema.name}", f"One record: {schema.title['en']}"
    return _get(name, schema.name, summary, (answer, "There is no record of this id."), parameters=[parameter])


def _paths(library: Library, scale: Scale, folder: Path) -> Json:
    about = "Every list of the API, with its number of records and its schemas."
    index = _answer("The resources in their envelope.", "index", _first(folder, address.list_json("index")))
    paths: Json = {"/index.json": _get("list_resources", "index", "All resources", (index, NOWHERE), description=about)}
    for schema in api_schemas.collections(library.schemas):
        listed = _first(folder, address.list_json(schema.name))
        paths[f"/{schema.name}.json"] = _listing(schema, scale, listed)
        if schema.name in scale.divided:
            missing = "There is no document of this id, or it has no such records."
            key = _id("document_id", library.schemas["documents"].fields[0])
            paths[f"/{schema.name}/by-document/{{document_id}}.json"] = _some(schema, "of_document", missing, key)
        for cut in CUTS[schema.name] if schema.name in scale.sliced else ():
            what = "The year of the deadline." if cut == "deadline" else f"The id: {cut}."
            answer = _some(schema, f"by_{cut}", "There are no such records.", _parameter("key", what))
            paths[f"/{schema.name}/by-{cut}/{{key}}.json"] = answer
        if schema.name in api_schemas.records_of(compact=library.compact):
            # The file of a document is the whole plan: too long for an example.
            example = None if schema.name == "documents" else _record_file(folder, schema.name, listed)
            paths[f"/{schema.name}/{{id}}.json"] = _record(schema, example)
    return paths


def description(library: Library, scale: Scale, schemas: Mapping[str, Mapping[str, Any]], folder: Path) -> Json:
    """The API as an OpenAPI document. schemas: those that are published. folder: where the lists stand.

    Its server is the site's API, or where no address is known, the place where the file itself stands.
    """
    licence, base = words.licence(library), rows.homepage(library)
    kinds = {api_schemas.component(name): _referring(schema) for name, schema in schemas.items() if name != "types"}
    collections = api_schemas.collections(library.schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": words.own(library, "title", "en"),
            "summary": words.own(library, "title", "zh"),
            "description": words.own(library, "description", "en") + " Static files: there is nothing to log in to.",
            "version": f"{api_schemas.VERSION}+data.{library.version}",
            "license": {"name": licence["title"] or licence["name"], "url": licence["path"]},
            "contact": {
                "name": words.own(library, "title", "en"),
                "url": site(library, "en/contribute/", f"{address.API}/openapi.json"),
            },
        },
        "jsonSchemaDialect": api_schemas.DIALECT,
        "servers": [{"url": address.absolute(base, address.API) if base else "."}],
        "security": [],
        "tags": [
            {"name": "index", "description": "The list of all resources."},
            *({"name": schema.name, "description": schema.description["en"]} for schema in collections),
        ],
        "paths": _paths(library, scale, folder),
        "components": {"schemas": {**_referring(schemas["types"]["$defs"]), **kinds}},
    }
