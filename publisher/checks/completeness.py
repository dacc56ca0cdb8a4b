"""Rules on completeness: the outline has no gaps, tasks have their rows, the plan's own counts hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.check import Finding, Summaries, at, check
from publisher.figures import chinese_number
from publisher.read import Package, Plan, Row

DUTIES = ("task", "safeguard")


@check("error", on="plan")
def clause_out_of_order(plan: Plan) -> Iterator[Finding]:
    """Clauses are numbered through by position, each after its parent, siblings in the order of their ids.

    Fix: positions run 1, 2, 3… in the order of the text; an id is its parent's id and an ordinal.
    """
    rows = sorted(plan.rows("clauses"), key=lambda row: int(row.position) if row.position.isdecimal() else 0)
    seen: dict[str, int] = {}
    for expected, row in enumerate(rows, 1):
        parent, _, ordinal = row.clause_id.rpartition(".")
        above = "" if parent == plan.document_id else parent
        if row.position != str(expected):
            yield at(row, "position", found=row.position, expected=str(expected))
            return
        if row.parent_id != above:
            yield at(row, "parent_id", found=row.parent_id, expected=above)
        elif above and above not in seen:
            yield at(row, "position", found=row.position, expected=f"a place after {above}")
        last = seen.get(parent + "/", -1)
        if ordinal.isdecimal() and int(ordinal) <= last:
            yield at(row, "clause_id", found=row.clause_id, expected=f"an ordinal above {last}")
        seen[row.clause_id] = expected
        seen[parent + "/"] = int(ordinal) if ordinal.isdecimal() else last


def _printed(number: str) -> int | None:
    core = re.sub(r"[()（）、..，\s]", "", number)
    if core.isdecimal():
        return int(core)
    value = chinese_number(core) if core else None
    return int(value) if value is not None else None


@check("error", on="plan", reads=("number_printed",))
def clause_number_skipped(plan: Plan) -> Iterator[Finding]:
    """Printed numbers of siblings run without a gap; where the text itself skips or repeats one, a note says so.

    Fix: look for the clause that was left out, or add a note on this clause.
    """
    noted = {note.record_id for note in plan.rows("notes")}
    last: dict[str, int] = {}
    for row in plan.rows("clauses"):
        number = _printed(row.number_printed)
        if number is None:
            continue
        parent = row.clause_id.rpartition(".")[0]
        if number != last.get(parent, 0) + 1 and row.clause_id not in noted:
            yield at(row, "number_printed", found=row.number_printed, expected=f"number {last.get(parent, 0) + 1}")
        last[parent] = number


@check("error", on="plan")
def task_missing(plan: Plan) -> Iterator[Finding]:
    """Every clause that is a task or a safeguard has its row in tasks.csv, of the same kind, and no other clause has.

    Fix: add the row with its summary, or correct the kind.
    """
    if plan.tables["tasks"].broken or plan.tables["clauses"].broken:
        return
    explains = any(row.relation == "explains" for row in plan.rows("relations"))
    tasks = plan.by_key["tasks"]
    for row in plan.rows("clauses"):
        task = tasks.get(row.clause_id)
        if task is None and row.kind in DUTIES and not explains:
            yield at(row, "clause_id", found=row.clause_id, expected="a row in tasks.csv")
        elif task is not None and task.kind != row.kind:
            yield at(task, "kind", found=task.kind, expected=row.kind)


@check("error", on="package")
def structure_count_differs(_package: Package, summaries: Summaries) -> Iterator[Finding]:
    """What a document says of its own parts (4大建设行动25项任务) is what the tables hold.

    Fix: enter the missing clause, or note the difference where the text itself miscounts.
    """
    kinds = {"plan-pillars": "pillar", "plan-tasks": "task", "plan-safeguards": "safeguard"}
    by_id = {plan.document_id: plan for plan in summaries}
    for plan in summaries:
        for place, document, indicator, value in plan.structure:
            if document in by_id and indicator in kinds:
                count = by_id[document].counts.get(kinds[indicator], 0)
                if str(count) != value:
                    yield Finding(None, "", f"{value} {kinds[indicator]}", f"{count} in {document}", place=place)


@check("error", on="targets", reads=("*",))
def allocation_not_as_parent(row: Row, plan: Plan) -> Iterator[Finding]:
    """An allocation is measured as the target of which it is a part.

    Fix: correct measure or parent. That parts do not add up is no error, but a note.
    """
    parent = plan.by_key["targets"].get(row.parent_target_id)
    if parent is not None and parent.measure_id != row.measure_id:
        yield at(row, "measure_id", found=row.measure_id, expected=parent.measure_id)
