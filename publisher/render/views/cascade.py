"""City and district: what a document promises beside the one that it implements, indicator by indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from publisher.model.comparability import canonical_value
from publisher.model.index import Entry, Index
from publisher.model.library import Library
from publisher.model.records import Record
from publisher.render.context import Renderer, Rules, renderer
from publisher.render.html import Words, titled
from publisher.render.page import Page
from publisher.render.paging import Sheet, sheets
from publisher.render.takeaway.fact import Fact, credit
from publisher.render.takeaway.kit import Kit, kit
from publisher.render.takeaway.kit import carried as kit_files
from publisher.render.takeaway.sentence import MOST_NAMED, caution, cited
from publisher.render.takeaway.sentence import titled as title_of
from publisher.render.views.carried import listed, one
from publisher.terms import address
from publisher.terms.messages import LANGUAGES
from publisher.work.job import Job, job

ENDS = ("from_document_id", "to_document_id")  # of a relation


class Row(NamedTuple):
    """An indicator of which both documents speak: the promises of the upper one and of the lower one.

    share: the lower number in per cent of the upper. why: why there is none, as a code.
    """

    indicator: Record
    upper: list[Entry]
    lower: list[Entry]
    share: float | None
    why: str

    @property
    def entries(self) -> list[Entry]:
        """All promises, the upper document's first."""
        return [*self.upper, *self.lower]

    @property
    def documents(self) -> tuple[str, str]:
        """The upper document and the lower one."""
        return self.upper[0].document_id, self.lower[0].document_id


class Pair(NamedTuple):
    """A document, one that it implements, and the indicators of which both speak."""

    relation: Entry
    rows: list[Row]


def pairs(library: Library) -> list[Pair]:
    """Each relation of a document to one that it implements."""
    relations = [
        entry
        for name in library.plan_ids
        for entry in library.index.related.get(name, ())
        if entry.document_id == name and entry.values["relation"] == "implements"
    ]
    known = set(library.plan_ids)
    tied = {e.values[end] for e in relations for end in ENDS}
    by_document = _by_document(library, tied)
    paired = []
    for entry in relations:
        above, below = entry.values["to_document_id"], entry.values["from_document_id"]
        if above in known:
            rows = _shared(library, by_document.get(above, {}), by_document.get(below, {}))
            paired.append(Pair(entry, rows))
    return paired


def _by_document(library: Library, documents: set[str]) -> dict[str, dict[str, list[Entry]]]:
    """Document → indicator → its targets, for some documents."""
    by_document: dict[str, dict[str, list[Entry]]] = {}
    for indicator_id, entries in sorted(library.index.by_indicator.items()):
        for entry in entries:
            if entry.document_id in documents and entry.table == "targets":
                by_document.setdefault(entry.document_id, {}).setdefault(indicator_id, []).append(entry)
    return by_document


def _shared(library: Library, above: Mapping[str, list[Entry]], below: Mapping[str, list[Entry]]) -> list[Row]:
    shared = []
    for indicator_id, upper in above.items():
        if lower := below.get(indicator_id):
            why = no_share(library, upper, lower)
            share = None if why else _share(library, upper[0], lower[0])
            shared.append(Row(library.registry["indicators"][indicator_id], upper, lower, share, why))
    return shared


def no_share(library: Library, upper: list[Entry], lower: list[Entry]) -> str:
    """Why the lower document's number is no part of the upper's, as a code; empty where a share may be formed."""
    if len(upper) != 1 or len(lower) != 1:
        return "several"
    one, other = upper[0].values, lower[0].values
    if one.get("value") is None or other.get("value") is None:
        return "no_value"
    if "rate" in (one["basis"], other["basis"]):
        return "rate"
    if "unclear" in (one["basis"], other["basis"]):
        return "unclear"
    if one["basis"] != other["basis"]:
        return "basis"
    return "" if library.registry["indicators"][one["indicator_id"]].may_be_summed else "not_summed"


def _share(library: Library, upper: Entry, lower: Entry) -> float | None:
    """The lower number in per cent of the upper."""
    whole, part = canonical_value(library, upper.values), canonical_value(library, lower.values)
    return 100 * part / whole if whole and part is not None else None


def page(renderer: Renderer, shown: Sequence[Pair], sheet: Sheet) -> Page:
    """What a document promises beside the one that it implements, where both speak of the same indicator."""
    title, lede = renderer.words["pages"]["cascade"], renderer.words["cascade"]["lede"]
    kits = {(pair.relation.id, row.indicator.id): _kit(renderer, pair, row) for pair in shown for row in pair.rows}
    first = next(iter(kits.values()), None)
    return renderer.page(sheet.path, "cascade.html", title, lede, pairs=shown, kits=kits, kit=first, sheet=sheet)


# ---- what is carried away ----


def path_of(pair: Pair, row: Row) -> str:
    """Where the files of a row stand, below the language."""
    return f"cascade/{pair.relation.id}/{row.indicator.id}/"


def _kit(renderer: Renderer, pair: Pair, row: Row) -> Kit:
    say = renderer.say
    title = f"{_which(say, row)} · {say.called(row.indicator, 'name')}"
    return kit(renderer, path_of(pair, row), title, lambda one: in_words(one, row), [*map(say.document, row.documents)])


def carried(library: Library, rules: Rules) -> dict[str, bytes]:
    """The files of the kits of all rows, by path in the published folder."""
    renderers = {language: renderer(library, language, rules) for language in LANGUAGES}
    every, made = pairs(library), dict[str, bytes]()
    for sheet, part in sheets("cascade/", len(every), rules.limits.documents):
        for pair in every[part]:
            for row in pair.rows:
                shown = f"{sheet.path}#{address.anchor(pair.relation.id)}-{row.indicator.id}"
                made |= kit_files(renderers, {path_of(pair, row): partial(_fact, row=row)}, shown=shown)
    return made


def files_job(library: Library, rules: Rules) -> Job:
    """The job that makes them: of what the pairs of documents are made of, alone."""
    index = library.index
    tied = {e.values[end] for entries in index.related.values() for e in entries for end in ENDS}
    shared = {
        name: own
        for name, entries in index.by_indicator.items()
        if (own := [entry for entry in entries if entry.document_id in tied])
    }
    return job(carried, library.knowing(Index(by_indicator=shared, related=index.related), *library.plan_ids), rules)


def in_words(say: Words, row: Row) -> str:
    """A row as a sentence: what each document promises of it, the share or why there is none, and the limits."""
    entries, limits = row.entries, caution(say, row.indicator, "comparability")
    whole = listed(say, row.indicator, entries[:MOST_NAMED], len(entries))
    source = cited(say, map(say.document, row.documents))
    return say.gap.join(part for part in (whole, _share_said(say, row), limits, source) if part)


def _which(say: Words, row: Row) -> str:
    return " → ".join(map(say.short, row.documents))


def _share_said(say: Words, row: Row) -> str:
    """The share of the lower document, or why there is none."""
    text = say.words["cascade"]
    if row.share is None:
        return f"{text['share']}{say.words['colon']}{text['no_share'][row.why or 'several']}"
    upper, lower = map(say.short, row.documents)
    return str(say.take["share"]).format(lower=lower, upper=upper, share=f"{row.share:.1f}%")


def _fact(say: Words, row: Row) -> Fact:
    """What the card of a row says."""
    titles = dict.fromkeys(title_of(say, say.document(name)) for name in row.documents)
    return Fact(
        say.language,
        f"{_which(say, row)} · {say.words['pages']['cascade']}",
        titled(str(row.indicator.values[f"name_{say.language}"])),
        "" if row.share is None else f"{row.share:.1f}%",
        "milestone",
        (*(titled(one(say, entry)) for entry in row.entries[:MOST_NAMED]), _share_said(say, row)),
        str(row.indicator.values[f"comparability_{say.language}"] or ""),
        "",
        Markup(),
        credit(say, say.take["list"].join(titles)),
        in_words(say, row),
    )
