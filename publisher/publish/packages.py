"""The Frictionless package of all tables, and the zip of everything."""

from __future__ import annotations

import hashlib
import io
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from publisher import address
from publisher.descriptor import PROFILE, resource
from publisher.locale import LANGUAGES
from publisher.model import Library, Record
from publisher.publish import files, words
from publisher.publish.scale import Scale
from publisher.publish.wide import wide
from publisher.schema import TableSchema

DESCRIPTOR = f"{address.DATA}/datapackage.json"
ALL = f"{address.DATA}/packages/all.zip"
Measured = Mapping[str, Any]  # the bytes and hash of a file, as a resource states them


def measured(path: Path) -> Measured:
    """The bytes and SHA-256 of a file."""
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "hash": "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()}


def weighed(data: bytes) -> Measured:
    """The bytes and SHA-256 of what a file is to hold."""
    return {"bytes": len(data), "hash": "sha256:" + hashlib.sha256(data).hexdigest()}


def _resource(schema: TableSchema, path: str, name: str, rows: int, size: Measured) -> dict[str, Any]:
    return {**resource(schema, path), "name": name, **size, "rows": rows}


def head(library: Library, document: Record | None = None) -> dict[str, Any]:
    """The descriptor of a package without its resources. document: the one that it holds; None for all."""
    own = {k: v for k, v in library.package.descriptor.items() if k not in ("$schema", "resources")}
    if document:
        own["name"] = f"{own['name']}-{document.id}"
        own["title"], own["title_en"] = document.title_zh, document.title_en
        own["description"], own["description_en"] = document.summary_zh, document.summary_en
    return {"$schema": PROFILE, **own, "resources": []}


def descriptor(library: Library, rows: Mapping[str, int], sizes: Mapping[str, Measured]) -> dict[str, Any]:
    """The descriptor of the package of all documents. rows, sizes: by path."""
    found = [
        _resource(schema, path, schema.name, rows[path], sizes[path])
        for schema in library.schemas
        if (path := f"tables/{schema.name}.csv") in rows
    ]
    found += [
        _resource(schema, path, f"{schema.name}_wide", rows[path], sizes[path])
        for schema in wide(library.schemas)
        if (path := f"{schema.name}.csv") in rows
    ]
    return {**head(library), "resources": found}


class Zip:
    """A zip whose bytes depend on its content alone: fixed times, fixed rights, members in the order written."""

    def __init__(self, path: Path) -> None:
        self.zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)

    def member(self, name: str, file: IO[bytes]) -> None:
        """Copy an open file into the zip."""
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
        with self.zip.open(info, "w") as target:
            shutil.copyfileobj(file, target)

    def text(self, name: str, text: str) -> None:
        """Put a text into the zip."""
        self.member(name, io.BytesIO(text.encode()))

    def close(self) -> None:
        self.zip.close()


def _no_workbook(scale: Scale, language: str) -> str:
    return str(words.said(language)["no_workbook"]).format(rows=scale.limits.workbook)


def licence(library: Library) -> str:
    """The licence of the data: its text where the project has it, else its name and address."""
    path = library.package.root / "LICENSE-DATA"
    held = words.licence(library)
    return path.read_text("utf-8") if path.is_file() else f"{held['title']} ({held['name']})\n{held['path']}\n"


def of_everything(library: Library, folder: Path, counts: Mapping[str, int], scale: Scale) -> None:
    """Write data/datapackage.json over the published tables, and all of it as one zip. counts: path → rows."""
    data = folder / address.DATA
    sizes = {path: measured(data / path) for path in counts}
    files.write(folder, DESCRIPTOR, files.json_bytes(descriptor(library, counts, sizes)))
    archive = Zip(files.inside(folder, ALL))
    for language in LANGUAGES:
        more = () if scale.workbook else (_no_workbook(scale, language),)
        archive.text(f"README.{language}.md", words.readme(library, language, more=more))
    archive.text("LICENSE.txt", licence(library))
    for path in ("datapackage.json", *counts):
        with (data / path).open("rb") as file:
            archive.member(path, file)
    archive.close()
