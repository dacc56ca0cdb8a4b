"""Names that count nothing: sites that open a paragraph, numerals in bodies, cells that fell apart."""

# ruff: noqa: E501  (a case is read by the line)
from __future__ import annotations

from pathlib import Path

import pytest

from publisher.draft.analysis import find
from publisher.draft.state import Suggestion
from publisher.draft.suggest.plan import suggestions
from publisher.read.registry import Registry, read_registry
from publisher.terms.schema import load_schemas

PLAN = """虚构市供能建设方案（2021—2023年）
一、工作目标
到2023年，绿化覆盖率达到31.5%，公园数量达到69座。
{goal}
二、{chapter}
{task}
三、保障措施
（一）加强组织。落实责任。
{annex}"""


@pytest.fixture(scope="module")
def registry(root: Path) -> Registry:
    return read_registry(root, load_schemas(root / "schemas"))


def rows(
    registry: Registry, task: str = "建设站点。", *, goal: str = "", chapter: str = "主要任务", annex: str = ""
) -> list[Suggestion]:
    found = find(PLAN.format(goal=goal, chapter=chapter, task=task, annex=annex), registry)
    assert found
    return suggestions(found, "x", registry)


ELSEWHERE = "离岸距离约8公里，由企业申报。"


@pytest.mark.parametrize(
    ("task", "chapter", "named"),
    [
        (f"东桥1#光伏项目。{ELSEWHERE}\n南港2#光伏项目（二期）。{ELSEWHERE}", "场址概况", ["东桥1#光伏项目", "南港2#光伏项目（二期）"]),
        (f"东桥光伏项目。{ELSEWHERE}\n南港光伏项目。{ELSEWHERE}", "主要任务", ["东桥光伏项目", "南港光伏项目"]),
        (f"东桥光伏项目。{ELSEWHERE}\n南港光伏。{ELSEWHERE}", "场址概况", []),  # one alone may be anything
        (f"推进重点项目。{ELSEWHERE}\n完善配套工程。{ELSEWHERE}", "主要任务", []),
        ("东桥光伏项目。已全部建成投产，运行良好。\n南港光伏项目。已建成，运行良好。", "场址概况", []),
        (f"位于东桥，光伏项目。{ELSEWHERE}\n位于南港，光伏项目。{ELSEWHERE}", "场址概况", []),
    ],
)  # fmt: skip
def test_sites_that_open_a_paragraph_each_are_projects(
    task: str, chapter: str, named: list[str], registry: Registry
) -> None:
    found = [row for row in rows(registry, task, chapter=chapter) if row.table == "projects"]
    assert [row.cells["name_printed"] for row in found] == named
    assert all(row.confidence != "high" for row in found)


@pytest.mark.parametrize(
    ("task", "read"),
    [
        ("（一）建站点。建设站点6个。\n责任单位：新六区大队、高速二大队", [("mentions", "六"), ("mentions", "二"), ("targets", "6")]),
        ("（一）建站点。建设站点6个。（市甲局牵头，四县人民政府配合）", [("mentions", "四"), ("targets", "6")]),
        ("（一）建站点。支持六家企业建设。\n责任单位：市甲局、第三医院", [("targets", "六"), ("mentions", "第三")]),
    ],
)  # fmt: skip
def test_a_numeral_in_the_name_of_a_body_counts_nothing(
    task: str, read: list[tuple[str, str]], registry: Registry
) -> None:
    found = [
        (row.table, row.cells["figure_printed"]) for row in rows(registry, task) if row.cells.get("figure_printed")
    ]
    assert set(read) <= set(found)


CELLS = (
    "序号\n指标名称\n单位\n现状\n目标\n1\n绿化覆盖率\n%\n30.2\n31.5\n2\n公园数量\n座\n59\n69\n"
    "3\n新建绿地\n万平方米\n12\n35\n4\n绿道\n公里\n3\n9"
)


def test_a_cell_that_fell_apart_repeats_what_a_sentence_says_of_its_thing(registry: Registry) -> None:
    found = rows(
        registry, goal=CELLS + "\n到2023年，新建绿地35万平方米，新增树木9株，长期坚持，久久为功，把绿色写进每一个街区。"
    )
    kinds = {(row.cells["quote"], row.cells["kind"]) for row in found if row.cells.get("figure_printed")}
    assert {
        ("31.5", "rewording"),
        ("69", "rewording"),
        ("35", "target"),
        ("9", "target"),
        ("30.2", "baseline"),
    } <= kinds


@pytest.mark.parametrize(
    ("annex", "kinds"),
    [
        ("附件2\n苗木种植技术要求\n一、苗木规格\n胸径5厘米以上。\n二、种植\n每日浇水1次。", ["guidance"] * 3),
        ("附件2\n评分标准\n一、能力\n满分20分。\n二、方案\n满分30分。", ["guidance"] * 3),
        (
            "附件2\n虚构市停车提升专项行动方案\n一、工作目标\n到2023年，建成站点6座。\n二、重点任务\n"
            "（一）建站点。新建站点5座。\n（二）建泵站。新建泵站6座。\n三、要素保障\n加强统筹。",
            ["chapter", "goal", "chapter", "task", "task", "safeguard"],
        ),
        ("附件2\n重点任务安排\n一、建站点\n新建站点5座。\n二、建泵站\n新建泵站6座。", ["chapter", "task", "task"]),
        (
            "附件2\n提升技术标准行动安排\n一、建站点\n新建站点5座。\n二、建泵站\n新建泵站6座。",
            ["chapter", "task", "task"],
        ),
    ],
)
def test_an_annex_that_specifies_holds_no_tasks(annex: str, kinds: list[str], registry: Registry) -> None:
    found = [row.cells for row in rows(registry, annex=annex) if row.table == "clauses"]
    assert [cells["kind"] for cells in found if cells["clause_id"].startswith("x.4")] == kinds


@pytest.mark.parametrize(
    ("task", "dates"),
    [
        ("（一）建站点。2022年10月15日前，形成自查报告。\n1.选址。完成选址。\n2.建设。推进建设。", ["2022-10-15"]),
        ("（一）建站点。2022年8月30日前，将申请报告报市财政局。", ["2022-08-30"]),
        ("（一）建站点。2022年9月底前报送总结，2022年底前汇报情况。", ["2022-09-30"]),
        ("（一）建站点。2022年9月底前，根据各区报送的情况研究。", []),
        # A heading that is a date, or says one in its bracket, dates what is completed below it.
        (
            "（一）2022年6月底前\n开展宣传。完成站点选址。形成常态化机制。\n（二）2022年底前\n建成调度平台。",
            ["2022-06-30", "2022-12-31"],
        ),
        ("（一）启动阶段（2022年底前）。组织培训，编制完成名录清单。", ["2022-12-31"]),
        ("（一）建站点。组织培训，完成站点选址。", []),
    ],
)
def test_what_is_handed_in_by_a_day_is_done_then(task: str, dates: list[str], registry: Registry) -> None:
    plan = rows(registry, task, goal="2021年3月1日起组织实施。")
    assert [row.cells["deadline"] for row in plan if row.cells.get("kind") == "milestone"] == dates


@pytest.mark.parametrize(
    ("task", "values"),
    [
        ("公共建筑光伏安装比例不低于30%，居住建筑光伏安装面积比例不低于30%。", ["30", "30"]),
        ("光伏安装比例不低于30%，其中居住建筑光伏安装比例不低于30%。", ["30"]),
        ("光伏安装比例不低于30%。\n（二）建屋顶。居住建筑光伏安装比例不低于30%。", ["30"]),
    ],
)
def test_two_shares_of_one_sentence_are_of_two_things(task: str, values: list[str], registry: Registry) -> None:
    found = [row.cells["value"] for row in rows(registry, f"（一）建站点。{task}") if row.table == "targets"]
    assert [value for value in found if value == "30"] == values


@pytest.mark.parametrize(
    ("task", "verb", "stage"),
    [
        ("依托甲院医共体组建东桥智慧诊疗中心。", "组建", "build"),
        ("依托东桥智慧诊疗中心，引进企业6家。", "依托", "rely_on"),
        ("组建东桥智慧诊疗中心。", "组建", "build"),
    ],
)
def test_what_is_built_relies_on_another(task: str, verb: str, stage: str, registry: Registry) -> None:
    found = [row.cells for row in rows(registry, f"（一）建站点。{task}") if row.table == "projects"]
    assert [(cells["verb_printed"], cells["stage"]) for cells in found] == [(verb, stage)]


def test_a_firm_is_named_whole(registry: Registry) -> None:
    found = rows(registry, "（一）建站点。依托东桥水务集团有限公司建设南港云平台，与西湾水务集团合作。")
    named = {row.cells["name_printed"] for row in found if row.table in ("parties", "mentions")}
    assert {"东桥水务集团有限公司", "西湾水务集团"} <= named and "东桥水务集团" not in named


@pytest.mark.parametrize(
    ("said", "sure"),
    [
        ("牵头单位：市甲局；成员单位：市乙局、市丙局", True),
        ("成员单位：市乙局、市丙局", False),  # of a group, or of a task
        ("牵头单位：市甲局；联络单位：市乙局、市丙局", False),  # a label that is not known names others
        ("牵头单位：市甲局；配合单位：市乙局、市丙局", True),
        ("（责任单位：市甲局、各镇\n（街道））", False),  # half a name
        ("（责任单位：市甲局、各镇（街道））", True),
        ("牵头单位：市甲局；完成时限：2023年底", True),
    ],
)
def test_names_that_are_left_out_or_cut_make_a_statement_unsure(said: str, sure: bool, registry: Registry) -> None:
    text = f"虚构市方案\n一、主要任务\n（一）建站点。建设站点6个。\n{said}\n（二）架桥。架桥两座。\n"
    found = find(text, registry)
    assert found and [one.sure for one in found.statements][:1] == [sure]


def test_what_a_text_calls_its_own_group_is_no_project_and_no_party(registry: Registry) -> None:
    task = "（一）建平台。成立供能建设工作小组（以下称“工作小组”），完善“东桥供能工作领导小组”。建设“东桥”云平台。"
    found = rows(registry, task)
    assert "“工作小组”" not in {row.cells["name_printed"] for row in found if row.table == "projects"}
    assert "领导小组" not in {row.cells["name_printed"] for row in found if row.table == "parties"}
    assert any("东桥" in row.cells["name_printed"] for row in found if row.table == "projects")


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("财政部根据各地申请情况，于9月底前下达资金。", ["财政部 undivided"]),
        ("财政部将会同商务部、水利部等相关部门，及时总结经验。", ["财政部 lead", "商务部 support", "水利部 support"]),
        ("组织人事部根据申请情况，安排岗位。", []),  # a department of a firm
        ("内部根据申请情况，安排岗位。", []),
        ("经报财政部同意，下达资金。", []),
    ],
)
def test_a_ministry_is_charged_in_a_task_as_a_body_of_a_place_is(
    task: str, said: list[str], registry: Registry
) -> None:
    found = [row.cells for row in rows(registry, f"（一）建站点。{task}") if row.table == "responsibilities"]
    assert [f"{cells['name_printed']} {cells['role']}" for cells in found] == said


def test_what_each_year_has_a_share_of_is_named_without_the_other_shares(registry: Registry) -> None:
    found = rows(registry, "（一）建站点。2022年、2023年分别建设综合服务站300个、450个。")
    what = [row.cells["what_zh"] for row in found if row.table == "targets"]
    assert what[-2:] == ["综合服务站", "综合服务站"]
