"""What a run of the bench came to, and what follows from it: ratios, growth, shares, and the bars of the project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import log10
from typing import Any

from bench.corpus import Corpus
from bench.drafts.measure import Score
from bench.measure import Cost
from publisher.terms.messages import Message, Shown, say

CUT, WHOLE = "cut", "whole"  # kinds of corpus: of plans cut to about 300 rows, of plans as they are
MEMORY = 1536  # MiB


@dataclass(frozen=True, slots=True)
class Measured:
    """One thing measured on one corpus. rows: how many it read. more: what else came out, such as pages."""

    what: str
    kind: str
    plans: int
    rows: int
    cost: Cost
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Goal:
    """A bar that the project sets itself. held: None where this run did not measure it."""

    what: Message
    asked: Shown
    found: str
    held: bool | None


@dataclass(frozen=True, slots=True)
class Growth:
    """How many times longer something took for ten times the plans, between two sizes: on the clock, and of CPU time,
    which says more on a machine that others use too."""

    what: str
    small: int
    large: int
    times: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Bench:
    """A whole run. machine: what the figures depend on beside the code. drafting, styles: how good drafting is."""

    corpora: tuple[tuple[str, Corpus], ...]  # kind, corpus
    lines: tuple[Measured, ...]
    machine: dict[str, Any]
    drafting: tuple[Score, ...] = ()
    styles: tuple[Score, ...] = ()

    def cost(self, what: str, plans: int, kind: str = CUT) -> Cost | None:
        """What something cost; None where it was not measured to its end."""
        wanted = (what, plans, kind)
        return next((x.cost for x in self.lines if (x.what, x.plans, x.kind) == wanted and not x.cost.stopped), None)

    def ratio(self, plans: int, kind: str = CUT) -> tuple[float, float] | None:
        """How many times longer stock frictionless takes than our cold validation, on the same input in this run: on
        the clock, and of CPU time."""
        ours, stock = self.cost("validate-cold", plans, kind), self.cost("stock-frictionless", plans, kind)
        return (stock.wall / ours.wall, stock.cpu / ours.cpu) if ours and stock else None

    def growth(self) -> Iterator[Growth]:
        """Growth of everything that was measured at more than one size."""
        for what in dict.fromkeys(line.what for line in self.lines):
            held = [x for x in self.lines if (x.what, x.kind) == (what, CUT) and not x.cost.stopped and x.cost.wall > 0]
            for small, large in pairwise(sorted(held, key=lambda line: line.plans)):
                tens = log10(large.plans / small.plans)
                times = (large.cost.wall / small.cost.wall) ** (1 / tens)
                cpu = (large.cost.cpu / small.cost.cpu) ** (1 / tens) if small.cost.cpu else 0.0
                yield Growth(what, small.plans, large.plans, times, cpu)

    def shares(self) -> Iterator[tuple[Measured, float]]:
        """Each stage with its share of the time of all stages on the same corpus."""
        stages = [line for line in self.lines if line.what.startswith("stage-")]
        for line in stages:
            total = sum(x.cost.wall for x in stages if (x.kind, x.plans) == (line.kind, line.plans))
            yield line, line.cost.wall / total if total else 0.0


# What is asked of the real number of whole plans, and of many cut ones: what, plans, most seconds.
SECONDS = (
    ("validate-cold", WHOLE, 5, 0.5),
    ("validate-strict", WHOLE, 5, 1.2),
    ("build", WHOLE, 5, 5.0),
    ("figures-dense", WHOLE, 5, 1.0),
    ("desk-decision", WHOLE, 5, 0.3),
    ("validate-edited", CUT, 5000, 2.0),
    ("stage-publish", CUT, 5000, 120.0),
    ("stage-render", CUT, 500, 120.0),
)
# What a build costs that has little to do, as a share of the build from nothing in the same run, on the clock.
SHARES = (
    ("build-again", WHOLE, 5, 0.20),
    ("build-again", CUT, 500, 0.20),
    ("build-edited", WHOLE, 5, 0.40),
    ("build-edited", CUT, 500, 0.40),
    ("serve-edited", WHOLE, 5, 0.20),
)
# What is sent over the wire for a first view of the site of the real plans: at most so many bytes.
SENT = (("explorer-first-view", 60_000), ("search-first-answer", 300_000))
CHECKED = 60.0  # seconds of processor time of `make check`
BUILD_MEMORY = 250  # MiB of all processes of the build of the real plans


def called(what: str) -> Message:
    """What something that is measured is called."""
    return Message(f"bench.what.{what}")


def bars(bench: Bench) -> Iterator[Goal]:
    """The bars, with what this run found."""
    for what, kind, plans, most in SECONDS:
        cost = bench.cost(what, plans, kind)
        found, held = ("–", None) if cost is None else (f"{cost.wall:,.2f} s", cost.wall <= most)
        yield Goal(say("bench.bar", what=called(what), plans=plans), f"≤ {most:g} s", found, held)
    for what, kind, plans, most in SHARES:
        cost, whole = bench.cost(what, plans, kind), bench.cost("build", plans, kind)
        share = cost.wall / whole.wall if cost and whole else None
        found, held = ("–", None) if share is None else (f"{share:.2f}", share <= most)
        yield Goal(say("bench.bar-share", what=called(what), plans=plans), f"≤ {most:.2f}", found, held)
    for what, limit in SENT:
        sent = next(
            (x.more["sent"] for x in bench.lines if (x.what, x.kind) == (what, WHOLE) and "sent" in x.more), None
        )
        found, held = ("–", None) if sent is None else (f"{sent / 1000:.1f} kB", sent <= limit)
        yield Goal(say("bench.bar", what=called(what), plans=5), f"≤ {limit // 1000} kB", found, held)
    cost = bench.cost("make-check", 5, WHOLE)
    found, held = (f"{cost.cpu:.1f} s", cost.cpu <= CHECKED) if cost else ("–", None)
    yield Goal(say("bench.bar-processor", what=called("make-check")), f"≤ {CHECKED:g} s", found, held)
    cost = bench.cost("build", 5, WHOLE)
    found, held = (f"{cost.together:,.0f} MiB", cost.together <= BUILD_MEMORY) if cost else ("–", None)
    yield Goal(say("bench.bar-memory", plans=5), f"≤ {BUILD_MEMORY} MiB", found, held)
    ratio = bench.ratio(5000)
    found, held = ("–", None) if ratio is None else (f"{ratio[0]:.1f}", ratio[0] >= 5)
    yield Goal(say("bench.bar-ratio", plans=5000), say("bench.times", times="≥ 5"), found, held)
    ours = [
        x for x in bench.lines if x.plans == 5000 and x.what.startswith(("validate", "stage", "all-stages", "stopped"))
    ]
    peak = max((x.cost.together or x.cost.peak for x in ours), default=0.0)
    held, found = peak <= MEMORY if ours else None, f"{peak:,.0f} MiB" if ours else "–"
    yield Goal(say("bench.bar-memory", plans=5000), f"≤ {MEMORY} MiB", found, held)
    for item in bench.growth():
        if (item.small, item.large) == (500, 5000) and item.what.startswith(("stage", "validate-cold")):
            growth, asked = say("bench.bar-growth", what=called(item.what)), say("bench.times", times="9–11")
            yield Goal(growth, asked, f"{item.times:.1f}", 9 <= item.times <= 11)
