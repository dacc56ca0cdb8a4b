"""Adds a clause that the draft missed: its place in the outline, and the ids that change because of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from publisher.draft.marks import EDGE, numbered
from publisher.draft.state import OPEN, Suggestion
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.review.ledger import carried
from publisher.review.store import changed

DUTIES = ("task", "safeguard", "mechanism")  # the kinds of clause that have, or may have, a row in tasks.csv
# Tables whose rows stand in a clause, where they name one, and the column that names it.
HOMES = {
    "responsibilities": "task_id",
    **dict.fromkeys(("targets", "observations", "mentions", "projects", "parties", "notes", "relations"), "clause_id"),
}
_DASH = 8  # the rank of a heading without a number, below the numbered ones


class NoRoom(Exception):
    """A clause that has no free id at its place, because the ids around it are published."""


@dataclass(frozen=True, slots=True)
class Known:
    """A clause that is a record, or is suggested: its id as ordinals, where it starts, how deep its number is."""

    path: tuple[int, ...]
    start: int
    rank: float
    kind: str


@dataclass(frozen=True, slots=True)
class ClausePlace:
    """The place of a new clause: its cells, and the ids that change because of it (old → new)."""

    cells: Mapping[str, str]
    moved: Mapping[str, str]


def known_clauses(plan: Plan, suggestions: Iterable[Suggestion]) -> list[Known]:
    """The clauses of a plan and those still suggested for it, in the order of the text."""
    clauses = []
    for row in plan.rows("clauses"):
        if isinstance(place := plan.places.get(row.clause_id), Span):
            clauses.append(_known(row.clause_id, place.start, row.number_printed, row.kind))
    for each in suggestions:
        if each.table == "clauses" and each.state in OPEN:
            cells = each.cells
            clauses.append(_known(each.record, each.start, cells.get("number_printed", ""), cells.get("kind", "")))
    return sorted(clauses, key=lambda known: known.start)


def _known(clause: str, start: int, number: str, kind: str) -> Known:
    path = tuple(int(part) for part in clause.partition(".")[2].split("."))
    return Known(path, start, _rank(number, len(path)), kind)


def _rank(number: str, depth: int) -> float:
    mark = (numbered(f"{number}标题") or numbered(f"{number} 标题")) if number else None
    return mark[0] if mark else 1 if depth == 1 else _DASH


def place_of_clause(document: str, words: str, start: int, known: list[Known], *, draft: bool) -> ClausePlace:
    """Where a clause with these marked words (its number and heading) goes. Raises NoRoom."""
    mark = numbered(words.strip(EDGE))
    number = mark[1] if mark else ""
    heading = words.strip(EDGE).removeprefix(number).strip(EDGE + "。：:")
    rank = _rank(number, 2)
    chain = _chain(known, start)
    parent = next((clause.path for clause in reversed(chain) if clause.rank < rank), ())
    siblings = [clause for clause in known if clause.path[:-1] == parent and len(clause.path) == len(parent) + 1]
    before = [clause for clause in siblings if clause.start < start]
    ordinal = before[-1].path[-1] + 1 if before else 1
    after = [clause for clause in siblings if clause.start > start]
    path = (*parent, ordinal)
    tail = [c for c in known if before and c.start > start and c.path[: len(path)] == before[-1].path]
    moved = _moved(path, rank, tail, after, known)
    if moved and not draft:
        raise NoRoom(_id(document, path))
    kind = before[-1].kind if before else after[0].kind if after else "task"
    clause = _id(document, path)
    cells = {
        "clause_id": clause,
        "document_id": document,
        "parent_id": _id(document, parent) if parent else "",
        "position": str(1 + sum(other.start < start for other in known)),
        "number_printed": number,
        "heading_zh": heading,
        "kind": kind,
    }
    return ClausePlace(cells, {_id(document, old): _id(document, new) for old, new in moved.items()})


def _id(document: str, path: tuple[int, ...]) -> str:
    return document + "." + ".".join(map(str, path))


def parent_of(clause: str) -> str:
    """The id of the clause that holds another; "" for a chapter."""
    above = clause.rpartition(".")[0]
    return above if "." in above else ""


def _chain(known: list[Known], start: int) -> list[Known]:
    """The clauses that are open at a position: the last before it, with those that hold it, outermost first."""
    last = next((clause for clause in reversed(known) if clause.start < start), None)
    if last is None:
        return []
    return [clause for clause in known if clause.path == last.path[: len(clause.path)]]


def _moved(
    path: tuple[int, ...], rank: float, tail: list[Known], after: list[Known], known: list[Known]
) -> dict[tuple[int, ...], tuple[int, ...]]:
    """Old path → new path: what follows and is deeper becomes part of the new clause, the others move on if they must.

    tail: what was part of the sibling before it but stands behind it. after: the siblings behind it.
    """
    parts = 0
    while parts < len(after) and after[parts].rank > rank:
        parts += 1
    inside = {clause.path for clause in tail}
    tops = [clause for clause in tail if clause.path[:-1] not in inside]
    moves = {clause.path: (*path, index) for index, clause in enumerate([*tops, *after[:parts]], 1)}
    free = path[-1] + 1
    for clause in after[parts:]:
        ordinal = max(clause.path[-1], free)
        moves[clause.path] = (*path[:-1], ordinal)
        free = ordinal + 1
    whole = {}
    for clause in known:
        top = next((old for old in moves if clause.path[: len(old)] == old), None)
        if top and moves[top] != top:
            whole[clause.path] = (*moves[top], *clause.path[len(top) :])
    return whole


def renamed(
    plan: Plan, suggestions: tuple[Suggestion, ...], names: Mapping[str, str]
) -> tuple[Plan, tuple[Suggestion, ...]]:
    """A draft with other ids of clauses: in its records and what refers to them, in suggestions and sign-offs."""
    if not names:
        return plan, suggestions
    tables = {}
    for name, table in plan.tables.items():
        if name != "checks":
            tables[name] = [row._replace(**_renamed_cells(row._asdict(), names)) for row in table.rows]
    after = carried(plan, changed(plan, tables), names)
    rows = tuple(
        replace(
            each,
            item=re.sub(r"\S+$", lambda match: names.get(match[0], match[0]), each.item),
            record=names.get(each.record, each.record),
            cells={**each.cells, **_renamed_cells(each.cells, names)},
        )
        for each in suggestions
    )
    return after, rows


def _renamed_cells(cells: Mapping[str, object], names: Mapping[str, str]) -> dict[str, str]:
    """The cells that change: references to what was renamed, and the parent that a renamed clause's id gives."""
    changed_cells = {name: names[value] for name, value in cells.items() if isinstance(value, str) and value in names}
    if "parent_id" in cells and (clause := changed_cells.get("clause_id")):
        changed_cells["parent_id"] = parent_of(clause)
    return changed_cells


def handed_up(suggestions: tuple[Suggestion, ...], clause: str) -> tuple[Suggestion, ...]:
    """Suggestions with those within a clause moved to the clause that holds it; as they are where none does."""
    above = parent_of(clause)
    if not above:
        return suggestions
    return tuple(
        replace(each, cells={**each.cells, column: above})
        if each.state in OPEN and (column := HOMES.get(each.table, "")) and each.cells.get(column) == clause
        else each
        for each in suggestions
    )


def rehomed(
    plan: Plan, suggestions: tuple[Suggestion, ...], span: tuple[int, int], clause: str
) -> tuple[Plan, tuple[Suggestion, ...]]:
    """What stands from a new clause’s heading to the next one is its own; what was signed of it is to be read again."""
    start, end = span
    tables = {}
    for name, column in HOMES.items():
        rows = plan.rows(name)
        housed = {row[0]: plan.places.get(row[0]) for row in rows if getattr(row, column)}
        inside = {key for key, at in housed.items() if isinstance(at, Span) and start <= at.start < end}
        if inside:
            tables[name] = [row._replace(**{column: clause}) if row[0] in inside else row for row in rows]
    rest = tuple(
        replace(each, cells={**each.cells, column: clause})
        if (column := HOMES.get(each.table, "")) and each.cells.get(column) and start <= each.start < end
        else each
        for each in suggestions
    )
    return changed(plan, tables), rest
