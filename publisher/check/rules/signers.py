"""Rules on who signs and reads, and when: declared readers, the second not the first, within the time of the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import dropwhile
from typing import TYPE_CHECKING, Any

from publisher.check.rule import Findings, at, at_place, check
from publisher.check.rules.ledger import LATE
from publisher.check.summary import Signed, Summaries, signed
from publisher.codebook.days import day
from publisher.read.package import Package
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.terms.messages import say
from publisher.terms.problem import Place
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import ChecksRow


_READER = regex("reader-[a-z]")  # another form is told of its cell


def declared(descriptor: Mapping[str, Any]) -> tuple[str, ...]:
    """The readers that datapackage.yaml declares: the titles of its contributors that have the form reader-a."""
    listed = descriptor.get("contributors")
    titles = [one.get("title") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return tuple(title for title in titles if isinstance(title, str) and title.startswith("reader-"))


def ledgers(package: Package, summaries: Summaries) -> Iterator[tuple[str, Signed]]:
    """Who signed when: of the registry, then of each plan, with the owner of the ledger."""
    registry = package.registry.ledger
    yield registry.owner, signed([registry.checks])
    yield from ((plan.document_id, plan.signed) for plan in summaries)


@check("error", on="package")
def reader_not_declared(package: Package, summaries: Summaries) -> Findings:
    known = declared(package.descriptor)
    if package.descriptor:
        for _, names in ledgers(package, summaries):
            for reader, place in names.readers.items():
                if _READER.fullmatch(reader) and reader not in known:
                    expected = say("one-of", items=known) if known else say("reader-not-declared.contributor")
                    yield at_place(place, found=reader, expected=expected, cause=f"reader {reader}")


@check("error", on="package", needs=("documents",))
def check_out_of_time(package: Package, summaries: Summaries) -> Findings:
    last = day(package.descriptor.get("created"))
    documents = package.registry.by_key["documents"]
    late: list[tuple[str, Place]] = []
    for owner, names in ledgers(package, summaries):
        document = documents.get(owner)
        first = day(document.dated_on) or day(document.published_on) if document is not None else ""
        late += [(dated, place) for dated, place in names.days.items() if last and day(dated) > last]
        for dated, place in names.days.items():
            if day(dated) and dated < first:
                expected = say("deadline-outside-period.period", start=first or "…", end=last or "…")
                yield at_place(place, found=dated, expected=expected, cause=f"signed {owner} {dated}")
    if late:
        (dated, place), *rest = late
        expected = say("deadline-outside-period.period", start="…", end=last)
        more = [place for _, place in rest]
        yield at_place(place, found=dated, expected=expected, more=more, cause=f"created {last}")
    yield from _retired_out_of_time(package, summaries, last)


def _retired_out_of_time(package: Package, summaries: Summaries, last: str) -> Findings:
    """The tombstones dated after the data, before their document, or long before anything was signed at all."""
    documents = package.registry.by_key["documents"]
    signed_on = [day(one) for _, names in ledgers(package, summaries) for one in names.days]
    begun = min(filter(None, signed_on), default="")
    begun = (date.fromisoformat(begun) - timedelta(LATE)).isoformat() if begun else ""
    for row in package.registry.rows("retired"):
        if last and day(row.retired_on) > last:
            expected = say("document-dates-out-of-order.latest", date=last)
            yield at(row, "retired_on", found=row.retired_on, expected=expected, cause=f"created {last}")
        document = documents.get(row.record_id.partition(".")[0])
        first = max(begun, document.dated_on or document.published_on if document is not None else "")
        if row.retired_on < first:
            expected = say("deadline-outside-period.period", start=first, end=last or "…")
            given = [(document, "dated_on")] if document is not None else []
            yield at(row, "retired_on", found=row.retired_on, expected=expected, given=given)


@check("error", on=("plan", "registry"), needs=("checks",))
def check_twice(context: Plan | Registry) -> Findings:
    seen: dict[tuple[str, ...], ChecksRow] = {}
    for row in context.ledger.checks.rows:
        key = (row.record_id, row.reader, row.record_sha256, row.copy_sha256)
        first = seen.setdefault(key, row)
        if first is not row and all(key[:3]):
            actual = say("as-printed", value=row.reader, printed=row.record_id)
            expected, cause = say("name-twice-in-statement.once", line=first.line), f"sign-offs {context.ledger.owner}"
            yield at(row, "reader", found=actual, expected=expected, cause=cause)


@check("error", on="plan", needs=("checks", "copies"))
def check_of_other_text(plan: Plan) -> Findings:
    present = plan.ledger.copy_sha256
    later = list(dropwhile(lambda row: row.copy_sha256 != present, plan.rows("checks")))
    for row in (row for row in later if row.copy_sha256 != present):
        expected = say("check-of-other-text.present", text=f"{present[:12]}…")
        more = [(record, record._fields[0]) for record in plan.records.get(row.record_id, ())]
        yield at(
            row,
            "copy_sha256",
            found=f"{row.copy_sha256[:12]}…",
            expected=expected,
            more=more,
            cause=f"signed {present}",
        )


@check("error", on="plan", needs=("readings", "checks"))
def reading_by_first_reader(plan: Plan) -> Findings:
    first: dict[str, str] = {}
    for row in plan.ledger.given:
        first.setdefault(row.record_id, row.reader)
    usual = next(iter(first.values()), "")  # the first reader of the plan, for what has no sign-off
    # What is tied to no record may have been the second reading of one.
    untied = [row for row in plan.rows("readings") if not row.settled and row.record_id not in plan.records]
    blind = {row.record_id for row in plan.rows("readings") if row.reader != first.get(row.record_id, usual)}
    for reading in plan.rows("readings"):
        reader = first.get(reading.record_id, usual)
        kept = reading.record_id in blind or reading.settled
        if reading.reader and reading.reader == reader and not (kept and reading.comment_zh):
            expected = say("reading-by-first-reader.other", reader=reader)
            given = [(row, "record_id") for row in untied]
            yield at(reading, "reader", found=reading.reader, expected=expected, given=given)
