"""A Difference for people (text), for a pull request (Markdown) and for programs (JSON)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from publisher.maintain.diff import KINDS_OF_CHANGE, Change, VersionDifference
from publisher.terms.messages import Message, say, text

MOST_LISTED = 200  # changes that a pull request can take in; the rest is counted
NAMING = ("what_zh", "name_zh", "heading_zh", "title_zh", "name_printed", "figure_printed", "text_zh", "name")


def _name(change: Change) -> str:
    """What a record is about, in its own words, where the change shows it."""
    cells = {column: new or old for column, old, new in change.fields}
    return next((cells[column] for column in NAMING if cells.get(column)), "")


def _counts(difference: VersionDifference) -> Iterator[tuple[str, dict[str, int]]]:
    """Table → how many records of each kind; only tables with any."""
    counts = Counter((change.table, change.kind) for change in difference.changes)
    for table in dict.fromkeys(change.table for change in difference.changes):
        yield table, {kind: counts[table, kind] for kind in KINDS_OF_CHANGE}


def _reason(change: Change, language: str) -> str:
    reason = change.reason_zh if language == "zh" else change.reason_en
    return reason + (f" → {change.successor_id}" if change.successor_id else "")


def _verdict(difference: VersionDifference) -> Message:
    calls = Message(f"diff.calls.{difference.step.name.lower()}")
    return say("diff.verdict", calls=calls, old=difference.old_version or "–", new=difference.new_version or "–")


def _word(name: str, language: str) -> str:
    return text(Message(f"diff.{name}"), language)


def as_text(difference: VersionDifference, language: str = "en") -> str:
    """For people: one block a record, losses first."""
    lines = [f"{_word(kind, language)} {table}.{column}" for kind, table, column in difference.columns]
    for change in difference.changes:
        lines.append(f"{_word(change.kind, language)} {change.record_id} ({change.table}) {_name(change)}".rstrip())
        if change.kind == "changed":
            lines += [f"  {column}: {old or '∅'} → {new or '∅'}" for column, old, new in change.fields]
        if reason := _reason(change, language):
            lines.append("  " + text(say("report.line", name=say("diff.reason"), value=reason), language))
    faults = (say("report.line", name=say("diff.fault"), value=fault) for fault in difference.faults)
    return "\n".join([*lines, *(text(line, language) for line in (*faults, _verdict(difference)))]) + "\n"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def as_markdown(difference: VersionDifference, language: str = "en") -> str:
    """For a pull request: faults, counts, then losses, changes and additions as tables."""

    def named(*names: str) -> str:
        return f"| {' | '.join(_word(name, language) for name in names)} |"

    lines = [f"### {_word('title', language)}", "", text(_verdict(difference), language), ""]
    lines += [f"- ⚠ {_cell(text(fault, language))}" for fault in difference.faults]
    lines += [""] if difference.faults else []
    lines += [f"- {_word(kind, language)} `{table}.{column}`" for kind, table, column in difference.columns]
    if difference.changes:
        lines += ["", named("table", *KINDS_OF_CHANGE), "| --- | ---: | ---: | ---: |"]
        lines += [f"| {table} | {' | '.join(str(n) for n in row.values())} |" for table, row in _counts(difference)]
        lines += ["", named("record", "field", "old", "new", "reason"), "| --- | --- | --- | --- | --- |"]
    for change in difference.changes[:MOST_LISTED]:
        fields = change.fields if change.kind == "changed" else ((_word(change.kind, language), "", _name(change)),)
        for column, old, new in fields:
            cells = (f"`{change.record_id}`", column, old, new, _reason(change, language))
            lines.append(f"| {' | '.join(map(_cell, cells))} |")
    if (rest := len(difference.changes) - MOST_LISTED) > 0:
        lines += ["", f"… +{rest}"]
    return "\n".join(lines) + "\n"


def as_json(difference: VersionDifference, language: str = "en") -> str:
    """For programs."""
    content = {
        "old_version": difference.old_version or None,
        "new_version": difference.new_version or None,
        "step": difference.step.name.lower(),
        "faults": [text(fault, language) for fault in difference.faults],
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


Format = Callable[[VersionDifference, str], str]
FORMATS: Mapping[str, Format] = {"text": as_text, "markdown": as_markdown, "json": as_json}
