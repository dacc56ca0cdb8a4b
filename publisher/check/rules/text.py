"""Text hygiene for Chinese data. Verbatim columns are exempt from style, never from hygiene.

What must not stand in any cell is looked for once in the text of a whole file (see Test in check/rule.py).
"""

from __future__ import annotations

import unicodedata

from publisher.check.rule import Column, Test, check
from publisher.codebook.characters import is_traditional
from publisher.terms.messages import Shown, say
from publisher.terms.regex import regex
from publisher.terms.schema import Field

_HIDDEN = (
    "\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufffd"
)
_RADICALS = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_INVISIBLE = regex(f"[{_HIDDEN}]")
_CONTROL = regex(r"[\x00-\x1f\x7f-\x9f]")
_LOOKALIKE = regex(f"[{_RADICALS}]")
_CONTROLS = bytes([*range(0x0A), *range(0x0B, 0x20), 0x7F])  # of ASCII, but for LF
_STRANGE = regex(rf"[\x00-\x09\x0b-\x1f\x7f-\x9f{_HIDDEN}{_RADICALS}]")  # all three, but for LF
_CITED = regex("“[^“”]*”")  # words of the source in our own
_FULL_WIDTH = regex("[０-９Ａ-Ｚａ-ｚ]")
_HAN = "\u3400-\u9fff"
_MARKS = regex(r"[,:;()!?]")
_QUOTES = regex('["“”《》]')
_NOT_HAN = regex(rf"[^{_HAN}]+")
_HALF_WIDTH = regex(rf"[{_HAN}][,:;()!?]|[,:;()!?][{_HAN}]")


def own_chinese(field: Field) -> bool:
    """Whether a column holds our own Chinese words."""
    return field.name.endswith("_zh") and not field.verbatim


def _plain(text: str) -> bool:
    """Whether a text, but for its line ends, is free of all that the first four rules look for."""
    if text.isascii():
        data = text.encode()
        return len(data.translate(None, _CONTROLS)) == len(data)
    return not _STRANGE.search(text) and unicodedata.is_normalized("NFC", text)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _no_control(value: str) -> Shown:
    match = _CONTROL.search(value)
    return say("control-character.none", code=_code(match[0])) if match else ""


def _no_invisible(value: str) -> Shown:
    match = _INVISIBLE.search(value)
    if not match:
        return ""
    return say("invisible-character.none", code=_code(match[0]), name=unicodedata.name(match[0], "?"))


def _no_lookalike(value: str) -> Shown:
    match = _LOOKALIKE.search(value)
    if not match:
        return ""
    plain = unicodedata.normalize("NFKC", match[0])
    return say("lookalike-character.plain", plain=plain, character=match[0], code=_code(match[0]))


@check("error", on="cell")
def control_character(_field: Field) -> Test | None:
    return Test(_no_control, clean=_plain)


@check("error", on="cell")
def invisible_character(_field: Field) -> Test | None:
    return Test(_no_invisible, clean=_plain)


@check("error", on="cell")
def lookalike_character(_field: Field) -> Test | None:
    return Test(_no_lookalike, clean=_plain)


@check("error", on="cell")
def not_nfc(_field: Field) -> Test | None:
    return Test(lambda value: "" if unicodedata.is_normalized("NFC", value) else say("not-nfc.composed"), clean=_plain)


@check("error", on="cell")
def space_at_edge(field: Field) -> Test | None:
    if field.name in ("quote_prefix", "quote_suffix"):
        return None
    return Test(
        lambda value: "" if value == value.strip(" ") else say("space-at-edge.none"), _no_space_at_edges, _no_space
    )


def _no_space(text: str) -> bool:
    return " " not in text


def _no_space_at_edges(column: Column) -> bool:
    text = column.text
    return " " not in text or ("\n " not in text and " \n" not in text)


@check("error", on="cell")
def double_space(field: Field) -> Test | None:
    if field.verbatim:
        return None
    return Test(lambda value: say("double-space.one") if "  " in value else "", _no_double_space, _no_space)


def _no_double_space(column: Column) -> bool:
    return "  " not in column.text


@check("error", on="cell")
def formula_cell(field: Field) -> Test | None:
    if field.type != "string":
        return None
    return Test(
        lambda value: say("formula-cell.other") if value[:1] in ("=", "+", "-", "@") else "",
        _no_formula,
    )


def _no_formula(column: Column) -> bool:
    text = column.text
    return not (
        ("=" in text and "\n=" in text)
        or ("+" in text and "\n+" in text)
        or ("-" in text and "\n-" in text)
        or ("@" in text and "\n@" in text)
    )


@check("error", on="cell")
def full_width_letter(field: Field) -> Test | None:
    if field.verbatim:
        return None
    return Test(
        lambda value: say("full-width-letter.half") if _FULL_WIDTH.search(_CITED.sub("", value)) else "",
        clean=_half_width,
    )


def _half_width(text: str) -> bool:
    return text.isascii() or not _FULL_WIDTH.search(text)


@check("error", on="cell", declarable=True)
def half_width_punctuation(field: Field) -> Test | None:
    if not own_chinese(field):
        return None
    return Test(
        lambda value: say("half-width-punctuation.full", mark=m[0]) if (m := _HALF_WIDTH.search(value)) else "",
        clean=lambda text: not _MARKS.search(text) or not _HALF_WIDTH.search(text),
    )


@check("error", on="cell", declarable=True)
def traditional_character(field: Field) -> Test | None:
    if not own_chinese(field):
        return None

    def test(value: str) -> Shown:
        traditional = next(filter(is_traditional, value), "")
        return say("traditional-character.simplified", character=traditional) if traditional else ""

    return Test(test, clean=_simplified)


def _simplified(text: str) -> bool:
    if text.isascii():
        return True
    try:
        _NOT_HAN.sub("", text).encode("gb2312")
    except UnicodeEncodeError:
        return not any(map(is_traditional, text))
    return True


@check("error", on="cell", declarable=True)
def stray_quotation_mark(field: Field) -> Test | None:
    if not own_chinese(field):
        return None

    def test(value: str) -> Shown:
        if '"' in value:
            return say("stray-quotation-mark.curly")
        paired = value.count("“") == value.count("”") and value.count("《") == value.count("》")
        return "" if paired else say("stray-quotation-mark.pairs")

    return Test(test, clean=lambda text: not _QUOTES.search(text))


# Signs that UTF-8 becomes where it is read as Windows-1252 or Latin-1: two and more beyond ASCII side by side.
_MISREAD = regex("[\u0080-\u024f\u02c6\u02dc\u2010-\u203f\u20ac\u2122]{2,}")


# city?s, 2020?2022, plan ? a: no ’ or – in its encoding
_LOST = regex(
    r"(?<![\w./=#%&-])(?:[A-Za-z]+[?](?=(?:s|t|re|ve|ll|d)\b(?!=))|[0-9]+[?](?=[0-9]))|(?<=[^\W_] )[?](?= \w)"
)


def _garbled(value: str) -> str:
    """The first words that were UTF-8 and were read in another encoding, or lost in it; "" where there are none."""
    if lost := _LOST.search(value):
        return lost[0]
    for match in _MISREAD.finditer(value):
        for encoding in ("cp1252", "latin-1"):
            try:
                match[0].encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            return match[0]
    return ""


@check("error", on="cell")
def cell_garbled(field: Field) -> Test | None:
    if field.type != "string" or field.format == "uri":
        return None
    return Test(
        lambda value: say("cell-garbled.words", garbled=_garbled(value)) if _garbled(value) else "",
        clean=lambda text: not _LOST.search(text) and (text.isascii() or not _MISREAD.search(text)),
    )
