"""What the reader makes of any words: every figure with its value, comparator, measure, basis, hedge and deadline.

This is the one reading that the rules hold a record to, that coverage counts by and that drafting suggests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from publisher.codebook.basis import PERCENT, basis, explores, firmly, stated_as_done
from publisher.codebook.bounds import bound_before, bound_behind, comparator, joined, opens
from publisher.codebook.dates import NO_PERIOD, Deadline, Period
from publisher.codebook.forms import Form
from publisher.codebook.measures import NONE, Measures
from publisher.codebook.scan import Tables, Token, below_units, numerals, unit_above
from publisher.codebook.sentences import (
    LONGEST_SENTENCE,
    UNKNOWN,
    Sentence,
    deadline_of,
    read_sentence,
    spans,
    with_listed,
)
from publisher.terms.regex import regex

FIELDS = (
    "printed", "start", "end", "value", "value_max", "comparator", "measure_id", "basis", "hedge", "deadline_printed",
    "deadline", "deadline_precision", "vague",
)  # fmt: skip
# 其中：公办300个; 新增就业：2026年6万人
_PARTS = regex(
    r"[，,；;。！？\n\t]|[①-⑳](?=[新改扩建完培引整治修淘推打实开增])|(?<!其中)[：:](?!(?:19|20)\d\d年[底末]?[之以]?前?(?:\d|$))"
)
# 其中乡镇25座; behind a colon no verb of its own: of 其中：改造仓库2座 no whole is asked
_OF_WHOLE = regex("其中(?![：:])|其中[：:][^改维整修退保存留撤关注淘更提续翻拆迁固升拓]{0,8}$")
# 2026年新建6所，2027年7所: as the figure before it
_YEARS_IN_A_ROW, _STOPS = 9, ("", "，", "。", "；", "、", "）", "\n")
_YEAR = regex("(?:19|20)\\d\\d年")
_YEAR_ALONE = regex("[到至]?(?:19|20)\\d\\d年[底末]?[之以]?前?")
_SIZES = ("class-of-size", "condition")
_PLANS = regex(
    "[，,；;][^，,；;]{0,8}(?:力争|争取|(?<![模虚草比])拟(?!定(?!于)|[态人合上])|预计|还将|计划(?=[新建改再投增于到]|培育|20\\d\\d年))"
)  # 已建3座，计划建4座
_REACHING = regex("(?:达到?|增[加至]到?|提[高升][到至]|升至)(?:约|近|超过)?$")
_EACH = regex(
    "(?:人均|户均|亩均|每[百千万]?[人户名])[^，。；]{0,30}(?:提高|增长|增加|增收|上升|提升)(?![到至])"
    "[^，。；]{0,10}[，,][^，,。；]{0,12}$"
)
_HAN = regex("[\u4e00-\u9fff]")
_DEEDS = regex("改造|更[新换]|淘汰|[整治]治|清淤|修[缮复]|验收|技改|培训|奖励|扑灭|补助|建设|加[固装]|扩建|升级|服务")
_VERB = 3  # characters of 新增 or 已建成, with which a part of a sentence opens
_NEAR = 60  # characters before a figure that can say how it counts


class Figure(NamedTuple):
    """A figure as the words say it: [start, end) in code points; value None where it is not read, and why.

    kind: figure, vague, unread, name, idiom or structure (see scan.Token); why: the reason, a key of the messages.
    """

    printed: str
    start: int
    end: int
    value: Decimal | None = None
    value_max: Decimal | None = None
    comparator: str = ""
    measure_id: str = ""
    basis: str = ""
    hedge: str = ""
    deadline_printed: str = ""
    deadline: str = ""
    deadline_precision: str = ""
    vague: bool = False
    kind: str = "figure"
    why: str = ""


_BLOCK = 1500  # characters of whole sentences that are read together, and kept: a dense text repeats itself
_BEFORE, _BEHIND = 72, 128  # characters around them that can decide how a figure counts
_placed = tuple.__new__


def figures(words: str, *, period: Period = NO_PERIOD, measures: Measures) -> list[Figure]:
    """Every figure of `words`, in order, and every date that is the deadline of no figure."""
    readings: list[Figure] = []
    tables = below_units(words, measures)
    at = resume = 0
    while at < len(words):
        left, size, block = max(0, at - _BEFORE), _BLOCK + LONGEST_SENTENCE + _BEHIND, None
        while block is None:  # one figure can be longer than all that is looked at
            right = min(len(words), at + size)
            whole, seen = right == len(words), min(max(at, resume), right) - left
            near = tuple(
                (start - left, end - left, unit) for start, end, unit in tables if start < right and left < end
            )
            block = _block(words[left:right], at - left, seen, whole, period, measures, near)
            size *= 4
        end, last, of_block = block
        readings += [_placed(Figure, (f[0], f[1] + left, f[2] + left, *f[3:])) for f in of_block]
        at, resume = end + left, max(resume, last + left)
    return sorted(readings, key=itemgetter(1))


@lru_cache(64)
def _block(
    words: str, at: int, resume: int, whole: bool, period: Period, measures: Measures, tables: Tables
) -> tuple[int, int, list[Figure]] | None:
    """Where the first sentences behind `at` end, where their last numeral ends, and their figures.

    resume: where numerals are looked for first. whole: whether the text ends with these words; if it does not, None
    where they are too few to tell. tables: see below_units.
    """
    decided = len(words) if whole else len(words) - _BEHIND
    waiting = numerals(words, measures, start=resume)
    numeral = next(waiting, None)
    end, last = at, resume
    readings: list[Figure] = []
    for first, finish in spans(words, at):
        tokens: list[Token] = []
        while numeral and numeral[0] < finish <= decided >= numeral[1]:
            resume = numeral[1]
            tokens += [unit_above(numeral[2], tables)] if numeral[2] and numeral[2].kind != "structure" else []
            numeral = next(waiting, None)
        if finish > decided or (numeral and numeral[0] < finish):
            return (end, last, readings) if end > at else None
        sentence = read_sentence(words, first, finish, period)
        listed = Listed.of(words, tokens)
        bare = (
            finish - _OTHER if _BARE.fullmatch(words, first, finish) and not (sentence.dates or sentence.aside) else 0
        )
        of_sentence = [
            _bare_figure(token, token.form)
            if token.end < bare and token.form and not token.form.says and not token.measure.printed
            else read_figure(words, listed, index, sentence)
            for index, token in enumerate(tokens)
        ]
        if sentence.dates or sentence.aside:
            of_sentence = [each for one in of_sentence for each in _for_each_date(words, one, sentence)]
            of_sentence += list(_dates(words, sentence, of_sentence))
        readings += of_sentence
        end, last = finish, resume
        if end - at >= _BLOCK:
            return end, last, readings
    return decided, last, readings


_BARE = regex("[0-9.、 ]+")  # a sentence of numbers and commas: no word says anything of any of them
_OTHER = 24  # characters behind a figure that may be those of the next sentence


def _bare_figure(token: Token, form: Form) -> Figure:
    return Figure(
        token.printed, token.start, token.end, form.value, form.upper, "eq", "", "unclear", "none"
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """Numerals in order, and of each the place of the first figure of the list in which it stands.

    last: the place of a list's first figure → that of its last. alike: the place of the figure with which a bare list
    begins (增长5%、8%): the words before that one govern all.
    """

    tokens: Sequence[Token]
    firsts: Sequence[int]
    last: Mapping[int, int]
    alike: Sequence[int]

    @classmethod
    def of(cls, words: str, tokens: Sequence[Token]) -> Listed:
        """Figures that 、 or 和 joins are a list; what is no figure may stand among them."""
        if len(tokens) < 2:
            return _ALONE if not tokens else cls(tokens, (0,), {0: 0}, (0,))
        firsts, alike, last = list(range(len(tokens))), list(range(len(tokens))), dict[int, int]()
        before = -1
        for index, token in enumerate(tokens):
            if token.form is None:
                continue
            if before >= 0 and joined(words, tokens[before].end, token.start):
                firsts[index] = firsts[before]
                between = words[tokens[before].end + len(tokens[before].measure.printed) : token.start]
                if between in _AND and before == index - 1:
                    alike[index] = alike[before]
            last[firsts[index]] = before = index
        return cls(tokens, firsts, last, alike)


_ALONE = Listed((), (), {}, ())
_AND = ("、", "和", "及", "与")
# 不少于6场活动与3家企业签约: 与 opens what is done with whom
_WITH = regex("[^，。；、\\d]{0,12}?(?:签订|签署|达成|(?:签约|共建|对接|结对|开展合作)(?![会点项活仪单社村平]))")


def read_figure(words: str, listed: Listed, index: int, sentence: Sentence) -> Figure:
    """A figure as its words say it. listed: the numerals of the text; sentence: the one in which that one stands."""
    token = listed.tokens[index]
    if token.form is None:
        return Figure(
            token.printed, token.start, token.end, vague=token.kind == "vague", kind=token.kind, why=token.why
        )
    last = _last_of_list(listed, index)
    measure = last.measure if last and not token.form.percent else token.measure
    percent = token.form.percent or measure.measure_id == "percent"
    near = part_before(words, listed.tokens[listed.alike[index]].start, sentence.start)
    due = deadline_of(words, sentence, token.start, token.end)
    return Figure(
        token.printed,
        token.start,
        token.end,
        token.form.value,
        token.form.upper,
        _bound_of(words, listed, index, last),
        "percent" if token.form.percent else measure.measure_id,
        _counted_as(words, listed, index, sentence, near, PERCENT if percent else measure.printed),
        _hedge(listed, index, sentence, near),
        due.printed,
        due.date,
        due.precision,
    )


def _hedge(listed: Listed, index: int, sentence: Sentence, near: str) -> str:
    """How firmly a figure is promised; of 力争新增50个、确保不少于30个 the second is sure."""
    if -1 < sentence.strives <= listed.tokens[index].start:
        second = index > 0 and listed.tokens[index - 1].start >= sentence.strives
        return "none" if second and firmly(near) else "strive"
    return "explore" if explores(near) else "none"


def _counted_as(words: str, listed: Listed, index: int, sentence: Sentence, near: str, measured: str) -> str:
    """The basis of a figure: its own, or behind 其中 that of the figure before it."""
    start, end = listed.tokens[index].start, listed.tokens[index].end
    if words[start] == "翻":
        return "change"
    built, done = -1 < sentence.built <= start, -1 < sentence.done <= start
    done = done and not _PLANS.search(words, sentence.done, start)
    own = basis(near, words[end : end + 12], measured, built, done)
    if own == "total" and _REACHING.match(near) and _EACH.search(words, max(sentence.start, start - _NEAR), start):
        return "rate"  # 人均预期寿命提高1岁，达到81岁
    if own not in ("new", "change") and index and listed.tokens[index - 1].why in _SIZES and "累计" not in near:
        of_size, _, itself = near.rpartition(listed.tokens[index - 1].printed)
        each = own == "rate" and ("均" not in of_size or of_size.endswith("连续"))  # 每千人口拥有3岁以下托位4个
        if of_size and not each:  # 培育亩均税收达到50万元的企业120家
            own = basis(itself, "", measured, built, done)
            if own == "unclear":
                added = basis(of_size[:_VERB], "", "", False, False) == "new"
                own = "total" if stated_as_done(of_size) and not _DEEDS.search(itself) else "new" if added else own
    part = _OF_WHOLE.match(near) and own in ("unclear", "total") and measured != "元" and not stated_as_done(near)
    if own == "unclear" and _YEAR_ALONE.fullmatch(near):
        first = _before_years(words, listed, index, sentence)
        dated = _YEAR.search(part_before(words, listed.tokens[first].start, sentence.start))
        return read_figure(words, listed, first, sentence).basis if dated and first < index else own
    if not part or not index or listed.tokens[index - 1].start < sentence.start:
        return own
    opens = listed.tokens[listed.alike[index]].start - len(near)
    first = next((at for at in range(index - 1, -1, -1) if listed.tokens[at].start < opens), index - 1)
    whole = read_figure(words, listed, first, sentence).basis  # 新建60座，其中乡镇25座: as its whole
    return whole if whole in ("new", "total") else own


def _before_years(words: str, listed: Listed, index: int, sentence: Sentence) -> int:
    """The place of the figure whose words count for one that has but a year: 2026年新建6所，2027年7所，2028年8所."""
    at = index
    while at > 0 and index - at < _YEARS_IN_A_ROW:  # more of them are looked at by nobody
        token, before = listed.tokens[at], listed.tokens[at - 1]
        behind = token.end + len(token.measure.printed)
        alike = before.start >= sentence.start and before.form and token.measure == before.measure != NONE
        near = part_before(words, token.start, sentence.start)
        if not alike or words[behind : behind + 1] not in _STOPS or not _YEAR_ALONE.fullmatch(near):
            return at
        at -= 1
    return 0 if not at else index


def _bound_of(words: str, listed: Listed, index: int, last: Token | None) -> str:
    """The comparator of a figure; where 分别 opens its list, that of the list's first or last if it has none itself."""
    token = listed.tokens[index]
    own, first = _own_bound(words, token), listed.tokens[listed.firsts[index]]
    if own == "eq" and first is not token and words[token.start - 1] in "和及与":  # 不少于40块甲和500块乙
        near = listed.tokens[index - 1]
        given = bound_before(words, near.start)
        if given in ("ge", "le") and "的" not in words[near.end : token.start] and not _WITH.match(words, token.end):
            return given
    if own != "eq" or (last is None and first is token) or not opens(words, first.start):
        return own
    if first is not token and (given := _own_bound(words, first)) != "eq":
        return given
    return bound_behind(words, last.end, last.measure.printed) or own if last else own


def _last_of_list(listed: Listed, index: int) -> Token | None:
    """The last figure of the list in which a figure stands, if it can speak for it: both in per cent
    (90%、80%以上), or of one measure, printed for both (30、50微克以内) or with each (45人、50人以内).
    """  # fmt: skip
    end = listed.last[listed.firsts[index]]
    own, last = listed.tokens[index], listed.tokens[end]
    if last is own or own.form is None or last.form is None:
        return None
    if own.form.percent:
        return last if last.form.percent else None
    alike = listed.alike[index] == listed.alike[end]
    if alike and "" != own.measure.printed == last.measure.printed:
        return last
    if own.measure.printed == "个" and last.measure.printed == "个百分点":  # 提高5.9个、19.1个百分点
        return last if alike else None
    # 收入过千亿、3-4家收入过百亿 has two measures, 百亿、千亿元 one
    lent = own.printed.strip("百千万亿") or not last.printed.strip("百千万亿")
    return last if lent and own.measure.printed == "" != last.measure.printed and not last.form.percent else None


def _own_bound(words: str, token: Token) -> str:
    if token.form is None:
        return ""
    return comparator(words, token.start, token.end, token.form.says, token.measure.printed)


def part_before(words: str, position: int, floor: int) -> str:
    """The words of a sentence before `position` in its part: behind the last comma or stop, 60 characters at most."""
    if words[position - 1 : position] in ("：", ":"):  # 新增学位：500个
        position -= 1
    near = "" if words[position - 1 : position] == "，" else words[max(floor, position - _NEAR) : position]
    return _PARTS.split(near)[-1] if _HAN.search(near) else ""


def _for_each_date(words: str, figure: Figure, sentence: Sentence) -> list[Figure]:
    """A figure, once for each date by which it is reached (2022年、2023年各新增100个)."""
    if not figure.deadline or len(sentence.dates) < 2:
        return [figure]
    own = Deadline(figure.deadline_printed, figure.deadline, figure.deadline_precision)
    return [
        figure._replace(deadline_printed=due.printed, deadline=due.date, deadline_precision=due.precision)
        for due in with_listed(words, sentence, figure.start, own)
    ]


def _dates(words: str, sentence: Sentence, readings: Sequence[Figure]) -> Iterator[Figure]:
    """The dates of a sentence that are the deadline of none of its figures: a milestone's, a period, a start."""
    used = {item.deadline_printed for item in readings}
    for date in (*sentence.dates, *sentence.aside):
        printed = words[date.start : date.end]
        if date.due is None and (not readings or date.why in UNKNOWN):
            yield Figure(printed, date.start, date.end, kind="structure", why=date.why)
        elif date.due is not None and date.due.printed not in used:
            yield Figure(
                printed, date.start, date.end, deadline_printed=date.due.printed, deadline=date.due.date,
                deadline_precision=date.due.precision, kind="structure", why="date",
            )  # fmt: skip
