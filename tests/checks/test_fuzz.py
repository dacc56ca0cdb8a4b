"""Arbitrary bytes and arbitrary edits: no traceback, no hang, nothing written outside.

The examples are few here; FUZZ_SECONDS=600 gives each of the tests its share of ten minutes (-s shows how many).
"""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from time import monotonic

import lab
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from publisher.check.report import FORMATS
from publisher.check.rule import catalogue
from publisher.maintain.diff import compare
from publisher.maintain.fmt import Repair, repair
from publisher.maintain.state import state_of
from publisher.read.places import closest_passage
from publisher.read.table import parse_table

pytestmark = pytest.mark.slow

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
ROUND = settings(
    max_examples=15, deadline=None, derandomize=not SECONDS, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
FUZZED: list[str] = []  # the tests that share the time


def fuzz(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test that is given examples for one round, or for its share of the time, each round with a seed of its own."""
    FUZZED.append(test.__name__)
    round_of = ROUND(test)

    @wraps(test)
    def rounds(**fixtures: object) -> None:
        end, number = monotonic() + SECONDS / len(FUZZED), 0
        while not number or monotonic() < end:
            number += 1
            (seed(number)(round_of) if SECONDS else round_of)(**fixtures)
        print(f"{test.__name__}: {number} rounds of {ROUND.max_examples}")

    return rounds


TABLES = sorted(schema.name for schema in lab.SCHEMAS)
NASTY = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789.,-–万亿千百十一二三%级个年月日到内〇半Ⅳ", max_size=12),
    st.sampled_from([
        "", " ", "\u3000", "=1+1", "NaN", "1e999", "-0", "２０２２", "2022/12/31", "44926", "linhe-2020.t01", "linhe-2020",
        "linhe-2020.9", "x" * 5000, "\u202e", "e\u0301", "true", "到9999年99月99日", "0年内", "一亿亿亿年内", "999999999999999999999",
        "9" * 5000, "linhe-2020.t" + "9" * 5000, "linhe-2020.k" + "9" * 5000, "linhe-2020." + "9" * 5000, "٣", "①", "²", "1\n2",
    ]),
)  # fmt: skip


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lab.clean(tmp_path_factory.mktemp("clean") / "package")


@contextmanager
def spoiled(path: Path, data: bytes) -> Iterator[None]:
    before = path.read_bytes()
    path.write_bytes(data)
    try:
        yield
    finally:
        path.write_bytes(before)


def survives(root: Path) -> None:
    """The package is checked to the end, with texts and without; every format shows it; nothing crashed inside."""
    for texts in (True, False):
        report = lab.validate(root, texts=texts)
        crashed = [problem.found for problem in report.problems if problem.code == "rule-crashed"]
        assert crashed == []
        for form in FORMATS.values():
            assert form(report, "zh")
    compare(state_of(root), state_of(root))


@fuzz
@given(name=st.sampled_from(TABLES), data=st.binary(max_size=400))
def test_any_bytes_are_read_without_a_traceback(name: str, data: bytes) -> None:
    table = parse_table(data, lab.SCHEMAS[name], f"{name}.csv")
    assert table.faults, "no bytes that chance makes are a table"
    assert {fault.code for fault in table.faults} <= set(catalogue())


ROWS = st.lists(st.lists(NASTY, min_size=30, max_size=30), max_size=2)


@fuzz
@given(
    name=st.sampled_from(TABLES),
    rows=ROWS,
    mark=st.sampled_from(["", "\ufeff"]),
    end=st.sampled_from(["\n", "\r\n", "\n\n"]),
)
def test_a_repaired_file_needs_no_repair_and_has_lost_no_row(
    name: str, rows: list[list[str]], mark: str, end: str
) -> None:
    schema, path = lab.SCHEMAS[name], Path(f"{name}.csv")
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerows([schema.names, *(row[: len(schema.names)] for row in rows)])
    data = (mark + out.getvalue()).encode()
    repaired = repair(path, data, schema)
    if not isinstance(repaired, Repair):
        return
    fixed = repaired.text.encode()
    assert repair(path, fixed, schema) is None, repaired.actions
    read = parse_table(fixed, schema, path.name)
    assert not read.faults
    assert len(read.rows) == sum(any(map(str.strip, row[:-1])) for row in parse_table(data, schema, path.name).rows)


@fuzz
@given(name=st.sampled_from(TABLES), data=st.binary(max_size=200), cut=st.integers(0, 4000))
def test_a_file_with_any_bytes_in_it_is_checked_to_the_end(name: str, data: bytes, cut: int, clean: Path) -> None:
    path = lab.locate(clean, f"{name}.csv")
    before = path.read_bytes()
    with spoiled(path, before[:cut] + data + before[cut:]):
        survives(clean)


@fuzz
@given(name=st.sampled_from(TABLES), row=st.integers(0, 30), column=st.integers(0, 30), value=NASTY)
def test_a_cell_with_anything_in_it_is_checked_to_the_end(
    name: str, row: int, column: int, value: str, clean: Path
) -> None:
    path = lab.locate(clean, f"{name}.csv")
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
    if len(rows) < 2:
        return
    cells = rows[1 + row % (len(rows) - 1)]
    cells[column % len(cells)] = value
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    with spoiled(path, out.getvalue().encode("utf-8", "surrogatepass")):
        survives(clean)


EDIT = st.tuples(st.sampled_from(TABLES), st.integers(0, 30), st.integers(0, 30), NASTY)


@fuzz
@given(edits=st.lists(EDIT, min_size=2, max_size=6))
def test_edits_of_several_tables_at_once_are_checked_to_the_end(
    edits: list[tuple[str, int, int, str]], clean: Path
) -> None:
    before: dict[Path, bytes] = {}
    try:
        for name, row, column, value in edits:
            path = lab.locate(clean, f"{name}.csv")
            before.setdefault(path, path.read_bytes())
            rows = list(csv.reader(io.StringIO(path.read_text("utf-8", "surrogatepass"))))
            if len(rows) > 1:
                cells = rows[1 + row % (len(rows) - 1)]
                cells[column % len(cells)] = value
                out = io.StringIO()
                csv.writer(out, lineterminator="\n").writerows(rows)
                path.write_bytes(out.getvalue().encode("utf-8", "surrogatepass"))
        survives(clean)
    finally:
        for path, data in before.items():
            path.write_bytes(data)


@fuzz
@given(data=st.binary(max_size=300), cut=st.integers(0, 3000))
def test_a_descriptor_with_any_bytes_in_it_is_checked_to_the_end(data: bytes, cut: int, clean: Path) -> None:
    path = clean / "datapackage" / "datapackage.yaml"
    before = path.read_bytes()
    with spoiled(path, before[:cut] + data + before[cut:]):
        survives(clean)


@fuzz
@given(text=st.text(max_size=300), cut=st.integers(0, 600))
def test_any_source_text_is_checked_to_the_end(text: str, cut: int, clean: Path) -> None:
    path = clean / "sources" / f"{lab.PLAN}.txt"
    before = path.read_text("utf-8")
    with spoiled(path, (before[:cut] + text + before[cut:]).encode("utf-8", "surrogatepass")):
        survives(clean)


@fuzz
@given(text=NASTY, other=NASTY)
def test_pure_functions_take_any_text(text: str, other: str) -> None:
    assert len(closest_passage(text * 3, other)) <= len(other)


def test_nothing_is_written_beside_the_package(clean: Path, tmp_path: Path) -> None:
    root = tmp_path / "package"
    shutil.copytree(clean, root)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    lab.validate(root)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
