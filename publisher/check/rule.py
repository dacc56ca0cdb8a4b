"""@check and the catalogue of rules.

A rule is a small function. Its name is its code (quote_not_in_source → quote-not-in-source), and under that code
terms/messages/rules.yml has what it says: the rule, perhaps why it is there, what to do. What it looks at is said by
`on`:

    a table's name    rule(row, plan or registry)   for each row of the table
    "cell"            rule(field) → Test or None    on the distinct values of each column; see Test
    "file"            rule(table)                   for each file
    "plan"            rule(plan)                    once a plan
    "registry"        rule(registry)
    "package"         rule(package, summaries)      what looks across plans, on small summaries
    "runner"          never called: the runner itself reports it

One cause gives one problem. So a rule is silent where what it relies on is already known to be faulty:

    reads    columns of the row; by default all of them, "*" is every row of the record; DESCRIBED is the descriptor,
             TABLE a file as a whole: it is silent where anything else is said of that file
    needs    tables that must be there whole
    declarable   whether a problem may be declared as known in known_problems.csv: where style, language or use is
             judged, which people may see otherwise; never evidence, figures, references, files or the ledger
    when     (of a rule on rows) what must hold of the plan for the rule to find anything in it at all
    given    (of a finding) cells of other rows that the judgement rests on
    cause    (of a finding) a name for what went wrong; what has the same cause becomes a further place of the first
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple

from publisher.read.table import Row
from publisher.terms.damaged import Damaged
from publisher.terms.messages import Shown, say
from publisher.terms.problem import Place, Severity

# The order in which rules run: what comes first may silence what comes later.
AREAS = (
    "files",
    "shape",
    "text",
    "language",
    "links",
    "outline",
    "evidence",
    "figures",
    "things",
    "retelling",
    "indicators",
    "mentions",
    "deadlines",
    "responsibilities",
    "projects",
    "names",
    "glossary",
    "completeness",
    "registry",
    "areas",
    "measures",
    "documents",
    "parts",
    "twice",
    "words",
    "translated",
    "signers",
    "readings",
    "ledger",
    "metadata",
    "runner",
)

Cell = tuple[Row, str]  # a row and the name of one of its columns


class Column(NamedTuple):
    """A column of a file, to be looked at all at once; no cell of it holds an LF.

    values: the distinct ones. filled: those that are not empty. text: all values, with LF before, between and after.
    """

    values: frozenset[str]
    filled: frozenset[str]
    text: str


def column_of(values: frozenset[str]) -> Column | None:
    """The column that holds some values; None where one of them holds an LF."""
    text = "\n".join(("", *values, ""))
    if text.count("\n") != len(values) + 1:
        return None
    return Column(values, values - {""} if "" in values else values, text)


@dataclass(frozen=True, slots=True)
class Test:
    """What a rule on cells makes of a field.

    one: value → "" where it is right, else what is expected. The other two look at much at once; each may be True only
    where `one` passes it all, and where it is not, `one` is asked of every value.

    every: of a whole column. clean: of any text, whose every part without LF `one` must pass. What several columns
    would be asked by the same function is first asked of the text of the whole file, for all of them at once.
    """

    one: Callable[[str], Shown]
    every: Callable[[Column], bool] | None = None
    clean: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A rule of the catalogue; what it says stands in the messages, under its code."""

    code: str
    severity: Severity
    on: tuple[str, ...]
    reads: tuple[str, ...]
    needs: tuple[str, ...]
    function: Callable[..., Any]
    when: Callable[[Any], object] | None
    declarable: bool
    area: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields: a row and column (or a place), what was found and what was expected there.

    more: other cells where the same cause shows. spoils: a table on which nothing may be built any more. needs: what
    must be sound for this finding to stand, such as "units keys". record: the record at `place`, where no row tells it.
    doubtful: cells that the same fault makes doubtful, so that nothing else is said of them.
    """

    row: Row | None = None
    field: str = ""
    found: Shown = ""
    expected: Shown = ""
    more: tuple[Cell, ...] = ()
    given: tuple[Cell, ...] = ()
    cause: str = ""
    spoils: str = ""
    needs: str = ""
    place: Place | None = None
    places: tuple[Place, ...] = ()
    record: str = ""
    doubtful: tuple[Cell, ...] = ()


def at(row: Row, field: str = "", *, found: Shown = "", expected: Shown = "", more: Iterable[Cell] = (),
       given: Iterable[Cell] = (), cause: str = "", spoils: str = "", needs: str = "",
       doubtful: Iterable[Cell] = ()) -> Finding:  # fmt: skip
    """A finding at a column of a row."""
    return Finding(
        row, field, found, expected, tuple(more), tuple(given), cause, spoils, needs, doubtful=tuple(doubtful)
    )


def at_rows(
    rows: Iterable[Row], field: str, *, found: Shown = "", expected: Shown = "", cause: str = "",
    given: Iterable[Cell] = (),
) -> Finding:  # fmt: skip
    """One finding that shows in the same column of several rows (at least one)."""
    first, *rest = rows
    more = [(row, field) for row in rest]
    return at(first, field, found=found, expected=expected, more=more, given=given, cause=cause)


def at_place(
    place: Place,
    *,
    found: Shown = "",
    expected: Shown = "",
    cause: str = "",
    more: Iterable[Place] = (),
    record: str = "",
) -> Finding:
    """A finding that belongs to a file or a line of it rather than to a row that could be read."""
    return Finding(None, "", found, expected, cause=cause, place=place, places=tuple(more), record=record)


_NUMBERED = re.compile(r"\.([a-z]+)[0-9]+")  # the end of a record's id: its letter tells its kind

MANY_OPTIONS = 300  # options with each of which a value is compared


def most_similar(value: str, options: Iterable[str], *, cutoff: float = 0.6) -> str:
    """The option that resembles `value` most; "" where none does.

    One or two characters resemble nothing but themselves, and the id of a target (x.t13) no other kind of id (x.n13).
    """
    if len(value) > 200:
        return ""  # comparing costs the square of the length
    known, kind = list(options), _NUMBERED.search(value)
    if same := next((option for option in known if option.casefold() == value.strip().casefold()), ""):
        return same
    if kind:
        known = [option for option in known if (other := _NUMBERED.search(option)) and other[1] == kind[1]]
    if len(known) > MANY_OPTIONS:  # comparing with each takes too long
        known = [option for option in known if option[:-1] == value[:-1] or option[-2:] == value[-2:]]
    close = get_close_matches(value, known, n=1, cutoff=cutoff) if len(value) > 2 else []
    return close[0] if close else ""


def like(value: str, options: Iterable[str], otherwise: Shown) -> Shown:
    """The option that resembles `value` most, as a question; `otherwise` where none does."""
    close = most_similar(value, options)
    return say("perhaps", value=close) if close else otherwise


def by_value(rows: Iterable[Row], field: str) -> dict[str, list[Row]]:
    """Rows by what they hold in a column."""
    rows_by_value: dict[str, list[Row]] = {}
    for row in rows:
        rows_by_value.setdefault(getattr(row, field), []).append(row)
    return rows_by_value


BULK = 6  # faults of one kind in one column, or table, from which, where they are most of it, they are one accident
ROWS = "rows"  # after a table's name, what is spoiled: that its rows are not what they seem, so that none is judged
TABLE = ("table",)  # what a rule reads that judges a file as a whole
DESCRIBED = ("descriptor",)  # what a rule on the package reads that looks at its descriptor alone


CATALOGUE: dict[str, Check] = {}


def _enter(rule: Check) -> None:
    if rule.code in CATALOGUE:
        raise ValueError(f"two rules are named {rule.code}")
    CATALOGUE[rule.code] = rule


def check(
    severity: str, *, on: str | Iterable[str], reads: tuple[str, ...] = (), needs: tuple[str, ...] = (),
    when: Callable[[Any], object] | None = None, declarable: bool = False,
) -> Callable[..., Any]:  # fmt: skip
    """Enter a function into the catalogue. severity: error, warning or note. For the others see the module."""

    def enter(function: Callable[..., Any]) -> Callable[..., Any]:
        code, area = function.__name__.replace("_", "-"), function.__module__.rsplit(".", 1)[-1]
        scopes = (on,) if isinstance(on, str) else tuple(on)
        _enter(Check(code, Severity(severity), scopes, reads, needs, function, when, declarable, area))
        return function

    return enter


def declare(area: str, on: str, *codes: str) -> None:
    """Enter errors that the reader or the runner itself finds, so that there is no function to call."""
    for code in codes:
        _enter(Check(code, Severity.ERROR, (on,), (), (), lambda *_: None, None, False, area))


@cache
def catalogue() -> Mapping[str, Check]:
    """Every rule, in the order in which they run."""
    for area in AREAS:
        try:
            importlib.import_module(f"publisher.check.rules.{area}")
        except Exception as error:  # whatever an edit of a rule can raise
            raise Damaged(f"publisher/check/rules/{area}.py", error) from error
    return dict(sorted(CATALOGUE.items(), key=lambda item: AREAS.index(item[1].area)))


@cache
def rules_on(scope: str) -> tuple[Check, ...]:
    """The rules that look at a scope, in the order in which they run."""
    return tuple(rule for rule in catalogue().values() if scope in rule.on)


Findings = Iterator[Finding]
