"""The index of names: what documents, bodies, indicators and pages are called, in both languages.

The search page asks it before the full text, so that a name, a part of one or its usual abbreviation (市经信委 for
市经济信息化委) finds the thing itself and not first a text that mentions it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from publisher.model.library import Library
from publisher.render.context import Desk
from publisher.render.html import Words

Name = tuple[str, str, str, list[str]]  # kind, path below the language, title, other names


def names(desk: Desk, pages: Iterable[tuple[str, str]]) -> str:
    """The index of one language as JSON. pages: path and title of those that menus name."""
    found: list[Name] = [*_documents(desk.library, desk.say), *_indicators(desk.library, desk.say)]
    found += [*_units(desk.library, desk.say), *(("pages", path, title, []) for path, title in pages)]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _path(say: Words, table: str, record_id: str) -> str:
    return say.url(table, record_id).split("/", 2)[2]


def _documents(library: Library, say: Words) -> Iterator[Name]:
    for record in library.registry["documents"].values():
        title = str(record.values[f"title_{say.language}"])
        others = [record.title_zh, record.title_en, record.short_zh, record.short_en, record.doc_number]
        yield "documents", _path(say, "documents", record.id), title, _different(title, others)


def _indicators(library: Library, say: Words) -> Iterator[Name]:
    for record in library.registry["indicators"].values():
        title = str(record.values[f"name_{say.language}"])
        yield (
            "indicators",
            _path(say, "indicators", record.id),
            title,
            _different(title, [record.name_zh, record.name_en]),
        )


def _units(library: Library, say: Words) -> Iterator[Name]:
    for record in library.registry["units"].values():
        title = str(record.values[f"name_{say.language}"])
        area = f"{record.area_zh}" if record.area_zh else ""
        others = [record.name_zh, record.name_en, *(name.name for name in library.names.get(record.id, ()))]
        yield "units", _path(say, "units", record.id), title, [*_different(title, others), *([area] if area else [])]


def _different(title: str, others: Iterable[str | None]) -> list[str]:
    return [name for name in dict.fromkeys(others) if name and name != title]
