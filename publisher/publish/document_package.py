"""The self-contained package of one document: its rows, what they refer to, a descriptor, README and licence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from publisher.descriptor import resource
from publisher.locale import LANGUAGES
from publisher.model import Library, PlanModel, Record
from publisher.publish import files, texts, words, zips
from publisher.publish.closure import closure
from publisher.publish.packages import head, weighed
from publisher.publish.wide import wide
from publisher.schema import Schemas


def of_document(
    library: Library,
    plan: PlanModel,
    rows: Mapping[str, list[dict[str, Any]]],
    lines: Mapping[str, str],
    terms: str,
) -> bytes:
    """The package of one document. rows: those of its wide tables. terms: the licence.

    lines: the same rows as lines of CSV for people, by table, and those of the plan's own tables by tables/<table>.
    """
    held: dict[str, tuple[bytes, int]] = {}  # path → content and rows
    for table, records in closure(library, plan).items():
        held[f"tables/{table}.csv"] = _kept(library, plan, table, records, lines).encode(), len(records)
    for schema in wide(library.schemas):
        if schema.name in rows:
            text = texts.heading(schema) + lines[schema.name]
            held[f"{schema.name}.csv"] = text.encode(), len(rows[schema.name])
    members = [*_words(library, plan, terms), ("datapackage.json", _descriptor(library, plan.document, held))]
    members += [(path, zips.pressed(data)) for path, (data, _) in held.items()]
    return zips.zipped(members)


def _words(library: Library, plan: PlanModel, terms: str) -> Iterator[tuple[str, zips.Member]]:
    for language in LANGUAGES:
        text = words.readme(library, language, plan.document.values[f"title_{language}"])
        yield f"README.{language}.md", zips.pressed(text.encode())
    yield "LICENSE.txt", zips.pressed(terms.encode())


def _kept(library: Library, plan: PlanModel, table: str, found: list[Record], lines: Mapping[str, str]) -> str:
    """A table of the package: the plan's own lines as they are, then those that they refer to."""
    schema = library.schemas[table]
    more = found[len(plan.tables[table]) if table in plan.tables else 0 :]
    rest = texts.kept(schema, texts.tuples(schema, (record.values for record in more))) if more else ""
    return texts.heading(schema) + lines.get(f"tables/{table}", "") + rest


def _descriptor(library: Library, document: Record, held: Mapping[str, tuple[bytes, int]]) -> zips.Member:
    """datapackage.json, as `packages.descriptor` has it: nine tenths of it are the same in every package."""
    empty = b'"resources": []'
    before, after = files.json_bytes(head(library, document)).rsplit(empty, 1)
    pieces = [zips.alone(before + empty[:-1])]
    known, last, gap = _known(library.schemas), "", 0
    for path in known.texts:
        if path in held:
            data, rows = held[path]
            size = weighed(data)
            own = f',\n      "bytes": {size["bytes"]},\n      "hash": "{size["hash"]}",\n      "rows": {rows}\n    }}'
            if last:
                pieces.append(zips.plain(b","))
            pieces += [known.piece(last, gap, path), zips.plain(own.encode())]
            last, gap = path, len(own) + 1
    return zips.joined([*pieces, zips.plain(b"\n  ]" + after)])


@dataclass(frozen=True)
class _Known:
    """The resources of a package, by path, up to what is a document's own; and how they are pressed."""

    texts: Mapping[str, bytes]
    pieces: dict[tuple[str, int, str], zips.Piece] = field(default_factory=dict)

    def piece(self, last: str, gap: int, path: str) -> zips.Piece:
        """A resource that follows, after `gap` bytes, on the one at `last` ("" for none)."""
        key = (last, gap, path)
        if key not in self.pieces:
            before = self.texts[last] + b"\0" * gap if last else b"\0"
            self.pieces[key] = zips.shared(self.texts[path], before)
        return self.pieces[key]


_LAST: list[tuple[Schemas, _Known]] = []  # of this process; the schemas are kept, so that they stay the same ones


def _known(schemas: Schemas) -> _Known:
    """The resources over `schemas`, put together once."""
    if not _LAST or _LAST[0][0] is not schemas:
        tables = [(f"tables/{schema.name}.csv", schema, schema.name) for schema in schemas]
        tables += [(f"{schema.name}.csv", schema, f"{schema.name}_wide") for schema in wide(schemas)]
        found = {}
        for path, schema, name in tables:
            text = files.json_bytes({"resources": [{**resource(schema, path), "name": name}]})
            found[path] = text.removeprefix(b'{\n  "resources": [').removesuffix(b"\n    }\n  ]\n}\n")
        _LAST[:] = [(schemas, _Known(found))]
    return _LAST[0][1]
