"""A text in sentences, and what a sentence says of all its figures: its dates, its 力争, its 三年内."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from publisher.codebook import dates
from publisher.codebook.basis import BUILD, NOW, STRIVE, TO_COME, WITHIN
from publisher.codebook.dates import Deadline, Period
from publisher.codebook.numerals import UnreadNumeral
from publisher.terms.regex import regex

STOPS = "。！？\n\t"
LONGEST_SENTENCE = 1000  # characters; what runs on without a stop is cut here
_DATED = regex(
    "[年月叶]|季度|五|[发布][后起之以]|[划案动施]期|[0-9０-９]{4}[-./－．／]|[到至][12１２]"
)  # without one of these there is no date
_BRACKET = regex("[《（(]")
_SENTENCE = regex(f"[^{STOPS}]{{1,{LONGEST_SENTENCE}}}")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a sentence: [start, end) in the text, and the deadline that it sets; None where it sets none."""

    start: int
    end: int
    due: Deadline | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """[start, end) of a text, its dates in order (those in brackets apart), and where its governing words end.

    strives: behind the first 力争; built: behind the first word of building that 三年内 governs; done: behind the first
    目前 or 截至; -1 where there is none.
    """

    start: int
    end: int
    dates: tuple[Dated, ...]
    aside: tuple[Dated, ...]
    strives: int
    built: int
    done: int


def spans(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Where the sentences of text[start:] that hold anything begin and end, in order."""
    return (match.span() for match in _SENTENCE.finditer(text, start))


def sentence_at(text: str, position: int, period: Period, floor: int = 0) -> Sentence:
    """The sentence in which `position` stands; it begins at `floor` at the earliest."""
    low = max(floor, position - LONGEST_SENTENCE)
    start = max(text.rfind(mark, low, position) + 1 for mark in STOPS)
    if not start:  # what runs on without a stop is cut at the same places for all that stands in it
        start = low if low == floor else max(floor, position // LONGEST_SENTENCE * LONGEST_SENTENCE)
    high = min(len(text), max(start + LONGEST_SENTENCE, position + 1))
    end = min([at for mark in STOPS if (at := text.find(mark, position, high)) >= 0] + [high])
    return read_sentence(text, start, end, period)


# what a date that opens may stand behind: 1. （一） —— 一是 全区
_ITEM = regex(
    r"\s*[-—–·•●○◆◇★☆■□▲△►➢*]{0,3}\s?(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）、.．]|[一二三四五六七八九]是|(?:第一|首先)[，,]|[①-⑳])?\s?(?:全[市区县省]|[我本][市区县省])?\s*"
)
_OPENS = regex(
    rf"{_ITEM.pattern}[（(]于?[^，,；;（()）于]{{4,20}}(?<!以)前(?:全部|全面|基本)?(?:完成|建成)?[)）](?=[^\s。的])"
)  # （2025年底前）新建3座


@lru_cache(32)
def read_sentence(text: str, start: int, end: int, period: Period) -> Sentence:
    """What the sentence text[start:end] says of its figures."""
    words = text[start:end]
    unbracketed: list[Dated] = []
    aside: list[Dated] = []
    if _DATED.search(words):
        words = words.translate(dates.FULL)
        outside = {match.span() for match in dates.phrases(words)} if _BRACKET.search(words) else None
        opens = led[0] if outside is not None and (led := _OPENS.match(words)) else ""
        year, behind, bracketed = year_of_line(text, start)[:4], None, outside is not None
        for match in dates.PHRASE.finditer(words):
            if behind and match.start() == behind.start(1):
                continue
            behind = None if year or not bracketed else _YEAR_BEHIND.match(words, match.end())
            dated = _dated(text, start, words, match, period, behind[1] if behind else year)
            if _of_a_thing(words, match, dated.due, unbracketed):
                dated = replace(dated, due=None, why="no-deadline")
            year = _begun(words, match, period) or _year_of(dated.due) or year
            led_by = match.end() <= len(opens) and dated.due and dated.due.date >= (period.dated or period.start)
            alone = outside is None or match.span() in outside or led_by or dated.due is None
            (unbracketed if alone else aside).append(dated)
    strive = STRIVE.search(words) if "争" in words or "力" in words else None
    within = WITHIN.search(words) if "内" in words else None
    build = BUILD.search(words, within.end()) if within else None
    now = NOW.search(words)
    return Sentence(
        start,
        end,
        tuple(unbracketed),
        tuple(aside),
        start + strive.end() if strive else -1,
        start + build.end() if build else -1,
        start + now.end() if now else -1,
    )


# 到2025年，用水量降至2020年的85%: of which year the level is by which it is measured
_OF_THAT_YEAR = regex("的(?![^，。；、\\d]{0,6}(?:目标|任务|指标|计划|[为是达]))[^，。；、\\d]{0,8}\\d")
# 2026年底前，完成2030年达标方案编制: a year in the name of what is done by then
_DOES_WHAT = regex("(?:完成|开展|编制|制定|启动|推进|落实|实施)(?:全?[国省市区县][家级]?)?$")
_A_YEAR = regex(f"{dates.YEAR} ?年")


def _of_a_thing(words: str, match: re.Match[str], due: Deadline | None, before: list[Dated]) -> bool:
    """Whether a year that a date stands before is that of a level or of a name, and no deadline."""
    led = [one.due.date for one in before if one.due]
    if not due or not led:
        return False
    named = _A_YEAR.fullmatch(match[0]) and _DOES_WHAT.search(words, 0, match.start()) and due.date > led[-1]
    return bool(named or (due.date < max(led) and _OF_THAT_YEAR.match(words, match.end())))


_THEN_DONE = regex(
    r"(?![^，。；、\d]{0,6}(?:一半|过半|半数|部分|主体|前期|首批|阶段))(?:全部|全面|基本|率先|确保|力争|全容量|全线)?(?:完成|建成|投用|投运|投产|到位|竣工|交付|实现|达到|落地|开通|完工|通车|并网|贯通)?[^，。；、\d]{0,4}(?=[，。；;）)\n\t]|$)"
)
# 完成设计, of which the figure is not done yet, unless that is what it counts
_STAGE = regex(
    "[^，。；、\\d]{0,6}?(选址|设计(?!产能|能力|中心|目标)|招标|立项|审批|论证|勘察|征迁|拆迁|方案|开工|动工)"
)
_STOP, _SAME_PART = regex("[，；;。]"), regex("[^，；;。、（(且并]*")

# 推动120家企业在10月31日前完成数字化诊断: in one part with its figure
_THEN_MADE = regex("(?:全部|全面)?(?:完成|实现|通过|达到)[^，。；、\\d]{1,12}(?=[，。；;）)\n\t]|$)")
_SAME = regex("[^，,；;。]*(?:在|于)?")
_YEAR_BEHIND = regex(r"[^，。；（(\d]{0,12}[（(]((?:19|20)\d\d)年度?[）)]")  # 三季度前完成（2023年）
_YEAR = regex(dates.YEAR)


def _year_of(due: Deadline | None) -> str:
    """The year that a date gives to those behind it (2022年3月底前…，年底前…); "" of a period, or of 截至."""
    own = due and (len(_YEAR.findall(due.printed)) == 1 or due.printed[0] in "次翌") and due.printed[0] != "截"
    return due.date[:4] if due and own else ""


# 2022年8月启动，12月完成; of 2021年起，6月底前 each year's June may be meant; of 2021年11月、2月分别 the next year's
_STARTS = regex(
    "(?:启动|开始(?![，,])|开工|动工|立项|招标|进场)(?!的)|(?:(?<=[月日底末旬])|(?<=半年|季度))(?:开始|起(?![草的]))|(?<=月)[、和及与](?=\\d{1,2}月)"
)


def _begun(words: str, match: re.Match[str], period: Period) -> str:
    """The year or the month in which something will start, before which nothing behind it can end; "" of other dates,
    and of a year before the document's (2020年开工，年底前建成)."""
    read = dates.date_of(match[0].strip()) if _STARTS.match(words, match.end()) else UnreadNumeral("")
    if isinstance(read, UnreadNumeral) or read[0][:4] < period.dated[:4]:
        return ""
    return read[0][: 4 if read[1] == "year" else 7]


# 2017年：建成5公里。9月底前，完成一半。
_OPENS_LINE = regex(r"[ \t　]*((?:19|20)\d\d年)度?(?:计划|目标|任务)?[:：]")


def year_of_line(text: str, position: int) -> str:
    """The year with its sign that opens the line of `position` (2017年：…) and governs all of it; "" if none does."""
    low = max(0, position - LONGEST_SENTENCE)
    start = text.rfind("\n", low, position) + 1
    match = _OPENS_LINE.match(text, start, position) if start or not low else None
    return match[1] if match else ""


# 2024年春节前: no year's end
_FEAST = regex(
    '[“"]?(?:(?:全国|[省市县区])?两会|五一|七一|八一|十一|元旦|春节|清明|端午|中秋|国庆|劳动|建党|主?汛|[春夏秋冬]季?|供暖|采暖|暑|寒|入[冬夏汛]|学年)'
    '(?:开学|学期|假期?|节|季|期|运)*[”"]?(?:之?前|以前|来临|到来|期间|结束)|[春秋]季?学期|[春夏秋冬](?=全?[部面]?(?:完成|建成|投|开[学园工通])|[，。；、）])|(?:[春夏秋冬]{1,2}季|[供采]暖[季期])(?!奥|运动)'
    "|(?<=年)(?!率先)[^，。；、\\d]{1,8}(?<![提目超当日以名空此事从面跟门眼])前(?=(?:全部|全面|基本|要|力争)*(?:完成|建成|实现|到位|投|交付|整改|清零|开通|通车|落实|出台|印发|发布|公布|启动|[，。；]|$))"
)


_THAN = regex("(?:较于?|(?<![占同环对配])比)$")  # 2022年三季度增长4.1%，较二季度回升


def _dated(text: str, start: int, words: str, match: re.Match[str], period: Period, year: str) -> Dated:
    """One date of the sentence that begins at `start`: what it sets, or why it sets nothing. year: see _year_of."""
    printed = match[0].strip()
    begin = start + match.start() + len(match[0]) - len(match[0].lstrip())
    finish = begin + len(printed)
    if (
        0 <= words.rfind("》", 0, match.start()) + 1 <= words.rfind("《", 0, match.start())
        and "》" in words[match.end() :]
    ):
        read: tuple[str, str] | UnreadNumeral = UnreadNumeral("no-deadline")  # of a title
    elif dates.AFTERWARDS.match(words, finish - start):
        read = UnreadNumeral("no-deadline")
    elif year and printed[0] not in "今明本" and dates.PARTIAL.fullmatch(words[begin - start : finish - start]):
        read = dates.date_of(dates.in_year(printed, str(int(year[:4]) + (printed[0] in "次翌"))))
        gone = printed[0] == "前" and _over(read, printed, period)
        if _THAN.search(words, max(0, match.start() - 4), match.start()):
            read = UnreadNumeral("no-deadline")
        elif gone or (not isinstance(read, UnreadNumeral) and read[0] < year):
            read = UnreadNumeral("no-year")  # 2021年9月开工，6月建成
    elif _FEAST.match(words, finish - start):
        read = UnreadNumeral("end-unknown")
    elif dates.of_another(words, match):
        read = UnreadNumeral("period-unknown")
    elif dates.again(words, match):
        read = UnreadNumeral("no-deadline")  # 2011至2015年，五年新建80座
    else:
        read = dates.date_of(printed, period) if dates.sets(words, match) else UnreadNumeral("no-deadline")
        if _over(read, printed, period):  # 2020年，接待游客…, of a document of 2021
            read = UnreadNumeral("no-deadline")
    if isinstance(read, UnreadNumeral):
        return Dated(begin, finish, None, read.why)
    return Dated(begin, finish, Deadline(text[begin:finish], *read))


_SET = regex("^[到至]|前$")


def _over(read: tuple[str, str] | UnreadNumeral, printed: str, period: Period) -> bool:
    """Whether a date was over when the document was issued, and no words (到, 前) set it all the same.

    2000年底前建成 says which things are meant in a plan that begins later.
    """
    if isinstance(read, UnreadNumeral):
        return False
    before = printed.endswith("前") and read[0] < min(period.start, period.dated)
    return before or (read[0] < period.dated and not _SET.search(printed))


_ENDS_IT = regex("(?:前|底|末|内)$")
_OPENED = "投用|投运|投产|投入(?:使用|运营|运行|生产)|竣工|交付|完工|通车|通水|通气|通航|并网|启用|开园"
_COMPLETED = regex(f"(?:全部|全面)?(?:完成|建成|到位|落地|开通|{_OPENED})")
_AFTER_IT = regex("(?:达产|投产|投运|投用|建成|竣工|完工|完成|运营|上线|满产)(?:之|以)?后[^，。；]{0,12}$")
_NO_DUE = Deadline("", "", "")
# a deadline, of which the words do not say enough
UNKNOWN = ("no-year", "end-unknown", "no-such-date", "period-unknown")


def _of_before(text: str, near: str, end: int) -> bool:
    """Whether a figure that ends at `end` is a level of before: what a rise starts from or is compared with."""
    return bool(
        (dates.STOOD.search(near) and not text.startswith("倍", end))
        or (dates.WHENCE.search(near) and dates.WHITHER.match(text, end))
        or (dates.STOOD_BELOW.search(near) and dates.BELOW.match(text, end))
    )


def deadline_of(text: str, sentence: Sentence, start: int, end: int) -> Deadline:
    """The deadline of the figure at [start, end): the nearest date before it in its sentence, else one that ends it.

    A date of another sentence is none of its own; neither is one with which another promise begins behind it.
    """
    if not sentence.dates and not sentence.aside:
        return _NO_DUE
    before = [date for date in sentence.dates if date.end <= start and (date.due or date.why in UNKNOWN)]
    near = text[max(sentence.start, start - 18) : start]
    if _of_before(text, near, end):
        return _NO_DUE
    if (mine := _in_bracket(text, sentence, start)) and mine.due:
        return _NO_DUE if text.startswith(("为", "是", "仅"), mine.end) else mine.due
    # 用两年时间（2022—2023年）: the bracket says which
    if before and not before[-1].due and not next(_own(text, reversed(before), start)).due:
        dues = (date.due for date in sentence.aside if date.start == before[-1].end + 1)
        return next(dues, None) or _NO_DUE
    if "后" in near and _AFTER_IT.search(near):
        return _NO_DUE
    behind = [date for date in (*sentence.dates, *sentence.aside) if date.start >= end and date.due]
    apart = before and behind and _STOP.search(text, before[-1].end, start)  # 12所2025年投用，8所2026年投用
    if apart and _SAME_PART.fullmatch(text, end, behind[0].start) and _ends(text, sentence, end, behind[0]):
        return behind[0].due or _NO_DUE
    reaching = (d for d in reversed(before) if (d.due or d is before[-1]) and _reaches(text, sentence, d, start))
    for date in _own(text, _by_when(reaching), start):
        if date.due and not _as_of(text, date):
            return date.due
    ending = next((date for date in behind if _ends(text, sentence, end, date)), None)
    return _dealt(text, sentence, start, ending) if ending else _NO_DUE


_DEALS, _PART = regex("分别(?:[在于计划力争]{1,3})?$"), regex("其中|[（(]")
_COUNT = regex(r"(?<![第\d.A-Za-z])\d[\d.,]*(?![\d.,GK年号])[万亿]*(?P<unit>.)?")


def _dealt(text: str, sentence: Sentence, start: int, ending: Dated) -> Deadline:
    """What the date behind a figure sets; of 50个、80个分别于2023年和2024年建成 each its own, if they are as many.

    2座，投资2亿元，分别于2023年、2024年: what is measured otherwise, or is in a bracket, is no second thing.
    """
    listed = _listed(text, ending, [date for date in reversed(sentence.dates) if date.end <= ending.start])
    deals = len(listed) > 1 and _DEALS.search(text, start, listed[0].start)
    counted = list(_COUNT.finditer(text, sentence.start, deals.start())) if deals else []
    if len(counted) < 2:
        return ending.due or _NO_DUE
    alike = len(counted) == len(listed) and len({match["unit"] for match in counted}) == 1
    if not alike or _PART.search(text, counted[0].start(), counted[-1].start()):
        return _NO_DUE
    each = zip(listed, counted, strict=True)
    return next((date.due for date, match in each if match.start() == start), None) or _NO_DUE


def _by_when(reaching: Iterator[Dated]) -> Iterator[Dated]:
    """The dates that say by when, where the nearest says how long: 2022—2025年，每年改造10处，四年累计800公里."""
    first, second = next(reaching, None), next(reaching, None)
    every = chain(filter(None, (first, second)), reaching)
    nearest = first.due.printed if first and second and first.due else ""
    if not dates.spans(nearest) or dates.PARTIAL.fullmatch(nearest):
        return every
    listed = list(every)
    return iter([date for date in listed if date.due and _TO.search(date.due.printed)] or listed)


def _as_of(text: str, date: Dated) -> bool:
    """Whether a date says as of when (截至2019年底已建成), and not by when (截至2024年底，力争…)."""
    to_come = text.endswith("前", date.start, date.end) or _IS_TO_COME.match(text, date.end)
    to_come = to_come or _STRIVES.search(text, max(0, date.start - 2), date.start)  # 力争截至2027年底
    return text.startswith("截", date.start) and not to_come


def deadlines_of(text: str, sentence: Sentence, start: int, end: int) -> tuple[Deadline, ...]:
    """Every deadline of the figure at [start, end), in order: 2022年、2023年各新增100个 has two."""
    return with_listed(text, sentence, start, deadline_of(text, sentence, start, end))


def with_listed(text: str, sentence: Sentence, start: int, due: Deadline) -> tuple[Deadline, ...]:
    """The deadline of a figure, and those of the dates before it with which it is in a list that reaches the figure."""
    nearest = next((date for date in reversed(sentence.dates) if date.end <= start and date.due == due), None)
    if nearest is None or not _EACH.match(text, nearest.end, start):
        return (due,)
    listed = _listed(text, nearest, [date for date in reversed(sentence.dates) if date.end <= nearest.start])
    return tuple(date.due for date in listed if date.due)


_NOBODY = "度?[，,]?(?:[全我本][市省区县国]|力争|计划|将|要|再)*"  # no subject, so that 分别 deals out over dates
# 各新增100个, 各约100个; of 各医院新增100张 each of many has its own
_EACH = regex(
    "[，,]?[^，。；、\\d]{0,6}?(?:每年|各自?再?(?:(?:新[增建改设]|建[成设]|改造|完成|投放|培育|引进|增加|安排|打造|布局)(?!单位|主体|部门|项目|企业|基地|小区)|[约近超达]{0,2}$))"
    f"|{_NOBODY}分别[^，。；、\\d]{{0,8}}$"
)


def _listed(text: str, nearest: Dated, others: Iterable[Dated]) -> list[Dated]:
    """The dates of a list (2021年、2022年和2023年). nearest: its last. others: those before it, the nearest first."""
    listed = [nearest]
    for date in others:
        between = text[date.end : listed[0].start].removeprefix("度")
        if between not in ("、", "和", "及", "与") and (between or text[date.end - 1] != "”"):  # “十三五”“十四五”
            break
        listed.insert(0, date)
    return listed


def _in_bracket(text: str, sentence: Sentence, start: int) -> Dated | None:
    """The date before a figure in the bracket in which both stand: （2024年5个，2025年6个）."""
    near = next((date for date in reversed(sentence.aside) if date.end <= start), None)
    return near if near and not _CLOSED.search(text, near.end, start) else None


_TO = regex("^[到至]|[-—–~～]")
_CLOSED = regex("[》）)]")
_EACH_YEAR = regex("(?:年均|每年|逐年)[^，。；]{0,6}$")


# 2022年：…；2023年：…，引进2家; 一是…；二是…
_NEXT_YEAR = regex(
    r"[；;](?:[^，。；：]{0,4}(?:19|20)\d\d ?年[^，。；\d]{0,4}[：:]|\s*(?P<mark>[（(]?\d{1,2}(?:[)）、]|[.．](?!\d))"
    "|[（(][一二三四五六七八九十]{1,2}[)）]|[二三四五六七八九][是、]|(?:第[二三四五六七八九]|其次)[，,]|[②-⑳]))"
)


def _is_over(item: str, between: str) -> bool:
    """Whether the next year's part begins, or the next of the items whose head the date stands behind.

    一是2024年底前，…；二是…; but not 2024年底前，完成以下任务：一是…；二是….
    """
    kind = _kind(item)
    return any(not one["mark"] or _kind(one["mark"]) == kind for one in _NEXT_YEAR.finditer(between))


def _kind(mark: str) -> str:
    """（二） and （一） are heads of one kind, 二是 is of another."""
    mark = re.sub("首先|其次", "第一", mark)
    for signs, one in (("[①-⑳]", "①"), (r"\d+", "1"), ("[一二三四五六七八九十]+", "一")):
        mark = re.sub(signs, one, mark)
    return re.sub(r"[^①1一是第（）()、.．]", "", mark)


_STARTED = regex("(?:正式|全面)?(?:开工|动工)(?:建设)?[，,]")  # 2022年4月开工建设，可提供300个车位
_IN_YEARS = regex("[，,][两二三四五2-5]年(?:累计|合计|共)[^，,。；;]{0,10}$")  # 9月底前发布，三年累计服务千家


def _reaches(text: str, sentence: Sentence, date: Dated, start: int) -> bool:
    """Whether a date before a figure still governs it.

    到2022年 and what opens its sentence (2022年底前，…；…) governs all of it; a date within (2024年上半年发布…)
    its own part to the next ；, behind 其中 to the next ，. What grows each year has no date of what was reached.
    """
    between = text[date.end : start]
    if date.due and date.due.precision != "year" and (_STARTED.match(between) or _IN_YEARS.search(between)):
        return False
    if date.start < start and text.startswith(("到", "至"), date.start):
        return True
    opens = _ITEM.fullmatch(text, sentence.start, date.start) and text[date.end : date.end + 1] in (
        "，",
        ",",
        "：",
        ":",
    )
    if (not opens or _is_over(text[sentence.start : date.start], between)) and ("；" in between or ";" in between):
        return False
    if text[max(0, date.start - 2) : date.start] == "其中" and ("，" in between or "," in between):
        return False
    return not (("，" in between[1:] or "," in between[1:]) and _EACH_YEAR.search(between[-20:]))


_IS_TO_COME = regex(f"(?:[，,][^，。；\\d]{{0,6}}?)?{TO_COME}")
_ALL_DONE = regex(f"(?:全面|基本)?(?:(?:完成|建成|{_OPENED})(?:使用|验收)?)+(?=[。；;\\n]|$)")
_STRIVES = regex("(?:争取|力争|确保)$")
_BEGUN = regex("(全部|全面)?(?:开工|动工)(?:建设)?(?=[，。；;）)\n\t]|$)")  # 签约项目20个，6月底前全部开工
_HAPPENS = regex("[^，。；、\\d]{1,6}(?=[。；;）)\n]|$)")


_STANDS = regex(
    "已经?(?:全部|累计)?(?:建成|完成|打通|贯通|投|实现|达|交付|竣工|整改|改造)(?!.*的)"
)  # 已建成5座; not 已建成的5座
_THE_OTHERS = regex("其余|剩余|余下|剩下")
# 新建站点300个，推动甲园二期2022年底前投用: what another verb rules, before the date
_ANOTHER = regex(
    "[，；](?:并|同步|加快|积极)*(?:推动|推进|支持|建设|新建|续建|启动|实施|引进|打造|组建|谋划)(?!项目|工程|其)[^，。；、\\d]{4,}$"
)


def _ends(text: str, sentence: Sentence, end: int, date: Dated) -> bool:
    """Whether a date behind a figure ends its sentence (…，2021年三季度前完成) and no other figure stands between."""
    strives = _STRIVES.search(text, max(end, date.start - 4), date.start)  # 争取2023年上半年出氢
    closes = _ENDS_IT.search(text[date.start : date.end]) or _COMPLETED.match(text, date.end) or strives
    between = text[end : date.start]
    everything = text.startswith(("全部", "均"), date.end)
    stands = _STANDS.search(_STOP.split(text[max(0, end - 24) : end])[-1]) and not everything
    other = not everything and _ANOTHER.search(between)
    if stands or other or _as_of(text, date) or _THE_OTHERS.search(between):
        return False
    alone = (
        not re.search(r"\d", between)
        or re.fullmatch("[^，,；;。]*[，,（(]?", between)  # 桥梁58座、管网420公里，…
        or everything
        or ("；" not in between and _ALL_DONE.match(text, date.end))  # 改建6座，新增库容2万吨，三季度建成投用
    )
    if not (closes and alone):
        return False
    own = _STOP.split(text[max(0, end - 24) : end])[-1] + _STOP.split(between)[0]
    stage, same = _STAGE.match(text, date.end), _SAME.fullmatch(between)
    done = (not stage or stage[1] in own) and _THEN_DONE.match(text, date.end)
    done = done or (same and _THEN_MADE.match(text, date.end)) or (strives and _HAPPENS.match(text, date.end))
    if not done and (begun := _BEGUN.match(text, date.end)) and (begun[1] or same):
        later = (one for one in sentence.dates if one.start > date.start and not _BEGUN.match(text, one.end))
        return not any(_ends(text, sentence, end, one) for one in later)
    return bool(done)


def _own(text: str, before: Iterator[Dated], start: int) -> Iterator[Dated]:
    """The dates before a figure, nearest first as given; of 到2022年、2025年分别达到50%、60% each has its own."""
    nearest = next(before, None)
    if nearest is None:
        return
    opened = max(text.rfind(word, nearest.end, start) for word in ("分别", "依次"))
    second = next(before, None)
    if opened < 0 and (second is None or len(_listed(text, nearest, (second,))) < 2):
        yield from chain(filter(None, (nearest, second)), before)
        return
    others = [*filter(None, (second,)), *before]
    listed = _listed(text, nearest, others)
    dealt = len(listed) > 1 and _DEALS.search(text, max(0, listed[0].start - 8), listed[0].start)
    begin = max(opened, nearest.end, *([text.rfind("，", 0, start)] if dealt and opened < 0 else []))
    mine = len(re.findall("[、和及与]", text[begin:start]))
    figures = _FIGURES.match(text, begin + text.startswith(("，", ","), begin))
    number = len(_NEXT.findall(figures[0])) if figures else 0
    spans = nearest.due and re.fullmatch(_NOBODY, text[nearest.end : max(opened, 0)])
    years = dates.years_of(nearest.due.printed) if spans and nearest.due and opened >= 0 else ()
    if nearest.due and number == len(years):  # 2022—2024年分别新增3个、4个、5个
        listed = [replace(nearest, due=replace(nearest.due, date=year)) for year in years]
    # of 2021年、2022年分别新增100个 each is both's
    several = figures and len(listed) > 1 and _SEVERAL.search(figures[0]) and _alike(figures[0])
    part = max(nearest.end, text.rfind("，", nearest.end, max(opened - 1, 0)) + 1)  # 甲分别达到3个、5个，乙分别…
    subjects = opened >= 0 and _SUBJECTS.search(text, part, opened)
    fits = (opened >= 0 and not dealt) or (len(listed) == number and begin in (opened, nearest.end))
    own = several and not subjects and 1 < len(listed) > mine and fits
    if own or not (dealt and several):  # 分别于2021年、2022年投产，依次为3个、4个、5个: which is whose?
        yield from [listed[mine]] if own else [nearest, *others]


def _alike(figures: str) -> bool:
    """Whether figures count one and the same thing (5个、8个), and not two (5公里、10座桥梁)."""
    units = sorted({unit for unit in _UNIT.findall(figures) if unit}, key=len)
    return all(unit.startswith(units[0]) for unit in units)


# What can be several, and has a share each: 甲、乙两区分别, 三个园区分别.
_SUBJECTS = regex("[、和及与两二三四五六七八九各]|[区县乡镇村部园]$")
_UNIT = regex(r"\d[\d.,]*+(?>(?: \d{3})*)[万亿]?+(?![A-Za-z])([^\d、和及与以左]*)")  # the 5 of 5G counts nothing
# 到2022年、2025年建成5个、8个: as many figures as dates
_SEVERAL = regex(r"\d[^、和及与]*[、和及与].*\d")
_FIGURES, _NEXT = regex(r"[^，,；;。：:！？\n\t（(]*"), regex(r"(?:^[^\d、]*|[、和及与])(?:约|近|超过?|达到?)?\d")
