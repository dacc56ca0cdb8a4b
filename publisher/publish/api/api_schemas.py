"""The JSON Schemas of the API (2020-12): records derived from the Table Schemas, the other shapes from schemas/api/."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from publisher.publish import rows
from publisher.publish.wide import ties, wide
from publisher.terms import address
from publisher.terms.schema import Field, Schemas, TableSchema, load_yaml

SOURCE = Path(__file__).resolve().parents[3] / "schemas" / "api" / "types.yaml"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
VERSION = "1.0.0"  # of the shape of the API: the first number changes when something is taken away or changes type
TYPES = {  # table → the name of its record
    "documents": "Document", "units": "Unit", "unit_names": "UnitName", "indicators": "Indicator",
    "measures": "Measure", "themes": "Theme", "glossary": "Term", "aliases": "Alias",
    "projects": "Project", "parties": "Party",
    "retired": "Retired", "copies": "Copy", "relations": "Relation", "clauses": "Clause", "tasks": "Task",
    "responsibilities": "Responsibility", "project_parties": "ProjectParty",
    "targets": "Target", "observations": "Observation", "mentions": "Mention",
    "notes": "Note", "readings": "Reading", "checks": "Check", "evidence": "EvidencePlace",
    "known_problems": "KnownProblem", "target_units": "TargetUnit", "task_units": "TaskUnit",
}  # fmt: skip
ROWS = {
    "targets": "TargetRow", "observations": "ObservationRow", "projects": "ProjectRow", "mentions": "MentionRow",
    "notes": "NoteRow",
}  # fmt: skip
DATE = r"^\d{4}-\d{2}-\d{2}$"  # not the keyword format, which strict validators take for unknown
PART = "ListPart"  # the type of what a divided listing names
DETAILS = {table: f"{TYPES[table]}Detail" for table in address.COLLECTIONS}


def collections(schemas: Schemas) -> tuple[TableSchema, ...]:
    """Every table that has a list in the API: those that are kept, then the ties."""
    return (*schemas, *ties(schemas))


def record_fields(schemas: Schemas, table: str) -> tuple[Field, ...]:
    """The fields of a record of the API: those of the wide table (but its url), then what only the table itself has."""
    published = wide(schemas).tables
    if table not in published:
        return schemas[table].fields
    first = tuple(field for field in published[table].fields if field.name not in rows.PAGES)
    if table not in schemas.tables:
        return first
    names = {field.name for field in first}
    return (*first, *(field for field in schemas[table].fields if field.name not in names))


def field_schema(field: Field) -> dict[str, Any]:
    """A column as JSON Schema: null is allowed where a cell may be empty; a list is empty, never null."""
    words = {
        "title": f"{field.title['en']} · {field.title['zh']}",
        "description": f"{field.description['en']}\n{field.description['zh']}",
    }
    if field.type == "list":
        return {"type": "array", "items": {"type": "string"}, **words}
    base = "string" if field.type == "date" else field.type
    schema: dict[str, Any] = {"type": base if field.required else [base, "null"], **words}
    if field.type == "date":
        schema["pattern"] = DATE
    limits = ("minimum", "maximum", "minLength", "maxLength", "pattern")
    schema |= {name: field.constraints[name] for name in limits if name in field.constraints}
    if "enum" in field.constraints:
        schema["enum"] = [*field.constraints["enum"], *([] if field.required else [None])]
    return schema


def shape(properties: Mapping[str, Any], description: str) -> dict[str, Any]:
    """An object that has all these properties. A later version may add others, and is no breaking change."""
    return {"type": "object", "description": description, "properties": dict(properties), "required": list(properties)}


def _properties(fields: tuple[Field, ...]) -> dict[str, Any]:
    return {field.name: field_schema(field) for field in fields}


def _record(schemas: Schemas, schema: TableSchema) -> dict[str, Any]:
    links = {"links": {"$ref": "#/$defs/RecordLinks"}} if schema.name in address.COLLECTIONS else {}
    return shape({**_properties(record_fields(schemas, schema.name)), **links}, schema.description["en"])


@cache
def _source() -> Mapping[str, Any]:
    return load_yaml(SOURCE.read_text("utf-8"))  # type: ignore[no-any-return]


def types(schemas: Schemas, *, divided: bool = False) -> dict[str, Any]:
    """Every type of the API by name: records, rows as the tables have them, and the shapes of schemas/api/.

    divided: whether there are listings that name their parts.
    """
    definitions = {TYPES[schema.name]: _record(schemas, schema) for schema in collections(schemas)}
    for table, name in ROWS.items():
        definitions[name] = shape(_properties(schemas[table].fields), schemas[table].description["en"])
    for name, own in _source().items():
        if name == PART and not divided:
            continue
        base = definitions[own["x-extends"]]["properties"] if "x-extends" in own else {}
        places = (place.split(".") for place in own.get("x-columns", ()))
        columns = _properties(tuple(schemas[table].field(column) for table, column in places))
        definitions[name] = shape({**base, **columns, **own.get("properties", {})}, own["description"])
    return definitions


def envelope(data: Mapping[str, Any], links: str, title: str, *, name: str = "data") -> dict[str, Any]:
    """The schema of one kind of file: what stands around the data, and the data (or what stands for it: `name`)."""
    counted = "How many records the file holds." if name == "data" else "How many records the parts hold together."
    major = rf"^{VERSION.split('.')[0]}\."
    properties = {
        "schema_version": {"type": "string", "pattern": major, "description": "The version of the API's shape."},
        "data_version": {"type": "string", "description": "The version of the data."},
        "total": {"type": "integer", "minimum": 0, "description": counted},
        "links": {"$ref": f"types.json#/$defs/{links}"},
        name: dict(data),
    }
    return {"title": title, **shape(properties, title)}


def schemas_of(
    schemas: Schemas, divided: Collection[str] = (), *, compact: bool = False, base: str = ""
) -> dict[str, dict[str, Any]]:
    """Every published schema by its name: types, index, a table's collection, and a record's own file.

    divided: tables whose listings name their parts. compact: records of plans have no file of their own. base: the
    address of the site.
    """
    by_name: dict[str, dict[str, Any]] = {
        "types": {"title": "Types", "$defs": types(schemas, divided=bool(divided))},
        "index": envelope(_array("Resource"), "ListLinks", "The list of all resources"),
    }
    for schema in collections(schemas):
        by_name[schema.name] = envelope(_array(TYPES[schema.name]), "ListLinks", schema.title["en"])
        if schema.name in divided:
            title = f"{schema.title['en']}: the parts of the list"
            by_name[listing_schema(schema.name, divided)] = envelope(_array(PART), "ListLinks", title, name="parts")
        if schema.name in records_of(compact=compact):
            data = {"$ref": f"types.json#/$defs/{DETAILS[schema.name]}"}
            by_name[f"{schema.name}-record"] = envelope(data, "FileLinks", f"{schema.title['en']}: one record")
    # The $id of a schema is its own address, whole where the site's is known; else the name of its file.
    ids = {name: address.absolute(base, address.api_schema(name)) if base else f"{name}.json" for name in by_name}
    return {name: {"$schema": DIALECT, "$id": ids[name], **schema} for name, schema in by_name.items()}


def listing_schema(table: str, divided: Collection[str]) -> str:
    """The name of the schema of a table's listing, whether it holds the records or names its parts."""
    return f"{table}-parts" if table in divided else table


def records_of(*, compact: bool) -> tuple[str, ...]:
    """The tables whose records have a file of their own."""
    return tuple(table for table in address.COLLECTIONS if not (compact and table in address.WITHIN))


def component(schema: str) -> str:
    """The name of a kind of file as a type: targets-record → TargetsRecordFile."""
    return "".join(part.capitalize() for part in schema.replace("_", "-").split("-")) + "File"


def _array(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"types.json#/$defs/{name}"}}
