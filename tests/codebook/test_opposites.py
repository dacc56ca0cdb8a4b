"""Words of which one excludes the other, in what our words retell and in what they name."""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

import pytest

from publisher.check.rules.translated import contradictions
from publisher.codebook.opposites import instead, turned

# A summary, the clause, and what the summary says of the same thing instead ("": nothing).
RETOLD = (
    ("对接京津冀算力网络。", "主动对接长三角算力网络,共建枢纽。", "京津冀算力网络"), ("对接长三角的算力网络。", "主动对接长三角算力网络,共建枢纽。", ""),
    ("建设西南输电通道。", "加快建设东南输电通道。", "西南输电通道"), ("建设东南部的输电通道。", "加快建设东南输电通道。", ""),
    ("建中法产业园。", "推进中德产业园二期。", "中法产业园"), ("推进中国和德国的产业园。", "推进中德产业园二期。", ""), ("其中以公交为主的线路。", "其中日间线路以公交为主,中德合作推进。", ""),
    ("打造国际枢纽港。", "打造全国枢纽港。", "国际枢纽港"), ("打造世界级枢纽港。", "打造国际枢纽港。", ""), ("建设全国领先、面向国际的港口。", "港口面向国际,全国领先。", ""), ("在国内推广。", "面向全国推广应用。", ""),
    ("发射高轨通信卫星。", "研制低轨通信卫星。", "高轨通信卫星"), ("发射低轨道的通信卫星。", "研制低轨通信卫星。", ""),
    ("由分管领导挂帅、专班推进。", "由主要领导挂帅,专班推进。", "分管领导挂帅、专"), ("由主要负责同志挂帅。", "由主要领导挂帅,分管领导抓落实。", ""),
    ("整治湖泊断面。", "整治重点河流断面。", "湖泊断面"), ("整治重点河道断面。", "整治重点河流断面。", ""),
    ("线上办理延时服务。", "线下办理延时服务。", "线上办理延时"), ("线上线下办理延时服务。", "线下办理延时服务,线上同步开通。", ""),
    ("软X射线自由电子装置。", "硬X射线自由电子装置,软X射线谱仪。", "软X射线自"), ("硬X射线装置、软X射线谱仪。", "硬X射线自由电子装置,软X射线谱仪。", ""),
    ("实现村村通公路全覆盖。", "实现村村通公路基本覆盖。", "全覆盖"), ("基本实现覆盖。", "实现村村通公路基本覆盖。", ""), ("学校全面覆盖，园区基本覆盖。", "实现学校全覆盖,园区基本覆盖。", ""),
    ("提高企业用能成本。", "降低企业用能成本。", "提高企业用能"), ("提升企业竞争力。", "降低企业用能成本。", ""), ("压减企业用能成本。", "降低企业用能成本。", ""), ("提高能效、降低能耗总量。", "降低能耗总量,提高能效。", ""),
    ("允许新建高耗能项目。", "严禁新建高耗能项目。", "允许新建高耗能项"), ("禁止高耗能项目上马。", "严禁新建高耗能项目。", ""), ("禁建高耗能项目。", "严禁新建高耗能项目。", ""), ("鼓励社会资本参与。", "引导社会资本参与,限制高耗能项目。", ""),
    ("鼓励高耗能项目入驻。", "限制高耗能项目入驻。", "鼓励高耗能项"), ("支持节能项目。", "限制高耗能项目,鼓励节能项目。", ""),
    ("新建路边收费亭。", "撤除路边收费亭。", "新建路边收费"), ("拆除路边的收费亭。", "撤除路边收费亭,新建电子收费站。", ""),
    ("已建成云计算平台。", "拟建成云计算平台。", "已建成云计"), ("用好已建成的云计算平台。", "用好已建成云计算平台,拟建成新平台。", ""), ("建成云计算平台。", "率先建成云计算平台。", ""),
    ("建成南湖隧道。", "规划建设南湖隧道。", "建成南湖隧道"), ("到2025年建成南湖隧道。", "启动南湖隧道工程,到2025年建成通车。", ""), ("规划南湖隧道。", "规划建设南湖隧道。", ""), ("建设南湖隧道。", "规划建设南湖隧道。", ""),
    ("启动南湖隧道。", "建成南湖隧道,启动北湖隧道。", ""), ("建成东湖隧道，规划南湖隧道。", "建成东湖隧道,规划建设南湖隧道。", ""), ("建成东湖隧道和南湖隧道。", "建成东湖隧道,开工建设南湖隧道。", ""), ("建成南湖研究中心。", "建设南湖研究中心,建成东湖隧道。", ""),
    ("每月通报进度。", "按季度通报进展情况。", "每月"), ("每季度通报进度。", "按季度通报进展情况。", ""), ("按月报告、每季度通报。", "每月报送,按季度通报。", ""), ("定期通报。", "按季度通报进展情况。", ""),
    ("提供免费入园服务。", "提供有偿入园服务和培训。", "免费入园服务"), ("提供入园服务。", "提供有偿入园服务和培训。", ""), ("建设免费停车场所。", "建设收费停车场所。", "免费停车场所"), ("城市管理平台。", "社区管理平台。", "城市管理平台"), ("城市公共管理平台。", "城市管理平台接入社区管理平台。", ""),
)  # fmt: skip
# A description, its quote, and what the description says instead.
NAMED = (
    ("全区5G覆盖", "实现全市5G覆盖", "全区"), ("全市的5G覆盖", "实现全市5G覆盖", ""), ("5G覆盖", "实现全市5G覆盖", ""), ("市域5G覆盖", "实现全市5G覆盖", ""), ("全域覆盖率", "全市覆盖率达到90%", ""),
    ("年度授信额", "授信总额100亿元", "年度"), ("授信总量", "授信总额100亿元", ""), ("用电总量", "年用电总量控制在3亿千瓦时", ""), ("年新增绿地", "每年新增绿地30公顷", ""), ("年用水量", "用水总量每年2亿立方米", ""),
    ("海域监测面积", "陆域监测面积200平方公里", "海域"), ("海陆监测面积", "陆域、海域监测面积200平方公里", ""),
    ("建成的隧道", "规划建设3条隧道", "建成"), ("规划的隧道", "规划建设3条隧道", ""), ("科研机构", "建成10家研究中心", ""), ("研究中心", "建成10家研究中心", ""), ("建成的研究中心", "建设10家研究中心", ""), ("规划展示馆", "建成3个规划展示馆", ""),
    ("全覆盖的行政村", "行政村基本覆盖", "全"), ("基本覆盖的行政村", "行政村基本覆盖", ""), ("农村公路里程", "乡村公路达到500公里", ""), ("农村公路里程", "城市公路达到500公里", "农村"),
    ("单位能耗提高比例", "单位能耗下降15%", "提高"), ("单位能耗降幅", "单位能耗下降15%", ""), ("出口额", "进口额达到100亿美元", "出口"), ("进出口额", "进出口额达到100亿美元", ""),
)  # fmt: skip
# Both languages of one thing, and the two words that are not of one.
TWO_LANGUAGES = (
    ("中以创新园", "the China–Israel innovation park", ()), ("中德创新园", "the Sino-German innovation park", ()), ("中德创新园", "the Sino-French innovation park", (("中德", "French"),)),
    ("其中以民营为主", "mostly private, after the German model", ()), ("其中新建5个", "of which 5 new, in Japan", ()), ("中意识形态", "ideology in Spain", ()), ("印尼产业园", "the Indonesian park", ()), ("印尼产业园", "the Vietnamese park", (("印尼", "Vietnam"),)),
    ("长三角平台", "the delta platform", ()), ("长三角平台", "the platform of the Greater Bay Area", (("长三角", "Greater Bay Area"),)), ("长三角平台", "the regional platform", ()),
    ("东北通道", "the north-eastern corridor", ()), ("东北通道", "the north-west corridor", (("东北", "north-west"),)), ("东北、西南通道", "corridors to the north-east and south-west", ()),
    ("年产能30万吨", "capacity of 300,000 tonnes a year", ()), ("年产能30万吨", "output of 300,000 tonnes a year", (("产能", "output"),)), ("产能和产量", "production and output", ()), ("年产值30亿元", "output of CNY 3 billion a year", ()),
)  # fmt: skip


@pytest.mark.parametrize(("ours", "printed", "found"), RETOLD)
def test_a_summary_says_no_opposite_of_the_same_thing(ours: str, printed: str, found: str) -> None:
    assert next((said for said, _ in turned(ours, printed)), "") == found


@pytest.mark.parametrize(("ours", "quote", "found"), NAMED)
def test_a_description_has_no_opposite_of_its_quote(ours: str, quote: str, found: str) -> None:
    assert next((said for said, _ in instead(ours, quote)), "") == found


@pytest.mark.parametrize(("zh", "en", "differ"), TWO_LANGUAGES)
def test_countries_and_regions_are_the_same_in_both_languages(
    zh: str, en: str, differ: tuple[tuple[str, str], ...]
) -> None:
    assert contradictions(zh, en) == differ
