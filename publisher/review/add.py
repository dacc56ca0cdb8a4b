"""What a person adds to a draft: rows prefilled from marked words, to be decided like any suggestion."""

from __future__ import annotations

import re
from dataclasses import replace

from publisher.codebook.name_endings import kinds_of_project
from publisher.codebook.stages import hedges, stages
from publisher.draft.figures.likely_theme import likely_theme
from publisher.draft.state import OPEN
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.review.added import Added, as_suggestions, by_hand, clause_at, free_item, ids_taken
from publisher.review.bodies import statement_rows
from publisher.review.items import Item
from publisher.review.ledger import STEMS, next_of
from publisher.review.marked import figure_in, quote_around
from publisher.review.outline import DUTIES, known_clauses, place_of_clause, rehomed, renamed
from publisher.review.store import Snapshot

FROM_WORDS = ("clauses", "tasks", *(name for name in STEMS if name != "readings"))  # can be added from marked words


def from_words(snapshot: Snapshot, table: str, start: int, end: int) -> Added:
    """Add a row (a clause with its task, a statement with its bodies) for the words [start, end). Raises NoRoom."""
    item = free_item(snapshot, f"hand {table} {start}-{end}")
    if table == "clauses":
        return _clause(snapshot, item, start, end)
    rows = statement_rows(snapshot, start, end) if table == "responsibilities" else [_row(snapshot, table, start, end)]
    made = as_suggestions(rows, item, start, end)
    # A body that is new to the registry is decided before the statement that names it.
    return Added(snapshot.plan, (*snapshot.suggestions, *made), made[0].item if made else item)


def _clause(snapshot: Snapshot, item: str, start: int, end: int) -> Added:
    plan = snapshot.plan
    words = (plan.text or "")[start:end]
    known = known_clauses(plan, snapshot.suggestions)
    place = place_of_clause(plan.document_id, words, start, known, draft=snapshot.draft)
    plan, suggestions = renamed(plan, snapshot.suggestions, place.moved)
    if snapshot.draft:
        stop = next((clause.start for clause in known if clause.start > start), len(plan.text or ""))
        plan, suggestions = rehomed(plan, suggestions, (start, stop), place.cells["clause_id"])
    made = [by_hand(item, "clauses", place.cells["clause_id"], place.cells, start, end)]
    if place.cells["kind"] in DUTIES:
        theme = likely_theme(words, plan.registry)
        task = {"task_id": place.cells["clause_id"], "kind": place.cells["kind"], "theme_id": theme}
        made.append(by_hand(item, "tasks", task["task_id"], task, start, end))
    return Added(plan, (*suggestions, *made), item, place.moved)


def _row(snapshot: Snapshot, table: str, start: int, end: int) -> tuple[str, str, dict[str, str]]:
    """A row of one of the simple tables: its place, its words, and what the words say of a figure or a document."""
    plan, text = snapshot.plan, snapshot.plan.text or ""
    schema = snapshot.schemas[table]
    clause = clause_at(plan, start)
    key = next_of(ids_taken(snapshot, table), plan.document_id, table) if table in STEMS else clause
    cells = dict.fromkeys(schema.names, "") | {schema.key: key}
    known = {
        "document_id": plan.document_id,
        "from_document_id": plan.document_id,
        "clause_id": clause,
        **quote_around(plan, table, start, end),
        "hedge": "none",
        "theme_id": likely_theme(text[start:end], plan.registry),
    }
    known |= _document(plan, text[start:end]) if table == "relations" else {}
    known |= _named(snapshot, table, start, end) if table in ("projects", "parties") else {}
    known |= figure_in(plan, table, start, end) if "figure_printed" in schema.names else {}
    if table == "tasks":
        known["kind"] = next((row.kind for row in plan.rows("clauses") if row.clause_id == clause), "")
    return table, key, cells | {name: value for name, value in known.items() if name in schema.names}


def _named(snapshot: Snapshot, table: str, start: int, end: int) -> dict[str, str]:
    """What marked words say of a named thing: its name, the verb before it; of a party, to which thing it belongs."""
    text = snapshot.plan.text or ""
    words = text[start:end]
    name = unquoted(words)
    if table == "parties":
        return {"name_printed": name, "project_id": _nearest_project(snapshot, start)}
    endings = (text[max(0, start - length) : start] for length in range(2, 7))
    verb = next((ending for ending in endings if stages(ending)), "")
    return {
        "name_printed": name,
        "name_zh": name,
        "kind": "instrument" if words[0] == "《" else min(kinds_of_project(name), default=""),
        "verb_printed": verb,
        "stage": min(stages(verb), default="") if verb else "",
        "hedge": min(hedges(verb), default="none"),
        "in_open_list": "false",
        "deadline_basis": "none_stated",
    }


def unquoted(words: str) -> str:
    """A name without the marks that hold the whole of it; those within it (“甲易办”平台) stay."""
    return words[1:-1] if words[0] + words[-1] in ("《》", "“”") and words.count(words[0]) == 1 else words


def _nearest_project(snapshot: Snapshot, position: int) -> str:
    """The project, recorded or suggested, whose words stand nearest to a position of the text; "" for none."""
    places = [(s.start, s.record) for s in snapshot.suggestions if s.table == "projects" and s.state in OPEN]
    for row in snapshot.plan.rows("projects"):
        if isinstance(place := snapshot.plan.places.get(row.project_id), Span):
            places.append((place.start, row.project_id))
    return min(places, key=lambda at: abs(at[0] - position), default=(0, ""))[1]


def _document(plan: Plan, words: str) -> dict[str, str]:
    """The other document that words name: one of the set by its number or title, else its title."""
    title = re.search(r"《([^》]+)》", words)
    number = re.search(r"[\u4e00-\u9fff]{1,10}〔\d{4}〕\d+号", words)
    relation = {"relation": "based_on", "to_doc_number": number[0] if number else ""}
    for row in plan.registry.rows("documents"):
        if row.document_id != plan.document_id and (
            (number and row.doc_number == number[0]) or (title and row.title_zh == title[1])
        ):
            return relation | {"to_document_id": row.document_id}
    return relation | {"to_title_zh": title[1] if title else ""}


def indicator(snapshot: Snapshot, item: Item, indicator_id: str) -> Added:
    """Suggest a new indicator for what an item's quantity measures; its own suggestion names it from now on."""
    cells = item.rows[0].cells
    measure = snapshot.plan.registry.by_key["measures"].get(cells.get("measure_id", ""))
    row = {
        "indicator_id": indicator_id,
        "name_zh": cells.get("what_zh", ""),
        "name_en": cells.get("what_en", ""),
        "measure_id": measure.canonical_id if measure else "",
        "basis": cells.get("basis", ""),
        "better": "up",
        "may_be_summed": "false",
    }
    rest = tuple(
        replace(each, cells={**each.cells, "indicator_id": indicator_id, "indicator_match": "exact"})
        if each.item == item.id and each.table in ("targets", "observations")
        else each
        for each in snapshot.suggestions
    )
    name = free_item(snapshot, f"indicator {indicator_id}")
    made = by_hand(name, "indicators", indicator_id, row, item.start, item.end)
    return Added(snapshot.plan, (*rest, made), name)
