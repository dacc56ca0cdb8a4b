"""A drawing as PNG, with a Chinese font from PyPI: the same bytes wherever the same packages are.

Painted in one channel and kept as sixteen colours: eight go from paper to ink, which smooths letters; boxes have the
others. Each character of a size is painted once a process. So a card costs a sixth of what true colour would.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import Any

from publisher.render.pictures.drawing import COLOURS, Box, Drawing, Text

FONT = ("paperang_p2_fonts_cjk", "fonts/wqy-microhei.ttc")  # WenQuanYi Micro Hei: 5 MB, simplified forms
PACKAGES = ("PIL", FONT[0])
STEPS = 100  # from paper to ink, while it is painted
RAMP = 8  # of these tones, in the file
TONES = {"ink": STEPS, "soft": 72, "line": 12, "rule": 45, "status": STEPS, "milestone": 45, "unclear": 60}
SOLID = {name: STEPS + 1 + n for n, name in enumerate(name for name in COLOURS if name not in (*TONES, "paper"))}
STRAIGHT = str.maketrans("‘’“”", "''\"\"")
SIGNATURE = b"\x89PNG\r\n\x1a\n"
LEFT = 2  # pixels before each row (`_packed`)
DASH = 10  # pixels of a dash and the gap after it


@cache
def lacking() -> str:
    """The package for pictures that is not installed; "" where none is lacking."""
    return next((name for name in PACKAGES if find_spec(name) is None), "")


def png(drawing: Drawing) -> bytes:
    """The drawing as PNG. Raises ImportError where packages are lacking (`lacking`)."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (drawing.width + LEFT, drawing.height), 0)
    brush = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        if isinstance(shape, Text):
            tone = TONES.get(shape.tone, STEPS)
            # The curly quotes of the font are as wide as a Chinese character, so English gets straight ones.
            words = shape.words.translate(STRAIGHT) if shape.english else shape.words
            _write(brush, shape.x + LEFT, round(shape.y), words, round(shape.size), tone)
        else:
            _box(brush, shape)
    return _packed(image.point(_colours()))


def _packed(image: Any) -> bytes:
    """An image of sixteen colours as a file (PNG, third edition): in half the time that Pillow takes.

    Two pixels are a byte; the first two of a row, which have colour 0, are the number of its filter: none.
    """
    image.putpalette(_palette())
    flat = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_RLE)
    data = flat.compress(image.tobytes("raw", "P;4")) + flat.flush()
    head = pack(">IIBBBBB", image.width - LEFT, image.height, 4, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", bytes(_palette())), (b"IDAT", data), (b"IEND", b""))
    return SIGNATURE + b"".join(
        pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


def _write(brush: Any, x: float, y: int, words: str, size: int, tone: int) -> None:
    """A line of text from `x`, on its base line."""
    paint = brush.draw.draw_bitmap  # as brush.bitmap, five times as quick
    for char in words:
        mask, left, top, breadth = _glyph(char, size)
        if mask is not None:
            paint((round(x) + left, y + top), mask, tone)
        x += breadth


@cache
def _glyph(char: str, size: int) -> tuple[Any, int, int, float]:
    """A character as a mask, where it stands from its place on the base line, and how far the next one is."""
    from PIL import Image, ImageDraw

    font = _font(size)
    left, top, right, low = font.getbbox(char, anchor="ls")
    if right <= left or low <= top:
        return None, 0, 0, font.getlength(char)
    painted = Image.new("L", (right - left, low - top), 0)
    ImageDraw.Draw(painted).text((-left, -top), char, font=font, fill=255, anchor="ls")
    return painted.im, left, top, font.getlength(char)


def icon(size: int) -> bytes:
    """The site's sign, as phones put it on their screens."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (size, size), "#a3352a")
    brush, step = ImageDraw.Draw(image), size / 32
    for x, top, low in ((8, 10, 22), (14.5, 14, 22), (21, 7, 22)):
        brush.rectangle((x * step, top * step, (x + 3) * step, low * step), fill="#ffffff")
    buffer = BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


@cache
def _font(size: int) -> Any:
    from PIL import ImageFont

    spec = find_spec(FONT[0])
    folder = Path((spec.origin if spec else "") or "").parent
    return ImageFont.truetype(str(folder / FONT[1]), size, layout_engine=ImageFont.Layout.BASIC)


def _index(name: str) -> int:
    return TONES[name] if name in TONES else SOLID[name]


def _box(brush: Any, box: Box) -> None:
    corners = (box.x + LEFT, box.y, box.x + LEFT + box.width - 1, box.y + box.height - 1)
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
def _colours() -> list[int]:
    """What is painted → its colour in the file."""
    tones = [round(n * (RAMP - 1) / STEPS) for n in range(STEPS + 1)]
    solid = [RAMP + n for n in range(len(SOLID))]
    return [*tones, *solid, *[0] * (256 - len(tones) - len(solid))]


@cache
def _palette() -> list[int]:
    paper, ink = (_rgb(COLOURS[name]) for name in ("paper", "ink"))
    last = RAMP - 1
    ramp = [round(a + (b - a) * n / last) for n in range(RAMP) for a, b in zip(paper, ink, strict=True)]
    return [*ramp, *(part for name in SOLID for part in _rgb(COLOURS[name]))]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
