"""The findings: stories that the data tell, one a screen; each number leads to the rows that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from publisher.model.findings import Findings
from publisher.model.index import Entry
from publisher.publish import words as published
from publisher.publish.wide import wide
from publisher.render.context import Renderer
from publisher.render.context import renderer as speaking
from publisher.render.filled import Fact, told
from publisher.render.html import Words
from publisher.render.page import Page
from publisher.render.takeaway.fact import Fact as CardFact
from publisher.render.takeaway.fact import credit, lines
from publisher.render.takeaway.kit import carried as kit_files
from publisher.render.takeaway.kit import kit
from publisher.render.views import findings_cases, findings_charts
from publisher.terms import address

OF_ALL_ROWS = ("rows", "cases", "of_targets", "of_projects", "names", "named_things")  # numbers of all rows
# A number → the group of rows that it counts, where it has another name.
GROUP_OF_KEY = {"undivided_tasks": "undivided", "lead_tasks": "lead", "top_tasks": "lead", "bodies": "lead"}
# A group of rows that a filter of an explorer shows, no more and no fewer → its address.
FILTERED = {
    ("inferred-deadlines", "horizon"): "targets/?deadline_basis=horizon",
    ("inferred-deadlines", "section"): "targets/?deadline_basis=section",
    ("basis-unclear", "unclear"): "targets/?basis=unclear",
    ("sought", "seek"): "projects/?stage=seek",
    ("sought", "study"): "projects/?stage=study",
}
FEW = 3  # bodies with most tasks that are named; of more, the first and how many more


class Story(NamedTuple):
    """A story as it is told: sentences, cases, what to take care of."""

    id: str
    title: str
    href: str
    said: Sequence[Markup]
    cases: Sequence[Markup]
    caveat: str

    @property
    def short(self) -> Markup:
        """The story in one sentence: its only case, where there is one."""
        return self.cases[0] if len(self.cases) == 1 else self.said[0]


def story(renderer: Renderer, findings: Findings, name: str, *, linked: bool = False) -> Story:
    """A story in a language. linked: its numbers lead to the rows below it."""
    text, numbers = renderer.say.findings["stories"][name], findings.numbers(name)
    facts: dict[str, Fact] = {**numbers, "leaders": leaders(renderer, findings)}
    links = {key: f"#rows-{group}" for key, group in _groups(findings, name).items()} if linked else {}
    links |= {key: renderer.say.part("targets/") for key in ("targets", "valued")} if linked else {}
    links |= {"things": renderer.say.file("data/projects.csv")} if linked else {}
    sentences = [told(sentence, facts, links) for key, sentence in text["say"].items() if numbers.get(key)]
    cases = findings_cases.sentences(renderer, findings, name)
    return Story(name, text["title"], renderer.say.part(f"findings/{name}/"), sentences, cases, text["caveat"])


def _groups(findings: Findings, name: str) -> dict[str, str]:
    """A number of a story → the group of rows to which it leads; those of all rows lead to the first."""
    groups = findings.groups(name)
    group_of = {key: next(iter(groups)) for key in OF_ALL_ROWS} | {group: group for group in groups}
    return group_of | {key: group for key, group in GROUP_OF_KEY.items() if group in groups}


def leaders(renderer: Renderer, findings: Findings) -> Markup:
    """The names of the bodies that lead most tasks, as links."""
    (units, _), text, link = findings.leaders(), renderer.say.findings, Markup('<a href="{}">{}</a>')
    links = [link.format(renderer.say.url("units", unit), renderer.say.body(unit)) for unit in units[:FEW]]
    comma = Markup(renderer.words["comma"])
    if len(units) > FEW:
        return told(text["and_more"], {"names": comma.join(links), "n": len(units) - FEW})
    if len(links) < 2:
        return Markup().join(links)
    return told(text["and_two"], {"names": comma.join(links[:-1]), "last": links[-1]})


def teasers(renderer: Renderer, findings: Findings) -> list[Story]:
    """Every story with something to tell, for the home page and the list."""
    return [story(renderer, findings, name) for name in findings.stories()]


def list_page(renderer: Renderer, findings: Findings) -> Page:
    """The list of the findings."""
    title, lede = renderer.words["pages"]["findings"], renderer.say.findings["lede"]
    return renderer.page("findings/", "findings.html", title, lede, stories=teasers(renderer, findings))


def page(renderer: Renderer, findings: Findings, name: str) -> Page:
    """The page of one story."""
    one, text = story(renderer, findings, name, linked=True), renderer.say.findings
    plain = Markup(one.said[0]).striptags()
    files = _files(renderer, findings, name)

    def said(say: Words) -> str:
        return _sentence(speaking(renderer.library, say.language, renderer.rules), findings, name)

    return renderer.page(
        f"findings/{name}/",
        "finding.html",
        one.title,
        plain,
        story=one,
        cut=_cut(renderer, len(one.cases), findings.told[name]),
        chart=findings_charts.chart(renderer, findings, name),
        caption=text["stories"][name]["chart"],
        legend=findings_charts.legend(findings, name),
        rest=text["stories"][name].get("rest", ""),
        source=source_of(renderer, dict(files)),
        kit=kit(renderer, f"findings/{name}/", one.title, said, []),
        row=text["stories"][name].get("row", ""),
        counted=sum(findings.groups(name).values()),
        groups=[_group(renderer, findings, name, group, n) for group, n in findings.groups(name).items()],
        files=files,
        more=[(other.title, other.href) for other in teasers(renderer, findings) if other.id != name],
    )


def carried(renderers: Mapping[str, Renderer], findings: Findings) -> dict[str, bytes]:
    """The files of the kits of all findings, by path in the published folder."""
    facts = partial(_fact, renderers=renderers, findings=findings)
    return kit_files(renderers, {f"findings/{name}/": partial(facts, name=name) for name in findings.stories()})


def _fact(say: Words, renderers: Mapping[str, Renderer], findings: Findings, name: str) -> CardFact:
    """What the card of a story says: the number of its rows, cases or bodies is the large one, but no “1”, nor one of
    rows of two tables."""
    renderer = renderers[say.language]
    one = story(renderer, findings, name)
    sentences = [Markup(part).striptags() for part in (*one.said, *one.cases)]
    numbers = findings.numbers(name)
    counted = next(numbers[key] for key in ("cases", "bodies", "rows") if key in numbers)
    return CardFact(
        renderer.language,
        renderer.words["pages"]["findings"],
        one.title,
        renderer.say.number(counted) if counted > 1 and len(findings.tables[name]) == 1 else "",
        "status",
        lines(*sentences),
        one.caveat,
        "",
        Markup(),
        credit(renderer.say, source_of(renderer, dict(_files(renderer, findings, name)))),
        _sentence(renderer, findings, name),
    )


def _files(renderer: Renderer, findings: Findings, name: str) -> list[tuple[str, Markup]]:
    """The files of a story's rows: their path, and what they are called."""
    return [(address.finding(name, table), _download(renderer, table, n)) for table, n in findings.tables[name].items()]


def source_of(renderer: Renderer, files: Iterable[str]) -> str:
    """Where a story is from: the data, their version, the files of its rows, by path."""
    return str(renderer.say.findings["source"]).format(
        title=published.own(renderer.library, "title", renderer.language),
        version=renderer.library.version,
        file=renderer.words["comma"].join(file.removeprefix(f"{address.DATA}/") for file in files),
    )


def _sentence(renderer: Renderer, findings: Findings, name: str) -> str:
    """A story as it can be quoted: what it counts, its cases, what to take care of, its source."""
    one, source = story(renderer, findings, name), source_of(renderer, dict(_files(renderer, findings, name)))
    sentences = [Markup(part).striptags() for part in (*one.said, *one.cases, escape(one.caveat), escape(source))]
    return f"{renderer.say.gap.join(sentences)}{renderer.words['stop'].strip()}"


def _download(renderer: Renderer, table: str, n: int) -> Markup:
    """What a file is called: its table, and how many rows it has."""
    schema = wide(renderer.library.schemas)[table].descriptor
    title = schema["title" if renderer.language == "zh" else "title_en"]
    return told(renderer.say.findings["download"], {"table": title, "n": n})


def _group(renderer: Renderer, findings: Findings, name: str, group: str, n: int) -> Mapping[str, Any]:
    shown = findings.rows[name, group][: renderer.rules.limits.told]
    rows = [
        (renderer.say.url(*entry.values["page"]), named(renderer, entry), renderer.say.short(entry.document_id))
        for entry in shown
    ]
    cut = _cut(renderer, len(shown), n)
    table = renderer.say.part(FILTERED[name, group]) if (name, group) in FILTERED else ""
    label = renderer.say.findings["groups"][group]
    return {"id": group, "label": label, "n": n, "rows": rows, "cut": cut, "table": table}


def _cut(renderer: Renderer, shown: int, of: int) -> str:
    """That only the first are shown, where there are more."""
    return told(renderer.say.findings["cut"], {"n": shown}) if of > shown else ""


def named(renderer: Renderer, entry: Entry) -> str:
    """A row in words: the thing and its amount, or the body and its task."""
    what = renderer.say.titled(str(entry.values[f"what_{renderer.language}"] or entry.values["what_zh"]))
    if unit := entry.values.get("unit_id"):
        return f"{renderer.say.body(unit)}{renderer.words['colon']}{what}"
    amount = renderer.say.amount(entry) if "value" in entry.values else ""
    return f"{what}{renderer.words['colon']}{amount}" if amount else what
