"""Rules on numbers: value, comparator and measure say what the printed words say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from publisher.check.reading import FigureReading, due_of_several, noted, reading
from publisher.check.rule import Findings, at, check
from publisher.codebook.basis import builds
from publisher.codebook.dates import within
from publisher.codebook.forms import Form, form
from publisher.codebook.measures import COUNT, NONE
from publisher.codebook.opposites import plainly
from publisher.codebook.stages import hedges
from publisher.read.plan import Plan
from publisher.read.table import Row
from publisher.terms.messages import say
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import MeasuresRow, MentionsRow, NumberedRow, ObservationsRow, ProjectsRow, TargetsRow

NUMBERED = ("targets", "observations")


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


@check("error", on=NUMBERED, reads=("figure_printed", "value", "comparator", "measure_id", "basis", "kind"))
def number_incomplete(row: NumberedRow, _plan: Plan) -> Findings:
    if getattr(row, "record_kind", "target") not in ("target", "observation"):  # only readings have one
        return
    if row.kind == "milestone":
        for column in ("value", "value_max", "comparator", "measure_id", "basis"):
            if getattr(row, column):
                yield at(row, column, found=getattr(row, column), expected=say("number-incomplete.milestone"))
        return
    for column in ("figure_printed", "comparator", "value", "measure_id", "basis"):
        if not getattr(row, column):
            yield at(row, column, expected=say("number-incomplete.value"))


@check("error", on=NUMBERED, reads=("figure_printed", "quote"))
def figure_unreadable(row: NumberedRow, plan: Plan) -> Findings:
    read = _number(row, plan)
    if read is not None and read.said is None and not read.cut and row.figure_printed in row.quote:
        yield at(row, "figure_printed", found=row.figure_printed, expected=say("figure-unreadable.number"))


_RUN = regex(r"[0-9]+(?:\.[0-9]+)*")


@check(
    "error", on=(*NUMBERED, "mentions"), reads=("figure_printed", "quote", "quote_prefix", "quote_suffix", "clause_id")
)
def figure_not_whole(row: NumberedRow | MentionsRow, plan: Plan) -> Findings:
    if whole := _cut(row, plan):
        expected = say("figure-not-whole.whole", figure=whole)
        yield at(row, "figure_printed", found=row.figure_printed, expected=expected)


def _cut(row: NumberedRow | MentionsRow, plan: Plan) -> str:
    """The whole figure of which a record's is a part; "" where it is whole."""
    value = getattr(row, "value", None)
    if value is None:  # a mention has a figure of any form
        return _run_about(row.figure_printed, row.quote)
    read = reading(row, plan) if row.figure_printed and value else None
    return read.cut if read is not None and read.said is None and not plan.vouched(row) else ""


def _run_about(figure: str, quote: str) -> str:
    """The run of digits in a quote of which the digits that begin a mention's figure are a part; "" where they stand
    whole."""
    begun = _RUN.match(figure)
    runs = [run for run in _RUN.findall(quote) if begun and begun[0] in run] if figure in quote else []
    return min(runs, key=len) if begun and runs and begun[0] not in runs else ""


@check("error", on="plan", needs=("targets", "observations"))
def figure_recorded_twice(plan: Plan) -> Findings:
    seen: dict[tuple[int, str], NumberedRow] = {}
    for name in NUMBERED:
        for row in plan.rows(name):
            position = _position(row, plan) if row.kind != "allocation" else -1
            if position >= 0 and (first := seen.setdefault((position, due_of_several(row, plan)), row)) is not row:
                more, given = [(first, "figure_printed")], [(first, "quote"), (row, "quote")]
                expected = say("figure-recorded-twice.once", record=first[0])
                yield at(row, "figure_printed", found=row.figure_printed, expected=expected, more=more, given=given)


@check("error", on="plan", needs=("targets", "notes"))
def deadline_without_record(plan: Plan) -> Findings:
    by_place: dict[tuple[int, str], list[TargetsRow]] = {}
    for row in plan.rows("targets"):
        if due_of_several(row, plan) and (position := _position(row, plan)) >= 0:
            by_place.setdefault((position, row.area_zh), []).append(row)
    for rows in by_place.values():
        recorded = {row.deadline for row in rows}
        left = tuple(date for date in reading(rows[0], plan).dues if date not in recorded)
        if left and not any(noted(row.target_id, plan, "时限|期限|各年|每年", "interpretation") for row in rows):
            expected = say("deadline-without-record.each", dates=left, figure=rows[0].figure_printed)
            yield at(rows[0], "deadline", found=rows[0].deadline, expected=expected)


def _position(row: NumberedRow, plan: Plan) -> int:
    """Where in the text a record's figure stands; -1 where nothing says so."""
    read = _number(row, plan)
    if read is None or read.said is None:
        return -1
    if read.in_text:
        return read.said.start
    locked = plan.locked_place(row[0])
    return locked.start + read.said.start if locked else -1


def _number(row: NumberedRow, plan: Plan) -> FigureReading | None:
    """The reading of a record that has a number; None for a milestone, and where figure or value are missing."""
    return reading(row, plan) if row.figure_printed and row.value else None


@check("error", on=NUMBERED, reads=("figure_printed", "value_max", "comparator", "quote"))
def range_incomplete(row: NumberedRow, plan: Plan) -> Findings:
    read = _number(row, plan)
    upper = read.said.value_max if read and read.said else None
    if read and read.said and (Decimal(row.value_max) if row.value_max else None) != upper:
        ends = read.said.value, upper
        exchanged = bool(row.value and row.value_max) and (Decimal(row.value_max), Decimal(row.value)) == ends
        more = [(row, "value")] if exchanged else []
        yield at(row, "value_max", found=row.value_max, expected=_plain(upper) or say("nothing"), more=more)


@check("error", on=NUMBERED, reads=("figure_printed", "value", "quote"))
def value_differs_from_figure(row: NumberedRow, plan: Plan) -> Findings:
    read = _number(row, plan)
    if read and read.said and read.said.value is not None and Decimal(row.value) != read.said.value:
        expected = say("as-printed", value=_plain(read.said.value), printed=row.figure_printed)
        yield at(row, "value", found=row.value, expected=expected)


@check("error", on=NUMBERED, reads=("figure_printed", "comparator", "quote", "value_max"))
def comparator_differs_from_words(row: NumberedRow, plan: Plan) -> Findings:
    read = _number(row, plan)
    if row.comparator and read and read.said and read.said.comparator != row.comparator:
        expected = say("as-printed", value=read.said.comparator, printed=row.quote)
        yield at(row, "comparator", found=row.comparator, expected=expected)


@check("error", on=NUMBERED, reads=("figure_printed", "measure_id", "quote"))
def measure_differs_from_words(row: NumberedRow, plan: Plan) -> Findings:
    measure = plan.registry.by_key["measures"].get(row.measure_id)
    read = _number(row, plan)
    if measure is None or read is None or read.token is None or read.token.form is None:
        return
    if read.token.form.percent:
        if row.measure_id != "percent":
            expected = say("as-printed", value="percent", printed=row.figure_printed)
            yield at(row, "measure_id", found=row.measure_id, expected=expected)
        return
    if not _measured(read, measure) and not (read.token.measure is NONE and plan.vouched(row)):
        after = row.quote.partition(row.figure_printed)[2]
        expected = say("measure-differs-from-words.of", words=(row.figure_printed + after)[:16])
        # Where no use of the measure fits, it is its printed forms that are wrong: one cause.
        uses = [use for name in NUMBERED for use in plan.rows(name) if use.measure_id == row.measure_id]
        fits = any((other := _number(use, plan)) and _measured(other, measure) for use in uses)
        cause = "" if fits else f"printed forms of {row.measure_id}"
        yield at(row, "measure_id", found=row.measure_id, expected=expected, cause=cause)


def _measured(read: FigureReading, measure: MeasuresRow) -> bool:
    """Whether the measure is the word behind the figure; a bare count fits where none of the registry's stands."""
    printed = read.token.measure if read.token else NONE
    said = read.said.measure_id if read.said else ""
    if said not in ("", printed.measure_id):  # 分别控制在30、50微克以内, 提高5个、8个百分点: printed once for both
        return measure.measure_id == said
    if not printed.printed and printed.measure_id not in ("", COUNT):  # in a cell of its own
        return measure.measure_id == printed.measure_id
    forms = measure.printed.split("|")
    if printed.measure_id == COUNT or not printed.printed:
        return "∅" in forms
    return printed.printed in forms or printed.measure_id == measure.measure_id


# As what a note says that a record is entered (口径记为到达水平，记为带“争取”语气的目标), by the code that it explains.
_ENTERED = {
    "new": "新增|增量|新建", "total": "到达|累计|总数|总量|存量", "rate": "比率|强度|速率", "change": "变化",
    "unclear": "未明|不明|未说明", "strive": "力争|力求|争取|争创|努力", "explore": "探索|研究",
    "none": "(?:不带|没有|无)[^，。；]{0,8}语气",
}  # fmt: skip


def _interpreted(row: NumberedRow, code: str, plan: Plan) -> bool:
    """Whether a note says that a record is entered with a code that its words alone do not say."""
    return noted(row[0], plan, f"记[^，。；]{{0,12}}(?:{_ENTERED[code]})", "interpretation")


@check("error", on=NUMBERED, reads=("figure_printed", "basis", "quote", "kind"), needs=("notes",))
def basis_differs_from_words(row: NumberedRow, plan: Plan) -> Findings:
    read = _number(row, plan)
    if not row.basis or read is None or read.said is None:
        return
    printed = read.said.basis
    if printed == "unclear" and (row.basis == "total" and type(row).__name__ == "observations"):
        return
    doubtful = printed != row.basis and (read.in_text or printed != "unclear" or _alone_unclear(row))
    if doubtful and not plan.vouched(row) and not _interpreted(row, row.basis, plan):
        yield at(row, "basis", found=row.basis, expected=say("as-printed", value=printed, printed=row.quote))


_ADDED, _ADDS = regex(r"\bnewly\b|\badded\b|\badditional\b", re.I), regex("[新增添加多]|附加")
# What says before it that something is not only added, or anywhere that what stands counts.
_NOT_ADDED = regex(r"\b(?:not?|none|never|neither|nor|without|rather than|only|and|or)\b[^.;]*$|n[’']t\b[^.;]*$", re.I)
_STANDING = regex(r"\bexisting\b|\balready\b|\bin all\b|\bin total\b|\bas well as\b|\bold\b", re.I)
_OTHERWISE = {"new": regex("累计|总数|总量|存量"), "total": regex("新增|新建|新设"), "rate": regex("新增|累计|总数")}


@check("error", on=NUMBERED, reads=("basis", "what_zh", "what_en", "quote"))
def what_differs_from_basis(row: TargetsRow | ObservationsRow, _plan: Plan) -> Findings:
    word = plainly(_OTHERWISE[row.basis], row.what_zh) if row.basis in _OTHERWISE else None
    if word and word[0] not in row.quote:
        yield at(row, "what_zh", found=word[0], expected=say("as-printed", value=row.basis, printed=row.quote))
    added = _ADDED.search(row.what_en) if row.basis in ("total", "rate") else None
    if added and (_NOT_ADDED.search(row.what_en[: added.start()]) or _STANDING.search(row.what_en)):
        return
    if added and not _ADDS.search(row.what_zh + row.quote):
        yield at(row, "what_en", found=added[0], expected=say("as-printed", value=row.basis, printed=row.quote))


def _alone_unclear(row: NumberedRow) -> bool:
    """Whether a quote alone shows that its words decide nothing: a bare 建成, and no 三年内 in the sentence."""
    before = row.quote.partition(row.figure_printed)[0]
    return builds(before) and not within(getattr(row, "deadline_printed", ""))


@check("error", on=("targets", "plan"), reads=("figure_printed", "hedge", "quote", "kind"), needs=("notes",))
def hedge_differs_from_words(row: TargetsRow | Plan, plan: Plan | None = None) -> Findings:
    if isinstance(row, Plan):
        yield from _hedges_lost(row)
        yield from _hedges_put_in(row)
    elif plan is not None:
        yield from _hedged_otherwise(row, plan)


_HEDGED = {"strive": regex("争取|力争|力求|争创|争当|谋求|申[请报]|努力"), "explore": regex("探索|研究|预研")}


def _hedges_lost(plan: Plan) -> Findings:
    """Summaries that promise a hedged thing, by its name or figure, in sentences none of which has such a hedge."""
    tasks = plan.by_key["tasks"]
    firm = {(_task_of(row.clause_id, tasks), row.figure_printed) for row in plan.rows("targets") if row.hedge == "none"}
    named: list[tuple[TargetsRow | ProjectsRow, str]] = [(row, row.figure_printed) for row in plan.rows("targets")]
    named += [(row, row.name_zh) for row in plan.rows("projects") if len(row.name_zh) > 2]
    for record, words in named:
        task = tasks.get(key := _task_of(record.clause_id, tasks)) if words and record.hedge in _HEDGED else None
        printed = record.quote + getattr(record, "verb_printed", "")
        if task is None or words not in task.summary_zh or (key, words) in firm:
            continue
        if not _HEDGED[record.hedge].search(printed):
            continue  # what its own words do not say is judged there
        told = regex(rf"(?<![0-9.]){re.escape(words)}(?![0-9.万亿])")
        sentences = [sentence for sentence in re.split("[。；]", task.summary_zh) if told.search(sentence)]
        if sentences and not any(map(_HEDGED[record.hedge].search, sentences)):
            expected, given = say("as-printed", value=record.hedge, printed=record[0]), [(record, "hedge")]
            cause = f"hedges {task[0]}"
            yield at(task, "summary_zh", found=words, expected=expected, given=given, cause=cause)


_PUT_IN = regex("(?:力争(?!上游)|争取(?!时间))[^，。；：、]{0,12}$")


def _hedges_put_in(plan: Plan) -> Findings:
    """Summaries that hedge, right before its figure, a target that its record does not hedge."""
    tasks = plan.by_key["tasks"]
    of = [(tasks.get(_task_of(row.clause_id, tasks)), row) for row in plan.rows("targets") if row.figure_printed]
    hedged = {(task, row.figure_printed) for task, row in of if row.hedge != "none"}
    for task, row in of:
        if task is None or row.hedge != "none" or (task, row.figure_printed) in hedged or "争" not in task.summary_zh:
            continue
        before, found, behind = task.summary_zh.partition(row.figure_printed)
        if found and row.figure_printed not in behind and (hedge := _PUT_IN.search(before)):
            expected = say("as-printed", value=row.hedge, printed=row[0])
            yield at(task, "summary_zh", found=hedge[0] + found, expected=expected, given=[(row, "hedge")],
                     cause=f"numbers {task[0]} summary")  # fmt: skip


def _task_of(clause: str, tasks: Mapping[str, Row]) -> str:
    """The task in whose clause a record stands; "" where it stands in none."""
    while clause and clause not in tasks:
        clause = clause.rpartition(".")[0]
    return clause


def _hedged_otherwise(row: TargetsRow, plan: Plan) -> Findings:
    if row.kind == "milestone" and row.hedge == "none" and "strive" in hedges(row.quote):
        yield at(row, "hedge", found=row.hedge, expected=say("as-printed", value="strive", printed=row.quote))
    read = _number(row, plan)
    if read is None or read.said is None or read.said.hedge == row.hedge:
        return
    doubtful = read.in_text or read.said.hedge != "none"
    if doubtful and not _interpreted(row, row.hedge, plan):
        expected = say("as-printed", value=read.said.hedge, printed=row.quote)
        yield at(row, "hedge", found=row.hedge, expected=expected)


@check("error", on="targets", reads=("kind", "comparator", "parent_target_id", "area_zh", "quote"))
def kind_differs_from_number(row: TargetsRow, plan: Plan) -> Findings:
    if row.kind == "cap" and row.comparator not in ("le", "lt"):
        yield at(row, "comparator", found=row.comparator, expected=say("kind-differs-from-number.cap"))
    if row.kind == "target" and row.comparator in ("le", "lt") and "控制" in row.quote:
        yield at(row, "kind", found=row.kind, expected=say("as-printed", value="cap", printed=row.quote))
    if row.kind == "allocation" and not row.parent_target_id:
        yield at(row, "parent_target_id", expected=say("kind-differs-from-number.parent"))
    if row.kind == "allocation" and not row.area_zh:
        yield at(row, "area_zh", expected=say("kind-differs-from-number.area"))
    if row.kind != "allocation" and row.parent_target_id:
        yield at(row, "kind", found=row.kind, expected=say("kind-differs-from-number.allocation"))
    measure = plan.registry.by_key["measures"].get(row.measure_id)
    if row.kind == "budget" and measure is not None and measure.kind != "money":
        yield at(row, "measure_id", found=row.measure_id, expected=say("kind-differs-from-number.money"))


OF_NAMES, OF_FIGURES = ("title", "organisation"), ("name", "idiom", "vague")


@check("error", on="mentions", reads=("kind", "figure_printed", "name_printed"))
def mention_not_one(row: MentionsRow, plan: Plan) -> Findings:
    column = "figure_printed" if row.kind in OF_FIGURES else "name_printed" if row.kind in OF_NAMES else ""
    if bool(row.figure_printed) == bool(row.name_printed):
        yield at(row, column or "figure_printed", found=row.figure_printed, expected=say("mention-not-one.one"))
    elif column and not getattr(row, column):
        other = "name_printed" if column == "figure_printed" else "figure_printed"
        yield at(row, other, found=getattr(row, other), expected=say("mention-not-one.nothing", kind=row.kind))
    elif row.kind == "vague" and isinstance(form(row.figure_printed), Form):
        yield at(row, "kind", found=row.kind, expected=say("mention-not-one.exact", figure=row.figure_printed))
    elif row.kind in OF_FIGURES[:2] and (token := reading(row, plan).token) and token.kind == "vague":
        yield at(row, "kind", found=row.kind, expected=say("as-printed", value="vague", printed=row.figure_printed))
