"""Charts as inline SVG, made when the site is built: widths in per cent, text at its own size, colours by class.

Nothing here needs a script: text can be selected, each mark is a link, and dark mode and print follow the style sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log10

from markupsafe import Markup

STRIP = 18  # pixels: how high the strip of one mark is


@dataclass(frozen=True, slots=True)
class QuantityMark:
    """One quantity on an axis, from `low` to `high` (0 to 1).

    form: bar; range, which does not begin at nothing; limit, not to be exceeded; status, which promises nothing.
    kind: its colour, by basis. note: how far the text commits itself, "" where it does not hedge. of: its document.
    """

    label: str
    amount: str
    href: str
    low: float
    high: float
    form: str = "bar"
    kind: str = "unclear"
    note: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Marks on one axis: what may be looked at together. ticks: place (0 to 1) and words. source: where it is from."""

    title: str
    said: str
    marks: tuple[QuantityMark, ...]
    ticks: tuple[tuple[float, str], ...]
    source: str


def axis(top: float, words: Callable[[float], str]) -> tuple[float, tuple[tuple[float, str], ...]]:
    """The end of an axis that begins at nothing and reaches `top`, and its ticks. words: of a value."""
    if top <= 0:
        return 1.0, ((0.0, words(0)),)
    scale = 10.0 ** floor(log10(top))
    end = next(step * scale for step in (1, 2, 4, 5, 6, 8, 10) if step * scale >= top * 0.9999)
    return end, ((0.0, words(0)), (0.5, words(end / 2)), (1.0, words(end)))


def panel(shown: Panel) -> Markup:
    """A panel as a figure: a list whose marks are drawn, so that it flows, is read aloud and may be chosen from."""
    rows = Markup("").join(_row(mark) for mark in shown.marks)
    ticks = Markup("").join(
        Markup(
            '<line x1="{x:.4g}%" x2="{x:.4g}%" y1="0" y2="6"/>'
            '<text x="{x:.4g}%" y="20" text-anchor="{at}">{said}</text>'
        ).format(x=100 * place, at={0.0: "start", 1.0: "end"}.get(place, "middle"), said=label)
        for place, label in shown.ticks
    )
    return Markup(
        '<figure class="panel"><figcaption><b>{}</b>{}</figcaption><ul class="marks">{}</ul>'
        '<svg class="axis" width="100%" height="24" aria-hidden="true">'
        '<line x1="0" x2="100%" y1="0.5" y2="0.5"/>{}</svg><p class="small">{}</p></figure>'
    ).format(
        shown.title, Markup(" <span>{}</span>").format(shown.said) if shown.said else "", rows, ticks, shown.source
    )  # fmt: skip


def _row(mark: QuantityMark) -> Markup:
    note = Markup(' <span class="chip">{}</span>').format(mark.note) if mark.note else ""
    return Markup(
        '<li data-plan="{}"><a href="{}">{}</a> <span class="bar-amount">{}</span>{}'
        '<svg class="strip" width="100%" height="{}" aria-hidden="true">{}</svg></li>'
    ).format(mark.of, mark.href, mark.label, mark.amount, note, STRIP, Markup(_strip(mark)))


def _strip(mark: QuantityMark) -> str:
    """The drawing of one mark: numbers and names of classes alone."""
    low, high = 100 * mark.low, 100 * mark.high
    width = max(high - low, 0.4)
    if mark.form == "status":
        return (
            f'<line class="status" x1="0" x2="{high:.4g}%" y1="9" y2="9"/>'
            f'<circle class="status" cx="{high:.4g}%" cy="9" r="6"/>'
        )
    hedged = " hedged" if mark.note else ""
    box = f'<rect class="fill-{mark.kind}{hedged}" x="{low:.4g}%" y="2" width="{width:.4g}%" height="14"/>'
    if mark.form != "limit":
        return box
    end = f'<line class="limit" x1="{high:.4g}%" x2="{high:.4g}%" y1="0" y2="18"/>'
    return box.replace("fill-", "limit fill-") + end


@dataclass(frozen=True, slots=True)
class Tile:
    """One square: a record, its class and its words."""

    href: str
    kind: str
    title: str


SIDE, GAP = 19, 4  # pixels
COLUMNS = 14


def tiles(items: Sequence[Tile], name: str) -> Markup:
    """A square a record, row by row; each is a link with its words."""
    step = SIDE + GAP
    width, height = COLUMNS * step, -(-len(items) // COLUMNS) * step
    drawing = Markup('<svg class="tiles" role="group" aria-label="{}" width="{}" height="{}" viewBox="0 0 {} {}">')
    square = Markup(
        '<a href="{}" aria-label="{}"><title>{}</title>'
        '<rect class="fill-{}" x="{}" y="{}" width="{}" height="{}" rx="2"/></a>'
    )
    parts = [drawing.format(name, width, height, width, height)]
    for index, item in enumerate(items):
        x, y = (index % COLUMNS) * step + 0.5, (index // COLUMNS) * step + 0.5
        parts.append(square.format(item.href, item.title, item.title, item.kind, x, y, SIDE, SIDE))
    return Markup("").join([*parts, Markup("</svg>")])
