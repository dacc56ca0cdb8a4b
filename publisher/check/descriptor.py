"""datapackage.yaml: hand-kept metadata, and resources derived from schemas/ and the plan folders.

Stock tools refuse paths that lead out of the package, so the schemas are copied into the descriptor; `fmt` writes it
and a rule holds it true. A resource lists the plan folders' files as its parts (Data Package 2.0, `path` as a list).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any

import yaml

from publisher.read.package import Package
from publisher.terms.messages import Message, say
from publisher.terms.schema import PLAN, SIGNING, Schemas, TableSchema

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DIALECT = {
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminator": "\n",
    "skipInitialSpace": False,
    "header": True,
}


def resource(schema: TableSchema, path: str | list[str]) -> dict[str, Any]:
    """The resource of a table whose part or parts stand at `path`; the dialect is said, so that nothing sniffs it."""
    return {
        "name": schema.name,
        "type": "table",
        "path": path,
        "title": schema.title["zh"],
        "title_en": schema.title["en"],
        "description": schema.description["zh"],
        "description_en": schema.description["en"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": dict(DIALECT),
        "schema": dict(schema.descriptor),
    }


def resources(schemas: Schemas, plan_ids: Iterable[str]) -> list[dict[str, Any]]:
    """The resources of the source package: a table each, a plan's tables in one part a plan."""
    ids = sorted(plan_ids)

    def paths(table: str) -> str | list[str]:
        own = f"{table}.csv"
        if table not in PLAN:
            return own
        return [*([own] if table in SIGNING else []), *(f"plans/{plan}/{own}" for plan in ids)]

    return [resource(schema, where) for schema in schemas if (where := paths(schema.name))]


def source(title: str, number: str | None, url: str | None) -> dict[str, str]:
    """A document, as a package names its source."""
    return {"title": ", ".join(filter(None, (title, number))), **({"path": url} if url else {})}


_SIGNS = str.maketrans("（）－—–～", "()----")


def plain_title(title: str) -> str:
    """A title, or that of a source, without its number and the differences of print."""
    return re.sub(r"\s", "", title.partition(", ")[0].translate(_SIGNS))


def _sources(package: Package) -> Iterator[Any]:
    """The sources that are listed, then the documents that are not."""
    listed = package.descriptor.get("sources")
    sources = listed if isinstance(listed, list) else []
    titles = {plain_title(str(item.get("title", ""))) for item in sources if isinstance(item, dict)}
    documents = [row for row in package.registry.rows("documents") if plain_title(row.title_zh) not in titles]
    yield from (*sources, *(source(row.title_zh, row.doc_number, row.official_url) for row in documents))


def expected(package: Package) -> dict[str, Any]:
    """The descriptor as it should be: its own metadata with the documents as its sources, and the derived resources."""
    own = {name: value for name, value in package.descriptor.items() if name not in ("$schema", "resources")}
    if sources := list(_sources(package)):
        own["sources"] = sources
    return {"$schema": PROFILE, **own, "resources": resources(package.registry.schemas, package.plan_ids)}


def differences(package: Package) -> Iterator[tuple[str, Message, Message]]:
    """The differences of the descriptor: name of the resource ("" for the whole), actual, expected.

    At most one for each resource.
    """
    wanted, schemas = expected(package), package.registry.schemas
    # Where a folder is gone, which is said elsewhere, the descriptor may still list its files.
    listed = {*package.plan_ids, *(row.document_id for row in package.unfound)}
    whole = {item["name"]: item for item in (resources(schemas, listed) if package.unfound else ())}
    if package.descriptor.get("$schema") != PROFILE:
        actual = say("descriptor-out-of-date.profile", profile=str(package.descriptor.get("$schema")))
        yield "", actual, say("descriptor-out-of-date.profile", profile=PROFILE)
    has = package.descriptor.get("resources")
    present = {str(r.get("name")): r for r in has if isinstance(r, Mapping)} if isinstance(has, list) else {}
    for item in wanted["resources"]:
        name = item["name"]
        mine = present.pop(name, None)
        if mine is not None and mine == whole.get(name):
            continue
        if mine is None:
            actual = say("descriptor-out-of-date.no-resource", name=name)
            yield name, actual, say("descriptor-out-of-date.resource", name=name)
        elif mine.get("path") != item["path"]:
            yield name, *_paths(name, mine.get("path"), item["path"])
        elif mine != item:
            changed = sorted(str(key) for key in {*mine, *item} if mine.get(key) != item.get(key))
            actual = say("descriptor-out-of-date.other", name=name, what=tuple(changed))
            yield name, actual, say("descriptor-out-of-date.schema", name=name)
    for name in present:
        actual = say("descriptor-out-of-date.resource", name=name)
        yield name, actual, say("descriptor-out-of-date.no-table")


def _paths(name: str, mine: Any, wanted: Any) -> Iterator[Message]:
    """The first path of a resource that differs: actual and expected."""
    has, should = (path if isinstance(path, list) else [path] for path in (mine, wanted))
    for path in next(pair for pair in zip_longest(has, should) if pair[0] != pair[1]):
        none = say("descriptor-out-of-date.no-path", name=name)
        yield none if path is None else say("descriptor-out-of-date.path", name=name, path=str(path))


class _Dumper(yaml.SafeDumper):
    """Block style, but short mappings and plain lists on one line; no anchors."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


_SHORT = {"value", "label", "label_en", "fields", "reference", "resource", "required", "pattern", "enum", "unique",
          "minimum", "maximum", "minLength", "maxLength"}  # fmt: skip


def _mapping(dumper: yaml.SafeDumper, data: dict[str, Any]) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=set(data) <= _SHORT)


def _sequence(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    short = (
        all(isinstance(item, str) for item in data) and sum(map(len, data)) < 400 and not any("/" in i for i in data)
    )
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=short)


_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(list, _sequence)


def dump(descriptor: Mapping[str, Any]) -> str:
    """A descriptor as YAML text, always the same for the same content."""
    head = "# Metadata is kept by hand; resources are written by `python build.py fmt` from schemas/ and plans/.\n"
    return head + yaml.dump(dict(descriptor), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
