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
from publisher.terms.problem import Place

DUTIES = ("task", "safeguard")
FIGURED = ("targets", "observations", "mentions")


@check("error", on="plan", needs=("tasks", "clauses", "relations"))
def task_missing(plan: Plan) -> Findings:
    """Every clause that is a task or a safeguard has its row in tasks.csv, of the same kind.

    A document that only explains another one need not repeat its tasks.

    Fix: add the row with its summary, or correct the kind.
    """
    explains = any(row.relation == "explains" for row in plan.rows("relations"))
    tasks = plan.by_key["tasks"]
    for row in plan.rows("clauses"):
        task = tasks.get(row.clause_id)
        if task is None and row.kind in DUTIES and not explains:
            yield at(row, "clause_id", found=row.clause_id, expected="a row in tasks.csv", spoils="tasks")
        elif task is not None and task.kind != row.kind:
            yield at(task, "kind", found=task.kind, expected=row.kind, given=[(row, "kind")], spoils="tasks")


@check("error", on="plan", needs=("clauses", *FIGURED))
def figure_left_out(plan: Plan) -> Findings:
    """Every figure of the text is a record, repeats one, or is set aside with a reason.

    Judged where the text is at hand; python build.py coverage lists every figure with what accounts for it.

    Fix: enter it as a target or an observation, or add a mention that says why it is none.
    """
    clauses = plan.by_key["clauses"]
    for item in coverage(plan):
        if not item.accounted:
            clause = clauses.get(clause_at(plan.places, item.start, clauses))
            if clause is not None:
                found = f"{item.printed} (…{item.context}…)"
                yield at(clause, found=found, expected="a record or a mention", given=_near(plan, item.start))


@check("error", on="plan", needs=("clauses", "projects", "relations", "mentions"))
def title_left_out(plan: Plan) -> Findings:
    """Every 《title》 of the text is a project, a relation between documents, or a mention with its reason.

    Judged where the text is at hand; python build.py coverage lists every title with what accounts for it.

    Fix: enter it as a project (to be drawn up or carried out) or a relation, or add a mention of kind title.
    """
    yield from _names_left_out(plan, "title")


@check("error", on="plan", needs=("clauses", "projects", "parties", "mentions", "responsibilities", "unit_names"))
def organisation_left_out(plan: Plan) -> Findings:
    """Every name of an organisation in the text is a project, a party, of a duty, or a mention with its reason.

    Names of bodies and parties are known; others are found by how they end (公司, 大学, 医院, 银行, 协会…).

    Fix: enter the party or the duty, or add a mention of kind organisation.
    """
    yield from _names_left_out(plan, "organisation")


def _names_left_out(plan: Plan, kind: str) -> Findings:
    clauses = plan.by_key["clauses"]
    for item in named(plan):
        clause = clauses.get(clause_at(plan.places, item.start, clauses))
        if item.kind == kind and not item.accounted and clause is not None:
            found, given = f"{item.printed} (…{item.context}…)", _names_near(plan)
            yield at(clause, found=found, expected="a record or a mention", given=given)


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
    """Every printed label of responsibility and every bracket of bodies is a statement, or a note says why it is none.

    Judged where the text is at hand.

    Fix: enter the statement with a row for each of its bodies, or quote its words in a note.
    """
    copy, clauses = plan.copy, plan.by_key["clauses"]
    for said in stated(plan):
        clause = clauses.get(clause_at(plan.places, said.start, clauses))
        if copy is not None and clause is not None and not said.accounted:
            words = (plan.text or "")[said.start - 1 : said.end + 1]
            given: list[tuple[Row, str]] = [(copy, "body_start"), (copy, "body_end")]
            rows = (row for row in plan.rows("responsibilities") if row.quote in words)
            given += [(row, column) for row in rows for column in ("quote", "task_id", "quote_prefix", "quote_suffix")]
            found = said.printed.replace("\n", " ")[:80]
            yield at(clause, found=found, expected="a statement of responsibility or a note", given=given)


def _near(plan: Plan, position: int) -> list[tuple[Row, str]]:
    """The cells that would account for a figure at `position`, if one of them were not at fault."""
    cells: list[tuple[Row, str]] = []
    for name in FIGURED:
        for row in plan.rows(name):
            locked = plan.evidence.get(row[0])
            if locked is None or not (locked.quote_start + locked.quote_end).isdecimal():
                continue
            if int(locked.quote_start) - 1 <= position <= int(locked.quote_end):
                columns = ("figure_printed", "quote", "quote_prefix", "quote_suffix", "clause_id", row._fields[0])
                cells += [(row, column) for column in columns]
    if plan.copy is not None:
        cells += [(plan.copy, "body_start"), (plan.copy, "body_end")]
    return cells


@check("error", on="package", needs=("clauses", "tasks", "observations", "indicators"))
def structure_count_differs(_package: Package, summaries: Summaries) -> Findings:
    """What a document says of its own parts (4大建设行动25项任务) is what the tables hold.

    Fix: enter the missing clause, or note the difference where the text itself miscounts.
    """
    kinds = {"plan-pillars": "pillar", "plan-tasks": "task", "plan-safeguards": "safeguard"}
    by_id = {plan.document_id: plan for plan in summaries}
    for plan in summaries:
        for count in plan.structure:
            counted = by_id[count.document_id].clauses if count.document_id in by_id else {}
            if counted and count.indicator_id in kinds:
                kind = kinds[count.indicator_id]
                held = counted.get(kind, 0)
                if str(held) != count.value:
                    expected = f"{held} clauses of kind {kind} in {count.document_id}"
                    yield at_place(count.place, found=count.value, expected=expected, cause=f"count {count.record_id}")


@check("note", on="package")
def draft_left_out(package: Package, _summaries: Summaries) -> Findings:
    """A plan whose suggestions a person has not yet decided is a draft: no rule judges it, nothing of it is published.

    Fix: decide them at the desk, python build.py review PLAN --reader reader-a, and finish the draft there.
    """
    for plan in package.drafts:
        place = Place(f"{FOLDER}/plans/{plan}/{SUGGESTIONS}")
        yield at_place(place, found=f"{unchecked(package.root, plan)} unchecked suggestions in {plan}")


@check("warning", on="plan")
def reading_unmatched(plan: Plan) -> Findings:
    """Every entry of the second reader is matched with a record, or what became of it is said.

    Fix: fill record_id, or settled and a comment.
    """
    if rows := [
        row for row in plan.rows("readings") if not (row.record_id or row.settled or row.record_kind == "nothing")
    ]:
        yield at_rows(rows, "record_id", expected="a record, or how it was settled")
