"""Rules on completeness: every figure is accounted for, tasks have their rows, the plan's own counts hold."""

from __future__ import annotations

from publisher.check.coverage import coverage, named, stated
from publisher.check.rule import Findings, at, at_place, at_rows, check
from publisher.check.summary import Summaries
from publisher.read.layout import FOLDER, SUGGESTIONS
from publisher.read.package import Package, unchecked
from publisher.read.places import clause_at
from publisher.read.plan import Plan
from publisher.read.table import Row
from publisher.terms.messages import say
from publisher.terms.problem import Place
from publisher.terms.regex import regex

DUTIES = ("task", "safeguard")
FIGURED = ("targets", "observations", "mentions")


@check("error", on="plan", needs=("tasks", "clauses", "relations"))
def task_missing(plan: Plan) -> Findings:
    explains = any(row.relation == "explains" for row in plan.rows("relations"))
    tasks = plan.by_key["tasks"]
    for row in plan.rows("clauses"):
        task = tasks.get(row.clause_id)
        if task is None and row.kind in DUTIES and not explains:
            yield at(row, "clause_id", found=row.clause_id, expected=say("task-missing.row"), spoils="tasks")
        elif task is not None and task.kind != row.kind:
            yield at(task, "kind", found=task.kind, expected=row.kind, given=[(row, "kind")], spoils="tasks")


@check("error", on="plan", needs=("clauses", *FIGURED))
def figure_left_out(plan: Plan) -> Findings:
    clauses = plan.by_key["clauses"]
    for item in coverage(plan):
        if not item.accounted:
            clause = clauses.get(clause_at(plan.places, item.start, clauses))
            if clause is not None:
                in_context = say("as-printed", value=item.printed, printed=f"…{item.context}…")
                expected, given = say("figure-left-out.record"), _near(plan, item.start)
                yield at(clause, found=in_context, expected=expected, given=given)


@check("error", on="plan", needs=("clauses", "projects", "relations", "mentions"))
def title_left_out(plan: Plan) -> Findings:
    yield from _names_left_out(plan, "title")


@check("error", on="plan", needs=("clauses", "projects", "parties", "mentions", "responsibilities", "unit_names"))
def organisation_left_out(plan: Plan) -> Findings:
    yield from _names_left_out(plan, "organisation")


def _names_left_out(plan: Plan, kind: str) -> Findings:
    clauses = plan.by_key["clauses"]
    for item in named(plan):
        clause = clauses.get(clause_at(plan.places, item.start, clauses))
        if item.kind == kind and not item.accounted and clause is not None:
            in_context, given = say("as-printed", value=item.printed, printed=f"…{item.context}…"), _names_near(plan)
            yield at(clause, found=in_context, expected=say("figure-left-out.record"), given=given)


def _names_near(plan: Plan) -> list[tuple[Row, str]]:
    """The cells that would account for a name, if one of them were not at fault."""
    tables = ("projects", "parties", "mentions", "relations", "responsibilities")
    rows = [row for name in tables for row in plan.rows(name)]
    columns = ("name_printed", "name_zh", "quote", "quote_prefix", "quote_suffix")
    cells = [(row, column) for row in rows for column in columns if hasattr(row, column)]
    if plan.copy is not None:
        cells += [(plan.copy, "body_start"), (plan.copy, "body_end")]
    return cells


@check("error", on="plan", needs=("clauses", "responsibilities", "notes"))
def statement_left_out(plan: Plan) -> Findings:
    copy, clauses = plan.copy, plan.by_key["clauses"]
    for statement in stated(plan):
        clause = clauses.get(clause_at(plan.places, statement.start, clauses))
        if copy is not None and clause is not None and not statement.accounted:
            words = (plan.text or "")[statement.start - 1 : statement.end + 1]
            given: list[tuple[Row, str]] = [(copy, "body_start"), (copy, "body_end")]
            rows = (row for row in plan.rows("responsibilities") if row.quote in words)
            given += [(row, column) for row in rows for column in ("quote", "task_id", "quote_prefix", "quote_suffix")]
            excerpt = statement.printed.replace("\n", " ")[:80]
            yield at(clause, found=excerpt, expected=say("statement-left-out.statement"), given=given)


def _near(plan: Plan, position: int) -> list[tuple[Row, str]]:
    """The cells that would account for a figure at `position`, if one of them were not at fault."""
    cells: list[tuple[Row, str]] = []
    for name in FIGURED:
        for row in plan.rows(name):
            locked = plan.locked_place(row[0])
            if locked and locked.start - 1 <= position <= locked.end:
                columns = ("figure_printed", "quote", "quote_prefix", "quote_suffix", "clause_id", row._fields[0])
                cells += [(row, column) for column in columns]
    if plan.copy is not None:
        cells += [(plan.copy, "body_start"), (plan.copy, "body_end")]
    return cells


_PARTS = regex("([0-9]+)项(任务|保障)")  # a document's own parts, as its summary counts them


@check("error", on="package", needs=("clauses", "tasks", "observations", "indicators"))
def structure_count_differs(package: Package, summaries: Summaries) -> Findings:
    kinds = {"plan-pillars": "pillar", "plan-tasks": "task", "plan-safeguards": "safeguard"}
    by_id = {plan.document_id: plan for plan in summaries}
    for plan in summaries:
        for count in plan.structure:
            counted = by_id[count.document_id].clauses if count.document_id in by_id else {}
            if counted and count.indicator_id in kinds:
                kind = kinds[count.indicator_id]
                number = counted.get(kind, 0)
                if str(number) != count.value:
                    document, cause = count.document_id, f"count {count.record_id}"
                    expected = say("structure-count-differs.clauses", count=number, kind=kind, document=document)
                    yield at_place(count.place, found=count.value, expected=expected, cause=cause)
    for row in package.registry.rows("documents"):
        counted = by_id[row.document_id].clauses if row.document_id in by_id else {}
        for printed, words in _PARTS.findall(row.summary_zh):
            kind = "task" if words == "任务" else "safeguard"
            if (number := counted.get(kind, 0)) and str(number) != printed:
                expected = say("structure-count-differs.clauses", count=number, kind=kind, document=row.document_id)
                given, cause = [(row, "summary_en")], f"numbers {row[0]} summary"
                yield at(row, "summary_zh", found=printed, expected=expected, given=given, cause=cause)


@check("note", on="package")
def draft_left_out(package: Package, _summaries: Summaries) -> Findings:
    for plan in package.drafts:
        place = Place(f"{FOLDER}/plans/{plan}/{SUGGESTIONS}")
        suggestions = unchecked(package.root, plan)
        yield at_place(place, found=say("draft-left-out.unchecked", suggestions=suggestions, plan=plan))


@check("warning", on="plan")
def reading_unmatched(plan: Plan) -> Findings:
    if rows := [
        row for row in plan.rows("readings") if not (row.record_id or row.settled or row.record_kind == "nothing")
    ]:
        yield at_rows(rows, "record_id", expected=say("reading-unmatched.record"))
