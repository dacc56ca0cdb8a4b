"""Figures as Chinese documents print them, in a table: what is printed, its value, and what its form says."""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

from decimal import Decimal

import pytest

from publisher.codebook.figures import Figure, comparator_of, parse, scan

# printed, value (None: not a number), upper end, percent, level
FIGURES = (
    ("0", "0", "", False, False), ("7", "7", "", False, False), ("3600", "3600", "", False, False),
    ("34,000", "34000", "", False, False), ("1,234,567.5", "1234567.5", "", False, False), ("0.1", "0.1", "", False, False),
    ("46.5万", "465000", "", False, False), ("3.4万", "34000", "", False, False), ("1.5万", "15000", "", False, False),
    ("6万多", "60000", "", False, False), ("200多", "200", "", False, False), ("200余", "200", "", False, False),
    ("1502万", "15020000", "", False, False), ("340亿", "34000000000", "", False, False), ("2700亿", "270000000000", "", False, False),
    ("1.2万亿", "1200000000000", "", False, False), ("5千", "5000", "", False, False), ("3百", "300", "", False, False),
    ("5千万", "50000000", "", False, False), ("3百亿", "30000000000", "", False, False),
    ("３４００", "3400", "", False, False), ("３．４万", "34000", "", False, False), ("６０％", "60", "", True, False),
    ("1，000", "1000", "", False, False), ("60%", "60", "", True, False), ("0.5%", "0.5", "", True, False),
    ("三成", "30", "", True, False), ("六成五", "65", "", True, False), ("两成半", "25", "", True, False),
    ("百分之六十", "60", "", True, False), ("百分之十五", "15", "", True, False), ("百分之三点五", "3.5", "", True, False),
    ("百分之百", "100", "", True, False), ("百分之零点一", "0.1", "", True, False), ("百分之60", "60", "", True, False),
    ("5‰", None, "", False, False),
    ("一", "1", "", False, False), ("两", "2", "", False, False), ("十", "10", "", False, False), ("十二", "12", "", False, False),
    ("二十", "20", "", False, False), ("二十五", "25", "", False, False), ("九十九", "99", "", False, False),
    ("一百", "100", "", False, False), ("一百二十", "120", "", False, False), ("一百零五", "105", "", False, False),
    ("一百一十", "110", "", False, False), ("两百", "200", "", False, False), ("三百六十五", "365", "", False, False),
    ("一千", "1000", "", False, False), ("两千", "2000", "", False, False), ("一千零一", "1001", "", False, False),
    ("一千二百三十四", "1234", "", False, False), ("千", "1000", "", False, False), ("百", "100", "", False, False),
    ("一万", "10000", "", False, False), ("两万", "20000", "", False, False), ("十万", "100000", "", False, False),
    ("一百万", "1000000", "", False, False), ("千万", "10000000", "", False, False), ("三万五千", "35000", "", False, False),
    ("一亿", "100000000", "", False, False), ("两千亿", "200000000000", "", False, False), ("万亿", "1000000000000", "", False, False),
    ("一万亿", "1000000000000", "", False, False), ("三亿五千万", "350000000", "", False, False),
    ("二〇二〇", "2020", "", False, False), ("二〇二二", "2022", "", False, False), ("三点五", "3.5", "", False, False),
    ("半", "0.5", "", False, False),
    ("千万级", "10000000", "", False, True), ("十万级", "100000", "", False, True), ("百万级", "1000000", "", False, True),
    ("百亿级", "10000000000", "", False, True), ("千亿级", "100000000000", "", False, True), ("1000万级", "10000000", "", False, True),
    ("40-100", "40", "100", False, False), ("40—100", "40", "100", False, False), ("40–100", "40", "100", False, False),
    ("40~100", "40", "100", False, False), ("40～100", "40", "100", False, False), ("40至100", "40", "100", False, False),
    ("３０－５０", "30", "50", False, False), ("1.5万-2万", "15000", "20000", False, False), ("三至五", "3", "5", False, False),
    ("10%-15%", "10", "15", True, False), ("10-15%", "10", "15", True, False),
    ("Ⅲ", "3", "", False, False), ("Ⅳ", "4", "", False, False), ("Ⅴ", "5", "", False, False),
    ("", None, "", False, False), ("个", None, "", False, False), ("3.4万个", None, "", False, False), ("-5", None, "", False, False),
    ("3.", None, "", False, False), (".5", None, "", False, False), ("1e5", None, "", False, False), ("1_000", None, "", False, False),
    ("12,34", None, "", False, False), ("点五", None, "", False, False), ("五点", None, "", False, False), ("半半", None, "", False, False),
    ("万级以上", None, "", False, False), ("40-", None, "", False, False), ("约40", None, "", False, False), ("NaN", None, "", False, False),
)  # fmt: skip

# before, figure, after, comparator
COMPARATORS = (
    ("建成", "6.5万", "座", "eq"), ("建设", "100", "家以上无人工厂", "ge"), ("新增", "1.5万", "台以上智能取物柜", "ge"),
    ("归集不少于", "1000", "类电子证照", "ge"), ("不低于", "60%", "", "ge"), ("至少", "3", "个", "ge"),
    ("超过", "30亿", "立方米", "gt"), ("突破", "1000亿", "元", "gt"), ("高于", "50", "", "gt"), ("带动", "6万", "多家企业", "gt"),
    ("全市", "200", "余个单位", "gt"), ("带动", "6万多", "家", "gt"), ("控制在", "1502万", "吨以内", "le"), ("不超过", "60%", "", "le"),
    ("不高于", "1.3", "", "le"), ("", "1", "平方公里以下", "le"), ("低于", "5", "天", "lt"), ("不足", "10", "", "lt"),
    ("少于", "10", "", "lt"), ("投资约", "2700亿", "元", "approx"), ("近", "300", "家", "approx"), ("建设", "45", "个左右示范站", "approx"),
    ("部署", "千万级", "节点", "approx"), ("", "20", "公里上下", "approx"), ("区级", "40-100", "G", "range"), ("", "三至五", "年", "range"),
    ("达到", "1000", "Mbps", "eq"), ("新建", "3", "个,其中5个以上", "eq"),
)  # fmt: skip

# text, the figures that count something, in order
SCANNED = (
    ("新建3.4万个5G基站", ["3.4万"]), ("到2022年，建成20个平台。", ["20"]), ("占比不超过百分之六十", ["百分之六十"]),
    ("成本下降三成，覆盖七成以上的县", ["三成", "七成"]), ("一成不变，三成分之一", []), ("1\t建食堂\t15家", ["15"]), ("附件1\n清单", []),
    ("(沪府〔2020〕27号)", []), ("2020年4月29日", []), ("三年内新建10万个电动汽车充电桩", ["10万"]), ("一、总体要求", []),
    ("(三)重点任务", []), ("1.建设基站", []), ("部署IPv6、6G和4K", []), ("带宽达到1000Mbps", ["1000"]), ("约2700亿元", ["2700亿"]),
    ("五个方向、十二条干线", ["五", "十二"]), ("区级40-100G带宽", ["40-100"]), ("一是加快建设", []), ("“十四五”期间", []),
    ("千万级节点", ["千万级"]), ("１２０个站点", ["１２０"]), ("半小时通勤", []), ("统一规划", []), ("水质达到Ⅳ类", ["Ⅳ"]),
    ("不少于1000类电子证照", ["1000"]), ("6万多家中小企业", ["6万多"]), ("两个全覆盖", ["两"]), ("一百二十个项目", ["一百二十"]),
)  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "value", "upper", "percent", "level"), FIGURES, ids=[f"<{row[0]}>" for row in FIGURES]
)
def test_a_figure_is_read(printed: str, value: str | None, upper: str, percent: bool, level: bool) -> None:
    expected = None if value is None else Figure(Decimal(value), Decimal(upper) if upper else None, percent, level)
    assert parse(printed) == expected


def test_the_figures_are_many() -> None:
    assert len({row[0] for row in FIGURES}) == len(FIGURES) >= 80


@pytest.mark.parametrize(
    ("before", "figure", "after", "code"), COMPARATORS, ids=["".join(row[:3]) for row in COMPARATORS]
)
def test_a_comparator_is_what_the_words_say(before: str, figure: str, after: str, code: str) -> None:
    assert comparator_of(before, figure, after) == code


@pytest.mark.parametrize(("text", "figures"), SCANNED, ids=[row[0] for row in SCANNED])
def test_a_text_is_scanned_for_what_counts(text: str, figures: list[str]) -> None:
    measures = ("个", "条", "类", "家", "元", "Mbps", "G", "万个")
    assert [token.printed for token in scan(text, measures=measures) if not token.structural] == figures
