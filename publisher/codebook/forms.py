"""A printed figure → its number: 3.4万, 5—10万, 百分之二十至三十, 三分之一, 六成五, 十余, 上百, 千万级.

Pure functions on the figure alone. Conventions (the method page states them): a multiplier or per cent sign behind a
range belongs to both ends; a fraction, per mille or per ten thousand is given in per cent, rounded to two decimals
and then approximate; what cannot be read with certainty is refused with a reason.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from publisher.codebook.numerals import DIGITS, UNITS, Number, UnreadNumeral, numeral, plain
from publisher.terms.regex import regex

FULL_WIDTH = str.maketrans("０１２３４５６７８９．％﹪／＋＜＞＝〜～∼－﹣餘", "0123456789.%%/+<>=~~~--余")
WIDE = regex(f"[{''.join(chr(sign) for sign in FULL_WIDTH)}]")
DASHES = "-−—–―‒‐‑~"
TENTHS = "(?:[1-9](?:\\.[0-9])?成半?|[一二两三四五六七八九十](?:[二三四五六七八九])?成[一二三四五六七八九半]?)"
LONGEST_FIGURE = 60  # characters; no figure of a document is longer
_BETWEEN = regex(rf"(?<=[^至到]) ?(?:[{DASHES}]{{1,2}}) ?|至|到|、")
_SIGNS = "一二三四五六七八九"
# 约5、6万 and the like: two digits that follow each other
NEIGHBOURS = f"(?:{'|'.join(f'{a}、{b}' for row in (_SIGNS, '123456789') for a, b in pairwise(row))})[十百千万亿]*"
_PAIR, _BELOW_ZERO = regex(f"{NEIGHBOURS}成?"), regex(r"(?:[-−]|零下)(\d+(?:\.\d+)?)([十百千万亿]*[%‰]?)", re.ASCII)
RISES = ("增长", "增速", "增幅", "涨幅", "同比", "环比", "长率")
# 增长-1.3%, 同比为-2亿元; 增长-2%—3% is a range
_BEHIND_RISE = "|".join(f"(?<={rise}{way})" for rise in RISES for way in ("", "为", "达", "约", "由", "从", "是", "（"))
FALLS = rf"(?:{_BEHIND_RISE})[-−]\d++(?:\.\d++)?[十百千万亿]*+[%‰]?+(?! ?[-−—–~～至到]|[\d.成多余])"
DEGREES = "(?:℃|°C|摄氏度|度(?!电))"
_BELOW, _TO_END = r"(?:[-−]|零下)\d+(?:\.\d+)?", rf"(?: ?{DEGREES})?(?:[{DASHES[2:]}]{{1,2}}|至|到)"
# -18~-22, -5至5, 零下5至零上3; of 零下5至3 the upper end may be either
BELOW_ZERO_TO = rf"{_BELOW}{_TO_END}(?:[-−]|零[下上])?\d+(?:\.\d+)?"
_BELOW_ZERO_TO, _ONCE = regex(BELOW_ZERO_TO, re.ASCII), regex(rf"零下[\d.]+(?:[{DASHES[2:]}]{{1,2}}|至|到)\d")
_SIGNED = regex(r"(?<!\d)(?:[-−]|零下)?\d+(?:\.\d+)?", re.ASCII)
_PERCENT = regex(r" ?([%‰‱])$")
# 八折 is 80 per cent, 八五折 and 85折 85; 七八折 may be either of two
DISCOUNT = f"(?:[1-9](?:\\.[0-9]{{1,2}})?|[1-9][1-9]|[2-9]0|[{_SIGNS}][{_SIGNS}]?)折"
_DISCOUNT = regex(DISCOUNT)
_OF = regex("(.+?)分之(.+)")
_MORE = regex("(.*?[^点])([多余来几])([百千万亿]*)")
_UNITS = regex("[十百千万亿]+$")
_SCALE = {"%": Decimal(1), "‰": Decimal("0.1"), "‱": Decimal("0.01")}
# 百分之, 千分之 … 亿分之: of these a share is exact
_POWERS = tuple(Decimal(10) ** zeros for zeros in range(2, 9))
_VULGAR = dict(zip("½⅓⅔¼¾⅕⅖⅗⅘", ("1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "2/5", "3/5", "4/5"), strict=True))


class Form(NamedTuple):
    """A figure as read: its value, the upper end of a range, and what its own form says.

    percent: the value is in per cent. says: the comparator that the form itself gives (range, gt for 十余, ge for 上百,
    approx for 近百 and 千万级); "" where only the words around can say it.
    """

    value: Decimal
    upper: Decimal | None = None
    percent: bool = False
    says: str = ""


_SIMPLE = regex(r"((?!0\d)\d{1,13}(?:\.\d{1,9})?)(?:([万亿])|(%))?", re.ASCII)  # 3600, 3.4万, 60%: most figures
_LEAD = regex("([上近])([十百千万亿]+)")
_DOUBLED = regex("翻(?:倍|了?([近约]?)([一二两三四五1-5]?)番(多?))")
_STROKE = regex(r"(\d{1,4})/(\d{1,4})", re.ASCII)
_TENTHS = regex(TENTHS)
_SCALED = regex("[%‰‱成]|分之")
_ANY_UNIT = regex("[十百千万亿]")


@lru_cache(8192)
def form(printed: str) -> Form | UnreadNumeral:
    """Read a figure as printed, without the measure that follows it; Refused with a reason where it is no number."""
    if len(printed) > LONGEST_FIGURE:
        return UnreadNumeral("numeral-too-long")
    if simple := _SIMPLE.fullmatch(printed):
        digits, unit, percent = simple.groups()
        return Form(Decimal(digits) * UNITS[unit] if unit else Decimal(digits), None, percent is not None)
    text = plain(printed.translate(FULL_WIDTH)).strip()
    if text in _VULGAR:
        text = _VULGAR[text]
    if text in ("百分百", "百分之百"):
        return Form(Decimal(100), percent=True)
    if doubled := _DOUBLED.fullmatch(text):  # 翻一番: a rise by 100 per cent, 翻两番 by 300
        says = "approx" if doubled[1] else "gt" if doubled[3] else ""
        times = int(DIGITS.get(doubled[2], doubled[2] or 1))
        return Form(Decimal(100 * (2**times - 1)), percent=True, says=says)
    if match := _LEAD.fullmatch(text):
        whole = _end(match[2])
        return whole if isinstance(whole, UnreadNumeral) else _with(whole, "ge" if match[1] == "上" else "approx")
    if text.endswith("级") and text[-2:-1] in ("百", "千", "万", "亿"):
        whole = form(text[:-1])
        return whole if isinstance(whole, UnreadNumeral) else _with(whole, "approx")
    if match := _STROKE.fullmatch(text):
        return _fraction(Decimal(match[1]), Decimal(match[2]), stroke=True)
    if "、" in text:
        if not _PAIR.fullmatch(text):
            return UnreadNumeral("several-numbers")
        text = text if text[0].isascii() else text.replace("、", "")  # 五、六十 is 五六十
    if _BELOW_ZERO_TO.fullmatch(text):
        if _ONCE.match(text):
            return UnreadNumeral("below-zero-ambiguous")
        low, high = sorted(Decimal(end.replace("零下", "-").replace("−", "-")) for end in _SIGNED.findall(text))
        return Form(low, high, says="range") if low < high else UnreadNumeral("range-reversed")
    ends = _BETWEEN.split(text)
    if len(ends) == 2 and all(ends):
        return _range(ends[0].strip(), ends[1].strip())
    return _end(text) if len(ends) == 1 else UnreadNumeral("several-numbers" if text else "numeral-unreadable")


def scaled(whole: Form, units: str) -> Form:
    """A figure whose multiplier stands apart from it."""
    factor = Decimal(1)
    for unit in units:
        factor *= UNITS[unit]
    return whole if factor == 1 else whole._replace(
        value=whole.value * factor, upper=None if whole.upper is None else whole.upper * factor
    )  # fmt: skip


def _with(whole: Form, says: str) -> Form:
    return Form(whole.value, whole.upper, whole.percent, says)


def _end(text: str) -> Form | UnreadNumeral:
    """One end of a range, or a figure that is none."""
    scale = Decimal(0)
    if match := _BELOW_ZERO.fullmatch(text):
        below = Form(-Decimal(match[1]) * _SCALE.get(match[2][-1:], 1), percent=match[2][-1:] in _SCALE)
        return scaled(below, match[2].strip("%‰"))
    if text[-2:] in ("%多", "%余", "成多", "成余"):
        whole = _end(text[:-1])
        return whole if isinstance(whole, UnreadNumeral) or whole.says else _with(whole, "gt")
    if match := _PERCENT.search(text):
        scale, text = _SCALE[match[1]], text[: match.start()]
    if match := _OF.fullmatch(text):
        return _of(match[1], match[2])
    if _TENTHS.fullmatch(text):
        return _tenths(text)
    if _DISCOUNT.fullmatch(text):
        return _discount(text[:-1])
    says, units = "", ""
    if match := _MORE.fullmatch(text):
        if match[2] == "几" and match[1][-1] not in "十百千0":
            return UnreadNumeral("vague")
        text, units, says = match[1], match[3], "approx" if match[2] == "来" else "gt"
    number = Number(Decimal("0.5")) if text == "半" else numeral(text)
    if isinstance(number, UnreadNumeral):
        return number
    factor = scale or Decimal(1)
    for unit in units:
        factor *= UNITS[unit]
    upper = None if number.upper is None else number.upper * factor
    return Form(number.value * factor, upper, bool(scale), "range" if upper is not None else says)


def _of(whole: str, part: str) -> Form | UnreadNumeral:
    """百分之六十 is 60 per cent, 万分之五 0.05, 十万分之八 0.008, 三分之一 about 33.33."""
    divided, parts = _end(part), numeral(whole)
    if isinstance(divided, UnreadNumeral):
        return divided
    if isinstance(parts, UnreadNumeral) or parts.upper is not None:
        return UnreadNumeral("numeral-unreadable")
    if parts.value in _POWERS and not divided.percent:
        scale = 100 / parts.value
        upper = None if divided.upper is None else divided.upper * scale
        return Form(divided.value * scale, upper, True, divided.says)
    if divided.upper is not None or divided.percent or divided.says:
        return UnreadNumeral("numeral-unreadable")
    return _fraction(divided.value, parts.value)


def _fraction(part: Decimal, parts: Decimal, *, stroke: bool = False) -> Form | UnreadNumeral:
    """In per cent, to two decimals. 1/3 is a fraction; 24/7, 5/0 and 2020/21 are none."""
    if not parts or (part >= parts and stroke) or (stroke and parts > 20):
        return UnreadNumeral("stroke-between-numbers")
    share = (100 * part / parts).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if part and share < Decimal("0.1") and share * parts != 100 * part:  # 三千分之一: too little for two decimals
        return UnreadNumeral("numeral-unreadable")
    return Form(share, percent=True, says="" if share * parts == 100 * part else "approx")


def _tenths(text: str) -> Form | UnreadNumeral:
    """三成 is 30 per cent, 六成五 65, 两成半 25, 七八成 70 to 80."""
    head, _, tail = text.partition("成")
    number = numeral(head)
    if isinstance(number, UnreadNumeral) or (number.upper is not None and (tail or head == "三五")):
        return UnreadNumeral("numeral-unreadable")
    more = 5 if tail == "半" else DIGITS.get(tail, 0)
    upper = None if number.upper is None else number.upper * 10
    return Form(number.value * 10 + more, upper, True, "" if upper is None else "range")


def _discount(digits: str) -> Form | UnreadNumeral:
    """八 is 80, 八五 85 and 8.5 85, of a hundred; 七八 may be a range."""
    if len(digits) == 2 and isinstance(number := numeral(digits), Number) and number.upper is not None:
        return UnreadNumeral("digits-side-by-side")
    said = "".join(str(DIGITS.get(sign, sign)) for sign in digits)
    return Form(Decimal(said) * (1 if len(digits) == 2 else 10), percent=True)


def _range(low: str, high: str) -> Form | UnreadNumeral:
    """A range whose multiplier, per cent sign or 成 stands behind it belongs to both ends: 5—10万, 10-15%, 三至五成."""
    last = _end(high)
    if isinstance(last, UnreadNumeral):
        return last
    if last.percent and not _SCALED.search(low):
        of = _OF.fullmatch(high)
        low = f"{of[1]}分之{low}" if of else low + (high[-1] if high[-1] in "%‰‱" else "成")
    shared = _shared(low, high)
    if of := _OF.fullmatch(low):
        last = _end(high if "分之" in high or last.percent else f"{of[1]}分之{high}")
    if isinstance(last, UnreadNumeral):
        return last
    for candidate in shared:
        first = _end(candidate)
        if isinstance(first, UnreadNumeral):
            return first
        if first.percent and not last.percent and last.value <= 1000 and not _UNITS.search(high):
            last = Form(last.value, last.upper, True)
        if first.upper is not None or last.upper is not None or first.says or last.says not in ("", "approx"):
            return UnreadNumeral("several-numbers")
        if first.percent != last.percent:
            return UnreadNumeral("several-numbers")
        # 8000—1万 cannot share its multiplier, and needs none; 50-30万 is reversed, whatever it shares.
        if first.value < last.value and (candidate == shared[0] or first.value * 20 >= last.value):
            return Form(first.value, last.value, first.percent, "range")
    return UnreadNumeral("range-reversed" if shared else "range-ambiguous")


def _shared(low: str, high: str) -> list[str]:
    """The lower end as it is to be read, the likeliest first: with the multiplier of the upper one, or as it stands."""
    units = _UNITS.search(high)
    if units is None:
        return [low]
    bare = not _ANY_UNIT.search(low)
    behind_digit = units.start() > 0
    tail = units[0] if bare and behind_digit else re.sub("^[十百千]+", "", units[0]) if units[0] else ""
    if tail == "十":  # 三到五十: thirty to fifty, or three?
        return []
    return [low + tail, low] if tail and not re.search("[万亿]", low) else [low]
