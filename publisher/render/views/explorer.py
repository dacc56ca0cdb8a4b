"""The explorer: every target in one table, whole and readable without a script; the script adds filters and views."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from publisher.model.plan import PlanModel, Quantity
from publisher.publish.describe.schema_org import script
from publisher.render.context import Desk
from publisher.render.page import HERE, Page

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
        **setting_of(desk),
        "api": f"{HERE}{api}",
    }
    lede = desk.words["targets"]["lede"].format(n=len(rows), plans=len(desk.library.plan_ids))
    return desk.page(
        "targets/", "targets.html", desk.words["pages"]["targets"], lede, rows=rows, lede=lede, columns=COLUMNS,
        setting=Markup(script(setting)), api=api,
    )  # fmt: skip


def setting_of(desk: Desk, names: str = "script") -> dict[str, Any]:
    """What the script needs to know of the table. names: the list of the words that it says."""
    text = desk.words["explorer"]
    return {
        "columns": [[name, desk.words["columns"][name]] for name in COLUMNS],
        "hidden": HIDDEN,
        "words": {key: text[key] for key in text[names]},
    }
