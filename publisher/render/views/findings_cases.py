"""What a story tells case by case: a whole and its shares, two areas, two dates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from markupsafe import Markup

from publisher.model.deadlines import PRINTED
from publisher.model.findings import Case, Findings
from publisher.model.index import Entry
from publisher.render.context import Desk
from publisher.render.filled import told


def sentences(desk: Desk, findings: Findings, name: str) -> list[Markup]:
    """The first cases of a story, a sentence each."""
    tell = {"shares": _shares, "district-and-city": _district, "two-dates": _dates}.get(name)
    shown = islice(findings.cases.get(name, ()), desk.rules.limits.cases)
    return [tell(desk, case) for case in shown] if tell else []


def measured(desk: Desk, value: float, measure_id: str) -> str:
    """A number that we computed, with its measure; what is only counted has none."""
    counts = desk.library.registry["measures"][measure_id].kind == "count"
    space = "" if desk.language == "zh" else " "
    return desk.say.number(value) + ("" if counts else f"{space}{desk.say.measure(measure_id)}")


def linked(desk: Desk, entry: Entry) -> Markup:
    """The amount of a record, as a link to it."""
    said = desk.say.amount(entry) or str(entry.values[f"what_{desk.language}"])
    return Markup('<a href="{}">{}</a>').format(desk.say.url(entry.table, entry.id), said)


def when(desk: Desk, entry: Entry) -> str:
    """A deadline, and that it is inferred, where it is."""
    values = entry.values
    said = desk.say.date(values["deadline"], values["deadline_precision"])
    if values["deadline_basis"] in PRINTED:
        return said
    inferred = desk.say.findings["inferred"]
    return f"{said}（{inferred}）" if desk.language == "zh" else f"{said} ({inferred})"


def indicator(desk: Desk, case: Case) -> str:
    """The name of the indicator that a case is about."""
    return str(desk.library.registry["indicators"][case.key].values[f"name_{desk.language}"])


def _text(desk: Desk, name: str) -> dict[str, str]:
    return desk.say.findings["stories"][name]["case"]  # type: ignore[no-any-return]


def _shares(desk: Desk, case: Case) -> Markup:
    whole, numbers = case.entries[0], case.numbers
    measure = whole.values["measure_id"]
    return told(
        _text(desk, "shares")["over" if numbers["over"] else "under"],
        {
            "document": desk.say.short(whole.document_id),
            "what": str(whole.values[f"what_{desk.language}"]),
            "whole": linked(desk, whole),
            "shares": numbers["shares"],
            "sum": measured(desk, numbers["sum"], measure),
            "difference": measured(desk, numbers["difference"], measure),
        },
    )


def _district(desk: Desk, case: Case) -> Markup:
    outer, inner = case.entries
    inferred = next((entry for entry in case.entries if entry.values["deadline_basis"] not in PRINTED), outer)
    return told(
        _text(desk, "district-and-city")["one"],
        {
            "what": indicator(desk, case),
            "date": when(desk, inferred),
            "outer": linked(desk, outer),
            "inner": linked(desk, inner),
            "outer_document": desk.say.short(outer.document_id),
            "inner_document": desk.say.short(inner.document_id),
        },
    )


def _dates(desk: Desk, case: Case) -> Markup:
    return told(
        _text(desk, "two-dates")["one"],
        {
            "what": indicator(desk, case),
            "dates": Markup("；" if desk.language == "zh" else "; ").join(_each(desk, case)),
        },
    )


def _each(desk: Desk, case: Case) -> Iterator[Markup]:
    for entry in case.entries:
        date = Markup('<a href="{}">{}</a>').format(desk.say.url(entry.table, entry.id), when(desk, entry))
        facts = {"date": date, "document": desk.say.short(entry.document_id)}
        yield told(_text(desk, "two-dates")["date"], facts)
