"""Headings that a file marks and does not number, page furniture, what a document says of itself in another place."""

# ruff: noqa: E501  (a text stands in a line)

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.draft.analysis import Analysis, find
from publisher.draft.metadata import metadata
from publisher.draft.outline.body import bounds
from publisher.draft.outline.clauses import outline
from publisher.draft.suggest.plan import suggestions
from publisher.draft.text.extract import read
from publisher.draft.text.page import read_page
from publisher.read.registry import Registry, read_registry
from publisher.terms.schema import load_schemas

BODY = "推进虚构设施建设，完善运营服务，提升管理水平，让群众用得上、用得好。" * 3


@pytest.fixture(scope="module")
def registry(root: Path) -> Registry:
    return read_registry(root, load_schemas(root / "schemas"))


def read_plan(path: Path, registry: Registry) -> Analysis:
    reading = read(path)
    found = find(reading.text, registry, headings=reading.headings)
    assert found
    return found


def outlined(found: Analysis) -> list[tuple[str, str]]:
    return [(".".join(map(str, one.path)), one.number + one.heading) for one in found.clauses if one.heading]


PLAIN = [("1", "怎么看"), ("1.1", "看底子"), ("1.2", "看差距"), ("2", "怎么干"), ("2.1", "先修路"), ("2.2", "再通车")]


def test_styles_of_word_are_headings_without_numbers(tmp_path: Path, registry: Registry) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("虚构市智慧道路建设方案")
    for path, words in PLAIN:
        document.add_heading(words, path.count(".") + 1)
        document.add_paragraph(BODY)
    document.save(str(tmp_path / "a.docx"))
    assert outlined(read_plan(tmp_path / "a.docx", registry)) == PLAIN


@pytest.mark.parametrize("first", [1, 2])
def test_headings_of_markdown_and_of_a_page(first: int, tmp_path: Path, registry: Registry) -> None:
    lines = ["# 虚构市智慧道路建设方案"] if first == 2 else ["虚构市智慧道路建设方案"]
    lines += [line for path, words in PLAIN for line in ("#" * (path.count(".") + first) + " " + words, BODY)]
    (tmp_path / "a.md").write_text("\n\n".join(lines), "utf-8")
    assert outlined(read_plan(tmp_path / "a.md", registry)) == PLAIN
    page = "<h1>虚构市智慧道路建设方案</h1>" + "".join(
        f"<h{path.count('.') + 2}>{words}</h{path.count('.') + 2}><p>{BODY}</p>" for path, words in PLAIN
    )
    (tmp_path / "a.html").write_text(f"<html><body>{page}</body></html>", "utf-8")
    assert outlined(read_plan(tmp_path / "a.html", registry)) == PLAIN


def test_a_title_that_is_marked_twice_is_no_heading(tmp_path: Path, registry: Registry) -> None:
    title = "# 虚构市智慧道路建设方案"
    lines = [
        title,
        "虚府发〔2024〕3号",
        "各区人民政府：",
        BODY,
        "虚构市人民政府",
        "2024年3月1日",
        title,
        BODY,
        "## 怎么看",
        BODY,
        "## 怎么干",
        BODY,
    ]
    (tmp_path / "a.md").write_text("\n\n".join([*lines, "## 谁来管", BODY]), "utf-8")
    found = read_plan(tmp_path / "a.md", registry)
    assert outlined(found) == [("1", "怎么看"), ("2", "怎么干"), ("3", "谁来管")]
    assert (found.about.title, found.about.doc_number) == ("虚构市智慧道路建设方案", "虚府发〔2024〕3号")


def test_marked_headings_stand_below_the_numbers_that_are_marked_higher(tmp_path: Path, registry: Registry) -> None:
    lines = [
        "# 虚构市智慧道路建设方案",
        "## 一、怎么干",
        "### 先修路",
        BODY,
        "1.修主路。" + BODY,
        "## 二、谁来管",
        BODY,
    ]
    (tmp_path / "a.md").write_text("\n\n".join(lines), "utf-8")
    assert [path for path, _ in outlined(read_plan(tmp_path / "a.md", registry))] == ["1", "1.1", "1.1.1", "2"]


def numbers(text: str) -> list[tuple[str, str]]:
    return [(".".join(map(str, one.path)), one.number) for one in outline(text, 0, len(text)) if one.number]


def test_articles_stand_under_the_chapters_before_them_and_over_the_lists_in_them() -> None:
    under = f"一、支持\n第一条 建平台。{BODY}\n第二条 发补贴。{BODY}\n二、附则\n第三条 解释。{BODY}\n"
    assert numbers(under) == [("1", "一、"), ("1.1", "第一条"), ("1.2", "第二条"), ("2", "二、"), ("2.1", "第三条")]
    over = f"第一条 支持下列事项：\n一、建平台。{BODY}\n二、发补贴。{BODY}\n第二条 解释。{BODY}\n"
    assert numbers(over) == [("1", "第一条"), ("1.1", "一、"), ("1.2", "二、"), ("2", "第二条")]


@pytest.mark.parametrize(
    ("lines", "outlined"),
    [
        # Its own items begin with 1 right behind its title; 3. goes on from the 2. before it, （二） from （一）.
        (
            ["一、任务", "（一）甲", "1.修路。", "2.修桥。", "专栏1  重点工程", "1.主路工程。", "2.支路工程。", "3.修站。", "（二）乙"],
            ["1", "1.1", "1.1.1", "1.1.2", "1.1.2.1", "1.1.2.1.1", "1.1.2.1.2", "1.1.3", "1.2"],
        ),
        # What stands beside the box may begin behind it.
        (["一、任务", "专栏1  重点工程", "1.主路工程。", "2.支路工程。", "（一）甲", "（二）乙"], ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.3"]),
        (["一、目标", "专栏一：主要指标", "指标\t2025年", "桥\t30", "二、任务"], ["1", "1.1", "2"]),
        (["第一章 任务", "第一节 甲", "专栏 重点工程", "（一）主路。", "（二）支路。", "第二节 乙"], ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.1.2", "1.2"]),
        (["一、任务", "专栏1所列工程按期建成。", "二、保障"], ["1", "2"]),
    ],
)  # fmt: skip
def test_a_box_is_a_clause_with_its_own_items(lines: list[str], outlined: list[str]) -> None:
    text = "".join(f"{line}{'' if chr(9) in line else chr(10) + BODY}\n" for line in lines)
    text = text.replace(f"工程\n{BODY}", "工程")  # the items of a box follow its title
    assert [path for path, _ in numbers(text)] == outlined


@pytest.mark.parametrize("item", ["1.修路。", "（一）修路。"])
def test_a_box_holds_the_items_behind_its_table(item: str) -> None:
    text = f"一、目标\n专栏1 主要指标\n指标\t2025年\n桥\t30\n{item}{BODY}\n二、任务\n{BODY}\n"
    clauses = {one.path: one for one in outline(text, 0, len(text))}
    assert all(one.end <= clauses[path[:-1]].end for path, one in clauses.items() if path[1:])


def test_a_number_with_a_decimal_point_is_no_note_of_a_table() -> None:
    text = "一、目标\n专栏1 主要指标\n指标\t2025年\n桥\t30\n2.5万个以上站点建成。\n"
    (box,) = (one for one in outline(text, 0, len(text)) if one.number.startswith("专栏"))
    assert text[box.end :].startswith("2.5万")


@pytest.mark.parametrize(
    ("annexes", "read"),
    [
        ("附件：1．任务表\n      2．项目表\n\n附件1\n任务表\n1．修路。{BODY}\n", ["附件1", "1．"]),
        ("附件：\n1．任务表\n2．项目表\n虚构市人民政府\n2024年3月1日\n", []),
        ("附：\n1．任务表\n虚构市人民政府\n", []),
        ("附件：\n1．任务表\n2．项目表\n附件1\n任务表\n1．修路。{BODY}\n", ["附件1", "1．"]),
        ("附件：\n任务表\n1．修路。{BODY}\n2．架桥。{BODY}\n", ["附件：", "1．", "2．"]),
        ("附件：\n1．修路。{BODY}\n2．架桥。{BODY}\n", ["1．", "2．"]),
        ("附件：\n1．修路\n修路三条。\n2．架桥\n架桥两座。\n", ["1．", "2．"]),
        ("附件：\n一、修路\n{BODY}\n二、架桥\n{BODY}\n", ["一、", "二、"]),
        ("附件：\n1．任务表\n附件1\n任务表\n1．修路。{BODY}\n", ["附件1", "1．"]),
        ("附件\n任务表\n1．修路\n{BODY}\n2．架桥\n{BODY}\n", ["附件", "1．", "2．"]),
        ("附表：1．任务表\n2．项目表\n附表1\n任务表\n1．修路。{BODY}\n", ["附表1", "1．"]),
        ("附录：1．任务表\n2．项目表\n", []),
        ("附则：1．修路。{BODY}\n2．架桥。{BODY}\n", ["2．"]),
    ],
)
def test_the_titles_of_annexes_in_a_list_are_no_headings(annexes: str, read: list[str]) -> None:
    text = f"一、目标\n{BODY}\n二、任务\n{BODY}\n{annexes.replace('{BODY}', BODY)}"
    assert [number for _, number in numbers(text)] == ["一、", "二、", *read]


def test_what_stands_above_a_list_of_annexes_is_read(registry: Registry) -> None:
    text = f"虚构市方案\n一、目标\n{BODY}\n二、任务\n{BODY}\n三、保障措施\n市财政局要加强统筹。\n附件：\n1．任务表\n2．项目表\n"
    found = find(text, registry)
    assert found and found.clauses[-1].kind == "safeguard"
    assert [body.name for one in found.statements for body in one.bodies] == ["市财政局"]


@pytest.mark.parametrize("marks", [("— {} —", ""), ("- {} -", "虚构市规划"), ("第{}页", "虚构市规划"), ("·{}·", "")])
def test_page_numbers_that_count_on_and_running_heads_are_left_out(marks: tuple[str, str], tmp_path: Path) -> None:
    parts = ["虚构市规划\n一、目标\n", "二、任务\n", "三、保障\n"]
    number, head = marks
    text = "".join(f"{part}{BODY}\n\n{number.format(at)}\n\n{head}\n" for at, part in enumerate(parts, 1))
    (tmp_path / "a.txt").write_text(text, "utf-8")
    reading = read(tmp_path / "a.txt")
    assert not any(number.format(at) in reading.text for at in (1, 2, 3))
    assert reading.text.count("虚构市规划") == 1 and [note.key for note in reading.notes] == ["page-numbers"]


def test_lone_numbers_and_those_that_do_not_count_on_stay(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"一、目标\n{BODY}\n— 4 —\n{BODY}\n— 2 —\n{BODY}\n", "utf-8")
    assert "— 4 —" in read(tmp_path / "a.txt").text


ABOUT = "虚构市人民政府关于智慧道路的意见"


@pytest.mark.parametrize(
    ("title", "day", "table"),
    [
        ("虚构市2021年度治水实施计划", "2024-10-29", "targets"),  # the day of a page that prints it again
        ("虚构市2021年度治水实施计划", "2021-03-02", "targets"),
        ("虚构市治水实施计划（2022—2024年）", "2022-03-02", "observations"),  # a year before the plan
    ],
)
def test_what_a_plan_dates_within_its_period_is_to_be_reached(
    title: str, day: str, table: str, registry: Registry
) -> None:
    text = f"{title}\n{day}\n一、目标\n到2021年底，达标率达到92%。\n二、任务\n{BODY}\n三、保障\n{BODY}\n"
    found = find(text, registry)
    assert found and [one.table for one in found.figures if one.printed == "92%"] == [table]


@pytest.mark.parametrize(
    ("goals", "last"),
    [
        ("2023年底前，建站30座；“十四五”末，建站90座。", "2025-12-31"),
        ("到“十四五”期末，建站90座。", "2025-12-31"),
        ("“十三五”末，已有站点20座。到2024年，建站90座。", "2024-12-31"),
        ("落实“十四五”规划，到2024年，建站90座。", "2024-12-31"),
        ("经过三年努力，建站90座。", "2025-12-31"),
        ("用3年左右时间，建站90座。", "2025-12-31"),
        ("经过三年努力，已建站90座。", ""),
        # the year stands above the parts
        ("到2024年，网络基本建成。\n——规模壮大。建站90座。\n——质量提升。改造30座。", "2024-12-31"),
    ],
)
def test_the_last_day_is_that_of_the_goals(goals: str, last: str, registry: Registry) -> None:
    text = f"{ABOUT}\n（虚府发〔2023〕3号，虚构市人民政府2023年1月1日印发）\n一、目标\n{goals}\n二、任务\n{BODY}\n三、保障\n{BODY}\n"
    found = find(text, registry)
    assert found and found.about.horizon_end == last


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{ABOUT}\n（虚府发〔2020〕3号，虚构市人民政府2020年9月1日印发）\n一、目标\n{BODY}", ("虚府发〔2020〕3号", "虚构市人民政府", "2020-09-01")),
        (f"{ABOUT}\n（虚构市水务局 2020年9月1日）\n一、目标\n{BODY}", ("", "虚构市水务局", "2020-09-01")),
        (f"{ABOUT}\n（2020年9月1日虚构市第九届人民代表大会第五次会议批准）\n一、目标\n{BODY}", ("", "虚构市人民政府", "2020-09-01")),
        (f"{ABOUT}\n（2020—2022年）\n一、目标\n{BODY}", ("", "虚构市人民政府", "")),
        (f"{ABOUT}\n一、目标\n{BODY}\n虚构市人民政府\n2021年3月2日\n附件：任务表\n修路 3\n修桥 5\n{BODY}", ("", "虚构市人民政府", "2021-03-02")),
        (f"虚构市甲方案\n为落实《虚构省人民政府关于印发<总方案>的通知》，制定本方案。\n一、目标\n{BODY}", ("", "", "")),
        (f"虚构市人民政府关于印发《甲方案》的通知\n一、目标\n{BODY}", ("", "虚构市人民政府", "")),
        (f"虚构市水务局印发《甲方案》\n2024-10-29 00:26:37\n一、目标\n{BODY}", ("", "虚构市水务局", "")),  # a site's day
        (f"虚构市水务局印发《甲方案》\n2024-10-29\n一、目标\n{BODY}", ("", "虚构市水务局", "2024-10-29")),
        (f"虚构市甲方案\n根据中共虚构省委办公厅印发的《总方案》，制定本方案。\n一、目标\n{BODY}", ("", "", "")),
        (f"虚构市\n一、目标\n{BODY}\n中共虚构市委办公室\n虚构市人民政府办公室\n2021年3月2日\n附件：任务表\n{BODY}", ("", "中共虚构市委办公室", "2021-03-02")),
    ],
)  # fmt: skip
def test_who_signs_and_when_wherever_it_stands(text: str, said: tuple[str, str, str]) -> None:
    about = metadata(text, 0, len(text))
    assert (about.doc_number, about.issuer, about.dated_on) == said


PLAN = f"为加快建设，制定本计划。2020年，虚构省印发《关于加快道路建设的意见》。\n一、目标\n{BODY}\n二、任务\n{BODY}\n三、保障\n{BODY}\n"


@pytest.mark.parametrize(
    ("opening", "title", "issuers"),
    [
        # The plan's title in that of its notice, without 《》.
        ("虚构市人民政府关于印发“十四五”智慧道路发展规划的通知", "“十四五”智慧道路发展规划", ["虚构市人民政府"]),
        ("虚构市人民政府关于印发“十四五”智慧道路发展规划的通知\n来源：虚构网", "“十四五”智慧道路发展规划", ["虚构市人民政府"]),
        ("虚构市人民政府关于印发智慧道路\n建设方案的通知", "智慧道路建设方案", ["虚构市人民政府"]),
        ("印发智慧停车八条措施的通知", "智慧停车八条措施", []),
        ("虚构市人民政府关于下发《智慧道路方案》的通知", "智慧道路方案", ["虚构市人民政府"]),
        ("虚构市人民政府关于公布《智慧道路方案》的通知", "智慧道路方案", ["虚构市人民政府"]),
        ("虚构市人民政府关于发布智慧道路方案的通知", "智慧道路方案", ["虚构市人民政府"]),
        ("虚构市人民政府发布智慧道路方案", "虚构市人民政府发布智慧道路方案", []),
        ("虚构市人民政府关于印发《智慧道路方案》的通知", "智慧道路方案", ["虚构市人民政府"]),
        ("虚构市人民政府关于做好智慧停车工作的通知", "虚构市人民政府关于做好智慧停车工作的通知", ["虚构市人民政府"]),
        ("虚构市关于规范印发文件的通知\n智慧道路建设方案", "智慧道路建设方案", []),
        ("虚构市人民政府关于加快智慧道路建设的\n实施意见", "虚构市人民政府关于加快智慧道路建设的实施意见", ["虚构市人民政府"]),
        ("虚构市人民政府关于智慧道路建设情况的说明\n实施意见", "", []),
        ("虚构市道路", "", []),  # what is cited is not the plan
        # Who issues it, on lines above the title, or signing.
        ("中共虚构县委 虚构县人民政府\n关于加快智慧道路建设的意见", "关于加快智慧道路建设的意见", ["中共虚构县委", "虚构县人民政府"]),
        ("虚构市财政局\n虚构市商务局　虚构市交通局\n关于智慧道路建设的意见", "关于智慧道路建设的意见", ["虚构市财政局", "虚构市商务局", "虚构市交通局"]),
        ("虚构市财政局 虚构市商务局关于印发《智慧道路方案》的通知", "智慧道路方案", ["虚构市财政局", "虚构市商务局"]),
        ("智慧道路建设方案\n虚构市财政局\n虚构市商务局\n2021年3月2日", "智慧道路建设方案", ["虚构市财政局", "虚构市商务局"]),
        ("智慧道路建设方案\n虚构区财政局虚构区商务局\n虚构区交通局\n2021年3月2日", "智慧道路建设方案", ["虚构区财政局", "虚构区商务局", "虚构区交通局"]),
        ("智慧道路建设方案\n虚构区市场监督管理局\n2021年3月2日", "智慧道路建设方案", ["虚构区市场监督管理局"]),
        ("智慧道路 智慧停车\n关于智慧道路建设的意见", "关于智慧道路建设的意见", []),
        # Who issues the plan, and not who issued what its first paragraph cites.
        (f"虚构市人民政府办公室关于智慧停车的通知\n各县、区人民政府：\n2020年3月，市政府印发《停车意见》。\n{BODY}", "虚构市人民政府办公室关于智慧停车的通知", ["虚构市人民政府办公室"]),
        (f"关于智慧停车的意见\n各县、区人民政府：\n2020年3月，市委、市政府印发《停车意见》。\n{BODY}", "关于智慧停车的意见", []),
        (f"虚构市智慧停车方案\n按照虚构省人民政府办公厅关于印发《停车意见》的通知要求，制定本方案。\n{BODY}", "虚构市智慧停车方案", []),
        (f"虚构市人民政府办公室关于印发《虚构市智慧停车方案》的通知\n{BODY}", "虚构市智慧停车方案", ["虚构市人民政府办公室"]),
        ("中共中央 国务院关于智慧停车的意见", "中共中央 国务院关于智慧停车的意见", ["中共中央", "国务院"]),
        ("中共虚构县委\n虚构县人民政府\n关于智慧停车的意见", "虚构县人民政府关于智慧停车的意见", ["中共虚构县委", "虚构县人民政府"]),
        ("虚构市交通局\n虚构市公安局\n关于智慧停车的意见", "虚构市公安局关于智慧停车的意见", ["虚构市交通局", "虚构市公安局"]),
        ("中共中央　国务院\n关于智慧停车的意见", "关于智慧停车的意见", ["中共中央", "国务院"]),
        ("中共中央国务院关于智慧停车的意见\n（2020年1月2日）", "中共中央国务院关于智慧停车的意见", ["中共中央", "国务院"]),
        ("中共虚构县委 虚构县人民政府关于智慧停车的意见", "中共虚构县委 虚构县人民政府关于智慧停车的意见", ["中共虚构县委", "虚构县人民政府"]),
        ("国务院关于智慧停车的意见", "国务院关于智慧停车的意见", ["国务院"]),
        # A table of plans has a title of its own.
        ("虚构市智慧停车行动计划表", "虚构市智慧停车行动计划表", []),
        ("虚构市智慧停车任务表", "虚构市智慧停车任务表", []),
        ("虚构市智慧停车报表", "", []),
    ],
)  # fmt: skip
def test_a_notice_gives_the_title_and_all_who_issue_it(opening: str, title: str, issuers: list[str]) -> None:
    text = f"{opening}\n{PLAN}"
    start, end = bounds(text)
    about = metadata(text, start, end)
    assert (about.title, [one for one in (about.issuer, *about.others) if one]) == (title, issuers)


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("官方链接: https://www.example.org/a/1234?b=56", False),
        ("附件：https://www.example.org/a/1234.pdf", False),
        ("检索时间: 2026-02-03 13:11:03", False),
        ("正文由脚本提取，以官方链接发布版本为准。", False),
        ("申报材料请在平台（https://www.example.org/a）提交，截止时间另行通知。", True),
        ("各单位以官方数据为准，做好统计。", True),
    ],
)
def test_what_a_file_says_of_its_copy_stands_before_the_document(line: str, whole: bool) -> None:
    text = f"{line}\n虚构市智慧停车方案\n{PLAN}"
    start, _ = bounds(text)
    assert text[start:].startswith(line if whole else "虚构市智慧停车方案")


GROUPED = (
    "<h3>设施</h3>{0}<h4>1. 建基站</h4><p>建成。</p><p>责任单位：市甲局</p><h4>2. 修道路</h4><p>推进。</p>"
    "{1}<h4>3. 架桥梁</h4><p>落实。</p><h3>平台</h3><h4>4. 汇数据</h4><p>汇聚。</p>"
)


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        (
            "<div>信息类</div>",
            "<div>交通类</div>",
            ["设施", "?信息类", "建基站", "修道路", "?交通类", "架桥梁", "平台", "汇数据"],
        ),
        # One alone, a sentence, what goes on with a list: no groups.
        ("<div>信息类</div>", "", ["设施", "建基站", "修道路", "架桥梁", "平台", "汇数据"]),
        ("", "<div>交通类</div>", ["设施", "建基站", "修道路", "架桥梁", "平台", "汇数据"]),
        ("<p>返回顶部</p>", "<p>返回顶部</p>", ["设施", "建基站", "修道路", "架桥梁", "平台", "汇数据"]),
        ("<p>责任单位 市甲局</p>", "<p>责任单位 市乙局</p>", ["设施", "建基站", "修道路", "架桥梁", "平台", "汇数据"]),
        ("<p>图一 布局图</p>", "<p>专栏一</p>", ["设施", "建基站", "修道路", "架桥梁", "平台", "汇数据"]),
        ("<p>建成站点3座</p>", "<p>建成道路5条</p>", ["设施", "建基站", "修道路", "架桥梁", "平台", "汇数据"]),
        ("<p>加快建设。</p>", "<p>重点推进。</p>", ["设施", "建基站", "修道路", "架桥梁", "平台", "汇数据"]),
        ("<div>信息类</div>", "<p>一座</p><p>两座</p>", ["设施", "建基站", "修道路", "架桥梁", "平台", "汇数据"]),
    ],
)
def test_lines_that_part_marked_items_are_looked_at(
    first: str, second: str, read: list[str], registry: Registry
) -> None:
    page = read_page(f"<html><body><h1>智慧道路建设方案</h1>{GROUPED.format(first, second)}</body></html>")
    found = find(page.text, registry, headings=page.headings)
    assert found
    assert [("" if one.sure else "?") + one.heading for one in found.clauses if one.heading] == read


@pytest.mark.parametrize(
    ("heading", "first"),
    [("政策全文", "目标"), ("正文", "目标"), ("文件原文", "目标"), ("政策内容", "政策内容"), ("全文公开", "全文公开")],
)
def test_a_heading_of_the_site_is_no_chapter_of_everything(heading: str, first: str, registry: Registry) -> None:
    page = f"<h1>停车意见</h1><h2>{heading}</h2><p>虚构市人民政府关于停车的意见</p><p>（2020年1月2日）</p>"
    reading = read_page(
        f"<html><body>{page}<p>一、目标</p><p>建成。</p><p>二、任务</p><p>推进。</p><p>三、保障</p><p>落实。</p></body></html>"
    )
    found = find(reading.text, registry, headings=reading.headings)
    assert found
    assert next(one.heading for one in found.clauses if one.heading and len(one.path) == 1) == first
    assert first != "目标" or (found.about.title, found.about.dated_on) == (
        "虚构市人民政府关于停车的意见",
        "2020-01-02",
    )


TWO = (
    "虚构市人民政府关于印发智慧道路和\n智慧停车两个办法的通知\n各区：\n{}\n虚构市人民政府\n2021年3月2日\n"
    "智慧道路管理办法\n一、目标\n（一）建成。加快推进。\n二、任务\n（一）推进。落实。\n"
    "智慧停车管理办法\n一、目标\n（一）建成。加快推进。\n二、任务\n（一）推进。落实。\n"
)


@pytest.mark.parametrize(
    ("said", "title", "second"),
    [
        ("《智慧道路管理办法》和《智慧停车管理办法》已经市政府同意，现印发给你们。", True, (3,)),
        ("现将《智慧道路管理办法》《智慧停车管理办法》印发给你们。", True, (3,)),
        ("按照《智慧道路管理办法》和《智慧停车管理办法》，现将有关规定印发给你们。", False, ()),
        ("《智慧道路管理办法》已经市政府同意，现印发给你们。", False, ()),
    ],
)
def test_of_two_documents_of_one_notice_neither_gives_the_title(
    said: str, title: bool, second: tuple[int, ...], registry: Registry
) -> None:
    found = find(TWO.format(said), registry)
    assert found
    whole = "虚构市人民政府关于印发智慧道路和智慧停车两个办法的通知"
    assert (found.about.title == whole) == title
    assert not (title and found.about.sure)
    assert [one.path for one in found.clauses if one.heading == "智慧停车管理办法"] == [second] * bool(second)
    assert {one.kind for one in found.clauses if one.heading == "推进"} == {"task"}


@pytest.mark.parametrize(
    ("heading", "read"),
    [
        ("附件（官方链接）", ["目标", "任务", "保障"]),
        ("附件（点击下载）", ["目标", "任务", "保障"]),
        ("附件（任务表）", ["目标", "任务", "保障", "附件（任务表）"]),
    ],
)
def test_links_of_the_site_are_no_annex(heading: str, read: list[str], registry: Registry) -> None:
    page = f"<h1>停车方案</h1>{HEADED}<h2>{heading}</h2><p>a12.pdf</p>"
    reading = read_page(f"<html><body>{page}</body></html>")
    found = find(reading.text, registry, headings=reading.headings)
    assert found and [one.heading for one in found.clauses if one.heading] == read


@pytest.mark.parametrize(
    ("line", "number", "heading"),
    [
        ("——任务3：推进《甲规划》编制", "——任务3：", "推进《甲规划》编制"),
        (
            "——任务12：用好用地延期和到期续期有关政策，切实保护各方权利人的合法权益",
            "——任务12：",
            "用好用地延期和到期续期有关政策，切实保护各方权利人的合法权益",
        ),
        ("任务3：推进《甲规划》编制", "任务3：", "推进《甲规划》编制"),
        ("【任务3】推进《甲规划》编制", "【任务3】", "推进《甲规划》编制"),
        ("【行动三】保障供水安全", "【行动三】", "保障供水安全"),
        ("——任务明确", "", "任务明确"),
        ("——5G网络。到2025年，建成站点", "", "5G网络"),
    ],
)
def test_a_task_behind_a_dash_has_its_number(line: str, number: str, heading: str, registry: Registry) -> None:
    found = find(f"虚构市行动方案\n一、任务\n（一）建设\n{line}\n。落实到位。\n二、保障\n落实。\n", registry)
    assert found
    assert [(one.number, one.heading) for one in found.clauses if len(one.path) == 3] == [(number, heading)]
    assert not any(figure.table == "targets" for figure in found.figures)


def test_the_others_who_issue_a_plan_are_said(registry: Registry) -> None:
    found = find(f"中共虚构县委 虚构县人民政府\n关于加快智慧道路建设的意见\n2021年3月2日\n{PLAN}", registry)
    assert found
    document = next(row for row in suggestions(found, "x", registry) if row.table == "documents")
    assert document.confidence == "low" and all("虚构县人民政府" in why for why in (document.why_zh, document.why_en))


HEADED = "<p>为加快建设，制定本方案。</p><h2>一、目标</h2><p>建成。</p><h2>二、任务</h2><p>推进。</p><h2>三、保障</h2><p>落实。</p>"


@pytest.mark.parametrize(
    ("head", "title", "number"),
    [
        ("<h2>虚构市<br>智慧道路建设方案</h2><h4>虚府〔2022〕5号</h4>", "虚构市智慧道路建设方案", "虚府〔2022〕5号"),
        ("<h2>虚构市智慧道路建设方案</h2><p>虚府〔2022〕5号</p>", "虚构市智慧道路建设方案", "虚府〔2022〕5号"),
        ("<h1>智慧虚构</h1><h1>虚构市智慧道路建设方案</h1>", "虚构市智慧道路建设方案", ""),
        ("<h1>虚构市智慧道路建设方案</h1>", "虚构市智慧道路建设方案", ""),
    ],
)
def test_a_number_and_the_name_of_a_site_are_no_headings(
    head: str, title: str, number: str, registry: Registry
) -> None:
    reading = read_page(f"<html><body>{head}{HEADED}</body></html>")
    found = find(reading.text, registry, headings=reading.headings)
    assert found and (found.about.title, found.about.doc_number) == (title, number)
    assert [clause.heading for clause in found.clauses] == ["", "目标", "任务", "保障"]


def test_chapters_marked_as_highest_headings_stay(registry: Registry) -> None:
    page = "<h1>建设网络</h1><p>建成。</p><h1>智慧道路建设方案</h1><p>推进。</p><h1>建设平台</h1><p>落实。</p>"
    reading = read_page(f"<html><body>{page}</body></html>")
    found = find(reading.text, registry, headings=reading.headings)
    assert found and [clause.heading for clause in found.clauses] == ["建设网络", "智慧道路建设方案", "建设平台"]


@pytest.mark.parametrize(
    ("title", "words", "period"),
    [
        (ABOUT, "实施期为2021年至2025年。到2035年建成。", ["2021-01-01", "2025-12-31"]),
        (ABOUT, "推进。" * 1200 + "执行期限为2021年3月1日至2024年2月29日。", ["2021-03-01", "2024-02-29"]),
        (ABOUT, "2021年起4年内，建成站点3座。", ["2021-01-01", "2024-12-31"]),
        ("虚构市2023年数字经济工作要点", "从2022年起用3年时间，建成站点。", ["2023-01-01", "2023-12-31"]),
        (ABOUT, "从2021年开始，用3年时间，建成网络。2021年8月30日前，报送方案。", ["2021-01-01", "2023-12-31"]),
        (ABOUT, "从2021年开始，用3年时间，建成网络。2023年底前，报送总结。", ["2021-01-01", "2023-12-31"]),
        (ABOUT, "从2021年起用3年时间，建成网络。到2025年，建成站点3座。", ["", "2025-12-31"]),
        (ABOUT, "贷款自2022年起5年内还清。", ["", ""]),
        (ABOUT, "对2022年起3年内新引进的企业，给予补助。", ["", ""]),
        (ABOUT, "对2022年起3年内新认定的园区，优先保障。", ["", ""]),
        (ABOUT, "上一轮行动自2019年起用3年时间，建成网络。", ["", ""]),
        (ABOUT, "上一轮行动实施期限为2019年至2021年。到2025年，建成站点。", ["", "2025-12-31"]),
        (ABOUT, "贷款贴息政策期限为2022年至2023年。到2025年，建成站点。", ["", "2025-12-31"]),
        (ABOUT, "用两年左右时间（2022年4月至2024年3月），开展试点。", ["2022-04-01", "2024-03-31"]),
        (ABOUT, "以下意见（未另行注明的，目标年为2025年）。到2030年翻番。", ["", "2025-12-31"]),
        (ABOUT, "制定本意见，政策期限为2022年至2024年。到2025年建成。", ["2022-01-01", "2024-12-31"]),
        (ABOUT, "从2023年起，不再发放纸质证件。", ["", ""]),
        (ABOUT, "推进建设。", ["", ""]),
        ("虚构市国民经济和社会发展第十五个五年规划纲要", "到2030年翻番。", ["2026-01-01", "2030-12-31"]),
        (ABOUT, "到2024年，建成站点。", ["", "2024-12-31"]),  # nothing prints where it starts
        (ABOUT, "实施三年行动，推进建设。", ["2021-01-01", "2023-12-31"]),
        (ABOUT, "到2025年，建成站点。其中三年内建成3座。", ["2021-01-01", "2025-12-31"]),  # from which three years count
        (ABOUT, "到2025年，建成站点。未来三年新建3座。", ["2021-01-01", "2025-12-31"]),
        (ABOUT, "到2025年，建成站点。三年内新建3座。", ["2021-01-01", "2025-12-31"]),
        (ABOUT, "今后三年内，建成站点3座。", ["2021-01-01", "2023-12-31"]),
        (ABOUT, "通过三年努力，建成站点。", ["2021-01-01", ""]),
        (ABOUT, "投产后三年内，给予补助。近三年建成站点3座。", ["", ""]),
        (ABOUT, "按照《虚构省智慧道路建设方案（2020—2022年）》，推进建设。", ["", ""]),
        (ABOUT, "按照《虚构省方案（2020—2022年）》，到2024年，建成站点。", ["", "2024-12-31"]),
        (ABOUT, "落实《虚构省道路规划（到2035年，分步）》，到2023年，建成站点。", ["", "2023-12-31"]),
        ("贯彻《虚构省纲要》建设方案（2022—2024年）", "按照《虚构省方案（2020—2022年）》推进。", ["2022-01-01", "2024-12-31"]),
        ("虚构县2021年农村道路工作方案", "6月底前完成一半。", ["2021-01-01", "2021-12-31"]),
        ("虚构市2022年度重点任务分工表", "年底前完成。", ["2022-01-01", "2022-12-31"]),
    ],
)  # fmt: skip
def test_the_period_is_the_one_that_the_words_set(title: str, words: str, period: list[str]) -> None:
    text = f"{title}\n{words}\n一、目标\n{BODY}\n二、任务\n{BODY}\n虚构市人民政府\n2021年3月2日\n"
    about = metadata(text, 0, len(text))
    assert [about.horizon_start, about.horizon_end] == period


def test_a_title_begins_with_the_line_of_its_issuer() -> None:
    text = f"虚构市人民政府\n关于加快智慧道路和智慧停车\n一体化建设的意见\n一、目标\n{BODY}\n"
    assert metadata(text, 0, len(text)).title == "虚构市人民政府关于加快智慧道路和智慧停车一体化建设的意见"


TABLE = """虚构市2022年任务分工表
一、总体目标
建成智慧城市。
二、重点任务
序号\t任务\t举措\t牵头单位\t配合单位\t完成时限
{band}1\t网络提质\t新建基站300座\t市工信局\t市财政局、市城管局\t2022年11月底
2\t光网升级\t改造小区12个\t市住建局\t—\t2022年6月底
{other}3\t智慧停车\t建设路口260个\t市公安局\t市城管局\t2022年10月底
三、保障措施
加强组织领导，落实资金保障。市财政局负责监督检查，市审计局配合，各单位按要求报送。
"""


@pytest.mark.parametrize(
    ("band", "other"),
    [("", ""), ("（一）信息网络（2项）\n", "（二）融合应用（1项）\n"), ("信息网络类\n", "融合应用类\n")],
)
def test_a_line_over_all_columns_ends_no_table(band: str, other: str, registry: Registry) -> None:
    found = find(TABLE.format(band=band, other=other), registry)
    assert found
    said = [(body.name, body.role) for one in found.statements for body in one.bodies if one.why == "column-of-bodies"]
    lead = [name for name, role in said if role == "lead"]
    support = [name for name, role in said if role == "support"]
    assert (lead, support) == (["市工信局", "市住建局", "市公安局"], ["市财政局", "市城管局", "市城管局"])


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("甲川县农村寄递物流设施建设\n三年行动计划（2022—2024年）", "甲川县农村寄递物流设施建设三年行动计划（2022—2024年）"),
        ("甲州高新技术产业开发区转型\n和绿色园区建设实施方案（2023—2025年）", "甲州高新技术产业开发区转型和绿色园区建设实施方案（2023—2025年）"),
        ("甲海市停车设施建设攻坚行动\n（2024—2025年）任务分工表", "甲海市停车设施建设攻坚行动（2024—2025年）任务分工表"),
        ("甲市人民政府\n甲市停车设施建设行动方案", "甲市停车设施建设行动方案"),
    ],
)  # fmt: skip
def test_a_title_goes_on_over_line_ends(lines: str, title: str) -> None:
    text = f"{lines}\n\n为加快建设，制定本方案。\n一、要求\n做好工作。\n二、任务\n建设站点。\n三、保障\n加强统筹。\n"
    assert metadata(text, 0, len(text)).title == title


@pytest.mark.parametrize(
    ("chapter", "item", "kind"),
    [
        ("二、重点任务", "（一）加强基础研究", "task"),
        ("二、重点任务", "（一）强化保险保障", "task"),
        ("一、主要目标", "——规模持续扩大", "goal"),
        ("一、现实基础", "（一）设施水平提升", "guidance"),
        ("一、总体安排", "（一）道路情况", "guidance"),
        ("二、加快建设基础设施", "（一）新建站点", "task"),
        ("三、保障措施", "（一）加强资金保障", "safeguard"),
        ("一、总体原则", "（一）节约用地", "principle"),
        ("一、基本原则", "（一）节约用地", "principle"),
        ("一、落实总体原则和任务", "（一）节约用地", "task"),
        ("三、各成员单位应向办公室提交工作总结", "（一）按月报送", "task"),
        ("一、2022年工作总结", "（一）站点规模扩大", "guidance"),
        ("第一章 总则", "第一条 本办法适用于全市", "guidance"),
        ("二、适用范围", "（一）加强设施建设", "guidance"),
        ("二、扩大适用范围", "（一）加强设施建设", "task"),
        ("一、总体要求", "（一）目标要求", "goal"),
        ("四、保障", "（一）目标要求考核", "safeguard"),
        # What a rule asks of those whom it is for, and from when on it is valid.
        ("第五条 机构应当具备下列条件", "（一）注册满一年", "guidance"),
        ("第五条 完善下列设施", "（一）新建站点", "task"),
        ("四、申报", "第一条 本办法自公布之日起施行", "guidance"),
        ("四、申报", "第一条 本办法落实到位", "task"),
        ("第六章 附 则", "第二十条 本办法自2024年5月1日起施行", "guidance"),
        ("第二章 建设细则", "第五条 站点规划", "task"),
        # What is described, and what is to be done with it.
        *(
            (f"一、{chapter}", "（一）站点规模持续扩大", "guidance")
            for chapter in (
                "回顾与总结", "总结与回顾", "“十二五”发展回顾", "取得的主要成绩", "“十二五”主要成效", "建设进展与成效",
                "进展和成就", "现有基础", "发展基础和条件", "存在的主要问题", "发展中面临的突出困难", "问题与挑战", "发展成效和存在问题", "经验与启示",
                "面临的形势", "形势与挑战", "现状分析", "充分认识加强道路建设的重要意义", "进一步认识优化服务的必要性", "重大意义", "目的和意义",
                # Whatever verb the thing itself has.
                "道路环境整治现状", "服务质量提升基本情况", "优化布局的现实基础", "打造道路网络的现实基础", "增强型站点现状",
                "农村道路整治提升工作成效", "优化道路服务工作成效", "“十三五”巩固提升工作成效", "三年提升行动建设成效", "道路提升工程实施背景",
                "组织开展试点的背景和意义", "加强制度建设的背景", "道路治理成效", "道路攻坚成就", "取得成效",
                "现状基础", "现状特征", "建设形势分析", "建设中存在的问题", "形势要求", "新形势新任务", "形势预测", "背景意义", "应对气候变化面临的形势", "道路发展环境", "环境整治面临的形势",
            )
        ),
        *(
            (f"四、{chapter}", "（一）新建站点", "task")
            for chapter in (
                "优化道路发展环境", "营造良好发展环境", "夯实道路发展基础", "提升道路发展基础能力", "增强发展形势研判能力",
                "解决存在的突出问题", "巩固建设成效", "确保取得成效", "加快建设和发展", "持续改善发展环境", "查摆存在的问题", "通报工作进展", "统一认识，发挥带头作用", "认识道路建设",
                "培育发展环境", "塑造发展环境", "建设一流发展环境", "提供良好的工作环境", "推动形成良好工作环境", "建立公平发展环境", "维护稳定的发展环境", "美化城市建设环境",
                "应对复杂形势", "适应新形势", "准确把握发展形势", "研判道路形势", "分析研判安全形势", "认清形势", "扭转被动形势",
                "扩大工作成效", "提高建设成效", "检验工作成效", "总结推广工作成效", "宣传发展成就", "展示建设成就", "报送工作进展情况", "及时报告工作进展情况", "掌握工作进展情况",
                "提高认识、强化作用", "认识自身不足和发挥作用", "问题和建议", "存在问题及改进措施", "存在问题与工作重点", "突出问题和治理",
                "摸清现状", "摸清道路基本情况", "改变落后现状", "建强工作基础", "做实发展基础",
            )
        ),
        # What is ensured for people is a task, what ensures the plan is none.
        *(
            (f"四、{chapter}", "（一）新建站点", "task")
            for chapter in ("构建更有力的就业保障体系", "健全住房保障体系", "完善孤残人员保障体系", "提升道路保障能力", "健全安全保障体系", "完善应急保障体系")
        ),
        *(
            (f"四、{chapter}", "（一）新建站点", "safeguard")
            for chapter in (
                "完善保障体系", "构建支撑保障体系", "提升要素保障能力", "强化要素保障", "组织保障", "健全保障体系",
                "完善人才保障体系", "完善制度保障体系", "健全法治保障体系", "健全多元投入保障体系", "构建规划保障体系", "构建全方位保障体系", "提升保障能力", "提高保障能力",
            )
        ),
    ],
)  # fmt: skip
def test_the_kind_of_a_clause_is_that_of_its_place_and_not_of_one_word(chapter: str, item: str, kind: str) -> None:
    text = f"{chapter}\n{item}。各项工作取得进展，服务更加便利。\n{item.replace('一', '二')}。做好各项工作。\n"
    assert [clause.kind for clause in outline(text, 0, len(text)) if clause.path == (1, 1)] == [kind]


@pytest.mark.parametrize(
    ("chapter", "number", "sure"),
    [("强化法治保障", 3, False), ("强化法治保障", 1, True), ("保障措施", 3, True), ("强化组织保障", 3, True)],
)
def test_below_what_ensures_a_plan_its_numbers_may_go_on_with_tasks(chapter: str, number: int, sure: bool) -> None:
    text = f"一、任务\n1.建站点。{BODY}\n2.建泵站。{BODY}\n二、{chapter}\n{number}.规范检查。{BODY}\n{number + 1}.加强调度。{BODY}\n"
    found = [(one.kind, one.sure) for one in outline(text, 0, len(text)) if len(one.path) == 2]
    assert found == [("task", True)] * 2 + [("safeguard", sure)] * 2


@pytest.mark.parametrize(
    ("heading", "first", "behind"),
    [
        ("产业发展环境", "guidance", "task"),
        ("主要问题", "guidance", "task"),
        ("发展现状", "guidance", "guidance"),
        ("面临的形势", "guidance", "guidance"),
        ("主要成效", "guidance", "guidance"),
        ("优化产业发展环境", "task", "task"),
    ],
)
def test_what_surroundings_and_problems_are_is_said_before_the_goals(heading: str, first: str, behind: str) -> None:
    chapter = f"{heading}\n（一）改善融资。设立基金。\n（二）改善交通。新建站点。\n"
    text = f"一、{chapter}二、目标\n建成站点。\n三、任务\n（一）新建站点。\n（二）改造站点。\n四、{chapter}"
    clauses = outline(text, 0, len(text))
    below = [clause for clause in clauses if clause.path in ((1, 1), (4, 1))]
    assert [clause.kind for clause in below] == [first, behind]
    assert [clause.looks_back for clause in below] == [first == "guidance", behind == "guidance"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("产业基础", "chapter"),
        ("改革基础", "chapter"),
        ("基础条件", "chapter"),
        ("夯实产业基础", "task"),
        ("强化基础条件", "task"),
        ("目的意义", "guidance"),
        ("意义和目标", "goal"),
        ("重要意义", "guidance"),
        ("附则", "chapter"),
        ("细则", "task"),
    ],
)
def test_a_chapter_that_stands_alone(heading: str, kind: str) -> None:
    text = f"一、{heading}\n服务便利。\n二、任务\n推进。\n"
    assert outline(text, 0, len(text))[0].kind == kind


LANGUAGES = """<html lang="zh"><body><h1>虚构港智慧口岸方案</h1><h1>A Plan for the Port of Xugou</h1>
<p>虚构港管理局　2024年1月8日</p><h2>一、目标</h2><h2>I. Goals</h2><p>新增卡口24个，IPv6端口5个。</p>
<p>There will be 24 more gates.</p><h2>二、任务</h2><h2>II. Tasks</h2><h3>（一）建窗口</h3><h3>(1) One window</h3>
<p>数据局要于2024年9月底前发布清单。</p><p>责任单位：口岸局、虚构港集团 / Responsible: Port Office, Port Group Ltd.</p>
<p>牵头单位：数据局</p><h2>三、Wi-Fi 6</h2><p>完善服务。</p></body></html>"""


def test_a_page_of_two_languages_is_read_in_one(registry: Registry) -> None:
    page = read_page(LANGUAGES)
    found = find(page.text, registry, headings=page.headings)
    assert found and found.about.dated_on == "2024-01-08"
    assert [one.heading for one in found.clauses if one.heading] == ["目标", "任务", "建窗口", "Wi-Fi 6"]
    assert [(one.printed, one.table, one.sure) for one in found.figures][:3] == [
        ("24", "targets", True),
        ("5", "targets", True),
        ("24", "mentions", False),
    ]
    said = [[body.name for body in one.bodies] for one in found.statements]
    assert said == [["数据局"], ["口岸局", "虚构港集团"], ["数据局"]]
