"""What a story tells case by case: a whole and its shares, two areas, two dates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from markupsafe import Markup

from publisher.model.deadlines import way
from publisher.model.findings import Case, Findings
from publisher.model.index import Entry
from publisher.render.context import Renderer
from publisher.render.filled import Fact, told
from publisher.render.html import Words
from publisher.render.views.comparison import when


def sentences(renderer: Renderer, findings: Findings, name: str) -> list[Markup]:
    """The first cases of a story, a sentence each."""
    tell = {"shares": _shares, "district-and-city": _district, "two-dates": _dates}.get(name)
    shown = islice(findings.cases.get(name, ()), renderer.rules.limits.cases)
    return [tell(renderer, case) for case in shown] if tell else []


def measured(say: Words, value: float, measure_id: str) -> str:
    """A number that we computed, with its measure; what is only counted has none."""
    counts = say.measures[measure_id].kind == "count"
    return say.number(value) + ("" if counts else f"{say.gap}{say.measure(measure_id)}")


def linked(renderer: Renderer, entry: Entry) -> Markup:
    """The amount of a record, as a link to it."""
    label = renderer.say.amount(entry) or str(entry.values[f"what_{renderer.language}"])
    return Markup('<a href="{}">{}</a>').format(renderer.say.url(entry.table, entry.id), label)


def indicator(renderer: Renderer, case: Case) -> str:
    """The name of the indicator that a case is about."""
    return str(renderer.library.registry["indicators"][case.key].values[f"name_{renderer.language}"])


def _told(renderer: Renderer, name: str, form: str, **facts: Fact) -> Markup:
    """A sentence of a story on one of its cases."""
    return told(renderer.say.findings["stories"][name]["case"][form], facts)


def _shares(renderer: Renderer, case: Case) -> Markup:
    whole, numbers = case.entries[0], case.numbers
    measure = whole.values["measure_id"]
    return _told(
        renderer,
        "shares",
        "over" if numbers["over"] else "under",
        document=renderer.say.short(whole.document_id),
        what=str(whole.values[f"what_{renderer.language}"]),
        whole=linked(renderer, whole),
        shares=numbers["shares"],
        sum=measured(renderer.say, numbers["sum"], measure),
        difference=measured(renderer.say, numbers["difference"], measure),
    )


def _district(renderer: Renderer, case: Case) -> Markup:
    sides = dict(zip(("outer", "inner"), case.entries, strict=True))
    inferred = next((entry for entry in case.entries if way(entry.values) == "inferred"), sides["outer"])
    documents = {f"{name}_document": renderer.say.short(one.document_id) for name, one in sides.items()}
    amounts = {name: linked(renderer, one) for name, one in sides.items()}
    facts = {"what": indicator(renderer, case), "date": when(renderer, inferred), **amounts, **documents}
    return _told(renderer, "district-and-city", "one", **facts)


def _dates(renderer: Renderer, case: Case) -> Markup:
    dates = Markup("；" if renderer.language == "zh" else "; ").join(_each(renderer, case))
    return _told(renderer, "two-dates", "one", what=indicator(renderer, case), dates=dates)


def _each(renderer: Renderer, case: Case) -> Iterator[Markup]:
    for entry in case.entries:
        date = Markup('<a href="{}">{}</a>').format(renderer.say.url(entry.table, entry.id), when(renderer, entry))
        yield _told(renderer, "two-dates", "date", date=date, document=renderer.say.short(entry.document_id))
