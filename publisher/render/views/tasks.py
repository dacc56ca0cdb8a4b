"""A page for every task and safeguard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from publisher.model.plan import PlanModel
from publisher.render.citing import citations
from publisher.render.context import Renderer
from publisher.render.page import Page
from publisher.render.takeaway.fact import of_task as card_of
from publisher.render.takeaway.kit import carried as kit_files
from publisher.render.takeaway.kit import kit
from publisher.render.takeaway.sentence import of_task
from publisher.render.views.quantities import Lookups, report_link


def pages(renderer: Renderer, plan: PlanModel) -> Iterator[Page]:
    """The pages of one plan's tasks."""
    order, signed = list(plan.tasks), Lookups(plan)
    for index, (task_id, task) in enumerate(plan.tasks.items()):
        clause = plan.clauses[task_id]
        heading = renderer.say.heading_text(clause.record)
        title = f"{renderer.say.short(plan.id)} · {heading}"
        path = f"tasks/{task_id}/"
        yield renderer.page(
            path,
            "task.html",
            title,
            task.values[f"summary_{renderer.language}"] or title,
            task=task,
            clause_=clause,
            plan=plan,
            state=plan.checked[task_id],
            checks=signed.checks.get(task_id, ()),
            statements=plan.of_task(task_id),
            quantities=plan.within(task_id),
            spoken=[target for target in plan.targets if target.record.related_task_id == task_id],
            projects=plan.named(task_id),
            names=renderer.library.index.named,
            mentions=[m for m in plan.mentions if m.clause_id == task_id],
            notes=[n for n in plan.notes if n.record_id == task_id],
            before=plan.clauses[order[index - 1]] if index else None,
            after=plan.clauses[order[index + 1]] if index + 1 < len(order) else None,
            citations=citations(renderer, title, path),
            kit=kit(renderer, path, title, partial(of_task, plan=plan, task=task), [plan.document]),
            report=report_link(renderer, task_id, f"{renderer.language}/{path}"),
        )


def carried(renderers: Mapping[str, Renderer], plan: PlanModel) -> dict[str, bytes]:
    """The files of the kits of a plan's tasks, by path in the published folder."""
    return kit_files(
        renderers, {f"tasks/{i}/": partial(card_of, plan=plan, task=task) for i, task in plan.tasks.items()}
    )
