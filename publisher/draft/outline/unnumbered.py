"""The headings of a text that lost every number: chapters by the words that official documents use, and short lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.draft.marks import Line, closed_at

# 总体要求, 主要任务, 保障措施 …: what a chapter is called, whatever the plan is about.
CHAPTER = re.compile(
    r"(?:总体|工作|发展|主要|重点|建设|行动|实施|基本|指导|保障|组织|政策|监督|进度|时间|推进|职责|加强)"
    r"(?:要求|思路|目标|任务|工程|项目|原则|思想|措施|保障|领导|实施|安排|步骤|支持|机制|分工|举措|内容|行动|基础|现状|形势|背景|成效)"
)
_GENERAL = re.compile(r"指导思想|基本原则|.{0,4}(?:目标|思路)")
_SHORT, _RUN_IN = 24, 16
_DATE = re.compile(r"\S{4}年\S{1,3}月\S{1,3}日")


def unnumbered(lines: list[Line]) -> Iterator[tuple[Line, int, str]]:
    """Each heading with its rank: a chapter 1, a short line under it 2, what opens a paragraph with a short sentence 3.

    Nothing where fewer than two lines are chapters: then it is no plan.
    """
    chapters = [line for line in lines if CHAPTER.fullmatch(line.text)]
    if len(chapters) < 2:
        return
    chapter = ""
    for index, line in enumerate(lines):
        if line.start < chapters[0].start:
            continue
        words = line.text
        if CHAPTER.fullmatch(words):
            under = _GENERAL.fullmatch(words) and chapter.startswith("总体") and words != chapter
            chapter = chapter if under else words
            yield line, 2 if under else 1, words
        elif len(words) <= _SHORT and not re.search("[，,。；;：:、！？\t]|[)）]$|^\\d", words):
            below = lines[index + 1].text if index + 1 < len(lines) else ""
            if below and not _DATE.fullmatch(below):  # who signs stands above the date
                yield line, 2, words
        elif not chapter.startswith("总体"):
            stop = closed_at(words, "。", _RUN_IN + 1)
            if 2 < stop < len(words) - 8 and not re.search("[，,：:]", words[:stop]):
                yield line, 3, words[:stop]
