"""What the desk offers where a rule refuses an entry for something that is missing elsewhere.

A measure that the registry lacks is described as a new one, which is ours and signed with the plan; so is a body that
no name leads to; what is odd in the source gets a note on its record; the clause of a statement becomes a task. Each is
a suggestion, decided like others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from publisher.check.reading import measures_of
from publisher.codebook.ucum import size_of, symbol
from publisher.draft.figures.likely_theme import likely_theme
from publisher.draft.state import OPEN
from publisher.read.places import Span
from publisher.review.added import Added, by_hand, free_item, ids_taken, placed
from publisher.review.items import Item, ItemRow, figure_at
from publisher.review.ledger import carried, next_of
from publisher.review.store import Snapshot, changed
from publisher.terms.problem import Problem

# What a note on the record settles.
NOTED = ("deadline-outside-period", "deadline-before-document", "deadline-passed-over", "basis-differs-from-words",
         "hedge-differs-from-words")  # fmt: skip
# Measures that texts print often: id, UCUM code, kind, the measure to which it converts (itself where empty).
_OFTEN = {
    "亩": ("mu", "har/15", "area", "m2"), "海里": ("nmi", "[nmi_i]", "length", "km"), "标箱": ("teu", "1", "count", ""),
    "标准箱": ("teu", "1", "count", ""), "天": ("day", "d", "time", "second"), "日": ("day", "d", "time", "second"),
    "个工作日": ("working-day", "1", "count", ""), "工作日": ("working-day", "1", "count", ""),
    "千伏": ("kilovolt", "kV", "voltage", ""),
    "毫米": ("mm", "mm", "length", "km"), "厘米": ("cm", "cm", "length", "km"), "升": ("litre", "L", "volume", "m3"),
    "兆赫": ("mhz", "MHz", "class", ""), "吉瓦": ("gw", "GW", "power", "kw"),
}  # fmt: skip


def helps(snapshot: Snapshot, entries: Iterable[ItemRow], problems: Iterable[Problem]) -> list[dict[str, str]]:
    """What to offer for the problems of an item's entries: what it is, and of a measure its word and a likely id."""
    rows = list(entries)
    offered: dict[str, dict[str, str]] = {}
    for problem in problems:
        if problem.code in NOTED and not any(row.table == "notes" for row in rows):
            offered["note"] = {"what": "note"}
        if problem.code == "number-incomplete" and problem.place.field == "measure_id":
            for row in rows:
                if (word := printed_measure(snapshot, row.cells)) and not row.cells.get("measure_id"):
                    offered["measure"] = {"what": "measure", "word": word, "id": _OFTEN.get(word, ("",))[0]}
        if problem.code == "name-unknown" and (nobody := _of_nobody(snapshot, rows)):
            offered["body"] = {"what": "body", "name": nobody.cells["name_printed"], "record": nobody.record}
        if problem.code == "reference-not-found" and problem.place.field == "task_id":
            clause = next((row.cells["task_id"] for row in rows if row.cells.get("task_id")), "")
            if clause in snapshot.plan.by_key["clauses"]:
                offered["task"] = {"what": "task", "id": clause}
    return list(offered.values())


def _of_nobody(snapshot: Snapshot, rows: Iterable[ItemRow]) -> ItemRow | None:
    """The first row whose printed name is that of no body in the plan's area."""
    document, registry = snapshot.plan.document, snapshot.plan.registry
    area = document.area_code if document else ""
    named = (row for row in rows if row.table == "responsibilities" and row.cells["name_printed"])
    return next((row for row in named if not registry.resolve(row.cells["name_printed"], area)), None)


def printed_measure(snapshot: Snapshot, cells: Mapping[str, str]) -> str:
    """The word that measures, right behind the figure of a row; "" where none does."""
    figure, quote = cells.get("figure_printed", ""), cells.get("quote", "")
    if not figure or figure not in quote:
        return ""
    return measures_of(snapshot.plan.registry).after(quote, figure_at(quote, figure) + len(figure)).printed


def measure(snapshot: Snapshot, item: Item, measure_id: str) -> Added:
    """Suggest a new measure for the word behind an item's figure; what is open and prints this word takes it."""
    word = printed_measure(snapshot, item.rows[0].cells)
    name = free_item(snapshot, f"measure {measure_id}")
    made = by_hand(name, "measures", measure_id, _measure(snapshot, measure_id, word), item.start, item.end)
    rest = tuple(
        replace(each, cells={**each.cells, "measure_id": measure_id})
        if each.table in ("targets", "observations") and each.state in OPEN and not each.cells.get("measure_id")
        and word and printed_measure(snapshot, each.cells) == word
        else each
        for each in snapshot.suggestions
    )  # fmt: skip
    return Added(snapshot.plan, (*rest, made), name)


def _measure(snapshot: Snapshot, measure_id: str, word: str) -> dict[str, str]:
    _, code, kind, canonical = _OFTEN.get(word, (measure_id, "1", "count", ""))
    target = snapshot.plan.registry.by_key["measures"].get(canonical)
    size, whole = size_of(code), size_of(target.ucum) if target else None
    factor = size.scale / whole.scale if size and whole else Decimal(1)
    return {
        "measure_id": measure_id,
        "label_zh": word,
        "label_en": symbol(code) if code != "1" else "",
        "printed": word,
        "ucum": code,
        "kind": kind,
        "canonical_id": canonical if target else measure_id,
        "factor": f"{factor.normalize():f}",
    }


def note(snapshot: Snapshot, item: Item) -> Added:
    """Suggest a note on an item's record: decided with it where it is a suggestion, else for itself."""
    key = next_of(ids_taken(snapshot, "notes"), snapshot.plan.document_id, "notes")
    first = item.rows[0]
    cells = {
        "note_id": key,
        "document_id": snapshot.plan.document_id,
        "kind": "interpretation",
        "record_id": "" if first.table == "documents" else first.record,
    }
    # With what is suggested it is decided in one; a record has been decided, so its note is an item of its own.
    name = item.id if item.state in OPEN else free_item(snapshot, f"note {first.record}")
    made = by_hand(name, "notes", key, cells, item.start, item.end)
    return Added(snapshot.plan, placed(snapshot, [made], name), name)


def task(snapshot: Snapshot, clause_id: str) -> Added:
    """Make a recorded clause a task, which somebody is charged with, and suggest its row; the clause is read again.

    Raises KeyError where there is no such clause.
    """
    plan = snapshot.plan
    clause = plan.by_key["clauses"][clause_id]
    rows = [row._replace(kind="task") if row is clause else row for row in plan.rows("clauses")]
    after = carried(plan, changed(plan, {"clauses": rows}), edited=(clause_id,))
    theme = likely_theme(clause.heading_zh, plan.registry)
    cells = {"task_id": clause_id, "kind": "task", "theme_id": theme}
    place = plan.places.get(clause_id)
    start, end = (place.start, place.start + 1) if isinstance(place, Span) else (0, 0)
    name = free_item(snapshot, f"task {clause_id}")
    made = by_hand(name, "tasks", clause_id, cells, start, end)
    return Added(after, (*snapshot.suggestions, made), name)
