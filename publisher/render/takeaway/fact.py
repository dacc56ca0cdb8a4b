"""What a card says of a record in one language: of a stated quantity, named project, task, body or document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from publisher.model.index import Index
from publisher.model.plan import PlanModel, Quantity
from publisher.model.records import Record
from publisher.render.filled import told
from publisher.render.html import Words, titled
from publisher.render.takeaway import sentence as said


@dataclass(frozen=True, slots=True)
class Fact:
    """What a card says. figure: its number or other few large words. colour: its basis, or status.

    marked: its quote with the figure marked; quote and marked are empty where nothing is quoted.
    """

    language: str
    kicker: str
    what: str
    figure: str
    colour: str
    lines: tuple[str, ...]
    caveat: str
    quote: str
    marked: Markup
    source: str
    sentence: str


def lines(*texts: str) -> tuple[str, ...]:
    """The lines of a card: what is not empty, without the marks that join it to a sentence."""
    return tuple(titled(text.strip(" ,，（）()")) for text in texts if text)


def credit(say: Words, source: str) -> str:
    """The last line of a card: where it is from, and its licence."""
    return f"{source} · {say.words['name']} · CC BY 4.0"


def of_quantity(say: Words, quantity: Quantity) -> Fact:
    """What the card of a target or another stated quantity says."""
    record = quantity.record
    values, text = record.values, say.take
    status = values["kind"] in said.STATUS
    by = say.date(values.get("deadline"), values.get("deadline_precision")) or say.words["no_deadline"]
    when = said.deadline(say, values) if status else f"{text['deadline']}{say.words['colon']}{by}"
    return Fact(
        say.language,
        f"{say.short(record.document_id)} · {say.label(record.table, 'kind', record.kind)}",
        titled(str(values[f"what_{say.language}"])),
        say.amount(record) or str(say.words["no_number"]),
        "status" if status else str(record.basis or "milestone"),
        lines(said.basis(say, values), when, said.inferred(say, values), said.hedge(say, values)),
        str(values.get(f"caveat_{say.language}") or ""),
        str(record.quote),
        say.quote(record),
        credit(say, said.titled(say, say.document(record.document_id))),
        said.sentence(say, record),
    )


def of_project(say: Words, project: Quantity) -> Fact:
    """What the card of a named project says: the stage that its verb promises takes the place of a number."""
    record, colon = project.record, say.words["colon"]
    kind = say.label("projects", "kind", record.kind)
    by = say.date(record.deadline, record.deadline_precision) or say.words["no_deadline"]
    return Fact(
        say.language,
        f"{say.short(record.document_id)} · {say.words['kinds']['projects']} · {kind}",
        titled(str(record.values[f"name_{say.language}"])),
        titled(say.label("projects", "stage", record.stage)),
        "milestone",
        lines(
            said.stage(say, record),
            said.place(say, record),
            f"{say.take['deadline']}{colon}{by}",
            said.inferred(say, record.values),
            said.hedge(say, record.values),
        ),
        str(record.values.get(f"caveat_{say.language}") or ""),
        *_quoted([str(record.quote)]),
        credit(say, said.titled(say, say.document(record.document_id))),
        said.of_project(say, record),
    )


def of_task(say: Words, plan: PlanModel, task: Record) -> Fact:
    """What the card of a task or safeguard says: who is responsible, and how much of it is recorded."""
    statements = plan.of_task(task.id)
    return Fact(
        say.language,
        f"{say.short(plan.id)} · {say.label('tasks', 'kind', task.kind)}",
        titled(say.heading_text(plan.clauses[task.id].record)),
        "",
        "milestone",
        lines(*said.responsible(say, statements), said.recorded(say, plan, task.id)),
        "",
        *_quoted(statement.quote for statement in statements),
        credit(say, said.titled(say, plan.document)),
        said.of_task(say, plan, task),
    )


def of_body(say: Words, index: Index, unit: Record, area: str) -> Fact:
    """What the card of a body says: for how much the documents name it. area: as it is said."""
    documents = map(say.document, said.named_in(index, unit.id)[: said.MOST_NAMED])
    return Fact(
        say.language,
        " · ".join(part for part in (area, say.label("units", "kind", unit.kind)) if part),
        titled(say.body(unit.id)),
        "",
        "milestone",
        tuple(said.duties(say, index, unit.id)),
        said.limits_of_body(say, unit),
        *_quoted(()),
        credit(say, say.take["list"].join(said.titled(say, document) for document in documents)),
        said.of_body(say, index, unit),
    )


def of_document(say: Words, document: Record, counts: Mapping[str, int]) -> Fact:
    """What the card of a document says: what it is, and how much is recorded from it."""
    text = say.take["document"]
    return Fact(
        say.language,
        f"{document.values[f'area_{say.language}']} · {say.label('documents', 'kind', document.kind)}",
        str(document.values[f"title_{say.language}"]),
        told(text["figure"], counts).unescape(),
        "milestone",
        (*said.particulars(say, document), told(text["recorded"], counts).unescape()),
        str(document.values[f"limitations_{say.language}"] or ""),
        *_quoted(()),
        credit(say, said.titled(say, document)),
        said.of_document(say, document, counts),
    )


def _quoted(quotes: Iterable[str]) -> tuple[str, Markup]:
    """Quotes one after the other, as text and as HTML."""
    whole = " ".join(quotes)
    return whole, escape(whole)
