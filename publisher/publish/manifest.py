"""manifest.json and SHA256SUMS: every published file with its rows, bytes, SHA-256 and media type."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from publisher.publish import files, words
from publisher.publish.formats import BY_PATH, DATA_SUMS, DOWNLOADS, MANIFEST, SUMS, media_type
from publisher.terms import address
from publisher.terms.messages import LANGUAGES
from publisher.terms.messages import words as all_words
from publisher.work.output import Output

# Where tables stand; other files but packages, schemas and those listed in `formats` are pages and single records.
_TABLE = re.compile(rf"(?:{address.DATA}(?:/\w+)*|{address.API})/(\w+)\.(?:csv|parquet|json|ndjson)")
_FORM = re.compile(rf"(?:{address.DATA}/(excel|parquet|ndjson)(?:/tables)?|{address.API})/(\w+)\.\w+")
_PACKAGE = re.compile(rf"{address.DATA}/packages/([\w-]+)\.zip")
LISTS = frozenset({MANIFEST, DOWNLOADS, SUMS, DATA_SUMS})


class PublishedFile(NamedTuple):
    """A published file. rows: records or rows, None where it has none; titles are empty for pages of the site."""

    path: str
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    rows: int | None
    bytes: int
    sha256: str
    media_type: str


class _TableTexts:
    """Titles, descriptions and numbers of rows of the tables, by path, from the published descriptors."""

    def __init__(self, folder: Path) -> None:
        descriptor = orjson.loads((folder / address.DATA / "datapackage.json").read_bytes())
        self.resources = {f"{address.DATA}/{resource['path']}": resource for resource in descriptor["resources"]}
        self.named = {str(resource["name"]): resource for resource in self.resources.values()}
        self.workbook = (folder / address.DATA / f"{address.NAME}.xlsx").is_file()
        self.documents = {language: _titles(folder, language) for language in LANGUAGES}  # document id → title
        findings = orjson.loads((folder / address.DATA / "findings.json").read_bytes())["findings"]
        rows = [(one, file) for one in findings for file in one["files"]]
        self.findings = {address.finding(one["finding_id"], file["table"]): (one, file["rows"]) for one, file in rows}

    def table(self, path: str, language: str) -> tuple[str, str] | None:
        """Title and description of the table in a file, in whatever form it stands there."""
        text = words.in_language(language)
        if (match := _FORM.fullmatch(path)) and (own := self.named.get(match[2])):
            kind = match[1] or "api"
            description = text["excel_alone" if kind == "excel" and not self.workbook else f"{kind}_text"]
            return text[kind].format(title=_own(own, "title", language)), description
        if resource := self.resources.get(path):
            return _own(resource, "title", language), _own(resource, "description", language)
        return None

    def rows(self, path: str) -> int | None:
        """How many rows a file holds, where that is a table."""
        if resource := self.resources.get(path):
            return int(resource["rows"])
        if path in self.findings:
            return int(self.findings[path][1])
        match = _TABLE.fullmatch(path)
        table = match and self.named.get(match[1])
        return int(table["rows"]) if table else None

    def words(self, path: str, language: str) -> tuple[str, str]:
        """Title and description of a file; empty for pages of the site and the files of single records."""
        text = words.in_language(language)
        if named := BY_PATH.get(path):
            return tuple(text["files"][named.words])
        if path in self.findings:
            own = all_words(language)["findings"]
            return own["file"].format(title=self.findings[path][0][f"title_{language}"]), own["file_text"]
        if (plain := path.removesuffix("-metadata.json")) in self.findings:
            return text["csvw"].format(title=self.words(plain, language)[0]), text["csvw_text"]
        if match := _PACKAGE.fullmatch(path):
            title = self.documents[language].get(match[1], match[1])
            return text["package_of"].format(title=title), text["package_text"]
        if path.endswith(".csv-metadata.json") and (own := self.named.get(path.rsplit("/", 1)[1].split(".")[0])):
            return text["csvw"].format(title=_own(own, "title", language)), text["csvw_text"]
        if path.startswith(f"{address.API}/schema/"):
            return tuple(text["files"]["schema"])
        return (_TABLE.fullmatch(path) and self.table(path, language)) or ("", "")


def _own(resource: Mapping[str, Any], name: str, language: str) -> str:
    return str(resource[name if language == "zh" else f"{name}_en"])


def _titles(folder: Path, language: str) -> dict[str, str]:
    with (folder / address.DATA / "documents.csv").open(encoding="utf-8", newline="") as file:
        return {row["document_id"]: row[f"title_{language}"] for row in csv.DictReader(file)}


def _entries(out: Output, *, offered: bool) -> Iterator[PublishedFile]:
    """Every file but those that list them, or those that are offered for download."""
    texts = _TableTexts(out.folder)
    for path in out.paths():
        if path not in LISTS and not (offered and not texts.words(path, "en")[0]):
            yield _entry(out, texts, path)


def entries(out: Output) -> tuple[PublishedFile, ...]:
    """The files that are offered for download: all that have a title of their own."""
    return tuple(_entries(out, offered=True))


def _entry(out: Output, texts: _TableTexts, path: str) -> PublishedFile:
    (title_zh, text_zh), (title_en, text_en) = texts.words(path, "zh"), texts.words(path, "en")
    described = (path, title_zh, title_en, text_zh, text_en)
    return PublishedFile(*described, texts.rows(path), *out.of(path), media_type(path))


def _sums(sums: Mapping[str, str]) -> bytes:
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums)).encode()


def write(out: Output, *, version: str, created: str) -> tuple[PublishedFile, ...]:
    """Write the lists over every file of the published folder: the downloads alone with their sums, the manifest and
    SHA256SUMS over all; the files that the manifest lists."""
    published = list(_entries(out, offered=False))
    head = {"data_version": version, "created": created}
    offered = [entry._asdict() for entry in published if entry.title_en]
    out.write(DOWNLOADS, files.json_bytes({**head, "total": len(offered), "files": offered}))
    texts, inside = _TableTexts(out.folder), f"{address.DATA}/"
    published.append(_entry(out, texts, DOWNLOADS))
    sums = {entry.path.removeprefix(inside): entry.sha256 for entry in published if entry.path.startswith(inside)}
    out.write(DATA_SUMS, _sums(sums))
    published.append(_entry(out, texts, DATA_SUMS))
    published.sort(key=lambda entry: entry.path)
    out.write(
        MANIFEST, files.json_bytes({**head, "total": len(published), "files": [entry._asdict() for entry in published]})
    )
    out.write(SUMS, _sums({entry.path: entry.sha256 for entry in published} | {MANIFEST: out.of(MANIFEST).sha256}))
    return tuple(published)
