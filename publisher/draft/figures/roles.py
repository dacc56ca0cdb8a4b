"""What a figure is: promise, present state or background; how it counts; how firmly it is said."""

from __future__ import annotations

import re

from publisher.codebook.basis import BUILD
from publisher.codebook.scan import Token
from publisher.draft.figures.allocations import areas_of
from publisher.draft.figures.columns import column_head, fallen_cells
from publisher.draft.figures.forms import HOW, line_before
from publisher.draft.outline.clauses import OutlineClause
from publisher.terms.messages import Message, say

_DONE = re.compile(
    r"(?<!对)已(?:经)?(?:建成|建|有|达|实现|累计|投|完成|汇集|形成|开通|布局|培育|集聚|拥有|超|接近|突破)?|(?<![由从项])目前|截至|累计已|截止"
    r"|(?<![比较])(?:上年|去年)|缺口(?:约?[达为]|仍?有)约?$"
    # 依托现有12个站点，在现有5家的基础上: so many are there; 依托现有平台引进5家 is to come
    r"|(?:在|依托|利用|借助|立足|围绕|结合|发挥|统筹|运用|对接)[^，。；\d]{0,8}现有"
    r"(?![^，。；]{0,10}(?:引进|新[建增]|建[设成]|培育|打造|带动))[^，。；\d]{0,10}$"
)
# 甲区、乙区共计25公顷已完成评估: done, whatever is said before it; not 改造40个已建成的小区
_DONE_BEHIND = re.compile(
    "[^，。；、\\d的]{0,8}已(?:经)?(?:全部|全面|基本|累计)?(?:完成|建成|开工|通过|实现|投[用产运入]|达标|销号)(?![^，。；]*的[\u4e00-\u9fff])"
)
_DOES = re.compile(
    "对|将|把|推[动进广]|支持|确保|开展|加[快强]|组织|实施|完成|改造|更新|整[治合]|治理|盘活|利用|提升|接入|管[护理]|维护|优化"
)
# 支持现有10家企业，力争达到20家; 将现有20个整合为5个: from how many
_GROWS = re.compile(
    r"[^，。；\d]{0,14}(?:扩大|整合|合并|增加|压减|精简)[到至为成](?=[\d一二两三四五六七八九十百千])"
    r"|[^，。；\d]{0,14}，(?:力争|争取|确保|逐步)*(?:达到?|增[至到加]|扩[大展]|发展到|翻)[^，。；\d]{0,6}[\d一二两三四五六七八九十百千]"
)
# 拥有5家 says what is there, unless a goal or a year to come says it, or each of many has so many
_OWNS = re.compile("(?<![人户里均家])拥有(?!.{0,30}(?:达到|[由从].{1,12}[到至为]))")
_EACH_OF = re.compile("每(?!年)|各(?![类级种项])|到20")
_NOW = re.compile(
    r"(?<![由从项])目前|(?<![由从])现在(?!起|开始)|截至(?!20\d\d年底前)|近年来|(?<![在对将把由从])现有|累计已"
    r"|(?<![比较])(?:上年|去年)|[尚仍]有|据[^，。；]{0,6}统计|摸底"
)
_NOW_SIGNS = re.compile("[目现截近累上去尚仍据摸]")  # one is in each of them
# A part that looks back: 2022年工作回顾
_REVIEW = re.compile("(?:工作|建设|情况)?回顾$|工作总结$|完成情况$|取得的?(?:成绩|成效)$")
# 完成情况：安置点7个; 完成了入住120户: what has been done
_REPORTS = re.compile("(?:完成|进展|落实)情况[:：]|(?:完成|建成|实现|新增|投入|引进|培育|搬迁)了")
# 充分发挥现有模型的作用，引进2家; 确保现有设备完好率达到95%: what is there already serves what is to come
_SERVES = re.compile(
    "(?:发挥|用[好足]|运用|借助|围绕|立足|结合|统筹|优化|完善|挖掘|对[接照]|整合|盘活|巩固|依托|利用|改造|提升|扩大"
    "|保持|完成|清理|梳理|培育|确保|推[动进]|支持|实现|引导|鼓励|促进|加快|保障)[^，。；]{0,8}$"
)
# 现有企业上云率达到80%, 现有园区改造40个: reached, or to be reached
_ACTS_ON = re.compile(
    "(?<!已)(?:达到?|实现|完成|改造|建[成设]|培育|打造|[招吸]引|引进|推广|提[升高][至到]?)[^，。；、\\d]{0,4}$"
)
# What is to come: behind it nothing is said of the present any more.
_TURN = r"今后|未来(?=[一二两三四五六七八九十几\d，])|力争|明年|后年|将达|下一步"
_TO_COME = re.compile(
    rf"{_TURN}|到20|争取|年底(?!，)|(?<!已)(?<!已经)(?<!已累计)新增|达产|投产后|计划|目标|要提高|提[高升]到"
)
# In a part that looks back 新增 and 提高到 say what was done; 需 and 将 do not.
_AHEAD = (
    rf"{_TURN}|(?<![加升高长降少])到20|争取|预计|需(?!到)|将|计划(?=[新改扩再投在到于引]|20\d\d年)|(?<![模虚比])拟(?=[新建改扩引投在于])"
    "|确保(?!了)|目标[是为]|必须|年?底前|(?<![需主重])要(?=[新建提达])"
)
_FORESEES = re.compile(_AHEAD)
# 三年内新增300个, 按上级要求新增: done or to be done
_MAY_FORESEE = re.compile(rf"{_AHEAD}|计划(?![完，、。；）”》])|要求|[一二两三四五\d]年内")
_MAY_COME = re.compile("[^。；]*?(?:预计|力争|计划(?=[新改扩再投在到于引]|20\\d\\d年)|拟[于在]|将|底前)")
_LAST_YEAR = re.compile(
    r"[ \u3000]*(?:过去的?[一二两三四五几]年|[上去]年)(?:来|以来)?[，,]"
    rf"(?!.*(?:{_TURN}|(?:到|争取|计划)20\d\d年))"  # 过去五年建成2万个，今后三年再建3万个
)
# 已安排资金3亿元，发放消费券2亿元: that too may be done
_SPENT = re.compile(
    "(?<!对)已(?:经|累计)?(?:安排|下达|拨付|落实|完成)(?![^。；]*(?:预计|计划|力争|争取|将|拟|下一步|再))[^。；]*$"
)
_FROM = re.compile(
    "(?:由|从)(?:[目当]前的?|现[在有]的?|原[来有]的?|\\d{4}年(?:底)?的?|每[^，。；\\d]{1,6})?(?:约|近|不[足到])?$"
)
_FROM_OF = re.compile("(?<![自理缘])(?:由|从)[^，。；、\\d由从]{2,16}$")  # 由人均面积10平方米提高到15平方米
_TO = re.compile(
    "[^，。；\\d]{0,6}(?:提[升高]?|增[加长]?|扩[大容]?|压[减缩]?|缩[短小减]?|降低?|下降|减[少至]?|上升|升|拓展)[^，。；\\d]{0,4}(?:到|至|为)"
    "|[^，。；\\d]{0,3}(?:增加|减少|下降|提高|增长)(?=[\\d一二两三四五六七八九十百])"
)
_TO_AT_ONCE = re.compile(
    "(?:以[上下内]|左右)?(?:提[升高]|增[加长]|扩大|缩[短小减]|压[减缩]|降低|下降|减少|上升)(?:到|至|为)(?=[^，。；、\\d]{0,12}\\d)"
)
# Money and rates that a rule gives to each who asks: a ceiling, a condition, no promise that somebody would sum up.
_GRANTED = re.compile(
    "补[助贴]|奖[励补]|资助|给予|抵扣|贴息|单[个站家项户]|同一(?:企业|单位|项目|个?人)|每(?:[个家户人项]|平方米|千瓦时|立方米)|限[报额]"
)
_GIVES = re.compile("补[助贴]|奖[励补]|资助|给予|抵扣|贴息")
_EACH = re.compile("单[个站家项户]|每(?:[个家户人项]|平方米|千瓦时|立方米)")
_CEILING = re.compile("最高|不超过|上限|封顶")
_IN_ALL = re.compile("安排|争取|总额|设立|统筹|投资(?!额)|造价|列支|支出")
_LIMITS = re.compile(
    "同一(?:企业|单位|项目|个?人)|(?<!审[批核查])(?<!办[理结事])期限(?:不超过|最长|一般为|为)?$|(?:限报|申报数量|推荐名额)[^，。；]{0,6}$"
)
_SHARE_OF = re.compile("按[^，。；]{2,14}的$")
# 对年度上云费用超过10万元的企业，给予…: whom a rule is for
_WHOM = re.compile("对(?!外|口|接|标)")
_WHOM_BEHIND = re.compile("[^，。；]{0,24}?的[^，。；]{1,24}(?:，|实行|开展|进行|实施|给予)")
_CLASS = re.compile("户以[上下]的?(?:自然|行政)?(?:村|屯|小区|居民点)")  # 20户以上自然村
_NUMBERS_LINE = re.compile(r"(?:[ 　]+|[.．])(?=[\u4e00-\u9fff“])")  # 1 甲项目: an item's own number
_NUMBERED_PLACE = re.compile("[\u4e00-\u9fff](?:工业区|[片园街]区|单元|地块|标段)$")
_SET = re.compile("家(?:基础)?电信(?:运营)?企业|[大家](?:电信)?运营商")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_EVENT = re.compile("[\u4e00-\u9fff]{2,16}?(?:大会|论坛|峰会|博览会|交易会|[大竞]赛)")  # 2025中国算力大会
_AT_RATE = re.compile("按[^，。；]{0,6}$")
# 年销售额1000万元以上的企业, 船龄25年以上的货船: of which class a thing is, no quantity of it
_OF_CLASS = re.compile("[^，。；、\\d]{0,6}?及?以[上下]的(?:[\u4e00-\u9fff]{2}|$|不)")
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
_ALL_OF = re.compile("[^，。；、]{1,12}全覆盖")
_WITHIN = re.compile("(?:个?工作)?[日天]内(?:必须|须|应)")  # 竣工后15天内必须更新
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
_SECOND = re.compile("次|级")  # 二次收费, 二级节点: a count of two is 两
_ONE_EACH = re.compile("一[\u4e00-\u9fff]{2,6}、(?=一)")  # 一个项目、一名领导、一套方案
_RULE = re.compile("连续$|[不限]超过$|(?:限报|联系|不得超过)$")
_LISTED = re.compile("[^，。；：（）]+(?:、[^，。；：（）、]{1,20})+")
# 达到1万平方米的，按…; 低于50%不再扩容; 连续2年…的: whom a rule concerns.
_AIMS = re.compile(
    r"力争|(?:^|[，；])到(?:20\d\d年|“十[四五六]五”)|目标(?:任务)?[是为]?[:：]"
)  # what even a preamble promises
_CONDITION = re.compile(r"[^，。；\d]{0,10}?(?:的(?=[，,取不由予]|$)|不再)")
_UNDER = re.compile("(?:低于|高于|达到|超过|不足|达|满|连续)$")
_TOTAL = re.compile(r"\s*\**(?:合|总|小)\s*计\b")
# 注：达标指控制率达到70%以上: a note that says what a word means
_NOTE = re.compile(
    r"[ \t　]*(?:(?:备?注|注释|说明)[:：]|[\[［]\d{1,2}[\]］]|[①-⑳])[^。]*(?:指(?![标数导挥引定])|口径|来源)[^。]*$"
)
_ASKED = re.compile("有人说|请问|是否|是不是|吗$|传言|网传")
_ASKED_BEHIND = re.compile("[^。；？\n]{0,30}(?:吗|是否[^。；？\n]{0,12})？")
_COUNTS_OWN = re.compile("(?:分|上述|以上|下列|以下|这|[本全]表共|共计?)$")
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
_INDICATORS = re.compile(
    "(?:个类别|类|[大个]?方面|项|个)(?:\\d+[项个])?[^，。；、\\d]{0,6}?指标(?=[，。；、和与的]|及|体系|$)"
)
# 占全市5%以上的物种数: the name of an indicator
_SHARE_OF_WHOLE = re.compile("占[^，。；]{1,8}$")
_SHARE_IN_NAME = re.compile("(?:以[上下])?的[^，。；、\\d]{1,10}(?:数量?|率|比例)(?=[，。；、等的和]|$)")
# 加快2个甲试点和4个乙试点建设: work that goes on with those that are known
_GOES_ON_WITH = re.compile("加快[\\d一二两三四五六七八九十][^，。；]{0,60}(?:[和与、]|以?及)$")
_REACHED = re.compile("(?:完成|争取|确保|实现|达成|新增|下达|落实|分配|安排)[^，。；、\\d]{0,6}$")  # 完成招生1000个指标
# 改造能效不低于10%的老旧厂房: how good each is; 牵头企业股比不高于2/3: who may apply
_OF_EACH = re.compile(
    "[\u4e00-\u9fff](?:率|率?[占股]比|比例|度|量|级|效)(?:[不未]?[低高少大小]于|达到?|超过?)$|股比[^，。；]{0,6}$"
)
_THING_OF = re.compile(
    "[^，。；、”\\d的]{0,3}的(?!目标|要求|标准|水平|比例|任务|规模|[增合满覆]|[^，。；、]{0,6}率)[\u4e00-\u9fff]{3}"
)
_WEIGHS = re.compile("(?:、[\\d.]+[%％])*(?:的(?:比例|权重))?计入[^，。；]{0,30}(?:分值|得分|成绩|总分|考核)")
_WEIGHTS = re.compile("^(?!目标|预期|计划|20\\d\\d).*(?:分值|权 ?重|得分|满分|[赋评]分|(?:标准|基准|基本)分)")
_WHO_LEADS = re.compile("[个家](?:牵头|责任|配合|主办|协办)(?:单位|部门)")
# what is made, sold or earned: money, and no fund
_OUTPUT = re.compile(
    "(?:产值|增加值|生产总值|GDP|营业?收入|营收|收入|销售(?:额|总额)?|交易额|成交额|零售额|进出口(?:总?额)?|出口总?额|利润(?:总额)?|(?<!减免)税收|(?:产业|经济|市场|集群)(?:总量|总?规模))"
    "(?:总?[额值量])?(?:[^，。；、]{0,24}?元[^，。；、\\d]{0,3}(?:提高|增加|上升|扩大|增长)[到至]|[^，。；、\\d资金款中退返列提]{0,8})$"
)
_BOUND = re.compile(r"控制在|不超过|不高于|限制在|压减到|以内|以下")
_BUILDS = re.compile(
    r"建|新增|培育|达|打造|形成|实现|布局|引进|带动|完成|提升|推动|部署|布设|归集|设立|投|集聚|突破|超过|保持|提高|降|开展|实施|组织|力争|争取|培养|支持|遴选|认定|推广|改造|覆盖|谋划|签约|储备|招引|开工|竣工"
)


def role_of(
    text: str,
    token: Token,
    clause: OutlineClause,
    sentence: str,
    before: str,
    after: str,
    measure: str,
    comparator: str,
    past: bool,
) -> tuple[str, str, Message, bool]:
    """Table, kind, why, and whether that is sure. past: whether its sentence dates it before the document's year."""
    near, part = sentence[-40:], sentence[max(map(sentence.rfind, "，。；")) + 1 :]
    owns = clause.kind != "goal" and _OWNS.search(before) and not _EACH_OF.search(sentence)
    rises = _FROM_OF.search(before) and _TO_AT_ONCE.match(after.removeprefix(token.measure.printed))
    if (owns and not _TO_COME.search(before)) or rises:
        return "observations", "baseline", say("why.reached"), True
    now = _last_now(sentence) if _NOW_SIGNS.search(sentence) else -1
    still = now >= 0 and not _TO_COME.search(sentence, now)
    rises = _FROM.search(before) and _TO.match(after)
    done = _DONE_BEHIND.match(after) and not (_DOES.search(part) or _FORESEES.search(sentence))
    described = (
        (clause.looks_back and not _FORESEES.search(sentence))
        or _REVIEW.search(clause.heading)
        or (clause.kind == "guidance" and re.search("现状|成效|成就|基础|基本情况|背景|形势|环境", clause.heading))
    )
    reached = (
        past
        or done
        or _LAST_YEAR.match(sentence)
        or ((report := _REPORTS.search(sentence)) and not _TO_COME.search(sentence, report.end()))
        or rises
        or (before.endswith(("现有", "现有的")) and _GROWS.match(text, token.end))
        or ((_DONE.search(before) or still) and not _TO_COME.search(near if still else before))
    )
    if reached or described:
        planned = not (past or rises) and (_MAY_FORESEE.search(sentence) or _MAY_COME.match(after))
        limited = comparator in ("le", "lt") and _CEILING.search(part)  # 规模上限20万千瓦: of what may be asked for
        doubtful = clause.looks_back and (token.printed == "一" or planned or limited)
        doubtful = doubtful or (still and sentence.endswith("现有", 0, now) and _ACTS_ON.search(sentence, now))
        return "observations", "baseline", say("why.reached" if reached else "why.described"), not doubtful
    if (
        measure in ("da", "xiang", "tiao", "ge", "")
        and (match := _PARTS.match(after))
        and (
            clause.kind in ("preamble", "guidance", "principle", "chapter", "pillar", "goal", "safeguard")
            or measure == "da"
        )
    ):
        return "observations", "structure", say("why.own-parts", words=token.printed + match[0]), False
    if (_LAYS_OUT.search(before) and _LAID_OUT.match(after)) or _WHO_LEADS.match(after):
        return "observations", "structure", say("why.own-parts", words=token.printed + after[:2]), False
    own = _OWN_PARTS.match(after) or (before.endswith("个方面") and after.startswith("项"))
    if (own or (_TOTAL_OF.match(after) and not _MAKES.search(before))) and len(token.printed) < 3:
        return "observations", "structure", say("why.own-parts", words=token.printed + after[:2]), False
    indicators = _INDICATORS.match(after) and not _REACHED.search(before)
    if (_SCORED.search(before) and _POINTS.match(after)) or indicators:
        return "observations", "structure", say("why.own-parts", words=token.printed + after[:2]), False
    if _WEIGHS.match(text, token.end) or _WEIGHTS.search(column_head(text, token.start)):
        return "mentions", "idiom", Message("reader.condition"), False
    if (_UNDER.search(before) and _CONDITION.match(after)) or before.endswith("连续"):
        return "mentions", "idiom", Message("reader.condition"), True
    if (_WHOM.match(part) and _WHOM_BEHIND.match(text, token.end)) or _CLASS.match(after):
        return "mentions", "idiom", Message("reader.condition"), False
    if (_YEAR.fullmatch(token.printed) and _EVENT.match(after)) or _SET.match(after):
        return "mentions", "name", Message("reader.set-phrase"), False
    if _CHINESE_DIGIT.fullmatch(token.printed) and _CLASSES.match(after) and not _MAKES.search(before):
        return "observations", "structure", say("why.own-parts", words=token.printed + after[:2]), False
    known = _CHINESE_DIGIT.fullmatch(token.printed) and (_TOWARDS.search(part) or _WELL_KNOWN.match(after))
    if known and not _MAKES.search(before):
        return "observations", "background", say("why.relied-on"), False
    if _LAYOUT.search(clause.heading) and _EXTENT.search(part):
        return "observations", "background", say("why.stands-in", kind=clause.kind), False
    if _SIZED.fullmatch(part) and _WHO.match(text, token.end):
        return "mentions", "idiom", Message("reader.condition"), False
    classed = not _REACHES.search(before) and _OF_CLASS.match(after)
    sized = (_OF_SIZE.match(before) and _SIZED_THINGS.match(after)) or (
        _PICKS.search(part) and _AND_ALSO.match(text, token.end)
    )
    if measure != "percent" and before and (classed or sized):
        return "mentions", "idiom", Message("reader.condition"), False
    if (
        (_ARRANGED.match(after) and len(token.printed) == 1)
        or (after.startswith("次") and _EVERY.search(sentence))
        or _WITHIN.match(after)
    ):
        return "mentions", "idiom", Message("reader.condition"), False
    if token.printed in _SMALL and _called(text, token.printed, after):
        return "mentions", "name", Message("reader.set-phrase"), False
    if token.printed == "二" and _SECOND.match(after):
        return "mentions", "name", Message("reader.ordinal"), False
    if token.printed == "一" and (_ONE_EACH.search(sentence + "一") or _ONE_EACH.match(text, token.start)):
        return "mentions", "idiom", Message("reader.set-phrase"), False
    if measure == "da" and not _BUILDS.search(before[-4:]):
        return "mentions", "name", Message("reader.set-phrase"), False
    if fallen := fallen_cells(text).get(text.rfind("\n", 0, token.start) + 1):
        if fallen == "number":
            return "mentions", "name", Message("reader.ordinal"), False
        return "observations", "baseline", say("why.column"), False
    numbers_name = len(token.printed) < 3 and _NUMBERED_PLACE.search(before) and text[token.end : token.end + 1]
    if (numbers_name and numbers_name in "\t\n（(、，。") or after.startswith(("#", "＃")):  # 甲工业区1, 乙大桥1#
        return "mentions", "name", Message("reader.set-phrase"), False
    if _QUOTED.match(text, token.start - 1) or (before.endswith("每月") and after.startswith("日")):
        return "mentions", "name", Message("reader.set-phrase"), False
    if _ASKED.search(sentence) or _ASKED_BEHIND.match(text, token.end):
        return "observations", "background", say("why.asked"), False
    line = line_before(text, token.start)
    if not line.strip() and len(token.printed) < 4 and _NUMBERS_LINE.match(text, token.end):
        return "mentions", "name", Message("reader.ordinal"), False
    if _NOTE.match(line):
        return "mentions", "name", Message("reader.condition"), False
    if _TOTAL.match(line) or (
        _IN_HEADING.match(text, token.end) and text[token.start - 1] in "（(" and token.end - clause.start < 40
    ):
        return "observations", "structure", say("why.own-parts", words=token.printed + after[:2]), False
    if _counts_what_is_listed(token.printed, sentence) or (len(token.printed) < 3 and _COUNTS_OWN.search(before)):
        return "observations", "structure", say("why.own-parts", words=token.printed + after[:2]), False
    granted = bool(_GRANTED.search(sentence[-30:] + after[:8])) or bool(_RULE.search(before) or _AT_RATE.search(before))
    if _gives(token, sentence, part, after, measure):
        return "observations", "background", say("why.granted"), False
    if measure == "cny" and (granted or not _OUTPUT.search(part)):
        return "targets", "budget", say("why.granted" if granted else "why.money"), not (granted or _SPENT.search(near))
    each = _OF_EACH.search(before) and (_THING_OF.match(after) or "股比" in before)
    if comparator in ("le", "lt") and _BOUND.search(before + after[:8]):
        doubtful = granted or each or measure in ("ge", "jia", "xiang", "")
        return "targets", "cap", say("why.granted" if granted else "why.upper-bound"), not doubtful
    if clause.kind in ("principle", "preamble") and _AIMS.search(_led_up_to(text, token, sentence)):
        return "targets", "target", say("why.to-be-reached"), False
    if clause.kind in ("principle", "preamble") or (clause.kind == "guidance" and not _BUILDS.search(before)):
        return "observations", "background", say("why.stands-in", kind=clause.kind), False
    if _RELIED_ON.search(before) and not _BUILDS.search(part) and not _COMES_ABOUT.match(after):
        return "observations", "background", say("why.relied-on"), False
    if measure and areas_of(before):
        return "targets", "allocation", say("why.each-its-part"), False
    whole = before.endswith("全部") or _ALL_OF.match(after)  # 覆盖全部11家: how many there are
    share = _SHARE_OF_WHOLE.search(before) and _SHARE_IN_NAME.match(after)
    named = share or _INDICATORS.match(after) or _GOES_ON_WITH.search(part)
    sure = bool(_BUILDS.search(sentence[-40:])) and not (granted or whole or named or each) and token.printed != "一"
    return "targets", "target", say("why.to-be-reached"), sure


_CALLED = re.compile("([^”]{1,6})”")


def _called(text: str, printed: str, after: str) -> bool:
    """Whether a small number opens a name that the document gives to what it lists: （以下统称“四镇”）."""
    defined = text.find(f"称“{printed}")
    name = _CALLED.match(text, defined + 3) if defined >= 0 else None
    return bool(name and after.startswith(name[1]))


def _led_up_to(text: str, token: Token, sentence: str) -> str:
    """A sentence up to its figure, with the one before it where it goes into that one’s parts (其中)."""
    begin = token.start - len(sentence)
    before = text.rfind("。", 0, max(0, begin - 1)) + 1
    return text[before:begin] + sentence if sentence.lstrip().startswith("其中") else sentence


_STOP = re.compile("[，。；]")
_RELIED_ON = re.compile("(?:以|聚焦|围绕|依托|等)$")
# 甲村、乙村等5个村出列: what is to happen to those that are named
_COMES_ABOUT = re.compile(
    "[^，。；、\\d]{1,12}?(?:出列|摘帽|脱贫|达标|开工|竣工|完工|建成|投产|投用|投运|达产|落地|落户|上市|入库|通车|并网|销号|清零)(?=[，。；、]|$)"
)


def _last_now(sentence: str) -> int:
    """Where the last word of the present state (目前, 现有) ends that says what is there; -1 where none does."""
    said = (m for m in _NOW.finditer(sentence) if m[0] != "现有" or not _SERVES.search(sentence, 0, m.start()))
    return max((match.end() for match in said), default=-1)


def _gives(token: Token, sentence: str, part: str, after: str, measure: str) -> bool:
    """Whether a figure is what a rule gives to each who asks (a sum, a rate, how often), and no promise as a whole.

    part: the words of its sentence before it, behind the last stop.
    """
    behind = _STOP.split(after, maxsplit=1)[0]
    if _LIMITS.search(part):
        return True
    if measure != "cny" and token.printed[-1:] not in ("%", "％"):
        return False
    if _GIVES.search(part + behind[:8]) or part.endswith(("最高", "最高支持")):
        return not (_IN_ALL.search(part) and not _EACH.search(part) and not _SHARE_OF.search(part))
    given = _GIVES.search(sentence[-40:]) and (_EACH.search(part) or _CEILING.search(part)) and not _IN_ALL.search(part)
    return bool(given or _SHARE_OF.search(part))


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


# 容量将由目前的1.9千伏安提高到2.4千伏安: what it is, without where it comes from
_FROM_NOW = re.compile("(?:将|要)?(?:由|从)(?:[目当]前的?|现[在有]的?|原[来有]的?|\\d{4}年底?的?)?(?=\\d|$)")
_CHANGE = re.compile("(?:再|逐步)?(?:增|减|提[高升]|降|缩|压|扩|上升|下降)[^，。；]{0,4}(?:到|至|为)")
_HAN = re.compile("[\u4e00-\u9fffA-Za-z]")
_WORD = re.compile("[\u4e00-\u9fffA-Za-z]{2}")


_OPENING = re.compile(
    r"^(?:到?\d{4}年底?前?|[一二两三四五六七八九十\d]{1,2}年内|力争|争取|实现|确保|其中|全市|全区|全省|建成|新建|建设|新增)+"
)
_LEVEL = re.compile(
    "(?:提升|提高|保持|控制|平均|累计|总数|数量|规模)?(?:高?达到?|超过|突破|至|到|在|为|约|不少于|不低于|超|占|高)+$"
)
_BOUND_BEHIND = re.compile("^(?:以上|以下|以内|左右|上下|多|余|的)+")
# 2个展厅和6个展台: what the next number counts
_AND_OTHERS = re.compile(
    "(?<=[\u4e00-\u9fff”])(?:以及|[和及与])(?=\\d[\\d.]*[万亿]?[个名家座套项场条台户所处人亩吨辆件只支])"
)
_UNCLOSED = re.compile("[（(][^（(）)]*$")  # 3个乡镇（原甲乡、…
_BESIDE = re.compile(
    r"\d[\d.]*[万亿]?(?:[户人套个名家座亩间栋条处台项所吨]|公里|[万亿]元)$"
)  # 迁居120户400人: the figure right before
_PART, _FIRST_OF_LIST = re.compile("[，,、（(]"), re.compile("[\\d、]")
_VERB = re.compile("(?:依次|分别)?(?:为|是|达到?)?$")


def what_of(before: str, after: str, form: str, line: str) -> str:
    """The thing that is counted, in the words of the text, its brackets paired: a suggestion for what_zh.

    before, after: what its quote has beside the figure; form: its measure as printed; line: its line up to the figure.
    """
    if "\t" in before:  # a cell of a table: the row's name says what is counted
        return _paired(re.split(r"\t| {2}| (?=\d)", before.strip())[0].strip())
    front = _LEVEL.sub("", _OPENING.sub("", _BESIDE.sub("", before) or before))
    from_now = _FROM_NOW.split(front, maxsplit=1)[0]
    front = from_now if len(from_now) > 1 else front
    behind = _BOUND_BEHIND.sub("", after.lstrip("多余来 ").removeprefix(form).strip())
    behind = _AND_OTHERS.split(behind, maxsplit=1)[0]
    behind = (
        "" if behind[:1] in ("（", "(") else _UNCLOSED.sub("", behind)
    )  # a remark is not what is counted, nor are other figures
    other = behind[:1].isdecimal() or _CHANGE.match(behind) or not _HAN.search(behind)
    behind = "" if other else _paired(behind)
    if len(behind) >= 2:
        return behind
    bare = not _WORD.search(HOW.sub("", _PART.split(before)[-1]))
    further = _further(line)
    return (further if bare else "") or _paired(front) or further or _paired(before)


def _further(line: str) -> str:
    """What is counted where a quote is the figure alone: what stands before its bracket, or at the head of its list."""
    opened = max(line.rfind(mark) for mark in "（(")
    if opened > max(line.rfind(mark) for mark in "）)") and (named := _NAMED.search(line, max(0, opened - 41), opened)):
        return named[1]
    part = line[max(line.rfind(mark) for mark in "，,。；;：:\t") + 1 :]
    first = _OPENING.sub("", _VERB.sub("", _FIRST_OF_LIST.split(part, maxsplit=1)[0]).strip())
    return first if first or not (label := _LABELLED.search(line)) else label[1]


_LABELLED = re.compile("([\u4e00-\u9fff]{2,12})[：:]$")  # 投资规模：1.6亿元
# searched up to an opening bracket (endpos), at which $ matches
_NAMED = re.compile("([^，,。；;：:、\\s（）()“”《》]{2,40})[）)”》]?$")


_BRACKET = re.compile(r"[（）()“”《》\[\]【】]")


def _paired(words: str) -> str:
    """Words without what stands beyond a bracket or quotation mark that opens or closes alone."""
    for opening, closing in ("（）", "()", "“”", "《》", "[]", "【】") if _BRACKET.search(words) else ():
        if words.count(closing) > words.count(opening):
            words = words[: words.index(closing)] if opening not in words else words.rpartition(closing)[0]
        if words.count(opening) > words.count(closing):
            words = words.rpartition(opening)[2].removeprefix("其中")
    return words.strip()
