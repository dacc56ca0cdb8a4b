"""The rules on cells: a look at all values of a column at once, and at each one where that sees something.

Valid data, nearly all there is, need one look a file and a column; the tests of one value then say what is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from publisher.check.rule import Check, Column, Test, column_of, rules_on
from publisher.read.table import Table
from publisher.terms.messages import Shown
from publisher.terms.schema import TableSchema

Tests = Sequence[tuple[Check, Test]]
# A value → the rules that it breaks, with what was expected: the first, and those before it that may be declared.
Bad = Mapping[str, tuple[tuple[Check, Shown], ...]]
Crashed = Callable[[Check, Exception, str], None]  # is told of a rule that failed, and in which column


MOST_VALUES, MOST_SETS = 8, 1000  # values of a set that is remembered; sets that are, for each column

Look = Callable[[str], bool]


@dataclass(frozen=True)
class Compiled:
    """What the rules on cells make of a table's schema: the tests of each column, in the order of the rules.

    looks: what several columns would be asked for, so that the text of a whole file is asked first.
    sound: by column, small sets of values that were proven right before: codes, dates and empty cells recur.
    """

    tests: Mapping[str, Tests]
    looks: tuple[Look, ...]
    sound: Mapping[str, set[frozenset[str]]]
    left: dict[tuple[Look, ...], Mapping[str, Tests]]  # what a file passed → the tests that this leaves

    def after(self, passed: tuple[Look, ...]) -> Mapping[str, Tests]:
        """The tests that are left where the text of a whole file has passed some looks."""
        if passed not in self.left:
            self.left[passed] = {
                name: [pair for pair in tests if pair[1].clean not in passed] for name, tests in self.tests.items()
            }
        return self.left[passed]


_COMPILED: dict[int, tuple[TableSchema, Compiled]] = {}


def compiled(schema: TableSchema) -> Compiled:
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
            Compiled(tests, looks, {name: set() for name in tests}, {}),
        )  # the schema is kept, so its id stays its own
    return _COMPILED[id(schema)][1]


def wrong_values(table: Table, schema: TableSchema, crashed: Crashed) -> Iterator[tuple[int, str, Bad]]:
    """The columns of a table that hold wrong values: position, name, and the values with what is wrong with them."""
    if not table.rows:
        return
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
        if tests and (bad := _bad(tests, values, name, crashed)):
            yield index, name, bad


def unproven(tests: Tests, column: Column) -> Tests:
    """The tests that a look at the whole column does not show to pass all its values."""
    left = []
    for pair in tests:
        every, clean = pair[1].every, pair[1].clean
        if not ((clean is not None and clean(column.text)) or (every is not None and every(column))):
            left.append(pair)
    return left


def _bad(tests: Tests, values: Iterable[str], name: str, crashed: Crashed) -> Bad:
    bad: dict[str, tuple[tuple[Check, Shown], ...]] = {}
    for value in values:
        found: list[tuple[Check, Shown]] = []
        for rule, test in tests:
            try:
                expected = test.one(value)
            except Exception as error:
                crashed(rule, error, name)
                continue
            if expected:
                found.append((rule, expected))
                if not rule.declarable:
                    break
        if found:
            bad[value] = tuple(found)
    return bad
