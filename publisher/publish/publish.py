"""Library → files: every download and the API.

What belongs to one plan is made by itself (`part`); here it is put together, one plan after the other.
"""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor

from xlsxwriter.exceptions import XlsxFileError

from publisher.model.index import Index
from publisher.model.library import Library
from publisher.publish import datasette, feed, files, manifest, packages
from publisher.publish.calendar import Calendar
from publisher.publish.closure import neighbours
from publisher.publish.describe import citation, croissant, csvw, dcat
from publisher.publish.findings import FindingsFiles
from publisher.publish.part import part
from publisher.publish.row_files import Tables
from publisher.publish.scale import Scale, SizeLimits, scale
from publisher.publish.tables import parquet, sqlite, workbook
from publisher.work.job import Job, Many, job
from publisher.work.output import Output

SECONDS = 0.05  # estimated time for a plan of 280 rows


def publish(library: Library, out: Output, *, limits: SizeLimits | None = None) -> dict[str, int]:
    """Write all downloads and the API; path within data/ of each table → its rows.

    limits: how much one file may hold. Raises OSError where the folder cannot be written, ValueError where an id is
    none and would become a path.
    """
    size = scale(library, limits or SizeLimits())
    tables, parts = Tables(out, library, size), part_jobs(library, size)
    registry = tables.registry()
    made = library.engine.each(parts, seconds=SECONDS, stage="publish")
    findings, deadlines = FindingsFiles(out, library), Calendar(out, library)
    for plan_id, one in zip(library.plan_ids, made, strict=True):
        tables.plan(plan_id, one)
        findings.plan(plan_id, one)
        deadlines.add(one.events)
    deadlines.finish()
    findings.finish()
    counts = tables.finish()
    given = (library.knowing(Index()), size, registry, Many(tuple(parts)))
    try:
        with ThreadPoolExecutor(1) as beside:  # archives and databases release the GIL, so they are written in a thread
            archive = beside.submit(packages.of_everything, library, out, counts, size)
            for write in (sqlite.write, parquet.write, *((workbook.write,) if size.workbook else ())):
                out.files(library.engine, job(write, *given))
            archive.result()
    except (sqlite3.OperationalError, XlsxFileError) as error:  # how these writers say that the disk is full
        raise OSError(str(error)) from error
    out.write(feed.FILE, feed.atom(library).encode())
    for path, data in citation.described(library).items():
        out.write(path, data)
    described = {datasette.FILE: datasette.metadata(library), **csvw.described(library, counts)}
    for path, metadata in {**described, croissant.FILE: croissant.dataset(library, out)}.items():
        out.write(path, files.json_bytes(metadata))
    out.write(dcat.FILE, files.json_bytes(dcat.catalog(library, manifest.entries(out))))  # last: it lists the others
    return counts


def part_jobs(library: Library, size: Scale) -> list[Job]:
    """What is published of each plan by itself."""
    others, terms = neighbours(library.index, library.plan_ids), packages.licence(library)
    return [
        job(part, library.alone(i), library.job(i), tuple(map(library.job, others.get(i, ()))), size, terms)
        for i in library.plan_ids
    ]
