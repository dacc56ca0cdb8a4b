"""Numbers in our own words: counts of what is listed beside them, loose words and shares in both languages."""

# ruff: noqa: E501  (tables are read by the row)

from decimal import Decimal

import pytest

from publisher.codebook.own_words import contradicted, miscounted, times


@pytest.mark.parametrize(
    "words",
    [
        "三项（算力、算法、大数据）", "服务、制造、购物、文化四个品牌", "8个区（市、县）", "三座（含改建、扩建）",
        "5个（新建、续建）", "市教育局、市卫生局各三个", "每三个（甲、乙）", "四项（算力、算法、大数据等）",
    ],
)  # fmt: skip
def test_a_count_beside_what_is_no_list_of_it_is_no_fault(words: str) -> None:
    assert list(miscounted(words)) == []


@pytest.mark.parametrize(
    ("words", "fault"),
    [("四项（算力、算法、大数据）", ("四", 3)), ("服务、制造、购物、文化三个品牌", ("三", 4))],
)
def test_another_count_than_is_listed_is_a_fault(words: str, fault: tuple[str, int]) -> None:
    assert list(miscounted(words)) == [fault]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("两个功能区", "Both zones"), ("市、区均未说明", "Neither says; both are silent"), ("三个区中的两个", "two of three districts"),
        ("十余个区", "a dozen districts"), ("一半的份额", "half of the shares"), ("三分之一的份额", "a third of the shares"),
        ("与前半句共用", "shares the first half of the sentence"), ("半小时内", "within half an hour"), ("四网融合", "both networks"),
        ("三年内建设", "build within three years, in both"), ("两成", "two tenths of it"),
    ],
)  # fmt: skip
def test_loose_words_that_the_other_language_bears_out(zh: str, en: str) -> None:
    assert contradicted(zh, en) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("zh", "en", "numbers"),
    [
        ("三个功能区", "Both zones", ({2}, {3})),
        ("五个区", "a dozen districts", ({12}, {5})),
        ("一半的份额", "a third of the shares", ({Decimal("0.333333")}, {Decimal("0.5")})),
        ("三分之二的份额", "half of the shares", ({Decimal("0.5")}, {Decimal("0.666667")})),
    ],
)
def test_loose_words_and_shares_against_another_count(
    zh: str, en: str, numbers: tuple[set[Decimal], set[Decimal]]
) -> None:
    assert contradicted(zh, en) == tuple(map(frozenset, numbers))


@pytest.mark.parametrize(("words", "factors"), [
    ("市方案为50Mbps，宝山的目标是其两倍。", [2]), ("是上海的一半", [Decimal("0.5")]), ("是两倍多", []), ("为何加倍", []), ("两倍于此", []),
])  # fmt: skip
def test_how_many_times_another_number_our_words_say(words: str, factors: list[Decimal]) -> None:
    assert list(times(words)) == factors
