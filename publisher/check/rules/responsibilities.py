"""Rules on who is responsible: names resolve, roles follow labels, each name of a statement stands once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.check.rule import BULK, Findings, at, at_rows, by_value, check, like
from publisher.codebook.bodies import BRACKETS
from publisher.codebook.printed_lists import ends_open
from publisher.codebook.statements import MARKS, Rule, document_rule, listed, roles_of, said_of_label
from publisher.read.plan import Plan

if TYPE_CHECKING:
    from publisher.read.rows import DocumentsRow, ResponsibilitiesRow


@check("error", on="responsibilities", reads=("name_printed", "quote"))
def name_not_in_statement(row: ResponsibilitiesRow, _plan: Plan) -> Findings:
    """A body's name stands in its statement as printed.

    Fix: copy the name from the statement.
    """
    if row.name_printed not in row.quote:
        yield at(row, "name_printed", found=row.name_printed, expected=f"a name of {row.quote[:60]}")


def _area(plan: Plan) -> list[tuple[DocumentsRow, str]]:
    return [(plan.document, "area_code")] if plan.document is not None else []


@check("error", on="plan", reads=("name_printed",), needs=("unit_names",))
def name_unknown(plan: Plan) -> Findings:
    """A printed name, in the plan's area, is that of exactly one body.

    Fix: correct or add the printed form with its area in unit_names.csv (and the body in units.csv, if it is new).
    """
    if plan.document is None:
        return
    area = plan.document.area_code
    for name, (first, *rest) in by_value(plan.rows("responsibilities"), "name_printed").items():
        if not plan.registry.resolve(name, area):
            listed = [row for row in plan.registry.rows("unit_names") if row.unit_id == first.unit_id]
            meant = like(name, [row.name for row in listed])
            expected = meant or like(name, [known for known, _ in plan.registry.names], "a name in unit_names.csv")
            # The body's listed form is named too: it may be the one that is wrong.
            more = [(row, "name") for row in listed if f"{row.name}?" == meant] + [
                (row, "name_printed") for row in rest
            ]
            found, cause = f"{name} ({area})", f"names of {first.unit_id}"
            yield at(first, "name_printed", found=found, expected=expected, more=more, given=_area(plan), cause=cause)


@check("error", on="plan", needs=("unit_names",))
def name_of_another_unit(plan: Plan) -> Findings:
    """The body of a row is the one that its printed name means in the plan's area.

    Fix: correct unit_id; 市财政局 in Shanghai is not that of Chengdu.
    """
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


SHARED = ("task_id", "label_printed", "scope_zh", "scope_en", "quote", "quote_prefix", "quote_suffix")


@check("error", on="plan")
def statement_not_one(plan: Plan) -> Findings:
    """The rows of one statement share its task, label, scope and words.

    Fix: make them alike; another statement has another number.
    """
    for rows in _statements(plan).values():
        for column in SHARED:
            values = by_value(rows, column)
            usual = max(values, key=lambda value: len(values[value]))
            for value, (row, *rest) in values.items():
                if value != usual:
                    given = [(other, name) for other in (row, *values[usual]) for name in (column, "statement")]
                    more = [(other, column) for other in rest]
                    yield at(row, column, found=value, expected=usual, more=more, given=given)


@check("error", on="plan", needs=("responsibilities", "notes"))
def document_rule_missing(plan: Plan) -> Findings:
    """Where roles rest on the document's own rule, a note of kind document_rule quotes it.

    Fix: restore the note, or its kind; without it roles follow labels alone, and all others are undivided.
    """
    rows = [row for row in plan.rows("responsibilities") if row.role_basis == "document_rule"]
    if not rows or _rule(plan) is not None:
        return
    quoting = next((note for note in plan.rows("notes") if document_rule(note.quote) is not None), None)
    cause, expected = f"document rule {plan.document_id}", "document_rule"
    if quoting is not None:
        yield at(quoting, "kind", found=quoting.kind, expected=expected, cause=cause, spoils="notes")
    elif len(rows) >= BULK:
        expected = "a note of kind document_rule that quotes the rule"
        finding = at_rows(rows, "role_basis", found="document_rule", expected=expected, cause=cause)
        yield replace(finding, spoils="notes")


@check(
    "error",
    on="responsibilities",
    reads=("role", "role_basis", "label_printed", "quote", "name_printed"),
    needs=("notes",),
)
def role_differs_from_label(row: ResponsibilitiesRow, plan: Plan) -> Findings:
    """A role follows the printed label, or the rule that the document prints; it is never read from order alone.

    牵头… is lead, 配合… support. Where a note of kind document_rule says so, bodies before the first comma lead and
    those after it support. All else is undivided.

    Fix: correct role and role_basis.
    """
    said = _said(row, plan)
    if row.role != said[0]:
        yield at(row, "role", found=row.role, expected=said[0])
    elif row.role_basis != said[1]:
        yield at(row, "role_basis", found=row.role_basis, expected=said[1])


def _said(row: ResponsibilitiesRow, plan: Plan) -> tuple[str, str]:
    """The role that a statement gives a body, and how it is known; prose divides nothing."""
    if not row.label_printed and row.quote[:1] not in BRACKETS:
        return "undivided", "not_divided"
    bodies = roles_of(listed(row.quote, row.label_printed), row.label_printed, _rule(plan))
    said = {body.name: (body.role, body.basis) for body in bodies}
    return said.get(row.name_printed, said_of_label(row.label_printed))


def _rule(plan: Plan) -> Rule | None:
    """The rule that the document prints for its lists, as a note of kind document_rule quotes it."""
    quoted = (document_rule(note.quote) for note in plan.rows("notes") if note.kind == "document_rule")
    return next((rule for rule in quoted if rule is not None), None)


@check("error", on="plan", needs=("responsibilities",))
def name_twice_in_statement(plan: Plan) -> Findings:
    """A body stands once in a statement.

    Fix: remove the copy.
    """
    for rows in _statements(plan).values():
        for first, *rest in by_value(rows, "unit_id").values():
            for row in rest:
                given = [(row, "name_printed"), (first, "unit_id"), (row, "statement")]
                yield at(
                    row, "unit_id", found=row.unit_id, expected=f"once; it stands in line {first.line}", given=given
                )


@check("error", on="plan", needs=("responsibilities",))
def position_out_of_order(plan: Plan) -> Findings:
    """The names of a statement are numbered 1, 2, 3… as they are printed.

    Fix: renumber the rows of the statement.
    """
    for rows in _statements(plan).values():
        ranks = sorted(rows, key=_printed_at)
        wrong = [(row, rank) for rank, row in enumerate(ranks, 1) if row.position != str(rank)]
        if wrong:
            row, rank = wrong[0]
            more = [(other, "position") for other, _ in wrong[1:]]
            given = [(row, name) for row in rows for name in ("statement", "name_printed", "quote", "unit_id")]
            yield at(row, "position", found=row.position, expected=str(rank), more=more, given=given)


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
    """A statement whose names end with 等 (and others) says so in every row; no other statement does.

    Fix: set open_list by the words behind the last name.
    """
    for rows in _statements(plan).values():
        said = "true" if ends_open(rows[0].quote, [row.name_printed for row in rows]) else "false"
        wrong = [row for row in rows if row.open_list != said]
        if wrong:
            given = [(row, name) for row in rows for name in ("statement", "name_printed", "quote")]
            more = [(row, "open_list") for row in wrong[1:]]
            yield at(wrong[0], "open_list", found=wrong[0].open_list, expected=said, more=more, given=given)


@check("error", on="plan", needs=("responsibilities",))
def name_left_out(plan: Plan) -> Findings:
    """Every name of a labelled statement is a row: what stands between its separators is one of the names entered.

    Fix: add the body that is missing.
    """
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
            yield at(
                first, "quote", found="、".join(left), expected="a row for each body of the statement", given=given
            )
