"""The workbook's first sheet: who promised what, by when, who answers for it, and the words; codes as labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from publisher.model.deadlines import how_known
from publisher.model.library import Library
from publisher.publish import rows, words
from publisher.publish.wide import NAMES_JOINED
from publisher.terms.messages import LANGUAGES
from publisher.terms.messages import words as messages
from publisher.terms.schema import TableSchema

NAME = "overview"
MOST_LINKS = 10_000  # a sheet may hold 65,530, but all stay in memory to the end; later rows show the address as text

Row = Mapping[str, Any]


def target(url: str) -> str:
    """Where a link leads: the page's address, or the page beside the workbook in a copy of the published folder."""
    return url if "://" in url else f"external:{url}index.html"


class Overview:
    """The sheet, filled as targets come."""

    def __init__(self, book: Any, library: Library) -> None:
        self.library, self.count = library, 0
        self.sheet = book.add_worksheet(NAME)
        self.bold = book.add_format({"bold": True, "valign": "top", "bg_color": "#E7EEF7", "bottom": 1})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.top = book.add_format({"valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
        self.link = book.get_default_url_format()
        self.headings = [" ".join(words.in_language(l)["overview"][name] for l in LANGUAGES) for name in COLUMNS]  # noqa: E741
        widths = (width for width, _ in COLUMNS.values())
        headed(self.sheet, dict(zip(self.headings, widths, strict=True)), self.bold)

    def add(self, schema: TableSchema, row: Sequence[Any]) -> None:
        """Append a target, as the table for people has it."""
        cells = dict(zip(schema.names, row, strict=True))
        self.count += 1
        for column, (name, (_, value)) in enumerate(COLUMNS.items()):
            self._cell(column, name, value(cells, schema))

    def _cell(self, column: int, name: str, value: Any) -> None:
        if value is None or value == "":
            return
        if name == "page" and self.count < MOST_LINKS:
            self.sheet.write_url(self.count, column, target(value), self.link, string=value)
        elif name == "deadline":
            self.sheet.write_datetime(self.count, column, date.fromisoformat(value), self.day)
        elif isinstance(value, int | float):
            self.sheet.write_number(self.count, column, value, self.top)
        else:
            self.sheet.write_string(self.count, column, str(value), self.wrap)

    def finish(self, *, tables: bool) -> None:
        """Make it a Table, or where tables cannot be, a filtered range."""
        framed(self.sheet, NAME, self.headings, self.count, self.bold, table=tables)


def framed(sheet: Any, name: str, headings: Sequence[str], rows: int, bold: Any, *, table: bool) -> None:
    """Make the rows of a sheet a Table, or where that cannot be, a filtered range."""
    if table and rows:
        columns = [{"header": heading, "header_format": bold} for heading in headings]
        setting = {"name": f"table_{name}", "columns": columns, "style": "Table Style Light 1"}
        sheet.add_table(0, 0, rows, len(headings) - 1, setting)
    else:
        sheet.autofilter(0, 0, rows, len(headings) - 1)


def headed(sheet: Any, widths: Mapping[str, int], bold: Any, *, fixed: int = 1) -> None:
    """Begin a sheet: its columns (heading → width), and how many of them stay in sight."""
    sheet.freeze_panes(1, fixed)
    for column, (heading, width) in enumerate(widths.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)


def labelled(schema: TableSchema, column: str, code: str | None) -> str:
    """A code as people read it, in both languages."""
    if code is None:
        return ""
    field = schema.field(column)
    return " · ".join(dict.fromkeys(field.label(code, language) for language in LANGUAGES))


def _who(row: Row) -> str:
    """The bodies by role, with the role's label before them where there is any."""
    labelled_names = []
    for role in rows.ROLES:
        if names := row[f"{role}_units"]:
            label = " ".join(words.in_language(language)["overview"][role] for language in LANGUAGES)
            labelled_names.append(f"{label}: {NAMES_JOINED.join(names)}")
    return "; ".join(labelled_names)


def _coded(name: str) -> Callable[[Row, TableSchema], str]:
    return lambda row, schema: labelled(schema, name, row[name])


def _deadline_basis(row: Row, schema: TableSchema) -> str:
    """How the deadline is known; of a period without a date (三年内) that the day is counted from it."""
    if how_known(row) != "counted":
        return labelled(schema, "deadline_basis", row["deadline_basis"])
    return " · ".join(messages(language)["site"]["deadline_basis"]["counted"] for language in LANGUAGES)


# Column → its width, and what a target has in it; the headings stand in terms/messages.
COLUMNS: Mapping[str, tuple[int, Callable[[Row, TableSchema], Any]]] = {
    "document": (30, lambda row, _: row["document_zh"]),
    "what_zh": (34, lambda row, _: row["what_zh"]),
    "what_en": (34, lambda row, _: row["what_en"]),
    "kind": (22, _coded("kind")),
    "figure": (12, lambda row, _: row["figure_printed"]),
    "comparator": (16, _coded("comparator")),
    "value": (13, lambda row, _: row["value"]),
    "measure": (16, lambda row, _: " · ".join(dict.fromkeys(filter(None, (row["measure_zh"], row["measure_en"]))))),
    "basis": (22, _coded("basis")),
    "hedge": (14, _coded("hedge")),
    "deadline": (12, lambda row, _: row["deadline"]),
    "deadline_basis": (24, _deadline_basis),
    "who": (44, lambda row, _: _who(row)),
    "quote": (48, lambda row, _: row["quote"]),
    "page": (40, lambda row, _: row["url"]),
}
