"""The records of the API as JSON values, with keys in the order of their schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from publisher.model.index import BRIEF, Entry
from publisher.model.library import Library
from publisher.model.plan import Clause, Evidence, PlanModel, Quantity, Statement
from publisher.model.records import Record
from publisher.terms import address
from publisher.work.grouped import grouped

Json = dict[str, Any]
Href = Callable[[str, str], str]  # table and id of a record → the address of its file, seen from the file being written


def picked(names: Iterable[str], *sources: Mapping[str, Any]) -> Json:
    """The named values, each from the first source that has it; tuples as lists."""
    values: Json = {}
    for name in names:
        source = next(source for source in sources if name in source)
        value = source[name]
        values[name] = list(value) if isinstance(value, tuple) else value
    return values


class Links:
    """The links of records of a table, seen from the file at `start`: one is worked out, the others are like it."""

    def __init__(self, table: str, start: str, *, compact: bool) -> None:
        like = "like.like"
        pages = (address.place(table, like, language, compact=compact) for language in ("zh", "en"))
        self.parts = [
            address.relative(place, start)
            .replace(address.anchor(like), "{anchor}")
            .replace(like, "{record}")
            .replace("like", "{document}")
            for place in (address.file(table, like, compact=compact), *pages)
        ]

    def of(self, record_id: str) -> Json:
        """The links of one record."""
        document, anchor = record_id.split(".", 1)[0], address.anchor(record_id)
        record = address.segment(record_id)
        own, zh, en = (part.format(record=record, document=document, anchor=anchor) for part in self.parts)
        return {"self": own, "html_zh": zh, "html_en": en}


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
    url = next((copy.values["url"] for copy in plan.copies if copy.values["copy_id"] == place.copy_id), None)
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
STATEMENT = ("statement", "task_id", "label_printed", "scope_zh", "scope_en", "open_list")


def statement(plan: PlanModel, item: Statement) -> Json:
    """A statement of responsibility with its bodies."""
    return {
        **picked(STATEMENT, item.bodies[0].values),
        "bodies": [picked(BODY, body.values) for body in item.bodies],
        "evidence": evidence(plan, item.evidence) if item.evidence else None,
    }


def brief(values: Mapping[str, Any], href: Href) -> Json:
    """A target in brief. values: its columns, and its checked state."""
    return {**picked((*BRIEF, "checked"), values), "href": href("targets", values["target_id"])}


def _repeats(library: Library, record_id: str) -> list[Json]:
    names = ("table", "document_id", "kind", "figure_printed", "quote")
    entries = library.index.repeats.get(record_id, ())
    return [{"record_id": entry.id, **picked(names, entry._asdict(), entry.values)} for entry in entries]


def _rows(records: Iterable[Record]) -> list[Json]:
    return [dict(record.values) for record in records]


def target(library: Library, plan: PlanModel, item: Quantity, href: Href) -> Json:
    """What the file of a target adds to its record."""
    return {
        "evidence": evidence(plan, item.evidence),
        "statements": [statement(plan, s) for s in item.statements],
        "notes": _rows(item.notes),
        "repeats": _repeats(library, item.id),
        "allocations": [brief(e.values, href) for e in library.index.allocations.get(item.id, ())],
    }


def observation(library: Library, plan: PlanModel, item: Quantity, _href: Href) -> Json:
    """What the file of another quantity adds to its record."""
    own = {"evidence": evidence(plan, item.evidence), "notes": _rows(item.notes)}
    return {**own, "repeats": _repeats(library, item.id)}


def project(library: Library, plan: PlanModel, item: Quantity, _href: Href) -> Json:
    """What the file of a named thing adds to its record."""
    return {
        "evidence": evidence(plan, item.evidence),
        "statements": [statement(plan, s) for s in item.statements],
        "notes": _rows(item.notes),
        "party_list": _rows(plan.parties.get(item.id, ())),
        "same_list": library.index.same(item.record),
    }


def task(_library: Library, plan: PlanModel, record: Record, href: Href) -> Json:
    """What the file of a task adds to its record."""
    return {
        "statement_list": [statement(plan, s) for s in plan.of_task(record.id)],
        "target_list": [
            brief({**q.record.values, "checked": q.checked}, href)
            for q in plan.within(record.id)
            if q.record.table == "targets"
        ],
    }


def unit(library: Library, unit_id: str, href: Href) -> Json:
    """What the file of a body adds to its record: its names, and all that it is responsible for."""
    return {
        "names": _rows(library.names.get(unit_id, ())),
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
                **picked(("label_printed", "scope_zh", "scope_en", "quote"), duty.said.values),
                "other_units": list(duty.others),
                "checked": duty.checked,
                "href": href("tasks", duty.said.task_id),
            }
            for duty in library.index.by_unit.get(unit_id, ())
        ],
        "target_list": [brief(entry.values, href) for entry in library.index.answers.get(unit_id, ())],
    }


def indicator(library: Library, indicator_id: str, names: Mapping[str, Sequence[str]], href: Href) -> Json:
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
    table = item.record.table
    more: Json = {} if table == "observations" else {"statement_numbers": [s.statement for s in item.statements]}
    if table == "projects":
        more["party_list"] = _rows(plan.parties.get(item.id, ()))
    return {**item.record.values, "evidence": evidence(plan, item.evidence), **more, "checked": item.checked}


class _Tree:
    """The clauses of a plan with what stands in each, grouped once."""

    def __init__(self, plan: PlanModel) -> None:
        self.plan = plan
        quantities = (*plan.targets, *plan.observations, *plan.projects)
        self.statements = grouped((item.task_id, statement(plan, item)) for item in plan.statements)
        self.quantities = grouped(((item.record.table, item.clause.id), _quantity(plan, item)) for item in quantities)
        self.mentions = grouped((mention.values["clause_id"], dict(mention.values)) for mention in plan.mentions)

    def clause(self, clause: Clause) -> Json:
        own = self.plan.tasks.get(clause.id)
        kinds, statements = ("kind", "summary_zh", "summary_en"), self.statements.get(clause.id, [])
        return {
            **clause.record.values,
            "start": clause.start,
            "end": clause.end,
            "task": own and {**picked(kinds, own.values), "statements": statements},
            **{table: self.quantities.get((table, clause.id), []) for table in ("targets", "observations", "projects")},
            "mentions": self.mentions.get(clause.id, []),
            "clauses": [self.clause(self.plan.clauses[child.id]) for child in clause.children],
        }


def document(_library: Library, plan: PlanModel, _record: Record, _href: Href) -> Json:
    """What the file of a document adds to its record: the whole plan as a tree."""
    tree = _Tree(plan)
    return {
        "copies": _rows(plan.copies),
        "relations": _rows(plan.relations),
        "notes": _rows(plan.notes),
        "clauses": [tree.clause(clause) for clause in plan.clauses.values() if not clause.path],
    }


# Table → the records of a plan, in the order of the table's rows, and what the file of one adds to it.
OF_PLAN: Mapping[str, tuple[Callable[[PlanModel], Iterable[Any]], Callable[[Library, PlanModel, Any, Href], Json]]] = {
    "documents": (lambda plan: (plan.document,), document),
    "targets": (lambda plan: plan.targets, target),
    "observations": (lambda plan: plan.observations, observation),
    "tasks": (lambda plan: plan.tasks.values(), task),
    "projects": (lambda plan: plan.projects, project),
}
