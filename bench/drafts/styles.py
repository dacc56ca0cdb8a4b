"""How good drafting is on texts that nobody prepared: invented ones of many styles, beside what a person read in them.

A text NAME.txt (.html, .md …) has its truth in NAME.yml: what the document says of itself, and a line for each
heading (path, kind, number or "-", heading), statement (clause, role=names …), figure (clause, table, figure as
printed, value or lowest-highest, comparator, date where one is printed, else "-"), project (clause, stage, name) and
party (clause, name).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bench.drafts.measure import Score, summed
from publisher.codebook.bodies import names_of
from publisher.draft.analysis import find
from publisher.draft.state import Suggestion
from publisher.draft.suggest.plan import suggestions
from publisher.draft.text.extract import READERS, read
from publisher.read.registry import Registry

# What the project asks of drafting on these texts: recall, precision.
BARS: Mapping[str, tuple[float, float | None]] = {
    "headings": (0.99, 0.99),
    "statements": (0.97, 0.97),
    "bodies": (0.97, 0.97),
    "roles-printed": (0.97, None),
    "targets": (0.95, 0.90),
    "values": (1.0, None),
    "deadlines-printed": (0.95, None),
    "sure": (0.99, None),
}
_ABOUT = ("title", "kind", "doc_number", "issuer", "dated_on", "published_on", "horizon")
_TABLES = {"target": "targets", "observation": "observations", "mention": "mentions"}


@dataclass(frozen=True, slots=True)
class Truth:
    """What a person read in a text. clauses: path → kind, number, heading. statements: clause, name → role.

    figures: clause, printed → table, value, highest value, comparator, date (several: with | between).
    """

    area: str
    about: Mapping[str, Any]
    clauses: Mapping[str, tuple[str, str, str]]
    statements: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    figures: Mapping[tuple[str, str], tuple[str, str, str, str, str]]
    projects: Mapping[tuple[str, str], str]
    parties: frozenset[tuple[str, str]]


def truth_of(path: Path) -> Truth:
    """The truth of a text, from its file."""
    data = yaml.safe_load(path.read_text("utf-8"))
    lines = {
        name: [line.split(maxsplit=parts) for line in (data.get(name) or "").splitlines() if line.strip()]
        for name, parts in (("clauses", 3), ("statements", 9), ("figures", 9), ("projects", 2), ("parties", 1))
    }
    return Truth(
        data["area"],
        {{"title": "title_zh"}.get(name, name): data[name] for name in _ABOUT if name in data},
        {
            line[0]: (line[1], line[2].removeprefix("-") if len(line) > 2 else "", line[3] if len(line) > 3 else "")
            for line in lines["clauses"]
        },
        tuple((line[0], tuple(_bodies(line[1:]))) for line in lines["statements"]),
        {(line[0], line[2]): _figure(line) for line in lines["figures"]},
        {(line[0], line[2]): line[1] for line in lines["projects"]},
        frozenset((line[0], line[1]) for line in lines["parties"]),
    )


def _bodies(parts: list[str]) -> Iterator[tuple[str, str]]:
    for part in parts:
        role, _, names = part.partition("=")
        yield from ((name.text, role) for name in names_of(names))


def _figure(line: list[str]) -> tuple[str, str, str, str, str]:
    low, _, high = line[3].partition("-")
    return _TABLES[line[1]], low, high, line[4], line[5].strip("-") if line[5] == "-" else line[5]


def texts(folder: Path) -> Iterator[tuple[str, str, Truth]]:
    """The texts of a folder, as they are read for drafting, with their truth; in the order of their names."""
    for path in sorted(folder.iterdir()):
        if path.suffix in READERS and path.with_suffix(".yml").is_file():
            yield path.name, read(path).text, truth_of(path.with_suffix(".yml"))


def measure_styles(folder: Path, registry: Registry) -> tuple[Score, ...]:
    """The scores of every text of a folder, then their sums (document "all")."""
    scores: list[Score] = []
    for name, text, truth in texts(folder):
        scores += scores_of(name, text, truth, registry)
    return summed(scores)


def scores_of(name: str, text: str, truth: Truth, registry: Registry) -> list[Score]:
    """The scores of one text."""
    analysis = find(text, registry, area_code=truth.area)
    rows = suggestions(analysis, "x", registry, area_code=truth.area) if analysis else []
    by_table: dict[str, list[Suggestion]] = {}
    for row in rows:
        by_table.setdefault(row.table, []).append(row)
    return [
        *_headings(name, by_table.get("clauses", []), truth),
        *_statements(name, by_table.get("responsibilities", []), truth),
        *_figures(name, by_table, truth),
        *_projects(name, by_table, truth),
        _sure(name, rows, truth),
    ]


def _path(clause: str) -> str:
    return clause.partition(".")[2]


def _headings(name: str, rows: list[Suggestion], truth: Truth) -> Iterator[Score]:
    mine = {_path(row.record): row.cells for row in rows}
    both = [
        path
        for path, (_, number, heading) in truth.clauses.items()
        if path in mine and (mine[path]["number_printed"], mine[path]["heading_zh"]) == (number, heading)
    ]
    yield Score(name, "headings", len(truth.clauses), len(mine), len(both))
    right = sum(mine[path]["kind"] == truth.clauses[path][0] for path in both)
    yield Score(name, "kinds-of-heading", len(both), len(both), right)


def _statements(name: str, rows: list[Suggestion], truth: Truth) -> Iterator[Score]:
    drafted: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        place = (_path(row.cells["task_id"]), row.cells["statement"])
        drafted.setdefault(place, {})[row.cells["name_printed"]] = row.cells["role"]
    free, said, names = dict(drafted), 0, 0
    roles = Counter[bool]()
    for clause, bodies in truth.statements:
        theirs = dict(bodies)
        near = [place for place in free if place[0] == clause and free[place].keys() & theirs.keys()]
        if not near:
            continue
        mine = free.pop(max(near, key=lambda place: len(free[place].keys() & theirs.keys())))
        said += 1
        names += len(mine.keys() & theirs.keys())
        roles.update(
            mine[one] == role for one, role in theirs.items() if one in mine and {role, mine[one]} != {"undivided"}
        )
    yield Score(name, "statements", len(truth.statements), len(drafted), said)
    yield Score(name, "bodies", sum(len(bodies) for _, bodies in truth.statements), len(rows), names)
    yield Score(name, "roles-printed", roles.total(), roles.total(), roles[True])


def _figures(name: str, rows: dict[str, list[Suggestion]], truth: Truth) -> Iterator[Score]:
    targets = [row for row in rows.get("targets", []) if row.cells.get("figure_printed")]
    wanted = {place: said for place, said in truth.figures.items() if said[0] == "targets"}
    near = [(row, wanted[_place(row)]) for row in targets if _place(row) in wanted]
    yield Score(name, "targets", len(wanted), len(targets), len({_place(row) for row, _ in near}))
    right = [(row.cells.get("value", ""), row.cells.get("value_max", "")) == said[1:3] for row, said in near]
    yield Score(name, "values", len(near), len(near), sum(right))
    right = [row.cells.get("comparator", "") == said[3] for row, said in near]
    yield Score(name, "comparators", len(near), len(near), sum(right))
    printed = [_due(row) in said[4].split("|") for row, said in near if said[4]]
    yield Score(name, "deadlines-printed", len(printed), len(printed), sum(printed))
    none = [_due(row) == "" for row, said in near if not said[4]]
    yield Score(name, "deadlines-not-printed", len(none), len(none), sum(none))


def _place(row: Suggestion) -> tuple[str, str]:
    return _path(row.cells["clause_id"]), row.cells["figure_printed"]


def _due(row: Suggestion) -> str:
    """The date that a target's words give; "" where it has none but the plan's own end."""
    return row.cells.get("deadline", "") if row.cells.get("deadline_basis") in ("stated", "section") else ""


def _projects(name: str, rows: dict[str, list[Suggestion]], truth: Truth) -> Iterator[Score]:
    mine = {(_path(row.cells["clause_id"]), row.cells["name_zh"].strip("“”")): row for row in rows.get("projects", [])}
    both = {
        place: next((row for (clause, own), row in mine.items() if clause == place[0] and place[1] in own), None)
        for place in truth.projects
    }
    hit = {place: row for place, row in both.items() if row is not None}
    yield Score(name, "projects", len(truth.projects), len(mine), len(hit))
    right = sum(row.cells["stage"] == truth.projects[place] for place, row in hit.items())
    yield Score(name, "stages", len(hit), len(hit), right)
    parties = {row.cells["name_printed"] for row in rows.get("parties", [])}
    yield Score(name, "parties", len(truth.parties), len(parties), len({party for _, party in truth.parties} & parties))


def _sure(name: str, rows: list[Suggestion], truth: Truth) -> Score:
    judged = [verdict for row in rows if row.confidence == "high" and (verdict := right_of(row, truth)) is not None]
    return Score(name, "sure", len(judged), len(judged), sum(judged))


def right_of(row: Suggestion, truth: Truth) -> bool | None:
    """Whether a suggestion is what a person read; None where the truth does not say."""
    cells = row.cells
    if row.table in ("clauses", "tasks"):
        said = truth.clauses.get(_path(row.record))
        if row.table == "tasks":
            return said is not None and said[0] == cells["kind"]
        return said == (cells["kind"], cells["number_printed"], cells["heading_zh"])
    if row.table == "responsibilities":
        clause = _path(cells["task_id"])
        return any((cells["name_printed"], cells["role"]) in bodies for at, bodies in truth.statements if at == clause)
    if row.table in ("targets", "observations") and cells.get("figure_printed"):
        figure = truth.figures.get(_place(row))
        if figure is None or figure[0] != row.table:
            return False
        number = cells.get("value", ""), cells.get("value_max", ""), cells.get("comparator", "")
        return number == figure[1:4] and (row.table == "observations" or _due(row) in figure[4].split("|"))
    if row.table == "mentions" and cells.get("figure_printed"):
        return truth.figures.get(_place(row), ("mentions",))[0] == "mentions"
    if row.table == "documents":
        about = dict(truth.about)
        horizon = about.pop("horizon", None)
        right = all(cells.get(key, "") == value for key, value in about.items() if key != "issuer")
        return right and (horizon is None or horizon == [cells.get("horizon_start"), cells.get("horizon_end")])
    return None
