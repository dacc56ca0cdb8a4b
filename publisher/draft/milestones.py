"""Outcomes without a figure that can be judged done or not: full coverage, or completed by a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.draft.deadlines import PHRASE
from publisher.draft.marks import Spans

_COVERED = r"(?:全覆盖|基本覆盖|全面(?:支持|完成|建成|实现)|全部(?:完成|建成|接入))"
COVERAGE = re.compile(rf"[^，,。；;：:\n\t]{{0,40}}?{_COVERED}[^，,。；;：:\n\t]{{0,24}}")
_SENTENCE = re.compile(r"[^。；;\n\t]+")
_PART = re.compile(r"[^，,：:]+")
_DONE = re.compile(
    "建成|实现|完成|形成|建立|建设|开通|启用|投运|投入|覆盖|接入|出台|发布|实施|达到|启动|制定|健全|取消|进入|跻身|居于|位居|成为|走在"
)
_TITLE = re.compile(r"《[^》]*》|[（(][^）)]*[）)]")


def candidates(text: str, start: int, end: int, figures: Spans) -> Iterator[tuple[int, int]]:
    """Parts of sentences without a figure that say what is done by a date, or wholly: [start, end) in code points.

    Wide on purpose: who reads them decides. figures: where the figures of the text stand.
    """
    for sentence in _SENTENCE.finditer(text, start, end):
        plain = _TITLE.sub(lambda match: "·" * len(match[0]), sentence[0])
        dated = PHRASE.search(plain)
        for part in _PART.finditer(text, *sentence.span()):
            begin = part.start() + len(part[0]) - len(part[0].lstrip())
            finish = begin + len(part[0].strip())
            due = dated is not None and sentence.start() + dated.start() < finish and _DONE.search(part[0])
            if (due or re.search(_COVERED, part[0])) and 6 <= finish - begin <= 80 and not figures.touch(begin, finish):
                yield begin, finish
