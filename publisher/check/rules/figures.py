"""Rules on numbers: value, comparator and measure say what the printed words say."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from publisher.check.rule import Findings, at, check
from publisher.codebook import figures
from publisher.codebook.figures import comparator_of
from publisher.read.plan import Plan

if TYPE_CHECKING:
    from publisher.read.rows import MeasuresRow, MentionsRow, NumberedRow, ObservationsRow, TargetsRow

NUMBERED = ("targets", "observations")

parse = lru_cache(4096)(figures.parse)  # six rules read every figure, and many stand in several records


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


@check("error", on=NUMBERED, reads=("figure_printed", "value", "comparator", "measure_id", "basis", "kind"))
def number_incomplete(row: NumberedRow, _plan: Plan) -> Findings:
    """A number has its figure, comparator, value, measure and basis; a milestone has no value.

    Fix: fill what is missing; an outcome without a number is a milestone.
    """
    if getattr(row, "record_kind", "target") not in ("target", "observation"):  # only readings have one
        return
    if row.kind == "milestone":
        for column in ("value", "value_max", "comparator", "measure_id", "basis"):
            if getattr(row, column):
                yield at(row, column, found=getattr(row, column), expected="nothing for a milestone")
        return
    for column in ("figure_printed", "comparator", "value", "measure_id", "basis"):
        if not getattr(row, column):
            yield at(row, column, expected="a value beside the other parts of the number")


@check("error", on=NUMBERED, reads=("figure_printed", "quote"))
def figure_unreadable(row: NumberedRow, _plan: Plan) -> Findings:
    """A figure is a number as Chinese documents print it: 3.4万, 百分之六十, 40-100, 千万级.

    Fix: copy the number with its multiplier, without the measure that follows.
    """
    if not row.figure_printed or not row.value:
        return
    _, _, after = row.quote.partition(row.figure_printed)
    if parse(row.figure_printed) is None:
        yield at(row, "figure_printed", found=row.figure_printed, expected="a number such as 3.4万")
    elif row.figure_printed[-1].isdigit() and after[:1] and after[0] in "0123456789.%％万亿":
        yield at(
            row, "figure_printed", found=row.figure_printed, expected=f"the whole of {row.figure_printed}{after[:4]}"
        )


@check("error", on=NUMBERED, reads=("figure_printed", "value", "quote"))
def value_differs_from_figure(row: NumberedRow, _plan: Plan) -> Findings:
    """The value equals the figure: 3.4万 is 34000, 60% is 60, 40-100 begins at 40.

    Fix: correct the value, or the figure if the quote shows another.
    """
    figure = parse(row.figure_printed)
    if figure and row.value and Decimal(row.value) != figure.value:
        yield at(row, "value", found=row.value, expected=f"{_plain(figure.value)} ({row.figure_printed})")


@check("error", on=NUMBERED, reads=("figure_printed", "value_max", "comparator", "quote"))
def range_incomplete(row: NumberedRow, _plan: Plan) -> Findings:
    """A range has an upper end that equals the figure's, and nothing else has one.

    Fix: 40-100 has the comparator range, the value 40 and the upper end 100.
    """
    figure = parse(row.figure_printed) if row.value else None
    if (
        figure
        and (row.value_max or figure.value_max)
        and (not row.value_max or figure.value_max is None or Decimal(row.value_max) != figure.value_max)
    ):
        yield at(row, "value_max", found=row.value_max, expected=_plain(figure.value_max) or "nothing")


@check("error", on=NUMBERED, reads=("figure_printed", "comparator", "quote", "value_max"))
def comparator_differs_from_words(row: NumberedRow, _plan: Plan) -> Findings:
    """The comparator is what the words of the quote say: 以上 at least, 超过 more than, 左右 about, none exactly.

    Fix: read the words before and after the figure; the method page lists them.
    """
    if not row.comparator or parse(row.figure_printed) is None:
        return
    before, _, after = row.quote.partition(row.figure_printed)
    said = comparator_of(before, row.figure_printed, after)
    if said != row.comparator:
        yield at(row, "comparator", found=row.comparator, expected=f"{said} ({row.quote})")


@check("error", on=NUMBERED, reads=("figure_printed", "measure_id", "quote"))
def measure_differs_from_words(row: NumberedRow, plan: Plan) -> Findings:
    """The measure is the word that follows the figure in the quote.

    Fix: take the measure whose printed forms include that word; measures.csv lists them.
    """
    measure = plan.registry.by_key["measures"].get(row.measure_id)
    figure = parse(row.figure_printed)
    if not row.value or measure is None or figure is None:
        return
    if figure.percent:
        if row.measure_id != "percent":
            yield at(row, "measure_id", found=row.measure_id, expected=f"percent ({row.figure_printed})")
        return
    if not _measured(row, measure, plan):
        after = row.quote.partition(row.figure_printed)[2]
        expected = f"the measure of “{(row.figure_printed + after)[:16]}”"
        # Where no use of the measure fits, it is its printed forms that are wrong: one cause.
        uses = [use for name in NUMBERED for use in plan.rows(name) if use.measure_id == row.measure_id]
        cause = "" if any(_measured(use, measure, plan) for use in uses) else f"printed forms of {row.measure_id}"
        yield at(row, "measure_id", found=row.measure_id, expected=expected, cause=cause)


def _measured(row: NumberedRow, measure: MeasuresRow, plan: Plan) -> bool:
    """Whether a printed form of the measure follows the figure; for one that is never printed, that no other does."""
    text = row.quote.partition(row.figure_printed)[2].lstrip("多余来 ")
    forms = [form for form in measure.printed.split("|") if form]
    if "∅" in forms:
        counted = [form for other in plan.registry.rows("measures") for form in other.printed.split("|") if form != "∅"]
        return not any(form and text.startswith(form) for form in counted)
    return any(text.startswith(form) for form in forms)


@check("error", on="targets", reads=("kind", "comparator", "parent_target_id", "area_zh"))
def kind_differs_from_number(row: TargetsRow, plan: Plan) -> Findings:
    """A cap is an upper bound; an allocation has a parent and an area; a budget is money.

    Fix: correct the kind, or fill what the kind needs.
    """
    if row.kind == "cap" and row.comparator not in ("le", "lt"):
        yield at(row, "comparator", found=row.comparator, expected="le or lt for a cap")
    if row.kind == "allocation" and not row.parent_target_id:
        yield at(row, "parent_target_id", expected="the target that this is a part of")
    if row.kind == "allocation" and not row.area_zh:
        yield at(row, "area_zh", expected="the area that the part is given to")
    if row.kind != "allocation" and row.parent_target_id:
        yield at(row, "kind", found=row.kind, expected="allocation, since it has a parent")
    measure = plan.registry.by_key["measures"].get(row.measure_id)
    if row.kind == "budget" and measure is not None and measure.kind != "money":
        yield at(row, "measure_id", found=row.measure_id, expected="a measure of money for a budget")


@check("error", on=("targets", "observations"), reads=("indicator_id", "measure_id", "basis", "indicator_match"))
def number_does_not_fit_indicator(row: TargetsRow | ObservationsRow, plan: Plan) -> Findings:
    """A number's measure converts to that of its indicator, and how well it matches is said.

    Fix: choose another indicator, leave it empty, or fill indicator_match.
    """
    if bool(row.indicator_id) != bool(row.indicator_match):
        column = "indicator_match" if row.indicator_id else "indicator_id"
        yield at(row, column, found=row.indicator_match, expected="both indicator and match, or neither")
        return
    indicator = plan.registry.by_key["indicators"].get(row.indicator_id)
    measures = plan.registry.by_key["measures"]
    if indicator is None or row.measure_id not in measures or indicator.measure_id not in measures:
        return
    mine, its = measures[row.measure_id].canonical_id, measures[indicator.measure_id].canonical_id
    if mine != its:
        yield at(row, "measure_id", found=row.measure_id, expected=f"a measure that converts to {its}")


@check("error", on="mentions", reads=("kind", "record_id"))
def mention_without_record(row: MentionsRow, _plan: Plan) -> Findings:
    """A repeat, a rewording or a conflict says of which record; a name or an idiom is of none.

    Fix: name the record, or correct the kind.
    """
    if row.kind in ("repeat", "rewording", "conflict") and not row.record_id:
        yield at(row, "record_id", expected=f"the record of which this is a {row.kind}")


@check("error", on="mentions", reads=("kind", "record_id", "figure_printed", "quote"))
def repeat_differs_from_record(row: MentionsRow, plan: Plan) -> Findings:
    """A repeat gives the same number as its record; another number is a rewording or a conflict.

    Fix: correct the record that is named, or the kind.
    """
    figure = parse(row.figure_printed)
    record = plan.by_key["targets"].get(row.record_id) or plan.by_key["observations"].get(row.record_id)
    if row.kind != "repeat" or figure is None or record is None:
        return
    said = parse(record.figure_printed)
    if said is not None and said.value != figure.value:
        given = [(record, "figure_printed"), (record, "value"), (record, "quote")]
        expected = f"{record.figure_printed} ({row.record_id})"
        yield at(row, "figure_printed", found=row.figure_printed, expected=expected, given=given)
