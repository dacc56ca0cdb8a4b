"""Charts with an axis, as inline SVG made when the site is built: widths in per cent, text at its own size.

Nothing here needs a script: marks are links with words of their own, colours are classes of the style sheet.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

LANE, BAR, FOOT = 46, 16, 42  # pixels: a lane of bars, its bar, the axis below all
ROW, STEP, RADIUS = 44, 30, 12  # pixels: from a lane of days to its first circles, a row of circles, a circle
TICKS, YEARS = 5, 7  # at most so many steps on an axis of numbers, and so many years with a label

EMPTY = Markup()


class Piece(NamedTuple):
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
    pieces: tuple[Piece, ...]


class Mark(NamedTuple):
    """A circle at a day: printed or inferred, the number in it, its words, its link; past: before the day of issue."""

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
    marks: tuple[Mark, ...]


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
    height = LANE * len(lanes)
    parts = [_opened("lanes", name, height + FOOT)]
    for tick in range(round(end / step) + 1):
        parts.append(_tick(100 * tick * step / end, height, number(_plain(tick * step))))
    parts.append(
        Markup('<text class="axis-name" x="100%" y="{}" text-anchor="end">{}</text>').format(height + 36, unit)
    )
    for index, lane in enumerate(lanes):
        top, left = index * LANE, 0.0
        parts.append(_words(lane.label, lane.note, lane.href, top + 15))
        for piece in lane.pieces:
            width = 100 * piece.amount / end
            bar = Markup(
                '<rect class="bar fill-{}" x="{:.2f}%" y="{}" width="{:.2f}%" height="{}"><title>{}</title></rect>'
            ).format(piece.kind, left, top + 22, width, BAR, piece.title)
            parts.append(_linked(piece.href, piece.title, bar) if piece.amount else EMPTY)
            left += width
    return Markup("").join([*parts, Markup("</svg>")])


def days(lanes: Sequence[Days], name: str) -> Markup:
    """Days in lanes below one another, on one axis of years; circles of one day that differ in kind stand apart."""
    held = [day for lane in lanes for day in (*lane.period, lane.issued, *(mark.day for mark in lane.marks)) if day]
    first, last = min(int(day[:4]) for day in held), max(int(day[:4]) for day in held)
    tops = [0]
    for lane in lanes:
        tops.append(tops[-1] + ROW + STEP * len(_kinds(lane)))
    parts = [_opened("lanes days", name, tops[-1] + FOOT)]
    every = -(-(last - first + 1) // YEARS)
    for year in range(first, last + 2):
        parts.append(_line(_place(f"{year}-01-01", first, last), 0, tops[-1] + 4, "axis-line"))
        if year <= last and (year - first) % every == 0:
            middle = _place(f"{year}-07-02", first, last)
            label = Markup('<text class="axis-text" x="{:.2f}%" y="{}" text-anchor="middle">{}</text>')
            parts.append(label.format(middle, tops[-1] + 20, year))
    for lane, top in zip(lanes, tops[:-1], strict=True):
        parts.append(_words(lane.label, lane.note, lane.href, top + 15))
        if all(lane.period):
            left, right = (_place(day, first, last) for day in lane.period)
            band = Markup('<rect class="period" x="{:.2f}%" y="{}" width="{:.2f}%" height="3"/>')
            parts.append(band.format(left, top + 23, right - left))
        if lane.issued:
            parts.append(_line(_place(lane.issued, first, last), top + 19, top + 30, "issued"))
        kinds = _kinds(lane)
        for mark in lane.marks:
            parts.append(_circle(mark, _place(mark.day, first, last), top + ROW + STEP * kinds.index(mark.kind)))
    return Markup("").join([*parts, Markup("</svg>")])


def _plain(value: float) -> float:
    return int(value) if value == int(value) else round(value, 9)


def _opened(kind: str, name: str, height: int) -> Markup:
    return Markup('<svg class="{}" role="group" aria-label="{}" width="100%" height="{}">').format(kind, name, height)


def _words(label: str, note: str, href: str, y: int) -> Markup:
    text = Markup(
        '<text x="0" y="{}"><tspan class="bar-label">{}</tspan><tspan dx="8" class="bar-amount">{}</tspan></text>'
    )
    return _linked(href, label, text.format(y, label, note))


def _linked(href: str, name: str, inner: Markup) -> Markup:
    return Markup('<a href="{}" aria-label="{}">{}</a>').format(href, name, inner) if href else inner


def _line(x: float, top: int, bottom: int, kind: str) -> Markup:
    return Markup('<line class="{}" x1="{:.2f}%" x2="{:.2f}%" y1="{}" y2="{}"/>').format(kind, x, x, top, bottom)


def _tick(x: float, height: int, text: str) -> Markup:
    anchor = "start" if x == 0 else "end" if x > 99.9 else "middle"
    label = Markup('<text class="axis-text" x="{:.2f}%" y="{}" text-anchor="{}">{}</text>')
    return _line(x, 20, height + 4, "axis-line") + label.format(x, height + 19, anchor, text)


def _place(day: str, first: int, last: int) -> float:
    """Where a day stands between the first day of one year and the last of another, in per cent."""
    start, end = date(first, 1, 1).toordinal(), date(last + 1, 1, 1).toordinal()
    return 100 * (date.fromisoformat(day[:10]).toordinal() - start) / (end - start)


def _kinds(lane: Days) -> list[str]:
    """The kinds of circles of a lane, a row each: printed above inferred."""
    return sorted({mark.kind for mark in lane.marks}, reverse=True)


def _circle(mark: Mark, x: float, y: int) -> Markup:
    """A circle that ends at its day, so that the last day of a year stands in that year."""
    drawn = Markup(
        '<svg x="{:.2f}%" y="{}" overflow="visible"><circle class="due due-{}{}" cx="-{}" r="{}"/>'
        '<text class="due-text due-text-{}" x="-{}" y="4.5" text-anchor="middle">{}</text></svg>'
    ).format(x, y, mark.kind, " due-past" if mark.past else "", RADIUS + 1, RADIUS, mark.kind, RADIUS + 1, mark.text)
    return _linked(mark.href, mark.title, drawn)
