"""A comparison as it is carried away: in a sentence, and as what a chart says."""

from __future__ import annotations

from publisher.model.comparability import group
from publisher.model.index import Entry
from publisher.render.html import Words, titled
from publisher.render.takeaway.chart import Chart
from publisher.render.takeaway.fact import credit
from publisher.render.takeaway.sentence import titled as title_of
from publisher.render.takeaway.sentence import when_short
from publisher.render.views.comparison import Comparison

MOST = 8  # quantities that one sentence names


def _one(say: Words, entry: Entry) -> str:
    """What one document says, within a sentence on several."""
    values, text = entry.values, say.take
    amount = say.amount(entry) or str(values[f"what_{say.language}"])
    code = group(entry)
    named = say.label("targets", "basis", code) if code == values.get("basis") else text["groups"].get(code)
    basis = named if values.get("basis") else text["no_number"]
    hedge = values.get("hedge") or "none"
    hedged = "" if hedge == "none" else say.label("targets", "hedge", hedge)
    facts = (basis, when_short(say, values), hedged, str(text["quoted"]).format(quote=values["quote"]))
    form = str(text["one"])
    return form.format(
        document=say.short(entry.document_id),
        amount=amount,
        facts=text["and"].join(fact for fact in facts if fact),
    )


def compared_in_words(say: Words, compared: Comparison) -> str:
    """A comparison as a sentence: each number with its document, basis and date, and whether they may be compared."""
    text, shown = say.take, compared.entries[:MOST]
    listed = text["list"].join(_one(say, entry) for entry in shown)
    more = text["more"].format(n=compared.total - len(shown)) if compared.total > len(shown) else ""
    name = str(compared.indicator.values[f"name_{say.language}"])
    whole = text["compared"].format(name=titled(name), said=listed, more=more)
    titles = dict.fromkeys(title_of(say, say.document(entry.document_id)) for entry in shown)
    source = str(text["cited"]).format(source=text["list"].join(titles))
    if len(compared.entries) < 2:
        return say.gap.join((str(whole), source))
    verdict = text["may"].format(verdict=say.words["compare"]["verdict"][compared.verdict])
    return say.gap.join((str(whole), str(verdict), *say.cautions(compared.reasons, compared.inside), source))


def chart_of(say: Words, compared: Comparison) -> Chart:
    """What the chart of a comparison says in one language."""
    text, words = say.take, say.words["compare"]
    titles = dict.fromkeys(title_of(say, say.document(entry.document_id)) for entry in compared.entries)
    wordless = [f"{say.short(e.document_id)}{say.words['colon']}{say.called(e, 'what')}" for e in compared.wordless]
    limits = " ".join(
        [
            str(compared.indicator.values[f"comparability_{say.language}"] or ""),
            *say.cautions(compared.reasons, compared.inside),
        ]
    )
    return Chart(
        say.language,
        titled(str(compared.indicator.values[f"name_{say.language}"])),
        text["may"].format(verdict=words["verdict"][compared.verdict]) if len(compared.entries) > 1 else "",
        compared.panels,
        (str(words["wordless"]), *wordless) if wordless else (),
        f"{words['limits']} {limits}",
        credit(say, f"{text['from']}{say.words['colon']}{'; '.join(titles)}"),
        compared_in_words(say, compared),
    )
