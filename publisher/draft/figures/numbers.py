"""Every figure of a text as a candidate: target, other quantity or mention, with value, comparator, basis, measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.codebook.figures import NUMERALS, Token, comparator_of, parse, scan
from publisher.draft.figures.candidate import Candidate
from publisher.draft.figures.forms import Forms, plain, quote_of
from publisher.draft.figures.idioms import PASSED_OVER, in_names, mention_of
from publisher.draft.figures.repeats import with_repeats
from publisher.draft.figures.roles import basis_of, hedge_of, role_of, what_of
from publisher.draft.outline.clauses import Clause, clause_at


def candidates(text: str, start: int, end: int, clauses: list[Clause], forms: Forms) -> list[Candidate]:
    """Every figure of text[start:end] that needs an account, in order, repeats tied to their record."""
    found: list[Candidate] = []
    tokens = list(_joined(text, scan(text, measures=forms.words, start=start, end=end)))
    for token in sorted([*tokens, *in_names(text, start, end, tokens)], key=lambda token: token.start):
        clause = clause_at(clauses, token.start)
        in_number = clause is not None and token.start < clause.start + len(clause.number)
        if not token.structural and clause is not None and not in_number:
            found.append(_candidate(text, token, clause, forms))
    return with_repeats(text, found)


def _joined(text: str, tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens, with the two ends of a range that is printed with 至 (1至2, 三百至五百) made one."""
    last: Token | None = None
    for token in tokens:
        if (
            last
            and not last.structural
            and not token.structural
            and text[last.end : token.start] == "至"
            and (last.printed[-1].isdecimal() or last.printed[-1] in NUMERALS)
        ):
            last = Token(last.start, token.end, text[last.start : token.end])
            continue
        if last:
            yield last
        last = token
    if last:
        yield last


def _candidate(text: str, token: Token, clause: Clause, forms: Forms) -> Candidate:
    printed = token.printed.rstrip("多余") if token.printed[-1] in "多余" and len(token.printed) > 1 else token.printed
    finish = token.start + len(printed)
    after, before = (
        re.split("[\\n\\t]", text[finish : finish + 24])[0],
        re.split("[\\n\\t]", text[max(clause.start, token.start - 24) : token.start])[-1],
    )
    figure = parse(printed)
    measure, form = ("percent", "") if figure and figure.percent else forms.after(after)
    quote = quote_of(text, token.start, finish + len(form), clause)
    words_before, words_after = text[quote[0] : token.start], text[finish : quote[1]]
    comparator = comparator_of(words_before, printed, words_after)
    blank = Candidate(token, clause, "mentions", "name", printed, "", "", "", "", "", "none", "", quote, "")
    if figure is None or (PASSED_OVER.match(text, token.start) and not form):
        return replace(
            blank,
            kind="idiom" if re.match("[一三二四]?[合位]|零|半", printed + after) else "name",
            why="a numeral in a name or a set phrase",
        )
    if mention := mention_of(text, token, finish, before, after, bool(form)):
        return replace(blank, kind=mention[0], why=mention[1])
    sentence = text[
        max(clause.start, *(text.rfind(mark, clause.start, token.start) + 1 for mark in "。\n\t")) : token.start
    ]
    table, kind, why, sure = role_of(text, token, clause, sentence, words_before, after, measure, comparator)
    return replace(
        blank,
        table=table,
        kind=kind,
        why=why,
        sure=sure and bool(measure),
        value=plain(figure.value if figure else None),
        value_max=plain(figure.value_max if figure else None),
        comparator=comparator,
        measure=measure or "count",
        basis=basis_of(words_before, sentence, after, measure, table, kind),
        hedge=hedge_of(sentence),
        what=what_of(words_before, words_after, form),
    )
