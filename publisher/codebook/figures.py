"""What the reader makes of any words: every figure with its value, comparator, measure, basis, hedge and deadline.

This is the one reading that the rules hold a record to, that coverage counts by and that drafting suggests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from publisher.codebook.basis import PERCENT, basis, explores, stated_as_done
from publisher.codebook.bounds import bound_behind, comparator, joined, opens
from publisher.codebook.dates import NO_PERIOD, Period
from publisher.codebook.measures import Measures
from publisher.codebook.scan import Token, scan
from publisher.codebook.sentences import UNKNOWN, Sentence, deadline_of, sentences

FIELDS = (
    "printed", "start", "end", "value", "value_max", "comparator", "measure_id", "basis", "hedge", "deadline_printed",
    "deadline", "deadline_precision", "vague",
)  # fmt: skip
_PARTS = re.compile("[，,；;：:。！？\n\t]")
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


def figures(words: str, *, period: Period = NO_PERIOD, measures: Measures) -> list[Figure]:
    """Every figure of `words`, in order, and every date that is the deadline of no figure."""
    tokens = [token for token in scan(words, measures) if token.kind != "structure"]
    readings: list[Figure] = []
    at = 0
    for sentence in sentences(words, period):
        first = at
        while at < len(tokens) and tokens[at].start < sentence.end:
            readings.append(read_figure(words, tokens, at, sentence))
            at += 1
        readings += _dates(words, sentence, readings[len(readings) - (at - first) :])
    return sorted(readings, key=lambda item: item.start)


def read_figure(words: str, tokens: Sequence[Token], index: int, sentence: Sentence) -> Figure:
    """tokens[index] as its words say it. tokens: those of the text, in order; sentence: the one it stands in."""
    token = tokens[index]
    if token.form is None:
        return Figure(
            token.printed, token.start, token.end, vague=token.kind == "vague", kind=token.kind, why=token.why
        )
    shared = None if token.form.percent or token.measure.printed else _last_of_list(words, tokens, index)
    measure = shared.measure if shared else token.measure
    measured = PERCENT if token.form.percent else measure.printed
    near = part_before(words, token.start, sentence.start)
    due = deadline_of(words, sentence, token.start, token.end)

    def counted_as() -> str:
        own = basis(
            near, words[token.end : token.end + 12], measured, said_before(sentence.built), said_before(sentence.done)
        )
        part = near.startswith("其中") and own in ("unclear", "total") and measured != "元" and not stated_as_done(near)
        if not part or not index or tokens[index - 1].start < sentence.start:
            return own
        whole = read_figure(words, tokens, index - 1, sentence).basis  # 新建60座，其中乡镇25座: as its whole
        return whole if whole in ("new", "total") else own

    def said_before(position: int) -> bool:
        return -1 < position <= token.start

    return Figure(
        token.printed,
        token.start,
        token.end,
        token.form.value,
        token.form.upper,
        bound_of(words, tokens, index),
        "percent" if token.form.percent else measure.measure_id,
        counted_as(),
        "strive" if said_before(sentence.strives) else "explore" if explores(near) else "none",
        due.printed,
        due.date,
        due.precision,
    )


def bound_of(words: str, tokens: Sequence[Token], index: int) -> str:
    """The comparator of a figure; where 分别 opens its list, that of the list's first or last if it has none itself."""
    own = _own_bound(words, tokens[index])
    if own != "eq":
        return own
    first = _first_of_list(words, tokens, index)
    if first is None:
        return own
    if first is not tokens[index] and (given := _own_bound(words, first)) != "eq":
        return given
    last = _last_of_list(words, tokens, index)
    return bound_behind(words, last.end, last.measure.printed) or own if last else own


_LIST = 12  # figures of one list at most


def _first_of_list(words: str, tokens: Sequence[Token], index: int) -> Token | None:
    """The first figure of the list in which tokens[index] stands, if 分别 opens it."""
    first = tokens[index]
    near = tokens[max(0, index - _LIST) : index]
    if words.rfind("分别", max(0, (near[0] if near else first).start - 16), first.start) < 0:
        return None
    for token in reversed(near):
        if token.form is not None:
            if not joined(words, token.end, first.start):
                break
            first = token
    return first if opens(words, first.start) else None


def _last_of_list(words: str, tokens: Sequence[Token], index: int) -> Token | None:
    """The last figure of the list in which tokens[index] stands, if it can speak for it: both in per cent
    (90%、80%以上), or one measure printed for both (30、50微克以内).
    """  # fmt: skip
    own = last = tokens[index]
    for token in tokens[index + 1 : index + _LIST]:
        if token.form is not None:
            if not joined(words, last.end, token.start):
                break
            last = token
    if last is own or own.form is None or last.form is None:
        return None
    alike = own.form.percent and last.form.percent
    shared = not own.form.percent and own.measure.printed == "" and last.measure.printed != ""
    return last if alike or shared else None


def _own_bound(words: str, token: Token) -> str:
    if token.form is None:
        return ""
    return comparator(words, token.start, token.end, token.form.says, token.measure.printed)


def part_before(words: str, position: int, floor: int) -> str:
    """The words of a sentence before `position` in its part: behind the last comma or stop, 60 characters at most."""
    return _PARTS.split(words[max(floor, position - _NEAR) : position])[-1]


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
