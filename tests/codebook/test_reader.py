"""What the reader makes of words, in tables (*.tsv here): each row is an example of a kind, read as it is written."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from publisher.codebook.dates import Period, date_of
from publisher.codebook.figures import Figure, figures
from publisher.codebook.forms import form
from publisher.codebook.likely_statements import likely_statements
from publisher.codebook.measures import Measures
from publisher.codebook.name_endings import kinds_of_body
from publisher.codebook.numerals import UnreadNumeral
from publisher.codebook.statements import document_rule, statements
from tests.each import each

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PERIOD = Period.of("2020-2022")


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, quoting=quoting))


MEASURES = Measures.of((row["measure_id"], row["printed"]) for row in rows(ROOT / "datapackage" / "measures.csv"))


def table(name: str) -> dict[str, list[dict[str, str]]]:
    """Words → what is to be read in them, in order."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows(HERE / f"{name}.tsv", "\t"):
        found.setdefault(row["words"], []).append(row)
    return found


def said(words: str) -> list[Figure]:
    return figures(words, period=PERIOD, measures=MEASURES)


def plain(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


NUMBERS = table("figures") | table("bounds") | table("wholes")


@each("words", NUMBERS)
def test_a_number_is_read(words: str) -> None:
    found = [
        (s.printed, plain(s.value), plain(s.value_max), s.comparator, s.measure_id, s.kind, s.why)
        for s in said(words)
        if s.kind != "structure"
    ]
    columns = ("printed", "value", "value_max", "comparator", "measure", "kind", "why")
    assert found == [tuple(row[name] for name in columns) for row in NUMBERS[words] if row["printed"]]


UNITS = (
    "指标\t单位\t2020年\t2025年\t属性\n充电桩数量\t万个\t1.9\t≥8.5\t预期性\n覆盖率\t%\t31\t100\t约束性\n"
    "项目\t单位\t数量\t投资（万元）\n充电站\t座\t12\t3400\n线路\t公里\t240\n"
    "总投资\t亿元\t12\t新增产能\t万吨\t30\t预期性\n投资\t万元\t2023-2025\t500\n充电桩\t万个\t2025年\t8.5\n"
    "充电桩\t万个\t2025\t8.5\n常住人口\t万人\t2400\n投资强度\t万元/亩\t300\n装机\t万千瓦\t7\n"
)


def test_a_cell_that_is_nothing_but_a_measure_is_that_of_the_figures_in_its_row() -> None:
    found = [(s.printed, plain(s.value), s.comparator, s.measure_id) for s in said(UNITS) if s.kind == "figure"]
    assert found == [
        ("1.9", "19000", "eq", "ge"), ("8.5", "85000", "ge", "ge"), ("31", "31", "eq", "percent"),
        ("100", "100", "eq", "percent"), ("12", "12", "eq", "zuo"), ("3400", "34000000", "eq", "cny"),
        ("240", "240", "eq", "km"), ("12", "1200000000", "eq", "cny"), ("30", "300000", "eq", "tonne"),
        ("500", "5000000", "eq", "cny"), ("8.5", "85000", "eq", "ge"), ("8.5", "85000", "eq", "ge"),
        ("2400", "24000000", "eq", "count"),
        ("300", "3000000", "eq", ""), ("7", "70000", "eq", MEASURES.after("千瓦", 0).measure_id),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("投资\t亿元\t1950\n", ["195000000000"]),
        ("充电桩\t万个\t2000\t2025年底\n", ["20000000"]),
        ("充电桩\t个\t1900\t2050\t预期性\n", ["1900", "2050"]),
        ("充电桩\t个\t1900\t2050\n", ["year-or-amount", "year-or-amount"]),
        ("充电桩\t万个\t2025\t8.5\n", ["year-or-amount", "85000"]),
        ("投资\t万元\t2023-2025\t500\n", ["year-or-amount", "5000000"]),
        ("充电桩\n万个\n8.5\n", ["85000"]),
        ("充电桩\n万个\n≥8.5\n", ["85000"]),
        ("单位\n万个\n亿元\n8.5\n3\n", ["8.5", "3"]),
    ],
)
def test_a_row_says_whether_a_year_is_an_amount_of_its_unit(row: str, values: list[str]) -> None:
    read = [plain(item.value) or item.why for item in said(row) if item.kind in ("figure", "unread")]
    assert read == values


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("指标\t单位\t2022年\t2023年目标\n站点\t万个\t2\t≥3.5\n", [("20000", "ge"), ("35000", "ge")]),
        ("指标\t单位\t2022年\t2023年\t注\n一、网\n比重\t%\t6\t7\t3\n", [("6", "percent"), ("7", "percent"), ("3", "")]),
        ("指标\t单位\t2022年\t2023年\n面积\t万亩\t2\t3\n", [("20000", ""), ("30000", "")]),
        ("指标\t单位\t2022年\t2023年\n产值\t亿元\t1\t年均增长7左右\n", [("100000000", "cny"), ("7", "")]),
        ("指标\t单位\t2022年\t2023年\n企业\t万家\t2\t全省前3\n", [("20000", "jia"), ("3", "")]),
        ("指标\t单位\t2022年\t2023年\n比重\t%\t6\t提高5\n", [("6", "percent"), ("5", "")]),
        ("指标\t单位\t2022年\t2023年\n站点\t万个\t2\t不低于3左右\n", [("20000", "ge"), ("30000", "ge")]),
        ("指标\t单位\t数量\t投资\n站点\t万个\t2\t3.5\n", [("20000", "ge"), ("3.5", "")]),  # of another thing
        ("指标\t单位\t2022年\t2023年\n站点\t/\t2\t3.5\n", [("2", ""), ("3.5", "")]),
        ("指标\t责任单位\t2022年\t2023年\n站点\t甲局\t2\t3.5\n", [("2", ""), ("3.5", "")]),
        ("指标\t单位\t2022年\t2023年\n甲。\n乙。\n站点\t万个\t4\t5\n", [("40000", "ge"), ("5", "")]),  # another table
    ],
)  # fmt: skip
def test_all_years_of_a_row_count_by_its_unit_where_the_head_of_the_table_says_so(
    table: str, found: list[tuple[str, str]]
) -> None:
    assert [(plain(one.value), one.measure_id) for one in said(table) if one.kind == "figure"] == found


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("项目\t总投资（万元）\t2021年计划投资（万元）\n甲\t98\t6\n", [("980000", "cny"), ("60000", "cny")]),
        ("项目\t投资(亿元)\t规模（个）\n甲\t9.8\t约6\n", [("980000000", "cny"), ("6", "ge")]),
        ("项目\t总投资(亿元)\t其中：2021年（亿元）\n甲\t3\t1\n", [("300000000", "cny"), ("100000000", "cny")]),
        ("单位（盖章）\t金额（万元/台）\n甲局\t2.5\n", [("25000", "")]),
        ("镇\t户数（户）\t比例（%）\n甲镇\t3000\t45\n", [("3000", "count"), ("45", "percent")]),
        ("项目\t投资（万元）\n一、续建\n甲\t30\n乙\t5亿元\n", [("300000", "cny"), ("500000000", "cny")]),
        ("项目\t建设年限\t投资（万元）\n甲\t2021\t3\n乙\t2020—2022\t4\n", [("30000", "cny"), ("40000", "cny")]),
        ("项目\t投资（万元）\t\t业主\n\t总投资\t今年计划\t\n甲\t120\t7\t乙\n", [("1200000", "cny"), ("70000", "cny")]),
        (
            "项目\t长度\t投资（万元）\t\n\t（公里）\t合计\t其中省\n甲\t8\t7\t5\n",
            [("8", "km"), ("70000", "cny"), ("50000", "cny")],
        ),
        ("项目\t投资（万元）\t\n甲\t3\t7\n", [("30000", "cny"), ("7", "")]),  # a head of its own is empty
        ("项目\t投资（万元）\n桩（个）\t待定\n甲\t3\n", [("30000", "cny")]),
        (
            "项目\t投资（万元）\n甲\t3\n附表2 人口情况\n镇\t人口\n甲镇\t300\n",
            [("30000", "cny"), ("300", "")],
        ),  # another table, and below
        ("项目\t投资（万元）\n甲\t3\n\n甲镇\t300\n", [("30000", "cny"), ("300", "")]),
        ("项目\t投资（万元）\n甲\t3\n二、人口情况\n镇\t2021年人口\n甲镇\t300\n", [("30000", "cny"), ("300", "")]),
        (
            "项目\t投资（万元）\t省（万元）\n甲\t3\t4\n镇\t1月\t2月\n甲镇\t30\t40\n",
            [("30000", "cny"), ("40000", "cny"), ("30", ""), ("40", "")],
        ),
        (
            "井\t充电桩（个）\t换电站（座）\n甲\t3\t4\n镇\t户数\t人数\n甲镇\t3000\t200\n",
            [("3", "ge"), ("4", "zuo"), ("3000", ""), ("200", "")],
        ),
        ("项目\t投资（万元）\n甲\t3\n乙\t6\t7\n丙\t5\n", [("30000", "cny"), ("6", ""), ("7", ""), ("5", "")]),
        ("项目\t投资（万元）\n甲\t2000万元\n乙\t见附件\n丙\t3\n", [("20000000", "cny"), ("30000", "cny")]),
        ("项目\t投资（万元）\t\t备注\n\t2021\t2022\t\n甲\t3\t5\t无\n", [("30000", "cny"), ("50000", "cny")]),
        ("项目\t投资（万元）\t\n\t2021年\t2022年\n甲\t3\t5\n", [("30000", "cny"), ("50000", "cny")]),
        ("序号\t项目\t投资（万元）\n\t合计\t2000\n1\t甲\t30\n", [("20000000", "cny"), ("300000", "cny")]),
        ("项目\t投资（万元）\t\n甲\t待定\t见附件\n乙\t3\t5\n", [("30000", "cny"), ("5", "")]),
        ("镇\t同比增长（%）\t降幅（%）\t占比（%）\n甲镇\t8.5\t7\t6\n", [("8.5", ""), ("7", ""), ("6", "percent")]),
        ("项目\t存储（T）\t内存（G）\n甲\t300\t64\n", [("300", ""), ("64", "")]),
        ("项目\t建设时间\t投资（万元）\n甲\t12345\t12345\n", [("123450000", "cny")]),
        ("项目\t投资（待定）\t规模\n甲\t300\t20\n", [("300", ""), ("20", "")]),
        ("项目\t投资（万元）\n甲\t3\n乙。\n丙。\n丁\t4\n", [("30000", "cny"), ("4", "")]),  # another table
        ("项目\t投资（万元）\n甲\t3\t7\n", [("3", ""), ("7", "")]),  # another number of cells
        ("项目\t规模（个）\n甲\t2021\n", [("2021", "ge")]),
        ("指标\t2022\t2023\n基站\t3\t5\n", [("3", ""), ("5", "")]),
        ("序号\t指标\t2020\t2025\n1\t覆盖率\t6%\t8%\n", [("6", "percent"), ("8", "percent")]),
        ("建设地点\t2021\t2022\t2023\n甲镇\t3\t5\t6\n", [("3", ""), ("5", ""), ("6", "")]),
        (
            "户数\t2022\t2021\n人数\t3\t5\n",
            [("2022", ""), ("2021", ""), ("3", ""), ("5", "")],
        ),  # no years that count on
        ("年份\t户数\n甲村\t2021\t2022\n", [("2021", ""), ("2022", "")]),  # not the first row
        ("桩\t个\t2021\t2022\n井\t个\t3\t5\n", [("3", "ge"), ("5", "")]),  # year or amount: not read
    ],
)
def test_a_bare_number_counts_by_the_unit_in_the_head_of_its_column(table: str, found: list[tuple[str, str]]) -> None:
    assert [(plain(one.value), one.measure_id) for one in said(table) if one.kind == "figure"] == found


def test_a_bare_number_is_not_read_behind_a_name_that_holds_its_unit() -> None:
    text = "指标\t目标值\n1\t基站（万个）\t3.5\n产值（亿元）\t95\n接入率（%）\t≥60\n投资（亿元）\t6亿元\n桩（个）\t70\n"
    read = [(item.printed, item.why) for item in said(text) if item.kind in ("figure", "unread")]
    assert read == [("3.5", "unit-above"), ("95", "unit-above"), ("60", ""), ("6亿", ""), ("70", "")]


def test_a_bare_number_is_not_read_below_a_unit_that_is_printed_once() -> None:
    text = "表（单位：万元）\n项目\t投资\n甲\t120\n乙\t3栋\n" + "丙\t7\n" * 400 + "丁\t3500\n建设12所。\n共5\n"
    read = [(item.printed, item.why) for item in said(text) if item.kind in ("figure", "unread")]
    assert read == [("120", "unit-above"), ("3", ""), *[("7", "unit-above")] * 400, ("3500", "unit-above"),
                    ("12", ""), ("5", "")]  # fmt: skip
    for caption in ("单位：个", "单位：公里", "单位：公里、台", "责任单位：甲局", "报送单位：亿元公司"):
        assert said(f"{caption}\n甲\t120\n")[-1].value == 120


def test_a_duration_is_no_quantity() -> None:
    for words in ("用2—3年时间", "用 2—3 年时间", "花2-3年时间", "2至3年时间内", "2—3年见效", "力争3年左右时间"):
        assert [item for item in said(words) if item.value is not None] == [], words


@each("words,expected", table("basis").items())
def test_basis_and_hedge_are_read(words: str, expected: list[dict[str, str]]) -> None:
    found = [(s.printed, s.basis, s.hedge) for s in said(words) if s.kind == "figure"]
    assert found == [(row["printed"], row["basis"], row["hedge"]) for row in expected]


@each("words,expected", table("deadlines").items())
def test_a_deadline_is_read(words: str, expected: list[dict[str, str]]) -> None:
    found = [
        (s.printed if s.kind == "figure" else "", s.deadline_printed, s.deadline, s.deadline_precision)
        for s in said(words)
        if s.kind in ("figure", "structure")
    ]
    assert found == [(row["figure"], row["printed"], row["deadline"], row["precision"]) for row in expected]


@pytest.mark.parametrize(
    ("words", "date"),
    [("年底前", "2022-12-31"), ("6月底前", "2022-06-30"), ("今年三季度末", "2022-09-30"), ("明年6月底前", "")],
)
def test_a_date_without_a_year_has_that_of_a_plan_of_one_year(words: str, date: str) -> None:
    read = date_of(words, Period.of("2022-2022"))
    assert (read if isinstance(read, UnreadNumeral) else read[0]) == (date or UnreadNumeral("no-year"))
    assert date_of(words, PERIOD) == UnreadNumeral("no-year")


@pytest.mark.parametrize(("words", "date"), [("年内", "2021-12-31"), ("9月底前", "2021-09-30"), ("6月底前", "")])
def test_a_date_without_a_year_has_that_of_the_document_unless_it_was_over(words: str, date: str) -> None:
    read = date_of(words, Period("2021-01-01", "2023-12-31", "2021-08-17"))
    assert (read if isinstance(read, UnreadNumeral) else read[0]) == (date or UnreadNumeral("no-year"))


@pytest.mark.parametrize(
    ("words", "date"),
    [("明年上半年", "2022-06-30"), ("后年底前", "2023-12-31"), ("三年内", "2024-07-31"), ("到有效期末", "2024-07-31")],
)
def test_years_count_from_the_document_and_from_its_first_day(words: str, date: str) -> None:
    read = date_of(words, Period("2021-08-01", "2024-07-31", "2021-07-12"))
    assert not isinstance(read, UnreadNumeral) and read[0] == date


@each("words,expected", table("statements").items())
def test_a_statement_is_read(words: str, expected: list[dict[str, str]]) -> None:
    text = words.replace("⏎", "\n")
    rule = document_rule(text)
    found = [
        (s.label, " ".join(f"{body.name}={body.role}{'…' * body.open}" for body in s.bodies)) for s in statements(text)
    ]
    assert found == [(row["label"], row["bodies"]) for row in expected if row["bodies"]]
    assert {row["rule"] for row in expected} == {f"{rule.leads} {rule.marks}".strip() if rule else ""}


@each("words,expected", table("likely_statements").items())
def test_what_looks_like_a_statement_is_listed(words: str, expected: list[dict[str, str]]) -> None:
    text = words.replace("⏎", "\n").replace("⇥", "\t")
    found = likely_statements(text, 0, len(text), statements(text))
    assert " ".join(text[start:end] for start, end in found) == expected[0]["listed"]


@each("words", NUMBERS)
def test_what_is_not_read_has_a_reason_and_no_value(words: str) -> None:
    for item in said(words):
        assert words[item.start : item.end] == item.printed
        assert (item.value is None) == bool(item.why)
        assert bool(item.comparator) == bool(item.basis) == bool(item.hedge) == (item.value is not None)
        assert item.vague == (item.kind == "vague")


@each("row", rows(HERE / "forms.tsv", "\t"))
def test_a_figure_alone_is_read(row: dict[str, str]) -> None:
    read = form(row["printed"])
    if isinstance(read, UnreadNumeral):
        assert read.why == row["why"]
    else:
        found = (plain(read.value), plain(read.upper), "percent" if read.percent else "", read.says)
        assert found == (row["value"], row["upper"], row["percent"], row["says"])


REFUSED = re.compile(r"(?:Why it is not read|不读的理由) \|\n\|[ -|]+\n((?:\|.*\n)+)")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_the_method_page_says_is_refused_is_refused(language: str) -> None:
    listed = REFUSED.search((ROOT / "docs" / language / "method.md").read_text("utf-8"))
    assert listed
    cells = [row.split("|")[1].strip().replace("\\n", "\n").replace("\\t", "\t") for row in listed[1].splitlines()]
    examples = [
        words for cell in cells for words in re.split("[、,] ?", cell) if not re.search(r"[a-z]{2}|[，过给]", words)
    ]
    assert len(examples) > 25
    for words in examples:
        read = figures(words, measures=MEASURES)
        assert read and all(item.value is None and not item.deadline for item in read), (words, read)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("市财政局", {"department"}),
        ("区委保密机要局", {"department", "party_organ"}),
        ("市卫健委办公室", set()),
    ],
)
def test_the_end_of_a_name_tells_the_kind_of_its_bearer(name: str, kinds: set[str]) -> None:
    assert kinds_of_body(name) == kinds
