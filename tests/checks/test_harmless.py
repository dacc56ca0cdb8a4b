"""Harmless edits of the real package: after `fmt` (and `lock`, where content changed) nothing is wrong with it."""

# ruff: noqa: E501  (tables are read by the row)
from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import lab
import pytest
from at_hand import texts, with_texts
from mutated import Bench
from together import Together, grouped

from publisher.check.rules.projects import governing_verb
from publisher.check.rules.translated import contradictions
from publisher.codebook.stages import stages
from publisher.maintain.fmt import Repair, looked_at
from publisher.maintain.lock import lock_text, registry_lock_text
from publisher.read.layout import FOLDER
from publisher.read.plan import read_plan
from publisher.terms.problem import Problem, Severity

pytestmark = pytest.mark.slow

Rows = list[list[str]]


def _write(rows: Rows, **dialect: object) -> bytes:
    out = io.StringIO()
    csv.writer(out, **{"lineterminator": "\n", **dialect}).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue().encode()


def _shuffled(rows: Rows) -> bytes:
    body = rows[1:]
    random.Random(1).shuffle(body)
    return _write([rows[0], *body])


def _reversed_columns(rows: Rows) -> bytes:
    return _write([row[::-1] for row in rows])


FORMS: tuple[tuple[str, Callable[[Rows], bytes]], ...] = (
    ("rows in another order", _shuffled),
    ("rows upside down", lambda rows: _write([rows[0], *rows[:0:-1]])),
    ("columns in another order", _reversed_columns),
    ("every cell quoted", lambda rows: _write(rows, quoting=csv.QUOTE_ALL)),
    ("words quoted", lambda rows: _write(rows, quoting=csv.QUOTE_NONNUMERIC)),
    ("line ends of another system", lambda rows: _write(rows, lineterminator="\r\n")),
    ("a byte-order mark", lambda rows: b"\xef\xbb\xbf" + _write(rows)),
    ("UTF-16", lambda rows: _write(rows).decode().encode("utf-16")),
    ("GB18030", lambda rows: _write(rows).decode().encode("gb18030")),
    ("semicolons", lambda rows: _write(rows, delimiter=";")),
    ("tabs", lambda rows: _write(rows, delimiter="\t")),
    ("empty rows at the end", lambda rows: _write([*rows, [""] * len(rows[0]), [""] * len(rows[0])])),
    ("blank lines between", lambda rows: _write(rows).replace(b"\n", b"\n\n", 3)),
    ("empty columns at the end", lambda rows: _write([[*row, "", ""] for row in rows])),
    ("no line end at the end", lambda rows: _write(rows).rstrip(b"\n")),
    ("spaces at the ends of cells", lambda rows: _write([rows[0], *([row[0] + " ", *row[1:]] for row in rows[1:])])),
)  # fmt: skip
PLACES = ("chengdu-2020/targets", "shanghai-2020/notes", "baoshan-2020/responsibilities", "unit_names")
# Content that grows or is reworded: table, key of the row, column and how its words change ("" adds a row).
WORDS = (
    ("shanghai-2020/targets", "caveat_en", "A word more."), ("shanghai-2020/targets", "caveat_zh", "多说一句。"),
    ("chengdu-2020/targets", "what_en", "5G base stations in another wording"), ("chengdu-2020/targets", "what_zh", "5G通信基站"),
    ("shanghai-2020-press/tasks", "summary_en", "Another summary of new infrastructure."), ("baoshan-2020/tasks", "summary_zh", "另一种概括。"),
    ("shanghai-2020-press/observations", "what_en", "another wording"), ("shanghai-yrd-2020/mentions", "reason_zh", "另一种理由。"),
    ("shanghai-yrd-2020/clauses", "heading_en", "Another translation"), ("chengdu-2020/notes", "text_zh", "另一种说法，“含引号”与（括号）。"),
    ("units", "name_en", "Another Translation of the Name"), ("documents", "summary_en", "Another summary."),
    ("documents", "limitations_zh", "另一种说明。"), ("indicators", "definition_en", "Another definition."),
    ("chengdu-2020/projects", "name_en", "another wording"), ("shanghai-2020/projects", "caveat_zh", "平台已经存在与否，原文未说明。"),
    ("shanghai-2020/parties", "name_en", "China Telecom Group"), ("themes", "definition_zh", "算力、数据与平台。"),
    ("shanghai-2020/copies", "defects_en", "Another account of what is wrong."), ("retired", "reason_zh", "另一种理由。"),
    ("shanghai-yrd-2020/parties", "name_en", "the city of Hefei, Anhui"), ("themes", "name_en", "Computing power and data"),
    ("measures", "label_en", "another label"), ("indicators", "name_zh", "5G基站的数量"),
)  # fmt: skip

# What a summary may say otherwise of the same figures: table, key of the row, column, words, other words.
S, B, C, Y, P = "shanghai-2020", "baoshan-2020", "chengdu-2020", "shanghai-yrd-2020", "shanghai-2020-press"
RETOLD = (
    (f"{S}/tasks", f"{S}.2.4.2", "summary_zh", "三年内新建电动汽车充电桩10万个", "三年内，电动汽车充电桩新增10万个"), (f"{S}/tasks", f"{S}.2.4.2", "summary_zh", "45个左右", "约45个"),
    (f"{S}/tasks", f"{S}.2.4.2", "summary_zh", "45个左右", "45个"), (f"{S}/tasks", f"{S}.2.4.4", "summary_zh", "新增1.5万台以上智能取物柜", "新增不少于15000台智能取物柜"),
    (f"{S}/tasks", f"{S}.2.4.4", "summary_zh", "1.5万台以上", "超过1.5万台"), (f"{B}/tasks", f"{B}.2.1.2", "summary_zh", "建设10家以上无人工厂", "建设至少10家无人工厂"),
    (f"{S}/tasks", f"{S}.2.1.3", "summary_zh", "超过60%", "高于六成"), (f"{S}/tasks", f"{S}.2.1.5", "summary_zh", "40至100G", "40—100G"),
    (f"{S}/tasks", f"{S}.2.1.2", "summary_zh", "100家以上", "上百家"), (f"{S}/tasks", f"{S}.2.4.8", "summary_zh", "三年内建300个社区生鲜前置仓和3个城市分选中心", "三年内建前置仓300个、分选中心三个"),
    (f"{S}/tasks", f"{S}.2.1.1", "summary_zh", "移动、固定宽带的平均接入能力达到1000Mbps，平均用户感知速率达到50Mbps", "平均接入1000Mbps、感知50Mbps"),
    (f"{S}/tasks", f"{S}.2.1.6", "summary_zh", "在上海登陆的国家海底光缆容量达28T、互联网国际出口带宽达7T", "海缆容量28T，出口带宽7T"), (f"{B}/tasks", f"{B}.2.1.1", "summary_zh", "三年内建成5G基站数达3600个", "5G基站三年内达到3600个"),
    (f"{S}/targets", f"{S}.t14", "caveat_zh", "2020年5月7日发布会", "5月7日发布会"), (f"{S}/notes", f"{S}.n01", "text_en", "were not entered", "(Why?because: “colou?r”, organi?ation, a.cn/#list?id=x, b.cn/news?from=list?d=x) were not entered"),
    (f"{S}/tasks", f"{S}.2.1.6", "summary_zh", "在上海登陆的国家海底光缆容量达28T、互联网国际出口带宽达7T", "海底光缆容量、互联网国际出口带宽分别达28T、7T"),
    (f"{S}/tasks", f"{S}.2.1.6", "summary_zh", "在上海登陆的国家海底光缆容量达28T、互联网国际出口带宽达7T", "海缆达28T而互联网国际出口带宽达7T"), (f"{S}/tasks", f"{S}.2.1.1", "summary_zh", "三年内新建3.4万个基站", "三年内基站新建数达3.4万个"),
    (f"{S}/tasks", f"{S}.2.4.2", "summary_zh", "三年内新建电动汽车充电桩10万个", "三年内新建电动汽车充电桩达到10万个"), (f"{S}/tasks", f"{S}.2.4.2", "summary_zh", "三年内新建电动汽车充电桩10万个", "三年内电动汽车充电桩新建总量10万个"),
    (f"{B}/tasks", f"{B}.2.1.1", "summary_zh", "三年内建成5G基站数达3600个", "三年内5G基站建成数为3600个"), (f"{S}/tasks", f"{S}.2.1.5", "summary_zh", "区级40至100G", "区级40G起、最高100G"),
    (f"{S}/tasks", f"{S}.2.1.5", "summary_zh", "区级40至100G", "区级下限40G、上限100G"), (f"{Y}/tasks", f"{Y}.2.4.1", "summary_zh", "湿地保持46.5万公顷", "湿地不少于46.5万公顷"), (f"{Y}/tasks", f"{Y}.2.4.3", "summary_zh", "比例升至35%", "比例不低于35%"),
    (f"{C}/tasks", f"{C}.2.1.2", "summary_zh", "国家级互联网骨干直联点网间带宽达到1000Gbps、城域网出口带宽达到22Tbps", "骨干直联点网间带宽、城域网出口带宽分别达到1000Gbps、22Tbps"),
    (f"{S}/targets", f"{S}.t05", "what_zh", "新建5G基站", "上海新建5G基站的建设数量"), (f"{B}/targets", f"{B}.t06", "what_zh", "5G基站", "全区建成的5G基站总数"),
    (f"{S}/targets", f"{S}.t08", "what_zh", "家庭千兆接入能力全覆盖", "我市家庭的千兆接入能力全覆盖"), (f"{S}/targets", f"{S}.t11", "what_zh", "用户平均感知速率", "用户感知速率的平均水平"),
    (f"{S}/targets", f"{S}.t06", "what_zh", "5G独立组网（SA）核心网建成", "率先建成的5G独立组网核心网"), (f"{Y}/targets", f"{Y}.t10", "what_zh", "淀山湖水质达到Ⅳ类（总氮除外）", "淀山湖水质达到Ⅳ类"),
    (f"{B}/tasks", f"{B}.2.1.4", "summary_zh", "街镇两级", "街镇二级"), (f"{C}/tasks", f"{C}.2.3.3", "summary_zh", "力争2022年", "争取2022年"), ("documents", S, "summary_zh", "六个工作组", "6个工作组"),
    ("documents", Y, "summary_zh", "七个重点领域", "7个重点领域"), (f"{C}/targets", f"{C}.t12", "caveat_zh", "份额合计820万", "份额共计820万"), (f"{S}/notes", f"{S}.n03", "text_zh", "6+4+7+8", "6 + 4 + 7 + 8"),
    ("indicators", "hydrogen-stations", "comparability_zh", "不可相加", "不能相加"), ("indicators", "rail-transit-length", "comparability_zh", "可以相加", "可相加"),
    (f"{S}/tasks", f"{S}.2.4.2", "summary_en", "about 45 taxi charging demonstration stations", "taxi charging demonstration stations, about 45 of them"),
    (f"{C}/targets", f"{C}.t04", "what_zh", "通车里程", "运营里程"), (f"{S}/targets", f"{S}.t26", "what_zh", "归集的", "收录的"),
    (f"{S}/targets", f"{S}.t16", "what_zh", "IPv6活跃用户占互联网用户的比例", "活跃的IPv6用户在互联网用户中的占比"), (f"{S}/targets", f"{S}.t37", "what_zh", "总规模", "的资金总规模"),
    (f"{S}/targets", f"{S}.t26", "what_zh", "证照种类", "证照种类数量"),
    (f"{C}/targets", f"{C}.t10", "what_zh", "川西气田天然气年产能", "川西气田的年产能"), (f"{Y}/targets", f"{Y}.t13", "what_zh", "覆盖全部统筹区和主要医疗机构", "对全部统筹区和主要医疗机构的覆盖"),
    (f"{S}/targets", f"{S}.t35", "what_zh", "社区生鲜前置仓", "社区生鲜食品前置仓"), (f"{B}/targets", f"{B}.t11", "what_zh", "区级政务外网带宽", "区级政务外网的带宽能力"),
    (f"{S}/tasks", f"{S}.2.4.3", "summary_en", "in three years", "within three years"), (f"{Y}/tasks", f"{Y}.2.4.1", "summary_en", "at least 59% of", "59% or more of"),
    (f"{Y}/tasks", f"{Y}.2.4.4", "summary_zh", "33微克/立方米", "每立方米33微克"), (f"{Y}/tasks", f"{Y}.2.4.4", "summary_zh", "控制在1502万吨以内", "限制在1502万吨以内"),
    (f"{C}/tasks", f"{C}.2.3.3", "summary_zh", "超过30亿", "30亿以上，即超过30亿"),
    (f"{S}/tasks", f"{S}.3.3", "summary_zh", "总规模1000亿元以上", "总规模不少于1000亿元"), ("documents", S, "summary_zh", "2020年印发", "2020年4月29日印发"),
    ("documents", "shanghai-2020-press", "summary_zh", "约2700亿元", "2700亿元左右"), ("documents", "shanghai-2020-press", "summary_en", "CNY 270 billion", "CNY 0.27 trillion"),
    (f"{S}/tasks", f"{S}.2.1.2", "summary_zh", "搭建长三角工业互联网", "搭建面向长三角的工业互联网"), (f"{S}/tasks", f"{S}.2.1.2", "summary_zh", "有全国影响力", "在全国有影响力"),
    (f"{S}/tasks", f"{S}.2.1.4", "summary_zh", "中轨道", "中轨"), (f"{Y}/tasks", f"{Y}.2.6.3", "summary_zh", "印尼青山", "印度尼西亚青山"),
    (f"{C}/tasks", f"{C}.2.2.3", "summary_zh", "中德智能网联", "中德合作的智能网联"), (f"{Y}/tasks", f"{Y}.2.4.3", "summary_zh", "严禁航运船舶非法排污", "禁止船舶非法排污"),
    (f"{Y}/tasks", f"{Y}.2.4.3", "summary_zh", "主要河流断面", "主要河道断面"), (f"{Y}/tasks", f"{Y}.2.4.4", "summary_zh", "禁建燃煤设施", "不再新建燃煤设施"),
    (f"{Y}/tasks", f"{Y}.2.4.4", "summary_zh", "禁建燃煤设施", "禁止新建燃煤设施"), (f"{C}/tasks", f"{C}.2.4.2", "summary_zh", "规划建设1000万", "规划1000万"),
    (f"{C}/tasks", f"{C}.2.1.3", "summary_zh", "规划建设人工智能超算中心", "建设人工智能超算中心"), (f"{C}/tasks", f"{C}.2.2.1", "summary_zh", "启动建设天府枢纽站", "开工建设天府枢纽站"),
    (f"{S}/tasks", f"{S}.2.1.1", "summary_zh", "率先建成SA", "建成SA"), (f"{C}/tasks", f"{C}.3.5", "summary_zh", "每季度", "按季度"),
    (f"{B}/tasks", f"{B}.2.1.1", "summary_zh", "在全区基本覆盖的基础上", "在基本覆盖全区的基础上"), (f"{S}/tasks", f"{S}.3.1", "summary_zh", "市政府主要领导牵头", "市政府主要负责同志牵头"),
    (f"{S}/tasks", f"{S}.2.2.4", "summary_zh", "上海交通大学", "上海交大"), (f"{S}/tasks", f"{S}.2.4.2", "summary_zh", "力争氢燃料", "争取氢燃料"),
    (f"{S}/tasks", f"{S}.2.2.1", "summary_zh", "全力推进硬X射线", "推进硬X射线"), (f"{C}/tasks", f"{C}.2.4.2", "summary_zh", "争取国家级", "力争国家级"),
    (f"{S}/targets", f"{S}.t36", "what_zh", "城市分选中心", "城市级分选中心"), (f"{S}/targets", f"{S}.t07", "what_zh", "5G全市覆盖", "全市5G覆盖"),
    (f"{Y}/targets", f"{Y}.t06", "what_zh", "生态用地占陆域面积的比例", "陆域面积中生态用地的比例"), (f"{S}/targets", f"{S}.t37", "what_zh", "专项总规模", "专项的总额"),
    (f"{B}/targets", f"{B}.t05", "what_zh", "5G网络全区基本覆盖", "全区5G网络基本覆盖"), (f"{S}/targets", f"{S}.t18", "what_zh", "拟整合的", "要整合的"),
    (f"{B}/targets", f"{B}.t06", "what_en", "5G base stations", "5G base stations in place"), (f"{Y}/targets", f"{Y}.t11", "what_en", "hot-metal capacity", "hot-metal production capacity"),
    (f"{S}/targets", f"{S}.t26", "caveat_zh", "1000是下限", "1000为下限"), (f"{S}/targets", f"{S}.t32", "caveat_zh", "在试点基础上新增", "在现有试点的基础上新增"),
    (f"{B}/targets", f"{B}.t10", "caveat_zh", "是争取目标", "属争取目标"), (f"{Y}/targets", f"{Y}.t08", "caveat_zh", "不是新增", "不是新增量"),
    (f"{S}/targets", f"{S}.t05", "caveat_zh", "不是到期总数", "不是累计数"), (f"{S}/targets", f"{S}.t18", "caveat_zh", "“到2021年底”", "“2021年底”"),
    (f"{P}/observations", f"{P}.o08", "what_zh", "已建和在建", "在建和已建"), (f"{S}/notes", f"{S}.n08", "text_zh", "“占比互联网用户超过60%”", "“占比互联网用户”"),
    (f"{C}/notes", f"{C}.n18", "text_zh", "互联、T级出口、P级算力、E级存储", "互联……E级存储"),
    (f"{P}/notes", f"{P}.n16", "text_zh", "成文日期是4月29日", "成文日期为2020年4月29日"), (f"{S}/notes", f"{S}.n32", "text_zh", "《上海市进一步推进新型基础设施建设行动方案（2023-2026年）》", "《进一步推进新型基础设施建设行动方案（2023-2026年）》"),
    (f"{S}/notes", f"{S}.n05", "text_zh", "不可说成“建成3.4万个”", "不宜写作“建成3.4万个”"), ("indicators", "cloud-firms", "comparability_zh", "现状6万多家", "现有6万多家"),
    ("indicators", "industrial-internet-platforms", "comparability_zh", "现状15个", "现状为15个"), ("indicators", "base-stations-5g", "comparability_zh", "不可直接相比", "不能直接比较"),
    ("indicators", "internet-hospitals", "definition_zh", "新设置的", "新设的"), ("indicators", "charging-points", "comparability_zh", "三年内新建10万个", "三年新增10万个"),
    ("indicators", "sensing-nodes", "comparability_zh", "写“十万级”", "只写“十万级”"),
    # ---- a caveat that speaks of another number
    (f"{S}/targets", f"{S}.t05", "caveat_zh", "直接比较", "直接比较。宝山写的数，是到期的总数"), (f"{S}/targets", f"{S}.t05", "caveat_zh", "直接比较", "直接比较；成都的则不同，不是新增数"),
    (f"{S}/targets", f"{S}.t05", "caveat_zh", "直接比较", "直接比较。行动目标里的另一数，是总量"), (f"{S}/targets", f"{S}.t13", "caveat_zh", "含已建的", "含已建的。宝山的一项，写作“力争”"),
    (f"{B}/targets", f"{B}.t06", "caveat_zh", "3.4万个是三年内新建数", "3.4万个，是三年内新建数"), (f"{B}/targets", f"{B}.t09", "caveat_zh", "是否计入", "是否计入。市方案的同一项，没有保留语气"),
    (f"{B}/targets", f"{B}.t10", "caveat_zh", "的分解任务", "的分解任务。成都的同类数字，没有语气"), (f"{B}/targets", f"{B}.t11", "caveat_zh", "宝山取其上限", "宝山取其上限。上海的第一个数，是下限"),
    # ---- a basis that is denied, or told beside the other
    (f"{B}/targets", f"{B}.t06", "what_en", "5G base stations", "5G base stations, existing and newly built"), (f"{B}/targets", f"{B}.t06", "what_en", "5G base stations", "5G base stations, not only newly built ones"),
    (f"{B}/targets", f"{B}.t06", "what_en", "5G base stations", "5G base stations (all of them rather than additional ones)"), (f"{B}/targets", f"{B}.t06", "what_en", "5G base stations", "5G base stations (none of these need be newly built)"),
    (f"{Y}/targets", f"{Y}.t08", "what_en", "(to be kept)", "(kept, not added to)"), (f"{C}/targets", f"{C}.t07", "what_en", "bandwidth between networks", "bandwidth between networks (no additional lines)"),
    (f"{P}/observations", f"{P}.o05", "what_en", "racks built", "racks built, without newly planned ones,"), (f"{B}/targets", f"{B}.t06", "what_zh", "5G基站", "5G基站（含新建的）"), (f"{B}/targets", f"{B}.t06", "what_zh", "5G基站", "5G基站（不是新增数）"),
    # ---- opposites that are denied, bodies of the own area in other forms
    (f"{Y}/tasks", f"{Y}.2.4.4", "summary_zh", "禁建燃煤设施", "不允许新建燃煤设施"), (f"{Y}/tasks", f"{Y}.2.4.4", "summary_zh", "禁建燃煤设施", "不得再新建燃煤设施"), (f"{Y}/tasks", f"{Y}.2.4.3", "summary_zh", "严禁航运船舶非法排污", "决不允许航运船舶非法排污"),
    (f"{Y}/tasks", f"{Y}.2.4.3", "summary_zh", "严禁航运船舶非法排污", "不准航运船舶非法排污"), (f"{Y}/tasks", f"{Y}.2.3.2", "summary_zh", "在2019年底前取消路中收费站", "到2019年底不再保留路中收费站"), (f"{Y}/tasks", f"{Y}.2.3.2", "summary_zh", "在2019年底前取消路中收费站", "2019年底前路中收费站一律不保留"),
    (f"{Y}/tasks", f"{Y}.2.4.3", "summary_zh", "达到或优于Ⅲ类", "不低于Ⅲ类"), (f"{Y}/tasks", f"{Y}.2.4.3", "summary_zh", "达到或优于Ⅲ类", "不劣于Ⅲ类"), (f"{Y}/tasks", f"{Y}.2.4.3", "summary_zh", "达到或优于Ⅲ类", "没有劣于Ⅲ类"),
    (f"{S}/tasks", f"{S}.4.2", "summary_zh", "市发展改革委", "市发改委"), (f"{Y}/tasks", f"{Y}.4.1", "summary_zh", "市发展改革委", "市发改委"), (f"{S}/tasks", f"{S}.2.2.4", "summary_zh", "和张江复旦国际创新中心", "和复旦大学的张江复旦国际创新中心"),
    # ---- what can be compared, and what is counted
    ("indicators", "base-stations-5g", "comparability_zh", "新增与存量不可直接相比", "新增与存量并非都可比较"), ("indicators", "base-stations-5g", "comparability_zh", "新增与存量不可直接相比", "三个数不是可以直接比较的"),
    ("indicators", "base-stations-5g", "comparability_zh", "新增与存量不可直接相比", "新增与存量不能说可以相比"), ("indicators", "base-stations-5g", "comparability_zh", "新增与存量不可直接相比", "哪些可以比较，要看是新增还是存量"),
    ("indicators", "base-stations-5g", "comparability_zh", "新增与存量不可直接相比", "只有口径相同的才可直接相比"), ("indicators", "base-stations-5g", "comparability_zh", "是到2022年达到的水平", "是到2022年达到的水平（既有新建的也有原有的）"),
    ("indicators", "charging-points", "comparability_zh", "三年内新建10万个电动汽车充电桩", "三年内新建10万个电动汽车充电桩（没有算上存量）"), ("indicators", "hydrogen-stations", "definition_zh", "数量。", "数量，不含存量。"),
    ("indicators", "test-roads-length", "definition_zh", "里程。", "里程，与总数不同。"), ("indicators", "rail-transit-length", "definition_zh", "总里程。", "总里程，包括原有和新建的线路。"), ("indicators", "rail-transit-length", "definition_zh", "总里程。", "总里程，不只是新增里程。"),
    # ---- completions of a misprint, clauses that are only referred to, what exists beside what is promised
    (f"{S}/notes", f"{S}.n12", "text_zh", "当为“集……于一体”", "补足后读作“等全系列高端医疗装备集于一体的科学设施平台”"), (f"{S}/notes", f"{S}.n12", "text_zh", "当为“集……于一体”", "补全就是“高端医疗装备集于一体的科学设施平台”"),
    (f"{B}/notes", f"{B}.n33", "text_zh", "市方案作“带动5G等新型基础设施建设”", "补入后为“带动5G等新型基础设施建设”"), (f"{B}/notes", f"{B}.n33", "text_zh", "市方案作“带动5G等新型基础设施建设”", "“带动5G等新型基础设施建设”才通"),
    (f"{S}/notes", f"{S}.n13", "text_zh", "行动目标写“布设1000万个”", "任务2.4.1对应“布设1000万个社会治理神经元感知节点”"), (f"{S}/targets", f"{S}.t32", "what_zh", "新增智能取物柜", "在已投放的试点之外新增的智能取物柜"),
    (f"{B}/targets", f"{B}.t06", "what_zh", "5G基站", "5G基站（含已建成的）"), (f"{B}/targets", f"{B}.t06", "what_zh", "5G基站", "5G基站（已建成的也算）"), (f"{P}/observations", f"{P}.o08", "what_zh", "已建和在建的", "建成及在建的"),
    (f"{C}/notes", f"{C}.n20", "text_zh", "1个20万平方米", "1个20万平方米（3+10+1=14个区域）"), (f"{S}/notes", f"{S}.n03", "text_zh", "（6+4+7+8）", "（6+4+7+8，前三项行动6+4+7）"),
    (f"{C}/targets", f"{C}.t10", "what_en", "production capacity", "output capability"), (f"{Y}/targets", f"{Y}.t11", "what_en", "capacity", "output capacity"),
    # ---- places, phases, standards and bounds told otherwise
    (f"{Y}/tasks", f"{Y}.2.1.3", "summary_zh", "上海与苏州、无锡、常州、南通、宁波、嘉兴、舟山、湖州的", "上海与江苏的苏州、无锡、常州、南通，浙江的宁波、嘉兴、舟山、湖州的"),
    (f"{S}/tasks", f"{S}.2.3.7", "summary_zh", "以沪苏浙信息平台", "以上海、江苏、浙江的信息平台"), (f"{Y}/tasks", f"{Y}.2.3.1", "summary_zh", "沪通铁路一期", "上海至南通的铁路一期"), (f"{Y}/tasks", f"{Y}.2.3.1", "summary_zh", "沪苏湖", "上海、苏州、湖州之间"),
    (f"{Y}/tasks", f"{Y}.2.2.1", "summary_zh", "与安徽合肥共建", "与合肥共建"), (f"{Y}/tasks", f"{Y}.2.2.1", "summary_zh", "与安徽合肥共建", "与安徽共建"), (f"{C}/tasks", f"{C}.2.2.2", "summary_zh", "眉山（S5线）", "眉山市（S5线）"),
    (f"{Y}/tasks", f"{Y}.2.4.4", "summary_zh", "机动车国六", "机动车国六标准"), (f"{C}/tasks", f"{C}.2.2.2", "summary_zh", "城市轨道交通建设第五期规划", "第五期城市轨道交通建设规划"), (f"{C}/tasks", f"{C}.2.2.2", "summary_zh", "8号线二期", "8号线第二期"),
    (f"{Y}/tasks", f"{Y}.2.3.8", "summary_zh", "海上风电", "海上的风电"), (f"{B}/tasks", f"{B}.2.3.1", "summary_zh", "国资", "国有资本"), (f"{B}/tasks", f"{B}.2.4.4", "summary_zh", "常见病", "常见的病"), (f"{Y}/tasks", f"{Y}.2.6.1", "summary_zh", "半小时内", "半个小时以内"),
    (f"{Y}/tasks", f"{Y}.2.6.2", "summary_zh", "逐步放宽", "逐步放开"), ("indicators", "internet-hospitals", "comparability_zh", "是下限（20家以上）", "是下限而不是上限（20家以上）"), ("indicators", "internet-hospitals", "comparability_zh", "是下限（20家以上）", "20家以上，只是下限"),
    ("indicators", "hydrogen-stations", "comparability_zh", "是约数", "只是约数，不是确数"), ("indicators", "internet-hospitals", "definition_zh", "新设置的", "现有医院之外新设置的"), ("indicators", "internet-hospitals", "definition_zh", "新设置的互联网医院数量", "新设置的互联网医院数量，现有的不计"),
    ("documents", B, "title_en", "in Baoshan District", "in Baoshan"), ("units", "baoshan-transport-commission", "name_en", "Baoshan District Transport Commission", "Transport Commission of Baoshan District"), ("documents", P, "title_en", "Press conference on", "Press conference about"),
    # ---- ordinals, classes, times and labels said otherwise; English of the same word; what caveats and definitions say of themselves
    (f"{Y}/tasks", f"{Y}.2.3.8", "summary_zh", "上海第二液化天然气站线", "上海的第二条液化天然气站线"), (f"{Y}/tasks", f"{Y}.2.3.8", "summary_en", "Shanghai’s second LNG terminal", "a second LNG terminal of Shanghai"),
    (f"{Y}/tasks", f"{Y}.3.2.7", "summary_zh", "第五航权", "第五航权（经停）"), (f"{Y}/tasks", f"{Y}.2.4.3", "summary_zh", "达到或优于Ⅲ类", "达到Ⅲ类或更优"),
    (f"{Y}/tasks", f"{Y}.2.4.3", "summary_zh", "淀山湖除总氮（Ⅴ类）外达到Ⅳ类", "淀山湖达到Ⅳ类，总氮达到Ⅴ类"), (f"{Y}/tasks", f"{Y}.2.4.3", "summary_en", "at class III or better", "of class III or above"),
    (f"{S}/tasks", f"{S}.2.1.2", "summary_zh", "行业标识解析二级节点", "行业的标识解析二级节点"), (f"{S}/tasks", f"{S}.2.1.2", "summary_zh", "推动上海的国家顶级节点", "推动国家顶级节点（上海）"),
    (f"{S}/tasks", f"{S}.2.1.1", "summary_zh", "三年内新建3.4万个基站", "3年内新建3.4万个基站"), (f"{S}/tasks", f"{S}.2.1.1", "summary_zh", "三年内新建3.4万个基站", "未来三年新建3.4万个基站"),
    (f"{S}/tasks", f"{S}.2.1.1", "summary_en", "within three years", "over the three years"), (f"{B}/tasks", f"{B}.2.1.3", "summary_zh", "到2021年底", "到2021年末"),
    (f"{B}/tasks", f"{B}.2.1.3", "summary_zh", "到2021年底", "2021年底前"), (f"{B}/tasks", f"{B}.2.1.3", "summary_zh", "到2021年底", "2021年底之前"),
    (f"{Y}/tasks", f"{Y}.2.3.2", "summary_zh", "在2019年底前", "于2019年底之前"), (f"{Y}/tasks", f"{Y}.2.3.2", "summary_zh", "在2019年底前", "在2019年末以前"),
    (f"{C}/tasks", f"{C}.2.3.2", "summary_zh", "10千伏及以下", "10千伏以下（含）"), (f"{C}/tasks", f"{C}.2.3.2", "summary_zh", "加强10千伏及以下智能电网", "加强10千伏及更低电压的智能电网"),
    (f"{B}/tasks", f"{B}.2.1.2", "summary_zh", "建设10家以上", "建设10家及以上"), (f"{C}/tasks", f"{C}.2.1.2", "summary_zh", "城域网出口带宽", "城域网的出口带宽"),
    (f"{C}/tasks", f"{C}.2.3.3", "summary_zh", "年产能", "每年的产能"), (f"{S}/tasks", f"{S}.2.1.5", "summary_zh", "整合市级部门14个业务专网", "整合14个市级部门业务专网"),
    (f"{S}/tasks", f"{S}.2.1.5", "summary_zh", "推动市、区两级政务外网升级", "推动市级、区级政务外网升级"), (f"{S}/tasks", f"{S}.2.3.2", "summary_zh", "国产芯片与服务器", "国产的芯片和服务器"),
    (f"{S}/tasks", f"{S}.2.3.2", "summary_en", "Chinese-made chips and servers", "domestic chips and servers"), (f"{Y}/tasks", f"{Y}.2.4.4", "summary_zh", "完成中小燃油燃气锅炉改造", "完成中小型燃油燃气锅炉改造"),
    (f"{Y}/tasks", f"{Y}.2.5.4", "summary_zh", "鼓励上海一流大学", "支持上海一流大学"), (f"{Y}/tasks", f"{Y}.2.5.4", "summary_zh", "鼓励上海学校结对帮扶", "倡导上海学校结对帮扶"),
    (f"{Y}/tasks", f"{Y}.2.1.4", "summary_zh", "“田园五镇”", "田园五镇"), (f"{Y}/tasks", f"{Y}.2.2.6", "summary_zh", "“3+5+X”重点区域", "“3+5+X”类重点区域"),
    (f"{B}/tasks", f"{B}.3.3", "summary_zh", "“1+9”产业专项资金", "产业专项资金（“1+9”）"), (f"{B}/tasks", f"{B}.2.3.3", "summary_zh", "“六个一”平台体系", "平台体系（“六个一”）"),
    (f"{S}/targets", f"{S}.t05", "what_en", "5G base stations, newly built", "total of newly built 5G base stations"), (f"{S}/targets", f"{S}.t05", "what_en", "5G base stations, newly built", "5G base stations to be constructed"),
    (f"{S}/targets", f"{S}.t28", "what_en", "electric vehicle charging points, newly built", "additional electric vehicle charging points in total"), (f"{S}/targets", f"{S}.t32", "what_en", "smart lockers, added", "further smart lockers beyond existing ones"),
    (f"{S}/targets", f"{S}.t33", "what_en", "internet hospitals, newly set up", "internet hospitals founded"), (f"{S}/targets", f"{S}.t11", "what_en", "average user-perceived rate", "mean user-perceived rate"),
    (f"{C}/targets", f"{C}.t10", "what_en", "annual production capacity", "production capacity a year"), (f"{C}/targets", f"{C}.t10", "what_en", "annual production capacity", "yearly capacity"),
    (f"{C}/targets", f"{C}.t08", "what_en", "outbound bandwidth", "exit bandwidth"), (f"{Y}/targets", f"{Y}.t06", "what_en", "share of the land area that is ecological land", "ecological land as a share of all land"),
    (f"{P}/observations", f"{P}.o03", "what_en", "small and medium-sized firms", "SMEs"), (f"{P}/observations", f"{P}.o05", "what_en", "racks built", "racks in place"),
    (f"{P}/observations", f"{P}.o08", "what_en", "built and under construction", "completed and under construction"), (f"{P}/targets", f"{P}.t02", "what_en", "estimated total investment", "total investment expected"),
    (f"{B}/targets", f"{B}.t12", "what_en", "district government extranet", "government extranet of the district"), (f"{S}/targets", f"{S}.t18", "what_en", "dedicated networks of city departments to be integrated", "dedicated networks of municipal departments to be merged"),
    (f"{S}/targets", f"{S}.t19", "what_en", "bandwidth of the government extranet at city level", "city-level bandwidth of the government extranet"), (f"{S}/targets", f"{S}.t05", "caveat_zh", "是三年内新建的数量", "是2020至2022年三年内新建的数量"),
    (f"{S}/targets", f"{S}.t05", "caveat_zh", "是三年内新建的数量", "是3年内新建的数量"), (f"{S}/targets", f"{S}.t05", "caveat_zh", "不是到期总数；", "不是到期总数；宝山的则是三年末的水平；"),
    (f"{S}/targets", f"{S}.t19", "caveat_zh", "按Gbps理解", "按“Gbps”录入"), (f"{S}/targets", f"{S}.t20", "caveat_zh", "按Gbps理解", "理解为Gbps"),
    (f"{S}/targets", f"{S}.t23", "caveat_zh", "按Tbps理解", "按每秒太比特（Tbps）理解"), (f"{C}/targets", f"{C}.t10", "caveat_zh", "数值是每年的产能而非实际产量", "数值是产能，不是产量"),
    (f"{C}/targets", f"{C}.t10", "caveat_zh", "数值是每年的产能而非实际产量", "是设计的产能而不是实际达到的产能"), (f"{Y}/targets", f"{Y}.t11", "caveat_zh", "限的是铁水产能，不是粗钢产量", "限的是铁水的产能规模而不是产量规模"),
    (f"{Y}/targets", f"{Y}.t09", "caveat_zh", "35%是断面数的比例，不是河长的比例", "35%按断面数计，不按河长计"), (f"{S}/targets", f"{S}.t08", "caveat_zh", "指接入能力，不是实际签约或使用的带宽", "指接入能力而非使用的带宽"),
    (f"{S}/targets", f"{S}.t33", "caveat_zh", "是新设数量", "是新设的数量"), (f"{S}/targets", f"{S}.t33", "caveat_zh", "已有家数未给出", "已有家数未给出，不是累计数量"),
    ("indicators", "test-roads-length", "comparability_zh", "是新增里程，不是总里程", "是新增的里程，总里程未给出"), ("indicators", "rail-transit-length", "comparability_zh", "同一城市的总数", "同一城市的总里程"),
    ("indicators", "hydrogen-stations", "comparability_zh", "是约数", "是新建数"), ("indicators", "broadband-perceived-rate", "definition_zh", "即用户实际得到的速率，不是接入能力", "即用户实际得到的速率，不是网络标称的速率"),
    ("indicators", "ipv6-user-share", "definition_zh", "不是支持IPv6的设备", "不是支持IPv4或IPv6的设备"), ("indicators", "resolution-nodes", "definition_zh", "标识解析二级节点的数量", "标识解析二级节点的数量，不含顶级节点"),
    ("indicators", "science-space-floor-area", "definition_zh", "单位为平方米", "单位是平方米"), ("indicators", "science-space-floor-area", "definition_zh", "单位为平方米", "以平方米计"),
    ("documents", B, "limitations_zh", "多数任务没有数量目标", "多数任务没有数字"), ("documents", B, "limitations_zh", "多数任务没有数量目标", "少数任务有数量目标"),
    ("documents", Y, "summary_zh", "多数任务没有数值", "多数任务没有数值，只有少数有"), ("documents", S, "limitations_zh", "所读文本是转载", "所读文本是网站的转载"),
    ("documents", C, "limitations_zh", "所读文本是转载", "所读文本为转载"), ("documents", P, "summary_zh", "2020年5月7日", "5月7日"),
    ("documents", S, "summary_zh", "2020年印发", "2020年4月印发"), (f"{B}/notes", f"{B}.n07", "text_zh", "方案2020年7月印发", "本方案于2020年7月30日印发"),
    (f"{B}/notes", f"{B}.n07", "text_zh", "方案2020年7月印发", "方案的印发日期在2020年7月"), (f"{B}/mentions", f"{B}.m10", "reason_zh", "同句所列四种", "同句列出的4种"),
    (f"{C}/mentions", f"{C}.m11", "reason_zh", "三项（", "三项内容（"), (f"{C}/mentions", f"{C}.m37", "reason_zh", "四项", "四个方面"),
    (f"{C}/mentions", f"{C}.m09", "reason_zh", "记录在任务2.4.2", "记录在2.4.2"), (f"{C}/mentions", f"{C}.m09", "reason_zh", "记录在任务2.4.2", "记录在任务2.4.2中"),
    (f"{C}/mentions", f"{C}.m36", "reason_zh", "记录在任务2.4.1", "另见任务2.4.1"),
    (f"{B}/relations", f"{B}.l01", "to_title_zh", "", "上海市推进新型基础设施建设行动方案"), (f"{P}/relations", f"{P}.l01", "to_title_zh", "", "上海市推进新型基础设施建设行动方案（2020—2022年）"),
    # ---- words that deny, bound or explain
    (f"{P}/targets", f"{P}.t02", "what_en", "estimated total investment", "anticipated total investment (not actual spending)"), (f"{P}/observations", f"{P}.o05", "what_en", "racks built", "racks installed, planned ones not counted,"),
    (f"{S}/targets", f"{S}.t28", "what_en", "electric vehicle charging points, newly built", "electric vehicle charging points put up, existing ones not counted"), (f"{S}/targets", f"{S}.t33", "what_en", "internet hospitals, newly set up", "internet hospitals started afresh, not the existing ones"),
    (f"{S}/targets", f"{S}.t05", "caveat_zh", "是三年内新建的数量", "是三年内新建的数量，不是一年内的数量"),
    ("documents", B, "summary_zh", "为落实上海市行动方案而印发", "为落实上海市2020年4月印发的行动方案而印发"), ("documents", Y, "summary_zh", "多数任务没有数值", "多数任务没有具体数值"),
    ("indicators", "hydrogen-stations", "comparability_zh", "不可相加", "不可相加，口径一致的才可以相加"), ("indicators", "rail-transit-length", "comparability_zh", "不同城市可以相加", "不同城市的里程可以相加"),
    (f"{S}/notes", f"{S}.n01", "text_en", "were not entered", "were not entered (why? They are the site’s; whose else? Nobody’s)"),
    (f"{S}/projects", f"{S}.p79", "name_en", "Lin", "the Lin"), ("measures", "percent", "label_en", "per cent", "%"),
    # ---- signs, bodies, places, times, marks and months, said otherwise but rightly
    (f"{Y}/tasks", f"{Y}.2.3.8", "summary_zh", "加快500千伏崇明输变电", "加快崇明500千伏输变电"), (f"{Y}/tasks", f"{Y}.2.3.8", "summary_zh", "500千伏崇明输变电等电网工程", "500千伏（kV）崇明输变电等电网工程"),
    (f"{Y}/tasks", f"{Y}.2.3.8", "summary_zh", "站线项目前期工作和建设", "站线项目的前期工作与建设"), (f"{Y}/tasks", f"{Y}.2.3.8", "summary_zh", "站线项目前期工作和建设", "站线建设和前期工作"),
    (f"{Y}/tasks", f"{Y}.2.3.8", "summary_zh", "站线项目前期工作和建设", "站线建设"), (f"{Y}/tasks", f"{Y}.2.3.2", "summary_zh", "出省段前期工作", "出省段项目的前期工作"),
    (f"{Y}/tasks", f"{Y}.2.3.2", "summary_zh", "出省段前期工作", "出省段建设前期工作"), (f"{Y}/tasks", f"{Y}.2.3.2", "summary_zh", "出省段前期工作", "出省段前期研究"),
    (f"{Y}/tasks", f"{Y}.2.3.2", "summary_zh", "出省段前期工作", "出省段建设准备"), (f"{C}/tasks", f"{C}.2.3.2", "summary_zh", "220、110、35千伏骨干电网", "220千伏、110千伏、35千伏骨干电网"),
    (f"{S}/tasks", f"{S}.2.1.6", "summary_zh", "中国电信亚太互联网交换中心", "中国电信的亚太互联网交换中心"), (f"{S}/tasks", f"{S}.2.1.6", "summary_zh", "并扩容中国电信亚太", "并由中国电信扩容亚太"),
    (f"{S}/tasks", f"{S}.2.3.6", "summary_zh", "上海移动临港IDC", "中国移动上海公司临港IDC"), (f"{S}/tasks", f"{S}.2.3.6", "summary_zh", "上海移动临港IDC", "上海移动公司临港IDC"),
    (f"{S}/tasks", f"{S}.2.1.1", "summary_zh", "移动、固定宽带", "移动和固定宽带"), (f"{S}/tasks", f"{S}.2.2.3", "summary_zh", "中科院重大", "中国科学院重大"),
    (f"{S}/tasks", f"{S}.2.2.3", "summary_zh", "接入中科院", "接入中科院系统"), ("documents", P, "summary_zh", "未来三年第一批48个", "未来三年首批48个"),
    ("documents", P, "summary_zh", "未来三年第一批48个", "未来三年先行的48个"), (f"{C}/tasks", f"{C}.3.5", "summary_zh", "每季度对", "按季度对"),
    (f"{B}/tasks", f"{B}.2.4.3", "summary_zh", "市级部门每年的任务", "市级部门年度任务"), (f"{Y}/tasks", f"{Y}.4.4", "summary_zh", "把年度重点工作", "把每年的重点工作"),
    (f"{Y}/tasks", f"{Y}.4.3", "summary_zh", "和年度计划", "和每年的计划"), (f"{C}/tasks", f"{C}.2.3.3", "summary_zh", "年产能", "每年的产能"),
    (f"{Y}/tasks", f"{Y}.3.2.13", "summary_zh", "定期评估", "每年评估"), (f"{S}/tasks", f"{S}.2.3.1", "summary_zh", "分阶段滚动扩容", "分阶段、滚动地扩容"),
    (f"{Y}/tasks", f"{Y}.2.4.4", "summary_zh", "PM2.5平均浓度", "PM2.5年均浓度"), (f"{Y}/tasks", f"{Y}.2.4.4", "summary_zh", "PM2.5平均浓度", "PM2.5的平均浓度"),
    (f"{S}/tasks", f"{S}.2.4.3", "summary_zh", "推进嘉定、临港、洋山港、奉贤等区域", "推进嘉定区、临港、洋山港、奉贤区等区域"), (f"{S}/tasks", f"{S}.2.4.3", "summary_zh", "推进嘉定、临港、洋山港、奉贤等区域", "在嘉定、奉贤、临港、洋山港等地推进"),
    (f"{S}/tasks", f"{S}.2.3.7", "summary_zh", "以沪苏浙信息平台", "以苏浙沪信息平台"), (f"{S}/tasks", f"{S}.2.3.7", "summary_zh", "以沪苏浙信息平台", "以上海、江苏、浙江信息平台"),
    (f"{S}/tasks", f"{S}.2.3.7", "summary_zh", "以沪苏浙信息平台", "以两省一市信息平台"), (f"{Y}/tasks", f"{Y}.3.1.1", "summary_zh", "与江苏、浙江共同", "与苏浙共同"),
    (f"{Y}/tasks", f"{Y}.2.2.6", "summary_zh", "支持沪苏大丰", "支持苏沪大丰"), (f"{Y}/tasks", f"{Y}.2.3.8", "summary_zh", "沪浙联络线", "浙沪联络线"),
    (f"{C}/tasks", f"{C}.2.3.2", "summary_zh", "以及崇州至大邑至邛崃", "和崇州市至大邑县至邛崃市"), (f"{C}/tasks", f"{C}.2.2.1", "summary_zh", "金堂等", "金堂县等"),
    (f"{Y}/tasks", f"{Y}.2.3.8", "summary_zh", "东海大桥、临港、奉贤海上风电", "东海大桥、临港和奉贤的海上风电"), (f"{B}/tasks", f"{B}.2.2.2", "summary_zh", "华能上海罗泾", "华能在宝山罗泾的"),
    (f"{Y}/tasks", f"{Y}.3.1.2", "summary_zh", "不受行政区划和户籍限制", "打破行政区划和户籍限制"), (f"{Y}/tasks", f"{Y}.3.1.2", "summary_zh", "不受行政区划和户籍限制", "无行政区划和户籍限制"),
    (f"{Y}/tasks", f"{Y}.3.1.2", "summary_zh", "不受行政区划和户籍限制", "不再受行政区划和户籍限制"), (f"{Y}/tasks", f"{Y}.3.1.2", "summary_zh", "不受行政区划和户籍限制", "不因行政区划和户籍受限制"),
    (f"{Y}/tasks", f"{Y}.2.7.1", "summary_zh", "自愿有偿退出", "有偿自愿退出"), (f"{Y}/tasks", f"{Y}.2.7.1", "summary_zh", "自愿有偿退出", "不强制的有偿退出"),
    (f"{Y}/tasks", f"{Y}.2.3.6", "summary_zh", "有线电视", "有线的电视"), (f"{S}/tasks", f"{S}.2.4.4", "summary_zh", "无人贩卖机", "无人售货机"),
    (f"{Y}/tasks", f"{Y}.2.7.5", "summary_zh", "“无感漫游”", "“无感漫游”式"), (f"{S}/tasks", f"{S}.2.1.1", "summary_zh", "平均用户感知速率达到50Mbps", "用户感知速率平均达到50Mbps"),
    (f"{S}/tasks", f"{S}.2.3.3", "summary_zh", "基本覆盖", "初步覆盖"), (f"{S}/tasks", f"{S}.2.1.4", "summary_zh", "初步具备信息服务能力", "初步形成信息服务能力"),
    (f"{S}/tasks", f"{S}.2.1.4", "summary_zh", "初步具备信息服务能力", "基本形成信息服务能力"), (f"{S}/tasks", f"{S}.2.3.6", "summary_zh", "探索建设“国际数据港”", "探索“国际数据港”"),
    (f"{S}/tasks", f"{S}.2.3.4", "summary_zh", "探索建设数字孪生城市", "探索数字孪生城市的建设"), (f"{C}/tasks", f"{C}.2.2.2", "summary_zh", "启动建设“西控”", "启动“西控”"),
    (f"{S}/targets", f"{S}.t25", "caveat_zh", "语气“争取”出自", "语气为“争取”，出自"), (f"{S}/targets", f"{S}.t25", "caveat_zh", "语气“争取”出自", "语气是“争取”，出自"),
    (f"{C}/targets", f"{C}.t10", "caveat_zh", "语气为“力争”；", "写作“力争”；"), (f"{C}/targets", f"{C}.t10", "caveat_zh", "语气为“力争”；", "原文的语气是“力争”；"),
    (f"{Y}/targets", f"{Y}.t13", "caveat_zh", "语气为“争取”；", "语气为“争取”，不是“力争”；"), (f"{Y}/targets", f"{Y}.t13", "caveat_zh", "语气为“争取”；", "动词为“争取”；"),
    (f"{S}/targets", f"{S}.t29", "caveat_zh", "动词为“建设”", "动词是“建设”"), (f"{B}/targets", f"{B}.t10", "caveat_zh", "写作“力争”，是争取目标", "写作“力争”"),
    (f"{S}/targets", f"{S}.t34", "caveat_zh", "任务写“培育”，行动目标写“建成”", "任务的动词为“培育”，行动目标的动词为“建成”"), (f"{P}/observations", f"{P}.o03", "caveat_zh", "只计中小企业", "只计中小型企业"),
    (f"{P}/observations", f"{P}.o03", "caveat_zh", "只计中小企业", "只计中小企业，不计大型企业"), (f"{P}/observations", f"{P}.o03", "caveat_zh", "只计中小企业", "只含中小企业，大型企业不在其内"),
    (f"{S}/targets", f"{S}.t26", "caveat_zh", "1000是下限", "1000是到2022年的下限"), (f"{B}/targets", f"{B}.t06", "caveat_zh", "文中没有给出现有基站数", "是到2022年底达到的水平；文中没有给出现有基站数"),
    (f"{S}/targets", f"{S}.t05", "caveat_zh", "不是到期总数；", "不是到期达到的水平；"), (f"{S}/targets", f"{S}.t18", "caveat_zh", "未说明14个", "未说明这14个"),
    (f"{S}/targets", f"{S}.t19", "caveat_zh", "按Gbps理解", "按Gbps理解；时限是2021年12月31日"), (f"{Y}/targets", f"{Y}.t05", "caveat_zh", "规划期末为2022年", "规划期末为2022年12月"),
    (f"{Y}/targets", f"{Y}.t11", "caveat_zh", "取规划期末2025年", "取规划期末2025年12月31日"), (f"{Y}/targets", f"{Y}.t11", "caveat_zh", "取规划期末2025年", "取规划期末2025-12-31"),
    (f"{P}/targets", f"{P}.t01", "caveat_zh", "按方案期末2022年底计", "按方案期末2022年12月31日计"), (f"{B}/notes", f"{B}.n07", "text_zh", "与行动目标的“到2022年”一致", "与行动目标的“到2022年”一致（2022年12月31日）"),
    ("indicators", "base-stations-5g", "comparability_zh", "上海的3.4万个是三年内新建", "上海的3.4万个是三年内新建，不是达到的水平"), ("indicators", "base-stations-5g", "comparability_zh", "上海的3.4万个是三年内新建", "上海的3.4万个是三年内新建的增量"),
    ("indicators", "charging-points", "definition_zh", "新能源（电动）汽车充电桩数量", "电动汽车的充电设施（桩）"), ("indicators", "charging-points", "definition_zh", "新能源（电动）汽车充电桩数量", "供电动汽车充电的桩"),
    ("indicators", "coverage-5g", "definition_zh", "5G网络在某一地域实现覆盖的承诺或现状", "某地5G信号覆盖的承诺或现状"), ("indicators", "unmanned-factories", "definition_zh", "无人工厂、无人生产线和无人车间的合计数", "没有工人的工厂、生产线和车间的合计数"),
    ("indicators", "internet-hospitals", "definition_zh", "新设置的互联网医院数量", "新设的、在线诊疗的医院数量"), (f"{S}/targets", f"{S}.t16", "caveat_zh", "未说明。", "原文未说明（见任务2.1.3）。"),
    (f"{S}/targets", f"{S}.t16", "caveat_en", "are not given", "are not given anywhere"), (f"{S}/notes", f"{S}.n18", "text_zh", "重复“建设”", "重复“建设”，或衍一个“，，”"),
    (f"{S}/notes", f"{S}.n18", "text_zh", "语句不顺", "语句不顺……"), (f"{S}/notes", f"{S}.n18", "text_en", "an awkward sentence", "an awkward sentence, as above"),
    (f"{S}/projects", f"{S}.p25", "name_en", "photon science laboratory", "Photon Science Laboratory Co., Ltd."), (f"{S}/projects", f"{S}.p25", "name_en", "photon science laboratory", "photon science laboratory (“光子科学实验室”)"),
    (f"{S}/targets", f"{S}.t30", "what_zh", "加氢站", "加氢站（新建）"), (f"{S}/targets", f"{S}.t26", "what_en", "in the city library", "in the municipal library"),
    (f"{S}/targets", f"{S}.t26", "what_en", "in the city library", "in Shanghai’s library"), (f"{S}/targets", f"{S}.t19", "what_en", "at city level", "at municipal level"),
    (f"{B}/targets", f"{B}.t12", "what_en", "district government extranet", "government extranet of Baoshan District"), (f"{S}/targets", f"{S}.t20", "what_en", "at district level", "of the districts"),
    (f"{Y}/notes", f"{Y}.n16", "text_zh", "这里写浦东机场三期扩建工程", "本方案写的是浦东机场第三期扩建"), (f"{Y}/notes", f"{Y}.n16", "text_zh", "这里写浦东机场三期扩建工程", "此处写的是三期扩建工程"),
    (f"{Y}/notes", f"{Y}.n16", "text_zh", "上海2020—2022年方案写浦东机场四期", "上海2020—2022年方案印作浦东机场四期"), (f"{B}/notes", f"{B}.n35", "text_zh", "这里写“专用中心”", "此处写作“专用中心”"),
    (f"{C}/notes", f"{C}.n41", "text_zh", "只有名称", "只有名称，本方案写法不一"),
    # ---- things, offices, stages and bounds in other words of both languages
    (f"{S}/tasks", f"{S}.2.3.2", "summary_en", "Chinese-made chips", "domestic chips"), (f"{S}/tasks", f"{S}.2.3.4", "summary_en", "explore building a digital-twin city", "study a digital-twin city"),
    (f"{S}/tasks", f"{S}.2.4.3", "summary_en", "complete and run", "finish and operate"), (f"{S}/tasks", f"{S}.4.1", "summary_en", "a vice mayor who is a Standing Committee member", "a deputy mayor who sits on the Standing Committee"),
    (f"{S}/tasks", f"{S}.4.2", "summary_en", "the executive vice mayor (Standing Committee member)", "the executive deputy mayor, a Standing Committee member"), (f"{B}/tasks", f"{B}.2.1.3", "summary_en", "by the end of 2021 it is to offer 100G", "it should offer 100G by the end of 2021"),
    (f"{C}/tasks", f"{C}.2.3.3", "summary_en", "striving for an annual capacity of more than 3 billion cubic metres", "aiming at a yearly capacity above 3 billion cubic meters"), (f"{C}/tasks", f"{C}.2.3.3", "summary_en", "charging and battery-swapping stations", "stations for charging and for swapping batteries"),
    (f"{C}/tasks", f"{C}.3.3", "summary_en", "increase city spending", "put more of the city’s money in"), (f"{Y}/tasks", f"{Y}.2.5.3", "summary_en", "migrant workers’ unpaid wages", "wages owed to rural migrant workers"),
    (f"{Y}/tasks", f"{Y}.2.7.1", "summary_en", "voluntary, compensated exit", "giving them up voluntarily and for compensation"), (f"{Y}/tasks", f"{Y}.3.2.3", "summary_en", "priced in yuan", "priced in renminbi"),
    (f"{Y}/tasks", f"{Y}.3.2.3", "summary_en", "overseas warehouses", "warehouses abroad"), (f"{B}/targets", f"{B}.t11", "caveat_en", "Baoshan takes the upper end", "Baoshan takes the top of the range"),
    (f"{C}/targets", f"{C}.t03", "what_en", "firms newly moved to the cloud", "additional firms in the cloud"), (f"{Y}/targets", f"{Y}.t11", "what_en", "hot-metal capacity of the city’s steel industry", "hot-metal (molten iron) capacity of steelmakers in the city"),
    (f"{B}/notes", f"{B}.n29", "text_en", "against CNY 100 billion or more", "against at least CNY 100 billion"), (f"{Y}/notes", f"{Y}.n22", "text_en", "at most 0.1%", "not more than 0.1%"),
    (f"{S}/projects", f"{S}.p98", "name_en", "phase-four expansion of Shanghai Pudong International Airport", "expansion of Pudong airport, phase four"), (f"{C}/projects", f"{C}.p52", "name_en", "new western land–sea corridor", "new land–sea corridor in the west"),
    (f"{Y}/projects", f"{Y}.p241", "name_en", "imports and exports", "imported and exported goods"), (f"{Y}/projects", f"{Y}.p237", "name_en", "sister cities forum", "forum of sister cities"),
    (f"{S}/clauses", f"{S}.3.8", "heading_en", "Foster market demand", "Cultivate demand in the market"), ("units", "chengdu-finance-bureau", "name_en", "Chengdu Municipal Finance Bureau", "Finance Bureau of Chengdu"),
    (f"{S}/tasks", f"{S}.2.3.4", "summary_zh", "实现城市生命体征的全量、实时感知", "全量并实时感知城市生命体征"), (f"{C}/tasks", f"{C}.2.2.2", "summary_zh", "编制并实施城市轨道交通建设第五期规划", "制定并实施第五期城市轨道交通建设规划"),
    (f"{C}/tasks", f"{C}.3.3", "summary_zh", "加大市级财政投入", "增加市级财政投入"), (f"{Y}/tasks", f"{Y}.2.7.1", "summary_zh", "将新增与低效建设用地减量挂钩", "把新增建设用地与低效建设用地的减量挂钩"),
    (f"{Y}/tasks", f"{Y}.3.2.3", "summary_zh", "推动设立跨境电商海外仓", "推动跨境电商在海外设仓"),
    (f"{Y}/tasks", f"{Y}.2.3.3", "summary_zh", "开展浦东国际机场总体规划修编和三期扩建工程建设等工作", "在浦东国际机场现有设施的基础上开展总体规划修编和三期扩建工程等工作"),
    (f"{C}/tasks", f"{C}.2.4.3", "summary_zh", "北斗导航", "北斗卫星导航"),
    (f"{S}/tasks", f"{S}.3.4", "summary_zh", "研究再增加一批机架", "研究在现有基础上再增加一批机架"),
    (f"{S}/notes", f"{S}.n15", "text_en", "the first is a result, the second a process", "the former is a result, the latter a process"),
    (f"{Y}/notes", f"{Y}.n15", "text_en", "Unproven; kept as printed", "Not supported by other evidence; kept as printed"),
    (f"{C}/notes", f"{C}.n09", "text_en", "both bodies are entered as undivided", "both bodies are entered as neither lead nor support"),
    (f"{Y}/notes", f"{Y}.n28", "text_en", "all with an undivided role", "all without a distinction of lead and support"),
    (f"{S}/tasks", f"{S}.4.4", "summary_en", "Conveners: vice mayors", "Conveners: vice-mayors"),
    (f"{S}/tasks", f"{S}.4.3", "summary_en", "the executive vice mayor and a vice mayor", "the executive vice-mayor and a vice-mayor"),
    (f"{Y}/tasks", f"{Y}.2.7.4", "summary_en", "firms that domestic individuals set up", "firms that private individuals of China set up"),
    (f"{Y}/tasks", f"{Y}.2.4.3", "summary_en", "follow one policy for each cross-boundary river or lake", "follow one policy for each river or lake that crosses a provincial boundary"),
    (f"{B}/mentions", f"{B}.m31", "reason_en", "Addressee, a collective name.", "The bodies to which the issuer sends the plan, a collective name."),
    (f"{C}/tasks", f"{C}.2.3.3", "summary_en", "Moderately ahead of need", "Moderately ahead of demand"),
    (f"{C}/tasks", f"{C}.2.1.1", "summary_en", "lay out communications infrastructure ahead of need", "lay out communications infrastructure ahead of demand"),
    (f"{B}/tasks", f"{B}.3.1", "summary_en", "Mature projects that can start within the year", "Projects that have matured and can start within the year"),
    (f"{S}/tasks", f"{S}.3.1", "summary_en", "Put mature projects that can start within the year", "Put projects that have matured and can start within the year"),
    (f"{B}/tasks", f"{B}.2.1.2", "summary_en", "to build ten or more unmanned factories, production lines and workshops", "to have unmanned factories, production lines and workshops, ten or more in all"),
    (f"{Y}/tasks", f"{Y}.2.5.1", "summary_en", "explore a shared delta platform", "assess the feasibility of a shared delta platform"),
    (f"{Y}/tasks", f"{Y}.2.4.5", "summary_en", "explore mechanisms for transfer", "search for mechanisms for transfer"),
    (f"{S}/targets", f"{S}.t11", "caveat_en", "far below the access capability in the same sentence", "the access capability in the same sentence is far higher"),
    (f"{B}/notes", f"{B}.n15", "text_en", "A district may ask more than the city’s average", "The city’s average may be lower than what a district asks"),
    (f"{S}/targets", f"{S}.t14", "caveat_en", "the press conference of 7 May 2020 says that 15 had been built", "officials at the news conference of 7 May 2020 report that 15 had been built"),
    (f"{Y}/tasks", f"{Y}.2.4.2", "summary_zh", "加快实施青草沙与陈行原水连通方案", "加快实施青草沙、陈行水库的原水连通方案"),
    (f"{Y}/tasks", f"{Y}.2.2.5", "summary_en", "make finance serve the real economy better", "make finance better support the real economy"),
    (f"{S}/notes", f"{S}.n29", "text_en", "The head is printed as acting mayor", "The head is printed as mayor (acting)"),
    (f"{Y}/responsibilities", f"{Y}.r002", "scope_en", "the office is seated in the Development and Reform Commission", "the office has been placed in the Development and Reform Commission"),
    (f"{Y}/responsibilities", f"{Y}.r001", "scope_en", "checks on progress", "checking what progress has been made"),
    (f"{B}/tasks", f"{B}.2.2.1", "summary_en", "promote exploratory uses of AI in industry", "promote first uses of AI in industry"),
    (f"{Y}/tasks", f"{Y}.3.3.1", "summary_zh", "完善国家会展中心（上海）周边配套", "完善国家会展中心（上海）周边现有配套"),
    (f"{B}/notes", f"{B}.n31", "text_en", "whether any share an office cannot be shown from the text", "that any share an office is not supported by the text"),
)  # fmt: skip

# What both languages say, each in its own way.
TRUE = (
    ("2022年中心城区全覆盖", "the central districts covered by the end of 2022"), ("2022年初步建成", "first built by the end of 2022"),
    ("2021年中央财政", "the central budget at the end of 2021"), ("2021年初中新增学位", "junior schools by the end of 2021"), ("2022年底层架构", "the base layer by mid-2022"),
    ("2022年末建成", "built by the end of 2022"), ("2021年底建成，2022年验收", "built by late 2021, accepted by the end of 2022"), ("2021、2022年底", "the end of 2021 and of 2022"),
    ("28T和100G", "28 Tbit/s and 100G"), ("5G基站，40至100G", "5G, 40–100 Gbit/s"), ("2000M光纤", "2 G fibre"), ("3M公司", "3M company with 3G"),
    ("没有写上限", "at least 20, open above"), ("即项目 a-2020.p84", "the plan’s project a-2020.p84, not a-2020.p85"), ("见 a-2020.p84、p85", "see a-2020.p84 and a-2020.p85"), ("2022年年底建成", "built by the end of 2022"), ("到2022年底全覆盖", "covered by the end of 2022"),
    ("贷款1亿港元", "a loan of 100 million Hong Kong dollars"), ("贷款1亿港币", "a loan of HKD 100 million"), ("贷款1亿英镑", "a loan of 100 million pounds sterling"),
    ("多元投入，外资100万", "many investors; USD 1 million of foreign capital"), ("解决最后一公里", "the final mile"), ("一公里生活圈", "a one-mile living circle"), ("打通“最后一公里”", "the last-mile problem"),
    ("首期工程和二期工程", "phase one and phase two of the works"), ("首期工程", "phase one of the works"), ("首期投入", "the initial investment"), ("首期工程", "the first phase"),
    ("万兆光网", "XG-PON (10G gigabit-capable)"), ("万兆光网", "10-gigabit optical networks"),
    # ---- things, offices and signs of which each language has its own words
    ("市场需求", "market needs"), ("电动汽车", "electric cars"), ("出口管制", "export controls"), ("进出口贸易", "foreign trade"),
    ("每日调度", "daily dispatch"), ("日常调度", "day-to-day dispatch"), ("日常检查", "daily checks"), ("节能降耗", "cutting energy use"),
    ("前沿技术", "cutting-edge technology"), ("建筑节能与国家标准", "national standards and energy saving in buildings"), ("电子商务与燃气表", "e-commerce and gas meters"), ("低轨卫星", "low-orbit satellites"),
    ("轨道卫星与医学", "satellites and medicine"), ("空中客车", "Airbus"), ("空域管理与卫星", "airspace management and satellites"), ("大学附属医院", "university hospital"),
    ("家电与工厂", "home appliances and plants"), ("房屋建筑", "buildings and houses"), ("东方枢纽", "eastern hub"), ("东北亚", "Northeast Asia"),
    ("中东", "the Middle East"), ("西医", "western medicine"), ("南北高架", "the north–south elevated road"), ("友城", "foreign sister cities"),
    ("走出去", "going abroad"), ("留学人员", "students returned from abroad"), ("引进技术", "imported technology"), ("三省一市", "three provinces and one city"),
    ("长三角", "the provinces of the delta"), ("初步设计", "the preliminary design"), ("预评审", "a preliminary review"), ("副市长", "deputy mayors"),
    ("常务副市长", "the executive deputy mayor"), ("市长", "the mayor"), ("市政府主要领导", "the mayor"), ("代市长", "acting mayor"),
    ("禁止燃放", "banned"), ("不准", "banned"), ("限制类", "prohibited or restricted"), ("民营企业", "private firms"),
    ("社会资本", "private capital"), ("个人信息", "private data"), ("隐私", "privacy, private matters"), ("供水", "water supply"),
    ("供应链", "supply chains"), ("按需", "on demand"), ("需求侧", "the demand side"), ("乡村振兴", "rural revival"),
    ("农村", "the countryside"), ("全国", "nationwide"), ("支撑体系", "supporting system"), ("配套设施", "supporting facilities"),
    ("保障", "support"), ("依托", "with the support of"), ("普通公路", "ordinary roads"), ("一般工业固废", "ordinary industrial solid waste"),
    ("实际利用外资", "actual use of foreign capital"), ("预计", "estimated"), ("原文", "the former text"), ("原南汇", "the former Nanhui"),
    ("前者与后者", "the former and the latter"), ("上限为100", "capped at 100"), ("取高值", "takes the upper value"), ("增量而非存量", "an addition, no stock"),
    ("高于2019年", "above 2019"), ("低于标准", "lower than the standard"), ("报告厅的发布会", "a press conference in the lecture hall"), ("发布会", "the briefing"),
    ("发布报告", "publish a report"), ("新平台和新终端", "new platforms and terminals"), ("新网络", "new networks"), ("工业", "industry"),
    ("工厂", "plants"), ("电厂", "power plant"), ("充电", "recharging"), ("充电桩", "charge points"),
    ("换电", "battery swaps"), ("加油站", "gas stations"), ("加油站", "filling stations"), ("油气", "oil and gas"),
    ("煤改气", "from coal to gas"), ("热电联产", "combined heat and power from coal"), ("新能源", "new energy, such as solar power"), ("清洁能源", "clean energy (wind, solar)"),
    ("智能网联汽车", "intelligent connected vehicles"), ("停车场", "car parks"), ("交通", "transport"), ("高铁", "high-speed lines"),
    ("轨道交通", "metro lines"), ("市域铁路", "suburban lines"), ("通用航空", "general aviation"), ("临空经济", "airport economy"),
    ("飞机", "planes"), ("无人机", "drones"), ("生物医药", "biopharma"), ("医保", "health insurance"),
    ("药械", "drugs and devices"), ("学前教育", "pre-school education"), ("高校", "colleges"), ("科研院所", "research institutes"),
    ("体育场馆", "sports venues"), ("运动", "sports"), ("小区", "housing estates"), ("居民", "people"),
    ("楼宇", "buildings"), ("写字楼", "office towers"), ("图书馆", "the library"), ("进口博览会", "import expo"),
    ("出口", "exports"), ("口岸进出口", "imports and exports through the port"), ("人民币", "RMB"), ("美元", "US dollars"),
    ("中国移动", "China Mobile"), ("移动支付", "mobile payment"), ("移动互联网", "the mobile internet"), ("电信业务", "telecoms services"),
    ("中国电信", "China Telecom"), ("交大", "SJTU, Jiao Tong University"), ("复旦", "Fudan"), ("国际数据港", "international data port, overseas"),
    ("海外仓", "warehouses overseas"), ("跨境电商", "overseas e-commerce"), ("港澳台", "Hong Kong, Macao and Taiwan"), ("沪苏浙皖", "Shanghai, Jiangsu, Zhejiang and Anhui"),
    ("沪苏通铁路", "Shanghai–Suzhou–Nantong railway"), ("沪苏湖高铁", "the Shanghai–Suzhou–Huzhou high-speed line, in Jiangsu and Zhejiang"), ("川渝", "Sichuan and Chongqing"), ("成渝", "Chengdu and Chongqing"),
    ("超过1000亿元", "CNY 100 billion or more"), ("1000亿元以上", "more than CNY 100 billion"), ("1000亿元以上", "CNY 100 billion or above"), ("20家以内", "20 or fewer"),
    ("二十多项", "20 or more"),
)  # fmt: skip
FALSE = (
    ("2022年底建成", "built by the middle of 2022", ("年底", "middle of 20")), ("2022年末建成", "built by mid-2022", ("年末", "mid-20")), ("1亿元", "USD 100 million", ("元", "USD")), ("首期工程", "phase two of the works", ("one", "two")),
    ("1亿港元", "CNY 100 million", ("港元", "CNY")), ("28G", "28T", ("28G", "28T")),
    ("即 a-2020.p84", "a-2020.p85", ("a-2020.p84", "a-2020.p85")), ("5公里", "5 miles", ("公里", "miles")), ("千兆", "10-gigabit", ("千兆", "10-gigabit")),
    ("钢铁、船舶", "chemicals and ships", ("钢铁", "chemicals")), ("中国电信", "China Unicom", ("中国电信", "Unicom")), ("每季度通报", "reported every month", ("", "every month")), ("自愿退出", "compulsory exit", ("", "compulsory")), ("粗钢产能", "hot-metal capacity", ("粗钢", "hot-metal")), ("1000亿元以上", "CNY 100 billion or less", ("1000亿元以上", "100 billion or less")), ("虹桥", "Pudong", ("虹桥", "Pudong")), ("有轨电车", "maglev", ("有轨电车", "maglev")),
)  # fmt: skip


@pytest.mark.parametrize(("zh", "en"), TRUE)
def test_what_both_languages_say_is_no_contradiction(zh: str, en: str) -> None:
    assert contradictions(zh, en) == ()


@pytest.mark.parametrize(("zh", "en", "differ"), FALSE)
def test_what_they_say_otherwise_is_one(zh: str, en: str, differ: tuple[str, str]) -> None:
    assert contradictions(zh, en) == (differ,)


@pytest.mark.parametrize(
    ("before", "may"),
    [
        ("推进数字化转型（典型案例：", True), ("推进转型，典型案例包括甲平台、", True), ("推进转型典型案例有", True), ("推进数字化的", True),
        ("推进", False), ("加快建设甲平台、", False),
    ],
)  # fmt: skip
def test_a_verb_governs_no_list_that_is_parted_from_it(before: str, may: bool) -> None:
    assert (stages(governing_verb(before)) <= {"listed"}) == may


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The real package, with its texts where they are at hand: what `fmt` does needs none."""
    return Bench(tmp_path_factory.mktemp("harmless"), texts())


def test_the_harmless_edits_are_many() -> None:
    assert len(FORMS) * len(PLACES) + len(WORDS) >= 88


def tidied(bench: Bench) -> list[Path]:
    """What fmt does, the descriptor too."""
    done = []
    for repair in [one for one in looked_at(bench.package()) if isinstance(one, Repair)]:
        assert isinstance(repair, Repair), repair
        repair.path.write_text(repair.text, "utf-8", newline="")
        done.append(repair.path)
    return done


def relock(bench: Bench, plan: str) -> None:
    """Write the lock of a plan, or ("") of the registry."""
    package = bench.package()
    text = lock_text(read_plan(package, plan)) if plan else registry_lock_text(package.registry)
    folder = bench.root / FOLDER / "plans" / plan if plan else bench.root / FOLDER
    (folder / "evidence.csv").write_text(text, "utf-8")


@pytest.mark.parametrize(("name", "form"), FORMS, ids=[name for name, _ in FORMS])
def test_another_form_of_the_same_rows_is_clean_after_fmt(
    name: str, form: Callable[[Rows], bytes], bench: Bench
) -> None:
    before = {path: path.read_bytes() for path in map(bench.path, PLACES)}
    try:
        for path, data in before.items():
            path.write_bytes(form(list(csv.reader(io.StringIO(data.decode("utf-8"))))))
            assert path.read_bytes() != data
        assert sorted(tidied(bench)) == sorted(before)
        for path, data in before.items():
            assert path.read_bytes() == data, "fmt does not bring back what it was, which has no problem"
    finally:
        for path, data in before.items():
            path.write_bytes(data)


Edit = tuple[str, ...]  # table, then of WORDS column and words, of RETOLD key, column, words and other words


@contextmanager
def edited(bench: Bench, plan: str, tables: Iterable[str]) -> Iterator[dict[str, list[dict[str, str]]]]:
    """The rows of tables of a plan, to be changed; when they are left the files are as before."""
    lock = (bench.root / FOLDER / "plans" / plan if plan else bench.root / FOLDER) / "evidence.csv"
    paths = {table: bench.path(table) for table in tables}
    before = {path: path.read_bytes() for path in (*paths.values(), lock)}
    try:
        yield {table: lab.rows(path) for table, path in paths.items()}
    finally:
        for path, data in before.items():
            path.write_bytes(data)


def looked_at_again(bench: Bench, plan: str, tables: dict[str, list[dict[str, str]]]) -> list[Problem]:
    """What is new to say of the package with these rows, once they are in form and locked."""
    for table, rows in tables.items():
        lab.write_rows(bench.path(table), rows, tuple(rows[0]))
    tidied(bench)
    relock(bench, plan)
    return bench.fresh()


def plan_of(table: str) -> str:
    return table.rpartition("/")[0]


@pytest.fixture(scope="module")
def changed(bench: Bench) -> Together[Edit, None]:
    """Each edit of WORDS, made with others of its plan."""

    def make(edits: Sequence[Edit]) -> list[None]:
        plan = plan_of(edits[0][0])
        with edited(bench, plan, {table for table, *_ in edits}) as tables:
            for table, column, words in edits:
                tables[table][0][column] = words
                if words.endswith("。"):  # what the other language says in numbers would be said in one only
                    tables[table][0][column.removesuffix("zh") + "en"] = "Another account."
            # A signed-off record that changed asks to be read again; that is a warning, and nothing else is wrong.
            told = {(p.code, p.severity) for p in looked_at_again(bench, plan, tables)}
            assert told <= {("check-stale", Severity.WARNING)}
        return [None] * len(edits)

    return Together(make, grouped((edit, plan_of(edit[0]), frozenset({edit[0]})) for edit in WORDS))


@pytest.fixture(scope="module")
def retold(bench: Bench) -> Together[Edit, None]:
    """Each edit of RETOLD, made with others of its plan."""

    def make(edits: Sequence[Edit]) -> list[None]:
        plan = plan_of(edits[0][0])
        with edited(bench, plan, {table for table, *_ in edits}) as tables:
            for table, key, column, old, new in edits:
                row = next(row for row in tables[table] if next(iter(row.values())) == key)
                assert row[column].count(old) == 1
                row[column] = row[column].replace(old, new)
            assert {p.code for p in looked_at_again(bench, plan, tables)} == {"check-stale"}
        return [None] * len(edits)

    return Together(make, grouped((edit, plan_of(edit[0]), frozenset({edit[:2]})) for edit in RETOLD))


@pytest.mark.sources
@pytest.mark.parametrize("edit", with_texts(WORDS), ids=lambda edit: f"{edit[0]} {edit[1]}" if edit else "all")
@pytest.mark.usefixtures("sources")
def test_our_own_words_can_be_changed(edit: Edit, changed: Together[Edit, None]) -> None:
    changed.of(edit)


@pytest.mark.sources
@pytest.mark.parametrize("edit", with_texts(RETOLD), ids=lambda edit: f"{edit[1]} {edit[4]}" if edit else "all")
@pytest.mark.usefixtures("sources")
def test_what_is_retold_can_be_said_otherwise(edit: Edit, retold: Together[Edit, None]) -> None:
    retold.of(edit)


@pytest.mark.sources
@pytest.mark.usefixtures("sources")
def test_an_alias_can_be_added(bench: Bench) -> None:
    path = bench.path("unit_names")
    lock = bench.root / FOLDER / "evidence.csv"
    before, locked = path.read_bytes(), lock.read_bytes()
    try:
        rows = lab.rows(path)
        rows.append({**rows[0], "unit_name_id": rows[0]["unit_id"] + "-99", "name": rows[0]["name"] + "(原名)"})
        lab.write_rows(path, rows, rows[0])
        tidied(bench)
        relock(bench, "")
        assert [p.code for p in bench.fresh()] == ["check-missing"], "a new name is to be read by two"
    finally:
        path.write_bytes(before)
        lock.write_bytes(locked)


def test_a_plan_can_be_added(tmp_path: Path) -> None:
    """The invented plan and its registry rows, put beside the real ones, are as clean as alone."""
    bench = Bench(tmp_path, None)
    alone = lab.clean(tmp_path / "alone")
    (alone / FOLDER / "plans" / lab.PLAN).rename(bench.root / FOLDER / "plans" / lab.PLAN)
    for name in ("documents", "units", "unit_names", "measures", "indicators"):
        real, invented = bench.path(name), lab.rows(alone / FOLDER / f"{name}.csv")
        known = {next(iter(row.values())) for row in lab.rows(real)}
        rows = [*lab.rows(real), *(row for row in invented if next(iter(row.values())) not in known)]
        lab.write_rows(real, rows, lab.SCHEMAS[name].names)
    tidied(bench)
    relock(bench, "")
    # The invented registry has ids and English of its own for some things that the real one names otherwise.
    # What it adds is yet to be signed, and of a real indicator there is no longer only one figure.
    own = {"check-missing", "number-does-not-fit-indicator", "reference-not-found", "term-translated-otherwise"}
    own |= {"words-of-another", "indicator-differs-from-records"}
    assert {p.code for p in bench.fresh()} <= own
