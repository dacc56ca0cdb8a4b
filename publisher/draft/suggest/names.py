"""What is suggested for titles and names of organisations: a document to be drawn up or carried out is a project, the
rest is set aside as a mention, until a person decides otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publisher.check.coverage import organisations_in
from publisher.codebook.printed_names import Printed, titles
from publisher.codebook.project_names import known_place, places_of
from publisher.codebook.project_places import WHEN
from publisher.codebook.projects import NamedProject, things
from publisher.codebook.stages import hedges, stages
from publisher.codebook.statements import JOINING, PrintedStatement
from publisher.draft.analysis import Analysis
from publisher.draft.figures.likely_theme import likely_theme
from publisher.draft.marks import Spans
from publisher.draft.outline.clauses import OutlineClause, clause_at
from publisher.draft.outline.headings import ROW
from publisher.draft.rows import quoted, reasons, row
from publisher.draft.state import Suggestion
from publisher.draft.suggest.projects import party_rows, project_row
from publisher.draft.suggest.sites import sites
from publisher.read.registry import Registry
from publisher.terms.messages import Message, say

_VERB = re.compile(
    r"(?:研究|组织|加快|抓紧|启动)?(?:编制|制定|制订|出台|修订|修编|起草|印发|发布|公布|形成(?!的)|落实|实施|执行|贯彻)(?:并?(?:实施|落实|完善|出台|印发))?$"
)
_SAYS = re.compile(f"[，；]|{WHEN}")  # of a heading: a sentence, that is the first of its clause
_NO_PROMISE = ("preamble", "guidance", "principle", "mechanism")
_LEAST, _MOST = 4, 80  # characters of a quote


def name_rows(analysis: Analysis, document: str, registry: Registry, area_code: str) -> Iterator[Suggestion]:
    """Named things with who takes part in them; then each title and organisation left, where it stands first."""
    bodies = {body.name for statement in analysis.statements for body in statement.bodies}
    printed = [*titles(analysis.text, analysis.start, analysis.end)]
    marks = [(title.start, title.end) for title in printed]
    stated = [(statement.start, _end_of_duty(analysis.text, statement)) for statement in analysis.statements]
    taken = Spans.of((*stated, *marks))
    named_things = _named_things(analysis)
    set_up = {thing.name for thing in named_things}  # 组建甲集团、乙集团: neither takes part in the other
    found = [*organisations_in(analysis.text, analysis.start, analysis.end, registry, area_code, bodies)]
    whole = {name.start: name.end for name in sorted(found)}  # 甲集团有限公司, no 甲集团
    organisations = [
        name
        for name in found
        if name.end == whole[name.start]
        and not taken.touch(name.start, name.end)
        and name.text not in {*set_up, analysis.about.issuer}  # its title, its signature
    ]
    seen: set[str] = set()
    for thing in _promised(analysis, named_things, marks, taken):
        if thing.name in {*seen, *bodies} or (clause := clause_at(analysis.clauses, thing.start)) is None:
            continue
        seen.add(thing.name)
        yield project_row(analysis, document, registry, thing, clause)
        for party, named in party_rows(analysis, document, registry, area_code, thing, clause, organisations):
            seen.add(named)
            yield party
    for name in sorted([*printed, *organisations]):
        clause = clause_at(analysis.clauses, name.start)
        if clause is not None and name.text not in seen:
            seen.add(name.text)
            yield _row(analysis, document, registry, name, clause)


def _named_things(analysis: Analysis) -> list[NamedProject]:
    """The things that are named, sites that open a paragraph each first of what overlaps, in order."""
    named_sites = [*sites(analysis.text, analysis.start, analysis.end, [*analysis.clauses])]
    held = Spans.of((one.start, one.end) for one in named_sites)
    others = things(analysis.text, analysis.start, analysis.end)
    kept = (one for one in others if not held.touch(one.start, one.end) and not _called(analysis, one))
    return sorted([*named_sites, *kept], key=lambda one: one.start)


def _promised(
    analysis: Analysis, named_things: Sequence[NamedProject], marks: Sequence[tuple[int, int]], taken: Spans
) -> Iterator[NamedProject]:
    """Things that the text promises; taken: titles and statements. The sentence of a duty may name what is to be
    built; a bracket of bodies does not.
    """
    places = places_of(analysis.text[analysis.start : analysis.start + _MOST])
    stated = (one for one in analysis.statements if one.why not in ("duty", "by-whom"))
    closed = Spans.of((*marks, *((one.start, one.end) for one in stated)))
    for thing in named_things:
        clause = clause_at(analysis.clauses, thing.start)
        if clause is None or (clause.kind in _NO_PROMISE and not (thing.listed and _is_site(clause, thing))):
            continue
        if _only_heads(analysis, clause, thing) or closed.touch(thing.start, thing.end):
            continue
        if not taken.touch(thing.start, thing.end) or known_place(thing.name, places):
            yield thing


def _is_site(clause: OutlineClause, thing: NamedProject) -> bool:
    """Whether a thing is one of the sites that a part describes, of which nothing is said to be done."""
    return clause.kind == "guidance" and not thing.verb and thing.list_end == thing.end


def _only_heads(analysis: Analysis, clause: OutlineClause, thing: NamedProject) -> bool:
    """Whether a name stands in a heading, whose text says it again; a table's row, and a sentence, have no other."""
    within = thing.start < clause.start + len(clause.number) + len(clause.heading) + 1 and clause.why != ROW
    # 建设甲项目，年底前建成: what follows says by when, and the name no more
    called = clause.heading.endswith(thing.name) and thing.name.endswith(("项目", "工程"))
    opens = called and analysis.text.startswith("，", thing.end)
    alone = "“" in thing.name or thing.listed or opens or _SAYS.search(clause.heading)
    return within and not alone and not _stands_alone(analysis, clause)


_CALLED = re.compile("[（(](?:以?下|统|简|合|又)称(?:为)?[:：]?$")


def _called(analysis: Analysis, thing: NamedProject) -> bool:
    """Whether a name is only what the text calls what it has named before: （以下称“工作小组”）."""
    return bool(_CALLED.search(analysis.text, max(0, thing.start - 6), thing.start))


_WORD = re.compile("[\u4e00-\u9fff]")


def _stands_alone(analysis: Analysis, clause: OutlineClause) -> bool:
    """Whether nothing is said behind a heading but who is responsible."""
    at = analysis.text.index(clause.heading, clause.start + len(clause.number)) + len(clause.heading)
    if any(clause.start < one.start < clause.end for one in analysis.clauses):
        return False
    behind = (one for one in analysis.statements if at <= one.start < clause.end)
    for statement in behind:
        if _WORD.search(analysis.text, at, statement.start):
            return False
        at = statement.end
    return not _WORD.search(analysis.text, at, clause.end)


_DUTY = re.compile("[^，,。；;\\n]*")


def _end_of_duty(text: str, statement: PrintedStatement) -> int:
    """Where the duty ends that a statement says; one with 会同 is quoted up to its last body."""
    duty = _DUTY.match(text, statement.end) if statement.label in JOINING else None
    return duty.end() if duty else statement.end


def _row(analysis: Analysis, document: str, registry: Registry, name: Printed, clause: OutlineClause) -> Suggestion:
    kind = "title" if name.text.startswith("《") else "organisation"
    verb = _verb(analysis, clause, name) if kind == "title" else None
    start, end = _quote(analysis, name, min(verb.start(), name.start) if verb else name.start)
    end = max(end, verb.end()) if verb else end
    shared = {"document_id": document, "clause_id": clause.id(document), **quoted(analysis.text, clause, start, end)}
    span, item = (name.start, name.end), f"name {name.start}"
    if verb is None:
        reason_zh, reason_en = reasons(kind)
        cells = {**shared, "kind": kind, "name_printed": name.text, "reason_zh": reason_zh, "reason_en": reason_en}
        return row("mentions", item, cells, span, Message(f"why.{kind}"), sure=False)
    printed = verb.groupdict().get("verb") or verb[0]
    title, horizon = name.text[1:-1], analysis.about.horizon_end
    own = {
        "name_printed": title,
        "name_zh": title,
        "kind": "instrument",
        "verb_printed": printed,
        "stage": "draw_up" if "draw_up" in stages(printed) else min(stages(printed), default="draw_up"),
        "hedge": next(iter(hedges(printed)), "none"),
        "deadline": horizon,
        "deadline_precision": "year" if horizon else "",
        "deadline_basis": "horizon" if horizon else "none_stated",
        "in_open_list": "false",
        "theme_id": likely_theme(title, registry) or likely_theme(clause.heading, registry),
    }
    return row("projects", item, {**shared, **own}, span, say("why.to-be-drawn-up"), sure=False)


_TITLE_BEFORE = re.compile("《[^《》\n]{1,60}》[、和及与]?$")
_DRAWN_UP = re.compile("(?:的)?(?P<verb>修编|修订|编制|制定|制订|起草|印发|出台)(?:工作)?(?=[，。；、]|$)")


def _verb(analysis: Analysis, clause: OutlineClause, name: Printed) -> re.Match[str] | None:
    """The verb that says that a title is drawn up or carried out: before it, or behind it (完成《甲规划》修编).

    A preamble says what the document rests on and that it is issued: none.
    """
    if clause.kind == "preamble" or analysis.about.title == name.text[1:-1]:
        return None
    first = name.start  # 制定《甲导则》《乙办法》: where the first of a list of titles stands
    while listed := _TITLE_BEFORE.search(analysis.text, max(clause.start, first - _MOST), first):
        first = listed.start()
    near = _VERB.search(analysis.text, max(clause.start, first - 8), first)
    return near or _DRAWN_UP.match(analysis.text, name.end)


def _quote(analysis: Analysis, name: Printed, start: int) -> tuple[int, int]:
    """The words of a quote: the name, with what follows it in its part of the sentence where it is too short."""
    end = name.end
    while end - start < _LEAST and end < analysis.end and analysis.text[end] != "\n":
        end += 1
    return start, min(end, start + _MOST)
