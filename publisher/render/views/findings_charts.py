"""The chart of a finding: counts by document, bodies, a whole and its shares, two areas, two dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from publisher.model.deadlines import way
from publisher.model.findings import Findings
from publisher.render.axes import BarPart, DayMark, Days, Lane, days, stacks
from publisher.render.context import Renderer
from publisher.render.views.comparison import when
from publisher.render.views.findings_cases import indicator

# Group → the class of its colour; "unclear" is outlined: what the text leaves open, or is not in it.
KIND = {
    "section": "total", "horizon": "unclear", "none_stated": "milestone", "elsewhere": "total", "nowhere": "change",
    "unclear": "unclear", "seek": "change", "strive": "rate", "study": "total", "explore": "new",
    "dated": "new", "undated": "unclear", "partner": "new", "builder": "total", "operator": "rate", "host": "change",
    "owner": "milestone", "named_after": "unclear",
}  # fmt: skip
# Story → all of what it counts some of.
REST = {
    "inferred-deadlines": "targets", "nobody-named": "targets", "basis-unclear": "valued", "without-number": "things",
}  # fmt: skip
AXIS = {"without-number": "projects", "sought": "rows", "organisations": "project_parties"}  # all others count targets


def legend(findings: Findings, name: str) -> list[tuple[str, str]]:
    """Class and group of every colour of a chart by document; "rest" is what the story does not count."""
    if name in ("shares", "district-and-city", "two-dates", "who-leads"):
        return []
    shown = [(KIND[group], group) for group in findings.groups(name)]
    return [*shown, ("rest", "rest")] if name in REST else shown


def chart(renderer: Renderer, findings: Findings, name: str) -> Markup:
    """The chart of a story."""
    text, caption = renderer.say.findings, renderer.say.findings["stories"][name]["chart"]
    if name == "two-dates":
        return days(list(_days(renderer, findings)), caption)
    if name == "who-leads":
        lanes = list(_leaders(renderer, findings))
        return stacks(lanes, caption, text["axis"]["task_units"], renderer.say.number) if lanes else Markup()
    if name in ("shares", "district-and-city"):
        case = findings.cases[name][0]
        lanes = list(_shares(renderer, findings) if name == "shares" else _areas(renderer, findings))
        return stacks(lanes, caption, renderer.say.measure(case.entries[0].values["measure_id"]), renderer.say.number)
    lanes = list(_documents(renderer, findings, name))
    return stacks(lanes, caption, text["axis"][AXIS.get(name, "targets")], renderer.say.number)


def _documents(renderer: Renderer, findings: Findings, name: str) -> Iterator[Lane]:
    """A lane a document; of many documents one for all."""
    shown = [i for i in renderer.library.plan_ids if findings.by_document[name].get(i) or _all(findings, name, i)]
    if len(shown) > renderer.rules.limits.lanes:
        label = renderer.say.findings["timeline"]["all_documents"].format(n=f"{len(shown):,}")
        yield _lane(renderer, name, label, "", findings.groups(name), sum(_all(findings, name, i) for i in shown))
        return
    for document in shown:
        counts = findings.by_document[name].get(document, Counter[str]())
        ordered = {group: counts[group] for group in findings.groups(name) if group in counts}
        label, href = renderer.say.short(document), renderer.say.url("documents", document)
        yield _lane(renderer, name, label, href, ordered, _all(findings, name, document))


def _all(findings: Findings, name: str, document: str) -> int:
    """How many a document has in all of what a story counts some of; 0 where it counts all there are."""
    return findings.of_document[document][REST[name]] if name in REST and document in findings.of_document else 0


def _lane(renderer: Renderer, name: str, label: str, href: str, counts: Mapping[str, int], of: int) -> Lane:
    """The groups of rows of a document one after the other, then the rest. of: how many there are in all."""
    text, colon, counted = renderer.say.findings, renderer.words["colon"], sum(counts.values())
    pieces = [
        BarPart(KIND[group], n, f"{label}{colon}{text['groups'][group]} {n:,}", f"#rows-{group}")
        for group, n in counts.items()
    ]
    if of > counted:
        rest = text["stories"][name]["rest"]
        pieces.append(BarPart("rest", of - counted, f"{label}{colon}{rest} {of - counted:,}"))
    return Lane(label, f"{counted:,} / {of:,}" if of else f"{counted:,}", href, tuple(pieces))


def _leaders(renderer: Renderer, findings: Findings) -> Iterator[Lane]:
    ordered = sorted(findings.leading.items(), key=lambda item: (-item[1], item[0]))
    for unit, n in ordered[: renderer.rules.limits.lanes]:
        name, href = renderer.say.body(unit), renderer.say.url("units", unit)
        yield Lane(name, f"{n:,}", href, (BarPart("new", n, f"{name} {n:,}", href),))


def _shares(renderer: Renderer, findings: Findings) -> Iterator[Lane]:
    """The whole, and its shares, each a piece; the cases in the measure of the first."""
    cases = findings.cases["shares"]
    measure = cases[0].entries[0].values["measure_id"]
    alike = [case for case in cases if case.entries[0].values["measure_id"] == measure]
    for case in alike[: renderer.rules.limits.cases]:
        text = renderer.say.findings["groups"]
        for label, entries in ((text["whole"], case.entries[:1]), (text["share"], case.entries[1:])):
            pieces = []
            for entry in entries:
                title = f"{entry.values[f'what_{renderer.language}']} {renderer.say.amount(entry)}"
                pieces.append(BarPart("new", entry.values["value"], title, renderer.say.url("targets", entry.id)))
            total = renderer.say.number(sum(piece.amount for piece in pieces))
            what = f"{case.entries[0].values[f'what_{renderer.language}']} " if len(alike) > 1 else ""
            yield Lane(label, f"{what}{total}", "", tuple(pieces))


def _areas(renderer: Renderer, findings: Findings) -> Iterator[Lane]:
    cases = findings.cases["district-and-city"]
    measure = cases[0].entries[0].values["measure_id"]
    for case in cases[: renderer.rules.limits.cases]:
        for entry in case.entries:
            if entry.values["measure_id"] == measure:
                label, href = renderer.say.short(entry.document_id), renderer.say.url("targets", entry.id)
                note = f"{indicator(renderer, case)} {renderer.say.amount(entry)}"
                yield Lane(label, note, href, (BarPart("rate", entry.values["value"], f"{label} {note}", href),))


def _days(renderer: Renderer, findings: Findings) -> Iterator[Days]:
    for case in findings.cases["two-dates"][: renderer.rules.limits.cases]:
        for entry in case.entries:
            label, href = renderer.say.short(entry.document_id), renderer.say.url("targets", entry.id)
            title = f"{label} {indicator(renderer, case)} {when(renderer, entry)}"
            mark = DayMark(entry.values["deadline"], way(entry.values), "", title, href)
            yield Days(label, indicator(renderer, case), href, ("", ""), "", (mark,))
