"""From what was found in a text to rows of the tables, each with why it is suggested and how sure that is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from publisher.draft.body import bounds
from publisher.draft.deadlines import deadline_of
from publisher.draft.metadata import Metadata, metadata
from publisher.draft.nearest import nearest_indicator
from publisher.draft.numbers import Candidate, Forms, candidates
from publisher.draft.outline import Clause, clause_at, outline
from publisher.draft.reasons import MENTION_REASONS, in_chinese
from publisher.draft.state import Suggestion
from publisher.draft.statements import Statement, document_rule, statements
from publisher.draft.units import new_unit
from publisher.read import Registry

_FULL_WIDTH = str.maketrans(",:;()!?", "，：；（）！？")


@dataclass(frozen=True, slots=True)
class Found:
    """Everything that was found in a text, before it is made into rows."""

    text: str
    start: int
    end: int
    about: Metadata
    clauses: tuple[Clause, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Candidate, ...]
    rule: str


def find(text: str, registry: Registry, *, area_code: str = "") -> Found | None:
    """Read a text; None where it has no outline, so is no plan."""
    start, end = bounds(text)
    clauses = outline(text, start, end) if end else []
    if sum(bool(clause.heading) for clause in clauses) < 3:
        return None
    said = statements(text, start, end, clauses, lambda name: bool(registry.resolve(name, area_code)))
    figures = candidates(text, start, end, clauses, Forms.of(registry.rows("measures")))
    rule = document_rule(text, start, end)
    return Found(text, start, end, metadata(text, start, end), tuple(clauses), tuple(said), tuple(figures), rule)


def suggestions(found: Found, document: str, registry: Registry, *, area_code: str = "") -> list[Suggestion]:
    """The rows that `found` suggests for the document, in the order in which they are best decided."""
    bodies = _Bodies(document, registry, area_code)
    rows = [
        *_clauses(found, document),
        *_statements(found, document, bodies),
        *_figures(found, document, registry),
        *_milestones(found, document),
        *_rule(found, document),
    ]
    rows = _numbered_by_place(rows, document)
    order = {"clauses": 0, "tasks": 0, "notes": 1, "units": 2, "unit_names": 2, "responsibilities": 3}
    rows = sorted([*rows, *bodies.rows], key=lambda row: (row.start, order.get(row.table, 4)))
    rows = [*_document(found, document, registry, area_code, bodies), *rows]
    return [replace(row, id=f"g{index:04}") for index, row in enumerate(rows, 1)]


def _row(
    table: str,
    item: str,
    cells: dict[str, str],
    span: tuple[int, int],
    why: str,
    *,
    sure: bool = True,
    record: str = "",
) -> Suggestion:
    confidence = "high" if sure else "low"
    return Suggestion("", item, table, record, cells, *span, in_chinese(why), why, confidence)


class _Bodies:
    """The bodies named so far: known ones by the registry, new ones suggested once, at their first place."""

    def __init__(self, document: str, registry: Registry, area_code: str) -> None:
        self.document, self.registry, self.area = document, registry, area_code
        self.new: dict[str, str] = {}
        self.rows: list[Suggestion] = []

    def unit(self, name: str, span: tuple[int, int]) -> str:
        known = self.registry.resolve(name, self.area) if self.area else ()
        if known:
            return str(known[0].unit_id)
        if name not in self.new:
            unit_id = f"{self.document}-u{len(self.new) + 1:02}"
            self.new[name] = unit_id
            unit, printed, close = new_unit(name, unit_id, self.area, self.registry)
            why = "a name that the registry does not have for this area" + (f"; it has {close}" if close else "")
            why = why if name else "the issuer, which the text does not print"
            self.rows += [
                _row("units", f"unit {unit_id}", unit, span, why, sure=False, record=unit_id),
                _row("unit_names", f"unit {unit_id}", printed, span, why, sure=False, record=printed["unit_name_id"]),
            ]
        return self.new[name]


def _document(found: Found, document: str, registry: Registry, area_code: str, bodies: _Bodies) -> list[Suggestion]:
    about, at = found.about, (found.start, found.start)
    before = len(bodies.rows)
    issuer = bodies.unit(about.issuer, at)  # where the text prints none, a person names it
    units = bodies.rows[before:]
    level = (
        ""
        if not area_code
        else "provincial"
        if area_code.endswith("0000")
        else "municipal"
        if area_code.endswith("00")
        else "district"
    )
    cells = {
        "document_id": document,
        "title_zh": about.title,
        "kind": about.kind,
        "doc_number": about.doc_number,
        "issuer_unit_id": issuer,
        "dated_on": about.dated_on,
        "published_on": about.published_on,
        "horizon_start": about.horizon_start,
        "horizon_end": about.horizon_end,
        "area_code": area_code,
        "area_level": level,
        "status": "unknown",
    }
    copy = {
        "copy_id": f"{document}.copy1",
        "document_id": document,
        "sha256": hashlib.sha256(found.text.encode()).hexdigest(),
        "chars": str(len(found.text)),
        "body_start": str(found.start),
        "body_end": str(found.end),
    }
    return [
        *units,
        _row("documents", "document", cells, at, "what the text prints of itself", record=document),
        _row(
            "copies",
            "document",
            copy,
            at,
            "the text as it was read, with the bounds of the document’s own words",
            record=copy["copy_id"],
        ),
    ]


def _clauses(found: Found, document: str) -> Iterator[Suggestion]:
    answered = {clause.path for said in found.statements if (clause := clause_at(list(found.clauses), said.start))}
    for position, clause in enumerate(found.clauses, 1):
        clause_id = clause.id(document)
        parent = clause_id.rpartition(".")[0] if len(clause.path) > 1 else ""
        cells = {
            "clause_id": clause_id,
            "document_id": document,
            "parent_id": parent,
            "position": str(position),
            "number_printed": clause.number,
            "heading_zh": clause.heading,
            "kind": clause.kind,
        }
        heading = (
            found.text.index(clause.heading, clause.start + len(clause.number)) if clause.heading else clause.start
        )
        span = (clause.start, heading + len(clause.heading))
        yield _row("clauses", f"clause {clause_id}", cells, span, clause.why, sure=clause.sure, record=clause_id)
        if clause.kind in ("task", "safeguard") or (clause.kind == "mechanism" and clause.path in answered):
            task = {"task_id": clause_id, "kind": clause.kind}
            yield _row("tasks", f"clause {clause_id}", task, span, clause.why, sure=clause.sure, record=clause_id)


def _quoted(found: Found, clause: Clause, start: int, end: int) -> dict[str, str]:
    """A quote, with the characters before it that it needs to be the only one in its clause."""
    quote = found.text[start:end]
    for reach in (0, *range(2, 41, 2)):
        prefix = found.text[max(clause.start, start - reach) : start].split("\n")[-1] if reach else ""
        if found.text.count(prefix + quote, clause.start, clause.end) == 1:
            return {"quote": quote, "quote_prefix": prefix}
    suffix = found.text[end : end + 12].split("\n")[0]
    return {"quote": quote, "quote_suffix": suffix}


def _statements(found: Found, document: str, bodies: _Bodies) -> Iterator[Suggestion]:
    number = 0
    for said in found.statements:
        clause = clause_at(list(found.clauses), said.start)
        if clause is None:
            continue
        number += 1
        span = (said.start, said.end)
        for position, body in enumerate(said.bodies, 1):
            cells = {
                "statement": f"s{number:02}",
                "task_id": clause.id(document),
                "unit_id": bodies.unit(body.name, span),
                "name_printed": body.name,
                "position": str(position),
                "role": body.role,
                "role_basis": body.basis,
                "label_printed": said.label,
                **_quoted(found, clause, said.start, said.end),
            }
            yield _row("responsibilities", f"statement s{number:02}", cells, span, said.why, sure=said.sure)


def _above(found: Found, clause: Clause) -> list[Clause]:
    by_path = {other.path: other for other in found.clauses}
    return [
        by_path[clause.path[:depth]] for depth in range(len(clause.path) - 1, 0, -1) if clause.path[:depth] in by_path
    ]


def _figures(found: Found, document: str, registry: Registry) -> Iterator[Suggestion]:
    horizon = (found.about.horizon_start, found.about.horizon_end)
    for index, figure in enumerate(found.figures):
        quote = _quoted(found, figure.clause, *figure.quote)
        span = (figure.token.start, figure.token.start + len(figure.printed))
        cells = {
            "document_id": document,
            "figure_printed": figure.printed,
            "kind": figure.kind,
            "clause_id": figure.clause.id(document),
            **quote,
        }
        if figure.table == "mentions":
            reason_zh, reason_en = MENTION_REASONS[figure.kind]
            cells |= {
                "reason_zh": reason_zh,
                "reason_en": reason_en,
                "record_id": f"#{figure.repeats}" if figure.repeats >= 0 else "",
            }
        else:
            cells |= {
                "what_zh": figure.what.translate(_FULL_WIDTH),
                "comparator": figure.comparator,
                "value": figure.value,
                "value_max": figure.value_max,
                "measure_id": figure.measure,
                "basis": figure.basis,
            }
            cells |= nearest_indicator(quote["quote"], figure.what, figure.measure, registry)
        if figure.table == "targets":
            due = deadline_of(found.text, figure.token.start, figure.clause, _above(found, figure.clause), horizon)
            cells |= {
                "hedge": figure.hedge,
                "deadline_printed": due.printed,
                "deadline": due.date,
                "deadline_precision": due.precision,
                "deadline_basis": due.basis,
            }
        elif figure.kind == "baseline" and found.about.dated_on:
            cells |= {"as_of": found.about.dated_on, "as_of_basis": "document"}
        why = figure.why + ("; its measure is not in the registry" if figure.measure == "count" else "")
        yield _row(figure.table, f"figure {index}", cells, span, why, sure=figure.sure)


_MILESTONE = re.compile(
    r"[^，,。；;：:\n]{0,40}?(?:全覆盖|基本覆盖|全面(?:支持|完成|建成|实现)|全部(?:完成|建成|接入))[^，,。；;：:\n]{0,24}"
)


def _milestones(found: Found, document: str) -> Iterator[Suggestion]:
    """Outcomes that can be judged done or not, without a figure; only those with words that say so plainly."""
    horizon = (found.about.horizon_start, found.about.horizon_end)
    for match in _MILESTONE.finditer(found.text, found.start, found.end):
        clause = clause_at(list(found.clauses), match.start())
        figured = any(
            f.quote[0] < match.end() and match.start() < f.quote[1] and f.table != "mentions" for f in found.figures
        )
        in_heading = clause is not None and match.start() < clause.start + len(clause.number) + len(clause.heading)
        if (
            clause is None
            or figured
            or in_heading
            or clause.kind not in ("task", "goal", "safeguard")
            or len(match[0]) < 4
        ):
            continue
        due = deadline_of(found.text, match.start() + 1, clause, _above(found, clause), horizon)
        cells = {
            "document_id": document,
            "kind": "milestone",
            "what_zh": match[0].translate(_FULL_WIDTH),
            "hedge": "none",
            "deadline_printed": due.printed,
            "deadline": due.date,
            "deadline_precision": due.precision,
            "deadline_basis": due.basis,
            "clause_id": clause.id(document),
            **_quoted(found, clause, *match.span()),
        }
        yield _row(
            "targets",
            f"milestone {match.start()}",
            cells,
            match.span(),
            "full coverage or completion, without a number",
            sure=False,
        )


def _rule(found: Found, document: str) -> Iterator[Suggestion]:
    """The rule that a document prints for its own lists, as a note: roles rest on it."""
    if found.rule:
        at = found.text.index(found.rule, found.start)
        cells = {
            "document_id": document,
            "kind": "document_rule",
            "quote": found.rule,
            "text_zh": "文件自定的规则：责任单位名单中，第一个逗号之前为牵头单位，之后为配合单位。",
            "text_en": "The document’s own rule: bodies before the first comma of a list lead, the rest support.",
        }
        yield _row("notes", "rule", cells, (at, at + len(found.rule)), "the document says how its lists are read")


_IDS = {
    "targets": ("target_id", "t", 2),
    "observations": ("observation_id", "o", 2),
    "mentions": ("mention_id", "m", 2),
    "responsibilities": ("responsibility_id", "r", 3),
    "notes": ("note_id", "n", 2),
}


def _numbered_by_place(rows: list[Suggestion], document: str) -> list[Suggestion]:
    """Give records their ids in the order of the text, and tie repeats to the ids of what they repeat."""
    counts: dict[str, int] = {}
    done: list[Suggestion] = []
    items: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row.start):
        if row.table in _IDS:
            key, letter, width = _IDS[row.table]
            counts[row.table] = counts.get(row.table, 0) + 1
            record = f"{document}.{letter}{counts[row.table]:0{width}}"
            row = replace(row, record=record, cells={key: record, **row.cells})
            items[row.item] = record
        done.append(row)
    return [
        replace(row, cells={**row.cells, "record_id": items.get(f"figure {row.cells['record_id'][1:]}", "")})
        if row.cells.get("record_id", "").startswith("#")
        else row
        for row in done
    ]
