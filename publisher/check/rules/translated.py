"""Rules on what stands in both languages: neither is left out, and what can be told apart in both is told alike.

Beside numbers these are classes and phases (Ⅳ类 is class IV, 一期 phase one), measures in Latin letters, areas that
the data know, and Chinese words that the English cites.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from publisher.check.bounds import otherwise_long, unbounded
from publisher.check.rule import Findings, at, check
from publisher.check.rules.things import NUMBERED
from publisher.check.rules.words import own_pairs
from publisher.codebook.areas import COUNTRY, IN_ENGLISH, spoken, spoken_in_english, standard
from publisher.codebook.dates import EARLY, LATE, MIDDLE
from publisher.codebook.opposites import COUNTRIES, REGIONS, opposed
from publisher.codebook.own_bounds import compared, otherwise_bounded, unhedged
from publisher.codebook.own_words import Number, number
from publisher.codebook.two_languages import CHARGES, THINGS, achieved, unbacked
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Row
from publisher.terms.messages import say
from publisher.terms.regex import regex
from publisher.terms.schema import TableSchema

_ROMAN = {"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "Ⅴ": "V", "Ⅵ": "VI", "Ⅶ": "VII", "Ⅷ": "VIII"}
_ZH_CLASS, _EN_CLASS = regex("[Ⅰ-Ⅷ]"), regex(r"\b(?:class|grade|level|stage)(?:es|s)? ([IV]+)\b")
_COUNTS = {"首": "one", "一": "one", "二": "two", "三": "three", "四": "four", "五": "five"}
_ORDINAL = {"first": "one", "second": "two", "third": "three", "fourth": "four", "fifth": "five"}
_ZH_PHASE = regex("(?<!前)([首一二三四五])期(?![间内末货满])")
_EN_PHASE = regex(r"\bphase[ -](one|two|three|four|five)\b|\b(first|second|third|fourth|fifth)[ -]phase", re.I)
_UNIT = regex(r"(?<![A-Za-z])([KMGT])(?:bps|bit/s)(?![A-Za-z])")
_HAN_RUN = regex("[\u4e00-\u9fff]{2,}")
# What is told apart in both languages by one word each: measures, provinces.
_MEASURES = {
    "平方公里": r"square\skilomet\w+|km²", "平方米": r"square\smet\w+|m²", "立方米": r"cubic\smet\w+|m³",
    "公里": r"kilomet\w+|km\b", "公顷": r"hectare|\bha\b", "亩": r"\bmu\b", "吨": r"\btonne",
    "兆瓦": r"megawatt\b|\bMW\b", "千瓦时": r"kilowatt-hour|kWh", "千瓦": r"kilowatt\b|\bkW\b",
    "微克": "microgram|µg", "毫克": r"milligram|\bmg\b", "毫秒": r"millisecond|\bms\b",
}  # fmt: skip
# Behind a numeral: 最后一公里 is the last mile, and what serves it is at one's feet.
_FOREIGN = {"英里": r"(?<=\d[ -])miles?\b", "英尺": r"(?<=\d[ -])f(?:ee|oo)t\b", "英亩": r"(?<=\d[ -])acres?\b"}
_MONEY = {
    "港元|港币": r"\bHKD\b|HK\$|\bHong\sKong\sdollars?\b", "日元": r"\bJPY\b|\byen\b", "英镑": r"\bGBP\b|\bsterling\b",
    "美元": r"\bUSD\b|\bdollars?\b|US\$", "欧元": r"\bEUR\b|\beuros?\b",
    "(?<=[0-9十百千万亿])元": r"\bCNY\b|\bRMB\b|\byuan\b",
}  # fmt: skip
_RATES = {"万兆": r"\b(?:10|ten)[- ]?(?:gigabit|G\b)", "千兆": r"(?<!\b10[- ])(?<!\bten[- ])\bgigabit"}
_OF_YEAR = {
    rf"(?<=[0-9年])年[底末]{LATE}": r"\bend\sof\s20|\bend-20",
    rf"(?<=[0-9年])年中{MIDDLE}": r"\bmid-20|\bmiddle\sof\s20",
    rf"(?<=[0-9年])年初{EARLY}": r"\b(?:beginning|start)\sof\s20|\bearly\s20",
}
_SIGNS = {
    "江苏": "沪苏(?!通|湖)|苏浙",
    "浙江": "浙",
    "安徽": "皖",
    "广东": "粤",
    "重庆": "渝",
    "四川": "川(?!沙)",
    "河北": "冀",
    "上海": "沪",
}
_PROVINCES = {f"{zh}|{_SIGNS.get(zh, zh)}": rf"\b{en}\b" for zh, en in IN_ENGLISH.items()}


_SIGN, _BESIDE = re.compile("[\u4e00-\u9fffA-Z]"), re.compile(r"\(\?<?[=!][^()]*\)")


class Told(NamedTuple):
    """What Chinese and English name, each in a group of its own; and of each of these what may tell it.

    signs: characters of which Chinese words have one that name any of these.
    """

    signs: frozenset[str]
    zh: re.Pattern[str]
    en: re.Pattern[str]
    told_zh: tuple[re.Pattern[str], ...]
    told_en: tuple[re.Pattern[str], ...]


def _told(words: Mapping[str, str]) -> Told:
    """words: of each thing its Chinese and its English, behind // what may tell it."""
    sides = ([*words], [*words.values()])
    signs = frozenset(_SIGN.findall("".join(_BESIDE.sub("", form.partition("//")[0]) for form in words)))
    zh, en = (regex("|".join(f"({form.partition('//')[0]})" for form in forms)) for forms in sides)
    return Told(signs, zh, en, *(tuple(regex(form.replace("//", "|")) for form in forms) for forms in sides))


_TOLD_APART = tuple(
    map(_told, ({**_MEASURES, **_FOREIGN}, _MONEY, _RATES, _OF_YEAR, COUNTRIES, REGIONS, _PROVINCES, *THINGS))
)
_CHARGES = _told(CHARGES)
_SCALED = regex(r"(?<![0-9.,])([0-9][0-9,]*(?:\.[0-9]+)?)\s?([MGTP])(?:bps|bit/s|b/s)?(?![A-Za-z0-9])")
_ID = regex(r"(?<![A-Za-z0-9.-])[a-z][a-z0-9-]*\.[a-z][0-9]{2,}(?![0-9])")
_OF_DISTRICT = regex(r"\b[A-Z][a-z’]+ (?:District|County|City|Province)\b")
PROMISES = {("tasks", "summary"), ("targets", "what"), ("responsibilities", "scope")}
AREAL = frozenset({"short", "title", "comparability", "area"})  # columns that name areas in full in both languages


@check("error", on=("plan", "registry"))
def language_missing(context: Plan | Registry) -> Findings:
    for name, table in context.tables.items():
        for stem, chinese, english in own_pairs(context.schemas[name]):
            if (name, stem) == ("clauses", "heading"):
                continue  # a preamble has no printed heading, and an English one of ours
            for row, zh, en in zip(table.rows, table.cells(chinese), table.cells(english), strict=True):
                if bool(zh) != bool(en):
                    column, other = (english, chinese) if zh else (chinese, english)
                    expected = say("language-missing.both", column=other)
                    yield at(row, column, expected=expected, given=[(row, other)])


@check("error", on=("plan", "registry"))
def word_differs_between_languages(context: Plan | Registry) -> Findings:
    registry = context if isinstance(context, Registry) else context.registry
    area = context.document.area_code if isinstance(context, Plan) and context.document else ""
    districts, bounds = registry.districts.get(area[:2], {}), _bounds(context)
    for name, table in context.tables.items():
        for stem, chinese, english in (*own_pairs(context.schemas[name]), *_printed_pairs(context.schemas[name])):
            areas = _areas(registry) if stem in AREAL else []
            for row, zh, en in zip(table.rows, table.cells(chinese), table.cells(english), strict=True):
                if not (zh and en) or stem == "label":
                    continue
                own = zh + getattr(row, "quote", "") + getattr(row, "name_printed", "")
                if differ := next(
                    chain(
                        contradictions(zh, en),
                        _elsewhere(zh, en, areas, strict=stem == "comparability"),
                        _other_district(zh, en, districts),
                        _cited(own, en),
                        unhedged(zh, en) if stem == "summary" else (),
                        unbounded(zh, en, bounds.get(row[0], set())) if name == "tasks" else (),
                        achieved(zh, en) if (name, stem) in PROMISES else (),
                        _apart(zh, en, _CHARGES) if name == "units" else (),
                    ),
                    None,
                ):
                    one, other, *by = differ
                    expected = say("as-printed", value=one or "–", printed=chinese)
                    given = [
                        (row, chinese),
                        *((document, column) for document in by for column in ("area_zh", "area_en")),
                    ]
                    cause = f"numbers {row[0]} {stem}"
                    yield at(row, english, found=other or "–", expected=expected, given=given, cause=cause)


def _bounds(context: Plan | Registry) -> dict[str, set[Number]]:
    """Clause → the numbers that its records bound from above or below."""
    bounds: dict[str, set[Number]] = {}
    for row in (row for name in NUMBERED for row in context.rows(name)) if isinstance(context, Plan) else ():
        if row.comparator in ("ge", "gt", "le", "lt"):
            bounds.setdefault(row.clause_id, set()).add(number(row.value))
    return bounds


def _printed_pairs(schema: TableSchema) -> list[tuple[str, str, str]]:
    """The name as it is printed and its English one, in a table that has no Chinese name of its own."""
    own = {"name_printed", "name_en"} <= {*schema.names} and "name_zh" not in schema.names
    return [("name", "name_printed", "name_en")] if own else []


@lru_cache(8192)
def contradictions(zh: str, en: str) -> tuple[tuple[str, str], ...]:
    """What the Chinese and the English words give otherwise, as the English has it."""
    return tuple(_contradicting(zh, en))


def _contradicting(zh: str, en: str) -> Iterator[tuple[str, str]]:
    if _ROMAN.keys() & set(zh):
        one, other = {_ROMAN[sign] for sign in _ZH_CLASS.findall(zh)}, set(_EN_CLASS.findall(en))
        if one and other and one != other:
            yield ", ".join(sorted(one)), ", ".join(sorted(other))
    if "期" in zh:
        one = {_COUNTS[sign] for sign in _ZH_PHASE.findall(zh)}
        other = {_phase(*counted) for counted in _EN_PHASE.findall(en)}
        if one and other and one != other:
            yield ", ".join(sorted(one)), ", ".join(sorted(other))
    if "b" in zh and (lacking := set(_UNIT.findall(zh)) - set(_UNIT.findall(en))):
        yield f"{min(lacking)}bit/s", ""  # English may name a unit that the text leaves out, as bit/s behind G
    yield from _otherwise_scaled(zh, en)
    one, other = set(_ID.findall(zh)), set(_ID.findall(en))
    if one - other and other - one:
        yield ", ".join(sorted(one - other)), ", ".join(sorted(other - one))
    for told in _TOLD_APART:
        yield from _apart(zh, en, told)
    yield from [*opposed(zh, en)] or unbacked(zh, en)
    yield from otherwise_bounded(zh, en)
    yield from otherwise_long(zh, en)
    yield from compared(zh, en)


def _apart(zh: str, en: str, told: Told) -> Iterator[tuple[str, str]]:
    """What Chinese names and English has another thing for."""
    if told.signs.isdisjoint(zh):
        return
    mine = _named(told.zh, zh)
    theirs = _named(told.en, en) if mine else {}
    ours = [thing for thing in mine if not told.told_en[thing - 1].search(en)] if theirs else []
    if ours and (others := [thing for thing in theirs if not told.told_zh[thing - 1].search(zh)]):
        yield min(mine[thing] for thing in ours), min(theirs[thing] for thing in others)


def _named(pattern: re.Pattern[str], words: str) -> dict[int, str]:
    return {match.lastindex or 0: match[0] for match in pattern.finditer(words)}


def _otherwise_scaled(zh: str, en: str) -> Iterator[tuple[str, str]]:
    """A number with its unit (28T) that English has with another unit instead."""
    ours, theirs = ({(number.replace(",", ""), unit) for number, unit in _SCALED.findall(words)} for words in (zh, en))
    units = dict(sorted(theirs - ours))
    if instead := min((of for of in ours - theirs if of[0] in units), default=None):
        yield "".join(instead), instead[0] + units[instead[0]]


def _elsewhere(
    zh: str, en: str, areas: Iterable[tuple[str, str, Row]], *, strict: bool
) -> Iterator[tuple[str, str, Row]]:
    """The areas that only one language names, with the document that has them.

    English may leave an area out where it names no other one, but not where areas are compared (strict).
    """
    mine = {place for place in areas if place[0] in zh}
    other = {place for place in areas if place[1].casefold() in en.casefold()}
    if mine and not mine & other and (unknown := _OF_DISTRICT.search(en)):  # Minhang District, of no document
        first = min(mine)
        yield first[1], unknown[0], first[2]
        return
    for _, english, document in sorted(other - mine):
        yield "", english, document
    for _, english, document in sorted(mine - other) if strict or other else ():
        yield english, "", document


def _cited(chinese: str, en: str) -> list[tuple[str, str]]:
    """The Chinese words that English cites and that stand in none of the Chinese beside it."""
    return [] if en.isascii() else [("", run) for run in _HAN_RUN.findall(en) if run not in chinese]


def _phase(count: str, ordinal: str) -> str:
    return count.lower() or _ORDINAL[ordinal.lower()]


def _other_district(zh: str, en: str, districts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A district that English names in the place of another one."""
    mine = {english for chinese, english in districts.items() if chinese in zh}
    other = {english for english in districts.values() if english in en} if mine else mine
    if (ours := mine - other) and (its := other - mine):
        yield min(ours), min(its)


def areas_apart(zh: str, en: str, registry: Registry) -> tuple[str, str] | None:
    """The first area that two languages name otherwise, as Chinese and as English has it.

    None where the standard gives the code of a document another name: that is then at fault.
    """
    named = ((row.area_zh, standard().get(row.area_code)) for row in registry.rows("documents"))
    if any(names and not area.endswith(names) for area, names in named):
        return None
    differ = next(_elsewhere(zh, en, _areas(registry), strict=False), None)
    return differ and (differ[0], differ[1])


def _areas(registry: Registry) -> list[tuple[str, str, Row]]:
    """The areas that documents have, as they are spoken of in Chinese and in English, with the first that has each.

    The country is none: 全国 is a word of any sentence.
    """
    rows = {row.area_code: row for row in reversed(registry.rows("documents")) if row.area_code != COUNTRY}.values()
    named = [(spoken(row.area_zh), spoken_in_english(row.area_en), row) for row in rows]
    return [(zh, en, row) for zh, en, row in named if zh and en]
