"""A run of the bench for people (tables in Markdown) and for programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from bench.results import Bench, Line, bars

VERDICT = {True: "holds", False: "falls short", None: "not measured"}
HEADING = ("what", "plans", "wall s", "CPU s", "peak MiB", "together MiB", "rows/s", "more")


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table: the first column to the left, the others to the right."""
    held = [list(heading), *map(list, rows)]
    widths = [max(3, *(len(row[i]) for row in held)) for i in range(len(heading))]

    def line(cells: Sequence[str]) -> str:
        first, *rest = zip(cells, widths, strict=True)
        return f"| {first[0]:<{first[1]}} | " + " | ".join(f"{text:>{width}}" for text, width in rest) + " |"

    marks = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([line(held[0]), "| " + " | ".join(marks) + " |", *map(line, held[1:])])


def _cells(line: Line) -> list[str]:
    cost, kind = line.cost, "" if line.kind == "cut" else f" ({line.kind})"
    more = [f"{value:,} {name}" for name, value in line.more.items() if name != "bytes"]
    more += [f"{line.more['bytes'] / 1e6:,.1f} MB"] if "bytes" in line.more else []
    more += [f"exit code {cost.code}"] if cost.code > 0 else []
    rate = f"{line.rows / cost.wall:,.0f}" if line.rows and cost.wall and not cost.stopped else ""
    return [
        line.what,
        f"{line.plans:,}{kind}",
        f"{cost.wall:,.2f}",
        f"{cost.cpu:,.2f}" if not cost.stopped else "",
        f"{cost.peak:,.0f}",
        f"{cost.together:,.0f}" if cost.together else "",
        rate,
        ", ".join([cost.stopped, *more] if cost.stopped else more),
    ]


def as_text(bench: Bench) -> str:
    """The report as Markdown. Peak is the memory of the largest process, together that of all at once."""
    corpora = [
        [kind, f"{c.plans:,}", f"{c.rows:,}", f"{c.rows_a_plan:,}", f"{c.units:,}", f"{c.bytes / 1e6:,.1f}"]
        for kind, c in bench.corpora
    ]
    shares = [
        [x.what, f"{x.plans:,} {x.kind}", f"{x.cost.wall:,.2f}", f"{100 * share:.0f}"] for x, share in bench.shares()
    ]
    growth = [[g.what, f"{g.small:,} to {g.large:,}", f"{g.times:.1f}", f"{g.cpu:.1f}"] for g in bench.growth()]
    ratios = [
        [f"{c.plans:,} {kind}", *(f"{times:.1f}" for times in ratio)]
        for kind, c in bench.corpora
        if (ratio := bench.ratio(c.plans, kind)) is not None
    ]
    verdicts = [[bar.what, bar.asked, bar.found, VERDICT[bar.held]] for bar in bars(bench)]
    parts = [
        ("Corpora", table(("corpus", "plans", "rows", "rows a plan", "bodies", "MB"), corpora)),
        ("Commands and stages", table(HEADING, map(_cells, bench.lines))),
        ("Share of each stage", table(("stage", "plans", "wall s", "%"), shares)),
        ("Growth: times longer for ten times the plans", table(("what", "plans", "wall", "CPU"), growth)),
        ("Stock frictionless against validate without a cache: times longer", table(("plans", "wall", "CPU"), ratios)),
        ("Bars", table(("what", "asked", "found", "verdict"), verdicts)),
    ]
    if bench.drafting:
        parts.append(("Drafting, against the checked plans", bench.drafting.strip()))
    return "\n\n".join(f"## {title}\n\n{text}" for title, text in parts) + "\n"


def as_json(bench: Bench) -> str:
    """The report as JSON; what the commands said is left out."""

    def measured(line: Line) -> dict[str, Any]:
        found = asdict(line)
        del found["cost"]["said"]
        return found

    corpora = [{**asdict(held), "kind": kind} for kind, held in bench.corpora]
    content = {
        "machine": bench.machine,
        "corpora": [{name: value for name, value in held.items() if name != "root"} for held in corpora],
        "measured": [measured(line) for line in bench.lines],
        "shares": [{"what": x.what, "kind": x.kind, "plans": x.plans, "share": share} for x, share in bench.shares()],
        "growth": [asdict(item) for item in bench.growth()],
        "bars": [asdict(bar) for bar in bars(bench)],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
