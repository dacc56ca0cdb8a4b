"""The source in view: a document's own words with every quote marked, or a quote within what is known of its clause.

A text is evidence, not content: at home it is shown to who works with it; published, when asked, where a copy's rights
say that it is an official text, which is not protected (PRC Copyright Law, art. 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from publisher.model.plan import Clause, Evidence, PlanModel
from publisher.render.context import HOME, PUBLISHED, Renderer
from publisher.render.html import Words
from publisher.render.page import HERE, Page
from publisher.terms import address
from publisher.work.grouped import grouped

BLANK = re.compile(r"\n\s*\n\s*")
AROUND = 2  # quotes before one, and after it, that are shown with it


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote: where it stands, and the place of the site that rests on it; "" where it has none."""

    record_id: str
    evidence: Evidence
    href: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text. kind: plain, quote or heading. ids: whose quote or heading it is. hrefs: their places."""

    kind: str
    words: str
    ids: tuple[str, ...] = ()
    hrefs: tuple[str, ...] = ()


def readable(renderer: Renderer, plan: PlanModel) -> bool:
    """Whether a document's own words are shown on this site."""
    if plan.text is None or not plan.copies:
        return False
    official = plan.copies[0].values.get("rights") == "official_text"
    return renderer.rules.texts == HOME or (renderer.rules.texts == PUBLISHED and official)


def place(renderer: Renderer, plan: PlanModel, record_id: str = "") -> str:
    """The address of a document's words, or of one quote in them; "" where they are not shown."""
    if not readable(renderer, plan):
        return ""
    return HERE + address.text(plan.id, renderer.language) + (f"#q-{address.anchor(record_id)}" if record_id else "")


def quoted(say: Words, plan: PlanModel) -> Iterator[Quoted]:
    """The quotes of a document, in no order: of quantities, of statements of responsibility, of named things."""
    for quantity in plan.quantities.values():
        yield Quoted(quantity.id, quantity.evidence, say.url(quantity.record.table, quantity.id))
    for statement in plan.statements:
        if statement.evidence and statement.task_id in plan.tasks:
            yield Quoted(statement.bodies[0].id, statement.evidence, say.url("tasks", statement.task_id))
    for project in plan.projects:
        yield Quoted(project.id, project.evidence, say.url("projects", project.id))


def around(by_clause: Mapping[str, list[Quoted]], clause_id: str, record_id: str) -> list[Quoted]:
    """A quote and those next to it in its clause, each place once. by_clause: in the order of the text."""
    quotes = by_clause.get(clause_id, [])
    own = next((one for one in quotes if one.record_id == record_id), None)
    if own is None:
        return []
    once = {(q.evidence.start, q.evidence.end): q for q in quotes}.values()
    before = [q for q in once if q.evidence.end <= own.evidence.start][-AROUND:]
    after = [q for q in once if q.evidence.start >= own.evidence.end][:AROUND]
    return [*before, own, *after] if before or after else []


def by_clause(say: Words, plan: PlanModel) -> dict[str, list[Quoted]]:
    """Clause → its quotes, in the order of the text."""
    placed = sorted((q for q in quoted(say, plan) if q.evidence.end), key=lambda q: (q.evidence.start, q.evidence.end))
    return grouped((one.evidence.clause_id or "", one) for one in placed)


def passages(say: Words, plan: PlanModel) -> list[Passage]:
    """A document's text in passages. A quote that begins within another, or within a heading, shares its passage."""
    text = plan.text or ""
    begin, end = int(plan.copies[0].body_start), int(plan.copies[0].body_end)
    marked: list[tuple[int, int, Passage]] = [
        (q.evidence.start, q.evidence.end, Passage("quote", "", (q.record_id,), (q.href,)))
        for q in quoted(say, plan)
        if q.evidence.end
    ]
    marked += [_headed(say, clause, text) for clause in plan.clauses.values() if clause.end]
    parts: list[Passage] = []
    at = begin
    for start, stop, piece in sorted(marked, key=lambda item: (item[0], -item[1], item[2].kind, item[2].ids)):
        if start < at and parts:
            last = parts[-1]
            parts[-1] = Passage(last.kind, last.words, (*last.ids, *piece.ids), (*last.hrefs, *piece.hrefs))
            continue
        parts += [_plain(text[at:start]), Passage(piece.kind, text[start:stop], piece.ids, piece.hrefs)]
        at = stop
    return [*parts, _plain(text[at:end])]


def _headed(say: Words, clause: Clause, text: str) -> tuple[int, int, Passage]:
    """Where a clause begins, with its heading where that is printed there."""
    number, heading = clause.record.number_printed or "", clause.record.heading_zh or ""
    printed = re.compile(rf"{re.escape(number)}\s*{re.escape(heading)}").match(text, clause.start)
    passage = Passage("heading", "", (clause.id,), (say.clause(clause.id),))
    return clause.start, printed.end() if printed else clause.start, passage


def _plain(words: str) -> Passage:
    """Words that nothing rests on; several empty lines are one."""
    return Passage("plain", BLANK.sub("\n\n", words))


def pages(renderer: Renderer, plan: PlanModel) -> Iterator[Page]:
    """The page of a document's own words, where they are shown."""
    if not readable(renderer, plan):
        return
    title = renderer.say.take["text"].format(document=renderer.say.short(plan.id))
    values: dict[str, Any] = {"plan": plan, "copy": plan.copies[0], "pieces": passages(renderer.say, plan)}
    path = address.text(plan.id, renderer.language).removeprefix(f"{renderer.language}/")
    yield renderer.page(path, "text.html", title, renderer.say.take["text_lede"], **values)
