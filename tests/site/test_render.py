"""The parts of rendering that need no browser."""

from __future__ import annotations

import pytest

from publisher.locale import words
from publisher.render.numbers import long_number, mark
from publisher.render.page import rooted
from publisher.render.search import spaced
from publisher.serve import Quiet  # noqa: F401  (the preview imports)


@pytest.mark.parametrize(
    ("quote", "figure", "marked"),
    [
        ("建成5G基站6.5万座", "6.5万", "6.5万"),
        ("三年内新建3.4万个5G基站", "3.4万", "3.4万"),
        ("到2022年建成22个", "22", "22"),
        ("100Mbps到1000Mbps", "100", "100"),
        ("建成10个", "5", None),
        ("", "", None),
    ],
)
def test_figure_is_marked(quote: str, figure: str, marked: str | None) -> None:
    found = mark(quote, figure)
    assert (quote[slice(*found)] if found else None) == marked


def test_figure_within_a_longer_number_is_not_marked() -> None:
    assert mark("到2022年建成22个", "22") == (8, 10)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (34000, "3.4万", "34,000"),
        (10_000_000, "1,000万", "10 million"),
        (100_000_000_000, "1,000亿", "100 billion"),
        (8_200_000, "820万", "8.2 million"),
        (65, "65", "65"),
        (33.5, "33.5", "33.5"),
        (12_345_678, "12,345,678", "12,345,678"),
    ],
)
def test_long_numbers(value: float, zh: str, en: str) -> None:
    assert long_number(value, "zh") == zh
    assert long_number(value, "en") == en


def test_addresses_are_rooted_in_attributes_only() -> None:
    assert rooted('<a href="@/zh/">="@/</a>', "../") == '<a href="../zh/">="../</a>'
    assert rooted("<p>=&#34;@/</p>", "../") == "<p>=&#34;@/</p>"


def test_only_pages_that_ask_are_indexed_and_characters_stand_apart() -> None:
    page = '<main id="main" data-pagefind-body><p title="甲乙">建成5G基站<mark>6.5万</mark>座</p></main>'
    assert "建 成 5G 基 站 6.5 万 座" in spaced(page, "zh")
    assert 'title="甲乙"' in spaced(page, "zh")
    assert spaced(page.replace(" data-pagefind-body", ""), "zh") == ""


def _keys(value: object, path: str = "") -> set[str]:
    if not isinstance(value, dict):
        return {path}
    return {key for name, item in value.items() for key in _keys(item, f"{path}.{name}")}


def test_both_languages_have_the_same_words() -> None:
    assert _keys(words("zh")["site"]) == _keys(words("en")["site"])
