"""Rules on who is responsible: names resolve, roles follow labels, each name of a statement stands once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.check import Finding, at, check
from publisher.read import Plan, Row

LEAD_LABELS = ("牵头单位", "牵头部门")


@check("error", on="responsibilities", reads=("name_printed", "quote"))
def name_not_in_statement(row: Row, _plan: Plan) -> Iterator[Finding]:
    """A body's name stands in its statement as printed.

    Fix: copy the name from the statement.
    """
    if row.name_printed not in row.quote:
        yield at(row, "name_printed", found=row.name_printed, expected=f"a name of {row.quote[:60]}")


@check("error", on="plan", reads=("name_printed",))
def name_unknown(plan: Plan) -> Iterator[Finding]:
    """A printed name, in the plan's area, is that of exactly one body.

    Fix: add the printed form with its area to unit_names.csv (and the body to units.csv, if it is new).
    """
    if plan.document is None or plan.registry.tables["unit_names"].broken:
        return
    unknown: dict[str, list[Row]] = {}
    for row in plan.rows("responsibilities"):
        if not plan.registry.resolve(row.name_printed, plan.document.area_code):
            unknown.setdefault(row.name_printed, []).append(row)
    for name, rows in unknown.items():
        close = _close_name(plan, name)
        yield at(rows[0], "name_printed", found=f"{name} ({plan.document.area_code})", expected=close,
                 more=[(row, "name_printed") for row in rows[1:]])  # fmt: skip


def _close_name(plan: Plan, name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, [known for known, _ in plan.registry.names], n=1, cutoff=0.6)
    return f"{close[0]}?" if close else "a name in unit_names.csv"


@check("error", on="responsibilities", reads=("name_printed", "unit_id"))
def name_of_another_unit(row: Row, plan: Plan) -> Iterator[Finding]:
    """The body of a row is the one that its printed name means in the plan's area.

    Fix: correct unit_id; 市财政局 in Shanghai is not that of Chengdu.
    """
    if plan.document is None:
        return
    names = plan.registry.resolve(row.name_printed, plan.document.area_code)
    if names and row.unit_id not in {name.unit_id for name in names}:
        yield at(row, "unit_id", found=row.unit_id, expected=names[0].unit_id)


@check("error", on="responsibilities", reads=("role", "role_basis", "label_printed", "quote", "name_printed"))
def role_differs_from_label(row: Row, plan: Plan) -> Iterator[Finding]:
    """A role follows the printed label, or the rule that the document prints; it is never read from order alone.

    牵头… is lead. Where a note of kind document_rule says so, bodies before the first comma lead and those after it
    support. All else is undivided.

    Fix: correct role and role_basis.
    """
    if row.label_printed in LEAD_LABELS:
        said = ("lead", "label")
    elif row.label_printed and _comma_rule(plan) and (where := _side_of_comma(row)):
        said = (where, "document_rule")
    else:
        said = ("undivided", "not_divided")
    if row.role != said[0]:
        yield at(row, "role", found=row.role, expected=said[0])
    elif row.role_basis != said[1]:
        yield at(row, "role_basis", found=row.role_basis, expected=said[1])


def _comma_rule(plan: Plan) -> bool:
    return any(note.kind == "document_rule" and "逗号前为牵头" in note.quote for note in plan.rows("notes"))


def _side_of_comma(row: Row) -> str:
    """lead or support by the first comma of a statement that has one; "" where it has none."""
    names = re.sub(r"[(（][^()（）]*下同[^()（）]*[)）]", "", row.quote)
    first, comma, rest = re.sub(r"^.*?[:：]", "", names).partition(",")
    if not comma:
        return ""
    return "lead" if row.name_printed in first and row.name_printed not in rest else "support"


@check("error", on="plan")
def name_twice_in_statement(plan: Plan) -> Iterator[Finding]:
    """A body stands once in a statement, and positions run 1, 2, 3…

    Fix: remove the copy, or renumber.
    """
    statements: dict[str, list[Row]] = {}
    for row in plan.rows("responsibilities"):
        statements.setdefault(row.statement, []).append(row)
    for rows in statements.values():
        seen: dict[str, Row] = {}
        for row in rows:
            if row.unit_id in seen:
                yield at(row, "unit_id", found=row.unit_id, expected=f"once; it stands in line {seen[row.unit_id].line}")
            seen[row.unit_id] = row
        positions = sorted(int(row.position) for row in rows if row.position.isdecimal())
        if positions != list(range(1, len(rows) + 1)):
            yield at(rows[0], "position", found=",".join(map(str, positions)), expected=f"1 to {len(rows)}")


@check("error", on="plan")
def statement_not_one(plan: Plan) -> Iterator[Finding]:
    """The rows of one statement share its task, label, scope and words.

    Fix: make them alike; another statement has another number.
    """
    first: dict[str, Row] = {}
    for row in plan.rows("responsibilities"):
        head = first.setdefault(row.statement, row)
        for column in ("task_id", "label_printed", "scope_zh", "scope_en", "quote", "quote_prefix", "quote_suffix"):
            if getattr(row, column) != getattr(head, column):
                yield at(row, column, found=getattr(row, column), expected=getattr(head, column))
                break


@check("error", on="plan")
def name_left_out(plan: Plan) -> Iterator[Finding]:
    """Every name of a labelled statement is a row: what stands between its separators is one of the names entered.

    Fix: add the body that is missing.
    """
    statements: dict[str, list[Row]] = {}
    for row in plan.rows("responsibilities"):
        if row.label_printed:
            statements.setdefault(row.statement, []).append(row)
    for rows in statements.values():
        rest = rows[0].quote
        for name in sorted({row.name_printed for row in rows}, key=len, reverse=True):
            rest = rest.replace(name, "、", 1)
        rest = re.sub(r"[(（\[][^()（）\[\]]*(?:下同|为牵头单位)[^()（）\[\]]*[)）\]]", "", rest.replace(rows[0].label_printed, "", 1))
        rest = re.sub(r"[\[\]()（）:：,，、。;；\s]|等分别负责|等|及|和|以|由|负责", "", rest)
        if rest:
            yield at(rows[0], "quote", found=rest, expected="a row for each body of the statement")
