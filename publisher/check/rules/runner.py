"""Rules that the runner itself reports: it calls none of them."""

from __future__ import annotations

from publisher.check.rule import declare

declare(
    "runner", "runner", "rule-crashed", "row-out-of-place", "referee-disagrees", "problem-not-declarable",
    "known-problem-gone",
)  # fmt: skip
