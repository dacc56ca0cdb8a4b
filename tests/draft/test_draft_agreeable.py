"""What is suggested can be agreed with: the thing that is counted stands in the quote, a body has its own rank."""

# ruff: noqa: E501  (a case is read by the line)
from __future__ import annotations

from pathlib import Path

import pytest

from publisher.check.reading import measures_of
from publisher.check.rules.outline import printed_number
from publisher.codebook.bodies import names_of
from publisher.codebook.scan import scan
from publisher.draft.analysis import find
from publisher.draft.bodies.units import new_unit
from publisher.draft.figures.numbers import candidates
from publisher.draft.marks import lines_of
from publisher.draft.outline.clauses import OutlineClause, outline
from publisher.draft.outline.tables import table_rows
from publisher.draft.suggest.plan import suggestions
from publisher.read.registry import Registry, read_registry
from publisher.terms.schema import load_schemas


@pytest.fixture(scope="module")
def registry(root: Path) -> Registry:
    return read_registry(root, load_schemas(root / "schemas"))


@pytest.mark.parametrize(
    ("text", "figure", "what", "quote"),
    [
        ("续建北礁海上风电一期（某集团，40万千瓦），年底并网。", "40万", "续建北礁海上风电一期", "续建北礁海上风电一期（某集团，40万千瓦）"),
        ("机架依次为800架、1200架。", "1200", "机架", "机架依次为800架、1200架"),
        ("事项网上可办率平均达到95%。", "95%", "事项网上可办率平均", "事项网上可办率平均达到95%"),
        ("税收亩均达到30万元。", "30万", "税收亩均", "税收亩均达到30万元"),
        ("2022年内报批6项。", "6", "报批", "2022年内报批6项"),
        ("2025年前海泵站6座。", "6", "前海泵站", "2025年前海泵站6座"),
        ("2022年前沿技术企业6家。", "6", "前沿技术企业", "2022年前沿技术企业6家"),
        ("2022年内蒙古泵站6座。", "6", "内蒙古泵站", "2022年内蒙古泵站6座"),
        ("清洁能源占比提高15个百分点。", "15", "清洁能源占比提高", "清洁能源占比提高15个百分点"),
        ("清洁能源占比提高到15%。", "15%", "清洁能源占比", "清洁能源占比提高到15%"),
        ("一、信息网络设施（4项）", "4", "一、信息网络设施", "信息网络设施（4项）"),
        ("集装箱吞吐量达到400万吨、力争达到450万吨。", "450万", "集装箱吞吐量", "集装箱吞吐量达到400万吨、力争达到450万吨"),
        ("接入部门系统由61个增加到100个。", "61", "接入部门系统", "接入部门系统由61个增加到100个"),
        ("全县户均容量将由目前的1.9千伏安提高到2.4千伏安。", "2.4", "全县户均容量", "全县户均容量将由目前的1.9千伏安提高到2.4千伏安"),
        ("北关镇\t12.6\t18\t10", "12.6", "北关镇", "北关镇\t12.6"),
        ("在全省遴选10个设区的市、100个县（市）。", "100", "县（市）", "100个县（市）"),
        ("确保两成镇（乡、场）覆盖率达到80%。", "80%", "两成镇（乡、场）覆盖率", "确保两成镇（乡、场）覆盖率达到80%"),
        ("确保两成镇(乡、场)覆盖率达到80%。", "两成", "镇(乡、场)覆盖率达到80%", "确保两成镇(乡、场)覆盖率达到80%"),
        ("建成3个新镇（原甲镇、乙镇）、8个新村。", "3", "新镇", "建成3个新镇（原甲镇"),
        ("建成5G基站35座（其中室内分布系统12套）。", "12", "室内分布系统", "建成5G基站35座（其中室内分布系统12套）"),
    ],
)  # fmt: skip
def test_what_is_counted_stands_in_the_quote(text: str, figure: str, what: str, quote: str, registry: Registry) -> None:
    text = text.replace("　　", "  ")
    clause = OutlineClause((1,), 0, len(text), "", "", "task", "")
    read = {one.printed: one for one in candidates(text, 0, len(text), [clause], measures_of(registry))}
    one = read[figure]
    assert one.what == what.removeprefix("一、")
    assert text[slice(*one.quote)] == quote.replace("　　", "  ")
    assert one.what in text[slice(*one.quote)]


@pytest.mark.parametrize(
    ("line", "figure", "quote"),
    [
        ("2.新增泵站26座。", "26", "新增泵站26座"),
        ("（二） 新增泵站26座，改造管网30公里。", "26", "新增泵站26座"),
        ("第二条 新增泵站26座。", "26", "新增泵站26座"),
        ("2.加快建设。新增泵站26座。", "26", "新增泵站26座"),
    ],
)
def test_a_quote_begins_behind_the_number_of_its_clause(line: str, figure: str, quote: str, registry: Registry) -> None:
    text = f"一、任务\n1.推进。\n{line}\n"
    found = candidates(text, 0, len(text), outline(text, 0, len(text)), measures_of(registry))
    assert [text[slice(*one.quote)] for one in found if one.printed == figure] == [quote]


def test_a_heading_names_the_year_of_what_follows(registry: Registry) -> None:
    text = (
        "在北关区人民代表大会上的报告\n各位代表：\n一、2022年工作回顾\n全区建成监测终端480套，群众办事更方便。\n"
        "二、2023年主要任务\n新建监测终端500套，改造老旧泵站12座，让城市运行更加安全可靠。\n三、抓好落实\n各街道要主动配合，培训人员300人次。\n"
    )
    analysis = find(text, registry, area_code="999900")
    assert analysis is not None
    rows = {row.cells["figure_printed"]: row for row in suggestions(analysis, "x", registry, area_code="999900")
            if row.cells.get("figure_printed")}  # fmt: skip
    assert rows["480"].table == "observations"
    assert [(rows[one].table, rows[one].cells["deadline"]) for one in ("500", "12")] == [("targets", "2023-12-31")] * 2
    assert (rows["300"].cells["deadline_basis"], rows["300"].confidence) == ("none_stated", "low")


@pytest.mark.parametrize(
    ("name", "area", "level", "code"),
    [
        ("市场监管总署", "000000", "national", "000000"),
        ("海洋总局", "000000", "national", "000000"),
        ("各片区指挥部", "999914", "district", "999914"),
        ("市应急指挥部", "999900", "municipal", "999900"),
        ("潮生区人民政府", "999900", "district", ""),
        ("云门市人民政府", "990000", "municipal", ""),
        ("区政府", "999900", "district", "999900"),
        ("虚构市人民政府", "999900", "municipal", "999900"),
        ("各区人民政府", "999900", "district", "999900"),
        ("市工业和信息化局", "999902", "municipal", "999900"),
        ("党群工作部", "999900", "municipal", "999900"),
        ("财务部", "999900", "municipal", "999900"),
        ("交通运输部", "999900", "national", "000000"),
        ("人社部", "999900", "national", "000000"),
        ("教育部直属高校", "999900", "municipal", "999900"),
        ("市人民政府", "990000", "municipal", "990000"),
        ("省能源局", "999902", "provincial", "990000"),
        ("市财政局", "999981", "district", "999981"),
        ("市财政局", "999004", "district", "999004"),
        ("市财政局", "999980", "municipal", "999900"),
        ("省能源局", "999981", "provincial", "990000"),
        ("各镇", "999981", "district", "999981"),
    ],
)
def test_a_body_has_the_rank_of_its_name(name: str, area: str, level: str, code: str, registry: Registry) -> None:
    unit, _, _ = new_unit(name, "x-u01", area, registry)
    assert (unit["level"], unit["area_code"]) == (level, code)
    assert bool(unit.get("area_zh")) == (not code)
    assert unit["is_group"] == str(name.startswith("各") or name in ("市人民政府", "区政府")).lower()


def test_a_row_whose_name_cell_is_merged_keeps_its_number() -> None:
    rows = list(
        table_rows(
            lines_of(
                "序号\t任务\t举措\t牵头单位\n1\t网络提质\t新建基站\t市工信局\n2\t\t打造标杆工厂\t市商务局\n", 0, 60
            )
        )
    )
    assert [(row.number, row.name.text) for row in rows] == [("1", "网络提质"), ("2", "打造标杆工厂")]


@pytest.mark.parametrize(
    ("printed", "number"), [("2.1", 1), ("2.3.", 3), ("2.1.4", 4), ("（二）", 2), ("12.", 12), ("附件1", None)]
)
def test_a_decimal_number_is_that_of_its_last_part(printed: str, number: int | None) -> None:
    assert printed_number(printed) == number


@pytest.mark.parametrize("listed", ["应急、城管、水务三个部门", "应急、城管、水务3家单位", "应急、城管、水务"])
def test_how_many_bodies_were_named_is_no_part_of_a_name(listed: str) -> None:
    assert [name.text for name in names_of(listed)] == ["应急", "城管", "水务"]


@pytest.mark.parametrize("text", ["打通“最后一公里”", "解决最后一百米难题", "守住最后一道防线"])
def test_the_last_mile_is_no_figure(text: str, registry: Registry) -> None:
    assert all(token.form is None for token in scan(text, measures_of(registry)))
