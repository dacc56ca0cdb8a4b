"""By when: the printed words nearest before a figure, else those of its goals chapter, else the plan's horizon."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publisher.check.rules.deadlines import date_of
from publisher.codebook.figures import NUMERALS
from publisher.draft.outline.clauses import Clause

YEAR = r"(?:\d{4}|[二一][〇零○九][〇零○一二三四五六七八九]{2})"  # 2015, 二〇一五
_N = rf"(?:[{NUMERALS}]|\d{{1,2}})"
PHRASE = re.compile(
    rf"{YEAR}\s*年?\s*[-—–－~至]+\s*{YEAR}\s*年(?![行计规])"
    rf"|(?:到|至|截至)?\s*{YEAR}\s*年\s*(?:\d{{1,2}}月(?:\d{{1,2}}日)?|[一二三四上下]?(?:季度|半年))?(?:底|末)?(?:以)?前?"
    rf"|(?:未来|今后)?{_N}年(?:之)?内|(?:未来|今后){_N}年|通过{_N}年(?:的)?努力|“?十[四五六]五”?(?:期)?末"
)
_NOT_A_DEADLINE = re.compile(r"[-—–－~至]\s*$")
_SENTENCE = "。；;！\n"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as the tables keep it: printed words ("" where the horizon decides), date, precision, basis."""

    printed: str
    date: str
    precision: str
    basis: str


def sentence_start(text: str, position: int, floor: int) -> int:
    """Where the sentence begins in which `position` stands (a sentence ends with 。 or a line; ； may carry on)."""
    return max([floor, *(text.rfind(mark, floor, position) + 1 for mark in "。！\n")])


def deadline_of(text: str, position: int, clause: Clause, above: list[Clause], horizon: tuple[str, str]) -> Deadline:
    """The deadline of a figure at `position`. above: the clauses that hold `clause`, the nearest first."""
    begin = sentence_start(text, position, clause.start)
    for words in reversed(_phrases(text[begin:position])):
        if said := _dated(words, horizon):
            return Deadline(words, *said, "stated")
    if clause.why == "table row":  # its deadline is a cell of its own, mostly behind
        for words in reversed(_phrases(text[position : clause.end])):
            if said := _dated(words, horizon):
                return Deadline(words, *said, "stated")
    for section in (clause, *above):
        if section.kind != "goal":
            continue
        after_heading = section.start + len(section.number) + len(section.heading) + 2
        first = text.find("。", after_heading)
        opening = text[section.start : first if first > 0 else section.end]
        # In a long goal each item has its own sentence; the year that opens the goal governs what follows it.
        for words in _phrases(opening)[:1]:
            at = text.find(words, section.start)
            if at < position and (said := _dated(words, horizon)):
                return Deadline(words, *said, "section")
    return Deadline("", horizon[1], "year", "horizon")


def _phrases(part: str) -> list[str]:
    found = []
    for match in PHRASE.finditer(re.sub("[《（(][^》）)]*[》）)]", lambda m: "·" * len(m[0]), part)):
        words = match[0].strip()
        after, before = part[match.end() : match.end() + 3], part[: match.start()]
        if (
            _NOT_A_DEADLINE.search(before)
            or re.match(r"\s*[-—–－~至]\s*\d", after)
            or before.rstrip().endswith(("比", "较", "自", "从"))  # what is compared with, or where it starts
            or after.startswith(("行动", "攻坚", "计划", "以来", "起"))
        ):
            continue
        if re.fullmatch(rf"{YEAR}\s*年", words) and not before.rstrip().endswith(
            ("，", ",", "。", "；", "力争", "争取", "确保", "在", "于", "")
        ):
            continue
        found.append(words)
    return found


def _dated(words: str, horizon: tuple[str, str]) -> tuple[str, str] | None:
    said = date_of(words, *horizon)
    return said if said and said[0] else None
