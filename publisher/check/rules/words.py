"""Rules on our own words: their numbers are those of the text and the records, in both languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from typing import TYPE_CHECKING

from publisher.check.claims import Claim
from publisher.check.numbers import of_document, of_words, reckoned, unproven
from publisher.check.retold import retold
from publisher.check.rule import Finding, Findings, at, at_place, by_value, check
from publisher.check.stated import Stated, gives
from publisher.check.summary import NUMBERED, Summaries
from publisher.codebook.areas import spoken, spoken_in_english
from publisher.codebook.own_words import (
    Number,
    contradicted,
    counted,
    days,
    in_chinese,
    in_english,
    miscounted,
    number,
    shown,
    times,
    unsaid,
    wholes,
    years_of_days,
)  # fmt: skip
from publisher.read.package import Package
from publisher.read.places import clause_of
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Row
from publisher.terms.messages import say
from publisher.terms.regex import regex
from publisher.terms.schema import TableSchema

if TYPE_CHECKING:
    from publisher.read.rows import DocumentsRow

REPEATED = 40  # letters; of five texts the longest run in our words has 36, most of it names
NUMERAL = "[0-9]+|[一二两三四五六七八九十]+"
NUMBERED_TABLES = ("targets", "observations")
PIECE = 20  # letters that are looked for first
_NO_LETTERS = regex(r"[\W_]+")


def _cause(record: str, column: str) -> str:
    return f"numbers {record} {column.removesuffix('_zh').removesuffix('_en')}"


def _given(plan: Plan, row: Row) -> list[tuple[Row, str]]:
    """The cells that would prove a number, if one of them were not at fault."""
    clause = clause_of(row)
    cells = [(plan.copy, "body_start"), (plan.copy, "body_end")] if plan.copy is not None else []
    for name in ("clauses", "targets", "observations", "mentions", "relations", "responsibilities"):
        for other in plan.rows(name):
            if clause_of(other) == clause or clause_of(other).startswith(f"{clause}."):
                cells += [(other, column) for column in NUMBERED if hasattr(other, column)]
    return cells


@check("error", on=("plan", "package"), needs=("clauses", "targets", "observations", "mentions", "documents"))
def number_unproven(context: Plan | Package, summaries: Summaries | None = None) -> Findings:
    if isinstance(context, Package):
        yield from _across(context, summaries or Summaries(()))
        return
    for item in unproven(context):
        if item.narrow:
            cause = _cause(item.row[0], item.column)
            expected = say("number-unproven.clause", clause=clause_of(item.row))
            given = _given(context, item.row)
            yield at(item.row, item.column, found=shown(item.numbers), expected=expected, given=given, cause=cause)
    yield from _listed(context)
    yield from _of_parts(context)
    yield from _of_outline(context)
    yield from _of_quoted(context)
    yield from _of_times(context)
    for retelling in retold(context):
        row, column, given = retelling.row, retelling.column, _given(context, retelling.row)
        expected = say("as-printed", value=retelling.printed, printed=clause_of(row) or row[0])
        yield at(row, column, found=retelling.words, expected=expected, given=given, cause=_cause(row[0], column))


def _listed(plan: Plan) -> Iterator[Finding]:
    """Counts in our words that are not how many things these list."""
    for name, table in plan.tables.items():
        for column in _own_columns(plan.schemas[name]):
            for row, words in zip(table.rows, table.cells(column), strict=True):
                for printed, items in miscounted(words) if "、" in words else ():
                    yield at(row, column, found=printed, expected=str(items), cause=_cause(row[0], column))


def _of_parts(plan: Plan) -> Iterator[Finding]:
    """Counts, in what is said of a divided target or of its parts, of all parts or of those of one figure, that are
    otherwise."""
    for parent, parts in by_value(plan.rows("targets"), "parent_target_id").items():
        if not parent:
            continue
        of, figures = {parent, *(part[0] for part in parts)}, Counter(part.figure_printed for part in parts)
        printed = "|".join(map(re.escape, sorted(filter(None, figures), key=len, reverse=True)))
        counts = regex(rf"(?<![第0-9])({NUMERAL})个(区域|份额|(?:{printed})(?![0-9.万亿A-Za-z]))")
        words: list[tuple[Row, str]] = [(row, "caveat_zh") for row in plan.rows("targets") if row[0] in of]
        words += [(row, "text_zh") for row in plan.rows("notes") if row.record_id in of]
        for row, column in words:
            for stated, what in counts.findall(getattr(row, column)):
                if counted(stated) not in (number := figures.get(what, len(parts)), None):
                    given = [(part, "parent_target_id") for part in plan.rows("targets") if part.kind == "allocation"]
                    cause = _cause(row[0], column)
                    yield at(row, column, found=f"{stated}个{what}", expected=str(number), given=given, cause=cause)


_OF_OUTLINE = {
    "task": regex(f"({NUMERAL})项任务"),
    "safeguard": regex(f"({NUMERAL})项保障措施"),
    "pillar": regex(f"({NUMERAL})大(?:建设行动|工程|板块)"),
}


def _of_outline(plan: Plan) -> Iterator[Finding]:
    """Counts of tasks, safeguards and pillars in the summary of a document that are not those of its outline."""
    kinds = Counter(row.kind for row in plan.rows("clauses"))
    for row in [plan.document] if plan.document is not None else ():
        for kind, counts in _OF_OUTLINE.items():
            for printed in counts.findall(row.summary_zh):
                if counted(printed) not in (kinds[kind], None):
                    given = [(clause, "kind") for clause in plan.rows("clauses")]
                    cause = _cause(row[0], "summary_zh")
                    yield at(row, "summary_zh", found=printed, expected=str(kinds[kind]), given=given, cause=cause)


_QUOTED_COUNT = regex("“([一二两三四五六七八九十]+)([^”0-9]{1,6})”")


def _of_quoted(plan: Plan) -> Iterator[Finding]:
    """Counts that the reason of a mention quotes, though its own quote has another one before the same words."""
    for row in plan.rows("mentions"):
        for quoted, rest in _QUOTED_COUNT.findall(row.reason_zh) if "“" in row.reason_zh else ():
            other = re.search(f"[一二两三四五六七八九十]+{re.escape(rest)}", row.quote)
            if other and quoted + rest not in row.quote:
                given, cause = [(row, "quote")], _cause(row[0], "reason_zh")
                yield at(row, "reason_zh", found=quoted + rest, expected=other[0], given=given, cause=cause)


def _of_times(plan: Plan) -> Iterator[Finding]:
    """What a caveat says is so many times another number that it gives, though the record’s value is not."""
    for row in (row for name in NUMBERED_TABLES for row in plan.rows(name) if row.value and not row.value_max):
        for factor in times(row.caveat_zh) if "倍" in row.caveat_zh or "一半" in row.caveat_zh else ():
            others = {float(other) for other in in_chinese(row.caveat_zh).said if not isinstance(other, str)}
            if others and not any(other * float(factor) == float(row.value) for other in others):
                expected = say("as-printed", value=row.value, printed=shown(in_chinese(row.caveat_zh).said))
                given, cause = [(row, "value")], _cause(row[0], "caveat_zh")
                yield at(row, "caveat_zh", found=f"×{factor}", expected=expected, given=given, cause=cause)


def _across(package: Package, summaries: Summaries) -> Iterator[Finding]:
    for plan in summaries:
        for claim in plan.claims:
            named = {*claim.named, *summaries.related.get(plan.document_id, ())}
            shaken = any(summaries.by_document[name].shaken for name in named if name in summaries.by_document)
            if not shaken and (left := _unproven(claim, named, package, summaries)):
                expected = say("number-unproven.of", records=tuple(sorted(named)) or (plan.document_id,))
                cause = _cause(claim.record_id, claim.place.field)
                yield at_place(claim.place, found=shown(left), expected=expected, cause=cause, record=claim.record_id)
    if not any(plan.shaken for plan in summaries):
        yield from _of_indicators(package, summaries)
        yield from _of_one_area(package, summaries)


def _unproven(claim: Claim, named: set[str], package: Package, summaries: Summaries) -> set[Number]:
    """The numbers of a claim that none of the documents named there gives."""
    known: set[Number] = set(claim.known)
    left = set(claim.numbers)
    for name in sorted(named):
        if (document := package.registry.by_key["documents"].get(name)) is not None:
            known |= left & of_document(document)
        if claim.remark and name in summaries.by_document:
            plan = summaries.by_document[name]
            known |= {value for value in left if gives(plan.stated, value) or value in plan.clauses.values()}
    records = [linked for link in claim.links if (linked := summaries.stated(link)) is not None]
    records += summaries.of_indicator.get(claim.indicator_id, ()) if claim.indicator_id else ()
    records += summaries.for_record.get(claim.record_id, ())
    known |= {value for record in records for value in _values(record)}
    left -= known
    left -= reckoned(claim.words, left, known)
    return left


def _values(record: Stated) -> set[Number]:
    return {number(cell) for cell in (record.value, record.value_max, record.year) if cell} | of_words(record.figure)


def _totals(records: Iterable[Stated]) -> set[Number]:
    """What the parts of a target add up to, by document."""
    values_by_document: dict[str, list[Number]] = {}
    for record in records:
        if record.kind == "allocation" and record.value:
            values_by_document.setdefault(record.record_id.partition(".")[0], []).append(number(record.value))
    return {sum(value for value in parts if not isinstance(value, str)) for parts in values_by_document.values()}


def _of_indicators(package: Package, summaries: Summaries) -> Iterator[Finding]:
    """What the words on an indicator say of numbers that none of its records gives."""
    documents = package.registry.by_key["documents"]
    for row in package.registry.rows("indicators"):
        for name in ("definition", "comparability"):
            words = getattr(row, f"{name}_zh")
            documents_of = {record.record_id.partition(".")[0] for record in summaries.of_indicator.get(row[0], ())}
            for numbers in _DOCUMENTS.findall(words) if documents_of else ():
                if (count := counted(numbers)) is not None and count > len(documents_of):
                    number, cause = str(len(documents_of)), _cause(row[0], f"{name}_zh")
                    yield at(row, f"{name}_zh", found=f"{numbers}份文件", expected=number, cause=cause)
            zh, en = in_chinese(words), in_english(getattr(row, f"{name}_en"))
            for language, numbers in (("zh", zh.said - zh.counted), ("en", en.said - en.counted - zh.possible)):
                claims = {value for value in numbers if not isinstance(value, str)}
                if not claims:
                    continue
                records = summaries.of_indicator.get(row.indicator_id, ())
                known = {value for record in records for value in _values(record)} | _totals(records)
                for document in {record.record_id.partition(".")[0] for record in records} & documents.keys():
                    known |= of_document(documents[document])
                left = claims - known
                left -= reckoned(words, left, known)
                if left:
                    column, expected = f"{name}_{language}", say("number-unproven.indicator", id=row.indicator_id)
                    yield at(row, column, found=shown(left), expected=expected, cause=_cause(row[0], column))


_DOCUMENTS = regex(f"({NUMERAL})份文件")
_PARTS = {"zh": "[，；。：]", "en": "[,;.:] "}


def _of_one_area(package: Package, summaries: Summaries) -> Iterator[Finding]:
    """What the words on an indicator give one area, though it is the number of another."""
    documents = package.registry.by_key["documents"]
    for row in package.registry.rows("indicators"):
        values: dict[str, set[Number]] = {}
        areas: dict[str, DocumentsRow] = {}
        for record in summaries.of_indicator.get(row.indicator_id, ()):
            if (document := documents.get(record.record_id.partition(".")[0])) is not None:
                areas[document.area_code] = document
                values.setdefault(document.area_code, set()).update(_values(record))
        for language, between in _PARTS.items():
            for words in re.split(between, getattr(row, f"comparability_{language}")):
                of = [code for code, document in areas.items() if _spoken(document, language) in words]
                if len(of) != 1:
                    continue
                mine, read = values[of[0]], in_chinese(words) if language == "zh" else in_english(words)
                others = {value for code in values for value in values[code]} - mine
                if wrong := read.said & others:
                    expected = say("as-printed", value=shown(mine), printed=_spoken(areas[of[0]], language))
                    given = [(document, column) for document in areas.values() for column in ("area_zh", "area_en")]
                    column, cause = f"comparability_{language}", _cause(row[0], "comparability_zh")
                    yield at(row, column, found=shown(wrong), expected=expected, given=given, cause=cause)


def _spoken(document: DocumentsRow, language: str) -> str:
    """How the area of a document is spoken of in a language: 宝山, Baoshan."""
    return spoken(document.area_zh) if language == "zh" else spoken_in_english(document.area_en)


@check("error", on="plan", when=lambda plan: plan.text is not None)
def running_text_repeated(plan: Plan) -> Findings:
    text = _NO_LETTERS.sub("", plan.text or "")
    documents = [plan.document] if plan.document is not None else []
    tables = [("documents", documents), *((name, table.rows) for name, table in plan.tables.items())]
    for name, rows in tables:
        for row, column in product(rows, _own_columns(plan.schemas[name])):
            if len(words := getattr(row, column)) >= REPEATED and (run := _repeated(words, text)):
                actual = say("running-text-repeated.found", words=run[:30], letters=len(run))
                expected = say("running-text-repeated.fewer", letters=REPEATED)
                yield at(row, column, found=actual, expected=expected)


def _repeated(words: str, text: str) -> str:
    """The first long run of letters that words share with a text; "" where none is long."""
    letters = _NO_LETTERS.sub("", words)
    for start in range(0, len(letters) - PIECE + 1, REPEATED - PIECE + 1):
        if letters[start : start + PIECE] not in text:  # every long run holds one of these pieces whole
            continue
        first, last = start, start + PIECE
        while last < len(letters) and letters[first : last + 1] in text:
            last += 1
        while first > 0 and letters[first - 1 : last] in text:
            first -= 1
        if last - first >= REPEATED:
            return letters[first:last]
    return ""


def _own_columns(schema: TableSchema) -> tuple[str, ...]:
    return tuple(field.name for field in schema.fields if field.name.endswith("_zh") and not field.verbatim)


@check("error", on=("plan", "registry"))
def number_differs_between_languages(context: Plan | Registry) -> Findings:
    document = context.document if isinstance(context, Plan) else None
    year = (document.dated_on or document.published_on)[:4] if document is not None else ""
    for name, table in context.tables.items():
        for stem, chinese, english in own_pairs(context.schemas[name]):
            for row, zh, en in zip(table.rows, table.cells(chinese), table.cells(english), strict=True):
                one, other = in_chinese(zh), in_english(en)
                alone: frozenset[Number] = other.said - one.possible
                alone = alone - years_of_days(zh, en, year) if alone else alone
                missing: frozenset[Number] = one.said - other.possible
                alone = alone or (other.said - one.said if missing else alone)
                if not alone and (sums := wholes(en)) and zh:  # no other number, but another day, or another sum
                    alone = sums - wholes(zh) if wholes(zh) - sums else alone
                    missing = wholes(zh) - sums if alone else missing
                if not alone and days(zh) and days(en) and days(zh) != days(en):
                    alone, missing = days(en), days(zh)
                if not alone and (loosely := contradicted(zh, en))[0]:
                    alone, missing = loosely
                left_out = unsaid(zh, en) if zh and en and missing and not alone else frozenset[Number]()
                if zh and en and (left_out or _contradicts(alone, missing, stem=stem)):
                    actual = shown(alone) or "–"
                    expected = say("as-printed", value=shown(left_out or missing) or "–", printed=chinese)
                    given, cause = [(row, chinese)], _cause(row[0], chinese)
                    yield at(row, english, found=actual, expected=expected, given=given, cause=cause)


STRICT = ("title", "short")  # say in both languages whatever they say in numbers


def _contradicts(alone: frozenset[Number], missing: frozenset[Number], *, stem: str) -> bool:
    """Whether the numbers of one language alone make it say something else than the other."""
    if stem in STRICT:
        return bool(alone or missing)
    return bool(alone and missing) or any(not isinstance(value, str) for value in alone)


def own_pairs(schema: TableSchema) -> list[tuple[str, str, str]]:
    """The columns of a table that stand in both languages: their common stem, the Chinese and the English one."""
    names = [name.removesuffix("_zh") for name in schema.names if name.endswith("_zh")]
    return [(name, f"{name}_zh", f"{name}_en") for name in names if f"{name}_en" in schema.names]
