"""From what was found in a text to rows of the tables, each with why it is suggested and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from publisher.codebook.printed_lists import ends_open
from publisher.draft.analysis import Analysis
from publisher.draft.figures.likely_theme import likely_theme
from publisher.draft.outline.clauses import clause_at
from publisher.draft.rows import quoted, row
from publisher.draft.state import Suggestion
from publisher.draft.suggest.about import Bodies, document_rows, rule_row
from publisher.draft.suggest.names import name_rows
from publisher.draft.suggest.quantities import figure_rows, milestone_rows
from publisher.draft.text.reading import ExtractedText
from publisher.read.registry import Registry
from publisher.terms.messages import Message


def suggestions(
    analysis: Analysis, document: str, registry: Registry, *, area_code: str = "", reading: ExtractedText | None = None
) -> list[Suggestion]:
    """The rows that an analysis suggests for the document, in the order in which they are best decided.

    reading: how the text was read, whose notes become the known defects of its copy.
    """
    named = (body.name for statement in analysis.statements for body in statement.bodies)
    bodies = Bodies(document, registry, area_code, printed=set(named))
    rows = [
        *_clauses(analysis, document, registry),
        *_statements(analysis, document, bodies),
        *figure_rows(analysis, document, registry),
        *milestone_rows(analysis, document, registry),
        *name_rows(analysis, document, registry, area_code),
        *rule_row(analysis, document),
    ]
    rows = [_of_body(each, bodies) for each in _numbered_by_place(rows, document)]
    used = {unit: (row.start, row.end) for row in reversed(rows) if (unit := row.cells.get("unit_id"))}
    placed = [_first_used(each, used) for each in bodies.rows]
    rows = [_before_its_list(each, analysis) for each in rows]
    order = {"clauses": 0, "tasks": 0, "notes": 1, "units": 2, "unit_names": 2, "responsibilities": 3, "parties": 5}
    rows = sorted([*rows, *placed], key=lambda each: (each.start, order.get(each.table, 4)))
    rows = [*document_rows(analysis, document, area_code, bodies, reading), *rows]
    return [replace(each, id=f"g{index:04}") for index, each in enumerate(rows, 1)]


def _clauses(analysis: Analysis, document: str, registry: Registry) -> Iterator[Suggestion]:
    answered = {
        clause.path for statement in analysis.statements if (clause := clause_at(analysis.clauses, statement.start))
    }
    for position, clause in enumerate(analysis.clauses, 1):
        clause_id = clause.id(document)
        parent = clause_id.rpartition(".")[0] if len(clause.path) > 1 else ""
        charged = clause.path in answered and clause.kind not in ("task", "safeguard", "mechanism")
        kind, sure = ("task", False) if charged else (clause.kind, clause.sure)  # who is charged has a task
        cells = {
            "clause_id": clause_id,
            "document_id": document,
            "parent_id": parent,
            "position": str(position),
            "number_printed": clause.number,
            "heading_zh": clause.heading,
            "kind": kind,
        }
        heading = (
            analysis.text.index(clause.heading, clause.start + len(clause.number)) if clause.heading else clause.start
        )
        span = (clause.start, heading + len(clause.heading))
        yield row("clauses", f"clause {clause_id}", cells, span, clause.why, sure=sure, record=clause_id)
        if kind in ("task", "safeguard") or clause.path in answered:
            theme = likely_theme(clause.heading, registry) or likely_theme(
                analysis.text[clause.start : clause.end], registry
            )
            task = {"task_id": clause_id, "kind": kind, "theme_id": theme}
            yield row("tasks", f"clause {clause_id}", task, span, clause.why, sure=sure, record=clause_id)


def _statements(analysis: Analysis, document: str, bodies: Bodies) -> Iterator[Suggestion]:
    number = 0
    for statement in analysis.statements:
        clause = clause_at(analysis.clauses, statement.start)
        if clause is None:
            continue
        number += 1
        span = (statement.start, statement.end)
        open_list = ends_open(analysis.text[statement.start : statement.end], [body.name for body in statement.bodies])
        for position, body in enumerate(statement.bodies, 1):
            cells = {
                "statement": f"s{number:02}",
                "task_id": clause.id(document),
                "unit_id": bodies.unit(body.name, span),
                "name_printed": body.name,
                "position": str(position),
                "open_list": "true" if open_list else "false",
                "role": body.role,
                "role_basis": body.basis,
                "label_printed": statement.label,
                **quoted(analysis.text, clause, statement.start, statement.end),
            }
            yield row(
                "responsibilities",
                f"statement s{number:02}",
                cells,
                span,
                Message(f"reader.{statement.why}"),
                sure=statement.sure,
            )


def _before_its_list(each: Suggestion, analysis: Analysis) -> Suggestion:
    """The document's own rule on lists at the list in which it is printed, which is decided by it."""
    if each.table != "notes":
        return each
    start = next(
        (statement.start for statement in analysis.statements if statement.start < each.start < statement.end),
        each.start,
    )
    return replace(each, start=start)


def _first_used(each: Suggestion, used: Mapping[str, tuple[int, int]]) -> Suggestion:
    """A body at the first row that names it, before which it is decided."""
    start, end = used.get(each.cells.get("unit_id", ""), (each.start, each.end))
    return replace(each, start=start, end=end) if start < each.start else each


def _of_body(each: Suggestion, bodies: Bodies) -> Suggestion:
    """A party whose name is that of a body that is suggested too: it is that body."""
    if each.table != "parties" or each.cells.get("unit_id"):
        return each
    named = (row.cells for row in bodies.rows if row.table == "unit_names")
    unit = next((cells["unit_id"] for cells in named if cells["name"] == each.cells["name_printed"]), "")
    return replace(each, cells={**each.cells, "unit_id": unit}) if unit else each


_IDS = {
    "targets": ("target_id", "t", 2),
    "observations": ("observation_id", "o", 2),
    "mentions": ("mention_id", "m", 2),
    "responsibilities": ("responsibility_id", "r", 3),
    "notes": ("note_id", "n", 2),
    "projects": ("project_id", "p", 2),
    "parties": ("party_id", "y", 2),
}


def _numbered_by_place(rows: list[Suggestion], document: str) -> list[Suggestion]:
    """Give records their ids in the order of the text, and tie repeats and shares to the ids of what they name."""
    counts: dict[str, int] = {}
    done: list[Suggestion] = []
    items: dict[str, str] = {}
    for each in sorted(rows, key=lambda each: each.start):
        if each.table in _IDS:
            key, letter, width = _IDS[each.table]
            counts[each.table] = counts.get(each.table, 0) + 1
            record = f"{document}.{letter}{counts[each.table]:0{width}}"
            each = replace(each, record=record, cells={key: record, **each.cells})
            items.setdefault(each.item if each.table != "projects" else "@" + each.item, record)
        done.append(each)
    return [_tied(each, items) for each in done]


def _tied(each: Suggestion, items: Mapping[str, str]) -> Suggestion:
    """A suggestion whose references to figures (#3) are those to their records."""
    named = {
        name: items.get(value if value[0] == "@" else f"figure {value[1:]}", "")
        for name in ("record_id", "parent_target_id", "project_id")
        if (value := each.cells.get(name, "")).startswith(("#", "@"))
    }
    return replace(each, cells={**each.cells, **named}) if named else each
