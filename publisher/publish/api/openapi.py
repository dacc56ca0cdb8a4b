"""The OpenAPI 3.1 description of the static API."""

from __future__ import annotations

from typing import Any

from publisher.model.library import Library
from publisher.publish import words
from publisher.publish.api import api_schemas
from publisher.publish.scale import Scale
from publisher.terms.schema import Field, TableSchema


def _answer(description: str, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"schema/{schema}.json"}}}
    return {"200": {"description": description, "content": content}}


def _listing(schema: TableSchema, scale: Scale) -> dict[str, Any]:
    divided = schema.name in scale.divided
    said = "The parts that hold the records, one a document." if divided else "The records in their envelope."
    return {
        "get": {
            "operationId": f"list_{schema.name}",
            "tags": [schema.name],
            "summary": f"All records: {schema.title['en']}",
            "description": schema.description["en"],
            "responses": _answer(said, api_schemas.listing_schema(schema.name, scale.divided)),
        }
    }


def _part(schema: TableSchema, key: Field) -> dict[str, Any]:
    """The records of one document. key: the id of a document."""
    return {
        "get": {
            "operationId": f"list_{schema.name}_of_document",
            "tags": [schema.name],
            "summary": f"The records of one document: {schema.title['en']}",
            "parameters": [_parameter("document_id", key)],
            "responses": {
                **_answer("The records in their envelope.", schema.name),
                "404": {"description": "There is no document of this id, or it has no such records."},
            },
        }
    }


def _parameter(name: str, key: Field) -> dict[str, Any]:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": key.description["en"],
        "schema": {"type": "string", "pattern": key.constraints.get("pattern", "")},
    }


def _record(schema: TableSchema) -> dict[str, Any]:
    return {
        "get": {
            "operationId": f"get_{schema.name}",
            "tags": [schema.name],
            "summary": f"One record: {schema.title['en']}",
            "parameters": [_parameter("id", schema.fields[0])],
            "responses": {
                **_answer("The record in its envelope.", api_schemas.record_schema(schema)),
                "404": {"description": "There is no record of this id."},
            },
        }
    }


def description(library: Library, scale: Scale) -> dict[str, Any]:
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
        paths[f"/{schema.name}.json"] = _listing(schema, scale)
        if schema.name in scale.divided:
            part = f"/{schema.name}/by-document/{{document_id}}.json"
            paths[part] = _part(schema, library.schemas["documents"].fields[0])
        if schema.name in api_schemas.records_of(compact=scale.compact):
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
