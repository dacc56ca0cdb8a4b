"""The timeline: every deadline by document and by body, printed ones against inferred ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.model.deadlines import Deadlines, Due, issued
from publisher.model.records import Record
from publisher.publish import words as published
from publisher.publish.calendar import FILE
from publisher.render.axes import Days, Mark, days
from publisher.render.context import Desk
from publisher.render.filled import told
from publisher.render.page import Page
from publisher.render.views.findings_cases import when
from publisher.render.views.telling import body
from publisher.terms import address

KINDS = ("printed", "inferred")


def timeline(desk: Desk, deadlines: Deadlines) -> Page:
    """The page of the timeline."""
    text, total = desk.say.findings["timeline"], deadlines.total()
    numbers = {"n": total, **{kind: deadlines.total(kind) for kind in KINDS}}
    years = tuple(dict.fromkeys(day[:4] for day in deadlines.days))
    lede, past = told(text["lede"], numbers), deadlines.past.total()
    lanes = [] if not total else [_all(desk, deadlines)] if desk.large else list(_lanes(desk, deadlines))
    source = desk.say.findings["source"].format(
        title=published.own(desk.library, "title", desk.language),
        version=desk.library.version,
        file=FILE.removeprefix(f"{address.DATA}/"),
    )
    return desk.page(
        "timeline/",
        "timeline.html",
        desk.words["pages"]["timeline"],
        lede.striptags(),
        lede=lede,
        total=total,
        past=told(text["past"], {"n": past}) if past else "",
        chart=days(lanes, text["chart"]) if lanes else "",
        source=source,
        documents=[] if desk.large else [_document(desk, deadlines, i) for i in deadlines.kept],
        years=years,
        bodies=_bodies(desk, deadlines, years),
        all_bodies=len(deadlines.by_body),
        shown=desk.rules.limits.leaders,
        ics=FILE,
    )


def _anchor(document: str, day: str) -> str:
    return f"due-{document}-{day}"


def _lanes(desk: Desk, deadlines: Deadlines) -> Iterator[Days]:
    for document in deadlines.by_document:
        record, day = desk.say.document(document), issued(desk.say.document(document))
        period = (record.horizon_start or "", record.horizon_end or "")
        marks = tuple(_marks(desk, deadlines.by_document[document], document, deadlines))
        yield Days(
            desk.say.short(document), _issue(desk, record), desk.say.url("documents", document), period, day, marks
        )


def _issue(desk: Desk, document: Record) -> str:
    """When a document was issued, or a press conference held."""
    text, day = desk.say.findings["timeline"], issued(document)
    said = text["held" if document.kind == "press_conference" else "issued"]
    return said.format(date=desk.say.date(day)) if day else str(text["not_issued"])


def _all(desk: Desk, deadlines: Deadlines) -> Days:
    label = desk.say.findings["timeline"]["all_documents"].format(n=f"{len(deadlines.by_document):,}")
    return Days(label, "", "", ("", ""), "", tuple(_marks(desk, deadlines.count, "", deadlines)))


def _marks(desk: Desk, counts: Counter[tuple[str, str]], document: str, deadlines: Deadlines) -> Iterator[Mark]:
    text = desk.say.findings["timeline"]
    for (day, kind), n in sorted(counts.items()):
        past = any(deadlines.past[one, day, kind] for one in ([document] if document else deadlines.by_document))
        title = f"{desk.say.date(day)} {text[kind]} {n:,}" + (f" {text['was_past']}" if past else "")
        yield Mark(day, kind, f"{n:,}", title, f"#{_anchor(document, day)}" if document else "", past)


def _document(desk: Desk, deadlines: Deadlines, document: str) -> Mapping[str, Any]:
    """The lists of one document: by day, the printed ones first."""
    by_day: dict[str, list[Due]] = {}
    for due in sorted(deadlines.kept[document], key=lambda due: (due.day, KINDS.index(due.kind), due.entry.id)):
        by_day.setdefault(due.day, []).append(due)
    counts = deadlines.by_document[document]
    held = [
        {
            "id": _anchor(document, day),
            "date": desk.say.date(day, dues[0].entry.values["deadline_precision"]),
            "counts": [(kind, counts[day, kind]) for kind in KINDS if counts[day, kind]],
            "past": any(due.past for due in dues),
            "rows": [_row(desk, due) for due in dues],
        }
        for day, dues in by_day.items()
    ]
    kept = deadlines.kept[document]
    cut = told(desk.say.findings["cut"], {"n": len(kept)}) if counts.total() > len(kept) else ""
    return {"id": document, "issued": _issue(desk, desk.say.document(document)), "days": held, "cut": cut}


def _row(desk: Desk, due: Due) -> Mapping[str, Any]:
    values = due.entry.values
    amount = desk.say.amount(due.entry)
    what = desk.say.titled(str(values[f"what_{desk.language}"] or values["what_zh"]))
    return {
        "href": desk.say.url(*values["page"]),
        "what": f"{what}{desk.words['colon']}{amount}" if amount else what,
        "kind": due.kind,
        "printed": values["deadline_printed"] or "",
        "when": when(desk, due.entry),
        "past": due.past,
    }


def _bodies(desk: Desk, deadlines: Deadlines, years: Sequence[str]) -> list[Mapping[str, Any]]:
    """The bodies with most deadlines, and how many fall due in each year: printed + inferred; last their sum."""

    def cell(counts: Counter[tuple[str, str]], within: Sequence[str]) -> str:
        found = [sum(n for (day, one), n in counts.items() if one == kind and day[:4] in within) for kind in KINDS]
        return f"{found[0]:,} + {found[1]:,}" if found[1] else f"{found[0]:,}" if found[0] else "–"

    ordered = sorted(deadlines.by_body.items(), key=lambda item: (-item[1].total(), item[0]))
    return [
        {
            "href": desk.say.url("units", unit),
            "name": body(desk, unit),
            "cells": [*(cell(counts, (year,)) for year in years), cell(counts, years)],
        }
        for unit, counts in ordered[: desk.rules.limits.told]
    ]
