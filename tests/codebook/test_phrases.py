"""The reader against phrases by another hand (phrases/*.tsv), written from what such words mean, not from the code.

A phrase's rows together are all its figures that have a value. Where a remark says "ambiguous:" either reading is
right: that of the columns, and what the remark names.
"""

from __future__ import annotations

import re
from dataclasses import replace

from test_reader import MEASURES, plain, table

from publisher.codebook.dates import NO_PERIOD, Period
from publisher.codebook.figures import Figure, figures
from publisher.codebook.statements import document_rule, statements
from tests.each import each

Row = dict[str, str]
_WITHOUT_VALUE = ("vague", "refused", "name or idiom")


def measure_id(word: str) -> str:
    """The registry's id of a measure as the tables name it; "" where it has none."""
    if word in ("", "percent"):
        return word
    words = {"percentage point": "个百分点", "工作日": "个工作日"}
    return MEASURES.after(words.get(word, word), 0).measure_id


def allowed(found: str, expected: str, remark: str) -> bool:
    """Whether a cell is read as expected, or as the remark of an ambiguous row names."""
    _, ambiguous, other = remark.partition("ambiguous:")
    return found == expected or bool(ambiguous and found and found in other)


def overlaps(words: str, item: Figure, printed: str) -> bool:
    return any(item.start < m.end() and m.start() < item.end for m in re.finditer(re.escape(printed), words))


def wrong(words: str, row: Row, found: list[Figure]) -> str:
    """What is wrong with the reading of a row's figure; "" where nothing is."""
    printed, remark = row["figure_printed"], row["remark"]
    seen = [item for item in found if overlaps(words, item, printed)]
    if "ambiguous:" in remark:
        other = [plain(item.value) for item in seen if item.value is not None and row["value"]]
        return f"{printed}: {other}" if set(other) - {row["value"]} else ""
    if not row["value"]:
        refused = any(word in remark for word in _WITHOUT_VALUE)
        codes = {item.comparator for item in seen if item.value is not None}
        right = seen and not (refused and codes) and not (row["comparator"] and codes - {row["comparator"]})
        return "" if right else f"{printed}: {seen}"
    columns = (row["value"], row["value_max"], row["comparator"], measure_id(row["measure"]))
    read = [(plain(s.value), plain(s.value_max), s.comparator, s.measure_id) for s in found if s.printed == printed]
    return "" if columns in read else f"{printed}: {columns} {read}"


@each("words,expected", table("phrases/figures").items())
def test_every_figure_of_a_phrase_is_read(words: str, expected: list[Row]) -> None:
    words = words.replace("⏎", "\n")
    found = figures(words, measures=MEASURES)
    listed = [row for row in expected if row["figure_printed"]]
    assert [message for row in listed if (message := wrong(words, row, found))] == []
    more = [
        s for s in found if s.value is not None and not any(overlaps(words, s, r["figure_printed"]) for r in listed)
    ]
    assert more == []


@each("words,expected", table("phrases/basis").items())
def test_basis_and_hedge_of_a_phrase_are_read(words: str, expected: list[Row]) -> None:
    (row,) = expected
    found = [item for item in figures(words, measures=MEASURES) if item.value is not None]
    assert found or "翻一番" in words  # read as a multiple, without a value
    for item in found[-1:]:  # 500米覆盖率达到100%: a part of a name stands before it
        assert allowed(item.basis, row["basis"], row["remark"]), item
        assert allowed(item.hedge, row["hedge"], row["remark"]), item


@each("row", [row for rows in table("phrases/deadlines").values() for row in rows])
def test_the_deadlines_of_a_phrase_are_read(row: Row) -> None:
    years = re.search(r"plan period (\d{4}-\d{4})", row["remark"])
    period = Period.of(years[1]) if years else NO_PERIOD
    if dated := re.search(r"dated (\d{4}-\d\d-\d\d)", row["remark"]):
        period = replace(period, dated=dated[1])
    found: dict[str, str] = {}
    said = figures(row["words"], period=period, measures=MEASURES)
    counted = [item for item in said if item.value is not None and row["figure"] in (None, "", item.printed)]
    for item in counted or said:  # 截至2020年底，已建成45个: a date, but by when of no figure
        if item.deadline:
            found.setdefault(item.deadline, item.deadline_precision)
    expected = row["deadline"].split(" and ") if row["deadline"] else []
    assert len(found) == len(expected)
    precisions = row["precision"].split(" and ") * (1 + len(expected))
    for (date, precision), due, how in zip(found.items(), expected, precisions, strict=False):
        assert allowed(date, due, row["remark"])
        assert allowed(precision, how, row["remark"])


@each("words,expected", table("phrases/statements").items())
def test_the_bodies_of_a_phrase_are_read(words: str, expected: list[Row]) -> None:
    (row,) = expected
    text = words.replace("⏎", "\n")
    found = list(statements(text))
    bodies = [body for statement in found for body in statement.bodies]
    assert ";".join(body.name for body in bodies) == row["bodies"]
    roles = row["roles"].split(";") if row["roles"] else []
    assert all(allowed(body.role, role, row["remark"]) for body, role in zip(bodies, roles, strict=True))
    assert ("yes" if any(statement.open_list for statement in found) else "no" if bodies else "") == row["open_list"]
    assert bool(document_rule(text)) == ("document rule" in row["remark"] or "分号前" in words)
