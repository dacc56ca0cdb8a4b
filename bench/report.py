"""A run of the bench for people (tables in Markdown) and for programs (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from bench.drafts.measure import table as drafted
from bench.drafts.styles import BARS as STYLES
from bench.results import CUT, Bench, Measured, bars, called
from publisher.terms.messages import Message, say, text

VERDICT = {True: "holds", False: "falls-short", None: "not-measured"}
HEADING = ("what", "plans", "wall", "cpu", "peak", "together", "rate", "more")


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table: the first column to the left, the others to the right."""
    held = [list(heading), *map(list, rows)]
    widths = [max(3, *(len(row[i]) for row in held)) for i in range(len(heading))]

    def line(cells: Sequence[str]) -> str:
        first, *rest = zip(cells, widths, strict=True)
        return f"| {first[0]:<{first[1]}} | " + " | ".join(f"{text:>{width}}" for text, width in rest) + " |"

    marks = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([line(held[0]), "| " + " | ".join(marks) + " |", *map(line, held[1:])])


def _cells(line: Measured, language: str) -> list[str]:
    cost, kind = line.cost, Message(f"bench.kind.{line.kind}")
    plans = f"{line.plans:,}" if line.kind == CUT else say("as-printed", value=f"{line.plans:,}", printed=kind)
    more = [Message(f"bench.more.{name}", (("n", value),)) for name, value in line.more.items() if name != "bytes"]
    more += [say("bench.megabytes", megabytes=f"{line.more['bytes'] / 1e6:,.1f}")] if "bytes" in line.more else []
    rate = f"{line.rows / cost.wall:,.0f}" if line.rows and cost.wall and not cost.stopped else ""
    return [
        text(called(line.what), language),
        text(plans, language),
        f"{cost.wall:,.2f}",
        f"{cost.cpu:,.2f}" if not cost.stopped else "",
        f"{cost.peak:,.0f}",
        f"{cost.together:,.0f}" if cost.together else "",
        rate,
        text((cost.stopped, *more) if cost.stopped else tuple(more), language),
    ]


def as_text(bench: Bench, language: str = "en") -> str:
    """The report as Markdown. Peak is the memory of the largest process, together that of all at once."""

    def word(group: str, name: str) -> str:
        return text(Message(f"bench.{group}.{name}"), language)

    def what(name: str) -> str:
        return text(called(name), language)

    corpora = [
        [word("kind", kind), f"{c.plans:,}", f"{c.rows:,}", f"{c.rows_a_plan:,}", f"{c.units:,}",
         f"{c.bytes / 1e6:,.1f}"]
        for kind, c in bench.corpora
    ]  # fmt: skip
    shares = [
        [what(x.what), f"{x.plans:,} {word('kind', x.kind)}", f"{x.cost.wall:,.2f}", f"{100 * share:.0f}"]
        for x, share in bench.shares()
    ]
    growth = [[what(g.what), f"{g.small:,} → {g.large:,}", f"{g.times:.1f}", f"{g.cpu:.1f}"] for g in bench.growth()]
    ratios = [
        [f"{c.plans:,} {word('kind', kind)}", *(f"{times:.1f}" for times in ratio)]
        for kind, c in bench.corpora
        if (ratio := bench.ratio(c.plans, kind)) is not None
    ]
    verdicts = [
        [text(bar.what, language), text(bar.asked, language), bar.found, word("verdict", VERDICT[bar.held])]
        for bar in bars(bench)
    ]
    parts = {
        "corpora": (("corpus", "plans", "rows", "rows-a-plan", "bodies", "mb"), corpora),
        "costs": (HEADING, [_cells(line, language) for line in bench.lines]),
        "shares": (("stage", "plans", "wall", "share"), shares),
        "growth": (("what", "plans", "wall", "cpu"), growth),
        "ratios": (("plans", "wall", "cpu"), ratios),
        "bars": (("what", "asked", "found", "verdict"), verdicts),
    }
    tables = [
        (word("title", name), table([word("column", c) for c in head], rows)) for name, (head, rows) in parts.items()
    ]
    if bench.drafting:
        tables.append((word("title", "drafting"), drafted(bench.drafting, language).strip()))
    if bench.styles:
        tables.append((word("title", "styles"), drafted(bench.styles, language, STYLES).strip()))
    return "\n\n".join(f"## {title}\n\n{lines}" for title, lines in tables) + "\n"


def as_json(bench: Bench) -> str:
    """The report as JSON; what the commands said is left out."""

    def measured(line: Measured) -> dict[str, Any]:
        found = asdict(line)
        del found["cost"]["said"]
        found["cost"]["stopped"] = text(line.cost.stopped, "en")
        return found

    corpora = [{**asdict(held), "kind": kind} for kind, held in bench.corpora]
    content = {
        "machine": bench.machine,
        "corpora": [{name: value for name, value in held.items() if name != "root"} for held in corpora],
        "measured": [measured(line) for line in bench.lines],
        "shares": [{"what": x.what, "kind": x.kind, "plans": x.plans, "share": share} for x, share in bench.shares()],
        "growth": [asdict(item) for item in bench.growth()],
        "bars": [
            {"what": text(bar.what, "en"), "asked": text(bar.asked, "en"), "found": bar.found, "held": bar.held}
            for bar in bars(bench)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
