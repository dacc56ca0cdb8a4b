"""Rules on what a number is of: description, indicator and ties of a record speak of what its quote does."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from publisher.check.claims import named
from publisher.check.rule import Findings, at, by_value, check
from publisher.codebook.likeness import pairs, share
from publisher.codebook.opposites import instead, plainly
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.read.table import Row
from publisher.terms.messages import say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import NotesRow, ObservationsRow, TargetsRow

NUMBERED = ("targets", "observations")
_BRACKETS = regex("（[^（）]*）")
CLEARLY = 0.5  # by so much more does another indicator's name stand in the words than the own one's


@check("error", on=("targets", "observations"), reads=("what_zh", "quote", "clause_id", "caveat_zh"))
def what_not_in_quote(row: TargetsRow | ObservationsRow, plan: Plan) -> Findings:
    part = getattr(row, "kind", "") == "allocation"  # whose area is looked for, and whose quote may name nothing else
    if not part and pairs(row.what_zh) and pairs(row.quote).isdisjoint(pairs(row.what_zh)):
        yield at(row, "what_zh", found=row.what_zh, expected=say("what-not-in-quote.of", quote=row.quote))
    elif other := _exchanged(row, plan):
        expected, given = say("what-not-in-quote.of", quote=row.quote), [(row, "quote"), (other, "quote")]
        yield at(row, "what_zh", found=row.what_zh, expected=expected, more=[(other, "what_zh")], given=given)
    elif not part and (words := _opposed(row) or _unprinted(row, plan) or _left_out(row)):
        yield at(row, "what_zh", found=words, expected=say("what-not-in-quote.of", quote=row.quote))


# What a description may say of any quantity, extent or plan without its being printed, and what is in brackets.
_OURS = regex(
    "（[^（）]*）|[0-9][0-9.]*[十百千万亿]*|比例|比率|占比|[数总]量|总数|总额|金额|规模|范围|种类|水平|程度"
    "|统称|目标|方案|条目|面积|长度|里程|拟|建设|完成|实现|开展|推进|项目|[全本我][市区县]"
    "|运营|运行|开通|收录|收集|汇集|汇聚|[数共的和对所作向中之或与及为]|在(?!建)"
)
_LETTER = regex("[\u3400-\u9fffⅠ-Ⅷ]")


def _unprinted(row: TargetsRow | ObservationsRow, plan: Plan) -> str:
    """The first word of a description that stands where its quote has another one.

    What the headings above it, the area or the caveat say of the thing may be said, and what its sentence has beside
    the quote may go before; but not what a caveat denies or cites, nor what the clause says of something else; a class
    (Ⅳ) is the one of the quote.
    """
    clause, place = (plan.places.get(one) for one in (row.clause_id, row[0]))
    if plan.typed is None or not isinstance(clause, Span) or not isinstance(place, Span):
        return ""
    words = _OURS.sub(_blank, row.what_zh)
    # A word put between two that are printed side by side adds.
    unprinted = f"[^\\s{re.escape(row.quote)}]+"
    words = re.sub(unprinted, lambda run: _blank(run) if _added(run, row.quote) else run[0], words)
    strange = [match.start() for match in _LETTER.finditer(words) if match[0] not in row.quote]
    beside = headed(row.clause_id, plan) + _DENIED.sub(" ", row.caveat_zh) if strange else ""
    beside += str(plan.document.area_zh) if plan.document is not None else ""
    sentence = plan.typed[clause.start : place.start].rpartition("。")[2]
    sentence += plan.typed[place.end : clause.end].partition("。")[0]
    for start in strange:
        ahead = words[max(0, start - 2) : start].strip()
        before = "" if len(ahead) == len("平均") and ahead in row.quote else sentence
        near = [pair for pair in (words[max(0, start - 1) : start + 1], words[start : start + 2]) if len(pair) == 2]
        apart = not any(pair in beside + before for pair in near) and _instead(words, start, row.quote)
        if apart or words[start] in "ⅠⅡⅢⅣⅤⅥⅦⅧ":
            return _word(row.what_zh, start, row.quote)
    return ""


def _opposed(row: TargetsRow | ObservationsRow) -> str:
    """What a description says though its quote has an opposite; of a promise also that it is fulfilled already."""
    promised = type(row).__name__ == "targets" and "已" not in row.quote
    already = plainly(_ALREADY, row.what_zh) if promised else None
    return already[0] if already else next((ours for ours, _ in instead(row.what_zh, row.quote)), "")


_ALREADY = regex("已经?[建完形实投整布新部上接]")


def _blank(run: re.Match[str]) -> str:
    return " " * len(run[0])


_DENIED = regex("“[^”]*”|[^。；]*混用|(?:不是|而非|并非|不同于|不等于|不包括|不含|区别于|不能|不可)[^，。；：]*")


def _word(what: str, start: int, quote: str) -> str:
    """The unprinted letters that begin there; of one alone, with the letter beside it."""
    end = start + 1
    while end < len(what) and _LETTER.match(what[end]) and what[end] not in quote:
        end += 1
    first = start - 1 if end == start + 1 and start and _LETTER.match(what[start - 1]) else start
    return what[first : end + (end == first + 1)]


def _added(run: re.Match[str], quote: str) -> bool:
    """Whether a run of unprinted letters stands between two that are neighbours in the quote: 5G通信基站."""
    beside = run.string[max(0, run.start() - 1) : run.start()], run.string[run.end() : run.end() + 1]
    return all(beside) and "".join(beside) in quote


_GRADES = regex("平均|人均|年均|基本(?=覆盖|建成|实现|形成|完成)")
_PART = regex("[，,。；;]")
_WITH = regex("[和与及][\u4e00-\u9fff]")
_KINDS = frozenset("类种")
_TOGETHER = regex("([已在续拟][建])(?:成|设)?[和与及、]([已在续拟]建)")


def _left_out(row: TargetsRow | ObservationsRow) -> str:
    """The description, where it leaves out what makes less of the figure in its part of the quote, or what is counted
    together with the thing that it ends in."""
    printed = next((part for part in _PART.split(row.quote) if row.figure_printed in part), "")
    grades = (grade[:2] for grade in _GRADES.findall(printed))
    behind = printed.rpartition(row.figure_printed)[2] if row.figure_printed else ""
    also = _WITH.match(behind.partition(_thing(row))[2])
    kinds = behind[:1] in _KINDS and "数量" in row.what_zh and _KINDS.isdisjoint(row.what_zh)
    lost = _TOGETHER.search(row.quote)
    part = lost is not None and _told(lost[1], row.what_zh) != _told(lost[2], row.what_zh)
    return row.what_zh if also or kinds or part or any(one not in row.what_zh for one in grades) else ""


def _told(stage: str, words: str) -> bool:
    """Whether words say 已建, also as 建成, or 在建."""
    return stage in words or (stage == "已建" and "建成" in words)


_WORD = "[\u3400-\u9fff](?<![和与及等的数达至到将共约超内中里为有])"


def _instead(words: str, start: int, quote: str) -> bool:
    """Whether unprinted letters stand beside a printed one where the quote has others: 企业千兆 for 家庭千兆.

    Such as only add to what is printed (5G基站设施) are no other thing.
    """
    first, last = start, start + 1
    while first and (words[first - 1] == " " or (_LETTER.match(words[first - 1]) and words[first - 1] not in quote)):
        first -= 1
    while last < len(words) and (words[last] == " " or (_LETTER.match(words[last]) and words[last] not in quote)):
        last += 1
    left, right = (
        re.escape(sign) if _LETTER.match(sign) else "" for sign in (words[first - 1 : first], words[last : last + 1])
    )
    return bool(left and re.search(left + _WORD, quote)) or bool(right and re.search(_WORD + right, quote))


def headed(clause: str, plan: Plan) -> str:
    """The headings of a clause and of those above it."""
    clauses, headings = plan.by_key["clauses"], []
    while clause in clauses:
        headings.append(clauses[clause].heading_zh)
        clause = clause.rpartition(".")[0]
    return " ".join(headings)


def _exchanged(row: TargetsRow | ObservationsRow, plan: Plan) -> Row | None:
    """A later record of the clause whose quote has what this one is said to be of, and the other way round."""
    mine = _thing(row)
    if len(mine) < 2 or mine in row.quote:
        return None
    for other in _numbered_in(plan)[row.clause_id]:
        its = _thing(other)
        if mine in other.quote and len(its) == 2 and its in row.quote and its not in other.quote and row[0] < other[0]:
            return other
    return None


@lru_cache(1)
def _numbered_in(plan: Plan) -> dict[str, list[Row]]:
    """Clause → its targets and other quantities."""
    return by_value([row for name in NUMBERED for row in plan.rows(name)], "clause_id")


def _thing(row: Row) -> str:
    """The last two letters of a description, which tell what is counted: 场景 of 深度应用场景."""
    return _BRACKETS.sub("", row.what_zh)[-2:]


@check(
    "error",
    on=("targets", "observations"),
    reads=("indicator_id", "indicator_match", "what_zh", "quote"),
    needs=("indicators",),
)
def indicator_of_another_thing(row: TargetsRow | ObservationsRow, plan: Plan) -> Findings:
    indicators = plan.registry.by_key["indicators"]
    own = indicators.get(row.indicator_id)
    if own is None or not row.indicator_match or row.what_zh == own.name_zh:
        return
    score = share(own.name_zh, row.what_zh + row.quote)
    best = max(indicators.values(), key=lambda other: share(other.name_zh, row.what_zh))
    most = share(best.name_zh, row.what_zh)
    better = most >= score + CLEARLY or most == 1 > share(own.name_zh, row.what_zh)
    if score and not better:
        return
    spoken = say("perhaps", value=best[0]) if better else say("indicator-of-another-thing.words", words=row.what_zh)
    actual = say("as-printed", value=row.indicator_id, printed=own.name_zh)
    yield at(row, "indicator_id", found=actual, expected=spoken, given=[(own, "name_zh")])


@check(
    "error",
    on=("projects", "notes"),
    reads=("target_id", "name_zh", "record_id", "text_zh"),
    needs=("targets", "documents", "relations"),
)
def tie_to_another_thing(row: Any, plan: Plan) -> Findings:
    if type(row).__name__ == "notes":
        yield from _note_on_another(row, plan)
        return
    target = plan.by_key["targets"].get(row.target_id)
    if target is not None and _is_of_another(row.name_zh, target, plan):
        actual = say("as-printed", value=target[0], printed=target.what_zh)
        given = [(target, "what_zh"), (target, "quote")]
        expected = say("tie-to-another-thing.words", words=row.name_zh)
        yield at(row, "target_id", found=actual, expected=expected, given=given)


def _is_of_another(name: str, target: TargetsRow, plan: Plan) -> bool:
    """Whether a thing's name has nothing of a target's words, or clearly more of another one's."""
    own, most = (max(share(name, one.what_zh + one.quote) for one in of) for of in ([target], plan.rows("targets")))
    return bool(pairs(name)) and (not own or most >= own + CLEARLY)


def _note_on_another(row: NotesRow, plan: Plan) -> Findings:
    owner = row.record_id.partition(".")[0]
    known = owner in plan.registry.by_key["documents"] and owner != plan.document_id
    if known and owner not in named(plan, row.text_zh):
        yield at(
            row, "record_id", found=row.record_id, expected=say("tie-to-another-thing.own", document=plan.document_id)
        )
    record = plan.by_key["targets"].get(row.record_id)
    place, clause = (plan.places.get(one) for one in (row.note_id, record.clause_id if record is not None else ""))
    if record is None or not isinstance(place, Span) or not isinstance(clause, Span):
        return
    if not clause.start <= place.start < clause.end and pairs(row.quote).isdisjoint(
        pairs(record.what_zh) | pairs(record.quote)
    ):
        actual = say("as-printed", value=record[0], printed=record.what_zh)
        given = [(row, "quote"), (record, "what_zh"), (record, "clause_id")]
        expected = say("tie-to-another-thing.words", words=row.quote)
        yield at(row, "record_id", found=actual, expected=expected, given=given)
