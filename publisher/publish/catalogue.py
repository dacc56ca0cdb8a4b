"""Metadata for catalogues: schema.org Dataset (in the pages) and DCAT 3 (catalog.jsonld), which say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from publisher.model.library import Library
from publisher.publish import rows, words
from publisher.publish.manifest import Entry
from publisher.terms import address

FILE = "catalog.jsonld"
_LANGUAGE = {"zh": "zh-CN", "en": "en"}


def _period(library: Library) -> tuple[str, str]:
    """First and last day of the periods of all documents."""
    documents = library.registry["documents"].values()
    days = [d for r in documents for d in (r.horizon_start, r.dated_on, r.horizon_end) if d]
    return (min(days), max(days)) if days else ("", "")


def _places(library: Library, language: str) -> list[str]:
    return list(dict.fromkeys(str(r.values[f"area_{language}"]) for r in library.registry["documents"].values()))


def _offered(entries: Sequence[Entry]) -> list[Entry]:
    """The files that a catalogue lists: downloads, not the parts of the API."""
    return [entry for entry in entries if entry.path.startswith(f"{address.DATA}/")]


def _keywords(library: Library) -> list[str]:
    return [str(word) for word in library.package.descriptor.get("keywords", ())]


def dataset_jsonld(library: Library, entries: Sequence[Entry], language: str) -> dict[str, Any]:
    """A schema.org Dataset in a language, for a page; addresses are absolute where the site's is configured."""
    base = rows.homepage(library)
    licence = words.licence(library)
    first, last = _period(library)
    title = words.own(library, "title", language)
    publisher = {"@type": "Organization", "name": title}
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": title,
        "description": words.own(library, "description", language),
        "url": address.absolute(base, f"{language}/"),
        "inLanguage": [_LANGUAGE["zh"], _LANGUAGE["en"]],
        "keywords": _keywords(library),
        "version": library.version,
        "dateModified": library.created[:10],
        "datePublished": library.created[:10],
        "license": licence["path"],
        "isAccessibleForFree": True,
        "creator": publisher,
        "publisher": publisher,
        "creditText": words.cite(library, language),
        "citation": [str(r.values[f"title_{language}"]) for r in library.registry["documents"].values()],
        "temporalCoverage": f"{first}/{last}",
        "spatialCoverage": [{"@type": "Place", "name": name} for name in _places(library, language)],
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "propertyID": record.id,
                "name": record.values[f"name_{language}"],
                "unitText": library.registry["measures"][record.measure_id].values[f"label_{language}"],
            }
            for record in library.registry["indicators"].values()
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": entry.title_zh if language == "zh" else entry.title_en,
                "contentUrl": address.absolute(base, entry.path),
                "encodingFormat": entry.media_type,
                "contentSize": f"{entry.bytes} B",
                "sha256": entry.sha256,
            }
            for entry in _offered(entries)
        ],
    }
    return found


def script(value: dict[str, Any]) -> str:
    """JSON that may stand in a <script> element: no character of it can end the element or begin a tag."""
    text = orjson.dumps(value).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _both(zh: str, en: str) -> list[dict[str, str]]:
    return [{"@value": zh, "@language": _LANGUAGE["zh"]}, {"@value": en, "@language": _LANGUAGE["en"]}]


def _typed(value: str, type_: str) -> dict[str, str]:
    return {"@value": value, "@type": f"xsd:{type_}"}


def _distribution(base: str, entry: Entry, licence: str) -> dict[str, Any]:
    place = address.absolute(base, entry.path)
    return {
        "@id": f"{place}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _both(entry.title_zh, entry.title_en),
        "dcat:downloadURL": {"@id": place},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{entry.media_type}"},
        "dcat:byteSize": _typed(str(entry.bytes), "nonNegativeInteger"),
        "dct:license": {"@id": licence},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": _typed(entry.sha256, "hexBinary"),
        },
    }


def catalog(library: Library, entries: Sequence[Entry]) -> dict[str, Any]:
    """The catalogue in DCAT 3 as JSON-LD; addresses are relative to the published folder where none is configured."""
    base = rows.homepage(library)
    licence = words.licence(library)["path"]
    first, last = _period(library)
    title = _both(words.own(library, "title", "zh"), words.own(library, "title", "en"))
    text = _both(words.own(library, "description", "zh"), words.own(library, "description", "en"))
    publisher = {"@id": address.absolute(base, f"{FILE}#publisher"), "@type": "foaf:Agent", "foaf:name": title}
    documents = library.registry["documents"].values()
    dataset = {
        "@id": address.absolute(base, f"{FILE}#dataset"),
        "@type": "dcat:Dataset",
        "dct:title": title,
        "dct:description": text,
        "dct:publisher": publisher,
        "dct:creator": {"@id": publisher["@id"]},
        "dct:license": {"@id": licence},
        "dct:issued": _typed(library.created[:10], "date"),
        "dct:modified": _typed(library.created[:10], "date"),
        "dcat:version": library.version,
        "dcat:keyword": _keywords(library),
        "dct:language": [{"@value": tag} for tag in _LANGUAGE.values()],
        "dct:bibliographicCitation": _both(words.cite(library, "zh"), words.cite(library, "en")),
        "dct:source": [{"@value": r.title_zh, "@language": _LANGUAGE["zh"]} for r in documents],
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _typed(first, "date"),
            "dcat:endDate": _typed(last, "date"),
        },
        "dct:spatial": [
            {"@type": "dct:Location", "dct:title": _both(zh, en)}
            for zh, en in zip(_places(library, "zh"), _places(library, "en"), strict=True)
        ],
        "dcat:landingPage": [{"@id": address.absolute(base, f"{language}/")} for language in _LANGUAGE],
        "dcat:distribution": [_distribution(base, entry, licence) for entry in _offered(entries)],
    }
    return {
        "@context": _CONTEXT,
        "@id": address.absolute(base, FILE),
        "@type": "dcat:Catalog",
        "dct:title": title,
        "dct:description": text,
        "dct:publisher": {"@id": publisher["@id"]},
        "dct:license": {"@id": licence},
        "dcat:dataset": dataset,
    }
