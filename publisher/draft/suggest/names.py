"""What is suggested for titles and names of organisations: a document to be drawn up or carried out is a project, the
rest is set aside as a mention, until a person decides otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.check.coverage import organisations_in
from publisher.codebook.printed_names import Printed, titles
from publisher.codebook.stages import hedges, stages
from publisher.draft.figures.likely_theme import likely_theme
from publisher.draft.found import Found
from publisher.draft.outline.clauses import Clause, clause_at
from publisher.draft.rows import quoted, reasons, row
from publisher.draft.state import Suggestion
from publisher.read.registry import Registry
from publisher.terms.messages import Message, say

_VERB = re.compile(
    r"(?:研究|组织|加快|抓紧|启动)?(?:编制|制定|制订|出台|修订|修编|起草|落实|实施|执行|贯彻)(?:并?(?:实施|落实|完善|出台|印发))?$"
)
_STOPS = "，。；、,;\n"
_LEAST, _MOST = 4, 80  # characters of a quote


def name_rows(found: Found, document: str, registry: Registry, area_code: str) -> Iterator[Suggestion]:
    """Each title and each name of an organisation outside statements, once, where it stands first."""
    stated = [(said.start, said.end) for said in found.statements]
    bodies = {body.name for said in found.statements for body in said.bodies}
    seen: set[str] = set()
    printed = [*titles(found.text, found.start, found.end)]
    marks = [(title.start, title.end) for title in printed]
    printed += [
        name
        for name in organisations_in(found.text, found.start, found.end, registry, area_code, bodies)
        if not any(start <= name.start and name.end <= end for start, end in (*stated, *marks))
    ]
    for name in sorted(printed):
        clause = clause_at(found.clauses, name.start)
        if clause is not None and name.text not in seen:
            seen.add(name.text)
            yield _row(found, document, registry, name, clause)


def _row(found: Found, document: str, registry: Registry, name: Printed, clause: Clause) -> Suggestion:
    kind = "title" if name.text.startswith("《") else "organisation"
    verb = _VERB.search(found.text[max(clause.start, name.start - 8) : name.start]) if kind == "title" else None
    start, end = _quote(found, name, name.start - len(verb[0]) if verb else name.start)
    shared = {"document_id": document, "clause_id": clause.id(document), **quoted(found.text, clause, start, end)}
    span, item = (name.start, name.end), f"name {name.start}"
    if verb is None:
        reason_zh, reason_en = reasons(kind)
        cells = {**shared, "kind": kind, "name_printed": name.text, "reason_zh": reason_zh, "reason_en": reason_en}
        return row("mentions", item, cells, span, Message(f"why.{kind}"), sure=False)
    title, horizon = name.text[1:-1], found.about.horizon_end
    own = {
        "name_printed": title,
        "name_zh": title,
        "kind": "instrument",
        "verb_printed": verb[0],
        "stage": min(stages(verb[0]), default="draw_up"),
        "hedge": next(iter(hedges(verb[0])), "none"),
        "deadline": horizon,
        "deadline_precision": "year" if horizon else "",
        "deadline_basis": "horizon" if horizon else "none_stated",
        "in_open_list": "false",
        "theme_id": likely_theme(title, registry) or likely_theme(clause.heading, registry),
    }
    return row("projects", item, {**shared, **own}, span, say("why.to-be-drawn-up"), sure=False)


def _quote(found: Found, name: Printed, start: int) -> tuple[int, int]:
    """The words of a quote: the name, with what follows it in its part of the sentence where it is too short."""
    end = name.end
    while end - start < _LEAST and end < found.end and found.text[end] != "\n":
        end += 1
    return start, min(end, start + _MOST)
