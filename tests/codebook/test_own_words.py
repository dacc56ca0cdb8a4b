"""Numbers in our own words: counts of what is listed beside them, loose words and shares in both languages."""

# ruff: noqa: E501  (tables are read by the row)

from decimal import Decimal

import pytest

from publisher.codebook.own_bounds import compared, otherwise_bounded, unhedged
from publisher.codebook.own_words import (
    contradicted,
    exchanged,
    in_chinese,
    in_english,
    miscounted,
    times,
    unsaid,
    years_of_days,
)


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
        ("三年内建设", "build within three years, in both"), ("两成", "two tenths of it"), ("约三成", "about a third of them"), ("每一成员单位", "half of each member’s"),
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


def test_only_the_documents_own_year_may_be_given_to_a_day() -> None:
    assert years_of_days("5月7日发布会", "on 7 May 2020", "2020") == {2020}
    assert years_of_days("5月7日发布会", "on 7 May 2022", "2020") == frozenset()
    assert years_of_days("发布会", "on 7 May 2020 and 8 May", "") == frozenset()


@pytest.mark.parametrize(("words", "factors"), [
    ("市方案为50Mbps，宝山的目标是其两倍。", [2]), ("是上海的一半", [Decimal("0.5")]), ("是两倍多", []), ("为何加倍", []), ("两倍于此", []),
])  # fmt: skip
def test_how_many_times_another_number_our_words_say(words: str, factors: list[Decimal]) -> None:
    assert list(times(words)) == factors


# What a translator may well write, though a word or a numeral is gone.
@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("24小时服务", "service round the clock"), ("100%覆盖", "full coverage"), ("千家万户", "every household"), ("数百家企业", "hundreds of firms"),
        ("十四五期末", "the end of the 14th Five-Year Plan"), ("二十五项任务", "twenty-five tasks"), ("12月印发", "issued in December"), ("上千台设备", "thousands of devices"),
        ("建成1个平台", "complete a platform"), ("四个板块之一", "a pillar"), ("六成五以上", "65% or more"), ("约两成", "about two tenths"), ("十二个区", "a dozen districts"),
        ("5G基站", "base stations"), ("第3条", "the third article"), ("820万平方米", "8.2 million m²"), ("一百个", "a hundred"), ("百余家", "over a hundred firms"),
        ("涉及十二个区", "in several districts"), ("15分钟生活圈覆盖100个社区", "quarter-hour living circles in 100 neighbourhoods"), ("18项任务和7项保障措施", "another summary"), ("3.4万个基站", "base stations"),
    ],
)  # fmt: skip
def test_what_english_can_say_without_a_number(zh: str, en: str) -> None:
    assert unsaid(zh, en) == frozenset()


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("150家", "one hundred and fifty firms"), ("20多万人", "hundreds of thousands of people"), ("75%", "three quarters"), ("80%", "four in five"), ("17时", "5pm"),
        ("2300家", "two thousand three hundred firms"), ("21家", "twenty-one firms"), ("67%", "two thirds of the area"), ("50%", "half the firms"), ("17时30分", "5:30 p.m."), ("35万人", "three hundred and fifty thousand people"),
        ("前三季度", "the first three quarters"), ("下午5时", "5pm"), ("50千米", "fifty km"), ("3万米", "thirty thousand metres"),
    ],
)  # fmt: skip
def test_what_english_says_in_several_words(zh: str, en: str) -> None:
    assert unsaid(zh, en) == frozenset()
    assert in_english(en).said <= in_chinese(zh).possible


@pytest.mark.parametrize(
    ("zh", "en", "numbers"),
    [
        ("十二个区", "all sixteen", {12}), ("六成五", "60%, the ninth", {65}),
        ("150家", "one hundred and sixty firms", {150}), ("21家", "twenty-two firms", {21}), ("75%", "four in five", {75}), ("17时", "6pm", {17}), ("千万级节点", "on a scale of one million", {10**7}), ("二十五项任务", "thirty tasks", {25}), ("3.4万个基站", "four million base stations", {34000}),
    ],
)  # fmt: skip
def test_what_english_has_otherwise(zh: str, en: str, numbers: set[int]) -> None:
    assert unsaid(zh, en) == numbers


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("20家以上", "at least 20"), ("20家以上", "20 or more"), ("20家以上", "more than 20"), ("不少于1000类", "no fewer than 1,000 kinds"), ("6万多家", "over 60,000 firms"),
        ("约2700亿元", "about CNY 270 billion"), ("5个左右", "five or so"), ("不到10家", "nearly 10"), ("近百家", "almost a hundred"), ("超过60%", "above 60%"),
        ("份额合计820万平方米，少于总数", "shares add up to 8.2 million m², less than the total"), ("1502万吨以内", "at most 15.02 million tonnes"),
        ("现有20家，再建20家以上", "over 20 exist; at least 20 more"), ("不超过30亿", "no more than 3 billion"), ("20家", "about 20"), ("不低于59%", "59%"),
        ("近5年投资20亿元", "invested over five years"), ("近15个月", "over 15 months"), ("100余家", "some 100"), ("100余家", "over 100 firms"), ("20多家", "about 20"),
    ],
)  # fmt: skip
def test_bounds_that_may_be_so_translated(zh: str, en: str) -> None:
    assert list(otherwise_bounded(zh, en)) == []


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("20家以上", "about 20", ("20家以上", "about 20")), ("45个左右", "at least 45", ("45个左右", "at least 45")), ("超过30亿", "less than 3 billion", ("超过30亿", "less than 3 billion")),
        ("不超过五家", "more than five firms", ("不超过五", "more than five")), ("约2700亿元", "over CNY 270 billion", ("约2700亿", "over CNY 270 billion")),
        ("100余家", "below 100", ("100余", "below 100")), ("近15家", "over 15 firms", ("近15", "over 15")),
    ],
)  # fmt: skip
def test_bounds_of_one_number_that_differ(zh: str, en: str, found: tuple[str, str]) -> None:
    assert list(otherwise_bounded(zh, en)) == [found]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("不能直接比较", "must not be compared directly"), ("不可比较，也不可相加", "not to be added to, or compared with, others"), ("口径不同，不宜比较", "avoid comparing the two"),
        ("可以比较", "can be compared"), ("不可与区级带宽相比", "another thing than the districts’"), ("未说明是否可比", "not stated whether they are comparable"),
        ("口径不同，不能直接比较", "The bases differ, so a direct comparison is not possible"), ("不能直接比较", "A comparison is impossible"), ("不可比较", "Comparing the two would mislead"),
        ("不宜比较", "Compare with care"), ("与其他城市比较；与区的不能比较", "compare with other cities"),
    ],
)  # fmt: skip
def test_warnings_that_may_be_so_translated(zh: str, en: str) -> None:
    assert list(compared(zh, en)) == []


def test_a_warning_that_english_turns_round() -> None:
    assert list(compared("不能直接比较", "not the total; comparable with totals")) == [
        ("不能直接比较", "comparable with totals")
    ]


@pytest.mark.parametrize("en", ["striving to be first", "Seek state support", "aims to win", "work hard to", "endeavours", "with the goal of", "apply for a pilot", "won support", "lobbies", "tried", "as far as possible", "strove to"])  # fmt: skip
def test_a_hedge_has_many_forms(en: str) -> None:
    assert list(unhedged("力争率先建成，争取国家支持", en)) == []
    assert list(unhedged("争取时间，力争上游", en)) == list(unhedged("争取时间，力争上游", "save time")) == []
    assert list(unhedged("力争率先建成", "be the first to complete the network")) == [("力争", "")]


STATIONS, SCHOOLS = (45, "taxi charging stations"), (20, "model schools for the deaf")


@pytest.mark.parametrize(
    ("en", "crossed"),
    [
        ("build 20 taxi charging stations and 45 model schools", True), ("taxi charging stations, 20 of them, and 45 model schools", True), ("20 stations at which taxi fleets charge; 45 schools", True),
        ("build 45 taxi charging stations and 20 model schools", False), ("20 model schools and 45 taxi charging stations", False), ("model schools, 20 of them; taxi charging stations, 45", False),
        ("taxi charging stations and model schools, 45 and 20 respectively", False), ("model schools and taxi charging stations, 45 and 20 respectively", False), ("45 taxi charging stations and some model schools", False),
        ("20 and 45 of other things", False), ("20 taxi charging stations, 45 in all, and 20 model schools", False), ("in 2020, 45 taxi charging stations and 20 model schools", False),
    ],
)  # fmt: skip
def test_numbers_beside_each_others_things(en: str, crossed: bool) -> None:
    assert exchanged(en, STATIONS, SCHOOLS) == exchanged(en, SCHOOLS, STATIONS) == crossed
