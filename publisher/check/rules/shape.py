"""Rules of shape, compiled from the Table Schemas: each makes of a field a test of one cell.

A test of one value has beside it one of a whole column (see Test in check/rule.py). Types are those of Table Schema
(https://datapackage.org/standard/table-schema/), read strictly: ASCII digits, no spaces, no thousands separators.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache

from publisher.check.rule import Column, Findings, Test, at, check, most_similar
from publisher.read.plan import Plan
from publisher.read.registry import Registry
from publisher.read.table import Row, whole
from publisher.terms.messages import Message, Shown, say
from publisher.terms.regex import regex
from publisher.terms.schema import Field

_NUMBER = regex(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?", re.ASCII)
_INTEGER = regex(r"-?(?:0|[1-9][0-9]*)", re.ASCII)
_DATE = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")
_URI = regex(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[!-~]*)?")


@check("error", on="cell")
def cell_empty(field: Field) -> Test | None:
    if not field.required:
        return None
    return Test(lambda value: "" if value else say("cell-empty.value"), lambda column: "" not in column.values)


def _all_match(form: re.Pattern[str]) -> Callable[[Column], bool]:
    """Whether every value that is not empty has a form."""
    return lambda column: all(map(form.fullmatch, column.filled))


@check("error", on="cell")
def cell_not_a_number(field: Field) -> Test | None:
    if field.type != "number":
        return None
    return Test(
        lambda value: "" if not value or _NUMBER.fullmatch(value) else _meant_number(value), _all_match(_NUMBER)
    )


def _meant_number(value: str) -> Shown:
    """The plain number that a spreadsheet's way of writing it means, as a question."""
    plain = value.strip().translate(_HALF_WIDTH)
    if re.fullmatch(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{1,2}", plain):
        plain = format(float(plain), "f")
    if re.fullmatch(r"-?[0-9]+\.[0-9]*0|-?[0-9]+\.", plain):
        plain = plain.rstrip("0").rstrip(".")
    return say("perhaps", value=plain) if _NUMBER.fullmatch(plain) else say("cell-not-a-number.number")


@check("error", on="cell")
def cell_not_an_integer(field: Field) -> Test | None:
    if field.type != "integer":
        return None
    return Test(
        lambda value: "" if not value or _INTEGER.fullmatch(value) else say("cell-not-an-integer.whole"),
        _all_match(_INTEGER),
    )


def _date_test(value: str) -> Shown:
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


def _meant_date(value: str) -> Shown:
    """The day that a spreadsheet's way of writing it means, as a question: 2022/12/31 or 44926 (days since 1899)."""
    try:
        if match := re.fullmatch(r"([0-9]{4})[/.年-]([0-9]{1,2})[/.月-]([0-9]{1,2})日?", value.strip(), re.ASCII):
            return say("perhaps", value=f"{date(int(match[1]), int(match[2]), int(match[3]))}")
        if re.fullmatch(r"[1-9][0-9]{4}", value, re.ASCII):
            return say("perhaps", value=f"{date(1899, 12, 30) + timedelta(days=int(value))}")
    except ValueError:
        pass
    return say("cell-not-a-date.date")


@check("error", on="cell")
def cell_not_a_date(field: Field) -> Test | None:
    return Test(_date_test, _all_dates) if field.type == "date" else None


@check("error", on="cell")
def cell_not_true_or_false(field: Field) -> Test | None:
    if field.type != "boolean":
        return None
    known = frozenset(("", "true", "false"))
    return Test(
        lambda value: "" if value in known else say("cell-not-true-or-false.either"),
        lambda column: column.values <= known,
    )


@check("error", on="cell")
def cell_not_an_address(field: Field) -> Test | None:
    if field.format != "uri":
        return None
    expected = say("cell-not-an-address.address")
    return Test(lambda value: "" if not value or _URI.fullmatch(value) else expected, _all_match(_URI))


def _of_list(value: str, options: list[str]) -> Shown:
    meant = most_similar(value.strip().lower(), options, cutoff=0.5)
    if not meant:
        return say("cell-not-in-list.one-of", codes=tuple(options))
    return (
        say("cell-not-in-list.perhaps", code=meant, codes=tuple(options))
        if len(options) <= 12
        else say("perhaps", value=meant)
    )


@check("error", on="cell")
def cell_not_in_list(field: Field) -> Test | None:
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
    pattern = field.constraints.get("pattern")
    if not pattern:
        return None
    form, expected = re.compile(pattern.removeprefix("^").removesuffix("$"), re.ASCII), form_of(pattern)
    return Test(lambda value: "" if not value or form.fullmatch(value) else expected, _all_match(form))


_FORMS = {
    "^[a-z][a-z0-9-]*$": say("cell-malformed.id"),
    r"^[a-z][a-z0-9-]*(\.[0-9]+)+$": say("cell-malformed.clause"),
    r"^[a-z][a-z0-9-]*(\.[a-z0-9]+)*$": say("cell-malformed.any"),
    r"^([a-z][a-z0-9_-]*(\.[a-z0-9-]+)*|(glossary|retired)\..+)$": say("cell-malformed.locked"),
    r"^([a-z][a-z0-9-]*(\.[a-z0-9]+)*|.*[一-鿿].*)$": say("cell-malformed.retired"),
    "^([0-9a-f]{4})*$": say("cell-malformed.sums"),
    "^[0-9]{6}$": say("cell-malformed.area"),
    "^[0-9a-f]{64}$": say("cell-malformed.sha256"),
    "^reader-[a-z]$": say("cell-malformed.reader"),
    "^[a-z][a-z0-9_]*$": say("cell-malformed.column"),
}
_ENDS = regex(r"\^(\[a-z\]\[a-z0-9-\]\*\\\.)?([a-z-]+)\[0-9\]\{([0-9]+),\}\$")


def form_of(pattern: str) -> Message:
    """The form that a schema's pattern asks for, in words; the pattern itself where it has none."""
    if not (match := _ENDS.fullmatch(pattern)):
        return _FORMS.get(pattern) or say("cell-malformed.pattern", pattern=pattern)
    stem, digits = match[2], int(match[3])
    example = f"{stem}{1:0{digits}}"
    if not match[1]:
        return say("cell-malformed.numbered", stem=stem, digits=digits, example=example)
    return say("cell-malformed.record", stem=stem, digits=digits, example=f"chengdu-2020.{example}")


@check("error", on="cell")
def cell_too_short(field: Field) -> Test | None:
    least = field.constraints.get("minLength")
    if not least:
        return None
    return Test(
        lambda value: "" if not value or len(value) >= least else say("cell-too-short.least", least=least),
        lambda column: _longer(column.filled, least),
    )


def _longer(values: Iterable[str], least: int) -> bool:
    return min(map(len, values), default=least) >= least


@check("error", on="cell")
def cell_too_long(field: Field) -> Test | None:
    most = field.constraints.get("maxLength", 20_000)
    return Test(
        lambda value: "" if len(value) <= most else say("cell-too-long.most", most=most),
        lambda column: max(map(len, column.values), default=0) <= most,
        _no_longer(most),
    )


@cache
def _no_longer(most: int) -> Callable[[str], bool]:
    return lambda text: len(text) <= most


@check("error", on="cell")
def cell_out_of_range(field: Field) -> Test | None:
    low, high = field.constraints.get("minimum"), field.constraints.get("maximum")
    if low is None and high is None:
        return None

    def test(value: str) -> Shown:
        if not _NUMBER.fullmatch(value):
            return ""
        number = float(value)
        if low is not None and number < low:
            return say("cell-out-of-range.least", least=low)
        return say("cell-out-of-range.most", most=high) if high is not None and number > high else ""

    def every(column: Column) -> bool:
        if not all(map(_NUMBER.fullmatch, column.filled)):
            return False
        numbers = list(map(float, column.filled))
        return not numbers or ((low is None or min(numbers) >= low) and (high is None or max(numbers) <= high))

    return Test(test, every)


def _twice(
    context: Plan | Registry, name: str, fields: tuple[str, ...], expected: Callable[[Row, Row], Message]
) -> Findings:
    """Rows that have the same in some fields. expected: what should stand there, given the first row and another."""
    table = context.tables[name]
    if not table.rows:
        return
    columns = [table.cells(column) for column in fields]
    keys = list(zip(*columns, strict=True))
    if len(set(columns[0] if len(columns) == 1 else keys)) == len(keys):
        return
    seen: dict[tuple[str, ...], list[Row]] = {}
    ids = set[str]()
    for key, row in zip(keys, table.rows, strict=True):
        if (
            fields == row._fields[:1] or row[0] not in ids
        ):  # a row under an id that is given is another fault, told once
            seen.setdefault(key, []).append(row)
        ids.add(row[0])
    for value, (first, *rest) in seen.items():
        if rest and any(value):
            more, wanted = [(row, fields[-1]) for row in (*rest[1:], first)], expected(first, rest[0])
            yield at(rest[0], fields[-1], found=" + ".join(value), expected=wanted, more=more, spoils=name)


def _another_id(context: Plan | Registry, name: str) -> Callable[[Row, Row], Message]:
    """What a row should have in place of an id that is given: none where it is a copy, else the next that is free."""

    def expected(first: Row, row: Row) -> Message:
        if first[:-1] == row[:-1]:
            return say("id-twice.copy", line=first.line)
        counted = re.fullmatch(r"(.*?)([0-9]+)", row[0])
        if counted is None or any(field == row._fields[0] for field, _, _ in context.schemas[name].foreign_keys):
            return say("id-twice.taken", line=first.line)
        retired = (context.registry if isinstance(context, Plan) else context).rows("retired")
        given = (*context.tables[name].cells(row._fields[0]), *(stone.record_id for stone in retired))
        ends = (key.removeprefix(counted[1]) for key in given if key.startswith(counted[1]))
        free = max(number for end in ends if (number := whole(end)) is not None) + 1
        return say("id-twice.free", free=f"{counted[1]}{free:0{len(counted[2])}}", line=first.line)

    return expected


@check("error", on=("plan", "registry"))
def id_twice(context: Plan | Registry) -> Findings:
    for name in context.tables:
        yield from _twice(context, name, (context.schemas[name].key,), _another_id(context, name))


@check("error", on=("plan", "registry"))
def combination_twice(context: Plan | Registry) -> Findings:
    for name in context.tables:
        for key in context.schemas[name].unique_keys:
            if "position" not in key:
                yield from _twice(
                    context, name, key, lambda first, _row: say("combination-twice.once", line=first.line)
                )
