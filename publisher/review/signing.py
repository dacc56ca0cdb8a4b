"""The registry's own sign-offs: what a plan adds to it, or names of it, is signed by the readers of the plan; what no
plan names (retired ids, declared problems, what the data package says of itself) by any of them, here or with `sign`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from publisher.check.rules.ledger import NEEDED
from publisher.check.rules.signers import declared
from publisher.read.descriptor import DESCRIBED
from publisher.read.ledger import Ledger
from publisher.read.package import Package
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Row
from publisher.review.ledger import signed
from publisher.review.store import with_rows
from publisher.terms.messages import Refusal, say
from publisher.terms.schema import REGISTRY

OF_NO_PLAN = ("retired", "known_problems", DESCRIBED)
# Where a plan's rows name rows of the registry: table, column, the table of what is named.
_NAMED = (
    ("responsibilities", "unit_id", "units"),
    ("parties", "unit_id", "units"),
    ("targets", "measure_id", "measures"),
    ("targets", "indicator_id", "indicators"),
    ("observations", "measure_id", "measures"),
    ("observations", "indicator_id", "indicators"),
    ("tasks", "theme_id", "themes"),
    ("targets", "theme_id", "themes"),
)


def lacking(plan: Plan, reader: str, also: Collection[str] = ()) -> list[tuple[str, Row]]:
    """The registry's rows that a plan names and that want this reader's sign-off, with their tables; those in `also`
    (record ids) whether they still want it or not.
    """
    ledger = plan.registry.ledger
    named = dict.fromkeys(_named(plan))
    return [one for one in named if ledger.id_of(one[1]) in also or _wants(ledger, one[1], reader)]


def _wants(ledger: Ledger, row: Row, reader: str) -> bool:
    """Whether a row of the registry wants this reader's sign-off."""
    signers = ledger.signed.get(ledger.id_of(row), frozenset())
    return reader not in signers and len(signers) < NEEDED.get(type(row).__name__, 0)


def _named(plan: Plan) -> Iterator[tuple[str, Row]]:
    """The registry's rows that a plan names: its document, its bodies with their names, what its figures count; and
    what people type, how terms are translated and what no plan names, which belong to no plan alone."""
    by_key = plan.registry.by_key
    document = plan.document
    units = {document.issuer_unit_id} if document else set()
    if document:
        yield "documents", document
    for table, column, named in _NAMED:
        ids = dict.fromkeys(plan.tables[table].cells(column))
        units |= ids.keys() if named == "units" else set()
        yield from ((named, by_key[named][one]) for one in ids if one in by_key[named] and named != "units")
    units |= {by_key["units"][one].parent_id for one in units if one in by_key["units"]}
    yield from (("units", by_key["units"][one]) for one in sorted(units) if one in by_key["units"])
    yield from (("unit_names", row) for row in plan.registry.rows("unit_names") if row.unit_id in units)
    for table in ("aliases", "glossary", "retired", "known_problems"):
        yield from ((table, row) for row in plan.registry.tables[table].rows)
    yield from ((DESCRIBED, row) for row in plan.registry.described.rows)


def refuse_reader(name: str) -> None:
    """Raises Refusal where a name is not of the form reader-a."""
    if not re.fullmatch(r"reader-[a-z]", name):
        raise Refusal(say("review.reader", reader=name))


def refuse_undeclared(name: str, package: Package) -> None:
    """Raises Refusal where the descriptor, which declares readers, does not declare this one."""
    known = declared(package.descriptor)
    if known and name not in known:
        raise Refusal(say("sign.reader", reader=name, readers=known))


def unsigned(registry: Registry, reader: str) -> dict[str, Row]:
    """Record id → the row, of the registry's records that want this reader's sign-off, named by a plan or not; and of
    what schemas/ says the row of the lock."""
    ledger, tables = registry.ledger, (*registry.tables.values(), registry.described)
    rows = {ledger.id_of(row): row for table in tables for row in table.rows if _wants(ledger, row, reader)}
    labels = ledger.locked.get(ledger.listed)
    if labels is not None and reader not in ledger.signed.get(ledger.listed, ()):
        rows[ledger.listed] = labels
    return rows


def entered_by(registry: Registry, before: Registry, reader: str, today: str) -> Registry:
    """The registry with this reader's sign-off of each row that it has and `before` has not, or has otherwise."""
    ledger, old = registry.ledger, before.ledger.hashes
    tables = [name for name in REGISTRY if name in NEEDED]
    rows = (row for name in tables for row in registry.tables[name].rows)
    records = [record for row in rows if ledger.hashes[record := ledger.id_of(row)] != old.get(record)]
    return agreed_by(registry, records, reader, today)


def agreed_by(
    registry: Registry, records: Iterable[str], reader: str, today: str, *, corrected: Collection[str] = ()
) -> Registry:
    """The registry with this reader's sign-off of these records."""
    rows = signed(registry, records, reader, today, corrected=corrected)
    checks = with_rows(registry.signing["checks"], registry.schemas["checks"], rows)
    return replace(registry, signing={**registry.signing, "checks": checks})
