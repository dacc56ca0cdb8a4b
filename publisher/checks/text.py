"""Text hygiene for Chinese data. Verbatim columns are exempt from style, never from hygiene."""

from __future__ import annotations

import re
import unicodedata

from publisher.rule import Test, check
from publisher.schema import Field

_INVISIBLE = re.compile(
    "[\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufffd]"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_HAN = "\u3400-\u9fff"
_HALF_WIDTH = re.compile(rf"[{_HAN}][,:;()!?]|[,:;()!?][{_HAN}]")


def own_chinese(field: Field) -> bool:
    """Whether a column holds our own Chinese words."""
    return field.name.endswith("_zh") and not field.verbatim


def _code_points(match: re.Match[str] | None) -> str:
    return f"no U+{ord(match[0]):04X} ({unicodedata.name(match[0], 'control character')})" if match else ""


@check("error", on="cell")
def control_character(_field: Field) -> Test | None:
    """A cell holds no control characters, tabs or line breaks.

    Fix: remove them; a cell is one line of text.
    """
    return lambda value: _code_points(_CONTROL.search(value))


@check("error", on="cell")
def invisible_character(_field: Field) -> Test | None:
    """A cell holds no zero-width, no-break or other invisible characters.

    Fix: delete the character, or type an ordinary space.
    """
    return lambda value: _code_points(_INVISIBLE.search(value))


@check("error", on="cell")
def lookalike_character(_field: Field) -> Test | None:
    """A cell holds no Kangxi radicals or compatibility ideographs, which look like other characters but differ.

    Fix: python build.py fmt replaces them by the ordinary characters.
    """
    return lambda value: _code_points(_LOOKALIKE.search(value))


@check("error", on="cell")
def not_nfc(_field: Field) -> Test | None:
    """Text is in Unicode normalization form C.

    Fix: python build.py fmt normalizes it.
    """
    return lambda value: "" if unicodedata.is_normalized("NFC", value) else "the composed form (NFC)"


@check("error", on="cell")
def space_at_edge(field: Field) -> Test | None:
    """A cell begins and ends with a visible character.

    Fix: remove the space; python build.py fmt does so.
    """
    if field.name in ("quote_prefix", "quote_suffix"):
        return None
    return lambda value: "" if value == value.strip(" ") else "no space at either end"


@check("error", on="cell")
def double_space(field: Field) -> Test | None:
    """Our own words have no two spaces in a row.

    Fix: python build.py fmt makes them one.
    """
    return None if field.verbatim else (lambda value: "one space" if "  " in value else "")


@check("error", on="cell")
def formula_cell(field: Field) -> Test | None:
    """No text begins with = + - or @, which spreadsheet programs read as a formula.

    Fix: reword it, or quote from another character on.
    """
    if field.type != "string":
        return None
    return lambda value: "a first character other than = + - @" if value[:1] in ("=", "+", "-", "@") else ""


@check("error", on="cell")
def full_width_letter(field: Field) -> Test | None:
    """Codes, ids and our own words write digits and Latin letters half-width.

    Fix: type them half-width; python build.py fmt does so in codes.
    """
    if field.verbatim:
        return None
    return lambda value: "half-width digits and letters" if _FULL_WIDTH.search(value) else ""


@check("error", on="cell")
def half_width_punctuation(field: Field) -> Test | None:
    """Our own Chinese uses full-width punctuation beside Chinese characters (GB/T 15834).

    Fix: write ，：；（）！？ in place of , : ; ( ) ! ?
    """
    if not own_chinese(field):
        return None
    return lambda value: f"full-width punctuation in place of {m[0]}" if (m := _HALF_WIDTH.search(value)) else ""


@check("error", on="cell")
def traditional_character(field: Field) -> Test | None:
    """Our own Chinese is in simplified characters.

    A character outside GB 2312 is taken for a traditional or rare one.

    Fix: write the simplified character.
    """
    if not own_chinese(field):
        return None

    def test(value: str) -> str:
        try:
            re.sub(f"[^{_HAN}]", "", value).encode("gb2312")
        except UnicodeEncodeError as error:
            return f"a simplified character in place of {error.object[error.start]}"
        return ""

    return test


@check("error", on="cell")
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

    return test
