"""Rules on what is entered twice: a figure, a promise, a statement, a sign-off, under two ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from publisher.check.reading import due_of_several
from publisher.check.rule import Finding, Findings, at, check
from publisher.read.places import Span, clause_of
from publisher.read.plan import Plan
from publisher.read.table import Row
from publisher.terms.messages import say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import TargetsRow

NUMBERED = ("targets", "observations")
FIGURED = (*NUMBERED, "mentions")
_BUILT = regex("^(?:新增|新建|新设|建成|建设|布设|培育|打造|的)+")  # what a description may begin with or without


def _start(row: Row, plan: Plan) -> int | None:
    """Where the quote of a row begins: as found in the text, else as locked."""
    place = plan.places.get(row[0])
    if isinstance(place, Span):
        return place.start
    locked = plan.locked_place(row[0])
    return locked.start if locked else None


def _together(rows: Iterable[Row], key: Any) -> list[list[Row]]:
    groups: dict[Any, list[Row]] = {}
    for row in rows:
        if (value := key(row)) is not None:
            groups.setdefault(value, []).append(row)
    return [same for same in groups.values() if len(same) > 1]


def _copy(row: Row, first: Row, plan: Plan, column: str, given: Iterable[str]) -> Finding:
    """A finding at the second of two rows that are one."""
    expected = say("figure-twice.once", table=type(first).__name__, record=first[0])
    cells = [(one, name) for one in (row, first) for name in given if hasattr(one, name)]
    return at(row, column, found=getattr(row, column), expected=expected, given=cells)


@check("error", on="plan", needs=FIGURED)
def figure_twice(plan: Plan) -> Findings:
    def place(row: Row) -> tuple[int, str] | None:
        if not row.figure_printed or row.quote.count(row.figure_printed) != 1:
            return None
        start = _start(row, plan)
        return None if start is None else (start + row.quote.find(row.figure_printed), row.figure_printed)

    for first, *rest in _together((row for name in FIGURED for row in plan.rows(name)), place):
        parts = {getattr(row, "area_zh", "") or due_of_several(row, plan) for row in (first, *rest)}
        if len(parts) == len(rest) + 1 and "" not in parts:
            continue
        for row in rest:
            yield _copy(row, first, plan, "figure_printed", ("quote", "figure_printed", "area_zh"))


@check("error", on="plan", needs=NUMBERED)
def promise_twice(plan: Plan) -> Findings:
    def number(row: Row) -> tuple[str, ...] | None:
        return (row.value, row.value_max, row.measure_id, getattr(row, "area_zh", "")) if row.value else None

    rows = [row for name in NUMBERED for row in plan.rows(name)]
    for same in _together(rows, number):
        yield from _pairs(same, plan, _one_thing)
    yield from _pairs([row for row in plan.rows("targets") if row.kind == "milestone"], plan, _one_milestone)


def _pairs(rows: list[Row], plan: Plan, alike: Any) -> Iterable[Finding]:
    """A finding for each row that is one with an earlier one; linear where nothing is alike by its key."""
    seen: dict[Any, Row] = {}
    for row in rows:
        for key in alike(row):
            if key in seen and seen[key] is not row and not due_of_several(row, plan):
                columns = ("what_zh", "figure_printed", "value", "indicator_id", "quote")
                yield _copy(row, seen[key], plan, "what_zh", columns)
                break
            seen.setdefault(key, row)


def _one_thing(row: Row) -> list[tuple[str, ...]]:
    exact = [("indicator", row.indicator_id)] if row.indicator_id and row.indicator_match == "exact" else []
    return [*exact, ("what", _BUILT.sub("", row.what_zh)), ("what", row.what_en)]


def _one_milestone(row: TargetsRow) -> list[tuple[str, ...]]:
    exact = (
        [("indicator", row.indicator_id, row.deadline)] if row.indicator_id and row.indicator_match == "exact" else []
    )
    return [*exact, ("what", row.what_zh)]


@check("error", on="plan", needs=("responsibilities",))
def statement_twice(plan: Plan) -> Findings:
    def place(row: Row) -> tuple[str, ...] | None:
        start = _start(row, plan)
        return (clause_of(row), row.quote, str(start)) if start is not None else None

    for first, *rest in _together(plan.rows("responsibilities"), place):
        others = [row for row in rest if row.statement != first.statement]
        if others:
            row, *more = others
            columns = ("quote", "statement", "task_id")
            given = [(one, name) for one in (first, row) for name in columns]
            expected = say("text-unreadable.line", what=first.statement, line=first.line)
            yield at(
                row, "statement", found=row.statement, expected=expected, given=given,
                more=[(other, "statement") for other in more], cause=f"statement {plan.document_id} {first.statement}",
            )  # fmt: skip


@check("error", on="plan", needs=("notes", "readings"))
def row_twice(plan: Plan) -> Findings:
    """Notes that say the same of the same, and entries of one reader for one record."""
    notes = _together(plan.rows("notes"), lambda row: (row.record_id, row.quote, row.text_zh))
    read = _together(
        plan.rows("readings"),
        lambda row: (row.reader, row.record_kind, row.record_id, row.quote, row.figure_printed, row.name_printed),
    )
    for (first, *rest), column in [(same, "text_zh") for same in notes] + [(same, "record_id") for same in read]:
        for row in rest:
            yield _copy(row, first, plan, column, ("record_id", "quote"))
