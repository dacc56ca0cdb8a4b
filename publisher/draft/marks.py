"""What an official document's numbers and lines look like (GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from publisher.codebook.numeral_patterns import NO_PART
from publisher.codebook.numerals import Number, numeral

_CN = "[一二三四五六七八九十百零〇]+"
_DIGIT = "[一二三四五六七八九十百零〇0-9０-９]"
_ORDER = rf"第[ 　]*{_DIGIT}(?:[ 　]?{_DIGIT}){{0,4}}[ 　]*"  # 第三章, 第 1 2 条
_NAMED_NUMBER = rf"(?:工程|行动|任务|计划|项目)(?:{_CN}|[0-9０-９]{{1,2}})"
NAMED_NUMBER = rf"(?:{_NAMED_NUMBER}[：:]|【{_NAMED_NUMBER}】)"
BOX_RANK = 6
# Rank by the standard's order; a document may leave ranks out, and its own order of first use decides nesting.
NUMBERS: tuple[tuple[float, re.Pattern[str]], ...] = (
    (0, re.compile(rf"{_ORDER}[章编篇](?=[\s　]|$)")),
    (0.5, re.compile(rf"{_ORDER}节(?=[\s　])")),
    (0.8, re.compile(rf"{_ORDER}条(?=[\s　])")),
    (1, re.compile(rf"{_CN}[ 　]*[、．](?=[ 　]*\S|\t[^\t]+$)|{_CN}[.](?=[^\d])")),
    (0.3, re.compile(rf"第{_CN}部分[\s　:：]*")),
    (2, re.compile(rf"[（(]\s*{_CN}\s*[)）][、.．]?")),
    (2.5, re.compile(NAMED_NUMBER)),  # between （一） and 1.
    (
        2.7,
        re.compile(
            r"[0-9]{1,2}(?:[.．][0-9]{1,2}){2}(?![0-9.．])[\s　]*(?=[\u4e00-\u9fff“《])(?![万亿千百倍个元米台套家])"
        ),
    ),
    (
        2,
        re.compile(r"[0-9]{1,2}[.．][0-9]{1,2}(?![0-9.．])[\s　]*(?=[\u4e00-\u9fff“《])(?![万亿千百倍个元米台套家月])"),
    ),
    (1, re.compile(r"[0-9]{1,2}[\s　]+(?=[\u4e00-\u9fff、]{2,16}$)")),  # 1 总体要求, over 1.1
    (3, re.compile(rf"[0-9０-９]{{1,3}}(?:[.．](?:(?![0-9０-９])|(?<!^0[.．])(?={NO_PART}))|、)")),
    (4, re.compile(r"[（(]\s*[0-9０-９]{1,3}\s*[)）][、.．]?|[0-9]{1,2}[)）](?=[\u4e00-\u9fff])")),
    (5, re.compile("[①-⑳]")),
    (BOX_RANK, re.compile(rf"专栏[\s　]*(?:{_CN}|[0-9０-９]{{1,2}})?(?:[:：]|(?=[\s　]))")),
)
DASH = re.compile(r"(?:——|--|—|▷|●|■)(?=[^\-—])")
ANNEX = re.compile(r"(?:附件|附表|附录|附)\s*[0-9一二三四五六七八九十]{0,3}\s*(?:[:：.]|(?=$))")
LIST_WORD = re.compile(rf"({_CN})是(?=\S)")
EDGE = " \t　\xa0\u200b\ufeff"
# What a page of two languages says again: a line of Latin words, without a Chinese one
TRANSLATED = re.compile(r"(?=[^\n]*\b[A-Za-z]?[a-z]{3})(?=[^\n]*[A-Za-z][^A-Za-z\n]+[A-Za-z])[^\u4e00-\u9fff\n]+")
# What a document's title ends with.
KIND = (
    "方案|规划|计划|意见|办法|纲要|要点|措施|决定|通知|细则|行动|规定|政策|分[工解]表"
    "|(?:任务|项目|责任|计划|推进|分解|安排)(?:清单|表|一览表)|发布会实录|会议纪要"
)
# 总体要求, 主要任务, 保障措施 …: what a chapter is called, whatever the plan is about.
CHAPTER = re.compile(
    r"(?:总体|工作|发展|主要|重点|建设|行动|实施|基本|指导|保障|组织|政策|监督|进度|时间|推进|职责|加强)"
    r"(?:要求|思路|目标|任务|工程|项目|原则|思想|措施|保障|领导|实施|安排|步骤|支持|机制|分工|举措|内容|行动|基础|现状|形势|背景|成效)"
)


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of a text, asked whether they touch another; what overlaps is kept as one."""

    merged: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> Spans:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start < merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        return cls(tuple(merged))

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them has a character in common with [start, end)."""
        index = bisect_left(self.merged, end, key=lambda span: span[0])
        return index > 0 and start < self.merged[index - 1][1]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text without the spaces at its edges: [start, end) in code points."""

    start: int
    end: int
    text: str
    tabs: int = 0  # at its start: of a row, so many cells are empty or merged with those above them


def lines_of(text: str, start: int, end: int) -> list[Line]:
    """The lines of text[start:end] that are not blank."""
    lines, at = [], start
    for raw in text[start:end].split("\n"):
        core = raw.strip(EDGE)
        if core:
            indent = raw.index(core)
            lines.append(Line(at + indent, at + indent + len(core), core, raw.count("\t", 0, indent)))
        at += len(raw) + 1
    return lines


def numbered(line: str) -> tuple[float, str] | None:
    """The rank and the printed number with which a line opens; None where it opens with none."""
    for rank, pattern in NUMBERS:
        if match := pattern.match(line):
            return rank, match[0].rstrip(EDGE)
    return None


_REFERENCE = re.compile(
    r"(?<=[\u4e00-\u9fff0-9”》）%])[①-⑳](?![\u4e00-\u9fff\d])|(?<=[\u4e00-\u9fff0-9”》）%])[\[［]\d{1,2}[\]］]"
)
_FOOTNOTE = re.compile(r"[ \t　]*([①-⑳]|[\[［]\d{1,2}[\]］])")


def footnotes(lines: Iterable[str]) -> set[int]:
    """Which of some lines are footnotes: they open with a mark that stands behind a word of a line before them."""
    open_marks: set[str] = set()
    indexes = set()
    for index, line in enumerate(lines):
        mark = _FOOTNOTE.match(line)
        if mark and mark[1] in open_marks:
            indexes.add(index)
            open_marks.discard(mark[1])
        else:
            open_marks |= set(_REFERENCE.findall(line))
    return indexes


def ordinal(printed: str) -> int | None:
    """The number that a printed one means: （三）→ 3, 10. → 10, ② → 2."""
    if printed and "①" <= printed[0] <= "⑳":
        return ord(printed[0]) - ord("①") + 1
    core = re.sub(r"[^0-9０-９一二三四五六七八九十百零〇]", "", printed)
    if core.isdecimal():
        return int(core)
    value = numeral(core)
    return int(value.value) if isinstance(value, Number) else None


def closed_at(text: str, marks: str, limit: int) -> int:
    """The first position of one of `marks` in text[:limit] that stands in no bracket and no quotation; -1 if none."""
    depth = 0
    for index, character in enumerate(text[:limit]):
        if character in "（(《“[【「":
            depth += 1
        elif character in "）)》”]】」":
            depth = max(0, depth - 1)
        elif not depth and character in marks:
            return index
    return -1
