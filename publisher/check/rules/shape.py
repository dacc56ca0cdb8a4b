"""Rules of shape, compiled from the Table Schemas: each makes of a field a test of one cell.

A test of one value has beside it one of a whole column (see Test in check/rule.py). Types are those of Table Schema
(https://datapackage.org/standard/table-schema/), read strictly: ASCII digits, no spaces, no thousands separators.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache

from publisher.check.rule import Column, Findings, Test, at, check, like
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Row
from publisher.terms.schema import Field

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")
_URI = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[!-~]*)?")


@check("error", on="cell")
def cell_empty(field: Field) -> Test | None:
    """A required cell has a value.

    Fix: fill it; the data dictionary says what it holds.
    """
    if not field.required:
        return None
    return Test(lambda value: "" if value else "a value", lambda column: "" not in column.values)


def _all_match(form: re.Pattern[str]) -> Callable[[Column], bool]:
    """Whether every value that is not empty has a form."""
    return lambda column: all(map(form.fullmatch, column.filled))


@check("error", on="cell")
def cell_not_a_number(field: Field) -> Test | None:
    """A number is written in ASCII digits with a decimal point: no separators, no exponent, no spaces, no unit.

    Fix: write the plain number, such as 34000; the printed form belongs in figure_printed.
    """
    if field.type != "number":
        return None
    return Test(
        lambda value: "" if not value or _NUMBER.fullmatch(value) else _meant_number(value), _all_match(_NUMBER)
    )


def _meant_number(value: str) -> str:
    """The plain number that a spreadsheet's way of writing it means, as a question."""
    plain = value.strip().translate(_HALF_WIDTH)
    if re.fullmatch(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{1,2}", plain):
        plain = format(float(plain), "f").rstrip("0").rstrip(".")
    return f"{plain}?" if _NUMBER.fullmatch(plain) else "a number such as 34000 or 0.1"


@check("error", on="cell")
def cell_not_an_integer(field: Field) -> Test | None:
    """A whole number is written in ASCII digits only.

    Fix: write the plain number.
    """
    if field.type != "integer":
        return None
    return Test(lambda value: "" if not value or _INTEGER.fullmatch(value) else "a whole number", _all_match(_INTEGER))


def _date_test(value: str) -> str:
    if not value:
        return ""
    if _DATE.fullmatch(value):
        try:
            date.fromisoformat(value)
            return ""
        except ValueError:
            pass
    return _meant_date(value)


def _all_dates(column: Column) -> bool:
    try:
        return all(map(_DATE.fullmatch, column.filled)) and all(map(date.fromisoformat, column.filled))
    except ValueError:
        return False


def _meant_date(value: str) -> str:
    """The day that a spreadsheet's way of writing it means, as a question: 2022/12/31 or 44926 (days since 1899)."""
    try:
        if match := re.fullmatch(r"([0-9]{4})[/.年-]([0-9]{1,2})[/.月-]([0-9]{1,2})日?", value.strip(), re.ASCII):
            return f"{date(int(match[1]), int(match[2]), int(match[3]))}?"
        if re.fullmatch(r"[1-9][0-9]{4}", value, re.ASCII):
            return f"{date(1899, 12, 30) + timedelta(days=int(value))}?"
    except ValueError:
        pass
    return "a date such as 2022-12-31"


@check("error", on="cell")
def cell_not_a_date(field: Field) -> Test | None:
    """A date is a real day written year-month-day (ISO 8601), as 2022-12-31.

    Fix: a spreadsheet program may have turned it into 2022/12/31 or a day number; write it as text.
    """
    return Test(_date_test, _all_dates) if field.type == "date" else None


@check("error", on="cell")
def cell_not_true_or_false(field: Field) -> Test | None:
    """A yes or no is written true or false, in lower case.

    Fix: write true or false.
    """
    if field.type != "boolean":
        return None
    known = frozenset(("", "true", "false"))
    return Test(lambda value: "" if value in known else "true or false", lambda column: column.values <= known)


@check("error", on="cell")
def cell_not_an_address(field: Field) -> Test | None:
    """An address is a full http or https address in ASCII.

    Fix: copy it from the address bar.
    """
    if field.format != "uri":
        return None
    expected = "an address such as https://example.org/page"
    return Test(lambda value: "" if not value or _URI.fullmatch(value) else expected, _all_match(_URI))


def _of_list(value: str, options: list[str]) -> str:
    meant = like(value.strip().lower(), options, cutoff=0.5)
    return " ".join(filter(None, [meant, f"({', '.join(options)})" if len(options) <= 12 or not meant else ""]))


@check("error", on="cell")
def cell_not_in_list(field: Field) -> Test | None:
    """A code is one of those that the schema lists.

    Fix: take the code that is meant; the data dictionary explains each.
    """
    options = list(field.constraints.get("enum", ()))
    if not options:
        return None
    known = frozenset(options)
    return Test(
        lambda value: "" if not value or value in known else _of_list(value, options),
        lambda column: column.filled <= known,
    )


@check("error", on="cell")
def cell_malformed(field: Field) -> Test | None:
    """An id, code or hash has the form that the schema gives it.

    Fix: compare it with its neighbours in the same column.
    """
    pattern = field.constraints.get("pattern")
    if not pattern:
        return None
    form = re.compile(pattern.removeprefix("^").removesuffix("$"), re.ASCII)
    return Test(lambda value: "" if not value or form.fullmatch(value) else str(pattern), _all_match(form))


@check("error", on="cell")
def cell_too_short(field: Field) -> Test | None:
    """A text has the least length that the schema asks for.

    Fix: quote enough words to show the fact.
    """
    least = field.constraints.get("minLength")
    if not least:
        return None
    return Test(
        lambda value: "" if not value or len(value) >= least else f"{least} characters or more",
        lambda column: _longer(column.filled, least),
    )


def _longer(values: Iterable[str], least: int) -> bool:
    return min(map(len, values), default=least) >= least


@check("error", on="cell")
def cell_too_long(field: Field) -> Test | None:
    """A text is no longer than the schema allows, and never a whole file.

    Fix: quote the shortest span that shows the fact.
    """
    most = field.constraints.get("maxLength", 20_000)
    return Test(
        lambda value: "" if len(value) <= most else f"{most} characters or fewer",
        lambda column: max(map(len, column.values), default=0) <= most,
        _no_longer(most),
    )


@cache
def _no_longer(most: int) -> Callable[[str], bool]:
    return lambda text: len(text) <= most


@check("error", on="cell")
def cell_out_of_range(field: Field) -> Test | None:
    """A number lies within the bounds that the schema gives.

    Fix: correct the number.
    """
    low, high = field.constraints.get("minimum"), field.constraints.get("maximum")
    if low is None and high is None:
        return None

    def test(value: str) -> str:
        if not _NUMBER.fullmatch(value):
            return ""
        number = float(value)
        if low is not None and number < low:
            return f"{low} or more"
        return f"{high} or less" if high is not None and number > high else ""

    def every(column: Column) -> bool:
        if not all(map(_NUMBER.fullmatch, column.filled)):
            return False
        numbers = list(map(float, column.filled))
        return not numbers or ((low is None or min(numbers) >= low) and (high is None or max(numbers) <= high))

    return Test(test, every)


def _twice(context: Plan | Registry, name: str, fields: tuple[str, ...]) -> Findings:
    table = context.tables[name]
    if not table.rows:
        return
    columns = [table.cells(column) for column in fields]
    keys = list(zip(*columns, strict=True))
    if len(set(columns[0] if len(columns) == 1 else keys)) == len(keys):
        return
    seen: dict[tuple[str, ...], list[Row]] = {}
    for key, row in zip(keys, table.rows, strict=True):
        seen.setdefault(key, []).append(row)
    for value, (first, *rest) in seen.items():
        if rest and any(value):
            expected = f"once; it stands first in line {first.line}"
            more = [(row, fields[-1]) for row in (*rest[1:], first)]
            yield at(rest[0], fields[-1], found=" + ".join(value), expected=expected, more=more, spoils=name)


@check("error", on=("plan", "registry"))
def id_twice(context: Plan | Registry) -> Findings:
    """An id is given once.

    Fix: give the newer record the next free number; ids are never used again.
    """
    for name in context.tables:
        yield from _twice(context, name, (context.schemas[name].key,))


@check("error", on=("plan", "registry"))
def combination_twice(context: Plan | Registry) -> Findings:
    """What the schema calls unique together stands once, such as a name in an area.

    Positions have rules of their own, which say what the position should be.

    Fix: remove the copy, or correct the column that should differ.
    """
    for name in context.tables:
        for key in context.schemas[name].unique_keys:
            if "position" not in key:
                yield from _twice(context, name, key)
