"""Rules on the outline and the document itself: clauses in order and without gaps, the period that the title names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from publisher.check.rule import Findings, at, check
from publisher.codebook.areas import apart, spoken
from publisher.codebook.numerals import Number, numeral
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import whole
from publisher.terms.messages import say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import ClausesRow, DocumentsRow

_YEARS = regex(r"([0-9]{4})\s*年?\s*[-－—–~～至]+\s*([0-9]{4})\s*年")


@check("error", on="documents", reads=("horizon_start", "horizon_end", "dated_on", "published_on"))
def document_dates_out_of_order(row: DocumentsRow, _registry: Registry) -> Findings:
    cause = f"dates {row[0]}"
    if row.horizon_start and row.horizon_end and row.horizon_start > row.horizon_end:
        expected = say("document-dates-out-of-order.latest", date=row.horizon_end)
        yield at(row, "horizon_start", found=row.horizon_start, expected=expected)
    if row.dated_on and row.published_on and row.dated_on > row.published_on:
        expected = say("document-dates-out-of-order.earliest", date=row.dated_on)
        yield at(row, "published_on", found=row.published_on, expected=expected, cause=cause)
    if row.dated_on and row.horizon_end and row.dated_on > row.horizon_end:
        expected = say("document-dates-out-of-order.latest", date=row.horizon_end)
        yield at(row, "dated_on", found=row.dated_on, expected=expected, cause=cause)


@check("error", on="documents", reads=("horizon_start", "horizon_end", "title_zh"))
def period_differs_from_title(row: DocumentsRow, _registry: Registry) -> Findings:
    years = _YEARS.search(row.title_zh)
    if years is None or not row.horizon_start:
        return
    for column, year, day in (("horizon_start", years[1], "01-01"), ("horizon_end", years[2], "12-31")):
        if getattr(row, column) != f"{year}-{day}":
            expected, cause = say("as-printed", value=f"{year}-{day}", printed=years[0]), f"numbers {row[0]} title"
            yield at(row, column, found=getattr(row, column), expected=expected, cause=cause)


@check("error", on="documents", reads=("area_code", "issuer_unit_id"), needs=("units",))
def area_differs_from_issuer(row: DocumentsRow, registry: Registry) -> Findings:
    issuer = registry.by_key["units"].get(row.issuer_unit_id)
    if issuer is not None and issuer.area_code and issuer.area_code != row.area_code:
        expected = say("as-printed", value=issuer.area_code, printed=issuer.name_zh)
        yield at(row, "area_code", found=row.area_code, expected=expected, spoils="documents")
        return
    if spoken(row.area_zh) in row.short_zh:
        return
    others = (spoken(name) for code, name in registry.area_names.items() if apart(code, row.area_code))
    if other := next((name for name in others if name in row.short_zh and name not in row.title_zh), ""):
        expected = say("area-differs-from-issuer.area", area=row.area_zh)
        yield at(row, "short_zh", found=other, expected=expected, given=[(row, "area_zh"), (row, "title_zh")])


def _parent(plan: Plan, clause: str) -> str:
    above = clause.rpartition(".")[0]
    return "" if above == plan.document_id else above


@check("error", on="plan", needs=("clauses", "documents"))
def clause_out_of_order(plan: Plan) -> Findings:
    rows = plan.outline
    present = {row.clause_id for row in rows}
    shifted = [(row, rank) for rank, row in enumerate(rows, 1) if row.position != str(rank)]
    if shifted:
        (row, rank), *rest = shifted
        yield at(
            row, "position", found=row.position, expected=str(rank), more=[(other, "position") for other, _ in rest]
        )
    for row in rows:
        above = _parent(plan, row.clause_id)
        if row.parent_id != above:
            yield at(row, "parent_id", found=row.parent_id, expected=above or say("nothing"))
        elif above and above not in present:
            yield at(row, "clause_id", found=row.clause_id, expected=say("clause-out-of-order.clause", clause=above))


@lru_cache(1024)  # 一、 and (二) stand in every plan
def printed_number(number: str) -> int | None:
    """The ordinal that a printed number gives: 一、 (三) 12. 二是; None where it gives none, as 附件1."""
    if number.startswith(("附", "专栏")):
        return None
    if decimal := re.fullmatch(r"\W*\d+(?:[.．]\d+)*[.．](\d+)\W*", number):  # 2.1 is the first part of 2
        return int(decimal[1])
    core = re.sub(r"[^0-9一二三四五六七八九十百]", "", number)
    if core.isdecimal():
        return whole(core)
    value = numeral(core)
    return int(value.value) if isinstance(value, Number) else None


@check("error", on="plan", needs=("clauses", "notes"))
def clause_number_skipped(plan: Plan) -> Findings:
    noted = {note.record_id for note in plan.rows("notes")}
    last: dict[str, tuple[int, ClausesRow]] = {}
    running: dict[int, int] = {}
    for row in plan.outline:
        number = printed_number(row.number_printed)
        if number is None:
            continue
        parent = _parent(plan, row.clause_id)
        before, sibling = last.get(parent, (0, row))
        depth = row.clause_id.count(".")
        runs_on = not before and number == running.get(depth, 0) + 1
        running[depth] = number
        if number != before + 1 and not runs_on and row.clause_id not in noted:
            given = [(sibling, "number_printed"), (row, "heading_zh"), (sibling, "heading_zh")]
            expected = say("clause-number-skipped.number", number=before + 1)
            yield at(row, "number_printed", found=row.number_printed, expected=expected, given=given)
        last[parent] = (number, row)
