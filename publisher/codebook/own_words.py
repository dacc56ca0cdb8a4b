"""Numbers in our own words, Chinese and English: summaries, descriptions, caveats, notes.

Other than a quote, our own words have no figure beside them to be held to. Here is how a number in them is read, so
that one language can be held to the other, and both to what the text and the records give.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, cast

from publisher.codebook.numerals import DIGITS, UNITS, UnreadNumeral, numeral
from publisher.terms.regex import regex

Number = int | Decimal | str  # a text is a name that holds a number, 5G or IPv6, or the path of a clause, 2.1.4

LEAST_COUNT = 3  # one and two are said in too many ways (a, both, 双, 两者) to be held to each other
_LARGE = ("万", "亿")
_SIGNS = "".join([*DIGITS, *UNITS])
# What a Chinese numeral counts, so that it is one: 三类, 七个, 四大. In 三角, 四川 and 五金 it is none.
_COUNTED = frozenset("个座家所台条项类大套层级种款名份年期章者字次处部区县市位批方步倍公千平吨万亿")

_DIGITS = regex(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)*")
_ZH_TIMES = regex(
    "(?:[十百万亿](?![伏瓦赫])|千(?![伏瓦赫]|米(?![其粉])|克(?![隆罗拉])|帕(?!金)|[卡焦](?![车炉化])))*"
)  # 500千伏 is 500 of kilovolts
_ZH_SIGNS = regex(rf"(百分之|[第数几])?(?<![0-9{_SIGNS}])([{_SIGNS}]+)(?=(.?)([{_SIGNS}]?))")
_FIVE_YEARS = regex("十[一二三四五六七八九]五")  # the name of a five-year plan: 十四五期末
_GENERATION = regex("[DGK](?![A-Za-z0-9])")  # 5G, 4K: names, not quantities

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SIZES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_COUNTS = {word: value for value, word in enumerate((*_ONES.split(), "eighteen", "nineteen"), 1)}
_COUNTS |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
_COUNTS |= {word: value for value, word in enumerate(_ORDINALS, 3)}
_TWO = frozenset({"twice", "double", "doubled", "doubling", "dual", "both", "second", "pair"})
# Words that mean a number wherever they count, and how Chinese can say so without one: both may be 均, a dozen 十余.
_LOOSE = {"both": 2, "two": 2, "twice": 2, "pair": 2, "dozen": 12}
_ZH_LOOSE = regex("[两双俩二均都各皆并余几多]|同为|相同")
# Any of these words, and words that begin like them; which it is the tables above say.
_EN_WORD = regex(
    r"\b(?:t(?:[hw]|en|rill)|f[io]|s[ei]|e[il]|nin|hundre|million|billion|d(?:oub|ual|ozen)|both|pair|one)[a-z]*", re.I
)
_EN_SIZE = regex(r"[ -](hundred|thousand|million|billion|trillion)\b", re.I)
_EN_CAPITAL = regex("[A-Z][a-z]+")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_RECORD = regex("[a-z][0-9]{2,}")
_QUOTED = regex("“([^“”]*)”")
_EN_ONE = "|".join((*_ONES.split(), "eighteen", "nineteen", *_TENS.split()))
_EN_LARGE = "|".join(_SIZES)
# twenty-five, one hundred and fifty thousand
_EN_NUMERAL = regex(
    rf"\b(?:{_EN_ONE})(?:[ -](?:(?:{_EN_LARGE})\b(?: and(?= (?:{_EN_ONE})\b))?|(?:{_EN_ONE})\b))+", re.I
)
_EN_SHARE = regex(
    rf"\b(an?|{_EN_ONE})[ -](?:(third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?|(?:in|out of) ({_EN_ONE}))\b",
    re.I,
)
_EN_AFTERNOON = regex(r"\b(1[01]|[1-9])(?:[:.]([0-5][0-9]))? ?p\.?m\b", re.I)
_EN_VAGUE = regex(r"\b(?:tens|dozens|scores|hundreds|thousands|millions|billions)\b", re.I)


# A count with what it counts beside it: 三项（算力、算法、大数据）, 服务、制造、购物、文化四个.
_COUNT = rf"(?<![0-9.第各均每{_SIGNS}])([0-9]{{1,2}}|[{_SIGNS}]{{1,2}})[个项种类家处座条大张份]"
_ITEM = rf"[^，。；：（）、“”‘’0-9{_SIGNS}]"
# What brackets behind a count hold besides a list of what it counts: some of it, or ranks and kinds (8个区（市、县）).
_NO_LIST = "(?:含|包括|其中|不含|不包括|如)|(?:[市县区]|[新续改扩]建)(?:、(?:[市县区]|[新续改扩]建))+）"
_COUNT_THEN_LIST = regex(rf"{_COUNT}[\u4e00-\u9fff]{{0,8}}（(?!{_NO_LIST})({_ITEM}+(?:、{_ITEM}+)+)）")
_LIST_THEN_COUNT = regex(
    rf"(?:^|(?<=[，。；：（“])|(?<=列出))({_ITEM}{{1,12}}(?:、{_ITEM}{{1,10}})+)(?:这)?{_COUNT}(?!月)"
)


def miscounted(words: str) -> Iterator[tuple[str, int]]:
    """The counts in Chinese words that are not how many things are listed beside them, with how many are."""
    pairs = [(match[1], match[2]) for match in _COUNT_THEN_LIST.finditer(words)]
    pairs += [(match[2], match[1]) for match in _LIST_THEN_COUNT.finditer(words)]
    for stated, items in pairs:
        counted = items.count("、") + 1
        most = counted + len(re.findall("[和与及]", items))
        count = int(stated) if stated.isdecimal() else next(iter(readings(stated)), counted)
        if "等" not in items and count != 1 and not (isinstance(count, int) and counted <= count <= most):
            yield stated, counted


class Numbers(NamedTuple):
    """The numbers of a text in our own words.

    said: those that it gives for certain. counted: those of them that are Chinese numerals or English words. quoted:
    those in quotation marks. possible: every number that some reading of the text gives. loose: those of English words
    that Chinese may say without a numeral.
    """

    said: frozenset[Number]
    counted: frozenset[Number]
    quoted: frozenset[Number]
    possible: frozenset[Number]
    loose: frozenset[Number] = frozenset()


class _NumberSets(NamedTuple):
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


def _times(value: Number, text: str, end: int) -> Number:
    """A number times the multipliers that follow it in a text: 3.4 before 万 is 34000."""
    signs = _ZH_TIMES.match(text, end)
    for sign in signs[0] if signs and not isinstance(value, str) else "":
        value = cast("int | Decimal", value) * UNITS[sign]
    return value


@lru_cache(1024)
def readings(signs: str) -> tuple[Number, ...]:
    """What Chinese numerals can mean, the likeliest first: 十四五 is 15, or 14 and 5; 千百亿 names two sizes."""
    size = len(signs)
    parts = {signs[start:end] for start in range(size) for end in range(start + 1, size + 1)} if size < 6 else {*signs}
    values: list[Number] = []
    for part in (signs, *sorted(parts)):
        if not isinstance(read := numeral(part), UnreadNumeral):
            values += [_plain(value) for value in (read.value, read.upper) if value is not None]
    if len(signs) > 1 and signs[-1] in _LARGE:
        values += [UNITS[sign] * UNITS[signs[-1]] for sign in signs[:-1] if sign in UNITS]
    return tuple(dict.fromkeys(values))


def _plain(value: Decimal) -> Number:
    return int(value) if value == int(value) else value


def _digits(text: str) -> Iterator[tuple[int, Number, int]]:
    """Every number in digits, and every name that holds one: where it begins, what it is, where it ends."""
    for match in _DIGITS.finditer(text):
        start, end = match.span()
        first = start
        while first and text[first - 1].isascii() and text[first - 1].isalpha():
            first -= 1
        if first < start:
            if not _RECORD.fullmatch(text, first, end):  # the last part of a record's id says no number
                yield first, text[first:end], end
        elif len(match[0]) == 1 and _GENERATION.match(text, end):
            yield start, text[start : end + 1], end + 1
        elif not (start and text[start - 1] in ".0123456789"):
            yield start, number(match[0]), end


def _chinese(text: str, numbers: _NumberSets) -> None:
    for _, value, end in _digits(text):
        numbers.said.add(_times(value, text, end))
        numbers.possible.add(value)
    for before, signs, after, tenths in _ZH_SIGNS.findall(text):
        values = readings(signs)
        numbers.possible.update(values)
        counts = before == "百分之" or (not before and after in _COUNTED and not _FIVE_YEARS.fullmatch(signs))
        if values and counts and not isinstance(values[0], str) and values[0] >= LEAST_COUNT:
            numbers.counted.add(values[0])
        elif after == "兆":  # 千兆 is a gigabit, 万兆 ten
            numbers.possible.add(10)
        elif after == "成" and tenths and values[:1] and isinstance(values[0], int):  # 六成五 is 65 of a hundred
            numbers.counted.add(10 * values[0] + DIGITS.get(tenths, 0))
        elif after == "成":
            numbers.possible.update(10 * value for value in values if isinstance(value, int))


def _spoken(words: str) -> int:
    """The number that several English words give, one hundred and fifty; 0 where they give none together."""
    total = part = 0
    for word in re.findall("[a-z]+", words.lower()):
        if word == "hundred":
            part *= 100
        elif word in _SIZES:
            total, part = total + part * _SIZES[word], 0
        elif word != "and":
            value = _COUNTS[word]
            if part % 100 and not (value < 10 and part % 10 == 0 and part % 100 > 10):
                return 0
            part += value
    return total + part


def _in_words(text: str, numbers: _NumberSets) -> str:
    """English words without the numbers that take several of them, which are added: 150, three quarters, 5 pm."""

    def together(match: re.Match[str]) -> str:
        value = _spoken(match[0])
        counts = match[0].rpartition(" ")[2].lower() not in _SIZES
        (numbers.counted if counts and value >= LEAST_COUNT else numbers.possible).add(value)
        return " " if value else match[0]

    def share(match: re.Match[str]) -> str:
        above, below = (
            _COUNTS.get(match[1].lower(), 1),
            _EN_PARTS.get(match[2] or "") or _COUNTS[(match[3] or match[2]).lower()],
        )
        numbers.possible.update((above, below, round(100 * above / below)))
        return " "

    def afternoon(match: re.Match[str]) -> str:
        numbers.possible.update((int(match[1]), int(match[1]) + 12, int(match[2] or 0)))
        return " "

    if "half" in text:
        numbers.possible.add(50)
    for pattern, put in ((_EN_AFTERNOON, afternoon), (_EN_SHARE, share), (_EN_NUMERAL, together)):
        text = pattern.sub(put, text)
    return text


def _english(text: str, numbers: _NumberSets) -> None:
    text = _in_words(text, numbers)
    for _, value, end in _digits(text):
        numbers.possible.add(value)
        size = _EN_SIZE.match(text, end)
        numbers.said.add(value * _SIZES[size[1].lower()] if size and not isinstance(value, str) else value)
    numbers.possible.update(MONTHS.index(capital) + 1 for capital in _EN_CAPITAL.findall(text) if capital in MONTHS)
    for match in _EN_WORD.finditer(text):
        word = match[0].lower()
        size = _EN_SIZE.match(text, match.end())
        value = _COUNTS.get(word) or _SIZES.get(word.removesuffix("s")) or (2 if word in _TWO else 0)
        if size and value:
            numbers.possible.add(value * _SIZES[size[1].lower()])
        elif value >= LEAST_COUNT and word.removesuffix("s") not in _SIZES:
            numbers.counted.add(value)
        elif value:
            numbers.possible.add(value)


@lru_cache(8192)
def in_chinese(text: str) -> Numbers:
    """The numbers of a text in our own Chinese."""
    unquoted, quoted, inner = _NumberSets(set(), set(), set()), _NumberSets(set(), set(), set()), ""
    if "“" in text:
        inner = " ".join(_QUOTED.findall(text))
        _chinese(inner, quoted)
        text = _QUOTED.sub("“”", text)
    _chinese(text, unquoted)
    return _numbers(unquoted, quoted, unquoted.possible | quoted.possible)


@lru_cache(8192)
def in_english(text: str) -> Numbers:
    """The numbers of a text in our own English; what it quotes may be Chinese."""
    unquoted, quoted = _NumberSets(set(), set(), set()), _NumberSets(set(), set(), set())
    if "“" in text:
        inner = " ".join(_QUOTED.findall(text))
        _chinese(inner, quoted)
        _english(inner, quoted)
        text = _QUOTED.sub("“”", text)
    _english(text, unquoted)
    words = {match[0].lower() for match in _EN_WORD.finditer(text)}
    loose = {_LOOSE[word] for word in words & _LOOSE.keys()}
    return _numbers(unquoted, quoted, unquoted.possible | quoted.possible)._replace(loose=frozenset(loose))


def unsaid(zh: str, en: str) -> frozenset[Number]:
    """The numbers of Chinese words in whose place the English words may have another one; what they only leave out,
    they may."""
    one, other = in_chinese(zh), in_english(en)
    instead = any(not isinstance(value, str) and value >= LEAST_COUNT for value in other.possible - one.possible)
    missing = one.said - other.possible - other.loose if instead and not _EN_VAGUE.search(en) else frozenset[Number]()
    return frozenset(value for value in missing if not isinstance(value, str) and value >= LEAST_COUNT)


def contradicted(zh: str, en: str) -> tuple[frozenset[Number], frozenset[Number]]:
    """What English words say loosely, or of a share, against the one count or share of the Chinese."""
    if "半" in zh or "分之" in zh:
        shares, parts = _shares(zh, _ZH_SHARES), _shares(en.lower(), _EN_SHARES)
        if shares and parts and not shares & parts:
            return parts, shares
    one, other = in_chinese(zh), in_english(en)
    missing = one.counted - other.possible if len(other.loose) == 1 else frozenset[Number]()
    if len(missing) == 1 and not (other.loose & one.possible or _ZH_LOOSE.search(zh)):
        return other.loose, missing
    return frozenset(), frozenset()


_ZH_SHARES = regex(f"(一半|半数)|([{_SIGNS}]{{1,3}})分之([{_SIGNS}]{{1,3}})")
_EN_SHARES = regex(
    r"\b(half of|half the|one half)\b"
    r"|\b(?=[a-z]+[ -](third|quarter|fifth|sixth|eighth|tenth))(a|one|two|three|four)[ -][a-z]+ of\b(?! [0-9])"
)
_EN_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10, "seventh": 7, "ninth": 9}


def _shares(words: str, pattern: re.Pattern[str]) -> frozenset[Number]:
    """The shares of a whole that words of a language name, each as a decimal number."""
    shares = set()
    for half, below, above in pattern.findall(words):
        if half:
            shares.add(Decimal("0.5"))
        elif below != "百" and (value := _EN_PARTS.get(below) or counted(below)):
            shares.add(round(Decimal(_COUNTS.get(above) or counted(above) or 1) / value, 6))
    return frozenset(shares)


def counted(printed: str) -> int | None:
    """The whole number that digits or a Chinese numeral give; None where they give none."""
    value = int(printed) if printed.isdecimal() else next(iter(readings(printed)), None)
    return value if isinstance(value, int) else None


def times(words: str) -> Iterator[Number]:
    """How many times another number our Chinese words say that one is: 是其两倍 gives 2, 是其一半 a half."""
    for signs in _TIMES_OVER.findall(words):
        yield readings(signs)[0] if signs else Decimal("0.5")


_TIMES_OVER = regex(f"是[^，。；0-9]{{0,8}}?(?:(?<![{_SIGNS}])([{_SIGNS}])倍|一半)(?![多余以左])")


def _numbers(unquoted: _NumberSets, quoted: _NumberSets, possible: set[Number]) -> Numbers:
    every = possible | unquoted.said | unquoted.counted | quoted.said | quoted.counted
    return Numbers(
        frozenset(unquoted.said | unquoted.counted),
        frozenset(unquoted.counted),
        frozenset(quoted.said),
        frozenset(every),
    )


_EN_LETTERS = regex(r"[A-Za-z][A-Za-z0-9’-]*")
CLEARLY_NEARER = 1.5
_EN_SMALL = frozenset({"a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "the", "to", "with"})


def exchanged(en: str, one: tuple[Number, str], other: tuple[Number, str]) -> bool:
    """Whether two numbers, each once in English words, stand clearly nearer to each other’s words than to their own.

    one, other: a number and what it is of; words that both have tell nothing.
    """
    placed: dict[Number, list[int]] = {}
    for start, value, end in _digits(en):
        size = _EN_SIZE.match(en, end)
        times = _SIZES[size[1].lower()] if size and not isinstance(value, str) else 1
        placed.setdefault(value * times, []).append(start)
    words = [{word.lower() for word in _EN_LETTERS.findall(of)} - _EN_SMALL for _, of in (one, other)]
    beside = [(match.start(), match[0].lower()) for match in _EN_LETTERS.finditer(en)]
    own_way = its_way = 0
    for (value, _), own, its in zip((one, other), words, reversed(words), strict=True):
        at = placed.get(value, [])
        near = [min((abs(start - at[0]) for start, word in beside if word in of), default=0)
                for of in (own - its, its - own) if len(at) == 1]  # fmt: skip
        if len(near) < 2 or 0 in near or "respectively" in en:
            return False
        own_way, its_way = own_way + near[0], its_way + near[1]
    return own_way > CLEARLY_NEARER * its_way


def places(text: str) -> Iterator[tuple[int, tuple[Number, ...]]]:
    """Every number of a printed text: where it stands, and all that it can mean."""
    for start, value, end in _digits(text):
        yield start, (_times(value, text, end),)
    for match in _ZH_SIGNS.finditer(text):
        yield match.start(), readings(match[2])


def written(value: Number) -> str:
    """A number in plain digits, so that number() gives it again."""
    return value if isinstance(value, str) else format(Decimal(value).normalize(), "f")


def shown(numbers: Iterable[Number]) -> str:
    """Numbers for people, the smallest first."""
    return ", ".join(sorted(map(written, numbers), key=lambda value: (len(value), value)))


_SUM = regex(r"[0-9]+(?:\s*\+\s*[0-9]+)+")
_ZH_DAY = regex("([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_MONTH = "|".join(MONTHS)
_EN_DAY = regex(rf"(?:([0-9]{{1,2}}) ({_MONTH})|({_MONTH}) ([0-9]{{1,2}}))\b(?:,? ([0-9]{{4}}))?")
_ZH_DATE = regex("([0-9]{1,2})月([0-9]{1,2})日")


def _english_days(words: str) -> Iterator[tuple[str, str]]:
    """The year ("" where none is said) and the day of each date in English: 7 May 2020, May 7, 2020."""
    for day, month, month_first, day_last, year in _EN_DAY.findall(words):
        yield year, f"{MONTHS.index(month or month_first) + 1:02}-{day or day_last:0>2}"


@lru_cache(8192)
def days(words: str) -> frozenset[str]:
    """The days of a year that words of either language name, as 05-07."""
    named = {f"{month:0>2}-{day:0>2}" for month, day in _ZH_DATE.findall(words)}
    return frozenset(named | {day for _, day in _english_days(words)})


def years_of_days(zh: str, en: str, own: str) -> frozenset[Number]:
    """The document's own year, where English gives it to a day that Chinese names without one: 5月7日, 7 May 2020."""
    named = days(zh)
    return frozenset(int(year) for year, day in _english_days(en) if year and year == own and day in named)


@lru_cache(8192)
def wholes(words: str) -> frozenset[str]:
    """The days and the sums that words of either language name, as 2020-05-07 and 6+4+7+8."""
    days = {f"{year}-{month:0>2}-{day:0>2}" for year, month, day in _ZH_DAY.findall(words)}
    days |= {f"{year}-{day}" for year, day in _english_days(words) if year}
    return frozenset(days | {re.sub(r"\s", "", sum_) for sum_ in _SUM.findall(words)})
