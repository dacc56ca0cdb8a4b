"""A drawing of texts and boxes in pixels, and as SVG 1.1. The same drawing is painted as PNG by `png`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from unicodedata import east_asian_width

from markupsafe import escape

COLOURS = {
    "paper": "#faf8f4", "ink": "#1c2127", "soft": "#545d66", "line": "#dfd8cb", "rule": "#8f877a", "brand": "#9f3226",
    "mark": "#ffe48f", "warn": "#fdf3d8", "warn-line": "#d9a520", "new": "#1c66a8", "total": "#1b7754",
    "rate": "#7a4a9c", "change": "#a3581b", "unclear": "#6f757c", "status": "#1c2127", "milestone": "#8f877a",
}  # fmt: skip  # those of the light site
FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif"
NOT_FIRST = "、，。；：！？）》」』〕”’%％,.;:!?)"
NOT_LAST = "（《「『〔“‘("


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; y is its base line. tone: one of COLOURS. english: of an English text, whatever it quotes."""

    x: float
    y: float
    size: float
    words: str
    tone: str = "ink"
    english: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, filled, outlined or both, by names of COLOURS; "" for neither."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    line: str = ""
    dashed: bool = False


Shape = Text | Box


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes, the first at the bottom. said: the same in words, for those who do not see it."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    said: str
    language: str


def svg(drawing: Drawing) -> str:
    """The drawing as a file of its own."""
    width, height, language = drawing.width, drawing.height, "en" if drawing.language == "en" else "zh-Hans"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" xml:lang="{language}" font-family="{escape(FONT)}"><title>{escape(drawing.said)}</title>'
    )
    shapes = (_box(shape) if isinstance(shape, Box) else _text(shape) for shape in drawing.shapes)
    return "".join([head, *shapes, "</svg>\n"])


def _text(text: Text) -> str:
    place = f'x="{text.x:g}" y="{text.y:g}" font-size="{text.size:g}" fill="{COLOURS[text.tone]}"'
    return f"<text {place}>{escape(text.words)}</text>"


def _box(box: Box) -> str:
    line = f' stroke="{COLOURS[box.line]}" stroke-width="2"' if box.line else ""
    dashes = ' stroke-dasharray="6 4"' if box.dashed else ""
    fill = COLOURS[box.fill] if box.fill else "none"
    place = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
    return f'<rect {place} fill="{fill}"{line}{dashes}/>'


@cache
def breadth(words: str) -> float:
    """How wide a text is, in em: a little more than with most fonts."""
    return sum(map(_breadth, words))


@cache
def _breadth(char: str) -> float:
    if east_asian_width(char) in "WFA":
        return 1.0
    if char in "iljt.,:;'|!()[] ":
        return 0.33
    return 0.86 if char in "mwMW@%" else 0.68 if char.isupper() else 0.57


HELD_TOGETHER = re.compile(r"[\u0021-\u024f\u2013\u2019]+|\s+|.", re.DOTALL)  # words of Latin script hold together


@lru_cache(maxsize=512)  # the same sources and remarks stand on many cards
def wrap(words: str, size: float, width: float) -> tuple[str, ...]:
    """A text in lines of at most `width` pixels: between words, and between characters where there are none."""
    most, lines, line, filled = width / size, [], "", 0.0
    for piece in HELD_TOGETHER.findall(words.strip()):
        filled += breadth(piece)
        if filled <= most or not line or piece[0] in NOT_FIRST or piece.isspace():
            line += piece
            continue
        kept = line.rstrip(NOT_LAST) or line
        lines.append(kept.rstrip())
        line = (line[len(kept) :] + piece).lstrip()
        filled = breadth(line)
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def paragraph(words: str, x: float, y: float, *, size: float, width: float, tone: str = "ink") -> list[Text]:
    """A text in lines, the first below `y`."""
    step = size * 1.42
    return [Text(x, y + step * (n + 1), size, line, tone) for n, line in enumerate(wrap(words, size, width))]


def in_language(shapes: Sequence[Shape], language: str) -> Sequence[Shape]:
    """Shapes whose texts are of a language."""
    if language != "en":
        return shapes
    return [replace(shape, english=True) if isinstance(shape, Text) else shape for shape in shapes]


def bottom(shapes: Sequence[Shape], top: float) -> float:
    """The lowest place that shapes reach."""
    return max((s.y + (s.height if isinstance(s, Box) else s.size * 0.3) for s in shapes), default=top)
