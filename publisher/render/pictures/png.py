"""A drawing as PNG, with a Chinese font from PyPI: the same bytes wherever the same packages are.

Painted in one channel: the lower half of the palette goes from paper to ink, which smooths letters; boxes have the
colours above. It costs a third of the time that true colour takes.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from publisher.render.pictures.drawing import COLOURS, Box, Drawing, Text

FONT = ("paperang_p2_fonts_cjk", "fonts/wqy-microhei.ttc")  # WenQuanYi Micro Hei: 5 MB, simplified forms
PACKAGES = ("PIL", FONT[0])
STEPS = 100  # from paper to ink
TONES = {"ink": STEPS, "soft": 72, "line": 12, "rule": 45, "status": STEPS, "milestone": 45, "unclear": 60}
SOLID = {name: STEPS + 1 + n for n, name in enumerate(name for name in COLOURS if name not in TONES)}
STRAIGHT = str.maketrans("‘’“”", "''\"\"")
DASH = 10  # pixels of a dash and the gap after it


@cache
def lacking() -> str:
    """The package for pictures that is not installed; "" where none is lacking."""
    return next((name for name in PACKAGES if find_spec(name) is None), "")


def png(drawing: Drawing) -> bytes:
    """The drawing as PNG. Raises ImportError where packages are lacking (`lacking`)."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (drawing.width, drawing.height), 0)
    brush = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        if isinstance(shape, Text):
            tone = TONES.get(shape.tone, STEPS)
            # The curly quotes of the font are as wide as a Chinese character, so English gets straight ones.
            words = shape.words.translate(STRAIGHT) if shape.english else shape.words
            brush.text((shape.x, shape.y), words, font=_font(round(shape.size)), fill=tone, anchor="ls")
        else:
            _box(brush, shape)
    image.putpalette(_palette())
    return _saved(image)


def icon(size: int) -> bytes:
    """The site's sign, as phones put it on their screens."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (size, size), "#a3352a")
    brush, step = ImageDraw.Draw(image), size / 32
    for x, top, low in ((8, 10, 22), (14.5, 14, 22), (21, 7, 22)):
        brush.rectangle((x * step, top * step, (x + 3) * step, low * step), fill="#ffffff")
    return _saved(image)


def _saved(image: Any) -> bytes:
    held = BytesIO()
    image.save(held, "PNG", compress_level=1)
    return held.getvalue()


@cache
def _font(size: int) -> Any:
    from PIL import ImageFont

    spec = find_spec(FONT[0])
    folder = Path((spec.origin if spec else "") or "").parent
    return ImageFont.truetype(str(folder / FONT[1]), size, layout_engine=ImageFont.Layout.BASIC)


def _index(name: str) -> int:
    return TONES[name] if name in TONES else SOLID[name]


def _box(brush: Any, box: Box) -> None:
    corners = (box.x, box.y, box.x + box.width - 1, box.y + box.height - 1)
    if box.fill and box.width >= 1 and box.height >= 1:
        brush.rectangle(corners, fill=0 if box.fill == "paper" else _index(box.fill))
    if not box.line:
        return
    left, top, right, low = (round(place) for place in corners)
    if not box.dashed:
        brush.rectangle(corners, outline=_index(box.line), width=2)
        return
    for x in range(left, right, DASH):
        for y in (top, low - 1):
            brush.rectangle((x, y, min(x + DASH * 0.6, right), y + 1), fill=_index(box.line))
    for y in range(top, low, DASH):
        for x in (left, right - 1):
            brush.rectangle((x, y, x + 1, min(y + DASH * 0.6, low)), fill=_index(box.line))


@cache
def _palette() -> list[int]:
    paper, ink = (_rgb(COLOURS[name]) for name in ("paper", "ink"))
    ramp = [round(a + (b - a) * n / STEPS) for n in range(STEPS + 1) for a, b in zip(paper, ink, strict=True)]
    return [*ramp, *(part for name in SOLID for part in _rgb(COLOURS[name]))]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
