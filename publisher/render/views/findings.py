"""The findings: stories that the data tell, one a screen; each number leads to the rows that it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from publisher.model.findings import Findings
from publisher.model.index import Entry
from publisher.publish import words as published
from publisher.publish.wide import wide
from publisher.render.context import Desk
from publisher.render.context import desk as speaking
from publisher.render.filled import Fact, told
from publisher.render.page import Page
from publisher.render.takeaway.kit import kit
from publisher.render.views import findings_cases, findings_charts
from publisher.render.views.telling import body
from publisher.terms import address

WHOLE = ("rows", "cases", "of_targets", "of_projects", "names", "named_things")  # numbers of all rows
# A number → the group of rows that it counts, where it has another name.
GROUP = {"undivided_tasks": "undivided", "lead_tasks": "lead", "top_tasks": "lead", "bodies": "lead"}
NAMED = 3  # bodies with most tasks that are named; of more, the first and how many more


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


def story(desk: Desk, findings: Findings, name: str, *, linked: bool = False) -> Story:
    """A story in a language. linked: its numbers lead to the rows below it."""
    text, numbers = desk.say.findings["stories"][name], findings.numbers(name)
    facts: dict[str, Fact] = {**numbers, "leaders": leaders(desk, findings)}
    links = {key: f"#rows-{group}" for key, group in _groups(findings, name).items()} if linked else {}
    links |= {key: desk.say.part("targets/") for key in ("targets", "valued")} if linked else {}
    links |= {"things": desk.say.file("data/projects.csv")} if linked else {}
    said = [told(sentence, facts, links) for key, sentence in text["say"].items() if numbers.get(key)]
    cases = findings_cases.sentences(desk, findings, name)
    return Story(name, text["title"], desk.say.part(f"findings/{name}/"), said, cases, text["caveat"])


def _groups(findings: Findings, name: str) -> dict[str, str]:
    """A number of a story → the group of rows to which it leads; those of all rows lead to the first."""
    groups = findings.groups(name)
    found = {key: next(iter(groups)) for key in WHOLE} | {group: group for group in groups}
    return found | {key: group for key, group in GROUP.items() if group in groups}


def leaders(desk: Desk, findings: Findings) -> Markup:
    """The names of the bodies that lead most tasks, as links."""
    units, _ = findings.leaders()
    links = [
        Markup('<a href="{}">{}</a>').format(desk.say.url("units", unit), body(desk, unit)) for unit in units[:NAMED]
    ]
    text = desk.say.findings
    if len(units) > NAMED:
        return told(text["and_more"], {"names": Markup(desk.words["comma"]).join(links), "n": len(units) - NAMED})
    if len(links) < 2:
        return Markup().join(links)
    first = Markup(desk.words["comma"]).join(links[:-1])
    return told(text["and_two"], {"names": first, "last": links[-1]})


def teasers(desk: Desk, findings: Findings) -> list[Story]:
    """Every story with something to tell, for the home page and the list."""
    return [story(desk, findings, name) for name in findings.stories()]


def listing(desk: Desk, findings: Findings) -> Page:
    """The list of the findings."""
    title, lede = desk.words["pages"]["findings"], desk.say.findings["lede"]
    return desk.page("findings/", "findings.html", title, lede, stories=teasers(desk, findings))


def page(desk: Desk, findings: Findings, name: str) -> Page:
    """The page of one story."""
    one, text = story(desk, findings, name, linked=True), desk.say.findings
    plain = Markup(one.said[0]).striptags()
    files = [(address.finding(name, table), _download(desk, table, n)) for table, n in findings.tables[name].items()]
    source = _source(desk, files)
    other = speaking(desk.library, desk.say.other, desk.rules)
    sentences = {one.language: _sentence(one, findings, name, _source(one, files)) for one in (desk, other)}
    return desk.page(
        f"findings/{name}/",
        "finding.html",
        one.title,
        plain,
        story=one,
        cut=_cut(desk, len(one.cases), findings.told[name]),
        chart=findings_charts.chart(desk, findings, name),
        caption=text["stories"][name]["chart"],
        legend=findings_charts.legend(findings, name),
        rest=text["stories"][name].get("rest", ""),
        source=source,
        kit=kit(desk, f"findings/{name}/", sentences, [], drawn=False),
        row=text["stories"][name].get("row", ""),
        counted=sum(findings.groups(name).values()),
        groups=[_group(desk, findings, name, group, n) for group, n in findings.groups(name).items()],
        files=files,
        more=[(other.title, other.href) for other in teasers(desk, findings) if other.id != name],
    )


def _source(desk: Desk, files: Sequence[tuple[str, Markup]]) -> str:
    """Where a story is from: the data, their version, the files of its rows."""
    return str(desk.say.findings["source"]).format(
        title=published.own(desk.library, "title", desk.language),
        version=desk.library.version,
        file=desk.words["comma"].join(file.removeprefix(f"{address.DATA}/") for file, _ in files),
    )


def _sentence(desk: Desk, findings: Findings, name: str, source: str) -> str:
    """A story as it can be quoted: what it counts, its cases, what to take care of, its source."""
    one = story(desk, findings, name)
    said = [Markup(part).striptags() for part in (*one.said, *one.cases, escape(one.caveat), escape(source))]
    return f"{(' ' if desk.language == 'en' else '').join(said)}{desk.words['stop'].strip()}"


def _download(desk: Desk, table: str, n: int) -> Markup:
    """What a file is called: its table, and how many rows it has."""
    schema = wide(desk.library.schemas)[table].descriptor
    title = schema["title" if desk.language == "zh" else "title_en"]
    return told(desk.say.findings["download"], {"table": title, "n": n})


def _group(desk: Desk, findings: Findings, name: str, group: str, n: int) -> Mapping[str, Any]:
    shown = findings.rows[name, group][: desk.rules.limits.told]
    rows = [(_page(desk, entry), _words(desk, entry), desk.say.short(entry.document_id)) for entry in shown]
    cut = _cut(desk, len(shown), n)
    return {"id": group, "label": desk.say.findings["groups"][group], "n": n, "rows": rows, "cut": cut}


def _cut(desk: Desk, shown: int, of: int) -> str:
    """That only the first are shown, where there are more."""
    return told(desk.say.findings["cut"], {"n": shown}) if of > shown else ""


def _page(desk: Desk, entry: Entry) -> str:
    table, key = entry.values["page"]
    return desk.say.url(table, key)


def _words(desk: Desk, entry: Entry) -> str:
    """A row in words: the thing and its amount, or the body and its task."""
    what = desk.say.titled(str(entry.values[f"what_{desk.language}"] or entry.values["what_zh"]))
    if unit := entry.values.get("unit_id"):
        return f"{body(desk, unit)}{desk.words['colon']}{what}"
    amount = desk.say.amount(entry) if "value" in entry.values else ""
    return f"{what}{desk.words['colon']}{amount}" if amount else what
