"""Named things: a page for each, and the organisations that their words name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from publisher.model.plan import PlanModel
from publisher.render.citing import citations
from publisher.render.context import Renderer
from publisher.render.html import titled
from publisher.render.page import Page
from publisher.render.paging import Sheet
from publisher.render.takeaway.fact import of_project as card_of
from publisher.render.takeaway.kit import carried as kit_files
from publisher.render.takeaway.kit import kit
from publisher.render.takeaway.sentence import of_project
from publisher.render.views import texts
from publisher.render.views.quantities import Lookups, report_link

# Printed name, English name, id of the body in the registry or "", role, row as HTML.
Party = tuple[str, str, str, str, str]


def pages(renderer: Renderer, plan: PlanModel, part: slice = slice(None)) -> Iterator[Page]:
    """The pages of one plan's named things, or of a part of them."""
    ledger, every = Lookups(plan), plan.projects
    for at in range(len(every))[part]:
        project = every[at]
        name = str(project.record.values[f"name_{renderer.language}"])
        title, path = f"{renderer.say.short(plan.id)} · {name}", f"projects/{project.id}/"
        yield renderer.page(
            path,
            "project.html",
            title,
            of_project(renderer.say, project.record),
            q=project,
            plan=plan,
            parties=plan.parties.get(project.id, ()),
            target=plan.quantities.get(project.record.target_id or ""),
            same=renderer.library.index.same(project.record),
            names=renderer.library.index.named,
            near=ledger.near(renderer.say, project),
            text=texts.place(renderer, plan, project.id),
            checks=ledger.checks.get(project.id, ()),
            before=every[at - 1] if at else None,
            after=every[at + 1] if at + 1 < len(every) else None,
            citations=citations(renderer, title, path),
            kit=kit(renderer, path, title, partial(of_project, record=project.record), [plan.document]),
            report=report_link(renderer, project.id, f"{renderer.language}/{path}"),
        )


def carried(renderers: Mapping[str, Renderer], plan: PlanModel, part: slice) -> dict[str, bytes]:
    """The files of the kits of some of a plan's named things, by path in the published folder."""
    return kit_files(renderers, {f"projects/{p.id}/": partial(card_of, project=p) for p in plan.projects[part]})


def stages(renderer: Renderer, plan: PlanModel) -> list[tuple[str, int]]:
    """Stage → how many of a plan's named things the text promises so far, in the order of the codebook."""
    counts = Counter(project.record.stage for project in plan.projects)
    codes = (category.value for category in renderer.library.schemas["projects"].field("stage").categories)
    return [(code, counts[code]) for code in codes if code in counts]


def parties_of(renderer: Renderer, plan: PlanModel) -> list[Party]:
    """The organisations that a plan names with its named things."""
    return [
        (
            str(party.name_printed),
            titled(str(party.name_en or party.name_printed)),
            str(party.unit_id or ""),
            str(party.role),
            str(renderer.fill("of_parties.html", plan=plan, q=project, party=party)),
        )
        for project in plan.projects
        for party in plan.parties.get(project.id, ())
    ]


def parties(renderer: Renderer, named: Sequence[Party], sheet: Sheet) -> Page:
    """Every organisation with what it is named with, by name; GBK has Chinese ones nearly by pinyin."""
    groups: dict[str, tuple[str, str, list[Markup]]] = {}
    for printed, english, unit_id, _role, row in named:
        own = groups.setdefault(unit_id or printed, (english if renderer.language == "en" else printed, unit_id, []))
        own[2].append(Markup(row))
    shown = sorted(groups.values(), key=lambda group: group[0].casefold().encode("gb18030"))
    title, lede = renderer.words["pages"]["parties"], renderer.words["parties"]["lede"]
    return renderer.page(
        sheet.path, "parties.html", title, lede, groups=shown, used={party[3] for party in named}, sheet=sheet
    )
