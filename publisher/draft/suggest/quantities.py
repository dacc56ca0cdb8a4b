"""What is suggested for figures and milestones: targets, other quantities, mentions, and shares of areas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.codebook.basis import hedge
from publisher.codebook.dates import PHRASE, Deadline, Period, date_of
from publisher.codebook.numerals import UnreadNumeral
from publisher.codebook.sentences import LONGEST_SENTENCE, sentence_at
from publisher.draft.analysis import Analysis
from publisher.draft.figures.allocations import area_alone, areas_of_figure, parent_of
from publisher.draft.figures.candidate import Candidate
from publisher.draft.figures.deadlines import cell_date, column_due, deadline_of, due_cells, dues_of, in_heading
from publisher.draft.figures.likely_indicator import nearest_indicator
from publisher.draft.figures.likely_theme import likely_theme
from publisher.draft.figures.milestones import outcomes
from publisher.draft.marks import Spans, lines_of
from publisher.draft.outline.clauses import OutlineClause, clause_at
from publisher.draft.outline.headings import ROW
from publisher.draft.outline.tables import table_rows
from publisher.draft.rows import FULL_WIDTH, above, quoted, reasons, row
from publisher.draft.state import Suggestion
from publisher.read.registry import Registry
from publisher.terms.messages import Message, say


def figure_rows(analysis: Analysis, document: str, registry: Registry) -> Iterator[Suggestion]:
    """Each figure as a row; a figure that is divided among areas as a row an area."""
    by_path = {clause.path: clause for clause in analysis.clauses}
    period = analysis.period
    shared = -1  # the last figure that was divided: the text may go on with one area at a time
    for index, figure in enumerate(analysis.figures):
        cells = _cells(analysis, figure, document, registry)
        dues: list[dict[str, str]] = [{}]
        if figure.table == "targets":
            place = (figure.token.start, figure.token.end)
            dated = dues_of(analysis.text, place, figure.clause, above(by_path, figure.clause), period)
            dues = [due_cells(*due) for due in dated]
            theme = likely_theme(cells["quote"], registry) or likely_theme(figure.clause.heading, registry)
            cells |= {"hedge": figure.hedge, **dues[-1], "theme_id": theme}
        elif figure.kind == "baseline":
            cells |= _as_of(analysis, figure)
        doubtful = cells.get("deadline_basis") == "none_stated"  # by when nobody says: a person looks whether it is one
        doubtful |= cells.get("deadline_basis") == "horizon" and _is_dated(analysis, figure)
        unlisted = figure.value and figure.measure in ("", "count")
        why = say("why.measure-unlisted", why=figure.why) if unlisted else figure.why
        span = (figure.token.start, figure.token.start + len(figure.printed))
        areas = _areas(analysis, index, shared)
        if not areas:
            sure = figure.sure and not doubtful
            yield from (row(figure.table, f"figure {index}", cells | due, span, why, sure=sure) for due in dues)
            continue
        shared = index
        parent = parent_of(analysis.figures, index)
        for area in areas:
            share = {
                "kind": "allocation",
                "parent_target_id": f"#{parent}" if parent >= 0 else "",
                "area_zh": area,
                "what_zh": f"{cells['what_zh']}（{area}的份额）",
            }
            why = say("why.each-its-part") if "分别" in cells["quote"] else say("why.area-of-share")
            yield row("targets", f"figure {index}", cells | share, span, why, sure=False)


def _cells(analysis: Analysis, figure: Candidate, document: str, registry: Registry) -> dict[str, str]:
    """The cells of a figure's row, but for its date."""
    cells = {
        "document_id": document,
        "figure_printed": figure.printed,
        "kind": figure.kind,
        "clause_id": figure.clause.id(document),
        **quoted(analysis.text, figure.clause, *figure.quote),
    }
    return cells | (_mention(figure) if figure.table == "mentions" else _quantity(figure, cells["quote"], registry))


def _is_dated(analysis: Analysis, figure: Candidate) -> bool:
    """Whether a date to come stands in the sentence of a figure that takes the period’s end: 2亿元（2025年）."""
    text, period = analysis.text, analysis.period
    sentence = sentence_at(text, figure.token.start, period, figure.clause.start)
    behind = _SEMICOLON.search(text, figure.token.end, sentence.end)
    others = [date for date in (*sentence.dates, *sentence.aside) if not behind or date.start < behind.start()]
    return any(
        date.due
        and (period.dated or period.start) <= date.due.date != period.end
        and not _IN_TITLE.match(text, date.end)
        for date in others
    )


_SEMICOLON, _IN_TITLE = re.compile("[；;]"), re.compile("[^《\n]{0,20}》")


_OF_THEN = re.compile("[底末]?的[^，。；、\\d]{0,4}")


def _as_of(analysis: Analysis, figure: Candidate) -> dict[str, str]:
    """The date of what is already reached: of its cell or sentence (截至…, a year now over), else the document’s."""
    sentence = sentence_at(analysis.text, figure.token.start, Period(), figure.clause.start)
    year = (analysis.about.dated_on or analysis.about.published_on or analysis.about.horizon_start)[:4]
    if (due := cell_date(analysis.text, figure.token.start)) and due.date[:4] < year:
        return {"as_of": due.date, "as_of_basis": "stated"}
    for date in reversed(sentence.dates):
        read = date_of(analysis.text[date.start : date.end])
        if _OF_THEN.fullmatch(analysis.text, date.end, figure.token.start) and not isinstance(read, UnreadNumeral):
            return {"as_of": read[0], "as_of_basis": "stated"}  # 由2010年的10家增加到2015年的30家
        past = date.due and year and date.due.date[:4] < year  # 2021年，产值达到…: said of a year that is over
        if date.due and date.end <= figure.token.start and (past or date.due.printed.startswith("截")):
            return {"as_of": date.due.date, "as_of_basis": "stated"}
    return {"as_of": analysis.about.dated_on, "as_of_basis": "document"} if analysis.about.dated_on else {}


def _areas(analysis: Analysis, index: int, shared: int) -> tuple[str, ...]:
    """The areas of a figure: those before 分别, or one that carries the list of the sentence on."""
    figure = analysis.figures[index]
    if figure.table != "targets" or not figure.value:
        return ()
    if areas := areas_of_figure(analysis.text, figure):
        return areas
    begin = analysis.figures[shared].token.start
    if shared < 0 or figure.token.start - begin > LONGEST_SENTENCE or "。" in analysis.text[begin : figure.token.start]:
        return ()
    alone = area_alone(analysis.text, figure)
    return (alone,) if alone and analysis.figures[shared].measure == figure.measure else ()


def _mention(figure: Candidate) -> dict[str, str]:
    reason_zh, reason_en = reasons("condition" if figure.why == Message("reader.condition") else figure.kind)
    return {
        "reason_zh": reason_zh,
        "reason_en": reason_en,
        "record_id": f"#{figure.repeats}" if figure.repeats >= 0 else "",
    }


def _quantity(figure: Candidate, quote: str, registry: Registry) -> dict[str, str]:
    if not figure.value:
        return {"what_zh": undated(quote)}
    return {
        "what_zh": figure.what.translate(FULL_WIDTH),
        "comparator": figure.comparator,
        "value": figure.value,
        "value_max": figure.value_max,
        "measure_id": figure.measure,
        "basis": figure.basis,
        **nearest_indicator(quote, figure.what, figure.measure, registry),
    }


def undated(words: str) -> str:
    """What is promised without a number, without the date that opens it."""
    dated = PHRASE.match(words)
    return words[dated.end() if dated else 0 :].lstrip("，, ").translate(FULL_WIDTH)


def milestone_rows(analysis: Analysis, document: str, registry: Registry) -> Iterator[Suggestion]:
    """Outcomes that can be judged done or not, without a figure: those with words that say so plainly, and rows of a
    table with a date of their own and no other promise.
    """
    by_path = {clause.path: clause for clause in analysis.clauses}
    period = analysis.period
    figured = Spans.of(figure.quote for figure in analysis.figures if figure.counts)
    promised = {figure.clause.path for figure in analysis.figures if figure.table == "targets"}
    headed = Spans.of((one.start, one.end) for one in analysis.clauses if in_heading(one.heading, period))
    for start, end in outcomes(analysis.text, analysis.start, analysis.end, figured, headed):
        clause = clause_at(analysis.clauses, start)
        if clause is None or clause.kind not in ("task", "goal", "safeguard", "pillar"):
            continue
        if start < clause.start + len(clause.number) + len(clause.heading):
            continue
        promised.add(clause.path)
        due = deadline_of(analysis.text, (end, end), clause, above(by_path, clause), period)
        yield _milestone(analysis, document, registry, clause, (start, end), due)
    for line in table_rows(lines_of(analysis.text, analysis.start, analysis.end)):
        begin, clause = line.name.start, clause_at(analysis.clauses, line.name.start)
        if not clause or clause.why != ROW or clause.path in promised or not line.of_content:
            continue
        by = column_due(analysis.text, begin, period)
        if by and by.date >= period.start and not PHRASE.match(line.name.text):
            span = begin, begin + len(clause.heading)
            yield _milestone(analysis, document, registry, clause, span, (by, "section"))


def _milestone(
    analysis: Analysis,
    document: str,
    registry: Registry,
    clause: OutlineClause,
    span: tuple[int, int],
    due: tuple[Deadline, str],
) -> Suggestion:
    words = analysis.text[slice(*span)]
    cells = {
        "document_id": document,
        "kind": "milestone",
        "what_zh": undated(words),
        "hedge": hedge(words),
        **due_cells(*due),
        "theme_id": likely_theme(words, registry) or likely_theme(clause.heading, registry),
        "clause_id": clause.id(document),
        **quoted(analysis.text, clause, *span),
    }
    return row("targets", f"milestone {span[0]}", cells, span, say("why.outcome"), sure=False)
