"""The figures of a plan's targets and other quantities as one text: small, and searched without parsing it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from publisher.check.reading import reading
from publisher.codebook.forms import form
from publisher.codebook.numerals import UnreadNumeral
from publisher.codebook.own_words import Number, written
from publisher.read.plan import Plan

if TYPE_CHECKING:
    from publisher.read.rows import MentionsRow, ObservationsRow, TargetsRow

BAR, END = "|", "\n"
LINE = "line "  # before the number of a line, so that it is not taken for one that a record gives


class Stated(NamedTuple):
    """What one record states; all as text, "" where it does not say. line: of its file, after LINE."""

    record_id: str
    kind: str
    indicator_id: str
    match: str
    measure_id: str
    basis: str
    comparator: str
    value: str
    value_max: str
    year: str
    figure: str
    line: str


def of_number(row: TargetsRow | ObservationsRow) -> Stated:
    """What a target or another quantity states."""
    day: str = getattr(row, "deadline", "") or getattr(row, "as_of", "")
    return Stated(
        row[0], row.kind, row.indicator_id, row.indicator_match, row.measure_id, row.basis, row.comparator, row.value,
        row.value_max, day[:4], row.figure_printed, f"{LINE}{row.line}",
    )  # fmt: skip


def of_mention(row: MentionsRow, comparator: str = "") -> Stated:
    """What a mention states: the number of its figure. comparator: the bound that its words give, where it is asked."""
    read = form(row.figure_printed)
    if isinstance(read, UnreadNumeral):
        return Stated._make((row[0], row.kind, *[""] * 8, row.figure_printed, f"{LINE}{row.line}"))
    most = "" if read.upper is None else written(read.upper)
    number = (comparator, written(read.value), most, "", row.figure_printed)
    return Stated._make((row[0], row.kind, *[""] * 4, *number, f"{LINE}{row.line}"))


def as_read(row: MentionsRow, plan: Plan) -> Stated:
    """What a mention states, with the bound that its words give."""
    figure = reading(row, plan).said
    return of_mention(row, figure.comparator if figure is not None else "")


def stated(plan: Plan) -> str:
    """A line a record, each cell between bars."""
    rows = [of_number(row) for name in ("targets", "observations") for row in plan.rows(name)]
    rows += [of_mention(row) for row in plan.rows("mentions")]
    return "".join(BAR.join(("", *row, END)) for row in rows)


def lines(text: str) -> Iterator[Stated]:
    """The records of a text that `stated` made; what a damaged cell broke is left out."""
    for line in text.split(END):
        cells = line.split(BAR)
        if len(cells) == len(Stated._fields) + 2:
            yield Stated(*cells[1:-1])


def find(text: str, record_id: str) -> Stated | None:
    """What a record states; None where the text has none of that id."""
    at = text.find(f"{BAR}{record_id}{BAR}")
    return next(lines(text[at : text.find(END, at)]), None) if at >= 0 else None


def gives(text: str, number: Number) -> bool:
    """Whether some record states a number."""
    return f"{BAR}{written(number)}{BAR}" in text
