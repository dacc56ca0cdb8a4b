"""The table of targets of a large corpus, which is read in pieces: an index, and a file of rows a document.

JSON, not Parquet, though made from the same rows: a browser reads it without foreign code, from any static host.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from markupsafe import Markup

from publisher.model.records import Record
from publisher.publish.describe.schema_org import script
from publisher.render.context import Desk
from publisher.render.page import Page, rooted, up
from publisher.render.views.explorer import COLUMNS, FACETS, PLACES, Lines, setting_of

OF_DOCUMENT, OF_ROW = ("level", "area"), ("kind", "indicator", "year", "basis")  # its facets


class Pieces:
    """The index of all rows and the rows of each document, as plans come."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.choices: dict[str, dict[str, list[Any]]] = {name: {} for name in (*OF_DOCUMENT, *OF_ROW)}
        self.documents: list[Any] = []
        self.kept: dict[tuple[int, ...], int] = {}  # codes of a row's facets → their number
        self.first: list[Markup] = []
        self.ready: list[tuple[str, bytes]] = []
        self.total = 0

    def add(self, document_id: str, line: Lines) -> None:
        """Add the rows of one document."""
        record = self.desk.say.document(document_id)
        places = [self._place("level", str(record.area_level), self._level(record))]
        places.append(self._place("area", str(record.area_code), str(record.values[f"area_{self.desk.language}"])))
        at = [FACETS.index(name) for name in OF_ROW]
        numbers = []
        for facets in line["facets"]:
            own = [facets.split(";")[n] for n in at]
            codes = [line["choices"][name][int(place)] for name, place in zip(OF_ROW, own, strict=True)]
            placed = tuple(self._place(name, *code) for name, code in zip(OF_ROW, codes, strict=True))
            numbers.append(self.kept.setdefault(placed, len(self.kept)))
        rows = [row.replace(f' data-f="{PLACES}"', "", 1) for row in line["rows"]]
        found = [record.values[f"short_{self.desk.say.other}"], record.doc_number, record.values["area_zh"]]
        self.documents.append(
            [document_id, self.desk.say.short(document_id), *places, " ".join(str(f) for f in found if f), numbers]
        )
        self.total += len(rows)
        self.first += [Markup(row) for row in rows[: self.desk.rules.limits.rows - len(self.first)]]
        name = f"targets/rows/{document_id}.json"
        self.ready.append((name, orjson.dumps([rooted(row, up("targets/")) for row in rows])))

    def _level(self, record: Record) -> str:
        return self.desk.say.label("documents", "area_level", record.area_level)

    def _place(self, facet: str, code: str, label: str) -> int:
        held: list[Any] = self.choices[facet].setdefault(code, [len(self.choices[facet]), label])
        return int(held[0])

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files that are complete and were not given yet."""
        yield from self.ready
        self.ready = []

    def end(self) -> None:
        """All documents are in: the index is complete."""
        labels = self.desk.words["explorer"]["facets"]
        index = {
            "version": self.desk.library.version,
            "facets": [
                [name, labels[name], [[code, label] for code, (_, label) in held.items()]]
                for name, held in self.choices.items()
            ],
            "kept": list(self.kept),
            "documents": self.documents,
        }
        self.ready.append(("targets/index.json", orjson.dumps(index)))


def in_pieces(desk: Desk, pieces: Pieces, api: str) -> Page:
    """The page of all targets of a large corpus: the first rows, and what the script needs to read the others.

    api: the address of the records of all targets, or of one document's where it holds {id}.
    """
    pieces.end()
    limits = desk.rules.limits
    setting = {
        **setting_of(desk, "script_pages"),
        "api": api,
        "divided": "{id}" in api,
        "page": limits.rows,
        "most": limits.looked,
        "files": limits.gathered,
    }
    title = desk.words["pages"]["targets"]
    lede = desk.words["targets"]["lede"].format(n=f"{pieces.total:,}", plans=f"{len(desk.library.plan_ids):,}")
    return desk.page(
        "targets/", "targets_pages.html", title, lede, rows=pieces.first, lede=lede, columns=COLUMNS,
        setting=Markup(script(setting)), looked=limits.looked,
    )  # fmt: skip
