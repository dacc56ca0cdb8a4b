"""How good drafting is: each plan drafted with a registry that does not know it, compared with its checked data."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publisher.check.reading import period_of
from publisher.draft.analysis import Analysis, find
from publisher.draft.figures.candidate import Candidate
from publisher.draft.figures.deadlines import deadline_of
from publisher.draft.suggest.quantities import milestone_rows
from publisher.read.package import Package
from publisher.read.places import Span
from publisher.read.plan import Plan, read_plan
from publisher.read.registry import Registry
from publisher.read.table import Row
from publisher.terms.messages import Message, say, text

# What the project asks of drafting: recall, precision.
BARS: Mapping[str, tuple[float, float | None]] = {
    "clauses": (0.98, 0.98),
    "statements": (0.98, 0.98),
    "bodies": (0.97, 0.97),
    "figures": (0.97, 0.85),
    "values": (0.99, None),
}


@dataclass(frozen=True, slots=True)
class Score:
    """Of `expected` checked things `matched` were drafted right; `drafted` is how many were drafted in all.

    For a property of a matched thing (a value, a role) expected and drafted are the same: the things matched.
    """

    document: str
    what: str
    expected: int
    drafted: int
    matched: int

    @property
    def recall(self) -> float | None:
        return self.matched / self.expected if self.expected else None

    @property
    def precision(self) -> float | None:
        return self.matched / self.drafted if self.drafted else None


def without(registry: Registry, package: Package, document: str) -> Registry:
    """The registry as it would be without a plan: names and indicators that no other plan uses are gone."""
    units: set[str] = set()
    indicators: set[str] = set()
    for other in package.plan_ids:
        if other != document:
            plan = read_plan(package, other)
            units |= {row.unit_id for row in plan.rows("responsibilities")}
            indicators |= {row.indicator_id for name in ("targets", "observations") for row in plan.rows(name)}
    tables = dict(registry.tables)
    kept: dict[str, Callable[[Row], bool]] = {
        "unit_names": lambda r: r.unit_id in units,
        "units": lambda r: r.unit_id in units,
        "indicators": lambda r: r.indicator_id in indicators,
        "documents": lambda r: r.document_id != document,
    }
    for name, keep in kept.items():
        tables[name] = replace(tables[name], rows=tuple(row for row in tables[name].rows if keep(row)))
    return replace(registry, tables=tables)


def measure(package: Package) -> tuple[Score, ...]:
    """The scores of every plan whose text is at hand and whose data are there, then their sums (document "all")."""
    scores: list[Score] = []
    for document in package.plan_ids:
        plan = read_plan(package, document)
        if plan.text is None or plan.document is None or not plan.rows("clauses"):
            continue
        analysis = find(plan.text, without(package.registry, package, document), area_code=plan.document.area_code)
        if analysis:
            scores += [*_clauses(plan, analysis), *_statements(plan, analysis), *_figures(plan, analysis)]
            scores.append(_milestones(plan, analysis))
    return summed(scores)


def summed(scores: Sequence[Score]) -> tuple[Score, ...]:
    """Scores, then their sums over all texts (document "all")."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for score in scores:
        sums[score.what].update(expected=score.expected, drafted=score.drafted, matched=score.matched)
    return (*scores, *(Score("all", what, s["expected"], s["drafted"], s["matched"]) for what, s in sums.items()))


def _clauses(plan: Plan, analysis: Analysis) -> Iterator[Score]:
    checked = {(row.clause_id, row.number_printed, row.heading_zh): row.kind for row in plan.rows("clauses")}
    mine = {(clause.id(plan.document_id), clause.number, clause.heading): clause.kind for clause in analysis.clauses}
    both = checked.keys() & mine.keys()
    yield Score(plan.document_id, "clauses", len(checked), len(mine), len(both))
    yield Score(
        plan.document_id, "kinds-of-clause", len(both), len(both), sum(checked[key] == mine[key] for key in both)
    )


def _statements(plan: Plan, analysis: Analysis) -> Iterator[Score]:
    checked: dict[str, list[Row]] = defaultdict(list)
    for row in plan.rows("responsibilities"):
        checked[row.statement].append(row)
    free = list(analysis.statements)
    names = roles = said = 0
    for rows in checked.values():
        place = plan.places.get(rows[0][0])
        if not isinstance(place, Span):
            continue
        theirs = {row.name_printed: row.role for row in rows}
        near = [s for s in free if s.start < place.end and place.start < s.end]
        if not near:
            continue
        best = max(near, key=lambda s: len({body.name for body in s.bodies} & theirs.keys()))
        free.remove(best)
        said += 1
        mine = {body.name: body.role for body in best.bodies}
        names += len(mine.keys() & theirs.keys())
        roles += sum(mine[name] == theirs[name] for name in mine.keys() & theirs.keys())
    yield Score(plan.document_id, "statements", len(checked), len(analysis.statements), said)
    expected, drafted = len(plan.rows("responsibilities")), sum(len(s.bodies) for s in analysis.statements)
    yield Score(plan.document_id, "bodies", expected, drafted, names)
    yield Score(plan.document_id, "roles", names, names, roles)


_FIELDS = (("values", "value"), ("comparators", "comparator"), ("measures", "measure_id"), ("bases", "basis"))
_OWN = {"value": "value", "comparator": "comparator", "measure_id": "measure", "basis": "basis"}


def _figures(plan: Plan, analysis: Analysis) -> Iterator[Score]:
    rows = [
        (name, row) for name in ("targets", "observations", "mentions") for row in plan.rows(name) if row.figure_printed
    ]
    counts: Counter[str] = Counter()
    used: set[int] = set()
    for table, row in rows:
        place = plan.places.get(row[0])
        if not isinstance(place, Span) or row.figure_printed not in row.quote:
            continue
        start = place.start + row.quote.index(row.figure_printed)
        near = [f for f in analysis.figures if f.token.start < start + len(row.figure_printed) and start < f.token.end]
        if not near:
            continue
        counts["figures"] += 1
        used |= {id(figure) for figure in near}
        counts["tables"] += near[0].table == table
        if table != "mentions" and row.value and near[0].table != "mentions":
            counts["numbers"] += 1
            for what, column in _FIELDS:
                counts[what] += getattr(near[0], _OWN[column]) == getattr(row, column)
            if table == "targets":
                counts["dated"] += 1
                counts["deadlines"] += _deadline_right(plan, analysis, near[0], row)
    document = plan.document_id
    yield Score(
        document,
        "figures",
        len(rows),
        len(rows) + len(analysis.figures) - len(used) - (len(rows) - counts["figures"]),
        counts["figures"],
    )
    yield Score(document, "told-apart", counts["figures"], counts["figures"], counts["tables"])
    for what, _ in _FIELDS:
        yield Score(document, what, counts["numbers"], counts["numbers"], counts[what])
    yield Score(document, "deadlines", counts["dated"], counts["dated"], counts["deadlines"])


def _milestones(plan: Plan, analysis: Analysis) -> Score:
    """Outcomes without a figure; where one sentence part holds two records, both count as found."""
    spans = [
        place
        for row in plan.rows("targets")
        if row.kind == "milestone" and isinstance(place := plan.places.get(row[0]), Span)
    ]
    mine = [(row.start, row.end) for row in milestone_rows(analysis, plan.document_id, plan.registry)]
    near = [any(start < place.end and place.start < end for start, end in mine) for place in spans]
    return Score(plan.document_id, "milestones", len(spans), len(mine) + _shared(spans, mine), sum(near))


def _shared(spans: list[Span], mine: list[tuple[int, int]]) -> int:
    """How many records more than one there are at the suggestions, so that each suggestion is right once at most."""
    counts = [sum(start < place.end and place.start < end for place in spans) for start, end in mine]
    return sum(count - 1 for count in counts if count > 1)


def _deadline_right(plan: Plan, analysis: Analysis, figure: Candidate, row: Row) -> bool:
    by_path = {clause.path: clause for clause in analysis.clauses}
    path = figure.clause.path
    above = [by_path[path[:depth]] for depth in range(len(path) - 1, 0, -1) if path[:depth] in by_path]
    document = plan.document
    due, basis = deadline_of(
        analysis.text, (figure.token.start, figure.token.end), figure.clause, above, period_of(document)
    )
    return (due.date, due.printed, basis) == (row.deadline, row.deadline_printed, row.deadline_basis)


def table(scores: Sequence[Score], language: str, bars: Mapping[str, tuple[float, float | None]] = BARS) -> str:
    """The scores of all plans together as a Markdown table, with the bars, for `make bench` and the docs."""
    lines = [text(say("drafting.heading"), language), "| --- | ---: | ---: | ---: | ---: | ---: | --- |"]
    for score in scores:
        if score.document == "all":
            what, bar = text(Message(f"drafting.{score.what}"), language), bars.get(score.what)
            asked = "" if bar is None else f"≥ {bar[0]}" + (f", ≥ {bar[1]}" if bar[1] else "")
            lines.append(
                f"| {what} | {score.expected} | {score.drafted} | {score.matched} "
                f"| {_show(score.recall)} | {_show(score.precision)} | {asked} |"
            )
    return "\n".join(lines) + "\n"


def _show(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
