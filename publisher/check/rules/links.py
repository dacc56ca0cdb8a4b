"""Rules on references: every id that is named exists, belongs where it is named, and is never changed or dropped."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from publisher.check.rule import BULK, ROWS, Findings, at, at_place, at_rows, by_value, check, like
from publisher.check.summary import ACROSS, Reference, Summaries
from publisher.read.layout import FOLDER, SUGGESTIONS
from publisher.read.package import Package
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Row, natural
from publisher.terms.messages import say
from publisher.terms.problem import Place
from publisher.terms.schema import PLAN, REGISTRY, SIGNING, Schemas

if TYPE_CHECKING:
    from publisher.read.rows import ChecksRow, EvidenceRow

SEVERAL = 3  # rows with the ids of others, from which they were numbered anew
RECORDS = tuple(name for name in PLAN if name not in ("tasks", "checks", "evidence"))


@cache
def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def table_of(record_id: str, schemas: Schemas) -> str:
    """The table whose ids have the form of this one; empty where none has."""
    forms = ((name, schemas[name].fields[0].constraints["pattern"]) for name in RECORDS)
    return next((name for name, pattern in forms if _form(pattern).search(record_id)), "")


NEEDED = ("documents", "units", "unit_names", "measures", "indicators")  # what some plan always refers to


@check("error", on="registry")
def registry_table_empty(registry: Registry) -> Findings:
    begun = registry.ledger.evidence.rows or any(registry.rows(name) for name in NEEDED)
    for name in NEEDED if begun else ():
        table = registry.tables[name]
        if not table.rows and not table.broken:
            actual, expected = say("registry-table-empty.none"), say("registry-table-empty.rows")
            yield replace(at_place(Place(table.file), found=actual, expected=expected), spoils=name)


@check("error", on="plan")
def plan_not_listed(plan: Plan) -> Findings:
    documents = plan.registry.tables["documents"]
    if plan.document is None and not documents.broken and documents.rows:
        expected = like(plan.document_id, plan.registry.by_key["documents"], say("plan-not-listed.listed"))
        place = Place(f"{FOLDER}/plans/{plan.document_id}")
        finding = at_place(place, found=plan.document_id, expected=expected, cause=f"id {plan.document_id}")
        yield replace(finding, spoils="documents")


@check("error", on=RECORDS, needs=("documents",))
def id_of_another_plan(row: Row, plan: Plan) -> Findings:
    if not row[0].startswith(f"{plan.document_id}."):
        table = type(row).__name__
        # Where no row belongs here it is the file of another plan, of which nothing else is asked.
        foreign = not any(key.startswith(f"{plan.document_id}.") for key in plan.by_key[table])
        spoils = f"{table} {ROWS}" if foreign else ""
        expected = say("id-of-another-plan.begins", start=f"{plan.document_id}.")
        yield at(row, row._fields[0], found=row[0], expected=expected, spoils=spoils)
        return
    column = "from_document_id" if type(row).__name__ == "relations" else "document_id"
    document = getattr(row, column, plan.document_id)
    if document != plan.document_id:
        yield at(row, column, found=document, expected=plan.document_id)


def _gone(context: Plan | Registry) -> dict[str, list[str]]:
    """Table → ids that the lock or a sign-off knows and that are not there, where they are too many for edits."""
    missing: dict[str, list[str]] = {}
    for record in sorted(context.vanished, key=natural):
        own = isinstance(context, Registry)
        if table := record.partition(".")[0] if own else table_of(record, context.schemas):
            missing.setdefault(table, []).append(record)
    return {table: records for table, records in missing.items() if _many(context, table, records)}


def _many(context: Plan | Registry, table: str, records: list[str]) -> bool:
    """Whether records that are gone are too many for edits, and nothing else says why they are gone."""
    if len(records) < BULK or table not in context.tables or context.tables[table].broken:
        return False
    if isinstance(context, Registry):
        return table not in NEEDED or bool(context.tables[table].rows)  # that it is empty is said above
    return not any(_renamed(context, one) for one in records)


@check("error", on=("plan", "registry"), needs=("evidence",))
def records_gone(context: Plan | Registry) -> Findings:
    for table, records in _gone(context).items():
        file = context.tables[table]
        actual = say("records-gone.rows", rows=len(file.rows))
        expected = say("records-gone.more", records=len(records), first=records[0], last=records[-1])
        finding = at_place(Place(file.file), found=actual, expected=expected, cause=f"gone {file.file}")
        yield replace(finding, spoils=f"{table} {ROWS}")


def _renamed(plan: Plan, record_id: str) -> Row | None:
    """The record that has the words of one that is gone, but another id; None where the lock's own id is wrong."""
    locked = plan.evidence.get(record_id)
    table = table_of(record_id, plan.schemas)
    if locked is None or not table or plan.tables[table].broken:
        return None
    new = [row for row in plan.rows(table) if row[0] not in plan.evidence]
    if any(plan.hashes[row[0]] == locked.record_sha256 for row in new):
        return None
    return next((row for row in new if plan.word_hashes.get(row[0], "") == locked.quote_sha256), None)


@check("error", on=("plan", "registry"), needs=("evidence",))
def id_changed(plan: Plan | Registry) -> Findings:
    if isinstance(plan, Registry):
        yield from _ids_changed(plan)
        return
    renumbered = _renumbered(plan)
    for table, moved in renumbered.items():
        (first, old), *rest = moved
        actual, more = say("id-changed.renumbered", record=first[0]), [(row, row._fields[0]) for row, _ in rest]
        yield at(first, first._fields[0], found=actual, expected=old, more=more, spoils=f"{table} {ROWS}")
    for record in sorted(plan.vanished):
        if (row := _renamed(plan, record)) is not None and type(row).__name__ not in renumbered:
            spoils = type(row).__name__
            yield at(row, row._fields[0], found=row[0], expected=record, cause=f"id {record}", spoils=spoils)


def _renumbered(plan: Plan) -> dict[str, list[tuple[Row, str]]]:
    """Table → its rows that are those of another id, whole, with that id, where they are several."""
    known = {place.cell_sums[4:]: record for record, place in plan.evidence.items()}
    moved: dict[str, list[tuple[Row, str]]] = {}
    for name in RECORDS:
        for row in {row[0]: row for row in plan.rows(name)}.values():  # each id once: what bears it is summed together
            if not plan.ledger.as_locked(row) and (old := known.get(plan.ledger.sums(row[0])[4:], row[0])) != row[0]:
                moved.setdefault(name, []).append((row, old))
    return {name: rows for name, rows in moved.items() if len(rows) >= SEVERAL}


def _ids_changed(registry: Registry) -> Findings:
    """The one new record of a table of which one is gone."""
    for name in registry.tables:
        gone = [record for record in registry.vanished if record.startswith(f"{name}.")]
        new = [row for row in registry.rows(name) if registry.ledger.id_of(row) not in registry.ledger.locked]
        if len(gone) == 1 == len(new) and name not in SIGNING:
            old = gone[0].partition(".")[2]
            yield at(new[0], new[0]._fields[0], found=new[0][0], expected=old, cause=f"id {old}")


@check("error", on=("evidence", "checks"), reads=("record_id",), needs=(*RECORDS, "retired", "documents"),
       when=lambda plan: plan.vanished)  # fmt: skip
def ledger_without_record(row: EvidenceRow | ChecksRow, plan: Plan | Registry) -> Findings:
    if row.record_id not in plan.vanished:
        return
    if isinstance(plan, Registry):
        table, _, record = row.record_id.partition(".")
        if row.record_id in _gone(plan).get(table, ()):
            return
        expected, cause = say("ledger-without-record.row", table=table), f"id {record}"
        actual = record if table == "retired" else row.record_id  # its plan has sign-offs of it too
        yield at(row, "record_id", found=actual, expected=expected, cause=cause, needs=table)
        return
    if row.record_id in _gone(plan).get(table_of(row.record_id, plan.schemas), ()):
        return
    table, renamed = type(row).__name__, _renamed(plan, row.record_id)
    same = [record for record, sha256 in plan.hashes.items() if sha256 == row.record_sha256]
    expected = say("perhaps", value=same[0]) if same else say("ledger-without-record.record")
    spoils = table if same or table == "checks" else table_of(row.record_id, plan.schemas)
    given = [(renamed, renamed._fields[0])] if renamed is not None else []
    first = row.record_id if renamed is not None else _gone_with(row.record_id, plan)
    yield at(row, "record_id", found=first, expected=expected, given=given, cause=f"id {first}", spoils=spoils)


def _gone_with(record: str, plan: Plan) -> str:
    """The first of the records that are gone with one: the rows of one statement go together."""
    locked = plan.evidence.get(record)
    place = (locked.quote_start, locked.quote_end) if locked is not None else ("", "")
    same = (other for other in plan.vanished if other in plan.evidence)
    together = [
        one for one in same if place[0] and (plan.evidence[one].quote_start, plan.evidence[one].quote_end) == place
    ]
    return min([*together, record], key=natural)


@check("error", on=("plan", "registry"))
def reference_not_found(context: Plan | Registry) -> Findings:
    registry = context.registry if isinstance(context, Plan) else context
    for name in context.tables:
        for column, target, _key in context.schemas[name].foreign_keys:
            holder = registry if target in REGISTRY else context
            if (name, column) in ACROSS or holder.tables[target].broken:
                continue  # those across are judged below, or when all plans are known
            known = holder.by_key[target]
            named = set(context.tables[name].cells(column)) - {""}
            if known.keys() >= named or (target in REGISTRY and not known):
                continue  # that a table of the registry is empty is said once, of that table
            for value, rows in by_value(context.rows(name), column).items():
                if value and value not in known:
                    listed = say("reference-not-found.listed", table=target)
                    expected = _successor(value, registry) or like(value, known, listed)
                    spoils = target if target in REGISTRY else ""
                    more = [(row, column) for row in rows[1:]]
                    finding = at(rows[0], column, found=value, expected=expected, more=more, cause=f"id {value}")
                    yield replace(finding, spoils=spoils, needs=f"{target} keys")


@check("error", on="plan", needs=tuple(name for name in PLAN if name not in ("checks", "evidence")))
def record_of_plan_not_found(plan: Plan) -> Findings:
    known = {*plan.records, plan.document_id}
    for name, column in ACROSS:
        for value, rows in by_value(plan.rows(name), column).items():
            if value.startswith(f"{plan.document_id}.") and value not in known:
                record = say("record-of-plan-not-found.record")
                expected = _successor(value, plan.registry) or like(value, known, record)
                yield at_rows(rows, column, found=value, expected=expected, cause=f"id {value}")


def _successor(record_id: str, registry: Registry) -> str:
    retired, seen = registry.by_key["retired"], {""}
    successor = ""
    while record_id in retired and record_id not in seen:
        seen.add(record_id)
        successor = record_id = retired[record_id].successor_id
    return successor


@check("error", on="package", needs=("targets",))
def record_not_found(package: Package, summaries: Summaries) -> Findings:
    lost: dict[str, list[Reference]] = {}
    for plan in summaries:
        for reference in plan.outside:
            if not summaries.may_have(reference.value):
                lost.setdefault(reference.value, []).append(reference)
    for value, references in lost.items():
        record = say("record-not-found.record")
        expected = _successor(value, package.registry) or like(value, summaries.near(value), record)
        first, *rest = [reference.place for reference in references]
        yield at_place(first, found=value, expected=expected, cause=f"id {value}", more=rest)


def _leads(package: Package, summaries: Summaries, record: str, registry: Container[str]) -> bool:
    """Whether an id is that of a record, or of one that was retired since and led on, to its end."""
    retired, seen = package.registry.by_key["retired"], {""}
    while record in retired and record not in seen:
        seen.add(record)
        record = retired[record].successor_id
    return record in registry or record == "" or (record not in seen and summaries.may_have(record))


@check("error", on="package", needs=("targets", "documents"))
def retired_id_in_use(package: Package, summaries: Summaries) -> Findings:
    documents = package.registry.by_key["documents"].keys() | package.registry.by_key["retired"].keys()
    registry = set().union(*(package.registry.by_key[name] for name in REGISTRY if name != "retired"))
    for row in package.registry.rows("retired"):
        if summaries.has(row.record_id) or row.record_id in registry:
            yield at(row, "record_id", found=row.record_id, expected=say("retired-id-in-use.unused"))
        elif "." in row.record_id and (owner := row.record_id.partition(".")[0]) not in documents:
            expected = like(owner, package.registry.by_key["documents"], say("plan-not-listed.listed"))
            yield at(row, "record_id", found=row.record_id, expected=expected, cause=f"id {owner}")
        elif "." in row.record_id and not table_of(row.record_id, package.registry.schemas):
            yield at(row, "record_id", found=row.record_id, expected=say("retired-id-in-use.form"))
        elif (
            row.successor_id
            and (owner := row.record_id.partition(".")[0]) in package.registry.by_key["documents"]
            and not row.successor_id.startswith(f"{owner}.")
        ):
            other = say("retired-id-in-use.document", document=owner)
            yield at(row, "successor_id", found=row.successor_id, expected=other)
        elif row.successor_id and not _leads(package, summaries, row.successor_id, registry):
            expected = like(row.successor_id, summaries.near(row.successor_id), say("retired-id-in-use.successor"))
            yield at(row, "successor_id", found=row.successor_id, expected=expected)


@check("error", on="package", needs=("documents",))
def document_without_folder(package: Package, summaries: Summaries) -> Findings:
    listed = package.registry.by_key["documents"]
    for plan in summaries:
        if not (plan.ids or plan.broken) and plan.document_id in listed:
            place = Place(f"{FOLDER}/plans/{plan.document_id}")
            actual, expected = say("document-without-folder.empty"), say("document-without-folder.records")
            yield at_place(place, found=actual, expected=expected, cause=f"empty {plan.document_id}")
    if package.unfound and not (package.plan_ids or package.drafts):  # no folder of a plan is there at all
        expected = say("document-without-folder.folder", path=f"{FOLDER}/plans/")
        yield at_rows(package.unfound, "document_id", found=say("nothing"), expected=expected)
        return
    for row in package.unfound:
        folder = f"{FOLDER}/plans/{row.document_id}"
        if row.document_id in package.drafts:
            place = Place(f"{folder}/{SUGGESTIONS}")
            yield at_place(place, found=SUGGESTIONS, expected=say("document-without-folder.no-draft"))
        else:
            expected = say("document-without-folder.folder", path=f"{folder}/")
            yield at_rows([row], "document_id", found=row.document_id, expected=expected)
