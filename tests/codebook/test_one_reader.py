"""One reader, three users, who never disagree: the rules, coverage and drafting."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from test_reader import MEASURES, NUMBERS, said, table

from publisher.check.coverage import coverage
from publisher.check.reading import tokens_of
from publisher.check.rules import figures as rules
from publisher.check.rules.deadlines import deadline_differs_from_words
from publisher.check.rules.responsibilities import name_left_out, role_differs_from_label
from publisher.codebook.dates import NO_PERIOD
from publisher.codebook.figures import Figure, figures
from publisher.codebook.measures import COUNT
from publisher.codebook.statements import PrintedStatement, statements
from publisher.draft.figures.numbers import candidates
from publisher.draft.outline.clauses import OutlineClause
from publisher.read.package import read_package
from publisher.read.places import Span
from publisher.read.plan import Plan, read_plan
from publisher.terms.schema import load_schemas
from tests.each import each

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("basis", "deadlines", "phrases/figures", "phrases/basis", "phrases/deadlines")  # phrases/: by another hand
PHRASES = {"figures": NUMBERS, **{name: table(name) for name in TABLES}}
each_phrase = each("phrases", PHRASES.values())
WRONG = {
    "comparator": ("eq", "ge", "gt", "le", "lt", "approx", "range"),
    "basis": ("new", "total", "rate", "change", "unclear"),
    "hedge": ("none", "strive", "explore"),
}
RULES = {
    "comparator": rules.comparator_differs_from_words,
    "basis": rules.basis_differs_from_words,
    "hedge": rules.hedge_differs_from_words,
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(read_package(ROOT, load_schemas(ROOT / "schemas")), "shanghai-2020")


def with_text(plan: Plan, words: str) -> Any:
    """A plan whose text is the words and whose one record stands in them."""
    undated = plan.document._replace(dated_on="", published_on="") if plan.document else None
    return SimpleNamespace(
        text=words, typed=words, vouched=lambda _row: False,
        copy=SimpleNamespace(body_start="0", body_end=str(len(words))),
        body=Span(0, len(words)), registry=plan.registry, document=undated, document_id=plan.document_id,
        rows=lambda _name: (), places={"shanghai-2020.t99": Span(0, len(words))},
    )  # fmt: skip


def record(plan: Plan, words: str, item: Figure) -> Any:
    """A target that says what the reader says."""
    value = "" if item.value is None else format(item.value.normalize(), "f")
    upper = "" if item.value_max is None else format(item.value_max.normalize(), "f")
    return plan.rows("targets")[0]._replace(
        target_id="shanghai-2020.t99", kind="target", quote=words, figure_printed=item.printed, value=value,
        value_max=upper, comparator=item.comparator, measure_id=item.measure_id or COUNT, basis=item.basis,
        hedge=item.hedge, deadline_printed=item.deadline_printed,
    )  # fmt: skip


def single(words: str) -> list[Figure]:
    """The figures of words in which each is printed once, so that a quote tells which is meant."""
    return [item for item in said(words) if item.kind == "figure" and words.count(item.printed) == 1]


@each_phrase
def test_a_rule_accepts_what_is_read_and_refuses_all_else(phrases: Iterable[str], plan: Plan) -> None:
    for words in phrases:
        text = with_text(plan, words)
        for item in single(words):
            right = record(plan, words, item)
            for rule in (rules.figure_unreadable, rules.figure_not_whole, rules.value_differs_from_figure,
                         rules.range_incomplete, *RULES.values()):  # fmt: skip
                assert list(rule(right, text)) == [], (rule.__name__, right)
            for column, codes in WRONG.items():
                for code in codes:
                    if code != getattr(item, column):
                        assert list(RULES[column](right._replace(**{column: code}), text)), (column, code, right)
            assert list(rules.value_differs_from_figure(right._replace(value="987654321"), text))
            if item.measure_id:
                assert list(rules.measure_differs_from_words(right, text)) == []
                other = "km" if item.measure_id != "km" else "tonne"
                assert list(rules.measure_differs_from_words(right._replace(measure_id=other), text))


@each_phrase
def test_a_rule_accepts_the_deadline_that_is_read_and_no_other(phrases: Iterable[str], plan: Plan) -> None:
    for words in phrases:
        for item in (item for item in single(words) if item.deadline):
            right = record(plan, words, item)._replace(
                deadline=item.deadline, deadline_precision=item.deadline_precision, deadline_basis="stated"
            )  # fmt: skip
            text = with_text(plan, words)
            assert list(deadline_differs_from_words(right, text)) == [], right
            assert list(deadline_differs_from_words(right._replace(deadline="1999-12-31"), text))


@each_phrase
def test_a_rule_refuses_what_is_not_read(phrases: Iterable[str], plan: Plan) -> None:
    for words in phrases:
        for item in said(words):
            if item.kind in ("vague", "unread"):
                row = record(plan, words, item)._replace(value="10", comparator="eq")
                assert [*rules.figure_unreadable(row, plan), *rules.figure_not_whole(row, plan)], row


@each_phrase
def test_coverage_sees_what_is_read(phrases: Iterable[str], plan: Plan) -> None:
    for words in phrases:
        text = with_text(plan, words)
        found = tokens_of(text)
        covered = [(item.start, item.end, bool(item.aside)) for item in coverage(text)]
        assert covered == [(token.start, token.end, token.aside) for token in found], words
        seen = [(token.start, token.end, token.kind) for token in found if token.kind != "structure"]
        read = [(item.start, item.end, item.kind) for item in said(words) if item.kind != "structure"]
        assert seen == list(dict.fromkeys(read)), words  # once for each date by which it is reached
        assert all(token.aside for token in found if token.kind == "structure")
        assert not any(token.aside for token in found if token.kind in ("figure", "vague", "unread"))


@each_phrase
def test_drafting_suggests_what_is_read(phrases: Iterable[str]) -> None:
    for words in phrases:
        clause = OutlineClause((1,), 0, len(words), "", "", "task", "")
        read = {item.start: item for item in figures(words, period=NO_PERIOD, measures=MEASURES)}
        for candidate in candidates(words, 0, len(words), [clause], MEASURES):
            item = read[candidate.token.start]
            assert candidate.printed == item.printed
            if candidate.table == "mentions" and candidate.repeats < 0:
                assert item.value is None
            if candidate.kind == "milestone":
                assert item.why == "double"
            elif candidate.table == "targets":
                said_of = (candidate.comparator, candidate.measure or COUNT, candidate.basis, candidate.hedge)
                assert said_of == (item.comparator, item.measure_id or COUNT, item.basis, item.hedge)
                assert candidate.value == format(item.value.normalize(), "f") if item.value is not None else ""


STATEMENTS = sorted({*table("statements"), *table("phrases/statements")})


@each("words", STATEMENTS)
def test_a_rule_holds_the_roles_that_are_read(words: str, plan: Plan) -> None:
    text = words.replace("⏎", "\n")
    note = SimpleNamespace(kind="document_rule", quote=text)
    for statement in statements(text):
        place = {plan.rows("responsibilities")[0].responsibility_id: Span(statement.start, statement.end)}
        ruled: Any = SimpleNamespace(rows=lambda name: (note,) if name == "notes" else (), text=text, places=place)
        for body in statement.bodies:
            row = plan.rows("responsibilities")[0]._replace(
                quote=text[statement.start : statement.end], label_printed=statement.label,
                name_printed=body.name, role=body.role, role_basis=body.basis,
            )  # fmt: skip
            assert list(role_differs_from_label(row, ruled)) == [], row
            for role in {"lead", "support", "undivided"} - {body.role}:
                assert list(role_differs_from_label(row._replace(role=role), ruled)), row
        assert list(name_left_out(whole(plan, text, statement, len(statement.bodies)))) == []
        if statement.label and len(statement.bodies) > 1:
            assert list(name_left_out(whole(plan, text, statement, len(statement.bodies) - 1)))


def whole(plan: Plan, text: str, statement: PrintedStatement, bodies: int) -> Any:
    """A plan with the first so many bodies of a statement as rows."""
    rows = tuple(
        plan.rows("responsibilities")[0]._replace(
            statement="s01", quote=text[statement.start : statement.end], label_printed=statement.label,
            name_printed=body.name,
        )
        for body in statement.bodies[:bodies]
    )  # fmt: skip
    return SimpleNamespace(rows=lambda _name: rows)
