"""Who is responsible: every printed form of an attribution, split into bodies with their roles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from publisher.draft.bodies.prose import prose
from publisher.draft.bodies.statement import Statement
from publisher.draft.lists import (
    BRACKETS,
    LEAD,
    OTHER,
    SUPPORT,
    Body,
    is_body,
    roles_of,
    split_bodies,
    unbalanced,
)
from publisher.draft.marks import EDGE, Line, Spans, lines_of
from publisher.draft.outline.clauses import Clause
from publisher.draft.outline.tables import table_rows

LABEL = re.compile(rf"({LEAD}|{SUPPORT}|{OTHER})\s*[:：为]\s*")
_SHARED = "按照?职责分工(?:分别)?负责|按职责分别负责|按职能分工负责|分工负责|分别负责|共同负责|具体负责|协同负责|负责"
VERB = re.compile(rf"(?P<verb>牵头负责|{_SHARED}|牵头|配合|参与|参加|协助)(?:落实|实施|推进)?")
LEADING, SUPPORTING = ("牵头负责", "牵头"), ("配合", "参与", "参加", "协助")


def document_rule(text: str, start: int, end: int) -> str:
    """The words with which a document says how its lists are to be read (逗号前为牵头单位); "" if it does not."""
    match = re.search(r"逗号前[^）)\]。，,]{0,4}牵头(?:单位|部门)?", text[start:end])
    return match[0] if match else ""


def statements(
    text: str, start: int, end: int, clauses: list[Clause], known: Callable[[str], bool] = bool
) -> list[Statement]:
    """Every statement of text[start:end], in order. known: whether a name is in the registry."""
    rule = bool(document_rule(text, start, end))
    found: list[Statement] = []
    lines = lines_of(text, start, end)
    for row in table_rows(lines):
        for cell in row.bodies:
            if bodies := tuple(roles_of(cell.text, cell.column, rule)):
                found.append(Statement(cell.start, cell.end, cell.column, bodies, f"a table’s column {cell.column}"))
    for line in lines:
        bracketed = list(_bracketed(line, rule))
        found += [*bracketed, *_labelled_line(line, rule, bracketed)]
    taken = Spans.of((item.start, item.end) for item in found)
    parents = {clause.path[:depth] for clause in clauses for depth in range(1, len(clause.path))}
    first = {clause.path[:-1]: clause.start for clause in reversed(clauses)}  # where a clause's first part begins
    for clause in clauses:
        if clause.kind == "safeguard" or (clause.kind == "mechanism" and clause.path not in parents):
            own = first.get(clause.path, clause.end)
            found += [s for s in prose(text, clause, known) if s.end <= own and not taken.touch(s.start, s.end)]
    taken = Spans.of((item.start, item.end) for item in found)
    for clause in clauses:  # what an annex says after its last part belongs to the annex itself
        if clause.kind == "mechanism" and clause.path in parents:
            found += [s for s in prose(text, clause, known) if not taken.touch(s.start, s.end)]
    return sorted({(s.start, s.end): s for s in found}.values(), key=lambda s: s.start)


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """The outermost brackets of a line: where each opens, and the position behind it."""
    stack: list[tuple[str, int]] = []
    for index, character in enumerate(text):
        if character in BRACKETS:
            stack.append((BRACKETS[character], index))
        elif (
            stack
            and character in ")）]】〕］"
            and (character == stack[-1][0] or {character, stack[-1][0]} <= {")", "）"})
        ):
            _, opened = stack.pop()
            if not stack:
                yield opened, index + 1
    if stack and len(text) - stack[0][1] < 400:  # a bracket that is never closed ends with its line
        yield stack[0][1], len(text)


def _bracketed(line: Line, rule: bool) -> Iterator[Statement]:
    for opened, closed in _pairs(line.text):
        whole = line.text[opened:closed]
        labels = list(LABEL.finditer(whole))
        if labels and not whole[1 : labels[0].start()].strip(EDGE):
            yield from _labelled(line.start + opened, whole, labels, rule)
        elif not labels and len(whole) > 4:
            yield from _by_verb(line.start + opened, whole)


def _labelled(at: int, whole: str, labels: list[re.Match[str]], rule: bool) -> Iterator[Statement]:
    """A bracket with labels: one statement quoted whole, or one a label where it has several."""
    for index, label in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else len(whole)
        part = whole[label.end() : stop].rstrip(EDGE + "；;，,。")
        names = part[:-1] if index + 1 == len(labels) and part[-1:] in ")）]】〕］" and unbalanced(part) else part
        bodies = tuple(roles_of(names, label[1], rule))
        if not bodies:
            continue
        if len(labels) == 1:
            yield Statement(at, at + len(whole), label[1], bodies, f"a bracket that opens with {label[1]}")
        else:
            yield Statement(
                at + label.start(),
                at + label.end() + len(names),
                label[1],
                bodies,
                f"{label[1]} in a bracket of several",
            )


def _labelled_line(line: Line, rule: bool, inside: list[Statement]) -> Iterator[Statement]:
    """A line, or the end of one, that is a label with its bodies, without brackets. inside: those in its brackets."""
    labels = [m for m in LABEL.finditer(line.text) if m[0].rstrip(EDGE)[-1] in ":："]
    labels = [m for m in labels if not any(s.start <= line.start + m.start() < s.end for s in inside)]
    for index, label in enumerate(labels):
        before = line.text[: label.start()]
        if not index and before and before[-1] not in "。；;，,）)、" + EDGE:
            continue
        stop = labels[index + 1].start() if index + 1 < len(labels) else len(line.text)
        sentence = line.text.find("。", label.end(), stop)
        stop = sentence if sentence >= 0 else stop
        names = line.text[label.end() : stop].rstrip(EDGE + "；;，,。")
        if bodies := tuple(roles_of(names, label[1], rule)):
            start = line.start + label.start()
            yield Statement(
                start, line.start + label.end() + len(names), label[1], bodies, f"a line that opens with {label[1]}"
            )


def _by_verb(at: int, whole: str) -> Iterator[Statement]:
    """（甲部、乙局负责）, （甲部牵头，乙局、丙局配合）: the verb after the names says the role."""
    inner = whole[1:-1] if whole[-1] in ")）]】〕］" else whole[1:]
    verbs = [m for m in VERB.finditer(inner) if not re.match(r"[\u4e00-\u9fff]", inner[m.end() :])]
    if not verbs or inner[verbs[-1].end() :].strip(EDGE + "。；;，,、等"):
        return
    cut = 0
    parts: list[tuple[int, int, re.Match[str]]] = []
    for verb in verbs:
        parts.append((cut, verb.end(), verb))
        cut = verb.end()
    for begin, end, verb in parts:
        lead = len(inner[begin:end]) - len(inner[begin:end].lstrip(EDGE + "，,；;、。"))
        names = inner[begin + lead : verb.start()].removeprefix("由")
        role = "lead" if verb["verb"] in LEADING else "support" if verb["verb"] in SUPPORTING else "undivided"
        basis = "not_divided" if role == "undivided" else "label"
        bodies = tuple(Body(name, role, basis) for name in split_bodies(names))
        if not bodies or not all(is_body(body.name) for body in bodies):
            continue
        why = f"a bracket that ends in {verb['verb']}"
        if len(parts) == 1:
            yield Statement(at, at + len(whole), verb["verb"], bodies, why)
        else:
            yield Statement(at + 1 + begin + lead, at + 1 + end, verb["verb"], bodies, why)
