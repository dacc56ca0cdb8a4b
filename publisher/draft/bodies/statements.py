"""Who is responsible: the statements that the codebook reads, with those of tables and of sentences in prose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from publisher.codebook.bodies import Name, is_body, names_of
from publisher.codebook.statements import Body, PrintedStatement, document_rule, roles_of
from publisher.codebook.statements import statements as printed
from publisher.draft.bodies.charges import charges
from publisher.draft.bodies.prose import RANK, prose
from publisher.draft.bodies.units import NATIONAL
from publisher.draft.marks import Spans, lines_of
from publisher.draft.outline.clauses import GENERAL_RULES, OutlineClause
from publisher.draft.outline.headings import ROW
from publisher.draft.outline.tables import Cell, TableRow, table_rows

LEAST_QUOTE = 4  # characters of a quote
_DIVIDES = re.compile(
    "(?:任务|职责|责任|工作)分工|职责任务|工作职责"
)  # 重点任务分工方案: what it says is who does what


def statements(
    text: str, start: int, end: int, clauses: list[OutlineClause], known: Callable[[str], bool] = bool
) -> list[PrintedStatement]:
    """Every statement of text[start:end], in order. known: whether a name is in the registry."""
    parents = {clause.path[:depth] for clause in clauses for depth in range(1, len(clause.path))}
    own = _ends(clauses)
    located = [_doubted(text, one) for one in printed(text, start, end) if not _builds(one)]
    labelled = frozenset(body.name for one in located if one.label for body in one.bodies)
    located += _of_cells(text, start, end, Spans.of((item.start, item.end) for item in located))
    for found in (
        _of_safeguards(text, clauses, parents, own, known),
        # what an annex says after its last part belongs to the annex itself
        (s for one in clauses if one.kind == "mechanism" and one.path in parents for s in prose(text, one, known)),
        (
            s
            for one in clauses
            if one.kind not in ("preamble", "principle")
            for s in charges(text, one.start, own[one.path])
        ),
        _of_tasks(text, clauses, own, known, labelled),
        _headed(text, clauses, parents, known),
        _divided(text, clauses, parents, known),
    ):
        taken = Spans.of((item.start, item.end) for item in located)
        located += [one for one in found if not taken.touch(one.start, one.end)]
    return sorted({(s.start, s.end): s for s in located}.values(), key=lambda s: s.start)


# 牵头单位：甲局；成员单位：乙局
_OTHER_LABEL = re.compile("[；;，,][ \t　]*[\u4e00-\u9fff]{2,8}[:：](?P<names>[^；;:：。()（）]{2,200})")


_LED, _NEAR = re.compile("(?:牵头|主办|主责|责任)(?:单位|部门)"), 120


def _doubted(text: str, statement: PrintedStatement) -> PrintedStatement:
    """A statement, not sure where a name is only a bracket (各镇↵（街道）), a further label names other bodies, or
    members are those of a group, which no lead stands before.
    """
    own = {body.name for body in statement.bodies}
    member = statement.label == "成员单位" and not _LED.search(text, max(0, statement.start - _NEAR), statement.start)
    if member or any(name[:1] in ("（", "(") for name in own):
        return replace(statement, sure=False)
    for match in _OTHER_LABEL.finditer(text, statement.start, statement.end):
        if any(is_body(name.text) and name.text not in own for name in names_of(match["names"])):
            return replace(statement, sure=False)
    return statement


def _ends(clauses: list[OutlineClause]) -> dict[tuple[int, ...], int]:
    """Where the own words of each clause end: where its first part begins."""
    first = {clause.path[:-1]: clause.start for clause in reversed(clauses)}
    return {clause.path: first.get(clause.path, clause.end) for clause in clauses}


def _of_cells(text: str, start: int, end: int, taken: Spans) -> Iterator[PrintedStatement]:
    """The cells of tables in a column of bodies, but those in which a statement stands already."""
    rule = document_rule(text, start, end)
    in_cells = rule and rule.of_list("\t")
    for row in table_rows(lines_of(text, start, end)):
        for cell in row.bodies:
            bodies = roles_of(cell.text, cell.column, in_cells)
            if bodies and not taken.touch(cell.start, cell.end) and not _builds_beside(cell, row):
                begin = _long_enough(text, cell.start, cell.end)
                yield PrintedStatement(begin, cell.end, cell.column, bodies, "column-of-bodies")


def _of_safeguards(
    text: str,
    clauses: list[OutlineClause],
    parents: set[tuple[int, ...]],
    own: Mapping[tuple[int, ...], int],
    known: Callable[[str], bool],
) -> Iterator[PrintedStatement]:
    """Sentences of safeguards and of mechanisms without parts."""
    for clause in clauses:
        if clause.kind == "safeguard" or (clause.kind == "mechanism" and clause.path not in parents):
            yield from (s for s in prose(text, clause, known) if s.end <= own[clause.path])


def _of_tasks(
    text: str,
    clauses: list[OutlineClause],
    own: Mapping[tuple[int, ...], int],
    known: Callable[[str], bool],
    labelled: frozenset[str],
) -> Iterator[PrintedStatement]:
    """Sentences of tasks and of general rules that give a duty to bodies whose names say of which place they are, or
    stand behind a label of the same text.
    """
    rules = {clause.path for clause in clauses if GENERAL_RULES.fullmatch(clause.heading)}
    for clause in clauses:
        if (clause.kind == "task" or clause.path[:1] in rules) and clause.why != ROW:
            said = (s for s in prose(text, clause, known) if s.why in ("duty", "office", "members"))
            named = (s for s in said if _ranked(s) or all(body.name in labelled for body in s.bodies))
            yield from (s for s in named if s.end <= own[clause.path])


def _divided(
    text: str, clauses: list[OutlineClause], parents: set[tuple[int, ...]], known: Callable[[str], bool]
) -> Iterator[PrintedStatement]:
    """Sentences below 重点任务分工方案: who has which duty."""
    divided = {clause.path for clause in clauses if _DIVIDES.search(clause.heading)}
    for clause in clauses:
        if clause.path not in parents and clause.why != ROW and any(clause.path[: len(one)] == one for one in divided):
            yield from prose(text, clause, known)


_NUMERAL = re.compile("(?<=[\u4e00-\u9fff])[一二三四五六七八九十\\d]|^[两二三四五六七八九十](?=[县区市镇乡])")


def numbered_bodies(text: str, found: Sequence[PrintedStatement]) -> Iterator[tuple[int, int]]:
    """Where names of bodies stand in statements that hold a numeral: 高速一大队, 第三医院."""
    for statement in found:
        for body in statement.bodies:
            if _NUMERAL.search(body.name) and (at := text.find(body.name, statement.start, statement.end)) >= 0:
                yield at, at + len(body.name)


def _headed(
    text: str, clauses: list[OutlineClause], parents: set[tuple[int, ...]], known: Callable[[str], bool]
) -> Iterator[PrintedStatement]:
    """Clauses that are headed by who has the duties below: （一）甲局, its sentences, （二）乙局, all of one part."""
    parts: dict[tuple[int, ...], list[OutlineClause]] = {}
    for clause in clauses:
        parts.setdefault(clause.path[:-1], []).append(clause)
    for part in parts.values():
        named = [(one, names_of(one.heading)) for one in part if one.heading]
        if len(named) < 2 or not all(_are_bodies(names, known) for _, names in named):
            continue
        for clause, names in named:
            end = text.index(clause.heading, clause.start + len(clause.number)) + len(clause.heading)
            if clause.number and clause.path not in parents and text[end : end + 1] == "\n":
                bodies = tuple(Body(name.text, "undivided", "not_divided", name.open) for name in names)
                yield PrintedStatement(clause.start, end, "", bodies, "headed", False)


_OF_A_KIND = re.compile("各[\u4e00-\u9fff]{0,6}(?:单位|部门|企业|街道|镇|区|县)")


def _are_bodies(names: Sequence[Name], known: Callable[[str], bool]) -> bool:
    """Whether names are surely of bodies: they say of which place or kind each is, or the registry has them."""
    return bool(names) and all(
        is_body(name.text) and (RANK.match(name.text) or _OF_A_KIND.fullmatch(name.text) or known(name.text))
        for name in names
    )


# 建设单位：甲公司: a party of the project that it stands under, where no public body is among the names
_BUILDER = re.compile("(?:建设|承建|投资|运营|业主)(?:单位|主体)")
_LEADS = re.compile("责任|牵头|主管")
_PUBLIC = re.compile("(?:局|委|厅|办|处|府|中心|街道|[镇乡区县市部院校站队署])$")


def _builds(statement: PrintedStatement) -> bool:
    return bool(_BUILDER.fullmatch(statement.label)) and not any(_PUBLIC.search(body.name) for body in statement.bodies)


def _builds_beside(cell: Cell, row: TableRow) -> bool:
    """Whether a cell says who builds, beside one that says who is responsible: a party of the row's project."""
    return bool(_BUILDER.fullmatch(cell.column)) and any(_LEADS.search(one.column) for one in row.bodies)


def _ranked(statement: PrintedStatement) -> bool:
    """Whether every name says of which place it is; in a task what only ends like a body may be anything."""
    return all(RANK.match(body.name) or NATIONAL.match(body.name) for body in statement.bodies)


def _long_enough(text: str, start: int, end: int) -> int:
    """Where the quote of a cell begins: at its first word, or in the cell before it where it is too short to quote."""
    while end - start < LEAST_QUOTE and start and text[start - 1] != "\n":
        start -= 1
        while text[start] in " \t" and start and text[start - 1] != "\n":
            start -= 1
    return start
