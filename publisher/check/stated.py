"""What the targets and other quantities of a plan state, in one text: small, and searched without taking it apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from publisher.codebook.figures import comparator_of, parse
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


def of_mention(row: MentionsRow) -> Stated:
    """What a mention states: the number of its figure, as its quote has it."""
    figure, (before, _, after) = parse(row.figure_printed), row.quote.partition(row.figure_printed)
    if figure is None:
        return Stated._make((row[0], row.kind, *[""] * 8, row.figure_printed, f"{LINE}{row.line}"))
    comparator, value = comparator_of(before, row.figure_printed, after), written(figure.value)
    most = "" if figure.value_max is None else written(figure.value_max)
    number = (comparator, value, most, "", row.figure_printed)
    return Stated._make((row[0], row.kind, *[""] * 4, *number, f"{LINE}{row.line}"))


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
