"""Every figure of a text as a candidate: target, other quantity or mention, with value, comparator, basis, measure."""

from __future__ import annotations

import re

from publisher.codebook.basis import hedge
from publisher.codebook.columns import named_column
from publisher.codebook.dates import NO_PERIOD
from publisher.codebook.figures import Figure, Listed, read_figure
from publisher.codebook.forms import Form, form
from publisher.codebook.likeness import pairs
from publisher.codebook.measures import COUNT, Measures
from publisher.codebook.names import everyday
from publisher.codebook.scan import Token, scan
from publisher.codebook.sentences import Sentence, deadline_of, sentence_at
from publisher.draft.figures.candidate import Candidate
from publisher.draft.figures.counted import what_of
from publisher.draft.figures.deadlines import cell_date
from publisher.draft.figures.forms import full_width, line_before, plain, quote_of
from publisher.draft.figures.place import FigurePlace, Role
from publisher.draft.figures.repeats import with_repeats
from publisher.draft.figures.roles import role_of
from publisher.draft.marks import Spans
from publisher.draft.outline.body import is_title
from publisher.draft.outline.clauses import OutlineClause, clause_at
from publisher.draft.outline.headings import ROW
from publisher.terms.messages import Message

# By the end of a year that the words do not name: a person looks at when the document was issued.
_NUMBERED = re.compile("0\\d+")  # 滨江-01单元
_QUOTE = 80  # characters at most
# 到2025年、2027年，甲分别达到3个、5个，乙分别达到7个、9个: the second list may have none of the years
_SECOND_LIST = re.compile("20\\d\\d年?[、和]20\\d\\d年[^。；\n]*分别[^。；\n]*分别")
_DOUBTED = ("reach-in-time", "letters-amid-digits", "ratio", "numeral-unreadable")  # may be promised
_MISREAD = re.compile("(?<![A-Za-z])[OolI|]")  # l8亿: a digit that was read as a letter
_WHICH_YEAR = re.compile("(?<![\\d一二两三四五六七八九十几数多])(?:今|本|当|明)?年(?:内|底|末)")


def candidates(
    text: str,
    start: int,
    end: int,
    clauses: list[OutlineClause],
    measures: Measures,
    year: str = "",
    last: str = "",
    bodies: Spans | None = None,
) -> list[Candidate]:
    """Every figure of text[start:end], in order, repeats tied to their record; names and set phrases among them.

    year: the document's own; what a sentence dates before it is reached already.
    last: the last day of its period. bodies: where names of bodies stand that hold a numeral.
    """
    figures: list[Candidate] = []
    tokens = [token for token in scan(text, measures, start=start, end=end) if token.kind != "structure"]
    listed = Listed.of(text, tokens)
    sentence: Sentence | None = None
    for index, token in enumerate(tokens):
        clause = clause_at(clauses, token.start)
        if clause is None or _in_number(text, token, clause) or (token.aside and _needs_no_word(text, token)):
            continue
        if sentence is None or not max(sentence.start, clause.start) <= token.start < sentence.end:
            sentence = sentence_at(text, token.start, NO_PERIOD, clause.start)
        if bodies and bodies.touch(token.start, token.end):  # 新六区大队
            quote = quote_of(text, token.start, token.end, clause)
            named = token._replace(why="set-phrase", form=None)
            figures.append(_unread(named, clause, "mentions", "name", "none", quote, sure=True))
            continue
        figures.append(_candidate(text, listed, index, clause, sentence, year))
    return with_repeats(text, figures, last)


def _what(text: str, token: Token, before: str, after: str) -> str:
    """The thing that is counted; of a bare cell of a table the row's name, with what its column names."""
    what = what_of(before, after, token.measure.printed, line_before(text, token.start))
    column = named_column(text, token.start) if "\t" in before else ""
    return f"{what}（{column}）" if column and what and column not in what else what


def _with_its_thing(text: str, quote: tuple[int, int], what: str) -> tuple[int, int]:
    """The quote, begun at the thing that is counted where this stands before it: 企业8家，总数突破500家."""
    begin, end = quote
    if not pairs(what).isdisjoint(pairs(text[begin:end])):
        return quote
    at = text.rfind(what, text.rfind("\n", 0, begin) + 1, begin)
    return (at, end) if at >= 0 and end - at <= _QUOTE else quote


def _in_number(text: str, token: Token, clause: OutlineClause) -> bool:
    """Whether a figure is the number of its clause; in a row of a table a cell of its own, which others may precede."""
    begin = clause.start
    if clause.why == ROW and clause.number:
        begin = text.find(f"\t{clause.number}\t", begin - 1, clause.end) + 1 or begin
    first = token.start == clause.start and token.why == "ordinal"  # 第一阶段：…
    return first or begin <= token.start < begin + len(clause.number)


def _needs_no_word(text: str, token: Token) -> bool:
    """Whether what is set aside by rule is an everyday word, or stands in a title."""
    return token.why == "title" or everyday(text, token.start) or is_title(_line(text, token))


def _line(text: str, token: Token) -> str:
    return text[text.rfind("\n", 0, token.start) + 1 : text.find("\n", token.end) % (len(text) + 1)]


def _candidate(
    text: str, listed: Listed, index: int, clause: OutlineClause, sentence: Sentence, year: str
) -> Candidate:
    token = listed.tokens[index]
    quote = quote_of(text, token.start, token.end + len(token.measure.printed), clause)
    if token.form is None and token.why != "double":
        numbered = token.kind != "vague" and _NUMBERED.fullmatch(token.printed)
        kind = "name" if numbered else token.kind if token.kind in ("name", "idiom") else "vague"
        kind = "name" if kind == "vague" and isinstance(form(token.printed), Form) else kind  # 十亿级4—5个
        return _unread(token, clause, "mentions", kind, "none", quote, sure=token.why not in _DOUBTED)
    read = read_figure(text, listed, index, sentence)
    own = deadline_of(text, sentence, token.start, token.end)
    due = cell_date(text, token.start) or own
    place = _place(text, token, clause, sentence, quote, read, past=bool(year) and "0" < due.date[:4] < year)
    table, kind, why, sure = role_of(place)
    begin = max(clause.start, sentence.start)
    if token.form is None:  # 一半: a promise, though no number holds it
        table, kind = ("targets", "milestone") if table == "targets" else ("mentions", "vague")
        return _unread(token, clause, table, kind, hedge(text[begin : token.end]), quote, sure=False)
    sure = sure and bool(place.measure) and not (clause.looks_back and table == "targets")
    sure = sure and not _WHICH_YEAR.search(text, begin, min(token.end + 40, sentence.end))
    sure = sure and not (_SECOND_LIST.search(text, begin, token.start) or _MISREAD.match(text, token.start - 1))
    dated = due.date if table == "targets" and due.printed else ""
    return _read(text, place, (table, kind, why, sure), quote, read, dated)


def _place(
    text: str,
    token: Token,
    clause: OutlineClause,
    sentence: Sentence,
    quote: tuple[int, int],
    read: Figure,
    *,
    past: bool,
) -> FigurePlace:
    """A figure with the words around it, their stops at full width. past: whether it is dated before the document."""
    wide = full_width(text)
    behind = text[token.end : token.end + 24].partition("\n")[0].partition("\t")[0]
    before = text[quote[0] : token.start].rsplit("\t", 1)[-1]
    said = wide[max(clause.start, sentence.start) : token.start]
    measure = "" if read.measure_id == COUNT else read.measure_id
    return FigurePlace(wide, token, clause, said, before, full_width(behind), measure, read.comparator, past)


def _read(text: str, place: FigurePlace, role: Role, quote: tuple[int, int], read: Figure, dated: str) -> Candidate:
    """A figure that a number holds. dated: by when its own sentence says it."""
    token, (table, kind, why, sure) = place.token, role
    # What already stands, and a count of the plan's own parts, is a level whether words say so or not.
    basis = "total" if table == "observations" and read.basis == "unclear" else read.basis
    # A count where the thing itself follows; nothing where a measure does that the registry lacks.
    known = place.measure or ("" if token.measure.printed and read.measure_id != COUNT else COUNT)
    what = _what(text, token, text[quote[0] : token.start], text[token.end : quote[1]])
    return Candidate(
        token,
        place.clause,
        table,
        kind,
        token.printed,
        plain(read.value),
        plain(read.value_max),
        read.comparator,
        known,
        basis,
        read.hedge,
        what,
        _with_its_thing(text, quote, what),
        why,
        sure=sure,
        dated=dated,
    )


def _unread(
    token: Token, clause: OutlineClause, table: str, kind: str, how: str, quote: tuple[int, int], *, sure: bool
) -> Candidate:
    """A figure that no number holds."""
    why = Message(f"reader.{token.why}")
    return Candidate(token, clause, table, kind, token.printed, "", "", "", "", "", how, "", quote, why, sure=sure)
