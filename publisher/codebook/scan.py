"""Every numeral of a text, whole, and what it is: a figure, a vague quantity, a name, a date, or unreadable.

A figure is taken whole: from where its first numeral stands to its last digit, multiplier, per cent sign or 多. What
stands against it without a gap is part of it, or makes it unreadable; nothing is cut out of the middle.
"""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from publisher.codebook import names
from publisher.codebook.dates import DATE
from publisher.codebook.forms import DASHES, FULL_WIDTH, TENTHS, WIDE, Form, form
from publisher.codebook.measures import NONE, Measure, Measures, counts
from publisher.codebook.numerals import LETTER_SPACED, UnreadNumeral


class Token(NamedTuple):
    """A numeral of a text: [start, end) in code points, as printed, what it is, and why.

    kind: figure (read: see `form`), vague (数十), unread (refused), name, idiom, or structure (a heading's number, a
    date). why: the reason, a key of the messages; "" for a figure. aside: whether the rule alone accounts for it.
    measure: that of a figure; NONE where none is printed or the figure itself is in per cent.
    """

    start: int
    end: int
    printed: str
    kind: str
    why: str = ""
    aside: bool = False
    form: Form | None = None
    measure: Measure = NONE

    @property
    def core(self) -> tuple[int, int]:
        """What of the token a record must print at least: 上, 近, 多, 余 and the like may be left to the words around."""
        lead = self.printed[0] in "上近"
        tail = self.printed[-1] in "多余来" or bool(re.fullmatch("[一二两三四五六七八九十]级", self.printed))
        return self.start + lead, self.end - tail


_N = "〇零一二两三四五六七八九十百千万亿兩萬億廿卅卌"
_CAPITAL = "壹贰叁肆伍陆柒捌玖貳參叄陸"
_HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INNER = r"分之|[.,，．](?=\d)|(?<=[〇零一二两三四五六七八九十百千万亿])点(?=[〇零一二三四五六七八九])|(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))|(?<=\d)[ \u00a0](?=[百千万亿])"
_SIGN = rf"(?:[\d{_N.replace('千', '')}]|千(?![伏瓦米克赫帕卡焦]))"  # 千伏, 千瓦: a measure's prefix, no multiplier
_RUN = rf"{_SIGN}+(?:(?:{_INNER}){_SIGN}+)*"
_MORE = r"(?:[多余来](?=[百千万亿])[百千万亿]+|(?<=[十百千])几[百千万亿]*)?"
_ATOM = rf"{_RUN}{_MORE}(?: ?[%‰‱][多余]?)?"
_GLUE = rf"(?: ?(?:[{DASHES}]{{1,2}}|[:：∶/+×*^·]) ?|至|到|[ \u00a0]|[{_HIDDEN}]+)"
_CHAIN = rf"{_ATOM}(?:{_GLUE}(?:(?=[\d{_N}]){_ATOM}|(?<=\+)[XN](?![A-Za-z])))*"
_VAGUE = (
    r"[好上]?[数几][十百千万亿]+(?:[上成][百千万亿]+)?|若干|好几(?=[个家项次倍条种座所台批年])|[数几](?=[个家项次倍条种座所批名处亩吨])"
    r"|数以[十百千万亿]+计|成[百千]上[千万]|上[百千万]成[千万]"
)
_ORDINAL = "一二三四五六七八九十"
_HEADING = (
    rf"^[ \t　]*(?:[（(](?:[{_ORDINAL}]+|\d{{1,3}})[)）]|[{_ORDINAL}]+、|\d+[.．、](?!\d)|\d{{1,3}}(?=[ 　]*\t)|\d{{1,2}}[)）]|(?:任务|工程|项目|行动|专项|措施|目标|重点)[ 　]?\d{{1,2}}(?=[ 　]*[:：])"
    r"|附[件表录]?\s{0,2}\d{1,2}(?=[ 　:：]*$|[:：]))"
    rf"|(?<=[；;。])[ 　]?(?:\d{{1,2}}[.．、](?=[\u4e00-\u9fff“])|[（(](?:[{_ORDINAL}]+|\d{{1,2}})[)）])"
)
_MASTER = (
    ("heading-number", _HEADING),
    ("document-number", r"[〔\[［（(]\s?(?:19|20)\d{2}\s?[〕\]］）)]\s?第?\s?\d+\s?号"),
    ("footnote-mark", r"(?<=[\u4e00-\u9fff\d%％”》）)。，；])[\[［]\d{1,2}[\]］]|^[ 　]*[\[［]\d{1,2}[\]］]"),
    ("date", DATE),
    (
        "date",
        rf"(?:未来|今后|近|过去|通过|经过|用)[{_N}几数\d]{{1,4}}(?:[{DASHES}至到][{_N}\d]{{1,3}})?年|[{_N}\d]{{1,4}}(?:[{DASHES}至到][{_N}\d]{{1,3}})?年(?=内|之内|努力|[，,]|左右的时间)|[数几]年|(?<![上下])半年(?:内|度)?",
    ),
    ("list-word", rf"(?<=[，。；：,;:、\n])(?:[{_ORDINAL}]是|其[{_ORDINAL}])|^[{_ORDINAL}]是"),
    (
        "word",
        r"[统唯单同逐任某之进专归如合划每另这那哪初不统]一(?!批|二三)|进一步|下一(?![十百千万亿])|上一(?=年|届|轮|季度|个[月季])|第一(?=[，,、时线])",
    ),
    ("times", names.TIME.pattern),
    (
        "letters-amid-digits",
        r"(?<![A-Za-z\d])(?:[lIO][\dOlI]{0,8}\d[\dOlI]{0,8}|\d{1,8}[OlI][\dOlI]{0,8})(?=[个家座台所条项类万亿%％])",
    ),
    (
        "technology-name",
        r"(?<![A-Za-z])[A-Z]{1,5}(?:\d{2,6})?(?:/[A-Z]{1,8})? ?\d{1,6}(?:\.\d{1,3})?[-—–:：](?:19|20)\d\d(?![\d年万亿个家])|(?<![A-Za-z\d])(?=\d*[A-Z])[A-Z0-9]{15,18}(?![A-Za-z\d])|(?<![A-Za-z])[A-Za-z]{2,} \d{1,2}(?=系统|版本?(?![块权图])|协议|标准)|(?<![A-Za-z])(?i:Wi-?Fi|WLAN|Bluetooth|USB|HTML|PCIe|DDR|HDMI|Android|iOS|Level|Tier|Release) \d{1,2}(?:\.\d)?(?![\d.万亿%％个家座台])|(?<![A-Za-z])(?:GB|ISO|IEC|DB|YD|JT|HJ|CJJ|GA|RFC)(?:/[A-Z]{1,3})? ?\d[\d.]*(?:[-—–]\d+)?(?![万亿%个家])|(?<![\d.])\d{1,3}G(?=[ -]?[EX]?[GS]?-?PON)|(?<![\d.])[1-5]A(?=级|景区|旅游)|(?<![\d.\-])[2-6]G(?![a-z])|(?<![A-Za-z])[A-Za-z]++(?:[-—]?\d++)++(?:\.\d++)?(?!\d|[.,]\d|[百千万亿%％‰个家座辆亿元吨])[A-Za-z]*(?:线|公路)?"
        r"|(?<![\d.])\d[DKd](?![a-z])",
    ),
    ("double", r"半数|翻了?[一两二三四五\d]?番(?:半)?|一半|过半(?!数)|翻倍|倍增"),
    ("half-behind-measure", rf"[\d{_N}]++(?:[{DASHES}至到][\d{_N}]++)?(?:个|年|天|倍|公里|小时|周)半"),
    ("vague", _VAGUE),
    ("by-rule", "|".join(pattern for _, pattern in names.BY_RULE)),
    (
        "capital",
        rf"(?<!队)[{_CAPITAL}](?=[拾佰仟萬億万亿])[{_CAPITAL}拾佰仟{_N}]+|拾(?=[万萬])[万萬]|[壹贰叁肆柒捌玖](?=[个家座项元万])",
    ),
    (
        "tenths",
        rf"(?<![{_N}\d变分合完构形生组])(?:(?:{TENTHS}|[一二两三四五六七八九1-9])(?:至|到|[{DASHES}]))?(?<!\d\.){TENTHS}(?![{_N}套不分本员立功果为就型效都交长品绩熟人语])",
    ),
    ("prefixed", rf"(?:(?<![以之晚早])上|(?<![附最邻])近)[百千万亿]+(?![{_N}\d]|[多余分])|百分百"),
    ("fraction-sign", "[½⅓⅔¼¾⅕⅖⅗⅘]"),
    ("roman", r"[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]|(?<![A-Za-z\d])[IVX]{1,4}(?=类)"),
    ("half", r"(?<!一|过|大|多|对|夜|参|南|北|东|西)半(?=[个月天日小]|公里)"),
    ("chain", _CHAIN),
)
_GROUPS = {f"g{index}": reason for index, (reason, _) in enumerate(_MASTER)}
_START = rf"(?<![A-Za-z])[A-Za-z]|[\d{_N}{_CAPITAL}拾½⅓⅔¼¾⅕⅖⅗⅘ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ统唯单同逐任某之进专归如合划每另这那哪初不下第半翻过倍数几好若成上近双未今通经用其“\"〔\[［（(多]"
_ALL = re.compile(
    rf"(?:(?P<g0>{_MASTER[0][1]})|(?={_START})(?:"
    + "|".join(f"(?P<g{index}>{pattern})" for index, (_, pattern) in enumerate(_MASTER) if index)
    + "))",
    re.M,
)
_CHAINS = re.compile(_CHAIN)
_LOOSE = ("generation-phase-version", "emission-standard", "one-for-all", "quoted-name")  # only where nothing counts
_RULES = tuple((reason, re.compile(pattern)) for reason, pattern in names.BY_RULE)
_AROUND = 40  # characters on either side of a part of a text that say what its numerals are
_SUFFIX = re.compile(
    r"[多余](?!元化|样|维|功能|级|层|边|方|云|式|模|源|媒|极|跨|网|语|途|渠|部门|地|主体|热|额|量|下)|来(?=[个家项年天名台座所万处条户亩吨里块斤]|公[里顷斤])"
)
_NOT_COUNTED = re.compile(
    "级以上|级跳|位一体|位于|大气|大批|大量|大力|大型|次性|次元|线城市|网融合|网通办|网统管|网托底|期工程|期末|期间|区一|线工作|人一|个时期|个阶段|"
    "个方面军|条龙|家之言|线上|线下|网络|名义|位置|处理|处于|类似|项目|家庭|省份|市场|市民|村民|镇区|县域|县城|区域"
)


def scan(text: str, measures: Measures, *, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Every numeral of text[start:end] that means a number or a name, in order.

    Numerals in words that count nothing (统一, 一般) are passed over; all else is reported with its reason.
    """
    stop = len(text) if end is None else end
    base = max(0, start - _AROUND)
    plain = text[base : stop + _AROUND]
    plain = plain.translate(FULL_WIDTH) if WIDE.search(plain) else plain
    position, last = start - base, stop - base
    while match := _ALL.search(plain, position, last):
        reason = _GROUPS[match.lastgroup or ""]
        token = _token(plain, match.start(), match.end(), reason, measures, last)
        if token is not None:
            token = _joined(plain, token, last)
            begin, finish = base + token.start, base + token.end
            printed = text[begin:finish]
            yield Token(begin, finish, printed, token.kind, token.why, token.aside, token.form, token.measure)
        position = max(token.end if token else match.end(), match.start() + 1)


_LASTS = re.compile("以内|之内|内(?![外部])")


def _token(plain: str, start: int, end: int, reason: str, measures: Measures, stop: int) -> Token | None:
    printed = plain[start:end]
    if reason in ("heading-number", "document-number", "footnote-mark", "date", "list-word", "technology-name"):
        return Token(start, end, printed, "structure", reason, aside=True)
    if reason == "word":
        return None
    if reason == "by-rule":
        why = next(why for why, pattern in _RULES if pattern.match(plain, start))
        chain = _CHAINS.match(plain, start, stop) if why in _LOOSE else None
        if chain and (counted := _number(plain, start, chain.end(), "chain", measures, stop)):
            return counted
        kind = "idiom" if why in ("set-phrase", "one-for-all") else "name"
        return Token(start, end, printed, kind, why, aside=True)
    if reason == "times" and _LASTS.match(plain, end):
        return Token(start, end, printed, "unread", "hour-or-hours")
    if reason == "times":
        return Token(start, end, printed, "name", "time-of-day")
    if reason in ("double", "letters-amid-digits", "half-behind-measure"):
        return Token(start, end, printed, "unread", reason)
    if reason == "vague":
        return _vague(plain, start, end)
    if reason == "roman":
        return Token(start, end, printed, "name", "class-of-quality")
    return _number(plain, start, end, reason, measures, stop)


def _vague(plain: str, start: int, end: int) -> Token:
    if plain[start] in "数几" and plain[start - 1 : start] == "总":  # 总数十万个 is a hundred thousand
        start += 1
        read = form(plain[start:end])
        return Token(start, end, plain[start:end], "figure", form=read) if isinstance(read, Form) else Token(
            start, end, plain[start:end], "unread", read.why)  # fmt: skip
    before, after = _line_before(plain, start), _line_after(plain, end)
    if names.in_title(before, after) or re.match("意见|规定|措施|政策|办法", after):
        return Token(start, end, plain[start:end], "name", "title", aside=True)
    return Token(start, end, plain[start:end], "vague", "vague")


_NUMERAL = re.compile(f"[{_N}]")


def _number(plain: str, start: int, end: int, reason: str, measures: Measures, stop: int) -> Token | None:
    """A numeral with what belongs to it behind: 多, 级; then what it is."""
    if reason in ("chain", "capital") and end < stop:
        if (suffix := _SUFFIX.match(plain, end)) and plain[end - 1] != "%":
            end = suffix.end()
        elif plain[end] == "级" and plain[end - 1] in _N and not plain.startswith(("级联", "级跳"), end):
            end += 1
    printed = plain[start:end]
    before, after = _line_before(plain, start), _line_after(plain, end)
    read = form(printed)
    if reason in ("chain", "roman") and not _counts(plain, printed, end, measures):
        return None
    percent = isinstance(read, Form) and read.percent
    measure = NONE if percent else measures.after(plain, end)
    measured = percent or measure.printed != ""
    # What is no number can still be a name if it is a code (1.2.3, 5+5+1); a cut such as 20亿一期 is not.
    code = isinstance(read, Form) or not _NUMERAL.search(printed) or bool(names.TIER.fullmatch(printed))
    if code and (named := names.named(printed, before, after, measured)):
        return Token(start, end, printed, *named)
    if _touched(plain, start, end):
        return Token(start, end, printed, "unread", "touched")
    if LETTER_SPACED.fullmatch(printed) and not _spaced_throughout(before, after):
        return Token(start, end, printed, "unread", "numeral-unreadable")
    if isinstance(read, UnreadNumeral):
        why = "ratio" if names.RATIO.fullmatch(printed) else read.why
        return Token(start, end, printed, "vague" if why == "vague" else "unread", why)
    return Token(start, end, printed, "figure", form=read, measure=measure)


_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘"
_WORD_END, _NEXT_LINE = re.compile(r"[\w）)]"), re.compile(r"\s{0,3}\n\s{0,3}[百千万亿]")


def _line_before(plain: str, start: int) -> str:
    before = plain[max(0, start - 24) : start]
    return before[max(before.rfind("\n"), before.rfind("\t")) + 1 :]


def _line_after(plain: str, end: int) -> str:
    return plain[end : end + 24].partition("\n")[0].partition("\t")[0]


def _touched(plain: str, start: int, end: int) -> bool:
    """Whether a digit, a point or a sign stands against a figure, or its multiplier in the next line."""
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if before.isdigit() or after.isdigit() or (before and before in _VULGAR) or (after and after in _VULGAR):
        return True
    if before in (".", "±", "^") or (before in ("-", "−") and not _WORD_END.match(plain[start - 2 : start - 1])):
        return True
    return bool(after.isspace() and _NEXT_LINE.match(plain, end, end + 8) and plain[end - 1].isdigit())


def _spaced_throughout(before: str, after: str) -> bool:
    """Whether a letter-spaced figure (2 6 0 0) is set off on both sides: then no list of numbers runs into it."""
    return before[-1:] in ("", " ", "\u00a0") and after[:1] in ("", " ", "\u00a0")


_DIGIT = re.compile(r"\d")


def _counts(plain: str, printed: str, end: int, measures: Measures) -> bool:
    """Whether a numeral counts something: digits always do; a Chinese one by its form, or by a measure behind it."""
    if _DIGIT.search(printed) or "分之" in printed or printed[-1] in "%‰‱":
        return True
    core = printed.rstrip("级多余来几")
    if core in ("万一", "一一", "万千", "千千", "万万"):
        return False
    if core == "千万" and not printed.endswith("级"):
        return counts(plain, end, measures)
    if len(core) > 1 and any(sign in "十百千万亿" for sign in core):
        return True
    if core != printed and not printed.endswith("级"):
        return True
    if printed.endswith("级"):
        return not plain.startswith(("以上", "跳"), end)
    if _NOT_COUNTED.match(plain, end):
        return False
    if core == "一":
        return bool(
            re.match(
                "个(?![体别性人]|推广|[，。；、\n]|$)|[家座所套](?![体别性人])|条(?!例)|大(?!批|市场|量|型)|亿|万|倍|公里|个百分点",
                plain[end : end + 4],
            )
        )
    return counts(plain, end, measures) or (len(core) > 1 and all(sign in _N for sign in core) and _linked(core))


def _linked(core: str) -> bool:
    """两三 and the like: neighbouring digits count whatever follows."""
    return isinstance(form(core), Form)


_LINK = re.compile(rf" ?(?:[{DASHES}]{{1,2}}|至|到) ?")
_ATOMS = re.compile(_ATOM)


def _joined(plain: str, token: Token, stop: int) -> Token:
    """20个至30个 is one range: the same measure stands behind both ends."""
    word = token.measure.printed
    if not word or token.form is None or token.form.says or not plain.startswith(word, token.end):
        return token
    link = _LINK.match(plain, token.end + len(word))
    match = _ATOMS.match(plain, link.end(), stop) if link else None
    if match is None or not plain.startswith(word, match.end()):
        return token
    read = form(f"{token.printed}至{match[0]}")
    printed = plain[token.start : match.end()]
    if isinstance(read, UnreadNumeral):
        return Token(token.start, match.end(), printed, "unread", read.why)
    return Token(token.start, match.end(), printed, "figure", form=read, measure=token.measure)
