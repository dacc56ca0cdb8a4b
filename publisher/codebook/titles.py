"""Titles and numbers of documents as they are cited: 《…》, 沪府〔2020〕27号."""

from __future__ import annotations

import re

from publisher.terms.regex import regex

_CITED = regex(r"《((?:[^《》]|《[^《》]*》)+)》")
_DASH = regex("[-－—–~～至]+")
_FORM = str.maketrans("（），：；", "(),:;")
_NUMBER = regex(r"([\u3400-\u9fff]{2,20})〔((?:19|20)[0-9]{2})〕([1-9][0-9]*)号")


def plain(title: str) -> str:
    """A title without what copies print in several ways: dashes, width of marks, spaces."""
    return _DASH.sub("-", re.sub(r"\s", "", title).translate(_FORM))


def cited(words: str) -> tuple[str, ...]:
    """The titles that words cite in 《》, in order."""
    return tuple(_CITED.findall(words))


def year_of_number(number: str) -> str | None:
    """The year of a document number such as 沪府〔2020〕27号; None where it has not this form (GB/T 9704)."""
    match = _NUMBER.fullmatch(number)
    return match[2] if match else None


_MUNICIPAL = regex("([京津沪渝])[府政](?:办?[发函规字]?|令)")
_MUNICIPALITIES = {"京": "110000", "津": "120000", "沪": "310000", "渝": "500000"}


def municipality_of_number(number: str) -> str:
    """The code of the municipality whose own government signs with a number, as 沪府〔2020〕27号 is; "" of any other:
    other governments' signs are not told apart by their first character."""
    match = _MUNICIPAL.fullmatch(number.partition("〔")[0])
    return _MUNICIPALITIES[match[1]] if match else ""


def shares(title: str, words: str, least: int) -> bool:
    """Whether some run of a title, at least so many characters long, stands in words."""
    title, words = plain(title), plain(words)
    size = min(least, len(title))
    return any(title[start : start + size] in words for start in range(len(title) - size + 1))


# What a title's last words make of a document: the first that fits.
_KINDS = (
    ("press_conference", "新闻发布会(?:(?:介绍|解读)《.*》(?:有关|相关)?情况)?"),
    ("implementation_plan", "(?:实施|工作)(?:方案|计划)|实施细则"),
    ("opinions", "意见"),
    ("measures", "措施|政策|办法|细则|规定|条例|决定"),
    ("plan", "规划|纲要|规划方案"),
    ("action_plan", "行动计划|行动方案|方案|计划表?|行动|要点|清单"),
)
_END = r"(?:\s*[（(《][^）)》]*[)）》])*$"


def kind_of_title(title: str) -> str:
    """The kind of document that a title's last words tell, whatever it cites behind them; "" where they tell none."""
    return next((kind for kind, words in _KINDS if re.search(f"(?:{words}){_END}", title)), "")


def years_of_title(title: str) -> list[str]:
    """The years that a title names in figures: 2023-2026年 gives 2023 and 2026."""
    return re.findall("(?:19|20)[0-9]{2}", title)
