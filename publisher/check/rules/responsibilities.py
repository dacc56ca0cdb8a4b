"""Rules on who is responsible: names resolve, roles follow labels, each name of a statement stands once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.check.rule import BULK, Findings, at, at_rows, by_value, check, like, most_similar
from publisher.codebook.bodies import BRACKETS, CLOSING
from publisher.codebook.printed_lists import ends_open
from publisher.codebook.statements import LEADING, MARKS, Rule, document_rule, listed, roles_of, said_of_label
from publisher.read.places import Span
from publisher.read.plan import Plan
from publisher.terms.messages import say

if TYPE_CHECKING:
    from publisher.read.rows import DocumentsRow, ResponsibilitiesRow


@check("error", on="responsibilities", reads=("name_printed", "quote"))
def name_not_in_statement(row: ResponsibilitiesRow, _plan: Plan) -> Findings:
    if row.name_printed not in row.quote:
        expected = say("name-not-in-statement.of", quote=row.quote[:60])
        yield at(row, "name_printed", found=row.name_printed, expected=expected)


def _area(plan: Plan) -> list[tuple[DocumentsRow, str]]:
    return [(plan.document, "area_code")] if plan.document is not None else []


@check("error", on="plan", reads=("name_printed",), needs=("unit_names",))
def name_unknown(plan: Plan) -> Findings:
    if plan.document is None:
        return
    area = plan.document.area_code
    for name, (first, *rest) in by_value(plan.rows("responsibilities"), "name_printed").items():
        if not plan.registry.resolve(name, area):
            listed = [row for row in plan.registry.rows("unit_names") if row.unit_id == first.unit_id]
            meant = most_similar(name, [row.name for row in listed])
            names = [meant] if meant else [known for known, _ in plan.registry.names]
            expected = like(name, names, say("name-unknown.listed"))
            # The body's listed form is named too: it may be the one that is wrong.
            more = [(row, "name") for row in listed if row.name == meant] + [(row, "name_printed") for row in rest]
            actual, cause = say("name-unknown.found", name=name, area=area), f"names of {first.unit_id}"
            yield at(first, "name_printed", found=actual, expected=expected, more=more, given=_area(plan), cause=cause)


@check("error", on="plan", needs=("unit_names",))
def name_of_another_unit(plan: Plan) -> Findings:
    if plan.document is None:
        return
    wrong: dict[tuple[str, str], list[ResponsibilitiesRow]] = {}
    for row in plan.rows("responsibilities"):
        meant = {name.unit_id for name in plan.registry.resolve(row.name_printed, plan.document.area_code)}
        if meant and row.unit_id not in meant:
            wrong.setdefault((row.unit_id, min(meant)), []).append(row)
    for (unit, meant_id), (first, *rest) in wrong.items():
        more = [(row, "unit_id") for row in rest]
        names = plan.registry.resolve(first.name_printed, plan.document.area_code)
        given = [(first, "name_printed"), *_area(plan), *((name, "unit_id") for name in names)]
        yield at(first, "unit_id", found=unit, expected=meant_id, more=more, given=given, cause=f"names of {unit}")


def _statements(plan: Plan) -> dict[str, list[ResponsibilitiesRow]]:
    return by_value(plan.rows("responsibilities"), "statement")


@check("error", on="plan")
def statement_number_differs(plan: Plan) -> Findings:
    numbers = _statements(plan)
    places: dict[tuple[str, ...], list[ResponsibilitiesRow]] = {}
    for row in plan.rows("responsibilities"):
        if row.quote:
            places.setdefault((row.task_id, row.quote_prefix, row.quote, row.quote_suffix), []).append(row)
    for rows in places.values():
        by_number = by_value(rows, "statement")
        if len(by_number) == 1:
            continue
        # The number that most rows of the place have; of two that one which no other place has.
        usual = max(by_number, key=lambda number: (len(by_number[number]), -len(numbers[number])))
        bodies = {row.unit_id for row in by_number[usual]}
        for number, (row, *rest) in by_number.items():
            if number != usual and not {one.unit_id for one in (row, *rest)} <= bodies:  # else it is entered twice
                doubtful = [(other, "statement") for one in (number, usual) for other in numbers[one]]
                expected = say("statement-number-differs.usual", statement=usual)
                more = [(other, "statement") for other in rest]
                yield at(row, "statement", found=number, expected=expected, more=more, doubtful=doubtful)


SHARED = ("task_id", "label_printed", "scope_zh", "scope_en", "quote", "quote_prefix", "quote_suffix")


@check("error", on="plan")
def statement_not_one(plan: Plan) -> Findings:
    for rows in _statements(plan).values():
        for column in SHARED:
            values = by_value(rows, column)
            usual = max(values, key=lambda value: len(values[value]))
            for value, (row, *rest) in values.items():
                if value != usual:
                    given = [(other, name) for other in (row, *values[usual]) for name in (column, "statement")]
                    more = [(other, column) for other in rest]
                    expected = say("statement-not-one.nothing", statement=row.statement)
                    if usual:
                        expected = say("statement-not-one.same", value=usual, statement=row.statement)
                    yield at(row, column, found=value, expected=expected, more=more, given=given)


@check("error", on="plan", needs=("responsibilities", "notes"))
def document_rule_missing(plan: Plan) -> Findings:
    rows = [row for row in plan.rows("responsibilities") if row.role_basis == "document_rule"]
    if not rows or _rule(plan) is not None:
        return
    quoting = next((note for note in plan.rows("notes") if document_rule(note.quote) is not None), None)
    cause, expected = f"document rule {plan.document_id}", "document_rule"
    if quoting is not None:
        yield at(quoting, "kind", found=quoting.kind, expected=expected, cause=cause, spoils="notes")
    elif len(rows) >= BULK:
        note = say("document-rule-missing.note")
        finding = at_rows(rows, "role_basis", found="document_rule", expected=note, cause=cause)
        yield replace(finding, spoils="notes")


@check(
    "error",
    on="responsibilities",
    reads=("role", "role_basis", "label_printed", "quote", "name_printed"),
    needs=("notes",),
)
def role_differs_from_label(row: ResponsibilitiesRow, plan: Plan) -> Findings:
    printed = _said(row, plan)
    if row.role != printed[0]:
        yield at(row, "role", found=row.role, expected=printed[0])
    elif row.role_basis != printed[1]:
        yield at(row, "role_basis", found=row.role_basis, expected=printed[1])


def _said(row: ResponsibilitiesRow, plan: Plan) -> tuple[str, str]:
    """The role that a statement gives a body, and how it is known; prose divides nothing."""
    if not row.label_printed and row.quote[:1] not in BRACKETS:
        return "undivided", "not_divided"
    rule = _rule(plan)
    rule = None if rule is None or _led_beside(row, plan) else rule.of_list(_opening(row, plan, rule))
    bodies = roles_of(listed(row.quote, row.label_printed), row.label_printed, rule)
    by_name = {body.name: (body.role, body.basis) for body in bodies}
    return by_name.get(row.name_printed, said_of_label(row.label_printed))


_CLOSED = re.compile(r"[（(【\[〔［][^（(【\[〔［）)】\]〕］]*[）)】\]〕］]")


def _opening(row: ResponsibilitiesRow, plan: Plan, rule: Rule) -> str:
    """The bracket with which a quote opens, or in which it stands in the text, a tab where it is of a table's row; ""
    where it stands in none.
    """
    if row.quote[:1] in BRACKETS:
        return row.quote[0]
    place, text = plan.places.get(row.responsibility_id), plan.text
    if text is None or not isinstance(place, Span):  # where it stands is not known: the row is believed
        return rule.within[:1] if row.role_basis == "document_rule" else ""
    if "\t" in text[text.rfind("\n", 0, place.start) + 1 :].partition("\n")[0]:
        return "\t"
    before = _CLOSED.sub("", text[max(0, place.start - 300) : place.start])
    return next((sign for sign in reversed(before) if sign in BRACKETS or sign in CLOSING), "")


def _led_beside(row: ResponsibilitiesRow, plan: Plan) -> bool:
    """Whether another verb of its bracket says who leads (甲局牵头，乙县负责): the document’s rule is not asked."""
    if row.quote[:1] in BRACKETS or not row.label_printed or row.label_printed in LEADING:
        return False
    place, text = plan.places.get(row.responsibility_id), plan.text
    if text is None or not isinstance(place, Span):
        others = (other for other in plan.rows("responsibilities") if other.task_id == row.task_id)
        return any(other.label_printed in LEADING for other in others)
    opened = max(text.rfind(mark, max(0, place.start - 300), place.start) for mark in "（(\n")
    beside = text[opened + 1 : place.start] if opened >= 0 and text[opened] != "\n" else ""
    return any(verb in beside for verb in LEADING)


def _rule(plan: Plan) -> Rule | None:
    """The rule that the document prints for its lists, as a note of kind document_rule quotes it."""
    quoted = (document_rule(note.quote) for note in plan.rows("notes") if note.kind == "document_rule")
    return next((rule for rule in quoted if rule is not None), None)


@check("error", on="plan", needs=("responsibilities",))
def name_twice_in_statement(plan: Plan) -> Findings:
    for rows in _statements(plan).values():
        for first, *rest in by_value(rows, "unit_id").values():
            for row in rest:
                given = [(row, "name_printed"), (first, "unit_id"), (row, "statement")]
                expected = say("name-twice-in-statement.once", line=first.line)
                yield at(row, "unit_id", found=row.unit_id, expected=expected, given=given)


@check("error", on="plan", needs=("responsibilities",))
def position_out_of_order(plan: Plan) -> Findings:
    for rows in _statements(plan).values():
        ranks = sorted(rows, key=_printed_at)
        wrong = [(row, rank) for rank, row in enumerate(ranks, 1) if row.position != str(rank)]
        if wrong:
            row, rank = wrong[0]
            more = [(other, "position") for other, _ in wrong[1:]]
            given = [(row, name) for row in rows for name in ("statement", "name_printed", "quote", "unit_id")]
            given += _numbers_at(plan, row)
            yield at(row, "position", found=row.position, expected=str(rank), more=more, given=given)


def _numbers_at(plan: Plan, row: ResponsibilitiesRow) -> list[tuple[ResponsibilitiesRow, str]]:
    """The numbers of all rows that quote the same place: one that is wrong leaves its statement incomplete."""
    place = (row.task_id, row.quote)
    return [(one, "statement") for one in plan.rows("responsibilities") if (one.task_id, one.quote) == place]


_BEFORE = ":：、,，和及(（[由"
_AFTER = "、,，和及)）]等;；。负"


def _printed_at(row: ResponsibilitiesRow) -> int:
    """Where a name stands in its statement: the first place at which it is a whole item, else the first at all."""
    name, quote = row.name_printed, row.quote
    at = first = quote.find(name) if name else -1
    while at >= 0:
        after = quote[at + len(name) : at + len(name) + 1]
        if (at == 0 or quote[at - 1] in _BEFORE) and (not after or after in _AFTER):
            return int(at)
        at = quote.find(name, at + 1)
    return int(first)


@check("error", on="plan", needs=("responsibilities",))
def open_list_differs_from_words(plan: Plan) -> Findings:
    for rows in _statements(plan).values():
        printed = "true" if ends_open(rows[0].quote, [row.name_printed for row in rows]) else "false"
        wrong = [row for row in rows if row.open_list != printed]
        if wrong:
            given = [(row, name) for row in rows for name in ("statement", "name_printed", "quote")]
            more = [(row, "open_list") for row in wrong[1:]]
            yield at(wrong[0], "open_list", found=wrong[0].open_list, expected=printed, more=more, given=given)


@check("error", on="plan", needs=("responsibilities",))
def name_left_out(plan: Plan) -> Findings:
    for rows in _statements(plan).values():
        first = rows[0]
        if not first.label_printed:
            continue
        entered = {row.name_printed for row in rows}
        names = roles_of(listed(first.quote, first.label_printed), first.label_printed, None)
        if left := [body.name for body in names if body.name.strip(MARKS) not in entered]:
            given = [
                (row, name)
                for row in rows
                for name in ("statement", "name_printed", "unit_id", "label_printed", "quote")
            ]
            given += _numbers_at(plan, first)
            actual, expected = say("listed", items=tuple(left)), say("name-left-out.rows")
            yield at(first, "quote", found=actual, expected=expected, given=given)
