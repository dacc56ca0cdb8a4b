"""Nothing is lost on the way in: what a reader of a page sees is in the text, once, in order; the rest is said."""

# ruff: noqa: E501  (a case is read by the line)
from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from publisher.draft.text.extract import read
from publisher.draft.text.normal import normal
from publisher.draft.text.page import read_page
from publisher.draft.text.reading import ExtractedText, Note, compared, tallied
from publisher.terms.messages import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]


def keys(reading: ExtractedText) -> dict[str, int]:
    return {note.key: note.count for note in reading.notes}


# ---- Word ----

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


BOX = f"<w:txbxContent><w:p>{run('框中的字')}</w:p></w:txbxContent>"
# What stands in a paragraph, what a reader of the page sees, what is said of it.
WORD = {
    "smart tag": (run("新建5G基站") + f"<w:smartTag>{run('2600')}</w:smartTag>" + run("个"), "新建5G基站2600个", {}),
    "insertion": (run("新建") + f"<w:ins>{run('2600')}</w:ins>" + run("个"), "新建2600个", {}),
    "deletion": (
        run("新建") + "<w:del><w:r><w:delText>2400</w:delText></w:r></w:del>" + f"<w:ins>{run('2600')}</w:ins>",
        "新建2600",
        {"deleted": 4},
    ),
    "move": (f"<w:moveFrom>{run('旧处')}</w:moveFrom>" + f"<w:moveTo>{run('新处')}</w:moveTo>", "新处", {"deleted": 2}),
    "content control": (f"<w:sdt><w:sdtContent>{run('责任单位')}</w:sdtContent></w:sdt>" + run("甲局"), "责任单位甲局", {}),
    "link": (run("见") + f'<w:hyperlink w:anchor="x">{run("附件")}</w:hyperlink>', "见附件", {}),
    "simple field": (run("第") + f'<w:fldSimple w:instr=" PAGE ">{run("3")}</w:fldSimple>' + run("页"), "第3页", {}),
    "field": (
        run("共") + field("begin") + "<w:r><w:instrText> SEQ x </w:instrText></w:r>" + field("separate")
        + run("12") + field("end") + run("项"),
        "共12项",
        {},
    ),
    "formula": (run("不高于") + "<m:oMath><m:r><m:t>1.25</m:t></m:r></m:oMath>" + run("以下"), "不高于1.25以下", {}),
    "ruby": (
        f"<w:r><w:ruby><w:rt>{run('chóng')}</w:rt><w:rubyBase>{run('重')}</w:rubyBase></w:ruby></w:r>" + run("庆"),
        "重庆",
        {"ruby": 5},
    ),
    "symbol": (run("能耗") + '<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>' + run("5吨"), "能耗≤5吨", {}),
    "hidden": (run("新建") + run("秘密", "<w:vanish/>") + run("12个"), "新建12个", {"hidden": 2}),
    "shown again": (run("新建") + run("站", '<w:vanish w:val="0"/>'), "新建站", {}),
    "struck out": (run("新建") + run("24", "<w:strike/>") + run("26个"), "新建26个", {"struck": 2}),
    "raised": (run("10") + run("4", '<w:vertAlign w:val="superscript"/>') + run("台"), "10⁴台", {}),
    "text box": (
        run("正文")
        + f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>{BOX}</v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
        "正文\n框中的字",
        {},
    ),
    "line break": (run("上行") + "<w:r><w:br/></w:r>" + run("下行"), "上行\n下行", {}),
    "picture": (run("图") + "<w:r><w:drawing/></w:r>", "图", {"pictures": 1}),
}  # fmt: skip


def word(tmp_path: Path, *blocks: str) -> ExtractedText:
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    for block in blocks:
        document.element.body.insert(-1, parse_xml(block.replace(">", f" {NAMESPACES}>", 1)))
    document.save(str(tmp_path / "case.docx"))
    return read(tmp_path / "case.docx")


@pytest.mark.parametrize("case", WORD)
def test_every_run_of_a_word_file_that_a_reader_sees_is_read_once(case: str, tmp_path: Path) -> None:
    runs, seen, said = WORD[case]
    reading = word(tmp_path, f"<w:p>{runs}</w:p>")
    assert (reading.text.strip("\n"), keys(reading)) == (seen, said)


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(words)}</w:p></w:tc>"


def test_a_merged_cell_is_read_once(tmp_path: Path) -> None:
    wide, first, rest = '<w:gridSpan w:val="3"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("合并的一格", wide),
        cell("甲局", first) + cell("任务一") + cell("1"),
        cell("", rest) + cell("任务二") + cell("2"),
    )
    table = "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    assert word(tmp_path, table).text.strip("\n") == "合并的一格\n甲局\t任务一\t1\n\t任务二\t2"


def test_bodies_in_a_merged_cell_hold_for_each_of_its_rows(tmp_path: Path) -> None:
    first, rest = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("任务") + cell("责任单位"),
        cell("甲事") + cell("市财政局", first),
        cell("乙事") + cell("", rest),
        cell("丙事") + cell("", rest),
        cell("丁事") + cell("市商务局"),
    )
    table = "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    reading = word(tmp_path, table)
    seen = "任务\t责任单位\n甲事\t市财政局\n乙事\t市财政局\n丙事\t市财政局\n丁事\t市商务局"
    assert (reading.text.strip("\n"), keys(reading)) == (seen, {"merged-bodies": 8})


def test_a_cell_over_two_columns_leaves_the_next_one_in_its_own(tmp_path: Path) -> None:
    rows = (cell("任务") + cell("内容") + cell("指标") + cell("单位"),
            cell("甲") + cell("乙", '<w:gridSpan w:val="2"/>') + cell("丙局"))  # fmt: skip
    table = "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    assert word(tmp_path, table).text.strip("\n") == "任务\t内容\t指标\t单位\n甲\t乙\t\t丙局"


# ---- web pages ----

PAGES = {
    "statements alike": (
        "".join(f"<p>{n}.任务{n}。建设设施。</p><p>（责任单位：市财政局）</p>" for n in range(1, 13)),
        "".join(f"{n}.任务{n}。建设设施。\n（责任单位：市财政局）\n" for n in range(1, 13)),
        {},
    ),
    "headings": ("<h2>一、总体要求</h2><h3>（一）目标</h3><h4>1.甲</h4><h5>2.乙</h5>", "一、总体要求\n（一）目标\n1.甲\n2.乙\n", {}),
    "changed": ("<p>新建<del>2400</del><ins>2600</ins>个</p>", "新建2600个\n", {"struck": 4}),
    "raised": ("<p>10<sup>4</sup>台，CO<sub>2</sub>排放</p>", "10⁴台，CO₂排放\n", {}),
    "frame": (
        "<table><tr><td><table><tr><td><p>一、要求</p><p>二、任务</p></td></tr></table></td></tr></table>",
        "一、要求\n二、任务\n",
        {},
    ),
    "breaks": ("<div>一、要求<br>建设5个。<br/>二、任务</div>", "一、要求\n建设5个。\n二、任务\n", {}),
    "table": (
        "<table><tr><th>任务</th><th>单位</th></tr><tr><td rowspan=2>甲</td><td>市<br>局</td></tr><tr><td>乙局</td></tr></table>",
        "任务\t单位\n甲\t市 局\n\t乙局\n",
        {},
    ),
    "bodies over rows": (  # said of every row that their cell spans; a task's name is read once
        "<table><tr><th>任务</th><th>牵头单位</th><th>配合单位</th></tr><tr><td rowspan=2>甲</td><td rowspan=3>市财政局</td><td>乙局</td></tr>"
        "<tr><td>丙局</td></tr><tr><td>丁</td><td rowspan=2>戊局</td></tr><tr><td>己</td><td>庚局</td></tr></table>",
        "任务\t牵头单位\t配合单位\n甲\t市财政局\t乙局\n\t市财政局\t丙局\n丁\t市财政局\t戊局\n己\t庚局\t戊局\n",
        {"merged-bodies": 10},
    ),
    "spanned": (  # a cell over two columns, and one over two rows behind the last of its row
        "<table><tr><th>任务</th><th colspan=2>内容</th><th rowspan=2>时限</th></tr><tr><td></td><td>甲</td><td>乙</td></tr>"
        "<tr><td>一</td><td colspan=2>丙</td><td>年底前</td></tr></table>",
        "任务\t内容\t\t时限\n\t甲\t乙\n一\t丙\t\t年底前\n",
        {},
    ),
    "hidden": (
        "<style>.x{display:none}</style><p>看<span style='display:none'>不</span>见<span class=x>藏</span><span hidden>隐</span></p>",
        "看见\n",
        {"hidden": 3},
    ),
    "bold titles in a paragraph": (
        "<div>现通知如下。\n<b>一、甲事</b>\n各镇要推进，按期完成。<strong>（一）乙事。</strong>推进。</div>",
        "现通知如下。\n一、甲事\n各镇要推进，按期完成。\n（一）乙事。推进。\n",
        {},
    ),
    "names that are bold in part": (
        "<p><b>2.甲平台</b>建设，新建100个。</p><p><b>（一）乙网</b>改造，完成3处。</p>",
        "2.甲平台建设，新建100个。\n（一）乙网改造，完成3处。\n",
        {},
    ),
    "bold words that are no titles": (
        "<p>按照<b>一、二类</b>标准，推进建设。<b>一、总体</b>要求</p>",
        "按照一、二类标准，推进建设。\n一、总体要求\n",
        {},
    ),
    "list": ("<ol><li>甲事</li><li>乙事</li></ol>", "1. 甲事\n2. 乙事\n", {}),
    "ruby": ("<p><ruby>重<rt>chóng</rt></ruby>庆</p>", "重庆\n", {"ruby": 5}),
    "wrapped": ("<p>建设\n  设施</p>", "建设设施\n", {}),
    "menu": (
        "<nav><a href=/>首页</a></nav><p>一、要求</p><ul><li><a href=1>新闻一</a><li><a href=2>新闻二</a><li><a href=3>新闻三</a></ul>",
        "一、要求\n",
        {"site": 11},
    ),
    "deep": ("<div>" * 200 + "一、要求" + "</div>" * 200, "一、要求\n", {}),
}  # fmt: skip


@pytest.mark.parametrize("case", PAGES)
def test_a_page_is_read_as_it_is_seen(case: str) -> None:
    page, seen, said = PAGES[case]
    reading = read_page(f"<html><head><title>题</title></head><body>{page}</body></html>")
    assert (reading.text, keys(reading)) == (seen, said)


def test_a_page_of_the_state_council_is_read_in_lines() -> None:
    reading = read(ROOT / "tests" / "data" / "drafts-style" / "council.html")
    assert reading.text.count("\n") > 25 and "首页" not in reading.text and "ICP" not in reading.text
    assert keys(reading)["site"] > 50


# ---- plain texts ----

PLAIN = {
    "a page's end in a paragraph": (
        "建设站点一批，覆盖率稳定在97%以\n- 1 -\n上，形成体系。\n- 2 -\n二、任务",
        "建设站点一批，覆盖率稳定在97%以上，形成体系。\n二、任务",
        {"page-numbers": 6},
    ),
    "a footnote in a paragraph": (
        "培育企业2家①，覆盖率稳定在97%以\n① 含子公司。\n- 1 -\n上，形成体系。\n- 2 -\n二、任务",
        "培育企业2家①，覆盖率稳定在97%以上，形成体系。\n① 含子公司。\n二、任务",
        {"moved-footnotes": 6, "page-numbers": 6},
    ),
    "em spaces": ("\u2003\u2003一、要求\n\u2002\u2002建设", "  一、要求\n  建设", {"spaces": 4}),
    "no-break": ("2022\u00a0年\u30005G", "2022 年 5G", {"spaces": 2}),
    "zero width": ("一\u200b、要\ufeff求", "一、要求", {"zero-width": 2}),
    "radicals": ("⼀、⼆⼗个", "一、二十个", {"look-alike": 3}),
    "widths": ("建设３０个５Ｇ基站，占８％", "建设30个5G基站，占8%", {"wide": 6}),
    "dash for one": ("—、要求\n（—）目标\n——扩大规模", "一、要求\n（一）目标\n——扩大规模", {"dash-for-one": 2}),
    "dashes for one amid a line": (
        "甲方案。 —、要求 （—）目标。坚持 （—） 不变，— 不变，5 —、6",
        "甲方案。 一、要求 （一）目标。坚持 （—） 不变，— 不变，5 一、6",
        {"dash-for-one": 3},
    ),
    "letter-spaced": (
        "一 、 总 体 要 求\n到 2 0 2 2 年 建 成 1 2 个 。",
        "一、总体要求\n到2022年建成12个。",
        {"letter-spaced": 16},
    ),
    "a table of blanks": (
        "附表\n乡镇   线路  配变\n东岭乡  12.6  18\n\n西湾镇 84.0  102\n合　计  96.6  120\n完成 3 个。",
        "附表\n乡镇\t线路\t配变\n东岭乡\t12.6\t18\n\n西湾镇\t84.0\t102\n合计\t96.6\t120\n完成 3 个。",
        {"spaces": 1, "blanks": 4},
    ),
    "a table whose cells stand far apart": (
        "　　序号  指标名称      单位    2020年  2025年\n　　1     站点数量      座      18      240\n　　2     5G覆盖率    ％      31.4    100\n",
        "序号\t指标名称\t单位\t2020年\t2025年\n1\t站点数量\t座\t18\t240\n2\t5G覆盖率\t%\t31.4\t100\n",
        {"spaces": 6, "wide": 1, "blanks": 3},
    ),
    "a table of years": (
        "指标 2020年 2025年 属性\n站点（座） 18 240 预期性\n覆盖率（%） — ≥96 约束性\n2020年 2021年 各建 18 座。",
        "指标\t2020年\t2025年\t属性\n站点（座）\t18\t240\t预期性\n覆盖率（%）\t—\t≥96\t约束性\n2020年 2021年 各建 18 座。",
        {"blanks": 3},
    ),
    "a table whose head stands in a bracket": (
        "附：储备（序号 项目 责任单位）\n1 甲网 乙局、丙局\n2 丁站 戊局",
        "附：储备（序号\t项目\t责任单位）\n1\t甲网\t乙局、丙局\n2\t丁站\t戊局",
        {"blanks": 3},
    ),
    "a table with drawn lines": (
        "专栏\n┌─┬──┐\n│序号│项目│\n├─┼──┤\n│1│甲站，建 3 个│\n││泊位│\n└─┴──┘\n┌乙\n│丙│\n",
        "专栏\n序号\t项目\n1\t甲站，建 3 个泊位\n┌乙\n│丙│\n",
        {"drawn": 2},
    ),
    "a table with lines of signs": (
        "+--+--+\n| 站 | 数 |\n+==+==+\n| 甲 | 3 |\n+--+--+\n|丁|\n戊",
        "站\t数\n甲\t3\n丁\n戊",
        {"drawn": 3},
    ),
    "a table with bars": (
        "序号 | 项目 | 年限\n\n一、新建\n\n1 | 甲站 | 2022—2024\n2 | 乙站 | 2023\n丙|丁\n戊|己",
        "序号\t项目\t年限\n\n一、新建\n\n1\t甲站\t2022—2024\n2\t乙站\t2023\n丙|丁\n戊|己",
        {"barred": 3},
    ),
    "a drawn table with a cell over two rows": (
        "┌─┬─┬─┐\n│类│任务│单位│\n├─┼─┼─┤\n│甲│建站│乙局│\n│ ├─┼─┤\n│ │修路│丙局│\n│ │架桥│ │\n└─┴─┴─┘\n",
        "类\t任务\t单位\n甲\t建站\t乙局\n\t修路架桥\t丙局\n",
        {"drawn": 3},
    ),
    "a table with bars and a cell over two rows": (
        "|类|任务|单位|\n|甲|建站|乙局|\n||修路|丙局|\n|丁|架桥||\n",
        "类\t任务\t单位\n甲\t建站\t乙局\n\t修路\t丙局\n丁\t架桥\t\n",
        {"barred": 4},
    ),
    "a table a cell a line": (
        "分工\n序号\n\n任务\n单位\n1\n\n建站3座\n甲局\n2\n修路\n乙局、\n3\n架桥\n丙局\n\n三、其他\n1",
        "分工\n序号\t任务\t单位\n1\t建站3座\t甲局\n2\t修路\t乙局、\n3\t架桥\t丙局\n\n三、其他\n1",
        {"stacked": 4},
    ),
    "a table a cell a line, one of them empty": (
        "序号\n任务\n单位\n1\n建站\n甲局\n2\n修路\n3\n架桥\n丙局\n",
        "序号\n任务\n单位\n1\n建站\n甲局\n2\n修路\n3\n架桥\n丙局\n",
        {},
    ),
    "a table that blanks part, with a unit of one sign": (
        "指标 单位 2021年\n充电桩 个 1200\n换电站 座 15",
        "指标\t单位\t2021年\n充电桩\t个\t1200\n换电站\t座\t15",
        {"blanks": 3},
    ),
    "numbers set apart": (
        "\n".join(["到 2025 年，建成 5G 基站 30 个，占 GDP 的 5 成。", "1 总体要求"] * 4),
        "\n".join(["到2025年，建成5G基站30个，占GDP的5成。", "1 总体要求"] * 4),
        {"set-apart": 40},
    ),
    "numbers and marks set apart": (
        "\n".join(["到 2025 年 ， 建成 （ 甲县 、 乙县 ） 基站 30 个 。 第二句 ； 完。"] * 4),
        "\n".join(["到2025年，建成 （甲县、乙县） 基站30个。 第二句；完。"] * 4),
        {"set-apart": 52},
    ),
    "a few numbers apart": ("建成 5G 网络 30 个，共5个、6个、7个。", "建成 5G 网络 30 个，共5个、6个、7个。", {}),
    "words apart that are no table": ("甲市 乙区 丙县\n各有 3 个\n共 9 个", "甲市 乙区 丙县\n各有 3 个\n共 9 个", {}),
    "letters in numbers": ("建设2O个，投资l5亿元", "建设2O个，投资l5亿元", {"letters-in-numbers": 2}),
    "letters beside a long number": ("共1,234,56O个", "共1,234,56O个", {"letters-in-numbers": 1}),
    "letters that are names": ("建设O2O平台3个、5G站点30个、A1O个", "建设O2O平台3个、5G站点30个、A1O个", {}),
    "a line of nothing but digits": ("7" * 500_000, "7" * 500_000, {}),
    "a line of digits and commas": ("1," * 200_000, "1," * 200_000, {}),
    "boxes": ("建设\ufffd个", "建设\ufffd个", {"unread": 1}),
    "a bracket over two paragraphs": (
        "建设站点。（牵头部\n\n门：市甲局、市乙局）\n推进。（责任\n单位：市甲局）",
        "建设站点。（牵头部门：市甲局、市乙局）\n推进。（责任单位：市甲局）",
        {"broken-bracket": 2},
    ),
    "brackets that a line's end breaks otherwise": (
        "建设站点（责任田\n改造）。（责任单位：市甲局\n市乙局）\n（牵头部门：市甲局\n完成时限：年底）",
        "建设站点（责任田\n改造）。（责任单位：市甲局\n市乙局）\n（牵头部门：市甲局\n完成时限：年底）",
        {},
    ),
    "a number set apart": ("第 一 章 总则\n第 2 章 附则", "第 一 章 总则\n第 2 章 附则", {}),
    "a line set apart": ("第 一 章 总 则 说 明", "第一章总则说明", {"letter-spaced": 6}),
    "names of two": ("张 三\n目 录", "张 三\n目 录", {}),
    "line ends": ("甲\r\n乙\r丙", "甲\n乙\n丙", {}),
}


@pytest.mark.parametrize("case", PLAIN)
def test_a_text_is_pinned_normalised_and_what_was_done_is_noted(case: str) -> None:
    given, pinned, said = PLAIN[case]
    reading = normal(ExtractedText(given))
    assert (reading.text, keys(reading)) == (pinned, said)


SPACED = "甲 镇 建 设 方 案\n{}\n一 、 工 作 目 标\n到 2 0 2 2 年 建 成 8 座 。\n甲 镇 人 民 政 府\n{}"


@pytest.mark.parametrize(
    ("words", "close"),
    [
        ("（ 2 0 2 0 — 2 0 2 2 年 ）", "（2020—2022年）"),
        ("2 0 2 0 年 3 月 1 6 日", "2020年3月16日"),
        ("2 0 2 1 年", "2021年"),
        ("二 〇 二 〇 年 三 月", "二〇二〇年三月"),
        ("2 0 2 2 年 1 2 月 底", "2022年12月底"),
        ("1 2 3 4 5", "1 2 3 4 5"),  # a row of numbers
        ("2 0 2 0 年 3 0 0 5 0 0", "2 0 2 0 年 3 0 0 5 0 0"),
        ("年 1 2 3 4", "年 1 2 3 4"),
        ("2020 年 3 月 16 日", "2020 年 3 月 16 日"),  # is not set letter by letter
    ],
)
def test_a_text_that_is_set_letter_by_letter_is_closed_where_few_letters_are_chinese(words: str, close: str) -> None:
    lines = normal(ExtractedText(SPACED.format(words, words))).text.split("\n")
    assert (lines[1], lines[-1], lines[0]) == (close, close, "甲镇建设方案")
    assert words.startswith("二") or normal(ExtractedText(f"甲方案\n{words}\n一、工作")).text.split("\n")[1] == words


ONE_LINE = (
    "甲镇建设方案（2020—2022年）为加快建设，制定本方案。一、指导思想以振兴为抓手，推进建设。二、主要任务（一）建网络。建成5座。"
    "（责任单位：镇甲办）（二）建平台。参见附件（一）的要求。三、保障措施落实到位，（一）类项目优先。四、保障措施（一）加强领导。"
    + "推进各项工作的落实，" * 30
    + "按期完成。甲镇人民政府2020年3月16日"
)


def test_a_text_that_lay_in_one_line_gets_its_title_its_chapters_and_who_signs() -> None:
    lines = normal(ExtractedText(ONE_LINE)).text.split("\n")
    assert [line[:9] for line in lines] == [
        "甲镇建设方案（20", "为加快建设，制定本", "一、指导思想", "以振兴为抓手，推进", "二、主要任务", "（一）建网络。建成",
        "（二）建平台。参见", "三、保障措施落实到", "四、保障措施", "（一）加强领导。推", "甲镇人民政府", "2020年3月16",
    ]  # fmt: skip


def test_a_text_that_lay_in_one_line_gets_its_lines() -> None:
    reading = read(ROOT / "tests" / "data" / "drafts-style" / "oneline.txt")
    assert reading.text.count("\n") > 12 and "one-line" in keys(reading)


def test_a_text_in_one_line_whose_marks_are_set_apart_gets_its_lines() -> None:
    task = "到 2025 年 ， 建成 甲县 、 乙县 站点 30 个 ， 覆盖率 达到 9 成 ； 组织 5 场 培训 ， 每场 60 人 。" * 2
    given = f"甲县建设方案 甲府〔2023〕5 号 一、工作目标 {task} 二、主要任务 （—）建网络。 {task} （二）建平台。 {task} （三）建机制。 {task}"
    given += f" 三、保障措施 （—）加强领导。 {task} （二）加强宣传。 {task} 甲县人民政府 2023 年 3 月 8 日"
    lines = normal(ExtractedText(given)).text.split("\n")
    for line in ("甲府〔2023〕5号", "一、工作目标", "（一）建网络。", "（二）加强宣传。", "甲县人民政府2023年3月8日"):
        assert line in lines
    assert any(line.startswith("到2025年，建成") for line in lines)


LONG = "推进各处设施建设和运行管理，形成统一的管理办法和服务标准，" * 8 + "按期完成。"


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        (f"（一）甲事。 1.乙事。{LONG}（责任单位：市甲局） 2.丙事。{LONG}", ["（一）甲事。", "1.乙事。", "2.丙事。"]),
        (f"一、甲事。{LONG}二、乙事。{LONG}三、丙事。推进。", ["一、甲事。", "二、乙事。", "三、丙事。"]),
        (
            f"一、甲事。（一）子。{LONG}（二）丑。参见（二）1.建设条款执行。{LONG}",
            ["一、甲事。", "（一）子。", "（二）丑。参见（二）1."],
        ),
        (
            f"一、甲事。（一）子。{LONG}（二）丑。依附件(一)1.的要求执行。{LONG}",
            ["一、甲事。", "（一）子。", "（二）丑。依附件"],
        ),
        (f"一、甲事。{LONG}三、乙事。{LONG}五、丙事。推进。", ["一、甲事。"]),  # no list
        (f"主要是：1.甲事。{LONG}2.乙事。{LONG}3.丙事。推进。", ["主要是："]),  # in a sentence
    ],
)
def test_a_paragraph_that_holds_a_list_of_headings_gets_their_lines(line: str, lines: list[str]) -> None:
    opened = [one[: len(words)] for one, words in zip(normal(ExtractedText(line)).text.split("\n"), lines, strict=True)]
    assert opened == lines


def test_a_text_with_the_lines_of_a_page_gets_its_paragraphs() -> None:
    reading = read(ROOT / "tests" / "data" / "drafts-style" / "wrapped.txt")
    assert "（责任单位：县农业农村局、县供销社）\n" in reading.text and "wrapped" in keys(reading)


def test_a_line_is_as_wide_as_its_chinese_characters_and_half_its_digits() -> None:
    line = "到2025年建成站点1500个以上、终端2.5万个以上，覆盖全部的街道"
    text = "\n".join(
        ["推进设施建设和运行管理，形成统一的管理办法和服务标准"] * 20 + [line, "社区和村屯。", "终端1.5", "万个。"]
    )
    assert normal(ExtractedText(text)).text.endswith("街道社区和村屯。\n终端1.5\n万个。\n")


@pytest.mark.parametrize(
    ("example", "shown"),
    [("024〕5 号 甲", "0245 号 甲"), ("（甲“乙”）", "（甲‘乙’）"), ("推进“甲乙丙", "推进甲乙丙"), ("甲）（乙", "甲乙")],
)
def test_an_example_is_shown_with_its_brackets_in_pairs(example: str, shown: str) -> None:
    assert f"“{shown}”" in Note("set-apart", 3, example).said("zh")


MARKDOWN = "# 计划\n\n## 一、**要求**\n\n> 引文\n\n- 责任单位：*甲局*\n1. [甲](http://x.y) `码`\n\n| 任务 | 单位 |\n| --- | :-: |\n| 甲 | 乙局 |\n\n---\n"


@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_markdown_is_read_without_its_signs(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"plan.{suffix}").write_text(MARKDOWN, "utf-8")
    reading = read(tmp_path / f"plan.{suffix}")
    lines = [line for line in reading.text.split("\n") if line]
    assert lines == ["计划", "一、要求", "引文", "责任单位：甲局", "1. 甲 码", "任务\t单位", "甲\t乙局"]
    assert "markdown" in keys(reading)


# ---- comparison, sentences ----


def test_an_example_has_full_width_signs_in_chinese() -> None:
    note = Note("drawn", 3, "序号 投资(万元)")
    assert "投资（万元）" in note.said("zh") and "投资(万元)" in note.said("en")


def test_what_is_missing_or_repeated_is_counted() -> None:
    assert compared("甲乙丙\n丁戊", "甲乙丙\n") == (Note("missing", 2, "丁戊"),)
    assert compared("甲乙", "甲乙\n甲乙") == (Note("repeated", 2, "甲乙"),)
    assert compared("甲 乙", "甲乙") == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_is_a_sentence(language: str) -> None:
    kinds = (
        "missing repeated site hidden struck deleted ruby merged footnotes pictures page-numbers markdown zero-width control "
        "look-alike spaces wide letter-spaced dash-for-one one-line wrapped letters-in-numbers unread"
    )
    for key in kinds.split():
        said = Note(key, 1234, "某处" * 40).said(language)
        assert said.endswith("。" if language == "zh" else ".") and len(said) < 260


def test_the_example_of_what_was_left_out_has_no_number() -> None:
    (note,) = tallied(Counter(hidden=9), {"hidden": "隐藏内容999个"})
    assert "隐藏内容…个" in note.said("zh") and "999" not in note.said("en")
