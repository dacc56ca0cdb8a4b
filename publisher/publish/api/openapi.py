"""The OpenAPI 3.1 description of the static API, in one file, with an example of each kind of answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publisher.model.library import Library
from publisher.publish import rows, words
from publisher.publish.api import api_schemas
from publisher.publish.scale import CUTS, Scale
from publisher.terms import address
from publisher.terms.schema import Field, TableSchema

HEAD = 1_000_000  # bytes of a list that are read to find its first record
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


def component(schema: str) -> str:
    """The name of a kind of file among the components: targets-record → TargetsRecordFile."""
    return "".join(part.capitalize() for part in schema.replace("_", "-").split("-")) + "File"


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


def _answer(description: str, schema: str, example: Json | None) -> Json:
    content: Json = {"schema": {"$ref": _COMPONENT + component(schema)}}
    if example is not None:
        content["example"] = example
    return {"200": {"description": description, "content": {"application/json": content}}}


def _missing(text: str) -> Json:
    return {"404": {"description": text}}


def _listing(schema: TableSchema, scale: Scale, example: Json | None) -> Json:
    divided = schema.name in scale.divided
    said = "The parts that hold the records, one a document." if divided else "The records in their envelope."
    return {
        "get": {
            "operationId": f"list_{schema.name}",
            "tags": [schema.name],
            "summary": f"All records: {schema.title['en']}",
            "description": schema.description["en"],
            "responses": {
                **_answer(said, api_schemas.listing_schema(schema.name, scale.divided), example),
                **_missing("The API does not stand at this address."),
            },
        }
    }


def _part(schema: TableSchema, key: Field) -> Json:
    """The records of one document. key: the id of a document."""
    return {
        "get": {
            "operationId": f"list_{schema.name}_of_document",
            "tags": [schema.name],
            "summary": f"The records of one document: {schema.title['en']}",
            "parameters": [_parameter("document_id", key)],
            "responses": {
                **_answer("The records in their envelope.", schema.name, None),
                **_missing("There is no document of this id, or it has no such records."),
            },
        }
    }


def _slice(schema: TableSchema, cut: str) -> Json:
    """The records that share one thing; `cut` says which, as in the address."""
    what = "The year of the deadline." if cut == "deadline" else f"The id: {cut}."
    keys = {"name": "key", "in": "path", "required": True, "description": what, "schema": {"type": "string"}}
    return {
        "get": {
            "operationId": f"list_{schema.name}_by_{cut}",
            "tags": [schema.name],
            "summary": f"The records of one {cut}: {schema.title['en']}",
            "parameters": [keys],
            "responses": {
                **_answer("The records in their envelope.", schema.name, None),
                **_missing("There are no such records."),
            },
        }
    }


def _parameter(name: str, key: Field) -> Json:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": key.description["en"],
        "schema": {"type": "string", "pattern": key.constraints.get("pattern", "")},
    }


def _record(schema: TableSchema, example: Json | None) -> Json:
    parameter = _parameter("id", schema.fields[0])
    if example is not None:
        parameter["example"] = next(iter(example["data"].values()))
    return {
        "get": {
            "operationId": f"get_{schema.name}",
            "tags": [schema.name],
            "summary": f"One record: {schema.title['en']}",
            "parameters": [parameter],
            "responses": {
                **_answer("The record in its envelope.", api_schemas.record_schema(schema), example),
                **_missing("There is no record of this id."),
            },
        }
    }


def _paths(library: Library, scale: Scale, folder: Path) -> Json:
    index = _first(folder, address.list_json("index"))
    paths: Json = {
        "/index.json": {
            "get": {
                "operationId": "list_resources",
                "tags": ["index"],
                "summary": "All resources",
                "description": "Every list of the API, with its number of records and its schemas.",
                "responses": {
                    **_answer("The resources in their envelope.", "index", index),
                    **_missing("The API does not stand at this address."),
                },
            }
        }
    }
    for schema in api_schemas.collections(library.schemas):
        listed = _first(folder, address.list_json(schema.name))
        paths[f"/{schema.name}.json"] = _listing(schema, scale, listed)
        if schema.name in scale.divided:
            part = f"/{schema.name}/by-document/{{document_id}}.json"
            paths[part] = _part(schema, library.schemas["documents"].fields[0])
        for cut in CUTS[schema.name] if schema.name in scale.sliced else ():
            paths[f"/{schema.name}/by-{cut}/{{key}}.json"] = _slice(schema, cut)
        if schema.name in api_schemas.records_of(compact=scale.compact):
            # The file of a document is the whole plan: too long for an example.
            example = None if schema.name == "documents" else _record_file(folder, schema.name, listed)
            paths[f"/{schema.name}/{{id}}.json"] = _record(schema, example)
    return paths


def description(library: Library, scale: Scale, schemas: Mapping[str, Mapping[str, Any]], folder: Path) -> Json:
    """The API as an OpenAPI document. schemas: those that are published. folder: where the lists stand.

    Its server is the site's API, or where no address is known, the place where the file itself stands.
    """
    licence, base = words.licence(library), rows.homepage(library)
    kinds = {component(name): _referring(schema) for name, schema in schemas.items() if name != "types"}
    held = api_schemas.collections(library.schemas)
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
                "url": address.absolute(base, "en/contribute/")
                if base
                else address.relative("en/contribute/", f"{address.API}/openapi.json"),
            },
        },
        "jsonSchemaDialect": api_schemas.DIALECT,
        "servers": [{"url": address.absolute(base, address.API) if base else "."}],
        "security": [],
        "tags": [
            {"name": "index", "description": "The list of all resources."},
            *({"name": schema.name, "description": schema.description["en"]} for schema in held),
        ],
        "paths": _paths(library, scale, folder),
        "components": {"schemas": {**_referring(schemas["types"]["$defs"]), **kinds}},
    }
