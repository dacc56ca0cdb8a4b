"""One plan made from another: other ids, other years, other figures; locked and signed off anew, as valid.

A figure is changed in its first digit only, and with it the value and the quote, so that every length and so every
position in the text stays as it was. Years move by four or eight, so that the last day of a February stays one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bench.template import with_rows
from publisher.check.numbers import NARROW, WIDE
from publisher.codebook.bounds import comparator
from publisher.codebook.forms import Form, form
from publisher.codebook.own_words import in_chinese, in_english
from publisher.read.plan import Plan
from publisher.read.table import Row
from publisher.terms.schema import PLAN, TableSchema

if TYPE_CHECKING:
    from publisher.read.rows import EvidenceRow

SHIFTS = (0, -4, -8)
ONE_SO_FAR = ("目前只有一处", "Only one so far.")  # what an indicator says that is used once
WORDS = ("见引文所述。", "As the quote says.")  # in place of words that give numbers
# What a note says of a record that a rule asks for: of its deadline, or as what it is entered.
ASKED = re.compile(r"时限|规划期|记[^，。；、“”（）0-9]{1,14}")
STEMS = "甲乙丙丁戊己庚辛壬癸"  # for the digits of an id
FIGURED = ("targets", "observations", "mentions", "readings")
_YEAR = re.compile(r"(?<![0-9A-Za-z.])20(?:0[1-9]|[1-4][0-9])(?![0-9A-Za-z])")
_FIGURE = re.compile(r"[1-9][0-9]*(?:\.[0-9]+)?[万亿]?")
_DIGITS = re.compile(
    r"[0-9](?:[0-9.,]*[0-9])?(?![0-9]|-gigabit)[%万亿]*"
)  # 10-gigabit is 万兆, no figure of its record
_KEPT = ("value", "value_max", "figure_printed", "position", "chars")  # cells in which a year is none


@dataclass(frozen=True)
class Names:
    """What things are called in one part of a corpus: old → new, for documents, bodies, and area codes by province."""

    documents: Mapping[str, str]
    units: Callable[[str], str]
    provinces: Mapping[str, str]
    suffix: str = ""  # what is put to the titles of documents
    digits: str = ""  # what is put to their numbers

    def record(self, value: str) -> str:
        """An id of a record under its document's new name; another id as it is."""
        document, dot, rest = value.partition(".")
        return f"{self.documents[document]}{dot}{rest}" if document in self.documents else value

    def area(self, row: Row) -> Row:
        """A row whose area is that of the part."""
        if not row.area_code:
            return row
        named = {"area_zh": f"{row.area_zh}（{self.provinces['31']}）"} if getattr(row, "area_zh", "") else {}
        return row._replace(area_code=self.code(row.area_code), **named)

    def code(self, code: str) -> str:
        """The code of the same area in the part."""
        return self.provinces.get(code[:2], code[:2]) + code[2:]


def shifted(rows: Iterable[Row], schema: TableSchema, years: int) -> list[Row]:
    """Rows with every year in dates and words moved."""
    if not years:
        return list(rows)
    columns = [
        index
        for index, field in enumerate(schema.fields)
        if field.type in ("string", "date")
        and not field.name.endswith(("_id", "sha256", "same_as"))
        and field.name not in _KEPT
    ]
    found = []
    for row in rows:
        cells = list(row)
        for index in columns:
            if "20" in cells[index]:
                cells[index] = _YEAR.sub(lambda match: str(int(match[0]) + years), cells[index])
        found.append(type(row)._make(cells))
    return found


@dataclass(frozen=True)
class Model:
    """A plan of the template, its years moved, ready to be made into many."""

    plan: Plan

    @classmethod
    def of(cls, plan: Plan, years: int) -> Model:
        return cls(with_rows(plan, {name: shifted(plan.rows(name), plan.schemas[name], years) for name in PLAN[:-2]}))

    @cached_property
    def digits(self) -> Mapping[str, tuple[str, ...]]:
        """Figure → the first digits that it may have, so that every row that prints it stays right."""
        rows: dict[str, list[Row]] = {}
        for name in FIGURED:
            for row in self.plan.rows(name):
                rows.setdefault(row.figure_printed, []).append(row)
        held = {row.figure_printed for row in self.plan.rows("observations") if row.kind == "structure"}
        held |= {row.figure_printed for row in self.plan.rows("mentions") if row.kind in ("name", "idiom")}
        held |= {
            row.figure_printed
            for row in self.plan.rows("mentions")
            for other in self.plan.records.get(row.record_id, ())
            if getattr(other, "figure_printed", row.figure_printed) != row.figure_printed
        }
        return {
            figure: tuple(d for d in "123456789" if all(_fits(row, d + figure[1:]) for row in printing))
            for figure, printing in rows.items()
            if _FIGURE.fullmatch(figure) and figure not in held
        }

    @cached_property
    def current(self) -> tuple[Row, ...]:
        """The sign-offs of the records as they stand: those of an earlier content would say nothing of a new one."""
        hashes = self.signed_hashes
        rows = (row for row in self.plan.rows("checks") if row.record_id in self.plan.records)
        return tuple(row for row in rows if row.record_sha256 == hashes.get(row.record_id))

    @cached_property
    def signed_hashes(self) -> Mapping[str, str]:
        return {row.record_id: row.record_sha256 for row in self.plan.rows("checks")}  # the latest of each

    def make(self, names: Names, seed: int) -> dict[str, list[Row]]:
        """The rows of one new plan, table by table. seed: which figures it has."""
        new = {
            figure: _pick(digits, f"{seed}:{figure}") + figure[1:] for figure, digits in self.digits.items() if digits
        }
        held: dict[str, list[Row]] = {}
        for name in PLAN[:-2]:
            rows = self.plan.rows(name)
            if name in FIGURED:
                rows = tuple(
                    _refigured(row, new[row.figure_printed]) if row.figure_printed in new else row for row in rows
                )
            held[name] = [wordless(renamed(row, names), NARROW.get(name, ""), WIDE.get(name, "")) for row in rows]
        held["relations"] = [_citing(row, names) for row in held["relations"]]
        held["targets"] = [row._replace(related_task_id="") for row in held["targets"]]  # no words tell it any more
        return self._sealed(held, names)

    def _sealed(self, held: dict[str, list[Row]], names: Names) -> dict[str, list[Row]]:
        """Pin another text, and lock and sign off the new content where the old one was."""
        document = names.documents[self.plan.document_id]
        text = hashlib.sha256(document.encode()).hexdigest()
        held["copies"] = [row._replace(sha256=text) for row in held["copies"]]
        made = replace(with_rows(self.plan, held), document_id=document)
        held["checks"] = [
            row._replace(
                check_id=f"{document}.k{number:04}",
                record_id=(record := names.record(row.record_id)),
                record_sha256=made.hashes[record],
                copy_sha256=text,
            )
            for number, row in enumerate(self.current, 1)
        ]
        made = replace(with_rows(made, held), document_id=document)
        old = {names.record(row.record_id): row for row in self.plan.rows("evidence")}
        held["evidence"] = locked(made, old)
        return held


def locked(plan: Plan, old: Mapping[str, EvidenceRow]) -> list[Row]:
    """The lock of a plan as it is now. old: by record, the rows that say where quotes begin."""
    some, rows = next(iter(old.values())), list[Row]()
    for record, sha256 in plan.ledger.to_lock.items():
        start, end = (old[record].quote_start, old[record].quote_end) if record in old else ("", "")
        held = plan.records.get(record, ())
        quote = next((row.quote for row in held if getattr(row, "quote", "")), "")
        cells: dict[str, Any] = {"record_id": record, "quote_start": start, "record_sha256": sha256}
        cells["quote_end"] = str(int(start) + len(quote)) if quote and start else end
        cells["quote_sha256"] = plan.word_hashes.get(record, "") if start else ""
        cells |= {"copy_sha256": plan.ledger.copy_sha256, "cell_sums": plan.ledger.sums(record)}
        rows.append(some._replace(**cells))
    return rows


def _pick(options: tuple[str, ...], key: str) -> str:
    return options[hashlib.sha256(key.encode()).digest()[0] % len(options)]


def _refigured(row: Row, figure: str) -> Row:
    """A row with another figure: in its own cell, in the quote, and in the value where it is the figure's."""
    at = row.quote.find(row.figure_printed)
    quote = row.quote if at < 0 else row.quote[:at] + figure + row.quote[at + len(figure) :]
    changed = {"figure_printed": figure, "quote": quote}
    value: str = getattr(row, "value", "")
    old, new = form(row.figure_printed), form(figure)
    if isinstance(old, Form) and isinstance(new, Form) and value and Decimal(value) == old.value:
        changed["value"] = format(new.value.normalize(), "f")
    return row._replace(**changed)


def _fits(row: Row, figure: str) -> bool:
    """Whether a row with another figure says the same of it: where it stands, and how it compares."""
    at = row.quote.find(row.figure_printed)
    made = _refigured(row, figure)
    if at >= 0 and made.quote.find(figure) != at:
        return False

    return at < 0 or _compared(made) == _compared(row)


def _compared(row: Row) -> str:
    at, read = row.quote.find(row.figure_printed), form(row.figure_printed)
    says = read.says if isinstance(read, Form) else ""
    return comparator(row.quote, at, at + len(row.figure_printed), says, "")


def numbered(number: str, names: Names) -> str:
    """The number of a document, which no other of the corpus has."""
    return re.sub(r"\d+(?=号)", lambda match: match[0] + names.digits, number)


def _citing(row: Row, names: Names) -> Row:
    """A relation to a document of the corpus, with the title and number that this has there."""
    if not row.to_document_id:
        return row
    quote = row.quote.replace("》", f"{names.suffix}》")
    return row._replace(quote=quote, to_doc_number=numbered(row.to_doc_number, names))


def wordless(row: Row, *columns: str) -> Row:
    """A row whose own words, in both languages, give no number: those of the corpus are others."""
    changed: dict[str, str] = {}
    for zh, en in ((column, f"{column.removesuffix('_zh')}_en") for column in columns if column):
        words, english = getattr(row, zh), getattr(row, en)
        if not (in_chinese(words).said or in_english(english).said):
            continue
        if zh in ("what_zh", "definition_zh"):  # it must stay another one than that of other records
            changed |= {zh: _DIGITS.sub("若干", words), en: _DIGITS.sub("some", english)}
        else:
            chinese, spoken = (f"{ONE_SO_FAR[0]}。", ONE_SO_FAR[1]) if ONE_SO_FAR[0] in words else WORDS
            if zh == "text_zh":  # two notes do not say the same
                own = [int(digit) for digit in row[0].rpartition(".")[2] if digit.isdigit()]
                chinese = "，".join([f"{''.join(STEMS[n] for n in own)}：", *ASKED.findall(words), chinese]).replace(
                    "：，", "："
                )
                spoken = f"{''.join('ABCDEFGHIJ'[n] for n in own)}: {spoken}"
            changed |= {zh: chinese, en: spoken}
    return row._replace(**changed) if changed else row


def renamed(row: Row, names: Names) -> Row:
    """A row under new names: its ids, those of other records and bodies, its area."""
    changed = {}
    for column, value in zip(row._fields[:-1], row, strict=False):
        if value and (column.endswith("_id") or column == "same_as"):
            new = names.units(value) if column in ("unit_id", "issuer_unit_id") else names.record(value)
            if new != value:
                changed[column] = new
    if "place_printed" in row._fields and (code := getattr(row, "area_code", "")):
        changed["area_code"] = names.code(code)
    return row._replace(**changed) if changed else row
