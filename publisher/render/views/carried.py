"""A comparison as it is carried away: in a sentence, and as what a chart says."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.model.comparability import group
from publisher.model.index import Entry
from publisher.model.records import Record
from publisher.render.html import Words, titled
from publisher.render.takeaway.chart import Chart
from publisher.render.takeaway.fact import credit
from publisher.render.takeaway.sentence import MOST_NAMED, cited, when_short
from publisher.render.takeaway.sentence import titled as title_of
from publisher.render.views.comparison import Comparison, inferred


def one(say: Words, entry: Entry) -> str:
    """What one document says, within a sentence on several."""
    values, text = entry.values, say.take
    amount = say.amount(entry) or str(values[f"what_{say.language}"])
    code = group(entry)
    own = code == values.get("basis") != "unclear"
    named = say.label("targets", "basis", code) if own else text["groups"].get(code)
    basis = named if values.get("basis") else text["no_number"]
    hedge = values.get("hedge") or "none"
    hedged = "" if hedge == "none" else say.label("targets", "hedge", hedge)
    quoted = str(text["quoted"]).format(quote=values["quote"])
    facts = filter(None, (basis, when_short(say, values), inferred(say, values), hedged, quoted))
    return str(text["one"]).format(document=say.short(entry.document_id), amount=amount, facts=text["and"].join(facts))


def listed(say: Words, indicator: Record, shown: Sequence[Entry], total: int) -> str:
    """What documents say of an indicator, as a sentence. total: of how many entries the first are shown."""
    text, name = say.take, str(indicator.values[f"name_{say.language}"])
    more = text["more"].format(n=total - len(shown)) if total > len(shown) else ""
    each = text["list"].join(one(say, entry) for entry in shown)
    return str(text["compared"]).format(name=titled(name), said=each, more=more)


def compared_in_words(say: Words, compared: Comparison) -> str:
    """A comparison as a sentence: each number with its document, basis and date, and whether they may be compared."""
    shown = compared.entries[:MOST_NAMED]
    whole = listed(say, compared.indicator, shown, compared.total)
    source = cited(say, [say.document(entry.document_id) for entry in shown])
    if len(compared.entries) < 2:
        return say.gap.join((whole, source))
    verdict = say.take["may"].format(verdict=say.words["compare"]["verdict"][compared.verdict])
    return say.gap.join((whole, str(verdict), *say.cautions(compared.reasons, compared.inside), source))


def chart_of(say: Words, compared: Comparison) -> Chart:
    """What the chart of a comparison says in one language."""
    text, words = say.take, say.words["compare"]
    titles = dict.fromkeys(title_of(say, say.document(entry.document_id)) for entry in compared.entries)
    wordless = [f"{say.short(e.document_id)}{say.words['colon']}{say.called(e, 'what')}" for e in compared.wordless]
    own = str(compared.indicator.values[f"comparability_{say.language}"] or "")
    limits = " ".join([words["limits"], own, *say.cautions(compared.reasons, compared.inside)])
    return Chart(
        say.language,
        titled(str(compared.indicator.values[f"name_{say.language}"])),
        text["may"].format(verdict=words["verdict"][compared.verdict]) if len(compared.entries) > 1 else "",
        compared.panels,
        (str(words["wordless"]), *wordless) if wordless else (),
        limits,
        credit(say, f"{text['from']}{say.words['colon']}{'; '.join(titles)}"),
        compared_in_words(say, compared),
    )
