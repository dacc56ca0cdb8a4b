"""LibreOffice opens the workbook and the CSV files, and shows the same values."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

pytestmark = pytest.mark.slow

CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet}"


def convert(soffice: str, source: Path, form: str, out: Path, *, reader: str = "") -> None:
    """Convert a file as a person would save it as another kind. reader: how a CSV file is to be opened."""
    profile = f"-env:UserInstallation=file://{out}/profile"
    options = [f"--infilter={reader}"] if reader else []
    command = [soffice, profile, "--headless", *options, "--convert-to", form, "--outdir", str(out), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr


def rows(path: Path, encoding: str = "utf-8") -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


def shown(row: list[str]) -> list[str]:
    """A row as compared: booleans in one spelling, numbers by value."""

    def one(cell: str) -> str:
        if cell in ("TRUE", "FALSE"):
            return cell.lower()
        try:
            return repr(float(cell)) if cell.isascii() else cell
        except ValueError:
            return cell

    return [one(cell) for cell in row]


def test_the_workbook_converts_to_the_same_values(soffice: str, published: Path, tmp_path: Path) -> None:
    source = published / "data/new-infrastructure-plans.xlsx"
    convert(soffice, source, CSV.format(sheet=-1), tmp_path)
    names = list(openpyxl.load_workbook(source, read_only=True).sheetnames)
    compared = 0
    for name in names:
        original = published / f"data/{name}.csv"
        if original.is_file():
            found = rows(tmp_path / f"new-infrastructure-plans-{name}.csv")
            assert [shown(row) for row in found] == [shown(row) for row in rows(original)], name
            compared += 1
    assert compared == 13


@pytest.mark.parametrize("name", ["targets", "units", "documents"])
def test_the_csv_for_excel_opens_with_right_values(name: str, soffice: str, published: Path, tmp_path: Path) -> None:
    """Opened with the program's defaults for cells (numbers and dates recognised), then read back."""
    source = tmp_path / "in" / f"{name}.csv"
    source.parent.mkdir()
    shutil.copy(published / f"data/excel/{name}.csv", source)
    convert(soffice, source, "xlsx", tmp_path, reader="CSV:44,34,76,1")
    sheet = openpyxl.load_workbook(tmp_path / f"{name}.xlsx").active
    assert sheet is not None
    original = rows(source, "utf-8-sig")
    for line, row in enumerate(original, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(line, column)
            value, heading = cell.value, original[0][column - 1]
            assert cell.data_type != "f" or value in ("=TRUE()", "=FALSE()")
            if heading.endswith("_id") and text:
                assert value == text, (heading, value)
            elif value is not None and hasattr(value, "isoformat"):
                assert (value.isoformat()[:10] == text and heading in ("deadline", "as_of")) or heading.endswith(
                    ("_on", "_start", "_end")
                )
            elif isinstance(value, int | float) and not isinstance(value, bool):
                assert float(value) == float(text.rstrip("%")) / (100 if text.endswith("%") else 1)
            elif value not in (True, False, "=TRUE()", "=FALSE()"):
                assert (value or "") == text
