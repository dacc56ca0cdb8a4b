"""Rules on named things: what a project's verb promises, who is tied to it, and what is the same thing elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from publisher.check.rule import Findings, at, at_place, check
from publisher.check.summary import Summaries
from publisher.codebook.columns import column_head
from publisher.codebook.likeness import pairs, share
from publisher.codebook.printed_lists import continues_open
from publisher.codebook.stages import hedges, stages, weaker
from publisher.read.package import Package
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.terms.messages import say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import MentionsRow, PartiesRow, ProjectsRow, ReadingsRow, TargetsRow

SOME = 0.3  # of a description stands in the task that speaks of the same thing
_STOP = regex("[。；;\n]")
# What parts the names of a list from a verb before it: 推进数字化转型（典型案例：甲平台、乙平台）.
_OPENS_LIST = regex("[（(：:，,的“]|包括|例如|如|含|即|有")


def sentence(row: ProjectsRow, plan: Plan) -> str:
    """The sentence in which a project's quote stands; "" where the text is not at hand."""
    place, text = plan.places.get(row.project_id), plan.text
    if text is None or not isinstance(place, Span):
        return ""
    start = max((match.end() for match in _STOP.finditer(text, max(0, place.start - 600), place.start)), default=0)
    stop = _STOP.search(text, place.end)
    return text[max(start, place.start - 600) : stop.start() if stop else len(text)]


def governing_verb(before: str) -> str:
    """The words before a name that may hold its verb: none that open a list, or stand before such."""
    return _OPENS_LIST.split(before)[-1]


@lru_cache(1)
def first_below(plan: Plan) -> Mapping[str, int]:
    """Clause → where the first of its own clauses starts."""
    starts: dict[str, int] = {}
    for clause in plan.rows("clauses"):
        if isinstance(place := plan.places.get(clause.clause_id), Span):
            starts[clause.parent_id] = min(place.start, starts.get(clause.parent_id, place.start))
    return starts


def governing(row: ProjectsRow, plan: Plan) -> str:
    """The words that may govern a project: its sentence, and the headings and opening words of the clauses above it."""
    words, clause = [sentence(row, plan)], row.clause_id
    while clause.count(".") and plan.text is not None:
        span = plan.places.get(clause)
        if isinstance(span, Span):
            first = first_below(plan).get(clause, span.end)
            heading = plan.by_key["clauses"][clause]
            own = clause == row.clause_id
            words.append(heading.heading_zh if own else plan.text[span.start : first])
        clause = clause.rpartition(".")[0]
    return "\n".join(words)


@check("error", on=("projects", "mentions", "readings"), reads=("quote", "name_printed"))
def name_not_in_quote(row: ProjectsRow | MentionsRow | ReadingsRow, _plan: Plan) -> Findings:
    if getattr(row, "record_kind", "project") == "project" and row.name_printed not in row.quote:
        yield at(row, "name_printed", found=row.name_printed, expected=say("name-not-in-statement.of", quote=row.quote))


@check("error", on="parties", reads=("quote", "name_printed", "project_id"), needs=("projects",))
def party_not_in_quote(row: PartiesRow, plan: Plan) -> Findings:
    project = plan.by_key["projects"].get(row.project_id)
    quote = row.quote or (project.quote if project is not None else row.name_printed)
    if row.name_printed not in quote:
        given = [(project, "quote")] if project is not None else []
        expected = say("name-not-in-statement.of", quote=quote)
        yield at(row, "name_printed", found=row.name_printed, expected=expected, given=given)


@check("error", on="projects", reads=("verb_printed", "quote", "clause_id"))
def verb_not_in_sentence(row: ProjectsRow, plan: Plan) -> Findings:
    words = governing(row, plan)
    if sentence(row, plan) and not all(part in words for part in re.split("[…]", row.verb_printed)):
        yield at(row, "verb_printed", found=row.verb_printed, expected=say("verb-not-in-sentence.of", quote=row.quote))


@check("error", on="projects", reads=("stage", "verb_printed", "quote", "kind", "name_printed"))
def stage_differs_from_verb(row: ProjectsRow, plan: Plan) -> Findings:
    verb = row.verb_printed or governing_verb(sentence(row, plan).partition(row.name_printed)[0])
    allowed = stages(verb)
    reduced = weaker(row.quote) - ({"draw_up"} if row.kind != "instrument" else set())
    if not row.verb_printed and row.stage != "listed":
        yield at(row, "verb_printed", found="", expected=say("stage-differs-from-verb.verb", stage=row.stage))
    elif allowed and row.stage not in allowed | reduced:
        expected = say("stage-differs-from-verb.allowed", stages=tuple(sorted(allowed)), verb=verb)
        yield at(row, "stage", found=row.stage, expected=expected)


@check("note", on="projects", reads=("verb_printed",))
def verb_not_in_codebook(row: ProjectsRow, _plan: Plan) -> Findings:
    if not stages(row.verb_printed):
        yield at(row, "verb_printed", found=row.verb_printed)


@check("error", on="projects", reads=("hedge", "verb_printed", "quote", "clause_id", "stage"))
def hedge_differs_from_verb(row: ProjectsRow, plan: Plan) -> Findings:
    verb = hedges(row.verb_printed)
    words = governing(row, plan) or None
    printed = verb or (hedges(words) if words is not None else {"strive", "explore"})
    if row.hedge not in (verb or {"none", *printed}):
        yield at(row, "hedge", found=row.hedge, expected=say("one-of", items=tuple(sorted(verb))) if verb else "none")


@check("error", on="projects", reads=("in_open_list", "name_printed", "quote"))
def project_list_differs_from_words(row: ProjectsRow, plan: Plan) -> Findings:
    rest = (sentence(row, plan) or row.quote).partition(row.quote)[2]
    behind = row.quote.partition(row.name_printed)[2] + rest
    others = [other.name_printed for other in plan.rows("projects") if other.quote == row.quote]
    certain, possible = continues_open(behind, others)
    if row.in_open_list == "false" and certain:
        yield at(row, "in_open_list", found="false", expected=say("as-printed", value="true", printed="等"))
    elif row.in_open_list == "true" and not possible and "等" not in row.name_printed and plan.text is not None:
        yield at(row, "in_open_list", found="true", expected="false")


_ROLE_WORDS = {
    "partner": "与|和|同|共同|共建|合作|联合|联手|携手|协同",
    "builder": "支持|由|推动|鼓励|引导|委托|承建|投资|出资|建设|打造|实施|负责|业主|法人",
    "operator": "运营|运行|管理|经营|负责",
    "host": "在|于|依托|落户|设|位于|承载|入驻",
    "owner": "所有|所属|旗下|的|建设|投资",
}


def _headed(row: PartiesRow, plan: Plan) -> str:
    """What heads the column of a table in which a party's own quote stands; "" in none."""
    place = plan.places.get(row.party_id)
    return column_head(plan.text, place.start) if row.quote and plan.text and isinstance(place, Span) else ""


@check("error", on="parties", reads=("role", "quote", "name_printed", "project_id"), needs=("projects",))
def party_role_differs_from_words(row: PartiesRow, plan: Plan) -> Findings:
    project = plan.by_key["projects"].get(row.project_id)
    if project is None or (row.quote and plan.vouched(row)):
        return
    given = [(project, column) for column in ("quote", "name_printed", "name_zh")]
    named = row.name_printed in project.name_printed or row.name_printed in project.name_zh
    words = (row.quote or project.quote).replace(project.name_printed, "").replace(row.name_printed, "")
    words += _headed(row, plan)
    if row.role == "named_after" and not named:
        yield at(row, "role", found=row.role, expected=say("party-role-differs-from-words.given"), given=given)
    elif row.role in _ROLE_WORDS and not re.search(_ROLE_WORDS[row.role], words):
        expected = "named_after" if named else say("party-role-differs-from-words.other")
        yield at(row, "role", found=row.role, expected=expected, given=given)


@check("error", on="targets", reads=("related_task_id", "clause_id"), needs=("responsibilities", "tasks"))
def related_task_needless(row: TargetsRow, plan: Plan) -> Findings:
    if not row.related_task_id:
        return
    stated = {other.task_id for other in plan.rows("responsibilities") if other.label_printed}
    clause, tasks = row.clause_id, plan.by_key["tasks"]
    while clause not in tasks and clause.count("."):
        clause = clause.rpartition(".")[0]
    if clause in stated:
        expected = say("related-task-needless.nothing", clause=clause)
        yield at(row, "related_task_id", found=row.related_task_id, expected=expected)


@check("error", on="targets", reads=("related_task_id", "what_zh"), needs=("tasks", "clauses"))
def related_task_of_another_thing(row: TargetsRow, plan: Plan) -> Findings:
    task = plan.by_key["tasks"].get(row.related_task_id)
    if task is None:
        return
    place, clause = plan.places.get(row.related_task_id), plan.by_key["clauses"].get(row.related_task_id)
    words = task.summary_zh + (clause.heading_zh if clause is not None else "")
    if plan.text is not None and isinstance(place, Span):
        words += plan.text[place.start : place.end]
    if share(row.what_zh, words) < SOME:
        expected = say("related-task-of-another-thing.words", words=row.what_zh)
        given = [(clause, "heading_zh")] if clause is not None else []
        yield at(row, "related_task_id", found=row.related_task_id, expected=expected, given=given)


@check("error", on="package", needs=("projects",))
def same_as_another_kind(_package: Package, summaries: Summaries) -> Findings:
    for plan in summaries:
        seen: dict[str, Any] = {}
        for tie in plan.same:
            other = summaries.thing(tie.value)
            cause = f"id {tie.value}"
            if tie.value.startswith(f"{plan.document_id}."):
                expected = say("same-as-another-kind.document")
                yield at_place(tie.place, found=tie.value, expected=expected, cause=cause, record=tie.record_id)
            elif other is not None and other.kind and other.kind != tie.kind:
                actual = say("as-printed", value=tie.value, printed=other.kind)
                expected = say("same-as-another-kind.kind", kind=tie.kind)
                yield at_place(tie.place, found=actual, expected=expected, cause=cause, record=tie.record_id)
            elif other is not None and other.name and pairs(tie.name) and pairs(tie.name).isdisjoint(pairs(other.name)):
                actual = say("as-printed", value=tie.value, printed=other.name)
                expected = say("tie-to-another-thing.words", words=tie.name)
                yield at_place(tie.place, found=actual, expected=expected, cause=cause, record=tie.record_id)
            elif (first := seen.setdefault(tie.value, tie)) is not tie:
                expected = say("same-as-another-kind.once", record=first.record_id)
                more = [first.place]
                yield at_place(tie.place, found=tie.value, expected=expected, record=tie.record_id, more=more)
            elif other is not None and other.same_as:
                expected = say("same-as-another-kind.itself", record=other.same_as, other=tie.value)
                yield at_place(tie.place, found=tie.value, expected=expected, cause=cause, record=tie.record_id)
