"""The records of the API as JSON values, with keys in the order of their schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from publisher import address
from publisher.index import BRIEF, Entry
from publisher.model import Clause, Evidence, Library, PlanModel, Quantity, Record, Statement

Json = dict[str, Any]
Href = Callable[[str, str], str]  # table and id of a record → the address of its file, seen from the file being written


def picked(names: Iterable[str], *sources: Mapping[str, Any]) -> Json:
    """The named values, each from the first source that has it; tuples as lists."""
    found: Json = {}
    for name in names:
        source = next(source for source in sources if name in source)
        value = source[name]
        found[name] = list(value) if isinstance(value, tuple) else value
    return found


def links(table: str, record_id: str, start: str) -> Json:
    """The links of a record, seen from the file at `start`."""
    return {
        "self": address.relative(address.json(table, record_id), start),
        "html_zh": address.relative(address.page(table, record_id, "zh"), start),
        "html_en": address.relative(address.page(table, record_id, "en"), start),
    }


def _escaped(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")


def text_fragment(url: str | None, place: Evidence) -> str | None:
    """A link that opens `url` at the quote (a text fragment); None where there is no address."""
    if not url:
        return None
    before = f"{_escaped(place.prefix)}-," if place.prefix else ""
    after = f",-{_escaped(place.suffix)}" if place.suffix else ""
    return f"{url.split('#', 1)[0]}#:~:text={before}{_escaped(place.quote)}{after}"


def evidence(plan: PlanModel, place: Evidence) -> Json:
    """A quote and its place, as a Web Annotation specific resource."""
    copy = next((copy for copy in plan.copies if copy.id == place.copy_id), None)
    url = copy.url if copy else None
    return {
        "type": "SpecificResource",
        "source": url,
        "selector": [
            {"type": "TextQuoteSelector", "exact": place.quote, "prefix": place.prefix, "suffix": place.suffix},
            {"type": "TextPositionSelector", "start": place.start, "end": place.end},
        ],
        "copy_id": place.copy_id or None,
        "clause_id": place.clause_id,
        "href": text_fragment(url, place),
    }


BODY = ("responsibility_id", "unit_id", "name_printed", "position", "role", "role_basis")
STATEMENT = ("statement", "task_id", "label_printed", "scope_zh", "scope_en")


def statement(plan: PlanModel, item: Statement) -> Json:
    """A statement of responsibility with its bodies."""
    return {
        **picked(STATEMENT, item.bodies[0].values),
        "bodies": [picked(BODY, body.values) for body in item.bodies],
        "evidence": evidence(plan, item.evidence) if item.evidence else None,
    }


def brief(values: Mapping[str, Any], href: Href) -> Json:
    """A target in brief."""
    return {**picked(BRIEF, values), "href": href("targets", values["target_id"])}


def _repeats(library: Library, record_id: str) -> list[Json]:
    return [
        {
            "record_id": entry.id,
            "table": entry.table,
            "document_id": entry.document_id,
            **picked(("kind", "figure_printed", "quote"), entry.values),
        }
        for entry in library.index.repeats.get(record_id, ())
    ]


def target(library: Library, plan: PlanModel, item: Quantity, href: Href) -> Json:
    """What the file of a target adds to its record."""
    return {
        "evidence": evidence(plan, item.evidence),
        "statements": [statement(plan, s) for s in item.statements],
        "notes": [dict(note.values) for note in item.notes],
        "repeats": _repeats(library, item.id),
        "allocations": [brief(e.values, href) for e in library.index.allocations.get(item.id, ())],
    }


def observation(library: Library, plan: PlanModel, item: Quantity) -> Json:
    """What the file of another quantity adds to its record."""
    return {
        "evidence": evidence(plan, item.evidence),
        "notes": [dict(note.values) for note in item.notes],
        "repeats": _repeats(library, item.id),
    }


def task(plan: PlanModel, record: Record, href: Href) -> Json:
    """What the file of a task adds to its record."""
    return {
        "statement_list": [statement(plan, s) for s in plan.of_task(record.id)],
        "target_list": [brief(q.record.values, href) for q in plan.within(record.id) if q.record.table == "targets"],
    }


def unit(library: Library, unit_id: str, href: Href) -> Json:
    """What the file of a body adds to its record: its names, and all that it is responsible for."""
    return {
        "names": [dict(name.values) for name in library.names.get(unit_id, ())],
        "responsibilities": [
            {
                "responsibility_id": duty.id,
                "document_id": duty.document_id,
                "task_id": duty.said.task_id,
                "task_zh": duty.said.heading_zh,
                "task_en": duty.said.heading_en,
                "statement": duty.said.statement,
                "role": duty.role,
                "name_printed": duty.name_printed,
                "label_printed": duty.said.label_printed,
                "scope_zh": duty.said.scope_zh,
                "scope_en": duty.said.scope_en,
                "quote": duty.said.quote,
                "other_units": list(duty.others),
                "href": href("tasks", duty.said.task_id),
            }
            for duty in library.index.by_unit.get(unit_id, ())
        ],
        "target_list": [brief(entry.values, href) for entry in library.index.answers.get(unit_id, ())],
    }


def indicator(library: Library, indicator_id: str, names: Mapping[str, list[str]], href: Href) -> Json:
    """What the file of an indicator adds to its record. names: type → its properties, in order."""

    def beside(entry: Entry, type_: str) -> Json:
        document = library.registry["documents"][entry.document_id].values
        more = {"href": href(entry.table, entry.id), "document_id": entry.document_id}
        area = {"area_zh": document["area_zh"]}  # of the document: a target's own area_zh is the one it is allocated to
        return picked(names[type_], more, area, entry.values, document)

    entries = library.index.by_indicator.get(indicator_id, ())
    return {
        "target_list": [beside(e, "IndicatorTarget") for e in entries if e.table == "targets"],
        "observation_list": [beside(e, "IndicatorObservation") for e in entries if e.table == "observations"],
    }


def _quantity(plan: PlanModel, item: Quantity) -> Json:
    answerable = {"statements": [s.statement for s in item.statements]} if item.record.table == "targets" else {}
    return {**item.record.values, "evidence": evidence(plan, item.evidence), **answerable, "checked": item.checked}


def _clause(plan: PlanModel, clause: Clause) -> Json:
    own = plan.tasks.get(clause.id)
    held = own and {
        **picked(("kind", "summary_zh", "summary_en"), own.values),
        "statements": [statement(plan, s) for s in plan.of_task(clause.id)],
    }
    return {
        **clause.record.values,
        "start": clause.start,
        "end": clause.end,
        "task": held,
        "targets": [_quantity(plan, q) for q in plan.targets if q.clause.id == clause.id],
        "observations": [_quantity(plan, q) for q in plan.observations if q.clause.id == clause.id],
        "mentions": [dict(mention.values) for mention in plan.mentions if mention.clause_id == clause.id],
        "clauses": [_clause(plan, plan.clauses[child.id]) for child in clause.children],
    }


def document(plan: PlanModel) -> Json:
    """What the file of a document adds to its record: the whole plan as a tree."""
    return {
        "copies": [dict(copy.values) for copy in plan.copies],
        "relations": [dict(relation.values) for relation in plan.relations],
        "notes": [dict(note.values) for note in plan.notes],
        "clauses": [_clause(plan, clause) for clause in plan.clauses.values() if not clause.path],
    }
