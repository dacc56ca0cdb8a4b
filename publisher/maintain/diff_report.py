"""A Difference for people (text), for a pull request (Markdown) and for programs (JSON)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from publisher.maintain.diff import KINDS, Change, Difference
from publisher.terms.messages import words

SHOWN = 200  # changes that a pull request can take in; the rest is counted
NAMING = ("what_zh", "name_zh", "heading_zh", "title_zh", "name_printed", "figure_printed", "text_zh", "name")


def _name(change: Change) -> str:
    """What a record is about, in its own words, where the change shows it."""
    cells = {column: new or old for column, old, new in change.fields}
    return next((cells[column] for column in NAMING if cells.get(column)), "")


def _counts(difference: Difference) -> Iterator[tuple[str, dict[str, int]]]:
    """Table → how many records of each kind; only tables with any."""
    counts = Counter((change.table, change.kind) for change in difference.changes)
    for table in dict.fromkeys(change.table for change in difference.changes):
        yield table, {kind: counts[table, kind] for kind in KINDS}


def _reason(change: Change, language: str) -> str:
    reason = change.reason_zh if language == "zh" else change.reason_en
    return reason + (f" → {change.successor_id}" if change.successor_id else "")


def _verdict(difference: Difference, language: str) -> str:
    terms = words(language)["changes"]
    step = terms["steps"][difference.step.name.lower()]
    return str(terms["verdict"]).format(step=step, old=difference.old_version or "–", new=difference.new_version or "–")


def as_text(difference: Difference, language: str = "en") -> str:
    """For people: one block a record, losses first."""
    terms = words(language)["changes"]
    lines = [f"{terms[kind]} {table}.{column}" for kind, table, column in difference.columns]
    for change in difference.changes:
        lines.append(f"{terms[change.kind]} {change.record_id} ({change.table}) {_name(change)}".rstrip())
        if change.kind == "changed":
            lines += [f"  {column}: {old or '∅'} → {new or '∅'}" for column, old, new in change.fields]
        if reason := _reason(change, language):
            lines.append(f"  {terms['reason']}: {reason}")
    lines += [f"{terms['fault']}: {fault}" for fault in difference.faults]
    return "\n".join([*lines, _verdict(difference, language)]) + "\n"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def as_markdown(difference: Difference, language: str = "en") -> str:
    """For a pull request: faults, counts, then losses, changes and additions as tables."""
    terms = words(language)["changes"]
    lines = [f"### {terms['title']}", "", _verdict(difference, language), ""]
    lines += [f"- ⚠ {_cell(fault)}" for fault in difference.faults] + ([""] if difference.faults else [])
    lines += [f"- {terms[kind]} `{table}.{column}`" for kind, table, column in difference.columns]
    if difference.changes:
        head = [terms["table"], *(terms[kind] for kind in KINDS)]
        lines += ["", f"| {' | '.join(head)} |", "| --- | ---: | ---: | ---: |"]
        lines += [f"| {table} | {' | '.join(str(n) for n in row.values())} |" for table, row in _counts(difference)]
        lines += ["", f"| {terms['record']} | {terms['field']} | {terms['old']} | {terms['new']} | {terms['reason']} |"]
        lines += ["| --- | --- | --- | --- | --- |"]
    for change in difference.changes[:SHOWN]:
        fields = change.fields if change.kind == "changed" else ((terms[change.kind], "", _name(change)),)
        for column, old, new in fields:
            cells = (f"`{change.record_id}`", column, old, new, _reason(change, language))
            lines.append(f"| {' | '.join(map(_cell, cells))} |")
    if (rest := len(difference.changes) - SHOWN) > 0:
        lines += ["", f"… +{rest}"]
    return "\n".join(lines) + "\n"


def as_json(difference: Difference, language: str = "en") -> str:
    """For programs."""
    content = {
        "old_version": difference.old_version or None,
        "new_version": difference.new_version or None,
        "step": difference.step.name.lower(),
        "faults": list(difference.faults),
        "columns": [{"kind": k, "table": t, "column": c} for k, t, c in difference.columns],
        "changes": [
            {
                "kind": change.kind,
                "table": change.table,
                "record_id": change.record_id,
                "fields": [{"field": c, "old": old or None, "new": new or None} for c, old, new in change.fields],
                "reason": _reason(change, language) or None,
            }
            for change in difference.changes
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Difference, str], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}
