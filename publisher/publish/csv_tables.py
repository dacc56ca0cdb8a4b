"""CSV: wide tables for people (data/, data/excel/), and the tables as they are kept (data/tables/)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO

from publisher import address
from publisher.publish import files
from publisher.schema import Field, TableSchema


class CsvTables:
    """A CSV file a table, written as rows come.

    text: a value of a field as the text of its cell. bom: the byte-order mark and CR LF line ends that Excel expects.
    """

    def __init__(self, folder: Path, path: str, text: Callable[[Any, Field], str], *, bom: bool = False) -> None:
        self.folder, self.path, self.text, self.bom = folder, path, text, bom
        self.open: dict[str, TextIO] = {}

    def add(self, schema: TableSchema, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows to the file of a table; the first time, its heading comes first."""
        new = schema.name not in self.open
        if new:
            place = files.inside(self.folder, f"{self.path}/{schema.name}.csv")
            encoding = "utf-8-sig" if self.bom else "utf-8"
            self.open[schema.name] = place.open("w", encoding=encoding, newline="")
        writer = csv.writer(self.open[schema.name], lineterminator="\r\n" if self.bom else "\n")
        if new:
            writer.writerow(schema.names)
        text, fields = self.text, schema.fields
        writer.writerows([text(value, field) for value, field in zip(row, fields, strict=True)] for row in rows)

    def close(self) -> None:
        """Close every file."""
        for file in self.open.values():
            file.close()


def for_people(folder: Path) -> CsvTables:
    """data/*.csv: UTF-8 without a byte-order mark, LF."""
    return CsvTables(folder, address.DATA, lambda value, _field: files.harmless(value))


def for_excel(folder: Path) -> CsvTables:
    """data/excel/*.csv: the same rows, so that a double click in Excel shows right Chinese and no false date."""
    return CsvTables(folder, f"{address.DATA}/excel", lambda value, field: files.for_excel(value, field.type), bom=True)


def as_kept(folder: Path) -> CsvTables:
    """data/tables/*.csv: the normalised tables, every cell exact."""
    return CsvTables(folder, f"{address.DATA}/tables", lambda value, _field: files.cell(value))
