"""The workbook: who promised what, what this is, a sheet a table with one heading row, a dictionary; never a formula.

A sheet bears the name of its table and is a real Table, so that programs read it with their defaults.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from publisher.model.library import Library
from publisher.publish import files, words
from publisher.publish.rows import PAGES, placed
from publisher.publish.scale import SHEETS, Scale
from publisher.publish.tables.overview import MOST_LINKS, Overview, framed, headed, target
from publisher.publish.tables.values import Part, PlanRows
from publisher.publish.wide import bases, wide
from publisher.terms import address
from publisher.terms.messages import LANGUAGES
from publisher.terms.schema import Field, TableSchema
from publisher.work.output import fresh

FILE = f"{address.DATA}/{address.NAME}.xlsx"
MOST_ROWS = 1_048_000  # a sheet holds 1,048,576
MOST_HELD = 20_000  # rows that are held to the end, as real Tables need; more are written as they come, without these
PLAIN = dict.fromkeys(("strings_to_formulas", "strings_to_numbers", "strings_to_urls"), False)
OPTIONS = {**PLAIN, "default_date_format": "yyyy-mm-dd"}
DICTIONARY = {
    "table": 16, "column": 20, "title_zh": 20, "title_en": 24, "type": 9,
    "description_zh": 60, "description_en": 60, "codes": 60,
}  # fmt: skip
LONG = (
    "summary", "limitations", "caveat", "definition", "comparability", "text", "reason", "quote", "description",
    "defects",
)  # fmt: skip


def width(field: Field) -> int:
    """A sensible width for a column, in characters."""
    if field.name.startswith(LONG) and field.type == "string" and not field.categories:
        return 48
    if field.type in ("integer", "number", "date", "boolean") or field.categories:
        return 13
    if field.type == "list" or field.name.endswith(("_zh", "_en", "_path")):
        return 30
    return 24 if field.name.endswith("_id") else 18


def write(folder: Path, library: Library, size: Scale, registry: PlanRows, plans: Iterable[Part]) -> list[str]:
    """Write the workbook: the rows of the registry, then of each plan. Raises XlsxFileError where it cannot be."""
    book, shown, kept = Workbook(fresh(folder, FILE), library, size.rows), wide(library.schemas), bases(library.schemas)
    for schema in (*shown, *(kept[name] for name in kept if name in SHEETS)):
        book.add(schema, ())
    for part in chain((registry,), (plan.rows for plan in plans)):
        for table in (name for name in part.tables if name in SHEETS):
            book.add(kept[table], part.tables[table])
        for table, values in part.wide.items():
            book.add(shown[table], placed(shown[table], values, 1))
    book.finish()
    return [FILE]


class Workbook:
    """The Excel file, filled as rows come, one row in memory at a time. Call `finish` last."""

    def __init__(self, place: Path, library: Library, rows: int) -> None:
        """rows: how many will come, all sheets together."""
        import xlsxwriter

        self.library, self.held = library, rows <= MOST_HELD
        self.book = xlsxwriter.Workbook(place, {**OPTIONS, "constant_memory": not self.held})
        self.book.set_properties({
            "title": words.own(library, "title", "zh"),
            "subject": words.own(library, "title", "en"),
            "comments": words.cite(library, "en"),
            "created": datetime.fromisoformat(library.created.replace("Z", "+00:00")).replace(tzinfo=None),
        })  # fmt: skip
        self.book.set_custom_property("version", library.version)
        self.book.set_custom_property("licence", words.licence(library)["name"])
        self.bold = self.book.add_format({"bold": True, "valign": "top", "bg_color": "#E7EEF7", "bottom": 1})
        self.wrap = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.title = self.book.add_format({"bold": True, "font_size": 14})
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.link = self.book.get_default_url_format()
        self.overview = Overview(self.book, library)
        self.first = self.book.add_worksheet("README")
        self.sheets: dict[str, tuple[Any, TableSchema, int]] = {}  # table → its present sheet, schema, rows in it
        self.names: dict[str, list[str]] = {}
        self.rows: dict[str, int] = {}

    def _sheet(self, schema: TableSchema) -> Any:
        """A new sheet of a table, with the names of its columns in the first row."""
        number = len(self.names.setdefault(schema.name, [])) + 1
        name = schema.name + (f"_{number}" if number > 1 else "")
        self.names[schema.name].append(name)
        sheet = self.book.add_worksheet(name)
        headed(sheet, {field.name: width(field) for field in schema.fields}, self.bold)
        return sheet

    def add(self, schema: TableSchema, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows to the sheet of a table; a full sheet is followed by another."""
        if schema.name not in self.sheets:
            self.sheets[schema.name] = (self._sheet(schema), schema, 0)
        for row in rows:
            if schema.name == "targets":
                self.overview.add(schema, row)
            sheet, _, count = self.sheets[schema.name]
            if count == MOST_ROWS:
                self._close_sheet(schema.name)
                sheet, count = self._sheet(schema), 0
            self._row(sheet, schema, count, row)
            self.sheets[schema.name] = (sheet, schema, count + 1)
            self.rows[schema.name] = self.rows.get(schema.name, 0) + 1

    def _row(self, sheet: Any, schema: TableSchema, count: int, row: Sequence[Any]) -> None:
        for column, (field, value) in enumerate(zip(schema.fields, row, strict=True)):
            if value is None or value in ((), []):
                continue
            if field.name in PAGES and schema.name != "copies" and count < MOST_LINKS:
                sheet.write_url(count + 1, column, target(value), self.link, string=value)
            elif field.type == "date":
                sheet.write_datetime(count + 1, column, date.fromisoformat(value), self.day)
            elif isinstance(value, bool):
                sheet.write_boolean(count + 1, column, value)
            elif isinstance(value, int | float):
                sheet.write_number(count + 1, column, value)
            else:
                sheet.write_string(count + 1, column, files.cell(value))

    def _close_sheet(self, table: str) -> None:
        sheet, schema, count = self.sheets[table]
        framed(sheet, self.names[table][-1], schema.names, count, self.bold, table=self.held)

    def finish(self) -> None:
        """Write the dictionary and the first sheet, and close."""
        for table in self.sheets:
            self._close_sheet(table)
        self.overview.finish(tables=self.held)
        self._dictionary()
        self._readme()
        self.book.close()

    def _dictionary(self) -> None:
        sheet = self.book.add_worksheet("dictionary")
        headed(sheet, DICTIONARY, self.bold, fixed=2)
        line = 0
        for schema in (*wide(self.library.schemas), *bases(self.library.schemas).values()):
            for field in schema.fields:
                line += 1
                codes = "; ".join(f"{c.value} = {c.zh} / {c.en}" for c in field.categories)
                cells = (schema.name, field.name, field.title["zh"], field.title["en"], field.type,
                         field.description["zh"], field.description["en"], codes)  # fmt: skip
                for column, text in enumerate(cells):
                    sheet.write_string(line, column, text, self.wrap)
        framed(sheet, "dictionary", tuple(DICTIONARY), line, self.bold, table=False)

    def _readme(self) -> None:
        """Two columns, Chinese and English: what this is, its limits, how to cite it, and the sheets."""
        sheet = self.first
        sheet.set_column(0, 1, 80)
        sheet.hide_gridlines(2)
        library, line = self.library, 0

        def write(zh: str, en: str, style: Any = self.wrap) -> None:
            nonlocal line
            sheet.write_string(line, 0, zh, style)
            sheet.write_string(line, 1, en, style)
            line += 1

        def head(name: str) -> None:
            write("", "")
            write(words.in_language("zh")[name], words.in_language("en")[name], self.bold)

        write(words.own(library, "title", "zh"), words.own(library, "title", "en"), self.title)
        write(words.own(library, "description", "zh"), words.own(library, "description", "en"))
        day = f"{library.version} · {library.created[:10]}"
        write(*(f"{words.in_language(language)['version']} {day}" for language in LANGUAGES))
        head("limits_title")
        for zh, en in zip(words.in_language("zh")["limits"], words.in_language("en")["limits"], strict=True):
            write(zh, en)
        for document in library.registry["documents"].values():
            write(f"{document.short_zh}：{document.limitations_zh}", f"{document.short_en}: {document.limitations_en}")
        head("cite_title")
        write(words.cite(library, "zh"), words.cite(library, "en"))
        terms = words.licence(library)
        write(f"{terms['title']} {terms['path']}", f"{terms['title']} {terms['path']}")
        head("sheets_title")
        for table, (_, schema, _) in self.sheets.items():
            rows = self.rows.get(table, 0)
            for name in self.names[table]:
                label = f"{schema.title['zh']} {name}（{rows}）{schema.description['zh']}"
                sheet.write_url(line, 0, f"internal:'{name}'!A1", self.link, string=label)
                sheet.write_string(line, 1, f"{schema.title['en']}, {name} ({rows}): {schema.description['en']}")
                line += 1
