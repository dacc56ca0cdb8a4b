"""Cards: what a record says, with its basis, its caveat, its words and its source, in one language or in both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from publisher.render.pictures.drawing import Box, Drawing, Shape, Text, bottom, breadth, in_language, paragraph
from publisher.render.takeaway.fact import Fact

WIDTH, HEIGHT, EDGE = 1200, 630, 60  # pixels; previews of links are this large


def card(*facts: Fact) -> Drawing:
    """A card: of one language over its whole width, or of two side by side."""
    shapes, size = columns(facts, _column)
    if quote := facts[0].quote:
        low = bottom(shapes, 0)
        quoted = paragraph(f"“{quote}”", EDGE + 18, low + 8, size=26 * size, width=WIDTH - 2 * EDGE - 18)
        shapes += [Box(EDGE, low + 16, 6, bottom(quoted, low) - low - 12, "mark"), *quoted]
    return with_sources(shapes, facts, size)


class Drawable(Protocol):
    """What any drawing has in one language: language, source, and its content as a sentence."""

    @property
    def language(self) -> str:
        """zh or en."""

    @property
    def source(self) -> str:
        """Where it is from."""

    @property
    def sentence(self) -> str:
        """The same in words."""


Some = TypeVar("Some", bound=Drawable)


def columns(
    facts: Sequence[Some], draw: Callable[[Some, float, float, float], list[Shape]]
) -> tuple[list[Shape], float]:
    """The shapes of one or two languages side by side, and the relative size of letters.

    draw: called with the content of a language, its left edge, width and size; returns shapes.
    """
    room = (WIDTH - 2 * EDGE - 40 * (len(facts) - 1)) / len(facts)
    size = 1.0 if len(facts) == 1 else 0.78
    parts = (in_language(draw(one, EDGE + n * (room + 40), room, size), one.language) for n, one in enumerate(facts))
    return [shape for part in parts for shape in part], size


def with_sources(shapes: Iterable[Shape], facts: Iterable[Drawable], size: float) -> Drawing:
    """A drawing on a background, with the sources at the bottom."""
    drawn, sources = list(shapes), list(facts)
    low = bottom(drawn, 0)
    lines: list[Shape] = []
    for one in sources:
        own = paragraph(one.source, EDGE, bottom(lines, 8), size=19 * size, width=WIDTH - 2 * EDGE, tone="soft")
        lines += in_language(own, one.language)
    deep = bottom(lines, 0) + 24
    height = max(HEIGHT, round(low + 20 + deep))
    top = height - deep
    placed = [replace(line, y=line.y + top) for line in lines]
    ground = [Box(0, 0, WIDTH, height, "paper"), Box(0, 0, WIDTH, 10, "brand")]
    rule = Box(EDGE, top, WIDTH - 2 * EDGE, 1, "line")
    language = sources[0].language if len(sources) == 1 else "zh"
    return Drawing(WIDTH, height, (*ground, *drawn, rule, *placed), " ".join(one.sentence for one in sources), language)


def _column(one: Fact, x: float, width: float, size: float) -> list[Shape]:
    """One language's part of a card."""
    shapes: list[Shape] = [Text(x, 62, 25 * size, one.kicker, "soft")]
    shapes += paragraph(one.what, x, 70, size=38 * size, width=width)
    large = min(88 * size if one.colour != "milestone" else 46 * size, width / max(breadth(one.figure), 1))
    low = bottom(shapes, 0) + (large * 1.08 if one.figure else 0)
    if one.figure:
        shapes.append(Text(x, low, large, one.figure, "soft" if one.colour == "milestone" else "ink"))
    low += large * 0.3
    for line in one.lines:
        shapes += paragraph(line, x + 20, low, size=25 * size, width=width - 20)
        low = bottom(shapes, 0)
    first = min((s.y - s.size for s in shapes if isinstance(s, Text) and s.x == x + 20), default=low)
    shapes.append(Box(x, first, 7, low - first, "" if one.colour == "unclear" else one.colour, one.colour))
    if one.caveat:
        noted = paragraph(one.caveat, x + 20, low + 12, size=21 * size, width=width - 20)
        shapes += [Box(x, low + 18, 5, bottom(noted, low) - low - 14, "warn-line"), *noted]
    return shapes
