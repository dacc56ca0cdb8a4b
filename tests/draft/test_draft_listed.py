"""Projects of tables and lists, who builds them, and what a rule gives to each who asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.codebook.statements import listed, roles_of
from publisher.draft.analysis import find
from publisher.draft.state import Suggestion
from publisher.draft.suggest.plan import suggestions
from publisher.draft.text.blanks import barred, tabbed
from publisher.read.registry import Registry, read_registry
from publisher.terms.schema import load_schemas

OPENING = "溪川市2024年新型设施重点项目计划\n溪川市发展和改革局\n\n"
TABLE = (
    OPENING
    + "一、总体要求\n按照要求推进各项工作。\n二、工作安排\n各部门抓好落实。\n三、项目安排\n"
    + "序号\t项目名称\t项目性质\t建设内容\t年度目标\t完成时限\n甲、网络设施\n"
    + "1\t5G网络覆盖工程\t新建\t建设基站320个\t建成基站200个\t2025年6月\n"
    + "2\t桥东算力中心二期\t续建\t安装机架900架，由云岫智算科技有限公司投资\t主体封顶\t2026年12月\n"
    + "乙、融合设施\n"
    + "3\t标识解析（纺织行业）二级节点\t前期\t接入企业70家\t完成立项\t2025年3月\n"
)
LIST = (
    OPENING.replace("2024年", "")
    + "一、总体要求\n按照要求推进各项工作。\n二、工作安排\n各部门抓好落实。\n三、保障措施\n加强统筹。\n\n附件\n\n"
    + "溪川市新型设施储备项目清单（2023—2025年）\n\n一、信息设施（2个）\n\n"
    + "1.溪川人工智能计算中心（扩建）。总投资2.6亿元。建设单位：溪川数据集团。建设年限：2022—2024年。\n"
    + "2.石湾灾备中心一期。建设机架40架。\n\n二、融合设施（1个）\n\n3.溪川大道智能网联走廊。总投资3亿元。\n"
)


@pytest.fixture(scope="module")
def registry(root: Path) -> Registry:
    return read_registry(root, load_schemas(root / "schemas"))


def drafted(text: str, registry: Registry, table: str) -> list[Suggestion]:
    analysis = find(text, registry)
    assert analysis is not None
    return [row for row in suggestions(analysis, "x", registry) if row.table == table]


def test_a_table_of_projects_gives_each_its_verb_past_the_headings_of_its_parts(registry: Registry) -> None:
    rows = [(row.cells["name_zh"], row.cells["verb_printed"]) for row in drafted(TABLE, registry, "projects")]
    assert rows == [("5G网络覆盖工程", "新建"), ("桥东算力中心二期", "续建"), ("标识解析（纺织行业）二级节点", "前期")]


PHASED = (
    OPENING
    + "一、总体要求\n按照要求推进各项工作。\n二、工作安排\n"
    + "1．5月底前开工建设石湾智慧码头。覆盖率达到60%。（市交通局、市港务局；9月底前完成）\n"
    + "2．12345热线满意率达到60%。（市热线办；按节点完成）\n附件\n\n溪川市2024年新型设施重点项目清单\n\n"
    + "序号 | 项目名称 | 建设内容 | 建设起止年限 | 责任单位\n\n一、新开工项目（1个）\n\n"
    + "1 | 桥东水厂 | 新建水厂1座 | 2024—2025 | 市水务局\n\n二、其他（1个）\n\n"
    + "2 | 石湾水厂 | 水厂1座 | 2024年3月—2026年6月 | 市水务局\n"
)


def test_a_list_in_phases_gives_each_project_its_verb_and_its_end(registry: Registry) -> None:
    text = barred(PHASED)[0]
    rows = [
        (r.cells["name_zh"], r.cells["verb_printed"], r.cells["stage"], r.cells["deadline"])
        for r in drafted(text, registry, "projects")
    ]
    assert rows == [
        ("石湾智慧码头", "开工建设", "start", "2024-05-31"),
        ("桥东水厂", "新开工", "start", "2025-12-31"),
        ("石湾水厂", "", "listed", "2026-06-30"),
    ]
    rows = drafted(text, registry, "targets")
    due = [(r.cells["figure_printed"], r.cells["deadline"]) for r in rows if r.cells.get("figure_printed")]
    assert due == [("60%", "2024-09-30"), ("60%", "2024-12-31"), ("1", "2025-12-31"), ("1", "2026-06-30")]
    bodies = [r.cells["name_printed"] for r in drafted(text, registry, "responsibilities")]
    assert bodies == ["市交通局", "市港务局", "市热线办", "市水务局", "市水务局"]


@pytest.mark.parametrize(
    ("item", "names"),
    [
        ("完成甲湖口袋公园建设。", ["甲湖口袋公园"]),
        ("完成甲湖口袋公园建设。（牵头单位：区绿化局）", ["甲湖口袋公园"]),
        ("完成甲湖口袋公园建设\n（责任单位：区绿化局、区水务局）", ["甲湖口袋公园"]),
        ("推进相关项目。", []),
        ("完成甲湖口袋公园建设。方便居民休闲。", []),  # what a heading says its text may say again
        ("公园建设。完成甲湖口袋公园建设。", ["甲湖口袋公园"]),
        ("完成建设项目各环节。", []),
        ("规范房屋建筑管理的项目。", []),
        ("制定和实施年度行动方案。", []),
    ],
)
def test_an_item_that_is_one_sentence_names_its_thing(item: str, names: list[str], registry: Registry) -> None:
    text = f"虚构市行动方案（2021—2023年）\n一、任务\n（一）更新\n1.{item}\n2.加强宣传。\n二、保障\n落实。\n"
    found = find(text, registry)
    assert found
    named = [row.cells["name_printed"] for row in suggestions(found, "x", registry) if row.table == "projects"]
    assert named == names


def test_a_goal_of_the_year_falls_due_with_the_year_and_not_with_the_project(registry: Registry) -> None:
    due = {row.cells["figure_printed"]: row.cells["deadline"] for row in drafted(TABLE, registry, "targets")}
    assert due == {"320": "2025-06-30", "200": "2024-12-31", "900": "2026-12-31", "70": "2025-03-31"}


def test_a_list_of_projects_goes_on_under_the_headings_of_its_classes(registry: Registry) -> None:
    rows = [
        (r.cells["name_zh"], r.cells["verb_printed"], r.cells["stage"]) for r in drafted(LIST, registry, "projects")
    ]
    assert rows == [
        ("溪川人工智能计算中心", "扩建", "expand"),
        ("石湾灾备中心一期", "建设", "build"),
        ("溪川大道智能网联走廊", "储备", "plan"),
    ]


def test_who_builds_a_project_is_its_party_and_no_body_that_is_responsible(registry: Registry) -> None:
    assert [(r.cells["name_printed"], r.cells["role"]) for r in drafted(LIST, registry, "parties")] == [
        ("溪川数据集团", "builder")
    ]
    named = [row.cells["name_printed"] for row in drafted(TABLE, registry, "parties")]
    assert named == ["云岫智算科技有限公司"]
    assert drafted(LIST, registry, "responsibilities") == []


BUILT = (
    OPENING
    + "一、项目安排\n序号\t项目名称\t建设性质\t建设起止年限\t总投资（万元）\t2024年计划投资（万元）"
    + "\t建设单位\t责任单位\n"
    + "1\t石湾算力中心\t新建\t2023—2025\t12000\t4000\t溪川数据集团\t市数据局\n"
    + "2\t桥东灾备中心\t续建\t2024\t900\t600\t市信息中心\t市数据局、桥东区政府\n"
)


def test_a_column_of_builders_beside_one_of_bodies_names_parties(registry: Registry) -> None:
    parties = [(r.cells["name_printed"], r.cells["role"]) for r in drafted(BUILT, registry, "parties")]
    assert parties == [("溪川数据集团", "builder"), ("市信息中心", "builder")]
    bodies = [row.cells["name_printed"] for row in drafted(BUILT, registry, "responsibilities")]
    assert bodies == ["市数据局", "市数据局", "桥东区政府"]
    alone = BUILT.replace("\t责任单位", "").replace("\t市数据局、桥东区政府", "").replace("\t市数据局", "")
    assert [r.cells["name_printed"] for r in drafted(alone, registry, "responsibilities")][-1:] == ["市信息中心"]


@pytest.mark.parametrize(
    ("head", "cells", "parties", "bodies"),
    [
        ("实施单位\t责任单位", "桥东区政府\t市数据局", [], ["桥东区政府", "市数据局"]),
        ("实施单位\t责任单位", "各县（市、区）政府\t市数据局", [], ["各县（市、区）政府", "市数据局"]),
        ("实施主体\t牵头单位", "溪川数据集团\t市数据局", [], ["溪川数据集团", "市数据局"]),
        ("投资主体\t责任单位", "财政资金\t市数据局", [], ["市数据局"]),
        ("投资主体\t责任单位", "社会资本\t市数据局", [], ["市数据局"]),
        ("投资主体\t责任单位", "政府投资\t市数据局", [], ["市数据局"]),
        ("建设单位\t责任单位", "未定（拟招商）\t市数据局", [], ["市数据局"]),
        ("投资主体\t责任单位", "市财政局\t市数据局", ["市财政局"], ["市数据局"]),
        ("建设单位\t主管部门", "溪川数据集团\t市数据局", ["溪川数据集团"], ["市数据局"]),
        ("建设单位\t责任单位", "溪川数据集团\t水务局", ["溪川数据集团"], ["水务局"]),
        ("建设单位", "市信息中心", [], ["市信息中心"]),
        ("建设单位\t配合单位", "市数据局、溪川集团\t市通信局", [], ["市数据局", "溪川集团", "市通信局"]),
        ("运营单位\t协办单位", "溪川数据集团\t市通信局", [], ["溪川数据集团", "市通信局"]),
    ],
)
def test_who_stands_in_a_column_is_a_builder_or_a_body_and_not_both(
    head: str, cells: str, parties: list[str], bodies: list[str], registry: Registry
) -> None:
    text = f"{OPENING}一、项目安排\n序号\t项目名称\t建设性质\t{head}\n"
    text += f"1\t石湾算力中心\t新建\t{cells}\n2\t桥东灾备中心\t续建\t{cells}\n3\t石湾数据中心\t续建\t{cells}\n"
    named = [[r.cells["name_printed"] for r in drafted(text, registry, t)] for t in ("parties", "responsibilities")]
    assert named == [parties * 3, bodies * 3]


def test_a_column_gives_its_numbers_their_unit_and_their_year(registry: Registry) -> None:
    rows = [(r.cells["value"], r.cells["deadline"]) for r in drafted(BUILT, registry, "targets")]
    assert rows == [
        ("120000000", "2025-12-31"),  # 12000 is no telephone here
        ("40000000", "2024-12-31"),
        ("9000000", "2024-12-31"),
        ("6000000", "2024-12-31"),
    ]


def test_the_years_of_an_item_are_those_of_its_figures(registry: Registry) -> None:
    due = {row.cells["figure_printed"]: row.cells["deadline"] for row in drafted(LIST, registry, "targets")}
    assert due["2.6亿"] == "2024-12-31" and due["3亿"] == ""  # not that of the item above it


PLAIN = "溪川市设施建设若干措施\n\n一、总体要求\n做好工作。\n二、主要任务\n{}\n"
PLAIN += "三、保障措施\n加强统筹。\n四、附则\n自印发之日起施行。\n"


@pytest.mark.parametrize(
    ("sentence", "tables"),
    [
        ("对每个站点给予5万元补助。", ["observations"]),
        ("按实际投资额的12%给予补贴，最高800万元。", ["observations"] * 2),
        ("同一企业每年不超过4个产品。", ["observations"]),
        ("对年用电量超过300万千瓦时的数据中心，开展节能审查。", ["mentions"]),
        ("每年安排运营补助300万元。", ["targets"]),
        ("单站投资不超过150万元。", ["targets"]),
        ("提前申报比例提高到65%。", ["targets"]),
        ("问题按期整改率达到98%。", ["targets"]),
        ("每万人拥有基站30个。", ["mentions", "targets"]),
        ("举办2025溪川算力大会。", ["mentions"]),
        ("各镇收到通知后3个工作日内反馈。", ["mentions"]),
        ("自受理之日起5日内办结。", ["mentions"]),
        ("投诉7日内办结率达到95%。", ["mentions", "targets"]),
        ("企业开办时间压缩至3个工作日内。", ["targets"]),
        ("对符合条件的人才给予租房补贴，期限3年。", ["observations"]),
        ("数据更新周期不超过7天。", ["targets"]),
        ("对困难企业给予不少于50%的优惠。", ["observations"]),
        ("截至8月底，已新增泊位4200个，年底再新增800个。", ["observations", "targets"]),
        ("今年已累计新增泊位4200个。", ["observations"]),
        ("已建成泊位300个，新增泊位4200个。", ["observations", "targets"]),
        ("审批期限为5个工作日。", ["targets"]),
        ("承诺办结期限为3个工作日。", ["targets"]),
        ("审核期限最长7天。", ["targets"]),
        ("办理期限一般为2天。", ["targets"]),
        ("特许经营期限30年。", ["observations"]),
    ],
)
def test_what_is_given_to_each_who_asks_is_no_target(sentence: str, tables: list[str], registry: Registry) -> None:
    analysis = find(PLAIN.format(sentence), registry)
    assert analysis is not None and [figure.table for figure in analysis.figures] == tables


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("今年已安排资金3.5亿元，发放消费券2亿元。", [True, False]),
        ("已经下达资金3.5亿元，拨付1亿元。", [True, False]),
        ("已安排资金3.5亿元，预计带动投资30亿元。", [True, True]),
        ("安排资金3.5亿元，发放消费券2亿元。", [True, True]),
        ("项目已经开工，总投资10亿元。", [True]),
        ("已签约项目30个，总投资100亿元。", [True, True]),
        ("对已安排资金的项目，再安排2亿元。", [True]),
        ("对已下达计划的项目，安排2亿元。", [True]),
        ("已经落实资金3亿元，下一步投资10亿元。", [True, True]),
        ("已完成投资3亿元，再投资10亿元。", [True, True]),
        ("已累计完成投资3亿元，支付工程款1亿元。", [True, False]),
    ],
)
def test_money_behind_what_is_done_is_not_surely_promised(sentence: str, sure: list[bool], registry: Registry) -> None:
    analysis = find(PLAIN.format(sentence), registry)
    assert analysis is not None and [figure.sure for figure in analysis.figures] == sure


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("支持溪川大学、数据集团共建溪川人工智能算力平台。", ["溪川人工智能算力平台"]),
        ("建设纺织行业“产业大脑”。", ["纺织行业“产业大脑”"]),
        ("创建国家级“双跨”平台2个。", []),
        ("完成《溪川市基站布局专项规划》修编。", ["溪川市基站布局专项规划"]),
        ("推动溪川海底数据中心示范项目尽早投产。", ["溪川海底数据中心示范项目"]),
    ],
)
def test_names_as_they_are_printed(sentence: str, names: list[str], registry: Registry) -> None:
    rows = drafted(PLAIN.format(sentence), registry, "projects")
    assert [row.cells["name_zh"] for row in rows] == names


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        (
            "（省甲局牵头，省乙局配合，各市县人民政府负责）",
            {"省甲局": "lead", "省乙局": "support", "各市县人民政府": "undivided"},
        ),
        ("（省甲局、省乙局分别牵头，省丙局配合）", {"省甲局": "lead", "省乙局": "lead", "省丙局": "support"}),
        ("（省甲局、省乙局负责。列第一位者为牵头单位，下同）", {"省甲局": "lead", "省乙局": "support"}),
    ],
)
def test_the_documents_rule_says_nothing_where_a_verb_says_who_leads(
    sentence: str, roles: dict[str, str], registry: Registry
) -> None:
    rule = "" if "下同" in sentence else "（省丁局、省戊局负责。列第一位者为牵头单位，下同）"
    rows = drafted(
        PLAIN.format(f"1.建设网络。完成建设。{sentence}\n2.建设平台。完成建设。{rule}"), registry, "responsibilities"
    )
    assert {r.cells["name_printed"]: r.cells["role"] for r in rows if r.cells["name_printed"] in roles} == roles


def test_the_sentences_of_a_division_of_labour_are_duties(registry: Registry) -> None:
    said = (
        "网络方面。全国标识标准化技术委员会承担标准审查工作；各省、自治区、直辖市信息监督局负责节点落地。"
        "四家电信企业具体承担网络扩容，规划司、网络司予以指导。办公厅负责督促检查。"
    )
    text = PLAIN.format("做好工作。") + f"\n附件2\n\n重点任务分工方案\n\n一、{said}\n二、其他方面。按规定办理。\n"
    names = [row.cells["name_printed"] for row in drafted(text, registry, "responsibilities")]
    assert names == [
        "全国标识标准化技术委员会", "各省、自治区、直辖市信息监督局", "四家电信企业", "规划司", "网络司", "办公厅",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "counted"),
    [
        (
            "乡镇\t充电桩（根）\t基站\n东岭乡\t12\t30\n西湾镇\t18\t64\n",
            ["东岭乡（充电桩）", "东岭乡（基站）", "西湾镇（充电桩）", "西湾镇（基站）"],
        ),
        (
            "乡镇   线路  配变  基站\n东岭乡  12.6  18  10\n西湾镇 84.0  102  51\n",
            [f"{place}（{thing}）" for place in ("东岭乡", "西湾镇") for thing in ("线路", "配变", "基站")],
        ),
        ("指标\t2020年\t2025年\n光纤覆盖率\t78\t95\n", ["光纤覆盖率", "光纤覆盖率"]),
    ],
)
def test_a_bare_cell_is_about_its_row_and_its_column(table: str, counted: list[str], registry: Registry) -> None:
    analysis = find(tabbed(PLAIN.format(f"任务见下表。\n\n{table}"))[0], registry)
    assert analysis is not None
    assert [figure.what for figure in analysis.figures if figure.table != "mentions"] == counted


def test_a_rule_asks_the_words_beside_a_part_of_a_bracket(registry: Registry) -> None:
    words = "（省甲局牵头，省乙局配合，各市县人民政府负责）"
    assert [body.name for body in roles_of(listed("甲司牵头推进乙平台建设", "牵头"), "牵头", None)] == ["甲司"]
    assert listed("省甲厅、省乙厅分别牵头", "牵头") == "省甲厅、省乙厅"
    assert listed("建立由省甲委牵头的联席会议制度", "牵头") == "省甲委"
    assert listed("自由贸易试验区管委会牵头", "牵头") == "自由贸易试验区管委会"
    text = PLAIN.format(
        f"1.建设网络。完成建设。{words}\n2.建设平台。完成建设。（省丁局、省戊局负责。列首位的为牵头单位）"
    )
    rows = drafted(text, registry, "responsibilities")
    assert {r.cells["role_basis"] for r in rows if r.cells["name_printed"] == "各市县人民政府"} == {"not_divided"}
    rule = drafted(text, registry, "notes")[0]
    assert rule.start == next(r.start for r in rows if r.cells["name_printed"] == "省丁局")


BOX = (
    OPENING.replace("2024年", "")
    + "前言\n数字设施是底座。\n一、总体要求\n（一）指导思想\n坚持统筹。\n（二）发展目标\n专栏1 主要指标\n"
    + "指标\t单位\t2025年\n充电桩数量\t万个\t8.5\n注：以统计部门数据为准。\n到2025年，另建成绿道120公里。\n"
    + "二、工作安排\n（一）加密充电设施。2023年、2024年各新建充电桩200个。各乡镇要做好选址工作。\n（二）抓好落实。\n"
    + "结语\n各部门抓好落实。\n"
)


def test_a_foreword_and_a_close_are_clauses_of_their_own(registry: Registry) -> None:
    rows = [(r.record, r.cells["heading_zh"], r.cells["kind"]) for r in drafted(BOX, registry, "clauses")]
    assert rows[1] == ("x.1", "前言", "preamble") and rows[-1] == ("x.4", "结语", "chapter")


def test_a_box_ends_with_its_table_and_a_cell_says_what_counts(registry: Registry) -> None:
    rows = [
        (r.cells["clause_id"], r.cells["figure_printed"], r.cells["value"], r.cells["measure_id"], r.cells["deadline"])
        for r in drafted(BOX, registry, "targets")
    ]
    assert rows == [
        ("x.2.2.1", "8.5", "85000", "ge", "2025-12-31"),
        ("x.2.2", "120", "120", "km", "2025-12-31"),
        ("x.3.1", "200", "200", "ge", "2023-12-31"),
        ("x.3.1", "200", "200", "ge", "2024-12-31"),
    ]


def test_a_duty_alone_within_a_task_charges_those_whom_it_names(registry: Registry) -> None:
    (row,) = drafted(BOX, registry, "responsibilities")
    assert (row.cells["name_printed"], row.cells["role"], row.cells["task_id"]) == ("各乡镇", "undivided", "x.3.1")
