"""What stories count where plans are set side by side. An area code (GB/T 2260) says what lies within what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from publisher.model.comparability import canonical
from publisher.model.findings import BRIEF, Case, Counted, PlanFindings
from publisher.model.index import Entry, Index
from publisher.model.records import Record
from publisher.work.grouped import grouped


def across(index: Index, registry: Mapping[str, Mapping[str, Record]]) -> PlanFindings:
    """The findings between plans. Which area lies within which is told by the codes of GB/T 2260."""
    findings = PlanFindings()
    for indicator_id, entries in sorted(index.by_indicator.items()):
        amounts = [
            _amount(registry, e) for e in entries if e.table == "targets" and not e.values.get("parent_target_id")
        ]
        _district(findings, indicator_id, amounts)
        _two_dates(findings, indicator_id, amounts)
    findings.rows = _once(findings.rows)
    return findings


class _Amount(NamedTuple):
    entry: Entry
    area: str
    amount: tuple[Any, ...]  # comparator, canonical measure, least and most in it; empty without a number


def _amount(registry: Mapping[str, Mapping[str, Record]], entry: Entry) -> _Amount:
    values = entry.values
    area = str(registry["documents"][entry.document_id].area_code)
    name, factor = canonical(registry, values)
    if values.get("value") is None or not name:
        return _Amount(entry, area, ())
    most = values["value"] if values.get("value_max") is None else values["value_max"]
    return _Amount(entry, area, (values["comparator"], name, float(values["value"]) * factor, float(most) * factor))


def _district(findings: PlanFindings, indicator_id: str, amounts: Iterable[_Amount]) -> None:
    """A rate that a document of an area within another's asks for at the same date, and that is another number."""
    rates = [h for h in amounts if h.amount and h.entry.values["basis"] == "rate" and _match(h) == "exact"]
    by_area = grouped((one.area, one) for one in rates)
    for inner in rates:
        for code in dict.fromkeys((inner.area[:4] + "00", inner.area[:2] + "0000")):
            for outer in by_area.get(code, ()) if code != inner.area else ():
                if _when(inner) == _when(outer) and _differ(outer.amount, inner.amount):
                    pair = (_short(outer), _short(inner))
                    numbers = {"outer": float(pair[0].values["value"]), "inner": float(pair[1].values["value"])}
                    findings.cases.append(Case("district-and-city", indicator_id, pair, numbers))
                    sides = zip(("outer", "inner"), pair, strict=True)
                    findings.rows += [Counted("district-and-city", side, entry) for side, entry in sides]


def _differ(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether two amounts of one measure differ: other numbers behind the same word, or exact ones that do not meet."""
    if one[1] != other[1] or not {one[0], other[0]} <= {"eq", "range", "ge", "gt", "le", "lt"}:
        return False
    if one[0] == other[0] != "range":
        return bool(one[2:] != other[2:])
    return {one[0], other[0]} <= {"eq", "range"} and (one[3] < other[2] or other[3] < one[2])


def _two_dates(findings: PlanFindings, indicator_id: str, amounts: Iterable[_Amount]) -> None:
    """The same aim of one area, in two documents, with two dates."""
    dated = (one for one in amounts if _when(one) and _match(one) in ("exact", "close"))
    groups = grouped(((one.area, *one.amount), one) for one in dated)
    for _, members in sorted(groups.items(), key=lambda item: item[1][0].entry.id):
        ordered = sorted(members, key=lambda h: (_when(h), h.entry.id))
        documents = {h.entry.document_id for h in ordered}
        if len({_when(h) for h in ordered}) > 1 and len(documents) > 1:
            entries = tuple(_short(h) for h in ordered)
            years = {"first": float(_when(ordered[0])[:4]), "last": float(_when(ordered[-1])[:4])}
            findings.cases.append(Case("two-dates", indicator_id, entries, years))
            last = _when(ordered[-1])
            for entry in entries:
                group = "later" if entry.values["deadline"] == last else "earlier"
                findings.rows.append(Counted("two-dates", group, entry))


def _when(amount: _Amount) -> str:
    return str(amount.entry.values.get("deadline") or "")


def _match(amount: _Amount) -> str:
    return str(amount.entry.values.get("indicator_match"))


def _short(amount: _Amount) -> Entry:
    entry = amount.entry
    names = (*BRIEF, "what_zh", "what_en", "indicator_match")
    return entry._replace(values={**{n: entry.values.get(n) for n in names}, "page": (entry.table, entry.id)})


def _once(rows: Iterable[Counted]) -> list[Counted]:
    """Each row once in each story, as what it is counted first."""
    return list({(row.story, row.entry.id): row for row in reversed(tuple(rows))}.values())[::-1]
