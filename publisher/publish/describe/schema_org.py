"""schema.org Dataset in the pages, with what Google's Dataset Search requires and recommends.

https://developers.google.com/search/docs/appearance/structured-data/dataset
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

import orjson

from publisher.model.library import Library
from publisher.model.records import Record
from publisher.publish import words
from publisher.publish.describe.subject import DATA_PAGE, LANGUAGE, Subject, all_data, cited, identifier, site
from publisher.publish.manifest import PublishedFile
from publisher.terms import address


class Offer(NamedTuple):
    """A file in which the subject can be had. size, sha256: where they are known when the page is made."""

    path: str
    name: str
    media_type: str
    size: int | None = None
    sha256: str = ""


def offers(entries: Iterable[PublishedFile], language: str) -> list[Offer]:
    """The downloads among files: all in data/; the API has its own description."""
    return [
        Offer(e.path, e.title_zh if language == "zh" else e.title_en, e.media_type, e.bytes, e.sha256)
        for e in entries
        if e.path.startswith(f"{address.DATA}/")
    ]


def dataset(
    library: Library,
    subject: Subject,
    language: str,
    offered: Sequence[Offer],
    *,
    variables: Iterable[Record] = (),
    parts: Sequence[Subject] = (),
) -> dict[str, Any]:
    """A Dataset in a language, for the subject's own page.

    variables: the indicators that are measured. parts: data sets that this one holds.
    """
    start = f"{language}/{subject.page}index.html"
    at = partial(site, library, start=start)
    name = words.own(library, "title", language)
    publisher = {"@type": "Organization", "name": name, "url": at(f"{language}/about/")}
    properties: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": subject.title[language],
        "alternateName": subject.names[language],
        "description": subject.description[language],
        "url": at(f"{language}/{subject.page}"),
        "inLanguage": list(LANGUAGE.values()),
        "keywords": words.keywords(library),
        "version": library.version,
        "dateModified": library.created[:10],
        "datePublished": library.created[:10],
        "license": words.licence(library)["path"],
        "isAccessibleForFree": True,
        "creator": publisher,
        "publisher": publisher,
        "creditText": words.cite(library, language),
        "citation": [cited(library, record, language) for record in subject.documents],
        "measurementTechnique": words.in_language(language)["catalogue"]["technique"],
        "variableMeasured": [_variable(library, record, language) for record in variables],
        "spatialCoverage": [{"@type": "Place", "name": place[language]} for place in subject.places],
        "includedInDataCatalog": {"@type": "DataCatalog", "name": name, "url": at("catalog.jsonld")},
        "distribution": [_download(offer, at(offer.path)) for offer in offered],
    }
    if subject.first:
        properties["temporalCoverage"] = f"{subject.first}/{subject.last}"
    if own := identifier(library):
        properties["identifier"] = properties["sameAs"] = own
    if subject.page != DATA_PAGE:
        properties["isPartOf"] = _brief(all_data(library, counted=False), language, at)
    if parts:
        properties["hasPart"] = [_brief(part, language, at) for part in parts]
    return properties


def _brief(subject: Subject, language: str, at: Any) -> dict[str, str]:
    """What names a data set within another: Google asks for its description and licence there too."""
    return {
        "@type": "Dataset",
        "name": subject.title[language],
        "description": subject.description[language],
        "url": at(f"{language}/{subject.page}"),
    }


def _variable(library: Library, record: Record, language: str) -> dict[str, Any]:
    """An indicator; its measure only where it says more than that something is counted."""
    measure = library.registry["measures"][record.measure_id]
    unit = {} if measure.id == measure.canonical_id == "count" else {"unitText": measure.values[f"label_{language}"]}
    name, definition = (record.values[f"{column}_{language}"] for column in ("name", "definition"))
    return {"@type": "PropertyValue", "propertyID": record.id, "name": name, "description": definition, **unit}


def _download(offer: Offer, place: str) -> dict[str, Any]:
    own = {"@type": "DataDownload", "name": offer.name, "contentUrl": place, "encodingFormat": offer.media_type}
    return own if offer.size is None else {**own, "contentSize": f"{offer.size} B", "sha256": offer.sha256}


def script(value: dict[str, Any]) -> str:
    """JSON that may stand in a <script> element: no character of it can end the element or begin a tag."""
    text = orjson.dumps(value).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
