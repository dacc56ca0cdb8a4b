"""Named things behind a verb, in tables and lists, as subjects, and in quotation marks."""

# ruff: noqa: E501  (a case is read by the line)

from __future__ import annotations

import pytest
from counted import calls
from hypothesis import given
from hypothesis import strategies as st

from publisher.codebook.projects import things


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("加快建设甲山数据中心、乙河枢纽等项目。", ["甲山数据中心", "乙河枢纽"]),
        ("推进青岭高速智慧化改造、北湖旅游公路车路协同示范段等项目。", ["青岭高速智慧化改造", "北湖旅游公路车路协同示范段"]),
        ("谋划“星谷”封装测试基地、低轨卫星测控站。", ["“星谷”封装测试基地", "低轨卫星测控站"]),
        ("开展“透明城市”地下管线三维普查。", ["“透明城市”地下管线三维普查"]),
        ("甲科技的“云溪”传感器产业园已经动工，达产后形成规模。", ["“云溪”传感器产业园"]),
        ("南湖大道综合能源站10月底前投用。", ["南湖大道综合能源站"]),
        ("10月1日前石桥大桥建成通车。", ["石桥大桥"]),
        ("22．市第三人民医院新院区三季度投入使用。", ["市第三人民医院新院区"]),
        ("建成甲阳至乙河高速公路甲阳段。", ["甲阳至乙河高速公路甲阳段"]),
        ("实施云湖灌区续建配套与现代化改造工程。", ["云湖灌区续建配套与现代化改造工程"]),
        ("序号\t项目名称\t建设内容\t年限\n\n一、续建项目（1个）\n\n8\t云渡水库\t新建水库1座\t2020—2024\n", ["云渡水库"]),
        ("序号\t项目名称\t业主\t节点\n1\t甲湾5G智慧海洋示范\t某集团\t年底前完工\n2\t乙港专用通道\t某公司\t5月底前建成开通\n", ["甲湾5G智慧海洋示范", "乙港专用通道"]),
        ("储备项目名单\n（排名不分先后）\n1.甲县水网数字孪生工程（申报单位：甲县水利局）\n2.乙省智慧冷链枢纽（申报单位：某公司）\n", ["甲县水网数字孪生工程", "乙省智慧冷链枢纽"]),
        ("重点建设项目\n1.码头类：外岛港区起步工程（2023年开工）、旧港区3号泊位更新（2022年）等，新增能力2200万吨。\n", ["外岛港区起步工程", "旧港区3号泊位更新"]),
        ("晶石半导体刻蚀设备二期年内竣工投产。", ["晶石半导体刻蚀设备二期"]),
        ("建设李四光研究所和新型职业农民培育计划。", ["李四光研究所", "新型职业农民培育计划"]),
        ("打造电子商务运营示范基地。", ["电子商务运营示范基地"]),
        ("续建东岭风电一期（某集团，40万千瓦），11月底前并网。", ["东岭风电一期（某集团，40万千瓦）"]),
        ("推动甲科研发总部、北山冷链物流中心建成投用。", ["甲科研发总部", "北山冷链物流中心"]),
        ("扩建高新区第二污水处理厂，启动南湖公园地下停车场前期工作。", ["高新区第二污水处理厂", "南湖公园地下停车场"]),
        ("完成东营片区光纤入户改造。", ["东营片区光纤入户改造"]),
        ("东河智算中心由东河数科集团作为业主加快推进。", ["东河智算中心"]),
        ("专栏1 冷链重点工程\n——北山果蔬集配中心。由北山集团承建。\n——南山交易市场。开展前期工作。\n3.发展运力。支持企业。\n", ["北山果蔬集配中心", "南山交易市场"]),
        ("专栏 城区重点工程\n◆甲河路综合管廊（二期）：由某集团建设。\n◆乙片区“管线下地”项目：拆除旧线360根。\n", ["甲河路综合管廊（二期）", "乙片区“管线下地”项目"]),
        ("（一）甲江细胞中试平台\n建设内容：建设车间5600平方米。\n（二）乙大道智慧灯杆改造工程\n建设内容：改造灯杆1260根。\n", ["甲江细胞中试平台", "乙大道智慧灯杆改造工程"]),
        ("支持甲云工商学院等3所高校设置专业，开行“甲云号”冷链班列，设立“甲科贷”风险补偿资金，建设甲湖实验学校东校区。", ["“甲云号”冷链班列", "“甲科贷”风险补偿资金", "甲湖实验学校东校区"]),
        ("实施大石水库数字孪生试点，在重点水域开展船舶电动化试点。", ["大石水库数字孪生试点"]),
        ("深化“一网通办”“一次办好”，完成5000艘船舶受电设施改造。", []),
        ("建设一批重大平台，推进相关项目，新建数据中心，改造老旧小区。", []),
        ("形成“十四五”规划体系。", []),
        # Instruments with a subject of their own and no 《》; a verb within a compound or a name is none.
        ("出台市级停车收费管理办法，编制甲市低空产业发展规划，起草支持数据产业发展的若干措施。", ["市级停车收费管理办法", "甲市低空产业发展规划", "支持数据产业发展的若干措施"]),
        ("制定相关实施方案，出台具体管理办法，修订各项实施细则。", []),
        ("深入开展乡村电网建设攻坚行动。", ["乡村电网建设攻坚行动"]),
        ("在新建交通干线、重要港区中，同步布设站点。", []),
        ("实施一批技术攻关重大项目，引导标准制定企业、计量测试平台集聚，建设开源社区，打造全国轴承“第二极”。", []),
        # A class of things, what is not to be done, a rate, a product of a bank: no project.
        ("培育一批知名软件品牌，优化客货邮融合线路，统筹推进冷链集配中心、加工园区和交易市场建设。", []),
        ("不再新建部门自用的视频专网。", []),
        ("新建站点“三同时”执行率保持100%，推出“技改贷”。", []),
        ("优化甲山县大数据平台，建设第8.6代显示器件生产线。", ["甲山县大数据平台", "第8.6代显示器件生产线"]),
    ],
)  # fmt: skip
def test_names_are_found(text: str, names: list[str]) -> None:
    assert [thing.name for thing in things(text)] == names
    for thing in things(text):
        assert text[thing.start : thing.end] == thing.name and thing.verb in text.replace("…", "")


def test_a_row_of_a_list_has_the_verb_of_its_line() -> None:
    text = "项目名称\t业主\t节点\n甲港专用通道\t某公司\t5月底前建成开通\n乙山电站\t某集团\t—\n"
    assert [(one.name, one.verb, one.listed) for one in things(text)] == [
        ("甲港专用通道", "建成开通", True),
        ("乙山电站", "", True),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["、", "“", "的", "建设", "甲乙、", "1.甲乙项目\n", "（甲", "甲期开工"])
def test_the_work_grows_with_the_text(piece: str) -> None:
    small, large = (calls(lambda size=size: list(things(piece * size))) for size in (2_000, 4_000))
    assert large <= 2.2 * small + 200
    list(things(piece * 20_000))  # no pattern looks back and forth


@given(st.text(alphabet="甲乙建设“”、，。的项目名称\t\n1.开工基地（）", max_size=60))
def test_any_words_are_read(text: str) -> None:
    last = 0
    for thing in things(text):
        assert last <= thing.start < thing.end <= len(text)
        last = thing.end
