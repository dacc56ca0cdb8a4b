"""Figures that our own words retell: measured and bounded as in the clause, and of the same thing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from publisher.check.numbers import NARROW
from publisher.check.reading import measures_of, near, read_at, tokens_of
from publisher.codebook.figures import Figure, figures
from publisher.codebook.likeness import pairs
from publisher.codebook.scan import Token
from publisher.read.places import Span, clause_of
from publisher.read.plan import Plan
from publisher.read.table import Row
from publisher.terms.regex import regex

CLEARLY = 3  # pairs of letters that our words share with those beside another figure of the clause
_PARTS = regex("[，、。；：（）“”,;:()\n]")
NEAR_FIGURE = 40  # characters before or behind a figure that can say what it is of
_BOUNDS = {"ge": "more", "gt": "more", "le": "less", "lt": "less", "approx": "about"}
_DIGIT = regex("[0-9]")
_IN_TURN = regex("分别|依次|各[^，、；。0-9]{0,4}[0-9]")


class Retold(NamedTuple):
    """A figure of ours that the text has otherwise: the cell, the words about it, and those of the text."""

    row: Row
    column: str
    words: str
    printed: str


def retold(plan: Plan) -> Iterator[Retold]:
    """The figures of our own words that their clause measures or bounds otherwise, or gives of another thing.

    Only where the text is at hand. A bound that one of them leaves out is none that is wrong, nor one at the end of a
    printed range.
    """
    for row, column, span in _cells(plan) if tokens_of(plan) else ():
        words = getattr(row, column)
        for ours, its in otherwise_signed(words, _text(plan)[span.start : span.end]):
            yield Retold(row, column, ours, its)
        said = figures(words, measures=measures_of(plan.registry)) if _DIGIT.search(words) else []
        for own in said:
            if own.value is None:
                continue
            tokens = _within(plan, span)
            same = [one for one in tokens if one.form and {own.value, own.value_max} <= {*_value(one), None}]
            printed = [read for token in same if (read := _read(token, plan)) is not None]
            if printed and (
                all(_differ(own, one, plan) for one in printed)
                or (_alone(words, own, said) and _of_other(words, own, same, plan, span))
            ):
                yield Retold(row, column, _part(words, own.start, own.end), _part(_text(plan), *same[0].core))


# What our words say of a figure by its sign alone: what it is measured in, what class it begins or ends, its ordinal.
_UNIT = "(?:平方)?(?:公里|千米|米)|立方米|公顷|亩|吨|千瓦时|兆瓦|千瓦|千伏安?|微克|毫克|毫秒|美元|欧元|港元|日元|元"
_COUNTED = "一二三四五六七八九"
_OPERATORS = "电信|移动|联通|铁塔"
_SIGNS = (
    regex(f"(?P<same>[0-9][0-9.]*[十百千万亿]*)(?P<sign>{_UNIT})"),
    regex("(?P<same>[0-9]+(?:千伏|[^，。；：、0-9（）及以]{1,3}(?=及以)))及?以(?P<sign>[上下])"),
    regex("(?P<same>)(?P<sign>[一二三四五六七八九十])号(?!线)"),
    regex("(?P<same>(?<![全中我各多外本一二两三])国)(?P<sign>[三四五六七])(?![大个省市])"),
    regex("第(?P<sign>[二三四五六七八九十]+)(?P<same>[代届轮版])"),
    regex(
        f"第(?P<sign>[二三四五六七八九十]+)(?=(?:[、和及至与]第?[{_COUNTED}]+)*(?P<same>(?![期批类大个方代届轮版])[\u4e00-\u9fff]{{2}}))"
    ),
    regex("(?P<sign>[Ⅰ-Ⅷ])(?!类?[-—~至到][Ⅰ-Ⅷ])(?=(?:类?[、和及或][Ⅰ-Ⅷ])*(?P<same>类))"),
    regex(f"(?P<sign>[{_COUNTED}顶])(?=(?:级?[、和及至或与][{_COUNTED}顶])*(?P<same>级(?:节点|医院|响应|保护)))"),
    regex("(?<![0-9.第每])(?P<sign>[一二两三四五]|[0-9]{1,2})(?P<same>年内)"),
    regex("(?<![0-9.第每头])(?P<sign>[一二两三四五])(?P<same>年(?:攻坚|行动|计划))"),
    regex("(?P<same>IPv)(?P<sign>[46])"),
    regex("第(?P<sign>[一二三四五])批(?P<same>[0-9]+)"),
    # An operator beside its place or firm, or beside another one: no 移动通信.
    regex(
        f"(?P<same>)(?P<sign>{_OPERATORS})(?:(?<=(?:中国|上海|成都)..)|(?<=(?:{_OPERATORS})[、和与及]..)"
        "|(?=(?:成都|上海|天府新区)?分?(?:公司|集团)))(?![互通办支端终网宽用])"
    ),
    regex("(?P<sign>[社农中](?=.?科)|工(?=程))[国会业程]?(?:科学?)?(?P<same>院)"),
    regex(
        "(?P<same>(?!.?(?:项目|工程|推进|加快|开展|重[大点]|[相有]关))[\u4e00-\u9fff]{3})(?:项目|工程)?(?P<sign>前期工作(?![、和及与])|建设(?![^，。；]{0,6}(?:前期|之前|先期)|[\u4e00-\u9fff]{0,2}准备))"
    ),
    regex("(?P<same>20[0-9]{2}年)年?(?P<sign>[底末初])(?![步级次期中层端])"),
    regex("(?P<same>20[0-9]{2}年[底末]?)(?:之|以)?(?P<sign>[前起])(?![后期景瞻步草])"),
    # 一、二期 are two phases; 前二期 is none of its own, 统一期限 no phase.
    regex(f"(?<![前十统专])(?P<sign>[首{_COUNTED}])(?=(?:[、和及至][{_COUNTED}])*(?P<same>期)(?![间内末货满限望]))"),
)
_ALIKE = {"千米": "公里", "平方千米": "平方公里", "首": "一", "末": "底", "两": "二", "2": "二", "3": "三", "5": "五"}


def otherwise_signed(words: str, printed: str) -> Iterator[tuple[str, str]]:
    """What our words give another sign than the printed ones: 33毫克 for 33微克, 10千伏及以上 for 10千伏及以下."""
    for pattern in [one for one in _SIGNS if one.search(words)]:
        ours, its = (
            {(one["same"], _ALIKE.get(one["sign"], one["sign"])): _shown(one) for one in pattern.finditer(text)}
            for text in (words, printed)
        )
        for same, sign in ours.keys() - its.keys():
            if instead := [shown for (number, _), shown in its.items() if number == same]:
                yield ours[same, sign], instead[0]


def _shown(sign: re.Match[str]) -> str:
    return sign[0] if sign["same"] in sign[0] else sign[0] + sign["same"]


def _cells(plan: Plan) -> Iterator[tuple[Row, str, Span]]:
    for name, column in NARROW.items():
        for row in plan.rows(name):
            if isinstance(span := plan.places.get(clause_of(row)), Span):
                yield row, column, span
    if plan.document is not None and plan.body is not None:
        yield plan.document, "summary_zh", plan.body


def _text(plan: Plan) -> str:
    return plan.typed or ""


def _within(plan: Plan, span: Span) -> tuple[Token, ...]:
    tokens = tokens_of(plan)
    first, last = (bisect_left(tokens, place, key=lambda token: token.start) for place in (span.start, span.end))
    return tokens[first:last]


def _value(token: Token) -> tuple[object, ...]:
    return (token.form.value, token.form.upper) if token.form else ()


def _read(token: Token, plan: Plan) -> Figure | None:
    start, end = token.core
    return read_at(_text(plan), start, end, near(tokens_of(plan), start, end), plan)


def _differ(own: Figure, printed: Figure, plan: Plan) -> bool:
    bound, its_bound = (_BOUNDS.get(figure.comparator, "") for figure in (own, printed))
    if (bound in ("more", "less") and its_bound not in ("", bound)) or (bound, its_bound) == ("about", "more"):
        return True
    measures = plan.registry.by_key["measures"]
    ours, its = (measures.get(figure.measure_id) for figure in (own, printed))
    return ours is not None and its is not None and ours.ucum != its.ucum and "count" not in (ours.kind, its.kind)


def _alone(words: str, own: Figure, said: list[Figure]) -> bool:
    """Whether no other figure of ours stands between the same marks."""
    part = range(own.start - len(_before(words, own.start)), own.end + len(_behind(words, own.end)))
    return not any(other.start in part for other in said if other is not own)


def _in_turn(words: str, at: int) -> bool:
    """Whether the sentence gives several things their figures in turn."""
    return _IN_TURN.search(words[words.rfind("。", 0, at) + 1 :].partition("。")[0]) is not None


def _of_other(words: str, own: Figure, same: list[Token], plan: Plan, span: Span) -> bool:
    """Whether our words beside a figure are those beside another figure of the clause, and none its own alone."""
    text = _text(plan)
    if _in_turn(words, own.start) or any(_in_turn(text, token.start) for token in same):
        return False
    beside = frozenset(pair for pair in pairs(_beside(words, own.start, own.end)) if not pair.isascii())
    others = [token for token in _within(plan, span) if token.form and token not in same]
    mine, theirs = ([beside & pairs(_beside(text, *token.core)) for token in of] for of in (same, others))
    its = frozenset().union(*mine)
    return any(its <= other and len(other - its) >= CLEARLY for other in theirs)


def _beside(words: str, start: int, end: int) -> str:
    """The words between the marks around a figure, without it."""
    return f"{_before(words, start)} {_behind(words, end)}"


def _part(words: str, start: int, end: int) -> str:
    return f"{_before(words, start)}{words[start:end]}{_behind(words, end)}"


def _before(words: str, start: int) -> str:
    return _PARTS.split(words[max(0, start - NEAR_FIGURE) : start])[-1]


def _behind(words: str, end: int) -> str:
    return _PARTS.split(words[end : end + NEAR_FIGURE], 1)[0]
