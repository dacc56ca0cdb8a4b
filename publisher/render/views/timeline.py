"""The timeline: every deadline by document and by body; printed ones, counted and inferred ones apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.model.deadlines import WAYS, Deadlines, DueRecord, issued
from publisher.model.records import Record
from publisher.publish.calendar import FILE
from publisher.render.axes import DayMark, Days, days
from publisher.render.context import Renderer
from publisher.render.filled import told
from publisher.render.page import Page
from publisher.render.views.comparison import when
from publisher.render.views.findings import named, source_of
from publisher.work.grouped import grouped


def timeline(renderer: Renderer, deadlines: Deadlines) -> Page:
    """The page of the timeline."""
    text, total = renderer.say.findings["timeline"], deadlines.total()
    numbers = {"n": total, **{kind: deadlines.total(kind) for kind in WAYS}}
    years = tuple(dict.fromkeys(day[:4] for day in deadlines.days))
    lede, past = told(text["lede"], numbers), deadlines.past.total()
    lanes = [] if not total else [_all(renderer, deadlines)] if renderer.large else list(_lanes(renderer, deadlines))
    return renderer.page(
        "timeline/",
        "timeline.html",
        renderer.words["pages"]["timeline"],
        lede.striptags(),
        lede=lede,
        total=total,
        past=told(text["past"], {"n": past}) if past else "",
        chart=days(lanes, text["chart"]) if lanes else "",
        source=source_of(renderer, (FILE,)),
        documents=[] if renderer.large else [_document(renderer, deadlines, i) for i in deadlines.kept],
        years=years,
        ways=[way for way in WAYS if deadlines.total(way)],
        bodies=_bodies(renderer, deadlines, years),
        all_bodies=len(deadlines.by_body),
        shown=renderer.rules.limits.leaders,
        ics=FILE,
    )


def _anchor(document: str, day: str) -> str:
    return f"due-{document}-{day}"


def _lanes(renderer: Renderer, deadlines: Deadlines) -> Iterator[Days]:
    for document in deadlines.by_document:
        record, href = renderer.say.document(document), renderer.say.url("documents", document)
        period = (record.horizon_start or "", record.horizon_end or "")
        marks = tuple(_marks(renderer, deadlines.by_document[document], document, deadlines))
        yield Days(renderer.say.short(document), _issue(renderer, record), href, period, issued(record), marks)


def _issue(renderer: Renderer, document: Record) -> str:
    """When a document was issued, or a press conference held."""
    text, day = renderer.say.findings["timeline"], issued(document)
    sentence = "held" if document.kind == "press_conference" else "issued" if document.dated_on else "published"
    return text[sentence].format(date=renderer.say.date(day)) if day else str(text["not_issued"])


def _all(renderer: Renderer, deadlines: Deadlines) -> Days:
    label = renderer.say.findings["timeline"]["all_documents"].format(n=f"{len(deadlines.by_document):,}")
    return Days(label, "", "", ("", ""), "", tuple(_marks(renderer, deadlines.count, "", deadlines)))


def _marks(
    renderer: Renderer, counts: Counter[tuple[str, str]], document: str, deadlines: Deadlines
) -> Iterator[DayMark]:
    text = renderer.say.findings["timeline"]
    for (day, kind), n in sorted(counts.items()):
        past = any(deadlines.past[one, day, kind] for one in ([document] if document else deadlines.by_document))
        title = f"{renderer.say.date(day)} {text[kind]} {n:,}" + (f" {text['was_past']}" if past else "")
        yield DayMark(day, kind, f"{n:,}", title, f"#{_anchor(document, day)}" if document else "", past)


def _document(renderer: Renderer, deadlines: Deadlines, document: str) -> Mapping[str, Any]:
    """The lists of one document: by day, the printed ones first."""
    kept, counts = deadlines.kept[document], deadlines.by_document[document]
    ordered = sorted(kept, key=lambda due: (due.day, WAYS.index(due.kind), due.entry.id))
    days = [
        {
            "id": _anchor(document, day),
            "date": renderer.say.date(day, dues[0].entry.values["deadline_precision"]),
            "counts": [(kind, counts[day, kind]) for kind in WAYS if counts[day, kind]],
            "past": any(due.past for due in dues),
            "rows": [_row(renderer, due) for due in dues],
        }
        for day, dues in grouped((due.day, due) for due in ordered).items()
    ]
    cut = told(renderer.say.findings["cut"], {"n": len(kept)}) if counts.total() > len(kept) else ""
    return {"id": document, "issued": _issue(renderer, renderer.say.document(document)), "days": days, "cut": cut}


def _row(renderer: Renderer, due: DueRecord) -> Mapping[str, Any]:
    return {
        "href": renderer.say.url(*due.entry.values["page"]),
        "what": named(renderer, due.entry),
        "kind": due.kind,
        "printed": due.entry.values["deadline_printed"] or "",
        "when": when(renderer, due.entry),
        "past": due.past,
    }


def _bodies(renderer: Renderer, deadlines: Deadlines, years: Sequence[str]) -> list[Mapping[str, Any]]:
    """The bodies with most deadlines, and how many fall due in each year: printed + others; last their sum."""

    def cell(counts: Counter[tuple[str, str]], within: Sequence[str]) -> str:
        counted = [(kind, n) for (day, kind), n in counts.items() if day[:4] in within]
        printed = sum(n for kind, n in counted if kind == WAYS[0])
        others = sum(n for _, n in counted) - printed
        return f"{printed:,} + {others:,}" if others else f"{printed:,}" if printed else "–"

    ordered = sorted(deadlines.by_body.items(), key=lambda item: (-item[1].total(), item[0]))
    return [
        {
            "href": renderer.say.url("units", unit),
            "name": renderer.say.body(unit),
            "cells": [*(cell(counts, (year,)) for year in years), cell(counts, years)],
        }
        for unit, counts in ordered[: renderer.rules.limits.told]
    ]
