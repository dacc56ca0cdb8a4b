"""Rules on what our words retell: a summary of its clause, a caveat of its own record, a remark of what it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from publisher.check.rule import Finding, Findings, at, check
from publisher.codebook.areas import spoken
from publisher.codebook.opposites import turned
from publisher.read.places import Span, clause_of
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.terms.messages import say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import ObservationsRow, TargetsRow, TasksRow

_HEDGE = regex("力争(?!上游)|争取(?!时间|主动|民心|人心|群众)")
# What may be told as striven for: that, and what another one grants.
_HEDGED = regex("力争|争取|争创|争当|力求|努力|谋求|申[请报]|积极|探索|向上|列入|纳入|落户|获批|入选|创建|支持")
_ENDS = regex("大学|学院|医院|集团|公司|银行|法院|中心|[委局办厅署室]")
# A name that is no word of any other sense, nor one of several bodies (各区政府).
_BODY = regex("(?!各|有关|相关|全|其他)(?:[省市区县].{2,}|.{2,}(?:大学|学院|医院|集团|公司|银行|法院|[委局办厅署]))")
LONGEST = 16  # characters of a body's name
SHOWN = 4  # characters behind a hedge


@check("error", on="tasks", reads=("summary_zh",), needs=("clauses",))
def summary_differs_from_clause(row: TasksRow, plan: Plan) -> Findings:
    place = plan.places.get(clause_of(row))
    if plan.typed is None or not isinstance(place, Span):
        return
    printed = plan.typed[place.start : place.end]
    for ours, its in (
        *turned(row.summary_zh, printed),
        *_unnamed(row.summary_zh, printed, plan.registry),
        *_hedged(row, printed),
    ):
        expected = say("as-printed", value=its or "–", printed=clause_of(row))
        yield at(row, "summary_zh", found=ours, expected=expected, cause=f"numbers {row[0]} summary")
        return


def _unnamed(ours: str, printed: str, registry: Registry) -> Iterator[tuple[str, str]]:
    """The bodies that a summary names though its clause does not, by any of their names."""
    for match in _ENDS.finditer(ours):
        ended = (ours[start : match.end()] for start in range(max(0, match.end() - LONGEST), match.start()))
        name = next((one for one in ended if one in registry.bodies and _BODY.fullmatch(one)), "")
        forms = [form for body in registry.bodies.get(name, ()) for form in registry.forms[body]]
        if name and not any(form.lstrip("省市区县") in printed for form in forms):
            yield name, ""


def _hedged(row: TasksRow, printed: str) -> Iterator[tuple[str, str]]:
    """The hedge of a summary in whose clause, and the headings above it, nothing is hedged."""
    if (hedge := _HEDGE.search(row.summary_zh)) and not _HEDGED.search(printed):
        yield row.summary_zh[hedge.start() : hedge.end() + SHOWN], ""


_PART = regex("[，。；：]")
_NO_ADDITION = ("total", "rate", "unclear")
_NO_TOTAL = ("new", "unclear", "rate", "change")
# What a whole part of a caveat says of its own record: column, words, the codes of which one is right.
_SAYS = (
    ("comparator", "(?:[0-9.]+[十百千万亿]*)?[个家座类项]?[是为]下限", ("ge", "gt", "range")),
    ("comparator", "(?:[0-9.]+[十百千万亿]*)?[个家座类项]?[是为]上限", ("le", "lt", "range")),
    ("hedge", "(?:语气[是为]|写作)“(?:力争|争取|力求)”|是争取目标", ("strive",)),
    ("hedge", "语气[是为]?(?:确定|肯定)的?|没有(?:保留)?语气|不是争取目标", ("none",)),
    ("basis", "[是为](?:到期)?的?(?:总[数量]|存量|累计数)|不是新[建增设]的?(?:数量|[数量])", _NO_ADDITION),
    ("basis", "[是为](?:[一二三四五]年内)?新[建增设]的?(?:数量|里程|[数量])|在[^，。；]{2,6}基础上新增", _NO_TOTAL),
    ("basis", "不是(?:到期)?的?(?:总[数量]|总里程|存量|累计数)", _NO_TOTAL),
)  # fmt: skip
_SAID = tuple((column, regex(words), frozenset(codes)) for column, words, codes in _SAYS)


@check("error", on=("targets", "observations"), reads=("caveat_zh", "comparator", "hedge", "basis"))
def caveat_differs_from_record(row: TargetsRow | ObservationsRow, _plan: Plan) -> Findings:
    for part in _PART.split(row.caveat_zh) if row.caveat_zh else ():
        for column, words, codes in _SAID:
            code = getattr(row, column, "")
            if code and code not in codes and words.fullmatch(part):
                expected = say("as-printed", value=code, printed=column)
                yield at(row, "caveat_zh", found=part, expected=expected, cause=f"numbers {row[0]} caveat")
                return


_CITED = regex("“([^“”（）〔〕()]{5,40})”")
_OF_ANOTHER = regex("(?<!本)方案|发布会|文件|规划(?!期)|通知|意见|纲要|说法|俗称|简称|通称")
_NOT_PRINTED = regex(
    "不[可宜能应是]|而非|并非|没有|未|[若如]|[说改写]成|应[为作是]?$|[疑意][为作是]|误|理解|相当于|即$"
)
_MARKS = regex(r"(?!(?<=[0-9])\.(?=[0-9]))[\W_]")
REMARKS = {"targets": "caveat_zh", "observations": "caveat_zh", "notes": "text_zh", "mentions": "reason_zh"}


@check("error", on=tuple(REMARKS), when=lambda plan: plan.text is not None)
def cited_otherwise(row: Any, plan: Plan) -> Findings:
    column = REMARKS[type(row).__name__]
    words = getattr(row, column)
    cited = _CITED.finditer(words) if "“" in words else ()
    yield from _cited_elsewhere(row, column, words, plan)
    runs = [one[1] for one in cited if one[1] not in (plan.text or "")
            and not _NOT_PRINTED.search(_PART.split(words[: one.start()])[-1])]  # fmt: skip
    if plan.text is None or not runs or _OF_ANOTHER.search(words) or any(area in words for area in _other_areas(plan)):
        return
    record = next(iter(plan.records.get(getattr(row, "record_id", ""), ())), row)
    place = plan.places.get(clause_of(record))
    beside = row.quote + (plan.typed or "")[place.start : place.end] if isinstance(place, Span) else row.quote
    letters, text = (_MARKS.sub("", one) for one in (beside, plan.text or ""))
    for run in runs:
        bare = _MARKS.sub("", run)
        if len(bare) > SHOWN and bare not in text and (printed := _nearly(bare).search(letters)):
            cause = f"numbers {row[0]} {column.removesuffix('_zh')}"
            yield at(row, column, found=run, expected=printed[0], given=[(row, "quote")], cause=cause)


_IN_CLAUSE = regex("(?<![0-9.])([0-9]+(?:[.][0-9]+)+)[）)]?[^，。；：、“”0-9没未不无缺非]{0,6}“([^“”]{4,30})”")


def _cited_elsewhere(row: Any, column: str, words: str, plan: Plan) -> Iterator[Finding]:
    """What our words cite of a clause by its path, though the quote beside it has it from another one; and a title
    beside the number of another document that is not its title."""
    cause = f"numbers {row[0]} {column.removesuffix('_zh')}"
    for path, run in _IN_CLAUSE.findall(words) if "“" in words else ():
        place = plan.places.get(f"{plan.document_id}.{path}")
        if run in row.quote and isinstance(place, Span) and run not in (plan.typed or "")[place.start : place.end]:
            expected = say("cited-otherwise.clause", clause=path)
            yield at(row, column, found=f"{path} “{run}”", expected=expected, given=[(row, "quote")], cause=cause)
    for relation in plan.rows("relations") if "〔" in words else ():
        number, its = relation.to_doc_number, _MARKS.sub("", relation.to_title_zh)
        title = _TITLED.match(words.partition(number)[2]) if number and its else None
        if title and (ours := _MARKS.sub("", title[1])) not in its and its not in ours:
            given = [(relation, "to_title_zh")]
            yield at(row, column, found=title[1], expected=relation.to_title_zh, given=given, cause=cause)


_TITLED = regex("(?:号|文件)*《([^》]+)》")


def _other_areas(plan: Plan) -> set[str]:
    """How the areas of the documents to which this one is related are spoken of."""
    documents = plan.registry.by_key["documents"]
    related = {row.to_document_id for row in plan.rows("relations")} & documents.keys()
    own = plan.document.area_zh if plan.document is not None else ""
    return {spoken(documents[one].area_zh) for one in related} - {spoken(own)}


def _nearly(cited: str) -> re.Pattern[str]:
    """What has one letter within it more, less or other than what is cited."""
    split = [
        (re.escape(cited[:end]), re.escape(cited[end + 1 :]), re.escape(cited[end:]))
        for end in range(1, len(cited) - 1)
    ]
    near = "|".join(f"{begin}(?:.?{without}|.{with_})" for begin, without, with_ in split)
    return re.compile(f"(?!{re.escape(cited)})(?:{near})")
