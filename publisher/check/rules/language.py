"""Rules on language: Chinese in Chinese columns, English in English ones, no stand-ins, no letters of other alphabets.

What is cited as printed stands in quotation marks or brackets, and is let be there.
"""

from __future__ import annotations

import re
import unicodedata

from publisher.check.rule import Column, Test, check
from publisher.check.rules.text import own_chinese
from publisher.terms.messages import Message, Shown, say
from publisher.terms.regex import regex
from publisher.terms.schema import Field

_HAN = "\u3007\u3400-\u9fff\U00020000-\U000323af"
_CHINESE = regex(f"[{_HAN}]")
_CHINESE_IN_ENGLISH = regex(f"[{_HAN}，。、；：！？（）《》〈〉【】「」『』]")
_LATIN_WORD = regex("[A-Za-z]{2,}")
_LATIN = regex("[A-Za-z]")
_LATIN_PHRASE = regex("(?<![A-Za-z])[A-Za-z]+(?: [a-z]+){2,}")  # no name: its second and third word are no capitals
_NUMBER_OF_DOCUMENT = f"(?:(?<![{_HAN}])|(?<=[0-9]号))[{_HAN}]{{2,}}〔[0-9]{{4}}〕[0-9]+号"
# What is cited: in quotation marks, in brackets, or the number of a document, which has its own brackets.
_CITES = rf"“[^“”\n]*”|{_NUMBER_OF_DOCUMENT}|\([^()\n]*\)"
_CITED_IN_ENGLISH, _CITED = regex(_CITES), regex(rf"{_CITES}|（[^（）\n]*）")
_QUOTED = regex(r"“[^“”\n]*”|《[^《》\n]*》")

_STAND_IN = regex(
    r"\b(?:TODO|FIXME|TB[ACD]|XX+)\b|待补|待定|待译|待填|待核|待查|占位|lorem ipsum|\?\?|？？|&(?:[a-z]+|#[0-9]+);|\]\(|https?://",
    re.I,
)
_EMPTY_WORDS = regex(r"(?:n/?a|nil|null|none|nan|unknown|test|ditto|(?:see|as) above|暂?无|[同见如]上|x+)?[\W_]*", re.I)
_DOUBLED = regex("[，、；：]{2}|,,|;;|(?<!。)。。(?!。)")
_WORD = regex(rf"[0-9A-Za-z{_HAN}]")

# What is not of our alphabets: Greek, Cyrillic and what follows them, kana, Hangul, pictures, and all beyond the plane
# of common characters. Most texts have none of it, so it is looked for at once.
_ODD = regex("[\u0370-\u1fff\u231a-\u23ff\u2600-\u27bf\u2b00-\u2e7f\u3040-\u31bf\ua000-\ufdff\U00010000-\U0010ffff]")
_GREEK = range(0x0370, 0x0400)  # may stand alone (α), but not within a Latin word
_PICTURES = (range(0x231A, 0x2400), range(0x2600, 0x27C0), range(0x2B00, 0x2C00), range(0x1F000, 0x1FB00))
_HAN_BEYOND = range(0x20000, 0x32400)

_PAIRS = dict(zip("“([{（《〈【〔「『", "”)]}）》〉】〕」』", strict=True))
_MARK = regex("[" + re.escape("".join((*_PAIRS, *_PAIRS.values()))) + "]")
_NO_MARK = regex("[^" + re.escape("".join((*_PAIRS, *_PAIRS.values()))) + "\n]+")  # no pair reaches over two cells
DEEP = 3  # marks within marks that are taken away at once


def _picture(letter: str) -> bool:
    return any(ord(letter) in block for block in _PICTURES)


def _ordinary(text: str) -> bool:
    """Whether a text has nothing but Latin letters, Chinese characters and the usual signs."""
    return text.isascii() or not _ODD.search(text)


def own_english(field: Field) -> bool:
    """Whether a column holds English, which is always ours."""
    return field.name.endswith("_en")


def _worded(field: Field) -> bool:
    """Whether a column holds words, in Chinese or English; the label of a measure may be a sign (%, Gbps)."""
    return field.type == "string" and field.name.endswith(("_zh", "_en")) and not field.name.startswith("label_")


@check("error", on="cell", declarable=True)
def not_in_chinese(field: Field) -> Test | None:
    if not field.name.endswith("_zh") or not _worded(field):
        return None

    def test(value: str) -> Shown:
        if not value:
            return ""
        plain = _QUOTED.sub("", value) if own_chinese(field) else value
        words = len(_LATIN_WORD.findall(plain)) if own_chinese(field) else 0
        said_so = own_chinese(field) and _LATIN_PHRASE.search(_CITED.sub("", plain))
        return "" if len(_CHINESE.findall(value)) > words and not said_so else say("not-in-chinese.words")

    return Test(test, lambda column: not any(map(test, column.filled)))


@check("error", on="cell", declarable=True)
def not_in_english(field: Field) -> Test | None:
    if not own_english(field) or field.type != "string":
        return None
    signs = field.name.startswith("label_")

    def test(value: str) -> Shown:
        plain = _CITED_IN_ENGLISH.sub("", value)
        if chinese := _CHINESE_IN_ENGLISH.search(plain):
            return say("not-in-english.cited", character=chinese[0])
        return "" if not value or signs or _LATIN.search(value) else say("not-in-english.words")

    return Test(test, lambda column: _all_english(column))


def _all_english(column: Column) -> bool:
    plain = column.text if column.text.isascii() else _CITED_IN_ENGLISH.sub("", column.text)
    return not _CHINESE_IN_ENGLISH.search(plain) and all(map(_LATIN.search, column.filled))


@check("error", on="cell")
def placeholder(field: Field) -> Test | None:
    if field.verbatim or not _worded(field):
        return None

    def test(value: str) -> Shown:
        stand_in = _STAND_IN.search(value) or (_EMPTY_WORDS.fullmatch(value) if value else None)
        stand_in = stand_in or _DOUBLED.search(_QUOTED.sub("", value))
        return say("placeholder.words") if stand_in else ""

    def clean(column: Column) -> bool:
        return not (_STAND_IN.search(column.text) or _DOUBLED.search(column.text) or any(map(_stand_in, column.filled)))

    return Test(test, clean)


_TOLD = ("caveat", "summary", "text", "reason", "comment", "limitations", "defects", "definition", "comparability")
_LABELS = ("what", "name", "short")
_ENDS_OPEN = regex(r"(?:[。，、；：！？!?,;:]|(?<=[a-z]{5})\.)\Z")


@check("error", on="cell", declarable=True)
def sentence_unfinished(field: Field) -> Test | None:
    if field.verbatim or field.name[:-3] not in (*_TOLD, *_LABELS) or not _worded(field):
        return None
    if field.name[:-3] in _LABELS:
        return Test(lambda value: say("sentence-unfinished.label") if _ENDS_OPEN.search(value) else "")
    ended = regex(r"[。！？.!?…]\W*\Z")
    return Test(lambda value: "" if not value or ended.search(value) else say("sentence-unfinished.end"))


def _stand_in(value: str) -> bool:
    return len(value) < 16 and _EMPTY_WORDS.fullmatch(value) is not None


def _foreign(value: str, *, verbatim: bool) -> str:
    """The first letter of another alphabet; in what is printed, only one that stands beside a Latin letter."""
    for match in _ODD.finditer(value):
        letter, at = match[0], match.start()
        if not letter.isalpha() or ord(letter) in _HAN_BEYOND:
            continue
        beside = value[max(0, at - 1) : at] + value[at + 1 : at + 2]
        if any(c.isascii() and c.isalpha() for c in beside) or not (verbatim or ord(letter) in _GREEK):
            return letter
    return ""


def _without(sign: str) -> Message:
    return say("invisible-character.none", code=f"U+{ord(sign):04X}", name=unicodedata.name(sign, "?"))


@check("error", on="cell", declarable=True)
def alphabets_mixed(field: Field) -> Test | None:
    if field.type != "string":
        return None

    def test(value: str) -> Shown:
        letter = "" if _ordinary(value) else _foreign(value, verbatim=field.verbatim)
        return _without(letter) if letter else ""

    return Test(test, clean=_ordinary)


@check("error", on="cell", declarable=True)
def picture_character(field: Field) -> Test | None:
    if field.type != "string":
        return None

    def test(value: str) -> Shown:
        pictures = (c for c in _ODD.findall(value) if _picture(c) and not (field.verbatim and ord(c) < 0x10000))
        picture = "" if _ordinary(value) else next(pictures, "")
        return _without(picture) if picture else ""

    return Test(test, clean=_ordinary)


@check("error", on="cell", declarable=True)
def mark_unpaired(field: Field) -> Test | None:
    if field.verbatim or not _worded(field):
        return None
    return Test(lambda value: "" if _closed(value) else say("mark-unpaired.pairs"), _all_closed)


def _closed(value: str) -> bool:
    open_: list[str] = []
    for mark in _MARK.findall(value):
        if mark in _PAIRS:
            open_.append(mark)
        elif not open_ or _PAIRS[open_.pop()] != mark:
            return False
    return not open_ and value.count("‘") <= value.count("’")  # ’ is an apostrophe too


def _all_closed(column: Column) -> bool:
    left = _NO_MARK.sub("", column.text)
    for _ in range(DEEP):
        for one, other in _PAIRS.items():
            left = left.replace(one + other, "")
    return not left.strip("\n") and "‘" not in column.text
