"""The Frictionless package of all tables, and zips: one self-contained package a document, and one of everything."""

from __future__ import annotations

import hashlib
import io
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from publisher.check.descriptor import PROFILE, resource, source
from publisher.model.library import Library
from publisher.model.plan import PlanModel
from publisher.model.records import Record
from publisher.publish import files, words
from publisher.publish.closure import closure
from publisher.publish.scale import Scale
from publisher.publish.tables import texts
from publisher.publish.wide import NAMES_JOINED, base_name, bases, wide
from publisher.terms import address
from publisher.terms.messages import LANGUAGES
from publisher.terms.schema import TableSchema
from publisher.work.job import job
from publisher.work.output import Output, fresh

DESCRIPTOR = f"{address.DATA}/datapackage.json"
ALL = f"{address.DATA}/packages/all.zip"
# Compression level of a document's package: the default (6) takes nearly twice the time for a tenth fewer bytes.
QUICK = 3

Measured = Mapping[str, Any]  # the bytes and hash of a file, as a resource states them


def weighed(data: bytes) -> Measured:
    """The size in bytes and the SHA-256 of the content of a file."""
    return {"bytes": len(data), "hash": "sha256:" + hashlib.sha256(data).hexdigest()}


def descriptor(
    library: Library, rows: Mapping[str, int], sizes: Mapping[str, Measured], document: Record | None = None
) -> dict[str, Any]:
    """The descriptor of the package that holds these files. rows, sizes: by path.

    document: the one that the package holds; None for all.
    """
    own = dict(library.package.metadata)
    if document:
        own["name"] = f"{own['name']}-{document.id}"
        own["title"], own["title_en"] = document.title_zh, document.title_en
        own["description"], own["description_en"] = document.summary_zh, document.summary_en
        own["sources"] = [source(document.title_zh, document.doc_number, document.official_url)]
    tables = {f"tables/{schema.name}.csv": schema for schema in bases(library.schemas).values()}
    tables |= {f"{schema.name}.csv": schema for schema in wide(library.schemas)}
    resources = [
        {**resource(schema, path), "schema": published(schema), **sizes[path], "rows": rows[path]}
        for path, schema in tables.items()
        if path in rows
    ]
    return {"$schema": PROFILE, **own, "resources": resources}


def published(schema: TableSchema) -> dict[str, Any]:
    """The schema of a table as every reader of Data Package 2.0 takes it.

    A list is a text and says how it is joined: the profile has no type list yet (it comes with 2.1). Optional columns
    have no pattern: readers that make a CHECK of it hold it against empty cells. The package as it is kept has both.
    """
    return {**schema.descriptor, "fields": [_published(field) for field in schema.descriptor["fields"]]}


def _published(field: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in field.items() if name not in ("delimiter", "constraints")}
    limits = dict(field.get("constraints", {}))
    if not limits.get("required"):
        limits.pop("pattern", None)
    if own["type"] == "list":
        own |= {"type": "string", "separator": NAMES_JOINED}
    return {**own, "constraints": limits} if limits else own


def _member(name: str) -> zipfile.ZipInfo:
    """A member whose bytes depend on its content alone: a fixed time, fixed rights."""
    info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    return info


def licence(library: Library) -> str:
    """The licence of the data: its text where the project has it, else its name and address."""
    path = library.package.root / "LICENSE-DATA"
    terms = words.licence(library)
    return path.read_text("utf-8") if path.is_file() else f"{terms['title']} ({terms['name']})\n{terms['path']}\n"


def _added(archive: zipfile.ZipFile, members: Mapping[str, bytes], level: int | None = None) -> None:
    for name, data in members.items():
        archive.writestr(_member(name), data, compresslevel=level)


def _first(terms: str, readmes: Mapping[str, str]) -> dict[str, bytes]:
    """What every zip begins with: README in both languages, and the licence."""
    readme_files = {f"README.{language}.md": text.encode() for language, text in readmes.items()}
    return {**readme_files, "LICENSE.txt": terms.encode()}


def _kept(library: Library, plan: PlanModel, table: str, records: Iterable[Record], lines: Mapping[str, str]) -> str:
    """A table of a document's package: the plan's own lines as they are, then those that they refer to."""
    schema = library.schemas[table]
    more = list(records)[len(plan.tables[table]) if table in plan.tables else 0 :]
    rest = texts.kept(schema, texts.tuples(schema, (record.values for record in more))) if more else ""
    return texts.heading(schema) + lines.get(f"tables/{table}", "") + rest


def of_document(
    library: Library,
    plan: PlanModel,
    others: Iterable[PlanModel],
    rows: Mapping[str, list[dict[str, Any]]],
    lines: Mapping[str, str],
    terms: str,
) -> bytes:
    """The package of one document. others: the plans whose rows it may hold. rows: those of its wide tables.

    terms: the licence. lines: the same rows as lines of CSV for people, by table, and those of the plan's own
    tables by tables/<table>.
    """
    contents: dict[str, bytes] = {}
    counts: dict[str, int] = {}
    for table, records in closure(library, plan, others).items():
        path = f"tables/{base_name(table)}.csv"
        contents[path], counts[path] = _kept(library, plan, table, records, lines).encode(), len(records)
    for schema in wide(library.schemas):
        if schema.name in rows:
            path = f"{schema.name}.csv"
            contents[path] = (texts.heading(schema) + lines[schema.name]).encode()
            counts[path] = len(rows[schema.name])
    sizes = {path: weighed(data) for path, data in contents.items()}
    target, values = io.BytesIO(), plan.document.values
    readmes = {
        language: words.readme(library, language, values[f"title_{language}"], (values[f"limitations_{language}"],))
        for language in LANGUAGES
    }
    described = files.json_bytes(descriptor(library, counts, sizes, plan.document))
    with zipfile.ZipFile(target, "w") as archive:
        _added(archive, {**_first(terms, readmes), "datapackage.json": described, **contents}, QUICK)
    return target.getvalue()


def of_everything(library: Library, out: Output, counts: Mapping[str, int], scale: Scale) -> None:
    """Write data/datapackage.json over the published tables, and all of it as one zip. counts: path → rows."""
    known = {path: out.of(f"{address.DATA}/{path}") for path in counts}
    sizes = {path: {"bytes": file.size, "hash": f"sha256:{file.sha256}"} for path, file in known.items()}
    described = files.json_bytes(descriptor(library, counts, sizes))
    out.write(DESCRIPTOR, described)
    readmes = {}
    for language in LANGUAGES:
        no_workbook = str(words.in_language(language)["no_workbook"]).format(rows=scale.limits.workbook)
        readmes[language] = words.readme(library, language, more=() if scale.workbook else (no_workbook,))
    out.files(library.engine, job(zipped, tuple(counts), described, licence(library), readmes))


def zipped(folder: Path, tables: Iterable[str], _described: bytes, terms: str, readmes: Mapping[str, str]) -> list[str]:
    """Write one zip of the descriptor and the tables that it describes, which stand in a folder."""
    with zipfile.ZipFile(fresh(folder, ALL), "w") as archive:
        _added(archive, _first(terms, readmes))
        for path in ("datapackage.json", *tables):
            with (folder / address.DATA / path).open("rb") as file, archive.open(_member(path), "w") as member:
                shutil.copyfileobj(file, member)
    return [ALL]
