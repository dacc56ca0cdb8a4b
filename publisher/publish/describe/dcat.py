"""catalog.jsonld: the catalogue in DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/) as JSON-LD.

Addresses are absolute where the site's is known, else relative to the file. Each document is a data set of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from publisher.model.library import Library
from publisher.model.records import Record
from publisher.publish import words
from publisher.publish.describe.subject import Subject, all_data, identifier, of_document, site, tagged
from publisher.publish.manifest import PublishedFile
from publisher.terms import address
from publisher.terms.messages import LANGUAGES

FILE = "catalog.jsonld"
_EU = "http://publications.europa.eu/resource/authority"
_MEDIA = "https://www.iana.org/assignments/media-types"
_CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FORMATS = {  # media type → the name in the EU's list of file types, where that has it
    "text/csv": "CSV",
    "application/json": "JSON",
    "application/ld+json": "JSON_LD",
    "application/zip": "ZIP",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "text/plain": "TXT",
}
_THEMES = {"GOVE": ("政府和公共部门", "Government and public sector"), "TECH": ("科学和技术", "Science and technology")}

Node = dict[str, Any]


def _typed(value: str, type_: str) -> Node:
    return {"@value": value, "@type": f"xsd:{type_}"}


def _node(id_: str, type_: str, **more: Any) -> Node:
    """A node with its class, so that the graph alone says what is what."""
    return {"@id": id_, "@type": type_, **more}


class Catalogue:
    """The catalogue of a library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.publisher = self.at(f"{FILE}#publisher")

    def at(self, path: str) -> str:
        return site(self.library, path, FILE)

    def licence(self) -> Node:
        terms = words.licence(self.library)
        return _node(terms["path"], "dct:LicenseDocument", **{"dct:title": terms["title"]})

    def distribution(self, entry: PublishedFile) -> Node:
        place = self.at(entry.path)
        titles = {"zh": entry.title_zh, "en": entry.title_en}
        texts = {"zh": entry.description_zh, "en": entry.description_en}
        node = {
            "@id": f"{place}#distribution",
            "@type": "dcat:Distribution",
            "dct:title": tagged(titles),
            "dct:description": tagged({name: text or titles[name] for name, text in texts.items()}),
            "dcat:accessURL": {"@id": place},
            "dcat:downloadURL": {"@id": place},
            "dcat:mediaType": _node(f"{_MEDIA}/{entry.media_type}", "dct:MediaType"),
            "dcat:byteSize": _typed(str(entry.bytes), "nonNegativeInteger"),
            "dct:license": self.licence(),
            "dct:modified": _typed(self.library.created[:10], "date"),
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": _node("spdx:checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
                "spdx:checksumValue": _typed(entry.sha256, "hexBinary"),
            },
        }
        if name := _FORMATS.get(entry.media_type):
            node["dct:format"] = _node(f"{_EU}/file-type/{name}", "dct:MediaTypeOrExtent")
        return node

    def contact(self) -> Node:
        pages = [{"@id": self.at(f"{language}/contribute/")} for language in LANGUAGES]
        name = words.own(self.library, "title", "en")
        return {"@type": ["vcard:Kind", "vcard:Organization"], "vcard:fn": name, "vcard:hasURL": pages}

    def source(self, record: Record) -> Node:
        """The government's document: its title, and its number where it has one."""
        own = {"dct:identifier": str(record.doc_number)} if record.doc_number else {}
        title = {language: str(record.values[f"title_{language}"]) for language in LANGUAGES}
        place = self.at(f"{FILE}#document-{record.id}")
        dated = {"dct:issued": _typed(str(record.dated_on), "date")} if record.dated_on else {}
        return _node(place, "prov:Entity", **{"dct:title": tagged(title), **own, **dated})

    def dataset(self, place: str, subject: Subject, entries: Iterable[PublishedFile]) -> Node:
        library, day = self.library, _typed(self.library.created[:10], "date")
        node: Node = {
            "@id": self.at(f"{FILE}#{place}"),
            "@type": "dcat:Dataset",
            "dct:title": tagged(subject.title),
            "dct:description": tagged(subject.description),
            "dct:publisher": {"@id": self.publisher},
            "dct:creator": {"@id": self.publisher},
            "dcat:contactPoint": self.contact(),
            "dct:license": self.licence(),
            "dct:issued": day,
            "dct:modified": day,
            "dcat:version": library.version,
            "dcat:keyword": words.keywords(library),
            "dcat:theme": [_theme(name) for name in _THEMES],
            "dct:language": _languages(),
            "dct:accessRights": _node(f"{_EU}/access-right/PUBLIC", "dct:RightsStatement"),
            "dct:bibliographicCitation": tagged({language: words.cite(library, language) for language in LANGUAGES}),
            "prov:wasDerivedFrom": [self.source(record) for record in subject.documents],
            "dct:spatial": [{"@type": "dct:Location", "skos:prefLabel": tagged(place)} for place in subject.places],
            "dcat:landingPage": [
                _node(self.at(f"{language}/{subject.page}"), "foaf:Document") for language in LANGUAGES
            ],
            "dcat:distribution": [self.distribution(entry) for entry in entries],
        }
        if subject.first:
            node["dct:temporal"] = {
                "@type": "dct:PeriodOfTime",
                "dcat:startDate": _typed(subject.first, "date"),
                "dcat:endDate": _typed(subject.last, "date"),
            }
        if own := identifier(library):
            node["dct:identifier"] = _typed(own, "anyURI")
        return node

    def service(self, datasets: Sequence[str]) -> Node:
        """The API, as a service of data."""
        title = {language: words.in_language(language)["catalogue"]["api"] for language in LANGUAGES}
        return {
            "@id": self.at(f"{FILE}#api"),
            "@type": "dcat:DataService",
            "dct:title": tagged(title),
            "dcat:endpointURL": _node(self.at(f"{address.API}/index.json"), "rdfs:Resource"),
            "dcat:endpointDescription": _node(self.at(f"{address.API}/openapi.json"), "rdfs:Resource"),
            "dct:license": self.licence(),
            "dct:publisher": {"@id": self.publisher},
            "dcat:contactPoint": self.contact(),
            "dcat:servesDataset": [{"@id": place} for place in datasets],
        }


def _theme(name: str) -> Node:
    zh, en = _THEMES[name]
    return _node(f"{_EU}/data-theme/{name}", "skos:Concept", **{"skos:prefLabel": tagged({"zh": zh, "en": en})})


def _languages() -> list[Node]:
    return [_node(f"{_EU}/language/{name}", "dct:LinguisticSystem") for name in ("ZHO", "ENG")]


def catalog(library: Library, entries: Sequence[PublishedFile]) -> Node:
    """The catalogue: the whole as one data set, each document as another, and the API. entries: the downloads."""
    own, everything = Catalogue(library), all_data(library)
    offered = {entry.path: entry for entry in entries if entry.path.startswith(f"{address.DATA}/")}
    all_ = own.dataset("dataset", everything, offered.values())
    parts = []
    for record in everything.documents:
        package = offered.get(address.package(record.id))
        part = own.dataset(record.id, of_document(record), [package] if package else [])
        if package:  # its distribution is described once, in the whole
            part["dcat:distribution"] = [{"@id": f"{own.at(package.path)}#distribution"}]
        parts.append({**part, "dct:isPartOf": {"@id": all_["@id"]}})
    day = _typed(library.created[:10], "date")
    publisher = _node(own.publisher, "foaf:Agent", **{"foaf:name": tagged(everything.title)})
    return {
        "@context": _CONTEXT,
        "@id": own.at(FILE),
        "@type": "dcat:Catalog",
        "dct:title": tagged(everything.title),
        "dct:description": tagged(everything.description),
        "dct:publisher": publisher,
        "dct:license": own.licence(),
        "dct:language": _languages(),
        "dct:issued": day,
        "dct:modified": day,
        "dct:conformsTo": _node("http://data.europa.eu/r5r/3.0/", "dct:Standard"),
        "foaf:homepage": _node(own.at("index.html"), "foaf:Document"),
        "dcat:themeTaxonomy": _node(f"{_EU}/data-theme", "skos:ConceptScheme", **{"dct:title": "Data theme"}),
        "dcat:dataset": [all_, *parts],
        "dcat:service": own.service([str(part["@id"]) for part in (all_, *parts)]),
    }
