"""Numbers in our own words: counts that are not how many things are listed beside them."""

import pytest

from publisher.codebook.own_words import miscounted


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
