"""CSV on the Web (https://www.w3.org/TR/tabular-metadata/): beside each CSV, a file says what its columns are and mean.

The files of normalised tables stand also in one group, which says what refers to what. Those for Excel need none: they
hold the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.model.library import Library
from publisher.publish import words
from publisher.publish.describe.subject import tagged
from publisher.publish.wide import NAMES_JOINED, bases, primary_key, wide
from publisher.terms import address
from publisher.terms.messages import LANGUAGES
from publisher.terms.schema import Field, TableSchema

ENDING = "-metadata.json"  # where a reader of the CSV looks for it
GROUP_FILE = f"{address.DATA}/tables/csv{ENDING}"
_CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
_TYPES = {"integer": "integer", "number": "decimal", "boolean": "boolean", "date": "date"}
_LIMITS = ("minimum", "maximum", "minLength", "maxLength")

Json = dict[str, Any]


def _datatype(field: Field) -> Json:
    """Type and limits of one value; codes and patterns as the regular expression that `format` is for strings."""
    datatype: Json = {"base": _TYPES.get(field.type, "string")}
    datatype.update({name: field.constraints[name] for name in _LIMITS if name in field.constraints})
    if datatype["base"] == "string":
        if codes := field.constraints.get("enum"):
            datatype["format"] = "|".join(codes)
        elif pattern := field.constraints.get("pattern"):
            datatype["format"] = pattern.removeprefix("^").removesuffix("$")
    return datatype


def column(field: Field) -> Json:
    """A column. Its title is the heading of the file, so what people call it stands beside."""
    properties: Json = {
        "name": field.name,
        "titles": field.name,
        "dc:title": tagged(field.title),
        "dc:description": tagged(field.description),
        "datatype": _datatype(field),
    }
    if field.type == "list":
        properties["separator"] = NAMES_JOINED
    if field.required:
        properties["required"] = True
    if field.categories:
        properties["rdfs:comment"] = tagged({
            language: "; ".join(f"{c.value}: {c.zh if language == 'zh' else c.en}" for c in field.categories)
            for language in LANGUAGES
        })  # fmt: skip
    return properties


def table(schema: TableSchema, url: str) -> Json:
    """A table of one file."""
    return {
        "url": url,
        "dc:title": tagged(schema.title),
        "dc:description": tagged(schema.description),
        "tableSchema": {"columns": [column(field) for field in schema.fields], "primaryKey": list(primary_key(schema))},
    }


def _keys(schema: TableSchema, addresses: Mapping[str, str]) -> list[Json]:
    """What refers to what, within the group. addresses: table → its address.

    Only columns that are never empty: readers take an empty cell for a reference to nothing, and refuse it.
    """
    return [
        {"columnReference": name, "reference": {"resource": addresses[other], "columnReference": field}}
        for name, other, field in schema.foreign_keys
        if other in addresses and schema.field(name).required
    ]


def head(library: Library) -> Json:
    """What every metadata file says of its file: licence, day, version and how its CSV is written."""
    return {
        "dc:license": {"@id": words.licence(library)["path"]},
        "dc:modified": {"@value": library.created[:10], "@type": "xsd:date"},
        "schema:version": library.version,
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\n"],
                    "doubleQuote": True},
    }  # fmt: skip


def of_file(library: Library, schema: TableSchema, file: str, *, before: str = "") -> Json:
    """The metadata of one CSV, by its path in the published folder. before: a column of text that stands first."""
    metadata = table(schema, address.relative(file, f"{file}{ENDING}"))
    if before:
        metadata["tableSchema"]["columns"].insert(0, {"name": before, "titles": before, "datatype": "string"})
        del metadata["tableSchema"]["primaryKey"]  # a row stands once for each thing that it is counted as
    return {"@context": _CONTEXT, **metadata, **head(library)}


def described(library: Library, counts: Mapping[str, int]) -> dict[str, Json]:
    """Address and content of every metadata file. counts: path within data/ of each CSV → its rows."""
    by_path: dict[str, Json] = {}
    kept = bases(library.schemas).values()
    named = [(f"tables/{schema.name}.csv", schema) for schema in kept]
    named += [(f"{schema.name}.csv", schema) for schema in wide(library.schemas)]
    for path, schema in named:
        if path in counts:
            file = f"{address.DATA}/{path}"
            by_path[f"{file}{ENDING}"] = of_file(library, schema, file)
    places = {schema.name: f"{schema.name}.csv" for schema in kept}
    group = []
    for schema in kept:
        own_table = table(schema, places[schema.name])
        if keys := _keys(schema, places):
            own_table["tableSchema"]["foreignKeys"] = keys
        group.append(own_table)
    by_path[GROUP_FILE] = {"@context": _CONTEXT, **head(library), "tables": group}
    return by_path
