"""The explorer: every target in one table, whole and readable without a script; the script adds filters and views."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from markupsafe import Markup

from publisher.model import PlanModel, Quantity, Record
from publisher.publish.catalogue import script
from publisher.render.desk import Desk
from publisher.render.page import HERE, Page, rooted, up

FACETS = ("document", "pillar", "indicator", "unit", "kind", "year", "basis")
COLUMNS = ("document", "what", "amount", "basis", "deadline", "who", "indicator", "pillar", "checked")
HIDDEN = ("indicator", "pillar")  # at first view
NOTHING = "none"  # the code of “has none”
PLACES = "@places"  # stands in a plan's row for the places of its facets' codes, which depend on all plans

Lines = dict[str, Any]  # rows: HTML; facets: of each row, places of its plan's choices; choices: facet → code, label


@dataclass(frozen=True)
class Line:
    """One row: the quantity, the positions of its facets' codes, its sort keys, and words to be found by."""

    q: Quantity
    facets: str
    found_by: str
    year: str


class Choices:
    """The choices of each facet, in the order in which they are met; a code's place is what rows say."""

    def __init__(self) -> None:
        self.places: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        self.labels: dict[str, list[list[str]]] = {name: [] for name in FACETS}

    def place(self, facet: str, code: str, label: str) -> int:
        places = self.places[facet]
        if code not in places:
            places[code] = len(places)
            self.labels[facet].append([code, label])
        return places[code]

    def placed(self, line: Lines, facets: str) -> str:
        """The facets of a row of one plan, said by the places that its choices have here."""
        own = ([int(n) for n in places.split(",")] for places in facets.split(";"))
        return ";".join(
            ",".join(str(self.place(name, *line["choices"][name][n])) for n in numbers)
            for name, numbers in zip(FACETS, own, strict=True)
        )


def codes(desk: Desk, plan: PlanModel, q: Quantity) -> dict[str, list[tuple[str, str]]]:
    """Facet → the codes of a quantity with their labels."""
    say, record = desk.say, q.record
    nothing = (NOTHING, desk.words["explorer"]["none"])
    units = {b.unit_id: None for s in q.statements for b in s.bodies}
    indicator = desk.library.registry["indicators"].get(record.indicator_id or "")
    pillar = (q.pillar.id, f"{say.short(plan.id)} · {say.heading_text(q.pillar)}") if q.pillar else nothing
    return {
        "document": [(plan.id, say.short(plan.id))],
        "pillar": [pillar],
        "indicator": [(indicator.id, str(indicator.values[f"name_{desk.language}"])) if indicator else nothing],
        "unit": [(unit, say.unit_name(unit)) for unit in units] or [nothing],
        "kind": [(record.kind, say.label("targets", "kind", record.kind))],
        "year": [(str(record.deadline)[:4],) * 2 if record.deadline else nothing],
        "basis": [(record.basis, say.label("targets", "basis", record.basis)) if record.basis else nothing],
    }


def found_by(desk: Desk, plan: PlanModel, q: Quantity) -> str:
    """Words that a row is found by and does not show: the other language's, the plain number, the document number."""
    other = desk.say.other
    record, document = q.record, plan.document
    units = [desk.say.unit(b.unit_id) for s in q.statements for b in s.bodies]
    parts: Iterable[Any] = (
        q.id,
        record.values[f"what_{other}"],
        record.value,
        record.figure_printed,
        document.values[f"short_{other}"],
        document.doc_number,
        *(u.values[f"name_{other}"] for u in units),
        *(b.name_printed for s in q.statements for b in s.bodies),
    )
    return " ".join(dict.fromkeys(str(part) for part in parts if part is not None))


def lines(desk: Desk, plan: PlanModel) -> Lines:
    """The rows of one plan's targets, their facets, and the choices that these are places of."""
    choices, rows, facets = Choices(), [], []
    for q in plan.targets:
        own = codes(desk, plan, q)
        facets.append(";".join(",".join(str(choices.place(name, *pair)) for pair in own[name]) for name in FACETS))
        line = Line(q, PLACES, found_by(desk, plan, q), own["year"][0][0])
        rows.append(str(desk.fill("of_targets.html", line=line)))
    return {"rows": rows, "facets": facets, "choices": choices.labels}


def explorer(desk: Desk, held: Sequence[Lines], api: str) -> Page:
    """The page of all targets. api: the address of the file that has them all."""
    choices = Choices()
    rows = [
        Markup(row.replace(PLACES, choices.placed(line, facets), 1))
        for line in held
        for row, facets in zip(line["rows"], line["facets"], strict=True)
    ]
    setting = {
        "facets": [[name, desk.words["explorer"]["facets"][name], choices.labels[name]] for name in FACETS],
        **_setting(desk),
        "api": f"{HERE}{api}",
    }
    lede = desk.words["targets"]["lede"].format(n=len(rows), plans=len(desk.library.plan_ids))
    return desk.page(
        "targets/", "targets.html", desk.words["pages"]["targets"], lede, rows=rows, lede=lede, columns=COLUMNS,
        setting=Markup(script(setting)), api=api,
    )  # fmt: skip


def _setting(desk: Desk, names: str = "script") -> dict[str, Any]:
    text = desk.words["explorer"]
    return {
        "columns": [[name, desk.words["columns"][name]] for name in COLUMNS],
        "hidden": HIDDEN,
        "words": {key: text[key] for key in text[names]},
    }


# ---- the table of a large corpus, which is read in pieces: an index, and a file of rows a document ----

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
        **_setting(desk, "script_pages"),
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
