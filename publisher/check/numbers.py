"""Where a number in our own words must be found: in the record, its clause, records it names, or the whole document.

A number not found in the plan's own tables and text may be that of another document: see check/claims.py.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import combinations
from typing import NamedTuple

from publisher.codebook.own_words import MONTHS, Number, Numbers, in_chinese, in_english, places
from publisher.read.places import Span, clause_of
from publisher.read.plan import Plan
from publisher.read.table import Row, whole
from publisher.terms.regex import regex

# Columns that say what stands in the record's own clause, and columns that may speak of more than it.
NARROW = {"targets": "what_zh", "observations": "what_zh", "tasks": "summary_zh", "responsibilities": "scope_zh"}
WIDE = {"targets": "caveat_zh", "observations": "caveat_zh", "mentions": "reason_zh", "notes": "text_zh",
        "readings": "comment_zh", "copies": "defects_zh"}  # fmt: skip
OF_DOCUMENT = ("summary_zh", "limitations_zh")  # columns of the plan's row in documents.csv
REMARKS = ("mentions", "notes", "readings", "copies", "documents")  # may speak of the whole document
LINKS = ("parent_target_id", "for_target_id", "record_id")
LARGE = 100  # from here on a Chinese numeral in a remark is a figure; below it may count our own things (三处)
SPOKEN_OF = 3  # characters of a heading that our words can name
_DATE = regex(r"[0-9]+")
_DATES = ("deadline", "as_of", "dated_on", "published_on", "horizon_start", "horizon_end")
_OF_MONTH = regex("月|[0-9]{4}[-/.][0-9]|" + "|".join(MONTHS))
# How many characters or lines of a copy were left out or changed is counted by us, and said so.
_COUNTS = regex("[:：] ?[0-9,]+(?![0-9]|[.][0-9])|[0-9,]+ ?(?:个字符|处|行|段|页|characters?|places?|lines?|pages?)")
_NOTHING = regex("(?!)")
_PATH = regex(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)+(?![0-9])")
_FIVE_YEARS = regex("十([一二三四五六七八九])五")
_RECKONED = regex("[计共余差少减合]|(?<![新上下])[增加](?![个家])|多(?![个家项座条万亿])")
MOST_ADDED = 12  # known numbers of which sums are tried, the greatest
PRINTED_COLUMNS = ("quote", "deadline_printed", "number_printed", "heading_zh", "to_title_zh", "to_doc_number")
_FIRST_YEARS = 1955  # from the third on, the nth five-year plan ends in 1955 + 5n


class Unproven(NamedTuple):
    """A cell whose words contain numbers found nowhere in its own plan.

    known: proven numbers in the same words, of which they may be sums. narrow: its own clause must contain them.
    """

    row: Row
    column: str
    numbers: frozenset[Number]
    known: frozenset[Number]
    narrow: bool


def of_date(day: str) -> set[Number]:
    """The numbers of a date: 2022-12-31 gives 2022, 12 and 31."""
    return {number for part in _DATE.findall(day) if (number := whole(part)) is not None}


def of_year(day: str) -> set[Number]:
    """The year of a date, which alone proves a number where our words name no month: 12个 is no December."""
    return of_date(day[:4])


def of_words(words: str) -> set[Number]:
    """All that the numbers of printed words can mean."""
    return {number for _, meanings in places(words) for number in meanings}


def of_number(row: Row) -> set[Number]:
    """The numbers that a target or another quantity gives: its figure, value and dates."""
    numbers = of_words(f"{row.figure_printed} {row.value} {row.value_max}")
    return numbers.union(*map(of_year, _dates(row)))


def _dates(row: Row) -> list[str]:
    return [getattr(row, name, "") for name in _DATES]


def of_document(row: Row, words: str) -> set[Number]:
    """The numbers of a document's title, number, dates and period that may prove some in our words."""
    of = of_date if _OF_MONTH.search(words) else of_year
    return of_words(f"{row.title_zh} {row.doc_number}").union(*map(of, _dates(row)))


def of_row(row: Row) -> set[Number]:
    """The numbers of a record's printed words and figures."""
    words = [cell for name in PRINTED_COLUMNS if (cell := getattr(row, name, ""))]
    return of_words(" ".join(words)) | (of_number(row) if hasattr(row, "value") else set())


def reckoned(words: str, numbers: Iterable[Number], known: Iterable[Number]) -> set[Number]:
    """Those of some numbers that are, where the words speak of reckoning, a sum or difference of known ones."""
    if not _RECKONED.search(words):
        return set()
    values = sorted({value for value in known if not isinstance(value, str)})[-MOST_ADDED:]
    sums: set[Number] = {sum(some) for size in (2, 3, 4) for some in combinations(values, size)}
    sums |= {other - one for one, other in combinations(values, 2)}
    return sums.intersection(numbers)


class NumbersOfPlan:
    """The numbers of one plan by record, clause, indicator and document, computed on demand."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._clauses: dict[str, frozenset[Number]] = {}

    @cached_property
    def _found(self) -> list[tuple[int, tuple[Number, ...]]]:
        return sorted(places(self.plan.text or ""))

    @cached_property
    def _placed(self) -> tuple[list[int], list[tuple[Number, ...]]]:
        return [at for at, _ in self._found], [numbers for _, numbers in self._found]

    @cached_property
    def _by_clause(self) -> Mapping[str, list[Row]]:
        """Clause → the rows that stand in it."""
        rows_by_clause: dict[str, list[Row]] = {}
        for name in ("clauses", "targets", "observations", "mentions", "relations", "responsibilities"):
            for row in self.plan.rows(name):
                rows_by_clause.setdefault(clause_of(row), []).append(row)
        return rows_by_clause

    def clause(self, clause: str) -> frozenset[Number]:
        """The numbers of a clause and of all within it."""
        if clause not in self._clauses:
            known_numbers: set[Number] = set()
            span = self.plan.places.get(clause)
            if isinstance(span, Span):  # where the text is at hand
                at, numbers = self._placed
                known_numbers.update(*numbers[bisect_left(at, span.start) : bisect_left(at, span.end)])
            else:
                within = (name for name in self._by_clause if name == clause or name.startswith(f"{clause}."))
                known_numbers.update(*(of_row(row) for name in within for row in self._by_clause[name]))
            self._clauses[clause] = frozenset(known_numbers)
        return self._clauses[clause]

    @cached_property
    def document(self) -> frozenset[Number]:
        """The numbers of the document's own title, number, dates and period."""
        return frozenset() if self.plan.document is None else frozenset(of_document(self.plan.document, ""))

    @cached_property
    def all_numbers(self) -> frozenset[Number]:
        """All numbers of the document: of its text, or of all that is quoted of it; and of its own parts."""
        plan = self.plan
        kinds = [row.kind for row in plan.rows("clauses")]
        known_numbers = {kinds.count(kind) for kind in set(kinds)}.union(
            self.document, *map(of_row, plan.rows("relations"))
        )
        if plan.text is not None:
            return frozenset(known_numbers | {number for _, numbers in self._found for number in numbers})
        rows = [row for rows in self._by_clause.values() for row in rows]
        return frozenset(known_numbers.union(*map(of_row, rows), *map(of_row, plan.rows("notes"))))

    @cached_property
    def parts(self) -> Mapping[str, frozenset[Number]]:
        """A target → how many parts it is divided into, and what they add up to."""
        rows_by_parent: dict[str, list[Row]] = {}
        for row in self.plan.rows("targets"):
            if row.parent_target_id:
                rows_by_parent.setdefault(row.parent_target_id, []).append(row)
        return {parent: frozenset({len(rows), total(rows)}) for parent, rows in rows_by_parent.items()}

    @cached_property
    def of_indicator(self) -> Mapping[str, set[Number]]:
        """Indicator → the numbers of the plan's own records of it."""
        numbers_by_indicator: dict[str, set[Number]] = {}
        for name in ("targets", "observations"):
            for row in self.plan.rows(name):
                if row.indicator_id:
                    numbers_by_indicator.setdefault(row.indicator_id, set()).update(of_number(row))
        return numbers_by_indicator

    def linked(self, record: str) -> Iterator[frozenset[Number] | set[Number]]:
        """The numbers of a record of this plan that another one names: its own, its clause's, its parts'."""
        yield self.parts.get(record, frozenset())
        for row in self.plan.records.get(record, ()):
            yield self.clause(clause_of(row))
            yield self.of_indicator.get(getattr(row, "indicator_id", ""), set())
            if years := of_words(getattr(row, "deadline_printed", "")):
                yield self.years_after(years)

    def years_after(self, years: Iterable[Number]) -> set[Number]:
        """The years that are so many after the document's own: 三年内 of 2020, counted from its issue, ends in 2023."""
        issued = self.plan.document.dated_on[:4] if self.plan.document else ""
        return {int(issued) + year for year in years if isinstance(year, int)} if issued.isdecimal() else set()

    def spoken_of(self, words: str) -> Iterator[frozenset[Number]]:
        """The numbers of the clauses that our words name, by path or heading."""
        clauses = self.plan.by_key["clauses"]
        for path in _PATH.findall(words):
            if (clause := f"{self.plan.document_id}.{path}") in clauses:
                yield self.clause(clause) | in_chinese(path).said
        for clause, row in clauses.items():
            if len(row.heading_zh) >= SPOKEN_OF and row.heading_zh in words:
                yield self.clause(clause)


def total(rows: Iterable[Row]) -> Number:
    """What the values of records add up to."""
    return sum(number for row in rows for number in of_words(row.value) if not isinstance(number, str))


def _linked(row: Row) -> set[str]:
    return {row[0], *(getattr(row, name, "") for name in LINKS)} - {""}


def _beside(known: NumbersOfPlan, row: Row, words: str) -> set[Number]:
    """All numbers that a remark may contain without naming another document."""
    allowed = of_row(row) | known.document
    if clause := clause_of(row):
        allowed |= known.clause(clause)
    allowed.update(*(numbers for link in _linked(row) for numbers in known.linked(link)))
    allowed.update(known.of_indicator.get(getattr(row, "indicator_id", ""), ()))
    allowed.update(*known.spoken_of(words))
    allowed |= {_FIRST_YEARS + 50 + 5 * number for sign in _FIVE_YEARS.findall(words) for number in of_words(sign)
              if isinstance(number, int)}  # fmt: skip
    return allowed | known.all_numbers if type(row).__name__ in REMARKS else allowed


def _cells(plan: Plan) -> Iterator[tuple[Row, str, bool]]:
    for tables, narrow in ((NARROW, True), (WIDE, False)):
        for name, column in tables.items():
            for row in plan.rows(name):
                yield row, column, narrow
    if plan.document is not None:
        for column in OF_DOCUMENT:
            yield plan.document, column, False


@lru_cache(maxsize=1)
def unproven(plan: Plan) -> tuple[Unproven, ...]:
    """The cells of a plan whose words contain numbers found neither in its tables nor in its text.

    Of English words only numbers that the Chinese ones do not have are looked at.
    """
    known, unproven_cells = NumbersOfPlan(plan), []
    for row, column, narrow in _cells(plan):
        english = f"{column.removesuffix('_zh')}_en"
        counts = _COUNTS if type(row).__name__ == "copies" else _NOTHING
        zh, en = in_chinese(counts.sub("", getattr(row, column))), in_english(counts.sub("", getattr(row, english)))
        claims = {
            column: _claimed(zh, zh.said, narrow=narrow),
            english: _claimed(en, en.said - zh.possible, narrow=narrow),
        }
        if not any(claims.values()) or not _judged(plan, row):
            continue
        words = getattr(row, column)
        beside = of_row(row) | known.clause(clause_of(row)) if narrow else _beside(known, row, words)
        if _OF_MONTH.search(words + getattr(row, english)):
            beside = beside.union(*(of_date(day) for one in (row, plan.document) if one for day in _dates(one)))
        for name, numbers in claims.items():
            left = {number for number in numbers - beside if plan.text is not None or not _named(number)}
            if left:
                stated = _stated(known, row, (zh.said | en.said) & beside)
                left -= set() if narrow else reckoned(words, left, stated)
                left -= set() if narrow else reckoned(words, left, stated | (numbers - left))
                left -= set() if narrow else _shares(known, row, words, left, zh.said - left)
            if left:
                unproven_cells.append(Unproven(row, name, frozenset(left), frozenset(stated), narrow))
    return tuple(unproven_cells)


def _shares(known: NumbersOfPlan, row: Row, words: str, left: Iterable[Number], said: Iterable[Number]) -> set[Number]:
    """The percentages that are those of two numbers: of the words, of the record or of those that it names."""
    percent = {value for value in left if not isinstance(value, str) and f"{value}%" in words}
    others = (
        (other for link in (row[0], *_linked(row)) for other in known.plan.records.get(link, ())) if percent else ()
    )
    of = {*said, *of_words(" ".join(getattr(other, "value", "") for other in others))}
    numbers = sorted(float(value) for value in of if not isinstance(value, str) and value)
    quotients = [100 * part / whole for part, whole in combinations(numbers, 2)]
    return {value for value in percent if any(abs(quotient - float(value)) <= 0.5 for quotient in quotients)}


def _claimed(numbers: Numbers, claims: frozenset[Number], *, narrow: bool) -> frozenset[Number]:
    """The numbers that must be proven: of a remark those in digits, the large ones, and those that it quotes."""
    if narrow:
        return claims
    large = {number for number in numbers.counted if not isinstance(number, str) and number >= LARGE}
    return (claims - numbers.counted) | (claims & large) | (numbers.quoted if claims is numbers.said else frozenset())


def _stated(known: NumbersOfPlan, row: Row, claims: frozenset[Number]) -> set[Number]:
    """The numbers with which a remark may reckon: those that it gives, and those of the records that it names."""
    links = _linked(row)
    values = [getattr(other, "value", "") for link in links for other in known.plan.records.get(link, ())]
    return set(claims).union(*(known.parts.get(link, frozenset()) for link in links), of_words(" ".join(values)))


def _named(number: Number) -> bool:
    """Whether a number is part of a name; without the text only that it is the same in both languages is known."""
    return any(map(str.isalpha, str(number)))


def _judged(plan: Plan, row: Row) -> bool:
    """Whether the numbers of this row can be checked: a remark on no record needs the source text."""
    return plan.text is not None or type(row).__name__ not in ("notes", "copies") or bool(getattr(row, "record_id", ""))
