"""Pages that list: the figures that are no targets, the dictionary, the rules, the quality, the changes, the search."""

from __future__ import annotations

from collections import Counter
from typing import Any

import markdown
from markupsafe import Markup

from publisher import address
from publisher.check import catalogue
from publisher.locale import words
from publisher.publish.catalogue import dataset_jsonld, script
from publisher.publish.manifest import Entry, entries
from publisher.quality import Difference, Quality, double
from publisher.render.citing import citations
from publisher.render.desk import Desk
from publisher.render.page import Page

TABLES = ("clauses", "tasks", "responsibilities", "targets", "observations", "mentions", "notes")


def observations(desk: Desk) -> Page:
    """Every stated quantity that is no target, by kind."""
    groups: dict[str, list[Any]] = {c.value: [] for c in desk.library.schemas["observations"].field("kind").categories}
    for plan in desk.plans():
        for quantity in plan.observations:
            groups[quantity.record.kind].append(quantity)
    title = desk.words["pages"]["observations"]
    about = {"section": "targets", "description": desk.words["observations"]["lede"]}
    shown = [(kind, rows) for kind, rows in groups.items() if rows]
    return desk.page("observations/", "observations.html", title, about=about, groups=shown)


def dictionary(desk: Desk) -> Page:
    """Every table and column, from the schemas."""
    title = desk.words["pages"]["dictionary"]
    about = {"section": "data", "description": desk.words["dictionary"]["lede"], "indexed": True}
    return desk.page("dictionary/", "dictionary.html", title, about=about, schemas=list(desk.library.schemas))


def rules(desk: Desk) -> Page:
    """The catalogue of checks, with the language's own help where there is one."""
    text = words(desk.language)
    areas: dict[str, list[dict[str, str]]] = {}
    for check in catalogue().values():
        own = text["rules"].get(check.code) or {}
        found = {name: str(own.get(name) or getattr(check, name)) for name in ("rule", "why", "fix")}
        areas.setdefault(check.area, []).append({"code": check.code, "severity": str(check.severity), **found})
    title = desk.words["pages"]["rules"]
    about = {"section": "about", "description": desk.words["rules"]["lede"].format(n=len(catalogue())), "indexed": True}
    return desk.page(
        "rules/", "rules.html", title, about=about, areas=list(areas.items()), total=len(catalogue()),
        severity=text["report"],
    )  # fmt: skip


def quality_page(desk: Desk) -> Page:
    """How good the data are, in figures that the build computed."""
    figures: Quality = desk.shared["quality"]
    by_document: dict[str, list[Difference]] = {}
    for difference in figures.differences:
        by_document.setdefault(difference.document_id, []).append(difference)
    notes: Counter[str] = Counter(note.kind for plan in desk.plans() for note in plan.notes)
    addresses = {quantity.id: desk.say.url(quantity.record.table, quantity.id) for _, quantity in desk.quantities()}
    names = desk.words["quality"]["fields"]

    def field_name(field: str) -> str:
        own = desk.library.schemas["readings"].names
        return str(names.get(field) or (desk.say.title("readings", field) if field in own else field))

    return desk.page(
        "quality/",
        "quality.html",
        desk.words["pages"]["quality"],
        about={"section": "about", "description": desk.words["quality"]["lede"]},
        q=figures,
        double=double(figures.plans),
        report=desk.report,
        tables=TABLES,
        covered=any(plan.figures is not None for plan in figures.plans),
        by_document=by_document,
        addresses=addresses,
        notes=sorted(notes.items(), key=lambda item: -item[1]),
        field_name=field_name,
    )


def changes(desk: Desk) -> Page:
    """The log of changes, as it is kept in CHANGELOG.md."""
    path = desk.root / "CHANGELOG.md"
    text = path.read_text("utf-8") if path.exists() else ""
    body = text.split("\n## ", 1)
    log = Markup(markdown.markdown("## " + body[1])) if len(body) > 1 else Markup("")
    about = {"section": "data", "description": desk.words["changes"]["lede"]}
    return desk.page("changes/", "changes.html", desk.words["pages"]["changes"], about=about, changes=log)


def search(desk: Desk) -> Page:
    """The page of the search."""
    text = desk.words["search"]
    setting = {name: text[name] for name in ("searching", "found", "none")} | {
        "kinds": desk.words["kinds"],
        "language": desk.language,
    }
    about = {"section": "search", "scripts": ("search.js",), "description": text["lede"]}
    return desk.page(
        "search/", "search.html", desk.words["pages"]["search"], about=about, setting=Markup(script(setting))
    )


# ---- parts of hand-written pages ----

GROUPS = (
    ("people", ("data/excel/", "data/new-infrastructure-plans.xlsx")),
    ("wide", ("data/",)),
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


def files(desk: Desk) -> str:
    """The table of downloads, with schema.org's description of the dataset beside it."""
    listed: list[Entry] = list(entries(desk.out)) if (desk.out / address.DATA / "datapackage.json").exists() else []
    offered = [entry for entry in listed if not entry.path.startswith(f"{address.API}/schema/")]
    groups = [(name, [entry for entry in offered if group_of(entry.path) == name]) for name, _ in GROUPS]
    jsonld = Markup(script(dataset_jsonld(desk.library, listed, desk.language)))
    return str(desk.fill("files.html", groups=groups, jsonld=jsonld))


def citing(desk: Desk) -> str:
    """How to cite the whole."""
    return str(desk.fill("citing.html", citations=citations(desk, str(desk.words["whole"]), "")))
