"""The headings of a text that lost every number: chapters by the words that official documents use, and short lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.draft.marks import CHAPTER, Line, closed_at

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
