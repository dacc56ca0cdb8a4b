"""Numerals that count nothing: names, codes, times of day, telephone numbers, set phrases, slogans.

Two kinds. What this module knows for certain, wherever it stands, is set aside by rule (第五, 双千兆, 三位一体). What
only its surroundings make a name (8号线, 500千伏, “五个中心”) is said to be one, and a person confirms it.
"""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

import re
from functools import lru_cache

from publisher.terms.regex import regex

# ---- set aside by rule: (reason, pattern); read at any place of a text ------------------------------------------

_ONE = "一二两三四五六七八九十"
SET_PHRASES = (
    "四个全面|五位一体|两个确立|两个维护|四个意识|四个自信|三个代表|两个毫不动摇|两个一百年|三个区分开来|四个革命|两个先行|六个必须坚持|"
    "三严三实|两学一做|三会一课|三重一大|八项规定|六稳六保|六稳|六保|三去一降一补|两山理论|两新一重|三农|三权分置|三公经费|"
    "三五成群|两会|两院院士|百年未有之大变局|一带一路|一国两制|[三五七九]通一平|四梁八柱|三线一单|三区三线|两不愁三保障|四不摘|三品一标|"
    "四好农村路|四上企业|一老一小|百千万|十百千万|十百千|千百万|亿万|万万千千|千千万万|万千|千家万户|千行百业|百业千企|千企万户|千方百计|"
    "千军万马|百花齐放|百家争鸣|万众|万无一失|万事|万物|千头万绪|千变万化|千秋|万里长征|五湖四海|四面八方|四通八达|五花八门|一举两得|"
    "举一反三|独一无二|三番五次|十之八九|三三两两|一一对应|百战百胜|成千上万|成百上千|一心一意|三心二意|十全十美|百尺竿头|千载难逢|万象|百姓|百货|百科|千古|万能|万一|"
    "三省一市|三位一体|[二三四五六多]合一|多规合一|一河(?:[（(]湖[)）])?一策|一网双平面|[一二两]?一对一|四新经济|三资企业|三支一扶|"
    '[二三四五六七八九十]个一批?(?=[”"，。、；]|工程|行动|计划|平台|体系|$)|两免一补|五险一金|[一二两三四五六七八九十]{1,2}[纵横环射轴带核心翼廊圈极](?:[一二两三四五六七八九十]{1,2}[纵横环射轴带核心翼廊圈极区片点]){1,4}|三甲医院|四大发明|三大攻坚战|四史|五育并举|双一流|双创|双减|双碳|双循环|双控|三网融合|[三四]网融合'
)
_TO = "[-−—–~至到]{1,2}"
_PARTED = "(?:[条款项章节页届批期轮]|季度|阶段|标段)(?![\u4e00-\u9fff]{0,4}[产线])"
_COUNTED = "[万亿%％个家份张项套页条种处台座]"
_BY_RULE = {
    "set-phrase": SET_PHRASES,
    "ordinal": (
        rf"第(?:\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?=[条款项节章])|[{_ONE}〇零百千]+|\d{{1,4}})(?:(?:{_TO}|[、和及与])第?(?:[{_ONE}百]{{1,4}}|\d{{1,4}})(?=(?:[、和及与]\d{{1,4}}){{0,6}}{_PARTED}))*"
        rf"|(?:(?<=^[表图])|(?<=[见如附和及与、（(。；][表图]))\d{{1,2}}[-—–－.]\d{{1,2}}(?![\d.名人位张套]|{_COUNTED})"
        rf"|(?<=附件|附表|附录|附图|专栏|图表|见表|见图|和表|和图|、表|、图|及表|及图|\d表|\d图)\d{{1,2}}"
        rf"(?:(?:{_TO}|[、和及与])\d{{1,2}}(?!\d|{_COUNTED}))*+(?!\d|[.．]\d|{_COUNTED})"
    ),
    "pair-word": (  # 双, 俩: part of a word or name, never how many of something
        r"双(?=[\u4e00-\u9fffA-Z])"
    ),
    "specification": r"(?<!双)[千万百]兆|\d{1,3}°\d{1,2}(?:\.\d+)?[′'](?:\d{1,2}(?:\.\d+)?[″”\"])?|(?:(?<=[北南]纬)|(?<=[东西]经))\d{1,3}(?:\.\d+)?[°度]?",
    "generation-phase-version": (
        r"[零两二三四五六七八九半](?=期(?!间|限|末|[，。；、])|[年]行动|年攻坚|年计划|号(?!文|召)|版(?!本|块|权|图)|代(?!表|理|替|际)"
        r"|网融|级架构|距离|排放|延时|等待|接触|跑腿|碳|场|好农|新(?!增|建|材|能|型|兴|的)|化(?!工|学|解)|生融|次元"
        r"|手(?!续|段|交易|房|车)|维码|方平台|流(?:企业|高校))"
    ),
    "emission-standard": r"(?<=国)[一二三四五六](?=排放|标准|及|[ABab]|[，。、])",
    "one-for-all": (
        r"一(?=屏|期(?!间)|地(?!区|方|位|点|带)|程|盘棋|证通|张(?:网|图|蓝图|清单|表)|件事|窗|站式(?!公)|码|键|网(?:管|托底))|千(?=电子伏)"
    ),
    "quoted-name": (
        rf"(?<=“)[{_ONE}](?=[\u4e00-\u9fff]{{1,8}}[”、])(?!体化|带一路|网通办|网统管|流|[个大条项座家所类])"
    ),
}
BY_RULE = tuple(_BY_RULE.items())

_EVERYDAY = regex(
    "双(?:一流|方|向|边|城|核|流|创|语|休|赢|重|层|侧|手|职|倍|月|联|拥)|第三方|第[一二三](?:产业|次产业|梯队|人称|时间|线|手|步|位|名|大)|第一(?![批期轮个阶届])|一带一路|一站式"
)


def everyday(text: str, start: int) -> bool:
    """Whether what is set aside by rule is an everyday word, of which nobody needs to be told (双向, 第三方)."""
    return bool(_EVERYDAY.match(text, start))


# ---- made a name by what stands around it -------------------------------------------------------------------------

REACHES = regex(r"[到达于在为约过至低高少以近降升≤≥<>=≈]$|(?:率|系数|指数|比值)$")
_AFTER = {
    "phase-tier-line": (
        r"期(?!限|间|内|末)|级(?!联)(?:架构|政府|节点|巡视|医院)|号(?:线|楼|院|门|岛|沟)?|线(?!上|下|索|路)|[年个]?(?:行动计划|行动|攻坚)|年(?:行动|攻坚)"
        r"|代(?!表)|版|届|中全会|时代|周年|五规划"
    ),
    "specification": r"千伏(?!安)|伏(?!安)|英寸|T磁共振|[nμ]m|纳米|米PET|\.\d|兆(?![瓦赫帕字比])|电子伏|千瓦级|次元|维|位(?:数|(?:微)?处理器|芯片|单片机|操作系统|架构|系统)|级(?:洁净|地震)|[kK]V|[MG]Hz|G频|[国省县]道",
    "reach-in-time": r"(?:个)?小时(?:”|过境|通勤|生活|经济|交通|达|圈)|分钟(?:生活|便民|社区|通勤|服务|健身|医疗|养老|步行|[^，。；]{0,6}圈)",
}
_AFTER_RE = regex("|".join(f"({pattern})" for pattern in _AFTER.values()))
_AFTER_WHY = tuple(_AFTER)
_IDIOM_AFTER = regex(
    r"位一体|合一|体化|体|代码|码|证|卡|端|云|网|屏|链|键|生融合|张网|张图|张蓝图|盘棋|站式|窗|件事|门|事|地|揽子|把手|条龙|条心|刀切|带一路|老一小"
    r"|次办|次性|跑|步|手|旦|直|轮|如既往|方|定|些|批|流|般|样|张|点|线"
)
_SLOGAN = regex(
    "个(?:全面|确立|维护|意识|自信|代表|毫不动摇|革命|必须|坚持|务必|认同|善于|统筹|一百年|更加|充分|牢牢把握|重大判断|一(?!流|级|批)|不[准得能变])"
)
_HOUR = "(?:[01]?\\d|2[0-4])时(?:[0-5]?\\d分?)?(?![代段期空间长速尚效常刻差点])"
TIME = regex(
    rf"(?<![\d.]){_HOUR}(?: ?[-—–~至到]{{1,2}} ?(?:次日|当日|翌日|第二天)?{_HOUR})?|"
    rf"(?<=上午|下午|晚上|早上|凌晨|中午|夜间)\d{{1,2}}点(?:半|整|钟|\d{{1,2}}分)?(?: ?[-—–~至到]{{1,2}} ?(?:次日|当日|上午|下午|晚上|凌晨)?\d{{1,2}}点(?:半|整|钟|\d{{1,2}}分)?)?|"
    r"(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d)(?: ?[-—–~至到]{1,2} ?(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?(?!\d))?",
    re.ASCII,
)
RATIO = regex(r"\d+(?:\.\d+)?(?: ?[:：∶] ?\d+(?:\.\d+)?)+", re.ASCII)
_CALL = regex(r"0\d{2,3}-\d{7,8}(?:-\d{1,6})?|1[3-9]\d{9}|[48]00-\d{3,4}-\d{3,4}|0?[48]00\d{7}", re.ASCII)
_SHORT_CALL = regex(r"1(?:1[0-9]|2[0-9])|12[0-9]{3}|9[56]\d{3,4}|1(?:0000|0010|0086)", re.ASCII)
_CALLED = regex(
    "热线|电话|急救|火警|联动|便民|平台|专线|服务|举报|报警|客服|短信|App|APP|网站|投诉|政务|交管|市民|铁路"
)
_CALLING = regex("(?:热线|电话|拨打|致电|拨|举报|报警|咨询|交管|短号|号码|客服)[：: ]?$")
_CODED = regex("(?:邮编|邮政编码|电话|传真|手机|账号|编号|代码|QQ|微信)[：: ]{0,2}$")
_EXTENSION = regex(r"\d{5}转$")
_DAY_NAME = regex(r"(?:[1-9]|1[0-2])[.·](?:[12]\d|3[01]|0?[1-9])", re.ASCII)
_FESTIVAL = regex("[\u4e00-\u9fff]{0,4}?(?:节(?![约能水电点省支奏目])|大促|促销|晚会|狂欢|消费[者警维]|维权)")
CODE_AFTER = regex(
    "[”’]?(?:工程|计划(?!内|外)|行动|战略|规划|模式|高校|项目(?!个)|体系|布局|格局|框架|架构|平台|网站|标准|协议|品牌|系列)"
)


# 798艺术区, 1912街区: a number that is a place's name
_NAMED_PLACE = regex(
    "(?:文化|创意|艺术|文创|时尚|历史|产业|科技)*(?:艺术区|街区|[创意文]{2}园|产业园|园区|老场坊|工场|广场|公园|码头)"
)
_OF_SUCH_SIZE = regex(r"[\u4e00-\u9fff]{0,4}?(?:以上|以下|级)?的[\u4e00-\u9fff]{2,16}?(?:达到?|超过?|突破)?[\d]")
# 亿元以上项目200个, 100平方米以上门店, 50人以下的团队10个: which ones are counted, by a measure that counts none of them
_SIZED_THINGS = regex(
    r"(?:元|平方米|㎡|亩|公顷|吨|蒸吨|升|千瓦|兆瓦|千伏安|米|公里|人|户|张?床位?|层)(?:及|或|\(含\)|（含）)?以[上下]的?"
    r"(?:(?:大型|小型|规模|重点|骨干|工业|商业|科技|餐饮|沿街)?(?:门店|商[场铺户店]|超市|酒店|宾馆|餐馆|药店|企业|项目(?!投资|资金)|单位|场所|市场主体)"
    r"|(?:(?![和与及或达超数])[\u4e00-\u9fff]){2,8}?(?:数量?)?(?:达到?|超过?)?\d+[\d.]*[万亿]?(?:余|多)?[个家座处台套户所栋幢支艘辆条项](?!百分))"
)
_SIZED = regex(
    "(?:超过?|超出|达到?|突破|[不]?[低高少多大小]于|不足|(?:收入|产值|营收|投资|规模|投资额|总投资|寄递量|交易额))(?:在|约)?$"
)
_QUALIFIES = regex(r"[%％\u4e00-\u9fff]{0,4}?(?:以上|以下|以内)?的[\u4e00-\u9fff]")
_CONDITION = regex("对|凡|按照?(?!不)")

_ROUND_THE_CLOCK = regex("7 ?[×*] ?24")
_ROMAN = regex("[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]|[IVX]+")
_CONGRESS = regex("大(?:以来|精神|报告|[和及、](?:十|二十|历)[^，。]{0,6}全会)")
_LISTED_NUMBERS = regex(r"(?:[、和及与至到—-]\d{1,3}){1,6}(?:号(?:线|楼|院|门|岛|口|地块|泊位)|高校|工程(?!项目))")
_LAST, _MILE = regex("最[后先初前]$"), regex("公里|米|英里|环(?![节境保])|道防线|棒")
_STRONGEST = regex("强(?![化制度力调健降劲])")
_SIZE_CLASS = regex("(?:吨|方|立方米|千瓦|兆瓦|人次)级")
_AGE, _REACHED = regex("周?岁(?!月)"), regex("(?:达|[至到]|[高超]过?)$")
_SECOND_TIME = regex("次(?:开发|供水|创业|污染|转运|利用|装修)")
_CLASS = regex("类(?:新药|创新药|医疗器械|水质|水体|用地)")
_STOPS = regex("[，,。；;：:、 ]")
_SIZED_CLASS = regex(r"[\d.一二两三四五六七八九十百千万]*[万亿]级")
_OF_SIZE = regex("[^，。]{0,6}?(?:产业|集群|企业|园区|市场|项目|平台|基地|工程|板块|赛道|机场|港口|[强大]县|强镇)")
_PER_HEAD = regex("人[\u4e00-\u9fff]{1,8}?(?:量|数|率|面积|里程)")
_ADDRESSED, _IN_ADDRESS = (regex(r"(?:\d[号栋幢弄]|[路街巷弄]|单元)$"), regex("(?:号|栋|幢|单元|室|弄)(?![线召])"))
_COLUMN_UNIT = regex(r"[\u4e00-\u9fff]{1,4}[)）、，,\s]|[\u4e00-\u9fff]{1,4}$")
_EACH, _EACH_YUAN = (
    regex("[人户元亩年月周天]|个月|季度|公里|平方公里|平方米|辆"),
    regex("元(?:GDP|产值|工业|地区|国内)"),
)
_HOURS = regex("小时(?!(?:之|以)?内|前)")
_YEARS_OLD, _LASTING = regex("年(?:以上)?的"), regex("(?:超过?|满|不足|达到?|近)$")
_PLAIN_DECIMAL, _LONG_DECIMAL = regex(r"\d\.\d"), regex(r"\d+\.\d{3,}")
_CODE = regex(r"[\d.·\-/—]+")
TIER, _TIERED = regex("[一二两三四五六]级"), regex("架构|巡视员|节点|政府|联动|医院|电子")
_SLOGAN_END = regex("[个大项条张](?!百|千|万)[\u4e00-\u9fff]{1,6}”(?!的?[大个项]|行动|工程|任务|计划)")
_BEST_OF = regex("[人企家校村名][^”，。]{0,6}”|[大佳强](?!行动|工程|任务)[^”，。]{1,8}”")
_COUNTED_TASKS = regex("[大条项](?!”)[^”]{0,6}(?:行动|工程|任务)")


def called(printed: str, before: str, after: str, measured: bool) -> bool:
    """Whether digits are a telephone number: its form says so, or a short one stands beside 热线, 电话, 平台."""
    if _CALL.fullmatch(printed) or _EXTENSION.search(before):
        return True
    if len(printed) >= 5 and printed.replace("-", "").isdecimal() and _CODED.search(before):
        return True
    if measured or not _SHORT_CALL.fullmatch(printed):
        return False
    return len(printed) > 3 or bool(_CALLED.match(after) or _CALLING.search(before))


@lru_cache(2048)
def named(printed: str, before: str, after: str, measured: bool) -> tuple[str, str] | None:
    """("name" or "idiom", reason) where a numeral counts nothing for what stands around it; None where it counts.

    before, after: its words, up to a line's end. measured: a measure follows it.
    """
    if _COUNTED_THEN_STOPS.match(after) and plainly_listed(printed, before, after):
        return None
    if (
        "+" in printed
        or _ROUND_THE_CLOCK.fullmatch(printed)
        or (before[-1:] in ("+", "＋"))
        or after[:1] in ("+", "＋")
    ):
        return "name", "label"
    if _ROMAN.fullmatch(printed):
        return "name", "class-of-quality"
    if in_title(before, after):
        return "name", "title"
    if called(printed, before, after, measured):
        return "name", "telephone"
    if _CONGRESS.match(after):
        return "name", "congress"
    return _by_measure(printed, before, after, measured) or _by_words(printed, before, after, measured)


_STOP_SIGNS = ("", "、", "，", "。", "；")
_COUNTED_THEN_STOPS = regex("[个家项条座台所]?(?:[、，。；]|$)")
_TOLD_BEFORE = regex("[《〈+＋转]")


def plainly_listed(printed: str, before: str, after: str) -> bool:
    """Whether digits stand between stops (、12个、) where nothing can make a name of them: no title, no telephone."""
    if not (printed.isascii() and printed.rstrip("%").isdecimal()) or "号" in after or _TOLD_BEFORE.search(before):
        return False
    short = len(printed) < 3 or (len(printed) < 9 and not _SHORT_CALL.fullmatch(printed))
    return short and before[-1:] in _STOP_SIGNS


_DECIMAL = regex(r"[\d.]+[万亿]?%?", re.ASCII)


def set_apart(printed: str, before: str, behind: str) -> bool:
    """Whether a number and its measure stand between stops (、3.5亩，), so that no word can make them a name."""
    between = behind[:1] in _STOP_SIGNS and before[-1:] in _STOP_SIGNS
    return between and bool(_DECIMAL.fullmatch(printed)) and not _TOLD_BEFORE.search(before)


def in_title(before: str, after: str) -> bool:
    """Whether a figure stands within 《…》 or 〈…〉."""
    opened = max(before.rfind("《"), before.rfind("〈"))
    return opened >= 0 and "》" not in before[opened:] and "》" in after


def _by_measure(printed: str, before: str, after: str, measured: bool) -> tuple[str, str] | None:
    bare = not printed.strip("十百千万亿级")
    large = (bare and printed.rstrip("级").endswith("亿")) or bool(_SIZED_CLASS.fullmatch(printed))
    if (
        (not measured or after.startswith("大促"))
        and _DAY_NAME.fullmatch(printed)
        and _FESTIVAL.match(after)
        and not REACHES.search(before)
    ):
        return "name", "code"
    if _LISTED_NUMBERS.match(after) and printed.isdecimal():
        return "name", "phase-tier-line"
    ranked = printed in ("50", "100", "200", "500", "1000", "2000", "百", "五百", "千")
    if (ranked or before.endswith("前")) and _STRONGEST.match(after):
        return "name", "class-of-size"
    if _SIZE_CLASS.match(after):
        return "name", "class-of-size"
    if _AGE.match(after) and not _REACHED.search(before):
        return "idiom", "condition"  # 80岁以上老人
    if printed == "二" and _SECOND_TIME.match(after):
        return "idiom", "set-phrase"
    if _CLASS.match(after):
        return "name", "class-of-quality"
    of_size = bool(_SIZED_THINGS.match(after))
    if (_OF_SUCH_SIZE.match(after) and _SIZED.search(before)) or (of_size and (bare or _SIZED.search(before))):
        return "name", "class-of-size"  # 年收入50万元以上的合作社1200家: which ones are counted
    if of_size:
        return "idiom", "condition"  # 100平方米以上门店20家
    if _QUALIFIES.match(after) and _CONDITION.match(_STOPS.split(before)[-1]):
        return "idiom", "condition"  # 对利用效率低于1.2的企业: whom a rule concerns
    if (large and _OF_SIZE.match(after)) or (large and before[-1:] in tuple("个家条座")):
        return "name", "class-of-size"
    if bare and before[-1:] in ("", "，", "。", "；", "、", "每") and _PER_HEAD.match(after):
        return "name", "denominator"  # 万人发明专利拥有量, 千人床位数
    if _ADDRESSED.search(before) and _IN_ADDRESS.match(after):
        return "name", "label"
    if bare and before[-1:] in ("（", "(", "：", ":") and _COLUMN_UNIT.match(after):
        return "name", "denominator"  # 销售额（亿元）: the unit of a column
    if (before[-1:] in ("每", "/") and _EACH.match(after)) or _EACH_YUAN.match(after):
        return "name", "denominator"  # 每万人, 万元GDP
    if printed == "24" and _HOURS.match(after):
        return "name", "label"
    if (before.endswith("连续") and printed in ("两", "三")) or (_YEARS_OLD.match(after) and _LASTING.search(before)):
        return "idiom", "condition"
    plain_decimal = not measured and _PLAIN_DECIMAL.fullmatch(printed)
    if (
        plain_decimal
        and not after.startswith(("倍", "个", "万", "亿", "以上", "以下", "以内", "左右"))
        and not REACHES.search(before)
    ):
        return "name", "version"
    if not measured and _LONG_DECIMAL.fullmatch(printed) and not REACHES.search(before):
        return "name", "code"
    if not measured and CODE_AFTER.match(after) and _CODE.fullmatch(printed) and not REACHES.search(before):
        return "name", "code"
    if not measured and re.fullmatch(r"\d{3,4}", printed) and _NAMED_PLACE.match(after):
        return "name", "code"
    told = _AFTER_RE.match(after)
    if told and not REACHES.search(before) and not (measured and after.startswith("级")):
        return "name", _AFTER_WHY[(told.lastindex or 1) - 1]
    if printed.endswith("级") and (TIER.fullmatch(printed) or _TIERED.match(after)):
        return "name", "tier"
    return None


def _by_words(printed: str, before: str, after: str, measured: bool) -> tuple[str, str] | None:
    if printed in ("千", "百", "万") and after[:1] in tuple("兆家户灯联年") and not measured:
        return "name", "specification"
    if _LAST.search(before) and _MILE.match(after):
        return "idiom", "set-phrase"  # 最后一公里
    if _SLOGAN.match(after) and len(printed) == 1 and not printed.isascii():
        return "idiom", "set-phrase"
    if before.endswith("“") and len(printed) == 1 and printed in _ONE and _SLOGAN_END.match(after):
        return "idiom", "slogan"
    quoted = before.rfind("“") > before.rfind("”") and "”" in after
    if quoted and before.endswith("“") and after.startswith("”") and not measured:
        return "name", "code"
    if before.endswith("“") and printed in tuple("十百千万") and _BEST_OF.match(after):
        return "name", "slogan"
    chinese = len(printed) <= 2 and not printed[0].isascii()
    if quoted and not measured and chinese and not _COUNTED_TASKS.match(after):
        return "idiom", "slogan"
    if printed in tuple("一零两三二四半") and not measured and _IDIOM_AFTER.match(after):
        return "idiom", "set-phrase"
    return None
