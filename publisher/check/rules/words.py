"""Rules on our own words: their numbers are those of the text and the records, in both languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING

from publisher.check.claims import Claim, named
from publisher.check.numbers import OF_DOCUMENT, WIDE, of_document, of_words, reckoned, total, unproven
from publisher.check.retold import retold
from publisher.check.rule import Finding, Findings, at, at_place, by_value, check
from publisher.check.stated import Stated, gives
from publisher.check.summary import NUMBERED, Summaries
from publisher.codebook.areas import spoken, spoken_in_english
from publisher.codebook.opposites import plainly
from publisher.codebook.own_words import (
    Number,
    contradicted,
    counted,
    days,
    exchanged,
    in_chinese,
    in_english,
    miscounted,
    number,
    readings,
    shown,
    times,
    unsaid,
    wholes,
    years_of_days,
)  # fmt: skip
from publisher.read.package import Package
from publisher.read.places import Span, Unplaced, clause_of
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
FIRST_LETTERS = 20  # letters that are looked for first
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
    yield from _of_most(context)
    yield from _counted_otherwise(context)
    yield from _of_quoted(context)
    yield from _of_times(context)
    yield from _of_days(context)
    retellings = [*retold(context)]
    yield from _crossed(context, {retelling.row[0] for retelling in retellings})
    for retelling in retellings:
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
            yield from _in_all(plan, row, column, parts)
            for stated, what in counts.findall(getattr(row, column)):
                if counted(stated) not in (number := figures.get(what, len(parts)), None):
                    given = [(part, "parent_target_id") for part in plan.rows("targets") if part.kind == "allocation"]
                    cause = _cause(row[0], column)
                    yield at(row, column, found=f"{stated}个{what}", expected=str(number), given=given, cause=cause)


_IN_ALL = regex("份额[^，。；0-9]{0,3}合计(?:为|达)?([0-9][0-9.]*[十百千万亿]*)")


def _in_all(plan: Plan, row: Row, column: str, parts: list[Row]) -> Iterator[Finding]:
    """What our words say that the parts of a target add up to, where it is not their sum."""
    for stated in _IN_ALL.findall(getattr(row, column)):
        if (sum_ := total(parts)) not in in_chinese(stated).said:
            shares = [part for part in plan.rows("targets") if part.kind == "allocation"]
            given = [(part, name) for part in shares for name in ("parent_target_id", "value", "measure_id")]
            yield at(row, column, found=stated, expected=shown([sum_]), given=given, cause=_cause(row[0], column))


_OF_OUTLINE = {
    "task": regex(f"({NUMERAL})项任务"),
    "safeguard": regex(f"({NUMERAL})项保障措施"),
    "pillar": regex(f"({NUMERAL})大(?:建设行动|工程|板块)"),
}


_OF_HEADINGS = regex(f"(?<![第0-9])({NUMERAL})个([\u4e00-\u9fff]{{3,6}})")
LEAST, EXCHANGED = 4, 2  # counts that are summed; fewer have the sum of many others; those of them that are others
_OF_CLAUSES = regex("条|任务|措施")
_ONE_EACH = regex(r"(?<![0-9+ ])[0-9]+(?: ?[+] ?[0-9]+)+")


def _of_outline(plan: Plan) -> Iterator[Finding]:
    """Counts of tasks, safeguards, pillars and other clauses in the summary of a document that are not those of its
    outline, and such of the tasks of each pillar in a note."""
    clauses = plan.rows("clauses")
    kinds, given = Counter(row.kind for row in clauses), [(clause, "kind") for clause in clauses]
    for row in [plan.document] if plan.document is not None else ():
        counts: list[tuple[str, set[Number]]] = [
            (stated, {kinds[kind]}) for kind, of in _OF_OUTLINE.items() for stated in of.findall(row.summary_zh)
        ]
        counts += [(stated, _headed(what, clauses)) for stated, what in _OF_HEADINGS.findall(row.summary_zh)]
        for stated, known in counts:
            if known and counted(stated) not in (*known, None):
                cause = _cause(row[0], "summary_zh")
                yield at(row, "summary_zh", found=stated, expected=shown(known), given=given, cause=cause)
    of_pillars = [sum(task.parent_id == row[0] for task in clauses) for row in clauses if row.kind == "pillar"]
    for note in plan.rows("notes"):
        for sum_ in _ONE_EACH.findall(note.text_zh) if "+" in note.text_zh else ():
            each = [int(count) for count in re.findall("[0-9]+", sum_)]
            if len(each) == len(of_pillars) and sum(each) == sum(of_pillars):
                expected = "" if each == of_pillars else "+".join(map(str, of_pillars))
            else:
                of_clauses = sum_ not in (plan.text or sum_) and _OF_CLAUSES.search(note.text_zh)
                expected = _of_kinds(each, kinds.values()) if of_clauses else ""
            if expected:
                cause = _cause(note[0], "text_zh")
                yield at(note, "text_zh", found=sum_, expected=expected, given=given, cause=cause)


_MOST = regex("多数任务(没有|[都均]?有)(?:给出|写出|印出|写明|明确|具体|任何|量化)?的?(?:数[值字量]|指标)")


def _of_most(plan: Plan) -> Iterator[Finding]:
    """What the words on a document say of most of its tasks, that they have numbers or none, and is of the fewer."""
    tasks = {row[0] for row in plan.rows("clauses") if row.kind == "task"}
    numbered = [row for row in plan.rows("targets") if row.value]
    with_one = tasks & {one for row in numbered for one in (row.clause_id, row.related_task_id)}
    for row, column in product([plan.document] if plan.document is not None and tasks else [], OF_DOCUMENT):
        for said in _MOST.finditer(getattr(row, column)):
            if (2 * len(with_one) > len(tasks)) == (said[1] == "没有"):
                expected, cause = f"{len(with_one)}/{len(tasks)}", _cause(row[0], column)
                yield at(row, column, found=said[0], expected=expected, cause=cause)


def _of_kinds(each: list[int], counts: Iterable[int]) -> str:
    """How many clauses of so many kinds there are where two of several counts in our words, of the same sum, are
    others; else ""."""
    known = [some for some in combinations(counts, len(each)) if sum(some) == sum(each)] if len(each) >= LEAST else []
    apart = [(sum((Counter(each) - Counter(some)).values()), some) for some in known]
    fewest, nearest = min(apart, default=(0, ()))
    return "+".join(map(str, nearest)) if fewest == EXCHANGED else ""


def _headed(what: str, clauses: Iterable[Row]) -> set[Number]:
    """How many clauses are headed by words, 工作组, and how many clauses one has that speaks of them, 重点领域."""
    below = Counter(clause.parent_id for clause in clauses)
    for thing in (what[:size] for size in range(len(what), 2, -1)):
        ends = sum(clause.heading_zh.endswith(thing) for clause in clauses)
        known = {below[clause[0]] for clause in clauses if thing in clause.heading_zh and below[clause[0]]}
        if ends > 1 or known:
            return known | ({ends} if ends > 1 else set())
    return set()


_SIGNS = "一二两三四五六七八九十"
_COUNTED_THUS = regex(f"((?:(?![第{_SIGNS}百千万])[\u4e00-\u9fff]){{2}})([{_SIGNS}]+)([年级层类期批])")


def _counted_otherwise(plan: Plan) -> Iterator[Finding]:
    """Numerals of a summary that the text has otherwise between the same words, and never so: 街镇三级, 未来三年."""
    summaries: list[tuple[Row, Span | Unplaced | None]] = [
        (row, plan.places.get(clause_of(row))) for row in plan.rows("tasks")
    ]
    summaries += [(plan.document, plan.body)] if plan.document is not None else []
    for row, span in summaries if plan.typed is not None else ():
        words = (plan.typed or "")[span.start : span.end] if isinstance(span, Span) else ""
        for before, stated, of in _COUNTED_THUS.findall(row.summary_zh):
            printed = re.findall(f"{before}([{_SIGNS}]+){of}", words)
            if printed and counted(stated) not in map(counted, printed):
                expected, given = f"{before}{printed[0]}{of}", _given(plan, row)
                cause = _cause(row[0], "summary_zh")
                yield at(row, "summary_zh", found=before + stated + of, expected=expected, given=given, cause=cause)


_QUOTED_COUNT = regex("“([一二两三四五六七八九十]+)([^”0-9]{1,6})”")


def _of_quoted(plan: Plan) -> Iterator[Finding]:
    """Counts that the reason of a mention quotes, though its own quote has another one before the same words."""
    for row in plan.rows("mentions"):
        for quoted, rest in _QUOTED_COUNT.findall(row.reason_zh) if "“" in row.reason_zh else ():
            other = re.search(f"[一二两三四五六七八九十]+{re.escape(rest)}", row.quote)
            if other and quoted + rest not in row.quote:
                given, cause = [(row, "quote")], _cause(row[0], "reason_zh")
                yield at(row, "reason_zh", found=quoted + rest, expected=other[0], given=given, cause=cause)


_DAY = regex("[0-9]{1,2}月[0-9]{1,2}日")
_DATED = regex("[0-9]{4}-([0-9]{2})-([0-9]{2})")
_WRITTEN = regex("成文(?:日期)?[是为于在]?(?:[0-9]{4}年)?([0-9]{1,2})月([0-9]{1,2})日")
_ISSUED = regex("(20[0-9]{2})年(?:([0-9]{1,2})月(?:[0-9]{1,2}日)?)?印发(的?)")


def _of_days(plan: Plan) -> Iterator[Finding]:
    """Days in remarks on records that neither the text nor a date of the data has, and a year of issue that is not the
    document's."""
    rows = [*plan.registry.rows("documents"), *plan.rows("copies")]
    for name in (*NUMBERED_TABLES, "mentions", "documents"):  # notes may tell of days beside the plans
        for row in plan.rows(name) if name != "documents" else [plan.document] if plan.document is not None else ():
            column = WIDE.get(name, "summary_zh")
            words = getattr(row, column)
            for day in _DAY.findall(words) if plan.text is not None else ():
                dates = (date for other in (*rows, row) for cell in other[:-1] for date in _DATED.findall(str(cell)))
                known = {f"{int(month)}月{int(date)}日" for month, date in dates}
                if day not in known and day not in (plan.text or ""):
                    expected, given = say("number-unproven.clause", clause=clause_of(row) or row[0]), _given(plan, row)
                    yield at(row, column, found=day, expected=expected, given=given, cause=_cause(row[0], column))
    for note in plan.rows("notes"):
        for month, day in _WRITTEN.findall(note.text_zh) if "成文" in note.text_zh else ():
            of = {plan.document_id, *named(plan, note.text_zh)}
            dated = [row.dated_on for row in plan.registry.rows("documents") if row[0] in of and row.dated_on]
            if dated and f"-{month:0>2}-{day:0>2}" not in {date[4:] for date in dated}:
                cause = _cause(note[0], "text_zh")
                yield at(note, "text_zh", found=f"{month}月{day}日", expected=", ".join(dated), cause=cause)
    document = plan.document
    issued = document.dated_on or document.published_on if document is not None else ""
    for year, month, of_another in _ISSUED.findall(document.summary_zh) if document is not None and issued else ():
        other_month = month and not of_another and int(month) != int(issued[5:7])
        if document is not None and (year != issued[:4] or other_month):
            given, cause = [(document, "dated_on")], _cause(document[0], "summary_zh")
            found = f"{year} {month}".strip()
            yield at(document, "summary_zh", found=found, expected=issued, given=given, cause=cause)


def _of_times(plan: Plan) -> Iterator[Finding]:
    """What a caveat says is so many times another number that it gives, though the record’s value is not."""
    for row in (row for name in NUMBERED_TABLES for row in plan.rows(name) if row.value and not row.value_max):
        for factor in times(row.caveat_zh) if "倍" in row.caveat_zh or "一半" in row.caveat_zh else ():
            others = {float(other) for other in in_chinese(row.caveat_zh).said if not isinstance(other, str)}
            if others and not any(other * float(factor) == float(row.value) for other in others):
                expected = say("as-printed", value=row.value, printed=shown(in_chinese(row.caveat_zh).said))
                given, cause = [(row, "value")], _cause(row[0], "caveat_zh")
                yield at(row, "caveat_zh", found=f"×{factor}", expected=expected, given=given, cause=cause)


def _crossed(plan: Plan, told: Collection[str]) -> Iterator[Finding]:
    """Two numbers that the English summary of another task has beside the words of each other's record."""
    records = by_value([row for name in NUMBERED_TABLES for row in plan.rows(name) if row.value], "clause_id")
    for task in (task for task in plan.rows("tasks") if task[0] not in told):
        of = [row for row in records.get(clause_of(task), ()) if row.kind != "allocation" and not row.value_max]
        said = in_english(task.summary_en).said if len(of) > 1 else frozenset()
        for one, other in combinations([row for row in of if number(row.value) in said], 2):
            things = (number(one.value), one.what_en), (number(other.value), other.what_en)
            if one.value != other.value and exchanged(task.summary_en, *things):
                actual, given = f"{one.value} / {other.value}", [(one, "what_en"), (other, "what_en")]
                expected = say("as-printed", value=one.value, printed=one.what_en)
                cause = _cause(task[0], "summary_en")
                yield at(task, "summary_en", found=actual, expected=expected, given=given, cause=cause)


def _across(package: Package, summaries: Summaries) -> Iterator[Finding]:
    for plan in summaries:
        for claim in plan.claims:
            among = {*claim.named, *summaries.related.get(plan.document_id, ())}
            shaken = any(summaries.by_document[name].shaken for name in among if name in summaries.by_document)
            if not shaken and (left := _unproven(claim, among, package, summaries)):
                expected = say("number-unproven.of", records=tuple(sorted(among)) or (plan.document_id,))
                cause = _cause(claim.record_id, claim.place.field)
                yield at_place(claim.place, found=shown(left), expected=expected, cause=cause, record=claim.record_id)
    if not any(plan.shaken for plan in summaries):
        yield from _of_indicators(package, summaries)
        yield from _of_one_area(package, summaries)


def _unproven(claim: Claim, among: set[str], package: Package, summaries: Summaries) -> set[Number]:
    """The numbers of a claim that none of the documents named there gives."""
    known: set[Number] = set(claim.known)
    left = set(claim.numbers)
    for name in sorted(among):
        if (document := package.registry.by_key["documents"].get(name)) is not None:
            known |= left & of_document(document, claim.words)
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
                    known |= of_document(documents[document], f"{words} {row.comparability_en}")
                left = claims - known
                left -= reckoned(words, left, known)
                if left:
                    column, expected = f"{name}_{language}", say("number-unproven.indicator", id=row.indicator_id)
                    yield at(row, column, found=shown(left), expected=expected, cause=_cause(row[0], column))


_DOCUMENTS = regex(f"({NUMERAL})份文件")
_PARTS = {"zh": "[，；。：]", "en": "[,;.:] "}


def _of_one_area(package: Package, summaries: Summaries) -> Iterator[Finding]:
    """What the words on an indicator give one area, or one document of it that they name, though it is another's."""
    documents = package.registry.by_key["documents"]
    for row in package.registry.rows("indicators"):
        records = summaries.of_indicator.get(row.indicator_id, ())
        of = [documents[one] for one in dict.fromkeys(record.record_id.partition(".")[0] for record in records)
              if one in documents]  # fmt: skip
        for language, between in _PARTS.items():
            for words in re.split(between, getattr(row, f"comparability_{language}")) if of else ():
                spoken_of = [document for document in of if _spoken(document, language) in words]
                if len({document.area_code for document in spoken_of}) != 1:
                    continue
                meant = [one for one in spoken_of if getattr(one, f"short_{language}") in words] or spoken_of
                ids = {document[0] for document in meant}
                mine = [record for record in records if record.record_id.partition(".")[0] in ids]
                if wrong := _otherwise(words, language, mine, records):
                    expected = say("as-printed", value=wrong[1], printed=_spoken(meant[0], language))
                    given = [(document, column) for document in of for column in _NAMES_OF_DOCUMENTS]
                    column, cause = f"comparability_{language}", _cause(row[0], "comparability_zh")
                    yield at(row, column, found=wrong[0], expected=expected, given=given, cause=cause)


_NAMES_OF_DOCUMENTS = ("area_zh", "area_en", "short_zh", "short_en")
_PROMISED = frozenset({"target", "cap", "milestone", "allocation"})
_NOW = regex("现状(?:为|是|有)?([0-9][0-9.]*[十百千万亿]*)|baseline of ([0-9][0-9,.]*(?: million| billion)?)")
_LEVEL = regex("([十百千万亿]+)级")
_OF_BASIS = {
    "new": regex("累计|总数|总量|存量|达到的(?:水平|数)"),
    "total": regex("新建|新增|新设"),
}


def _otherwise(words: str, language: str, mine: Iterable[Stated], every: Iterable[Stated]) -> tuple[str, str] | None:
    """What words say of one area, and what its records have instead: numbers, orders of magnitude (十万级), what stands
    at present and what is added."""
    read = in_chinese(words) if language == "zh" else in_english(words)
    own, all_ = ({value for record in records for value in _values(record)} for records in (mine, every))
    levels = {value for signs in _LEVEL.findall(words) for value in readings(signs)[:1]} if "级" in words else set()
    if wrong := (read.said & (all_ - own)) | (levels - own):
        return shown(wrong), shown(own)
    stands = {value for record in mine if record.kind not in _PROMISED for value in _values(record)}
    for zh, en in _NOW.findall(words):
        if (now := (in_chinese(f"{zh}个") if zh else in_english(en)).said) & own and not now & stands:
            return shown(now), shown(stands)
    for basis, pattern in _OF_BASIS.items():
        said = [record for record in mine if record.value and number(record.value) in read.said]
        if said and all(record.basis == basis for record in said) and (word := plainly(pattern, words)):
            return word[0], basis
    return None


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
    for start in range(0, len(letters) - FIRST_LETTERS + 1, REPEATED - FIRST_LETTERS + 1):
        if letters[start : start + FIRST_LETTERS] not in text:  # every long run holds one of these pieces whole
            continue
        first, last = start, start + FIRST_LETTERS
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
                alone = alone - years_of_days(zh, en, year or getattr(row, "dated_on", "")[:4]) if alone else alone
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
