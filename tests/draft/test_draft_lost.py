"""Words between a file and its text: boxes, tables in tables, heads of pages, style sheets, tags; read once, or said."""

# ruff: noqa: E501  (a case is read by the line)
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from publisher.draft.text.extract import read
from publisher.draft.text.page import read_page
from publisher.draft.text.reading import ExtractedText
from publisher.draft.text.reflow import reflow

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def box(*paragraphs: str) -> str:
    inside = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    return (
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def word(path: Path, *paragraphs: str, head: str = "", table: bool = False) -> ExtractedText:
    """A Word file of paragraphs, each the XML of its runs, with a head on each page and a table that holds another."""
    import docx
    from docx.oxml import parse_xml

    document: Any = docx.Document()
    if head:
        document.sections[0].header.paragraphs[0].text = head
    for runs in paragraphs:
        document.element.body.insert(0, parse_xml(f"<w:p {_SPACES}>{runs}</w:p>"))
    if table:
        outer = document.add_table(rows=1, cols=2)
        outer.cell(0, 0).text, outer.cell(0, 1).text = "建设泵站", "市甲局"
        inner = outer.cell(0, 0).add_table(rows=2, cols=2)
        for at in range(4):
            inner.cell(at // 2, at % 2).text = f"内{at}"
    document.save(str(path))
    return read(path)


@pytest.mark.parametrize(
    ("kind", "packed"),
    [
        ("text/html", "{}"),
        (
            "message/rfc822",
            "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{}",
        ),
    ],
)
def test_a_page_that_is_put_into_a_word_file_is_read(kind: str, packed: str, tmp_path: Path) -> None:
    import docx
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    document: Any = docx.Document()
    page = packed.format("<html><body><p>新建泵站6座。</p><p>新建水厂2座。</p></body></html>").encode()
    part = Part(PackURI("/word/chunk1.htm"), kind, page, document.part.package)
    at = document.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk")
    document.element.body.insert(0, parse_xml(f'<w:altChunk {_SPACES} r:id="{at}"/>'))
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text.strip().split("\n") == ["新建泵站6座。", "新建水厂2座。"]


def test_boxes_in_one_paragraph_keep_their_order(tmp_path: Path) -> None:
    runs = f"<w:r><w:t>正文。</w:t></w:r>{box('框甲一。', '框甲二。')}{box('框乙。')}"
    assert word(tmp_path / "a.docx", runs).text.split() == ["正文。", "框甲一。", "框甲二。", "框乙。"]


def test_a_table_within_a_cell_adds_no_columns(tmp_path: Path) -> None:
    assert word(tmp_path / "a.docx", table=True).text.strip() == "建设泵站 内0 内1 内2 内3\t市甲局"


def test_a_table_within_a_frame_stays_one(tmp_path: Path) -> None:
    import docx

    document: Any = docx.Document()
    frame = document.add_table(rows=1, cols=1).cell(0, 0)
    frame.text = "第一段。"
    inner = frame.add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "建设泵站", "市甲局"
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx").text.strip().split("\n") == ["第一段。", "建设泵站\t市甲局"]


@pytest.mark.parametrize(("head", "said"), [("虚供发〔2021〕7号", 11), ("", 0)])
def test_the_heads_of_pages_are_said(head: str, said: int, tmp_path: Path) -> None:
    reading = word(tmp_path / "a.docx", "<w:r><w:t>正文。</w:t></w:r>", head=head)
    assert "虚供发" not in reading.text
    assert sum(note.count for note in reading.notes if note.key == "page-numbers") == said


@pytest.mark.parametrize(
    ("style", "body", "read_", "hidden"),
    [
        ("@media print{.a{display:none}}", '<p class="a">甲。</p>', "甲。", 0),
        ("@media screen{.a{display:none}}", '<p class="a">甲。</p>', "", 2),
        (".a{position:absolute;left:-9999px}", '<p>甲。</p><p class="a">乙。</p>', "甲。", 2),
        (".a{position:relative;left:-20px}", '<p>甲。</p><p class="a">乙。</p>', "甲。\n乙。", 0),
        (".a,.b{display:none}", '<p class="a">甲。</p><p class="b">乙。</p><p>丙。</p>', "丙。", 4),
        ("#a{display:none}", '<p id="a">甲。</p><p class="a">乙。</p>', "乙。", 2),
        (".tab .a{display:none}", '<p class="a">甲。</p><div class="tab"><p class="a">乙。</p></div>', "甲。", 2),
        (".a{display:none} .a.on{display:block}", '<p class="a on">甲。</p><p class="a">乙。</p>', "甲。", 2),
        (".a.on{display:block} .a{display:none}", '<p class="a on">甲。</p>', "甲。", 0),
        ("p:hover .a{display:none}", '<p><span class="a">甲。</span></p>', "甲。", 0),
        (".a{display:none}", '<p class="a" style="display:block">甲。</p>', "甲。", 0),
        ("@keyframes k{from{visibility:hidden}}", "<p>甲。</p>", "甲。", 0),
        (".a{color:red} } .b{ display : none", '<p class="a">甲。</p><p class="b">乙。</p>', "甲。\n乙。", 0),
    ],
)
def test_what_style_sheets_hide(style: str, body: str, read_: str, hidden: int) -> None:
    reading = read_page(f"<html><head><style>{style}</style></head><body>{body}</body></html>")
    assert reading.text.strip() == read_
    assert sum(note.count for note in reading.notes) == hidden


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<article><header><h1>虚构市方案</h1></header><p>甲。</p></article>", ["虚构市方案", "甲。"]),
        ("<header><h1>虚构市政府网</h1></header><p>甲。</p>", ["甲。"]),
        ("<table><caption>表1 分工</caption><tr><td>任务</td><td>单位</td></tr></table>", ["表1 分工", "任务\t单位"]),
        ("<pre>（一）甲。\n（二）乙。</pre>", ["（一）甲。", "（二）乙。"]),
        ("<p>（一）甲，\n乙。</p>", ["（一）甲，乙。"]),
        ('<p style="white-space: pre-line">（一）甲。\n（二）乙。</p>', ["（一）甲。", "（二）乙。"]),
        ("<ol start=3><li>甲。<li value=7>乙。<li>丙。</ol>", ["3. 甲。", "7. 乙。", "8. 丙。"]),
        ('<div class="footnote">①指充电站。</div>', ["①指充电站。"]),
        ('<div class="footer">主办：虚构市。</div><p>甲。</p>', ["甲。"]),
    ],
)
def test_lines_of_a_page_as_they_are_set(body: str, lines: list[str]) -> None:
    assert read_page(f"<html><body>{body}</body></html>").text.strip("\n").split("\n") == lines


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("新建~~24~~26座。", ["新建26座。"]),
        ("新建<!-- 待核 -->26座。", ["新建26座。"]),
        (
            "<table><tr><td>任务</td><td>单位</td></tr><tr><td></td><td>市甲局<br>市乙局</td></tr></table>",
            ["任务\t单位", "\t市甲局 市乙局"],
        ),
        ("| 任务 | 单位 |\n|---|---|\n| 甲 | 市甲局<br>市乙局 |", ["任务\t单位", "甲\t市甲局 市乙局"]),
        ("第一行<br>第二行", ["第一行", "第二行"]),
        ("零售额突破*80亿元*，长2*3*4米。", ["零售额突破80亿元，长2*3*4米。"]),
        ("建成20个[^1]。\n[^1]: 含省级5个。", ["建成20个[1]。", "[1] 含省级5个。"]),
        ("- [x] 新建泵站\n- [ ] 新建水厂\n[x] 号楼", ["新建泵站", "新建水厂", "[x] 号楼"]),
        ("见[附件][a]和[官网](https://a.example)。\n[a]: https://a.example/1", ["见附件和官网。"]),
        ("[注]: 数据为上年数。", ["[注]: 数据为上年数。"]),
        ("新建&nbsp;26座&lt;含改造&gt;，A&B。", ["新建 26座<含改造>，A&B。"]),
        ("<details><summary>摘要</summary>详情</details>", ["摘要详情"]),
        ("水位<5米，<甲>区。", ["水位<5米，<甲>区。"]),
    ],
)
def test_markdown_as_its_reader_sees_it(written: str, lines: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# 标题\n{written}\n", "utf-8")
    assert [line for line in read(tmp_path / "a.md").text.split("\n") if line] == ["标题", *lines]


def test_what_markdown_strikes_out_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 标题\n新建~~24~~26座。\n", "utf-8")
    assert [(note.key, note.count, note.example) for note in read(tmp_path / "a.md").notes] == [
        ("markdown", 0, ""),
        ("struck", 2, "24"),
    ]


WIDE = "这一行印满了整页的宽度没有句号所以下一行接着说"
ON = "第{}页的这一行印满了整页的宽度没有句号下行接着说"
DONE = "第{}页的这一行也印满了整页的宽度到此就说完了呀。"


@pytest.mark.parametrize(
    ("pages", "lines"),
    [
        ([f"{ON.format(n)}\n虚构市公报\n第{n}页" for n in "1234"], ["".join(map(ON.format, "1234"))]),
        ([f"第{n}页\n虚构市公报\n{ON.format(n)}" for n in "1234"], ["".join(map(ON.format, "1234"))]),
        ([f"{ON.format(n)}\n虚构市公报\n第{n}页" for n in "12"], ["".join(map(ON.format, "12"))]),
        # what stands on one page alone, says something, or has a number is no head of pages
        (
            [f"{DONE.format(1)}\n虚构市公报", f"{DONE.format(2)}\n另一行"],
            [DONE.format(1), "虚构市公报", DONE.format(2), "另一行"],
        ),
        (
            [f"{DONE.format(n)}\n（责任单位：市甲局）" for n in "12"],
            [f"{DONE.format(n)}（责任单位：市甲局）" for n in "12"],
        ),
        ([f"一、标题\n{DONE.format(n)}" for n in "12"], ["一、标题", DONE.format(1), "一、标题", DONE.format(2)]),
        # the plan's title heads each page: it stays once
        (
            [
                "虚构市水网规划\n市水务局\n虚构市水网规划\n— 1 —",
                *(f"{DONE.format(n)}\n虚构市水网规划\n— {n} —" for n in "2345"),
            ],
            ["虚构市水网规划", "市水务局", *map(DONE.format, "2345")],
        ),
        (
            [f"虚构市水网规划\n{DONE.format(1)}", *(f"虚构市水网规划\n{DONE.format(n)}" for n in "23")],
            ["虚构市水网规划", *map(DONE.format, "123")],
        ),
        # a bracket with the day under the title
        (
            [
                "虚构市推动氢能产业高质量发展若干措施规划\n（虚构市发展改革委 2024年6月20日）\n为加快培育氢能，制定以下措施。"
            ],
            [
                "虚构市推动氢能产业高质量发展若干措施规划",
                "（虚构市发展改革委 2024年6月20日）",
                "为加快培育氢能，制定以下措施。",
            ],
        ),
        # what a browser prints above and below a page
        (
            [f"{DONE.format(n)}\n2024/4/8 09:15 虚构市方案\nhttps://www.example.org/a.html {n}/2" for n in "12"],
            [*map(DONE.format, "12")],
        ),
        ([f"{DONE.format(n)}\n4/8/24, 9:15 AM\nfile:///tmp/a.html {n}/2" for n in "12"], [*map(DONE.format, "12")]),
        (
            [f"{DONE.format(1)}\n网址：https://www.example.org/a.html", f"{DONE.format(2)}\n2024/4/8前完成"],
            [DONE.format(1), "网址：https://www.example.org/a.html", DONE.format(2), "2024/4/8前完成"],
        ),
        ([f"虚构市方案（2021—2023\n年）\n{WIDE}"], ["虚构市方案（2021—2023年）", WIDE]),
    ],
)
def test_marks_of_a_page_are_left_out(pages: list[str], lines: list[str]) -> None:
    assert reflow(pages).strip().split("\n") == lines
