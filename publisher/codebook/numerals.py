"""Numerals → values: 34,000, 3.4万, 2亿5千万, 一百二十, 两万五, 十五六, 三点五, 壹仟, 廿.

Pure functions on what one numeral consists of; what stands around it is read elsewhere. Positions, multipliers and
groups of three follow GB/T 15835-2011 (numerals in publications). What cannot be read with certainty is refused with
a reason, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from publisher.terms.regex import regex

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
CAPITALS = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True))
OLD = {"廿": "二十", "卅": "三十", "卌": "四十"}
VARIANTS = {"○": "〇", "兩": "两", "萬": "万", "億": "亿", "貳": "二", "參": "三", "叄": "三", "陸": "六"}
LONGEST_NUMERAL = 24  # characters of one numeral; what is longer is no quantity of a document

_PLAIN = str.maketrans(CAPITALS | OLD | VARIANTS)
_GROUPS = regex(
    r"(?:\d{1,3}(?:,\d{3})+|(?!0)\d{1,3}(?=[，\d]*，0)(?:，\d{3})+|[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+)"
    r"(?:\.\d+)?(?:[ \u00a0]?[万亿]+)?",
    re.ASCII,
)
# 2 6 0 0, 3 5 0 万: letter-spaced; 1 2 3 and 1 2 3 4 are numbers in a row.
LETTER_SPACED = regex(
    r"(?!1 2 3)[1-9](?:[ \u00a0]\d){3,8}(?:[ \u00a0]?[万亿]+)?|(?!1 2 3)[1-9](?:[ \u00a0]\d){2}[ \u00a0]?[万亿]+",
    re.ASCII,
)
# 10，200 is two numbers or one; 1，000 is one, for no number of a list begins with 0.
_IN_A_ROW = regex(r"\d+(?:\.\d+)?(?:，\d+(?:\.\d+)?)+[万亿]*", re.ASCII)
_THOUSANDS = regex(r"[1-9]\d{0,2}(?:，\d{3})+[万亿]*", re.ASCII)
_ARABIC = regex(r"\d+(?:\.\d+)?", re.ASCII)
_TO_ARABIC = str.maketrans({sign: str(value) for sign, value in DIGITS.items()})
_PAIR = regex("[一二两三四五六七八九]{2}")
_MIXED = regex(r"\d[一二两三四五六七八九]|[一二两三四五六七八九]\d")
_UNITS_ALONE = regex("[十百千]?[万亿]|[十百千]|[十百千]?万亿")  # 百万, 千亿
_PLACE = regex(r"(0?)(\d+(?:\.\d+)?)?([十百千])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """A value in plain units; `upper` is the upper end of a range (三四百: 300 to 400)."""

    value: Decimal
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class UnreadNumeral:
    """Why a numeral is not read: a key of the messages."""

    why: str


def plain(text: str) -> str:
    """Capital, old and variant numerals as everyday ones: 壹仟 → 一千, 廿 → 二十, 萬 → 万."""
    return text.translate(_PLAIN)


def numeral(text: str) -> Number | UnreadNumeral:
    """The value of one numeral, without sign, per cent or measure; two neighbouring digits are a range (两三: 2 to 3).

    Digits are ASCII or Chinese ones. Refused("numeral-unreadable") and the like where it is no number.
    """
    if not text or len(text) > LONGEST_NUMERAL:
        return UnreadNumeral("numeral-too-long" if text else "numeral-unreadable")
    core = plain(text)
    if _GROUPS.fullmatch(core) or LETTER_SPACED.fullmatch(core):
        core = re.sub("[,， \u00a0\u2009\u202f]", "", core)
    core = re.sub("(?<=[0-9]) (?=[十百千万亿])", "", core)
    if _IN_A_ROW.fullmatch(core):
        return UnreadNumeral("thousands-or-list" if _THOUSANDS.fullmatch(core) else "several-numbers")
    if _MIXED.search(core):
        return UnreadNumeral("digits-side-by-side")
    if pair := _PAIR.search(core):
        return _neighbours(core, pair.start())
    if "点" in core:
        return _point(core)
    value = _whole(core.translate(_TO_ARABIC), core)
    return UnreadNumeral("numeral-unreadable") if value is None else Number(value)


def _neighbours(core: str, at: int) -> Number | UnreadNumeral:
    """三四百 is 300 to 400, 十五六 15 to 16, 三五 by custom 3 to 5; others that are no neighbours say no number."""
    first, second = DIGITS[core[at]], DIGITS[core[at + 1]]
    if all(sign in DIGITS for sign in core) and len(core) > 2:
        if "〇" in core or "零" in core:
            return Number(Decimal(core.translate(_TO_ARABIC)))  # 二〇一五: digits in their places
        return UnreadNumeral("digits-side-by-side")
    if second != first + 1 and not (core.startswith("三五") and not core[2:].strip("十百千万亿")):
        return UnreadNumeral("digits-side-by-side")
    low = _whole((core[:at] + core[at] + core[at + 2 :]).translate(_TO_ARABIC), core)
    high = _whole((core[:at] + core[at + 1 :]).translate(_TO_ARABIC), core)
    ends = low is not None and high is not None and low < high
    return Number(low, high) if ends and low is not None else UnreadNumeral("digits-side-by-side")


def _point(core: str) -> Number | UnreadNumeral:
    """三点五, 零点一, 一点二亿: digits behind 点 are decimals; a multiplier may follow them."""
    head, _, tail = core.partition("点")
    decimals = re.fullmatch("([〇零一二三四五六七八九]+)([百千]?[万亿]*)", tail)
    whole = _whole(head.translate(_TO_ARABIC), head)
    if decimals is None or whole is None or any(sign.isascii() for sign in core):
        return UnreadNumeral("numeral-unreadable")
    value = whole + Decimal("0." + decimals[1].translate(_TO_ARABIC))
    for unit in decimals[2]:
        value *= UNITS[unit]
    return Number(value)


def _whole(digits: str, core: str) -> Decimal | None:
    """The value of a numeral whose digits are ASCII: 1百2十, 2亿5千万, 3.4万. core: how it is printed."""
    if _ARABIC.fullmatch(digits):
        return None if re.match("0[0-9]", digits) else Decimal(digits)  # 007 and 〇五 are no numbers
    if _UNITS_ALONE.fullmatch(digits):
        value = Decimal(1)
        for unit in digits:
            value *= UNITS[unit]
        return value
    for unit in "亿万":
        head, separator, tail = digits.rpartition(unit) if unit == "亿" else digits.partition(unit)
        if separator:
            return None if unit in head else _joined(head, tail, UNITS[unit])
    return _small(digits)


def _joined(head: str, tail: str, unit: int) -> Decimal | None:
    """head × unit + tail; a single digit behind the unit has its own left out (两万五: 25000)."""
    if not head or (head in "十百千万" and tail):
        return None
    front = _whole(head, head)
    back = _tail(tail, unit)
    if front is None or back is None or back >= unit or (tail and "." in head):
        return None
    return front * unit + back


def _tail(tail: str, unit: int) -> Decimal | None:
    if not tail:
        return Decimal(0)
    if "." in tail or (tail[0] in UNITS and tail[0] != "十"):
        return None
    if len(tail) == 1 and tail != "0" and tail.isdecimal():
        return Decimal(tail) * unit / 10
    if tail[0] == "0" and not tail.isdecimal():
        return _whole(tail[1:], tail[1:])
    if tail.isdecimal():  # 3万5000; 两万零五
        written = len(tail) == len(str(unit)) - 1 or (tail[0] == "0" and len(tail) == 2)
        return Decimal(tail) if written else None
    return _whole(tail, tail)


def _small(digits: str) -> Decimal | None:
    """Below 10,000 with units: 1百2十, 1百05, 3千5 (its last unit left out), 2.5千, 15百."""
    total, at, last = Decimal(0), 0, 0
    while place := _PLACE.match(digits, at):
        zero, digit, unit = place[1], place[2], UNITS[place[3]]
        # Units fall; only 十 goes without its digit; only the first digit may be a number of more digits.
        if (last and (unit >= last or (digit is not None and len(digit) > 1))) or (digit is None and unit != 10):
            return None
        if zero and not last:
            return None
        total += Decimal(digit or 1) * unit
        at, last = place.end(), unit
    rest = digits[at:]
    if not last or ("." in digits and (rest or digits.count("千") + digits.count("百") + digits.count("十") > 1)):
        return None
    if not rest:
        return total
    if re.fullmatch("0[1-9]", rest) and last > 10:
        return total + int(rest)
    return total + int(rest) * (last // 10) if re.fullmatch("[1-9]", rest) else None
