"""TypeScript declarations of the API, written from its JSON Schemas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from publisher.publish.api.api_schemas import component

_PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def type_of(schema: Mapping[str, Any]) -> str:
    """A JSON Schema, of the kinds that the API uses, as a TypeScript type."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if "enum" in schema:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(type_of(part) for part in schema["anyOf"])
    if "prefixItems" in schema:
        return f"[{', '.join(type_of(part) for part in schema['prefixItems'])}]"
    names = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " | ".join(_array(schema) if name == "array" else _PLAIN[name] for name in names)


def _array(schema: Mapping[str, Any]) -> str:
    inner = type_of(schema["items"])
    return f"Array<{inner}>" if "|" in inner else f"{inner}[]"


def _comment(text: str, indent: str = "") -> str:
    return f"{indent}/** {' '.join(text.replace('*/', '* /').split())} */\n" if text else ""


def _interface(name: str, schema: Mapping[str, Any]) -> str:
    lines = [
        _comment(": ".join(filter(None, (own.get("title", ""), own.get("description", "")))), "  ")
        + f"  {key}: {type_of(own)};"
        for key, own in schema["properties"].items()
    ]
    return _comment(schema.get("description", "")) + f"export interface {name} {{\n" + "\n".join(lines) + "\n}\n"


def _container(schema: Mapping[str, Any]) -> str:
    links = type_of(schema["properties"]["links"])
    if "parts" in schema["properties"]:
        return f"Divided<{links}>"
    return f"Envelope<{type_of(schema['properties']['data'])}, {links}>"


def declarations(schemas: Mapping[str, Mapping[str, Any]]) -> str:
    """All declarations: the types, then the kinds of file (TargetsFile, TargetsRecordFile…)."""
    head = (
        "// Types of the static JSON API, written from its JSON Schemas. Absent values are null.\n\n"
        "/** What stands around the data in every file. */\n"
        "export interface Envelope<Data, Links> {\n  schema_version: string;\n  data_version: string;\n"
        "  total: number;\n  links: Links;\n  data: Data;\n}\n"
    )
    if any("parts" in schema.get("properties", {}) for schema in schemas.values()):
        head += (
            "\n/** A list that is too long for one file: its parts are files of Envelope. */\n"
            "export interface Divided<Links> {\n  schema_version: string;\n  data_version: string;\n"
            "  total: number;\n  links: Links;\n  parts: ListPart[];\n}\n"
        )
    types = [_interface(name, schema) for name, schema in schemas["types"]["$defs"].items()]
    kinds = [
        f"export type {component(name)} = {_container(schema)};\n"
        for name, schema in schemas.items()
        if name != "types"
    ]
    return "\n".join((head, *types, "".join(kinds)))
