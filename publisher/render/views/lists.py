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
from publisher.publish.describe.schema_org import offers, script
from publisher.publish.describe.subject import of_document, whole
from publisher.publish.manifest import Entry
from publisher.publish.wide import bases, wide
from publisher.render.citing import citations
from publisher.render.context import Desk
from publisher.render.described import described
from publisher.render.facts import Facts
from publisher.render.page import Page
from publisher.render.paging import Sheet
from publisher.terms import address
from publisher.terms.messages import Message, known, text, words
from publisher.terms.problem import Severity
from publisher.work.job import job

TABLES = ("clauses", "tasks", "responsibilities", "targets", "observations", "mentions", "notes")


def documents(desk: Desk, cards: Sequence[str], path: str, sheet: Sheet) -> Page:
    """All documents, as cards."""
    title, lede = desk.words["pages"]["documents"], desk.words["documents"]["lede"]
    return desk.page(path, "documents.html", title, lede, cards=[Markup(text) for text in cards], sheet=sheet)


def dictionary(desk: Desk) -> Page:
    """Every table and column, from the schemas."""
    title, lede = desk.words["pages"]["dictionary"], desk.words["dictionary"]["lede"]
    return desk.page(
        "dictionary/",
        "dictionary.html",
        title,
        lede,
        schemas=[*wide(desk.library.schemas), *bases(desk.library.schemas).values()],
    )


def rules(desk: Desk) -> Page:
    """The catalogue of rules."""
    areas: dict[str, list[dict[str, str]]] = {}
    for check in catalogue().values():
        said = {name: Message(f"{check.code}.{name}") for name in ("rule", "why", "fix")}
        found = {name: text(message, desk.language) if known(message) else "" for name, message in said.items()}
        areas.setdefault(check.area, []).append({"code": check.code, "severity": str(check.severity), **found})
    severities = {level: text(severity(level), desk.language) for level in Severity}
    title, lede = desk.words["pages"]["rules"], desk.words["rules"]["lede"].format(n=len(catalogue()))
    held = {"areas": list(areas.items()), "total": len(catalogue()), "severity": severities}
    return desk.page("rules/", "rules.html", title, lede, **held)


def _field_name(desk: Desk) -> Callable[[str], str]:
    names = desk.words["quality"]["fields"]

    def field_name(field: str) -> str:
        own = desk.library.schemas["readings"].names
        return str(names.get(field) or (desk.say.title("readings", field) if field in own else field))

    return field_name


def quality_of(desk: Desk, plan: PlanModel, differences: Sequence[Difference]) -> list[Markup]:
    """One document's row of figures, and how the differences between its readers were settled."""
    row = desk.fill("of_quality.html", plan=plan, tables=TABLES, covered=bool(desk.library.package.sources))
    if not differences:
        return [row, Markup()]
    held = {"items": differences, "document_id": plan.id, "known": plan.quantities, "field_name": _field_name(desk)}
    return [row, desk.fill("of_differences.html", **held)]


def quality(desk: Desk, facts: Facts, report: Any, sections: Sequence[Sequence[str]], path: str, sheet: Sheet) -> Page:
    """How good the data are, in figures that the build computed. sections: each document's row and differences."""
    return desk.page(
        path,
        "quality.html",
        desk.words["pages"]["quality"],
        desk.words["quality"]["lede"],
        facts=facts,
        report=report,
        tables=TABLES,
        covered=bool(desk.library.package.sources),
        rows=[Markup(row) for row, _ in sections],
        differences=[Markup(text) for _, text in sections if text],
        notes=sorted(facts.notes.items(), key=lambda item: -item[1]),
        field_name=_field_name(desk),
        sheet=sheet,
    )


def changes(desk: Desk, root: Path) -> Page:
    """The log of changes, as it is kept in CHANGELOG.md of the project's folder."""
    path = root / "CHANGELOG.md"
    text = path.read_text("utf-8") if path.exists() else ""
    body = text.split("\n## ", 1)
    log = desk.library.engine.do(job(html_of, "## " + body[1])) if len(body) > 1 else ""
    title, lede = desk.words["pages"]["changes"], desk.words["changes"]["lede"]
    return desk.page("changes/", "changes.html", title, lede, changes=Markup(log))


def html_of(text: str) -> str:
    """Markdown as HTML."""
    import markdown  # loaded where something is to be made

    return str(markdown.markdown(text))


def search(desk: Desk) -> Page:
    """The page of the search."""
    told = words(desk.language)["find"]
    setting = {name: text for name, text in told.items() if name != "reading"}
    setting |= {name: _labels(desk, "targets", name) for name in ("basis", "hedge")}
    setting |= {"role": _labels(desk, "responsibilities", "role"), "stage": _labels(desk, "projects", "stage")}
    setting |= {name: desk.words[name] for name in ("columns", "colon", "comma", "same_thing")}
    setting |= {"verdict": desk.words["compare"]["verdict"], "of_basis": desk.say.take["basis"]}
    setting |= {"language": desk.language, "first": desk.rules.limits.searched}
    title, lede = desk.words["pages"]["search"], desk.words["search"]["lede"]
    return desk.page("search/", "search.html", title, lede, lede=lede, setting=Markup(script(setting)))


def _labels(desk: Desk, table: str, column: str) -> dict[str, str]:
    codes = [one.value for one in desk.library.schemas[table].field(column).categories]
    return {code: desk.say.label(table, column, code) for code in codes}


# ---- parts of hand-written pages ----

GROUPS = (
    ("people", ("data/excel/", "data/new-infrastructure-plans.xlsx")),
    ("wide", ("data/",)),
    ("findings", ("data/findings", "data/deadlines.ics")),
    ("packages", ("data/packages/",)),
    (
        "machines",
        (
            "data/datapackage.json",
            "data/tables/",
            "data/parquet/",
            "data/datasette.json",
            "data/manifest.json",
            "SHA256SUMS",
        ),
    ),
    ("api", ("api/", "catalog.jsonld", "changes.atom")),
)


def group_of(path: str) -> str:
    """The group of downloads that a file belongs to: the longest prefix decides."""
    found = [(len(prefix), name) for name, prefixes in GROUPS for prefix in prefixes if path.startswith(prefix)]
    return max(found, default=(0, "machines"))[1]


def files(desk: Desk, listed: Sequence[Entry]) -> str:
    """The table of downloads, with schema.org's description of the dataset beside it.

    A group of more files than a list may hold is named with its number: the manifest has them all.
    """
    held = [entry for entry in listed if not entry.path.startswith(f"{address.API}/schema/")]
    groups = [(name, [entry for entry in held if group_of(entry.path) == name]) for name, _ in GROUPS]
    subject = whole(desk.library)
    parts = [of_document(record) for record in subject.documents]
    variables = desk.library.registry["indicators"].values()
    jsonld = described(desk, subject, offers(listed, desk.language), variables, parts)
    return str(desk.fill("files.html", groups=groups, most=desk.rules.limits.files, jsonld=jsonld))


def citing(desk: Desk) -> str:
    """How to cite the whole."""
    return str(desk.fill("citing.html", citations=citations(desk, str(desk.words["whole"]), "")))
