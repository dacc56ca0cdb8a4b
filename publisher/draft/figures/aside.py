"""Figures that are no quantity to be reached: the plan's own parts, names, conditions, what is known by its number."""

from __future__ import annotations

import re

from publisher.codebook.basis import BUILD
from publisher.codebook.columns import column_head, fallen_cells
from publisher.draft.figures.forms import line_before
from publisher.draft.figures.place import (
    BUILDS,
    CONDITION,
    INDICATORS,
    ORDINAL,
    SET_PHRASE,
    FigurePlace,
    Role,
    background,
    condition,
    name,
    structure,
)
from publisher.draft.marks import TRANSLATED
from publisher.draft.outline.headings import ROW
from publisher.terms.messages import say

# 对年度上云费用超过10万元的企业，给予…: whom a rule is for
_WHOM = re.compile("对(?!外|口|接|标)")
_WHOM_BEHIND = re.compile("[^，。；]{0,24}?的[^，。；]{1,24}(?:，|实行|开展|进行|实施|给予)")
# 20户以上自然村; not 惠及300户以上小区业主
_CLASS = re.compile(
    "户以[上下]的?(?:自然|行政)?(?:村|屯|居民点|小区(?![\u4e00-\u9fff]))|周?岁及?以[上下][\u4e00-\u9fff]"
)
_NUMBERS_LINE = re.compile(r"(?:[ 　]+|[.．])(?=[\u4e00-\u9fff“])")  # 1 甲项目: an item's own number
_ITEM = re.compile(r"(?:^|[\t；;。]|备?注[:：])[ 　]*[（(]?$")  # in a cell: （1）甲项目, 1.甲项目
# “甲乙2035”, （2024—2026）, 甲路12、15弄: the number of a quoted name, years, a house
_YEARS = re.compile("(?:19|20)\\d\\d[-—–~～至](?:19|20)\\d\\d")
_OPENED = re.compile("“[^，。；、：“”\\d]{2,10}$")
_STREET, _HOUSE = re.compile("[路街道巷](?:\\d+[、和])*$"), re.compile("(?:[、和]\\d+)*[弄号](?![线楼院机])")
_NUMBERED_PLACE = re.compile("[\u4e00-\u9fff](?:工业区|[片园街]区|单元|地块|标段)$")
_SET = re.compile("家(?:基础)?电信(?:运营)?企业|[大家](?:电信)?运营商")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_EVENT = re.compile("[\u4e00-\u9fff]{2,16}?(?:大会|论坛|峰会|博览会|交易会|[大竞]赛)")  # 2025中国算力大会
# 年销售额1000万元以上的企业, 船龄25年以上的货船: of which class a thing is, no quantity of it
_OF_CLASS = re.compile("[^，。；、\\d]{0,6}?及?以[上下]的(?:[\u4e00-\u9fff]{2}|$|不)")
# 其中10亿元以上1个: how large each of those is that are counted
_SIZED_ONES = re.compile("[^，。；、\\d]{0,6}?以[上下]的?\\d+[个家项户座](?![\u4e00-\u9fff])")
# 其中年销售额超5亿元的3个: how large each of those is that are counted
_LARGER = re.compile("(?<!总投资)(?<!总投资额)(?<!超)(?:超过?|过|达到?|突破|不低于|大于|高于)$")
_THOSE = re.compile(
    "[^，。；、\\d]{0,4}?(?:以上)?的(?:[^，。；、\\d]{1,14}?(?:达到?|增加?到|力争|不少于|超过?|有))?"
    "(?:[一二两三四五六七八九十]+|\\d[\\d—–-]*)[家个项户种款只]"
)
# 末位10%的退出, 排名后5位
_LAST = re.compile("(?:末[位尾]|排[名位][^，。；]{0,4}后)$")
# 实现500米以下空域覆盖率达到90%
_OF_RATE = re.compile(
    "[^，。；、\\d]{0,6}?及?以[上下][\u4e00-\u9fff]{2,14}?率(?:[为约]|达|提[升高]|超|稳|保持|不低)[^，。；、]*[\\d百]"
)
_COUNTED = ("percent", "xiang", "ge", "jia", "zuo")  # tell no class: 推出10项以上的服务 are 10 services
# 实现年用水量10万立方米以上工业企业…: how large the things are that are meant
_OF_SIZE = re.compile("[^，。；、]{2,}(?:量|额|收入|产值|面积|人口)(?:达到?|超过?)?$")
_SIZED_THINGS = re.compile(
    "[^，。；、\\d]{0,6}?及?以[上下][\u4e00-\u9fff]{0,6}(?:企业|单位|用户|户|项目|小区|建筑|园区|机构)[\u4e00-\u9fff]"
)
# 培育年产值超100亿元、竞争力强的企业2家: how large each of them is
_PICKS = re.compile(
    "(?:培[育养]|引[进育]|招引|打造|支持|认定|遴选|扶持|孵化|集聚)[^，。；、\\d]{0,6}?"
    "(?:产值|收入|营收|投资额?|销售额|规模|面积|人口|产能|产量|利润|税收|估值|市值)(?:达到?|超过?|突破|不低于|在|约)*$"
)
_AND_ALSO = re.compile(
    "[^，。；、\\d]{1,4}?(?:及?以[上下])?、(?!(?:力争|争取|再|并)?(?:建|新|培|引|招|打造|完成|实现|推|改造|开|组织|达|超))"
    "(?!其中)[^，。；]{2,30}的[^，。；、\\d的达突超]{1,14}[\\d一二三四五六七八九十百千]+[余多]?[家个项名户]"
)
_REACHES = re.compile(
    "(?:达到?|超过?|突破|[至到为在于建增成设约有各共计]|不少于|不低于|控制|保持|实现|完成|培育|引进|新增|打造|认定|支持|安排|投入|开发|开展|举办|提供|发放|组织|改造|推广|招引|搭建|拥有|配备|选派|创建|孵化|扶持)$"
)
# 竣工后15天内必须更新: how soon each time
_WITHIN = re.compile("(?:个?工作)?[日天]内(?:必须|须|应)")
# 按30年一遇标准, not 防洪标准达到50年一遇; 到期后再延长30年试点, not 使用年限延长5年
_RETURNS, _TO_BE = re.compile("年一遇"), re.compile("(?:达到?|符合|满足|具备|提[高升标]?[到至为]|[至为：]|不[低小]于)$")
_LASTS = re.compile("年(?!以[上内]|左右|[均产度底末初内前中来])[^，。；、）)\\d]")
# 园区20座（单个面积1000平方米以上）: how large each of them is
_EACH_SIZED = re.compile(
    "\\d[\u4e00-\u9fff]{1,3}[（(](?:单[个座体项处]|每[个座项处]|各|区域|平均)?(?:面积|规模|产值|投资|长度|高度|直径|容积|人口)[^，。；、\\d]{0,4}$"
)
# 各镇确定1名负责同志, 每季度调度1次: how the work itself is arranged
_ARRANGED = re.compile("名(?:[分主]管|县级|市级|区级|负责|专人|专职(?:人员|干部|联络|工作)|副职|联络|领导|工作)")
_EVERY = re.compile(
    "每(?:月|季度?|半年|[两二]?周|旬)(?:调度|督[查导办]|检查|通报|会商|研究|报[送告]|召开)[^，。；]{0,6}$"
)
# 完成四类管线普查: classes that are known; 打造三类场景 counts what is made
_MAKES = re.compile(f"(?:{BUILD.pattern}|开发|推出|新增)[^，。；、]?$")
_CHINESE_DIGIT, _CLASSES = re.compile("[一二两三四五六七八九十]"), re.compile("大?类(?![别似型])")
# 向两个新城区、三个片区配置; 支持两个园区发展: places that are known
_TOWARDS = re.compile("(?:^|[^方取意志导])[向往](?:[^，。；、]{2,8}、)*$")
_WELL_KNOWN = re.compile("[个大][^，。；、\\d]{1,8}?[区城镇园](?:域|协同|联动|错位|融合)*(?:发展|做[大强优])")
_LAYOUT, _EXTENT = (
    re.compile("(?:布局|范围)$"),
    re.compile("^(?:[^，。；]*(?:总|规划|占地|用地|辖区))?面积[为约近共]*$"),
)
# 储氨量超过10吨的企业，…: whom a rule concerns
_SIZED = re.compile(f"(?!.*(?:{BUILD.pattern}))[\u4e00-\u9fff]{{1,8}}(?:超过?|达到?|大于|高于|低于|不足|不超过|满)")
_WHO = re.compile("[^，。；”\\d]{0,6}?的[\u4e00-\u9fff]{1,10}[，,]")
# 亿元楼, 千万元村: what has so much by its name
_BARE = re.compile("[十百千万亿]+")
_RICH = re.compile("元(?:级)?(?:楼|村|镇|乡|县|街|园|企业|产业|集群|大户)(?![、民])")
_SECOND = re.compile("次|级")  # 二次收费, 二级节点: a count of two is 两
_ONE_EACH = re.compile("一[\u4e00-\u9fff]{2,6}、(?=一)")  # 一个项目、一名领导、一套方案
_LISTED = re.compile("[^，。；：（）]+(?:、[^，。；：（）、]{1,20})+")
# 达到1万平方米的，按…; 低于50%不再扩容; 连续2年…的: whom a rule concerns
_CONDITION = re.compile(r"[^，。；\d]{0,10}?(?:的(?=[，,取不由予]|$)|不再)")
# 对气瓶超过60千克、软管超过2米的，要依法责令改正: what is an offence
_OFFENDS = re.compile("(?:\\d{1,2}[.．、]|[（(].{1,3}[)）])?(?:对|发现|凡)(?!外|口|接|标)")
_PUNISHED = re.compile(
    "[^。；\n]{0,200}?的[，,][^。；，\n]{0,8}(?:责令|处罚|处以|罚款|查处|问责|追究|通报|约谈|移送|警告|吊销|不予)"
)
_UNDER = re.compile("(?:低于|高于|达到|超过|不足|达|满|连续)$")
_TOTAL = re.compile(r"\s*\**(?:合|总|小)\s*计\b")
# 注：达标指控制率达到70%以上: a note that says what a word means
_NOTE = re.compile(
    r"[ \t　]*(?:(?:备?注|注释|说明)[:：]|[\[［]\d{1,2}[\]］]|[①-⑳])[^。]*"
    r"(?:指(?![标数导挥引定])|口径|来源|[\]］】]内的?(?:数[字据值])?为)[^。]*$"
)
_ASKED = re.compile("有人说|请问|是否|是不是|吗$|传言|网传")
_ASKED_BEHIND = re.compile("[^。；？\n]{0,30}(?:吗|是否[^。；？\n]{0,12})？")
_COUNTS_OWN = re.compile("(?:分|上述|(?<![元米吨个家户人头亩瓦岁年级\\d%％])以上|下列|以下|这|[本全]表共|共计?)$")
_QUOTED = re.compile(
    r"“(?:(?:\d+|[一二两三四五六七八九十百千万]+)(?![\d年%％])[\u4e00-\u9fff+＋]{1,12}”|[\d.]+万?[个座家项]”)"
)
_IN_HEADING = re.compile(r"[项个条类][)）][。：:]?(?:[\n\t]|$|(?<=。))")
_SMALL = "零一二三四五六七八九十"
_PARTS = re.compile(
    r"[大项条个](?:方面|[^，。；、项]{0,6}?(?:行动|工程|任务|措施|举措|领域|体系|方向|计划|原则|专项|板块|问题|抓手|环节))"
)
# 推动4个方面23项任务落地, 两类设施累计投资: parts of the plan itself, classes that it names
_OWN_PARTS = re.compile("个方面|大?类(?:设施|项目|任务|指标|对象|企业|主体|场所)")
# 8大集群总产值超过…: those of which a sum is said
_TOTAL_OF = re.compile(
    "(?:[大项类种][^，。；、\\d]{2,12}?率|大[^，。；、\\d]{2,12}?(?:总量|总产值|产值|总?规模|(?:主营业务|营业)?收入|营收|增加值|总?投资额?))(?:力争|将)?(?:达|超|突破|[为约至]|实现)"
)
# 《分解表》明确133项具体任务，涉及34个牵头单位
_LAYS_OUT = re.compile("(?:明确|分解|细化|梳理|列出|部署)(?:了|为|出|成)?$")
_LAID_OUT = re.compile("[项条个件](?:具体|重点|主要|工作)*(?:任务|措施|举措|工作|事项)")
# 总分180分, 6类55项考核指标, 分别按15%、25%计入得分: how a plan is assessed
_SCORED, _POINTS = (
    re.compile("(?:总分|满分|分值|权重|(?<!累)计|得|(?<![增年均])加|扣|占|记|各)[为共值]?$"),
    re.compile("分(?![之钟类析别批期个公]|以上|左右)"),
)
_MARKS = re.compile(r"[（(][\d.]+分[)）]")  # 技术方案（30分）
_REACHED = re.compile("(?:完成|争取|确保|实现|达成|新增|下达|落实|分配|安排)[^，。；、\\d]{0,6}$")  # 完成招生1000个指标
_WEIGHS = re.compile("(?:、[\\d.]+[%％])*(?:的(?:比例|权重))?计入[^，。；]{0,30}(?:分值|得分|成绩|总分|考核)")
_WEIGHTS = re.compile("^(?!目标|预期|计划|20\\d\\d).*(?:分值|权 ?重|得分|满分|[赋评]分|(?:标准|基准|基本)分)")
_WHO_LEADS = re.compile("[个家](?:牵头|责任|配合|主办|协办)(?:单位|部门)")
_CALLED = re.compile("([^”]{1,6})”")
_FRAME = ("preamble", "guidance", "principle", "chapter", "pillar", "goal", "safeguard")


def translated(at: FigurePlace) -> Role | None:
    """A figure that a line in another language says again; of which record, somebody has to say."""
    line = line_before(at.text, at.token.start) + at.text[at.token.start :].partition("\n")[0]
    return ("mentions", "rewording", say("why.translated"), False) if TRANSLATED.fullmatch(line) else None


def own_part(at: FigurePlace) -> Role | None:
    """A count of the plan's own parts: 六大行动, 133项任务, 34个牵头单位, 总分180分."""
    counts = at.measure == "da" or (at.measure in ("xiang", "tiao", "ge", "") and at.clause.kind in _FRAME)
    if counts and (match := _PARTS.match(at.after)):
        return structure(at, at.token.printed + match[0])
    if (_LAYS_OUT.search(at.before) and _LAID_OUT.match(at.after)) or _WHO_LEADS.match(at.after):
        return structure(at)
    own = _OWN_PARTS.match(at.after) or (at.before.endswith("个方面") and at.after.startswith("项"))
    if (own or (_TOTAL_OF.match(at.after) and not _MAKES.search(at.before))) and len(at.token.printed) < 3:
        return structure(at)
    indicators = INDICATORS.match(at.after) and not _REACHED.search(at.before)
    points = (_SCORED.search(at.before) and _POINTS.match(at.after)) or _MARKS.match(at.text, at.token.start - 1)
    return structure(at) if indicators or points else None


def weighed(at: FigurePlace) -> Role | None:
    """What a figure is only a weight or a condition of: 按15%计入得分, 达到1万平方米的，…."""
    if _WEIGHS.match(at.text, at.token.end) or _WEIGHTS.search(column_head(at.text, at.token.start)):
        return condition()
    if (_UNDER.search(at.before) and _CONDITION.match(at.after)) or at.before.endswith("连续"):
        return condition(sure=True)
    if _OFFENDS.match(at.sentence) and _PUNISHED.match(at.text, at.token.end):
        return condition()
    whom = _WHOM.match(at.part) and _WHOM_BEHIND.match(at.text, at.token.end)
    return condition() if whom or _CLASS.match(at.after) else None


def known(at: FigurePlace) -> Role | None:
    """What is known by its number: an event of a year, a set of firms, classes and places that are named."""
    small = _CHINESE_DIGIT.fullmatch(at.token.printed)
    if (_YEAR.fullmatch(at.token.printed) and _EVENT.match(at.after)) or _SET.match(at.after):
        return name()
    if small and _CLASSES.match(at.after) and not _MAKES.search(at.before):
        return structure(at)
    places = small and (_TOWARDS.search(at.part) or _WELL_KNOWN.match(at.after))
    if places and not _MAKES.search(at.before):
        return background(say("why.relied-on"))
    if _LAYOUT.search(at.clause.heading) and _EXTENT.search(at.part):
        return background(say("why.stands-in", kind=at.clause.kind))
    return None


def of_class(at: FigurePlace) -> Role | None:
    """Of which class or size the things are that are meant, and how the work itself is arranged."""
    if _SIZED.fullmatch(at.part) and _WHO.match(at.text, at.token.end):
        return condition()
    classed = (not _REACHES.search(at.before) and _OF_CLASS.match(at.after)) or _OF_RATE.match(at.after)
    sized = _OF_SIZE.match(at.before) and _SIZED_THINGS.match(at.after)
    picked = _PICKS.search(at.part) and _AND_ALSO.match(at.text, at.token.end)
    those = _LARGER.search(at.before) and _THOSE.match(at.text, at.token.end)
    if (
        at.measure not in _COUNTED
        and at.before
        and (classed or sized or picked or those or _SIZED_ONES.match(at.after))
    ):
        return condition()
    if _LAST.search(at.before):
        return condition()
    arranged = _ARRANGED.match(at.after) and len(at.token.printed) == 1
    often = at.after.startswith("次") and _EVERY.search(at.sentence)
    soon = _WITHIN.match(at.after)
    return condition() if arranged or often or soon or _of_each_time(at) else None


def _of_each_time(at: FigurePlace) -> bool:
    """Whether a figure says how rare a flood is that is met, how long something goes on, how large each thing is."""
    if _RETURNS.match(at.after):
        return bool(at.before.strip()) and not _TO_BE.search(at.before)
    lasts = at.measure == "" and _LASTS.match(at.after) and not _TO_BE.search(at.before)
    return bool(lasts or (at.comparator in ("ge", "gt", "le", "lt") and _EACH_SIZED.search(at.before)))


def in_name(at: FigurePlace) -> Role | None:
    """A numeral in a name or a set phrase: “四镇”, 二级节点, 一个项目、一名领导."""
    printed = at.token.printed
    if _BARE.fullmatch(printed) and _RICH.match(at.after):
        return name()
    if printed in _SMALL and _called(at.text, printed, at.after):
        return name()
    if printed == "二" and _SECOND.match(at.after):
        return name(ORDINAL)
    if printed == "一" and (_ONE_EACH.search(at.sentence + "一") or _ONE_EACH.match(at.text, at.token.start)):
        return "mentions", "idiom", SET_PHRASE, False
    return name() if at.measure == "da" and not BUILDS.search(at.before[-4:]) else None


def numbered(at: FigurePlace) -> Role | None:
    """A cell of a table that fell apart, the number of a name or of a line: 甲工业区1, 乙大桥1#."""
    text, token = at.text, at.token
    fallen = fallen_cells(text).get(text.rfind("\n", 0, token.start) + 1)
    if fallen in ("number", "present"):
        return name(ORDINAL) if fallen == "number" else ("observations", "baseline", say("why.column"), False)
    if _numbers_name(at):
        return name()
    if _QUOTED.match(text, token.start - 1) or (at.before.endswith("每月") and at.after.startswith("日")):
        return name()
    if _ASKED.search(at.sentence) or _ASKED_BEHIND.match(text, token.end):
        return background(say("why.asked"))
    line = line_before(text, token.start)
    bracketed = text[token.start - 1] in "（(" and text[token.end : token.end + 1] in ("）", ")")
    numbers_line = bracketed or _NUMBERS_LINE.match(text, token.end)
    if numbers_line and len(token.printed) < 3 + (not line.strip()) and _ITEM.search(line):
        return name(ORDINAL)
    return name(CONDITION) if _NOTE.match(line) else None


def _numbers_name(at: FigurePlace) -> bool:
    """Whether a figure is the number of a place, of a quoted name, of a house, or years."""
    text, token = at.text, at.token
    behind = text[token.end : token.end + 1]
    placed = len(token.printed) < 3 and behind and behind in "\t\n（(、，。" and _NUMBERED_PLACE.search(at.before)
    quoted = (
        behind == "”" and _YEAR.fullmatch(token.printed) and _OPENED.search(text, max(0, token.start - 12), token.start)
    )
    housed = _HOUSE.match(at.after) and _STREET.search(at.before)
    years = _YEAR.fullmatch(token.printed) and behind == "\t" and text[token.start - 1] == "\n"  # of a table's row
    return bool(
        years or placed or quoted or housed or _YEARS.fullmatch(token.printed) or at.after.startswith(("#", "＃"))
    )


def sum_of_parts(at: FigurePlace) -> Role | None:
    """The total of a table, the number in a heading's bracket, the count of what is listed right before."""
    text, token = at.text, at.token
    headed = text[token.start - 1] in "（(" and token.end - at.clause.start < 40 and _IN_HEADING.match(text, token.end)
    of_class = at.clause.why == ROW and at.clause.kind == "pillar"  # a row that heads others
    if _TOTAL.match(line_before(text, token.start)) or headed or of_class:
        return structure(at)
    listed = _counts_what_is_listed(token.printed, at.sentence)
    return structure(at) if listed or (len(token.printed) < 3 and _COUNTS_OWN.search(at.before)) else None


def _called(text: str, printed: str, after: str) -> bool:
    """Whether a small number opens a name that the document gives to what it lists: （以下统称“四镇”）."""
    defined = text.find(f"称“{printed}")
    name = _CALLED.match(text, defined + 3) if defined >= 0 else None
    return bool(name and after.startswith(name[1]))


def _counts_what_is_listed(printed: str, sentence: str) -> bool:
    """Whether a small number counts the names right before it: 应急、城管、水务三个部门; 应急、城管和水务三个部门."""
    if printed not in _SMALL.replace("零", "两"):
        return False
    before = re.split("[，。；：]", sentence)[-1]
    first, _, last = before.rpartition("、")
    count = before.count("、") + 1
    said = 2 if printed == "两" else _SMALL.index(printed)
    joined = said == count + 1 and bool(re.search("[和及与].", last[1:]))
    return bool(first) and (count == said or joined) and bool(_LISTED.search(before))
