"""Library → files: every download and the API.

What belongs to one plan is made by itself, in any process (`part`); here it is put together, one plan after the other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

from xlsxwriter.exceptions import XlsxFileError

from publisher.model.library import Library, plan_digest
from publisher.model.parts import parts
from publisher.publish import datasette, feed, files, packages, part, rows
from publisher.publish.closure import neighbours
from publisher.publish.describe import describe
from publisher.publish.scale import Limits, Scale, scale
from publisher.publish.writers import Tables
from publisher.work.store import Store, digest

CHUNK = 1_000  # rows of the registry that are held at a time


def publish(
    library: Library,
    folder: Path,
    *,
    executor: Executor | None = None,
    store: Store | None = None,
    limits: Limits | None = None,
) -> dict[str, int]:
    """Write all downloads and the API into an empty folder; path within data/ of each table → its rows.

    executor: where what belongs to one plan is made. store: where it is kept for the next time. limits: how much one
    file may hold. Raises OSError where the folder cannot be written, ValueError where an id is none and would become a
    path.
    """
    size = scale(library, limits or Limits())
    try:
        counts = _tables(library, folder, size, executor, store)
    except (sqlite3.OperationalError, XlsxFileError) as error:  # how these writers say that the disk is full
        raise OSError(str(error)) from error
    files.write(folder, datasette.FILE, files.json_bytes(datasette.metadata(library)))
    files.write(folder, feed.FILE, feed.atom(library).encode())
    describe.write(library, folder, counts)
    return counts


def _tables(
    library: Library, folder: Path, size: Scale, executor: Executor | None, store: Store | None
) -> dict[str, int]:
    """Write every file that holds rows, and the packages; path within data/ → rows."""
    with Tables(folder, library, size) as out:
        _registry(library, out)
        others = _others(library) if store else {}  # they are part of a key, no more
        made = parts(
            library, part.part, size, packages.licence(library), own=others, version=part.version(),
            executor=executor, store=store,
        )  # fmt: skip
        for plan_id, named in made:
            out.plan(plan_id, named)
        counts = out.finish()
        with ThreadPoolExecutor(1) as beside:  # both spend their time outside the interpreter
            zipped = beside.submit(packages.of_everything, library, folder, counts, size)
            out.database.finish()
            zipped.result()
        return counts


def _others(library: Library) -> dict[str, tuple[str]]:
    """Plan → a digest of the other plans whose rows its package may hold."""
    found = neighbours(library.index, library.plan_ids)
    package = library.package
    return {
        plan: (digest(f"{other} {plan_digest(package, other)}".encode() for other in others),)
        for plan, others in found.items()
    }


def _registry(library: Library, out: Tables) -> None:
    """Write the rows that stand above all plans, some at a time."""
    for table, records in library.registry.items():
        for some in _some(record.values for record in records.values()):
            out.kept(table, some)
    for table, values in rows.of_registry(library):
        for few in _some(values):
            out.shown(table, few)


def _some(values: Iterable[Mapping[str, Any]]) -> Iterable[list[Mapping[str, Any]]]:
    held = iter(values)
    while some := list(islice(held, CHUNK)):
        yield some
