"""Rules on the registry: bodies, names, indicators and measures are consistent and in use."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from publisher.check.rule import Findings, at, check
from publisher.check.summary import Summaries
from publisher.read.package import Package
from publisher.read.registry import Registry
from publisher.read.table import Row

if TYPE_CHECKING:
    from publisher.read.rows import MeasuresRow, UnitsRow


@check("error", on="units", reads=("name_zh", "unit_id"), needs=("units", "unit_names"))
def unit_name_not_listed(row: UnitsRow, registry: Registry) -> Findings:
    """A body's own name is one of its printed forms.

    Fix: add it to unit_names.csv with its area, or name the body as the documents print it.
    """
    forms = registry.forms.get(row.unit_id, ())
    if row.name_zh not in forms:
        expected = " | ".join(forms) or "a row in unit_names.csv"
        yield at(row, "name_zh", found=row.name_zh, expected=expected, cause=f"names of {row.unit_id}")


@check("error", on="registry")
def unit_above_itself(registry: Registry) -> Findings:
    """No body stands above itself.

    Fix: correct parent_id.
    """
    units = registry.by_key["units"]
    for row in registry.rows("units"):
        seen, above = {row.unit_id}, row.parent_id
        while above and above in units and above not in seen:
            seen.add(above)
            above = units[above].parent_id
        if above == row.unit_id:
            yield at(row, "parent_id", found=row.parent_id, expected="a body that is not below this one")


@check("error", on="units", reads=("kind", "is_group"))
def group_not_marked(row: UnitsRow, _registry: Registry) -> Findings:
    """A collective name such as 各区政府 is of kind group and marked as one; no other body is.

    Fix: make kind and is_group agree.
    """
    if (row.kind == "group") != (row.is_group == "true"):
        yield at(row, "is_group", found=row.is_group, expected="true" if row.kind == "group" else "false")


@check("error", on="measures", reads=("canonical_id", "factor", "kind"))
def measure_does_not_convert(row: MeasuresRow, registry: Registry) -> Findings:
    """A measure converts in one step to a canonical measure of its own kind; the canonical one has the factor 1.

    Fix: name the canonical measure itself, and the factor to it.
    """
    target = registry.by_key["measures"].get(row.canonical_id)
    if target is None:
        return
    if target.canonical_id != target.measure_id:
        yield at(row, "canonical_id", found=row.canonical_id, expected=target.canonical_id)
    elif target.kind != row.kind:
        yield at(row, "kind", found=row.kind, expected=target.kind)
    elif row.measure_id == row.canonical_id and Decimal(row.factor) != 1:
        yield at(row, "factor", found=row.factor, expected="1")
    elif Decimal(row.factor) <= 0:
        yield at(row, "factor", found=row.factor, expected="more than 0")


def _unused(package: Package, summaries: Summaries, table: str, column: str) -> Iterator[Row]:
    used = summaries.uses(column)
    for row in package.registry.rows(table):
        if not used[row[0]]:
            yield row


@check("warning", on="package", needs=("units", "unit_names", "documents", "responsibilities"), declarable=True)
def unit_unused(package: Package, summaries: Summaries) -> Findings:
    """Every body is named by some statement, issues a document, or stands above a body that does.

    Fix: remove it, or enter the statement that names it.
    """
    parents = {row.parent_id for row in package.registry.rows("units")}
    for row in _unused(package, summaries, "units", "unit_id"):
        if row.unit_id not in parents:
            yield at(row, "unit_id", found=row.unit_id, expected="a use")


@check("warning", on="package", needs=("indicators", "targets", "observations"), declarable=True)
def indicator_not_compared(package: Package, summaries: Summaries) -> Findings:
    """Every indicator is used by two records or more; one that is used once compares nothing yet and says so.

    Fix: assign the other record, or say in comparability that there is only one so far (目前只有一处).
    """
    used = summaries.uses("indicator_id")
    for row in package.registry.rows("indicators"):
        if used[row.indicator_id] < 2 and "目前只有一处" not in row.comparability_zh:
            yield at(row, "indicator_id", found=f"{used[row.indicator_id]} uses", expected="2 or more, or a word on it")
