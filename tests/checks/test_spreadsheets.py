"""Files as spreadsheet programs and editors really save them: one clear problem, and `fmt` repairs what is safe.

Each row: what was done to the file, the bytes it becomes, the rule that says so, and whether `fmt` makes it clean again.
"""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import lab
import pytest

from publisher.check.report import as_text

pytestmark = pytest.mark.slow

Damage = Callable[[str], bytes]


def _table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def _bytes(rows: list[list[str]], **dialect: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", **dialect).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().encode()


def _columns(change: Callable[[list[str]], list[str]]) -> Damage:
    return lambda text: _bytes([change(row) for row in _table(text)])


def _heading(change: Callable[[list[str]], list[str]]) -> Damage:
    return lambda text: _bytes([change(row) if n == 0 else row for n, row in enumerate(_table(text))])


def _cell(old: str, new: str) -> Damage:
    return lambda text: text.replace(old, new, 1).encode()


def _excel(text: str) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for row in _table(text):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(out)
    return out.getvalue()


# name, file, damage, rule, whether fmt repairs it
DAMAGES: tuple[tuple[str, str, Damage, str, bool], ...] = (
    ("byte-order mark", "targets.csv", lambda t: t.encode("utf-8-sig"), "file-has-bom", True),
    ("byte-order mark and CRLF", "targets.csv", lambda t: t.replace("\n", "\r\n").encode("utf-8-sig"), "file-has-bom", True),
    ("GBK", "units.csv", lambda t: t.encode("gbk"), "file-not-utf8", True),
    ("GB18030", "notes.csv", lambda t: t.encode("gb18030"), "file-not-utf8", True),
    ("UTF-16 with a mark", "targets.csv", lambda t: t.encode("utf-16"), "file-not-utf8", True),
    ("UTF-16 big-endian", "targets.csv", lambda t: b"\xfe\xff" + t.encode("utf-16-be"), "file-not-utf8", True),
    ("UTF-16 without a mark", "targets.csv", lambda t: t.encode("utf-16-le"), "file-not-utf8", True),
    ("cut in the middle of a character", "units.csv", lambda t: t.encode()[:-12] + b"\xe5\xb8", "file-not-utf8", False),
    ("CRLF", "targets.csv", lambda t: t.replace("\n", "\r\n").encode(), "line-ends-not-lf", True),
    ("CR", "targets.csv", lambda t: t.replace("\n", "\r").encode(), "line-ends-not-lf", True),
    ("mixed line ends", "targets.csv", lambda t: t.replace("\n", "\r\n", 2).encode(), "line-ends-not-lf", True),
    ("semicolons", "targets.csv", lambda t: _bytes(_table(t), delimiter=";"), "file-not-comma-separated", True),
    ("tabs", "targets.csv", lambda t: _bytes(_table(t), delimiter="\t"), "file-not-comma-separated", True),
    ("bars", "targets.csv", lambda t: _bytes(_table(t), delimiter="|"), "file-not-comma-separated", False),
    ("columns in another order", "targets.csv", _columns(lambda r: [*r[3:], *r[:3]]), "columns-out-of-order", True),
    ("a column renamed", "targets.csv", _heading(lambda r: ["id", *r[1:]]), "column-missing", False),
    ("a column with a space", "targets.csv", _heading(lambda r: [r[0], r[1] + " ", *r[2:]]), "column-missing", False),
    ("a column in capitals", "targets.csv", _heading(lambda r: [r[0].upper(), *r[1:]]), "column-missing", False),
    ("a column twice", "targets.csv", _columns(lambda r: [*r, r[2]]), "column-twice", False),
    ("a column less", "targets.csv", _columns(lambda r: r[:-1]), "column-missing", False),
    ("a column more", "targets.csv", lambda t: _bytes([[*r, "remark" if n == 0 else ""] for n, r in enumerate(_table(t))]),
     "column-unknown", False),
    ("empty columns at the end", "targets.csv", _columns(lambda r: [*r, "", ""]), "column-empty", True),
    ("a stray cell beside the table", "targets.csv",
     lambda t: _bytes([[*r, "see below" if n == 3 else ""] for n, r in enumerate(_table(t))]), "column-unnamed", False),
    ("empty rows at the end", "targets.csv", lambda t: (t + "," * 25 + "\n" + "," * 25 + "\n").encode(), "row-blank", True),
    ("a blank line", "targets.csv", lambda t: t.replace("\n", "\n\n", 1).encode(), "row-blank", True),
    ("no line end at the end", "targets.csv", lambda t: t.rstrip("\n").encode(), "final-newline-missing", True),
    ("a date with slashes", "targets.csv", _cell("2022-12-31", "2022/12/31"), "cell-not-a-date", True),
    ("a date without zeros", "documents.csv", _cell("2020-06-01", "2020-6-1"), "cell-not-a-date", True),
    ("a date as a number of days", "targets.csv", _cell("2022-12-31", "44926"), "cell-not-a-date", False),
    ("a date the American way", "targets.csv", _cell("2022-12-31", "12/31/2022"), "cell-not-a-date", False),
    ("a day that does not exist", "documents.csv", _cell("2020-06-01", "2020-06-31"), "cell-not-a-date", False),
    ("a number with an exponent", "targets.csv", _cell(",200000000,", ",2E+08,"), "cell-not-a-number", False),
    ("a number with separators", "targets.csv", _cell(",30000,", ',"30,000",'), "cell-not-a-number", True),
    ("a number in full width", "targets.csv", _cell(",30000,", ",３００００,"), "cell-not-a-number", True),
    ("a number with a space", "targets.csv", _cell(",30000,", ",30000 ,"), "cell-not-a-number", True),
    ("a number with its unit", "targets.csv", _cell(",30000,", ",30000根,"), "cell-not-a-number", False),
    ("a number with a comma for a point", "measures.csv", _cell(",percent,1", ',percent,"1,0"'), "cell-not-a-number", False),
    ("truth in capitals", "units.csv", _cell(",false", ",FALSE"), "cell-not-true-or-false", True),
    ("an id turned into a date", "readings.csv", _cell("linhe-2020.b001", "2020-02-01"), "cell-malformed", False),
    ("an error of a formula", "units.csv", _cell("Linhe Housing Bureau", "=NAME?"), "formula-cell", False),
    ("a short row", "targets.csv", lambda t: t.replace(",,,,\n", ",,\n", 1).encode(), "row-ragged", False),
    ("a long row", "targets.csv", lambda t: t.replace(",,,,\n", ",,,,,x\n", 1).encode(), "row-ragged", False),
    ("an open quote", "targets.csv", _cell("三年内新建", '"三年内新建'), "quote-unclosed", False),
    ("an open quote at the end", "targets.csv", lambda t: t.rstrip("\n").encode() + b'"', "quote-unclosed", False),
    ("text after a closed quote", "targets.csv", _cell("三年内新建5G基站1200个", '"三年内"新建5G基站1200个'), "quote-unclosed", False),
    ("a NUL byte", "targets.csv", _cell("5G基站", "5G\x00基站"), "file-has-nul", False),
    ("nothing", "retired.csv", lambda _t: b"", "file-empty", True),
    ("only a line end", "retired.csv", lambda _t: b"\n", "file-empty", True),
    ("a workbook", "targets.csv", _excel, "file-not-text", False),
    ("a cell of 10 MB", "targets.csv", _cell("5G base stations", "x" * 10_000_000), "cell-too-long", False),
    ("a quote of 1 MB", "targets.csv", _cell("三年内新建5G基站1200个", "新" * 1_000_000), "cell-too-long", False),
    ("a line break in a cell", "notes.csv", _cell("Both ends", '"Both\nends"'), "quote-unclosed", False),
    ("a page break in a cell", "notes.csv", _cell("Both ends", "Both\x0cends"), "control-character", False),
)  # fmt: skip


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lab.clean(tmp_path_factory.mktemp("clean") / "package")


@pytest.mark.parametrize(("name", "file", "damage", "code", "repaired"), DAMAGES, ids=[row[0] for row in DAMAGES])
def test_damage_is_one_clear_problem(
    name: str, file: str, damage: Damage, code: str, repaired: bool, clean: Path, tmp_path: Path
) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    path = lab.locate(root, file)
    before = path.read_text("utf-8")
    path.write_bytes(damage(before))
    assert path.read_bytes() != before.encode(), "the damage did nothing"

    problems = lab.validate(root).problems
    assert [problem.code for problem in problems] == [code]
    problem = problems[0]
    assert problem.place.file.endswith(f"/{file}")
    assert 0 < len(problem.said("en")["found"]) < 400

    done = lab.tidy(root)
    if repaired:
        assert done[problem.place.file]
        assert lab.validate(root).problems == ()
        assert path.read_text("utf-8") == before
    else:
        assert code in [problem.code for problem in lab.validate(root).problems]
    assert lab.tidy(root) == {}, "a second run of fmt finds something to do"


@pytest.mark.parametrize(
    "sign", ["x", "新", "一", "“", "xx ", "1、", "（1）", "2020年", "at least 1 ", "号新", "a-", "1G、"]
)
def test_words_without_end_are_told_and_hold_nothing_up(sign: str, clean: Path, tmp_path: Path) -> None:
    """200,000 characters in each kind of words: where a rule searched them again from each, the test would not end."""
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    words = (sign * 200_000)[:200_000].strip()
    cells = [
        ("targets.csv", "linhe-2020.t01", "what_zh"),
        ("targets.csv", "linhe-2020.t02", "what_en"),
        ("targets.csv", "linhe-2020.t03", "quote"),
        ("targets.csv", "linhe-2020.t04", "caveat_zh"),
        ("targets.csv", "linhe-2020.t05", "caveat_en"),
    ]
    lab.apply(root, [{"set": [*cell, words]} for cell in cells])
    problems = lab.validate(root).problems
    assert [problem.code for problem in problems if problem.code.startswith("rule-")] == []
    told = {(place.file, place.field) for problem in problems for place in (problem.place, *problem.more)}
    assert {field for _, field in told} >= {field for _, _, field in cells}


def test_rows_that_fmt_leaves_empty_or_renames_are_in_order_after_one_run(clean: Path, tmp_path: Path) -> None:
    """A row of spaces goes, and an id in full width finds its place, in the run that repairs them."""
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    path = lab.locate(root, "targets.csv")
    before = path.read_text("utf-8")
    last = before.splitlines(keepends=True)[-1]
    moved = before.removesuffix(last).replace("\n", "\n" + last.replace(".t", ".ｔ", 1), 1)
    path.write_text(moved + "," * before.splitlines()[0].count(",") + " \n", "utf-8")
    assert lab.tidy(root)
    assert path.read_text("utf-8") == before
    assert lab.tidy(root) == {}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2022/12/31", "2022-12-31?"),
        ("2022.12.31", "2022-12-31?"),
        ("2022年12月31日", "2022-12-31?"),
        ("44926", "2022-12-31?"),
        ("2022/13/31", "2022-12-31"),  # no day: an example is given in place of a question
    ],
)
def test_what_a_spreadsheet_made_of_a_date_is_asked(written: str, meant: str, clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    lab.apply(root, [{"set": ["targets.csv", "linhe-2020.t01", "deadline", written]}])
    (expected,) = (line for line in as_text(lab.validate(root)).splitlines() if line.startswith("  expected"))
    assert expected.split()[-1] == meant
