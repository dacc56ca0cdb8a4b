"""Runs the rules on cells: first on a whole file or column at once, then on single values where that fails.

For valid data, nearly all there is, one test a file and a column is enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakValueDictionary

from publisher.check.rule import Check, Column, Test, column_of, rules_on
from publisher.read.table import Table
from publisher.terms.messages import Shown
from publisher.terms.schema import TableSchema

Tests = Sequence[tuple[Check, Test]]
# Value → the rules that it breaks, with what is expected: up to the first that may not be declared as known.
Bad = Mapping[str, tuple[tuple[Check, Shown], ...]]
Crashed = Callable[[Check, Exception, str], None]  # called when a rule raises: with the rule, the error and the column


MOST_VALUES, MOST_SETS = 8, 1000  # limits of the cache of valid columns: values of a set, sets for each column

Look = Callable[[str], bool]


@dataclass(frozen=True)
class ColumnTests:
    """The tests of a schema's columns, made by the rules on cells, in the order of the rules.

    looks: tests shared by several columns, which are run on the text of the whole file first.
    sound: by column, small sets of values that passed before: codes, dates and empty cells recur.
    """

    tests: Mapping[str, Tests]
    looks: tuple[Look, ...]
    sound: Mapping[str, set[frozenset[str]]]
    left: dict[tuple[Look, ...], Mapping[str, Tests]]  # looks that a file passed → the tests left to run

    def after(self, passed: tuple[Look, ...]) -> Mapping[str, Tests]:
        """The tests left to run on columns of a file whose text passed some looks."""
        if passed not in self.left:
            self.left[passed] = {
                name: [pair for pair in tests if pair[1].clean not in passed] for name, tests in self.tests.items()
            }
        return self.left[passed]


_COMPILED: dict[int, tuple[TableSchema, ColumnTests]] = {}
_CLEAN: WeakValueDictionary[tuple[int, int], Table] = WeakValueDictionary()  # by its id and the schema's; at the desk


def compiled(schema: TableSchema) -> ColumnTests:
    """The tests of a schema, made once."""
    if id(schema) not in _COMPILED:
        tests = {
            column.name: [(rule, test) for rule in rules_on("cell") if (test := rule.function(column)) is not None]
            for column in schema.fields
        }
        asked = Counter(look for column in tests.values() for look in {test.clean for _, test in column if test.clean})
        looks = tuple(look for look, times in asked.items() if times > 1)
        _COMPILED[id(schema)] = (
            schema,
            ColumnTests(tests, looks, {name: set() for name in tests}, {}),
        )  # the schema is kept alive, so that its id() is not reused
    return _COMPILED[id(schema)][1]


def wrong_values(table: Table, schema: TableSchema, crashed: Crashed) -> Iterator[tuple[int, str, Bad]]:
    """The columns with wrong values: position, name, and each wrong value with the rules it breaks."""
    key = id(table), id(schema)
    if not table.rows or _CLEAN.get(key) is table:
        return
    clean = True
    rules, text = compiled(schema), table.text
    tests_of = rules.after(() if text is None else tuple(look for look in rules.looks if look(text)))
    for index, (name, cells) in enumerate(zip(schema.names, table.columns, strict=False)):
        values, sound = frozenset(cells), rules.sound[name]
        if values in sound:
            continue
        column = column_of(values)
        tests = tests_of[name] if column is None else unproven(tests_of[name], column)
        if not tests and len(values) <= MOST_VALUES and len(sound) < MOST_SETS:
            sound.add(values)
        clean = clean and not tests
        if tests and (bad := _bad(tests, values, name, crashed)):
            yield index, name, bad
    if clean:
        _CLEAN[key] = table


def unproven(tests: Tests, column: Column) -> Tests:
    """The tests that the column as a whole does not pass, so that they must be run on its values."""
    left = []
    for pair in tests:
        every, clean = pair[1].every, pair[1].clean
        if not ((clean is not None and clean(column.text)) or (every is not None and every(column))):
            left.append(pair)
    return left


def _bad(tests: Tests, values: Iterable[str], name: str, crashed: Crashed) -> Bad:
    bad: dict[str, tuple[tuple[Check, Shown], ...]] = {}
    for value in values:
        failures: list[tuple[Check, Shown]] = []
        for rule, test in tests:
            try:
                expected = test.one(value)
            except Exception as error:
                crashed(rule, error, name)
                continue
            if expected:
                failures.append((rule, expected))
                if not rule.declarable:
                    break
        if failures:
            bad[value] = tuple(failures)
    return bad
