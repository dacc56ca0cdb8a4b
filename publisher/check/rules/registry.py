"""Rules on the registry: bodies, names, indicators and measures are consistent and in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from publisher.check.rule import Findings, at, at_rows, by_value, check
from publisher.check.rules.areas import ORGANS
from publisher.check.rules.measures import NEVER_PRINTED
from publisher.check.summary import Summaries
from publisher.read.package import Package
from publisher.read.registry import Registry
from publisher.read.table import Row
from publisher.terms.messages import say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import IndicatorsRow, MeasuresRow, UnitsRow


@check("error", on="units", reads=("name_zh", "unit_id"), needs=("units", "unit_names"))
def unit_name_not_listed(row: UnitsRow, registry: Registry) -> Findings:
    forms = registry.forms.get(row.unit_id, ())
    if row.name_zh not in forms:
        expected = say("unit-name-not-listed.forms", forms=forms) if forms else say("unit-name-not-listed.row")
        yield at(row, "name_zh", found=row.name_zh, expected=expected, cause=f"names of {row.unit_id}")


@check("error", on="units", reads=("kind", "is_group"))
def group_not_marked(row: UnitsRow, _registry: Registry) -> Findings:
    if (row.kind == "group") != (row.is_group == "true"):
        yield at(row, "is_group", found=row.is_group, expected="true" if row.kind == "group" else "false")


@check("error", on="registry")
def unit_above_itself(registry: Registry) -> Findings:
    units, told = registry.by_key["units"], set[str]()
    for row in registry.rows("units"):
        seen, above = {row.unit_id}, row.parent_id
        while above and above in units and above not in seen:
            seen.add(above)
            above = units[above].parent_id
        parent = units.get(row.parent_id)
        if above == row.unit_id and told.isdisjoint(seen):
            told |= seen
            more = [(units[other], "parent_id") for other in sorted(seen - {row.unit_id})]
            yield at(row, "parent_id", found=row.parent_id, expected=say("unit-above-itself.other"), more=more)
        elif parent is not None and _no_parent(parent, row):
            given = [(one, column) for one in (parent, row) for column in ("kind", "is_group")]
            yield at(row, "parent_id", found=row.parent_id, expected=say("unit-above-itself.body"), given=given)


def _no_parent(parent: UnitsRow, row: UnitsRow) -> bool:
    """Whether a body cannot stand above another one: a collective name, or a firm above an organ of government."""
    organ = row.kind in (*ORGANS, "working_group") and parent.kind in ("enterprise", "research")
    return organ or parent.is_group == "true" != row.is_group


@check("error", on="measures", reads=("canonical_id", "factor", "kind"))
def measure_does_not_convert(row: MeasuresRow, registry: Registry) -> Findings:
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
        yield at(row, "factor", found=row.factor, expected=say("measure-does-not-convert.positive"))


@check("error", on="indicators", reads=("basis", "measure_id", "may_be_summed"), needs=("measures",))
def sum_of_unlike(row: IndicatorsRow, registry: Registry) -> Findings:
    measure = registry.by_key["measures"].get(row.measure_id)
    kind = measure.kind if measure is not None and measure.kind in ("rate", "ratio", "concentration") else ""
    if row.may_be_summed == "true" and (kind or row.basis not in ("new", "total")):
        expected = say("as-printed", value="false", printed=kind or row.basis)
        yield at(row, "may_be_summed", found="true", expected=expected)


@check("error", on="registry", needs=("measures",))
def form_of_two_measures(registry: Registry) -> Findings:
    by_form: dict[str, list[MeasuresRow]] = {}
    for row in registry.rows("measures"):
        for form in row.printed.split("|"):
            by_form.setdefault(form, []).append(row)
    for form, rows in by_form.items():
        if len(rows) > 1 and form != NEVER_PRINTED:
            first, *rest = sorted(rows, key=registry.ledger.as_locked)
            expected = say("form-of-two-measures.once", measure=rest[0][0])
            yield at(first, "printed", found=form, expected=expected, more=[(row, "printed") for row in rest])


# Words that tell one record of a table from the others; bodies of different areas may share a Chinese name.
TELLING = {
    "units": ("name_en",), "themes": ("name_zh", "name_en", "definition_zh", "definition_en"),
    "indicators": ("name_zh", "name_en", "definition_zh", "definition_en"),
    "documents": ("title_zh", "title_en", "short_zh", "short_en", "doc_number", "summary_zh", "summary_en"),
}  # fmt: skip


@check("error", on="registry")
def words_of_another(registry: Registry) -> Findings:
    reported: set[tuple[str, ...]] = set()
    for name, columns in TELLING.items():
        for column in columns:
            for words, rows in by_value(registry.tables[name].rows, column).items():
                same = tuple(row[0] for row in rows)
                if words and len(rows) > 1 and same not in reported:
                    reported.add(same)
                    expected = say("words-of-another.once", records=same)
                    given = [(row, registry.schemas[name].key) for row in rows]
                    newest = sorted(rows, key=lambda row: (registry.ledger.as_locked(row), -row.line))
                    yield at_rows(newest, column, found=words, expected=expected, given=given)
    yield from _named_as_another(registry)


_OF_DISTRICT = regex("([a-z]+)-district-")


def _named_as_another(registry: Registry) -> Findings:
    """The bodies whose English name lacks words of their id: that of its district, or those of one which lacks its own
    and of which the name has all."""
    lacking = [row for row in registry.rows("units") if not _has_words(row.name_en, row[0].split("-"))]
    by_area = by_value(lacking, "area_code")
    for row in lacking:
        district, beside = _OF_DISTRICT.search(row[0]), by_area[row.area_code]
        other = next((one for one in beside if one is not row and _has_words(row.name_en, one[0].split("-"))), None)
        if other is not None or (district and not _has_words(row.name_en, [district[1]])):
            given = [(other, "unit_id")] if other is not None else []
            yield at(row, "name_en", found=row.name_en, expected=say("words-of-another.id", record=row[0]), given=given)


def _has_words(name: str, words: Iterable[str]) -> bool:
    plain = name.lower().replace("-", "").replace("’", "")
    return all(word.removesuffix("s") in plain for word in words if not word.isdecimal())


def _unused(package: Package, summaries: Summaries, table: str, column: str) -> Iterator[Row]:
    used = summaries.uses(column)
    for row in package.registry.rows(table):
        if not used[row[0]]:
            yield row


@check("warning", on="package", reads=("name_zh",), needs=("units", "unit_names", "documents", "responsibilities"),
       declarable=True)  # fmt: skip
def unit_unused(package: Package, summaries: Summaries) -> Findings:
    parents = {row.parent_id for row in package.registry.rows("units")}
    for row in _unused(package, summaries, "units", "unit_id"):
        if row.unit_id not in parents:
            yield at(row, "unit_id", found=row.unit_id, expected=say("unit-unused.use"))


@check("warning", on="package", reads=("comparability_zh", "basis"), needs=("indicators", "targets", "observations"),
       declarable=True)  # fmt: skip
def indicator_not_compared(package: Package, summaries: Summaries) -> Findings:
    used = summaries.uses("indicator_id")
    if any(plan.shaken for plan in summaries):
        return
    for row in package.registry.rows("indicators"):
        if used[row.indicator_id] < 2 and "目前只有一处" not in row.comparability_zh:
            actual, expected = (
                say("indicator-not-compared.uses", uses=used[row.indicator_id]),
                say("indicator-not-compared.more"),
            )
            yield at(row, "indicator_id", found=actual, expected=expected)
