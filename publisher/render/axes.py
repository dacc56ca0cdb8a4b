"""Charts with an axis, as inline SVG made when the site is built: widths in per cent, text at its own size.

Nothing here needs a script: marks are links with words of their own, colours are classes of the style sheet.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from markupsafe import Markup

from publisher.model.deadlines import WAYS

LANE, BAR, FOOT, LINE = 46, 16, 42, 18  # pixels: a lane of bars, its bar, the axis below all, a line of words
WIDTH = 40  # letters of a line of words; a Chinese character takes two
ROW, STEP, RADIUS = 44, 30, 12  # pixels: from a lane of days to its first circles, a row of circles, a circle
TICKS, YEARS = 5, 7  # at most so many steps on an axis of numbers, and so many years with a label

EMPTY = Markup()


class BarPart(NamedTuple):
    """A part of a bar: its class, its length in the measure of the axis, its words, its link."""

    kind: str
    amount: float
    title: str
    href: str = ""


class Lane(NamedTuple):
    """A bar of several parts, with its words above it."""

    label: str
    note: str
    href: str
    pieces: tuple[BarPart, ...]


class DayMark(NamedTuple):
    """A circle at a day: one of WAYS, the number in it, its words, its link; past: before the day of issue."""

    day: str
    kind: str
    text: str
    title: str
    href: str
    past: bool = False


class Days(NamedTuple):
    """A lane of days: its words, the period and the day of issue ("" where there is none), its circles."""

    label: str
    note: str
    href: str
    period: tuple[str, str]
    issued: str
    marks: tuple[DayMark, ...]


def scale(most: float) -> tuple[float, float]:
    """The end of an axis from 0 that holds `most`, and the step between its ticks: 1, 2 or 5 times a power of ten."""
    rough = max(most, 1e-9) / TICKS
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))
    step = max(step, 1) if most == int(most) else step
    return step * math.ceil(round(most / step, 9)), step


def stacks(lanes: Sequence[Lane], name: str, unit: str, number: Callable[[float], str]) -> Markup:
    """Bars of several parts, one below the other on one axis from 0.

    name: what it shows. unit: what it counts. number: how a number is said.
    """
    end, step = scale(max((sum(piece.amount for piece in lane.pieces) for lane in lanes), default=1))
    tops = list(accumulate((LANE + _down(lane) for lane in lanes), initial=0))
    parts = [_opened("lanes", name, tops[-1] + FOOT)]
    steps = round(end / step)
    for tick in range(steps + 1):
        between = tick > 0 and (steps - tick) % 2 == 1  # not said on a phone
        parts.append(_tick(100 * tick * step / end, tops[-1], number(_plain(tick * step)), between=between))
    named = Markup('<text class="axis-name" x="100%" y="{}" text-anchor="end">{}</text>')
    parts.append(named.format(tops[-1] + 36, unit))
    for lane, top in zip(lanes, tops[:-1], strict=True):
        parts.append(_words(lane, top + 15))
        left = 0.0
        for piece in lane.pieces:
            width = 100 * piece.amount / end
            bar = Markup(
                '<rect class="bar fill-{}" x="{:.2f}%" y="{}" width="{:.2f}%" height="{}"><title>{}</title></rect>'
            ).format(piece.kind, left, top + _down(lane) + 22, width, BAR, piece.title)
            parts.append(_linked(piece.href, piece.title, bar) if piece.amount else EMPTY)
            left += width
    return Markup("").join([*parts, Markup("</svg>")])


def days(lanes: Sequence[Days], name: str) -> Markup:
    """Days in lanes below one another, on one axis of years; circles of one day that differ in kind stand apart."""
    dates = [day for lane in lanes for day in (*lane.period, lane.issued, *(mark.day for mark in lane.marks)) if day]
    first, last = min(int(day[:4]) for day in dates), max(int(day[:4]) for day in dates)
    tops = list(accumulate((ROW + _down(lane) + STEP * len(_kinds(lane)) for lane in lanes), initial=0))
    parts = [_opened("lanes days", name, tops[-1] + FOOT)]
    every = -(-(last - first + 1) // YEARS)
    for year in range(first, last + 2):
        parts.append(_line(_place(f"{year}-01-01", first, last), 0, tops[-1] + 4, "axis-line"))
        if year <= last and (year - first) % every == 0:
            middle = _place(f"{year}-07-02", first, last)
            label = Markup('<text class="axis-text" x="{:.2f}%" y="{}" text-anchor="middle">{}</text>')
            parts.append(label.format(middle, tops[-1] + 20, year))
    for lane, top in zip(lanes, tops[:-1], strict=True):
        parts += [_words(lane, top + 15), *_days(lane, top + _down(lane), first, last)]
    return Markup("").join([*parts, Markup("</svg>")])


def _days(lane: Days, top: int, first: int, last: int) -> Iterator[Markup]:
    """What stands below the words of a lane: the period, the day of issue, the circles."""
    if all(lane.period):
        left, right = (_place(day, first, last) for day in lane.period)
        band = Markup('<rect class="period" x="{:.2f}%" y="{}" width="{:.2f}%" height="3"/>')
        yield band.format(left, top + 23, right - left)
    if lane.issued:
        yield _line(_place(lane.issued, first, last), top + 19, top + 30, "issued")
    kinds = _kinds(lane)
    for mark in lane.marks:
        yield _circle(mark, _place(mark.day, first, last), top + ROW + STEP * kinds.index(mark.kind))


def lines(label: str, note: str) -> list[tuple[str, str]]:
    """A label and its note in lines that fit a phone: at a space, or between Chinese characters."""
    wrapped = [""]
    for word in re.findall(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s", label):
        if _wide(wrapped[-1]) + _wide(word) > WIDTH:
            wrapped.append("")
        wrapped[-1] = (wrapped[-1] + word).lstrip()
    apart = bool(note) and _wide(wrapped[-1]) + 1 + _wide(note) > WIDTH
    first_lines = [(text, "") for text in wrapped[:-1]]
    return [*first_lines, (wrapped[-1], ""), ("", note)] if apart else [*first_lines, (wrapped[-1], note)]


def _wide(text: str) -> int:
    return sum(2 if character >= "\u2e80" else 1 for character in text)


def _down(lane: Lane | Days) -> int:
    """How much lower a lane stands for the lines of its words."""
    return LINE * (len(lines(lane.label, lane.note)) - 1)


def _plain(value: float) -> float:
    return int(value) if value == int(value) else round(value, 9)


def _opened(kind: str, name: str, height: int) -> Markup:
    return Markup('<svg class="{}" role="group" aria-label="{}" width="100%" height="{}">').format(kind, name, height)


def _words(lane: Lane | Days, y: int) -> Markup:
    """The words of a lane, from a line down."""
    shown = []
    for place, (label, note) in enumerate(lines(lane.label, lane.note)):
        gap = Markup(' dx="8"') if label else EMPTY
        parts = [Markup('<tspan class="bar-label">{}</tspan>').format(label)] if label else []
        parts += [Markup('<tspan class="bar-amount"{}>{}</tspan>').format(gap, note)] if note else []
        shown.append(Markup('<text x="0" y="{}">{}</text>').format(y + LINE * place, Markup().join(parts)))
    return _linked(lane.href, lane.label, Markup().join(shown))


def _linked(href: str, name: str, inner: Markup) -> Markup:
    return Markup('<a href="{}" aria-label="{}">{}</a>').format(href, name, inner) if href else inner


def _line(x: float, top: int, bottom: int, kind: str) -> Markup:
    return Markup('<line class="{}" x1="{:.2f}%" x2="{:.2f}%" y1="{}" y2="{}"/>').format(kind, x, x, top, bottom)


def _tick(x: float, height: int, text: str, *, between: bool) -> Markup:
    anchor = "start" if x == 0 else "end" if x > 99.9 else "middle"
    kind = "axis-text between" if between else "axis-text"
    label = Markup('<text class="{}" x="{:.2f}%" y="{}" text-anchor="{}">{}</text>')
    return _line(x, 20, height + 4, "axis-line") + label.format(kind, x, height + 19, anchor, text)


def _place(day: str, first: int, last: int) -> float:
    """Where a day stands between the first day of one year and the last of another, in per cent."""
    start, end = date(first, 1, 1).toordinal(), date(last + 1, 1, 1).toordinal()
    return 100 * (date.fromisoformat(day[:10]).toordinal() - start) / (end - start)


def _kinds(lane: Days) -> list[str]:
    """The kinds of circles of a lane, a row each, the printed ones on top."""
    return sorted({mark.kind for mark in lane.marks}, key=WAYS.index)


def _circle(mark: DayMark, x: float, y: int) -> Markup:
    """A circle that ends at its day, so that the last day of a year stands in that year."""
    drawn = Markup(
        '<svg x="{:.2f}%" y="{}" overflow="visible"><circle class="due due-{}{}" cx="-{}" r="{}"/>'
        '<text class="due-text due-text-{}" x="-{}" y="4.5" text-anchor="middle">{}</text></svg>'
    ).format(x, y, mark.kind, " due-past" if mark.past else "", RADIUS + 1, RADIUS, mark.kind, RADIUS + 1, mark.text)
    return _linked(mark.href, mark.title, drawn)
