"""What belongs to one plan, as named bytes: whole files, and pieces of the files that hold all plans.

A name says what is to be done with the bytes: `=path` is a file of the published folder, `+path` is to be appended to
one, `LINES` + table are records of a listing of the API, `ROWS` are the rows for the writers that take values.
"""

from __future__ import annotations

import importlib.metadata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson

from publisher.model.library import Library
from publisher.model.plan import PlanModel
from publisher.publish import packages, rows, twins
from publisher.publish.api.api_schemas import FILE as TYPES
from publisher.publish.api.files import Api
from publisher.publish.scale import Scale
from publisher.publish.tables import parquet, texts
from publisher.publish.wide import FILE, base_name, wide
from publisher.terms import address
from publisher.work.store import digest

WHOLE, APPENDED, LINES, ROWS = "=", "+", "lines ", "rows"
Values = list[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class PlanRows:
    """The rows of a plan by table, for writers that take values: kept and wide tables."""

    tables: Mapping[str, Values]
    wide: Mapping[str, Values]


def part(library: Library, plan: PlanModel, scale: Scale, terms: str, _others: str = "") -> dict[str, bytes]:
    """All that is published of one plan by itself. terms: the licence of the data.

    _others: a digest of the plans whose rows its package may hold; what is kept of this plan depends on them too.
    """
    api, own = Api(library, scale), rows.of_plan(library, plan)
    held = rows_of(library, plan, own)
    found, lines = _csv(library, held)
    found[f"{WHOLE}{address.package(plan.id)}"] = packages.of_document(library, plan, own, lines, terms)
    for path, data in api.plan(plan, own).items():
        found[WHOLE + path] = data
    for path, data in _twins(library, plan, own):
        found[WHOLE + path] = data
    for table, records in api.plan_rows(plan, own).items():
        if table not in scale.divided:
            found[LINES + table] = api.lines(table, records)
    if scale.compact:
        for path, data in parquet.of_document(library, plan.id, own).items():
            found[WHOLE + path] = data
    found[ROWS] = packed(held)
    return found


def _twins(library: Library, plan: PlanModel, own: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[str, bytes]]:
    """The Markdown beside every page of the plan's records."""
    for table in ("documents", *(() if library.compact else ("targets", "observations", "tasks"))):
        for row in own[table]:
            yield from twins.twins(library, table, row, plan.document)


def rows_of(library: Library, plan: PlanModel, own: Mapping[str, list[dict[str, Any]]]) -> PlanRows:
    """The rows of a plan as values. own: those of its wide tables."""
    schemas = wide(library.schemas)
    tables: dict[str, Values] = {
        name: [tuple(record.values.values()) for record in records] for name, records in plan.tables.items()
    }
    return PlanRows(tables, {name: texts.tuples(schemas[name], held) for name, held in own.items()})


def _csv(library: Library, held: PlanRows) -> tuple[dict[str, bytes], dict[str, str]]:
    """The pieces of CSV files, and the same lines by table as a package takes them."""
    found: dict[str, bytes] = {}
    lines: dict[str, str] = {}
    for table, values in held.tables.items():
        text = lines[f"tables/{table}"] = texts.kept(library.schemas[table], values)
        found[f"{APPENDED}{address.DATA}/tables/{base_name(table)}.csv"] = text.encode()
    for table, values in held.wide.items():
        schema = wide(library.schemas)[table]
        lines[table], _ = texts.people(schema, values)
        for path, data in texts.shown(schema, values).items():
            found[f"{APPENDED}{address.DATA}/{path}"] = data
    return found, lines


def packed(held: PlanRows) -> bytes:
    """Rows as one value."""
    return orjson.dumps([held.tables, held.wide])


def unpacked(data: bytes) -> PlanRows:
    """The rows that `packed` made a value of."""
    return PlanRows(*orjson.loads(data))


@cache
def version() -> tuple[str, ...]:
    """What the bytes of a part depend on beside code, data and arguments."""
    shapes = digest(path.read_bytes() for path in (FILE, TYPES))
    return (orjson.__version__, importlib.metadata.version("arro3-io"), zlib.ZLIB_RUNTIME_VERSION, shapes)
