"""Numbers in our own words, Chinese and English: summaries, descriptions, caveats, notes.

Other than a quote, our own words have no figure beside them to be held to. Here is how a number in them is read, so
that one language can be held to the other, and both to what the text and the records give.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from publisher.codebook.figures import DIGITS, LARGE, SMALL, chinese_number

Number = int | Decimal | str  # a text is a name that holds a number, 5G or IPv6, or the path of a clause, 2.1.4

LEAST = 3  # one and two are said in too many ways (a, both, 双, 两者) to be held to each other
_TIMES = {**SMALL, **LARGE}
_SIGNS = "".join([*DIGITS, *_TIMES])
# What a Chinese numeral counts, so that it is one: 三类, 七个, 四大. In 三角, 四川 and 五金 it is none.
_COUNTED = frozenset("个座家所台条项类大套层级种款名份年期章者字次处部区县市位批方步倍公千平吨万亿")

_NAME = r"(?<![A-Za-z0-9])[A-Za-z]++[0-9]+(?:\.[0-9]+)?|(?<![A-Za-z0-9.])[2-9][DGK](?![A-Za-z0-9])"
_DIGITS = r"(?<![A-Za-z0-9.])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)*"
_ZH_DIGITS = re.compile(rf"({_NAME})|({_DIGITS})((?:[十百千万亿](?![伏瓦赫]))*)")
_ZH_SIGNS = re.compile(rf"(百分之|第)?(?<![0-9{_SIGNS}])([{_SIGNS}]+)(?=(.?))")

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SIZES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_COUNTS = {word: value for value, word in enumerate((*_ONES.split(), "eighteen", "nineteen"), 1)}
_COUNTS |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_ORDINALS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_COUNTS |= {word: value for value, word in enumerate(_ORDINALS, 3)}
_TWO = frozenset({"two", "twice", "double", "doubled", "doubling", "dual", "both", "second", "pair"})
_WORDS = frozenset([*_COUNTS, *_TWO, *_SIZES])
_SIZE = "|".join(_SIZES)
_EN_DIGITS = re.compile(rf"({_NAME})|({_DIGITS})(?:[ -]({_SIZE})\b)?")
_EN_SPELT = re.compile(rf"\b(?:({'|'.join(_COUNTS)})[ -])?({_SIZE})\b(?:[ -]({_SIZE})\b)?")
_EN_WORD = re.compile("[a-z]+")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_EN_MONTH = re.compile(rf"[0-9] ({'|'.join(_MONTHS)})\b|\b({'|'.join(_MONTHS)}) [0-9]|\b({'|'.join(_MONTHS)})\b")

_ANY_DIGIT = re.compile("[0-9]")
_QUOTED = re.compile("“([^”]*)”")


class Numbers(NamedTuple):
    """The numbers of a text in our own words.

    said: those that it gives for certain. counted: those of them that are Chinese numerals or English words. quoted:
    those in quotation marks. possible: every number that some reading of the text gives.
    """

    said: frozenset[Number]
    counted: frozenset[Number]
    quoted: frozenset[Number]
    possible: frozenset[Number]


class _Found(NamedTuple):
    said: set[Number]
    counted: set[Number]
    possible: set[Number]


def number(printed: str) -> Number:
    """The number that digits give; what is none, as a name or the path of a clause, stays a text."""
    plain = printed.replace(",", "")
    if plain.isdecimal():
        return int(plain) if len(plain) < 40 else plain
    whole, point, part = plain.partition(".")
    return Decimal(plain) if point and whole.isdecimal() and part.isdecimal() else plain


def _times(value: Number, signs: Iterable[str]) -> Number:
    for sign in signs:
        value = value if isinstance(value, str) else value * _TIMES[sign]
    return value


@lru_cache(1024)
def readings(signs: str) -> tuple[Number, ...]:
    """What Chinese numerals can mean, the likeliest first: 十四五 is 15, or 14 and 5; 千百亿 names two sizes."""
    parts = {signs[start:end] for start in range(len(signs)) for end in range(start + 1, len(signs) + 1)}
    found = [chinese_number(part) for part in (signs, *sorted(parts if len(signs) < 6 else signs))]
    values: list[Number] = [int(value) if value == int(value) else value for value in found if value is not None]
    if len(signs) > 1 and signs[-1] in LARGE:
        values += [_TIMES[sign] * LARGE[signs[-1]] for sign in signs[:-1] if sign in _TIMES]
    return tuple(dict.fromkeys(values))


def _chinese(text: str, found: _Found) -> None:
    if _ANY_DIGIT.search(text):
        for name, digits, signs in _ZH_DIGITS.findall(text):
            value = number(digits) if digits else name
            found.said.add(_times(value, signs))
            found.possible.add(value)
    for before, signs, after in _ZH_SIGNS.findall(text):
        values = readings(signs)
        found.possible.update(values)
        counts = before == "百分之" or (not before and after in _COUNTED)
        if values and counts and not isinstance(values[0], str) and values[0] >= LEAST:
            found.counted.add(values[0])
        elif after == "兆":  # 千兆 is a gigabit, 万兆 ten
            found.possible.add(10)
        elif after == "成":
            found.possible.update(10 * value for value in values if isinstance(value, int))


def _english(text: str, found: _Found) -> None:
    if _ANY_DIGIT.search(text):
        for name, digits, size in _EN_DIGITS.findall(text):
            value = number(digits) if digits else name
            found.possible.add(value)
            found.said.add(value * _SIZES[size] if size and not isinstance(value, str) else value)
        for match in _EN_MONTH.finditer(text):
            found.possible.add(_MONTHS.index(match[match.lastindex or 0]) + 1)
    lower = text.lower()
    words = _WORDS.intersection(_EN_WORD.findall(lower))
    if not words:
        return
    if not words.isdisjoint(_SIZES):
        for count, size, more in _EN_SPELT.findall(lower):
            found.possible.add(_COUNTS.get(count, 1) * _SIZES[size] * _SIZES.get(more, 1))
        words = _WORDS.intersection(_EN_WORD.findall(_EN_SPELT.sub(" ", lower)))
    for word in words:
        value = _COUNTS.get(word, 2)
        (found.counted if value >= LEAST else found.possible).add(value)


@lru_cache(8192)
def in_chinese(text: str) -> Numbers:
    """The numbers of a text in our own Chinese."""
    found, quoted, inner = _Found(set(), set(), set()), _Found(set(), set(), set()), ""
    if "“" in text:
        inner = " ".join(_QUOTED.findall(text))
        _chinese(inner, quoted)
        text = _QUOTED.sub("“”", text)
    _chinese(text, found)
    return _numbers(found, quoted, found.possible | quoted.possible)


@lru_cache(8192)
def in_english(text: str) -> Numbers:
    """The numbers of a text in our own English; what it quotes may be Chinese."""
    found, quoted = _Found(set(), set(), set()), _Found(set(), set(), set())
    if "“" in text:
        inner = " ".join(_QUOTED.findall(text))
        _chinese(inner, quoted)
        _english(inner, quoted)
        text = _QUOTED.sub("“”", text)
    _english(text, found)
    return _numbers(found, quoted, found.possible | quoted.possible)


def _numbers(found: _Found, quoted: _Found, possible: set[Number]) -> Numbers:
    every = possible | found.said | found.counted | quoted.said | quoted.counted
    return Numbers(
        frozenset(found.said | found.counted), frozenset(found.counted), frozenset(quoted.said), frozenset(every)
    )


def places(text: str) -> Iterator[tuple[int, tuple[Number, ...]]]:
    """Every number of a printed text: where it stands, and all that it can mean."""
    for match in _ZH_DIGITS.finditer(text):
        name, digits, signs = match.groups()
        yield match.start(), (name,) if name else (_times(number(digits), signs),)
    for match in _ZH_SIGNS.finditer(text):
        yield match.start(), readings(match[2])


def written(value: Number) -> str:
    """A number in plain digits, so that number() gives it again."""
    return value if isinstance(value, str) else format(Decimal(value).normalize(), "f")


def shown(numbers: Iterable[Number]) -> str:
    """Numbers for people, the smallest first."""
    return ", ".join(sorted(map(written, numbers), key=lambda value: (len(value), value)))
