"""The list of all published files that have a name of their own, and of the folders of the others.

A new format is a module of this room that writes it, a row here, its words (`files` in terms/messages/downloads.yml),
and a call: of what is made of all plans in `publish`, of what each plan adds in `part`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from publisher.terms import address

MANIFEST = f"{address.DATA}/manifest.json"
DOWNLOADS = f"{address.DATA}/downloads.json"
DATA_SUMS = f"{address.DATA}/SHA256SUMS"
SUMS = "SHA256SUMS"
OTHERS = "machines"  # the group of what has no other


@dataclass(frozen=True, slots=True)
class Published:
    """A published file. words: the name of its title and description; group: of the page of downloads."""

    path: str
    words: str
    group: str = OTHERS


FILES = (
    Published(f"{address.DATA}/{address.NAME}.xlsx", "workbook", "people"),
    Published(f"{address.DATA}/findings.json", "findings", "findings"),
    Published(f"{address.DATA}/deadlines.ics", "deadlines", "findings"),
    Published(f"{address.DATA}/packages/all.zip", "all", "packages"),
    Published(f"{address.DATA}/{address.NAME}.sqlite", "sqlite", "wide"),
    Published(f"{address.DATA}/citation.bib", "bib", "wide"),
    Published(f"{address.DATA}/citation.ris", "ris", "wide"),
    Published(f"{address.DATA}/CITATION.cff", "cff", "wide"),
    Published(f"{address.DATA}/zenodo.json", "zenodo", "wide"),
    Published(DOWNLOADS, "downloads", "wide"),
    Published(DATA_SUMS, "data_sums", "wide"),
    Published(f"{address.DATA}/datapackage.json", "datapackage"),
    Published(f"{address.DATA}/datasette.json", "datasette"),
    Published(f"{address.DATA}/tables/csv-metadata.json", "csvw_group"),
    Published(MANIFEST, "manifest"),
    Published(SUMS, "sums"),
    Published("croissant.json", "croissant"),
    Published("llms.txt", "llms"),
    Published(f"{address.API}/index.json", "index", "api"),
    Published(f"{address.API}/openapi.json", "openapi", "api"),
    Published(f"{address.API}/types.d.ts", "types", "api"),
    Published("catalog.jsonld", "catalog", "api"),
    Published("changes.atom", "feed", "api"),
)
BY_PATH = {file.path: file for file in FILES}
GROUPS = ("people", "wide", "findings", "packages", OTHERS, "api")  # in the order of the page of downloads
FOLDERS = {  # beginning of a path → its group; the longest decides
    f"{address.DATA}/": "wide",
    f"{address.DATA}/excel/": "people",
    f"{address.DATA}/findings": "findings",
    f"{address.DATA}/packages/": "packages",
    f"{address.DATA}/tables/": OTHERS,
    f"{address.DATA}/parquet/": OTHERS,
    f"{address.API.split('/')[0]}/": "api",
}
MEDIA = {
    ".csv": "text/csv", ".json": "application/json", ".jsonld": "application/ld+json", ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".sqlite": "application/vnd.sqlite3",
    ".parquet": "application/vnd.apache.parquet", ".atom": "application/atom+xml", ".xml": "application/xml",
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png",
    ".ts": "text/plain", ".txt": "text/plain", ".md": "text/markdown", ".woff2": "font/woff2",
    ".wasm": "application/wasm", ".ndjson": "application/x-ndjson", ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems", ".cff": "application/yaml", ".ics": "text/calendar",
    "SHA256SUMS": "text/plain", "_headers": "text/plain",
}  # fmt: skip


def group_of(path: str) -> str:
    """The group of downloads that a file belongs to."""
    if path in BY_PATH:
        return BY_PATH[path].group
    return FOLDERS.get(max(filter(path.startswith, FOLDERS), key=len, default=""), OTHERS)


def media_type(path: str) -> str:
    """The media type of a published file, by its ending, or by its name where it has none."""
    name = path.rpartition("/")[2]
    return MEDIA.get(name if name in MEDIA else PurePosixPath(name).suffix, "application/octet-stream")
