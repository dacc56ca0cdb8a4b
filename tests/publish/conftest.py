"""The real data, published once, and what every reader must find in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from publisher.model.library import Library, library
from publisher.publish import manifest, rows
from publisher.publish.publish import publish
from publisher.publish.tables.texts import tuples
from publisher.publish.wide import wide
from publisher.read.package import read_package
from publisher.terms.schema import TableSchema, load_schemas
from publisher.work.output import Output
from tests.conftest import Once

Rows = list[tuple[Any, ...]]


def load(root: Path, project: Path) -> Library:
    """The library of the package at `root`, by the schemas of the project."""
    return library(read_package(root, load_schemas(project / "schemas")))


@pytest.fixture(scope="session")
def held(root: Path) -> Library:
    """The real data, modelled."""
    return load(root, root)


@pytest.fixture(scope="session")
def published(held: Library, once: Once) -> Path:
    """The downloads and the API of the real data, sealed, without the site."""

    def make(folder: Path) -> None:
        publish(held, out := Output(folder))
        manifest.write(out, version=held.version, created=held.created)

    return once("published", make)


@pytest.fixture(scope="session")
def tables(held: Library) -> Mapping[str, tuple[TableSchema, Rows]]:
    """Table → its schema and the rows of the model, all plans together."""
    found: dict[str, tuple[TableSchema, Rows]] = {schema.name: (schema, []) for schema in held.schemas}
    for name, records in held.registry.items():
        found[name][1].extend(tuple(record.values.values()) for record in records.values())
    for plan in held.plans():
        for name, entered in plan.tables.items():
            found[name][1].extend(tuple(record.values.values()) for record in entered)
    return found


@pytest.fixture(scope="session")
def wide_tables(held: Library) -> Mapping[str, tuple[TableSchema, Rows]]:
    """Wide table → its schema and rows."""
    schemas = wide(held.schemas)
    found: dict[str, tuple[TableSchema, Rows]] = {schema.name: (schema, []) for schema in schemas}
    for name, values in rows.of_registry(held):
        found[name][1].extend(tuples(schemas[name], values))
    for plan in held.plans():
        for name, values in rows.of_plan(held, plan).items():
            found[name][1].extend(tuples(schemas[name], values))
    return found
