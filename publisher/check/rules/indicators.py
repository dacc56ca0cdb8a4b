"""Rules on indicators: what is compared under one is measured and told alike, and what is tied is one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from publisher.check.retold import otherwise_signed
from publisher.check.rule import Finding, Findings, at, at_place, check
from publisher.check.rules.retelling import SAID, measured_in
from publisher.check.stated import LINE, Stated, of_number
from publisher.check.summary import Summaries
from publisher.codebook.likeness import pairs, share
from publisher.codebook.measures import COUNT
from publisher.codebook.opposites import denied, plainly
from publisher.codebook.own_words import readings
from publisher.read.layout import FOLDER
from publisher.read.package import Package
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.terms.messages import Message, say
from publisher.terms.problem import Place
from publisher.terms.regex import regex

if TYPE_CHECKING:
    from publisher.read.rows import IndicatorsRow, ObservationsRow, TargetsRow

MIXED = "mixed"  # the basis of an indicator whose records have several
_COUNTED = regex("目前只有([一二两三四五六七八九十]+)处")
_MAY_BE_ADDED, _NOT_TO_BE_ADDED = (
    regex("(?<![不未定否])可以?(?:直接)?(?:相加|加总)"),
    regex("不(?:可|能|得|应|宜)(?:直接)?(?:相加|加总)"),
)
_ACROSS = regex(
    "^(?:各|不同)(?:城市|地区|省市|文件)(?:的(?:数字|数值|目标|里程))?(?:之间)?(?:也|都|均)?$"
)  # whose numbers may be added
TABLES = {"t": "targets", "o": "observations"}  # the letter of a record's id → its table


@check("error", on=("targets", "observations"), reads=("indicator_id", "measure_id", "basis", "indicator_match"))
def number_does_not_fit_indicator(row: TargetsRow | ObservationsRow, plan: Plan) -> Findings:
    if bool(row.indicator_id) != bool(row.indicator_match):
        column = "indicator_match" if row.indicator_id else "indicator_id"
        yield at(row, column, found=row.indicator_match, expected=say("number-does-not-fit-indicator.both"))
        return
    indicator = plan.registry.by_key["indicators"].get(row.indicator_id)
    measures = plan.registry.by_key["measures"]
    if indicator is None or row.measure_id not in measures or indicator.measure_id not in measures:
        return
    mine, its = measures[row.measure_id].canonical_id, measures[indicator.measure_id].canonical_id
    if mine != its:
        expected = say("number-does-not-fit-indicator.converts", measure=its)
        yield at(row, "measure_id", found=row.measure_id, expected=expected)


@check(
    "error", on=("targets", "observations"), reads=("indicator_id", "basis", "indicator_match"), needs=("indicators",)
)
def basis_differs_from_indicator(row: TargetsRow | ObservationsRow, plan: Plan) -> Findings:
    indicator = plan.registry.by_key["indicators"].get(row.indicator_id)
    if indicator is None or row.indicator_match != "exact" or not row.basis or indicator.basis == MIXED:
        return
    if row.basis != indicator.basis:
        expected = say("as-printed", value=indicator.basis, printed=row.indicator_id)
        yield at(row, "basis", found=row.basis, expected=expected, given=[(indicator, "basis")])


@check("error", on="package", needs=("indicators", "targets", "observations"))
def indicator_differs_from_records(package: Package, summaries: Summaries) -> Findings:
    if any(plan.shaken for plan in summaries):
        return
    for row in package.registry.rows("indicators"):
        records = summaries.of_indicator.get(row.indicator_id, ())
        bases = sorted({record.basis for record in records if record.basis})
        if row.basis == MIXED and len(bases) == 1:
            expected = say("indicator-differs-from-records.basis", basis=bases[0], records=len(records))
            yield at(row, "basis", found=row.basis, expected=expected)
        measures = sorted({record.measure_id for record in records if record.measure_id} - {COUNT})
        yield from _named_against(row, package.registry)
        if row.measure_id not in ("", COUNT, *measures) and measures:
            expected = say("one-of", items=tuple(measures))
            yield at(row, "measure_id", found=row.measure_id, expected=expected)
        counted = _COUNTED.search(row.comparability_zh)
        if counted and records and len(records) not in readings(counted[1]):
            expected = say("indicator-differs-from-records.records", records=len(records))
            yield at(row, "comparability_zh", found=counted[0], expected=expected)
        caps = any(record.kind == "cap" for record in records)
        least = any(record.comparator in ("ge", "gt") and record.kind == "target" for record in records)
        if caps != least and row.better == ("up" if caps else "down"):
            actual = say("as-printed", value="down" if caps else "up", printed=row.indicator_id)
            yield at(row, "better", found=row.better, expected=actual)
        yield from _added_against(row)
        yield from _compared_against(row)
        yield from _told_against(row, records)
        if records and row.better != "none" and all(record.kind == "structure" for record in records):
            actual = say("as-printed", value="none", printed=row.indicator_id)
            yield at(row, "better", found=row.better, expected=actual)
        yield from _of_two_sorts([record for record in records if record.match == "exact"], row.indicator_id)


def _added_against(row: IndicatorsRow) -> Iterator[Finding]:
    """What the words on an indicator say of adding its records, where it is told to be otherwise."""
    may, must_not = _MAY_BE_ADDED.search(row.comparability_zh), _NOT_TO_BE_ADDED.search(row.comparability_zh)
    said = {"false": may, "true": must_not}.get(row.may_be_summed)
    across = may is not None and _ACROSS.search(re.split("[，。；：]", row.comparability_zh[: may.start()])[-1])
    if said and (not (may and must_not) or (said is may and across)):
        expected = say("as-printed", value=row.may_be_summed, printed="may_be_summed")
        yield at(row, "comparability_zh", found=said[0], expected=expected, given=[(row, "may_be_summed")])


_ADDS = regex("新建|新增|新设|增量")
_AT_ALL = regex("(?<!是)(?:累计|总数|存量)")
_STANDING = regex("(?:现有|已有|既有|已建成?)的?(?![^。]*(?:之外|以外|基础|新|不|[增拟将]|承诺|写明|计划))")
_COMPARED = regex("可(?:以)?(?:直接)?(?:相比|比较)")
_ONLY_IF = regex("[哪难若如才只仅先]|是否|能否|可否|除非")  # what says of which, or when, records may be compared


def _compared_against(row: IndicatorsRow) -> Iterator[Finding]:
    """What the words on an indicator say of its basis, or of comparing its records, that is otherwise."""
    words = row.comparability_zh if row.basis == MIXED else ""
    compared = next((one for one in _COMPARED.finditer(words) if not denied(words, one)), None)
    if compared and not _ONLY_IF.search(re.split("[。；]", words[: compared.start()])[-1]):
        actual = say("as-printed", value=row.basis, printed="basis")
        yield at(row, "comparability_zh", found=compared[0], expected=actual, given=[(row, "basis")])
    adds, at_all = plainly(_ADDS, row.definition_zh), plainly(_AT_ALL, row.definition_zh)
    said = {"new": at_all or _STANDING.match(row.definition_zh), "total": adds}.get(row.basis)
    if said and not (adds and at_all):
        actual = say("as-printed", value=row.basis, printed="basis")
        yield at(row, "definition_zh", found=said[0], expected=actual, given=[(row, "basis")])


SHARED = 0.5  # of the name of another indicator, which a definition then defines
_MEASURED = regex("(?<!原文)(?<!原文的)(?:单位|量纲)[是为]“?([^，。；：、（）“”]{1,6})")


def _named_against(row: IndicatorsRow, registry: Registry) -> Iterator[Finding]:
    """What the words on an indicator say of the thing that it is named after, its unit or its basis, and is another."""
    ours, its, own = row.definition_zh, row.name_zh, row.measure_id
    apart = [*otherwise_signed(ours, its)] if any(otherwise_signed(its, ours)) else []
    told = [("definition_zh", *one, "name_zh") for one in apart]
    of_another = (one for one in registry.rows("indicators") if share(one.name_zh, ours) >= SHARED)
    if pairs(its) and pairs(ours) and pairs(its).isdisjoint(pairs(ours)) and any(of_another):
        told += [("definition_zh", ours, its, "name_zh")]
    units = (one for one in _MEASURED.findall(ours) if own not in measured_in(one, registry, own))
    told += [("definition_zh", one, own, "measure_id") for one in units]
    others = [words for column, words, codes in SAID if column == "basis" and row.basis not in (*codes, "", MIXED)]
    parts = (part for part in _PART.split(row.comparability_zh) if any(words.fullmatch(part) for words in others))
    parts = (part for part in parts if f"的，{part}" not in row.comparability_zh)  # of another, just named
    told += [("comparability_zh", part, row.basis, "basis") for part in parts]
    for column, found, expected, of in told[:1]:
        yield at(row, column, found=found, expected=say("as-printed", value=expected, printed=of), given=[(row, of)])


_BOUNDED = {"下限": ("ge", "gt", "range"), "上限": ("le", "lt", "range"), "约数": ("approx",), "确数": ("eq",)}
_IS_BOUND = regex("(?:[两二三四五][处者])?(?:[都均也]|同样)?(?:是|属)(?:一个)?(下限|上限|约数|确数)(?:（[^（）]*）)?")
_TERM = regex("[^国省部其另]*?(时限(?:[都均也]?(?:是|定?为|定在)|（)到?(20[0-9]{2})年)")
_PART = regex("[，。；：]")
_UNSURE = regex("[^。；]*(?:若|如果|看不出|未说明)[^。；]*")
_YEAR = regex("(20[0-9]{2})年?(?!年?[0-9]*月?起)")


def _told_against(row: IndicatorsRow, records: Iterable[Stated]) -> Iterator[Finding]:
    """What the words on an indicator say of bounds, or of a time limit, that none of its records has."""
    for part in _PART.split(_UNSURE.sub("", row.comparability_zh)) if records else ():
        bound, term = _IS_BOUND.fullmatch(part), _TERM.match(part)
        have = sorted({record.comparator for record in records if record.comparator})
        if bound and have and not {*have} & {*_BOUNDED[bound[1]]}:
            yield at(row, "comparability_zh", found=bound[0], expected=say("one-of", items=tuple(have)))
        years = sorted({record.year for record in records if record.year})
        if term and years and (told := _YEAR.findall(part)) and not {*told} & {*years}:
            yield at(row, "comparability_zh", found=term[1], expected=say("one-of", items=tuple(years)))


def _of_two_sorts(records: list[Stated], indicator: str) -> Iterator[Finding]:
    """The records of the rarer sort where some have a number and others are milestones."""
    milestones = [record for record in records if record.kind == "milestone"]
    numbers = [record for record in records if record.kind != "milestone"]
    few = milestones if len(milestones) <= len(numbers) else numbers
    for record in few if milestones and numbers else ():
        document, _, number = record.record_id.partition(".")
        place = Place(
            f"{FOLDER}/plans/{document}/{TABLES[number[0]]}.csv", int(record.line.removeprefix(LINE)), "indicator_id"
        )
        sort = "milestones" if few is milestones else "numbers"
        actual, expected = (
            say("as-printed", value=indicator, printed=record.kind),
            Message(f"indicator-differs-from-records.{sort}"),
        )
        yield at_place(place, found=actual, expected=expected, record=record.record_id)


def _other_thing(own: Stated, target: Stated, registry: Registry) -> str:
    """Why a quantity and a target are not of one thing; "" where nothing speaks against it."""
    if own.indicator_id and target.indicator_id and own.indicator_id != target.indicator_id:
        return f"{own.indicator_id} / {target.indicator_id}"
    measures = registry.by_key["measures"]
    mine, its = measures.get(own.measure_id), measures.get(target.measure_id)
    if mine is not None and its is not None and mine.canonical_id != its.canonical_id:
        return f"{own.measure_id} / {target.measure_id}"
    return ""


@check("error", on=("observations", "package"), reads=("for_target_id", "indicator_id", "measure_id"))
def target_of_another_thing(one: ObservationsRow | Package, other: Any) -> Findings:
    if isinstance(one, Package):
        yield from _across(one, other)
        return
    target = other.by_key["targets"].get(one.for_target_id)
    if target is None:
        return
    why = _other_thing(of_number(one), of_number(target), other.registry)
    if not why and pairs(one.what_zh).isdisjoint(pairs(target.what_zh) | pairs(target.quote)):
        why = target.what_zh
    if why:
        given = [(target, "indicator_id"), (target, "measure_id"), (target, "what_zh")]
        actual = say("as-printed", value=one.for_target_id, printed=why)
        yield at(one, "for_target_id", found=actual, expected=say("target-of-another-thing.same"), given=given)


def _across(package: Package, summaries: Summaries) -> Iterator[Finding]:
    for plan in summaries:
        for tie in plan.ties if not plan.shaken else ():
            target = summaries.stated(tie.record_id)
            if tie.kind or target is None or summaries.by_document[tie.record_id.partition(".")[0]].shaken:
                continue
            if why := _other_thing(tie.said, target, package.registry):
                actual = say("as-printed", value=tie.record_id, printed=why)
                expected = say("target-of-another-thing.same")
                yield at_place(tie.place, found=actual, expected=expected, record=tie.said.record_id)
