"""Rules on files: they can be read at all, as CSV in UTF-8 with the right heading."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.check import Finding, check, descriptor_findings, in_table
from publisher.read import Package, Table


def _faults(table: Table, code: str) -> Iterator[Finding]:
    for fault in table.faults:
        if fault.code == code:
            yield in_table(table.name, line=fault.line, field=fault.field, found=fault.found, expected=fault.expected)


@check("error", on="file")
def file_missing(table: Table) -> Iterator[Finding]:
    """Every table of a plan and of the registry has its file, if only with a heading.

    Fix: restore the file, or make one that holds only the heading line: python build.py fmt writes it.
    """
    yield from _faults(table, "file-missing")


@check("error", on="file")
def file_unreadable(table: Table) -> Iterator[Finding]:
    """Every file can be opened and read.

    Fix: look at its permissions and whether it is a plain file.
    """
    yield from _faults(table, "file-unreadable")


@check("error", on="file")
def path_outside(table: Table) -> Iterator[Finding]:
    """Data files are plain files inside the package, not links out of it.

    Fix: replace the link by the file itself.
    """
    yield from _faults(table, "path-outside")


@check("error", on="file")
def file_too_large(table: Table) -> Iterator[Finding]:
    """A table is a hand-kept file of moderate size.

    Fix: look for a cell that has swallowed a whole file.
    """
    yield from _faults(table, "file-too-large")


@check("error", on="file")
def file_empty(table: Table) -> Iterator[Finding]:
    """A file has at least its heading line.

    Fix: restore it from git, or python build.py fmt writes the heading.
    """
    yield from _faults(table, "file-empty")


@check("error", on="file")
def file_not_text(table: Table) -> Iterator[Finding]:
    """A table is CSV text, not a workbook under another name.

    Fix: open it in the spreadsheet program and save it as CSV UTF-8.
    """
    yield from _faults(table, "file-not-text")


@check("error", on="file")
def file_not_utf8(table: Table) -> Iterator[Finding]:
    """A file is UTF-8.

    Fix: save it as CSV UTF-8; python build.py fmt converts a file that is GB18030 or UTF-16 from end to end.
    """
    yield from _faults(table, "file-not-utf8")


@check("error", on="file")
def file_has_nul(table: Table) -> Iterator[Finding]:
    """A file holds text only, no NUL bytes.

    Fix: restore the file from git; the program that wrote it damaged it.
    """
    yield from _faults(table, "file-has-nul")


@check("error", on="file")
def file_not_comma_separated(table: Table) -> Iterator[Finding]:
    """Cells are separated by commas.

    Fix: python build.py fmt rewrites a file that is separated by semicolons or tabs.
    """
    yield from _faults(table, "file-not-comma-separated")


@check("error", on="file")
def quote_unclosed(table: Table) -> Iterator[Finding]:
    """A quotation mark that opens a cell is closed before the next comma or line end, and doubled inside.

    Fix: close it on the line named here; the rows after it were not read.
    """
    yield from _faults(table, "quote-unclosed")


@check("error", on="file")
def column_missing(table: Table) -> Iterator[Finding]:
    """The heading names every column of the table's schema.

    Fix: put the column back under its name (found shows the column that may have been renamed).
    """
    yield from _faults(table, "column-missing")


@check("error", on="file")
def column_unknown(table: Table) -> Iterator[Finding]:
    """The heading names no column that the table's schema does not have.

    Fix: remove the column, or add it to the schema in schemas/ first.
    """
    yield from _faults(table, "column-unknown")


@check("error", on="file")
def column_twice(table: Table) -> Iterator[Finding]:
    """A column stands in the heading once.

    Fix: remove the copy.
    """
    yield from _faults(table, "column-twice")


@check("error", on="file")
def row_ragged(table: Table) -> Iterator[Finding]:
    """Every row has as many cells as the heading.

    Fix: count the commas; a cell with a comma in it needs quotation marks.
    """
    yield from _faults(table, "row-ragged")


@check("error", on="file")
def columns_out_of_order(table: Table) -> Iterator[Finding]:
    """Columns stand in the order of the schema, so that differences stay small.

    Fix: python build.py fmt puts them in order.
    """
    yield from _faults(table, "columns-out-of-order")


@check("error", on="file")
def row_blank(table: Table) -> Iterator[Finding]:
    """No row is empty.

    Fix: python build.py fmt removes empty rows.
    """
    yield from _faults(table, "row-blank")


@check("error", on="file")
def file_has_bom(table: Table) -> Iterator[Finding]:
    """A file starts with its heading, without a byte-order mark.

    Fix: python build.py fmt removes it.
    """
    yield from _faults(table, "file-has-bom")


@check("error", on="file")
def line_ends_not_lf(table: Table) -> Iterator[Finding]:
    """Lines end with LF.

    Fix: python build.py fmt rewrites them.
    """
    yield from _faults(table, "line-ends-not-lf")


@check("error", on="file")
def final_newline_missing(table: Table) -> Iterator[Finding]:
    """The last line ends with a line end; without it the next part of the table would run into it.

    Fix: python build.py fmt adds it.
    """
    yield from _faults(table, "final-newline-missing")


@check("error", on="package")
def descriptor_not_yaml(package: Package, _summaries: object) -> Iterator[Finding]:
    """datapackage.yaml is there and is a YAML mapping.

    Fix: restore it from git; python build.py fmt writes its generated parts.
    """
    yield from descriptor_findings(package.faults)


@check("error", on="package")
def descriptor_out_of_date(package: Package, _summaries: object) -> Iterator[Finding]:
    """datapackage.yaml lists every plan's files and repeats the schemas of schemas/ word for word.

    Stock tools refuse paths that lead out of the package, so the descriptor holds copies of the schemas.

    Fix: python build.py fmt writes both.
    """
    from publisher.descriptor import differences

    if not package.faults:
        for found, expected in differences(package):
            yield Finding(None, "", found, expected, place=descriptor_place())


def descriptor_place():  # type: ignore[no-untyped-def]
    """The place of the descriptor."""
    from publisher.problem import Place

    return Place("datapackage/datapackage.yaml")
