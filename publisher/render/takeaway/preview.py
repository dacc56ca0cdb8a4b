"""The site's own pictures: what previews of links show of pages without one, and its sign on a phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publisher.render.pictures.drawing import Box, Drawing, Shape, Text, paragraph
from publisher.render.pictures.png import icon, lacking, png
from publisher.render.takeaway.card import EDGE, HEIGHT, WIDTH


def pictures(texts: Mapping[str, Mapping[str, Any]]) -> dict[str, bytes]:
    """Name → PNG; nothing where packages are lacking. texts: language → the words of the site."""
    if lacking():
        return {}
    shapes: list[Shape] = [Box(0, 0, WIDTH, HEIGHT, "paper"), Box(0, 0, WIDTH, 10, "brand")]
    for n, text in enumerate(texts.values()):
        top = 90 + 250 * n
        shapes.append(Text(EDGE, top + 60, 56, str(text["name"])))
        shapes += paragraph(str(text["tagline"]), EDGE, top + 75, size=30, width=WIDTH - 2 * EDGE, tone="soft")
    drawing = Drawing(WIDTH, HEIGHT, tuple(shapes), str(texts["zh"]["name"]), "zh")
    return {"preview.png": png(drawing), "apple-touch-icon.png": icon(180)}
