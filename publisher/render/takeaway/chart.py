"""The chart of a comparison as a drawing: its panels one below the other, with axis, limits and source."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.render.charts import Panel, QuantityMark
from publisher.render.pictures.drawing import Box, Drawing, Shape, Text, bottom, breadth, paragraph
from publisher.render.takeaway.card import columns, with_sources


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart says in one language. wordless: what is promised without a number, after its heading."""

    language: str
    title: str
    verdict: str
    panels: tuple[Panel, ...]
    wordless: tuple[str, ...]
    limits: str
    source: str
    sentence: str


def chart(*charts: Chart) -> Drawing:
    """A chart: of one language over the whole width, or of two side by side."""
    shapes, size = columns(charts, _column)
    return with_sources(shapes, charts, size)


def _column(one: Chart, x: float, width: float, size: float) -> list[Shape]:
    shapes: list[Shape] = [*paragraph(one.title, x, 18, size=36 * size, width=width)]
    if one.verdict:
        shapes += paragraph(one.verdict, x, bottom(shapes, 0), size=23 * size, width=width)
    for panel in one.panels:
        shapes += _panel(panel, x, bottom(shapes, 0) + 14, width, size)
    for line in one.wordless:
        shapes += paragraph(line, x, bottom(shapes, 0), size=20 * size, width=width)
    low = bottom(shapes, 0) + 12
    noted = paragraph(one.limits, x + 18, low, size=19 * size, width=width - 18)
    return [*shapes, Box(x, low + 6, 5, bottom(noted, low) - low - 4, "warn-line"), *noted]


def _panel(panel: Panel, x: float, top: float, width: float, size: float) -> list[Shape]:
    """Title, marks and axis of a panel."""
    shapes: list[Shape] = [*paragraph(f"{panel.title} · {panel.said}", x, top, size=22 * size, width=width)]
    for mark in panel.marks:
        note = f" · {mark.note}" if mark.note else ""
        low = bottom(shapes, 0)
        shapes += paragraph(f"{mark.label}  {mark.amount}{note}", x, low, size=20 * size, width=width, tone="soft")
        shapes += _strip(mark, x, bottom(shapes, 0) + 3, width)
    low = bottom(shapes, 0) + 5
    shapes.append(Box(x, low, width, 1, "rule"))
    for place, label in panel.ticks:
        back = breadth(label) * 17 * size * 0.95 * place
        shapes += [Box(x + (width - 1) * place, low, 1, 6, "rule")]
        shapes.append(Text(x + width * place - back, low + 24 * size, 17 * size, label, "soft"))
    return shapes


def _strip(mark: QuantityMark, x: float, y: float, width: float) -> list[Shape]:
    """One mark: filled where the text is plain about it, in outline where it hedges or leaves its basis open."""
    low, high = x + width * mark.low, x + width * mark.high
    if mark.form == "status":
        return [Box(x, y + 8, high - x, 2, "rule"), Box(high - 7, y + 2, 14, 14, "paper", "ink")]
    length = max(high - low, 3.0)
    if mark.form == "limit":
        return [Box(low, y + 2, length, 14, "", "ink"), Box(high - 3, y, 5, 18, "ink")]
    open_ = mark.kind == "unclear" or bool(mark.note)
    return [Box(low, y + 2, length, 14, "" if open_ else mark.kind, mark.kind, dashed=open_)]
