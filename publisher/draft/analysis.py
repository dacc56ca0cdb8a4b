"""Analyses a text: metadata, outline, statements and figures, before rows are made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publisher.check.reading import measures_of
from publisher.codebook.dates import Period
from publisher.codebook.statements import PrintedStatement, Rule, document_rule
from publisher.draft.bodies.statements import numbered_bodies, statements
from publisher.draft.figures.candidate import Candidate
from publisher.draft.figures.numbers import candidates
from publisher.draft.marks import Spans
from publisher.draft.metadata import Metadata, metadata
from publisher.draft.outline.body import bounds, styled_of
from publisher.draft.outline.clauses import OutlineClause, outline
from publisher.read.registry import Registry


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of a text: the bounds of its body, metadata, clauses, statements, figures, its rule on lists."""

    text: str
    start: int
    end: int
    about: Metadata
    clauses: tuple[OutlineClause, ...]
    statements: tuple[PrintedStatement, ...]
    figures: tuple[Candidate, ...]
    rule: Rule | None

    @property
    def period(self) -> Period:
        """The document's period and its day."""
        return Period(self.about.horizon_start, self.about.horizon_end, self.about.dated_on or self.about.published_on)


def find(
    text: str, registry: Registry, *, area_code: str = "", headings: Sequence[tuple[str, int]] = ()
) -> Analysis | None:
    """Read a text; None where it has no outline, so is no plan. headings: those that its file marks, with levels."""
    styled = styled_of(headings)
    start, end = bounds(text, styled)
    clauses = outline(text, start, end, styled) if end else []
    if sum(bool(clause.heading) for clause in clauses) < 3:
        return None
    printed = statements(text, start, end, clauses, lambda name: bool(registry.resolve(name, area_code)))
    goals = "\n".join(text[one.start : one.end] for one in clauses if one.kind == "goal" or "目标" in one.heading)
    about = metadata(text, start, end, goals, styled)
    year = (about.dated_on or about.published_on or about.horizon_start)[:4]
    year = about.horizon_start[:4] if about.horizon_start and about.horizon_end[:4] < year else year  # a site's own day
    named = Spans.of(numbered_bodies(text, printed))
    figures = candidates(text, start, end, clauses, measures_of(registry), year, about.horizon_end, named)
    rule = document_rule(text, start, end)
    return Analysis(text, start, end, about, tuple(clauses), tuple(printed), tuple(figures), rule)
