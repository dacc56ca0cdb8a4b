"""All that is published of one plan by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publisher.model.findings_of_plan import findings_in
from publisher.model.library import Library
from publisher.model.plan import PlanModel
from publisher.publish import calendar, packages, rows, twins
from publisher.publish.api.files import Api
from publisher.publish.scale import Scale
from publisher.publish.tables import parquet, texts
from publisher.publish.tables.values import Part, PlanRows, Values
from publisher.publish.wide import base_name, wide
from publisher.terms import address


def part(library: Library, plan: PlanModel, others: tuple[PlanModel, ...], scale: Scale, terms: str) -> Part:
    """All that is published of one plan by itself. others: the plans whose rows its package may hold.

    terms: the licence of the data.
    """
    api, own = Api(library, scale), rows.of_plan(library, plan)
    values = rows_of(library, plan, own)
    pieces, lines = _csv(library, values)
    files = {address.package(plan.id): packages.of_document(library, plan, others, own, lines, terms)}
    files.update(api.plan(plan, own))
    files.update(_twins(library, plan, own))
    files.update(_by_document(library, plan.id, values, scale.divided))
    if library.compact:
        files.update(parquet.of_document(library, plan.id, values.wide))
    listed = api.plan_rows(plan, own).items()
    lists = {t: api.lines(t, records) for t, records in listed if t not in scale.divided}
    return Part(files, pieces, lists, values, findings_in(plan), calendar.events(library, plan).encode())


def _by_document(library: Library, document_id: str, values: PlanRows, divided: Iterable[str]) -> dict[str, bytes]:
    """The files of the plan's rows of each divided table, whose whole files are too large for a browser."""
    by_path: dict[str, bytes] = {}
    for table in divided:
        if table in values.wide:
            schema = wide(library.schemas)[table]
            beside = rows.placed(schema, values.wide[table], 4)
            text, _ = texts.people(schema, beside)
            by_path[address.download(table, "csv", document_id)] = (texts.heading(schema) + text).encode()
            by_path[address.download(table, "ndjson", document_id)] = texts.ndjson(schema, beside)
    return by_path


def _twins(library: Library, plan: PlanModel, own: Mapping[str, list[dict[str, Any]]]) -> Iterator[tuple[str, bytes]]:
    """The Markdown beside every page of the plan's records."""
    for table in ("documents", *(() if library.compact else ("targets", "observations", "tasks", "projects"))):
        for row in own[table]:
            yield from twins.twins(library, table, row, plan.document)


def rows_of(library: Library, plan: PlanModel, own: Mapping[str, list[dict[str, Any]]]) -> PlanRows:
    """The rows of a plan as values. own: those of its wide tables."""
    schemas = wide(library.schemas)
    tables: dict[str, Values] = {
        name: [tuple(record.values.values()) for record in records] for name, records in plan.tables.items()
    }
    return PlanRows(tables, {name: texts.tuples(schemas[name], wide_rows) for name, wide_rows in own.items()})


def _csv(library: Library, plan_rows: PlanRows) -> tuple[dict[str, bytes], dict[str, str]]:
    """The pieces of CSV files, and the same lines by table as a package takes them."""
    by_path: dict[str, bytes] = {}
    lines: dict[str, str] = {}
    for table, values in plan_rows.tables.items():
        text = lines[f"tables/{table}"] = texts.kept(library.schemas[table], values)
        by_path[f"{address.DATA}/tables/{base_name(table)}.csv"] = text.encode()
    for table, values in plan_rows.wide.items():
        schema = wide(library.schemas)[table]
        lines[table], _ = texts.people(schema, values)
        for path, data in texts.shown(schema, values).items():
            by_path[f"{address.DATA}/{path}"] = data
    return by_path, lines
