"""What a record says, as a sentence that can be printed: figure, basis, hedge, deadline, document and number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from publisher.model.deadlines import how_known
from publisher.model.index import ROLES, Index
from publisher.model.plan import PlanModel, Statement
from publisher.model.records import Record
from publisher.render.filled import told
from publisher.render.html import Words

STATUS = ("baseline", "structure", "background", "actual")  # kinds that promise nothing
MOST_NAMED = 8  # quantities or documents that one sentence names
EXTENTS = ("length", "area", "volume", "mass")  # kinds of measure that can be said of a thing: 50 km of roads
_LINK = re.compile(r" (?:of|for|with|to|in|on|at|that|under|between)\b|[ (]*\(")
_PLURAL = re.compile(r"[a-z]{2}(?<![su])s\b")


def titled(say: Words, document: Record) -> str:
    """A document's title as a text names it, with its number, or its date where the copy that was read has none."""
    text, title = say.take, str(document.values[f"title_{say.language}"])
    quoted = "titled_within" if "《" in title else "titled"
    number = document.doc_number or say.date(document.dated_on or document.published_on) or text["unnumbered"]
    return str(text[quoted]).format(title=title, number=number)


def basis(say: Words, values: Any) -> str:
    """What the basis of a quantity means for its kind; "" for a milestone."""
    if not values.get("basis"):
        return ""
    known = say.take["basis"]
    kind = values["kind"]
    if kind in STATUS and values["basis"] in ("total", "unclear"):
        return str(known["status" if values["basis"] == "total" else "status_unclear"])
    return str(known[kind] if kind in known else known[values["basis"]])


def deadline(say: Words, values: Any) -> str:
    """By when, as a phrase, or as of when."""
    text = say.take
    if values["kind"] in STATUS:
        stated = say.date(values.get("as_of"))
        return str(text["as_of"]).format(date=stated) if stated else ""
    stated = say.date(values.get("deadline"), values.get("deadline_precision"))
    return str(text["by"][values["deadline_precision"]]).format(date=stated) if stated else str(text["by_nothing"])


def when_short(say: Words, values: Any) -> str:
    """By when or as of when, where several are named in a row."""
    return deadline(say, values).strip(" ,，")


def inferred(say: Words, values: Any) -> str:
    """That a deadline does not stand in the sentence, or not as a date; "" where it does."""
    how = how_known(values) if "deadline_basis" in values else ""
    return str(say.take["inferred"].get(how, "")).format(span=values.get("deadline_printed"))


def as_printed(say: Words, record: Any) -> str:
    """The printed words; of a promised figure in English also what the last verb before it means."""
    quote, figure = str(record.values["quote"]), str(record.values["figure_printed"] or "")
    verbs: dict[str, str] = say.take["verbs"] if figure and record.values["kind"] not in STATUS else {}
    before = quote.partition(figure)[0] if figure else ""
    ends = {verb: (before.rfind(verb) + len(verb), len(verb)) for verb in verbs if verb in before}
    verb = max(ends, key=lambda one: ends[one], default="")
    gloss = str(say.take["gloss"]).format(verb=verb, meaning=verbs[verb]) if verbs.get(verb, verb) != verb else ""
    return str(say.take["printed"]).format(quote=quote, gloss=gloss)


def hedge(say: Words, values: Any) -> str:
    """How far the text commits itself, as a sentence; "" where it does not hedge."""
    return str(say.take["hedges"][values.get("hedge") or "none"])


def plural(what: str) -> bool:
    """Whether an English name of something names several: its words before the first of, for, with … have an s."""
    head = _LINK.split(what, maxsplit=1)[0]
    return bool(_PLURAL.search(head))


def aim(say: Words, record: Any) -> str:
    """What there is or is to be of what: 34,000 5G base stations; 50 km of roads; a target of 19% for forest cover."""
    values, amount = record.values, say.amount(record)
    what = str(values[f"what_{say.language}"])
    measure = say.measures.get(values.get("measure_id") or "")
    kind = measure.kind if measure else ""
    form = "level"
    if kind == "count" and (plural(what) or values["value"] == 1):
        form = "things"
    elif kind in EXTENTS and " of " not in what:
        form = "extent"
    hedged = (values.get("hedge") or "none") != "none"
    forms = say.take["stated" if values["kind"] in STATUS else "aims_hedged" if hedged else "aims"]
    named = specific(say, what) if form == "level" and values["kind"] not in STATUS else what
    return str(forms[form]).format(amount=amount, what=named)


def specific(say: Words, what: str) -> str:
    """A measured thing as the object of a sentence: the share of users; forest cover."""
    return f"the {what}" if say.language == "en" and " of " in what else what


def caution(say: Words, record: Any, column: str = "caveat") -> str:
    """What limits a record, as it stands beside it; "" where nothing does. A sentence is carried away with it."""
    words = record.values.get(f"{column}_{say.language}")
    return str(say.take["caution"]).format(words=words) if words else ""


def stage(say: Words, record: Record) -> str:
    """What the verb of a named project promises, and the verb as it is printed."""
    verb = str(say.take["verb"]).format(verb=record.verb_printed) if record.verb_printed else ""
    return f"{say.words['projects']['stage'][record.stage]}{verb}"


def place(say: Words, record: Record) -> str:
    """Where a named project is to be, as the text prints it; "" where it does not say."""
    return str(say.take["place"]).format(place=record.place_printed) if record.place_printed else ""


def of_project(say: Words, record: Record) -> str:
    """What a named project is, what is promised of it, where, and by when."""
    values, text, document = record.values, say.take, say.document(record.document_id)
    name = say.titled(str(values[f"name_{say.language}"]))
    horizon = record.deadline_basis == "horizon"
    due = str(text["due"]["horizon" if horizon else record.deadline_precision]) if record.deadline else ""
    return _joined(
        say,
        str(text["project"]).format(short=say.short(document.id), name=name),
        stage(say, record),
        place(say, record),
        hedge(say, values),
        due.format(date=say.date(record.deadline, record.deadline_precision)),
        inferred(say, values) if due and not horizon else "",
        caution(say, record),
        cited(say, [document]),
    )


def responsible(say: Words, statements: Sequence[Statement]) -> Iterator[str]:
    """The bodies that a task names, a line a role; that it names none."""
    for role, bodies, open_ in say.answerable(statements):
        names = (body.name_printed if say.language == "zh" else say.unit_name(body.unit_id) for body in bodies)
        others = str(say.words["others"])
        more = (others if say.language == "zh" else f" {others}") if open_ else ""
        listed = say.words["comma"].join(map(str, names))
        yield f"{say.label('responsibilities', 'role', role)}{say.words['colon']}{listed}{more}"
    if not statements:
        yield str(say.words["nobody_task"])


def recorded(say: Words, plan: PlanModel, task_id: str) -> str:
    """How many figures and named projects are recorded in a task."""
    counts = {"figures": len(plan.within(task_id)), "projects": len(plan.named(task_id))}
    return told(say.take["recorded"], counts).unescape()


def of_task(say: Words, plan: PlanModel, task: Record) -> str:
    """What a task is about, who is responsible for it, and how much of it is recorded."""
    stop = str(say.words["stop"]).strip()
    heading = say.heading_text(plan.clauses[task.id].record)
    kind = say.label("tasks", "kind", task.kind)
    return _joined(
        say,
        str(say.take["task"]).format(short=say.short(plan.id), kind=kind, heading=heading),
        *(f"{say.titled(line)}{stop}" for line in responsible(say, plan.of_task(task.id))),
        recorded(say, plan, task.id),
        cited(say, [plan.document]),
    )


def named_in(index: Index, unit_id: str) -> list[str]:
    """The documents that name a body as responsible, or with a named project."""
    entries = (*index.by_unit.get(unit_id, ()), *index.ties.get(unit_id, ()))
    return sorted({entry.document_id for entry in entries})


def duties(say: Words, index: Index, unit_id: str) -> Iterator[str]:
    """In how many tasks each document names a body, and as what; what the statements with its name cover."""
    by_document: dict[str, set[tuple[str, str]]] = {}
    for duty in index.by_unit.get(unit_id, ()):
        by_document.setdefault(duty.document_id, set()).add((duty.said.task_id, duty.role))
    text, shown = say.take["body"], sorted(by_document)[:MOST_NAMED]
    for document_id in shown:
        roles = Counter(role for _, role in by_document[document_id])
        listed = say.words["comma"].join(told(text[role], {"n": roles[role]}) for role in ROLES if roles[role])
        tasks = len({task for task, _ in by_document[document_id]})
        yield told(text["named"], {"short": say.short(document_id), "n": tasks, "roles": listed}).unescape()
    if more := len(by_document) - len(shown):
        yield told(text["more"], {"n": more}).unescape()
    if by_document:
        yield told(text["covered"], index.counts(unit_id)).unescape()
    if ties := index.ties.get(unit_id):
        yield told(text["ties"], {"n": len({entry.values["project_id"] for entry in ties})}).unescape()


def limits_of_body(say: Words, unit: Record) -> str:
    """What to take care of where a body is named."""
    return _joined(say, say.words["units"]["group_how"] if unit.is_group else "", say.take["body"]["limits"])


def of_body(say: Words, index: Index, unit: Record) -> str:
    """For what the documents name a body."""
    return _joined(
        say,
        str(say.take["body"]["body"]).format(name=say.body(unit.id)),
        *duties(say, index, unit.id),
        str(say.take["caution"]).format(words=limits_of_body(say, unit)),
        cited(say, map(say.document, named_in(index, unit.id)[:MOST_NAMED])),
    )


def particulars(say: Words, document: Record) -> Iterator[str]:
    """What a document is: its number, who issued it, its dates and its period."""
    none = say.words["documents"]
    stated = {
        "doc_number": document.doc_number or none["no_number"],
        "issuer_unit_id": say.unit_name(document.issuer_unit_id) if document.issuer_unit_id else "",
        "dated_on": say.date(document.dated_on) or none["no_date"],
        "published_on": say.date(document.published_on),
    }
    labelled = {say.title("documents", name): words for name, words in stated.items() if words}
    for label, words in {**labelled, none["horizon"]: say.period(document)}.items():
        yield f"{label}{say.words['colon']}{words}"


def of_document(say: Words, document: Record, counts: Mapping[str, int]) -> str:
    """What a document is, how much is recorded from it, and the limits of that. counts: as of `plan_counts`."""
    text = say.take["document"]
    kind, area = say.label("documents", "kind", document.kind), document.values[f"area_{say.language}"]
    return _joined(
        say,
        str(text["document"]).format(
            short=say.short(document.id), kind=kind, area=area, facts=say.take["list"].join(particulars(say, document))
        ),
        told(text["recorded"], counts).unescape(),
        caution(say, document, "limitations"),
        cited(say, [document]),
    )


def cited(say: Words, documents: Iterable[Record]) -> str:
    """The documents from which a sentence is."""
    titles = dict.fromkeys(titled(say, document) for document in documents)
    return str(say.take["cited"]).format(source=say.take["list"].join(titles))


def _joined(say: Words, *parts: str) -> str:
    return say.gap.join(part for part in parts if part)


def sentence(say: Words, record: Any, *more: str) -> str:
    """The whole, for a target or another stated quantity.

    record: a Record or an Entry; its values name its document. more: sentences on it, before what limits it.
    """
    values, text = record.values, say.take
    amount, document = say.amount(record), say.document(str(values["document_id"]))
    kind = values["kind"] if amount or values["kind"] in STATUS else "milestone"
    what = str(values[f"what_{say.language}"])
    first = str(text["states"][kind]).format(
        short=say.short(document.id),
        aim=aim(say, record) if amount else what,
        what=specific(say, what) if kind == "cap" else what,
        amount=amount,
        by=deadline(say, values),
    )
    return _joined(
        say,
        first,
        as_printed(say, record),
        inferred(say, values),
        hedge(say, values),
        basis(say, values),
        *more,
        caution(say, record),
        cited(say, [document]),
    )
