"""Text hygiene for Chinese data. Verbatim columns are exempt from style, never from hygiene.

What must not stand in any cell is looked for once in the text of a whole file (see Test in check/rule.py).
"""

from __future__ import annotations

import re
import unicodedata

from publisher.check.rule import Column, Test, check
from publisher.codebook.characters import is_traditional
from publisher.terms.schema import Field

_HIDDEN = (
    "\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    "\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufffd"
)
_RADICALS = "\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
_INVISIBLE = re.compile(f"[{_HIDDEN}]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LOOKALIKE = re.compile(f"[{_RADICALS}]")
_CONTROLS = bytes([*range(0x0A), *range(0x0B, 0x20), 0x7F])  # of ASCII, but for LF
_STRANGE = re.compile(rf"[\x00-\x09\x0b-\x1f\x7f-\x9f{_HIDDEN}{_RADICALS}]")  # all three, but for LF
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_HAN = "\u3400-\u9fff"
_MARKS = re.compile(r"[,:;()!?]")
_QUOTES = re.compile('["“”《》]')
_NOT_HAN = re.compile(rf"[^{_HAN}]+")
_HALF_WIDTH = re.compile(rf"[{_HAN}][,:;()!?]|[,:;()!?][{_HAN}]")


def own_chinese(field: Field) -> bool:
    """Whether a column holds our own Chinese words."""
    return field.name.endswith("_zh") and not field.verbatim


def _plain(text: str) -> bool:
    """Whether a text, but for its line ends, is free of all that the first four rules look for."""
    if text.isascii():
        data = text.encode()
        return len(data.translate(None, _CONTROLS)) == len(data)
    return not _STRANGE.search(text) and unicodedata.is_normalized("NFC", text)


def _code_points(match: re.Match[str] | None) -> str:
    return f"no U+{ord(match[0]):04X} ({unicodedata.name(match[0], 'control character')})" if match else ""


@check("error", on="cell")
def control_character(_field: Field) -> Test | None:
    """A cell holds no control characters, tabs or line breaks.

    Fix: remove them; a cell is one line of text.
    """
    return Test(lambda value: _code_points(_CONTROL.search(value)), clean=_plain)


@check("error", on="cell")
def invisible_character(_field: Field) -> Test | None:
    """A cell holds no zero-width, no-break or other invisible characters.

    Fix: delete the character, or type an ordinary space.
    """
    return Test(lambda value: _code_points(_INVISIBLE.search(value)), clean=_plain)


@check("error", on="cell")
def lookalike_character(_field: Field) -> Test | None:
    """A cell holds no Kangxi radicals or compatibility ideographs, which look like other characters but differ.

    Fix: python build.py fmt replaces them by the ordinary characters.
    """
    return Test(lambda value: _code_points(_LOOKALIKE.search(value)), clean=_plain)


@check("error", on="cell")
def not_nfc(_field: Field) -> Test | None:
    """Text is in Unicode normalization form C.

    Fix: python build.py fmt normalizes it.
    """
    return Test(
        lambda value: "" if unicodedata.is_normalized("NFC", value) else "the composed form (NFC)", clean=_plain
    )


@check("error", on="cell")
def space_at_edge(field: Field) -> Test | None:
    """A cell begins and ends with a visible character.

    Fix: remove the space; python build.py fmt does so.
    """
    if field.name in ("quote_prefix", "quote_suffix"):
        return None
    return Test(
        lambda value: "" if value == value.strip(" ") else "no space at either end", _no_space_at_edges, _no_space
    )


def _no_space(text: str) -> bool:
    return " " not in text


def _no_space_at_edges(column: Column) -> bool:
    text = column.text
    return " " not in text or ("\n " not in text and " \n" not in text)


@check("error", on="cell")
def double_space(field: Field) -> Test | None:
    """Our own words have no two spaces in a row.

    Fix: python build.py fmt makes them one.
    """
    if field.verbatim:
        return None
    return Test(lambda value: "one space" if "  " in value else "", _no_double_space, _no_space)


def _no_double_space(column: Column) -> bool:
    return "  " not in column.text


@check("error", on="cell")
def formula_cell(field: Field) -> Test | None:
    """No text begins with = + - or @, which spreadsheet programs read as a formula.

    Fix: reword it, or quote from another character on.
    """
    if field.type != "string":
        return None
    return Test(
        lambda value: "a first character other than = + - @" if value[:1] in ("=", "+", "-", "@") else "",
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
    """Codes, ids and our own words write digits and Latin letters half-width.

    Fix: type them half-width; python build.py fmt does so in codes.
    """
    if field.verbatim:
        return None
    return Test(
        lambda value: "half-width digits and letters" if _FULL_WIDTH.search(value) else "",
        clean=_half_width,
    )


def _half_width(text: str) -> bool:
    return text.isascii() or not _FULL_WIDTH.search(text)


@check("error", on="cell", declarable=True)
def half_width_punctuation(field: Field) -> Test | None:
    """Our own Chinese uses full-width punctuation beside Chinese characters (GB/T 15834).

    Fix: write ，：；（）！？ in place of , : ; ( ) ! ?
    """
    if not own_chinese(field):
        return None
    return Test(
        lambda value: f"full-width punctuation in place of {m[0]}" if (m := _HALF_WIDTH.search(value)) else "",
        clean=lambda text: not _MARKS.search(text) or not _HALF_WIDTH.search(text),
    )


@check("error", on="cell", declarable=True)
def traditional_character(field: Field) -> Test | None:
    """Our own Chinese is in simplified characters.

    A character outside GB 2312 is taken for a traditional or rare one, but for some that stand in names of places.

    Fix: write the simplified character; one that was never simplified is declared in known_problems.csv.
    """
    if not own_chinese(field):
        return None

    def test(value: str) -> str:
        found = next(filter(is_traditional, value), "")
        return f"a simplified character in place of {found}" if found else ""

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
    """Our own Chinese uses “ ” in pairs, and no straight quotation marks.

    Fix: open and close each quotation.
    """
    if not own_chinese(field):
        return None

    def test(value: str) -> str:
        if '"' in value:
            return "“ ” in place of straight marks"
        return (
            "" if value.count("“") == value.count("”") and value.count("《") == value.count("》") else "marks in pairs"
        )

    return Test(test, clean=lambda text: not _QUOTES.search(text))
