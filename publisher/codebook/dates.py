"""Dates and deadlines: 到2021年上半年, 2022年底前, 2020—2022年, 三年内, “十四五”末 → a date, its precision, or why not.

Which end is meant (the method page states it): a year, a half-year, a quarter, a month or a five-year plan means its
last day, with 前 or without; a period means its end; N years from a start count the start as the first
(2012年起5年内: 2016). A start (2021年起), a year to compare with (比2020年) and a period without a known start are no
deadlines.
"""

# ruff: noqa: E501  (a pattern is read by the line)
from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

from publisher.codebook.days import day, later
from publisher.codebook.numerals import DIGITS, UnreadNumeral, numeral
from publisher.terms.regex import regex

YEAR = r"(?:(?:1[89]|2[01])\d{2}|[一二][〇零○Ｏ0O◯一八九][〇零○Ｏ0O◯一二三四五六七八九]{2})"
ISSUED = "(?:印发|发布|公布|下发|颁布)(?:之日起|之日|之?后|以后|起)"
_DASH = r"[-−—–―~～〜至到]"
_N = r"(?:[一二两三四五六七八九十]{1,3}|\d{1,2})"
# What is no part of a year behind 年: 2022年底层, 2022年初步, 2022年中心城区.
LATE, EARLY, MIDDLE = (
    "(?![端层座部色]|线(?![路上下缆性损长网杆索]))",
    "(?![步始衷创级期等中小高])",
    "(?![央国心小期型级部东西学等外长医药间端高低华])",
)
OF_QUARTERS = "(?<![\\d.])第?[一二三四1-4](?=(?:[、和及与]第?[一二三四1-4]){1,3}个?季度(?![\\d一二两三四五六七八九十]))"  # 一、二季度
_PART = (
    r"(?:\d{1,2}[-—–~至到]\d{1,2}月(?:底|末)?|\d{1,2} ?月(?: ?\d{1,2} ?日| ?[上中下]旬| ?底| ?末| ?初| ?中)?|[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日|[上中下]旬|底|末|初|中)?"
    rf"|[上下]半年(?:[底末]{LATE})?|前?第?(?:[一二三四1-4]{_DASH})?[一二两三四1-4]个?季度|{OF_QUARTERS}|前{_N}个月|Q[1-4]|年?(?:[底末]{LATE}|初{EARLY}|中{MIDDLE}))"
)
_FIVE = r"[“\"]?(?:[八九]五(?![折成]|[”\"]?普法)|十[一二三四五六七八九]五|第(?:[八九]|十[一二三四五六七八九])个五年)[”\"]?(?:规划)?(?:期?[末初中]|[前早]期|期间|时期|期内)?(?!规划)"
_SHORT = r"(?<![\d.])[1-4]\d年(?=年?[底末初]|\d{1,2}月|[上下]半年|[一二三四]季度)"  # 24年底, 25年6月底前
LISTED = rf"{YEAR}(?=(?:[、和及与]{YEAR}){{0,6}}[两二三四五]年|(?:[、和及与]{YEAR}){{1,6}} ?年)"  # 2021、2022、2023年; 2019、2020两年
_GROWS = "加高升长少低降减缩大"  # 提高到2000，: an amount
_MONTH_OF = r"20[0-4]\d[./](?:1[0-2]|0?[1-9])"  # 2022.6—2023.12, 2023.12底前; 2000.5—2050.3元 is an amount
_MONTHS = rf"{_MONTH_OF} ?{_DASH}{{1,2}} ?{_MONTH_OF}(?![\d./]| ?(?:[元米吨亩升度斤克万亿%％‰㎡℃]|(?:平方|立方|公|千|毫|兆|英)[米里斤顷克瓦分兆尺]|海里|美元|欧元|港元|人民币))|{_MONTH_OF}(?=底?前|底)"
_BARE = r"(?:19|20)\d\d(?![\d年])(?=[，,、。；;底末]|建|实|达|完|新|基|形|全|$)"  # 到2025建成: a year without its sign
# 2022年，前5个月; 今年前三季度; in 2021年投产，前3个月 it counts from another day
_FIRST = rf"(?:[今本当]年前(?:{_N}个月|第?[二两三23]个?季度)|(?<=年[，,])前{_N}个月|(?<![^，,、；;：:。（(\s])前第?[二两三23]个?季度)"
_OF_FIRST = rf"(?:(?:(?<=年[，,]前)|(?<=[今本当]年前)){_N}个月|(?:(?<=[，,、；;：:。（(\s年]前)|(?<=^前)){_N}个季度)"  # its number
_IN_WORDS = "(?<![一二三四五六七八九十百个第])(?:十[一二]?|[一二三四五六七八九])"
# 6月完成, 9月举办: a month alone before what is done in it
_DONE_IN = "(?:全部|全面|基本|正式|集中|要|争取|力争)?(?:完成|建成|投[用产运入]|竣工|完工|交付|上线|开通|通车|并网|达到|实现|出台|印发|发布|举办|召开|办结|验收)"
_OF_SCHOOL = rf"(?:{YEAR} ?{_DASH}{{1,2}} ?)?{YEAR} ?[学财]年|(?<![-—–~～至到]){YEAR} ?财政年度"
# 每月28日前, 首月的20日前, 截至23日: a day of a month that is not named
_OF_MONTH = (
    r"(?:(?<=月)|(?<=月 )|(?<=月的)|(?<=月的 )|(?<=截[至止])|(?<=截[至止] ))(?<!个月)\d{1,2} ?日(?=之?前|以前|[，,]|$)"
)
_TO_DAY = rf"(?:(?<=日) ?{_DASH} ?\d{{1,2}} ?日)?"  # 12月18日至22日
_YEARS_LONG = rf"(?:连续)? ?{_N}年[间内里]?(?!级|期(?!间)|滚动|行动(?!期)|计划|攻坚|规划|方案|工程)"  # 2023至2025三年; 2023至2025三年行动 is a name
# A date as it is printed, without the words that lead to it: what coverage sets aside.
DATE = (
    rf"{YEAR} ?年?(?:\d{{1,2}}月)? ?{_DASH}{{1,2}} ?{YEAR} ?(?:财政|会计|学)?年(?:{_PART})?(?:度)?(?: ?{_N}年[间内里])?|{YEAR} ?{_DASH}{{1,2}} ?{YEAR}(?={_YEARS_LONG})|{YEAR} ?年 ?{_PART} ?{_DASH}{{1,2}} ?{_PART}|{YEAR} ?年(?: ?{_PART})?(?:度)?{_TO_DAY}"
    rf"|{YEAR}[-./](?:0?[1-9]|1[0-2])[-./](?:[12]\d|3[01]|0?[1-9])(?!\d)|{_MONTHS}|{YEAR}(?={_DASH}{YEAR} ?年)"
    rf"|\d{{1,2}}(?:月)?{_DASH}\d{{1,2}}月|\d{{1,2}} ?月(?: ?\d{{1,2}} ?日{_TO_DAY}| ?[底末初])?(?!饼)|{_OF_MONTH}|{_IN_WORDS}月(?:[一二三四五六七八九十]{{1,3}}日|[上中下]旬|[底末初]|(?=前|{_DONE_IN}))|[上下]半年|第?(?:(?<!\d)[一二三四1-4]{_DASH})?[一二三四1-4]季度|{_OF_FIRST}|{OF_QUARTERS}|{_OF_SCHOOL}|{_FIVE}"
    rf"|(?<=[到至])(?<![{_GROWS}][到至]){_BARE}|{LISTED}|{_SHORT}{_PART}"
)
# 2021年度完成10个, 2021年度、2022年度各新增10个; not 2021年度预算
_OF_A_YEAR = rf"度(?:[、和及与]{YEAR} ?年度)*内?(?:计划|目标|任务|各自?再?[约近超]?|分别|力争|要|再)*(?:[：:]|(?<=[各自约近超别])\d|投|安排|完成|新|建|改|实现|培|引|达|开)"
_SPAN = rf"{YEAR} ?年?(?:\d{{1,2}}月)? ?{_DASH}{{1,2}} ?{YEAR} ?(?:年(?:{_PART})?(?: ?{_N}年[间内里])?(?![行计规度]|(?:国土空间|城市|土地利用|产业|能源|交通|水利|住房|教育)(?:总体|专项)?规划(?![编修]))|(?:财政|会计)年度|年度(?=[，,])|年(?!度(?:达[标产]|新闻|开放[大课]))(?={_OF_A_YEAR})|{_YEARS_LONG})"
_COUNTED = rf"(?:自|从)?{YEAR}年(?:起|开始)[，,]?(?:的|(?:力争)?(?:利?用|通过|经过)|后|之后|连续(?={_N}年(?:每年|各|共|新|建|改|安排|投入|实施)))?{_N}年(?:的?(?:时间|努力)|左右)?(?:[之以]?内|里)?|(?:自|从)?{YEAR}年(?:起|开始)[，,]?(?:未来|今后){_N}年"
_WITHIN = rf"(?:未来|今后|力争)?{_N}(?:{_DASH}{_N})?年之?内|(?<![^，,；;。：:\s在争取力])(?<!寿命在)(?<![收周效]期在){_N}年(?:以内|左右的?时间)(?!的)|(?:未来|今后){_N}(?:{_DASH}{_N})?年|(?:通过|经过|(?<![仅只])用) ?{_N}(?: ?{_DASH} ?{_N})? ?年(?:左右)?的?(?:努力|时间|发展|奋斗|建设)"
# 自本方案印发之日起一年内, 印发后30日内: counted from the day of the document
_OURS = "(?:实施)?(?:方案|意见|通知|办法|措施|规定|计划|规划|文件|细则)"
_AFTER = rf"(?:半年|{_N}(?:年半?|个月|日|天|周|个?星期))"
_ISSUED = rf"(?:自|从)?(?:{YEAR}年\d{{1,2}}月\d{{1,2}}日|本{_OURS})?{ISSUED}[，,]?{_AFTER}[之以]?内"
_DOES = "改造|建设(?!期|周期|计划)|建成|再造|打造|形成|新建|新增|计划|培育|引进|完成|投入|筹[措集建]|实施|培训|实现|统筹|安排|更新|拟"
# 2023年前5个月, 2022年前10名 and 十四五前期 are no time before
_BY = rf"前(?!期|后|{_N}(?:个月|年|个?季度|[名位强大]))"
_IN_ALL = rf"(?<![第每近前过去届上续十百\d一二三四五六七八九两至—–~-])(?<!\d年)(?<!\d年，)(?<!历时|历经|不到|花了|用了|耗时|前后|仅用|只用)(?:(?<!用时)|(?<=[划争取拟]用时))[二两三四五2-5]年(?:时间)?(?:(?={_DOES})|(?<![^，,。；;：:\s].年)(?=(?:累计|合计|总额|共)[^，。；、\d]{{0,8}}(?:不[低少高大]于|不超过|力争|达到)))"  # 三年改造1260公里; ，三年累计投入不低于3亿元
# 年内, 年底前, 6月底前, 三季度前, 下半年: a date whose year stands before it in the sentence, or is the only one of the plan.
_MONTH = (
    rf"(?:\d{{1,2}} ?|{_IN_WORDS})月"
    rf"(?: ?(?:\d{{1,2}} ?|[一二三四五六七八九十]{{1,3}})日(?=之?前|以前)| ?[上中下]旬(?=之?前|以前)| ?[底末](?!线)|(?=之?前(?![后往来])|以前)|(?={_DONE_IN}|(?:[、和及与](?:\d{{1,2}}|{_IN_WORDS})月){{0,11}}分别|$))"
)
_NEXT = r"(?<![^，,、；;：:。（(至到于在即并后和及自从\s])[次翌]"  # not of 人次年内
_SEASON = (
    r"(?:[春夏秋冬]季|春节|元旦|清明|五一|端午|中秋|国庆|十一|[供采]暖|主?汛|暑|寒假|[高中]考)[^，。；、\d]{0,4}前"
)
_PARTIAL = (
    rf"(?:(?:[今明后本当来]|{_NEXT})年|(?<![\d年前每近多周翌半历几数全后去上次来这那个{'一二两三四五六七八九十百千'}])(?=年))(?:年?[底末](?!线|端)|年?度?之?内(?!在|容|部|涵|外|生|需|可[^，。]{{1,6}}的)|年?[上下]半年[底末]?|年?{_MONTH}|年?第?[一二三四1-4]季度[底末]?)(?:之?前(?!后)|以前)?"
    rf"|(?<![年前去上近])全年(?=新|累|共|完|达|实|力|建|培|改|开|争|组|引|办|安|检查|巡查|举办|$)|(?:(?<!\d)[今明后来]|{_NEXT})年(?=[新先要力争计实建完全再达做农将开投改安]|{_SEASON}|$)|(?<!\d)[今明后]年(?:\d{{1,2}}|{_IN_WORDS})月(?=[^，。；、\d的]{{2,12}}(?:[，。；]|$))(?!初|中|[上下]旬)"
    rf"|(?<![\d年前每—–~-])(?<!\d[至到、和])(?:{_MONTH}|(?<![每上本])(?:第?[一二三四1-4]季度[底末]?|{OF_QUARTERS})|(?<!第)[上下]半年[底末]?)(?:之?前(?!后)|以前)?(?![\d一二两三四五六七八九十])|(?<=[1-4][、和])(?<![\d.][1-4][、和])(?:{OF_QUARTERS}|[1-4]季度)(?:之?前(?!后)|以前)?|{_FIRST}"
)
PARTIAL = regex(rf"{_PARTIAL}|第?[一二三四1-4]|前{_N}个月")  # 一 of 一、二季度, cut out
_BEGINS = r"(?=[\d \t一二两三四五六七八九十到至截从自本规计方行实建有半未今后力通经用印发公颁“\"第年全上下明当来前次翌])"  # what begins a date
PHRASE = regex(
    rf"{_BEGINS}(?:{_COUNTED}|{_ISSUED}|{_OF_SCHOOL}|(?:从|自|到|至)?(?:{_MONTHS})(?:底?前|底)?|(?:从|自)?{_SPAN}|{YEAR} ?年 ?{_PART} ?{_DASH}{{1,2}} ?{_PART}(?:之前|以前|前)?|(?:到|至|本)?(?<!五年)(?<!年)(?:规划|(?<!生产)计划|(?:(?<=[，,。；;：:\n在到至本])|^)(?:方案|行动)|实施|建设|有效)期(?:之?内|末|间)"
    rf"|(?:到|至|截至|截止)?[ \t]{{0,2}}(?:{YEAR}[-./](?:0?[1-9]|1[0-2])[-./](?:[12]\d|3[01]|0?[1-9])(?!\d)|{YEAR} ?年(?: ?{_PART})?)(?: ?之前|以前| ?{_BY}|年?[底末]前(?!后)|内|[底末]{LATE})?"
    rf"|(?:到|至)?{_SHORT}{_PART}(?:之?前(?!后)|以前)?|(?<![上下])半年之?内|(?:到|至)本世纪中叶|{_WITHIN}|{_IN_ALL}|(?:到|至)?{_FIVE}(?:的?(?:[前头后]{_N}年|第[一二三四五]年|首年|开局之?年|收官之?年|最后一年)|{_BY})?"
    rf"|(?<![{_GROWS}])(?:到|至){_BARE}|{LISTED}|{_PARTIAL})"
)
_COMPARED = regex(
    r"(?:(?<!下)达|锚定|对标|瞄准|已经?[于在]|(?<![占配])比|较|相[较对]于?|相当于|[高低多少大小]于|基于|恢复|超过?|[按参对比依]照|按|根据|占|面向|展望)$"
)
_SET_BESIDE = regex("[与同和跟]$")  # 与2010年的133972万人相比
_WHAT_IS_COMPARED = regex("(?:[（(][^（）()]{0,40}[）)])?[^，。；]{0,30}?(?:相比|比较(?=[，,、\n]|[增下提降减]))")
_TO_BE_MET = regex("(?<=前)[^，。；、\\d]{0,12}(?:要求|目标|时限|节点|进度)")  # 按照9月底前完成的要求
_START_BEFORE = regex("(?:自|从)$")
# 2027年后, 2027年底前后, 2027年左右: from or about then
AFTERWARDS = regex(
    "[前之以]?后(?![续期端台勤备劲]|评[价估]|(?:进|扶)(?:项目|资金|政策|村|班|党)|[海湖沟坪山河塘坝庄寨岭][\u4e00-\u9fff]?[村镇乡街路片]|半年|[一二两三四1-4]个?季度)|左右(?![岸江两手侧])"
)
_NOT_AFTER = regex(
    rf"(?:{AFTERWARDS.pattern}|年?同期|碳达峰(?:实施)?(?:行动|方案)|行动|攻坚|计划(?![：:投]|新[建增]|建|完|改|引|培|安|总|筹)|以来|起(?!草)|开始|启动(?!建设|运[营行]|并)|版|规划|方案|工作(?!(?:计划|目标|任务)[：:])|(?!{_OF_A_YEAR})度|数据|水平|(?:的[^，。；、在]{{0,12}}|\d[^，。；、在]{{0,10}})?基础上|[^，。；、\d]{{0,6}}(?:[运奥博览]会|峰会)后(?![勤备续期台滩])|基数|标准(?=[，,])|(?:基准|基期|现状)(?:值|数|水平)?(?=[为是约\d：:])|[^，。；、在]{{0,10}}为基[期数准]|的?[\d.一二两三四五六七八九十]+倍|相比|以前|[前头][一二两三四五六七八九十\d]{{1,3}}(?:个月|年|[名位强大]))"
)

# 由2024年的30%, 比2024年的300个, 从目前的20个提高到50个: a level of before, to be reached by no day
STOOD = regex(
    rf"(?:[由从比较]|(?<!不)[高低多少大小]于|(?<!不)超过)(?:{YEAR} ?年?[底末]?|{_FIVE}|[上去前]年(?:同期)?)的$"
)
STOOD_BELOW = regex(rf"在(?:(?:{YEAR} ?年?[底末]?|现有|原有|已有|目前|现在|[上去]年)的?)?$")  # 在2020年的300个基础上
BELOW = regex("[^，。；、\\d]{0,8}基础上")
WHENCE = regex(
    rf"{YEAR} ?年[底末]?的$|[由从](?:(?:{YEAR} ?年?[底末初]?|{_FIVE}|目前|当前|如今|现[在行有状]|原[来有先]?|[上去今]年|年初)的?)?(?:约|近|不足|不到|超过?|平均|[人户亩]均|每[年月日天])?(?:[\d.]+[^，。；、\d]{{0,4}}[、和及])*$"
)
WHITHER = regex(
    "(?:[^，。；、\\d]{0,4}[、和及](?:[^，。；、\\d]{1,6}[由从])?[\\d.]+)*[^，,。；;、：\\d]{0,10}?(?:[（(][^（）()]{1,12}[)）])?(?:[提增升扩降减缩压拓延变回上下]|发展|调整|优化|精简|整合|归并|合并)[^，。；、\\d]{0,4}?[到至为成](?=[^，。；、]{0,8}[\\d一二两三四五六七八九十百千])"
)

# 2020年已建成8个: a status quo; 2018年建成的展馆: which thing is meant.
_DONE_BY_THEN = regex("[，,]?(?:全[市省区县国]|[我本][市省区县])?(?:已(?!.{0,6}的)|[拥共现]有)")
# 2019年末常住人口500万: what stood at a year's end that no 到 or 前 makes a deadline
_STOCK = regex(
    "[，,]?(?:全[市省区县国]|[我本][市省区县])?(?:的?(?:常住|户籍|总|城镇|农村|流动|就业|从业|在校|在册|登记|实有|累计))*(?:人口|人数|学生|户数|存量|余额)(?!.{0,8}(?:达到|突破|力争|控制|不))"
)
_QUARTERS = regex("第?[一二三四1-4](?:[、和及与]第?[一二三四1-4])*个?季度")
_QUARTERS_BEFORE = regex(rf"(?:{YEAR} ?年 ?)?(?:第?[一二三四1-4][、和及与])*第?$")
_NOT_OF_IT = regex(r"[每上]$|(?<![今当本\d])年$")  # 去年三、四季度, 每年1、3季度
_DESCRIBES = regex(
    "(?:新?建成|[命提]名|评[定选为审]|认[定证]|授牌|挂牌|公布|下达|遴选|入选|列入|纳入|登记|注册|签约|获评|确定|投用|投运|投产|启用|开通|通车|落成|竣工|完工|开工|立项|获批|出台|印发|发布|制定|批复|批准|成立|设立|颁布|修订|修正|修改)的|(?:(?![完建达]成|落实|办[好理]|兑现|执行|推进|实施|做好|召开)[^，。；、\\d]){0,8}(?:工作报告|会议|文件)(?:提出|明确|确定|部署|要求|安排)的|远景目标"
)


_AND_BEFORE = regex("^(?:[（(]含[^（）()]{0,4}[）)]|[及或])(?:[之以]?前)")  # 2000年（含）以前建成的
_RUNS_ON = regex(rf"\d[年]? ?{_DASH}$|[A-Za-z\d]$")
_TO_NUMBER = regex(rf"\s*{_DASH}\s*\d")
_TO_OR_FROM = regex(rf"{_DASH}.*\d|起|开始")
_NAMED = regex(rf"{YEAR}|{_FIVE}")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: its printed words, the ISO date, the precision (year, month, day)."""

    printed: str
    date: str
    precision: str


@dataclass(frozen=True, slots=True)
class Period:
    """A plan's period as ISO dates, empty where the document names none; dated: the day of the document, if known."""

    start: str = ""
    end: str = ""
    dated: str = ""

    @classmethod
    def of(cls, words: str) -> Period:
        """From words such as 2020-2022; an empty period where they are none."""
        match = re.fullmatch(rf"\s*((?:19|20)\d\d)\s*年?\s*{_DASH}+\s*((?:19|20)\d\d)\s*年?\s*", words, re.ASCII)
        return cls(f"{match[1]}-01-01", f"{match[2]}-12-31") if match and match[1] <= match[2] else cls()


NO_PERIOD = Period()


_IN_PERIOD = regex("(?:规划|计划|方案|行动|实施|建设|有效)期")
_CENTURY = regex(rf"(?={_SHORT})")  # 24年底 is 2024年底
_GAPS = regex(r"(?<=[\d年月用]) (?=[\d年月日上中下底末初前])")  # 2022 年 12 月 底


@lru_cache(8192)
def date_of(words: str, period: Period = NO_PERIOD) -> tuple[str, str] | UnreadNumeral:
    """The date and precision that printed words give: 到2022年 → 2022-12-31, year; 三年内 counts from the period's start.

    Refused with a reason where they give no date.
    """
    text = _CENTURY.sub("20", _GAPS.sub("", arabic(words[:80].translate(FULL))))
    if _IN_PERIOD.search(text) and not re.search(r"[五\d]", text):
        return (period.end, "year") if period.end else UnreadNumeral("period-unknown")
    if match := re.search(rf"((?:1[89]|2[01])\d\d)年(?:起|开始)[，,]?\D{{0,4}}?({_N})年", text):
        return _years(match[2], int(match[1]))
    if match := _ISSUED_RE.search(text):
        printed = re.match(r"\D?(\d{4})年(\d{1,2})月(\d{1,2})日", text)
        dated = "-".join(part.zfill(2) for part in printed.groups()) if printed else period.dated
        return _after_issue(match[1], dated)
    if re.match("半年", text):
        return UnreadNumeral("period-unknown")
    if re.search("中叶$|[学财]年$|^[0-9]{4} ?财", text):
        return UnreadNumeral("end-unknown")
    if re.search(r"\d年(?:起|以来|开始)|^(?:自|从)(?!.*\d{4}.*\d{4})", text):
        return UnreadNumeral("start-is-no-deadline")
    if match := re.search(
        rf"(?:1[89]|2[01])\d\d ?年?(?:\d{{1,2}}月)? ?{_DASH}{{1,2}} ?((?:1[89]|2[01])\d\d ?年?.*)", text
    ):
        text = match[1]
    if match := re.search(r"(\d{4})[./](\d{1,2})(?:底?前|底)?$", text):
        return _in_year(int(match[1]), f"{match[2]}月")
    if match := re.search(r"((?:1[89]|2[01])\d\d)[-./](\d{1,2})[-./](\d{1,2})", text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.search(r"((?:1[89]|2[01])\d\d) ?年?", text):
        return _in_year(int(match[1]), text[match.end() :].strip())
    if match := re.search(r"([八九]|十[一二三四五六七八九])个?五", text):
        return _five(match[1], text)
    if match := re.search(rf"({_N})年", text):
        high = re.search(rf"{_N}{_DASH}({_N})年", text)
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", period.start):
            return (period.end, "year") if period.end else UnreadNumeral("period-unknown")
        return _since(high[1] if high else match[1], period)
    return _of_the_plan(text, period) if PARTIAL.fullmatch(text) else UnreadNumeral("no-year")


def _of_the_plan(partial: str, period: Period) -> tuple[str, str] | UnreadNumeral:
    """A date without a year: that of a plan's only year; else of the year of the document, unless it was over then."""
    one = period.start[:4] if period.start[:4] == period.end[:4] else ""
    later = max("今明后".find(partial[0].replace("来", "明")), 0) if partial[1:2] == "年" else 0
    year = "" if partial[0] in "次翌前" else period.dated[:4] if later else one or period.dated[:4]
    known = re.fullmatch("(?:19|20)[0-9]{2}", year)
    read = date_of(in_year(partial, str(int(year) + later))) if known else UnreadNumeral("no-year")
    return read if one or isinstance(read, UnreadNumeral) or read[0] >= period.dated else UnreadNumeral("no-year")


def in_year(words: str, year: str) -> str:
    """A date without a year, with it: 年底前 of 2022 is 2022年底前, 6月底前 is 2022年6月底前."""
    return re.sub("^(?:[今明后来本当全次翌](?=年))?年?", f"{year}年", words)


FULL = str.maketrans("０１２３４５６７８９－．／～〜ⅠⅡⅢⅣ", "0123456789-./~~1234")
_YEAR_WORDS = regex(r"[一二][〇零○Ｏ0O◯一八九][〇零○Ｏ0O◯一二三四五六七八九]{2}(?=\s*[年\-—–~至到])")
_SMALL_WORDS = regex(r"(?<=[年月至到\-—–~])[一二三四五六七八九十]{1,3}(?=[月日])")


def arabic(words: str) -> str:
    """Words with the dates in them in Arabic digits: 二〇一五年六月十日 → 2015年6月10日; other numerals stay."""
    words = _YEAR_WORDS.sub(lambda m: "".join(str(DIGITS["〇" if c in "○Ｏ0O◯" else c]) for c in m[0]), words)
    for _ in "月日":
        words = _SMALL_WORDS.sub(lambda m: _digits(m[0]), words)
    return words


def _digits(word: str) -> str:
    value = numeral(word)
    return word if isinstance(value, UnreadNumeral) or value.upper is not None else f"{value.value:f}"


def _years(count: str, first: int) -> tuple[str, str] | UnreadNumeral:
    number = numeral(count)
    if isinstance(number, UnreadNumeral) or not 0 < (number.upper or number.value) <= 60:
        return UnreadNumeral("no-year")
    return f"{first + int(number.upper or number.value) - 1}-12-31", "year"


def _since(count: str, period: Period) -> tuple[str, str] | UnreadNumeral:
    """N years from the year in which a plan starts; the plan's own end where it lasts N years to the day.

    三年内 of a plan for 2020 to 2022 is 2022-12-31, of one from 2021-08-01 to 2024-07-31 its last day.
    """
    read = _years(count, int(period.start[:4]))
    if isinstance(read, UnreadNumeral) or not day(period.start) or period.start.endswith("-01-01"):
        return read
    year, month, first = int(read[0][:4]) + 1, int(period.start[5:7]), int(period.start[8:])
    if first == 1:
        last = f"{year}-{month - 1:02}-{monthrange(year, month - 1)[1]}" if month > 1 else ""
    else:
        last = f"{year}-{month:02}-{first - 1:02}"
    return (last, "day") if last == period.end else read


_ISSUED_RE = regex(rf"{ISSUED}[，,]?({_AFTER})")


def _after_issue(span: str, dated: str) -> tuple[str, str] | UnreadNumeral:
    """The last day of a span that counts from a day: 30日, 六个月, 半年, 一年半, 两周."""
    number, half = numeral(re.split("[年个月日天周星]", span)[0].removeprefix("半") or "零"), 6 * ("半" in span)
    if not day(dated) or isinstance(number, UnreadNumeral) or number.upper is not None:
        return UnreadNumeral("period-unknown")
    count = int(number.value) * (7 if span[-1] in "周期" else 12 if "年" in span else 1) + half
    return later(day(dated), count, "个月" if span[-1] in "年半月" else "日"), "day"


def _five(printed: str, text: str) -> tuple[str, str] | UnreadNumeral:
    """The five-year plans by their number: the 13th ended in 2020."""
    number = numeral(printed)
    if isinstance(number, UnreadNumeral):
        return number
    if re.search('五年?[”"]?(?:规划)?(?:期?[初中]|[前早]期)', text):
        return UnreadNumeral("end-unknown")
    first = 1951 + 5 * int(number.value)
    # “十四五”前三年, 开局之年; 后两年 and 收官之年 end with the plan
    if part := re.search(rf"[前头第]({_N})年|首年|开局", text):
        read = _years(part[1] or "一", first)
        return read if isinstance(read, UnreadNumeral) or read[0] < f"{first + 5}" else UnreadNumeral("no-such-date")
    return f"{first + 4}-12-31", "year"


_SPAN_OF_YEARS = regex(rf"(?:从|自)?(\d{{4}})年?{_DASH}{{1,2}}(\d{{4}})年")


def years_of(printed: str) -> tuple[str, ...]:
    """The last days of the years of a span (2022—2024年: three); none of what is no span of whole years."""
    span = _SPAN_OF_YEARS.fullmatch(arabic(printed.translate(FULL)).replace(" ", ""))
    return tuple(f"{year}-12-31" for year in range(int(span[1]), int(span[2]) + 1)) if span else ()


_QUARTER = regex(r"第?([一二两三四1-4])(?:个?季度|$)|Q([1-4])")
_FIRST_OF = regex(rf"前({_N})个月")


def _in_year(year: int, rest: str) -> tuple[str, str] | UnreadNumeral:
    if match := re.match(
        r"(?:\d{1,2} ?[-—–~至到]{1,2} ?)?(\d{1,2})月(?:(\d{1,2})日?|([上中下])旬)?(?:底|末|初|中)?(?: ?[-—–~至到]{1,2} ?(\d{1,2})月(?:(\d{1,2})日)?)?",
        rest,
    ):
        month, of_month = (match[4], match[5]) if match[4] else (match[1], match[2])
        if not 1 <= int(month) <= 12:
            return UnreadNumeral("no-such-date")
        if match[3] in ("上", "中"):
            of_month = "10" if match[3] == "上" else "20"
        elif re.match(r"\d+月[初中]", rest):
            return UnreadNumeral("end-unknown")
        if of_month:
            return _day(year, int(month), int(of_month))
        return f"{year}-{int(month):02}-{monthrange(year, int(month))[1]:02}", "month"
    quarters = [a or b for a, b in _QUARTER.findall(rest)]
    if quarters:
        return _half(year, 3 * int(DIGITS.get(quarters[-1], quarters[-1])))
    if match := _FIRST_OF.match(rest):
        last = numeral(match[1])
        months = 0 if isinstance(last, UnreadNumeral) else int(last.value)
        return _half(year, months) if 0 < months <= 12 else UnreadNumeral("no-such-date")
    if match := re.match("([上下])半年", rest):
        return _half(year, 6 if match[1] == "上" else 12)
    if match := re.match("年?(初|中(?!期|央|国))", rest):
        return _half(year, 6) if match[1] == "中" else UnreadNumeral("end-unknown")
    return f"{year}-12-31", "year"


def _half(year: int, month: int) -> tuple[str, str]:
    return f"{year}-{month:02}-{monthrange(year, month)[1]}", "month"


def _day(year: int, month: int, of_month: int) -> tuple[str, str] | UnreadNumeral:
    if not (1 <= month <= 12 and 1 <= of_month <= monthrange(year, month)[1]):
        return UnreadNumeral("no-such-date")
    return f"{year}-{month:02}-{of_month:02}", "day"


def spans(words: str) -> bool:
    """Whether words give a period alone (三年内, 未来三年), from which a day has to be counted."""
    return bool(words) and not _NAMED.search(_CENTURY.sub("20", arabic(words.translate(FULL))))


_WITHIN_YEARS = regex(r"[一二两三四五六七八九十\d]{1,2}年(?:之)?内")


def within(words: str) -> bool:
    """Whether words name a period that counts from the plan's start (三年内)."""
    return bool(_WITHIN_YEARS.search(words))


_ASIDE = regex(
    "[《（(](?<![近中远]期.)(?<!阶段.)(?<!目标.)(?<!目标值.)(?<!年行动.)(?<!年计划.)(?<!年攻坚.)(?<!年行动计划.)[^》）)]{0,200}[》）)]"
)


def phrases(part: str) -> list[re.Match[str]]:
    """The words of a part of a sentence that set a date by which something is reached, in order."""
    part = _ASIDE.sub(lambda m: "·" * len(m[0]), part.translate(FULL))
    return [match for match in PHRASE.finditer(part) if sets(part, match)]


def sets(part: str, match: re.Match[str]) -> bool:
    """Whether the date at `match` says by when; not one to compare with, to start from, or in a plan's name."""
    before, after = part[max(0, match.start() - 16) : match.start()].rstrip(), part[match.end() : match.end() + 8]
    if _QUARTERS.match(part, match.start()) and (first := _QUARTERS_BEFORE.search(before)):
        before = before[: first.start()]  # what stands before the first of 3、4季度 governs all
        if _NOT_OF_IT.search(before):
            return False
    if _SET_BESIDE.search(before) and _WHAT_IS_COMPARED.match(part, match.end()):
        return False
    to_be_met = before.endswith(("按", "照")) and _TO_BE_MET.match(part, match.end())
    at_the_latest = before.endswith("不超过") and not part.startswith("的", match.end())
    if (_COMPARED.search(before) and not to_be_met and not at_the_latest) or (
        _RUNS_ON.search(before) and match[0][0] != "年"
    ):
        return False
    if _TO_NUMBER.match(after) or _NOT_AFTER.match(part, match.end()):
        return False
    after = _AND_BEFORE.sub("", part[match.end() : match.end() + 24])
    if match[0][0] not in "到至" and not match[0].endswith("前") and _STOCK.match(after):
        return False
    if (match[0][0] not in "截到至" and _DONE_BY_THEN.match(after)) or (
        _DESCRIBES.match(after) and _NAMED.match(match[0])
    ):
        return False
    if before.endswith("由") and _LEVEL.match(after):  # 由2021年的58%提高到: where it comes from
        return False
    if match[0].endswith("前") and after.startswith("的"):  # 建于2000年以前的小区: which things are meant
        return False
    if before.endswith(("后", "起", "后的", "起的")) and _WITHIN_YEARS.match(match[0]):  # 建成后五年内: from an event
        return False
    if match[0].endswith("规划"):  # “十四五”规划的12个项目: a plan, no time
        return False
    return not _START_BEFORE.search(before) or bool(_TO_OR_FROM.search(match[0]))


_BY_US = regex(rf"(?:^|[，,；;。：:（(\s])(?:应当?|须|要|并)?[在于自从]?(?:{_OURS})?$")


_LEVEL = regex(r"的|(?:约|近|不足|不到|超过?)?\d")


def of_another(part: str, match: re.Match[str]) -> bool:
    """Whether a date counts from the issue of something else than the document: 名单公布后3个月内."""
    counts = _ISSUED_RE.search(match[0]) and not re.match(r"[自从]?(?:\d|本)", arabic(match[0]))
    return bool(counts and not _BY_US.search(part[: match.start()]))


_SOME_YEARS = regex("[二两三四五2-5]年")
_PERIOD_BEFORE = regex(rf"(?:{_SPAN}|{_FIVE})(?![”\"]?(?:规划|计划)|年?[）)]?》)")


def again(part: str, match: re.Match[str]) -> bool:
    """Whether a number of years says again how long the period before it lasts: 2011至2015年，五年新建80座."""
    return bool(_SOME_YEARS.fullmatch(match[0]) and _PERIOD_BEFORE.search(part, 0, match.start()))


@lru_cache(512)
def times_in(text: str) -> tuple[str, ...]:
    """The phrases of time in a text, as printed and each once, the shortest first."""
    return tuple(sorted({match[0].strip() for match in PHRASE.finditer(text)}, key=lambda words: (len(words), words)))
