"""The printed forms: numbers of headings, attributions, deadlines, line by line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any

import pytest

from publisher.check.reading import measures_of
from publisher.codebook.bodies import names_of
from publisher.codebook.dates import Period
from publisher.draft.analysis import find
from publisher.draft.bodies.statements import statements
from publisher.draft.figures.deadlines import deadline_of
from publisher.draft.figures.numbers import candidates
from publisher.draft.marks import lines_of, numbered, ordinal
from publisher.draft.outline.clauses import OutlineClause, outline
from publisher.draft.outline.headings import ROW, heading_of
from publisher.draft.outline.tables import table_rows
from publisher.draft.suggest.plan import suggestions
from publisher.read.places import Span, Unplaced, clause_spans
from publisher.read.registry import Registry, read_registry
from publisher.terms.schema import load_schemas

ORDINALS = "一二三四五六七八九"
TraceFunction = Callable[[FrameType, str, Any], Any]


@pytest.fixture(scope="module")
def registry(root: Path) -> Registry:
    return read_registry(root, load_schemas(root / "schemas"))


@pytest.mark.parametrize(
    ("line", "rank", "number"),
    [
        ("一、总体要求", 1, 1),
        ("十二、附则", 1, 12),
        ("（一）目标", 2, 1),
        ("(三)目标", 2, 3),
        ("( 二 )目标", 2, 2),
        ("1.建设", 3, 1),
        ("1．建设", 3, 1),
        ("３．建设", 3, 3),
        ("2.2025年任务", 3, 2),
        ("10、建设", 3, 10),
        ("（1）建设", 4, 1),
        ("(12)建设", 4, 12),
        ("③建设", 5, 3),
        ("第一章 总则", 0, 1),
        ("第三部分 任务", 0.3, 3),
        ("19．5月底前开工建设甲工程", 3, 19),
        ("27．12345热线满意率", 3, 27),
        ("二、 主要任务", 1, 2),
        ("二 、主要任务", 1, 2),
        ("二　、　主要任务", 1, 2),
        ("二、\t主要任务", 1, 2),
        ("第 一 章 总则", 0, 1),
        ("第2章 附则", 0, 2),
        ("第 3 节 范围", 0.5, 3),
        ("第一百二十条 执行", 0.8, 120),
        ("第7条 执行", 0.8, 7),
        ("第 7 条 执行", 0.8, 7),
        ("第 1 2 条  执行", 0.8, 12),
    ],
)
def test_numbers_of_headings(line: str, rank: int, number: int) -> None:
    found = numbered(line)
    assert found is not None
    assert (found[0], ordinal(found[1])) == (rank, number)


@pytest.mark.parametrize(
    "line", [
        "3.4万个基站", "2022年底前", "一体化发展", "（含管委会）", "5G网络", "一是加强", "2021.5.1",
        "第1条线路建成", "第 2 条线路建成", "第一条生产线", "第 3 节课", "二、", "二、 ", "二、\t产业\t5",
        "三 产融合发展", "第1 期工程",
    ]
)  # fmt: skip
def test_lines_that_open_with_no_number(line: str) -> None:
    assert numbered(line) is None


@pytest.mark.parametrize(
    ("line", "headings"),
    [
        ("3.208苗圃计划。加快推进。", ["甲事", "乙事", "208苗圃计划"]),
        ("3.305人才计划。加快推进。", ["甲事", "乙事", "305人才计划"]),
        ("3.125人参加。", ["甲事", "乙事"]),
        ("3.25亿元用于道路。", ["甲事", "乙事"]),
        ("3.14159", ["甲事", "乙事"]),
        ("8.208苗圃计划。加快推进。", ["甲事", "乙事"]),
    ],
)
def test_a_number_that_goes_on_with_its_list_stands_before_digits_of_a_name(line: str, headings: list[str]) -> None:
    text = f"一、任务\n1.甲事。推进。\n2.乙事。推进。\n{line}\n"
    assert [clause.heading for clause in outline(text, 0, len(text))[1:]] == headings


ARTICLES = "一、范围\n第 1 条 推进。\n二、政策\n{}第 2 条 推进。\n第3条 落实。\n（{}）乙事\n第 1 0 条 落实。\n"


@pytest.mark.parametrize(
    ("first", "number", "paths"),
    [
        ("（一）甲事\n", "二", ["1", "1.1", "2", "2.1", "2.1.1", "2.1.2", "2.2", "2.2.1"]),
        ("", "一", ["1", "1.1", "2", "2.1", "2.2", "2.2.1", "2.3"]),  # the only item of an article
        ("", "二", ["1", "1.1", "2", "2.1", "2.2", "2.2.1", "2.3"]),  # a list within an article
    ],
)
def test_articles_lie_below_what_they_stand_behind(first: str, number: str, paths: list[str]) -> None:
    text = ARTICLES.format(first, number)
    assert [".".join(map(str, clause.path)) for clause in outline(text, 0, len(text))] == paths


@pytest.mark.parametrize(
    ("rest", "heading"),
    [
        ("总体要求", "总体要求"),
        ("建设网络。加快建设。", "建设网络"),
        ("建设网络（“新网络”）行动", "建设网络（“新网络”）行动"),
        ("设施组，主要负责建设。", "设施组"),
        ("培养目标：到2015年，培养高级人才若干名，并且形成体系和机制保障条件。", "培养目标"),
        ("加快建设。（市财政局负责）", "加快建设"),
        ("提升能级,共建体系", "提升能级,共建体系"),
        ("建强队伍.", "建强队伍"),
        ("建强队伍.招募网格员,", "建强队伍"),
        ("建强队伍．招募网格员。", "建强队伍"),
        ("建强“甲.乙”队伍", "建强“甲.乙”队伍"),
        ("建强V2.0平台。加快建设。", "建强V2.0平台"),
    ],
)
def test_where_a_heading_ends(rest: str, heading: str) -> None:
    assert heading_of(rest)[0] == heading


@pytest.mark.parametrize(
    ("line", "below", "heading"),
    [
        ("（一）调整产业布局，带动农民增收。", "1.摸清底数。逐村核对。", "调整产业布局，带动农民增收"),
        ("(一)调整产业布局,带动农民增收。", "1.摸清底数。逐村核对。", "调整产业布局,带动农民增收"),
        ("（一）调整产业布局，带动农民增收。", "（二）摸清底数。逐村核对。", "调整产业布局"),  # no item of its own
        ("（一）调整产业布局，带动农民增收。", "2.摸清底数。逐村核对。", "调整产业布局"),
        ("（一）调整产业布局，建站30座。", "1.摸清底数。逐村核对。", "调整产业布局"),
        ("（一）调整产业布局。带动农民增收。", "1.摸清底数。逐村核对。", "调整产业布局"),
    ],
)
def test_a_line_over_its_own_items_is_a_heading_as_a_whole(line: str, below: str, heading: str) -> None:
    text = f"一、任务\n{line}\n{below}\n"
    assert outline(text, 0, len(text))[1].heading == heading


@pytest.mark.parametrize(
    ("line", "sure"),
    [
        ("（一）建设网络。加快推进。", True),
        ("（一）加快建设网络，按期投用。", True),
        ("（一）经县政府同意，可以免租。", False),
        ("（一）获评示范店的，给予奖励。", False),
        ("（一）经济运行监测，按月通报。", True),
        *(
            (f"（一）{words}，加快推进。", True)
            for words in ("经办服务", "经费保障", "按图索骥", "根据地建设", "售前售后")
        ),
        ("（一）经专家评审，给予奖励。", False),
        ("（一）按规定程序，予以审批。", False),
        ("（一）到2025年，建成站点30座。", False),
        ("（一）2023年6月底前", True),
        ("（一）到2025年的站点，逐步改造。", True),
    ],
)
def test_half_a_sentence_is_no_sure_heading(line: str, sure: bool) -> None:
    text = f"一、任务\n{line}\n"
    assert [clause.sure for clause in outline(text, 0, len(text))][1:] == [sure]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("市财政局、市科技局", ["市财政局", "市科技局"]),
        (
            "市经信局,市规划和自然资源局、各区(市)县政府(含管委会,下同)",
            ["市经信局", "市规划和自然资源局", "各区(市)县政府"],
        ),
        ("市政府办公厅(督查室、审改办)、市统计局", ["市政府办公厅", "督查室", "审改办", "市统计局"]),
        ("市发展改革委会同市财政局等", ["市发展改革委", "市财政局"]),
        ("市住建局及各有关单位", ["市住建局", "各有关单位"]),
        ("省商务厅、省农业农村厅等部门", ["省商务厅", "省农业农村厅"]),
        ("市委网信办；各县（市、区）人民政府", ["市委网信办", "各县（市、区）人民政府"]),
        ("省水利厅，各地级以上市人民政府结合实际", ["省水利厅", "各地级以上市人民政府"]),
    ],
)
def test_lists_of_bodies(printed: str, names: list[str]) -> None:
    assert [name.text for name in names_of(printed)] == names


def test_a_name_that_leaves_out_its_rank_is_one_of_the_body_that_is_printed_in_full(registry: Registry) -> None:
    lists = (
        "甲事。（省甲厅、乙丙厅负责）\n（二）乙事。（省乙丙厅牵头，丁厅配合）\n（三）丙事。（市戊局、区戊局、戊局负责）"
    )
    found = find(f"虚构省行动方案（2021—2023年）\n一、任务\n（一）{lists}\n", registry, area_code="990000")
    assert found
    rows = suggestions(found, "x-2021", registry, area_code="990000")
    names = {
        row.cells["name"]: row.cells["unit_id"] for row in rows if row.table == "unit_names" and "name" in row.cells
    }
    assert names["乙丙厅"] == names["省乙丙厅"]
    assert len({names[name] for name in ("省甲厅", "省乙丙厅", "丁厅", "市戊局", "区戊局", "戊局")}) == 6
    units = [row.record for row in rows if row.table == "units"]
    assert len(units) == len(set(units)) and {*names.values()} <= {*units}


ROLES = [
    ("（推进单位：市财政局、市科技局）", [("市财政局", "undivided"), ("市科技局", "undivided")]),
    ("(牵头部门:区经委)", [("区经委", "lead")]),
    (
        "（牵头单位：市经信局；配合单位：市财政局、市科技局）",
        [("市经信局", "lead"), ("市财政局", "support"), ("市科技局", "support")],
    ),
    ("【责任单位：市财政局，市科技局】", [("市财政局", "undivided"), ("市科技局", "undivided")]),
    ("（工业和信息化部、财政部负责）", [("工业和信息化部", "undivided"), ("财政部", "undivided")]),
    (
        "（发展改革委牵头，教育部、财政部等按职责分工负责）",
        [("发展改革委", "lead"), ("教育部", "undivided"), ("财政部", "undivided")],
    ),
    (
        "（省教育厅牵头，省财政厅、各市人民政府配合）",
        [("省教育厅", "lead"), ("省财政厅", "support"), ("各市人民政府", "support")],
    ),
]


@pytest.mark.parametrize(("printed", "roles"), ROLES, ids=lambda value: value if isinstance(value, str) else "")
def test_forms_of_attribution(printed: str, roles: list[tuple[str, str]]) -> None:
    text = f"一、任务\n（一）建设。加快建设。{printed}\n"
    found = statements(text, 0, len(text), outline(text, 0, len(text)))
    assert [(body.name, body.role) for said in found for body in said.bodies] == roles


@pytest.mark.parametrize(
    "prose", ["（以下简称示范区）", "（二期）", "（含公共机构）", "（试点城市负责人培训）", "（2021—2023年）"]
)
def test_brackets_that_attribute_nothing(prose: str) -> None:
    text = f"一、任务\n（一）建设。加快建设{prose}各项设施。\n"
    assert statements(text, 0, len(text), outline(text, 0, len(text))) == []


def test_a_lead_is_not_read_from_order_unless_the_document_says_so() -> None:
    task = "一、任务\n（一）建设。加快建设。（责任单位：市经信局，市财政局{rule}）\n"
    plain, ruled = task.format(rule=""), task.format(rule="（逗号前为牵头单位，下同）")
    roles = [
        [b.role for s in statements(t, 0, len(t), outline(t, 0, len(t))) for b in s.bodies] for t in (plain, ruled)
    ]
    assert roles == [["undivided", "undivided"], ["lead", "support"]]


@pytest.mark.parametrize(
    ("sentence", "printed", "date", "basis"),
    [
        ("到2022年，建成#", "到2022年", "2022-12-31", "stated"),
        ("力争2021年底前完成#", "2021年底前", "2021-12-31", "stated"),
        ("三年内新建#", "三年内", "2022-12-31", "stated"),
        ("2021年6月底前建成#", "2021年6月底前", "2021-06-30", "stated"),
        ("建成#", "", "2022-12-31", "horizon"),
        ("实施三年行动计划，建成#", "", "2022-12-31", "horizon"),
        ("落实《发展规划（2016—2020年）》，建成#", "", "2022-12-31", "horizon"),
        ("覆盖率达到#个（2021年目标）", "2021年", "2021-12-31", "section"),
        ("覆盖率达到#个（2021年）", "2021年", "2021-12-31", "section"),
        ("覆盖率达到#个（2019年）", "", "2022-12-31", "horizon"),  # what it is compared with
        ("覆盖率达到#个（2021年标准）", "", "2022-12-31", "horizon"),
        ("覆盖率达到#个，加强管理（2021年）", "", "2022-12-31", "horizon"),
    ],
)
def test_deadlines(sentence: str, printed: str, date: str, basis: str) -> None:
    text = f"前一句到2025年。{sentence}个。"
    at = text.index("#")
    clause = OutlineClause((1,), 0, len(text), "", "", "task", "")
    due, known = deadline_of(text, (at, at + 1), clause, [], Period("2020-01-01", "2022-12-31"))
    assert (due.printed, due.date, known) == (printed, date, basis)


@pytest.mark.parametrize(
    ("goals", "printed"),
    [
        ("坚持创新引领。\n到2027年，取得重要突破。培育企业#家。\n到2030年，建成高地。引进企业5家。\n", "到2027年"),
        ("坚持创新引领。\n到2027年，取得重要突破。培育企业5家。\n到2030年，建成高地。引进企业#家。\n", "到2030年"),
        ("到2027年，取得重要突破。到2030年，建成高地。引进企业#家。\n", "到2030年"),
        ("坚持创新引领。到2027年末，取得重要突破。\n——规模壮大。引进企业#家。\n", "到2027年末"),
        ("坚持创新引领。到2027年，取得突破。到2030年，建成高地。\n——规模壮大。引进企业#家。\n", ""),
        ("坚持创新引领。引进企业#家。到2027年，取得重要突破。\n", ""),
        ("坚持创新引领。2027年前，取得重要突破。引进企业#家。2030年前，建成高地。\n", "2027年前"),
        ("坚持创新引领。2027年前，取得突破。引进企业5家。2030年底前，建成高地。培育企业#家。\n", "2030年底前"),
        ("坚持创新引领。2027年前已建成的站点除外。引进企业#家。\n", ""),
        ("坚持创新引领。2025年底，建成站点300座。引进企业#家。\n", ""),
        ("坚持创新引领。2024年底前，老旧小区全部改造。引进企业#家。\n", ""),
        ("2024年底前，老旧小区全部改造。引进企业#家。\n", ""),
        ("坚持创新引领。2027年底前，建成的站点全部改造。引进企业#家。\n", ""),
        ("到2029年，企业达到200家。2027年底前，出台办法。引进企业#家。\n", "到2029年"),
        ("坚持创新引领。2027年底前，出台办法。2028年底前，建成平台。引进企业#家。\n", "2028年底前"),
        ("坚持创新引领。在2027年前，取得重要突破的，给予支持。引进企业#家。\n", ""),
        ("坚持创新引领。\n——规模壮大。到2027年，取得突破。\n——质量提升。引进企业#家。\n", ""),
        ("达到2020年全省平均水平。引进企业#家。\n", ""),
        # Where another year opens a line between them, nobody can tell whose it is.
        ("2027年，入园率达到90%。\n2029年，入园率达到95%。\n培训教师#人。\n", ""),
        ("2027年，入园率达到90%。\n培训教师#人。\n", "2027年"),
        ("2027年，入园率达到90%。\n2027年，办园80所。\n培训教师#人。\n", "2027年"),
    ],
)
def test_a_paragraph_of_goals_has_the_year_that_opens_it(goals: str, printed: str) -> None:
    text = f"一、主要目标\n{goals}二、任务\n（一）建设。建设站点。\n"
    at = text.index("#")
    clauses = outline(text, 0, len(text))
    own = next(one for one in reversed(clauses) if one.start <= at)
    held = [one for one in clauses if one.path == own.path[:-1]]
    due, known = deadline_of(text, (at, at + 1), own, held, Period("2026-01-01", "2030-12-31"))
    assert (due.printed, known) == (printed, "section" if printed else "horizon")


@pytest.mark.parametrize(
    ("heading", "date", "basis"),
    [
        ("起步阶段（2022年）", "2022-12-31", "section"),
        ("部署启动阶段（3月底前）", "2021-03-31", "section"),
        ("信息设施（2个）", "2023-12-31", "horizon"),
        ("第二阶段（2022年3月—6月）：全面实施", "2022-06-30", "section"),
        ("第二阶段（2022年3月—6月）的任务", "2023-12-31", "horizon"),
        ("2022年6月底前", "2022-06-30", "section"),
        ("2022年6月底前的站点", "2023-12-31", "horizon"),
        ("2022年任务", "2022-12-31", "section"),
        ("2022年度重点工作安排", "2022-12-31", "section"),
        ("2020年工作", "2023-12-31", "horizon"),
        ("2022年试点任务的巩固", "2023-12-31", "horizon"),
    ],
)
def test_the_date_of_a_heading_dates_what_follows(heading: str, date: str, basis: str) -> None:
    text = f"（一）{heading}。新建站点#个。"
    at = text.index("#")
    clause = OutlineClause((1, 1), 0, len(text), "（一）", heading, "task", "")
    due, known = deadline_of(text, (at, at + 1), clause, [], Period("2021-01-01", "2023-12-31", "2021-01-10"))
    assert (due.date, known) == (date, basis)


@pytest.mark.parametrize(
    ("bracket", "date"),
    [
        ("（市甲局、市乙局；2022年6月底前完成）", "2022-06-30"),
        ("（市甲局牵头，市乙局配合；2022年6月底前完成）", "2022-06-30"),
        ("（市甲局、市乙局按职责分工负责；2022年底前）", "2022-12-31"),
        ("（先行试点，逐步铺开；2022年6月底前完成）", "2023-12-31"),
    ],
)
def test_the_date_in_a_bracket_of_bodies_dates_the_task(bracket: str, date: str) -> None:
    text = f"（一）建站点。新建站点#个。{bracket}\n"
    at = text.index("#")
    clause = OutlineClause((1, 1), 0, len(text), "（一）", "建站点", "task", "")
    due, _ = deadline_of(text, (at, at + 1), clause, [], Period("2021-01-01", "2023-12-31", "2021-01-10"))
    assert due.date == date


LOST = (
    "总体要求\n全面排查各类设施。\n重点内容\n1.修路。{0}\n2.架桥。{0}\n"
    "工作安排\n（一）集中阶段。{0}\n（二）巩固阶段。{0}\n"
)


@pytest.mark.parametrize(
    ("lines", "paths"),
    [
        (LOST, ["1", "2", "2.1", "2.2", "3", "3.1", "3.2"]),
        (LOST.replace("重点内容", "对下列设施进行整治："), ["1", "1.1", "1.2", "2", "2.1", "2.2"]),
        ("甲路\n1.修路。{0}\n2.架桥。{0}\n", ["1", "2"]),  # no chapter's number is lost here
        ("一、甲路\n总体要求\n1.修路。{0}\n（一）集中阶段。{0}\n", ["1", "1.1", "1.2"]),
    ],
)
def test_chapters_that_lost_their_numbers_stand_above_items_too(lines: str, paths: list[str]) -> None:
    text = lines.format("完成站点改造，验收合格。")
    found = [one for one in outline(text, 0, len(text)) if one.path != (0,)]
    assert [".".join(map(str, one.path)) for one in found] == paths
    assert all(one.number or not one.sure for one in found)


@pytest.mark.parametrize(
    ("bracket", "date", "basis"),
    [
        ("（市甲局牵头，市乙局参与，2022年6月底前完成）", "2022-06-30", "section"),
        ("（市甲局；2022年底前）", "2022-12-31", "section"),
        ("（市甲局负责，2022年6月底前启动监测）", "2023-12-31", "horizon"),  # no end
        ("（市甲局牵头，持续推进）", "2023-12-31", "horizon"),
        ("（市甲局牵头，2022年6月底前完成）。另", "2023-12-31", "horizon"),  # more stands behind it
    ],
)
def test_the_bracket_behind_a_heading_dates_what_follows(bracket: str, date: str, basis: str) -> None:
    text = f"（一）建设站点。{bracket}\n新建站点#个。"
    at = text.index("#")
    clause = OutlineClause((1, 1), 0, len(text), "（一）", "建设站点", "task", "")
    due, known = deadline_of(text, (at, at + 1), clause, [], Period("2021-01-01", "2023-12-31", "2021-01-10"))
    assert (due.date, known) == (date, basis)


@pytest.mark.parametrize(
    ("lines", "printed", "date", "basis"),
    [
        ("2021年：修路5公里。改水#户。", "2021年", "2021-12-31", "section"),
        ("2021年：修路5公里。9月底前，改水#户。", "9月底前", "2021-09-30", "stated"),
        ("2021年：修路5公里。按照11月底前，完成#户的要求推进。", "11月底前", "2021-11-30", "stated"),
        ("2022年：计划安置三处：\n甲乡：80户；\n乙乡：#户。", "2022年", "2022-12-31", "section"),
        ("2022年：计划安置三处。\n改水#户。", "", "2023-12-31", "horizon"),
        ("2021年，修路5公里。改水#户。", "", "2023-12-31", "horizon"),
    ],
)
def test_a_year_that_opens_a_line_governs_it(lines: str, printed: str, date: str, basis: str) -> None:
    text = f"1.改造。\n{lines}"
    at = text.index("#")
    clause = OutlineClause((1,), 0, len(text), "1.", "改造", "task", "")
    due, known = deadline_of(text, (at, at + 1), clause, [], Period("2021-01-01", "2023-12-31"))
    assert (due.printed, due.date, known) == (printed, date, basis)


NOTICE = "甲局 乙局关于印发智慧停车建设工程实施方案的通知\n各区：\n现将《虚构市智慧停车建设工程实施方案》印发给你们。"


@pytest.mark.parametrize(
    ("opening", "title"),
    [("加快推进智慧停车建设实施方案", "加快推进智慧停车建设实施方案"), (NOTICE, "虚构市智慧停车建设工程实施方案")],
)
def test_a_title_is_no_chapter_and_stands_in_the_notice(opening: str, title: str, registry: Registry) -> None:
    found = find(f"{opening}\n（一）规划。做好工作。\n（二）建设。做好工作。\n（三）管理。做好工作。\n", registry)
    assert found and found.about.title == title
    assert [clause.heading for clause in found.clauses if clause.heading] == ["规划", "建设", "管理"]


PHASES = "三、分步实施\n第一阶段（2021年3月—4月）：动员部署。制定指南。\n第二阶段：全面实施。建成5个。\n"


def test_chapters_lie_below_the_parts_of_a_plan(registry: Registry) -> None:
    text = "虚构市规划纲要\n第一篇　开局\n第一章　基础\n第一节　成就\n建成。\n第二章　形势\n向好。\n"
    text += "第二篇　路网\n第三章　枢纽\n建设。\n"
    found = find(text, registry)
    assert found and [(".".join(map(str, one.path)), one.number) for one in found.clauses] == [
        ("1", "第一篇"), ("1.1", "第一章"), ("1.1.1", "第一节"), ("1.2", "第二章"), ("2", "第二篇"), ("2.1", "第三章"),
    ]  # fmt: skip


def test_the_rows_of_a_table_by_years_are_no_repeats_and_their_years_no_figures(registry: Registry) -> None:
    rows = "年度\t站点（个）\n2022\t15\n2023\t15\n2024\t10\n合计\t40\n"
    found = find(f"虚构市方案\n一、目标\n推进。\n二、任务\n{rows}三、保障\n落实。\n虚构市\n2021年3月2日\n", registry)
    assert found
    assert [(f.token.printed, f.dated) for f in found.figures if f.table == "targets"] == [
        ("15", "2022-12-31"), ("15", "2023-12-31"), ("10", "2024-12-31"),
    ]  # fmt: skip


def test_a_row_that_is_numbered_otherwise_heads_those_behind_it(registry: Registry) -> None:
    head = "一、总体要求\n推进。\n二、任务\n推进。\n三、清单\n序号\t项目\t投资（万元）\t责任单位\n"
    rows = "一\t水厂类\t4200\t\n1\t扩建甲水厂\t2600\t市甲局\n2\t新建乙水厂\t1600\t市乙局\n"
    rows += "二\t泵站类\t800\t\n3\t新建丙泵站\t800\t市丙局\n"
    found = find(head + rows, registry, area_code="999900")
    assert found
    assert [(len(one.path), one.kind) for one in found.clauses if one.path[0] == 3] == [
        (1, "chapter"), (2, "pillar"), (3, "task"), (3, "task"), (2, "pillar"), (3, "task"),
    ]  # fmt: skip
    counted = [(figure.token.printed, figure.table) for figure in found.figures if figure.counts]
    assert counted == [
        ("4200", "observations"), ("2600", "targets"), ("1600", "targets"), ("800", "observations"), ("800", "targets"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        (PHASES, ["第一阶段（2021年3月—4月）：动员部署", "第二阶段：全面实施"]),
        (PHASES.replace("第", "  第"), ["第一阶段（2021年3月—4月）：动员部署", "第二阶段：全面实施"]),
        (PHASES.replace("第二阶段：", "第二阶段任务："), []),  # one alone is no list
        (PHASES.replace("第", "完成第"), []),
        (PHASES.replace("：动员", "动员").replace("：全面", "全面"), []),
        (PHASES.replace("制定", "一是制定"), []),  # what is numbered in them would lie outside
        (PHASES.replace("\n第二", "\n1.制定指南。\n2.建成3个。\n第二") + "1.建成5个。\n2.建成6个。\n", []),
        (PHASES + "（1）建成6个。\n（2）建成7个。\n", []),
        (PHASES + "全市机架达到900架。\n", []),  # is of no phase
    ],
)
def test_the_phases_of_a_plan_are_headings(lines: str, headings: list[str], registry: Registry) -> None:
    found = find(f"虚构市实施方案\n一、目标\n建成。\n二、任务\n推进。\n{lines}四、保障措施\n落实。\n", registry)
    assert found
    phases = [(len(one.path), one.heading) for one in found.clauses if "阶段" in one.heading]
    assert phases == [(2, heading) for heading in headings]


@pytest.mark.parametrize(
    ("opening", "title", "kind"),
    [
        ("附件1\n虚构市2021年重点项目清单（设施类）\n", "虚构市2021年重点项目清单（设施类）", "action_plan"),
        ("附件\n虚构市重点任务分解表\n", "虚构市重点任务分解表", ""),
        ("甲市举行《甲市行动计划》新闻发布会\n来源：甲\n", "甲市举行《甲市行动计划》新闻发布会", "press_conference"),
        ("甲市召开新闻发布会。\n来源：甲\n", "", "press_conference"),
        ("这里有一份项目清单。\n", "", ""),
    ],
)
def test_a_list_and_a_press_conference_have_titles(opening: str, title: str, kind: str, registry: Registry) -> None:
    found = find(f"{opening}一、安排\n推进。\n二、任务\n推进。\n三、措施\n落实。\n", registry)
    assert found and (found.about.title, found.about.kind) == (title, kind)
    assert not title or found.clauses[0].path != (0,)


def test_a_table_of_tasks_under_its_title_is_an_outline(registry: Registry) -> None:
    head = "虚构市智慧停车任务清单\n序号\t类别\t工作任务\t牵头单位\t配合单位\t完成时限\n"
    rows = "1\t设施\t新建车位300个。\t市住建局\t市财政局\t2026年6月\n2\t\t改造路口12个。\t市公安局\t无\t2026年9月\n"
    rows += "3\t平台\t接入数据。\t市数据局\t市公安局\t长期\n"
    found = find(head + rows, registry, area_code="999900")
    assert found
    assert [(clause.number, clause.heading, clause.sure) for clause in found.clauses] == [
        ("1", "设施", False),  # a class of tasks stands where the task should: a person looks
        ("2", "改造路口12个。", True),
        ("3", "平台", False),
    ]
    said = [(body.name, body.role) for one in found.statements for body in one.bodies]
    assert said[:3] == [("市住建局", "lead"), ("市财政局", "support"), ("市公安局", "lead")]
    assert [figure.value for figure in found.figures if figure.table == "targets"] == ["300", "12"]


def test_points_to_be_reached_are_targets(registry: Registry) -> None:
    head = "虚构市充电设施目标责任考核表\n序号\t考核指标\t目标得分\t分值\t责任单位\n"
    rows = "1\t服务测评\t95\t20\t市住建局\n2\t群众满意度\t90\t10\t市数据局\n3\t设施完好\t85\t15\t市公安局\n"
    found = find(head + rows, registry, area_code="999900")
    assert found and [figure.value for figure in found.figures if figure.table == "targets"] == ["95", "90", "85"]


def test_a_table_of_indicators_has_a_row_for_each_and_its_points_are_no_targets(registry: Registry) -> None:
    head = "虚构市充电设施目标责任考核表\n序号\t考核指标\t目标值\t分值\t责任单位\t完成时限\n"
    rows = "1\t新建充电桩\t1500个\t20\t市住建局\t2023年6月底\n2\t充电站接入率\t95%以上\t10\t市数据局\t2023年9月底\n"
    found = find(head + rows + "3\t改造车位\t60个\t15\t市住建局、市公安局\t2023年底\n", registry, area_code="999900")
    assert found
    assert [clause.heading for clause in found.clauses[1:]] == ["新建充电桩", "充电站接入率", "改造车位"]
    assert [[body.name for body in one.bodies] for one in found.statements][2] == ["市住建局", "市公安局"]
    promised = [(one.value, one.what) for one in found.figures if one.table == "targets"]
    assert promised == [("1500", "新建充电桩"), ("95", "充电站接入率"), ("60", "改造车位")]


TABLE = "序号\t任务\t牵头单位\t完成时限\n一、网络\n1\t新建站点30座\t市甲局\t2022年11月底\n2\t扩容站点#\t\t"


def test_a_row_whose_bodies_are_merged_with_those_above_is_a_task() -> None:
    text = "序号\t任务\t责任单位\n1\t甲任务\t市甲局\n2\t乙任务\t\n合计\t两项\t"
    rows = list(table_rows(lines_of(text, 0, len(text))))
    assert [(row.number, row.name.text, len(row.bodies)) for row in rows] == [("1", "甲任务", 1), ("2", "乙任务", 0)]


@pytest.mark.parametrize(
    ("head", "rows", "read"),
    [
        # A class over several rows: the cell of the rows below is empty, and what follows stays in its column.
        (
            "类别\t任务\t责任单位",
            "设施\t建设甲站\t市甲局\n\t建设乙站\t市乙局",
            ["+建设甲站+市甲局", "+建设乙站+市乙局"],
        ),
        (
            "任务类型\t序号\t工作任务\t推进单位",
            "设施\t1\t建设甲站\t市甲局\n\t2\t建设乙站\t市乙局",
            ["1+建设甲站+市甲局", "2+建设乙站+市乙局"],
        ),
        ("类别\t序号\t任务\t责任单位", "\t1\t建设甲站\t市甲局\n\t2\t建设乙站\t", ["1+建设甲站+市甲局", "2+建设乙站"]),
        ("类别\t任务\t责任单位\t时限", "设施\t建设甲站\t市甲局\t6月\n\t建设乙站\t\t9月", ["+建设甲站+市甲局"]),
        # A head of two rows goes on with its parts, and no row of a task does.
        (
            "类别\t任务\t牵头单位\t时限\n\t任务名称\t\t起止",
            "设施\t建设甲站\t市甲局\t6月",
            ["+建设甲站+市甲局"],
        ),
        ("类别\t任务\t责任单位", "\t建设乙站\t市乙局", ["+建设乙站+市乙局"]),
        # These stay as they are.
        (
            "序号\t任务\t责任单位",
            "1\t建设甲站\t市甲局\n2\t建设乙站\t市乙局",
            ["1+建设甲站+市甲局", "2+建设乙站+市乙局"],
        ),
        ("序号\t类别\t任务\t责任单位", "1\t设施\t建设甲站\t市甲局", ["1+设施+市甲局"]),
        ("序号\t类别\t任务\t责任单位", "2\t\t建设乙站\t市乙局", ["2+建设乙站+市乙局"]),
        ("领域\t责任单位\t任务", "设施\t市甲局\t建设甲站", ["+建设甲站+市甲局"]),
        ("领域\t责任单位\t工作", "（一）设施\t市甲局\t建设甲站", ["+（一）设施+市甲局"]),
        ("任务\t目标\t责任单位", "建设甲站\t3座\t市甲局", ["+建设甲站+市甲局"]),
        ("\t任务\t责任单位", "\t建设甲站\t市甲局", ["+建设甲站+市甲局"]),
        ("任务\t责任单位", "\t建设甲站\n建设乙站\t市乙局", ["+建设乙站+市乙局"]),
    ],
)
def test_a_cell_that_is_empty_moves_no_other_one(head: str, rows: str, read: list[str]) -> None:
    text = f"{head}\n{rows}"
    found = list(table_rows(lines_of(text, 0, len(text))))
    said = ["+".join((row.number, row.name.text, *(cell.text for cell in row.bodies[:1]))) for row in found]
    assert said == read
    assert all(row.start == row.line.start for row in found)  # with what stands before its name


@pytest.mark.parametrize(
    ("head", "row", "due"),
    [
        ("任务\t完成时限\t责任单位", "优化考核\t2024年2月前\t市甲局", [("优化考核", "2024年2月前", "2024-02-29")]),
        ("任务\t责任单位\t时间节点", "接入终端\t市甲局\t2024年6月底", [("接入终端", "2024年6月底", "2024-06-30")]),
        (
            "任务\t完成时限\t责任单位",
            "完成全部修路\t2024年2月前完成\t市甲局",
            [("完成全部修路", "2024年2月前", "2024-02-29")],
        ),
        ("任务\t完成时限\t责任单位", "修路3座\t2024年2月前\t市甲局", [("修路3座", "2024年2月前", "2024-02-29")]),
        ("任务\t完成时限\t责任单位", "优化考核\t长期\t市甲局", []),
        ("任务\t备注\t责任单位", "优化考核\t2024年2月来函\t市甲局", []),
        ("项目名称\t完成时限\t责任单位", "甲平台\t2024年2月前\t市甲局", []),
        ("完成时限\t任务\t责任单位", "2024年2月前\t优化考核\t市甲局", [("优化考核", "2024年2月前", "2024-02-29")]),
        ("完成时限\t项目\t责任单位", "2024年2月前\t甲平台\t市甲局", []),
        (
            "序号\t类别\t任务\t责任单位\t完成时限",
            "1\t优化考核\t完善\t市甲局\t2024年2月前",
            [("优化考核", "2024年2月前", "2024-02-29")],
        ),
        (
            "类别\t任务\t责任单位\t完成时限",
            "优化考核\t（完善）\t市甲局\t2024年2月前",
            [("（完善）", "2024年2月前", "2024-02-29")],
        ),
        (
            "阶段\t工作内容\t完成时限\t责任单位",
            "动员\t优化考核\t2024年2月前\t市甲局",
            [("优化考核", "2024年2月前", "2024-02-29")],
        ),
        (
            "牵头领导\t责任单位\t任务\t完成时限",
            "张某\t市甲局\t优化考核\t2024年2月前",
            [("优化考核", "2024年2月前", "2024-02-29")],
        ),
        ("联系人\t责任单位\t任务\t完成时限", "张某\t市甲局\t优化考核\t2024年2月前", []),
    ],
)
def test_a_row_has_the_date_of_its_column(
    head: str, row: str, due: list[tuple[str, str, str]], registry: Registry
) -> None:
    text = f"一、总体要求\n推进。\n二、任务\n推进。\n三、清单\n{head}\n{row}\n"
    found = find(text, registry, area_code="999900")
    assert found
    rows = [one.cells for one in suggestions(found, "x", registry) if one.table == "targets"]
    assert [(one["quote"], one["deadline_printed"], one["deadline"]) for one in rows] == due


@pytest.mark.parametrize(
    ("table", "read"),
    [
        ("责任单位\t工作任务\n市甲局\t建设甲站\n市乙局\t建设乙站", "建设甲站+市甲局 建设乙站+市乙局"),
        ("序号\t牵头单位\t任务\n1\t市甲局\t建设甲站\n2\t市乙局\t建设乙站", "建设甲站+市甲局 建设乙站+市乙局"),
        ("牵头单位\t序号\t任务\n市甲局\t1\t建设甲站\n市乙局\t2\t建设乙站", "1+市甲局 2+市乙局"),
        ("类别\t责任单位\t任务\n甲类\t市甲局\t建设甲站\n乙类\t市乙局\t建设乙站", "建设甲站+市甲局 建设乙站+市乙局"),
        ("类别\t责任单位\t任务\n甲类\t市甲局\t建设甲站\n\t市乙局\t建设乙站", "建设甲站+市甲局 建设乙站+市乙局"),
        (
            "牵头单位\t配合单位\t任务\n市甲局\t市丙局\t建设甲站\n市乙局\t市丁局\t建设乙站",
            "建设甲站+市甲局 建设甲站+市丙局 建设乙站+市乙局 建设乙站+市丁局",
        ),
        ("任务\t责任单位\n建设甲站\t市甲局\n建设乙站\t市乙局", "建设甲站+市甲局 建设乙站+市乙局"),
        ("牵头领导\t责任单位\t任务\n张某\t市甲局\t建设甲站\n\t市乙局\t建设乙站", "建设甲站+市甲局 建设乙站+市乙局"),
        ("类别\t序号\t任务\t责任单位\n甲类\t1\t建设甲站\t市甲局\n\t2\t建设乙站\t市乙局", "1+市甲局 2+市乙局"),
    ],
)
def test_bodies_before_a_task_are_its_own(table: str, read: str, registry: Registry) -> None:
    found = find(f"一、总体要求\n推进。\n二、任务\n推进。\n三、清单\n{table}\n", registry, area_code="999900")
    assert found
    made = suggestions(found, "x", registry, area_code="999900")
    named = {one.id("x"): one.number or one.heading for one in found.clauses}
    cells = [row.cells for row in made if row.table == "responsibilities"]
    assert " ".join(f"{named[one['task_id']]}+{one['name_printed']}" for one in cells) == read
    assert not [row for row in made if row.table == "targets"]  # the number of a row is no figure
    rows: Any = [SimpleNamespace(**row.cells) for row in made if row.table == "clauses"]
    placed = clause_spans(found.text, rows, found.start, found.end, {})
    spans = [placed[one.id("x")] for one in found.clauses if one.why == ROW]
    assert all(isinstance(span, Span) and found.text[: span.start].rstrip("\t").endswith("\n") for span in spans)


def test_what_a_row_counts_is_its_task(registry: Registry) -> None:
    table = "类别\t责任单位\t任务\t目标\n甲类\t市甲局\t建设甲站\t3座\n乙类\t市乙局\t改造乙站\t5座\n"
    found = find(f"一、总体要求\n推进。\n二、任务\n推进。\n三、清单\n{table}", registry, area_code="999900")
    assert found
    said = [(one.printed, found.text[slice(*one.quote)]) for one in found.figures]
    assert said == [("3", "建设甲站\t3座"), ("5", "改造乙站\t5座")]
    assert [one.what.startswith(name) for one, name in zip(found.figures, ("建设甲站", "改造乙站"), strict=True)] == [
        True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("一\t甲任务\n二\t保障\n甲任务\n推进。\n", 2),  # a line that opens with it, not the table above
        ("甲类\t建站\t甲任务\n乙类\t甲任务\t选址\n", 1),  # the cell nearest to the start of its row
        ("甲类\t甲任务\n乙类\t甲任务\n", 0),
        ("甲任务\t市甲局\n甲任务\n", 0),
    ],
)
def test_a_heading_in_a_cell_is_placed_where_no_line_opens_with_it(text: str, line: int) -> None:
    row: Any = SimpleNamespace(clause_id="x.1", number_printed="", heading_zh="甲任务")
    place = clause_spans(text, [row], 0, len(text), {})["x.1"]
    assert isinstance(place, Span) and place.start == sum(map(len, text.splitlines(keepends=True)[:line]))


def test_the_rows_of_a_class_have_their_own_bodies(registry: Registry) -> None:
    head = "一、总体要求\n推进。\n二、任务\n推进。\n三、清单\n类别\t任务\t时限\t责任单位\n"
    rows = "设施\t研究甲站\t2024年6月\t市甲局\n\t改造车位700个\t2024年10月\t市乙局\n"
    rows += "平台\t建设口袋站9座\t2025年3月\t市丙局\n"
    found = find(head + rows, registry, area_code="999900")
    assert found
    made = suggestions(found, "x", registry, area_code="999900")
    assert [row.cells["heading_zh"] for row in made if row.table == "clauses"][-3:] == [
        "研究甲站", "改造车位700个", "建设口袋站9座",
    ]  # fmt: skip
    tasks = [(row.cells["task_id"], row.cells["name_printed"]) for row in made if row.table == "responsibilities"]
    assert tasks == [("x.3.1", "市甲局"), ("x.3.2", "市乙局"), ("x.3.3", "市丙局")]
    due = [(row.cells["clause_id"], row.cells["deadline"]) for row in made if row.table == "targets"]
    assert due == [("x.3.1", "2024-06-30"), ("x.3.2", "2024-10-31"), ("x.3.3", "2025-03-31")]
    rows_made: Any = [SimpleNamespace(**row.cells) for row in made if row.table == "clauses"]
    placed = clause_spans(found.text, rows_made, found.start, found.end, {})
    assert all(not isinstance(place, Unplaced) for place in placed.values()), placed


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("2021年计划投资（万元）", "2021-12-31"),
        ("2021年度目标", "2021-12-31"),
        ("2022年", "2022-12-31"),
        ("2022年建设内容", "2022-12-31"),
        ("2022", "2022-12-31"),
        ("2021年以来累计", "2023-12-31"),
        ("2020年底现状", "2023-12-31"),
        ("比2021年", "2023-12-31"),
        ("投资（万元）\t备注\n\t2021年计划\t", "2021-12-31"),
        ("2022年\t备注\n乙工程\t2021年建成\t", "2022-12-31"),  # a row, no second head
    ],
)
def test_the_year_that_heads_a_column_dates_its_figures(head: str, date: str) -> None:
    text = f"项目\t{head}\n甲工程\t#"
    clause = OutlineClause((1,), 0, len(text), "", "", "task", "")
    due, _ = deadline_of(text, (text.index("#"), len(text)), clause, [], Period.of("2021-2023"))
    assert due.date == date


@pytest.mark.parametrize(
    ("cell", "date", "basis"),
    [
        ("年底前", "2022-12-31", "section"),
        ("2022年三季度末", "2022-09-30", "section"),
        ("", "2022-11-30", "section"),  # merged with the cell above
        ("12月前开工", "2022-12-31", "horizon"),
        ("持续推进", "2022-12-31", "horizon"),
    ],
)
def test_a_table_has_a_column_of_deadlines(cell: str, date: str, basis: str) -> None:
    text = TABLE + cell
    place = (text.index("#"), text.index("#") + 1)
    clause = OutlineClause((1,), 0, len(text), "", "", "task", "")
    due, known = deadline_of(text, place, clause, [], Period.of("2022-2022"))
    assert (due.date, known) == (date, basis)


@pytest.mark.parametrize(
    ("cell", "date", "basis"),
    [
        ("2022年底", "2022-12-31", "section"),
        ("2022年9月底前完成", "2022-09-30", "section"),
        ("2021年启动，2022年6月完成", "2023-12-31", "horizon"),  # how it goes on, not by when
        ("2022年开工", "2023-12-31", "horizon"),
        ("已完成六成", "2023-12-31", "horizon"),
    ],
)
def test_a_column_of_progress_dates_what_it_only_dates(cell: str, date: str, basis: str) -> None:
    text = f"任务\t内容\t进度\n甲工程\t改造站点#座\t{cell}"
    at = text.index("#")
    clause = OutlineClause((1,), 0, len(text), "", "", "task", "")
    due, known = deadline_of(text, (at, at + 1), clause, [], Period.of("2021-2023"))
    assert (due.date, known) == (date, basis)


YEARS = "表1 计划\n{}\t片区\t面积（公顷）\n2020年-2021年\t甲片区\t12\n2022年\t乙片区\t13\n2023年\t丙工业区1\t14\n"


@pytest.mark.parametrize(
    ("head", "read"),
    [
        ("年份", [("12", "2021-12-31"), ("13", "2022-12-31"), ("14", "2023-12-31")]),
        ("年度", [("12", "2021-12-31"), ("13", "2022-12-31"), ("14", "2023-12-31")]),
        ("年代", [("12", "2023-12-31"), ("13", "2023-12-31"), ("14", "2023-12-31")]),
        ("基准年份", [("12", "2023-12-31"), ("13", "2023-12-31"), ("14", "2023-12-31")]),
    ],
)
def test_a_column_of_years_dates_its_rows(head: str, read: list[tuple[str, str]], registry: Registry) -> None:
    text = "虚构市行动方案（2021—2023年）\n一、目标\n建成。\n二、任务\n推进。\n{}三、保障\n落实。\n"
    found = find(text.format(YEARS.format(head)), registry)
    assert found
    cells = [row.cells for row in suggestions(found, "x", registry) if row.table == "targets"]
    assert [(one["figure_printed"], one["deadline"]) for one in cells] == read


def test_a_row_of_a_year_that_is_over_is_there_already(registry: Registry) -> None:
    text = "虚构市行动方案（2023—2025年）\n2022年12月1日\n一、目标\n建成。\n二、任务\n推进。\n{}三、保障\n落实。\n"
    found = find(text.format(YEARS.format("年份")), registry)
    assert found
    rows = [row for row in suggestions(found, "x", registry) if row.cells.get("value")]
    dates = [(row.cells["figure_printed"], row.cells.get("as_of") or row.cells["deadline"]) for row in rows]
    assert [row.table for row in rows] == ["observations", "targets", "targets"]
    assert dates == [("12", "2021-12-31"), ("13", "2022-12-31"), ("14", "2023-12-31")]


FALLEN = "序号 指标 单位 {} {} 1 绿地 公顷 90.5 35 其中公园 公顷 58 17 2 覆盖率 % 31.4 31.5 3 人均 米 6 4 5 站点 座 8"


@pytest.mark.parametrize(
    ("present", "aim", "kinds"),
    [
        ("“十三五”现状", "“十四五”目标", "nbtbtnbtntttt"),
        ("2022年", "2023年", "nttttnttntttt"),
        ("现状", "属性", "nttttnttntttt"),
    ],
)
def test_a_table_that_came_as_a_cell_a_line(present: str, aim: str, kinds: str, registry: Registry) -> None:
    table = FALLEN.format(present, aim).replace(" ", "\n")
    text = f"虚构市行动方案（2021—2023年）\n一、目标\n建成。\n{table}\n二、任务\n推进。\n三、保障\n落实。\n"
    found = find(text, registry)
    assert found
    counted = [figure for figure in found.figures if figure.printed[:3] not in ("202", "十三", "十四")]
    assert "".join(figure.kind[0] for figure in counted) == kinds


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("培育年营收亿元以上企业3家", ["mentions", "targets"]),
        ("培育百亿元级产业2个", ["mentions", "targets"]),
        ("\n注：达标指控制率达到70%以上", ["mentions"]),
        ("培育年产值超3亿元、带动力强的企业2家", ["mentions", "targets"]),
        ("引进投资额4亿元以上、技术先进的项目5个", ["mentions", "targets"]),
        ("投入1亿元以上", ["targets"]),
        ("完成投资3亿元、建设标准化的厂房2个", ["targets", "targets"]),
        ("培育产业规模达3亿元、新建先进的车间2个", ["targets", "targets"]),
        ("实现年产值3亿元、年税收2亿元", ["targets", "targets"]),
        ("推动渔业产值达到30亿元、规模以上的渔场突破200家", ["targets", "targets"]),
        ("新增投资3亿元、带动就业的岗位500个", ["targets", "targets"]),
        ("签约投资额30亿元、其中超1亿元的项目8个", ["targets", "mentions", "targets"]),
        ("储备总投资60亿元、支撑性强的项目10个", ["targets", "targets"]),
        ("招引投资额2亿元以上、带动就业的工厂3家", ["mentions", "targets"]),
        ("推动产业规模达3亿元、竞争力增强", ["targets"]),
        ("对连续两次排名末位的乡镇进行约谈", ["mentions"]),
        ("每年开展两次检查", ["targets"]),
        ("提高60岁以上居民体检率", ["mentions"]),
        ("推进。\n注：[ ]内数据为5年累计数", ["mentions"]),
        ("推进。\n注：6座为甲集团5年累计建成", ["targets", "mentions"]),
        ("帮扶70周岁及以上老人80户", ["mentions", "targets"]),
        ("人均寿命达到80岁以上", ["targets"]),
        ("淘汰船龄25年以上的老旧货船6500艘", ["mentions", "targets"]),
        ("接入90%以上的大型数据中心", ["targets"]),
        ("各镇确定1名负责同志专门抓落实", ["mentions"]),
        ("选派5名专家驻点", ["targets"]),
        ("每月调度1次", ["mentions"]),
        ("网点每周投递不得少于5次", ["targets"]),
        ("竣工后15天内必须更新入库", ["mentions"]),
        ("违规二次收费申诉率降到5%", ["mentions", "targets"]),
        ("实行一个项目、一名领导、一套方案", ["mentions", "mentions"]),
        ("推进“东数西算”八大枢纽扩容", ["mentions"]),
        ("打造十大标杆", ["targets"]),
        ("开展“百名主播助农”活动", ["mentions"]),
        # What has been done, what is there already and serves what is to come, whom something happens to.
        ("完成情况：安置点建成7个，入住120户", ["observations", "observations"]),
        ("完成了道路硬化15公里", ["observations"]),
        ("充分发挥本市现有模型的带动作用，引进企业3家", ["targets"]),
        ("全市现有车位3万个", ["observations"]),
        ("甲村、乙村等5个村出列", ["targets"]),
        ("依托甲园、乙园等5个园区", ["observations"]),
        ("谋划甲苯、乙肥等16个重点项目", ["targets"]),
        ("签约甲集团新材料、乙集团余热利用等12个项目", ["targets"]),
        ("近6个月内已体检的，予以认可", []),
        ("办好网上百日招聘", []),
        ("《分解表》明确133项具体任务，涉及34个牵头单位", ["observations", "observations"]),
        ("完成133项具体任务", ["targets"]),
        ("甲镇、乙镇、丙镇和丁镇（以下统称“四镇”）做好服务，将四镇职能移交园区", ["mentions", "mentions"]),
    ],
)
def test_classes_and_conditions_are_mentions(words: str, kinds: list[str], registry: Registry) -> None:
    text = f"一、任务\n（一）建设。{words}。\n"
    clauses = outline(text, 0, len(text))
    found = candidates(text, 0, len(text), clauses, measures_of(registry))
    assert [figure.table for figure in found] == kinds


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("迁居120户400人", ["迁居", "迁居"]),
        ("建成3个新镇（原甲镇、乙镇、丙镇）、8个新村", ["新镇", "新村"]),
        ("新建3个展厅和6个展台", ["展厅", "展台"]),
        ("新建3个双模4G和5G基站", ["双模4G和5G基站"]),
        ("6年内开行列车30列", ["开行列车"]),
        ("2024年6月底前开行列车30列", ["开行列车"]),
    ],
)
def test_what_is_counted_is_no_other_figure_and_no_remark(words: str, what: list[str], registry: Registry) -> None:
    text = f"一、任务\n（一）建设。{words}。\n"
    found = candidates(text, 0, len(text), outline(text, 0, len(text)), measures_of(registry))
    assert [figure.what for figure in found if figure.value] == what


@pytest.mark.parametrize(
    "words",
    [
        "培养100名青年后备干部。\n（二）年轻干部。选拔青年后备干部100名",
        "建成标准机架7200个。\n（二）机房。数据中心标准机架达到7200个",
        "服务覆盖率达到90%。\n（二）养老。养老服务覆盖率达到90%",
        "覆盖年降水量350毫米以上地区。\n（二）雨区。覆盖年降水量不低于350毫米地区",
        "2022年底前，新增公共驿站300个。\n（二）驿站。2022年底前，新增公共驿站300个",
        "新增公共驿站300个。\n（二）驿站。2022年底前，新增公共驿站300个",
        "新增公共驿站300个。\n（二）驿站。按期新增公共驿站300个",
    ],
)
def test_an_equal_number_of_one_thing_is_a_repeat(words: str, registry: Registry) -> None:
    found = find(f"虚构县行动方案（2021—2023年）\n一、任务\n（一）建设。{words}。\n二、保障\n落实责任。\n", registry)
    assert found and [figure.repeats for figure in found.figures] in ([-1, 0], [1, -1])


@pytest.mark.parametrize(
    ("goal", "task", "kept"),
    [
        ("到2022年底，服务覆盖率达到60%以上。", "推动服务覆盖率达到60%。", ["stated"]),
        ("到2022年，培育企业120家以上。", "支持培育企业120家。", ["stated"]),
        ("到2022年，培育企业120家以上。", "2023年6月底前，支持培育企业120家。", ["2023-06-30"]),
        ("到2022年，培育企业120家以上。", "支持培育企业120家。完成时限：2023年6月底前。", ["2023-06-30"]),
        ("服务覆盖率达到60%以上。", "推动服务覆盖率达到60%。", ["horizon", "（二）"]),
        ("到2022年，已建成站点120座。", "新建站点120座。", ["horizon", "（二）"]),
        # The last day of the period dates the task anyway, and a principle says what others ask for.
        ("到2023年，培育企业120家。", "支持培育企业120家。", ["horizon", "（二）"]),
        ("服务群众。", "推动服务覆盖率达到60%。", ["horizon", "（二）"]),
    ],
)
def test_of_a_repeat_the_one_that_prints_its_date_keeps_the_record(
    goal: str, task: str, kept: list[str], registry: Registry
) -> None:
    principle = "按照上级到2025年服务覆盖率达到60%的要求，统筹。" if goal == "服务群众。" else "统筹。"
    body = f"一、要求\n（一）目标。{goal}\n（二）原则。{principle}\n二、任务\n（一）建设。推进。\n（二）服务。{task}\n"
    found = find(f"虚构县行动方案（2021—2023年）\n{body}三、保障\n落实责任。\n", registry)
    assert found
    rows = [row.cells for row in suggestions(found, "x", registry) if row.table == "targets"]
    assert len(rows) == 1
    numbers = {clause.id("x"): clause.number for clause in found.clauses}
    said = {rows[0]["deadline_basis"], rows[0]["deadline"], numbers[rows[0]["clause_id"]]}
    assert said.issuperset(kept), said


@pytest.mark.parametrize(
    "words",
    [
        "为每人提供1次职业指导、3次岗位推荐、1次职业培训",  # each of a list
        "全县现有3个旧镇。年内撤并3个旧镇",  # what is there, what is promised
        "选育200名能带队攻关的农技人才。\n（二）奖补。评选200名技能能手人才",  # signs in common, no word but one
        "招募800名绿化工人。\n（二）住房。新建800套工人公寓",  # people, flats
        "培养100名正职后备干部。\n（二）年轻干部。培养100名青年后备干部",  # a round number, of another kind
        "建成1所少年公园。\n（二）幼教。各镇建成1所公办中心幼儿园",
        "开展1次上门体检。\n（二）健身。建成1个体检站点",  # an act, a thing
        "覆盖年降水量350毫米以上地区。\n（二）旱区。覆盖年降水量350毫米以下地区",  # bounds that are opposed
        "全县接入率达到90%。\n（二）平台。东部乡镇平台接入率达到90%",
        # Each of several dates has a quantity of its own, and what is added is not what it comes to.
        "2022年6月底前，新增驿站30个。\n（二）二期。2023年6月底前，新增驿站30个",
        "分步。\n1.2022年6月底前，新增驿站30个、绿道20公里。\n2.2022年7月至12月，新增驿站40个、绿道20公里",
        "新增公园10座。\n（二）二期。新增绿道3条，公园总量达到10座",
        "分步。\n1.2022年底前，新增公园5座，总计达10座。\n2.2023年底前，新增公园10座",
    ],
)
def test_an_equal_number_of_another_thing_is_no_repeat(words: str, registry: Registry) -> None:
    found = find(f"虚构县行动方案（2021—2023年）\n一、任务\n（一）建设。{words}。\n二、保障\n落实责任。\n", registry)
    assert found and not [figure for figure in found.figures if figure.repeats >= 0]


SHARES = [
    (
        "建设1000个站点，其中甲区、乙区分别布局300个站点，丙新区布局20个站点",
        [("1000", "", ""), ("300", "甲区", "1000"), ("300", "乙区", "1000"), ("20", "丙新区", "1000")],
    ),
    ("甲县、乙县和丙县分别建成3个、4个、5个站点", [("3", "甲县", ""), ("4", "乙县", ""), ("5", "丙县", "")]),
    ("农村、城区覆盖率分别达到80%、95%", [("80%", "", ""), ("95%", "", "")]),
    ("各区县分别建设2个站点", [("2", "", "")]),
]


@pytest.mark.parametrize(("words", "rows"), SHARES, ids=[words for words, _ in SHARES])
def test_shares_of_areas_are_a_row_each_under_their_target(
    words: str, rows: list[tuple[str, str, str]], registry: Registry
) -> None:
    text = f"行动计划（2021—2023年）\n一、任务\n（一）建设。加快建设。{words}。\n（二）其他。加快。\n二、保障\n"
    found = find(text, registry, area_code="999900")
    assert found
    made = [row for row in suggestions(found, "x", registry) if row.table == "targets"]
    printed = {row.record: row.cells["figure_printed"] for row in made}
    mine = [
        (
            row.cells["figure_printed"],
            row.cells.get("area_zh", ""),
            printed.get(row.cells.get("parent_target_id", ""), ""),
        )
        for row in made
    ]
    assert mine == rows
    for row in made:
        assert (row.cells["kind"] == "allocation") == bool(row.cells.get("area_zh")), row.cells


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python a piece of work runs: the same on every machine, however busy."""
    count = 0

    def follow(_frame: FrameType, _event: str, _argument: object) -> TraceFunction:
        nonlocal count
        count += 1
        return follow

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[int], object], size: int) -> float:
    """How much more a second doubling of the size adds than the first: 2 for steady growth, 4 for a quadratic step."""
    work(size)  # what is done once a process is done
    once, twice, again = (lines_run(partial(work, size * times)) for times in (1, 2, 4))
    return (again - twice) / (twice - once)


@pytest.mark.slow
def test_the_work_of_drafting_grows_as_the_text_does(registry: Registry) -> None:
    def drafted(chapters: int) -> None:
        tasks = "".join(
            f"（{ORDINALS[n]}）建设。新建设备{n + 3}台，到2022年改造{n + 2}个，全覆盖。（责任单位：市财政局）\n"
            for n in range(9)
        )
        text = "".join(f"{ORDINALS[index % 9]}、章节标题\n{tasks}" for index in range(chapters))
        found = find(text, registry, area_code="999900")
        assert found and len(suggestions(found, "x", registry, area_code="999900")) > chapters * 40

    assert growth(drafted, 10) < 2.2


def many_things(number: int) -> str:
    """A text in which one number is said of many things, each by its own pair of characters, and of each twice."""
    signs = [chr(0x9300 + index) for index in range(2 * number)]
    tasks = "".join(f"{n + 1}.任务甲。建设{signs[2 * n]}{signs[2 * n + 1]}7个。\n" for n in range(number))
    goals = "".join(f"——更{signs[n]}。{signs[2 * n]}{signs[2 * n + 1]}达到7个。\n" for n in range(number))
    return f"虚构市行动方案（2021—2023年）\n一、总体要求\n（一）工作目标\n{goals}二、主要任务\n{tasks}三、保障措施\n"


def test_a_repeat_is_tied_to_the_record_of_its_own_thing(registry: Registry) -> None:
    found = find(many_things(60), registry, area_code="999900")
    assert found
    tied = [(item, found.figures[item.repeats]) for item in found.figures if item.repeats >= 0]
    assert len(tied) == 60
    for item, keeper in tied:
        assert (item.clause.kind, keeper.clause.kind, keeper.table) == ("goal", "task", "targets")
        assert item.what[:2] in keeper.what


@pytest.mark.slow
def test_the_work_of_one_number_grows_as_the_things_that_have_it(registry: Registry) -> None:
    assert growth(lambda number: find(many_things(number), registry, area_code="999900"), 100) < 2.1
