"""croissant.json: Croissant 1.1 (https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html), from the schemas.

Records are read from the Parquet files: types and lists need no rule there.
"""

from __future__ import annotations

from typing import Any

from publisher.model.library import Library
from publisher.publish import words
from publisher.publish.describe.subject import LANGUAGE, all_data, cited, identifier, site
from publisher.publish.wide import primary_key, wide
from publisher.terms import address
from publisher.terms.schema import Field, TableSchema
from publisher.work.output import Output

FILE = "croissant.json"
PARQUET = "application/x-parquet"
_TYPES = {"integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "date": "sc:Date"}
_OWN_TERMS = (
    "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileObject",
    "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5",
    "parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator",
    "source", "subField", "transform",
)  # fmt: skip
_CONTEXT = dict(sorted({
    **{term: f"cr:{term}" for term in _OWN_TERMS},
    "@language": "en",
    "@vocab": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "name": {"@container": "@language"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
}.items()))  # fmt: skip

Json = dict[str, Any]


def _field(schema: TableSchema, field: Field) -> Json:
    codes = "; ".join(f"{c.value}: {c.en} ({c.zh})" for c in field.categories)
    description = f"{field.title['en']} ({field.title['zh']}). {field.description['en']}"
    many = {"isArray": True, "arrayShape": "-1"} if field.type == "list" else {}
    return {
        "@type": "cr:Field",
        "@id": f"{schema.name}/{field.name}",
        "name": field.name,
        "description": f"{description} Codes: {codes}." if codes else description,
        "dataType": _TYPES.get(field.type, "sc:Text"),
        **many,
        "source": {"fileObject": {"@id": _file_id(schema)}, "extract": {"column": field.name}},
    }


def _file_id(schema: TableSchema) -> str:
    return f"{schema.name}.parquet"


def _file(library: Library, out: Output, schema: TableSchema) -> Json:
    path = f"{address.DATA}/parquet/{schema.name}.parquet"
    size, sha256 = out.of(path)
    return {
        "@type": "cr:FileObject",
        "@id": _file_id(schema),
        "name": _file_id(schema),
        "description": schema.description["en"],
        "contentUrl": site(library, path, FILE),
        "contentSize": f"{size} B",
        "encodingFormat": PARQUET,
        "sha256": sha256,
    }


def _records(schema: TableSchema) -> Json:
    return {
        "@type": "cr:RecordSet",
        "@id": schema.name,
        "name": schema.name,
        "description": f"{schema.title['en']} ({schema.title['zh']}). {schema.description['en']}",
        "key": [{"@id": f"{schema.name}/{name}"} for name in primary_key(schema)],
        "field": [_field(schema, field) for field in schema.fields],
    }


def dataset(library: Library, out: Output) -> Json:
    """The description of the wide tables as a machine learner's tools take it. out: where the files stand."""
    subject, schemas = all_data(library), list(wide(library.schemas))
    own, day = identifier(library), library.created[:10]
    publisher = {
        "@type": "sc:Organization", "name": words.own(library, "title", "en"), "url": site(library, "en/about/", FILE)
    }  # fmt: skip
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": address.NAME,
        "alternateName": [subject.title["en"], subject.title["zh"]],
        "description": subject.description["en"],
        "url": site(library, f"en/{subject.page}", FILE),
        "license": words.licence(library)["path"],
        "version": library.version,
        **dict.fromkeys(("dateCreated", "datePublished", "dateModified"), day),
        "inLanguage": list(LANGUAGE.values()),
        "keywords": words.keywords(library),
        "creator": publisher,
        "publisher": publisher,
        "citeAs": words.cite(library, "en"),
        **({"sameAs": own} if own else {}),
        "rai:dataCollection": words.in_language("en")["catalogue"]["technique"],
        "rai:dataLimitations": list(words.in_language("en")["limits"]),
        "rai:dataCollectionRawData": "; ".join(cited(library, record, "en") for record in subject.documents),
        "distribution": [_file(library, out, schema) for schema in schemas],
        "recordSet": [_records(schema) for schema in schemas],
    }
