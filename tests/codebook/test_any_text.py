"""Any text at all is read: without an exception, and in order. Nothing of a figure is left standing beside it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_reader import MEASURES, NUMBERS, PERIOD, said

from publisher.codebook.dates import Period, date_of
from publisher.codebook.figures import figures
from publisher.codebook.forms import form
from publisher.codebook.likely_statements import likely_statements
from publisher.codebook.scan import scan
from publisher.codebook.statements import statements

PARTS = [
    *sorted({sign for words in NUMBERS for sign in words}),
    *(
        "3.4万",
        "至",
        "到",
        "百分之",
        "分别",
        "以上",
        "不低于",
        "2022年",
        "三年内",
        "（责任单位：",
        "负责）",
        "各市、",
        "由各区",
        "（同各镇",
        "编制单位：",
    ),
    *(
        "\n",
        "\t",
        "\x00",
        "\u200b",
        "３",
        "．",
        "千",
        "半",
        "%",
        "——",
        "-",
        "1" * 50,
        "十" * 30,
        "“十四五”",
        "年",
        "月",
    ),
    *("底前", "》", "《", "今年", "明年", "6月底前", "上半年", "有效期末", "全年", "[1]", "；", "1.", "转", "号"),
]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PARTS), max_size=30).map("".join))


@settings(deadline=None)
@given(TEXTS)
@example("1" * 5000)
@example("百分之" * 400)
@example("2020年" * 200)
@example("（" * 300 + "责任单位：" * 50)
def test_any_text_is_read(text: str) -> None:
    found = said(text)
    assert [(s.start, s.end) for s in found] == sorted((s.start, s.end) for s in found)
    assert all(text[s.start : s.end] == s.printed for s in found)
    read = statements(text)
    assert all(item.bodies for item in read)
    places = [(item.start, item.end) for item in read] + list(likely_statements(text, 0, len(text), read))
    assert all(end <= start for (_, end), (start, _) in pairwise(sorted(places)))
    form(text)
    for period in (
        PERIOD,
        Period("2021-08-01", "2024-07-31", "2021-07-12"),
        Period("2021-02-30", "x", "y"),
        Period("x", "x"),
    ):
        figures(text, period=period, measures=MEASURES)
        date_of(text, period)


@settings(deadline=None)
@given(TEXTS)
def test_a_figure_is_whole(text: str) -> None:
    for token in scan(text, MEASURES):
        if token.kind == "figure":
            before, after = text[: token.start][-1:], text[token.end :]
            code = re.search(r"[A-Za-z]-?[\d０-９]{1,6}$", text[: token.start])  # G15、G60两条: two, of such names
            assert code or not re.match(r"[\d０-９]", before), (text, token)
            assert not re.match(
                r"[\d０-９]|[.．][\d０-９]|百(?![伏瓦强日姓年货])|[万亿](?![伏瓦]|元以上)(?!(?<=万)人[\u4e00-\u9fff])",
                after,
            ), (text, token)


@settings(deadline=None)
@given(TEXTS)
def test_figures_do_not_overlap(text: str) -> None:
    tokens = list(scan(text, MEASURES))
    assert all(first.end <= second.start for first, second in pairwise(tokens))


def test_no_group_is_repeated_possessively() -> None:
    """Python before 3.11.5 ends in a SystemError on some of them; an atomic group says the same."""
    code = {path: path.read_text("utf-8") for path in (Path(__file__).parents[2] / "publisher").rglob("*.py")}
    assert [path.name for path, text in code.items() if re.search(r"\)[*+?]\+[^'\"]", text)] == []
