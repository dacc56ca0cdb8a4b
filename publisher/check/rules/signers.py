"""Rules on who signs and reads, and when: declared readers, the second not the first, within the time of the data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from publisher.check.rule import Findings, at, at_place, check
from publisher.check.summary import Summaries
from publisher.codebook.days import day
from publisher.read.package import Package
from publisher.read.plan import Plan

if TYPE_CHECKING:
    from publisher.read.rows import ChecksRow


def declared(descriptor: Mapping[str, Any]) -> tuple[str, ...]:
    """The readers that datapackage.yaml declares: the titles of its contributors that have the form reader-a."""
    listed = descriptor.get("contributors")
    titles = [one.get("title") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return tuple(title for title in titles if isinstance(title, str) and title.startswith("reader-"))


@check("error", on="package")
def reader_not_declared(package: Package, summaries: Summaries) -> Findings:
    """Who signs and who reads is declared: as a contributor of datapackage.yaml, titled reader-a, reader-b and so on.

    Fix: correct the reader, or add the contributor, with the role compiler.
    """
    known = declared(package.descriptor)
    if package.descriptor:
        for plan in summaries:
            for reader, place in plan.signed.readers.items():
                if reader and reader not in known:
                    yield at_place(place, found=reader, expected=" | ".join(known) or "a contributor reader-a",
                                   cause=f"reader {reader}")  # fmt: skip


@check("error", on="package", needs=("documents",))
def check_out_of_time(package: Package, summaries: Summaries) -> Findings:
    """A sign-off, or the end of an id, is dated after its document and no later than the data (`created`).

    Fix: correct the date; where the data have changed since, set `created` in datapackage.yaml to their new date.
    """
    last = day(package.descriptor.get("created"))
    documents = package.registry.by_key["documents"]
    for plan in summaries:
        document = documents.get(plan.document_id)
        first = day(document.dated_on) or day(document.published_on) if document is not None else ""
        for signed, place in plan.signed.days.items():
            if day(signed) and (signed < first or (last and signed > last)):
                expected = f"{first or '…'} to {last or '…'}"
                yield at_place(place, found=signed, expected=expected, cause=f"signed {plan.document_id} {signed}")
    for row in package.registry.rows("retired"):
        if last and day(row.retired_on) > last:
            yield at(row, "retired_on", found=row.retired_on, expected=f"no later than {last}")


@check("error", on="plan", needs=("checks",))
def check_twice(plan: Plan) -> Findings:
    """A reader signs the same content of a record once.

    Fix: remove the copy at the end of checks.csv.
    """
    seen: dict[tuple[str, ...], ChecksRow] = {}
    for row in plan.rows("checks"):
        key = (row.record_id, row.reader, row.record_sha256, row.copy_sha256)
        first = seen.setdefault(key, row)
        if first is not row and all(key):
            expected = f"once; it stands in line {first.line}"
            yield at(row, "reader", found=f"{row.record_id} {row.reader}", expected=expected)


@check("error", on="plan", needs=("readings", "checks"))
def reading_by_first_reader(plan: Plan) -> Findings:
    """The second reading is by another reader than the first: who signed a record first has not read it blind.

    The first reader's own entry is kept beside the other one only where settling changed or dropped it, and says so.

    Fix: correct the reader.
    """
    first: dict[str, str] = {}
    for row in plan.rows("checks"):
        first.setdefault(row.record_id, row.reader)
    usual = next(iter(first.values()), "")  # the first reader of the plan, for what has no sign-off
    blind = {row.record_id for row in plan.rows("readings") if row.reader != first.get(row.record_id, usual)}
    for reading in plan.rows("readings"):
        reader = first.get(reading.record_id, usual)
        kept = reading.record_id in blind or reading.settled
        if reading.reader and reading.reader == reader and not (kept and reading.comment_zh):
            yield at(reading, "reader", found=reading.reader, expected=f"another reader than {reader}")
