"""What the reader makes of any words: every figure with its value, comparator, measure, basis, hedge and deadline.

This is the one reading that the rules hold a record to, that coverage counts by and that drafting suggests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from publisher.codebook import dates
from publisher.codebook.basis import basis, hedge
from publisher.codebook.bounds import comparator, governing
from publisher.codebook.dates import NO_PERIOD, Due, Period
from publisher.codebook.measures import NONE, Measures
from publisher.codebook.numerals import Refused
from publisher.codebook.scan import Token, scan

FIELDS = (
    "printed", "start", "end", "value", "value_max", "comparator", "measure_id", "basis", "hedge", "deadline_printed",
    "deadline", "deadline_precision", "vague",
)  # fmt: skip
_STOPS = "。！？\n\t"
_PARTS = "，,；;：:" + _STOPS
_REACH = 400  # how far back a sentence is looked at; no sentence of a document is longer


@dataclass(frozen=True, slots=True)
class Said:
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


def figures(words: str, *, period: Period = NO_PERIOD, measures: Measures) -> list[Said]:
    """Every figure of `words`, in order, and every date that no figure has for its deadline."""
    tokens = [token for token in scan(words, measures)]
    found: list[Said] = []
    for index, token in enumerate(tokens):
        if token.kind != "structure":
            found.append(said(words, token, period=period, measures=measures, tokens=tokens[:index + 1]))
    return sorted([*found, *_dates(words, found, period)], key=lambda item: item.start)


def said(words: str, token: Token, *, period: Period, measures: Measures, tokens: list[Token]) -> Said:
    """One token as its words say it. tokens: those of the text up to it, itself the last."""
    if token.form is None:
        return Said(token.printed, token.start, token.end, vague=token.kind == "vague", kind=token.kind, why=token.why)
    measure = measures.after(words, token.end) if not token.form.percent else NONE
    measure_id = "percent" if token.form.percent else measure.measure_id
    start, part = sentence_start(words, token.start), part_start(words, token.start)
    due = deadline_at(words, token, period)
    return Said(
        token.printed,
        token.start,
        token.end,
        token.form.value,
        token.form.upper,
        bound_of(words, token, tokens, measures),
        measure_id,
        basis(words[part : token.start], words[start : token.start], words[token.end : token.end + 12], measure_id),
        hedge(words[start : token.start]),
        due.printed,
        due.date,
        due.precision,
    )


def bound_of(words: str, token: Token, tokens: list[Token], measures: Measures) -> str:
    """The comparator of a figure; where 分别 opens its list, that of the list's first figure if it has none itself."""
    if token.form is None:
        return ""
    own = comparator(words, token.start, token.end, token.form.says, measures)
    if own != "eq":
        return own
    near = [other for other in tokens[-12:] if other.form is not None and other.start <= token.start]
    back = governing(words, [(other.start, other.end) for other in near])
    if not back:
        return own
    first = near[-1 - back]
    return comparator(words, first.start, first.end, first.form.says if first.form else "", measures)


def sentence_start(words: str, position: int) -> int:
    """Where the sentence begins in which `position` stands: behind the last 。 or line end."""
    floor = max(0, position - _REACH)
    return max([floor, *(words.rfind(mark, floor, position) + 1 for mark in _STOPS)])


def part_start(words: str, position: int) -> int:
    """Where the part of a sentence begins in which `position` stands: behind its last comma or stop."""
    floor = max(0, position - _REACH)
    return max([floor, *(words.rfind(mark, floor, position) + 1 for mark in _PARTS)])


def sentence_end(words: str, position: int) -> int:
    """Where the sentence ends in which `position` stands."""
    ceiling = min(len(words), position + _REACH)
    return min([at for mark in _STOPS if (at := words.find(mark, position, ceiling)) >= 0] + [ceiling])


_REACHED = re.compile("已|共有|累计|拥有|达到了|现有")
_NO_DUE = Due("", "", "")
_THEN_DONE = re.compile(
    r"(?:全部|全面|基本|率先|确保|力争)?(?:完成|建成|投用|投运|投产|到位|竣工|交付|实现|达到|落地|开通|完工|通车)?[^，。；、\d]{0,4}(?=[，。；;）)\n]|$)"
)


def deadline_at(words: str, token: Token, period: Period) -> Due:
    """The deadline of a figure: the nearest date before it in its own sentence, else one that ends its sentence.

    A date of another sentence is none of its own; neither is one with which another promise begins behind it.
    """
    begin = sentence_start(words, token.start)
    before = dates.phrases(words[begin : token.start])
    for match in _each(words[begin:], before, words[begin : token.start]) or reversed(before):
        if match[0].startswith("截") and _REACHED.search(words, begin + match.end(), token.start):
            continue  # 截至2019年底已建成: as of when, not by when
        if due := _due(match[0], words[begin + match.start() : begin + match.end()], period):
            return due
    stop = sentence_end(words, token.end)
    for match in dates.phrases(words[token.end : stop].replace("（", "，").replace("(", "，")):
        printed = words[token.end + match.start() : token.end + match.end()]
        if re.search(r"前|底|末|内$", printed) and _THEN_DONE.match(words, token.end + match.end()):
            if due := _due(match[0], printed, period):
                return due
    return _NO_DUE


def _each(sentence: str, before: list[re.Match[str]], upto: str) -> list[re.Match[str]]:
    """到2022年、2025年分别达到50%、60%: the date that is this figure's own; [] where 分别 ties no dates to figures."""
    opened = upto.rfind("分别")
    if opened < 0 or len(before) < 2 or before[-1].end() > opened:
        return []
    listed = [before[-1]]
    for match in reversed(before[:-1]):
        if not re.fullmatch("[、和及与]", sentence[match.end() : listed[0].start()]):
            break
        listed.insert(0, match)
    mine = len(re.findall("[、和及与]", upto[opened:]))
    return [listed[mine]] if 1 < len(listed) > mine else []


def _due(read: str, printed: str, period: Period) -> Due | None:
    dated = dates.date_of(read, period)
    return None if isinstance(dated, Refused) else Due(printed.strip(), *dated)


def _dates(words: str, found: list[Said], period: Period) -> Iterator[Said]:
    """The dates of the text that are the deadline of no figure: a milestone's, a period, a start."""
    used = {(item.deadline_printed, sentence_start(words, item.start)) for item in found if item.deadline_printed}
    at = 0
    while at < len(words):
        stop = sentence_end(words, at)
        for match in dates.PHRASE.finditer(words[at:stop].translate(dates.FULL)):
            printed = words[at + match.start() : at + match.end()].strip()
            start = at + match.start() + (len(match[0]) - len(match[0].lstrip()))
            if (printed, sentence_start(words, start)) in used:
                continue
            dated = dates.date_of(printed, period) if dates.sets(words[at:stop], match) else Refused("no-deadline")
            if isinstance(dated, Refused) and any(at <= item.start < stop for item in found):
                continue  # a year to compare with: the figure's words, no date of their own
            if isinstance(dated, Refused):
                yield Said(printed, start, start + len(printed), kind="structure", why=dated.why)
            else:
                date, precision = dated
                yield Said(
                    printed, start, start + len(printed), deadline_printed=printed, deadline=date,
                    deadline_precision=precision, kind="structure", why="date",
                )  # fmt: skip
        at = stop + 1
