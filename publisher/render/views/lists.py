"""Pages that list: the documents, the dictionary, the rules, the quality, the changes, the search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from publisher.check.report import severity
from publisher.check.rule import catalogue
from publisher.model.agreement import Difference
from publisher.model.plan import PlanModel
from publisher.publish.changelog import releases
from publisher.publish.describe.schema_org import offers, script
from publisher.publish.describe.subject import all_data, of_document
from publisher.publish.formats import GROUPS, group_of
from publisher.publish.manifest import PublishedFile
from publisher.publish.wide import bases, wide
from publisher.render.citing import citations, described
from publisher.render.context import Renderer
from publisher.render.facts import Facts
from publisher.render.page import Page
from publisher.render.paging import Sheet
from publisher.terms import address
from publisher.terms.messages import Message, known, text, words
from publisher.terms.problem import Severity
from publisher.work.job import job

COUNTED = ("clauses", "tasks", "responsibilities", "targets", "observations", "mentions", "notes")


def documents(renderer: Renderer, cards: Sequence[str], sheet: Sheet) -> Page:
    """All documents, as cards."""
    title, lede = renderer.words["pages"]["documents"], renderer.words["documents"]["lede"]
    return renderer.page(sheet.path, "documents.html", title, lede, cards=[Markup(text) for text in cards], sheet=sheet)


def dictionary(renderer: Renderer) -> Page:
    """Every table and column, from the schemas."""
    title, lede = renderer.words["pages"]["dictionary"], renderer.words["dictionary"]["lede"]
    schemas = [*wide(renderer.library.schemas), *bases(renderer.library.schemas).values()]
    return renderer.page("dictionary/", "dictionary.html", title, lede, schemas=schemas)


def rules(renderer: Renderer) -> Page:
    """The catalogue of rules."""
    areas: dict[str, list[dict[str, str]]] = {}
    for check in catalogue().values():
        messages = {name: Message(f"{check.code}.{name}") for name in ("rule", "why", "fix")}
        sentences = {name: text(one, renderer.language) if known(one) else "" for name, one in messages.items()}
        areas.setdefault(check.area, []).append({"code": check.code, "severity": str(check.severity), **sentences})
    severities = {level: text(severity(level), renderer.language) for level in Severity}
    title, lede = renderer.words["pages"]["rules"], renderer.words["rules"]["lede"].format(n=len(catalogue()))
    values = {"areas": list(areas.items()), "total": len(catalogue()), "severity": severities}
    return renderer.page("rules/", "rules.html", title, lede, **values)


def _field_name(renderer: Renderer) -> Callable[[str], str]:
    names = renderer.words["quality"]["fields"]

    def field_name(field: str) -> str:
        own = renderer.library.schemas["readings"].names
        return str(names.get(field) or (renderer.say.title("readings", field) if field in own else field))

    return field_name


def quality_of(renderer: Renderer, plan: PlanModel, differences: Sequence[Difference]) -> list[Markup]:
    """One document's row of figures, and how the differences between its readers were settled."""
    row = renderer.fill("of_quality.html", plan=plan, tables=COUNTED, covered=bool(renderer.library.package.sources))
    if not differences:
        return [row, Markup()]
    given = {"items": differences, "document_id": plan.id, "known": plan.quantities}
    return [row, renderer.fill("of_differences.html", **given, field_name=_field_name(renderer))]


def quality(renderer: Renderer, facts: Facts, report: Any, sections: Sequence[Sequence[str]], sheet: Sheet) -> Page:
    """How good the data are, in figures that the build computed. sections: each document's row and differences."""
    return renderer.page(
        sheet.path,
        "quality.html",
        renderer.words["pages"]["quality"],
        renderer.words["quality"]["lede"],
        facts=facts,
        report=report,
        tables=COUNTED,
        covered=bool(renderer.library.package.sources),
        rows=[Markup(row) for row, _ in sections],
        differences=[Markup(text) for _, text in sections if text],
        notes=sorted(facts.notes.items(), key=lambda item: -item[1]),
        field_name=_field_name(renderer),
        sheet=sheet,
    )


def changes(renderer: Renderer, root: Path) -> Page:
    """The log of changes, as it is kept in the project's folder (`changelog`)."""
    logged = releases(root)
    texts = [release.told(renderer.language) for release in logged]
    rendered = renderer.library.engine.do(job(html_of, tuple(text for text, _ in texts)))
    log = [(one, language, Markup(html)) for one, (_, language), html in zip(logged, texts, rendered, strict=True)]
    title, lede = renderer.words["pages"]["changes"], renderer.words["changes"]["lede"]
    return renderer.page("changes/", "changes.html", title, lede, log=log)


def html_of(texts: Sequence[str]) -> list[str]:
    """Each Markdown text as HTML."""
    import markdown  # loaded where something is to be made

    return [str(markdown.markdown(text)) for text in texts]


def search(renderer: Renderer) -> Page:
    """The page of the search."""
    texts = words(renderer.language)["find"]
    setting = {name: text for name, text in texts.items() if name != "reading"}
    setting |= {"basis": {table: _labels(renderer, table, "basis") for table in ("targets", "observations")}}
    kinds = _labels(renderer, "targets", "kind")
    setting |= {"kind_of": {kind: kinds[kind] for kind in ("cap", "budget", "milestone")}}
    setting |= {"hedge": _labels(renderer, "targets", "hedge"), "no_value": renderer.words["no_number"]}
    setting |= {"role": _labels(renderer, "responsibilities", "role"), "stage": _labels(renderer, "projects", "stage")}
    plain = ("columns", "colon", "comma", "stop", "same_thing", "nobody_stated", "deadline_basis", "more")
    setting |= {name: renderer.words[name] for name in plain}
    counted = renderer.words["explorer"]["deadline_basis"]["counted"]
    setting |= {"deadline_basis": {**setting["deadline_basis"], "counted": counted}}
    setting |= {"verdict": renderer.words["compare"]["verdict"], "of_basis": renderer.say.take["basis"]}
    setting |= {"reposted": renderer.words["documents"]["reposted"], "language": renderer.language}
    setting |= {"first": renderer.rules.limits.searched}
    title, lede = renderer.words["pages"]["search"], renderer.words["search"]["lede"]
    return renderer.page("search/", "search.html", title, lede, lede=lede, setting=Markup(script(setting)))


def _labels(renderer: Renderer, table: str, column: str) -> dict[str, str]:
    codes = [one.value for one in renderer.library.schemas[table].field(column).categories]
    return {code: renderer.say.label(table, column, code) for code in codes}


# ---- parts of hand-written pages ----


def files(renderer: Renderer, listed: Sequence[PublishedFile]) -> str:
    """The table of downloads, with schema.org's description of the dataset beside it.

    A group of more files than a list may hold is named with its number: the manifest has them all.
    """
    offered = [entry for entry in listed if not entry.path.startswith(f"{address.API}/schema/")]
    groups = [(name, [entry for entry in offered if group_of(entry.path) == name]) for name in GROUPS]
    subject = all_data(renderer.library)
    parts = [of_document(record) for record in subject.documents]
    variables = renderer.library.registry["indicators"].values()
    jsonld = described(renderer, subject, offers(listed, renderer.language), variables, parts)
    return str(renderer.fill("files.html", groups=groups, most=renderer.rules.limits.files, jsonld=jsonld))


def citing(renderer: Renderer) -> str:
    """How to cite the whole."""
    return str(renderer.fill("citing.html", citations=citations(renderer, str(renderer.words["whole"]), "")))
