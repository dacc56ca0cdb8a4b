"""The Frictionless package of all tables, and zips: one self-contained package a document, and one of everything."""

from __future__ import annotations

import hashlib
import io
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from publisher import address
from publisher.descriptor import PROFILE, resource
from publisher.model import Library, PlanModel, Record
from publisher.publish import files, words
from publisher.publish.csv_tables import as_kept, for_people
from publisher.publish.wide import wide
from publisher.schema import PLAN, TableSchema
from publisher.tidy import natural

DESCRIPTOR = f"{address.DATA}/datapackage.json"
ALL = f"{address.DATA}/packages/all.zip"


def measured(path: Path) -> dict[str, Any]:
    """The bytes and SHA-256 of a file, as a resource states them."""
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "hash": "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()}


def _resource(folder: Path, schema: TableSchema, path: str, rows: int, name: str) -> dict[str, Any]:
    return {**resource(schema, path), "name": name, **measured(folder / path), "rows": rows}


def descriptor(
    library: Library, folder: Path, rows: Mapping[str, int], document: Record | None = None
) -> dict[str, Any]:
    """The descriptor of the package whose files stand in `folder`. rows: path → number of rows.

    document: the one that the package holds; None for all.
    """
    own = {k: v for k, v in library.package.descriptor.items() if k not in ("$schema", "resources")}
    if document:
        own["name"] = f"{own['name']}-{document.id}"
        own["title"], own["title_en"] = document.title_zh, document.title_en
        own["description"], own["description_en"] = document.summary_zh, document.summary_en
    found = [
        _resource(folder, schema, path, rows[path], schema.name)
        for schema in library.schemas
        if (path := f"tables/{schema.name}.csv") in rows
    ]
    found += [
        _resource(folder, schema, path, rows[path], f"{schema.name}_wide")
        for schema in wide(library.schemas)
        if (path := f"{schema.name}.csv") in rows
    ]
    return {"$schema": PROFILE, **own, "resources": found}


class Zip:
    """A zip whose bytes depend on its content alone: fixed times, fixed rights, members in the order written."""

    def __init__(self, path: Path) -> None:
        self.zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

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


def _licence(library: Library) -> str:
    """The licence of the data: its text where the project has it, else its name and address."""
    path = library.package.root / "LICENSE-DATA"
    held = words.licence(library)
    return path.read_text("utf-8") if path.is_file() else f"{held['title']} ({held['name']})\n{held['path']}\n"


def pack(library: Library, folder: Path, target: Path, paths: Iterable[str], document: Record | None = None) -> None:
    """Write a zip of the files at `paths` in `folder`, with README in both languages and the licence."""
    archive = Zip(target)
    for language in ("zh", "en"):
        title = document.values[f"title_{language}"] if document else ""
        archive.text(f"README.{language}.md", words.readme(library, language, title))
    archive.text("LICENSE.txt", _licence(library))
    for path in paths:
        with (folder / path).open("rb") as file:
            archive.member(path, file)
    archive.close()


def closure(library: Library, plan: PlanModel) -> dict[str, list[Record]]:
    """The rows of every table that a document's own package needs: its own, and what they refer to, to the end."""
    seen: dict[str, dict[str, Record]] = {schema.name: {} for schema in library.schemas}
    others: dict[tuple[str, str], Mapping[str, Record]] = {}

    def find(table: str, record_id: str) -> Record:
        if table not in PLAN:
            return library.registry[table][record_id]
        key = (table, record_id.split(".", 1)[0])
        if key not in others:
            others[key] = {record.id: record for record in library.load(key[1]).tables[table]}
        return others[key][record_id]

    queue = [plan.document, *(record for records in plan.tables.values() for record in records)]
    while queue:
        record = queue.pop()
        if record.id in seen[record.table]:
            continue
        seen[record.table][record.id] = record
        for field, table, _ in library.schemas[record.table].foreign_keys:
            if value := record.values[field]:
                queue.append(find(table, value))
    for unit_id in seen["units"]:
        seen["unit_names"].update({name.id: name for name in library.names.get(unit_id, ())})
    for table in ("retired", "known_problems"):
        for record in library.registry.get(table, {}).values():
            if str(record.record_id).split(".", 1)[0] == plan.id:
                seen[table][record.id] = record
    return {table: _ordered(table, found, plan) for table, found in seen.items()}


def _ordered(table: str, found: Mapping[str, Record], plan: PlanModel) -> list[Record]:
    """The plan's own rows as entered, then the others by id."""
    own = [record for record in plan.tables.get(table, ()) if record.id in found]
    ids = {record.id for record in own}
    return own + sorted((r for r in found.values() if r.id not in ids), key=lambda record: natural(record.id))


def tuples(schema: TableSchema, rows: Iterable[Mapping[str, Any]]) -> Iterator[Sequence[Any]]:
    """Rows by column name as rows in the order of columns."""
    names = schema.names
    return (tuple(row[name] for name in names) for row in rows)


def of_document(library: Library, plan: PlanModel, rows: Mapping[str, list[dict[str, Any]]], folder: Path) -> None:
    """Write the package of one document into the published folder. rows: those of its wide tables."""
    scratch = files.inside(folder, address.package(plan.id)).with_suffix(".part")
    scratch.mkdir()
    kept, people = as_kept(scratch), for_people(scratch)
    counts: dict[str, int] = {}
    for table, records in closure(library, plan).items():
        schema = library.schemas[table]
        kept.add(schema, tuples(schema, (record.values for record in records)))
        counts[f"tables/{table}.csv"] = len(records)
    for schema in wide(library.schemas):
        if schema.name in rows:
            people.add(schema, tuples(schema, rows[schema.name]))
            counts[f"{schema.name}.csv"] = len(rows[schema.name])
    kept.close()
    people.close()
    data = scratch / address.DATA
    (data / "datapackage.json").write_bytes(files.json_bytes(descriptor(library, data, counts, plan.document)))
    pack(library, data, folder / address.package(plan.id), ["datapackage.json", *counts], plan.document)
    shutil.rmtree(scratch)


def of_everything(library: Library, folder: Path, counts: Mapping[str, int]) -> None:
    """Write data/datapackage.json over the published tables, and all of it as one zip. counts: path → rows."""
    data = folder / address.DATA
    files.write(folder, DESCRIPTOR, files.json_bytes(descriptor(library, data, counts)))
    pack(library, data, files.inside(folder, ALL), ["datapackage.json", *counts])
