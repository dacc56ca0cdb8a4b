"""Texts of nothing but numerals: read alike in pieces and at once, and with work that grows as they do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from counted import calls
from test_reader import MEASURES, NUMBERS, PERIOD

from bench.dense import SHAPES, counted, promised, repeated
from publisher.check import coverage
from publisher.codebook import basis, bounds, dates, forms, names, scan, sentences
from publisher.codebook import figures as reader

pytestmark = pytest.mark.slow

MIXED = "".join(SHAPES)
KEPT = (
    *(
        scan._listed_measure,
        reader._block,
        forms.form,
        names.named,
        dates.date_of,
        sentences.read_sentence,
        basis._basis,
    ),
    *(bounds._read_before, bounds._read_behind, bounds._separates),
)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """What is kept by other tests says nothing here, and what these keep nothing there."""
    forget()
    yield
    forget()


def forget() -> None:
    for function in KEPT:
        function.cache_clear()


def read(text: str) -> list[reader.Figure]:
    return reader.figures(text, period=PERIOD, measures=MEASURES)


def work(text: str) -> int:
    read(text[:2000])  # expressions are compiled when first used
    forget()
    return calls(lambda: read(text))


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_as_a_dense_text_does(shape: str) -> None:
    small, large = work(repeated(shape, 20_000)), work(repeated(shape, 40_000))
    assert large <= 2.2 * small + 200, shape


def test_work_grows_as_numbers_do_that_are_all_different() -> None:
    assert work(counted(40_000)) <= 2.3 * work(counted(20_000)) + 200
    assert work(promised(80_000)) <= 2.3 * work(promised(40_000)) + 200


def test_a_promise_costs_little_more_where_many_stand_in_a_sentence() -> None:
    """Each has its own date, and the dates before it are not asked again."""
    joined = promised(40_000)
    assert work(joined) <= 2 * work(joined.replace("、", "。"))


@pytest.mark.parametrize("text", [*SHAPES, MIXED, *NUMBERS])
def test_no_numeral_begins_where_none_is_looked_for(text: str) -> None:
    begins = {match.end() - 1 for match in scan.BEGINS.finditer("\n" + text)}
    assert {match.start() for match in scan.ALL.finditer("\n" + text)} <= begins


@pytest.mark.parametrize("shape", [*SHAPES, MIXED, "桩\t万个\t1.9\t8.5\t约束性\n"])
def test_a_text_is_read_in_pieces_as_at_once(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = repeated(shape, 6_000) + "\n" + repeated(shape[::-1], 6_000)
    tokens, figures = list(scan.scan(text, MEASURES)), read(text)
    forget()
    monkeypatch.setattr(scan, "_VIEW", len(text) + 200)
    monkeypatch.setattr(reader, "_BLOCK", len(text))
    assert tokens == list(scan.scan(text, MEASURES))
    assert figures == read(text)


@pytest.mark.parametrize(
    "text", ["10、20、3.5、" * 40, "1、2、3、" * 30 + "4个以上", counted(4_000), "7、8、" * 20 + "9\n总规模"]
)
def test_bare_numbers_are_read_as_others_are(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    figures = read(text)
    forget()
    monkeypatch.setattr(reader, "_OTHER", len(text))
    assert figures == read(text)


@pytest.mark.parametrize(("start", "end"), [(0, 500), (30, 500), (5, 3), (80, 90), (0, 0)])
def test_bounds_beyond_a_text_end_with_it(start: int, end: int) -> None:
    text = "新建10个、20家。" * 5
    assert list(scan.scan(text, MEASURES, start=start, end=end)) == [
        token for token in scan.scan(text[:end], MEASURES) if token.start >= start
    ]


def test_places_are_the_same_however_many_there_are() -> None:
    spans = [(start, start + 1 + start % 7, f"r{start % 5}") for start in range(0, 200, 3)] + [(10, 150, "long")]
    kept = coverage._Spans(spans)
    for start in range(200):
        for end in (start + 1, start + 4):
            assert kept.around(start, end) == [name for a, b, name in spans if a <= start and end <= b]


def test_a_long_list_of_levels_is_read_to_its_end() -> None:
    """A list that an expression could part in several ways would never be."""
    levels = "、".join(["20家"] * 60)
    assert [figure.printed for figure in read(f"由{levels}提高到30家")] == [*["20"] * 60, "30"]
