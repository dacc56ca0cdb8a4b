"""Rules on references: every id that is named exists, and belongs where it is named."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from publisher.check import Finding, Summaries, at, check
from publisher.problem import Place
from publisher.read import Package, Plan, Registry, Row
from publisher.schema import PLAN, REGISTRY

# Cells that may name a record of another plan are judged across plans.
ACROSS = {("observations", "for_target_id"), ("targets", "parent_target_id")}


def _dangling(rows: tuple[Row, ...], field: str, known: object, options: list[str]) -> Iterator[Finding]:
    by_value: dict[str, list[Row]] = {}
    for row in rows:
        value = getattr(row, field)
        if value and value not in known:  # type: ignore[operator]
            by_value.setdefault(value, []).append(row)
    for value, where in by_value.items():
        close = get_close_matches(value, options, n=1, cutoff=0.6)
        expected = f"{close[0]}?" if close else "an id that is listed there"
        yield at(where[0], field, found=value, expected=expected, more=[(row, field) for row in where[1:]])


@check("error", on=("plan", "registry"))
def reference_not_found(context: Plan | Registry) -> Iterator[Finding]:
    """An id that a cell names stands in the table that it refers to.

    Fix: correct the id, or add the record that it names first.
    """
    registry = context.registry if isinstance(context, Plan) else context
    for name, table in context.tables.items():
        for field, target, _key in context.schemas[name].foreign_keys:
            if (name, field) in ACROSS:
                continue
            holder = registry if target in REGISTRY else context
            if holder.tables[target].broken:
                continue
            known = holder.by_key[target]
            yield from _dangling(table.rows, field, known, list(known))


@check("error", on="package")
def record_not_found(_package: Package, summaries: Summaries) -> Iterator[Finding]:
    """A record that another record names exists, in its own plan or in another.

    Fix: correct the id; for a record that was retired, name its successor.
    """
    from collections import ChainMap

    known = ChainMap(*(dict(plan.ids) for plan in summaries))
    by_value: dict[str, list[Place]] = {}
    for plan in summaries:
        for reference in plan.outside:
            if reference.value not in known:
                by_value.setdefault(reference.value, []).append(reference.place)
    for value, places in by_value.items():
        close = get_close_matches(value, list(known), n=1, cutoff=0.6)
        yield Finding(None, "", value, f"{close[0]}?" if close else "a record that exists", place=places[0])


@check("error", on=("clauses", "relations", "responsibilities", "targets", "observations", "mentions", "notes",
                    "readings", "checks", "copies"), reads=("document_id",))  # fmt: skip
def id_of_another_plan(row: Row, plan: Plan) -> Iterator[Finding]:
    """A record's id begins with the id of the plan in whose folder it stands.

    Fix: move the row to its plan's folder, or correct the id.
    """
    if not row[0].startswith((plan.document_id + ".",)):
        yield at(row, row._fields[0], found=row[0], expected=f"{plan.document_id}.…")
    elif (document := getattr(row, "document_id", plan.document_id)) != plan.document_id:
        yield at(row, "document_id", found=document, expected=plan.document_id)


@check("error", on=("checks", "evidence"))
def ledger_without_record(row: Row, plan: Plan) -> Iterator[Finding]:
    """A sign-off or a locked place belongs to a record that exists.

    Fix: a record that was removed is listed in retired.csv; python build.py lock drops its place.
    """
    retired = plan.registry.by_key["retired"]
    broken = any(plan.tables[name].broken for name in PLAN)
    if row.record_id not in plan.records and row.record_id != plan.document_id and not broken:
        if type(row).__name__ == "checks" and row.record_id in retired:
            return
        yield at(row, "record_id", found=row.record_id, expected="a record of this plan")


@check("error", on="plan")
def plan_not_listed(plan: Plan) -> Iterator[Finding]:
    """A plan's folder bears the id of a document that documents.csv lists.

    Fix: add the document, or rename the folder.
    """
    from publisher.check import in_table

    if plan.document is None and not plan.registry.tables["documents"].broken:
        known = list(plan.registry.by_key["documents"])
        close = get_close_matches(plan.document_id, known, n=1, cutoff=0.6)
        yield in_table("copies", found=plan.document_id, expected=f"{close[0]}?" if close else "a document_id")


@check("error", on="documents")
def document_dates_out_of_order(row: Row, registry: Registry) -> Iterator[Finding]:
    """A document's period has a start no later than its end, and its dates are in order.

    Fix: correct the dates.
    """
    if row.horizon_start and row.horizon_end and row.horizon_start > row.horizon_end:
        yield at(row, "horizon_start", found=row.horizon_start, expected=f"no later than {row.horizon_end}")
    if row.dated_on and row.published_on and row.dated_on > row.published_on:
        yield at(row, "published_on", found=row.published_on, expected=f"no earlier than {row.dated_on}")


@check("error", on="package")
def document_without_folder(package: Package, _summaries: Summaries) -> Iterator[Finding]:
    """Every listed document has its folder under plans/.

    Fix: add the folder, or take the document out of documents.csv.
    """
    for row in package.registry.rows("documents"):
        if row.document_id not in package.plan_ids:
            yield at(row, "document_id", found=row.document_id, expected=f"plans/{row.document_id}/")
