"""Numbers as Chinese documents print them: "3.4万", "百分之六十", "40-100", "千万级", "一百二十", "Ⅳ".

Pure functions on text. Positional and multiplier rules follow GB/T 15835-2011 (numerals in publications).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, takewhile

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "Ⅵ": 6}
NUMERALS = "".join([*DIGITS, *SMALL, *LARGE, "半"])
DASHES = "-－—–~～至"
TENTHS = "[一二两三四五六七八九]成[一二三四五六七八九半]?"  # 三成 is 30 %, 六成五 65 %
FULL_WIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")

_ARABIC = re.compile(rf"(\d{{1,3}}(?:,\d{{3}})+|\d+)(\.\d+)?([{''.join(SMALL)}]?)([{''.join(LARGE)}]*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number: its value in plain units, the upper end of a range, and what its form says.

    percent: written with % or 百分之, so the measure is percent. level: written with 级, so the value is approximate.
    """

    value: Decimal
    value_max: Decimal | None = None
    percent: bool = False
    level: bool = False


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral (一百二十, 两千, 十万, 三点五, 半, 二〇二〇); None where it is none."""
    if text == "半":
        return Decimal("0.5")
    if "点" in text:
        whole, _, part = text.partition("点")
        head = chinese_number(whole)
        if head is None or not part or any(c not in DIGITS for c in part):
            return None
        return head + Decimal("0." + "".join(str(DIGITS[c]) for c in part))
    if not text or any(c not in NUMERALS or c == "半" for c in text):
        return None
    if all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    total, section, digit = 0, 0, 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in SMALL:
            section += (digit or 1) * SMALL[character]
            digit = 0
        else:
            # 亿 multiplies all before it; 万 only its own section.
            section += digit
            total, section, digit = (
                ((total + (section or (0 if total else 1))) * LARGE[character], 0, 0)
                if character == "亿"
                else (total + (section or 1) * LARGE[character], 0, 0)
            )
    return Decimal(total + section + digit)


_CN_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=\s*[年\-—–－~至])")
_CN_DAY = re.compile(r"(?<=[年月])[一二三四五六七八九十]{1,3}(?=[月日])")


def arabic_date(words: str) -> str:
    """Words with the dates in them in Arabic digits: 二〇一五年六月十日 → 2015年6月10日; other numerals stay."""
    words = _CN_YEAR.sub(lambda m: "".join(str(DIGITS["〇" if c == "○" else c]) for c in m[0]), words)
    for _ in "月日":
        words = _CN_DAY.sub(lambda m: str(chinese_number(m[0])), words)
    return words


def _single(text: str) -> Decimal | None:
    match = _ARABIC.fullmatch(text)
    if match:
        value = Decimal(match[1].replace(",", "") + (match[2] or ""))
        for character in match[3] + match[4]:
            value *= SMALL.get(character) or LARGE[character]
        return value
    if text in ROMAN:
        return Decimal(ROMAN[text])
    return chinese_number(text)


def parse(printed: str) -> Figure | None:
    """Read a figure as printed (without the measure that follows it); None where it is not a number.

    "3.4万" → 34000; "60%", "百分之六十" and "六成" → 60, percent; "40-100" → 40 to 100; "千万级" → 10000000, level.
    """
    text = printed.translate(FULL_WIDTH).replace(" ", "")
    percent = level = False
    if text.startswith("百分之"):
        text, percent = text.removeprefix("百分之"), True
    if text.endswith(("%", "‰")):
        if text.endswith("‰"):
            return None
        text, percent = text[:-1], True
    if re.fullmatch(TENTHS, text):
        tenths = DIGITS[text[0]] * 10 + (5 if text.endswith("半") else DIGITS.get(text[2:], 0))
        return Figure(Decimal(tenths), None, percent=True)
    if text.endswith("级"):
        text, level = text[:-1], True
    text = re.sub(r"(?<=.)[多余](?=[万亿]|$)", "", text)  # 6万多, 200余: the comparator says it
    value = _single(text)
    if value is not None:
        return Figure(value, None, percent, level)
    for dash in DASHES:
        low, found, high = text.partition(dash)
        if found:
            first, last = _single(low.rstrip("%")), _single(high)
            if first is not None and last is not None:
                return Figure(first, last, percent, level)
    return None


# ---- scanning: every figure of a text, and what is structure ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """A numeral found in a text: [start, end) in code points, as printed, and why it needs no record, if so."""

    start: int
    end: int
    printed: str
    structural: str = ""


_CN = f"[{NUMERALS}]"
_ORDINAL = "一二三四五六七八九十"
_COUNTING = "个座家所台条项类大套颗级层次种款例名人批件份本辆艘架艇处块幅期线网区省市县镇村位段"
_NOT_COUNTED = (
    "级以上|级跳|位一体|位于|大气|次性|次元|线城市|网融合|网通办|网统管|网托底|期工程|期末|期间|区一|线工作|人一"
)

# Longest and most specific first: what stands earlier wins.
_STRUCTURAL: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("document number", re.compile(r"〔\s*\d{4}\s*〕\s*\d+\s*号")),
    (
        "heading number",
        re.compile(
            rf"^[ \t　]*(?:[（(](?:[{_ORDINAL}]+|\d{{1,3}})[)）]|[{_ORDINAL}]+、|\d+[.．、](?!\d)"
            r"|\d{1,3}(?=[ 　]*\t)|附[件表录]?\s*\d{1,2}(?=[ 　:：]*$|[:：]))",  # a table's row, an annex
            re.M,
        ),
    ),
    (
        "date",
        re.compile(
            r"\d{4}-\d{2}-\d{2}|\d{4}\s*年?\s*[-－—–~至]+\s*\d{4}\s*年?|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日)?"
        ),
    ),
    ("date", re.compile(r"“?十[二三四五六]五”?")),
    (
        "period",
        re.compile(rf"(?:未来|近|过去|通过|用)?(?:{_CN}|\d)+年(?=内|努力|[，,]|左右的时间)|未来(?:{_CN}|\d)+年"),
    ),
    ("list word", re.compile(rf"(?<=[，。；：,;:、\n])(?:[{_ORDINAL}]是|其[{_ORDINAL}])|^[{_ORDINAL}]是", re.M)),
    (
        "technology name",
        re.compile(
            r"(?<![\d.\-])[2-6]G(?![a-z])|[A-Za-z]+(?:[-—]?\d+)+(?:\.\d+)?[A-Za-z]*(?:线|公路)?|\d[DKd](?![a-z])"
        ),
    ),
)
_FIGURES = re.compile(
    rf"百分之{_CN}+(?:点{_CN}+)?"
    rf"|(?<![{NUMERALS}变分合]){TENTHS}(?=以上|以内|以下|左右|多|的|[，。；、）”\n])"
    rf"|\d+(?:,\d{{3}})*(?:\.\d+)?(?:[{''.join(SMALL)}](?![伏瓦米克赫字]))?[{''.join(LARGE)}]*[多余]?[%％]?"
    rf"(?:[{DASHES[:-1]}]\d+(?:\.\d+)?[{''.join(LARGE)}]*[%％]?)?级?"
    rf"|[{''.join(ROMAN)}]"
    rf"|(?<!统)[{NUMERALS}]+级?"
)


def _counts(printed: str, after: str, measures: tuple[str, ...]) -> bool:
    """Whether a Chinese numeral counts something: a multiplier of two signs or more, or a measure word after it."""
    if printed.startswith("百分之") or re.fullmatch(TENTHS, printed) or printed[0].isascii() or printed[0] in ROMAN:
        return True
    core = printed.rstrip("级")
    if (
        core in {"千万", "万一", "一一", "万千", "万亿"}
        and not printed.endswith("级")
        and not after.startswith(measures)
    ):
        return core == "万亿"
    if len(core) > 1 and any(c in SMALL or c in LARGE for c in core):
        return True
    if core == "一":
        return after.startswith("大") and not after.startswith(("大批", "大市场"))
    if printed.endswith("级"):
        return not after.startswith(("以上", "跳"))
    if re.match(_NOT_COUNTED, after):
        return False
    return after.startswith(measures) or (after[:1] in _COUNTING and after[:1] != "")


def scan(text: str, *, measures: tuple[str, ...] = (), start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Every numeral of text[start:end] that counts something, in order, and the structural ones with their reason.

    measures: printed forms of measures, which make a Chinese numeral before them a figure.
    """
    stop = len(text) if end is None else end
    taken: list[tuple[int, int, str]] = []
    for reason, pattern in _STRUCTURAL:
        taken += [(m.start(), m.end(), reason) for m in pattern.finditer(text, start, stop)]
    taken.sort()

    past = 0  # what ends before the position, which only grows, is never looked at again

    def covering(position: int) -> tuple[int, int, str] | None:
        nonlocal past
        while past < len(taken) and taken[past][1] <= position:
            past += 1
        ahead = takewhile(lambda span: span[0] <= position, islice(taken, past, None))
        return next((span for span in ahead if position < span[1]), None)

    position = start
    while match := _FIGURES.search(text, position, stop):
        span = covering(match.start())
        if span:
            yield Token(span[0], span[1], text[span[0] : span[1]], span[2])
            position = max(span[1], match.start() + 1)
            continue
        position = match.end()
        if _counts(match[0], text[match.end() : match.end() + 6], measures):
            yield Token(match.start(), match.end(), match[0])


def words_around(text: str, start: int, end: int, *, reach: int = 6) -> tuple[str, str]:
    """The characters just before and after a span, for rules on comparators and basis."""
    return text[max(0, start - reach) : start], text[end : end + reach]


# ---- comparators ----------------------------------------------------------------------------------------------

_AFTER: tuple[tuple[str, str], ...] = (
    ("以上", "ge"),
    ("以内", "le"),
    ("以下", "le"),
    ("(?:公里|小时|分钟|米)内", "le"),
    ("左右", "approx"),
    ("上下", "approx"),
)
_BEFORE: tuple[tuple[str, str], ...] = (
    ("不少于", "ge"), ("不低于", "ge"), ("不小于", "ge"), ("至少", "ge"), ("不超过", "le"), ("不高于", "le"),
    ("不多于", "le"),
    ("超过", "gt"), ("突破", "gt"), ("高于", "gt"), ("多于", "gt"), ("超", "gt"),
    ("低于", "lt"), ("少于", "lt"), ("不足", "lt"), ("约", "approx"), ("近", "approx"),
)  # fmt: skip


def comparator_of(before: str, figure: str, after: str) -> str:
    """The comparator that the words of a quote say: `before` and `after` are its words around the figure.

    以上 includes the number (ge), as 本法所称以上 in legislation (Civil Code, article 1259) does.
    """
    if (parsed := parse(figure)) and parsed.value_max is not None:
        return "range"
    if figure.endswith("级"):
        return "approx"
    if re.search(r"[多余]$", figure) or re.match(r"[多余]", after):
        return "gt"
    for word, code in _AFTER:
        if re.match(rf"[^，。；,;、]{{0,6}}?{word}", after):
            return code
    for word, code in _BEFORE:
        if before.endswith(word):
            return code
    return "eq"
