"""What stories count in one plan: rules on codes alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.codebook.stages import UNPROMISED
from publisher.model.findings import Case, Counted, PlanFindings, brief
from publisher.model.index import Entry
from publisher.model.plan import PlanModel, Quantity
from publisher.model.records import Record
from publisher.work.grouped import grouped


def findings_in(plan: PlanModel) -> PlanFindings:
    """What is found in one plan."""
    findings = PlanFindings(plan.id)
    for target in plan.targets:
        findings.rows += [Counted(story, group, brief(target)) for story, group in _of_target(plan, target)]
    promised = [thing for thing in plan.projects if thing.record.stage not in UNPROMISED]
    for thing in promised:
        entry = brief(thing)
        findings.rows += [Counted(story, group, entry) for story, group in _of_thing(plan, thing)]
        for party in plan.parties.get(thing.id, ()):
            named = _party(party, thing.record, entry.values["page"])
            findings.rows.append(Counted("organisations", party.role, named))
            findings.names.add(party.name_printed)
    findings.of["named_things"] = len({row.entry.values["of"] for row in findings.rows if row.story == "organisations"})
    targets = [target.record for target in plan.targets]
    findings.of |= Counter(
        targets=len(targets),
        valued=sum(record.value is not None for record in targets),
        things=len(promised),
        inferred_shares=sum(bool(r.parent_target_id) and r.deadline_basis == "horizon" for r in targets),
    )
    _leads(plan, findings)
    _shares(plan, findings)
    return findings


def _of_target(plan: PlanModel, target: Quantity) -> Iterator[tuple[str, str]]:
    record = target.record
    if record.deadline_basis != "stated":
        yield "inferred-deadlines", str(record.deadline_basis)
    if not target.statements:
        elsewhere = record.related_task_id and plan.of_task(record.related_task_id)
        yield "nobody-named", "elsewhere" if elsewhere else "nowhere"
    if record.value is not None and record.basis == "unclear":
        yield "basis-unclear", "unclear"
    if record.hedge not in (None, "none"):
        yield "sought", str(record.hedge)


def _of_thing(plan: PlanModel, thing: Quantity) -> Iterator[tuple[str, str]]:
    record = thing.record
    if record.stage in ("seek", "study"):
        yield "sought", str(record.stage)
    elif record.hedge not in (None, "none"):
        yield "sought", str(record.hedge)
    target = plan.quantities.get(record.target_id or "")
    if target is None or target.record.value is None:
        yield "without-number", "dated" if record.deadline_basis in ("stated", "section") else "undated"


def _party(party: Record, thing: Record, page: tuple[str, str]) -> Entry:
    own = {"what_zh": f"{party.name_printed}（{thing.name_zh}）", "of": thing.id, "page": page}
    named = party.values.get("name_en") or party.name_printed
    return Entry("project_parties", party.id, thing.document_id, {**own, "what_en": f"{named} ({thing.name_en})"})


def _leads(plan: PlanModel, findings: PlanFindings) -> None:
    """Who leads tasks; and the tasks of which several bodies stand undivided and nobody leads."""
    by_task = grouped((statement.task_id, body) for statement in plan.statements for body in statement.bodies)
    for task_id, bodies in by_task.items():
        leads = [body for body in bodies if body.role == "lead"]
        undivided = [body for body in bodies if body.role == "undivided"]
        several = len({body.unit_id for body in undivided}) > 1 and not leads
        heading = plan.clauses[task_id].record
        named = {f"what_{language}": heading.values[f"heading_{language}"] or "" for language in ("zh", "en")}
        for body in (*leads, *(undivided if several else ())):
            entry = Entry(
                "task_units", body.id, plan.id, {**named, "page": ("tasks", task_id), "unit_id": body.unit_id}
            )
            findings.rows.append(Counted("who-leads", str(body.role), entry))
        findings.leading.update({body.unit_id for body in leads})
        findings.of.update(lead_tasks=bool(leads), undivided_tasks=several)


def _shares(plan: PlanModel, findings: PlanFindings) -> None:
    """Targets whose shares for areas do not add up to them, exact numbers in one measure."""
    shares = grouped((part, target) for target in plan.targets if (part := target.record.parent_target_id))
    for whole in (plan.quantities[key] for key in shares if key in plan.quantities):
        members = [whole, *shares[whole.id]]
        values = [one.record.value or 0 for one in members]
        exact = all(one.record.comparator == "eq" for one in members)
        total = round(sum(values[1:]), 9)
        if exact and len({one.record.measure_id for one in members}) == 1 and total != values[0]:
            numbers = {"whole": values[0], "shares": len(members) - 1, "sum": total}
            numbers["difference"] = round(abs(values[0] - total), 9)
            entries = tuple(brief(one) for one in members)
            findings.cases.append(Case("shares", whole.id, entries, {**numbers, "over": float(total > values[0])}))
            findings.rows += [Counted("shares", "share" if n else "whole", one) for n, one in enumerate(entries)]
