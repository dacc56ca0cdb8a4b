"""Coverage: for every figure, statement of responsibility, 《title》 and name of an organisation in the body of a text,
the records that contain it.

It needs the source text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from publisher.check.reading import tokens_of
from publisher.codebook.likely_statements import likely_statements
from publisher.codebook.printed_names import Printed, organisations, titles
from publisher.codebook.statements import PrintedStatement, statements
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.read.registry import Registry, areas_of
from publisher.read.table import Row
from publisher.terms.messages import Fact, Message, say
from publisher.terms.regex import regex


@dataclass(frozen=True, slots=True)
class Covered:
    """A figure, a statement, a 《title》 or a name of an organisation in the text, and what accounts for it.

    kind: figure, title, organisation or statement. start: in code points. records: by id. aside: why a rule alone
    accounts for a figure (a heading's number, a date): a key of the messages; "" where none does.
    """

    kind: str
    start: int
    printed: str
    line: int
    context: str
    records: tuple[str, ...]
    aside: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.printed)

    @property
    def account(self) -> Fact:
        """The ids of the records that contain it, else why none is needed, or that nothing accounts for it."""
        if self.records:
            return self.records
        return Message(f"reader.{self.aside}") if self.aside else say("coverage.none")

    @property
    def accounted(self) -> bool:
        return bool(self.records or self.aside)


@lru_cache(4)
def _line_ends(text: str) -> tuple[int, ...]:
    return tuple(at for at, sign in enumerate(text) if sign == "\n")


def _covered(text: str, kind: str, start: int, end: int, records: Iterable[str], aside: str = "") -> Covered:
    line = bisect_left(_line_ends(text), start) + 1
    context = text[max(0, start - 12) : end + 12].replace("\n", " ")
    return Covered(kind, start, text[start:end], line, context, tuple(dict.fromkeys(records)), aside)


class _Spans:
    """Places of a text with what stands there, asked for by place: a text can have thousands of both."""

    def __init__(self, spans: list[tuple[int, int, str]]) -> None:
        self._spans = sorted((start, end, order, record) for order, (start, end, record) in enumerate(spans))
        self._starts = [span[0] for span in self._spans]
        self._longest = max((end - start for start, end, _ in spans), default=0)

    def around(self, start: int, end: int) -> list[str]:
        """What stands at the places that hold [start, end), in the order in which they were given."""
        first, last = bisect_left(self._starts, end - self._longest), bisect_right(self._starts, start)
        return [record for _, record in sorted(span[2:] for span in self._spans[first:last] if end <= span[1])]


def _spans(plan: Plan) -> list[tuple[int, int, str]]:
    spans = []
    for name in ("targets", "observations", "mentions"):
        for row in plan.rows(name):
            spans += list(_figure_spans(plan, row))
    return spans


def _figure_spans(plan: Plan, row: Row) -> Iterator[tuple[int, int, str]]:
    place = plan.places.get(row[0])
    if not isinstance(place, Span) or not row.figure_printed:
        return
    at = row.quote.find(row.figure_printed)
    while at >= 0:
        yield place.start + at, place.start + at + len(row.figure_printed), row[0]
        at = row.quote.find(row.figure_printed, at + 1)


_NUMBER = regex(r"\d+(?:[.．]\d+){0,3}")


def _numbers(plan: Plan) -> dict[int, str]:
    """Where the printed number of a clause stands that looks like a figure (1 in a row, 2.1) → the clause."""
    clauses = [row for row in plan.rows("clauses") if _NUMBER.fullmatch(row.number_printed)]
    places = ((row, plan.places.get(row.clause_id)) for row in clauses)
    return {place.start: row.clause_id for row, place in places if isinstance(place, Span)}


def coverage(plan: Plan) -> tuple[Covered, ...]:
    """Every figure in the body of a plan's text with the records that contain it; () without the text."""
    text = plan.text
    if text is None:
        return ()
    spans, numbers = _Spans(_spans(plan)), _numbers(plan)
    covered = []
    for token in tokens_of(plan):
        start, end = token.core  # a record accounts for a figure only where it has the whole of it
        records = spans.around(start, end)
        if not records and not token.aside and (clause := numbers.get(start)):
            records = [clause]
        covered.append(_covered(text, "figure", token.start, token.end, records, token.why if token.aside else ""))
    return tuple(covered)


def everything(plan: Plan) -> tuple[Covered, ...]:
    """All that the body of a plan's text holds, of every kind, with what accounts for it; () without the text."""
    return (*coverage(plan), *stated(plan), *named(plan))


def closing(plan: str, items: Iterable[Covered]) -> Message:
    """The coverage of a text in a line: how much of each kind was found, and how much of it nothing accounts for."""
    by_kind: dict[str, list[Covered]] = {"figure": [], "statement": [], "title": [], "organisation": []}
    for item in items:
        by_kind[item.kind].append(item)
    figures, left = by_kind["figure"], {k: sum(not i.accounted for i in of_kind) for k, of_kind in by_kind.items()}
    structural = sum(not item.records and bool(item.aside) for item in figures)
    recorded = sum(bool(item.records) for item in figures)
    return say(
        "coverage.closing",
        plan=plan,
        figures=len(figures),
        records=recorded,
        structural=structural,
        figures_left=left["figure"],
        statements=len(by_kind["statement"]),
        statements_left=left["statement"],
        titles=len(by_kind["title"]),
        titles_left=left["title"],
        organisations=len(by_kind["organisation"]),
        organisations_left=left["organisation"],
    )


@lru_cache(4)
def statements_in(text: str, start: int, end: int) -> tuple[PrintedStatement, ...]:
    """The statements of text[start:end] in brackets and behind labels; several rules ask for those of one text."""
    return tuple(statements(text, start, end))


@lru_cache(4)
def _stated_in(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """[start, end) of each statement of text[start:end], and of each place that looks like one."""
    read = statements_in(text, start, end)
    return *((one.start, one.end) for one in read), *likely_statements(text, start, end, read)


def stated(plan: Plan) -> tuple[Covered, ...]:
    """Every bracket and label of responsibility in the body of a plan's text, read or only alike, with the statements
    and notes that account for it, in order; () where the text is not at hand.
    """
    body, text = plan.body, plan.text
    if text is None or body is None:
        return ()
    rows = [row[0] for name in ("responsibilities", "notes", "parties") for row in plan.rows(name)]
    taken = [(place, row) for row in rows if isinstance(place := plan.places.get(row), Span)]
    return tuple(
        _covered(
            text,
            "statement",
            start,
            end,
            [row for place, row in taken if place.start < end and start < place.end],
        )
        for start, end in sorted(_stated_in(text, body.start, body.end))
    )


@lru_cache(1)  # two rules ask for those of one plan
def named(plan: Plan) -> tuple[Covered, ...]:
    """Every title and name of an organisation in the body of a plan's text, in order; () where it is not at hand.

    Names in a statement of responsibility are left to the rules on statements. What a project, party or
    mention names is accounted for wherever its name stands; what stands in the quote of a relation or of a duty in
    prose, there.
    """
    body, text = plan.body, plan.text
    if text is None or body is None:
        return ()
    start, end = body.start, body.end
    area = plan.document.area_code if plan.document else ""
    names = [("title", printed) for printed in titles(text, start, end)]
    stated = [(statement.start, statement.end) for statement in statements_in(text, start, end)]
    names += [
        ("organisation", printed)
        for printed in organisations_in(
            text, start, end, plan.registry, area, plan.tables["parties"].cells("name_printed")
        )
        if not any(first <= printed.start and printed.end <= last for first, last in stated)
    ]
    accounts = _Spans(sorted(_accounts(plan, text, start, end)))
    covered = []
    for kind, printed in sorted(names, key=lambda item: item[1]):
        inner = (printed.start + 1, printed.end - 1) if kind == "title" else (printed.end - 1, printed.end)
        records = accounts.around(*inner)
        covered.append(_covered(text, kind, printed.start, printed.end, records))
    return tuple(covered)


_PLACE_ALONE = regex("[省市区县镇乡]$")  # 上海市, 各区: registered as bodies, printed of places


def organisations_in(
    text: str, start: int, end: int, registry: Registry, area_code: str, more: Iterable[str] = ()
) -> Iterator[Printed]:
    """Names of organisations in text[start:end], each place once: those that the registry knows in an area and those
    given in `more`, the longest first; then those that end like one.
    """
    forms = {name for code in areas_of(area_code) for name in registry.names_by_area.get(code, ())} | set(more)
    known = sorted((form for form in forms if form and not _PLACE_ALONE.search(form)), key=len, reverse=True)
    ends = set()
    if known:
        words = "|".join(re.escape(form) + "(?!门)" * form.endswith("部") for form in known)  # 财政部门 names no 财政部
        for match in re.compile(words).finditer(text, start, end):
            ends.add(match.end())
            yield Printed(match.start(), match.end(), match[0])
    yield from (printed for printed in organisations(text, start, end) if printed.end not in ends)


def _accounts(plan: Plan, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    names = [(row.name_printed, row[0]) for name in ("projects", "parties", "mentions") for row in plan.rows(name)]
    names += [(row.name_zh, row.project_id) for row in plan.rows("projects")]
    issuer = plan.document.issuer_unit_id if plan.document else ""  # in the title, the signature
    names += [(form, plan.document_id) for form in plan.registry.forms.get(issuer, ())]
    for name, record in dict.fromkeys(names):
        at = text.find(name, start, end) if name else -1
        while at >= 0:
            yield at, at + len(name), record
            at = text.find(name, at + 1, end)
    for table in ("relations", "responsibilities"):
        for row in plan.rows(table):
            if isinstance(place := plan.places.get(row[0]), Span):
                yield place.start, place.end, row[0]
