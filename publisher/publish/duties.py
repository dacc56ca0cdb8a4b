"""What one body answers for, as a file of its own that opens right in Excel: its tasks, targets and named things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publisher.model.index import Duty, Entry
from publisher.model.library import Library
from publisher.publish import files, rows
from publisher.publish.tables.texts import BOM, CRLF
from publisher.read.canonical import csv_lines
from publisher.terms import address

COLUMNS = (
    "record", "record_id", "document_id", "document_zh", "document_en", "role", "open_list", "what_zh", "what_en",
    "figure_printed", "comparator", "value", "value_max", "measure_id", "basis", "stage", "hedge", "deadline",
    "deadline_precision", "deadline_basis", "quote", "url", "url_en",
)  # fmt: skip


def duties(library: Library, unit_id: str) -> tuple[str, bytes]:
    """Address and content of the file of a body: a row a task and role, target and named thing; UTF-8 with BOM."""
    path, lines = address.csv("units", unit_id), [list(COLUMNS)]
    for record, table, values in _records(library, unit_id):
        urls = rows.urls(library, table, str(values["record_id"]))
        places = {name: url if "://" in url else address.relative(url, path) for name, url in urls.items()}
        row = {"record": record, **values, **places}
        lines.append([files.for_excel(row.get(name), "string") for name in COLUMNS])
    return path, (BOM + csv_lines(lines, CRLF)).encode()


def _records(library: Library, unit_id: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """What kind of record each is, its table, and its values by column."""
    index = library.index
    tasks = {(duty.said.task_id, duty.role): duty for duty in reversed(index.by_unit.get(unit_id, ()))}
    for duty in reversed(tasks.values()):
        yield "task", "tasks", _task(library, duty)
    for name, table, entries in (("target", "targets", index.answers), ("project", "projects", index.builds)):
        for entry in entries.get(unit_id, ()):
            yield name, table, _entry(library, entry)


def _task(library: Library, duty: Duty) -> dict[str, Any]:
    statement = duty.said
    return {
        **_document(library, duty.document_id),
        "record_id": statement.task_id,
        "what_zh": statement.heading_zh,
        "what_en": statement.heading_en,
        "quote": statement.quote,
        "role": duty.role,
        "open_list": statement.open_role == duty.role,
    }


def _entry(library: Library, entry: Entry) -> dict[str, Any]:
    named = {"what_zh": entry.values.get("name_zh"), "what_en": entry.values.get("name_en")}
    return {**_document(library, entry.document_id), **named, **entry.values, "record_id": entry.id}


def _document(library: Library, document_id: str) -> dict[str, Any]:
    record = library.registry["documents"][document_id]
    return {"document_id": document_id, "document_zh": record.title_zh, "document_en": record.title_en}
