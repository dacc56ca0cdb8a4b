"""Bounds, hedges and warnings in our own words, which English must not lose: 20家以上 is at least 20, 力争 strives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from publisher.codebook.own_words import Number, Numbers, in_chinese, in_english
from publisher.terms.regex import regex

MORE, LESS, ABOUT, ODD = "more", "less", "about", "odd"
_ALIKE = ({LESS, ABOUT}, {ODD, MORE}, {ODD, ABOUT})  # 不到 may be almost, 余 over or some
# not of years: 近5年 is over the last five
_NUMERAL = "[一二两三四五六七八九十百千万亿]"
_AMOUNT = (
    rf"(?P<amount>(?>(?<![0-9,])[0-9][0-9,]*(?:\.[0-9]+)?[十百千万亿]*|(?<!{_NUMERAL}){_NUMERAL}+))(?!个?[年月天])"
)
_BEFORE = {
    LESS: "不超过|不高于|不多于|不大于|至多|低于|少于|小于|不到|不足|控制在",
    MORE: "不少于|不低于|不小于|至少|超过|高于|多于|大于|突破|逾",
    ABOUT: "大约|约|(?<![附最])近",
}
_BEHIND = {MORE: "以上", ODD: "余|多(?=[个家项万亿座])", LESS: "以内|以下", ABOUT: "左右|上下"}
_IN_ENGLISH = {
    MORE: "at least|(?<!no )(?<!not )more than|(?:no|not) (?:less|fewer) than|above|over|exceed(?:s|ing)?",
    LESS: "at most|(?:no|not) more than|(?<!add )(?<!adds )up to|(?<!no )(?<!not )(?:less|fewer) than|below|under",
    ABOUT: "about|around|some|roughly|approximately|nearly|almost",
}
_SIZE = "(?:[ -](?:hundred|thousand|million|billion|trillion))?"
_ONES = "one|two|three|four|five|six|seven|eight|nine|ten"
_EN_AMOUNT = rf"(?P<amount>(?>(?:[0-9][0-9,]*(?:\.[0-9]+)?|\b(?:{_ONES})\b){_SIZE}))(?! (?:year|month|day))"


def _either(words: dict[str, str]) -> str:
    return "|".join(f"(?P<{bound}>{forms})" for bound, forms in words.items())


_ZH_BEFORE = regex(f"(?:{_either(_BEFORE)})(?:达到|到|为)?{_AMOUNT}")
_ZH_BEHIND = regex(f"{_AMOUNT}[^，。；、：（）“”0-9]{{0,4}}?(?:{_either(_BEHIND)})")
_EN_BEFORE = regex(rf"\b(?:{_either(_IN_ENGLISH)})(?: CNY| RMB| a total of| about)* {_EN_AMOUNT}", re.I)
_EN_BEHIND = regex(rf"{_EN_AMOUNT}%? (?:or|and) (?:(?P<{MORE}>more|above|over)|(?P<{LESS}>less|fewer|below|under))\b")


def otherwise_bounded(zh: str, en: str) -> Iterator[tuple[str, str]]:
    """What Chinese and English words print of one number and its bound, where the bounds differ: 20家以上, about 20.

    What one language bounds, the other may give without a bound.
    """
    theirs = _bounded((_EN_BEFORE, _EN_BEHIND), en, in_english)
    ours = _bounded((_ZH_BEFORE, _ZH_BEHIND), zh, _in_chinese) if theirs else {}
    for value in ours.keys() & theirs.keys():
        bounds = ours[value].keys() | theirs[value].keys()
        if ours[value].keys().isdisjoint(theirs[value]) and bounds not in _ALIKE:
            yield next(iter(ours[value].values())), next(iter(theirs[value].values()))


def _bounded(
    patterns: Iterable[re.Pattern[str]], words: str, read: Callable[[str], Numbers]
) -> dict[Number, dict[str, str]]:
    """Each number that words bound → its bounds, each as it is printed."""
    bounds: dict[Number, dict[str, str]] = {}
    for match in (match for pattern in patterns for match in pattern.finditer(words)):
        for value in read(match["amount"]).said:
            bounds.setdefault(value, {})[
                next(name for name in match.re.groupindex if name != "amount" and match[name])
            ] = match[0]
    return bounds


def _in_chinese(printed: str) -> Numbers:
    return in_chinese(f"{printed}个")


# What must not be done with numbers, 不能比较, is not left to be done in English.
_ZH_PART, _EN_PART = regex("[，。；：]"), regex("[;.:]")
_ZH_COMPARED, _EN_COMPARED = regex("(?s).*(?:比较|可比|相比)"), regex(r"\bcompar")
_ZH_NOT = regex("[不未无没非勿]")
_EN_NOT = regex(
    r"\b(?:not|no|nor|never|cannot|neither|without|nothing|hardly|avoid|hard|difficult|rather|misle\w+|wrong|only"
    r"|unless|im(?:possible|proper)|in(?:valid|appropriate|advisable)|unsuitable|meaningless|differ\w*|caution|care)\b|n’t"
)
_ZH_HEDGE = regex("力争(?!上游)|争取(?!时间|主动|民心|人心|群众)")
_EN_HEDGE = regex(
    r"\b(?:str[io]v|seek|sought|aim|endeavou?r|try|trie[sd]|bid|hedge|effort|w[io]n|press|pursu|appl[iy]|best|hop[ei]|target"
    r"|goal|work(?:ing)? (?:to|hard|for)|push|secur|attempt|intend|ambiti|lobb[yi]|gain|obtain|vie|vying|compet"
    r"|[a-z]+ possible)",
    re.I,
)

_ZH_TRIED = regex("探索")
_EN_TRIED = regex(
    r"\b(?:explor|try|tri(?:al|ed)|test|study|stud(?:ies|ied)|pilot|experiment|look|consider|examin|investigat|seek|attempt|prob|search|sound|feasib|first|ventur|ways?\b)",
    re.I,
)


def compared(zh: str, en: str) -> Iterator[tuple[str, str]]:
    """What Chinese words say must not be compared, and English ones compare."""
    warned = [match[0] for part in _ZH_PART.split(zh) if (match := _ZH_COMPARED.match(part))]
    said = [part for part in _EN_PART.split(en) if _EN_COMPARED.search(part)] if warned else []
    if warned and said and all(map(_ZH_NOT.search, warned)) and not any(map(_EN_NOT.search, said)):
        yield warned[0], said[0].strip()


def unhedged(zh: str, en: str) -> Iterator[tuple[str, str]]:
    """The hedge of a Chinese summary that the English one turns into a promise."""
    for said, kept in ((_ZH_HEDGE, _EN_HEDGE), (_ZH_TRIED, _EN_TRIED)):
        if (hedge := said.search(zh)) and not kept.search(en):
            yield hedge[0], ""
