"""How far a date of a sentence reaches: to the next ；, behind 其中 to the next ，; what ends a sentence."""

from __future__ import annotations

import pytest

from publisher.codebook.dates import Period, spans
from publisher.codebook.sentences import deadline_of, sentence_at

PERIOD = Period("2021-01-01", "2025-12-31")


@pytest.mark.parametrize(
    ("text", "figure", "date"),
    [
        # 到, 至 and what opens a sentence govern all of it.
        ("到2022年，占比达到12%；形成园区3个。", "3个", "2022-12-31"),
        ("至2023年底占比达到12%；形成园区3个。", "3个", "2023-12-31"),
        ("2022年底前，建成4座；推广车辆150辆。", "150", "2022-12-31"),
        # A date within governs its own part.
        ("2024年上半年发布标准体系，制定标准20项；覆盖率不低于95%。", "20项", "2024-06-30"),
        ("2024年上半年发布标准体系，制定标准20项；覆盖率不低于95%。", "95", ""),
        ("建设平台，2022年底前接入90%的车辆；执行率保持100%。", "100", ""),
        ("2024年6月底前竣工的除外，新增电站66套；建设光伏40座。", "40", ""),
        ("制定标准15项，其中2022年内报批6项，力争主导国际标准2项。", "6", "2022-12-31"),
        ("制定标准15项，其中2022年内报批6项，力争主导国际标准2项。", "2项", ""),
        # What grows each year.
        ("2022年底前，覆盖率达八成，使用量年均增长15%以上。", "15", ""),
        ("到2025年，产值突破200亿元，年均增长15%以上。", "15", "2025-12-31"),
        ("2022—2025年，每年改造灌区12处，四年累计衬砌渠系1800公里。", "1800", "2025-12-31"),
        # A date behind the figure that ends its sentence.
        ("电解槽规模20兆瓦，争取2023年上半年出氢。", "20兆", "2023-06-30"),
        ("续建风电一期（甲集团，40万千瓦），2022年11月底前全容量并网；", "40", "2022-11-30"),
        ("推动90家企业在2024年10月底前完成数字化诊断，年内建成工厂。", "90", "2024-10-31"),
        ("建筑面积约6500平方米，配置车辆20台，2024年底投入使用。", "6500", "2024-12-31"),
        ("电解槽规模20兆瓦，2023年上半年完成验收评估工作报告。", "20", ""),
        ("新建站点300个，推动东山物流园二期2022年底前投入运营。", "300", ""),
        ("新建站点300个，推动全部站点2022年底前全部投入运营。", "300", "2022-12-31"),
        ("建设桥梁58座，推进前期工作，2023年底前建成投用。", "58", "2023-12-31"),
    ],
)
def test_a_date_reaches_as_far_as_its_sentence_says(text: str, figure: str, date: str) -> None:
    at = text.index(figure)
    own = sentence_at(text, at, PERIOD)
    assert deadline_of(text, own, at, at + len(figure)).date == date


@pytest.mark.parametrize("words", ["三年内", "未来三年", "3年内", "年底前", "规划期末"])
def test_a_period_names_no_date(words: str) -> None:
    assert spans(words)


@pytest.mark.parametrize("words", ["", "到2022年", "2021年底", "2019年底前", "24年底", "“十四五”末", "二〇二五年"])
def test_a_date_is_no_period(words: str) -> None:
    assert not spans(words)
