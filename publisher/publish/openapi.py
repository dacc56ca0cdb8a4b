"""The OpenAPI 3.1 description of the static API."""

from __future__ import annotations

from typing import Any

from publisher import address
from publisher.model import Library
from publisher.publish import api_schemas, words
from publisher.schema import TableSchema


def _answer(description: str, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"schema/{schema}.json"}}}
    return {"200": {"description": description, "content": content}}


def _listing(schema: TableSchema) -> dict[str, Any]:
    return {
        "get": {
            "operationId": f"list_{schema.name}",
            "tags": [schema.name],
            "summary": f"All records: {schema.title['en']}",
            "description": schema.description["en"],
            "responses": _answer("The records in their envelope.", schema.name),
        }
    }


def _record(schema: TableSchema) -> dict[str, Any]:
    constraints = schema.fields[0].constraints
    return {
        "get": {
            "operationId": f"get_{schema.name}",
            "tags": [schema.name],
            "summary": f"One record: {schema.title['en']}",
            "parameters": [
                {
                    "name": "id",
                    "in": "path",
                    "required": True,
                    "description": schema.fields[0].description["en"],
                    "schema": {"type": "string", "pattern": constraints.get("pattern", "")},
                }
            ],
            "responses": {
                **_answer("The record in its envelope.", api_schemas.record_schema(schema)),
                "404": {"description": "There is no record of this id."},
            },
        }
    }


def description(library: Library) -> dict[str, Any]:
    """The API as an OpenAPI document; servers and schemas are relative to where it stands."""
    licence = words.licence(library)
    paths: dict[str, Any] = {
        "/index.json": {
            "get": {
                "operationId": "list_resources",
                "summary": "All resources",
                "responses": _answer("The resources in their envelope.", "index"),
            }
        }
    }
    for schema in library.schemas:
        paths[f"/{schema.name}.json"] = _listing(schema)
        if schema.name in address.COLLECTIONS:
            paths[f"/{schema.name}/{{id}}.json"] = _record(schema)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": words.own(library, "title", "en"),
            "description": words.own(library, "description", "en") + " Static files: there is nothing to log in to.",
            "version": f"{api_schemas.VERSION}+data.{library.version}",
            "license": {"name": licence["title"] or licence["name"], "url": licence["path"]},
        },
        "jsonSchemaDialect": api_schemas.DIALECT,
        "servers": [{"url": "."}],
        "tags": [{"name": s.name, "description": s.description["en"]} for s in library.schemas],
        "paths": paths,
    }
