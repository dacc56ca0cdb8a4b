"""Bounds and times of our own words that one language loses or gives otherwise: 三年内, in two years."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from publisher.codebook.own_words import Number, counted, in_chinese, in_english
from publisher.terms.regex import regex

_ONES = "one|two|three|four|five|six|seven|eight|nine|ten"
_ZH = r"[0-9][0-9,]*(?:\.[0-9]+)?[十百千万亿]*"
_ZH_BOUND = regex(
    rf"(?:不超过|不高于|不多于|不大于|至多|低于|少于|小于|不到|不足|控制在|不少于|不低于|不小于|至少|超过|高于|多于|大于"
    rf"|突破|逾)(?:达到|到|为)?(?P<before>{_ZH})|(?P<behind>{_ZH})[^，。；、：（）“”0-9]{{0,4}}?(?:以[上内下])"
)
_EN = rf"(?:[0-9][0-9,]*(?:\.[0-9]+)?|\b(?:{_ONES})\b)(?:[ -](?:hundred|thousand|million|billion|trillion))?"
_OR_SO = "more|less|above|over|better|higher|beyond|up|below|under|fewer"
_EN_BOUND = regex(
    rf"\b(?:at least|more than|less than|fewer than|above|over|exceed(?:s|ing)?|at most|up to|below|under|within)"
    rf"(?: CNY| RMB| a total of| about)* (?P<before>{_EN})"
    rf"|(?P<behind>{_EN})%?(?: [a-z]+){{0,2}}?,? (?:or|and) (?:{_OR_SO})\b",
    re.I,
)
_ELSE = regex(r"\b(?:caps?\b|capped|limit|ceiling|maxim|minim|floor|surpass|beyond|topp)|[上成数][百千万]|起", re.I)


def unbounded(zh: str, en: str, of: Collection[Number]) -> Iterator[tuple[str, str]]:
    """Which of some numbers one language bounds, and the other gives as it is."""
    if not of or _ELSE.search(zh + en):
        return
    ours = {v: match[0] for match in _ZH_BOUND.finditer(zh) for v in in_chinese(_amount(match) + "个").said}
    theirs = {v: match[0] for match in _EN_BOUND.finditer(en) for v in _said(_amount(match))}
    for value in of:
        if value in ours and value not in theirs and value in _said(en):
            yield ours[value], ""
        elif value in theirs and value not in ours and value in in_chinese(zh).said:
            yield "", theirs[value]


def _said(amount: str) -> frozenset[Number]:
    read = in_english(amount)
    return read.said | read.counted


def _amount(match: re.Match[str]) -> str:
    return str(match["before"] or match["behind"])


_TIMES = {"年": "year", "个月": "month", "周": "week", "天": "day", "日": "day"}
_ZH_TIME = regex("(?<![0-9第])([0-9]{1,2}|[一二两三四五六七八九十]{1,2})(年|个月|周|天|日)(?:内|之内|时间)")
_EN_TIME = regex(rf"\b(?:with)?in ([0-9]{{1,2}}|{_ONES}) (year|month|week|day)s?\b", re.I)


def otherwise_long(zh: str, en: str) -> Iterator[tuple[str, str]]:
    """A time that the languages give otherwise: 三年内, in two years."""
    ours = {(counted(match[1]) or 0, _TIMES[match[2]]): match[0] for match in _ZH_TIME.finditer(zh)}
    theirs = {(_count(match[1]), match[2].lower()): match[0] for match in _EN_TIME.finditer(en)}
    if (one := sorted(ours.keys() - theirs.keys())) and (other := sorted(theirs.keys() - ours.keys())):
        yield ours[one[0]], theirs[other[0]]


def _count(printed: str) -> int:
    return int(printed) if printed.isdecimal() else _ONES.split("|").index(printed.lower()) + 1
