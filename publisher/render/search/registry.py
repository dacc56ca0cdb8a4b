"""The entries of what all plans share: documents, bodies, indicators, themes, and the pages that menus name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from publisher.codebook.areas import PROVINCES, names_within, spoken
from publisher.model.comparability import compared, reasons_among
from publisher.model.functions import function_of
from publisher.model.library import Library
from publisher.model.records import Record
from publisher.render.html import Words
from publisher.render.page_limits import PageLimits
from publisher.render.paging import path_of as path_of_sheet
from publisher.render.search.entry import Entry, aliases, entry, pair, path_of
from publisher.render.views.comparison import verdict
from publisher.terms.messages import LANGUAGES
from publisher.work.grouped import grouped


def of_registry(library: Library, say: Mapping[str, Words]) -> Iterator[Entry]:
    """The entries of the registry. say: language → its words."""
    others = aliases(library)
    yield from _documents(library, say, others)
    yield from _indicators(library, others)
    yield from _units(library, say, others)
    for theme in library.registry["themes"].values():
        names, about = others.get(theme.id, ()), pair(theme, "definition")
        yield entry("themes", "", (theme.name_zh, theme.name_en), names=names, about=about, id=theme.id)


def of_menus(titles: Mapping[str, Iterable[tuple[str, str]]]) -> Iterator[Entry]:
    """The pages that menus name. titles: language → path and title of each."""
    named: dict[str, dict[str, str]] = {}
    for language, pages in titles.items():
        for path, title in pages:
            named.setdefault(path, {})[language] = title
    for path, by_language in named.items():
        yield entry("pages", path, (by_language.get("zh"), by_language.get("en")))


def areas(library: Library) -> list[dict[str, Any]]:
    """The areas of the documents and their provinces: code, and how each is spoken of in either language."""
    by_code: dict[str, dict[str, Any]] = {}
    for record in library.registry["documents"].values():
        if record.area_code and record.id in library.plan_ids and not record.area_code.endswith("0000"):
            zh, en = names_within(str(record.area_zh))[0], str(record.area_en).split(", ")[-1]
            code, province = f"{record.area_code[:2]}0000", PROVINCES.get(record.area_code[:2], "")
            by_code.setdefault(code, {"code": code, "zh": zh, "en": en, "forms": sorted({zh, en, province} - {""})})
        if record.area_code and record.id in library.plan_ids:
            short = str(record.area_en or "").split(",")[0]
            zh, en = spoken(str(record.area_zh)), short.removesuffix(" District").removesuffix(" City")
            suffix = str(record.area_zh)[-1]
            forms = {zh, f"{zh}{suffix}", str(record.area_zh), en, short}
            by_code[record.area_code] = {"code": record.area_code, "zh": zh, "en": en, "forms": sorted(forms - {""})}
    return [by_code[code] for code in sorted(by_code)]


def _shorter(library: Library) -> dict[str, list[str]]:
    """Document → shorter forms of its short names that are of no other: without its area, 方案 for 行动方案."""
    forms: dict[str, set[str]] = {}
    for record in library.registry["documents"].values():
        zh, en = str(record.short_zh), str(record.short_en)
        bare = (zh.removeprefix(spoken(str(record.area_zh))), zh.replace("行动方案", "方案"), " ".join(en.split()[1:]))
        for form in bare:
            if form not in (zh, en) and (len(form) > 3 or " " in form):
                forms.setdefault(form, set()).add(record.id)
    return grouped((next(iter(ids)), form) for form, ids in forms.items() if len(ids) == 1)


def _ties(library: Library, say: Mapping[str, Words], own: str) -> Iterator[tuple[dict[str, str], str, str]]:
    """What other documents a document has to do with: how, the other's id, else its title and number."""
    for one in library.index.related.get(own, ()):
        tie, ahead = one.values, one.values["from_document_id"] == own
        how = {
            language: words.words["documents"]["to" if ahead else "from"][tie["relation"]]
            for language, words in say.items()
        }
        other = tie["to_document_id"] if ahead else tie["from_document_id"]
        title = f"《{tie['to_title_zh']}》" if tie["to_title_zh"] else ""
        yield how, other or "", "" if other else title + (tie["to_doc_number"] or "")


def _documents(library: Library, say: Mapping[str, Words], others: Mapping[str, list[str]]) -> Iterator[Entry]:
    shorter = _shorter(library)
    for record in library.registry["documents"].values():
        yield entry(
            "documents",
            path_of(library, "documents", record.id),
            (record.title_zh, record.title_en),
            names=[
                *(record.short_zh, record.short_en, record.doc_number),
                *shorter.get(record.id, ()),
                *others.get(record.id, ()),
            ],
            about=pair(record, "summary"),
            of=[record.issuer_unit_id],
            id=record.id,
            area=record.area_code,
            number_printed=record.doc_number,
            short=pair(record, "short"),
            dated=record.dated_on,
            published=record.published_on,
            until=record.horizon_end,
            ties=list(_ties(library, say, record.id)),
        )


def _indicators(library: Library, others: Mapping[str, list[str]]) -> Iterator[Entry]:
    for record in library.registry["indicators"].values():
        known = [one.values for one in compared(library, record.id)]
        codes = reasons_among(library, known)
        yield entry(
            "indicators",
            path_of(library, "indicators", record.id),
            (record.name_zh, record.name_en),
            names=[*_called(known), *others.get(record.id, ())],
            about=pair(record, "definition"),
            id=record.id,
            verdict=verdict(codes, len(known) - 1),
            limits=pair(record, "comparability"),
        )


def _called(known: Iterable[Mapping[str, Any]]) -> Iterator[str | None]:
    """What documents call the very thing that an indicator measures (5G基站 for 5G基站数)."""
    for values in known:
        if values.get("indicator_match") == "exact":
            yield from (values.get(f"what_{language}") for language in LANGUAGES)


def _alike(library: Library, unit: Record) -> str:
    """Where the bodies of a body's function stand side by side; "" where no other has it."""
    place, function = function_of(library.registry).get(unit.id, (0, None))
    return f"{path_of_sheet('functions/', place // PageLimits().functions)}#{function.bodies[0].id}" if function else ""


def _units(library: Library, say: Mapping[str, Words], others: Mapping[str, list[str]]) -> Iterator[Entry]:
    for record in library.registry["units"].values():
        names = [name.name for name in library.names.get(record.id, ())]
        counts = {name: n for name, n in library.index.counts(record.id).items() if n and name != "projects"}
        yield entry(
            "units",
            path_of(library, "units", record.id),
            (record.name_zh, record.name_en),
            names=[*names, *others.get(record.id, ())],
            about={language: say[language].label("units", "kind", record.kind) for language in LANGUAGES},
            id=record.id,
            area=record.area_code,
            where=record.area_zh,
            counts=counts,
            alike=_alike(library, record),
        )
