"""Charts as inline SVG, made when the site is built: widths in per cent, text at its own size, colours by class.

Nothing here needs a script: text can be selected, each mark is a link, and dark mode and print follow the style sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

ROW, BAR = 46, 16  # pixels


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words above it, its length as a share of the longest (0 to 1), its link and its class."""

    label: str
    amount: str
    share: float
    href: str
    kind: str
    language: str = ""
    ghost: float | None = None  # a second, outlined length: what the bar is a part of


def bars(rows: Sequence[Bar], name: str) -> Markup:
    """Bars one below the other, on one scale. name: what the picture shows, for those who do not see it."""
    height = ROW * len(rows)
    parts = [Markup('<svg class="bars" role="group" aria-label="{}" width="100%" height="{}">').format(name, height)]
    for index, row in enumerate(rows):
        top = index * ROW
        ghost = (
            Markup('<rect class="ghost" x="0.5" y="{}" width="{:.2f}%" height="{}"/>').format(
                top + 22.5, 100 * row.ghost - 0.3, BAR - 1
            )
            if row.ghost
            else ""
        )
        parts.append(
            Markup(
                '<a href="{}"><text x="0" y="{}"><tspan class="bar-label">{}</tspan>'
                '<tspan dx="8" class="bar-amount">{}</tspan></text>'
                '{}<rect class="bar fill-{}" x="0" y="{}" width="{:.2f}%" height="{}" rx="1.5"/></a>'
            ).format(
                row.href, top + 15, row.label, row.amount, ghost, row.kind, top + 22, max(100 * row.share, 0.4), BAR
            )
        )
    return Markup("").join([*parts, Markup("</svg>")])


@dataclass(frozen=True, slots=True)
class Tile:
    """One square: a record, its class and its words."""

    href: str
    kind: str
    title: str


SIDE, GAP = 19, 4  # pixels


def tiles(items: Sequence[Tile], name: str, columns: int = 14) -> Markup:
    """A square a record, row by row; each is a link with its words."""
    step = SIDE + GAP
    rows = -(-len(items) // columns)
    parts = [
        Markup('<svg class="tiles" role="group" aria-label="{}" width="{}" height="{}" viewBox="0 0 {} {}">').format(
            name, columns * step, rows * step, columns * step, rows * step
        )
    ]
    for index, item in enumerate(items):
        x, y = (index % columns) * step, (index // columns) * step
        parts.append(
            Markup(
                '<a href="{}" aria-label="{}"><title>{}</title>'
                '<rect class="fill-{}" x="{}" y="{}" width="{}" height="{}" rx="2"/></a>'
            ).format(item.href, item.title, item.title, item.kind, x + 0.5, y + 0.5, SIDE, SIDE)
        )
    return Markup("").join([*parts, Markup("</svg>")])
