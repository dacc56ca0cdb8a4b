"""A look at a whole column or text may only pass what the tests of each single value pass, whatever stands there."""

# ruff: noqa: E501  (values are read by the row)
from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lab
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publisher.check.cells import Tests, compiled, unproven, wrong_values
from publisher.check.rule import Check, column_of
from publisher.read.table import _parse_rows, _straight, parse_table
from publisher.terms.schema import Field

pytestmark = pytest.mark.slow

EXAMPLES = 40
LOOK = settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None)


def _distinct() -> Iterator[Any]:
    """A field of each kind: those of one type, with the same constraints and rules, are looked at alike."""
    seen = set()
    for schema in lab.SCHEMAS:
        for field in schema.fields:
            kind = (field.type, repr(field.constraints), *(rule.code for rule, _ in compiled(schema).tests[field.name]))
            if kind not in seen:
                seen.add(kind)
                yield pytest.param(schema.name, field, id=f"{schema.name}-{field.name}")


SPOILS = ["\n", "\r", "\t", " ", "  ", "\x00", "\x7f", "\x85", "\u3000", "\u200b", "\ufeff", "\u2f00", "\uf900", "e\u0301",
          "\u0301", "Ａ", "０", "=", "-", "@", "繁", "“", "”", '"', "《", ",中", "中(", "\ud800", "\U0002f800", "ª"]  # fmt: skip
ODD = ["", " ", "NaN", "inf", "-0", "1_000", "٣", "1e3", "-1", "999999999999999999999", "2022-02-30", "20220101", "2022-W01-1",
       "2022-01-01", "true", "True", "https://a.b/c", "https://a.b/\n", "0" * 64, "a" * 20_001, "k\u212a"]  # fmt: skip


def usual(field: Field) -> st.SearchStrategy[str]:
    """Values that a field takes, as far as its schema says."""
    if enum := field.constraints.get("enum"):
        return st.sampled_from(enum)
    if pattern := field.constraints.get("pattern"):
        return st.from_regex(pattern.removesuffix("$") + r"\Z")
    if field.type in ("number", "integer"):
        return st.integers(-1, 10**6).map(str)
    return (
        st.dates().map(str)
        if field.type == "date"
        else st.sampled_from(["数据中心", "a word", "5G 基站", "百分之六十"])
    )


def cells(field: Field) -> st.SearchStrategy[str]:
    """Values, right and wrong, and right ones with something put into them."""
    good = usual(field)
    spoiled = st.tuples(good, st.sampled_from(SPOILS), st.integers(0, 12)).map(
        lambda v: v[0][: v[2]] + v[1] + v[0][v[2] :]
    )
    return st.one_of(good, spoiled, st.sampled_from(ODD), st.text(max_size=8))


def passed(tests: Tests, left: Tests) -> Tests:
    return [pair for pair in tests if pair not in left]


@pytest.mark.parametrize(("table", "field"), list(_distinct()))
def test_a_look_at_a_column_passes_only_what_every_test_passes(table: str, field: Field) -> None:
    tests = compiled(lab.SCHEMAS[table]).tests[field.name]

    def looked_at(values: frozenset[str]) -> None:
        column = column_of(values)
        for rule, test in passed(tests, unproven(tests, column) if column else tests):
            assert [value for value in values if test.one(value)] == [], rule.code

    @LOOK
    @given(values=st.frozensets(cells(field), max_size=5))
    def run(values: frozenset[str]) -> None:
        looked_at(values)

    for value in (*ODD, *SPOILS):
        looked_at(frozenset([value]))
    run()


def faults(table: str, data: bytes, *, quick: bool) -> list[tuple[str, dict[str, tuple[str, str]]]]:
    """What is found in the cells of a file: by column, value → rule and what was expected."""
    schema = lab.SCHEMAS[table]
    read = parse_table(data, schema, f"{table}.csv")

    def crashed(rule: Check, error: Exception, column: str) -> None:
        raise AssertionError(f"{rule.code} {column}") from error

    if quick:
        found = wrong_values(read, schema, crashed)
        return [
            (name, {value: (rule.code, said) for value, ((rule, said), *_) in bad.items()}) for _, name, bad in found
        ]
    out = []
    for index, name in enumerate(schema.names):
        values = {row[index] for row in read.rows}
        said = {
            v: [(rule.code, e) for rule, test in compiled(schema).tests[name] if (e := test.one(v))] for v in values
        }
        if bad := {value: first[0] for value, first in said.items() if first}:
            out.append((name, bad))
    return out


@pytest.mark.parametrize("table", ["copies", "clauses", "targets", "checks", "units"])
def test_a_file_is_judged_as_by_each_test_of_each_value(table: str, tmp_path: Path) -> None:
    schema = lab.SCHEMAS[table]
    path = lab.locate(lab.clean(tmp_path / "package"), f"{table}.csv")
    real = list(csv.reader(io.StringIO(path.read_text("utf-8"))))

    @LOOK
    @given(data=st.data())
    def run(data: st.DataObject) -> None:
        rows = [list(row) for row in real]
        for _ in range(data.draw(st.integers(0, 3))):
            column = data.draw(st.integers(0, len(schema.names) - 1))
            rows[data.draw(st.integers(1, len(rows) - 1))][column] = data.draw(cells(schema.fields[column]))
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        content = out.getvalue().encode("utf-8", "replace")
        assert faults(table, content, quick=True) == faults(table, content, quick=False)

    run()


def test_good_columns_need_no_test_of_a_single_value(tmp_path: Path) -> None:
    root = lab.clean(tmp_path / "package")
    asked = []
    for schema in lab.SCHEMAS:
        table = parse_table(lab.locate(root, f"{schema.name}.csv").read_bytes(), schema, "")
        assert table.text is not None
        for name, column in zip(schema.names, table.columns, strict=False):
            looked_at = column_of(frozenset(column))
            assert looked_at is not None
            asked += [rule.code for rule, _ in unproven(compiled(schema).tests[name], looked_at)]
    # Marks that come in pairs are counted value by value, and ends of sentences are looked at; nothing else is.
    assert set(asked) <= {"stray-quotation-mark", "sentence-unfinished"}


@LOOK
@given(value=st.text(max_size=20), other=st.text(max_size=20))
@example(value="e", other="\u0301")
@example(value="a", other=" ")
def test_what_passes_a_text_passes_its_parts(value: str, other: str) -> None:
    for schema in lab.SCHEMAS:
        for column in compiled(schema).tests.values():
            for rule, test in column:
                if test.clean is not None and test.clean(f"{value}\n{other},{value}{other}\n"):
                    parts = [part for part in (value, other, value + other) if "\n" not in part]
                    assert [part for part in parts if test.one(part)] == [], rule.code
        break


PIECES = ["a", "b", "中", "c d", "", "", "e", '"f"', 'g"h', "i\u2028j", "\x1e", ",", "\n"]


@settings(LOOK, max_examples=10 * EXAMPLES)
@given(
    lines=st.lists(st.lists(st.sampled_from(PIECES), min_size=4, max_size=4), max_size=4),
    end=st.sampled_from(["\n", ""]),
    quoted=st.booleans(),
)
def test_a_plain_file_is_read_as_with_care(lines: list[list[str]], end: str, quoted: bool) -> None:
    schema = lab.SCHEMAS["tasks"]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    text = ",".join(schema.names) + "\n" + (out.getvalue() if quoted else "\n".join(map(",".join, lines))) + end
    straight = _straight(text, schema)
    if straight is not None:
        assert (list(straight), []) == _parse_rows(text, schema)
        assert [row.line for row in straight] == list(range(2, len(straight) + 2))
